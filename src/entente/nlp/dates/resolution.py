"""From what a text says of a time to the days it means, or the reason why nobody can tell.

Plain functions over plain values: the expression, and a :class:`Setting` that knows the day of
speaking, the tense around the words and the dates that came before. Nothing here reads text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from entente.nlp.dates.calendar import (
    ONE_DAY,
    Interval,
    shifted,
)
from entente.nlp.dates.calendar_readers import (
    read_calendar,
    read_century,
    read_decade,
    read_feast,
    read_numeric,
    read_season,
)
from entente.nlp.dates.expressions import (
    Bound,
    Calendar,
    Century,
    Decade,
    Expression,
    Feast,
    Numeric,
    Offset,
    OffsetFrom,
    OffsetFromEvent,
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
from entente.nlp.dates.occurrences import occurrences, pick
from entente.nlp.dates.parts import cut
from entente.nlp.dates.setting import (
    LENGTHS,
    UNITS,
    DateOrder,
    NotATimeError,
    Outlook,
    Resolved,
    Setting,
    UnknownTimeError,
    granularity_of,
    spoken,
)
from entente.nlp.dates.unit_readers import read_offset, read_stretch, read_today, read_unit, read_weekday
from entente.records import DateBasis, Granularity


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


def _read_offset_from(said: OffsetFrom, setting: Setting) -> Interval:
    origin = interval(said.origin, setting)
    if (origin.last - origin.first).days >= LENGTHS.get(UNITS[said.unit], 366):
        raise UnknownTimeError("the date it counts from is longer than the unit")
    return shifted(origin.first if said.sign < 0 else origin.last, said.unit, said.sign * said.count)


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


def _read_offset_from_event(_said: OffsetFromEvent, _setting: Setting) -> Interval:
    raise UnknownTimeError("it counts from a happening whose date is not given here")


def _read_open(said: Open, _setting: Setting) -> Interval:
    raise UnknownTimeError(said.reason)


READERS: dict[type, Callable[..., Interval]] = {
    Calendar: read_calendar,
    Numeric: read_numeric,
    Weekday: read_weekday,
    Season: read_season,
    Feast: read_feast,
    Unit: read_unit,
    Today: read_today,
    Offset: read_offset,
    OffsetFromEvent: _read_offset_from_event,
    OffsetFrom: _read_offset_from,
    Stretch: read_stretch,
    Part: _read_part,
    Range: _read_range,
    Decade: read_decade,
    Century: read_century,
    Open: _read_open,
}


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


__all__ = ["DateOrder", "Outlook", "Resolved", "Setting", "resolve"]
