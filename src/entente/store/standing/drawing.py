"""Drawing standing relations anew: the current reports of some keys out of the record, merged ones in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import duckdb

from entente.contract import relation_from_json
from entente.store.insert import insert
from entente.store.standing.contradictions import Side
from entente.store.standing.history import Source
from entente.store.standing.relation import StandingRelation, merge
from entente.store.standing.reports import Part, Report, key_rows

Connection = duckdb.DuckDBPyConnection
Row = dict[str, Any]

KEYS = 2000  # drawn at once
_CHUNK = 5000  # codings whose relations are given their keys at once
_TABLES = ("standing_reports", "standing_steps", "standing_contradictions")


def rekey(con: Connection) -> None:
    """Give every relation of the record its keys, and draw all standing relations."""
    con.execute("DELETE FROM relation_keys")
    last = con.execute("SELECT coalesce(max(coding), 0) FROM relations").fetchone()
    for first in range(1, (last[0] if last else 0) + 1, _CHUNK):
        found = con.execute(
            "SELECT coding, document, as_json FROM relations WHERE coding BETWEEN ? AND ?",
            [first, first + _CHUNK - 1],
        ).fetchall()
        rows = [
            {"coding": coding, **row}
            for coding, document, text in found
            for row in key_rows(relation_from_json(json.loads(text)), document)
        ]
        insert(con, "relation_keys", rows)
    keys = keys_since(con, 1)
    for at in range(0, len(keys), KEYS):
        redraw(con, keys[at : at + KEYS])


def keys_since(con: Connection, coding: int) -> list[str]:
    """Return the keys of the documents that codings from a number on touch."""
    rows = con.execute(
        """SELECT DISTINCT key FROM relation_keys
        WHERE document IN (SELECT document FROM codings WHERE number >= ?) ORDER BY key""",
        [coding],
    ).fetchall()
    return [row[0] for row in rows]


def keys_of(con: Connection, document: str) -> list[str]:
    """Return the keys of one document, those of its older codings among them."""
    found = con.execute("SELECT DISTINCT key FROM relation_keys WHERE document = ? ORDER BY key", [document])
    return [row[0] for row in found.fetchall()]


def redraw(con: Connection, keys: Sequence[str]) -> int:
    """Draw the standing relations of some keys anew; return how many there are."""
    if not keys:
        return 0
    wanted = list(keys)
    merged = merge(Report(*_report(row)) for row in con.execute(_REPORTS, [wanted]).fetchall())
    gone = "SELECT id FROM standing_relations WHERE key IN (SELECT unnest(?::VARCHAR[]))"
    for table in _TABLES:
        con.execute(f"DELETE FROM {table} WHERE standing IN ({gone})", [wanted])
    con.execute("DELETE FROM standing_relations WHERE key IN (SELECT unnest(?::VARCHAR[]))", [wanted])
    insert(con, "standing_relations", [_relation_row(one) for one in merged])
    insert(con, "standing_reports", [row for one in merged for row in _report_rows(one)])
    insert(con, "standing_steps", [row for one in merged for row in _step_rows(one)])
    insert(con, "standing_contradictions", [row for one in merged for row in _contradiction_rows(one)])
    return len(merged)


_REPORTS = """
    SELECT x.document, x.id, d.published, x.kind, k.key, k.parties, k.area, k.words,
        x.name, x.subtype, x.role, x.person, x.office, x.object, x.ordinal,
        x.signed_from, x.signed_to, x.holds_from, x.holds_to, x.status, x.trend, x.evidence_start
    FROM current_relations x
    JOIN relation_keys k ON k.coding = x.coding AND k.relation = x.id
    JOIN current_documents d ON d.id = x.document
    WHERE k.key IN (SELECT unnest(?::VARCHAR[]))"""


def _report(row: Sequence[Any]) -> tuple[Any, ...]:
    document, relation, published, kind, key, parties, area, words, *rest = row
    return document, relation, published, kind, Part(key, tuple(parties), area, tuple(words)), *rest


def _relation_row(one: StandingRelation) -> Row:
    return {
        "id": one.id, "key": one.key, "kind": one.kind, "parties": list(one.parties), "area": one.area,
        "name": one.name, "names": list(one.names), "subtype": one.subtype, "person": one.person,
        "office": one.office, "object": one.object, "status": one.status, "level": one.level,
        "trend": one.trend, "signed_from": _day(one.signed_from), "signed_to": _day(one.signed_to),
        "holds_from": _day(one.holds_from), "holds_to": _day(one.holds_to),
        "first_reported": _day(one.first_reported), "last_reported": _day(one.last_reported),
        "documents": one.documents, "reports": len(one.reports), "contradictions": len(one.contradictions),
    }  # fmt: skip


def _report_rows(one: StandingRelation) -> Iterable[Row]:
    for source in dict.fromkeys((report.document, report.relation) for report in one.reports):
        yield {"standing": one.id, "document": source[0], "relation": source[1]}


def _step_rows(one: StandingRelation) -> Iterable[Row]:
    for number, step in enumerate(one.steps):
        yield {
            "standing": one.id, "number": number, "change": step.change, "what": step.what,
            "value": step.value, "before": step.before, "day": _day(step.day), "last_day": _day(step.last),
            "effective": _day(step.effective), "basis": step.basis, "status": step.status,
            "level": step.level, "trend": step.trend, **_sources("", step.sources),
        }  # fmt: skip


def _contradiction_rows(one: StandingRelation) -> Iterable[Row]:
    for number, it in enumerate(one.contradictions):
        yield {
            "standing": one.id, "number": number, "what": it.what, "day": _day(it.day),
            **_side("one", it.one), **_side("other", it.other),
        }  # fmt: skip


def _side(name: str, side: Side) -> Row:
    return {name: side.value, f"{name}_day": _day(side.day), **_sources(f"{name}_", side.sources)}


def _sources(prefix: str, sources: Sequence[Source]) -> Row:
    return {
        f"{prefix}documents": [document for document, _ in sources],
        f"{prefix}relations": [relation for _, relation in sources],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
