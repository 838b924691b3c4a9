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
from entente.nlp.status_forms import (
    FINITE,
    asks,
    direction,
    has_copula,
    is_asked_indirectly,
    is_bare_complement,
    is_condition_met,
    is_counterfactual,
    is_foregone,
    is_independent,
    is_inverted,
    is_of_anyone,
    is_on_calendar,
    is_order,
    is_past_perfect,
    is_reached,
    is_reported,
    is_second_best,
    is_that_clause,
    lies_ahead,
    no_way,
    opens_what_was_not,
    shares_auxiliaries,
    tells_what_came,
    waits,
)
from entente.nlp.triggers import Candidate
from entente.records import Status

_DEPTH = 7
_NOMINAL_LINKS = frozenset(
    {"obj", "nsubj", "nsubj:pass", "obl", "nmod", "conj", "compound", "nmod:poss", "iobj", "appos"}
)


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status, and who denied the event when a denial made it negated.

    ``by_day`` says that only a day beside a present tense makes a plan of it ("lands on Saturday"), so that
    a day before publication makes it a chronicle.
    """

    status: Status
    denied_by: Token | None = None
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class _Cue:
    effect: Effect
    token: Token
    is_day: bool = False


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


def _chain(token: Token, cues: StatusCues, *, own: bool) -> Iterator[_Cue]:
    """Yield the cues over a token from the inside outwards."""
    if own:
        yield from _own_cues(token, cues)
    for _ in range(_DEPTH):
        governor = token.head
        if governor == token or is_independent(token):
            return
        if token.dep_ == "conj":
            if is_second_best(token):
                yield _Cue(Effect.NEGATED, token)
                return
            if shares_auxiliaries(token):
                yield from _own_cues(governor, cues, shared=True)
                if token.tag_ == governor.tag_ and not has_to(token):
                    yield from _is_to(governor)
            elif token.tag_ in FINITE and governor.tag_ in {"VB", "VBG", "VBN"}:
                return  # a main clause that the parse hangs on an infinitive
        elif is_inverted(token):
            yield _Cue(Effect.NEGATED if is_past_perfect(token) else Effect.POSSIBLE, token)
            return
        elif _is_content_of_report(token, governor):
            yield from _report_cues(governor, cues)
            return
        elif token.dep_ == "advcl" and not has_to(token):
            yield from _mark_cues(token, cues)
            if clause_preposition(token) is not None or is_bare_complement(token):
                yield from _embedding_cues(token, governor, cues)
            if any(child.dep_ in {"mark", "case"} or child.lower_ in cues.marks for child in token.children):
                return
            yield from _own_cues(governor, cues)
        else:
            yield from _embedding_cues(token, governor, cues)
            if is_asked_indirectly(token):
                return
            if governor.pos_ in {"VERB", "AUX", "ADJ"} or has_copula(governor):
                yield from _supposed(token, governor, cues)
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


def _supposed(noun: Token, governor: Token, cues: StatusCues) -> Iterator[_Cue]:
    """Yield what a sentence supposes of its subject: "a blockade would ruin", "a mutiny is possible"."""
    if noun.dep_ not in {"nsubj", "nsubj:pass"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return
    if has_copula(governor) and governor.pos_ == "ADJ":
        effect = cues.modifiers.get(governor.lemma_.casefold())
        if effect is not None:
            yield _Cue(effect, governor)
    helpers = {child.lower_ for child in governor.children if child.dep_ in {"aux", "aux:pass"}}
    vague = any(child.dep_ == "det" and child.lower_ in {"a", "an"} for child in noun.children)
    if vague and "have" not in helpers and any(cues.modals.get(one) is Effect.POSSIBLE for one in helpers):
        yield _Cue(Effect.POSSIBLE, governor)


def _is_content_of_report(token: Token, governor: Token) -> bool:
    """Whether the event is what a report, claim or rumour tells ("claims that troops had crossed")."""
    if governor.lemma_.casefold() not in load_table("status")["reports"]["nouns"]:
        return False
    return token.dep_ == "acl" or preposition_of(token) == "of" or is_that_clause(token)


def _report_cues(report: Token, cues: StatusCues) -> Iterator[_Cue]:
    """Yield what is said of a report: rejected, false, or only a rumour."""
    words, verb = load_table("status")["reports"], report.head
    if report.dep_ == "obj" and verb.lemma_.casefold() in words["rejecting"]:
        yield _Cue(Effect.DENIED, verb)
    elif report.dep_.startswith("nsubj") and verb.lemma_.casefold() in words["untrue"]:
        yield _Cue(Effect.NEGATED, verb)
    elif report.lemma_.casefold() in words["unsure"]:
        yield _Cue(Effect.POSSIBLE, report)
    else:
        yield from _modifier_cues(report, cues)


def _own_cues(token: Token, cues: StatusCues, *, shared: bool = False) -> Iterator[_Cue]:
    """Yield what a word's own auxiliaries, negation, adverbs and modifiers do."""
    negated = _negation(token, cues)
    if negated is not None and any(
        child.dep_ == "aux" and child.lower_ in cues.over_not for child in token.children
    ):
        yield _Cue(Effect.NEGATED, negated)  # "may not sign" leaves it open, "cannot sign" does not
        negated = None
    if is_counterfactual(token) or (is_foregone(token) and any(True for _ in _is_to(token))):
        yield _Cue(Effect.NEGATED, token)
        return
    if is_of_anyone(token):
        yield _Cue(Effect.POSSIBLE, token.head)
    if is_condition_met(token):
        yield _Cue(Effect.POSSIBLE, token)
    for child in token.children:
        lemma = child.lemma_.casefold()
        if child.dep_ in {"aux", "aux:pass"} and not (child.lower_ == "should" and is_inverted(token)):
            if lemma == "would" and tells_what_came(token):
                continue
            effect = cues.modals.get(child.lower_) or cues.modals.get(lemma)
            if effect is not None and not (
                effect is Effect.POSSIBLE and lemma == "would" and is_reported(token)
            ):
                yield _Cue(effect, child)
            elif lemma == "would":
                yield _Cue(Effect.PLANNED, child)
        elif child.dep_ == "advmod" and lemma in cues.adverbs:
            yield _Cue(cues.adverbs[lemma], child)
    if not shared:
        yield from _is_to(token)
        yield from _is_ahead(token, cues)
        yield from _modifier_cues(token, cues)
    if negated is not None:
        yield _Cue(Effect.NEGATED, negated)


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


def _is_ahead(token: Token, cues: StatusCues) -> Iterator[_Cue]:
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
            yield _Cue(Effect.PLANNED, child)
        elif is_on_calendar(child, unmarked=unmarked):
            yield _Cue(Effect.PLANNED, child, is_day=True)


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


def _is_to(token: Token) -> Iterator[_Cue]:
    """Yield a plan for "is to sign": the parse has "be" above the verb, or as its auxiliary with "to"."""
    if has_to(token) and any(
        child.dep_ in {"aux", "cop", "aux:pass"} and child.lemma_ == "be" and child.tag_ != "VB"
        for child in token.children
    ):
        yield _Cue(Effect.PLANNED, token)
    elif token.tag_ == "VB" and any(
        child.dep_ == "case" and child.lower_ == "due" for child in token.children
    ):
        yield _Cue(Effect.PLANNED, token)  # the parse takes "due to" for one preposition
    elif has_to(token) and token.dep_ == "root" and any(child.dep_ == "nsubj" for child in token.children):
        yield _Cue(Effect.PLANNED, token)  # a headline: "Peru to leave pact"
    elif is_order(token):
        yield _Cue(Effect.POSSIBLE, token)


def _modifier_cues(token: Token, cues: StatusCues) -> Iterator[_Cue]:
    """Yield what adjectives before an event noun do ("a possible visit", "planned talks")."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return
    for child in token.children:
        if child.dep_ in {"amod", "compound", "det"}:
            effect = cues.modifiers.get(child.lemma_.casefold()) or cues.modifiers.get(child.lower_)
            if effect is not None:
                yield _Cue(effect, child)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lower_ in cues.participles:
            yield _Cue(Effect.PLANNED, child)  # "an exercise planned for July"


def _mark_cues(token: Token, cues: StatusCues) -> Iterator[_Cue]:
    """Yield what the word that opens a clause does ("if", "instead of", "before they could")."""
    if is_past_perfect(token) and is_counterfactual(token.head):
        yield _Cue(Effect.NEGATED, token)
        return
    for child in token.children:
        if child.dep_ not in {"mark", "advmod", "case"}:
            continue
        if is_reached(token, child):
            continue
        if child.lower_ == "as" and token.head.lower_ == "long":
            yield _Cue(Effect.POSSIBLE, child)  # "as long as the militia disarms"
            return
        words = " ".join([child.lower_, *(part.lower_ for part in child.children if part.dep_ == "fixed")])
        effect = cues.marks.get(words) or cues.marks.get(child.lower_)
        if effect is not None:
            yield _Cue(effect, child)
        elif opens_what_was_not(token, child):
            yield _Cue(Effect.NEGATED, child)


def _names(token: Token, word: str | None) -> list[str]:
    """Return the names that a governor may have in the table, the closest first."""
    lemma, particle = token.lemma_.casefold(), particle_of(token) or direction(token)
    found = [f"{lemma} {particle}", lemma] if particle else [lemma]
    if token.pos_ == "ADJ" and token.lower_ != lemma:
        found.append(token.lower_)  # "poised", whatever its lemma
    if any(child.dep_ == "aux:pass" for child in token.children):
        found.insert(0, f"be {token.lower_}")  # "was chosen to host", not "chose to host"
    return [*(f"{name}|{word}" for name in found if word), *found]


def _embedding_cues(token: Token, governor: Token, cues: StatusCues) -> Iterator[_Cue]:
    """Yield what the word above does to the event below it."""
    clausal = token.pos_ in {"VERB", "AUX"} or token.dep_ in {"xcomp", "ccomp", "acl"}
    if clausal and any(child.dep_ == "mark" and child.lower_ == "whether" for child in token.children):
        yield _Cue(Effect.POSSIBLE, governor)
        return
    effect = None
    if clausal and token.dep_ not in _NOMINAL_LINKS:
        effect = _effect_over_clause(token, governor, cues)
    else:
        effect = _effect_over_noun(token, governor, cues)
    if effect is not None:
        if effect is not Effect.ACTUAL:
            yield _Cue(effect, governor)
        return
    if token.dep_ != "advcl":
        yield from _mark_cues(token, cues)
    if clausal and has_to(token) and token.dep_ in {"acl", "advcl"}:
        yield _Cue(Effect.PLANNED, governor)


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


def _is_approved(noun: Token) -> bool:
    """Whether a motion or an offer is carried ("approved a motion to send medics")."""
    approving = load_table("status")["approvals"]["verbs"]
    return noun.dep_ in {"obj", "nsubj:pass"} and noun.head.lemma_.casefold() in approving


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


def _is_plan(token: Token, cues: StatusCues) -> bool:
    return cues.over_clauses.get(token.lemma_.casefold()) in {Effect.PLANNED, Effect.POSSIBLE}
