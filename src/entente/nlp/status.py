"""Status: whether the text reports an event as happened, planned, possible or not happened.

The status is read along the clause chain, from the trigger outwards: its own modals, negation and
adverbs, then each word that it is embedded under ("plans to", "the threat of", "denied that", "if").
What every such word does stands in the cue table ``nlp/data/status.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from entente.nlp.clauses import clause_preposition, has_to, particle_of, preposition_of, surface_subjects
from entente.nlp.cuedata import load_table
from entente.nlp.status_cues import Effect, StatusCues, load_status_cues
from entente.nlp.triggers import Candidate
from entente.records import Status

_DEPTH = 7
_NOMINAL_LINKS = frozenset(
    {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "conj", "compound", "nmod:poss", "iobj", "appos"}
)


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status, and who denied the event when a denial made it negated."""

    status: Status
    denied_by: Token | None = None


@dataclass(frozen=True, slots=True)
class _Cue:
    effect: Effect
    token: Token


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


def _combine(chain: list[_Cue], start: Token) -> StatusReading | None:
    """Fold the effects from the inside outwards into one status."""
    status, denied_by = Status.ACTUAL, None
    for cue in chain:
        if cue.effect is Effect.NONE:
            return None
        if cue.effect is Effect.NEGATED:
            status = Status.POSSIBLE if status is Status.NEGATED else Status.NEGATED
        elif cue.effect is Effect.DENIED:
            status = Status.NEGATED
            denied_by = next(iter(surface_subjects(cue.token)), None)
        elif cue.effect is Effect.POSSIBLE and status is not Status.POSSIBLE:
            status = Status.POSSIBLE
        elif cue.effect is Effect.PLANNED and status is Status.ACTUAL:
            status = Status.PLANNED
    if status is not Status.NEGATED and _asks(start):
        status = Status.POSSIBLE
    return StatusReading(status, denied_by if status is Status.NEGATED else None)


def _asks(token: Token) -> bool:
    """Whether the clause of the token is asked about; what a "when" or a relative clause tells is not."""
    if any(
        governor.dep_ in {"acl:relcl", "acl"} or _is_told_aside(governor)
        for governor in (token, *token.ancestors)
    ):
        return False
    last = [word for word in token.sent if not word.is_space][-2:]
    return any(word.text == "?" for word in last)


def _is_told_aside(token: Token) -> bool:
    """Whether a clause only gives the circumstances ("when", "after", "because")."""
    told = load_table("status")["circumstances"]["words"]
    return token.dep_ in {"advcl", "advcl:relcl"} and any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in told for child in token.children
    )


def _chain(token: Token, cues: StatusCues, *, own: bool) -> Iterator[_Cue]:
    """Yield the cues over a token from the inside outwards."""
    if own:
        yield from _own_cues(token, cues)
    for _ in range(_DEPTH):
        governor = token.head
        if governor == token or _is_independent(token):
            return
        if token.dep_ == "conj":
            if _shares_auxiliaries(token):
                yield from _own_cues(governor, cues, shared=True)
        elif token.dep_ == "advcl" and not has_to(token):
            yield from _mark_cues(token, cues)
            if clause_preposition(token) is not None:
                yield from _embedding_cues(token, governor, cues)
            if any(child.dep_ == "mark" for child in token.children):
                return
            yield from _own_cues(governor, cues)
        else:
            yield from _embedding_cues(token, governor, cues)
            if governor.pos_ in {"VERB", "AUX", "ADJ"} or _has_copula(governor):
                if _is_noun_of_other_verb(token, governor):
                    return
                yield from _own_cues(governor, cues)
            else:
                yield from _modifier_cues(governor, cues)
        token = governor


def _is_noun_of_other_verb(token: Token, governor: Token) -> bool:
    """Whether an event noun stands under a verb of something else ("did not condemn the attack").

    Verbs of taking place are no such verbs: "the visit will not take place".
    """
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"xcomp", "ccomp", "acl", "advcl"}:
        return False
    return governor.lemma_.casefold() not in load_table("status")["occurrence"]["verbs"]


def _is_independent(token: Token) -> bool:
    """Whether a clause stands on its own feet: a relative clause, a participle, a quotation."""
    if token.dep_ in {"acl:relcl", "parataxis", "ROOT", "root"}:
        return True
    return token.dep_ == "acl" and not has_to(token)


def _has_copula(token: Token) -> bool:
    return any(child.dep_ == "cop" for child in token.children)


def _shares_auxiliaries(token: Token) -> bool:
    """Whether a coordinated verb stands under the auxiliaries of the first ("will meet and sign")."""
    return not any(child.dep_ in {"aux", "nsubj", "nsubj:pass"} for child in token.children)


def _own_cues(token: Token, cues: StatusCues, *, shared: bool = False) -> Iterator[_Cue]:
    """Yield what a word's own auxiliaries, negation, adverbs and modifiers do."""
    negated = _negative_subject(token, cues)
    for child in token.children:
        lemma = child.lemma_.casefold()
        if child.dep_ in {"advmod", "cc:preconj"} and (
            lemma in cues.negations or child.lower_ in cues.negations
        ):
            negated = child
        elif child.dep_ in {"aux", "aux:pass"}:
            effect = cues.modals.get(child.lower_) or cues.modals.get(lemma)
            if effect is not None and not (
                effect is Effect.POSSIBLE and lemma == "would" and _is_reported(token)
            ):
                yield _Cue(effect, child)
            elif lemma == "would":
                yield _Cue(Effect.PLANNED, child)
        elif child.dep_ == "advmod" and lemma in cues.adverbs:
            yield _Cue(cues.adverbs[lemma], child)
    if not shared:
        yield from _is_to(token)
        yield from _modifier_cues(token, cues)
    if negated is not None:
        yield _Cue(Effect.NEGATED, negated)


def _negative_subject(token: Token, cues: StatusCues) -> Token | None:
    """Return the word that makes a subject nobody ("no envoy came", "neither Peru nor Chile signed")."""
    for child in token.children:
        if child.dep_ in {"nsubj", "nsubj:pass"}:
            if child.lower_ in cues.negations or child.lower_ in {"nobody", "none", "nothing"}:
                return child
            for part in child.children:
                if part.dep_ in {"det", "cc:preconj", "advmod", "cc"} and part.lower_ in cues.negations:
                    return part
    return None


def _is_to(token: Token) -> Iterator[_Cue]:
    """Yield a plan for "is to sign": the parse has "be" above the verb, or as its auxiliary with "to"."""
    if has_to(token) and any(
        child.dep_ in {"aux", "cop"} and child.lemma_ == "be" for child in token.children
    ):
        yield _Cue(Effect.PLANNED, token)


def _is_reported(token: Token) -> bool:
    """Whether the verb stands in indirect speech or in the future of a past story."""
    return any(governor.tag_ == "VBD" for governor in token.ancestors)


def _modifier_cues(token: Token, cues: StatusCues) -> Iterator[_Cue]:
    """Yield what adjectives before an event noun do ("a possible visit", "planned talks")."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return
    for child in token.children:
        if child.dep_ in {"amod", "compound", "det"}:
            effect = cues.modifiers.get(child.lemma_.casefold()) or cues.modifiers.get(child.lower_)
            if effect is not None:
                yield _Cue(effect, child)


def _mark_cues(token: Token, cues: StatusCues) -> Iterator[_Cue]:
    for child in token.children:
        if child.dep_ in {"mark", "advmod", "case"} and child.lower_ in cues.marks:
            yield _Cue(cues.marks[child.lower_], child)


def _names(token: Token) -> list[str]:
    """Return the names that a governor may have in the table, with its particle first."""
    lemma, particle = token.lemma_.casefold(), particle_of(token)
    return [f"{lemma} {particle}", lemma] if particle else [lemma]


def _embedding_cues(token: Token, governor: Token, cues: StatusCues) -> Iterator[_Cue]:
    """Yield what the word above does to the event below it."""
    clausal = token.pos_ in {"VERB", "AUX"} or token.dep_ in {"xcomp", "ccomp", "acl"}
    table = cues.over_clauses if clausal else None
    word = preposition_of(token) if token.dep_ in {"obl", "nmod"} else None
    for name in _names(governor):
        effect = None
        if table is not None and token.dep_ not in _NOMINAL_LINKS:
            effect = table.get(name)
        elif token.dep_ in {"obj", "nsubj:pass"} or word is not None:
            effect = cues.over_nouns.get(f"{name}|{word}" if word else name)
        if effect is not None:
            yield _Cue(effect, governor)
            return
    if token.dep_ != "advcl":
        yield from _mark_cues(token, cues)
    if table is not None and has_to(token) and token.dep_ in {"acl", "advcl"}:
        yield _Cue(Effect.PLANNED, governor)
