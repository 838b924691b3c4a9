"""Disputes: what parties contest with one another."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import preposition_of, verb_arguments
from entente.nlp.parties import parties_of
from entente.nlp.reading import Reading
from entente.nlp.relations.around import host, nouns_of, verb_names, words
from entente.nlp.relations.making import make
from entente.nlp.relations.naming import title_end
from entente.nlp.relations.partners import coded, count, own_parties, parties_around
from entente.nlp.relations.standing import relation_status
from entente.records import Relation


def find_disputes(reading: Reading) -> Iterator[Relation]:
    """Yield disputes with their parties and what they are about."""
    for noun in nouns_of(reading, words("dispute", "nouns")):
        yield from _by_noun(reading, noun)
    for token in reading.verbs:
        if token.pos_ == "VERB":
            yield from _by_verb(reading, token)


def _by_noun(reading: Reading, noun: Token) -> Iterator[Relation]:
    over = host(noun)
    contested = _object_of(reading, noun) or (_object_of(reading, over.verb) if over is not None else None)
    contested = contested or _sort_of(noun)
    parties = own_parties(reading, noun)
    if count(parties) < 2 and contested is not None:
        parties = parties_around(reading, noun)
    loose = noun.lemma_.casefold() in words("dispute", "loose")
    status = relation_status(noun, over)
    if count(parties) >= 2 and status is not None and not (loose and contested is None):
        yield make(
            reading, "dispute", noun, parties, name=_name(reading, noun), object=contested, status=status
        )


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    """Yield "the islands, which both Japan and China claim" and "they quarrel over the boundary"."""
    names, arguments = set(verb_names(verb)), verb_arguments(verb)
    tokens = [*arguments.get("subj"), *arguments.get("obl:with")]
    parties = coded(actor for token in tokens for actor in parties_of(reading, token))
    if count(parties) < 2:
        return
    contested = _claimed(reading, verb) if names & words("dispute", "verbs") else None
    if names & words("dispute", "quarrelling"):
        contested = _object_of(reading, verb)
    status = relation_status(verb) if contested is not None else None
    if status is not None:
        yield make(reading, "dispute", verb, parties, object=contested, status=status, confidence=0.75)


def _claimed(reading: Reading, verb: Token) -> str | None:
    """Return the thing that a verb of claiming has as object, as the text names it."""
    things = [token for token in verb_arguments(verb).get("obj") if token.pos_ in {"NOUN", "PROPN"}]
    return _phrase(reading, things[0]) if things else None


def _object_of(reading: Reading, head: Token) -> str | None:
    """Return what a dispute is over, as the text names it."""
    for child in head.children:
        over = preposition_of(child) in words("dispute", "object_prepositions")
        if child.dep_ in {"nmod", "obl"} and over and child.pos_ in {"NOUN", "PROPN"}:
            return _phrase(reading, child)
    return None


def _phrase(reading: Reading, token: Token) -> str:
    """Return a thing's own words, from its modifiers to the end of its title."""
    inside = [
        left.left_edge.i for left in token.lefts if left.dep_ not in {"case", "det", "punct", "nmod:poss"}
    ]
    end = title_end(reading, token) if token.i >= min([token.i, *inside]) else token.i + 1
    span = reading.doc[min([token.i, *inside]) : _with_region(token, end)]
    return str(span.text)


def _with_region(token: Token, end: int) -> int:
    """Return the end of a phrase with the place after it, where the parse hangs that on the noun above."""
    for sibling in token.head.rights:
        if sibling.left_edge.i == end and sibling.dep_ == "nmod" and preposition_of(sibling) in {"in", "of"}:
            return sibling.right_edge.i + 1
    return end


def _name(reading: Reading, noun: Token) -> str:
    first = noun.i
    while (
        first and reading.doc[first - 1].pos_ in {"ADJ", "NOUN"} and reading.doc[first - 1].head.i == noun.i
    ):
        if reading.discourse.at(first - 1):
            break
        first -= 1
    return reading.span(first, noun.i + 1).text


def _sort_of(noun: Token) -> str | None:
    """Return what sort of dispute it is where only an adjective tells ("border dispute")."""
    sorts = words("dispute", "sorts")
    return next(
        (str(c.lower_) for c in noun.children if c.dep_ in {"amod", "compound"} and c.lower_ in sorts), None
    )
