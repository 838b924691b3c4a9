"""Attribution by a phrase: "according to …", "in the words of …", "reportedly"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from entente.nlp.attribution_found import Attribution, spoken, unnamed
from entente.nlp.clauses import preposition_of
from entente.nlp.reading import Reading
from entente.nlp.speech_cues import strengths


def by_phrase(reading: Reading, clause: Token) -> Attribution | None:
    """Return the source of an "according to …" or "in the words of …" phrase."""
    prepositions, nouns = strengths("prepositions"), strengths("accounts")
    for child in clause.children:
        if child.dep_ not in {"obl", "nmod", "advmod"}:
            continue
        preposition = preposition_of(child)
        if preposition in prepositions:
            return spoken(reading, child, [child], prepositions[preposition], clause)
        if preposition in {"in", "by"} and child.lemma_.casefold() in nouns:
            owners = [
                c
                for c in child.children
                if c.dep_ in {"nmod", "nmod:poss"} and preposition_of(c) in {"of", None}
            ]
            found = spoken(reading, child, owners, nouns[child.lemma_.casefold()], clause) if owners else None
            if found is not None:
                return replace(found, cue=reading.span(child.left_edge.i, _before_owner(child, owners[0])))
    return None


def _before_owner(noun: Token, owner: Token) -> int:
    """Return the end of the cue "in the words of", before the name of whose words they are."""
    cases = [child.i + 1 for child in owner.children if child.dep_ == "case" and child.i > noun.i]
    return max([noun.i + 1, *cases])


def by_hearsay(reading: Reading, clause: Token) -> Attribution | None:
    """Return a speaker whom nobody names, for what "reportedly" or "allegedly" took place."""
    for child in clause.children:
        if child.dep_ == "advmod" and child.lower_ in strengths("distance"):
            return unnamed(reading, child, clause)
    return None
