"""Questions about standing relations, each beside its SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import duckdb

from entente.records import Evidence
from entente.store.conditions import Conditions, page
from entente.store.filters import StandingFilter
from entente.store.found import DocumentHead
from entente.store.questions import HEAD
from entente.store.standing.found import (
    Contradicted,
    FoundContradiction,
    FoundReport,
    FoundSide,
    FoundStanding,
    FoundStep,
)

Connection = duckdb.DuckDBPyConnection
Reports = dict[str, dict[tuple[str, str], FoundReport]]

_COLUMNS = (
    "id", "kind", "parties", "area", "name", "names", "subtype", "person", "office", "object", "status",
    "level", "trend", "signed_from", "signed_to", "holds_from", "holds_to", "first_reported",
    "last_reported",
)  # fmt: skip
_STEP_COLUMNS = (
    "change", "what", "value", "before", "day", "last_day", "basis", "status", "level", "trend",
)  # fmt: skip
_HEAD_COLUMNS = 9


def standing(con: Connection, asked: StandingFilter) -> list[FoundStanding]:
    """Return standing relations by kind and beginning, each with its history and every report."""
    where = _conditions(asked)
    source, values = ("relations_as_of(?)", [asked.as_of]) if asked.as_of else ("standing_relations", [])
    rows = con.execute(
        f"""SELECT {", ".join(f"s.{name}" for name in _COLUMNS)} FROM {source} s
        {where.where()}
        ORDER BY s.kind, coalesce(s.signed_from, s.holds_from, s.first_reported) NULLS LAST, s.parties, s.id
        {page(asked.limit, asked.offset)}""",
        [*values, *where.values],
    ).fetchall()
    ids = [row[0] for row in rows]
    reports = _reports(con, ids)
    steps, against = _steps(con, ids, asked.as_of, reports), _against(con, ids, asked.as_of, reports)
    return [
        FoundStanding(
            **dict(zip(_COLUMNS, map(_tuple, row), strict=True)),
            as_of=asked.as_of,
            history=tuple(steps[row[0]]),
            contradictions=tuple(against[row[0]]),
            reports=tuple(reports.get(row[0], {}).values()),
        )
        for row in rows
    ]


def contradictions(con: Connection, asked: StandingFilter) -> list[Contradicted]:
    """Return every pair of accounts that contradict each other, with the relation it is about."""
    return [Contradicted(one, it) for one in standing(con, asked) for it in one.contradictions]


def _conditions(asked: StandingFilter) -> Conditions:
    where = Conditions()
    for code in (*(asked.between or ()), *((asked.actor,) if asked.actor else ())):
        where.add(_PARTY, code, f"{code}.", f"{code}/")
    where.one_of("s.kind", asked.kinds)
    where.one_of("s.status", asked.statuses)
    if asked.as_of is not None and not asked.statuses:
        where.add(f"(s.status IS DISTINCT FROM 'ended' OR s.id IN ({_DISPUTED}))", asked.as_of)
    where.one_of("s.area", asked.areas)
    where.period(
        "coalesce(s.signed_from, s.holds_from, s.first_reported)", "coalesce(s.holds_to, s.last_reported)",
        asked.since, asked.until, False,
    )  # fmt: skip
    where.words(["array_to_string(s.names, ' / ')", "s.object", "s.office", "s.person"], asked.text)
    if asked.contradicted:
        until = "WHERE day IS NULL OR day <= ?" if asked.as_of else ""
        values = [asked.as_of] if asked.as_of else []
        where.add(f"s.id IN (SELECT standing FROM standing_contradictions {until})", *values)
    if asked.document is not None:
        where.add("s.id IN (SELECT standing FROM standing_reports WHERE document = ?)", asked.document)
    return where


_DISPUTED = """
    SELECT standing FROM standing_contradictions WHERE what = 'status' AND (day IS NULL OR day <= ?)"""

_PARTY = """
    EXISTS (SELECT 1 FROM (SELECT unnest(s.parties) AS party)
    WHERE party = ? OR starts_with(party, ?) OR starts_with(party, ?))"""


def _reports(con: Connection, ids: Sequence[str]) -> Reports:
    """The reports of some standing relations, by publication."""
    found: Reports = {}
    for row in con.execute(_REPORTS, [list(ids)]).fetchall():
        id, relation, start, end, quote, sentence, said_by = row[_HEAD_COLUMNS:]
        head = DocumentHead(*row[:_HEAD_COLUMNS])
        report = FoundReport(head, relation, Evidence(start, end, quote, sentence), tuple(said_by or ()))
        found.setdefault(id, {})[head.id, relation] = report
    return found


_REPORTS = f"""
    WITH chosen AS (
        SELECT * FROM standing_reports WHERE standing IN (SELECT unnest(?::VARCHAR[]))),
    said AS (
        SELECT document, relation, list(DISTINCT holder_name ORDER BY holder_name) AS said_by
        FROM (
            SELECT document, holder_name, unnest(relations) AS relation FROM current_claims
            WHERE document IN (SELECT document FROM chosen))
        GROUP BY document, relation)
    SELECT {HEAD}, c.standing, c.relation, x.evidence_start, x.evidence_end, x.quote, x.sentence, s.said_by
    FROM chosen c
    JOIN current_relations x ON x.document = c.document AND x.id = c.relation
    JOIN current_documents d ON d.id = c.document
    LEFT JOIN said s ON s.document = c.document AND s.relation = c.relation
    ORDER BY d.published NULLS LAST, d.id, x.evidence_start, c.relation"""


def _steps(
    con: Connection, ids: Sequence[str], as_of: date | None, reports: Reports
) -> defaultdict[str, list[FoundStep]]:
    found: defaultdict[str, list[FoundStep]] = defaultdict(list)
    rows = con.execute(
        f"""SELECT standing, documents, relations, {", ".join(_STEP_COLUMNS)} FROM standing_steps
        WHERE standing IN (SELECT unnest(?::VARCHAR[])) AND (?::DATE IS NULL OR effective <= ?::DATE)
        ORDER BY standing, number""",
        [list(ids), as_of, as_of],
    ).fetchall()
    for id, documents, relations, *values in rows:
        step = dict(zip(_STEP_COLUMNS, values, strict=True))
        found[id].append(FoundStep(**step, reports=_picked(reports, id, documents, relations)))
    return found


def _against(
    con: Connection, ids: Sequence[str], as_of: date | None, reports: Reports
) -> defaultdict[str, list[FoundContradiction]]:
    found: defaultdict[str, list[FoundContradiction]] = defaultdict(list)
    rows = con.execute(
        """SELECT standing, what, day, one, one_day, one_documents, one_relations,
            other, other_day, other_documents, other_relations
        FROM standing_contradictions
        WHERE standing IN (SELECT unnest(?::VARCHAR[]))
            AND (?::DATE IS NULL OR day IS NULL OR day <= ?::DATE)
        ORDER BY standing, number""",
        [list(ids), as_of, as_of],
    ).fetchall()
    for id, what, day, *sides in rows:
        one, other = (_side(reports, id, sides[at : at + 4]) for at in (0, 4))
        found[id].append(FoundContradiction(what, day, one, other))
    return found


def _side(reports: Reports, id: str, row: Sequence[Any]) -> FoundSide:
    value, day, documents, relations = row
    return FoundSide(value, day, _picked(reports, id, documents, relations))


def _picked(
    reports: Reports, id: str, documents: Iterable[str], relations: Iterable[str]
) -> tuple[FoundReport, ...]:
    known = reports.get(id, {})
    pairs = zip(documents, relations, strict=True)
    return tuple(known[pair] for pair in dict.fromkeys(pairs) if pair in known)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
