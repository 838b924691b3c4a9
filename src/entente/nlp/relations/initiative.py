"""Initiatives: named programmes, whose they are, and what they are linked with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, preposition_of, surface_subjects
from entente.nlp.cuedata import load_table
from entente.nlp.parties import is_coded, parties_of, unique
from entente.nlp.reading import Reading
from entente.nlp.relations.around import make, parties_around, relation_status, trend_of, words
from entente.records import Actor, Relation, Span



@cache
def _pattern() -> re.Pattern[str]:
    names = [name for names in load_table("relations")["initiative"]["names"].values() for name in names]
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


@cache
def _canonical() -> dict[str, str]:
    table = load_table("relations")["initiative"]["names"]
    return {name: canonical for canonical, names in table.items() for name in names}


def find_initiatives(reading: Reading) -> Iterator[Relation]:
    """Yield named programmes that the text ties to actors, and links between two of them."""
    for match in _pattern().finditer(reading.document.text):
        tokens = reading.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if tokens is None:
            continue
        root = _own_root(tokens.root, match.end())
        link, other = _linked(reading, root)
        noun = link or root
        parties = _parties(reading, noun, root)
        status = relation_status(noun)
        if not parties or status is None:
            continue
        yield make(
            reading,
            "initiative",
            root,
            parties,
            name=_canonical()[match.group()],
            trigger=Span(match.start(), match.end(), match.group()),
            object=other,
            status=status,
            trend=trend_of(noun),
            confidence=0.85 if other else 0.75,
        )


def _own_root(root: Token, end: int) -> Token:
    """Return the head of the whole name: "initiative" in "the Belt and Road initiative"."""
    head = root.head
    if root.dep_ in {"compound", "amod", "nmod:desc"} and head.idx >= end and head.lemma_.casefold() in {
        "initiative", "project", "programme", "program", "pipeline", "corridor", "plan",
    }:  # fmt: skip
        return head
    return root


def _linked(reading: Reading, root: Token) -> tuple[Token | None, str | None]:
    """Return the noun or verb that links a programme with another, and that other's name."""
    links = load_table("relations")["initiative"]["links"]
    top = root
    while top.dep_ == "conj":
        top = top.head
    governor = top.head
    lemma = governor.lemma_.casefold()
    is_noun_link = lemma in links["nouns"] and top.dep_ == "nmod"
    is_verb_link = lemma in links["verbs"] and top.dep_ in {"obj", "obl", "nsubj:pass"}
    if not (is_noun_link or is_verb_link):
        return None, None
    others = [member for member in conjuncts(top) if member != root]
    others += [
        child
        for child in governor.children
        if child != top and child.dep_ in {"nmod", "obl", "obj"} and preposition_of(child) in {"with", "to", "and", "of", None}
    ]
    for other in others:
        name = _name_of(reading, other)
        if name is not None:
            return governor, name
    return governor, None


def _name_of(reading: Reading, token: Token) -> str | None:
    """Return the name of an organisation or programme that a phrase is, or None."""
    for actor in reading.discourse.at(token.i):
        if actor.kind == "igo":
            return actor.name or actor.text
    phrase = reading.doc[token.left_edge.i : token.i + 1]
    match = _pattern().search(phrase.text)
    return _canonical()[match.group()] if match else None


def _parties(reading: Reading, noun: Token, root: Token) -> list[Actor]:
    """Return who runs, joins or links a programme."""
    found = [actor for actor in parties_around(reading, noun) if is_coded(actor)]
    if noun != root and not found:
        found = list(parties_around(reading, root))
    top = noun
    while top.head != top and not found:
        top = top.head
        if top.pos_ == "VERB" or any(child.dep_ == "cop" for child in top.children):
            if top.lemma_.casefold() in words("around", "speaking"):
                break
            found = [actor for token in surface_subjects(top) for actor in parties_of(reading, token)]
    states = [actor for actor in found if actor.country is not None or actor.kind == "igo"]
    return unique(actor for actor in states if actor.kind != "igo" or noun == root)
