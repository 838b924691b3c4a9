"""Attribution by a noun or adjective: "the claim that …", "the view is that …", "is adamant that …"."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.attribution.found import Attribution, spoken, unnamed
from entente.nlp.clauses import is_passive, owners_of, preposition_of, surface_subjects
from entente.nlp.parties import is_coded, parties_of
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import reporting_strength, strengths

_DENYING = frozenset({"not", "n't", "hardly", "never"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_THAT_CLAUSES = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "csubj"})


def by_attitude(reading: Reading, clause: Token, word: Token) -> Attribution | None:
    """Return who "is convinced that …", "remains sure that …" or "made clear that …", unless it is denied."""
    if any(child.dep_ == "advmod" and child.lower_ in _DENYING for child in word.children):
        return None
    over = word.head if word.dep_ == "xcomp" else word
    joins = over.lemma_ == "make" or over.lemma_.casefold() in strengths("linking")
    verb = over if joins else word
    predicates = any(child.dep_ in {"cop", "aux:pass"} for child in word.children)
    made_only = word.lower_ in {"clear", "plain"} and over.lemma_ != "make"
    if made_only or (verb == word and not predicates):
        return None
    if any(child.dep_ == "advmod" and child.lower_ in _DENYING for child in verb.children):
        return None
    return spoken(reading, verb, surface_subjects(verb), strengths("attitudes")[word.lower_], clause)


def attitude_of(governor: Token) -> Token | None:
    """Return the word of holding that a clause hangs on, though the parse may hang it on the verb before."""
    if governor.lower_ in strengths("attitudes"):
        return governor
    if governor.lemma_.casefold() not in strengths("linking"):
        return None
    words = [
        child
        for child in governor.children
        if child.dep_ == "xcomp" and child.lower_ in strengths("attitudes")
    ]
    return words[0] if words else None


def by_noun(reading: Reading, clause: Token, noun: Token) -> Attribution | None:
    """Return the owner of a claim, or who speaks of it: "rejected reports that …" """
    strength, over = reporting_strength(noun), noun.head
    if strength is None:
        return None
    if over.pos_ == "VERB" and noun.dep_ in {"obj", "obl"} and reporting_strength(over):
        subjects = surface_subjects(over)
        if subjects:
            return spoken(reading, over, subjects, str(reporting_strength(over)), clause)
    return spoken(reading, noun, voices_of(reading, noun), strength, clause)


def fills_noun(clause: Token) -> bool:
    """Whether a clause says what a noun holds, though the parse may take it for a relative clause."""
    if clause.dep_ in {"acl", "ccomp"}:
        told = any(child.dep_ in {"mark", "nsubj", "nsubj:pass"} for child in clause.children)
        return told or clause.tag_ not in {"VBN", "VBD"}
    if clause.dep_ != "acl:relcl":
        return False
    that = [child for child in clause.children if child.lower_ == "that"]
    if any(child.dep_ == "mark" for child in that):
        return True
    full = [
        child for child in clause.children if child.dep_ in {"obj", "ccomp", "xcomp"} and child not in that
    ]
    return bool(that) and that[0].dep_ == "obj" and bool(full)


def by_copula(reading: Reading, clause: Token) -> Attribution | None:
    """Return the owner of the view, in "The view in Canberra is that …"."""
    if not any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children):
        return None
    be = clause.head if clause.dep_ == "ccomp" and clause.head.lemma_ == "be" else clause
    for noun in be.children:
        outer = noun.dep_ == "nsubj:outer" or (noun.dep_ == "nsubj" and be != clause)
        strength = stance_strength(noun) if outer and noun.pos_ == "NOUN" else None
        if strength is not None:
            return spoken(reading, noun, voices_of(reading, noun), strength, clause)
    return None


def stance_strength(noun: Token) -> str | None:
    """Return how strongly a noun puts what "is that" or a colon says."""
    return reporting_strength(noun) or strengths("stances").get(noun.lemma_.casefold())


def voices_of(reading: Reading, noun: Token) -> list[Token]:
    """Return whose a claim or view is, the known first, then where it is held, then the noun itself."""
    owners = owners_of(noun)
    if any(owner.lower_ in {"my", "our"} and reading.quotation_of(owner) is None for owner in owners):
        return []
    known = [owner for owner in owners if any(is_coded(actor) for actor in parties_of(reading, owner))]
    owned = [owner for owner in owners if owner.dep_ not in {"amod", "compound"}]
    named = [*known, *owned]
    return [*named, noun] if reporting_strength(noun) or parties_of(reading, noun) else named


def by_surfacing(reading: Reading, clause: Token, verb: Token) -> Attribution | None:
    """Return who stands behind the talk that surfaces: "word came from Dushanbe that …"."""
    if verb.lemma_.casefold() not in strengths("surfacing") or clause.dep_ not in _THAT_CLAUSES:
        return None
    if not any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children):
        return None
    for noun in verb.children:
        strength = reporting_strength(noun) if noun.dep_ == "nsubj" and noun.pos_ in _NOUNS else None
        if strength is None or noun.i > clause.i:
            continue
        origins = [
            child for child in verb.children if child.dep_ == "obl" and preposition_of(child) == "from"
        ]
        found = spoken(reading, noun, [*owners_of(noun), *origins], strength, clause)
        return found or unnamed(reading, noun, clause, strength)
    return None


def by_voicing(reading: Reading, clause: Token, verb: Token) -> Attribution | None:
    """Return who voices a claim where the parse hangs the clause on the verb: "gave assurances that …"."""
    if clause.dep_ != "ccomp" or verb.pos_ != "VERB" or is_passive(verb):
        return None
    for noun in verb.children:
        if noun.dep_ == "obj" and verb.i < noun.i < clause.i and noun.pos_ == "NOUN":
            strength = reporting_strength(noun)
            if strength is not None:
                return spoken(reading, noun, surface_subjects(verb), strength, clause)
    return None
