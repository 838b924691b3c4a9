"""What the words of a date are read against, and what comes out: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entente.nlp.dates.calendar import (
    Interval,
)
from entente.nlp.dates.expressions import (
    Calendar,
    Decade,
    Expression,
    Feast,
    Numeric,
    Offset,
    OffsetFrom,
    OffsetFromEvent,
    Open,
    Part,
    Season,
    Today,
    Unit,
    Weekday,
)
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
    "hours": Granularity.DAY,  # "the coming hours"
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


LENGTHS = {
    Granularity.DAY: 1,
    Granularity.WEEK: 7,
    Granularity.MONTH: 31,
    Granularity.QUARTER: 92,
    Granularity.SEASON: 92,
    Granularity.YEAR: 366,
}


def spoken(setting: Setting) -> date:
    """Return the day of speaking, or raise UnknownTimeError."""
    if setting.spoken is None:
        raise UnknownTimeError(NO_PUBLICATION)
    return setting.spoken


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
        case Unit() | Offset() | OffsetFrom() | OffsetFromEvent():
            return UNITS[said.unit]
        case Open():
            return said.granularity
        case Part():
            return granularity_of(said.whole)
        case Decade():
            return Granularity.DECADE
        case _:
            return Granularity.PERIOD
