"""Where frames and trained heads meet: which candidates stand, which are added, and who takes part.

Frames say what a word may mean and where its parties stand; the heads say, from sentences that were read by
people, what it means here. Thresholds are chosen on development sentences and stored with the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from entente.codebook.frames import NOUN_ACTOR, Frame
from entente.nlp.clauses import host_of, noun_arguments, verb_arguments
from entente.nlp.cuedata import load_table
from entente.nlp.encoder import load_choices
from entente.nlp.reading import Reading
from entente.nlp.timing import when
from entente.nlp.trigger_scores import TriggerScore
from entente.nlp.triggers import Candidate

_CONTENT = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
UNHEARD = 0.02  # share of its type at which a frame with conditions stands alone against the heads
_CLOSED = "closed"  # the type of a word beside which the heads add nothing
_SPEAKING = frozenset({"AGREE", "CONCEDE", "REQUEST", "REJECT", "RETREAT", "SANCTION", "THREATEN"})
_LIGHT_LINKS = frozenset(
    {"obj", "obl", "xcomp", "compound", "compound:prt", "nmod", "advmod", "nsubj:pass", "acl"}
)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the heads must be; shares from 0 to 1."""

    change: float  # of another type, for it to take the frame's place
    settled: float  # of another type, for it to take the place of a frame whose conditions hold
    absorb: float  # of its own type, for a candidate to take others into its meaning
    add: float  # of a type, for a word without a frame
    role: float  # of a role, for a party
    unnamed: float  # of a type, for an event of parties whom nobody knows
    mode: float  # of a mode that no frame gives
    status: float  # of a status, for it to take the place of what the clause says
    background: float  # that an undated event is told as past
    context: float  # of a context that no word of the clause shows
    date: float  # of a word as the date, where the parse ties none to the event
    place: float  # of a word as the place, likewise


@cache
def load_thresholds() -> Thresholds:
    """Return the thresholds that are stored with the model."""
    return Thresholds(**load_choices()["events"])


def judged(
    reading: Reading, candidates: Iterable[Candidate], silent: AbstractSet[int] = frozenset()
) -> list[Candidate]:
    """Return the candidates, some under the type that the heads give them, and those that the heads add.

    ``silent`` are tokens whose words have a sense that is no event; the heads add nothing there.
    """
    if reading.triggers is None:
        return list(candidates)
    limits, found, covered = load_thresholds(), list[Candidate](), dict.fromkeys(silent, _CLOSED)
    for candidate in candidates:
        kept = _heard(reading, candidate, limits)
        type_ = str(kept.frame.type)
        if kept.token.tag_ == "VBN" and type_ in _GROWING and _is_standing(reading, kept.token, type_):
            continue  # "are bound by a treaty"
        found.append(kept)
        covered |= dict.fromkeys(kept.words, _CLOSED if type_ in _SPEAKING else type_)
    found += _added(reading, covered, limits)
    return sorted(found, key=lambda candidate: candidate.token.i)


def score_of(reading: Reading, candidate: Candidate) -> TriggerScore | None:
    """Return what the heads say of a candidate: of its words, that which is the surest trigger."""
    return min(heard_at(reading, candidate), key=lambda score: score.nothing, default=None)


def heard_at(reading: Reading, candidate: Candidate) -> list[TriggerScore]:
    """Return what the heads say of the words of a candidate that may be triggers, in order."""
    triggers = reading.triggers or {}
    return [triggers[place] for place in sorted(candidate.words) if place in triggers]


def own_share(heard: Iterable[TriggerScore], candidate: Candidate) -> float:
    """Return how sure the heads are of a candidate's own type, at the surest of its words."""
    return max((score.share(str(candidate.frame.type)) for score in heard), default=0.0)


def _heard(reading: Reading, candidate: Candidate, limits: Thresholds) -> Candidate:
    """Return the candidate, under another type where the heads are sure of it and its frame is not."""
    heard = heard_at(reading, candidate)
    own = own_share(heard, candidate)
    type_, share = max((score.best for score in heard), key=lambda best: best[1], default=("", 0.0))
    if type_ == candidate.frame.type or share <= own:
        return candidate
    # A frame with conditions knows more than its word: the heads must hear nothing of it, and be surer.
    settled = bool(candidate.frame.needs)
    least = limits.settled if settled else limits.change
    overruled = share >= least and (own <= UNHEARD or not settled)
    return _retyped(candidate, type_) if overruled else candidate


def is_heard(reading: Reading, candidate: Candidate) -> bool:
    """Whether the heads hear enough of a candidate's own type for it to take others into its meaning."""
    if reading.triggers is None or candidate.likeness is not None:
        return True
    return own_share(heard_at(reading, candidate), candidate) >= load_thresholds().absorb


def _retyped(candidate: Candidate, type_: str) -> Candidate:
    frame = replace(candidate.frame, type=type_, mode=None, cameo=None, also=(), status=None)
    return replace(candidate, frame=frame)


def _added(reading: Reading, covered: dict[int, str], limits: Thresholds) -> Iterator[Candidate]:
    """Yield a candidate for each word, or light verb and noun, that only the heads take for a trigger.

    ``covered`` are the words that stand for something already, with its type.
    """
    assert reading.triggers is not None
    heard = [score for score in reading.triggers.values() if score.best[1] >= limits.add]
    for score in sorted(heard, key=lambda one: (-one.best[1], one.token.i)):
        token, type_ = score.token, score.best[0]
        if token.i in covered or token.pos_ not in _CONTENT or _joins(token, type_, covered):
            continue
        if _is_standing(reading, token, type_) or _only_reports(token, type_):
            continue
        covered[token.i] = type_
        yield learned_candidate(token, type_)


def _joins(token: Token, type_: str, covered: dict[int, str]) -> bool:
    """Whether a word only belongs to the trigger beside it ("held" of "held talks").

    It does where both are of one type, and where the other says what becomes of it ("cancelled the talks").
    Moving up is part of an assault ("rolled up and shelled").
    """
    near = [child for child in token.children if child.dep_ in _LIGHT_LINKS]
    near += [token.head] if token.dep_ in _LIGHT_LINKS else []
    if any(covered.get(other.i) in {type_, _CLOSED} for other in near if abs(other.i - token.i) <= 6):
        return True
    beside = [child for child in token.children if child.dep_ == "conj"]
    beside += [token.head] if token.dep_ == "conj" else []
    return type_ == "MOBILIZE" and any(covered.get(other.i) == "ASSAULT" for other in beside)


def _only_reports(token: Token, type_: str) -> bool:
    """Whether a verb says that something happened: no accusation of its own ("alleged that …")."""
    reports = token.lemma_.casefold() in load_table("parties")["reports"]
    return type_ == "ACCUSE" and reports and any(child.dep_ == "ccomp" for child in token.children)


def _is_standing(reading: Reading, token: Token, type_: str) -> bool:
    """Whether an undated sentence says what holds, not what happened ("guarantees", "is stationed").

    Headlines tell what happened in the present tense; they have no full stop.
    """
    verb = token if token.pos_ in {"VERB", "AUX"} else host_of(token)
    if verb is None or not _holds_now(token, verb, type_):
        return False
    return token.sent.text.rstrip()[-1:] in _STOPS and when(reading, token) is None


def _holds_now(token: Token, verb: Token, type_: str) -> bool:
    """Whether a word, or the verb over a noun, tells in the present tense what holds."""
    if verb is not token:
        return verb.tag_ in _PRESENT and verb.lemma_.casefold() in load_table("parties")["standing"]
    helpers = [child for child in token.children if child.dep_ in {"aux", "aux:pass"}]
    if token.tag_ == "VBN":
        return bool(helpers) and all(one.dep_ == "aux:pass" and one.tag_ in _PRESENT for one in helpers)
    if token.tag_ == "VBG" and type_ in _GROWING:
        return bool(helpers) and all(one.tag_ in _PRESENT for one in helpers)
    return token.tag_ in _PRESENT and not helpers


_PRESENT = frozenset({"VBZ", "VBP"})
_GROWING = frozenset({"AGREE", "COOPERATE", "SUPPORT"})  # "are deepening their cooperation" tells of a trend
_STOPS = frozenset({".", "!", "?", '"', "”", "'", "’", ")"})


def learned_candidate(token: Token, type_: str) -> Candidate:
    """Return the candidate of a word that no frame holds; its arguments are those of the parse."""
    noun = token.pos_ in {"NOUN", "PROPN"}
    host = host_of(token) if noun else None
    arguments = noun_arguments(token, host) if noun else verb_arguments(token)
    return Candidate(token, learned_frame(type_, noun=noun), arguments, None)


@cache
def learned_frame(type_: str, *, noun: bool) -> Frame:
    """Return the frame of a word that the heads alone take for a trigger."""
    return Frame(
        id=f"learned:{type_}",
        type=type_,
        mode=None,
        cameo=None,
        actor=NOUN_ACTOR if noun else ("subj",),
        recipient=("nmod:of", "nmod:against", "nmod:on")
        if noun
        else ("obj", "obl:to", "obl:with", "obl:against"),
        needs=(),
        bars=(),
        absorbs=frozenset(),
        light=frozenset(),
        reciprocal=False,
        status=None,
        contexts=(),
        also=(),
        example=None,
    )


def is_learned(frame: Frame) -> bool:
    """Whether only the heads say that there is an event."""
    return frame.id.startswith("learned:")
