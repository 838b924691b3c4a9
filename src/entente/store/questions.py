"""The questions that the record answers, each beside its SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from entente.contract import claim_from_json, event_from_json, relation_from_json
from entente.records import Claim, Event, Relation
from entente.store.conditions import Conditions, page
from entente.store.filters import (
    ActorFilter,
    ClaimFilter,
    DocumentFilter,
    EventFilter,
    RelationFilter,
)
from entente.store.found import DocumentHead, Found, FoundActor, FoundDocument, FoundFailure, RunRow
from entente.store.measures import Counted

Connection = duckdb.DuckDBPyConnection

HEAD = "d.id, d.title, d.published, d.publisher, d.author, d.url, d.genre, d.label, d.source"
_HEAD_COLUMNS = 9


def event_conditions(asked: EventFilter) -> Conditions:
    """Return the conditions on ``current_events e`` joined with ``current_documents d``."""
    where = Conditions()
    if asked.between is not None:
        one, other = asked.between
        where.add(
            f"(e.coding, e.id) IN ({_BETWEEN_DIRECTED if asked.directed else _BETWEEN})",
            one, other, one, other, *((one, other) if not asked.directed else ()),
        )  # fmt: skip
    if asked.actor is not None:
        where.add(
            "(e.coding, e.id) IN (SELECT (coding, event) FROM event_parties WHERE list_contains(codes, ?))",
            asked.actor,
        )
    where.one_of("e.type", asked.types)
    where.one_of("e.mode", asked.modes)
    where.one_of("e.status", asked.statuses)
    where.one_of("e.quad", asked.quads)
    where.period("e.date_from", "e.date_to", asked.since, asked.until, asked.undated)
    where.equal("e.place_country", asked.country)
    where.equal("e.background", asked.background)
    where.equal("e.attributed_to", asked.attributed_to)
    where.equal("e.document", asked.document)
    where.equal("e.incident", asked.incident)
    where.words(["e.quote"], asked.text)
    if asked.min_confidence > 0:
        where.add("e.confidence >= ?", asked.min_confidence)
    return where


_BETWEEN = """
    SELECT (coding, event) FROM event_parties WHERE list_has_any(codes, [?, ?])
    GROUP BY coding, event
    HAVING bool_or(list_contains(codes, ?)) AND bool_or(list_contains(codes, ?))
       AND (count(*) > 1 OR bool_or(list_has_all(countries, [?, ?])))"""

_BETWEEN_DIRECTED = """
    SELECT (coding, event) FROM event_parties WHERE list_has_any(codes, [?, ?])
    GROUP BY coding, event
    HAVING bool_or(side = 'actor' AND list_contains(codes, ?))
       AND bool_or(side = 'recipient' AND list_contains(codes, ?))"""


def events(con: Connection, asked: EventFilter) -> list[Found[Event]]:
    """Return events by date, the undated last."""
    where = event_conditions(asked)
    rows = con.execute(
        f"""SELECT {HEAD}, e.as_json, e.review, e.incident
        FROM current_events e JOIN current_documents d ON d.id = e.document
        {where.where()}
        ORDER BY e.date_from NULLS LAST, e.date_to, d.published, e.document, e.position, e.coding
        {page(asked.limit, asked.offset)}""",
        where.values,
    ).fetchall()
    return [_found(row, lambda it: event_from_json(it), incident=row[-1]) for row in rows]


def counted(con: Connection, asked: EventFilter) -> list[Counted]:
    """Return events as measuring needs them, whether dated or not."""
    where = event_conditions(asked)
    rows = con.execute(
        f"""SELECT e.incident, e.date_from, e.date_to, e.quad, e.scale, e.status, e.background
        FROM current_events e {where.where()} ORDER BY e.incident, e.document, e.position""",
        where.values,
    ).fetchall()
    return [Counted(*row) for row in rows]


def documents_by_day(con: Connection, since: date | None, until: date | None) -> dict[date, int]:
    """Return how many coded documents were published on each day that has any."""
    where = Conditions()
    where.period("published", "published", since, until, False)
    where.add("published IS NOT NULL")
    rows = con.execute(
        f"SELECT published, count(*) FROM current_documents {where.where()} GROUP BY ALL ORDER BY ALL",
        where.values,
    ).fetchall()
    return dict(rows)


def relation_conditions(asked: RelationFilter) -> Conditions:
    """Return the conditions on ``current_relations x``."""
    where = Conditions()
    for code in (*(asked.between or ()), *((asked.actor,) if asked.actor else ())):
        where.add(
            "(x.coding, x.id) IN ("
            "SELECT (coding, relation) FROM relation_parties WHERE list_contains(codes, ?))",
            code,
        )
    where.one_of("x.kind", asked.kinds)
    where.one_of("x.status", asked.statuses)
    if asked.areas:
        where.add("list_has_any(x.areas, ?)", list(asked.areas))
    where.period(
        "coalesce(x.holds_from, x.signed_from)", "coalesce(x.holds_to, x.signed_to)",
        asked.since, asked.until, asked.undated,
    )  # fmt: skip
    where.equal("x.document", asked.document)
    where.words(["x.quote", "x.name", "x.object"], asked.text)
    if asked.min_confidence > 0:
        where.add("x.confidence >= ?", asked.min_confidence)
    return where


def relations(con: Connection, asked: RelationFilter) -> list[Found[Relation]]:
    """Return relations by kind and date."""
    where = relation_conditions(asked)
    rows = con.execute(
        f"""SELECT {HEAD}, x.as_json, x.review
        FROM current_relations x JOIN current_documents d ON d.id = x.document
        {where.where()}
        ORDER BY x.kind, coalesce(x.holds_from, x.signed_from) NULLS LAST, d.published, x.document,
            x.position, x.coding
        {page(asked.limit, asked.offset)}""",
        where.values,
    ).fetchall()
    return [_found(row, relation_from_json) for row in rows]


def claim_conditions(asked: ClaimFilter) -> Conditions:
    """Return the conditions on ``current_claims x`` joined with ``current_documents d``."""
    where = Conditions()
    if asked.about:
        where.add("list_has_all(x.about, ?)", list(asked.about))
    if asked.holder is not None:
        inner = Conditions()
        inner.words(["x.holder_name"], asked.holder)
        where.add(f"(list_contains(x.holder_codes, ?) OR {inner.clauses[0]})", asked.holder, *inner.values)
    where.one_of("x.holder_role", asked.roles)
    where.period("d.published", "d.published", asked.since, asked.until, False)
    where.equal("x.document", asked.document)
    where.words(["x.quote"], asked.text)
    return where


def claims(con: Connection, asked: ClaimFilter) -> list[Found[Claim]]:
    """Return claims by day of publication."""
    where = claim_conditions(asked)
    rows = con.execute(
        f"""SELECT {HEAD}, x.as_json, x.review
        FROM current_claims x JOIN current_documents d ON d.id = x.document
        {where.where()}
        ORDER BY d.published NULLS LAST, x.document, x.position, x.coding
        {page(asked.limit, asked.offset)}""",
        where.values,
    ).fetchall()
    return [_found(row, claim_from_json) for row in rows]


def document_conditions(asked: DocumentFilter) -> Conditions:
    """Return the conditions on ``current_documents d``."""
    where = Conditions()
    for code in asked.actors:
        where.add("d.coding IN (SELECT coding FROM mentions WHERE list_contains(codes, ?))", code)
    where.words(["d.title", "d.text"], asked.text)
    where.words(["d.publisher"], asked.publisher)
    where.words(["d.author"], asked.author)
    where.one_of("d.genre", asked.genres)
    where.period("d.published", "d.published", asked.since, asked.until, False)
    if asked.document is not None:
        where.add("(d.id = ? OR d.label = ?)", asked.document, asked.document)
    return where


def documents(con: Connection, asked: DocumentFilter) -> list[FoundDocument]:
    """Return coded documents by day of publication, with the number of their rows."""
    where = document_conditions(asked)
    rows = con.execute(
        f"""WITH chosen AS (
            SELECT * FROM current_documents d {where.where()}
            ORDER BY d.published NULLS LAST, d.id {page(asked.limit, asked.offset)})
        SELECT {HEAD}, d.section, d.keywords, d.coder,
            (SELECT count(*) FROM current_events x WHERE x.document = d.id),
            (SELECT count(*) FROM current_relations x WHERE x.document = d.id),
            (SELECT count(*) FROM current_claims x WHERE x.document = d.id)
        FROM chosen d ORDER BY d.published NULLS LAST, d.id""",
        where.values,
    ).fetchall()
    return [
        FoundDocument(DocumentHead(*row[:_HEAD_COLUMNS]), section, tuple(keywords), *rest)
        for row in rows
        for section, keywords, *rest in [row[_HEAD_COLUMNS:]]
    ]


def actors(con: Connection, asked: ActorFilter) -> list[FoundActor]:
    """Return actors with a code, the most often named first."""
    where = Conditions()
    where.words(["a.id", "a.name", "a.person"], asked.name)
    where.one_of("a.kind", asked.kinds)
    where.equal("a.country", asked.country)
    rows = con.execute(
        f"""WITH named AS (
            SELECT actor, count(DISTINCT document) AS documents FROM current_mentions GROUP BY actor),
        acting AS (
            SELECT actor, count(DISTINCT (document, event)) AS events
            FROM current_event_parties GROUP BY actor)
        SELECT a.id, a.name, a.kind, a.country, a.organisation, a.sector, a.person,
            coalesce(n.documents, 0) AS documents, coalesce(t.events, 0) AS events
        FROM actors a LEFT JOIN named n ON n.actor = a.id LEFT JOIN acting t ON t.actor = a.id
        {where.where()}
        ORDER BY documents DESC, events DESC, a.id
        {page(asked.limit, asked.offset)}""",
        where.values,
    ).fetchall()
    return [FoundActor(*row) for row in rows]


def failures(con: Connection, run: str | None) -> list[FoundFailure]:
    """Return the documents that failed in a run; without one, those that have not been coded since."""
    table, where, values = ("failures", "WHERE run = ?", [run]) if run else ("current_failures", "", [])
    rows = con.execute(
        f"SELECT run, recorded, source, label, reason FROM {table} {where} ORDER BY recorded, source, label",
        values,
    ).fetchall()
    return [FoundFailure(*row) for row in rows]


def runs(con: Connection) -> list[RunRow]:
    """Return every run, the oldest first."""
    rows = con.execute(
        """SELECT id, started, finished, targets, entente, coder_key, state, documents, coded, skipped, failed
        FROM runs ORDER BY rowid"""
    ).fetchall()
    return [
        RunRow(run, started, finished, tuple(targets), *rest)
        for run, started, finished, targets, *rest in rows
    ]


def _found(row: Sequence[Any], read: Any, *, incident: str | None = None) -> Found[Any]:
    fields = json.loads(row[_HEAD_COLUMNS])
    if incident is not None:
        fields["incident"] = incident
    return Found(read(fields), DocumentHead(*row[:_HEAD_COLUMNS]), row[_HEAD_COLUMNS + 1])
