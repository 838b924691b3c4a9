"""From what a text says of a time to the days it means, or the reason why nobody can tell.

Plain functions over plain values: the expression, and a :class:`Setting` that knows the day of
speaking, the tense around the words and the dates that came before. Nothing here reads text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from entente.nlp.date_calendar import (
    ONE_DAY,
    Interval,
    century_interval,
    day_interval,
    decade_interval,
    easter,
    holding,
    month_interval,
    season_interval,
    shifted,
    stretch,
    week_of,
    weekend_of,
    year_interval,
)
from entente.nlp.date_expressions import (
    Bound,
    Calendar,
    Century,
    Decade,
    Expression,
    Feast,
    Numeric,
    Offset,
    OffsetFrom,
    Open,
    Part,
    Range,
    Season,
    Stretch,
    Today,
    Unit,
    Weekday,
    states_year,
    with_year,
)
from entente.nlp.date_parts import cut
from entente.records import DateBasis, Granularity


class Outlook(StrEnum):
    """Which way the clause around a date looks from the day of speaking."""

    PAST = "past"
    PRESENT = "present"  # "meets on Friday": whichever is nearer
    FUTURE = "future"


class DateOrder(StrEnum):
    """Which number comes first in a numeric date."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words of one date are read against."""

    spoken: date | None  # the dateline's day, or the day of publication
    outlook: Outlook = Outlook.PAST
    anchors: tuple[Interval, ...] = ()  # dates told before this one, latest last
    order: DateOrder | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """The days meant; None with a ``reason`` where they cannot be known."""

    first: date | None
    last: date | None
    granularity: Granularity
    basis: DateBasis
    reason: str | None = None


class UnknownTimeError(Exception):
    """Words that name a time which nothing settles; carries the reason. Never leaves this module."""


class NotATimeError(Exception):
    """Words that turn out not to name a time: "in two weeks" of something past is a length."""


NO_PUBLICATION = "the day of publication is not known"
UNITS = {
    "hour": Granularity.DAY,
    "day": Granularity.DAY,
    "night": Granularity.DAY,
    "week": Granularity.WEEK,
    "fortnight": Granularity.WEEK,
    "weekend": Granularity.PERIOD,
    "month": Granularity.MONTH,
    "quarter": Granularity.QUARTER,
    "year": Granularity.YEAR,
    "decade": Granularity.YEAR,
    "century": Granularity.YEAR,
}
TOLERANCE = ONE_DAY  # a page may be dated a day before what it tells, across time zones
LENGTHS = {
    Granularity.DAY: 1,
    Granularity.WEEK: 7,
    Granularity.MONTH: 31,
    Granularity.QUARTER: 92,
    Granularity.SEASON: 92,
    Granularity.YEAR: 366,
}


def resolve(expression: Expression, setting: Setting) -> Resolved | None:
    """Return the days that an expression means in its setting; None where it is no date after all."""
    basis = DateBasis.STATED if states_year(expression) else DateBasis.RELATIVE
    try:
        if isinstance(expression, Bound):
            first, last = bound(expression, setting)
            return Resolved(first, last, Granularity.PERIOD, basis)
        found = interval(expression, setting)
    except NotATimeError:
        return None
    except UnknownTimeError as unknown:
        return Resolved(None, None, granularity_of(expression), basis, str(unknown))
    except (ValueError, OverflowError):
        return Resolved(None, None, granularity_of(expression), basis, "the calendar has no such date")
    if isinstance(expression, Offset) and expression.open_end:
        back = expression.direction in ("ago", "earlier")
        first, last = (None, found.last) if back else (found.first, None)
        return Resolved(first, last, Granularity.PERIOD, basis)
    return Resolved(found.first, found.last, found.granularity, basis)


def interval(expression: Expression, setting: Setting) -> Interval:
    """Return the interval of days meant, or raise UnknownTimeError, NotATimeError or ValueError."""
    found = list(occurrences(expression, setting))
    if found:
        return pick(found, spoken(setting), setting.outlook)
    return READERS[type(expression)](expression, setting)


def spoken(setting: Setting) -> date:
    """Return the day of speaking, or raise UnknownTimeError."""
    if setting.spoken is None:
        raise UnknownTimeError(NO_PUBLICATION)
    return setting.spoken


def pick(found: list[Interval], day: date, outlook: Outlook) -> Interval:
    """Return the occurrence that is meant on ``day``: the nearest past one, the next, or the nearest."""
    tolerance = TOLERANCE if _days_a_year_apart(found) else timedelta(0)
    past = [one for one in found if one.first <= day + tolerance]
    ahead = [one for one in found if one.last >= day]
    if outlook is Outlook.PRESENT and past and ahead:
        return min((past[-1], ahead[0]), key=lambda one: (_distance(one, day), one.first < day))
    if outlook is Outlook.FUTURE and ahead:
        return ahead[0]
    return past[-1] if past else ahead[0]


def _days_a_year_apart(found: list[Interval]) -> bool:
    return (
        len(found) > 1
        and found[0].granularity is Granularity.DAY
        and (found[1].first - found[0].first).days > 300
    )


def _distance(one: Interval, day: date) -> int:
    return max((one.first - day).days, (day - one.last).days, 0)


# --- times that come round: every year or every week -------------------------------------------


def occurrences(expression: Expression, setting: Setting) -> Iterator[Interval]:
    """Yield, in order, the times that an expression could mean where it names no year or week."""
    match expression:
        case Calendar(year=None, year_word=None, month_word=None, month=int()):
            yield from _yearly(lambda year: _calendar(year, expression.month, expression.day), setting, 8)
        case Season(year=None, word=None):
            yield from _yearly(lambda year: season_interval(year, expression.month), setting, 2)
        case Feast(year=None):
            yield from _yearly(lambda year: _feast(year, expression.offset), setting, 2)
        case Weekday(word=None, week=None):
            monday = week_of(spoken(setting)).first
            for week in (-1, 0, 1):
                yield day_interval(monday + timedelta(days=expression.weekday + 7 * week))
        case Part():
            for whole in occurrences(expression.whole, setting):
                yield cut(whole, expression.part, expression.count, expression.unit)


def _yearly(build: Callable[[int], Interval], setting: Setting, reach: int) -> Iterator[Interval]:
    if setting.spoken is None and setting.anchors:  # a narrative without publication: its own last year
        yield build(setting.anchors[-1].last.year)
        return
    year, none = spoken(setting).year, True
    for candidate in range(max(1, year - reach), min(9999, year + reach) + 1):
        try:
            yield build(candidate)
            none = False
        except ValueError:  # 29 February
            continue
    if none:
        raise ValueError("no year has such a day")


def _feast(year: int, offset: int) -> Interval:
    return day_interval(easter(year) + timedelta(days=offset))


def _calendar(year: int, month: int | None, day: int | None) -> Interval:
    if month is None:
        return year_interval(year)
    return month_interval(year, month) if day is None else day_interval(date(year, month, day))


# --- one reader per kind of expression ---------------------------------------------------------


def _read_calendar(said: Calendar, setting: Setting) -> Interval:
    if said.month_word is not None and said.month is not None:
        month = said.month
        return _by_word(said.month_word, lambda year: month_interval(year, month), setting)
    if said.year is not None:
        return _calendar(said.year, said.month, said.day)
    if said.month is None and said.day is not None:
        return _day_of_month(said.day, setting)
    year = _read_unit(Unit(said.year_word or "this", "year"), setting).first.year
    return _calendar(year, said.month, said.day)


def _day_of_month(day: int, setting: Setting) -> Interval:
    """Return "the 7th": of this month or the one before, or after where the clause looks ahead."""
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


def _read_numeric(said: Numeric, setting: Setting) -> Interval:
    if said.one > 12 or setting.order is DateOrder.DAY_FIRST or said.one == said.two:
        return day_interval(date(said.year, said.two, said.one))
    if said.two > 12 or setting.order is DateOrder.MONTH_FIRST:
        return day_interval(date(said.year, said.one, said.two))
    raise UnknownTimeError("day and month could stand in either order")


def _read_weekday(said: Weekday, setting: Setting) -> Interval:
    today = spoken(setting)
    monday = week_of(today).first
    if said.week is not None:
        week = _read_unit(Unit(said.week, "week"), setting)
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
            return day_interval(monday + timedelta(days=said.weekday))
        case "that" | "same":
            return _anchor(setting, 1)
    raise UnknownTimeError(f"{said.word!r} depends on a date that the text does not give here")


def _read_season(said: Season, setting: Setting) -> Interval:
    if said.year is not None:
        return season_interval(said.year, said.month)
    return _by_word(said.word or "this", lambda year: season_interval(year, said.month), setting)


def _read_feast(said: Feast, setting: Setting) -> Interval:
    return _feast(said.year if said.year is not None else spoken(setting).year, said.offset)


def _read_unit(said: Unit, setting: Setting) -> Interval:
    steps = {"last": -1, "this": 0, "next": 1, "before last": -2, "after next": 2}
    if said.word in steps:
        return _unit_now(said.unit, steps[said.word], setting)
    if said.word == "past":
        return stretch(spoken(setting), said.unit, -1)
    if said.word == "coming":
        return stretch(spoken(setting), said.unit, 1)
    anchor = _anchor(setting, LENGTHS.get(UNITS[said.unit], 366))
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


def _anchor(setting: Setting, longest: int) -> Interval:
    """Return the last date told that is short enough to count from, or raise UnknownTimeError."""
    for anchor in reversed(setting.anchors):
        if (anchor.last - anchor.first).days < longest:
            return anchor
    raise UnknownTimeError("it counts from a date that the text has not told")


def _read_today(said: Today, setting: Setting) -> Interval:
    return day_interval(spoken(setting) + timedelta(days=said.offset))


def _read_offset(said: Offset, setting: Setting) -> Interval:
    if said.must_be_future and setting.outlook is not Outlook.FUTURE:
        raise NotATimeError
    if said.count is None:
        raise UnknownTimeError("the text leaves the number open")
    if said.direction in ("ago", "ahead"):
        origin = spoken(setting)
    else:
        anchor = _anchor(setting, LENGTHS.get(UNITS[said.unit], 366))
        origin = anchor.last if said.direction == "later" else anchor.first
    count = -said.count if said.direction in ("ago", "earlier") else said.count
    return shifted(origin, said.unit, count)


def _read_offset_from(said: OffsetFrom, setting: Setting) -> Interval:
    origin = interval(said.origin, setting)
    if (origin.last - origin.first).days >= LENGTHS.get(UNITS[said.unit], 366):
        raise UnknownTimeError("the date it counts from is longer than the unit")
    return shifted(origin.first if said.sign < 0 else origin.last, said.unit, said.sign * said.count)


def _read_stretch(said: Stretch, setting: Setting) -> Interval:
    if said.must_be_future and setting.outlook is not Outlook.FUTURE:
        raise NotATimeError
    if said.count is None:
        raise UnknownTimeError("the text leaves the number open")
    if said.sign > 0 and setting.outlook is Outlook.PAST:  # "over the next five years" of a narrative
        origin = _anchor(setting, LENGTHS.get(UNITS[said.unit], 366)).last
    else:
        origin = spoken(setting)
    return stretch(origin, said.unit, said.sign * said.count)


def _read_part(said: Part, setting: Setting) -> Interval:
    whole = interval(said.whole, setting)
    if said.part in ("so far", "rest"):
        today = spoken(setting)
        if not whole.first <= today <= whole.last:
            return whole
        ends = (whole.first, today) if said.part == "so far" else (today, whole.last)
        return Interval(*ends, whole.granularity)
    return cut(whole, said.part, said.count, said.unit)


def _read_range(said: Range, setting: Setting) -> Interval:
    lent = with_year(said.start, said.end)
    start = interval(lent, setting)
    end = _end_of_range(with_year(said.end, said.start), start, setting)
    if end.last < start.first and lent != said.start and isinstance(lent, Calendar) and lent.year:
        start = interval(replace(lent, year=lent.year - 1), setting)  # "November to February 1990"
    return Interval(start.first, end.last, Granularity.PERIOD)


def _end_of_range(said: Expression, start: Interval, setting: Setting) -> Interval:
    """Return the end: where it comes round, the first occurrence that does not lie before the start."""
    found = [] if setting.spoken is None else list(occurrences(said, replace(setting, spoken=start.first)))
    later = [one for one in found if one.first >= start.first]
    return later[0] if later else interval(said, setting)


def _read_decade(said: Decade, _setting: Setting) -> Interval:
    return decade_interval(said.first)


def _read_century(said: Century, _setting: Setting) -> Interval:
    return century_interval(said.number)


def _read_open(said: Open, _setting: Setting) -> Interval:
    raise UnknownTimeError(said.reason)


READERS: dict[type, Callable[..., Interval]] = {
    Calendar: _read_calendar,
    Numeric: _read_numeric,
    Weekday: _read_weekday,
    Season: _read_season,
    Feast: _read_feast,
    Unit: _read_unit,
    Today: _read_today,
    Offset: _read_offset,
    OffsetFrom: _read_offset_from,
    Stretch: _read_stretch,
    Part: _read_part,
    Range: _read_range,
    Decade: _read_decade,
    Century: _read_century,
    Open: _read_open,
}

# --- since, until, by, before, after -----------------------------------------------------------


def bound(said: Bound, setting: Setting) -> tuple[date | None, date | None]:
    """Return the ends of "since", "until", "by", "before" and "after" a time (codebook: dates)."""
    if said.word == "since":
        setting = replace(setting, outlook=Outlook.PAST)
    origin, today = interval(said.origin, setting), setting.spoken
    match said.word:
        case "since":
            return origin.first, today if today is None or today >= origin.first else None
        case "until" | "by":
            return _up_to(origin.last, today)
        case "before":
            is_day = origin.first == origin.last or _ends_it(said.origin)
            return _up_to(origin.last if is_day else origin.first - ONE_DAY, today)
        case _:
            after = origin.last + ONE_DAY
            return after, today if today is not None and today >= after else None


def _up_to(end: date, today: date | None) -> tuple[date | None, date | None]:
    """Return publication to the end where that lies ahead; only the end where it is past."""
    return (today if today is not None and today <= end else None), end


def _ends_it(said: Expression) -> bool:
    """Return whether the words name the end of something: "before the end of 2018" runs to its last day."""
    return isinstance(said, Part) and said.part == "late"


def granularity_of(said: Expression) -> Granularity:
    """Return how long the time is that the words name, for dates that stay unknown."""
    match said:
        case Calendar():
            if said.day is not None:
                return Granularity.DAY
            return Granularity.MONTH if said.month is not None else Granularity.YEAR
        case Weekday() | Today() | Numeric() | Feast():
            return Granularity.DAY
        case Season():
            return Granularity.SEASON
        case Unit() | Offset() | OffsetFrom():
            return UNITS[said.unit]
        case Open():
            return said.granularity
        case Part():
            return granularity_of(said.whole)
        case Decade():
            return Granularity.DECADE
        case _:
            return Granularity.PERIOD


__all__ = ["DateOrder", "Outlook", "Resolved", "Setting", "resolve"]
