"""Attribution of names and of things spoken of: "called it a war", "spoke of a raid", "let it be known"."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.attribution.found import Attribution, spoken
from entente.nlp.clauses import clause_preposition, has_to, is_passive, preposition_of, surface_subjects
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import strengths

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def by_known(reading: Reading, clause: Token, verb: Token) -> Attribution | None:
    """Return who "let it be known that …"."""
    if verb.lower_ != "known" or verb.head.lemma_ not in {"let", "make"} or verb.head == verb:
        return None
    return spoken(reading, verb, surface_subjects(verb.head), "neutral", clause)


def by_calling(reading: Reading, name: Token, verb: Token) -> Attribution | None:
    """Return who calls something by a name: "called the strike an act of war", "what Chad calls a raid"."""
    strength = strengths("calling").get(verb.lemma_.casefold())
    if strength is None or is_passive(verb) or name.pos_ not in _NOMINAL or name.i < verb.i:
        return None
    free = any(child.lower_ == "what" for child in verb.children) or verb.head.lower_ == "what"
    as_ = name.dep_ == "obl" and preposition_of(name) == "as"
    free = free or any(child.dep_ in {"iobj", "obj"} and child.i < name.i for child in verb.children)
    if not (as_ or name.dep_ == "xcomp" or (free and name.dep_ == "obj")):
        return None
    return spoken(reading, verb, surface_subjects(verb), strength, name)


def by_speaking(reading: Reading, content: Token, verb: Token) -> Attribution | None:
    """Return who speaks of something, or admits to having done it."""
    lemma = verb.lemma_.casefold()
    if is_passive(verb) or content.i < verb.i:
        return None
    if content.dep_ == "obl" and content.pos_ == "NOUN" and preposition_of(content) == "of":
        strength = strengths("speaking").get(lemma)
    elif content.dep_ in {"advcl", "xcomp", "ccomp"} and _is_gerund(content):
        strength = strengths("confessing").get(lemma)
    else:
        return None
    return spoken(reading, verb, surface_subjects(verb), strength, content) if strength else None


def _is_gerund(clause: Token) -> bool:
    """Whether a clause is "(to) having sold" or "of sinking", "to have sold", and no "to sell"."""
    having = any(child.dep_ == "aux" and child.lower_ in {"have", "having"} for child in clause.children)
    bare = clause.tag_ == "VBG" and (
        clause.dep_ == "xcomp" or clause_preposition(clause) in {"of", "about", "to"}
    )
    return having or (bare and not (has_to(clause) and clause.tag_ == "VB"))
