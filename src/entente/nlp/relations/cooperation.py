"""Cooperation: the areas that actors work together in, and the framework they do it under."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import first_conjunct, verb_arguments
from entente.nlp.dyad import dyad_at
from entente.nlp.parties import is_coded, parties_of
from entente.nlp.reading import Reading
from entente.nlp.relations.areas import areas_around, framework_of
from entente.nlp.relations.around import host, nouns_of, verb_names, words
from entente.nlp.relations.making import make
from entente.nlp.relations.partners import coded, count, is_bilateral, parties_around
from entente.nlp.relations.standing import relation_status, trend_of
from entente.records import Actor, Relation, RelationStatus


def find_cooperation(reading: Reading) -> Iterator[Relation]:
    """Yield each cooperation with its parties, areas, framework and trend."""
    for noun in nouns_of(reading, words("cooperation", "nouns")):
        yield from _by_noun(reading, noun)
    for token in reading.verbs:
        if token.pos_ == "VERB" and set(verb_names(token)) & words("cooperation", "verbs"):
            yield from _by_verb(reading, token)


def _by_noun(reading: Reading, noun: Token) -> Iterator[Relation]:
    over = host(noun)
    clause = [noun] if over is None else [noun, over.verb]
    framework = [actor for head in clause for actor in framework_of(reading, head)]
    parties = _partners(parties_around(reading, noun), framework)
    if not parties and is_bilateral(noun):
        parties = _partners(dyad_at(reading, noun.i), framework)
    areas = areas_around(reading, noun)
    if count(parties) < 2 or not _says_enough(noun, areas, framework):
        return
    status = relation_status(noun, over)
    if status is not None:
        yield _row(reading, noun, parties, areas, framework, status)


def _says_enough(noun: Token, areas: tuple[str, ...], framework: list[Actor]) -> bool:
    """Whether a noun that need not speak of cooperation has an area or a framework that makes it do so."""
    if {child.lower_ for child in noun.children} & words("cooperation", "never"):
        return False
    if noun.dep_ in {"compound", "flat"} or _is_in_title(noun):
        return False
    return bool(areas or framework) or noun.lemma_.casefold() not in words("cooperation", "loose")


def _is_in_title(noun: Token) -> bool:
    """Whether a noun only says what an agreement is on ("a treaty on cooperation"), which records it."""
    top = first_conjunct(noun)
    return top.dep_ == "nmod" and top.head.lemma_.casefold() in words("cooperation", "titled")


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
    return make(
        reading,
        "cooperation",
        token,
        parties,
        areas=areas,
        framework=names,
        status=status,
        trend=trend_of(token),
        confidence=0.85 if areas or names else 0.7,
    )


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    arguments = verb_arguments(verb)
    tokens = [*(arguments.get("subj") or _lost_subjects(reading, verb)), *arguments.get("obl:with")]
    framework = framework_of(reading, verb)
    found = coded(actor for token in tokens for actor in parties_of(reading, token))
    parties = _partners(found, framework)
    areas = areas_around(reading, verb)
    loose = bool(set(verb_names(verb)) & words("cooperation", "loose_verbs")) and "together" not in {
        child.lower_ for child in verb.children
    }
    if count(parties) < 2 or (not areas and not framework) or (loose and not arguments.get("obl:with")):
        return
    if loose and not all(is_coded(actor) and actor.kind in {"state", "organ", "igo"} for actor in found):
        return
    status = relation_status(verb)
    if status is not None:
        yield _row(reading, verb, parties, areas, framework, status)


def _lost_subjects(reading: Reading, verb: Token) -> list[Token]:
    """Return states strung onto an opening phrase ("Under the SCO, Chad and Niger cooperate")."""
    openings = [child for child in verb.children if child.dep_ == "obl" and child.i < verb.i]
    strung = [token for opening in openings for token in opening.subtree if token.dep_ == "conj"]
    return [
        token for token in strung if any(actor.kind == "state" for actor in reading.discourse.at(token.i))
    ]
