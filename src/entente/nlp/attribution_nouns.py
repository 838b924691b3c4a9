"""Attribution by a noun or adjective: "the claim that …", "the view is that …", "is adamant that …"."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.attribution_found import Attribution, spoken
from entente.nlp.clauses import owners_of, surface_subjects
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import reporting_strength, strengths


def by_attitude(reading: Reading, clause: Token, word: Token) -> Attribution | None:
    """Return who "is convinced that …" or "made clear that …", unless it is denied."""
    if any(child.dep_ == "advmod" and child.lower_ in {"not", "n't", "hardly"} for child in word.children):
        return None
    verb = word.head if word.dep_ == "xcomp" and word.head.lemma_ == "make" else word
    predicates = any(child.dep_ in {"cop", "aux:pass"} for child in word.children)
    if verb == word and (not predicates or word.lower_ in {"clear", "plain"}):
        return None
    return spoken(reading, verb, surface_subjects(verb), strengths("attitudes")[word.lower_], clause)


def by_noun(reading: Reading, clause: Token, noun: Token) -> Attribution | None:
    """Return the owner of a claim, or who speaks of it: "rejected reports that …" """
    strength, over = reporting_strength(noun), noun.head
    if strength is None:
        return None
    if over.pos_ == "VERB" and noun.dep_ in {"obj", "obl"} and reporting_strength(over):
        subjects = surface_subjects(over)
        if subjects:
            return spoken(reading, over, subjects, str(reporting_strength(over)), clause)
    return spoken(reading, noun, [*owners_of(noun), noun], strength, clause)


def fills_noun(clause: Token) -> bool:
    """Whether a clause says what a noun holds, though the parse may take it for a relative clause."""
    if clause.dep_ in {"acl", "ccomp"}:
        told = any(child.dep_ in {"mark", "nsubj", "nsubj:pass"} for child in clause.children)
        return told or clause.tag_ != "VBN"
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
        strength = reporting_strength(noun) if outer and noun.pos_ == "NOUN" else None
        if strength is not None:
            return spoken(reading, noun, [*owners_of(noun), noun], strength, clause)
    return None
