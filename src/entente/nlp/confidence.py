"""Confidence: the chance that an event that the coder reads is one, with its type.

A logistic function of what frames and heads say of it. Its weights were fitted on development sentences of
the event corpus (`training/fit_confidence.py`) and are stored with the model.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from entente.nlp.encoder import load_choices
from entente.nlp.learned import heard_at, is_learned, own_share
from entente.nlp.parties import is_coded
from entente.nlp.reading import Reading
from entente.nlp.roles import Parties, is_presupposed
from entente.nlp.trigger_scores import TriggerScore
from entente.nlp.triggers import Candidate
from entente.records import Status

HEARD = 0.05  # of its type, for a frame whose conditions hold to stand against the heads
OWN = 0.6  # of an event that is just like enough to the examples of its type


def load_confidence() -> Mapping[str, float]:
    """Return the weight of each feature, as stored with the model."""
    return dict(load_choices()["confidence"])


def load_least_confidence() -> float:
    """Return the confidence with the best F1 on development sentences, as stored with the model."""
    return float(load_choices()["min_confidence"])


def confidence(reading: Reading, candidate: Candidate, parties: Parties, status: Status) -> float:
    """Return the chance that a candidate with these parties is an event, from 0 to 1.

    Of a type of the user's own nobody has measured it: it grows with the likeness to the examples. A frame
    whose conditions all hold, and of which the heads hear something too, is never below what is written by
    default.
    """
    if candidate.likeness is not None:
        return round(OWN + (1.0 - OWN) * candidate.likeness, 3)
    weights, found = load_confidence(), features(reading, candidate, parties, status)
    score = sum(weights.get(name, 0.0) * value for name, value in found.items())
    settled = bool(candidate.frame.needs) and found["share"] >= HEARD
    settled = settled or is_presupposed(reading, candidate, parties)
    least = load_least_confidence() if settled else 0.0
    return round(max(least, 1 / (1 + math.exp(-score))), 3)


def features(reading: Reading, candidate: Candidate, parties: Parties, status: Status) -> dict[str, float]:
    """Return what the confidence is made of, each from 0 to 1; its type has a feature of its own."""
    heard = heard_at(reading, candidate)
    share = own_share(heard, candidate)
    something = max((1.0 - score.nothing for score in heard), default=0.0)
    frame = float(not is_learned(candidate.frame))
    best = max((score.best[1] for score in heard), default=0.0)
    return {
        "bias": 1.0,
        "frame": frame,
        "share": share,
        "frame_share": frame * share,
        "something": something,
        "noun": float(candidate.is_noun and candidate.light is None),
        "coded": float(bool(parties.actors) and all(is_coded(actor) for actor in parties.all)),
        "both": float(bool(parties.actors and parties.recipients)),
        "needs": float(bool(candidate.frame.needs)),
        "actual": float(status is Status.ACTUAL),
        "beaten": best - share,
        "actor": max((_highest(score, "actors") for score in heard), default=0.0),
        "recipient": max((_highest(score, "recipients") for score in heard), default=0.0),
        f"type {candidate.frame.type}": 1.0,
    }


def _highest(score: TriggerScore, role: str) -> float:
    """Return how sure it is that some word has a role."""
    return max(score.role(role).values(), default=0.0)
