"""Mechanisms: meetings that recur and bodies that meet, with their ordinal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import preposition_of
from entente.nlp.cuedata import load_table
from entente.nlp.parties import is_coded, parties_of, unique
from entente.nlp.reading import Reading
from entente.nlp.relations.around import (
    count,
    make,
    named_phrase,
    nouns_of,
    own_parties,
    parties_around,
    relation_status,
    words,
)
from entente.records import Actor, Relation, Span

_NUMBER = re.compile(r"^(\d{1,3})(?:st|nd|rd|th)$", re.IGNORECASE)


def find_mechanisms(reading: Reading) -> Iterator[Relation]:
    """Yield numbered or standing meetings: "14th conference of …", "annual strategic dialogue between …"."""
    for noun in nouns_of(reading, words("mechanism", "nouns")):
        ordinal = ordinal_of(noun)
        if ordinal is None and not _recurs(noun):
            continue
        parties = _parties(reading, noun)
        if not parties:
            continue
        status = relation_status(noun)
        if status is None:
            continue
        skip = frozenset({"the", "next", "last", "new", "latest"})
        first, last = named_phrase(reading, noun, skip=skip, after=frozenset({"of", "on"}))
        span = _without_ordinal(reading, first, last)
        yield make(
            reading, "mechanism", noun, parties, name=span.text, trigger=span, ordinal=ordinal, status=status,
            confidence=0.9 if ordinal is not None else 0.75,
        )  # fmt: skip


def ordinal_of(noun: Token) -> int | None:
    """Return the ordinal before a noun ("14th", "second"), or None."""
    table = load_table("relations")["ordinals"]
    for child in noun.lefts:
        match = _NUMBER.match(child.text)
        if match:
            return int(match.group(1))
        if child.lower_ in table and child.dep_ in {"amod", "nummod", "advmod"}:
            return int(table[child.lower_])
    return None


def _recurs(noun: Token) -> bool:
    """Whether a meeting is called regular, or is a joint body."""
    before = {child.lemma_.casefold() for child in noun.subtree if child.i < noun.i}
    recurring = bool(before & words("mechanism", "recurring"))
    return recurring and noun.lemma_.casefold() in words("mechanism", "bodies")


def _parties(reading: Reading, noun: Token) -> list[Actor]:
    """Return whose mechanism it is: an organisation in its name, or the states it is between."""
    inside = [actor for token in _modifiers(noun) for actor in parties_of(reading, token)]
    organisations = [actor for actor in inside if actor.kind == "igo" and is_coded(actor)]
    if organisations:
        return unique(organisations)
    own = own_parties(reading, noun)
    if count(own) >= 2:
        return list(own)
    around = parties_around(reading, noun)
    return list(around) if count(around) >= 2 else []


def _modifiers(noun: Token) -> list[Token]:
    """Return the words inside the noun's title: "defence ministers of SCO member states"."""
    found = []
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod:poss", "nmod:desc"} or (
            child.dep_ == "nmod" and preposition_of(child) in {"of", "on", "with", "between", "among"}
        ):
            found += [child, *_modifiers(child)]
    return found


def _without_ordinal(reading: Reading, first: int, last: int) -> Span:
    """Return the name without its number: the same body next year is the same mechanism."""
    table = load_table("relations")["ordinals"]
    while first < last - 1 and (_NUMBER.match(reading.doc[first].text) or reading.doc[first].lower_ in table):
        first += 1
    return reading.span(first, last)
