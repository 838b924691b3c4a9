"""Dates as headers and metadata write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.sources.written_dates import date_in_url, find_written_date, is_only_date, read_date

DAY = date(2018, 4, 2)


@pytest.mark.parametrize(
    "written",
    [
        *("2018-4-2", "2018-04-02", "2018/04/02", "2018.4.2", "20180402", "20180402T101500Z"),
        *("2018-04-02T23:30:00-05:00", "Mon, 02 Apr 2018 14:05:00 GMT", "2018年4月2日", "2018, April 2"),
        *("April 2, 2018", "Apr. 2, 2018", "APRIL 2 2018", "April 2nd, 2018", "2 April 2018"),
        *("2nd of April, 2018", "2-Apr-2018", "02.04.2018", "2. 4. 2018"),
        "Published: Monday, April 2, 2018 at 4:05 p.m.",
    ],
)
def test_one_day_in_many_forms(written: str) -> None:
    assert read_date(written) == DAY


def test_slashes_are_read_only_when_one_reading_is_left() -> None:
    assert read_date("02/04/2018") is None
    assert read_date("02/04/2018", day_first=True) == DAY
    assert read_date("04/02/2018", day_first=False) == DAY
    assert read_date("13/04/2018") == date(2018, 4, 13)
    assert read_date("04/13/2018") == date(2018, 4, 13)
    assert read_date("04/04/2018") == date(2018, 4, 4)


@pytest.mark.parametrize(
    "written", ["", "yesterday", "31 February 2018", "2018", "April 2018", "12018-04-021", None, "x" * 999]
)
def test_what_is_no_day_is_none(written: str | None) -> None:
    assert read_date(written) is None


def test_first_date_of_a_line_is_found_with_its_place() -> None:
    found = find_written_date("Posted 3 May 2019, updated 4 May 2019")
    assert found is not None
    assert found.date == date(2019, 5, 3)
    assert "Posted 3 May 2019, updated 4 May 2019"[found.start : found.end] == "3 May 2019"


def test_only_a_date_is_told_from_a_date_in_a_sentence() -> None:
    assert is_only_date("Monday, April 2, 2018 14:05 GMT")
    assert is_only_date("2018-04-02 21:05:47")
    assert not is_only_date("On April 2, 2018 the two signed")


def test_address_carries_a_date_only_in_its_path() -> None:
    assert date_in_url("https://x.example/world/2018/04/02/pact.html") == DAY
    assert date_in_url("https://x.example/20180402/pact") == DAY
    assert date_in_url("https://x.example/id/201899") is None
    assert date_in_url(None) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_survives_being_written(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day:%d.%m.%Y}") == day
    assert read_date(f"{day:%B} {day.day}, {day.year}") == day
