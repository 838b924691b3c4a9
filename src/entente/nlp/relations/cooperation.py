"""Cooperation: the areas that actors work together in, and the framework they do it under."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, preposition_of, verb_arguments
from entente.nlp.parties import is_coded, parties_of, unique
from entente.nlp.dyad import dyad_at
from entente.nlp.reading import Reading
from entente.nlp.relations.around import (
    count,
    host,
    make,
    nouns_of,
    parties_around,
    relation_status,
    trend_of,
    verb_names,
    words,
)
from entente.records import Actor, Relation, RelationStatus


def find_cooperation(reading: Reading) -> Iterator[Relation]:
    """Yield each cooperation with its parties, areas, framework and trend."""
    for noun in nouns_of(reading, words("cooperation", "nouns")):
        yield from _by_noun(reading, noun)
    for token in reading.doc:
        if token.pos_ == "VERB" and set(verb_names(token)) & words("cooperation", "verbs"):
            yield from _by_verb(reading, token)


def _by_noun(reading: Reading, noun: Token) -> Iterator[Relation]:
    over = host(noun)
    clause = [noun] if over is None else [noun, over.verb]
    framework = [actor for head in clause for actor in framework_of(reading, head)]
    parties = _partners(parties_around(reading, noun), framework)
    if count(parties) < 2:
        parties = _partners(dyad_at(reading, noun.i), framework)
    areas = areas_around(reading, noun)
    if count(parties) < 2 or (not areas and not framework and noun.lemma_.casefold() in words("cooperation", "loose")):
        return
    status = relation_status(noun)
    if status is not None:
        yield _row(reading, noun, parties, areas, framework, status)


def _partners(parties: tuple[Actor, ...], framework: list[Actor]) -> tuple[Actor, ...]:
    """Return the parties without the organisations under which they cooperate."""
    under = {actor.id for actor in framework}
    return tuple(actor for actor in parties if actor.id is None or actor.id not in under)


def _row(
    reading: Reading,
    token: Token,
    parties: tuple[Actor, ...],
    areas: tuple[str, ...],
    framework: list[Actor],
    status: RelationStatus,
) -> Relation:
    names = tuple(dict.fromkeys(str(actor.organisation or actor.id or actor.text) for actor in framework))
    span = reading.span(token.i, token.i + 1)
    return make(
        reading, "cooperation", token, parties, name=None, trigger=span, areas=areas, framework=names,
        status=status, trend=trend_of(token), confidence=0.85 if areas or names else 0.7,
    )  # fmt: skip


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    arguments = verb_arguments(verb)
    tokens = [*arguments.get("subj"), *arguments.get("obl:with")]
    framework = framework_of(reading, verb)
    found = unique(actor for token in tokens for actor in parties_of(reading, token) if is_coded(actor))
    parties = _partners(tuple(found), framework)
    areas = areas_around(reading, verb)
    loose = bool(set(verb_names(verb)) & words("cooperation", "loose_verbs")) and "together" not in {
        child.lower_ for child in verb.children
    }
    if count(parties) < 2 or (not areas and not framework) or (loose and not arguments.get("obl:with")):
        return
    status = relation_status(verb)
    if status is not None:
        yield _row(reading, verb, parties, areas, framework, status)


def areas_around(reading: Reading, head: Token) -> tuple[str, ...]:
    """Return the areas named with a cooperation: before it, and after "in", "on", "over" …"""
    lemmas: list[str] = []
    prepositions = words("cooperation", "area_prepositions")
    over = host(head) if head.pos_ in {"NOUN", "PROPN"} else None
    holders = [head] if over is None else [head, over.verb]
    for child in head.children:
        if child.dep_ in {"amod", "compound", "nmod:desc"}:
            lemmas += [*_words_of(child), "|"]
    lemmas += [head.lemma_, "|"]
    for holder in holders:
        for child in holder.children:
            if child.dep_ in {"nmod", "obl"} and preposition_of(child) in prepositions and child != head:
                for member in conjuncts(child):
                    if not any(is_coded(actor) for actor in reading.discourse.at(member.i)):
                        lemmas += [*_words_of(member), "|"]
    return reading.codebook.areas_of(lemmas)


def _words_of(token: Token) -> list[str]:
    """Return the lemmas of a phrase without its conjuncts and clauses."""
    skip = {"conj", "cc", "acl", "acl:relcl", "advcl", "case", "det", "punct", "appos"}
    inside = [token.i]
    stack = [child for child in token.children if child.dep_ not in skip]
    while stack:
        child = stack.pop()
        inside.append(child.i)
        stack += [grand for grand in child.children if grand.dep_ not in skip]
    return [token.doc[i].lemma_ for i in sorted(inside)]


def framework_of(reading: Reading, head: Token) -> list[Actor]:
    """Return the organisations under whose roof something is done ("under the framework of the SCO")."""
    found: list[Actor] = []
    for child in head.children:
        if child.dep_ not in {"nmod", "obl"}:
            continue
        if preposition_of(child) not in words("cooperation", "framework_prepositions"):
            continue
        for member in conjuncts(child):
            named = parties_of(reading, member)
            if member.lemma_.casefold() in words("cooperation", "framework_nouns"):
                inner = [grand for grand in member.children if grand.dep_ in {"nmod", "compound", "nmod:poss"}]
                named = [actor for grand in inner for one in conjuncts(grand) for actor in parties_of(reading, one)]
            found += [actor for actor in named if actor.kind == "igo"]
    return unique(found)
