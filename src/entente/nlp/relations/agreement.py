"""Agreements: the text that parties sign, with its title, kind, day and the period it covers."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from entente.nlp.dates.find import FoundDate
from entente.nlp.reading import Reading, event_place
from entente.nlp.relations.alliance import is_mutual_defence
from entente.nlp.relations.around import Host, hosts, words
from entente.nlp.relations.making import make
from entente.nlp.relations.named import Named, completed, named_in, standing_status
from entente.nlp.relations.naming import named_phrase
from entente.nlp.relations.partners import count, own_parties, parties_around
from entente.nlp.relations.standing import relation_status
from entente.nlp.timing import when
from entente.records import Actor, EventDate, Place, Relation, RelationStatus


def find_agreements(reading: Reading) -> Iterator[Relation]:
    """Yield treaties, road maps, memoranda and the like that parties sign, extend, leave or stand under."""
    named = named_in(reading, frozenset({"agreement", "alliance"}))
    heads = sorted({token.i for token in reading.nouns} | set(named))
    for noun in (reading.doc[i] for i in heads):
        known = named.get(noun.i)
        kind = known.agreement.subtype if known else agreement_kind(reading, noun)
        if kind is None:
            continue
        over = next((over for over in hosts(noun) if _governs(noun, over)), None)
        if known is None and is_mutual_defence(noun) and not (over is not None and _signs(over)):
            continue
        parties = own_parties(reading, noun) if over is None else _parties(reading, noun, over)
        if known is not None:
            parties = completed(reading, known, parties)
        if _has_sides(parties, over) or (parties and known is not None and _joins_or_leaves(over)):
            yield from _rows(reading, noun, kind, parties, over, known)


def _has_sides(parties: tuple[Actor, ...], over: Host | None) -> bool:
    """Whether two parties stand under a text: two codes, or a state and the armed group that fights it."""
    inside = over is not None and _signs(over) and any(actor.kind == "armed_group" for actor in parties)
    return count(parties) >= 2 or (inside and len(parties) >= 2)


def _joins_or_leaves(over: Host | None) -> bool:
    """Whether a verb says that one party enters or leaves a text that many stand under."""
    return over is not None and bool(set(over.names) & words("agreement", "entering"))


def _governs(noun: Token, over: Host) -> bool:
    """Whether a verb makes, keeps or ends an agreement; "have" does so only for what is one beyond doubt."""
    if {child.lower_ for child in noun.children} & {"same", "such"}:
        return False
    loose = noun.lemma_.casefold() in words("agreement", "loose")
    return bool(set(over.names) & (words("agreement", "signing") if loose else words("agreement", "sign")))


def agreement_kind(reading: Reading, noun: Token) -> str | None:
    """Return the kind that a noun with its modifiers names: "road map", "memorandum", "treaty"; or None."""
    lemma = noun.lemma_.casefold()
    if noun.pos_ not in {"NOUN", "PROPN"} or lemma not in reading.codebook.agreement_nouns:
        return None
    before = [child.lemma_.casefold() for child in noun.lefts if child.dep_ in {"compound", "amod"}]
    phrases = {" ".join([*before[index:], lemma]) for index in range(len(before) + 1)}
    named = [
        (len(name), kind)
        for kind, names in reading.codebook.agreement_kinds.items()
        for name in names
        if name in phrases
    ]
    return max(named)[1] if named else None


def _parties(reading: Reading, noun: Token, over: Host) -> tuple[Actor, ...]:
    """Return who signs: those around the verb, or those of any other verb of the noun."""
    found = parties_around(reading, noun, over)
    for other in hosts(noun):
        if count(found) < 2 and _governs(noun, other):
            found = parties_around(reading, noun, other)
    return found


def _rows(
    reading: Reading,
    noun: Token,
    kind: str,
    parties: tuple[Actor, ...],
    over: Host | None,
    known: Named | None,
) -> Iterator[Relation]:
    status = _status(noun, kind, over)
    if known is not None and over is None:
        status = standing_status(known, reading.document.published)
    if status is None:
        return
    skip = words("agreement", "skip") - ({"joint"} if kind == "joint statement" else set())
    first, last = named_phrase(reading, noun, skip=skip, after=words("agreement", "title"))
    span = reading.span(first, last) if known is None else known.span
    signed, place = _signature(reading, noun)
    period = _period(reading, noun)
    yield make(
        reading,
        known.agreement.kind if known is not None and over is None else "agreement",
        noun,
        parties,
        name=span.text,
        trigger=span,
        subtype=kind,
        status=status,
        signed=signed,
        signed_place=place,
        holds_from=period.first if period else None,
        holds_to=period.last if period else None,
        areas=reading.codebook.areas_of([token.lemma_ for token in reading.doc[first:last]]),
        confidence=0.9 if over is not None else 0.75 if known is None else 0.6,
    )


def _status(noun: Token, kind: str, over: Host | None) -> RelationStatus | None:
    """Return where an agreement stands: signed, only what needs no ratifying is in force."""
    status = relation_status(noun, over)
    signed = over is not None and _signs(over) and not _planned(over)
    if status is RelationStatus.ANNOUNCED and signed and kind not in words("agreement", "ratified"):
        return RelationStatus.IN_FORCE
    return status


def _planned(over: Host) -> bool:
    """Whether the signing has not happened yet."""
    return relation_status(over.verb) is not RelationStatus.IN_FORCE


def _signs(over: Host) -> bool:
    return bool(set(over.names) & words("agreement", "signing"))


def _signature(reading: Reading, noun: Token) -> tuple[EventDate | None, Place | None]:
    """Return when and where an agreement was signed, from whichever of its verbs is one of signing."""
    signing = next((over for over in hosts(noun) if _signs(over) and not _planned(over)), None)
    if signing is None:
        return None, None
    place = event_place(reading, signing.verb)
    return _signed_on(reading, signing.verb), place.place if place else None


def _signed_on(reading: Reading, verb: Token) -> EventDate | None:
    """Return when something was signed, which is not the time that it covers."""
    periods = {found.date.start for found in reading.dates if _covers(reading, found)}
    date = when(reading, verb)
    if date is None or date.start not in periods:
        return date
    beside = [found.date for found in reading.dates if reading.doc[found.head].head == verb]
    return next((other for other in beside if other.start not in periods), None)


def _period(reading: Reading, noun: Token) -> EventDate | None:
    """Return the time that the agreement covers ("for 2017-20"), in its own phrase or beside its verb."""
    inside = {token.i for token in noun.subtree}
    verbs = {over.verb.i for over in hosts(noun)}
    for found in reading.dates:
        near = found.head in inside or reading.doc[found.head].head.i in verbs
        if near and _covers(reading, found):
            return found.date
    return None


def _covers(reading: Reading, found: FoundDate) -> bool:
    """Whether a date is introduced by a word of duration."""
    head = reading.doc[found.head]
    introduced = {child.lower_ for child in head.children if child.dep_ == "case"}
    before = reading.doc[found.first - 1].lower_ if found.first else ""
    return bool({*introduced, before} & words("agreement", "covering"))
