"""Speech acts that grammar makes: "must" with a named addressee asks, "if …, we will …" threatens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from entente.codebook.frames import Frame, Frames
from entente.nlp.attribution.find import attribution_at
from entente.nlp.clauses import surface_subjects, verb_arguments
from entente.nlp.cuedata import load_table
from entente.nlp.parties import code_of, is_coded, parties_of
from entente.nlp.reading import Reading
from entente.records import Actor, Status

# What "X must V" is in the mouth of another; it has no words of its own.
DEMAND = Frame(
    id="request:must", type="REQUEST", mode=None, cameo=None, actor=("subj",), recipient=("obj",), needs=(),
    bars=(), absorbs=frozenset(), light=frozenset(), reciprocal=False, status=Status.ACTUAL, contexts=(),
    also=(), example=None,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demand:
    """What somebody says that another must do: the verb, who says so, who must, and the mode of REQUEST."""

    verb: Token
    speaker: Actor
    addressees: tuple[Actor, ...]
    mode: str


def find_demands(reading: Reading, frames: Frames) -> Iterator[Demand]:
    """Yield each "X must V" that a speaker of another country says."""
    modals = load_table("speech")["demand"]["modals"]
    for token in reading.verbs:
        if token.pos_ != "VERB" or not any(c.dep_ == "aux" and c.lower_ in modals for c in token.children):
            continue
        attribution = attribution_at(reading, token)
        if attribution is None or not is_coded(attribution.holder):
            continue
        addressees = [actor for subject in surface_subjects(token) for actor in parties_of(reading, subject)]
        speaker = attribution.holder
        others = tuple(
            actor for actor in addressees if is_coded(actor) and code_of(actor) != code_of(speaker)
        )
        if others:
            yield Demand(token, speaker, others, _mode(token, frames))


def _mode(verb: Token, frames: Frames) -> str:
    """Return what is asked for: to give way, to help, to meet, or another change."""
    lemma = verb.lemma_.casefold()
    modes = {"yield": "yield_verb", "meet": "meet_verb", "assist": "assist_verb"}
    return next((mode for mode, name in modes.items() if lemma in frames.classes.get(name, ())), "change")


def condition_of(verb: Token) -> Token | None:
    """Return the head of the "if" or "unless" clause under a verb, or None."""
    marks = load_table("speech")["demand"]["conditions"]
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in marks for c in child.children):
            return child
    return None


def conditional_target(reading: Reading, verb: Token, speaker: Actor) -> list[Actor]:
    """Return whom a conditional threat is aimed at: who the condition says would act."""
    condition = condition_of(verb)
    if condition is None:
        return []
    subjects = verb_arguments(condition).get("subj") or surface_subjects(condition)
    found = [actor for subject in subjects for actor in parties_of(reading, subject)]
    return [actor for actor in found if is_coded(actor) and code_of(actor) != code_of(speaker)]
