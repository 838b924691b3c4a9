"""Memberships: who belongs to which organisation, in what role."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from entente.nlp.clauses import antecedent_of, conjuncts, preposition_of, verb_arguments
from entente.nlp.cuedata import load_table
from entente.nlp.parties import is_coded, parties_of
from entente.nlp.reading import Reading
from entente.nlp.relations.around import host, make, nouns_of, relation_status, verb_names, words
from entente.nlp.status import status_at
from entente.nlp.timing import when
from entente.records import Actor, Relation, RelationStatus, Status


def find_memberships(reading: Reading) -> Iterator[Relation]:
    """Yield who joined, left, was admitted to, or is called a member of an organisation."""
    for token in reading.doc:
        if token.pos_ == "VERB":
            yield from _by_verb(reading, token)
    for noun in nouns_of(reading, words("membership", "nouns")):
        yield from _by_noun(reading, noun)


def _organisations(reading: Reading, tokens: list[Token]) -> list[Actor]:
    """Return the intergovernmental organisations that some phrases name."""
    found = [actor for token in tokens for actor in parties_of(reading, token)]
    return [actor for actor in found if actor.kind == "igo" and is_coded(actor)]


def _states(reading: Reading, tokens: list[Token]) -> list[Actor]:
    found = [actor for token in tokens for actor in parties_of(reading, token)]
    return [actor for actor in found if actor.country is not None]


def _by_verb(reading: Reading, verb: Token) -> Iterator[Relation]:
    arguments = verb_arguments(verb)
    for slot in ("obj", "obl:to", "obl:from", "obl:of", "obl:out of", "obl:into"):
        organisations = _organisations(reading, arguments.get(slot))
        if not organisations:
            continue
        names = set(verb_names(verb, slot.partition(":")[2] or None))
        table = load_table("relations")["membership"]
        action = next((key for key in ("join", "leave", "apply") if names & set(table[key])), None)
        if action is not None:
            states = _states(reading, arguments.get("subj"))
            yield from _rows(reading, verb, states, organisations, action)
    yield from _admitted(reading, verb)


def _admitted(reading: Reading, verb: Token) -> Iterator[Relation]:
    """Yield "ASEAN admitted Timor-Leste" and "Mali was suspended from the African Union"."""
    table = load_table("relations")["membership"]
    names = set(verb_names(verb))
    action = next((key for key in ("admit", "suspend") if names & set(table[key])), None)
    if action is None:
        return
    arguments = verb_arguments(verb)
    states = _states(reading, arguments.get("obj"))
    places = [*arguments.get("subj"), *arguments.get("obl:to"), *arguments.get("obl:from"), *arguments.get("obl:into")]
    organisations = _organisations(reading, places)
    if action == "admit" and not _says_member(verb):
        organisations = _organisations(reading, [*arguments.get("obl:to"), *arguments.get("obl:into")]) or (
            organisations if verb.lemma_ == "admit" else []
        )
    yield from _rows(reading, verb, states, organisations, action)


def _says_member(verb: Token) -> bool:
    return any(child.lemma_.casefold() in words("membership", "nouns") for child in verb.subtree)


_STATUS = {
    "join": RelationStatus.IN_FORCE,
    "admit": RelationStatus.IN_FORCE,
    "leave": RelationStatus.ENDED,
    "apply": RelationStatus.PROPOSED,
    "suspend": RelationStatus.SUSPENDED,
}


def _rows(
    reading: Reading, verb: Token, states: list[Actor], organisations: list[Actor], action: str
) -> Iterator[Relation]:
    said = status_at(verb)
    if not states or not organisations or said is None or said.status is Status.NEGATED:
        return
    status = _STATUS[action]
    if said.status is Status.POSSIBLE:
        status = RelationStatus.PROPOSED
    elif said.status is Status.PLANNED:
        status = RelationStatus.ANNOUNCED
    role = _role_near(verb) or {"suspend": "suspended", "apply": "candidate"}.get(action, "member")
    found = when(reading, verb)
    for organisation in organisations:
        row = make(
            reading, "membership", verb, [*states, organisation], name=organisation.name, role=role, status=status,
            confidence=0.85,
        )  # fmt: skip
        yield _dated(row, found.first if found else None, ended=action in {"leave", "suspend"})


def _dated(row: Relation, day: date | None, *, ended: bool) -> Relation:
    if day is None:
        return row
    return replace(row, holds_to=day) if ended else replace(row, holds_from=day)


def _role_near(verb: Token) -> str | None:
    """Return the role in "as an observer", "become a full member of"."""
    for token in verb.subtree:
        if token.pos_ == "NOUN":
            role = role_of(token)
            if role is not None:
                return role
    return None


def role_of(noun: Token) -> str | None:
    """Return the role that a noun with its modifiers names, the longest phrase first."""
    lemma = noun.lemma_.casefold()
    before = [child.lemma_.casefold() for child in noun.lefts if child.dep_ in {"amod", "compound"}]
    phrases = [" ".join([*before[index:], lemma]) for index in range(len(before) + 1)]
    raw = [" ".join([*(c.lower_ for c in noun.lefts if c.dep_ in {"amod", "compound"}), noun.lower_])]
    for phrase in [*phrases, *raw]:
        for role, names in load_table("relations")["membership"]["roles"].items():
            if phrase in names:
                return str(role)
    return None


def _by_noun(reading: Reading, noun: Token) -> Iterator[Relation]:
    """Yield "Chad, a member of the African Union", "NATO member Turkey", "Serbia is an EU candidate"."""
    role = role_of(noun)
    if role is None:
        return
    inside = [child for child in noun.children if child.dep_ in {"compound", "amod", "nmod:poss", "nmod:desc"}]
    inside += [child for child in noun.children if child.dep_ == "nmod" and preposition_of(child) in {"of", "in"}]
    organisations = _organisations(reading, inside)
    if not organisations or noun.tag_ in {"NNS", "NNPS"} and not _holders(reading, noun):
        return
    states = _holders(reading, noun)
    if not states:
        return
    over = host(noun)
    ended = any(child.lemma_ in {"former", "ex"} for child in noun.children)
    status = RelationStatus.ENDED if ended else relation_status(noun, over.names if over and over.link == "obl" else ())
    if status is None:
        return
    for organisation in organisations:
        yield make(
            reading, "membership", noun, [*states, organisation], name=organisation.name, role=role, status=status,
        )  # fmt: skip


def _holders(reading: Reading, noun: Token) -> list[Actor]:
    """Return who is called a member: the apposition's head, the subject, or the name that follows."""
    if noun.dep_ == "appos":
        return _states(reading, [noun.head])
    if any(child.dep_ == "cop" for child in noun.children):
        return _states(reading, [antecedent_of(c) for c in noun.children if c.dep_ == "nsubj"])
    if noun.dep_ in {"nmod:desc", "compound"}:
        return _states(reading, [noun.head])
    after = [child for child in noun.children if child.dep_ in {"appos", "flat", "nmod"} and child.i > noun.i]
    if after and after[0].dep_ in {"appos", "flat"}:
        return _states(reading, conjuncts(after[0]))
    if noun.dep_ == "xcomp" and noun.head.lemma_ in {"become", "remain"}:
        return _states(reading, verb_arguments(noun.head).get("subj"))
    return []
