"""Mechanisms: meetings that recur and bodies that meet, with their ordinal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.clauses import preposition_of
from entente.nlp.cuedata import load_table
from entente.nlp.parties import parties_of
from entente.nlp.reading import Reading
from entente.nlp.relations.around import nouns_of, words
from entente.nlp.relations.making import make
from entente.nlp.relations.naming import named_phrase
from entente.nlp.relations.partners import coded, count, own_parties, parties_around
from entente.nlp.relations.standing import relation_status
from entente.records import Actor, Relation, Span

_NUMBER = re.compile(r"^(\d{1,3})(?:st|nd|rd|th)$", re.IGNORECASE)
_MODIFYING = frozenset({"compound", "amod", "nmod:poss", "nmod:desc"})


def find_mechanisms(reading: Reading) -> Iterator[Relation]:
    """Yield numbered or standing meetings: "14th conference of …", "annual strategic dialogue between …"."""
    for noun in nouns_of(reading, words("mechanism", "nouns")):
        if _sitting_of(noun.head) == noun:
            continue  # "the sixth session of the commission" is told at the session
        ordinal, body = ordinal_of(noun), _sitting_of(noun) or noun
        ordinal = ordinal if ordinal is not None else ordinal_of(body)
        if ordinal is None and not _recurs(body):
            continue
        parties = _parties(reading, body) or _parties(reading, noun)
        status = relation_status(noun)
        if not parties or status is None:
            continue
        first, last = named_phrase(
            reading, body, skip=words("mechanism", "skip"), after=frozenset({"of", "on", "for"})
        )
        span = _without_ordinal(reading, first, last)
        yield make(
            reading,
            "mechanism",
            noun,
            parties,
            name=span.text,
            trigger=span,
            ordinal=ordinal,
            status=status,
            confidence=0.9 if ordinal is not None else 0.75,
        )


def _sitting_of(noun: Token) -> Token | None:
    """Return the body that a session or round is one of: the commission in "session of the commission"."""
    if noun.lemma_.casefold() not in words("mechanism", "sittings"):
        return None
    for child in noun.children:
        of = child.dep_ == "nmod" and preposition_of(child) == "of"
        if of and child.lemma_.casefold() in words("mechanism", "bodies"):
            return child
    return None


def ordinal_of(noun: Token) -> int | None:
    """Return the ordinal before a noun ("14th", "second"), or None."""
    table = load_table("relations")["ordinals"]
    owners = [word for child in noun.lefts if child.dep_ == "nmod:poss" for word in child.lefts]
    for child in (*noun.lefts, *owners):
        match = _NUMBER.match(child.text)
        if match:
            return int(match.group(1))
        if child.lower_ in table and child.dep_ in {"amod", "nummod", "advmod"}:
            return int(table[child.lower_])
    return None


def _recurs(noun: Token) -> bool:
    """Whether a meeting is called regular, or is a joint body."""
    before = {child.lower_ for child in noun.subtree if child.i < noun.i}
    recurring = bool(before & words("mechanism", "recurring"))
    return recurring and noun.lemma_.casefold() in words("mechanism", "bodies")


def _parties(reading: Reading, noun: Token) -> list[Actor]:
    """Return whose mechanism it is: an organisation in its name, or the states it is between."""
    inside = [actor for token in _modifiers(noun) for actor in parties_of(reading, token)]
    organisations = coded(actor for actor in inside if actor.organisation and not actor.country)
    if organisations:
        return list(organisations[:1])
    own = own_parties(reading, noun)
    if count(own) >= 2:
        return list(own)
    around = parties_around(reading, noun)
    return list(around) if count(around) >= 2 else []


def _modifiers(noun: Token) -> list[Token]:
    """Return the words inside the noun's title: "defence ministers of SCO member states"."""
    found = []
    for child in noun.children:
        of = child.dep_ == "nmod" and preposition_of(child) in {"of", "on", "with", "between", "among"}
        if child.dep_ in _MODIFYING or of:
            found += [child, *_modifiers(child)]
    return found


def _without_ordinal(reading: Reading, first: int, last: int) -> Span:
    """Return the name without its number: the same body next year is the same mechanism."""
    table = load_table("relations")["ordinals"]
    while first < last - 1 and (_NUMBER.match(reading.doc[first].text) or reading.doc[first].lower_ in table):
        first += 1
    return reading.span(first, last)
