"""Alliances and guarantees: mutual defence, and who guards whom."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.reading import Reading
from entente.nlp.relations.around import (
    count,
    make,
    named_phrase,
    nouns_of,
    parties_around,
    relation_status,
    trend_of,
    words,
)
from entente.records import Relation


def find_alliances(reading: Reading) -> Iterator[Relation]:
    """Yield alliances, allies bound by treaty, and security guarantees."""
    for noun in nouns_of(reading, words("alliance", "nouns")):
        if not _is_defence(noun):
            continue
        parties = parties_around(reading, noun)
        status = relation_status(noun)
        if count(parties) < 2 or status is None:
            continue
        first, last = named_phrase(reading, noun, skip=frozenset({"new", "bilateral", "close"}), after=frozenset({"of"}))
        span = reading.span(first, last)
        yield make(reading, "alliance", noun, parties, name=span.text, trigger=span, status=status, trend=trend_of(noun))


def _is_defence(noun: Token) -> bool:
    """Whether the tie is one of defence: by its own word, or by what stands with it."""
    modifiers = {child.lemma_.casefold() for child in noun.subtree if child.i < noun.i}
    lemma = noun.lemma_.casefold()
    if lemma == "alliance":
        return not modifiers & {"coalition", "party", "electoral", "opposition", "political", "airline", "business"}
    return bool(modifiers & words("alliance", "need"))
