"""The days that weekdays, units and lengths mean: "last Friday", "the following week", "two days ago"."""

from __future__ import annotations

from datetime import timedelta

from entente.nlp.dates.calendar import (
    Interval,
    day_interval,
    holding,
    shifted,
    stretch,
    week_of,
    weekend_of,
)
from entente.nlp.dates.expressions import (
    Offset,
    Stretch,
    Today,
    Unit,
    Weekday,
)
from entente.nlp.dates.setting import (
    LENGTHS,
    UNITS,
    NotATimeError,
    Outlook,
    Setting,
    UnknownTimeError,
    spoken,
)


def read_weekday(said: Weekday, setting: Setting) -> Interval:
    today = spoken(setting)
    monday = week_of(today).first
    if said.week is not None:
        week = read_unit(Unit(said.week, "week"), setting)
        return day_interval(week.first + timedelta(days=said.weekday))
    match said.word:
        case "last" | "past" | "previous":
            back = (today.weekday() - said.weekday - 1) % 7 + 1
            return day_interval(today - timedelta(days=back))
        case "next" | "following":
            return day_interval(monday + timedelta(days=7 + said.weekday))
        case "coming":
            ahead = (said.weekday - today.weekday() - 1) % 7 + 1
            return day_interval(today + timedelta(days=ahead))
        case "this":
            day = monday + timedelta(days=said.weekday)
            told = setting.outlook is Outlook.PAST and day > today  # "arrived this Sunday"
            return day_interval(day - timedelta(days=7) if told else day)
        case "that" | "same":
            return anchor_of(setting, 1)
    raise UnknownTimeError(f"{said.word!r} depends on a date that the text does not give here")


def read_unit(said: Unit, setting: Setting) -> Interval:
    steps = {"last": -1, "this": 0, "next": 1, "before last": -2, "after next": 2}
    if said.word in steps:
        return _unit_now(said.unit, steps[said.word], setting)
    if said.word == "past":
        return stretch(spoken(setting), said.unit, -1)
    if said.word == "coming":
        return stretch(spoken(setting), said.unit, 1)
    anchor = anchor_of(setting, LENGTHS.get(UNITS[said.unit], 366))
    step = {"that": 0, "same": 0, "previous": -1, "following": 1}[said.word]
    edge = anchor.last if step > 0 else anchor.first
    return holding(edge, said.unit) if step == 0 else shifted(edge, said.unit, step)


def _unit_now(unit: str, step: int, setting: Setting) -> Interval:
    today = spoken(setting)
    if unit == "weekend" and step == 0 and setting.outlook is Outlook.PAST:
        return weekend_of(today if today.weekday() >= 5 else today - timedelta(weeks=1))
    if unit in ("decade", "century") and step:
        return holding(shifted(today, unit, step).first, unit)
    return holding(today, unit) if step == 0 else shifted(today, unit, step)


def anchor_of(setting: Setting, longest: int) -> Interval:
    """Return the last date told that is short enough to count from, or raise UnknownTimeError."""
    for anchor in reversed(setting.anchors):
        if (anchor.last - anchor.first).days < longest:
            return anchor
    raise UnknownTimeError("it counts from a date that the text has not told")


def read_today(said: Today, setting: Setting) -> Interval:
    return day_interval(spoken(setting) + timedelta(days=said.offset))


def read_offset(said: Offset, setting: Setting) -> Interval:
    if said.must_be_future and setting.outlook is not Outlook.FUTURE:
        raise NotATimeError
    if said.count is None:
        raise UnknownTimeError("the text leaves the number open")
    if said.direction in ("ago", "ahead"):
        origin = spoken(setting)
    else:
        anchor = anchor_of(setting, LENGTHS.get(UNITS[said.unit], 366))
        origin = anchor.last if said.direction == "later" else anchor.first
    count = -said.count if said.direction in ("ago", "earlier") else said.count
    return shifted(origin, said.unit, count)


def read_stretch(said: Stretch, setting: Setting) -> Interval:
    if said.must_be_future and setting.outlook is not Outlook.FUTURE:
        raise NotATimeError
    if said.count is None:
        raise UnknownTimeError("the text leaves the number open")
    if said.sign > 0 and setting.outlook is Outlook.PAST:  # "over the next five years" of a narrative
        origin = anchor_of(setting, LENGTHS.get(UNITS[said.unit], 366)).last
    else:
        origin = spoken(setting)
    return stretch(origin, said.unit, said.sign * said.count)
