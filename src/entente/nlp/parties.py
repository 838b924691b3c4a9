"""Which actors stand in a slot of a clause: from phrase heads to actors, with plurals expanded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, preposition_of
from entente.nlp.cuedata import load_table
from entente.nlp.governors import governs
from entente.nlp.places.find import FoundPlace
from entente.nlp.reading import Reading, once
from entente.records import Actor


def identity(actor: Actor) -> tuple[str | None, ...]:
    """Return what makes two mentions the same party: person, organisation or country with its sector."""
    if actor.person:
        return (actor.country, actor.person)
    return (actor.country, actor.organisation, actor.sector, None if actor.id else actor.text.casefold())


def code_of(actor: Actor) -> str | None:
    """Return the code that a party is counted under: its country, else its organisation."""
    return actor.country or actor.organisation or (actor.id if actor.kind != "person" else None)


def is_coded(actor: Actor) -> bool:
    """Tell whether the actor is known: it has a country, an organisation or an id."""
    return code_of(actor) is not None


def unique(actors: Iterable[Actor]) -> list[Actor]:
    """Return the actors without repetitions of one party, in order."""
    seen: dict[tuple[str | None, ...], Actor] = {}
    for actor in actors:
        seen.setdefault(identity(actor), actor)
    return list(seen.values())


def expand(actor: Actor) -> list[Actor]:
    """Return one actor for each state of a plural ("the two sides"), or the actor itself."""
    if actor.country or not actor.countries:
        return [actor]
    return [
        replace(actor, kind="state", id=code, name=None, country=code, countries=())
        for code in actor.countries
    ]


def parties_of(reading: Reading, token: Token) -> list[Actor]:
    """Return the parties that a noun phrase stands for; of "Russian jets" Russia, of a table nobody."""
    return list(_parties_of(reading, token))


@once
def _parties_of(reading: Reading, token: Token) -> list[Actor]:
    members = conjuncts(token)
    return unique(actor for member in members for actor in _named(reading, member) or owners(reading, member))


def _named(reading: Reading, token: Token) -> list[Actor]:
    """Return the actors that a word itself names; for an uncoded group, the coded state that it is of."""
    here = [actor for named in reading.discourse.at(token.i) for actor in expand(named)]
    if (
        here
        and not any(is_coded(actor) for actor in here)
        and here[0].kind in {"group", "person", "armed_group"}
    ):
        states = [actor for actor in owners(reading, token) if actor.country is not None]
        if states:
            return [replace(actor, country=states[0].country, reason=_BY_STATE) for actor in here]
    return here


_BY_STATE = "the state that the phrase places it in"


def owners(reading: Reading, noun: Token, depth: int = 2) -> list[Actor]:
    """Return whose a thing is that is no actor itself ("Iran's missiles", "positions of the rebels").

    Owners with a code come before those without; the state of a place where the thing lies counts
    when nobody else is named ("a school in Chibok").
    """
    if noun.pos_ not in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
        return []
    table = load_table("parties")
    owned: list[Actor] = []
    lies_in: list[Actor] = []
    whose = governs(noun, "nmod:poss")
    happens = noun.lemma_.casefold() in table["happenings"]
    for child in noun.children:
        relation = child.dep_
        below = relation == "nmod" and not happens
        word = preposition_of(child) if below else None
        describes = relation in _DESCRIBING and not whose  # "its Chinese border" is not China's
        owns = relation == "nmod:poss" or describes or (below and word in table["owner_prepositions"])
        lies = below and word in table["place_prepositions"]
        for member in conjuncts(child) if owns or lies else ():
            if owns:
                here = [actor for named in reading.discourse.at(member.i) for actor in expand(named)]
                owned.extend(here or (owners(reading, member, depth - 1) if depth > 1 else []))
            if lies:
                lies_in.extend(place_party(place_at(reading, member)))
    coded = [actor for actor in owned if is_coded(actor)]
    return unique(coded or lies_in or owned)


_DESCRIBING = frozenset({"amod", "compound", "nmod:desc", "appos"})


def place_at(reading: Reading, token: Token) -> FoundPlace | None:
    """Return the place that a word names, or None."""
    return next((place for place in reading.places if place.head == token.i), None)


def place_party(place: FoundPlace | None) -> list[Actor]:
    """Return the state that a place lies in, as a party named by the place."""
    if place is None or place.place.country is None:
        return []
    where = place.place
    return [
        Actor(
            start=where.start,
            end=where.end,
            text=where.text,
            kind="state",
            id=where.country,
            country=where.country,
            reason="the country of the place",
        )
    ]
