"""The days that days, months, years and seasons mean."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from entente.nlp.dates.calendar import (
    Interval,
    century_interval,
    day_interval,
    decade_interval,
    month_interval,
    season_interval,
    shifted,
)
from entente.nlp.dates.expressions import (
    Calendar,
    Century,
    Decade,
    Feast,
    Numeric,
    Season,
    Unit,
)
from entente.nlp.dates.occurrences import calendar_interval, feast, pick
from entente.nlp.dates.setting import (
    DateOrder,
    Setting,
    UnknownTimeError,
    spoken,
)
from entente.nlp.dates.unit_readers import read_unit
from entente.records import Granularity


def read_calendar(said: Calendar, setting: Setting) -> Interval:
    if said.month_word is not None and said.month is not None:
        month = said.month
        return _by_word(said.month_word, lambda year: month_interval(year, month), setting)
    if said.year is not None:
        return calendar_interval(said.year, said.month, said.day)
    if said.month is None and said.day is not None:
        return _day_of_month(said.day, setting)
    year = read_unit(Unit(said.year_word or "this", "year"), setting).first.year
    return calendar_interval(year, said.month, said.day)


def _day_of_month(day: int, setting: Setting) -> Interval:
    """Return "the 7th": of this month or the one before, or after where the clause looks ahead."""
    if setting.anchors and setting.anchors[-1].granularity is Granularity.MONTH:
        return day_interval(setting.anchors[-1].first.replace(day=day))  # "in September, on the 6th"
    today, found = spoken(setting), []
    for shift in (-1, 0, 1):
        month = shifted(today, "month", shift)
        if day <= month.last.day:
            found.append(day_interval(month.first.replace(day=day)))
    return pick(found, today, setting.outlook)


def _by_word(word: str, build: Callable[[int], Interval], setting: Setting) -> Interval:
    """Return the last, this or next occurrence of a month or season, seen from the day of speaking."""
    today = spoken(setting)
    around = [build(today.year + shift) for shift in (-2, -1, 0, 1, 2)]
    match word:
        case "last" | "past" | "previous":
            return [one for one in around if one.last < today][-1]
        case "next" | "coming":
            return next(one for one in around if one.first > today)
        case "this":
            holds = [one for one in around if one.first <= today <= one.last]
            return holds[0] if holds else around[2]
    raise UnknownTimeError(f"{word!r} depends on a date that the text does not give here")


def read_numeric(said: Numeric, setting: Setting) -> Interval:
    if said.one > 12 or setting.order is DateOrder.DAY_FIRST or said.one == said.two:
        return day_interval(date(said.year, said.two, said.one))
    if said.two > 12 or setting.order is DateOrder.MONTH_FIRST:
        return day_interval(date(said.year, said.one, said.two))
    raise UnknownTimeError("day and month could stand in either order")


def read_season(said: Season, setting: Setting) -> Interval:
    if said.year is not None:
        return season_interval(said.year, said.month)
    return _by_word(said.word or "this", lambda year: season_interval(year, said.month), setting)


def read_feast(said: Feast, setting: Setting) -> Interval:
    return feast(said.year if said.year is not None else spoken(setting).year, said.offset)


def read_decade(said: Decade, _setting: Setting) -> Interval:
    return decade_interval(said.first)


def read_century(said: Century, _setting: Setting) -> Interval:
    return century_interval(said.number)
