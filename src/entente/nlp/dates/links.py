"""What a date hangs on in the parse, and which of several dates is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from entente.nlp.cuedata import load_table
from entente.nlp.dates.found import FoundDate
from entente.records import Granularity

TIME_RELATIONS = frozenset({
    "obl", "nmod", "advmod", "compound", "nummod", "amod", "det", "appos", "dep", "parataxis", "advcl", "acl",
    "list", "discourse", "dislocated", "orphan",
})  # fmt: skip
NOMINAL = frozenset({"NOUN", "PROPN"})
VERBAL = frozenset({"VERB", "AUX"})
DEPTH = 6


@dataclass(frozen=True, slots=True)
class Link:
    """A date with the token it hangs by and the token it hangs on."""

    date: FoundDate
    by: Token
    on: Token

    @property
    def before(self) -> bool:
        """Whether the date stands before the word it hangs on."""
        return self.date.first < self.on.i


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """Return the lists of ``data/date_attachment.toml``."""
    return {name: frozenset(listed) for name, listed in load_table("date_attachment").items()}


def link_of(doc: Doc, found: FoundDate) -> Link | None:
    """Return what a date hangs on, past other words for time ("on the morning of 9 August")."""
    token = doc[found.head]
    for _ in range(DEPTH):
        head = token.head
        if head.i == token.i:
            return None
        inside = found.first <= head.i < found.last
        if not inside and not (
            head.lemma_.lower() in words()["holders"] and relation_of(token) in ("nmod", "compound")
        ):
            return Link(found, token, head)
        token = head
    return None


def relation_of(token: Token) -> str:
    return str(token.dep_).split(":")[0]


def case_of(token: Token) -> str | None:
    """Return the preposition of a noun phrase."""
    for child in token.lefts:
        if child.dep_ == "case":
            return str(child.lower_)
    return None


def is_time(link: Link) -> bool:
    return relation_of(link.by) in TIME_RELATIONS


def nearest(links: Iterable[Link], trigger: int) -> FoundDate | None:
    """Return the date nearest to the trigger; of equals, one whose days are known."""
    ranked = sorted(
        links, key=lambda link: (_unknown(link.date), abs(link.date.head - trigger), link.date.first)
    )
    return ranked[0].date if ranked else None


def _unknown(found: FoundDate) -> bool:
    return found.date.first is None and found.date.last is None


def own_dates(token: Token, links: Sequence[Link]) -> list[Link]:
    """Return the dates that hang on the word itself, without those that a clause below has lost to it."""
    return [link for link in links if link.on.i == token.i and is_time(link) and not belongs_below(link)]


def belongs_below(link: Link) -> bool:
    """Tell "said that X left on Monday" where the parse hung Monday on "said"."""
    return any(
        (relation_of(child) == "ccomp" or is_deed(child)) and link.on.i < child.i < link.date.first
        for child in link.on.children
    )


def is_deed(token: Token) -> bool:
    """Tell "killing" in "accused Libya of killing a fisherman": what somebody is blamed or thanked for."""
    marks = {child.lower_ for child in token.lefts if child.dep_ in ("mark", "case")}
    return token.tag_ == "VBG" and relation_of(token) == "advcl" and bool(marks & words()["deeds"])


def is_stray(link: Link) -> bool:
    """Tell "signed an accord on Monday", where Monday is the verb's, from "the accord of 2014"."""
    day = link.date.date.granularity in (Granularity.DAY, Granularity.WEEK)
    return (
        day
        and not link.before
        and case_of(link.by) in ("on", None)
        and relation_of(link.by) in ("nmod", "obl", "advmod")
    )


def is_party(noun: Token) -> bool:
    """Return whether a noun names somebody, so that no date can be its own."""
    if noun.pos_ == "PROPN":
        return True
    parties = ("PERSON", "ORGANIZATION", "PLACE")
    return any(
        span.root.i == noun.i and span.label_ in parties for span in noun.doc.spans.get("mentions", ())
    )
