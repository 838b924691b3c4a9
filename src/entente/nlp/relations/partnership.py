"""Partnerships: the declared level of a relationship, in its own words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.dyad import dyad_at
from entente.nlp.reading import Reading
from entente.nlp.relations.around import host, nouns_of, words
from entente.nlp.relations.making import make
from entente.nlp.relations.naming import named_phrase
from entente.nlp.relations.partners import count, is_bilateral, parties_around
from entente.nlp.relations.standing import relation_status, trend_of
from entente.records import Actor, Relation


def find_partnerships(reading: Reading) -> Iterator[Relation]:
    """Yield "comprehensive strategic partnership of coordination" and the like, with their parties."""
    for noun in nouns_of(reading, words("partnership", "nouns")):
        if not _is_declared(noun):
            continue
        parties = _parties(reading, noun)
        over = host(noun)
        status = relation_status(noun, over)
        if count(parties) < 2 or status is None:
            continue
        first, last = named_phrase(reading, noun, skip=words("partnership", "skip"), after=frozenset({"of"}))
        span = reading.span(first, last)
        yield make(
            reading,
            "partnership",
            noun,
            parties,
            name=span.text,
            trigger=span,
            status=status,
            trend=trend_of(noun),
            confidence=0.9 if over is not None else 0.85,
        )


def _parties(reading: Reading, noun: Token) -> tuple[Actor, ...]:
    """Return whose partnership it is: in the clause, else the two that a document on two states speaks of."""
    found = parties_around(reading, noun)
    return dyad_at(reading, noun.i) if not found and is_bilateral(noun) else found


def _is_declared(noun: Token) -> bool:
    """Whether the noun names a declared level, by its adjectives."""
    adjectives = {
        child.lemma_.casefold() for child in noun.subtree if child.i < noun.i and child.pos_ != "DET"
    }
    adjectives |= {child.lemma_.casefold() for child in noun.children if child.dep_ == "nmod"}
    if noun.lemma_.casefold() in words("partnership", "loose"):
        return bool(adjectives & words("partnership", "firm"))
    return bool(adjectives & words("partnership", "levels"))
