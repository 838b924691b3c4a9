"""Labels: what a text says that one marked span does to another, and how sure that is.

Three readers say so. Frames: every word of the sentence that evokes one is a candidate, whose slots are held
against the two spans; who acts should lie in the source, who is acted upon in the target
(:mod:`entente.nlp.fitting`). The pair head, which was trained on marked sentences
(:mod:`entente.nlp.pairs`). And the trigger and role heads: a word that is a trigger, whose actor lies in the
source and whose recipient in the target. Their shares are multiplied, each raised to its weight; how much
each counts and how sharp the result is was chosen on development sentences, and is stored with the model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from entente.codebook.frames import Frames
from entente.nlp.encoder import load_choices
from entente.nlp.fitting import Fit, Pair, fits
from entente.nlp.pairs import PairShares
from entente.nlp.reading import Reading
from entente.nlp.status.read import read_status
from entente.nlp.trigger_scores import TriggerScore
from entente.records import Span, Status

SHARPNESS = 0.35  # of the softmax over the fits of frames
SURE = 0.97  # of a status that the head says against the clause
NOTHING = "nothing"
TOLD = 0.1  # of a word, to be the trigger of a label that no frame fits
UNFITTED = 0.2  # the fit of the outcome that the text says nothing of the two


@dataclass(frozen=True, slots=True)
class Weights:
    """How the two readers are put together."""

    frames: float
    pair: float
    roles: float
    floor: float  # share of a type that a reader does not offer
    nothing: float  # weight of the outcome that nothing is said, beside those of the types
    temperature: float  # below 1 the joint shares are sharper than the product


@cache
def load_weights() -> Weights:
    """Return the weights that are stored with the model."""
    return Weights(**load_choices()["labels"])


@dataclass(frozen=True, slots=True)
class Label:
    """What the text says that the source does to the target.

    ``type`` is None where the text says nothing of the two; then ``mode``, ``status``, ``plover``, ``quad``
    and ``trigger`` are None too. ``scores`` gives every type that was weighed its share, the best first; what
    is missing to 1 is the share of "nothing is said". ``plover`` has the status folded in, and is None
    for what the PLOVER view drops.
    """

    type: str | None
    mode: str | None
    status: Status | None
    plover: str | None
    quad: int | None
    trigger: Span | None
    scores: Mapping[str, float]


def label(
    reading: Reading,
    source: tuple[int, int] | None,
    target: tuple[int, int] | None,
    frames: Frames,
    heard: PairShares | None = None,
) -> Label:
    """Return what the text says that ``source`` does to ``target``.

    The spans are characters ``[start, end)`` of the text; None where the sentence names no such party.
    ``heard`` is what the pair head says; without it the frames decide alone.
    """
    pair = Pair(tokens_in(reading.doc, source), tokens_in(reading.doc, target))
    best = _best(fits(reading, frames, pair))
    shares = _shares({type_: fit.score for type_, fit in best.items()})
    if heard is not None:
        shares = joined([shares, heard.types, told_by_roles(reading, pair)], load_weights())
    nothing = 1.0 - sum(shares.values())
    type_ = next(iter(shares), None)
    if type_ is None or shares[type_] <= nothing:
        return Label(None, None, None, None, None, None, _rounded(shares))
    return _labelled(reading, pair, type_, best.get(type_), heard, _rounded(shares))


def joined(readers: Sequence[Mapping[str, float]], weights: Weights) -> dict[str, float]:
    """Return the shares of all readers as one, the best first; what is missing to 1 is that nothing is said.

    The readers are frames, pair head and roles; what a reader's types leave open to 1 is its "nothing".
    """
    strengths = (weights.frames, weights.pair, weights.roles)
    types = sorted({type_ for shares in readers for type_ in shares} - {NOTHING})
    values = {NOTHING: weights.nothing, **dict.fromkeys(types, 1.0)}
    for shares, strength in zip(readers, strengths, strict=True):
        left = 1.0 - sum(share for type_, share in shares.items() if type_ != NOTHING)
        for type_ in values:
            share = left if type_ == NOTHING else shares.get(type_, 0.0)
            values[type_] *= max(share, weights.floor) ** (strength / weights.temperature)
    total = sum(values.values())
    ordered = sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
    return {type_: value / total for type_, value in ordered if type_ != NOTHING}


def told_by_roles(reading: Reading, pair: Pair) -> dict[str, float]:
    """Return the chance of each type by the trigger and role heads; they sum to 1 at most."""
    left: dict[str, float] = {}
    for score in (reading.triggers or {}).values():
        joint = linking(score, pair)
        for type_ in score.labels["event"][1:]:
            left[type_] = left.get(type_, 1.0) * (1.0 - score.share(type_) * joint)
    chances = {type_: 1.0 - value for type_, value in left.items()}
    total = max(1.0, sum(chances.values()))
    return {type_: chance / total for type_, chance in chances.items()}


def linking(score: TriggerScore, pair: Pair) -> float:
    """Return how likely a pair takes part: its source acts, its target is acted upon or acts too."""
    acting, acted = score.role("actors"), score.role("recipients")
    return _highest(acting, pair.source) * max(_highest(acted, pair.target), _highest(acting, pair.target))


def surest(reading: Reading, pair: Pair, type_: str) -> TriggerScore | None:
    """Return what the heads say of the word that is likeliest to tell the type of the pair, if one may be."""
    told = {
        place: score.share(type_) * linking(score, pair) for place, score in (reading.triggers or {}).items()
    }
    best = max(told, key=lambda place: told[place], default=None)
    return reading.triggers[best] if best is not None and reading.triggers and told[best] >= TOLD else None


def _highest(shares: Mapping[int, float], span: Sequence[Token] | None) -> float:
    """Return how likely one of the words has a role; of a party that is not named, how likely none has."""
    if span is None:
        return 1.0 - max(shares.values(), default=0.0)
    return max((shares.get(token.i, 0.0) for token in span), default=0.0)


def tokens_in(doc: Doc, span: tuple[int, int] | None) -> tuple[Token, ...] | None:
    """Return the tokens that share a character with a span; None for no span."""
    if span is None:
        return None
    start, end = span
    return tuple(token for token in doc if token.idx < end and token.idx + len(token) > start)


def _labelled(
    reading: Reading,
    pair: Pair,
    type_: str,
    fit: Fit | None,
    heard: PairShares | None,
    scores: Mapping[str, float],
) -> Label:
    """Return a label; mode and trigger come from the frame that fits, else from the heads' surest word."""
    book = reading.codebook
    status, mode, cameo, trigger = None, None, None, None
    if fit is not None:
        frame, place = fit.candidate.frame, fit.candidate.token.i
        status = status_of(fit)
        mode, cameo = (frame.mode, frame.cameo) if type_ == frame.type else (None, None)
        trigger = reading.span(place, place + 1)
    told = surest(reading, pair, type_)
    if told is not None:
        mode = mode or told.mode(type_)[0]
        trigger = trigger or reading.span(told.token.i, told.token.i + 1)
    if heard is not None and (status is None or max(heard.statuses.values()) >= SURE):
        status = Status(max(heard.statuses, key=lambda name: heard.statuses[name]))
    assert status is not None
    view = book.plover_view(type_, mode, status, cameo)
    return Label(
        type=type_,
        mode=mode,
        status=status,
        plover=view[0] if view else None,
        quad=book.quad(type_),
        trigger=trigger,
        scores=scores,
    )


def status_of(fit: Fit) -> Status:
    """Return the status of what fits; what is only part of a speech act, or advice, is possible."""
    found = read_status(fit.candidate)
    if found is None:
        return Status.POSSIBLE
    return Status.PLANNED if fit.absorbed and found.status is Status.ACTUAL else found.status


def _best(found: Sequence[Fit]) -> dict[str, Fit]:
    """Return the best fit of each type; of equal ones the more specific frame, then the earlier word."""
    best: dict[str, Fit] = {}
    for fit in sorted(found, key=lambda one: (-one.score, -one.specificity, one.candidate.token.i)):
        best.setdefault(fit.type, fit)
    return best


def _shares(scores: Mapping[str, float]) -> dict[str, float]:
    """Return the share of each type, the best first."""
    weights = {type_: math.exp(score / SHARPNESS) for type_, score in scores.items()}
    total = sum(weights.values()) + math.exp(UNFITTED / SHARPNESS)
    return {type_: weight / total for type_, weight in weights.items()}


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {type_: round(share, 4) for type_, share in shares.items()}
