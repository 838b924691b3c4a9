"""Times that come round every year or week, and which of them is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from entente.nlp.dates.calendar import (
    ONE_DAY,
    Interval,
    day_interval,
    easter,
    month_interval,
    season_interval,
    week_of,
    year_interval,
)
from entente.nlp.dates.expressions import (
    Calendar,
    Expression,
    Feast,
    Part,
    Season,
    Weekday,
)
from entente.nlp.dates.parts import cut
from entente.nlp.dates.setting import (
    Outlook,
    Setting,
    spoken,
)
from entente.records import Granularity

WEEKS = 3  # the weeks that a weekday may lie in: the last, this and the next
TOLERANCE = ONE_DAY  # a page may be dated a day before what it tells, across time zones


def occurrences(expression: Expression, setting: Setting) -> Iterator[Interval]:
    """Yield, in order, the times that an expression could mean where it names no year or week."""
    match expression:
        case Calendar(year=None, year_word=None, month_word=None, month=int()):
            yield from _yearly(
                lambda year: calendar_interval(year, expression.month, expression.day), setting, 8
            )
        case Season(year=None, word=None):
            yield from _yearly(lambda year: season_interval(year, expression.month), setting, 2)
        case Feast(year=None):
            yield from _yearly(lambda year: feast(year, expression.offset), setting, 2)
        case Weekday(word=None, week=None):
            monday = week_of(spoken(setting)).first
            for week in range(-1, WEEKS - 1):
                yield day_interval(monday + timedelta(days=expression.weekday + 7 * week))
        case Part() if expression.part not in ("so far", "rest"):
            for whole in occurrences(expression.whole, setting):
                yield cut(whole, expression.part, expression.count, expression.unit)


def pick(found: list[Interval], day: date, outlook: Outlook) -> Interval:
    """Return the occurrence that is meant on ``day``: the nearest past one, the next, or the nearest."""
    tolerance = TOLERANCE if _days_a_year_apart(found) else timedelta(0)
    past = [one for one in found if one.first <= day + tolerance]
    ahead = [one for one in found if one.last >= day]
    if outlook is Outlook.PRESENT and ahead and len(found) == WEEKS:
        return ahead[0]  # "meets on Friday" is the coming one
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


def feast(year: int, offset: int) -> Interval:
    return day_interval(easter(year) + timedelta(days=offset))


def calendar_interval(year: int, month: int | None, day: int | None) -> Interval:
    if month is None:
        return year_interval(year)
    return month_interval(year, month) if day is None else day_interval(date(year, month, day))
