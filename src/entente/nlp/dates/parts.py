"""Parts of an interval: early, middle, late, halves, quarters, the first three months of it."""

from __future__ import annotations

from datetime import date, timedelta

from entente.nlp.dates.calendar import ONE_DAY, Interval, holding, month_interval, shift_months, week_of
from entente.records import Granularity


def cut(whole: Interval, part: str, count: int = 1, unit: str | None = None) -> Interval:
    """Return a part of an interval.

    ``part`` is early, middle, late, half or quarter (the ``count``-th; 0 and below count from the
    end), weekday (the ``count``-th; ``unit`` is its number), first or last with
    ``count`` units, or holding (the ``unit`` that the interval lies in).
    """
    match part:
        case "early" | "middle" | "late":
            return _third(whole, part)
        case "holding":
            return holding(whole.first, unit or "week")
        case "half":
            return _equal(whole, count, 2, Granularity.PERIOD)
        case "quarter":
            return _equal(whole, count, 4, Granularity.QUARTER)
        case "third":
            return _equal(whole, count, 3, Granularity.PERIOD)
        case "weekday":
            return _weekday(whole, count, int(unit or 0))
        case "nth":
            return _nth(whole, count, unit or "week")
        case "first" | "last":
            return _edge(whole, part, count, unit or "month")
        case _:
            raise ValueError(f"{part!r} is not a part of an interval")


def _third(whole: Interval, part: str) -> Interval:
    first, last = whole.first, whole.last
    match whole.granularity:
        case Granularity.DAY:
            return whole
        case Granularity.WEEK:
            edges = {"early": (0, 1), "middle": (2, 2), "late": (3, 6)}[part]
            return Interval(
                first + timedelta(days=edges[0]), first + timedelta(days=edges[1]), Granularity.WEEK
            )
        case Granularity.MONTH:
            if part == "late":
                return Interval(last - timedelta(days=9), last, Granularity.MONTH)
            start = first + timedelta(days=0 if part == "early" else 10)
            return Interval(start, start + timedelta(days=9), Granularity.MONTH)
        case Granularity.YEAR:
            months, granularity = {
                "early": ((1, 3), Granularity.QUARTER),
                "middle": ((4, 9), Granularity.PERIOD),
                "late": ((10, 12), Granularity.QUARTER),
            }[part]
            return _months(first.year, months, granularity)
        case Granularity.DECADE:
            from_year, to_year = {"early": (0, 3), "middle": (4, 6), "late": (7, 9)}[part]
            return Interval(
                date(first.year + from_year, 1, 1), date(first.year + to_year, 12, 31), Granularity.DECADE
            )
        case _:
            return _equal(whole, {"early": 1, "middle": 2, "late": 3}[part], 3, whole.granularity)


def _months(year: int, months: tuple[int, int], granularity: Granularity) -> Interval:
    return Interval(month_interval(year, months[0]).first, month_interval(year, months[1]).last, granularity)


def _equal(whole: Interval, number: int, of: int, granularity: Granularity) -> Interval:
    """Return one of several equal parts: of whole months where the interval is made of months."""
    number = number if number > 0 else of + 1 + number  # -1 is the last
    if not 1 <= number <= of:
        raise ValueError(f"there is no part {number} of {of}")
    months = _whole_months(whole)
    if months and months % of == 0:
        size = months // of
        start = shift_months(whole.first.year, whole.first.month, size * (number - 1))
        end = shift_months(start[0], start[1], size - 1)
        return Interval(month_interval(*start).first, month_interval(*end).last, granularity)
    if whole.granularity is Granularity.MONTH and of == 2:
        middle = whole.first.replace(day=15)
        if number == 1:
            return Interval(whole.first, middle, granularity)
        return Interval(middle + ONE_DAY, whole.last, granularity)
    days = (whole.last - whole.first).days + 1
    start_day = whole.first + timedelta(days=days * (number - 1) // of)
    return Interval(start_day, whole.first + timedelta(days=days * number // of - 1), granularity)


def _whole_months(whole: Interval) -> int:
    """Return how many whole months an interval is made of, or 0 where it is not."""
    if whole.first.day != 1 or (whole.last + ONE_DAY).day != 1:
        return 0
    return (whole.last.year - whole.first.year) * 12 + whole.last.month - whole.first.month + 1


def _nth(whole: Interval, number: int, unit: str) -> Interval:
    """Return the n-th week, month or day; -1 is the last. Weeks of a month are counted from its first day."""
    if number < 0:
        return _edge(whole, "last", 1, unit)
    if unit == "week":
        if whole.granularity is not Granularity.MONTH:
            first = week_of(whole.first).first + timedelta(weeks=number - 1)
            return Interval(first, first + timedelta(days=6), Granularity.WEEK)
        first = whole.first + timedelta(weeks=number - 1)
        return Interval(first, min(first + timedelta(days=6), whole.last), Granularity.WEEK)
    if unit == "month":
        year, month = shift_months(whole.first.year, whole.first.month, number - 1)
        return _inside(whole, month_interval(year, month))
    if unit == "day":
        day = whole.first + timedelta(days=number - 1)
        return _inside(whole, Interval(day, day, Granularity.DAY))
    if unit == "weekend":
        saturday = whole.first + timedelta(days=(5 - whole.first.weekday()) % 7 + 7 * (number - 1))
        return _inside(whole, Interval(saturday, saturday + ONE_DAY, Granularity.PERIOD))
    if unit == "decade":
        first_year = whole.first.year - whole.first.year % 10 + 10 * (number - 1)
        return Interval(date(max(first_year, 1), 1, 1), date(first_year + 9, 12, 31), Granularity.DECADE)
    raise ValueError(f"{unit!r} is not a part to count")


def _weekday(whole: Interval, number: int, weekday: int) -> Interval:
    """Return the n-th Monday, Tuesday… of a month or year; -1 is the last."""
    if number < 0:
        day = whole.last - timedelta(days=(whole.last.weekday() - weekday) % 7)
    else:
        day = whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (number - 1))
    return _inside(whole, Interval(day, day, Granularity.DAY))


def _inside(whole: Interval, part: Interval) -> Interval:
    if part.first < whole.first or part.last > whole.last:
        raise ValueError("the part lies outside the whole")
    return part


def _edge(whole: Interval, side: str, count: int, unit: str) -> Interval:
    """Return the first or last ``count`` units of an interval."""
    granularity = {
        "day": Granularity.DAY,
        "week": Granularity.WEEK,
        "month": Granularity.MONTH,
        "year": Granularity.YEAR,
    }.get(unit, Granularity.PERIOD)
    granularity = granularity if count == 1 else Granularity.PERIOD
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days is not None:
        length = timedelta(days=days * count - 1)
        inner = (
            Interval(whole.first, whole.first + length, granularity)
            if side == "first"
            else Interval(whole.last - length, whole.last, granularity)
        )
        return _inside(whole, inner)
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    if months is None or not _whole_months(whole):
        raise ValueError(f"{unit!r} is not a part to count")
    if side == "first":
        end = shift_months(whole.first.year, whole.first.month, months * count - 1)
        return _inside(whole, Interval(whole.first, month_interval(*end).last, granularity))
    start = shift_months(whole.last.year, whole.last.month, 1 - months * count)
    return _inside(whole, Interval(month_interval(*start).first, whole.last, granularity))
