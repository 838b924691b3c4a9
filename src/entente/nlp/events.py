"""Events: who did what to whom, when and where, from candidates to one row per happening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from entente.codebook.frames import Frame, Frames
from entente.nlp.clauses import Arguments
from entente.nlp.contexts import contexts_of
from entente.nlp.merging import merge_events
from entente.nlp.parties import code_of, identity, is_coded, unique
from entente.nlp.places import place_of
from entente.nlp.reading import Reading
from entente.nlp.speech_acts import Demand, condition_of, conditional_target, find_demands
from entente.nlp.status import StatusReading, read_status
from entente.nlp.timing import Told, carried_date, found_date, is_background, when
from entente.nlp.triggers import Candidate, absorbed, fill, fill_slot, find_candidates
from entente.records import Actor, Event, EventDate, Place, Status, content_id

Attribute = Callable[[Reading, Token], Actor | None]

# The frame of a demand that grammar makes; it has no words of its own.
_DEMAND = Frame(
    id="request:must", type="REQUEST", mode=None, cameo=None, actor=(), recipient=(), needs=(), bars=(),
    absorbs=frozenset(), light=frozenset(), reciprocal=False, status=None, contexts=(), also=(), example=None,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parties:
    """Who acts and who is acted upon."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]

    @property
    def all(self) -> tuple[Actor, ...]:
        """Everybody who takes part."""
        return self.actors + self.recipients


def find_events(reading: Reading, frames: Frames, attribute: Attribute) -> list[Event]:
    """Return the events of a document in the order of the text, each happening once.

    ``attribute`` tells who the text says says what a clause holds, or None when nobody is quoted.
    """
    candidates = find_candidates(reading, frames)
    demands = list(find_demands(reading, frames))
    taken = absorbed(candidates) | {token.i for demand in demands for token in demand.verb.subtree}
    drafts = [_demanded(reading, demand) for demand in demands]
    told: Told | None = None
    for candidate in candidates:
        if candidate.token.i in taken:
            continue
        found = _draft(reading, candidate, attribute, told)
        if found is not None:
            event, told = found
            drafts += [event, *(_typed(reading, event, *other, None) for other in candidate.frame.also)]
    return merge_events(drafts)


def _draft(
    reading: Reading, candidate: Candidate, attribute: Attribute, told: Told | None
) -> tuple[Event, Told] | None:
    """Return the event that a candidate tells of, and what the narrative then told last; None for no event."""
    parties = _parties(reading, candidate)
    status = read_status(candidate) if _is_event(reading, candidate, parties) else None
    if status is None:
        return None
    token = candidate.token
    codes = frozenset(code for actor in parties.all if (code := code_of(actor)) is not None)
    date, place = found_date(reading, token), place_of(reading.doc, token.i, reading.places)
    carried = carried_date(reading, token, codes, told) if date is None else None
    event = _event(
        reading, candidate, parties, status,
        date=date.date if date else carried.date if carried else None,
        place=place.place if place else told.place if carried and told else None,
    )  # fmt: skip
    event = replace(event, attributed_to=_attribution(reading, candidate, attribute, status))
    event = _as_threat(reading, candidate, event)
    return event, Told(token.i, codes, date or carried, event.place)


def _parties(reading: Reading, candidate: Candidate) -> Parties:
    """Return the parties of a candidate; a reciprocal event has actors only."""
    frame = candidate.frame
    if frame.reciprocal:
        slots = (*frame.actor, *frame.recipient)
        found = [actor for slot in slots for actor in fill_slot(reading, candidate, slot)]
        return Parties(tuple(unique(found)), ())
    actors = fill(reading, candidate, frame.actor)
    for slot in frame.recipient:
        found = [actor for actor in fill_slot(reading, candidate, slot) if not _is_own(actor, actors)]
        if found:
            return Parties(tuple(actors), tuple(found))
    return Parties(tuple(actors), ())


def _is_own(actor: Actor, actors: Sequence[Actor]) -> bool:
    """Whether a recipient is the actor again: the same party, or the bare state that the actor belongs to."""
    if identity(actor) in {identity(other) for other in actors}:
        return True
    return actor.kind == "state" and actor.country in {other.country for other in actors}


def _is_event(reading: Reading, candidate: Candidate, parties: Parties) -> bool:
    """Whether enough is known of a candidate to be a row: parties of the kind that its type asks for."""
    type_ = reading.codebook.event_types[str(candidate.frame.type)]
    if not any(is_coded(actor) for actor in parties.all):
        return False
    if candidate.frame.reciprocal:
        return len(parties.actors) > 1 or any(actor.organisation and not actor.country for actor in parties.actors)
    if type_.recipient == "required" and not parties.recipients:
        return False
    if candidate.is_noun and candidate.light is None:
        return bool(parties.actors) and (bool(parties.recipients) or _is_dated(reading, candidate))
    return bool(parties.actors) or bool(parties.recipients)


def _is_dated(reading: Reading, candidate: Candidate) -> bool:
    date = when(reading, candidate.token)
    return date is not None and date.first is not None


def _event(
    reading: Reading,
    candidate: Candidate,
    parties: Parties,
    status: StatusReading,
    *,
    date: EventDate | None,
    place: Place | None,
) -> Event:
    """Return the row of one candidate, without its attribution."""
    token, frame = candidate.token, candidate.frame
    first, last = _trigger_bounds(candidate)
    draft = Event(
        id="",
        type=str(frame.type),
        mode=frame.mode,
        contexts=contexts_of(reading, candidate),
        actors=parties.actors,
        recipients=parties.recipients,
        date=date,
        place=place,
        status=status.status,
        background=is_background(reading, token, date),
        attributed_to=None,
        plover_type=None,
        plover_mode=None,
        cameo=None,
        quad=0,
        scale=None,
        goldstein=None,
        trigger=reading.span(first, last),
        evidence=reading.sentence_evidence(token),
        confidence=_confidence(candidate, parties, status),
    )
    return _typed(reading, draft, str(frame.type), frame.mode, frame.cameo)


def _typed(reading: Reading, event: Event, type_: str, mode: str | None, cameo: str | None) -> Event:
    """Return the event under a type and mode, with everything that the codebook says of them."""
    book = reading.codebook
    view = book.plover_view(type_, mode, event.status)
    code = cameo or book.cameo(type_, mode)
    parties = sorted(str(code_of(actor) or actor.text) for actor in event.actors)
    others = sorted(str(code_of(actor) or actor.text) for actor in event.recipients)
    return replace(
        event,
        id=content_id(
            "event", reading.document.id, event.trigger.start, event.trigger.end, type_, mode, *parties, ">", *others
        ),
        type=type_,
        mode=mode,
        plover_type=view[0] if view else None,
        plover_mode=view[1] if view else None,
        cameo=code,
        quad=book.quad(type_),
        scale=book.scale(type_, mode),
        goldstein=book.goldstein(code) if code else None,
    )


def _demanded(reading: Reading, demand: Demand) -> Event:
    """Return the REQUEST that "X must V" is in the mouth of another."""
    candidate = Candidate(demand.verb, _DEMAND, Arguments(demand.verb, passive=False), None)
    parties = Parties((demand.speaker,), demand.addressees)
    event = _event(reading, candidate, parties, StatusReading(Status.ACTUAL), date=None, place=None)
    return _typed(reading, event, "REQUEST", demand.mode, None)


def _as_threat(reading: Reading, candidate: Candidate, event: Event) -> Event:
    """Return the THREATEN that "if …, we will …" is when its speaker would carry it out, else the event."""
    speaker, book = event.attributed_to, reading.codebook
    if speaker is None or event.quad != 4 or event.status not in {Status.PLANNED, Status.POSSIBLE}:
        return event
    if condition_of(candidate.token) is None or code_of(speaker) not in {code_of(one) for one in event.actors}:
        return event
    view = book.plover_view(event.type, event.mode, Status.PLANNED)
    targets = event.recipients or tuple(conditional_target(reading, candidate.token, speaker))
    threat = replace(event, recipients=targets, status=Status.ACTUAL, attributed_to=None)
    return _typed(reading, threat, "THREATEN", view[1] if view else None, None)


def _trigger_bounds(candidate: Candidate) -> tuple[int, int]:
    """Return the tokens of the trigger: the word, with its particle when that stands next to it."""
    token = candidate.token
    last = token.i + 1
    if last < len(token.doc) and token.doc[last].dep_ == "compound:prt" and token.doc[last].head == token:
        last += 1
    return token.i, last


def _attribution(
    reading: Reading, candidate: Candidate, attribute: Attribute, status: StatusReading
) -> Actor | None:
    """Return who says so; the speaker of a denial when the status came from one."""
    if status.denied_by is not None:
        found = [actor for actor in reading.discourse.at(status.denied_by.i)]
        if found:
            return found[0]
    return attribute(reading, candidate.token)


def _confidence(candidate: Candidate, parties: Parties, status: StatusReading) -> float:
    """Return how sure the coder is, 0 to 1: less for nouns, unknown parties and longer status chains."""
    value = 0.95 if not candidate.is_noun else 0.85 if candidate.light is not None else 0.7
    if not parties.actors or not all(is_coded(actor) for actor in parties.all):
        value *= 0.85
    if status.status in {Status.POSSIBLE, Status.NEGATED}:
        value *= 0.95
    if candidate.frame.needs:
        value = min(0.98, value * 1.03)
    return round(value, 3)
