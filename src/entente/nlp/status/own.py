"""What a word's own auxiliaries, negation, adverbs and modifiers say of whether it happened."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import has_to
from entente.nlp.status.cues import Cue, Effect, StatusCues
from entente.nlp.status.forms import (
    is_condition_met,
    is_counterfactual,
    is_foregone,
    is_inverted,
    is_of_anyone,
    is_on_calendar,
    is_order,
    is_reported,
    no_way,
    tells_what_came,
    waits,
)


def own_cues(token: Token, cues: StatusCues, *, shared: bool = False) -> Iterator[Cue]:
    """Yield what a word's own auxiliaries, negation, adverbs and modifiers do."""
    negated = _negation(token, cues)
    if negated is not None and any(
        child.dep_ == "aux" and child.lower_ in cues.over_not for child in token.children
    ):
        yield Cue(Effect.NEGATED, negated)  # "may not sign" leaves it open, "cannot sign" does not
        negated = None
    if is_counterfactual(token) or (is_foregone(token) and any(True for _ in is_to(token))):
        yield Cue(Effect.NEGATED, token)
        return
    if is_of_anyone(token):
        yield Cue(Effect.POSSIBLE, token.head)
    if is_condition_met(token):
        yield Cue(Effect.POSSIBLE, token)
    for child in token.children:
        lemma = child.lemma_.casefold()
        if child.dep_ in {"aux", "aux:pass"} and not (child.lower_ == "should" and is_inverted(token)):
            if lemma == "would" and tells_what_came(token):
                continue
            effect = cues.modals.get(child.lower_) or cues.modals.get(lemma)
            if effect is not None and not (
                effect is Effect.POSSIBLE and lemma == "would" and is_reported(token)
            ):
                yield Cue(effect, child)
            elif lemma == "would":
                yield Cue(Effect.PLANNED, child)
        elif child.dep_ == "advmod" and lemma in cues.adverbs:
            yield Cue(cues.adverbs[lemma], child)
    if not shared:
        yield from is_to(token)
        yield from _is_ahead(token, cues)
        yield from modifier_cues(token, cues)
    if negated is not None:
        yield Cue(Effect.NEGATED, negated)


def _negation(token: Token, cues: StatusCues) -> Token | None:
    """Return the word that negates a clause: "not", "no longer", "yet to", a subject that is nobody."""
    found = _negative_subject(token, cues) or no_way(token)
    for child in token.children:
        if child.dep_ not in {"advmod", "cc:preconj"}:
            continue
        before = child.nbor(-1).lower_ if child.i else ""
        if child.lower_ == "longer" and before == "no":
            found = child
        elif child.lower_ in cues.negations or child.lemma_.casefold() in cues.negations:
            after = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
            if after not in {"only", "just", "merely"} and not (child.lower_ == "no" and after == "longer"):
                found = child
    if has_to(token) and token.head.lemma_ in {"have", "be"}:
        around = (*token.children, *token.head.children)
        found = next((word for word in around if word.lower_ == "yet" and word.i < token.i), found)
    return None if found is not None and waits(token) else found


def _negative_subject(token: Token, cues: StatusCues) -> Token | None:
    """Return the word that makes a subject or object nobody ("no envoy came", "it expelled nobody")."""
    for child in token.children:
        if child.dep_ in {"nsubj", "nsubj:pass", "obj", "iobj"}:
            if child.lower_ in cues.negations or child.lower_ in {"nobody", "none", "nothing", "neither"}:
                return child
            for part in child.children:
                if part.dep_ in {"det", "cc:preconj", "advmod", "cc"} and part.lower_ in cues.negations:
                    return part
    return None


def _is_ahead(token: Token, cues: StatusCues) -> Iterator[Cue]:
    """Yield a plan for a present tense with a time ahead ("flies to Rabat tomorrow")."""
    present = token.tag_ in {"VBZ", "VBP"} or (
        token.tag_ == "VBG" and any(child.tag_ in {"VBZ", "VBP"} for child in token.children)
    )
    if not present:
        return
    for child in token.children:
        near = (part.lower_ for part in child.children if part.dep_ in {"amod", "compound"})
        words = {child.lower_, *near}
        unmarked = child.dep_ in {"obl:unmarked", "obl:tmod", "obl:npmod", "advmod"}
        if unmarked and words & cues.times_ahead:
            yield Cue(Effect.PLANNED, child)
        elif is_on_calendar(child, unmarked=unmarked):
            yield Cue(Effect.PLANNED, child, is_day=True)


def is_to(token: Token) -> Iterator[Cue]:
    """Yield a plan for "is to sign": the parse has "be" above the verb, or as its auxiliary with "to"."""
    if has_to(token) and any(
        child.dep_ in {"aux", "cop", "aux:pass"} and child.lemma_ == "be" and child.tag_ != "VB"
        for child in token.children
    ):
        yield Cue(Effect.PLANNED, token)
    elif token.tag_ == "VB" and any(
        child.dep_ == "case" and child.lower_ == "due" for child in token.children
    ):
        yield Cue(Effect.PLANNED, token)  # the parse takes "due to" for one preposition
    elif has_to(token) and token.dep_ == "root" and any(child.dep_ == "nsubj" for child in token.children):
        yield Cue(Effect.PLANNED, token)  # a headline: "Peru to leave pact"
    elif is_order(token):
        yield Cue(Effect.POSSIBLE, token)


def modifier_cues(token: Token, cues: StatusCues) -> Iterator[Cue]:
    """Yield what adjectives before an event noun do ("a possible visit", "planned talks")."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return
    for child in token.children:
        if child.dep_ in {"amod", "compound", "det"}:
            effect = cues.modifiers.get(child.lemma_.casefold()) or cues.modifiers.get(child.lower_)
            if effect is not None:
                yield Cue(effect, child)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ in cues.participles:
            yield Cue(Effect.PLANNED, child)  # "an exercise planned for July"
