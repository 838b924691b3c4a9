"""A name that may be a place, and the words that tell places from other names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Token

from entente.nlp.cuedata import load_table
from entente.nlp.gazetteer import Entry


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``first`` to ``last`` (exclusive) that bear the name of the entries, most prominent first."""

    first: int
    last: int
    entries: tuple[Entry, ...]


CLOSE = 3.0  # degrees within which two names help each other


def are_close(one: Candidate, other: Candidate) -> bool:
    """Return whether two names have bearers close to each other in one state."""
    return any(is_close(entry, candidate) for entry in one.entries for candidate in other.entries)


def is_close(one: Entry, other: Entry) -> bool:
    """Return whether two places of one state lie close to each other, or are region and town there."""
    same = one.country == other.country is not None
    return same and abs(one.lat - other.lat) < CLOSE and abs(one.lon - other.lon) < CLOSE


@lru_cache(maxsize=1)
def place_words() -> dict[str, dict[str, frozenset[str]]]:
    """Return the lists of ``data/place_words.toml``."""
    table: dict[str, Any] = load_table("place_words")
    return {part: {name: frozenset(words) for name, words in lists.items()} for part, lists in table.items()}


def head_of(doc: Doc, first: int, last: int) -> int:
    """Return the token of a name that ties it to the parse."""
    if doc.has_annotation("DEP"):
        for token in doc[first:last]:
            outside = not first <= token.head.i < last or token.head.i == token.i
            if outside and token.dep_ not in ("case", "punct", "det"):
                return token.i
    return last - 1


def names_of_kind(doc: Doc, candidate: Candidate) -> Iterator[str]:
    """Yield the kinds that the words around a name give it: "the state of Punjab", "Kunduz province"."""
    types = place_words()["types"]
    around = [doc[candidate.last].lower_] if candidate.last < len(doc) else []
    if candidate.first > 1 and doc[candidate.first - 1].lower_ == "of":
        around.append(doc[candidate.first - 2].lower_)
        if doc[candidate.first - 2].lower_ in words_of_rule():
            yield "admin"
    for kind, words in types.items():
        if words.intersection(around):
            yield kind


def words_of_rule() -> frozenset[str]:
    """Return the offices that rule a region and no state: "the governor of Georgia"."""
    return place_words()["attachment"]["regional"]


def is_locative(head: Token) -> bool:
    """Return whether a preposition of place stands before a name."""
    words = place_words()["attachment"]
    return any(
        child.dep_ == "case" and child.lower_ in words["locative"] | words["whither"] | {"from", "for", "on"}
        for child in head.lefts
    )


def is_inside(head: Token) -> bool:
    """Return whether a preposition stands before a name that hardly stands before anything but places."""
    cases = {child.lower_ for child in head.lefts if child.dep_ == "case"}
    if cases & {"in", "at", "near", "outside", "into", "between", "inside"}:
        return True
    if (
        head.dep_ in ("obj", "nsubj:pass")
        and head.head.lemma_.lower() in place_words()["attachment"]["entered"]
    ):
        return True
    return "of" in cases and head.head.lemma_.lower() in place_words()["attachment"]["holders"]
