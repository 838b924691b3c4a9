"""Status: whether the text reports an event as happened, planned, possible or not happened.

The status is read along the clause chain, from the trigger outwards: its own modals, negation and
adverbs, then each word that it is embedded under ("plans to", "the threat of", "denied that", "if").
What every such word does stands in the cue table ``nlp/data/status.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from entente.nlp.clauses import clause_preposition, has_to, surface_subjects
from entente.nlp.cuedata import load_table
from entente.nlp.status.above import embedding_cues, is_content_of_report, mark_cues, report_cues, supposed
from entente.nlp.status.cues import Cue, Effect, StatusCues, load_status_cues
from entente.nlp.status.forms import (
    FINITE,
    asks,
    has_copula,
    is_asked_indirectly,
    is_bare_complement,
    is_independent,
    is_inverted,
    is_past_perfect,
    is_second_best,
    shares_auxiliaries,
)
from entente.nlp.status.own import is_to, modifier_cues, own_cues
from entente.nlp.triggers import Candidate
from entente.records import Status

_DEPTH = 7


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status, and who denied the event when a denial made it negated.

    ``by_day`` says that only a day beside a present tense makes a plan of it ("lands on Saturday"), so that
    a day before publication makes it a chronicle.
    """

    status: Status
    denied_by: Token | None = None
    by_day: bool = False


def read_status(candidate: Candidate) -> StatusReading | None:
    """Return the status of a candidate; None where the text gives advice or a rule and no event."""
    cues = load_status_cues()
    if candidate.frame.status is not None:
        return StatusReading(candidate.frame.status)
    start = candidate.light if candidate.light is not None else candidate.token
    chain = list(_chain(candidate.token, cues, own=candidate.light is None))
    if candidate.light is not None:
        chain += _chain(start, cues, own=True)
    return _combine(chain, start)


def status_at(token: Token) -> StatusReading | None:
    """Return the status of the clause or noun at a token, as :func:`read_status` does for a candidate."""
    return _combine(list(_chain(token, load_status_cues(), own=True)), token)


def _combine(chain: list[Cue], start: Token) -> StatusReading | None:
    """Fold the effects from the inside outwards into one status; one word counts once."""
    status, denied_by, negated, seen = Status.ACTUAL, None, False, set[tuple[int, Effect]]()
    by_day = True
    for cue in chain:
        if cue.effect is Effect.NONE:
            return None
        if (cue.token.i, cue.effect) in seen:
            continue
        seen.add((cue.token.i, cue.effect))
        if cue.effect is Effect.NEGATED:
            status = Status.POSSIBLE if negated else Status.NEGATED
            negated = True
        elif cue.effect is Effect.DENIED:
            status, negated = Status.NEGATED, True
            denied_by = next(iter(surface_subjects(cue.token)), None)
        elif cue.effect is Effect.POSSIBLE and status is not Status.POSSIBLE:
            status = Status.POSSIBLE
        elif cue.effect is Effect.PLANNED and status in {Status.ACTUAL, Status.PLANNED}:
            status, by_day = Status.PLANNED, by_day and cue.is_day
    if status is not Status.NEGATED and asks(start):
        status = Status.POSSIBLE
    denied_by = denied_by if status is Status.NEGATED else None
    return StatusReading(status, denied_by, by_day=by_day and status is Status.PLANNED)


def _chain(token: Token, cues: StatusCues, *, own: bool) -> Iterator[Cue]:
    """Yield the cues over a token from the inside outwards."""
    if own:
        yield from own_cues(token, cues)
    for _ in range(_DEPTH):
        governor = token.head
        if governor == token or is_independent(token):
            return
        if token.dep_ == "conj":
            if is_second_best(token):
                yield Cue(Effect.NEGATED, token)
                return
            if shares_auxiliaries(token):
                yield from own_cues(governor, cues, shared=True)
                if token.tag_ == governor.tag_ and not has_to(token):
                    yield from is_to(governor)
            elif token.tag_ in FINITE and governor.tag_ in {"VB", "VBG", "VBN"}:
                return  # a main clause that the parse hangs on an infinitive
        elif is_inverted(token):
            yield Cue(Effect.NEGATED if is_past_perfect(token) else Effect.POSSIBLE, token)
            return
        elif is_content_of_report(token, governor):
            yield from report_cues(governor, cues)
            return
        elif token.dep_ == "advcl" and not has_to(token):
            yield from mark_cues(token, cues)
            if clause_preposition(token) is not None or is_bare_complement(token):
                yield from embedding_cues(token, governor, cues)
            if any(child.dep_ in {"mark", "case"} or child.lower_ in cues.marks for child in token.children):
                return
            yield from own_cues(governor, cues)
        else:
            yield from embedding_cues(token, governor, cues)
            if is_asked_indirectly(token):
                return
            if governor.pos_ in {"VERB", "AUX", "ADJ"} or has_copula(governor):
                yield from supposed(token, governor, cues)
                if _is_noun_of_other_verb(token, governor):
                    return
                yield from own_cues(governor, cues)
            else:
                yield from modifier_cues(governor, cues)
        token = governor


def _is_noun_of_other_verb(token: Token, governor: Token) -> bool:
    """Whether an event noun stands under a verb of something else ("did not condemn the attack").

    Verbs of taking place are no such verbs: "the visit will not take place".
    """
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"xcomp", "ccomp", "acl", "advcl"}:
        return False
    return governor.lemma_.casefold() not in load_table("status")["occurrence"]["verbs"]
