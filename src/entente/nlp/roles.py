"""Roles: who acts and who is acted upon in a candidate, completed where the clause only implies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entente.nlp.clauses import clause_preposition, first_conjunct, preposition_of, verb_arguments
from entente.nlp.cuedata import load_table
from entente.nlp.heard import heard_parties
from entente.nlp.learned import is_learned, load_thresholds, score_of
from entente.nlp.parties import identity, is_coded, parties_of, place_party, unique
from entente.nlp.reading import Reading, event_place
from entente.nlp.scene import Scene
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
    """Return the parties with those that only the heads know, people of the scene with its country."""
    score = score_of(reading, candidate)
    actors, recipients = list(parties.actors), list(parties.recipients)
    if not any(is_coded(actor) for actor in actors):
        heard = heard_parties(reading, score, "actors")
        known = {identity(other) for other in recipients}
        actors = _better(actors, [actor for actor in heard if identity(actor) not in known])
    if not any(is_coded(actor) for actor in recipients) and not candidate.frame.reciprocal:
        at_home = candidate.frame.type in load_table("parties")["force"]
        heard = heard_parties(reading, score, "recipients", _ground(reading, candidate))
        others = [actor for actor in heard if not _is_own(actor, actors, at_home=at_home)]
        recipients = _better(recipients, others)
    scene = Scene(reading, candidate)
    actors = scene.peopled(actors)
    recipients = recipients or _invaded(reading, candidate, actors)
    return Parties(tuple(actors), tuple(scene.met(recipients, actors)))


def _better(found: list[Actor], heard: list[Actor]) -> list[Actor]:
    """Return whom the frame found, or whom the heads hear where they know somebody and the frame does not."""
    return heard if not found or any(is_coded(actor) for actor in heard) else found


def _ground(reading: Reading, candidate: Candidate) -> frozenset[int]:
    """Return the word of the place of an event that is no act of force: a place is no party there.

    Nor is it where a noun names what happened there by somebody at home ("the coup in Gabon").
    """
    forced = candidate.frame.type in load_table("parties")["force"]
    at_home = candidate.is_noun and candidate.frame.type == "COERCE"
    if (forced and not at_home) or candidate.frame.type == "CONSULT":
        return frozenset()
    place = event_place(reading, candidate.token)
    return frozenset({place.head}) if place is not None else frozenset()


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
    if _visits_itself(reading, candidate, actors):
        actors = []
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
    return Parties(tuple(actors), tuple(recipients))


def _visits_itself(reading: Reading, candidate: Candidate, actors: Sequence[Actor]) -> bool:
    """Whether a visit would lead to the visitor's own state: then somebody else is the visitor."""
    if candidate.frame.mode != "visit" or not actors:
        return False
    hosts = [actor for slot in candidate.frame.recipient for actor in fill_slot(reading, candidate, slot)]
    own = {actor.country for actor in actors}
    return None not in own and any(host.kind == "state" and host.country in own for host in hosts)


def _invaded(reading: Reading, candidate: Candidate, actors: Sequence[Actor]) -> list[Actor]:
    """Return the country that an attack which names no victim is one on: where it happens, if not at home."""
    if candidate.frame.type != "ASSAULT" or candidate.frame.reciprocal:
        return []
    place = event_place(reading, candidate.token)
    abroad = place is not None and place.place.country not in {actor.country for actor in actors}
    return place_party(place) if abroad else []


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


def is_event(reading: Reading, candidate: Candidate, parties: Parties) -> bool:
    """Whether enough is known of a candidate to be a row: parties of the kind that its type asks for.

    Any party is enough where the heads are sure of the event; else somebody must be known.
    """
    if _is_in_a_name(reading, candidate) or _is_vague_accusation(reading, candidate):
        return False
    if _is_command(candidate, parties):
        return False
    if parties.all and _is_sure(reading, candidate):
        return True
    if is_presupposed(reading, candidate, parties):
        return True
    if not any(is_coded(actor) for actor in parties.all):
        return False
    if candidate.frame.reciprocal:
        return len(parties.actors) > 1 or any(
            actor.organisation and not actor.country for actor in parties.actors
        )
    type_ = reading.codebook.event_types[str(candidate.frame.type)]
    if type_.recipient == "required" and not parties.recipients:
        return False
    if candidate.is_noun and candidate.light is None:
        told = bool(parties.recipients) or bool(candidate.frame.needs) or _is_dated(reading, candidate)
        return any(is_coded(actor) for actor in parties.actors) and told
    return bool(parties.actors) or bool(parties.recipients)


def _is_sure(reading: Reading, candidate: Candidate) -> bool:
    score = score_of(reading, candidate)
    return score is not None and score.share(str(candidate.frame.type)) >= load_thresholds().unnamed


def is_presupposed(reading: Reading, candidate: Candidate, parties: Parties) -> bool:
    """Whether somebody praises or blames a happening that the text takes for granted.

    "Condemned the coup in Gabon", "welcomed the truce between Israel and Hamas": a noun with "the", and with
    parties, a place or a day of its own.
    """
    noun, table = candidate.token, load_table("parties")
    if not candidate.is_noun or noun.dep_ != "obj" or noun.head.lemma_.casefold() not in table["stances"]:
        return False
    if not any(child.lower_ in _GIVEN for child in noun.children if child.dep_ == "det"):
        return False
    if candidate.frame.type in table["force"]:
        placed = event_place(reading, noun) is not None
        return placed or len(parties.all) > 1 or _is_dated(reading, candidate)
    return len({identity(actor) for actor in parties.all}) > 1


_GIVEN = frozenset({"the", "this", "that", "these", "those"})


def _is_command(candidate: Candidate, parties: Parties) -> bool:
    """Whether somebody only gives orders at home ("ordered its marine police to escort the boats")."""
    orders = candidate.token.lemma_.casefold() in load_table("parties")["commanding"]
    if candidate.frame.type != "REQUEST" or not orders:
        return False
    countries = {actor.country for actor in parties.actors}
    return all(actor.country is None or actor.country in countries for actor in parties.recipients)


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
