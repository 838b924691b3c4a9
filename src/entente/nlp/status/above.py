"""What the word above says of whether the event below it happened: plans, denials, reports, conditions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import clause_preposition, has_to, particle_of, preposition_of
from entente.nlp.cuedata import load_table
from entente.nlp.status.cues import Cue, Effect, StatusCues
from entente.nlp.status.forms import (
    direction,
    has_copula,
    is_bare_complement,
    is_counterfactual,
    is_past_perfect,
    is_reached,
    is_that_clause,
    lies_ahead,
    opens_what_was_not,
)
from entente.nlp.status.own import modifier_cues

_NOMINAL_LINKS = frozenset(
    {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "conj", "compound", "nmod:poss", "iobj", "appos"}
)


def embedding_cues(token: Token, governor: Token, cues: StatusCues) -> Iterator[Cue]:
    """Yield what the word above does to the event below it."""
    clausal = token.pos_ in {"VERB", "AUX"} or token.dep_ in {"xcomp", "ccomp", "acl"}
    if clausal and any(child.dep_ == "mark" and child.lower_ == "whether" for child in token.children):
        yield Cue(Effect.POSSIBLE, governor)
        return
    effect = None
    if clausal and token.dep_ not in _NOMINAL_LINKS:
        effect = _effect_over_clause(token, governor, cues)
    else:
        effect = _effect_over_noun(token, governor, cues)
    if effect is not None:
        if effect is not Effect.ACTUAL:
            yield Cue(effect, governor)
        return
    if token.dep_ != "advcl":
        yield from mark_cues(token, cues)
    if clausal and has_to(token) and token.dep_ in {"acl", "advcl"}:
        yield Cue(Effect.PLANNED, governor)


def _effect_over_clause(token: Token, governor: Token, cues: StatusCues) -> Effect | None:
    if has_to(token) and any(child.dep_ == "advmod" and child.lower_ == "too" for child in governor.children):
        return Effect.NEGATED
    bare = "-ing" if is_bare_complement(token) else None  # "keeps blaming"
    for name in _names(governor, clause_preposition(token) or bare):
        effect = cues.over_clauses.get(name)
        if effect is Effect.POSSIBLE and _is_approved(governor):
            return Effect.PLANNED
        if effect is not None:
            return effect
        if name in cues.over_ahead and lies_ahead(token):
            return Effect.POSSIBLE
    return None


def _effect_over_noun(token: Token, governor: Token, cues: StatusCues) -> Effect | None:
    word = preposition_of(token) if token.dep_ in {"obl", "nmod"} else None
    done = any(child.dep_ == "aux:pass" for child in governor.children)
    if token.dep_ not in {"obj", "nsubj:pass"} and word is None and not (token.dep_ == "nsubj" and done):
        return None
    for name in _names(governor, None):
        effect = cues.over_nouns.get(f"{name}|{word}" if word else name)
        if effect is not None:
            return effect
        if not word and name in cues.over_plans and _is_plan(token, cues):
            return Effect.NEGATED
    return None


def _names(token: Token, word: str | None) -> list[str]:
    """Return the names that a governor may have in the table, the closest first."""
    lemma, particle = token.lemma_.casefold(), particle_of(token) or direction(token)
    found = [f"{lemma} {particle}", lemma] if particle else [lemma]
    if token.pos_ == "ADJ" and token.lower_ != lemma:
        found.append(token.lower_)  # "poised", whatever its lemma
    if any(child.dep_ == "aux:pass" for child in token.children):
        found.insert(0, f"be {token.lower_}")  # "was chosen to host", not "chose to host"
    return [*(f"{name}|{word}" for name in found if word), *found]


def _is_approved(noun: Token) -> bool:
    """Whether a motion or an offer is carried ("approved a motion to send medics")."""
    approving = load_table("status")["approvals"]["verbs"]
    return noun.dep_ in {"obj", "nsubj:pass"} and noun.head.lemma_.casefold() in approving


def _is_plan(token: Token, cues: StatusCues) -> bool:
    return cues.over_clauses.get(token.lemma_.casefold()) in {Effect.PLANNED, Effect.POSSIBLE}


def mark_cues(token: Token, cues: StatusCues) -> Iterator[Cue]:
    """Yield what the word that opens a clause does ("if", "instead of", "before they could")."""
    if is_past_perfect(token) and is_counterfactual(token.head):
        yield Cue(Effect.NEGATED, token)
        return
    for child in token.children:
        if child.dep_ not in {"mark", "advmod", "case"}:
            continue
        if is_reached(token, child):
            continue
        if child.lower_ == "as" and token.head.lower_ == "long":
            yield Cue(Effect.POSSIBLE, child)  # "as long as the militia disarms"
            return
        words = " ".join([child.lower_, *(part.lower_ for part in child.children if part.dep_ == "fixed")])
        effect = cues.marks.get(words) or cues.marks.get(child.lower_)
        if effect is not None:
            yield Cue(effect, child)
        elif opens_what_was_not(token, child):
            yield Cue(Effect.NEGATED, child)


def supposed(noun: Token, governor: Token, cues: StatusCues) -> Iterator[Cue]:
    """Yield what a sentence supposes of its subject: "a blockade would ruin", "a mutiny is possible"."""
    if noun.dep_ not in {"nsubj", "nsubj:pass"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    if has_copula(governor) and governor.pos_ == "ADJ":
        effect = cues.modifiers.get(governor.lemma_.casefold())
        if effect is not None:
            yield Cue(effect, governor)
    helpers = {child.lower_ for child in governor.children if child.dep_ in {"aux", "aux:pass"}}
    vague = any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in noun.children)
    if vague and "have" not in helpers and any(cues.modals.get(one) is Effect.POSSIBLE for one in helpers):
        yield Cue(Effect.POSSIBLE, governor)


def is_content_of_report(token: Token, governor: Token) -> bool:
    """Whether the event is what a report, claim or rumour tells ("claims that troops had crossed")."""
    if governor.lemma_.casefold() not in load_table("status")["reports"]["nouns"]:
        return False
    return token.dep_ == "acl" or preposition_of(token) == "of" or is_that_clause(token)


def report_cues(report: Token, cues: StatusCues) -> Iterator[Cue]:
    """Yield what is said of a report: rejected, false, or only a rumour."""
    words, verb = load_table("status")["reports"], report.head
    if report.dep_ == "obj" and verb.lemma_.casefold() in words["rejecting"]:
        yield Cue(Effect.DENIED, verb)
    elif report.dep_.startswith("nsubj") and verb.lemma_.casefold() in words["untrue"]:
        yield Cue(Effect.NEGATED, verb)
    elif report.lemma_.casefold() in words["unsure"]:
        yield Cue(Effect.POSSIBLE, report)
    else:
        yield from modifier_cues(report, cues)
