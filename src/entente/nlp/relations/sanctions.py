"""Sanctions: restrictions of one actor on another that are in force, threatened or lifted."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, preposition_of, verb_arguments
from entente.nlp.parties import identity, parties_of
from entente.nlp.reading import Reading
from entente.nlp.relations.around import Host, host, nouns_of, words
from entente.nlp.relations.making import make
from entente.nlp.relations.naming import phrase_start
from entente.nlp.relations.partners import coded
from entente.nlp.relations.standing import is_denied, relation_status
from entente.nlp.status.read import status_at
from entente.records import Actor, Relation, RelationStatus, Status

_MODIFYING = frozenset({"amod", "compound", "nmod:poss", "nmod:desc"})


def find_sanctions(reading: Reading) -> Iterator[Relation]:
    """Yield regimes of sanctions and embargoes with who keeps them on whom."""
    for noun in nouns_of(reading, words("sanctions", "nouns")):
        over = host(noun)
        targets = coded(_targets(reading, noun, over.verb if over else None))
        owners = _keepers(reading, noun, over, targets)
        status = _status(noun, over)
        if owners and targets and status is not None:
            span = reading.span(phrase_start(noun), noun.i + 1)
            yield make(
                reading,
                "sanctions",
                noun,
                [*owners, *targets],
                name=_name(reading, noun),
                trigger=span,
                status=status,
            )


def _status(noun: Token, over: Host | None) -> RelationStatus | None:
    """Return where the restrictions stand: lifted they are ended, threatened they are proposed."""
    said = status_at(over.verb) if over is not None else None
    if over is not None and said is not None and set(over.names) & words("sanctions", "announce"):
        planned = said.status is Status.PLANNED and over.link in {"obj", "nsubj:pass"}
        return RelationStatus.ANNOUNCED if planned and not is_denied(noun) else relation_status(noun)
    if over is None or not set(over.names) & words("sanctions", "lift"):
        return relation_status(noun)
    if is_denied(noun):
        return None
    if said is None or said.status is not Status.ACTUAL:
        return RelationStatus.IN_FORCE
    if "suspend" in over.names:
        return RelationStatus.SUSPENDED
    return RelationStatus.IN_FORCE if set(over.names) & words("sanctions", "easing") else RelationStatus.ENDED


def _keepers(
    reading: Reading, noun: Token, over: Host | None, targets: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """Return who keeps the restrictions: in the phrase, else the subject of the verb."""
    under = {identity(actor) for actor in targets}
    owners = [actor for actor in _owners(reading, noun) if identity(actor) not in under]
    acts = words("sanctions", "impose") | words("sanctions", "lift")
    if over is not None and set(over.names) & acts and not owners:
        owners = [
            actor for token in verb_arguments(over.verb).get("subj") for actor in parties_of(reading, token)
        ]
    return coded(owners)


def _name(reading: Reading, noun: Token) -> str:
    """Return the regime in its own words, without the name of who keeps it."""
    first = noun.i
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in {"amod", "compound"} or reading.discourse.at(child.i) or child.i != first - 1:
            break
        first = child.left_edge.i
    return reading.span(first, noun.i + 1).text


def _owners(reading: Reading, noun: Token) -> list[Actor]:
    own = [child for child in noun.children if child.dep_ in _MODIFYING]
    own += [
        child
        for child in noun.children
        if child.dep_ == "nmod" and preposition_of(child) in {"by", "from", "of"}
    ]
    own += [child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN"]
    found: list[Actor] = []
    for child in own:
        tokens = verb_arguments(child).get("subj") if child.dep_ == "acl" else [child]
        found += [actor for token in tokens for actor in parties_of(reading, token)]
    return found


def _targets(reading: Reading, noun: Token, verb: Token | None) -> list[Actor]:
    heads = [noun] if verb is None else [noun, verb]
    heads += [child for child in noun.children if child.dep_ == "acl" and child.pos_ == "VERB"]
    heads += [c for c in noun.children if c.dep_ == "nmod" and preposition_of(c) in {"of", "by", "from"}]
    prepositions = words("sanctions", "prepositions")
    for head in heads:
        phrases = [
            c for c in head.children if c.dep_ in {"nmod", "obl"} and preposition_of(c) in prepositions
        ]
        found = [actor for c in phrases for member in conjuncts(c) for actor in parties_of(reading, member)]
        if found:
            return found
    return []
