"""The areas that a cooperation is said to be in, and the organisations it is done under."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from entente.nlp.clauses import conjuncts, preposition_of
from entente.nlp.parties import is_coded, parties_of, unique
from entente.nlp.reading import Reading
from entente.nlp.relations.around import host, verb_names, words
from entente.records import Actor

_NOT_OF_PHRASE = frozenset({"conj", "cc", "acl", "acl:relcl", "advcl", "case", "det", "punct", "appos"})
_BREAK = "|"


def areas_around(reading: Reading, head: Token) -> tuple[str, ...]:
    """Return the areas of a cooperation: before it, after "in", "on", "over", and what it is against."""
    lemmas: list[str] = []
    for child in head.children:
        if child.dep_ in {"amod", "compound", "nmod:desc"} and not _is_named(reading, child):
            for member in conjuncts(child):
                lemmas += [*_words_of(member), _BREAK]
    lemmas += [head.lemma_, _BREAK] if head.pos_ in {"NOUN", "PROPN"} else []
    for phrase in _area_phrases(reading, head):
        lemmas += [*_whole_phrase(phrase), _BREAK]
        for member in conjuncts(phrase):
            lemmas += [*_words_of(member), _BREAK]
    return reading.codebook.areas_of(lemmas)


def _area_phrases(reading: Reading, head: Token) -> list[Token]:
    over = host(head) if head.pos_ in {"NOUN", "PROPN"} else None
    holders = [head] if over is None else [head, over.verb]
    holders += [
        child
        for child in head.children
        if child.dep_ == "nmod" and (_is_head_of_area(child) or preposition_of(child) in {"between", "with"})
    ]
    prepositions = words("cooperation", "area_prepositions")
    found = [
        child
        for holder in holders
        for child in holder.children
        if child.dep_ in {"nmod", "obl"} and preposition_of(child) in prepositions and child != head
    ]
    verb = head if over is None else over.verb
    if head.pos_ == "VERB" and set(verb_names(head)) & words("cooperation", "with_object"):
        found += [child for child in head.children if child.dep_ == "obj"]
    found += [
        child
        for clause in verb.children
        if _is_against(clause)
        for child in clause.subtree
        if child.pos_ == "NOUN"
    ]
    frameworks = words("cooperation", "framework_nouns")
    return [t for t in found if not _is_named(reading, t) and t.lemma_.casefold() not in frameworks]


def _is_head_of_area(token: Token) -> bool:
    """Whether a phrase only says that an area follows ("in the field of energy")."""
    return token.lemma_.casefold() in words("cooperation", "area_nouns")


def _is_against(clause: Token) -> bool:
    """Whether a clause tells what the cooperation faces or fights."""
    faces = set(verb_names(clause)) & words("cooperation", "facing") if clause.pos_ == "VERB" else set[str]()
    return clause.dep_ in {"advcl", "xcomp"} and bool(faces)


def _is_named(reading: Reading, token: Token) -> bool:
    return any(is_coded(actor) for actor in reading.discourse.at(token.i)) and token.pos_ in {"PROPN", "ADJ"}


def _whole_phrase(token: Token) -> list[str]:
    """Return the lemmas of a phrase with its conjuncts: "search and rescue" is one area."""
    last = max(member.i for member in conjuncts(token))
    return [word.lemma_ for word in token.doc[token.left_edge.i : last + 1]]


def _words_of(token: Token) -> list[str]:
    """Return the lemmas of a phrase without its conjuncts and clauses."""
    inside = [token.i]
    stack = [child for child in token.children if child.dep_ not in _NOT_OF_PHRASE]
    while stack:
        child = stack.pop()
        inside.append(child.i)
        stack += [grand for grand in child.children if grand.dep_ not in _NOT_OF_PHRASE]
    return [token.doc[i].lemma_ for i in sorted(inside)]


def framework_of(reading: Reading, head: Token) -> list[Actor]:
    """Return the organisations under whose roof something is done ("under the framework of the SCO")."""
    prepositions = words("cooperation", "framework_prepositions")
    phrases = [
        child
        for child in head.children
        if child.dep_ in {"nmod", "obl"} and preposition_of(child) in prepositions
    ]
    return unique(actor for phrase in phrases for actor in _organisations(reading, conjuncts(phrase)))


def _organisations(reading: Reading, members: Iterable[Token]) -> list[Actor]:
    found: list[Actor] = []
    for member in members:
        named = parties_of(reading, member)
        if member.lemma_.casefold() in words("cooperation", "framework_nouns"):
            inner = [grand for grand in member.children if grand.dep_ in {"nmod", "compound", "nmod:poss"}]
            named = [
                actor for grand in inner for one in conjuncts(grand) for actor in parties_of(reading, one)
            ]
        found += [actor for actor in named if actor.kind == "igo"]
    return found
