"""Disputes: what parties contest with one another."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import preposition_of, verb_arguments
from entente.nlp.parties import is_coded, parties_of, unique
from entente.nlp.reading import Reading
from entente.nlp.relations.around import (
    count,
    make,
    nouns_of,
    own_parties,
    parties_around,
    relation_status,
    title_end,
    words,
)
from entente.records import Relation


def find_disputes(reading: Reading) -> Iterator[Relation]:
    """Yield disputes with their parties and what they are about."""
    for noun in nouns_of(reading, words("dispute", "nouns")):
        contested = _object(reading, noun)
        parties = own_parties(reading, noun)
        if count(parties) < 2 and contested is not None:
            parties = parties_around(reading, noun)
        loose = noun.lemma_.casefold() in words("dispute", "loose")
        if count(parties) < 2 or (loose and contested is None):
            continue
        status = relation_status(noun)
        if status is not None:
            yield make(reading, "dispute", noun, parties, name=_name(reading, noun), object=contested, status=status)
    for token in reading.doc:
        if token.pos_ == "VERB" and token.lemma_ in words("dispute", "verbs"):
            yield from _by_verb(reading, token)


def _name(reading: Reading, noun: Token) -> str:
    first = noun.i
    while first and reading.doc[first - 1].pos_ in {"ADJ", "NOUN"} and reading.doc[first - 1].head.i == noun.i:
        if reading.discourse.at(first - 1):
            break
        first -= 1
    return reading.span(first, noun.i + 1).text


def _object(reading: Reading, noun: Token) -> str | None:
    """Return what the dispute is over, as the text names it; "territorial" where only the adjective tells."""
    for child in noun.children:
        if child.dep_ == "nmod" and preposition_of(child) in words("dispute", "object_prepositions"):
            first = min([child.i, *(left.left_edge.i for left in child.lefts if left.dep_ not in {"case", "det"})])
            return reading.span(first, title_end(reading, child)).text
    kinds = [c.lower_ for c in noun.children if c.dep_ in {"amod", "compound"} and c.lower_ in {"territorial", "border", "maritime", "trade"}]
    return kinds[0] if kinds else None


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    """Yield "the islands, which both Japan and China claim"."""
    arguments = verb_arguments(verb)
    parties = unique(a for t in arguments.get("subj") for a in parties_of(reading, t) if is_coded(a))
    objects = [token for token in arguments.get("obj") if token.pos_ in {"NOUN", "PROPN"}]
    if count(parties) < 2 or not objects:
        return
    status = relation_status(verb)
    if status is not None:
        span = reading.span(objects[0].left_edge.i, objects[0].i + 1)
        yield make(reading, "dispute", verb, parties, object=span.text, status=status, confidence=0.75)
