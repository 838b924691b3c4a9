"""Presence: forces or systems of one actor on another's territory."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, preposition_of, verb_arguments
from entente.nlp.parties import is_coded, owners, parties_of, place_party
from entente.nlp.reading import Reading
from entente.nlp.relations.around import host, make, nouns_of, phrase_start, relation_status, verb_names, words
from entente.records import Actor, Relation


def find_presences(reading: Reading) -> Iterator[Relation]:
    """Yield what is deployed, stationed or based where, and whose it is."""
    for token in reading.doc:
        if token.pos_ == "VERB" and set(verb_names(token)) & words("presence", "verbs"):
            yield from _by_verb(reading, token)
    for noun in nouns_of(reading, words("presence", "nouns")):
        yield from _by_noun(reading, noun)


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    arguments = verb_arguments(verb)
    subjects = [actor for token in arguments.get("subj") for actor in parties_of(reading, token)]
    for token in arguments.get("obj"):
        for force in conjuncts(token):
            if not _is_force(force):
                continue
            owned = [actor for actor in owners(reading, force, 1) if is_coded(actor)]
            if verb.lemma_ in words("presence", "hosting"):
                yield from _row(reading, verb, force, owned, subjects)
            else:
                yield from _row(reading, verb, force, subjects or owned, _territory(reading, verb, force))


def _by_noun(reading: Reading, noun: Token) -> Iterator[Relation]:
    """Yield "its base in Djibouti", "US troops in Syria"."""
    if noun.dep_ == "obj" and host(noun) and set(verb_names(noun.head)) & words("presence", "verbs"):
        return
    owned = [actor for actor in reading.discourse.at(noun.i) if is_coded(actor)]
    owned = owned or [actor for actor in owners(reading, noun, 1) if is_coded(actor)]
    where = [child for child in noun.children if child.dep_ == "nmod"]
    territory = [actor for child in where for actor in _place_of(reading, child)]
    yield from _row(reading, noun, noun, owned, territory)


def _is_force(token: Token) -> bool:
    return token.lemma_.casefold() in words("presence", "forces") or token.text in words("presence", "forces")


def _territory(reading: Reading, verb: Token, force: Token) -> list[Actor]:
    """Return the states on whose land something is put."""
    children = [*verb.children, *force.children]
    return [
        actor for child in children if child.dep_ in {"obl", "nmod"} for actor in _place_of(reading, child)
    ]


def _place_of(reading: Reading, token: Token) -> list[Actor]:
    """Return the state that a locative phrase lies in."""
    if preposition_of(token) not in words("presence", "prepositions"):
        return []
    found = []
    for member in conjuncts(token):
        named = [actor for actor in reading.discourse.at(member.i) if actor.kind == "state"]
        place = next((place for place in reading.places if place.head == member.i), None)
        found += named or place_party(place)
    return found


def _row(
    reading: Reading, token: Token, force: Token, owned: list[Actor], territory: list[Actor]
) -> Iterator[Relation]:
    host_states = [actor for actor in territory if actor.country not in {owner.country for owner in owned}]
    status = relation_status(token)
    holders = [actor for actor in owned if is_coded(actor)]
    if not holders or not host_states or status is None:
        return
    span = reading.span(phrase_start(force), force.i + 1)
    yield make(
        reading, "presence", token, [holders[0], *host_states], object=span.text, status=status,
        confidence=0.85 if token.pos_ == "VERB" else 0.7,
    )  # fmt: skip
