"""What a text says of a time, before anything is worked out: one frozen value per kind of words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from entente.records import Granularity


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year, a month or a day, with what is not said left None ("June 7", "March 2015", "2014").

    ``year_word`` stands where a word names the year: last, this, next or that ("June last year").
    ``month_word`` likewise ("last March"); ``named`` for "Christmas Day" and the like.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_word: str | None = None
    month_word: str | None = None


@dataclass(frozen=True, slots=True)
class Numeric:
    """Two numbers and a year whose order depends on who writes: "02/04/2018"."""

    one: int
    two: int
    year: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week; ``word`` is last, this or next, ``week`` that of "Tuesday of next week"."""

    weekday: int
    word: str | None = None
    week: str | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """A season by its first month, with its year or a word for it."""

    month: int
    year: int | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast that moves with Easter, by its distance in days."""

    offset: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years, by their first."""

    first: int


@dataclass(frozen=True, slots=True)
class Century:
    """A hundred years, by their number."""

    number: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with a word: last week, this month, next year; that day, the following week."""

    word: str  # last, this, next, from publication; that, same, previous, following, from the text
    unit: str


@dataclass(frozen=True, slots=True)
class Today:
    """A day counted from the day of speaking: today 0, yesterday -1."""

    offset: int


@dataclass(frozen=True, slots=True)
class Offset:
    """Two weeks ago, three days later, in a month. ``count`` None: the text leaves the number open.

    ``direction`` is ago or ahead, from the day of speaking, or earlier or later, from another date.
    ``open_end`` stands for "more than".
    """

    count: int | None
    unit: str
    direction: str
    open_end: bool = False
    must_be_future: bool = False


@dataclass(frozen=True, slots=True)
class OffsetFrom:
    """Two days before another date."""

    count: int
    unit: str
    sign: int
    origin: Expression


@dataclass(frozen=True, slots=True)
class OffsetFromEvent:
    """Two days before a happening: the parse may find its date, or the happening's from the main clause."""

    count: int
    unit: str
    sign: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The past three days, the next five years; ``count`` None where the text leaves it open."""

    count: int | None
    unit: str
    sign: int
    must_be_future: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a time: early, middle, late, half, quarter, nth, first, last, so far, rest, holding."""

    part: str
    whole: Expression
    count: int = 1
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another, both included."""

    start: Expression
    end: Expression


@dataclass(frozen=True, slots=True)
class Bound:
    """Since, until, by, before or after a time."""

    word: str
    origin: Expression


@dataclass(frozen=True, slots=True)
class Open:
    """Words for a time that nothing in the text settles; ``reason`` says why."""

    granularity: Granularity
    reason: str


Expression = (
    Calendar
    | Numeric
    | Weekday
    | Season
    | Feast
    | Decade
    | Century
    | Unit
    | Today
    | Offset
    | OffsetFrom
    | OffsetFromEvent
    | Stretch
    | Part
    | Range
    | Bound
    | Open
)


def states_year(expression: Expression) -> bool:
    """Return whether the words carry their own year, so that no publication date is needed."""
    match expression:
        case Calendar() | Season() | Feast():
            return expression.year is not None
        case Numeric() | Decade() | Century():
            return True
        case Part():
            return states_year(expression.whole)
        case Bound() | OffsetFrom():
            return states_year(expression.origin)
        case Range():
            return states_year(expression.end)  # which lends its year to the start
        case _:
            return False


def with_year(expression: Expression, other: Expression) -> Expression:
    """Return the expression with the year, or the word for it, that its neighbour carries."""
    if isinstance(expression, Part):
        return replace(expression, whole=with_year(expression.whole, other))
    if isinstance(other, Part):
        return with_year(expression, other.whole)
    if isinstance(expression, Calendar) and isinstance(other, Calendar):
        if expression.year is None and expression.year_word is None and expression.month is not None:
            return replace(expression, year=other.year, year_word=other.year_word)
    elif isinstance(expression, Season) and isinstance(other, Season) and expression.year is None:
        return replace(expression, year=other.year)
    elif isinstance(expression, Weekday) and isinstance(other, Weekday) and expression.word is None:
        return replace(expression, word=None, week=other.week)
    return expression
