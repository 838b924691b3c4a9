"""Diplomatic relations: established, restored, lowered, broken; embassies and ambassadors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from entente.nlp.clauses import arguments_of, conjuncts, preposition_of
from entente.nlp.parties import is_coded, parties_of, place_party, unique
from entente.nlp.reading import Reading
from entente.nlp.relations.around import Host, count, host, make, nouns_of, parties_around, relation_status, words
from entente.nlp.timing import when
from entente.records import Actor, EventDate, Relation, RelationStatus, Trend


def find_diplomatic(reading: Reading) -> Iterator[Relation]:
    """Yield what happens to relations between states, to their embassies and ambassadors."""
    for noun in nouns_of(reading, words("diplomatic", "nouns")):
        over = host(noun)
        if over is None or not set(over.names) & words("diplomatic", "verbs") or not _is_diplomatic(noun, over):
            continue
        parties = _parties(reading, noun, over)
        if count(parties) < 2:
            continue
        status, trend = _state(reading, noun, over)
        if status is None:
            continue
        date = when(reading, over.verb)
        ended = status is RelationStatus.ENDED
        yield make(
            reading, "diplomatic", noun, parties, name=_name(noun), status=status, trend=trend, confidence=0.85,
            period=None if ended or date is None else _open_ended(date),
        )  # fmt: skip


def _open_ended(date: EventDate) -> EventDate:
    """Return the date as the beginning of something whose end nobody states."""
    return replace(date, last=None)


def _is_diplomatic(noun: Token, over: Host) -> bool:
    lemma = noun.lemma_.casefold()
    modifiers = {child.lemma_.casefold() for child in noun.children if child.dep_ in {"amod", "compound"}}
    if lemma in {"embassy", "consulate", "ambassador"}:
        return True
    if lemma == "mission":
        return "diplomatic" in modifiers
    cutting = words("diplomatic", "ending") | {"restore", "normalise", "normalize", "downgrade"}
    return bool(modifiers & words("diplomatic", "need")) or (not modifiers and bool(set(over.names) & cutting)) or (
        lemma == "tie" and bool(set(over.names) & cutting)
    )


def _parties(reading: Reading, noun: Token, over: Host) -> tuple[Actor, ...]:
    found = list(parties_around(reading, noun))
    prepositions = {"in", "to", "from", "with", "at"}
    for head in (noun, over.verb):
        for child in head.children:
            if child.dep_ in {"nmod", "obl"} and preposition_of(child) in prepositions:
                found += [a for member in conjuncts(child) for a in _state_at(reading, member)]
    if count(found) < 2:
        found += [a for t in arguments_of(over.verb).get("subj") for a in parties_of(reading, t)]
    return tuple(actor for actor in unique(found) if is_coded(actor))


def _state_at(reading: Reading, token: Token) -> list[Actor]:
    named = [actor for actor in parties_of(reading, token) if actor.country]
    if named:
        return named
    return place_party(next((place for place in reading.places if place.head == token.i), None))


def _state(reading: Reading, noun: Token, over: Host) -> tuple[RelationStatus | None, Trend | None]:
    said = relation_status(noun)
    if said is not RelationStatus.IN_FORCE:
        return said, None
    names = set(over.names)
    post = noun.lemma_.casefold() in words("diplomatic", "posts")
    if names & words("diplomatic", "ending"):
        return (RelationStatus.ENDED, None) if not post else (RelationStatus.SUSPENDED, Trend.WEAKENING)
    if names & words("diplomatic", "lowering"):
        suspended = "suspend" in names
        return (RelationStatus.SUSPENDED if suspended else RelationStatus.IN_FORCE), Trend.WEAKENING
    return RelationStatus.IN_FORCE, Trend.STRENGTHENING


def _name(noun: Token) -> str:
    lemma = noun.lemma_.casefold()
    return {"tie": "diplomatic relations", "relation": "diplomatic relations", "relationship": "diplomatic relations"}.get(
        lemma, lemma
    )
