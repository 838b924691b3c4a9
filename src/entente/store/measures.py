"""Cooperation and conflict over time: counts, shares and scores of events, period by period."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

PERIODS = {"month": 31, "quarter": 92, "year": 366}  # unit, and the days of the longest one
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAY = timedelta(days=1)
COOPERATION, STATEMENTS = (1, 2), (1, 3)  # quads


@dataclass(frozen=True, slots=True)
class Counted:
    """What measuring needs to know of an event: one report of an incident."""

    incident: str
    first: date | None
    last: date | None
    quad: int
    scale: float | None
    status: str = "actual"
    background: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """One period. Incidents are counted once each, reports as often as documents tell of them.

    Counts are None where the record holds neither a document of the period nor an event in it: nothing is
    known then, which is not the same as nothing having happened.
    """

    period: str  # "2018-04", "2018-Q2", "2018"
    first: date
    last: date
    documents: int  # published in the period
    reports: int | None = None
    incidents: int | None = None
    cooperation: int | None = None  # incidents, as all that follow
    conflict: int | None = None
    statements: int | None = None
    deeds: int | None = None
    verbal_cooperation: int | None = None
    material_cooperation: int | None = None
    verbal_conflict: int | None = None
    material_conflict: int | None = None
    cooperation_reports: int | None = None
    conflict_reports: int | None = None
    scale_sum: float | None = None  # PLOVER score, over incidents
    scale_mean: float | None = None
    cooperation_share: float | None = None  # of incidents
    deeds_share: float | None = None
    incidents_per_1000: float | None = None  # documents published in the period
    cooperation_per_1000: float | None = None
    conflict_per_1000: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        found = {item.name: getattr(self, item.name) for item in fields(self)}
        return found | {"first": self.first.isoformat(), "last": self.last.isoformat()}


@dataclass(frozen=True, slots=True)
class Measures:
    """The periods in order, and how many reports stand in none of them."""

    by: str
    rows: tuple[Measure, ...]
    undated: int  # the text tells no date
    vague: int  # its date is longer than a period
    left_out: int  # planned, possible, negated or background, where these are not asked for


def measure(
    events: Iterable[Counted],
    coverage: Mapping[date, int],
    *,
    by: str = "month",
    since: date | None = None,
    until: date | None = None,
    statuses: Sequence[str] = ("actual",),
    background: bool = False,
) -> Measures:
    """Return measures for every period from ``since`` to ``until``, or of the events there are.

    ``coverage`` gives the documents published on each day. An event counts in the period that holds the
    middle of its interval; an incident in that of its earliest report. Those of other statuses, and
    background ones unless ``background`` is set, are left out and told in number.
    """
    placed: list[tuple[date, Counted]] = []
    undated = vague = left_out = 0
    for event in events:
        day, length = middle(event.first, event.last)
        if day is None:
            undated += event.status in statuses and (background or not event.background)
        elif (since is not None and day < since) or (until is not None and day > until):
            continue
        elif event.status not in statuses or (event.background and not background):
            left_out += 1
        elif length > PERIODS[by]:
            vague += 1
        else:
            placed.append((day, event))
    days = [day for day, _ in placed]
    first = since or (floor(min(days), by) if days else None)
    last = until or (_after(floor(max(days), by), by) - _DAY if days else None)
    spans = _spans(first, last, by) if first and last else []
    reports, incidents = _by_period(placed, by)
    documents: Counter[date] = Counter()
    for day, number in coverage.items():
        if first and last and first <= day <= last:
            documents[floor(day, by)] += number
    rows = tuple(
        _row(name, low, high, documents[start], reports[start], incidents[start])
        for name, start, low, high in spans
    )
    return Measures(by, rows, undated, vague, left_out)


def middle(first: date | None, last: date | None) -> tuple[date | None, int]:
    """Return the day in the middle of an interval, and its length in days."""
    low, high = first or last, last or first
    if low is None or high is None:
        return None, 0
    return low + (high - low) // 2, (high - low).days + 1


def floor(day: date, by: str) -> date:
    """Return the first day of the period that holds a day."""
    month = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}[by]
    return date(day.year, month, 1)


def _after(start: date, by: str) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + _MONTHS[by], 12)
    return date(year, month + 1, 1)


def _spans(first: date, last: date, by: str) -> list[tuple[str, date, date, date]]:
    """Name, start of the whole period, and first and last day of it within the time asked for."""
    found = []
    start = floor(first, by)
    while start <= last:
        after = _after(start, by)
        found.append((_name(start, by), start, max(start, first), min(after - _DAY, last)))
        start = after
    return found


def _name(start: date, by: str) -> str:
    if by == "year":
        return f"{start.year:04}"
    if by == "quarter":
        return f"{start.year:04}-Q{(start.month + 2) // 3}"
    return f"{start.year:04}-{start.month:02}"


_Incident = tuple[int, float | None]  # quad, mean scale of its reports


def _by_period(
    placed: Iterable[tuple[date, Counted]], by: str
) -> tuple[defaultdict[date, list[Counted]], defaultdict[date, list[_Incident]]]:
    reports: defaultdict[date, list[Counted]] = defaultdict(list)
    told: dict[str, list[tuple[date, Counted]]] = {}
    for day, event in placed:
        reports[floor(day, by)].append(event)
        told.setdefault(event.incident, []).append((day, event))
    incidents: defaultdict[date, list[_Incident]] = defaultdict(list)
    for found in told.values():
        day, first = min(found, key=lambda it: (it[0], it[1].quad))
        scales = sorted(event.scale for _, event in found if event.scale is not None)
        incidents[floor(day, by)].append((first.quad, sum(scales) / len(scales) if scales else None))
    return reports, incidents


def _row(
    name: str, low: date, high: date, documents: int, reports: list[Counted], incidents: list[_Incident]
) -> Measure:
    if not documents and not reports:
        return Measure(name, low, high, 0)
    quads = Counter(quad for quad, _ in incidents)
    scales = sorted(scale for _, scale in incidents if scale is not None)
    number, cooperation, statements = len(incidents), quads[1] + quads[2], quads[1] + quads[3]
    together = sum(event.quad in COOPERATION for event in reports)

    def per_thousand(count: int) -> float | None:
        return round(1000 * count / documents, 3) if documents else None

    return Measure(
        name, low, high, documents, len(reports), number, cooperation, number - cooperation,
        statements, number - statements, quads[1], quads[2], quads[3], quads[4],
        together, len(reports) - together,
        round(sum(scales), 3), round(sum(scales) / len(scales), 3) if scales else None,
        round(cooperation / number, 3) if number else None,
        round((number - statements) / number, 3) if number else None,
        per_thousand(number), per_thousand(cooperation), per_thousand(number - cooperation),
    )  # fmt: skip
