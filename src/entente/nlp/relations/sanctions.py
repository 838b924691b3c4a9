"""Sanctions: restrictions of one actor on another that are in force, threatened or lifted."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, preposition_of, verb_arguments
from entente.nlp.parties import identity, is_coded, parties_of
from entente.nlp.reading import Reading
from entente.nlp.relations.around import host, make, nouns_of, phrase_start, relation_status, words
from entente.records import Actor, Relation, RelationStatus


def find_sanctions(reading: Reading) -> Iterator[Relation]:
    """Yield regimes of sanctions and embargoes with who keeps them on whom."""
    for noun in nouns_of(reading, words("sanctions", "nouns")):
        over = host(noun)
        names = set(over.names) if over else set[str]()
        targets = _targets(reading, noun, over.verb if over else None)
        owners = [actor for actor in _owners(reading, noun) if identity(actor) not in {identity(a) for a in targets}]
        if over is not None and names & (words("sanctions", "impose") | words("sanctions", "lift")) and not owners:
            owners = [a for t in verb_arguments(over.verb).get("subj") for a in parties_of(reading, t)]
        owners = [actor for actor in owners if is_coded(actor)]
        if not owners or not targets:
            continue
        status = relation_status(noun)
        if status is None:
            continue
        if names & words("sanctions", "lift") and status is RelationStatus.IN_FORCE:
            status = RelationStatus.SUSPENDED if "suspend" in names else RelationStatus.ENDED
        span = reading.span(phrase_start(noun), noun.i + 1)
        yield make(reading, "sanctions", noun, [*owners, *targets], name=_name(reading, noun), trigger=span, status=status)


def _name(reading: Reading, noun: Token) -> str:
    """Return the regime in its own words, without the name of who keeps it."""
    kept = [noun.i]
    for child in noun.lefts:
        if child.dep_ in {"amod", "compound"} and not reading.discourse.at(child.i) and child.i == min(kept) - 1:
            kept.append(child.i)
    return reading.span(min(kept), noun.i + 1).text


def _owners(reading: Reading, noun: Token) -> list[Actor]:
    own = [child for child in noun.children if child.dep_ in {"amod", "compound", "nmod:poss", "nmod:desc"}]
    own += [child for child in noun.children if child.dep_ == "nmod" and preposition_of(child) in {"by", "from"}]
    own += [child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN"]
    found: list[Actor] = []
    for child in own:
        tokens = verb_arguments(child).get("subj") if child.dep_ == "acl" else [child]
        found += [actor for token in tokens for actor in parties_of(reading, token)]
    return found


def _targets(reading: Reading, noun: Token, verb: Token | None) -> list[Actor]:
    heads = [noun] if verb is None else [noun, verb]
    heads += [child for child in noun.children if child.dep_ == "acl" and child.pos_ == "VERB"]
    prepositions = words("sanctions", "prepositions")
    for head in heads:
        phrases = [c for c in head.children if c.dep_ in {"nmod", "obl"} and preposition_of(c) in prepositions]
        found = [actor for c in phrases for member in conjuncts(c) for actor in parties_of(reading, member)]
        if found:
            return [actor for actor in found if is_coded(actor)]
    return []
