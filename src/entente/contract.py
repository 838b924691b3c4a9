"""The JSON of ``entente code``: one stable shape for what was read in a document, both ways.

:func:`to_contract` turns a coded document into plain values whose keys are a promise;
:func:`from_contract` turns them back without loss. The record stores the same objects, and the
pages serve them, so a row looks the same wherever it is met. Dates are ISO 8601, unknown is
``null``, spans count code points of ``document.text``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from entente.errors import BadInput
from entente.records import (
    Actor,
    Claim,
    CodedDocument,
    Coding,
    DateBasis,
    Document,
    Event,
    EventDate,
    Evidence,
    Genre,
    Granularity,
    Mention,
    Place,
    Relation,
    RelationStatus,
    Span,
    Status,
    Trend,
)

Json = dict[str, Any]

_ESCAPED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

ROWS = ("events", "relations", "claims", "mentions", "dates")


class Failed(Protocol):
    """A document that could not be read or coded: where it came from, why, and the caller's id."""

    @property
    def source(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def label(self) -> str | None: ...


def to_contract(coded: CodedDocument, *, text: bool = True) -> Json:
    """Return the coded document as plain JSON values; ``text=False`` leaves the text out."""
    return {
        "document": document_to_json(coded.document, text=text),
        "coding": coding_to_json(coded.coding),
        "events": [event_to_json(event) for event in coded.events],
        "relations": [relation_to_json(relation) for relation in coded.relations],
        "claims": [claim_to_json(claim) for claim in coded.claims],
        "mentions": [mention_to_json(mention) for mention in coded.mentions],
        "dates": [date_to_json(when) for when in coded.dates],
        "places": [place_to_json(place) for place in coded.places],
        "notes": list(coded.notes),
    }


def from_contract(line: Mapping[str, Any]) -> CodedDocument:
    """Return the coded document that :func:`to_contract` wrote.

    Raises BadInput when the line reports a failed document, or lacks a field or the text.
    """
    if "error" in line:
        raise BadInput(f"found a line for a document that failed: {line['error']}")
    try:
        return CodedDocument(
            document=document_from_json(line["document"]),
            coding=Coding(**line["coding"]),
            events=tuple(event_from_json(row) for row in line["events"]),
            relations=tuple(relation_from_json(row) for row in line["relations"]),
            claims=tuple(claim_from_json(row) for row in line["claims"]),
            mentions=tuple(mention_from_json(row) for row in line["mentions"]),
            dates=tuple(date_from_json(row) for row in line["dates"]),
            places=tuple(place_from_json(row) for row in line.get("places", ())),
            notes=tuple(line.get("notes", ())),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as exc:
        raise BadInput(
            f"found a coded document without the expected field or value ({type(exc).__name__}: {exc}); "
            "expected a line as `entente code` writes it, with the document's text"
        ) from exc


def to_line(value: object) -> str:
    """Return the value as one compact line of JSON in UTF-8 characters; equal values give equal lines.

    Characters that steer a terminal, and halves of surrogate pairs, are escaped.
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def failed_line(failure: Failed, document: Document | None = None) -> Json:
    """Return the line that stands for a document that could not be read or coded."""
    own = document.id if document is not None else None
    error = {"message": failure.reason, "source": failure.source}
    head = {"id": own if failure.label is None else failure.label, "entente_id": own}
    return {"document": head, "error": error} | {name: [] for name in ROWS}


# Documents and codings


def document_to_json(document: Document, *, text: bool = True) -> Json:
    """Return the document's fields; ``id`` is the caller's label where there is one."""
    fields: Json = {
        "id": document.id if document.label is None else document.label,
        "entente_id": document.id,
        "title": document.title,
        "published": _day(document.published),
        "publisher": document.publisher,
        "author": document.author,
        "author_affiliation": document.author_affiliation,
        "url": document.url,
        "section": document.section,
        "keywords": list(document.keywords),
        "genre": document.genre.value,
        "language": document.language,
        "source": document.source,
    }
    return fields | {"text": document.text} if text else fields


def document_from_json(fields: Mapping[str, Any]) -> Document:
    """Return the document; its label is ``id`` where that differs from Entente's own id."""
    own = fields["entente_id"]
    return Document(
        id=own,
        text=fields["text"],
        title=fields["title"],
        published=_date(fields["published"]),
        publisher=fields["publisher"],
        author=fields["author"],
        author_affiliation=fields["author_affiliation"],
        url=fields["url"],
        section=fields["section"],
        keywords=tuple(fields["keywords"]),
        genre=Genre(fields["genre"]),
        language=fields["language"],
        source=fields.get("source"),
        label=None if fields["id"] == own else fields["id"],
    )


def coding_to_json(coding: Coding) -> Json:
    """Return which coder read the document."""
    return {
        "id": coding.id,
        "document": coding.document,
        "coder": coding.coder,
        "model": coding.model,
        "codebook": coding.codebook,
        "settings": coding.settings,
    }


# The parts of a row


def span_to_json(span: Span | None) -> Json | None:
    """Return ``start``, ``end`` and ``text``."""
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _span(fields: Mapping[str, Any] | None) -> Span | None:
    return None if fields is None else Span(fields["start"], fields["end"], fields["text"])


def evidence_to_json(evidence: Evidence) -> Json:
    """Return the words that a row rests on."""
    return {
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "sentence": evidence.sentence,
    }


def evidence_from_json(fields: Mapping[str, Any]) -> Evidence:
    """Return the evidence."""
    return Evidence(fields["start"], fields["end"], fields["quote"], fields["sentence"])


def date_to_json(when: EventDate) -> Json:
    """Return a date: ``start`` and ``end`` are characters, ``from`` and ``to`` are days."""
    return {
        "start": when.start,
        "end": when.end,
        "text": when.text,
        "from": _day(when.first),
        "to": _day(when.last),
        "granularity": when.granularity.value if when.granularity else None,
        "basis": when.basis.value,
    }


def date_from_json(fields: Mapping[str, Any]) -> EventDate:
    """Return the date."""
    return EventDate(
        start=fields["start"],
        end=fields["end"],
        text=fields["text"],
        first=_date(fields["from"]),
        last=_date(fields["to"]),
        granularity=Granularity(fields["granularity"]) if fields["granularity"] else None,
        basis=DateBasis(fields["basis"]),
    )


PLACE_FIELDS = ("start", "end", "text", "name", "country", "admin", "lat", "lon", "geonames", "granularity")


def place_to_json(place: Place) -> Json:
    """Return a place with its coordinates in degrees."""
    return {name: getattr(place, name) for name in PLACE_FIELDS}


def place_from_json(fields: Mapping[str, Any]) -> Place:
    """Return the place."""
    return Place(**{name: fields[name] for name in PLACE_FIELDS})


ACTOR_FIELDS = (
    "start",
    "end",
    "text",
    "kind",
    "id",
    "name",
    "country",
    "organisation",
    "sector",
    "person",
    "office",
)


def actor_to_json(actor: Actor) -> Json:
    """Return an actor; ``countries`` lists the states that a plural stands for."""
    fields = {name: getattr(actor, name) for name in ACTOR_FIELDS}
    return fields | {"countries": list(actor.countries), "reason": actor.reason}


def actor_from_json(fields: Mapping[str, Any]) -> Actor:
    """Return the actor."""
    return Actor(
        **{name: fields[name] for name in ACTOR_FIELDS},
        countries=tuple(fields["countries"]),
        reason=fields["reason"],
    )


def mention_to_json(mention: Mention) -> Json:
    """Return an actor's fields with the number of its entity and sentence."""
    return actor_to_json(mention.actor) | {"entity": mention.entity, "sentence": mention.sentence}


def mention_from_json(fields: Mapping[str, Any]) -> Mention:
    """Return the mention."""
    return Mention(actor_from_json(fields), fields["entity"], fields["sentence"])


# Rows


def event_to_json(event: Event) -> Json:
    """Return an event; ``plover`` is the same event with its status folded into type and mode."""
    return {
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "actors": [actor_to_json(actor) for actor in event.actors],
        "recipients": [actor_to_json(actor) for actor in event.recipients],
        "date": date_to_json(event.date) if event.date else None,
        "place": place_to_json(event.place) if event.place else None,
        "status": event.status.value,
        "background": event.background,
        "attributed_to": actor_to_json(event.attributed_to) if event.attributed_to else None,
        "plover": _plover(event),
        "cameo": event.cameo,
        "quad": event.quad,
        "scale": event.scale,
        "goldstein": event.goldstein,
        "trigger": span_to_json(event.trigger),
        "evidence": evidence_to_json(event.evidence),
        "further": [evidence_to_json(evidence) for evidence in event.further],
        "incident": event.incident,
        "confidence": event.confidence,
    }


def _plover(event: Event) -> Json | None:
    if event.plover_type is None:
        return None
    return {"type": event.plover_type, "mode": event.plover_mode}


def event_from_json(fields: Mapping[str, Any]) -> Event:
    """Return the event."""
    plover = fields["plover"] or {"type": None, "mode": None}
    return Event(
        id=fields["id"],
        type=fields["type"],
        mode=fields["mode"],
        contexts=tuple(fields["contexts"]),
        actors=tuple(actor_from_json(actor) for actor in fields["actors"]),
        recipients=tuple(actor_from_json(actor) for actor in fields["recipients"]),
        date=date_from_json(fields["date"]) if fields["date"] else None,
        place=place_from_json(fields["place"]) if fields["place"] else None,
        status=Status(fields["status"]),
        background=fields["background"],
        attributed_to=actor_from_json(fields["attributed_to"]) if fields["attributed_to"] else None,
        plover_type=plover["type"],
        plover_mode=plover["mode"],
        cameo=fields["cameo"],
        quad=fields["quad"],
        scale=fields["scale"],
        goldstein=fields["goldstein"],
        trigger=Span(**fields["trigger"]),
        evidence=evidence_from_json(fields["evidence"]),
        further=tuple(evidence_from_json(evidence) for evidence in fields["further"]),
        incident=fields["incident"],
        confidence=fields["confidence"],
    )


def relation_to_json(relation: Relation) -> Json:
    """Return a standing relation; ``signed`` is a date object, ``holds_from`` and ``holds_to`` are days."""
    return {
        "id": relation.id,
        "kind": relation.kind,
        "parties": [actor_to_json(actor) for actor in relation.parties],
        "name": relation.name,
        "role": relation.role,
        "areas": list(relation.areas),
        "framework": list(relation.framework),
        "signed": date_to_json(relation.signed) if relation.signed else None,
        "signed_place": place_to_json(relation.signed_place) if relation.signed_place else None,
        "holds_from": _day(relation.holds_from),
        "holds_to": _day(relation.holds_to),
        "status": relation.status.value if relation.status else None,
        "trend": relation.trend.value if relation.trend else None,
        "ordinal": relation.ordinal,
        "person": relation.person,
        "office": relation.office,
        "object": relation.object,
        "subtype": relation.subtype,
        "trigger": span_to_json(relation.trigger),
        "evidence": evidence_to_json(relation.evidence),
        "confidence": relation.confidence,
    }


def relation_from_json(fields: Mapping[str, Any]) -> Relation:
    """Return the relation."""
    return Relation(
        id=fields["id"],
        kind=fields["kind"],
        parties=tuple(actor_from_json(actor) for actor in fields["parties"]),
        name=fields["name"],
        role=fields["role"],
        areas=tuple(fields["areas"]),
        framework=tuple(fields["framework"]),
        signed=date_from_json(fields["signed"]) if fields["signed"] else None,
        signed_place=place_from_json(fields["signed_place"]) if fields["signed_place"] else None,
        holds_from=_date(fields["holds_from"]),
        holds_to=_date(fields["holds_to"]),
        status=RelationStatus(fields["status"]) if fields["status"] else None,
        trend=Trend(fields["trend"]) if fields["trend"] else None,
        ordinal=fields["ordinal"],
        person=fields["person"],
        office=fields["office"],
        object=fields["object"],
        subtype=fields["subtype"],
        trigger=_span(fields["trigger"]),
        evidence=evidence_from_json(fields["evidence"]),
        confidence=fields["confidence"],
    )


def claim_to_json(claim: Claim) -> Json:
    """Return who claims what; ``content`` holds the ids of the events and relations claimed."""
    return {
        "id": claim.id,
        "holder": actor_to_json(claim.holder),
        "holder_role": claim.holder_role,
        "cue": span_to_json(claim.cue),
        "strength": claim.strength,
        "evidence": evidence_to_json(claim.evidence),
        "about": [actor_to_json(actor) for actor in claim.about],
        "content": {"events": list(claim.events), "relations": list(claim.relations)},
    }


def claim_from_json(fields: Mapping[str, Any]) -> Claim:
    """Return the claim."""
    return Claim(
        id=fields["id"],
        holder=actor_from_json(fields["holder"]),
        holder_role=fields["holder_role"],
        cue=_span(fields["cue"]),
        strength=fields.get("strength"),  # records written before it was kept have none
        evidence=evidence_from_json(fields["evidence"]),
        about=tuple(actor_from_json(actor) for actor in fields["about"]),
        events=tuple(fields["content"]["events"]),
        relations=tuple(fields["content"]["relations"]),
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
