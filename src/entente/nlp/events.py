"""Events: who did what to whom, when and where, from candidates to one row per happening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from entente.codebook.frames import Frames
from entente.nlp.clauses import Arguments
from entente.nlp.confidence import confidence
from entente.nlp.contexts import contexts_of
from entente.nlp.cuedata import load_table
from entente.nlp.heard import heard_as_past, heard_contexts, heard_date, heard_place, heard_status
from entente.nlp.learned import is_heard, judged, load_thresholds, score_of
from entente.nlp.merging import merge_events
from entente.nlp.own_types import OwnTypeFinder
from entente.nlp.parties import code_of, is_coded
from entente.nlp.reading import Reading, event_place
from entente.nlp.roles import Parties, is_event, read_parties
from entente.nlp.speech_acts import DEMAND, Demand, condition_of, conditional_target, find_demands
from entente.nlp.status.read import StatusReading, read_status
from entente.nlp.timing import Told, carried_date, found_date, is_background, is_before_publication
from entente.nlp.trigger_scores import TriggerScore
from entente.nlp.triggers import Candidate, absorbed, evoked
from entente.records import Actor, Event, EventDate, Place, Status, content_id

Attribute = Callable[[Reading, Token], Actor | None]


def find_events(
    reading: Reading, frames: Frames, attribute: Attribute, own: OwnTypeFinder | None = None
) -> list[Event]:
    """Return the events of a document in the order of the text, each happening once.

    ``attribute`` tells who the text says says what a clause holds, or None when nobody is quoted; ``own``
    finds the types of the user's own, which come before those of the codebook.
    """
    found = evoked(reading, frames)
    silent = {one.token.i for one in found if one.frame.type is None}
    candidates = judged(reading, [one for one in found if one.frame.type is not None], silent)
    if own is not None:
        candidates = _with_own(candidates, own.find(reading))
    demands = list(find_demands(reading, frames))
    taken = absorbed([one for one in candidates if is_heard(reading, one)]) | {
        token.i for demand in demands for token in demand.verb.subtree
    }
    drafts = [_demanded(reading, demand) for demand in demands]
    told: Told | None = None
    conditions = set[int]()
    for candidate in candidates:
        if candidate.token.i in taken:
            continue
        drafted = _draft(reading, candidate, attribute, told)
        if drafted is not None:
            event, told = drafted
            drafts += [event, *(_typed(reading, event, *other, None) for other in candidate.frame.also)]
            conditions |= _conditions(candidate, event)
    return merge_events([draft for draft in drafts if draft.trigger.start not in conditions])


def _conditions(candidate: Candidate, event: Event) -> set[int]:
    """Return where the words of the condition of a threat begin: "if they send ships" tells of no event."""
    condition = condition_of(candidate.token) if event.type == "THREATEN" else None
    return {token.idx for token in condition.subtree} if condition is not None else set()


def _with_own(candidates: list[Candidate], own: list[Candidate]) -> list[Candidate]:
    """Return all candidates; a word that stands for a type of one's own stands for nothing else."""
    taken = {candidate.token.i for candidate in own}
    kept = [candidate for candidate in candidates if not candidate.words & taken]
    return sorted([*kept, *own], key=lambda candidate: candidate.token.i)


def _draft(
    reading: Reading, candidate: Candidate, attribute: Attribute, told: Told | None
) -> tuple[Event, Told] | None:
    """Return the event that a candidate tells of and what was then told last; None for no event."""
    parties = read_parties(reading, candidate)
    known = is_event(reading, candidate, parties)
    token, score = candidate.token, score_of(reading, candidate)
    status = heard_status(score, candidate, read_status(candidate)) if known else None
    if status is None:
        return None
    codes = frozenset(code for actor in parties.all if (code := code_of(actor)) is not None)
    date = found_date(reading, token) or heard_date(reading, candidate, score)
    place = event_place(reading, token) or heard_place(reading, score)
    carried = carried_date(reading, token, codes, told) if date is None else None
    event = _event(
        reading, candidate, parties, status,
        date=date.date if date else carried.date if carried else None,
        place=place.place if place else told.place if carried and told else None,
    )  # fmt: skip
    event = replace(event, attributed_to=_attribution(reading, candidate, attribute, status))
    event = _with_mode(reading, score, event)
    type_, mode = _refined(candidate, event)
    if (type_, mode) != (event.type, event.mode):
        event = _typed(reading, event, type_, mode, None)
    event = _as_threat(reading, candidate, event)
    return event, Told(token.i, codes, date or carried, event.place)


def _with_mode(reading: Reading, score: TriggerScore | None, event: Event) -> Event:
    """Return the event with the mode that the heads hear, where its frame gives none."""
    if event.mode is not None or score is None:
        return event
    mode, share = score.mode(event.type)
    if mode is None or share < load_thresholds().mode:
        return event
    return _typed(reading, event, event.type, mode, None)


def _refined(candidate: Candidate, event: Event) -> tuple[str, str | None]:
    """Return type and mode as the parties settle them.

    Two parties who meet in the country of a third meet at a third party's; an exercise of several
    states is cooperation.
    """
    codes = {code_of(actor) for actor in event.actors}
    place = event.place
    if event.type == "CONSULT" and event.mode is None and place is not None and len(codes) > 1:
        hosted = (
            place.country is not None and place.granularity in {"city", "site"} and place.country not in codes
        )
        return event.type, "third-party" if hosted else None
    if event.type == "MOBILIZE" and len({actor.country for actor in event.actors if actor.country}) > 1:
        words = {candidate.token.lemma_, *(token.lemma_ for token in candidate.arguments.get("obj"))}
        if words & set(load_table("parties")["joint"]):
            return "COOPERATE", None
    return event.type, event.mode


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
    if status.by_day and date is not None and is_before_publication(reading, date):
        status = StatusReading(Status.ACTUAL)  # a chronicle: "In March rebels seize the town"
    token, frame, score = candidate.token, candidate.frame, score_of(reading, candidate)
    first, last = _trigger_bounds(candidate)
    past = is_background(reading, token, date) or (date is None and heard_as_past(score))
    draft = Event(
        id="",
        type=str(frame.type),
        mode=frame.mode,
        contexts=_contexts(reading, candidate, score),
        actors=parties.actors,
        recipients=parties.recipients,
        date=date,
        place=place,
        status=status.status,
        background=past,
        attributed_to=None,
        plover_type=None,
        plover_mode=None,
        cameo=None,
        quad=0,
        scale=None,
        goldstein=None,
        trigger=reading.span(first, last),
        evidence=reading.sentence_evidence(token),
        confidence=_confidence(reading, candidate, parties, status),
    )
    return _typed(reading, draft, str(frame.type), frame.mode, frame.cameo)


def _contexts(reading: Reading, candidate: Candidate, score: TriggerScore | None) -> tuple[str, ...]:
    """Return the contexts that words of the clause show, or that the heads hear, in the codebook's order."""
    found = {*contexts_of(reading, candidate), *heard_contexts(score)}
    return tuple(name for name in reading.codebook.contexts if name in found)


def _typed(reading: Reading, event: Event, type_: str, mode: str | None, cameo: str | None) -> Event:
    """Return the event under a type and mode, with everything that the codebook says of them."""
    book = reading.codebook
    code = cameo or book.cameo(type_, mode)
    view = book.plover_view(type_, mode, event.status, code)
    parties = sorted(str(code_of(actor) or actor.text) for actor in event.actors)
    others = sorted(str(code_of(actor) or actor.text) for actor in event.recipients)
    return replace(
        event,
        id=content_id(
            "event",
            reading.document.id,
            event.trigger.start,
            event.trigger.end,
            type_,
            mode,
            *parties,
            ">",
            *others,
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
    candidate = Candidate(demand.verb, DEMAND, Arguments(demand.verb, passive=False), None)
    parties = Parties((demand.speaker,), demand.addressees)
    event = _event(reading, candidate, parties, StatusReading(Status.ACTUAL), date=None, place=None)
    return _typed(reading, replace(event, confidence=_DEMANDED), "REQUEST", demand.mode, None)


def _is_vowed(verb: Token, event: Event) -> bool:
    """Whether an act is announced: planned, or possible only because its "will" has a condition."""
    will = any(child.dep_ == "aux" and child.lemma_.casefold() in _WILL for child in verb.children)
    return event.status is Status.PLANNED or (event.status is Status.POSSIBLE and will)


_WILL = frozenset({"will", "shall", "'ll", "’ll"})
_THREATENED = 0.7  # "if …, we will …" of an act that would be the speaker's own
_DEMANDED = 0.9  # "X must V" of a named speaker and addressee: a rule of few mistakes


def _as_threat(reading: Reading, candidate: Candidate, event: Event) -> Event:
    """Return the THREATEN that "if …, we will …" is when its speaker would carry it out, else the event."""
    speaker, book = event.attributed_to, reading.codebook
    if speaker is None or event.quad != 4 or not _is_vowed(candidate.token, event):
        return event
    if condition_of(candidate.token) is None or code_of(speaker) not in {
        code_of(one) for one in event.actors
    }:
        return event
    view = book.plover_view(event.type, event.mode, Status.PLANNED)
    targets = event.recipients or tuple(conditional_target(reading, candidate.token, speaker))
    threat = replace(
        event,
        recipients=targets,
        status=Status.ACTUAL,
        attributed_to=None,
        confidence=max(event.confidence, _THREATENED),
    )
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
        found = list(reading.discourse.at(status.denied_by.i))
        if found:
            return found[0]
    return attribute(reading, candidate.token)


def _confidence(reading: Reading, candidate: Candidate, parties: Parties, status: StatusReading) -> float:
    """Return how sure the coder is, 0 to 1.

    Without heads: less for nouns, unknown parties and longer status chains.
    """
    if reading.triggers is not None:
        return confidence(reading, candidate, parties, status.status)
    value = 0.95 if not candidate.is_noun else 0.85 if candidate.light is not None else 0.7
    if not parties.actors or not all(is_coded(actor) for actor in parties.all):
        value *= 0.85
    if status.status in {Status.POSSIBLE, Status.NEGATED}:
        value *= 0.95
    if candidate.frame.needs:
        value = min(0.98, value * 1.03)
    return round(value, 3)
