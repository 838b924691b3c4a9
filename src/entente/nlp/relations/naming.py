"""A relation's own name: the words of the text, without its parties, dates and asides."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.clauses import preposition_of
from entente.nlp.parties import is_coded
from entente.nlp.reading import Reading

_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:poss", "nummod", "flat"})
_ASIDES = frozenset({"acl", "acl:relcl", "appos", "parataxis", "punct"})
_HYPHENS = frozenset({"-", "–", "‑"})


def phrase_start(noun: Token) -> int:
    """Return the first token of the noun's modifiers."""
    lefts = [child for child in noun.lefts if child.dep_ in _MODIFIERS]
    return min([noun.i, *(child.left_edge.i for child in lefts)])


def named_phrase(reading: Reading, noun: Token, *, skip: frozenset[str], after: frozenset[str]) -> tuple[int, int]:
    """Return the tokens of a relation's own name: modifiers that are no parties, to the end of its title.

    ``skip`` are modifiers that are no part of a name; ``after`` prepositions whose phrases belong to it.
    """
    first = _name_start(reading, noun, skip)
    last = noun.i + 1
    for child in noun.rights:
        if child.dep_ == "nmod" and preposition_of(child) in after and not names_party(reading, child):
            if child.left_edge.i == last:
                last = title_end(reading, child)
        elif child.i >= last:
            break
    return first, last


def _name_start(reading: Reading, noun: Token, skip: frozenset[str]) -> int:
    first = noun.i
    for token in reversed(list(reading.doc[phrase_start(noun) : noun.i])):
        if token.text in _HYPHENS:
            continue
        left_out = token.lemma_.casefold() in skip or token.lower_ in skip
        if left_out or names_party(reading, token) or token.pos_ in {"DET", "PUNCT", "PART", "PRON"}:
            break
        first = token.i
    return first


def title_end(reading: Reading, token: Token) -> int:
    """Return where a title ends that reaches into a phrase: before its clauses, dates, parties and asides."""
    end = token.i + 1
    for child in token.rights:
        if child.left_edge.i != end or child.dep_ in _ASIDES or _is_dated(reading, child):
            break
        if child.dep_ == "nmod" and preposition_of(child) in {"with", "between"} and names_party(reading, child):
            break
        end = title_end(reading, child) if child.dep_ in {"nmod", "conj"} else child.right_edge.i + 1
    return end


def _is_dated(reading: Reading, token: Token) -> bool:
    return any(date.first <= token.i < date.last for date in reading.dates)


def names_party(reading: Reading, token: Token) -> bool:
    """Whether a word is itself the name of a party: a state or an organisation, by name or adjective."""
    named = any(is_coded(actor) for actor in reading.discourse.at(token.i))
    return named and (token.pos_ in {"PROPN", "ADJ", "PRON", "NUM"} or reading.discourse.plural_at(token.i))
