"""Attribution where the verb is left out the second time: "Delhi said that …, Beijing that …"."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.attribution.found import Attribution, spoken
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import reporting_strength

_BREAKS = frozenset({",", ";", "and", "while", "but"})


def by_gap(reading: Reading, clause: Token) -> Attribution | None:
    """Return the speaker right before the "that" of a clause, whose verb stands in the clause before."""
    that = next((child for child in clause.children if child.lower_ == "that" and child.i < clause.i), None)
    if that is None or that.i < 3 or that.i == that.sent.start:
        return None
    speaker = that.nbor(-1)
    owner = speaker.tag_ == "POS"
    if owner:
        speaker = speaker.head
    if speaker.pos_ not in {"NOUN", "PROPN"} or not _stands_alone(speaker, clause, that, owner=owner):
        return None
    verb = _verb_before(speaker, clause)
    return (
        spoken(reading, verb, [speaker], str(reporting_strength(verb)), clause) if verb is not None else None
    )


def _stands_alone(speaker: Token, clause: Token, that: Token, *, owner: bool) -> bool:
    """Whether a name opens a clause of its own, and "that" is no relative pronoun of it."""
    first = min((child.i for child in speaker.subtree if child.i <= speaker.i), default=speaker.i)
    while first < speaker.i and speaker.doc[first].lower_ in _BREAKS:
        first += 1
    if first == speaker.sent.start or speaker.doc[first - 1].lower_ not in _BREAKS:
        return False
    if owner or speaker.pos_ == "PROPN":
        return True
    full = {child.dep_ for child in clause.children if child != that}
    return bool(full & {"nsubj", "nsubj:pass"}) and bool(full & {"obj", "ccomp", "xcomp", "cop"})


def _verb_before(speaker: Token, clause: Token) -> Token | None:
    """Return the reporting verb that has had its clause before the speaker is named."""
    if clause.dep_ == "ccomp" and clause.head.pos_ == "VERB" and reporting_strength(clause.head):
        said = [child for child in clause.head.children if child.dep_ == "ccomp" and child.i < speaker.i]
        if not said:
            return None
    for verb in clause.ancestors:
        if verb.pos_ != "VERB" or verb.i > speaker.i or not reporting_strength(verb):
            continue
        if any(child.dep_ == "ccomp" and verb.i < child.i < speaker.i for child in verb.children):
            return verb
    return None
