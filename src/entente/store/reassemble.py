"""Rows back into coded documents: what went into the record comes out again, reviews applied."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

import duckdb

from entente.contract import (
    claim_from_json,
    date_from_json,
    event_from_json,
    place_from_json,
    relation_from_json,
)
from entente.records import Actor, CodedDocument, Coding, Document, Genre, Mention
from entente.store.conditions import Conditions

Connection = duckdb.DuckDBPyConnection
RowT = TypeVar("RowT")

CHUNK = 1000  # documents fetched at once


def documents_of(
    con: Connection,
    *,
    ids: Sequence[str] | None = None,
    between: tuple[str, str] | None = None,
    actor: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[str]:
    """Return the ids of coded documents by day of publication.

    ``between`` and ``actor`` keep documents that name those actors; ``since`` and ``until`` keep
    documents with an event or relation that overlaps the period, or published within it.
    """
    where = Conditions()
    if ids is not None:
        where.add("d.id IN (SELECT unnest(?::VARCHAR[]))", list(ids))
    for code in (*(between or ()), *((actor,) if actor else ())):
        where.add(f"d.id IN ({_NAMING})", code, code, code)
    if since is not None or until is not None:
        published, dated, held = Conditions(), Conditions(), Conditions()
        published.period("d.published", "d.published", since, until, False)
        dated.period("date_from", "date_to", since, until, False)
        held.period("coalesce(holds_from, signed_from)", "coalesce(holds_to, signed_to)", since, until, False)
        where.add(
            f"({published.clauses[0]}"
            f" OR d.id IN (SELECT document FROM current_events WHERE {dated.clauses[0]})"
            f" OR d.id IN (SELECT document FROM current_relations WHERE {held.clauses[0]}))",
            *published.values,
            *dated.values,
            *held.values,
        )
    rows = con.execute(
        f"SELECT d.id FROM current_documents d {where.where()} ORDER BY d.published NULLS LAST, d.id",
        where.values,
    ).fetchall()
    return [row[0] for row in rows]


_NAMING = """
    SELECT document FROM current_mentions WHERE list_contains(codes, ?)
    UNION SELECT document FROM current_event_parties WHERE list_contains(codes, ?)
    UNION SELECT document FROM current_relation_parties WHERE list_contains(codes, ?)"""


def coded_documents(con: Connection, ids: Sequence[str]) -> Iterator[CodedDocument]:
    """Yield the current state of the documents named, in that order; unknown ids are passed over."""
    for at in range(0, len(ids), CHUNK):
        yield from _chunk(con, list(ids[at : at + CHUNK]))


def _chunk(con: Connection, ids: list[str]) -> Iterator[CodedDocument]:
    heads = {row[0]: row for row in con.execute(_DOCUMENTS, [ids]).fetchall()}
    codings = {row[1]: row for row in con.execute(_CODINGS, [ids]).fetchall()}
    events = _rows(con, "SELECT document, incident, as_json FROM current_events", ids, _event)
    relations = _rows(con, "SELECT document, as_json FROM current_relations", ids, _plain(relation_from_json))
    claims = _rows(con, "SELECT document, as_json FROM current_claims", ids, _plain(claim_from_json))
    mentions = _rows(con, _MENTIONS, ids, _mention)
    for document in ids:
        if document not in codings:
            continue
        coding = codings[document]
        yield CodedDocument(
            document=_document(heads[document]),
            coding=Coding(*coding[:6]),
            events=tuple(events[document]),
            relations=tuple(relations[document]),
            claims=tuple(claims[document]),
            mentions=tuple(mentions[document]),
            dates=tuple(date_from_json(row) for row in json.loads(coding[6])),
            places=tuple(place_from_json(row) for row in json.loads(coding[7])),
            notes=tuple(coding[8]),
        )


_DOCUMENT_COLUMNS = tuple(column.name for column in fields(Document))
_DOCUMENTS = f"SELECT {', '.join(_DOCUMENT_COLUMNS)} FROM current_documents WHERE id IN (SELECT unnest(?))"

_CODINGS = """
    SELECT id, document, coder, model, codebook, settings, dates, places, notes
    FROM current_codings WHERE document IN (SELECT unnest(?))"""

_ACTOR_COLUMNS = tuple(column.name for column in fields(Actor))
_MENTIONS = """
    SELECT document, entity, sentence, evidence_start, evidence_end, quote, kind, actor, name, country,
        organisation, sector, person, office, countries, reason
    FROM current_mentions"""


def _rows(
    con: Connection, select: str, ids: list[str], read: Callable[[Sequence[Any]], RowT]
) -> defaultdict[str, list[RowT]]:
    """The rows of some documents in the order in which they were coded, by document."""
    found: defaultdict[str, list[RowT]] = defaultdict(list)
    sql = f"{select} WHERE document IN (SELECT unnest(?)) ORDER BY coding, position"
    for row in con.execute(sql, [ids]).fetchall():
        found[row[0]].append(read(row))
    return found


def _document(row: Sequence[Any]) -> Document:
    values = dict(zip(_DOCUMENT_COLUMNS, row, strict=True))
    return Document(**values | {"keywords": tuple(values["keywords"]), "genre": Genre(values["genre"])})


def _event(row: Sequence[Any]) -> Any:
    return event_from_json(json.loads(row[2]) | {"incident": row[1]})


def _plain(read: Callable[[Any], RowT]) -> Callable[[Sequence[Any]], RowT]:
    return lambda row: read(json.loads(row[1]))


def _mention(row: Sequence[Any]) -> Mention:
    _, entity, sentence, *values = row
    actor = dict(zip(_ACTOR_COLUMNS, values, strict=True))
    return Mention(Actor(**actor | {"countries": tuple(actor["countries"])}), entity, sentence)
