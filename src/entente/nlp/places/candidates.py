"""Names that may be places: the longest names of the gazetteer in a text, less those that are something else.

"Paris Hilton", "the Bank of China" and "the Astana process" hold the name of a place and are none.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from entente.nlp.gazetteer import Gazetteer
from entente.nlp.places.other_names import (
    before_a_person,
    beside_capital,
    closes_longer_name,
    hardly_a_place,
    inside_other_name,
)
from entente.nlp.places.words import Candidate, are_close, head_of, is_inside, is_locative, place_words

LONGEST = 8  # tokens of a name
LOWER_STARTS = frozenset({"al", "el", "sub", "mainland"})


def candidates(doc: Doc, gazetteer: Gazetteer) -> list[Candidate]:
    """Return the names in a document that can be places, in order, without overlaps."""
    names, found, smallest = _names(doc, gazetteer), list[Candidate](), _smallest_mentions(doc)
    for candidate in names:
        if (
            is_place(doc, candidate, smallest)
            or _goes_with(doc, candidate, found)
            or _is_taken_with(doc, candidate, names)
        ):
            found.append(candidate)
    return found


def _names(doc: Doc, gazetteer: Gazetteer) -> list[Candidate]:
    """Return the longest names of the gazetteer, whatever they mean here."""
    names, at, text = list[Candidate](), 0, doc.text
    while at < len(doc):
        candidate = _longest(doc, text, at, gazetteer) if _may_begin(doc, at) else None
        if candidate is not None:
            names.append(candidate)
        at = candidate.last if candidate is not None else at + 1
    return names


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


def _smallest_mentions(doc: Doc) -> dict[int, Span]:
    """Return the smallest mention around each token, where the pipeline has marked mentions."""
    smallest: dict[int, Span] = {}
    for span in sorted(doc.spans.get("mentions", ()), key=len, reverse=True):
        for token in span:
            smallest[token.i] = span
    return smallest


def _goes_with(doc: Doc, candidate: Candidate, found: list[Candidate]) -> bool:
    """Return whether a name is coordinated with a place: "Kiev and Kharkov"."""
    if not doc.has_annotation("DEP"):
        return False
    head = doc[head_of(doc, candidate.first, candidate.last)]
    if head.dep_ != "conj" or head.pos_ != "PROPN" or inside_other_name(doc, candidate, head):
        return False
    return any(one.first <= head.head.i < one.last for one in found)


def _is_taken_with(doc: Doc, candidate: Candidate, names: list[Candidate]) -> bool:
    """Return whether two neighbouring towns are taken, held or attacked: "held Kidal and Gao"."""
    if not doc.has_annotation("DEP"):
        return False
    head = doc[head_of(doc, candidate.first, candidate.last)]
    first = head.head if head.dep_ == "conj" else head
    if first.dep_ not in ("obj", "nsubj:pass") or first.head.lemma_.lower() not in _taking():
        return False
    if hardly_a_place(doc, candidate) or inside_other_name(doc, candidate, head):
        return False
    for other in names:
        beside = doc[head_of(doc, other.first, other.last)]
        pair = beside.i == first.i or (beside.dep_ == "conj" and beside.head.i == first.i)
        if pair and beside.i != head.i and are_close(candidate, other):
            return True
    return False


def _taking() -> frozenset[str]:
    words = place_words()["attachment"]
    return words["through_object"] | words["holding"]


WEAK_BELOW = 100_000  # inhabitants below which a town's name alone is not enough
METROPOLIS = 1_000_000
NAME_LINKS = frozenset(
    {"flat", "compound", "nsubj", "nsubj:pass", "obj", "nmod", "obl", "appos", "conj", "root"}
)


def is_place(doc: Doc, candidate: Candidate, smallest: dict[int, Span]) -> bool:
    """Return whether the name is a place here, and not a piece of another name."""
    if hardly_a_place(doc, candidate):
        return False
    if not doc.has_annotation("DEP"):
        return not beside_capital(doc, candidate)
    head = doc[head_of(doc, candidate.first, candidate.last)]
    mention = smallest.get(head.i)
    label = mention.label_ if mention is not None else None
    if label != "PLACE" and not _is_written_as_name(doc, candidate):
        return False
    if inside_other_name(doc, candidate, head) or before_a_person(doc, candidate, head, smallest):
        return False
    if mention is not None and closes_longer_name(candidate, head, mention):
        return False
    if (
        label == "PERSON"
        and not _is_owner(head, mention)
        and not _only_looks_like_a_person(doc, candidate, head)
    ):
        return False
    if _has_type(doc, candidate):
        return True
    own = mention is not None and candidate.first <= mention.root.i < candidate.last
    return not _is_weak(candidate) or (label == "PLACE" and own) or is_inside(head)


def _is_written_as_name(doc: Doc, candidate: Candidate) -> bool:
    """Return whether the tagger sees a name, or two capitals make one ("Line of Control")."""
    tokens = doc[candidate.first : candidate.last]
    if any(token.pos_ == "PROPN" for token in tokens):
        return True
    best, capitals = candidate.entries[0], sum(token.text[:1].isupper() for token in tokens)
    if is_inside(doc[head_of(doc, candidate.first, candidate.last)]):
        return capitals > 0
    return capitals > (best.kind != "sea" or candidate.first == tokens[0].sent.start) and best.kind != "city"


def _has_type(doc: Doc, candidate: Candidate) -> bool:
    """Return whether the word after a name says what place it is: "Paghman district"."""
    types = place_words()["types"]
    after = doc[candidate.last].lower_ if candidate.last < len(doc) else ""
    return after in types["admin"] and not candidate.entries[0].abbreviation


def _only_looks_like_a_person(doc: Doc, candidate: Candidate, head: Token) -> bool:
    """Return whether a name that was taken for a person's is a place after all.

    States, capitals and cities of a million are, unless the text has a person of that name
    ("Michael Jordan … Jordan"); others where a preposition of place says so.
    """
    best = candidate.entries[0]
    if candidate.last - candidate.first > 1:
        return best.kind != "city" or is_locative(head) or is_inside(head)
    if is_inside(head):
        return True
    known = best.kind in ("country", "region", "sea", "site") or best.capital or best.population >= METROPOLIS
    return known and not _is_somebody(doc, head)


def _is_somebody(doc: Doc, token: Token) -> bool:
    """Return whether a longer name of a person in the text holds the word."""
    return any(
        span.label_ == "PERSON"
        and any(one.text == token.text and one.pos_ == "PROPN" for one in span)
        and any(one.text != token.text and one.pos_ == "PROPN" and one.dep_ in NAME_LINKS for one in span)
        for span in doc.spans.get("mentions", ())
    )


def _is_owner(head: Token, mention: Span | None) -> bool:
    """Tell "Russia" in "the president of Russia" or "Russia's envoy" from a person's own name."""
    if mention is None or mention.root.i == head.i:
        return False
    return head.dep_.split(":")[0] in ("nmod", "amod") or head.dep_ == "nmod:poss" or head.pos_ == "ADJ"


def _is_weak(candidate: Candidate) -> bool:
    best = candidate.entries[0]
    if best.kind == "admin":
        return not best.usual and best.population < METROPOLIS  # a district, or a rare name of a region
    return best.kind == "city" and not best.capital and (best.population < WEAK_BELOW or not best.usual)


def _is_capitals(text: str) -> bool:
    return text.replace(".", "").replace(" ", "").isupper()
