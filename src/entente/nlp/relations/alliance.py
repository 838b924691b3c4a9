"""Alliances and guarantees: mutual defence, and who guards whom."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import verb_arguments
from entente.nlp.parties import parties_of
from entente.nlp.reading import Reading
from entente.nlp.relations.around import Host, host, nouns_of, verb_names, words
from entente.nlp.relations.making import make
from entente.nlp.relations.naming import named_phrase
from entente.nlp.relations.partners import coded, count, parties_around
from entente.nlp.relations.standing import relation_status, trend_of
from entente.records import Actor, Relation


def find_alliances(reading: Reading) -> Iterator[Relation]:
    """Yield alliances, allies bound by treaty, security guarantees and treaties of mutual defence."""
    for noun in nouns_of(reading, words("alliance", "nouns") | words("alliance", "pacts")):
        if _is_defence(noun):
            yield from _by_noun(reading, noun)
    for token in reading.verbs:
        if token.pos_ == "VERB" and set(verb_names(token)) & words("alliance", "verbs"):
            yield from _by_verb(reading, token)


def is_mutual_defence(noun: Token) -> bool:
    """Whether a treaty is one of mutual defence by its own words."""
    before = {child.lower_ for child in noun.subtree if child.i < noun.i}
    return noun.lemma_.casefold() in words("alliance", "pacts") and (
        bool(before & words("alliance", "mutual")) and bool(before & words("alliance", "need"))
    )


def _by_noun(reading: Reading, noun: Token) -> Iterator[Relation]:
    over = host(noun)
    parties = parties_around(reading, noun)
    if count(parties) < 2 and over is not None:
        parties = coded([*parties, *_given(reading, over)])
    status = relation_status(noun, over)
    signed = over is not None and bool(set(over.names) & words("agreement", "signing"))
    if count(parties) < 2 or status is None or (is_mutual_defence(noun) and signed):
        return
    first, last = named_phrase(reading, noun, skip=words("alliance", "skip"), after=frozenset({"of"}))
    span = reading.span(first, last)
    yield make(
        reading, "alliance", noun, parties, name=span.text, trigger=span, status=status, trend=trend_of(noun)
    )


def _given(reading: Reading, over: Host) -> list[Actor]:
    """Return who gives a guarantee to whom: "Britain gave Sweden a guarantee"."""
    if not set(over.names) & words("alliance", "giving"):
        return []
    arguments = verb_arguments(over.verb)
    tokens = [*arguments.get("subj"), *arguments.get("iobj"), *arguments.get("obl:to")]
    return [actor for token in tokens for actor in parties_of(reading, token)]


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    """Yield "Britain guarantees the security of Belize"."""
    arguments = verb_arguments(verb)
    things = [t for t in arguments.get("obj") if t.lemma_.casefold() in words("alliance", "guaranteed")]
    subjects = [actor for token in arguments.get("subj") for actor in parties_of(reading, token)]
    parties = coded([*subjects, *(actor for token in things for actor in parties_of(reading, token))])
    status = relation_status(verb)
    if things and subjects and count(parties) >= 2 and status is not None:
        yield make(reading, "alliance", verb, parties, status=status, confidence=0.75)


def _is_defence(noun: Token) -> bool:
    """Whether the tie is one of defence: by its own word, or by what stands with it."""
    around = {child.lower_ for child in noun.subtree if child.i < noun.i} | {
        child.lower_ for child in noun.children if child.dep_ in {"amod", "compound"}
    }
    lemma = noun.lemma_.casefold()
    if lemma == "alliance":
        return not around & words("alliance", "other")
    if lemma in words("alliance", "pacts"):
        return is_mutual_defence(noun)
    if lemma == "ally":
        return bool(around & words("alliance", "need")) or _under_treaty(noun)
    return bool(around & words("alliance", "need"))


def _under_treaty(noun: Token) -> bool:
    """Whether allies are said to be so by a treaty ("allies under a treaty of 1951")."""
    return any(
        child.dep_ == "nmod" and child.lemma_.casefold() in words("alliance", "pacts")
        for child in noun.children
    )
