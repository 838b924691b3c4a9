"""Marks stand where their dates say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.dossier.timeline import Dated, draw
from entente.records import Status


def dated(first: str, last: str | None = None, quad: int = 1, entry: str = "e") -> Dated:
    return Dated(
        entry, date.fromisoformat(first), date.fromisoformat(last or first), quad, Status.ACTUAL, "x"
    )


def test_nothing_dated_gives_no_line() -> None:
    assert draw([], date(2017, 1, 1), date(2017, 12, 31)) is None


def test_period_gives_the_bins_even_where_nothing_happened() -> None:
    line = draw([dated("2017-06-07")], date(2017, 1, 1), date(2018, 12, 31))
    assert line is not None
    assert (line.unit, len(line.bins)) == ("month", 24)
    assert line.marks[0].bin == 5


def test_cooperation_stands_above_and_conflict_below_each_in_its_own_stack() -> None:
    items = [dated("2017-06-07", quad=quad, entry=f"e{quad}") for quad in (1, 2, 3, 4)]
    line = draw(items, None, None)
    assert line is not None
    assert [(mark.above, mark.level) for mark in line.marks] == [(True, 0), (True, 1), (False, 0), (False, 1)]
    assert (line.height_above, line.height_below) == (2, 2)


def test_longer_time_stands_at_its_middle_and_tells_its_reach() -> None:
    line = draw([dated("2017-01-01", "2017-12-31")], date(2016, 1, 1), date(2018, 12, 31))
    assert line is not None
    mark = line.marks[0]
    assert (mark.first_bin, mark.bin, mark.last_bin) == (12, 18, 23)


def test_time_that_leaves_the_period_is_cut_to_it() -> None:
    line = draw([dated("2010-01-01", "2030-12-31")], date(2017, 1, 1), date(2017, 12, 31))
    assert line is not None
    assert (line.marks[0].first_bin, line.marks[0].last_bin) == (0, len(line.bins) - 1)


@pytest.mark.parametrize(
    ("days", "unit"), [(10, "day"), (200, "week"), (800, "month"), (3000, "quarter"), (9000, "year")]
)
def test_unit_follows_the_length_of_the_period(days: int, unit: str) -> None:
    start = date(2000, 2, 3)
    line = draw([dated("2000-02-05")], start, start + timedelta(days=days))
    assert line is not None
    assert line.unit == unit
    assert line.bins[0].first <= start
    assert all(
        one.last + timedelta(days=1) == two.first for one, two in zip(line.bins, line.bins[1:], strict=False)
    )


@given(
    st.lists(
        st.tuples(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.integers(1, 4)),
        min_size=1,
    )
)
def test_every_day_falls_into_its_bin(items: list[tuple[date, int, int]]) -> None:
    found = [
        Dated(str(i), day, day + timedelta(days=long), quad, Status.ACTUAL, "")
        for i, (day, long, quad) in enumerate(items)
    ]
    line = draw(found, None, None)
    assert line is not None
    assert len(line.marks) == len(items)
    by_entry = {item.entry: item for item in found}
    for mark in line.marks:
        item, place = by_entry[mark.entry], line.bins[mark.bin]
        middle = item.first + (item.last - item.first) // 2
        assert place.first <= middle <= place.last
        assert mark.first_bin <= mark.bin <= mark.last_bin
    assert len({(mark.bin, mark.above, mark.level) for mark in line.marks}) == len(line.marks)
