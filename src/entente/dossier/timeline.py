"""Where each happening stands on a line of time: bins of equal width, marks stacked away from the axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entente.records import Status

_UNITS = ((62, "day"), (250, "week"), (1900, "month"), (5500, "quarter"))  # longest span in days, unit
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bin:
    """One step of the line of time, both ends inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Mark:
    """One happening on the line: in ``bin``, ``level`` places from the axis, above it for cooperation.

    ``first_bin`` and ``last_bin`` tell how far its date reaches, where the text names a longer time.
    """

    entry: str
    bin: int
    first_bin: int
    last_bin: int
    level: int
    above: bool
    quad: int
    status: Status
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing as numbers."""

    unit: str
    bins: tuple[Bin, ...]
    marks: tuple[Mark, ...]
    height_above: int  # marks in the tallest stack
    height_below: int


@dataclass(frozen=True, slots=True)
class Dated:
    """What the line needs to know of a happening."""

    entry: str
    first: date
    last: date
    quad: int
    status: Status
    label: str


def draw(happenings: Iterable[Dated], since: date | None, until: date | None) -> Timeline | None:
    """Return the line over the period, or over the dates there are; None when nothing is dated.

    A happening stands in the bin of the middle of its interval, cut to the line.
    """
    items = sorted(happenings, key=lambda item: (item.first, item.last, item.entry))
    if not items:
        return None
    first = since or min(item.first for item in items)
    last = max(until or max(item.last for item in items), first)
    unit = next((name for days, name in _UNITS if (last - first).days <= days), "year")
    bins = _bins(first, last, unit)
    marks: list[Mark] = []
    stacks: dict[tuple[int, bool], int] = {}
    for item in items:
        low, high = max(item.first, bins[0].first), min(item.last, bins[-1].last)
        middle = low + (max(high, low) - low) // 2
        place, above = _index(bins, middle), item.quad <= 2
        level = stacks.get((place, above), 0)
        stacks[place, above] = level + 1
        reach = (_index(bins, low), _index(bins, max(high, low)))
        marks.append(Mark(item.entry, place, *reach, level, above, item.quad, item.status, item.label))
    return Timeline(
        unit=unit,
        bins=tuple(bins),
        marks=tuple(marks),
        height_above=max((count for (_, above), count in stacks.items() if above), default=0),
        height_below=max((count for (_, above), count in stacks.items() if not above), default=0),
    )


def _bins(first: date, last: date, unit: str) -> list[Bin]:
    bins: list[Bin] = []
    start = _floor(first, unit)
    while start <= last:
        after = _next(start, unit)
        bins.append(Bin(start, after - _ONE_DAY))
        start = after
    return bins


def _floor(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def _next(start: date, unit: str) -> date:
    if unit in ("day", "week"):
        return start + timedelta(days=1 if unit == "day" else 7)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, 1)


def _index(bins: Sequence[Bin], day: date) -> int:
    """Return the bin that holds a day, the nearest for a day outside the line."""
    low, high = 0, len(bins) - 1
    while low < high:
        middle = (low + high) // 2
        if bins[middle].last < day:
            low = middle + 1
        else:
            high = middle
    return low
