"""Names that may be places: the longest names of the gazetteer in a text, less those that are something else.

"Paris Hilton", "the Bank of China" and "the Astana process" hold the name of a place and are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from entente.nlp.date_lexicon import read_table
from entente.nlp.gazetteer import Entry, Gazetteer

LONGEST = 8  # tokens of a name
WEAK_BELOW = 100_000  # inhabitants below which a town's name alone is not enough
LOWER_STARTS = frozenset({"al", "el", "sub", "mainland"})
METROPOLIS = 1_000_000
NAME_LINKS = frozenset(
    {"flat", "compound", "nsubj", "nsubj:pass", "obj", "nmod", "obl", "appos", "conj", "root"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens ``first`` to ``last`` (exclusive) that bear the name of the entries, most prominent first."""

    first: int
    last: int
    entries: tuple[Entry, ...]


@lru_cache(maxsize=1)
def place_words() -> dict[str, dict[str, frozenset[str]]]:
    """Return the lists of ``data/place_words.toml``."""
    table: dict[str, Any] = read_table("place_words")
    return {part: {name: frozenset(words) for name, words in lists.items()} for part, lists in table.items()}


def candidates(doc: Doc, gazetteer: Gazetteer) -> list[Candidate]:
    """Return the names in a document that can be places, in order, without overlaps."""
    found, at = list[Candidate](), 0
    text, smallest = doc.text, _smallest_mentions(doc)
    while at < len(doc):
        candidate = _longest(doc, text, at, gazetteer) if _may_begin(doc, at) else None
        if candidate is None:
            at += 1
            continue
        if _is_place(doc, candidate, smallest) or _goes_with(doc, candidate, found):
            found.append(candidate)
        at = candidate.last
    return found


def _may_begin(doc: Doc, at: int) -> bool:
    token = doc[at]
    return token.text[:1].isupper() or token.lower_ in LOWER_STARTS


def _longest(doc: Doc, text: str, at: int, gazetteer: Gazetteer) -> Candidate | None:
    """Return the longest name that begins at a token; the usual words around it decide later."""
    best: Candidate | None = None
    for last in range(at + 1, min(at + LONGEST, len(doc)) + 1):
        name = text[doc[at].idx : doc[last - 1].idx + len(doc[last - 1])]
        if "\n\n" in name or (last > at + 1 and doc[last - 1].is_sent_start):
            break
        entries = tuple(
            entry for entry in gazetteer.find(name) if not entry.abbreviation or _is_capitals(name)
        )
        if entries and (last == at + 1 or not doc[last - 1].is_punct):
            best = Candidate(at, last, entries)
        if not gazetteer.begins(name):
            break
    return best


def _is_capitals(text: str) -> bool:
    return text.replace(".", "").replace(" ", "").isupper()


def _smallest_mentions(doc: Doc) -> dict[int, Span]:
    """Return the smallest mention around each token, where the pipeline has marked mentions."""
    smallest: dict[int, Span] = {}
    for span in sorted(doc.spans.get("mentions", ()), key=len, reverse=True):
        for token in span:
            smallest[token.i] = span
    return smallest


def head_of(doc: Doc, first: int, last: int) -> int:
    """Return the token of a name that ties it to the parse."""
    if doc.has_annotation("DEP"):
        for token in doc[first:last]:
            outside = not first <= token.head.i < last or token.head.i == token.i
            if outside and token.dep_ not in ("case", "punct", "det"):
                return token.i
    return last - 1


def _is_place(doc: Doc, candidate: Candidate, smallest: dict[int, Span]) -> bool:
    """Return whether the name is a place here, and not a piece of another name."""
    if _hardly_a_place(doc, candidate):
        return False
    if not doc.has_annotation("DEP"):
        return not _beside_capital(doc, candidate)
    head = doc[head_of(doc, candidate.first, candidate.last)]
    mention = smallest.get(head.i)
    label = mention.label_ if mention is not None else None
    if label != "PLACE" and not _is_written_as_name(doc, candidate):
        return False
    if _inside_other_name(doc, candidate, head) or _before_a_person(doc, candidate, head, smallest):
        return False
    if mention is not None and _closes_longer_name(candidate, head, mention):
        return False
    if (
        label == "PERSON"
        and not _is_owner(head, mention)
        and not _only_looks_like_a_person(doc, candidate, head)
    ):
        return False
    own = mention is not None and candidate.first <= mention.root.i < candidate.last
    return not _is_weak(candidate) or (label == "PLACE" and own) or _is_inside(head)


def _goes_with(doc: Doc, candidate: Candidate, found: list[Candidate]) -> bool:
    """Return whether a name is coordinated with a place: "Kiev and Kharkov"."""
    if not doc.has_annotation("DEP"):
        return False
    head = doc[head_of(doc, candidate.first, candidate.last)]
    if head.dep_ != "conj" or head.pos_ != "PROPN" or _inside_other_name(doc, candidate, head):
        return False
    return any(one.first <= head.head.i < one.last for one in found)


def _hardly_a_place(doc: Doc, candidate: Candidate) -> bool:
    """Return whether a single word is a town that our texts hardly ever mean ("South", "Clinton")."""
    if candidate.last - candidate.first > 1 or candidate.entries[0].kind == "country":
        return False
    if doc[candidate.first].lower_ not in place_words()["names"]["hardly_places"]:
        return False
    return doc[candidate.last : candidate.last + 1].text != ","  # "Reading, England"


def _closes_longer_name(candidate: Candidate, head: Token, mention: Span) -> bool:
    """Tell "Union" in "the Eurasian Economic Union": an organisation's name that the word ends."""
    if mention.label_ != "ORGANIZATION" or mention.root.i != head.i or candidate.entries[0].kind == "country":
        return False
    return any(
        token.i < candidate.first and token.text[:1].isupper() and not token.is_stop for token in mention
    )


def _is_written_as_name(doc: Doc, candidate: Candidate) -> bool:
    """Return whether the tagger sees a name, or two capitals make one ("Line of Control")."""
    tokens = doc[candidate.first : candidate.last]
    if any(token.pos_ == "PROPN" for token in tokens):
        return True
    return sum(token.text[:1].isupper() for token in tokens) > 1 and candidate.entries[0].kind != "city"


def _only_looks_like_a_person(doc: Doc, candidate: Candidate, head: Token) -> bool:
    """Return whether a name that was taken for a person's is a place after all.

    States, capitals and cities of a million are, unless the text has a person of that name
    ("Michael Jordan … Jordan"); others where a preposition of place says so.
    """
    best = candidate.entries[0]
    if candidate.last - candidate.first > 1:
        return best.kind != "city" or is_locative(head)
    if _is_inside(head):
        return True
    known = best.kind in ("country", "region", "sea") or best.capital or best.population >= METROPOLIS
    return known and not _is_somebody(doc, head)


def _is_somebody(doc: Doc, token: Token) -> bool:
    """Return whether a longer name of a person in the text holds the word."""
    return any(
        span.label_ == "PERSON"
        and any(one.text == token.text and one.pos_ == "PROPN" for one in span)
        and any(one.text != token.text and one.pos_ == "PROPN" and one.dep_ in NAME_LINKS for one in span)
        for span in doc.spans.get("mentions", ())
    )


def _before_a_person(doc: Doc, candidate: Candidate, head: Token, smallest: dict[int, Span]) -> bool:
    """Tell "India Walton" from "In Syria Assad": a person follows, and no preposition comes before."""
    if candidate.last >= len(doc) or is_locative(head):
        return False
    after = doc[candidate.last]
    mention = smallest.get(after.i)
    return (
        after.pos_ == "PROPN"
        and mention is not None
        and mention.label_ == "PERSON"
        and mention.start == after.i
        and after.lower_ not in place_words()["names"]["offices"]
        and head.dep_.split(":")[0] in ("nsubj", "obj", "root", "compound", "flat")
    )


def _is_owner(head: Token, mention: Span | None) -> bool:
    """Tell "Russia" in "the president of Russia" or "Russia's envoy" from a person's own name."""
    if mention is None or mention.root.i == head.i:
        return False
    return head.dep_.split(":")[0] in ("nmod", "amod") or head.dep_ == "nmod:poss" or head.pos_ == "ADJ"


def _is_weak(candidate: Candidate) -> bool:
    best = candidate.entries[0]
    return best.kind == "city" and not best.capital and (best.population < WEAK_BELOW or not best.usual)


def is_locative(head: Token) -> bool:
    """Return whether a preposition of place stands before a name."""
    words = place_words()["attachment"]
    return any(
        child.dep_ == "case" and child.lower_ in words["locative"] | words["whither"] | {"from", "for", "on"}
        for child in head.lefts
    )


def _is_inside(head: Token) -> bool:
    """Return whether a preposition stands before a name that hardly stands before anything but places."""
    cases = {child.lower_ for child in head.lefts if child.dep_ == "case"}
    if cases & {"in", "at", "near", "outside"}:
        return True
    return "of" in cases and head.head.lemma_.lower() in place_words()["attachment"]["holders"]


def _beside_capital(doc: Doc, candidate: Candidate) -> bool:
    """Without a parse: whether a capitalised word that makes another name follows or comes before."""
    words = place_words()["names"]
    after = doc[candidate.last] if candidate.last < len(doc) else None
    if after is not None and (
        after.lower_ in words["matters"] or (after.text[:1].isupper() and after.is_alpha)
    ):
        return after.lower_ not in words["offices"]
    before = doc[candidate.first - 1] if candidate.first else None
    capital = before is not None and before.text[:1].isupper() and before.is_alpha and not before.is_stop
    return capital and before is not None and before.lower_ not in words["qualifiers"] | words["offices"]


def _inside_other_name(doc: Doc, candidate: Candidate, head: Token) -> bool:
    """Tell "Geneva Convention", "Paris Hilton", "Sidney Powell", "Bank of China", "Lisbon Treaty"."""
    words = place_words()["names"]
    return any(check(doc, candidate, head, words) for check in (_before_a_noun, _after_a_name, _of_a_name))


def _before_a_noun(doc: Doc, candidate: Candidate, head: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether the word after the name makes another name or a matter of it."""
    if candidate.last >= len(doc):
        return False
    after = doc[candidate.last]
    joined = head.head.i >= candidate.last or (
        after.head.i == head.i and after.dep_.split(":")[0] in ("flat", "compound")
    )
    if not joined:
        return False
    target = head.head if head.head.i >= candidate.last else after
    if after.lower_ in words["matters"] or (target.lower_ in words["matters"] and head.dep_ == "compound"):
        return candidate.entries[0].kind in ("city", "site", "admin")
    if not (after.text[:1].isupper() and after.pos_ == "PROPN"):
        return False
    if head.dep_.split(":")[0] in ("compound", "flat", "amod", "nmod") and head.dep_ != "nmod:poss":
        return after.lower_ not in words["offices"]
    return after.dep_.split(":")[0] == "flat"


def _after_a_name(doc: Doc, candidate: Candidate, head: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether a capitalised word before the name belongs to it: "Sidney Powell", "New London Theatre"."""
    if not candidate.first or doc[candidate.first].is_sent_start:
        return False
    before = doc[candidate.first - 1]
    if before.pos_ != "PROPN" or not before.text[:1].isupper() or before.lower_ in words["qualifiers"]:
        return False
    if before.lower_ in words["titles"] | words["offices"] and before.dep_ != "flat":
        return (
            before.head.i == head.i
            and before.dep_ in ("nmod:desc", "compound")
            and candidate.last - candidate.first == 1
        )
    relation = head.dep_.split(":")[0]
    if before.head.i == head.i:
        return before.dep_.split(":")[0] in ("compound", "flat")
    return relation in ("flat", "compound") and head.head.i <= before.i


def _of_a_name(doc: Doc, candidate: Candidate, head: Token, words: dict[str, frozenset[str]]) -> bool:
    """Whether the name closes another: "the Bank of China", "the Treaty of Lisbon"."""
    if not candidate.first or doc[candidate.first - 1].lower_ != "of":
        return False
    governor = head.head
    if governor.pos_ != "PROPN" or not governor.text[:1].isupper() or governor.i >= candidate.first:
        return False
    return governor.lower_ not in words["titles"] and governor.lemma_.lower() not in words["titles"]


def names_of_kind(doc: Doc, candidate: Candidate) -> Iterator[str]:
    """Yield the kinds that the words around a name give it: "the state of Punjab", "Kunduz province"."""
    types = place_words()["types"]
    around = [doc[candidate.last].lower_] if candidate.last < len(doc) else []
    if candidate.first > 1 and doc[candidate.first - 1].lower_ == "of":
        around.append(doc[candidate.first - 2].lower_)
    for kind, words in types.items():
        if words.intersection(around):
            yield kind
