"""Cooperation and conflict of a dossier period by period, from its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TypeGuard

from entente.dossier.rows import DossierRows, Period
from entente.dossier.words import MONTHS
from entente.store.measures import Counted, Measure, Measures, measure

_LONGEST = (("month", 1200), ("quarter", 4500))  # days up to which a period is so long
HEADINGS = (
    "period", "documents", "reports", "incidents", "cooperation: words", "deeds", "conflict: words", "deeds",
    "mean scale",
)  # fmt: skip


def measured(rows: DossierRows, period: Period) -> Measures | None:
    """Return the measures of what is reported as having happened; None where nothing of it is dated.

    Periods are months, quarters or years, as the time covered allows.
    """
    since, until = period
    events = [
        Counted(
            event.incident or f"{document}/{event.id}",
            event.date.first if event.date else None,
            event.date.last if event.date else None,
            event.quad,
            event.scale,
            event.status.value,
            event.background,
        )
        for document, event in rows.events
    ]
    coverage = dict(rows.coverage) if rows.coverage is not None else _own(rows)
    unit = _unit(measure(events, coverage, by="year", since=since, until=until), since, until)
    found = measure(events, coverage, by=unit, since=since, until=until)
    return found if any(row.incidents for row in found.rows) else None


def _own(rows: DossierRows) -> Mapping[date, int]:
    documents = {document.id: document.published for document in rows.documents}
    return Counter(day for day in documents.values() if day is not None)


def _unit(by_year: Measures, since: date | None, until: date | None) -> str:
    if not by_year.rows:
        return "month"
    days = ((until or by_year.rows[-1].last) - (since or by_year.rows[0].first)).days
    return next((unit for unit, longest in _LONGEST if days <= longest), "year")


def worth_telling(found: Measures | None) -> TypeGuard[Measures]:
    """Tell whether there is a course to see: more than one period with documents or events."""
    return found is not None and sum(row.incidents is not None for row in found.rows) > 1


def period_name(row: Measure) -> str:
    """Return a period in words: "April 2018", "2018, second quarter", "2018"."""
    year, _, part = row.period.partition("-")
    if part.startswith("Q"):
        return f"{year}, {('first', 'second', 'third', 'fourth')[int(part[1]) - 1]} quarter"
    return f"{MONTHS[int(part) - 1]} {year}" if part else year


def cells(row: Measure) -> tuple[str, ...]:
    """Return a period as the cells under HEADINGS; nothing where nothing is known."""
    counts = (
        row.reports, row.incidents, row.verbal_cooperation, row.material_cooperation, row.verbal_conflict,
        row.material_conflict,
    )  # fmt: skip
    scale = "" if row.scale_mean is None else f"{row.scale_mean:.1f}"
    return (row.period, str(row.documents), *("" if it is None else str(it) for it in counts), scale)


def left_out(found: Measures) -> str | None:
    """Return in words how many reports stand in no period, and why."""
    parts = [
        (found.undated, "without a stated date"),
        (found.vague, f"with a date longer than a {found.by}"),
        (found.left_out, "planned, possible, denied or background"),
    ]
    told = ", ".join(f"{number} {words}" for number, words in parts if number)
    return f"Reports not counted: {told}." if told else None
