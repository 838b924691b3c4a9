"""Exact calendar arithmetic over inclusive intervals of days; no language in here.

Conventions of the codebook: a week runs Monday to Sunday, spring is March to May in the north,
``early`` a year is its first quarter, ``late`` a month its last ten days. Dates that a calendar
does not have, or that lie outside the years 1 to 9999, raise :class:`ValueError`.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from entente.records import Granularity

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``first`` to ``last``, both inclusive, and how long the words say they are."""

    first: date
    last: date
    granularity: Granularity

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"the interval ends ({self.last}) before it begins ({self.first})")


def day_interval(day: date) -> Interval:
    """Return one day as an interval."""
    return Interval(day, day, Granularity.DAY)


def month_interval(year: int, month: int) -> Interval:
    """Return a calendar month."""
    last = date(year, month, monthrange(year, month)[1])
    return Interval(date(year, month, 1), last, Granularity.MONTH)


def year_interval(year: int) -> Interval:
    """Return a calendar year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), Granularity.YEAR)


def years_interval(first: int, last: int, granularity: Granularity = Granularity.PERIOD) -> Interval:
    """Return the interval from 1 January of one year to 31 December of another."""
    return Interval(date(first, 1, 1), date(last, 12, 31), granularity)


def week_of(day: date) -> Interval:
    """Return the Monday-to-Sunday week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6), Granularity.WEEK)


def weekend_of(day: date) -> Interval:
    """Return Saturday and Sunday of the week that holds a day."""
    sunday = week_of(day).last
    return Interval(sunday - ONE_DAY, sunday, Granularity.PERIOD)


def quarter_interval(year: int, quarter: int) -> Interval:
    """Return the first, second, third or fourth quarter of a year."""
    month = 3 * quarter - 2
    return Interval(
        month_interval(year, month).first, month_interval(year, month + 2).last, Granularity.QUARTER
    )


def season_interval(year: int, month: int) -> Interval:
    """Return the season or quarter that begins in ``month``; winter runs into the next year."""
    end = month_interval(*shift_months(year, month, 2))
    granularity = Granularity.SEASON if month % 3 == 0 else Granularity.QUARTER
    return Interval(date(year, month, 1), end.last, granularity)


def shift_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the year and month that lie ``count`` months on."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def same_day(day: date, months: int) -> date:
    """Return the day ``months`` on, or the last of its month where that has no such day."""
    month = month_interval(*shift_months(day.year, day.month, months))
    return month.first.replace(day=min(day.day, month.last.day))


def shifted(day: date, unit: str, count: int) -> Interval:
    """Return the day, week, month, year… that lies ``count`` units from the one that holds ``day``.

    ``unit`` is singular. A decade counts ten years and a century a hundred, and name a year.
    """
    match unit:
        case "day" | "night":
            return day_interval(day + timedelta(days=count))
        case "hour":
            return day_interval(day + timedelta(days=int(count / 24)))
        case "week":
            return week_of(day + timedelta(weeks=count))
        case "fortnight":
            return week_of(day + timedelta(weeks=2 * count))
        case "weekend":
            return weekend_of(day + timedelta(weeks=count))
        case "month":
            return month_interval(*shift_months(day.year, day.month, count))
        case "quarter":
            year, month = shift_months(day.year, day.month, 3 * count)
            return quarter_interval(year, (month + 2) // 3)
        case "year" | "decade" | "century":
            return year_interval(day.year + count * {"year": 1, "decade": 10, "century": 100}[unit])
        case _:
            raise ValueError(f"{unit!r} is not a unit of the calendar")


def stretch(day: date, unit: str, count: int) -> Interval:
    """Return the interval that reaches ``count`` units from ``day``, back where count is negative."""
    other: date
    match unit:
        case "day" | "night":
            other = day + timedelta(days=count)
        case "hour":
            other = day + timedelta(days=int(count / 24) or (1 if count > 0 else -1))
        case "week" | "weekend":
            other = day + timedelta(weeks=count)
        case "fortnight":
            other = day + timedelta(weeks=2 * count)
        case "month" | "quarter" | "year" | "decade" | "century":
            months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
            other = same_day(day, months * count)
        case _:
            raise ValueError(f"{unit!r} is not a unit of the calendar")
    return Interval(min(day, other), max(day, other), Granularity.PERIOD)


def holding(day: date, unit: str) -> Interval:
    """Return the day, week, month, year, decade or century that holds a day."""
    if unit == "decade":
        return decade_interval(day.year - day.year % 10)
    if unit == "century":
        return century_interval(day.year // 100 + 1)
    return shifted(day, unit, 0)


def decade_interval(first: int) -> Interval:
    """Return the ten years from a year that ends in 0."""
    return years_interval(max(first, 1), first + 9, Granularity.DECADE)


def century_interval(number: int) -> Interval:
    """Return a century as ISO 8601 and common use count it: the 19th is 1800 to 1899."""
    return years_interval(max(100 * number - 100, 1), 100 * number - 1)


def easter(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar (Meeus, *Astronomical Algorithms*, ch. 8)."""
    century, rest = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    letter = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * letter) // 451
    month, day = divmod(epact + letter - 7 * shift + 114, 31)
    return date(year, month, day + 1)
