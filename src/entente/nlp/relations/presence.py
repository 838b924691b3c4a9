"""Presence: forces or systems of one actor on another's territory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, preposition_of, verb_arguments
from entente.nlp.parties import is_coded, owners, parties_of, place_at, place_party
from entente.nlp.reading import Reading, noun_lemmas
from entente.nlp.relations.around import host, nouns_of, verb_names, words
from entente.nlp.relations.making import make
from entente.nlp.relations.naming import phrase_start
from entente.nlp.relations.partners import coded
from entente.nlp.relations.standing import relation_status
from entente.records import Actor, Relation, RelationStatus


def find_presences(reading: Reading) -> Iterator[Relation]:
    """Yield what is deployed, stationed or based where, and whose it is."""
    for token in reading.verbs:
        if _stations(token):
            yield from _by_verb(reading, token)
    for noun in nouns_of(reading, words("presence", "nouns")):
        yield from _by_noun(reading, noun)


def _stations(verb: Token) -> bool:
    return bool(set(verb_names(verb)) & words("presence", "verbs"))


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    arguments = verb_arguments(verb)
    subjects = [actor for token in arguments.get("subj") for actor in parties_of(reading, token)]
    for token in arguments.get("obj"):
        for force in conjuncts(token):
            if not _is_force(force):
                continue
            owned = _owners(reading, force)
            status = relation_status(verb)
            if set(verb_names(verb)) & words("presence", "hosting"):
                yield from _rows(reading, verb, force, owned, subjects, status)
            else:
                yield from _rows(
                    reading, verb, force, subjects or owned, _territory(reading, verb, force), status
                )


def _by_noun(reading: Reading, noun: Token) -> Iterator[Relation]:
    """Yield "its base in Djibouti", "US troops in Syria"; what is only to leave is still there."""
    over = host(noun)
    if over is not None and over.link in {"obj", "nsubj:pass"} and _stations(over.verb):
        return
    territory = [
        actor for child in noun.children if child.dep_ == "nmod" for actor in _place_of(reading, child)
    ]
    if over is not None and over.link == "nsubj" and set(over.names) & words("presence", "quitting"):
        territory = [
            actor
            for token in verb_arguments(over.verb).get("obj")
            for actor in reading.discourse.at(token.i)
            if actor.kind == "state"
        ]
    leaving = over is not None and bool(set(over.names) & words("presence", "leaving"))
    if over is not None and leaving and not territory:
        territory = _left(reading, over.verb)
    status = relation_status(over.verb) if leaving and over else relation_status(noun)
    if leaving:
        status = (
            RelationStatus.ENDED
            if status is RelationStatus.IN_FORCE and _is_all(noun)
            else RelationStatus.IN_FORCE
        )
    yield from _rows(reading, noun, noun, _owners(reading, noun), territory, status)


def _left(reading: Reading, verb: Token) -> list[Actor]:
    """Return the states that somebody withdraws from, or out of."""
    slots = ("obl:from", "obl:out of", "obl:of")
    tokens = [token for slot in slots for token in verb_arguments(verb).get(slot)]
    named = [actor for token in tokens for actor in reading.discourse.at(token.i) if actor.kind == "state"]
    return named or [actor for token in tokens for actor in place_party(place_at(reading, token))]


def _is_all(noun: Token) -> bool:
    return noun.dep_ != "nmod" and any(child.lower_ in {"all", "its", "last"} for child in noun.children)


def _owners(reading: Reading, force: Token) -> list[Actor]:
    named = [actor for actor in reading.discourse.at(force.i) if is_coded(actor)]
    return named or [actor for actor in owners(reading, force, 1) if is_coded(actor)]


def _is_force(token: Token) -> bool:
    forces = words("presence", "forces")
    if noun_lemmas(token) & forces or token.text in forces:
        return True
    sorts = {child.lower_ for child in token.children if child.dep_ in {"amod", "compound"}}
    return bool(noun_lemmas(token) & words("presence", "sites") and sorts & words("presence", "military"))


def _territory(reading: Reading, verb: Token, force: Token) -> list[Actor]:
    """Return the states on whose land something is put."""
    children = [*verb.children, *force.children]
    found = [
        actor for child in children if child.dep_ in {"obl", "nmod"} for actor in _place_of(reading, child)
    ]
    if not found and any(child.dep_ == "advmod" and child.lower_ == "there" for child in children):
        found = _there(reading, verb)
    return found


def _there(reading: Reading, verb: Token) -> list[Actor]:
    """Return the state that "there" goes back to: that of the last place named before."""
    sentence = reading.sentence_of(verb)
    before = [
        place
        for place in reading.places
        if place.head < verb.i
        and sentence - reading.sentence_of(reading.doc[place.head]) <= 1
        and preposition_of(reading.doc[place.head]) in words("presence", "prepositions")
    ]
    return place_party(before[-1]) if before else []


def _named_after(token: Token) -> list[Token]:
    """Return the name that stands in apposition: "to Niger's neighbour, Mali"."""
    return [child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"]


def _place_of(reading: Reading, token: Token) -> list[Actor]:
    """Return the state that a locative phrase lies in."""
    if preposition_of(token) not in words("presence", "prepositions"):
        return []
    found: list[Actor] = []
    members = [one for member in conjuncts(token) for one in (member, *_named_after(member))]
    for member in members:
        named = [actor for actor in reading.discourse.at(member.i) if actor.kind == "state"]
        place = place_at(reading, member)
        found += named or place_party(place)
    return found


def _rows(
    reading: Reading,
    token: Token,
    force: Token,
    owned: Iterable[Actor],
    territory: list[Actor],
    status: RelationStatus | None,
) -> Iterator[Relation]:
    """Yield one row for each owner of forces on somebody else's land."""
    holders = coded(owned)
    at_home = {owner.country for owner in holders}
    abroad = coded(actor for actor in territory if actor.country not in at_home)
    if not abroad or status is None:
        return
    span = reading.span(phrase_start(force), force.i + 1)
    for holder in holders:
        yield make(
            reading,
            "presence",
            token,
            [holder, *abroad],
            object=_system(reading, force),
            trigger=span,
            status=status,
            confidence=0.85 if token.pos_ == "VERB" else 0.7,
        )


def _system(reading: Reading, force: Token) -> str:
    """Return the words of a force without the name of whose it is."""
    first = phrase_start(force)
    while first < force.i and any(is_coded(actor) for actor in reading.discourse.at(first)):
        first += 1
    return reading.span(first, force.i + 1).text
