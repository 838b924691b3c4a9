"""Coded documents as rows: plain values, one dict a row, keyed by table and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from entente.contract import (
    claim_to_json,
    date_to_json,
    event_to_json,
    place_to_json,
    relation_to_json,
)
from entente.records import (
    Actor,
    Claim,
    CodedDocument,
    Coding,
    DateBasis,
    Document,
    Event,
    Evidence,
    Mention,
    Relation,
    content_id,
)
from entente.store.incidents import incident_key
from entente.store.standing.reports import key_rows

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows waiting to be inserted, by table."""

    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Append rows of one table."""
        self.tables.setdefault(table, []).extend(rows)


def coder_key(coding: Coding) -> str:
    """Return the hash of what codes: coder version, model, codebook and settings."""
    return content_id("coder", coding.coder, coding.model, coding.codebook, coding.settings)


def digest(document: Document) -> str:
    """Return the hash of what a coder reads beside the text; text and address are in the id."""
    return content_id(
        "particulars",
        _clean(document.title),
        document.published,
        _clean(document.publisher),
        _clean(document.author),
        _clean(document.author_affiliation),
        document.genre.value,
        _clean(document.language),
    )


def codes_of(actor: Actor) -> list[str]:
    """Return every code by which an actor is found, its own first."""
    codes = (actor.id, actor.country, actor.organisation, *actor.countries)
    return list(dict.fromkeys(code for code in codes if code))


def document_row(document: Document, version: int) -> Row:
    """Return the row of ``documents``."""
    return {
        "id": document.id,
        "version": version,
        "text": document.text,
        "title": _clean(document.title),
        "published": _day(document.published),
        "publisher": _clean(document.publisher),
        "author": _clean(document.author),
        "author_affiliation": _clean(document.author_affiliation),
        "url": _clean(document.url),
        "section": _clean(document.section),
        "keywords": [_clean(word) for word in document.keywords],
        "genre": document.genre.value,
        "language": _clean(document.language),
        "source": _clean(document.source),
        "label": _clean(document.label),
        "digest": digest(document),
    }


def coding_row(coded: CodedDocument) -> Row:
    """Return the row of ``codings``, without its number, run and time."""
    coding = coded.coding
    return {
        "id": coding.id,
        "document": coded.document.id,
        "coder": coding.coder,
        "model": coding.model,
        "codebook": coding.codebook,
        "settings": coding.settings,
        "digest": digest(coded.document),
        "dates": [date_to_json(when) for when in coded.dates],
        "places": [place_to_json(place) for place in coded.places],
        "notes": list(coded.notes),
    }


def add_contents(rows: Rows, coded: CodedDocument, number: int) -> None:
    """Add the mentions, events, relations and claims of one coding, and the actors met in them."""
    base = {"coding": number, "document": coded.document.id}
    rows.add("mentions", (base | _mention(i, mention) for i, mention in enumerate(coded.mentions)))
    for i, event in enumerate(coded.events):
        rows.add("events", [base | _event(i, event)])
        rows.add("event_parties", (base | {"event": event.id} | party for party in _event_parties(event)))
    for i, relation in enumerate(coded.relations):
        rows.add("relations", [base | _relation(i, relation)])
        rows.add("relation_keys", (base | key for key in key_rows(relation, coded.document.id)))
        rows.add(
            "relation_parties",
            (
                base | {"relation": relation.id, "position": j} | _party(actor)
                for j, actor in enumerate(relation.parties)
            ),
        )
    rows.add("claims", (base | _claim(i, claim) for i, claim in enumerate(coded.claims)))
    rows.add("actors", _actors(coded))


def _party(actor: Actor) -> Row:
    return {
        "actor": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "organisation": actor.organisation,
        "sector": actor.sector,
        "person": actor.person,
        "office": actor.office,
        "countries": list(actor.countries),
        "codes": codes_of(actor),
        "evidence_start": actor.start,
        "evidence_end": actor.end,
        "quote": actor.text,
    }


def _evidence(evidence: Evidence) -> Row:
    return {
        "evidence_start": evidence.start,
        "evidence_end": evidence.end,
        "quote": evidence.quote,
        "sentence": evidence.sentence,
    }


def _mention(position: int, mention: Mention) -> Row:
    numbers = {"position": position, "entity": mention.entity, "sentence": mention.sentence}
    return _party(mention.actor) | numbers | {"reason": mention.actor.reason}


def _event(position: int, event: Event) -> Row:
    when, place = event.date, event.place
    return _evidence(event.evidence) | {
        "position": position,
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "status": event.status.value,
        "background": event.background,
        "date_from": _day(when.first) if when else None,
        "date_to": _day(when.last) if when else None,
        "date_text": when.text if when else None,
        "date_granularity": when.granularity.value if when and when.granularity else None,
        "date_basis": (when.basis if when else DateBasis.NONE).value,
        "place_text": place.text if place else None,
        "place_name": place.name if place else None,
        "place_country": place.country if place else None,
        "place_admin": place.admin if place else None,
        "place_granularity": place.granularity if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames": place.geonames if place else None,
        "attributed_to": _who(event.attributed_to) if event.attributed_to else None,
        "plover_type": event.plover_type,
        "plover_mode": event.plover_mode,
        "cameo": event.cameo,
        "quad": event.quad,
        "scale": event.scale,
        "goldstein": event.goldstein,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "trigger_text": event.trigger.text,
        "incident": event.incident,
        "incident_key": incident_key(event),
        "confidence": event.confidence,
        "as_json": event_to_json(event),
    }


def _event_parties(event: Event) -> Iterable[Row]:
    for side, actors in (("actor", event.actors), ("recipient", event.recipients)):
        for position, actor in enumerate(actors):
            yield {"side": side, "position": position} | _party(actor)


def _relation(position: int, relation: Relation) -> Row:
    signed = relation.signed
    return _evidence(relation.evidence) | {
        "position": position,
        "id": relation.id,
        "kind": relation.kind,
        "name": relation.name,
        "subtype": relation.subtype,
        "role": relation.role,
        "areas": list(relation.areas),
        "framework": list(relation.framework),
        "signed_from": _day(signed.first) if signed else None,
        "signed_to": _day(signed.last) if signed else None,
        "signed_place": relation.signed_place.name if relation.signed_place else None,
        "holds_from": _day(relation.holds_from),
        "holds_to": _day(relation.holds_to),
        "status": relation.status.value if relation.status else None,
        "trend": relation.trend.value if relation.trend else None,
        "ordinal": relation.ordinal,
        "person": relation.person,
        "office": relation.office,
        "object": relation.object,
        "confidence": relation.confidence,
        "as_json": relation_to_json(relation),
    }


def _claim(position: int, claim: Claim) -> Row:
    holder = claim.holder
    return _evidence(claim.evidence) | {
        "position": position,
        "id": claim.id,
        "holder": holder.id,
        "holder_name": _clean(holder.person or holder.name or holder.text),
        "holder_kind": holder.kind,
        "holder_country": holder.country,
        "holder_codes": codes_of(holder),
        "holder_role": claim.holder_role,
        "cue": claim.cue.text if claim.cue else None,
        "about": list(dict.fromkeys(code for actor in claim.about for code in codes_of(actor))),
        "events": list(claim.events),
        "relations": list(claim.relations),
        "as_json": claim_to_json(claim),
    }


def _actors(coded: CodedDocument) -> Iterable[Row]:
    parties = [mention.actor for mention in coded.mentions]
    for event in coded.events:
        parties += [*event.actors, *event.recipients]
    for relation in coded.relations:
        parties += relation.parties
    parties += [claim.holder for claim in coded.claims]
    known = {actor.id: actor for actor in reversed(parties) if actor.id}
    columns = ("id", "name", "kind", "country", "organisation", "sector", "person")
    return [{name: getattr(actor, name) for name in columns} for _, actor in sorted(known.items())]


def _who(actor: Actor) -> str:
    return actor.id or actor.country or actor.person or actor.name or actor.text


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _clean(text: str | None) -> str | None:
    """The text without what a database or file cannot hold."""
    if text is None:
        return None
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text if char != "\x00")
