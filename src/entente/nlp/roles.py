"""Roles: who acts and who is acted upon in a candidate, completed where the clause only implies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from entente.nlp.clauses import clause_preposition, first_conjunct, preposition_of, verb_arguments
from entente.nlp.cuedata import load_table
from entente.nlp.learned import heard_parties, is_learned, load_thresholds, score_of
from entente.nlp.parties import identity, is_coded, parties_of, place_party, unique
from entente.nlp.places import place_of
from entente.nlp.reading import Reading
from entente.nlp.timing import when
from entente.nlp.triggers import Candidate, fill, fill_slot
from entente.records import Actor


@dataclass(frozen=True, slots=True)
class Parties:
    """Who acts and who is acted upon."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]

    @property
    def all(self) -> tuple[Actor, ...]:
        """Everybody who takes part."""
        return self.actors + self.recipients


def read_parties(reading: Reading, candidate: Candidate) -> Parties:
    """Return the parties of a candidate; a reciprocal event has actors only.

    They stand in the slots of the frame; what the frame leaves open, the heads fill.
    """
    if is_learned(candidate.frame):
        return _completed(reading, candidate, Parties((), ()))
    return _completed(reading, candidate, _slotted(reading, candidate))


def _completed(reading: Reading, candidate: Candidate, parties: Parties) -> Parties:
    """Return the parties with those that only the heads know."""
    score = score_of(reading, candidate)
    actors, recipients = list(parties.actors), list(parties.recipients)
    if not actors:
        actors = [
            actor
            for actor in heard_parties(reading, score, "actors")
            if identity(actor) not in {identity(other) for other in recipients}
        ]
        actors = _with_country(reading, candidate, actors, recipients)
    if not recipients and not candidate.frame.reciprocal:
        at_home = candidate.frame.type in load_table("parties")["force"]
        recipients = [
            actor
            for actor in heard_parties(reading, score, "recipients", _scene(reading, candidate))
            if not _is_own(actor, actors, at_home=at_home)
        ]
        recipients = _victims(reading, candidate, actors, recipients)
    return Parties(tuple(actors), tuple(_of_the_country(reading, candidate, recipients)))


def _scene(reading: Reading, candidate: Candidate) -> frozenset[int]:
    """Return the word of the place of an event that is no act of force: a place is no party there."""
    if candidate.frame.type in load_table("parties")["force"] or candidate.frame.type == "CONSULT":
        return frozenset()
    place = place_of(reading.doc, candidate.token.i, reading.places)
    return frozenset({place.head}) if place is not None else frozenset()


def _of_the_country(reading: Reading, candidate: Candidate, recipients: Sequence[Actor]) -> list[Actor]:
    """Return the recipients; nameless people are of the one country that their sentence speaks of."""
    frame = candidate.frame
    strangers = f"{frame.type}/{frame.mode}" in load_table("parties")["strangers"]
    if strangers or not any(_is_nameless(actor) for actor in recipients):
        return list(recipients)
    country = _only_country(reading, candidate)
    if country is None:
        return list(recipients)
    return [
        replace(one, country=country, reason=_ONLY) if _is_nameless(one) and not _is_any(one) else one
        for one in recipients
    ]


def _is_any(actor: Actor) -> bool:
    """Whether somebody is brought up as one among many ("a herder"), who may be from anywhere."""
    return actor.text.casefold().startswith(("a ", "an "))


_ONLY = "people without a name are taken to be of the only country that the sentence speaks of"


def _slotted(reading: Reading, candidate: Candidate) -> Parties:
    """Return the parties in the slots of a candidate's frame."""
    frame = candidate.frame
    if frame.reciprocal:
        slots = (*frame.actor, *frame.recipient)
        found = [actor for slot in slots for actor in fill_slot(reading, candidate, slot)]
        return Parties(tuple(unique(found)), ())
    actors = fill(reading, candidate, frame.actor) or _accused(reading, candidate)
    if not actors and frame.type in load_table("parties")["moved"]:
        actors = fill(reading, candidate, ("obj",))
    recipients: list[Actor] = []
    for slot in frame.recipient:
        at_home = frame.type == "ASSAULT" and slot != "place"  # an army may well attack a town of its own
        recipients = [
            actor
            for actor in fill_slot(reading, candidate, slot)
            if not _is_own(actor, actors, at_home=at_home)
        ]
        if recipients:
            break
    actors = _with_country(reading, candidate, actors, recipients)
    return Parties(tuple(actors), tuple(_victims(reading, candidate, actors, recipients)))


def _victims(
    reading: Reading, candidate: Candidate, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> list[Actor]:
    """Return the recipients; of force, people without a country are of the place where it was used.

    Where the text names nobody, an attack in another country is one on that country.
    """
    if candidate.frame.type not in load_table("parties")["force"]:
        return list(recipients)
    place = place_of(reading.doc, candidate.token.i, reading.places)
    country = place.place.country if place is not None else _only_country(reading, candidate)
    if country is None or all(actor.country is None for actor in actors):
        return list(recipients)
    if (
        place is not None
        and not recipients
        and candidate.frame.type == "ASSAULT"
        and not candidate.frame.reciprocal
    ):
        abroad = all(actor.country not in {None, country} for actor in actors)
        return place_party(place) if abroad else []
    domestic = load_table("parties")["domestic_sectors"]
    return [
        replace(actor, country=country, reason=_THERE)
        if _is_nameless(actor) and (place is not None or actor.sector in domestic)
        else actor
        for actor in recipients
    ]


def _is_nameless(actor: Actor) -> bool:
    return actor.kind in {"group", "person"} and not is_coded(actor)


def _only_country(reading: Reading, candidate: Candidate) -> str | None:
    """Return the one country that the candidate's sentence speaks of, or None."""
    number = reading.sentence_of(candidate.token)
    here = [mention.actor for mention in reading.discourse.mentions if mention.sentence == number]
    countries = {actor.country for actor in here if actor.country}
    countries |= {country for actor in here for country in actor.countries}
    return countries.pop() if len(countries) == 1 else None


_THERE = "people without a name are taken to be of the country where it happens"


def _is_own(actor: Actor, actors: Sequence[Actor], *, at_home: bool) -> bool:
    """Whether a recipient is the actor again: the same party, or the bare state that the actor belongs to."""
    if identity(actor) in {identity(other) for other in actors}:
        return True
    return not at_home and actor.kind == "state" and actor.country in {other.country for other in actors}


def _accused(reading: Reading, candidate: Candidate) -> list[Actor]:
    """Return who is blamed for an event noun that names nobody itself ("blamed Iran for the attack")."""
    noun = first_conjunct(candidate.token)
    table = load_table("speech")["blaming"]
    if not candidate.is_noun or noun.dep_ != "obl" or preposition_of(noun) not in table["prepositions"]:
        return []
    if noun.head.lemma_.casefold() not in table["verbs"]:
        return []
    return [actor for token in verb_arguments(noun.head).get("obj") for actor in parties_of(reading, token)]


def _with_country(
    reading: Reading, candidate: Candidate, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> list[Actor]:
    """Return the actors; unnamed soldiers and police get the country whose town they act on."""
    sectors = load_table("parties")["own_country_sectors"]
    unnamed = [actor for actor in actors if actor.kind in {"group", "organ"} and not is_coded(actor)]
    if not any(actor.sector in sectors for actor in unnamed):
        return list(actors)
    countries = {actor.country for actor in recipients if actor.sector == "GOV" and actor.country}
    place = place_of(reading.doc, candidate.token.i, reading.places)
    if not countries and place is not None and place.place.country is not None:
        countries = {place.place.country}
    if len(countries) != 1:
        return list(actors)
    (country,) = countries
    return [
        actor
        if is_coded(actor) or actor.sector not in sectors
        else replace(actor, country=country, reason=_REASON)
        for actor in actors
    ]


_REASON = "forces without a name are taken to be of the country where they act"


def is_event(reading: Reading, candidate: Candidate, parties: Parties) -> bool:
    """Whether enough is known of a candidate to be a row: parties of the kind that its type asks for.

    Parties without a code are enough where the heads are sure of the event.
    """
    type_ = reading.codebook.event_types[str(candidate.frame.type)]
    known = any(is_coded(actor) for actor in parties.all)
    if _is_in_a_name(reading, candidate) or not (known or (parties.all and _is_sure(reading, candidate))):
        return False
    if _is_vague_accusation(reading, candidate):
        return False
    if candidate.frame.reciprocal:
        return len(parties.actors) > 1 or any(
            actor.organisation and not actor.country for actor in parties.actors
        )
    if type_.recipient == "required" and not parties.recipients:
        return False
    if candidate.is_noun and candidate.light is None:
        told = bool(parties.recipients) or bool(candidate.frame.needs) or _is_dated(reading, candidate)
        return (any(is_coded(actor) for actor in parties.actors) and told) or _is_sure(reading, candidate)
    return bool(parties.actors) or bool(parties.recipients)


def _is_sure(reading: Reading, candidate: Candidate) -> bool:
    score = score_of(reading, candidate)
    return score is not None and score.share(str(candidate.frame.type)) >= load_thresholds().unnamed


def _is_vague_accusation(reading: Reading, candidate: Candidate) -> bool:
    """Whether somebody is accused of doing it without a day, and it is no act of force."""
    verb, table = candidate.token, load_table("speech")["blaming"]
    if verb.tag_ != "VBG" or clause_preposition(verb) not in table["prepositions"]:
        return False
    accused = verb.head.lemma_.casefold() in table["verbs"]
    force = candidate.frame.type in load_table("parties")["force"]
    return accused and not force and not _is_dated(reading, candidate)


def _is_in_a_name(reading: Reading, candidate: Candidate) -> bool:
    """Whether an event noun is part of an organisation's name ("Amnesty International")."""
    token = candidate.token
    if token.pos_ != "PROPN":
        return False
    return any(
        mention.actor.start <= token.idx < mention.actor.end
        and mention.actor.kind in {"igo", "ngo", "company", "media", "party", "armed_group"}
        for mention in reading.discourse.mentions
    )


def _is_dated(reading: Reading, candidate: Candidate) -> bool:
    date = when(reading, candidate.token)
    return date is not None and date.first is not None
