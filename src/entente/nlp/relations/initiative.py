"""Initiatives: named programmes, whose they are, and what they are linked with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, first_conjunct, preposition_of
from entente.nlp.cuedata import load_table
from entente.nlp.parties import unique
from entente.nlp.reading import Reading
from entente.nlp.relations.around import Host, host, is_titled, is_verbal, verb_names, words
from entente.nlp.relations.making import make
from entente.nlp.relations.partners import clause_parties, count, is_predicate, own_parties, predicate_parties
from entente.nlp.relations.standing import relation_status, trend_of
from entente.records import Actor, Relation, Span

_CLIMB = 6  # phrases between a programme and the verb of its clause
_WITH = frozenset({"with", "to", "into", "and", "of", "between", None})


@cache
def _pattern() -> re.Pattern[str]:
    names = [name for names in load_table("relations")["initiative"]["names"].values() for name in names]
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def find_initiatives(reading: Reading) -> Iterator[Relation]:
    """Yield named programmes that the text ties to two actors or more, and links between two of them."""
    for match in _pattern().finditer(reading.document.text):
        tokens = reading.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if tokens is None:
            continue
        root = _whole_name(tokens.root, match.end())
        link, other = _linked(reading, root)
        noun = link or root
        parties = _parties(reading, noun, root)
        deciding = _deciding(noun)
        status = relation_status(noun, deciding)
        if count(parties) < (2 if deciding is None else 1) or status is None:
            continue
        yield make(
            reading,
            "initiative",
            root,
            parties,
            name=match.group(),
            trigger=Span(match.start(), match.end(), match.group()),
            object=other,
            status=status,
            trend=trend_of(noun),
            confidence=0.85 if other else 0.75,
        )


def _deciding(noun: Token) -> Host | None:
    """Return the verb over a programme where it is one of joining or leaving it."""
    over = host(noun) if noun.pos_ in {"NOUN", "PROPN"} else None
    return over if over is not None and set(over.names) & words("initiative", "deciding") else None


def _whole_name(root: Token, end: int) -> Token:
    """Return the head of the whole name: "initiative" in "the Belt and Road initiative"."""
    head = root.head
    is_part = root.dep_ in {"compound", "amod", "nmod:desc"} and head.idx >= end
    return head if is_part and head.lemma_.casefold() in words("initiative", "heads") else root


def _linked(reading: Reading, root: Token) -> tuple[Token | None, str | None]:
    """Return the noun or verb that links a programme with another, and that other's name."""
    top = first_conjunct(root)
    governor = top.head
    nouns, verbs = words("initiative", "link_nouns"), words("initiative", "link_verbs")
    by_noun = governor.lemma_.casefold() in nouns and top.dep_ == "nmod"
    by_verb = governor.pos_ == "VERB" and bool(set(verb_names(governor)) & verbs)
    if not (by_noun or (by_verb and top.dep_ in {"obj", "obl", "nsubj:pass"})):
        return None, None
    others = [member for member in conjuncts(top) if member != root]
    others += [
        member
        for child in governor.children
        if child != top and child.dep_ in {"nmod", "obl", "obj"} and preposition_of(child) in _WITH
        for member in conjuncts(child)
    ]
    named = (_name_of(reading, other) for other in others)
    return governor, next((name for name in named if name is not None), None)


def _name_of(reading: Reading, token: Token) -> str | None:
    """Return the words that name an organisation or a programme, or None."""
    phrase = reading.doc[token.left_edge.i : token.i + 1]
    match = _pattern().search(phrase.text)
    if match is not None:
        return match.group()
    actor = next((actor for actor in reading.discourse.at(token.i) if actor.kind == "igo"), None)
    if actor is not None:
        return actor.text.removeprefix("the ").removeprefix("The ")
    first = token.i
    while first > token.left_edge.i and reading.doc[first - 1].text[:1].isupper():
        first -= 1
    proper = any(
        word.pos_ == "PROPN" for word in reading.doc[first : token.i + 1]
    ) and not reading.discourse.at(token.i)
    return reading.span(first, token.i + 1).text if proper else None


def _parties(reading: Reading, noun: Token, root: Token) -> list[Actor]:
    """Return who runs, joins or links a programme: named with it, then in the phrases and clause above."""
    found = [*own_parties(reading, root), *own_parties(reading, noun)]
    for token in _above(noun):
        if is_predicate(token):
            found += predicate_parties(reading, token)
            break
        if is_verbal(token):
            spoken = set(verb_names(token)) & words("around", "speaking")
            found += [] if spoken else clause_parties(reading, token, noun)
            break
        found += own_parties(reading, token)
    return unique(actor for actor in found if actor.country is not None)


def _above(noun: Token) -> Iterator[Token]:
    """Yield the phrases that a programme stands in, up to the verb of the clause."""
    token = first_conjunct(noun)
    if is_verbal(token):
        yield token
        return
    for _ in range(_CLIMB):
        if token.head == token or token.dep_ in {"appos", "parataxis", "acl:relcl"}:
            return
        token = first_conjunct(token.head)
        if not is_titled(token):
            yield token
