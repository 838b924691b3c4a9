"""A relation from its parts, with its id and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spacy.tokens import Token

from entente.nlp.parties import code_of
from entente.nlp.reading import Reading
from entente.nlp.relations.standing import since
from entente.records import Actor, EventDate, Place, Relation, RelationStatus, Span, Trend, content_id


def make(
    reading: Reading,
    kind: str,
    token: Token,
    parties: Iterable[Actor],
    *,
    name: str | None = None,
    trigger: Span | None = None,
    role: str | None = None,
    areas: tuple[str, ...] = (),
    framework: tuple[str, ...] = (),
    signed: EventDate | None = None,
    signed_place: Place | None = None,
    holds_from: date | None = None,
    holds_to: date | None = None,
    status: RelationStatus | None = RelationStatus.IN_FORCE,
    trend: Trend | None = None,
    ordinal: int | None = None,
    person: str | None = None,
    office: str | None = None,
    object: str | None = None,
    subtype: str | None = None,
    confidence: float = 0.8,
) -> Relation:
    """Return a relation; its evidence is the sentence of its token, where "since 2012" dates it."""
    parties = tuple(parties)
    codes = sorted(str(code_of(actor) or actor.text) for actor in parties)
    span = trigger or reading.span(token.i, token.i + 1)
    return Relation(
        id=content_id(
            "relation", reading.document.id, kind, span.start, span.end, name, role, object, *codes
        ),
        kind=kind,
        parties=parties,
        name=name,
        evidence=reading.sentence_evidence(token),
        role=role,
        areas=areas,
        framework=framework,
        signed=signed,
        signed_place=signed_place,
        holds_from=holds_from or since(reading, token),
        holds_to=holds_to,
        status=status,
        trend=trend,
        ordinal=ordinal,
        person=person,
        office=office,
        object=object,
        subtype=subtype,
        trigger=span,
        confidence=confidence,
    )
