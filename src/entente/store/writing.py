"""Adding to the record. Rows are only ever added; each call is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import duckdb

from entente import __version__
from entente.records import CodedDocument, Coding, Document
from entente.store.checks import check_evidence
from entente.store.incidents import Report, draw
from entente.store.insert import insert
from entente.store.rows import Rows, add_contents, coder_key, coding_row, digest, document_row

Connection = duckdb.DuckDBPyConnection


def now() -> datetime:
    """Return the time in UTC, as the record keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def add_codings(
    con: Connection,
    coded: Sequence[CodedDocument],
    *,
    run: str | None,
    key: str | None,
    by_review: bool = False,
) -> int:
    """Add codings with everything in them; return the number of the last one."""
    rows = Rows()
    number = next_number(con, "codings")
    versions = _versions(con, [one.document for one in coded])
    for one in coded:
        check_evidence(one)
        version = _version(versions, one.document, rows)
        coding = coding_row(one) | {
            "number": number,
            "run": run,
            "document_version": version,
            "coder_key": key or coder_key(one.coding),
            "by_review": by_review,
            "added": now().isoformat(),
        }
        rows.add("codings", [coding])
        add_contents(rows, one, number)
        number += 1
    actors = rows.tables.pop("actors", [])
    for table, waiting in rows.tables.items():
        insert(con, table, waiting)
    _add_actors(con, actors)
    return number - 1


def next_number(con: Connection, table: str) -> int:
    """Return the next number of a table that counts its rows."""
    found = con.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()
    return int(found[0]) if found else 1


def already_coded(con: Connection, documents: Iterable[Document], key: str) -> set[str]:
    """Return the ids of those documents that the coder of this key has coded as they are."""
    digests = {document.id: digest(document) for document in documents}
    rows = con.execute(
        """SELECT DISTINCT document, digest FROM codings
        WHERE coder_key = ? AND document IN (SELECT unnest(?::VARCHAR[]))""",
        [key, list(digests)],
    ).fetchall()
    return {document for document, found in rows if digests[document] == found}


def redraw_incidents(con: Connection, keys: Sequence[str]) -> int:
    """Draw the incidents of some keys anew from the current events; return how many rows they have."""
    if not keys:
        return 0
    wanted = list(keys)
    rows = con.execute(_REPORTS, [wanted]).fetchall()
    drawn = draw(Report(*row) for row in rows)
    con.execute("DELETE FROM incidents WHERE incident_key IN (SELECT unnest(?::VARCHAR[]))", [wanted])
    insert(
        con,
        "incidents",
        [
            {"id": row.id, "incident_key": row.incident_key, "event": row.event, "document": row.document}
            for row in drawn
        ],
    )
    return len(drawn)


_REPORTS = """
    SELECT incident_key, id, document, date_from, date_to, mode, place_country,
        CASE WHEN place_granularity = 'city' THEN place_name END
    FROM current_events
    WHERE incident_key IN (SELECT unnest(?::VARCHAR[])) AND date_from IS NOT NULL AND date_to IS NOT NULL"""


def incident_keys_of(con: Connection, since_coding: int) -> list[str]:
    """Return the keys of events in codings from a number on."""
    rows = con.execute(
        """SELECT DISTINCT incident_key FROM events
        WHERE incident_key IS NOT NULL AND document IN (SELECT document FROM codings WHERE number >= ?)
        ORDER BY incident_key""",
        [since_coding],
    ).fetchall()
    return [row[0] for row in rows]


def add_run(con: Connection, run: str, targets: Sequence[str], key: str) -> None:
    """Record that a run began."""
    row: dict[str, Any] = {
        "id": run,
        "started": now().isoformat(),
        "targets": list(targets),
        "entente": __version__,
        "coder_key": key,
        "state": "running",
    }
    insert(con, "runs", [row])


def review_coding(document: Document, reviewer: str | None) -> Coding:
    """Return the coding under which a reader's row stands."""
    return Coding(
        id="review",
        document=document.id,
        coder="review",
        model="none",
        codebook="none",
        settings=reviewer or "",
    )


def _versions(con: Connection, documents: Sequence[Document]) -> dict[str, dict[str, int]]:
    """The versions of documents in the record: id → digest → version."""
    found: dict[str, dict[str, int]] = {}
    rows = con.execute(
        "SELECT id, digest, version FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))",
        [[it.id for it in documents]],
    ).fetchall()
    for document, known, version in rows:
        found.setdefault(document, {})[known] = version
    return found


def _version(versions: dict[str, dict[str, int]], document: Document, rows: Rows) -> int:
    known = versions.setdefault(document.id, {})
    own = digest(document)
    if own not in known:
        known[own] = max(known.values(), default=0) + 1
        rows.add("documents", [document_row(document, known[own])])
    return known[own]


def _add_actors(con: Connection, actors: Sequence[dict[str, Any]]) -> None:
    """Add the actors that the record does not know yet."""
    first = {row["id"]: row for row in reversed(actors)}
    known = {
        row[0]
        for row in con.execute(
            "SELECT id FROM actors WHERE id IN (SELECT unnest(?::VARCHAR[]))", [list(first)]
        ).fetchall()
    }
    insert(con, "actors", [row for code, row in sorted(first.items()) if code not in known])
