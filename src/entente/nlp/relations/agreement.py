"""Agreements: the text that parties sign, with its title, kind, day and the period it covers."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.dates import FoundDate
from entente.nlp.places import place_of
from entente.nlp.reading import Reading
from entente.nlp.relations.around import (
    Host,
    count,
    host,
    make,
    named_phrase,
    own_parties,
    parties_around,
    relation_status,
    words,
)
from entente.nlp.timing import when
from entente.records import Actor, EventDate, Relation, RelationStatus

_SIGNING = frozenset({"sign", "initial", "ink", "conclude", "seal", "exchange"})


def find_agreements(reading: Reading) -> Iterator[Relation]:
    """Yield treaties, road maps, memoranda and the like that parties sign, extend, leave or stand under."""
    for noun in reading.doc:
        kind = agreement_kind(reading, noun)
        if kind is None:
            continue
        over = host(noun)
        governed = over is not None and bool(set(over.names) & words("agreement", "sign"))
        parties = parties_around(reading, noun) if governed else own_parties(reading, noun)
        if count(parties) < 2:
            continue
        row = _row(reading, noun, kind, parties, over if governed else None)
        if row is not None:
            yield row


def agreement_kind(reading: Reading, noun: Token) -> str | None:
    """Return the kind that a noun with its modifiers names: "road map", "memorandum", "treaty"; or None."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    lemma = noun.lemma_.casefold()
    before = [child.lemma_.casefold() for child in noun.lefts if child.dep_ in {"compound", "amod"}]
    phrases = {" ".join([*before[index:], lemma]) for index in range(len(before) + 1)}
    best: tuple[int, str] | None = None
    for kind, names in reading.codebook.agreement_kinds.items():
        for name in names:
            if name in phrases and (best is None or len(name) > best[0]):
                best = (len(name), kind)
    return best[1] if best else None


def _row(reading: Reading, noun: Token, kind: str, parties: tuple[Actor, ...], over: Host | None) -> Relation | None:
    status = relation_status(noun, over.names if over else ())
    if status is None:
        return None
    signing = over is not None and over.verb.lemma_.casefold() in _SIGNING
    if status is RelationStatus.ANNOUNCED and signing and kind not in words("agreement", "ratified"):
        status = RelationStatus.IN_FORCE
    first, last = named_phrase(
        reading, noun, skip=frozenset({"new", "bilateral", "joint"} if kind != "joint statement" else {"new"}),
        after=words("agreement", "title"),
    )  # fmt: skip
    span = reading.span(first, last)
    place = place_of(reading.doc, over.verb.i, reading.places) if signing and over else None
    return make(
        reading,
        "agreement",
        noun,
        parties,
        name=span.text,
        trigger=span,
        subtype=kind,
        status=status,
        signed=_signed(reading, over) if signing else None,
        signed_place=place.place if place else None,
        period=_period(reading, noun),
        areas=reading.codebook.areas_of([token.lemma_ for token in reading.doc[first:last]]),
        confidence=0.9 if over is not None else 0.75,
    )


def _signed(reading: Reading, over: Host | None) -> EventDate | None:
    return when(reading, over.verb) if over is not None else None


def _period(reading: Reading, noun: Token) -> EventDate | None:
    """Return the time that the agreement covers ("for 2017-20"), stated inside its own phrase or by "for"."""
    inside = {token.i for token in noun.subtree}
    for found in reading.dates:
        if found.head in inside and _covers(reading, found):
            return found.date
    over = host(noun)
    if over is not None:
        for found in reading.dates:
            if reading.doc[found.head].head.i == over.verb.i and _covers(reading, found):
                return found.date
    return None


def _covers(reading: Reading, found: FoundDate) -> bool:
    """Whether a date is introduced by a word of duration."""
    head = reading.doc[found.head]
    introduced = {child.lower_ for child in head.children if child.dep_ == "case"}
    before = reading.doc[found.first - 1].lower_ if found.first else ""
    return bool({*introduced, before} & {"for", "covering", "through", "until"})
