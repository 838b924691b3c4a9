"""A relation's own name: the words of the text, without its parties, dates and asides."""

from __future__ import annotations

from spacy.tokens import Token

from entente.nlp.clauses import preposition_of
from entente.nlp.parties import is_coded
from entente.nlp.reading import Reading
from entente.nlp.relations.around import is_titled, words

_MODIFIERS = frozenset({"amod", "compound", "nmod:desc", "nmod:poss", "nummod", "flat"})
_ASIDES = frozenset({"acl", "acl:relcl", "appos", "parataxis", "punct"})
_NAMING = frozenset({"PROPN", "ADJ", "PRON", "NUM"})
_HYPHENS = frozenset({"-", "–", "‑"})


def phrase_start(noun: Token) -> int:
    """Return the first token of the noun's modifiers."""
    lefts = [child for child in noun.lefts if child.dep_ in _MODIFIERS]
    return min([noun.i, *(child.left_edge.i for child in lefts)])


def named_phrase(
    reading: Reading, noun: Token, *, skip: frozenset[str], after: frozenset[str]
) -> tuple[int, int]:
    """Return the tokens of a relation's own name: modifiers that are no parties, to the end of its title.

    ``skip`` are modifiers that are no part of a name; ``after`` prepositions whose phrases belong to it.
    """
    first = _name_start(reading, noun, skip)
    last = noun.i + 1
    for child in noun.rights:
        word = "of" if is_titled(child) else preposition_of(child)
        belongs = word in after and not names_party(reading, child) and not _is_dated(reading, child)
        if child.dep_ in {"nmod", "acl"} and belongs:
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
        if child.dep_ == "nmod" and _is_outside(reading, child):
            break
        end = title_end(reading, child) if child.dep_ in {"nmod", "conj"} else child.right_edge.i + 1
    return end


def _is_outside(reading: Reading, token: Token) -> bool:
    """Whether a phrase only says with whom something is done, or in which town."""
    word = preposition_of(token)
    if word in {"with", "between"}:
        return names_party(reading, token)
    towns = {place.head for place in reading.places if place.place.granularity == "city"}
    inside = {part.i for part in token.subtree}
    return word in {"in", "at"} and (bool(towns & inside) or reading.discourse.locative_at(token.i))


def _is_dated(reading: Reading, token: Token) -> bool:
    return any(date.first <= token.i < date.last for date in reading.dates)


def names_party(reading: Reading, token: Token) -> bool:
    """Whether a word is itself the name of a party: a state or an organisation, by name or adjective."""
    named = any(is_coded(actor) or actor.countries for actor in reading.discourse.at(token.i))
    return named and (token.pos_ in _NAMING or token.lemma_.casefold() in words("around", "standing_for"))
