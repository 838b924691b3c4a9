"""Attribution by a phrase: "according to …", "in the words of …", "reportedly"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from entente.nlp.attribution.found import Attribution, spoken, unnamed
from entente.nlp.clauses import preposition_of
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import strengths
from entente.records import Span


def by_phrase(reading: Reading, clause: Token) -> Attribution | None:
    """Return the source of an "according to …" or "in the words of …" phrase."""
    prepositions = strengths("prepositions")
    for child in clause.children:
        if child.dep_ not in {"obl", "nmod", "advmod"}:
            continue
        preposition = preposition_of(child)
        if preposition in prepositions and not _is_measure(child, preposition):
            return spoken(reading, child, [child], prepositions[preposition], clause)
        stands = preposition == "from" and child.lemma_.casefold() in strengths("standpoints")
        nouns = strengths("standpoints" if stands else "accounts")
        if preposition in {"in", "by", "from"} and child.lemma_.casefold() in nouns:
            owners = [
                c
                for c in child.children
                if c.dep_ in {"nmod", "nmod:poss"} and preposition_of(c) in {"of", None}
            ]
            found = spoken(reading, child, owners, nouns[child.lemma_.casefold()], clause) if owners else None
            if found is not None:
                return replace(found, cue=_phrase(reading, child, owners[0]))
    return None


def _is_measure(noun: Token, preposition: str) -> bool:
    """Whether "per day" counts, and tells of no speaker: a bare common noun."""
    return (
        preposition != "according to"
        and noun.pos_ == "NOUN"
        and not any(child.dep_ in {"det", "nmod:poss", "amod", "compound", "nmod"} for child in noun.children)
    )


def _phrase(reading: Reading, noun: Token, owner: Token) -> Span:
    """Return the cue "in the words of", before the name of whose words they are, or "in Chad's view"."""
    cases = [child.i + 1 for child in owner.children if child.dep_ == "case" and child.i > noun.i]
    of = [child.i + 1 for child in noun.children if child.dep_ == "nmod" and child.lower_ == "view"]
    return reading.span(noun.left_edge.i, max([noun.i + 1, *cases, *of]))


def by_hearsay(reading: Reading, clause: Token) -> Attribution | None:
    """Return a speaker whom nobody names, for what "reportedly" or "allegedly" took place."""
    for child in clause.children:
        if child.dep_ == "advmod" and child.lower_ in strengths("distance"):
            return unnamed(reading, child, clause)
    return None
