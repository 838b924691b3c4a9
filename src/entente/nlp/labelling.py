"""Labels: what a text says that one marked span does to another, and how sure that is.

Every word of the sentence that evokes a frame is a candidate. Its slots are held against the two spans:
who acts should lie in the source, who is acted upon in the target. The fits become shares by a softmax
over the types, with one more outcome, that nothing is said. :mod:`entente.nlp.fitting` does the fitting.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from entente.codebook.frames import Frames
from entente.nlp.fitting import Fit, Pair, fits
from entente.nlp.reading import Reading
from entente.nlp.status import read_status
from entente.records import Span, Status

TEMPERATURE = 0.35  # chosen on development data for the likelihood of the gold type
NOTHING = 0.2  # the score of the outcome that the text says nothing of the two


@dataclass(frozen=True, slots=True)
class Label:
    """What the text says that the source does to the target.

    ``type`` is None where the text says nothing of the two; then ``status``, ``plover``, ``quad`` and
    ``trigger`` are None too. ``scores`` gives every type that was weighed its share, the best first; what
    is missing to 1 is the share of "nothing is said". ``plover`` has the status folded in, and is None
    for what the PLOVER view drops.
    """

    type: str | None
    status: Status | None
    plover: str | None
    quad: int | None
    trigger: Span | None
    scores: Mapping[str, float]


def label(
    reading: Reading, source: tuple[int, int] | None, target: tuple[int, int] | None, frames: Frames
) -> Label:
    """Return what the text says that ``source`` does to ``target``.

    The spans are characters ``[start, end)`` of the text; None where the sentence names no such party.
    """
    pair = Pair(tokens_in(reading.doc, source), tokens_in(reading.doc, target))
    found = fits(reading, frames, pair)
    best = _best(found)
    shares = _shares({type_: fit.score for type_, fit in best.items()})
    if not best:
        return Label(None, None, None, None, None, shares)
    type_ = next(iter(shares))
    if shares[type_] <= 1.0 - sum(shares.values()):
        return Label(None, None, None, None, None, _rounded(shares))
    return _labelled(reading, type_, best[type_], _rounded(shares))


def tokens_in(doc: Doc, span: tuple[int, int] | None) -> tuple[Token, ...] | None:
    """Return the tokens that share a character with a span; None for no span."""
    if span is None:
        return None
    start, end = span
    return tuple(token for token in doc if token.idx < end and token.idx + len(token) > start)


def _labelled(reading: Reading, type_: str, fit: Fit, scores: Mapping[str, float]) -> Label:
    book, candidate = reading.codebook, fit.candidate
    status = status_of(fit)
    mode = candidate.frame.mode if type_ == candidate.frame.type else None
    view = book.plover_view(type_, mode, status)
    token = candidate.token
    return Label(
        type=type_,
        status=status,
        plover=view[0] if view else None,
        quad=book.quad(type_),
        trigger=reading.span(token.i, token.i + 1),
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
    weights = {type_: math.exp(score / TEMPERATURE) for type_, score in scores.items()}
    total = sum(weights.values()) + math.exp(NOTHING / TEMPERATURE)
    return {type_: weight / total for type_, weight in weights.items()}


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {type_: round(share, 4) for type_, share in shares.items()}
