"""Loose candidates: frames that a word may evoke although not all of their conditions hold.

Where two parties are marked, much is known that the conditions of a frame ask about: a marked span is a
party, whatever the actor tables know of it. What else a frame asks for and does not find costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from entente.codebook.conditions import Condition
from entente.codebook.frames import Frames, Trigger
from entente.nlp.attribution.find import attribution_at
from entente.nlp.clauses import (
    Arguments,
    conjuncts,
    fillers,
    host_of,
    noun_arguments,
    surface_subjects,
    verb_arguments,
)
from entente.nlp.cuedata import load_table
from entente.nlp.reading import Reading
from entente.nlp.speech_acts import DEMAND
from entente.nlp.triggers import Candidate, Near, admits, carries, says

# What a condition costs that does not hold; round numbers, chosen on development data.
MARKED = 0.1  # it asks about a word of a marked span
KNOWN = 0.6  # the same, and the actor tables know the party as of another kind
FAILED = 0.8  # it asks for other words
VAGUE = 0.1  # added for each type that the word may evoke: "said" alone says little
BARRED = 0.5  # a bar holds
LATER = 0.3  # a more specific frame holds as well
SENSELESS = 0.9  # the words have a sense that is no event
DEAREST = 1.9  # dearer frames are no candidates


@dataclass(frozen=True, slots=True)
class Loose:
    """A candidate and what its frame's unmet conditions cost; 0 for the frame that the coder takes."""

    candidate: Candidate
    cost: float


def loose_candidates(
    reading: Reading, frames: Frames, tokens: Iterable[Token], marked: frozenset[int]
) -> Iterator[Loose]:
    """Yield for each token the cheapest frame of each type that it may evoke, in the order of the text."""
    for token in tokens:
        yield from _of_token(reading, frames, token, marked)
        yield from _demand(reading, token)


def _demand(reading: Reading, token: Token) -> Iterator[Loose]:
    """Yield the request that a verb under "must" is when somebody says so."""
    modals = load_table("speech")["demand"]["modals"]
    if token.pos_ != "VERB" or not any(c.dep_ == "aux" and c.lower_ in modals for c in token.children):
        return
    attribution = attribution_at(reading, token)
    if attribution is not None:
        slots = {"subj": [reading.doc[attribution.speaker]], "obj": surface_subjects(token)}
        yield Loose(Candidate(token, DEMAND, Arguments(token, passive=False, slots=slots), None), 0.0)


def _of_token(reading: Reading, frames: Frames, token: Token, marked: frozenset[int]) -> Iterator[Loose]:
    triggers, host = _triggers(frames, token)
    if not triggers:
        return
    arguments = noun_arguments(token, host) if token.pos_ in {"NOUN", "PROPN"} else verb_arguments(token)
    best = dict[str, tuple[float, Trigger]]()
    near, extra, vague = Near(token), 0.0, VAGUE * len({trigger.frame.type for trigger in triggers} - {None})
    for trigger in triggers:
        if not says(trigger, near):
            continue
        cost = _cost(reading, trigger, arguments, marked, vague)
        if trigger.frame.type is None:
            extra = max(extra, SENSELESS * (cost == 0.0))
            continue
        own = cost + extra
        if cost == 0.0:
            extra = max(extra, LATER)
        if own < DEAREST and own < best.get(trigger.frame.type, (DEAREST, trigger))[0]:
            best[trigger.frame.type] = (own, trigger)
    for cost, trigger in best.values():
        light = host if host is not None and carries(host, token, trigger.frame) else None
        yield Loose(Candidate(token, trigger.frame, arguments, light), cost)


def _triggers(frames: Frames, token: Token) -> tuple[tuple[Trigger, ...], Token | None]:
    """Return the triggers of a word, and the verb that a noun hangs on."""
    lemma = token.lemma_.casefold()
    if token.pos_ in {"VERB", "AUX"}:
        return frames.verbs.get(lemma, ()), None
    if token.pos_ in {"NOUN", "PROPN"}:
        return frames.nouns.get(lemma, ()), host_of(token)
    return (frames.adjectives.get(lemma, ()) if token.pos_ == "ADJ" else ()), None


def _cost(
    reading: Reading, trigger: Trigger, arguments: Arguments, marked: frozenset[int], vague: float
) -> float:
    """Return what the conditions cost that do not hold."""
    cost = 0.0
    for need in trigger.frame.needs:
        if not admits(reading, need, arguments):
            cost += _price(reading, need, arguments, marked, vague)
    for bar in trigger.frame.bars:
        cost += BARRED * admits(reading, bar, arguments)
    return cost


def _price(
    reading: Reading, need: Condition, arguments: Arguments, marked: frozenset[int], vague: float
) -> float:
    there = {
        token.i for slot in need.slots for filler in fillers(arguments, slot) for token in conjuncts(filler)
    }
    if need.kinds and there & marked:
        return KNOWN if any(reading.discourse.at(place) for place in there & marked) else MARKED
    return FAILED + vague
