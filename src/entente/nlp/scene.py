"""The scene of an event: the country that its nameless people are of ("the army", "students", "a minister").

News names the country once and then speaks of its police, its opposition and its courts. The nearest thing
that tells the country counts: the place of the event, a town in the sentence, the only country that the
sentence speaks of, and at last the country that the text began with. Who may well come from elsewhere
(gunmen, hackers, people who are deported) stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property

from entente.nlp.cuedata import load_table
from entente.nlp.parties import is_coded
from entente.nlp.reading import Reading, event_place
from entente.nlp.triggers import Candidate
from entente.records import Actor

Told = tuple[str, str]  # a country, and why it is that
_WIDE = frozenset({"country", "region"})  # what a place is that is no town or district
_PLACE = "people without a name are taken to be of the country where it happens"
_TOWN = "people without a name are taken to be of the country of the town that the sentence names"
_ONLY = "people without a name are taken to be of the only country that the sentence speaks of"
_FIRST = "people without a name are taken to be of the country that the text began with"


class Scene:
    """Where a candidate happens, read when somebody without a country asks for it."""

    def __init__(self, reading: Reading, candidate: Candidate) -> None:
        self.reading = reading
        self.candidate = candidate
        self.sentence = reading.sentence_of(candidate.token)

    def peopled(self, actors: Iterable[Actor]) -> list[Actor]:
        """Return who acts; people without a name are of the scene's country.

        One among many ("a suicide bomber") who uses force may be from anywhere.
        """
        force = self.candidate.frame.type in load_table("parties")["force"]
        officials = load_table("parties")["scene_officials"]
        return [
            actor
            if (actor.kind == "person" and actor.sector not in officials) or (force and _is_any(actor))
            else self._settled(actor)
            for actor in actors
        ]

    def met(self, recipients: Sequence[Actor], actors: Sequence[Actor]) -> list[Actor]:
        """Return whom something is done to; people without a name are of the scene's country.

        One among many ("a herder") may be from anywhere, unless it is the actor's own country too.
        """
        frame = self.candidate.frame
        if f"{frame.type}/{frame.mode}" in load_table("parties")["strangers"]:
            return list(recipients)
        home = {actor.country for actor in actors if actor.kind != "state"}
        return [
            self._at_home(one, home) if _is_any(one) or one.kind == "person" else self._settled(one)
            for one in recipients
        ]

    def _at_home(self, actor: Actor, home: AbstractSet[str | None]) -> Actor:
        settled = self._settled(actor)
        return settled if settled.country in home else actor

    def _settled(self, actor: Actor) -> Actor:
        if not _is_nameless(actor) or self._is_of_a_state(actor) or self.told is None:
            return actor
        country, reason = self.told
        return replace(actor, country=country, reason=reason)

    def _is_of_a_state(self, actor: Actor) -> bool:
        """Whether the words of the actor name a state that it was not given ("Saudi-led warplanes")."""
        return any(actor.start <= state.start < actor.end for state in self._states)

    @cached_property
    def _states(self) -> Sequence[Actor]:
        mentions = self.reading.discourse.mentions
        return [one.actor for one in mentions if one.actor.country and one.actor.kind in {"state", "unknown"}]

    @cached_property
    def told(self) -> Told | None:
        """The country of the scene, and what tells it; None where nothing does."""
        for countries, reason in self._tiers():
            if len(countries) == 1:
                return next(iter(countries)), reason
        first = min(self._earlier(), default=None)
        return (first[1], _FIRST) if first is not None else None

    def _tiers(self) -> Iterator[tuple[set[str], str]]:
        found = event_place(self.reading, self.candidate.token)
        yield {found.place.country} if found is not None and found.place.country else set(), _PLACE
        yield self._towns(), _TOWN
        yield self._spoken_of(), _ONLY

    def _towns(self) -> set[str]:
        """Return the countries of the towns and districts that the sentence names."""
        reading = self.reading
        return {
            place.place.country
            for place in reading.places
            if place.place.country
            and place.place.granularity not in _WIDE
            and reading.sentence_of(reading.doc[place.head]) == self.sentence
        }

    def _spoken_of(self) -> set[str]:
        """Return the countries of everybody whom the sentence names."""
        here = [one.actor for one in self.reading.discourse.mentions if one.sentence == self.sentence]
        return {actor.country for actor in here if actor.country} | {
            country for actor in here for country in actor.countries
        }

    def _earlier(self) -> Iterator[tuple[int, str]]:
        """Yield where the sentences before name a country or a place in one."""
        reading = self.reading
        for mention in reading.discourse.mentions:
            if mention.sentence < self.sentence and mention.actor.country:
                yield mention.actor.start, mention.actor.country
        for place in reading.places:
            word = reading.doc[place.head]
            if place.place.country and reading.sentence_of(word) < self.sentence:
                yield word.idx, place.place.country


def _is_nameless(actor: Actor) -> bool:
    """Whether the text names neither the actor nor its country, and it is likely to be from here."""
    table = load_table("parties")
    if is_coded(actor) or actor.countries or actor.kind not in table["scene_kinds"]:
        return False
    return actor.sector is None or actor.sector in table["scene_sectors"]


def _is_any(actor: Actor) -> bool:
    """Whether somebody is brought up as one among many ("a herder")."""
    return actor.text.casefold().startswith(("a ", "an "))
