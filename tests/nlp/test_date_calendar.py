"""Calendars: what holds for every day, leap days and the ends of years among them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from entente.nlp.dates.calendar import (
    easter,
    holding,
    month_interval,
    same_day,
    season_interval,
    shifted,
    stretch,
    week_of,
    weekend_of,
)

DAYS = st.dates(min_value=date(1600, 1, 1), max_value=date(2190, 12, 31))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "century"])
COUNTS = st.integers(-40, 40)
LEAP_DAY, YEARS_END = date(2024, 2, 29), date(1999, 12, 31)


@given(day=DAYS, unit=UNITS)
@example(day=LEAP_DAY, unit="month")
@example(day=YEARS_END, unit="week")
def test_what_holds_a_day_holds_it_and_holds_every_day_of_its_own(day: date, unit: str) -> None:
    whole = holding(day, unit)
    assert whole.first <= day <= whole.last
    assert holding(whole.first, unit) == holding(whole.last, unit) == whole


@given(day=DAYS, unit=st.sampled_from(["day", "week", "month", "year"]), count=COUNTS)
@example(day=LEAP_DAY, unit="year", count=-1)
@example(day=date(2023, 1, 31), unit="month", count=1)
@example(day=YEARS_END, unit="month", count=2)
def test_going_there_and_back_leads_to_the_same_time(day: date, unit: str, count: int) -> None:
    there = shifted(day, unit, count)
    assert holding(day, unit) == shifted(there.first, unit, -count)


@given(day=DAYS, unit=st.sampled_from(["week", "month", "year"]))
@example(day=LEAP_DAY, unit="year")
@example(day=YEARS_END, unit="month")
def test_the_next_time_begins_when_this_one_ends(day: date, unit: str) -> None:
    assert shifted(day, unit, 1).first == holding(day, unit).last + timedelta(days=1)
    assert shifted(day, unit, -1).last == holding(day, unit).first - timedelta(days=1)


@given(day=DAYS, months=st.integers(-500, 500))
@example(day=LEAP_DAY, months=12)
@example(day=date(2024, 1, 31), months=1)
def test_the_same_day_of_another_month_stays_in_that_month(day: date, months: int) -> None:
    other = same_day(day, months)
    assert (other.year * 12 + other.month) - (day.year * 12 + day.month) == months
    assert other.day == min(day.day, month_interval(other.year, other.month).last.day)


@given(day=DAYS, unit=UNITS, count=st.integers(1, 9))
@example(day=LEAP_DAY, unit="year", count=1)
def test_a_stretch_begins_or_ends_on_its_day(day: date, unit: str, count: int) -> None:
    assert stretch(day, unit, -count).last == day
    assert stretch(day, unit, count).first == day


@given(day=DAYS)
@example(day=YEARS_END)
def test_weeks_run_from_monday_and_end_with_their_weekend(day: date) -> None:
    week = week_of(day)
    assert (week.first.weekday(), week.last.weekday()) == (0, 6)
    assert weekend_of(day).last == week.last


@given(year=st.integers(1600, 2190), month=st.sampled_from([3, 6, 9, 12]))
@example(year=2023, month=12)
def test_a_season_is_three_whole_months_and_winter_ends_with_february(year: int, month: int) -> None:
    season = season_interval(year, month)
    assert season.first == date(year, month, 1)
    assert season.last == month_interval(year + (month == 12), month % 12 + 2).last


@given(year=st.integers(1600, 2190))
@example(year=2024)
def test_easter_is_a_sunday_between_late_march_and_late_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
