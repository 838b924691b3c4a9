"""Cooperation and conflict over time: counts by hand, zero apart from unknown, nothing counted twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.errors import UsageError
from entente.records import CodedDocument, Status
from entente.store import Record
from entente.store.measures import PERIODS, Counted, floor, measure, middle

Make = Callable[..., CodedDocument]
APRIL = date(2018, 4, 10)


def event(incident: str, day: date | None = APRIL, quad: int = 1, scale: float = 4.0, **more: Any) -> Counted:
    return Counted(incident, day, more.pop("last", day), quad, scale, **more)


def test_reports_and_incidents_words_and_deeds_are_counted_apart() -> None:
    events = [event("a"), event("a"), event("b", quad=2, scale=9.5), event("c", quad=4, scale=-6.0)]
    (april,) = measure(events, {APRIL: 4}).rows
    assert (april.period, april.documents, april.reports, april.incidents) == ("2018-04", 4, 4, 3)
    assert (april.cooperation, april.conflict, april.statements, april.deeds) == (2, 1, 1, 2)
    assert (april.verbal_cooperation, april.material_cooperation) == (1, 1)
    assert (april.verbal_conflict, april.material_conflict) == (0, 1)
    assert (april.cooperation_reports, april.conflict_reports) == (3, 1)
    assert (april.scale_sum, april.scale_mean) == (7.5, 2.5)
    assert (april.cooperation_share, april.deeds_share) == (0.667, 0.667)
    assert (april.incidents_per_1000, april.cooperation_per_1000, april.conflict_per_1000) == (750, 500, 250)


def test_a_month_without_events_is_zero_where_documents_were_read_and_unknown_where_none_was() -> None:
    found = measure([event("a")], {date(2018, 3, 5): 7}, since=date(2018, 2, 1), until=date(2018, 4, 30))
    february, march, april = found.rows
    assert (february.documents, february.incidents, february.scale_sum) == (0, None, None)
    assert (march.documents, march.incidents, march.conflict, march.incidents_per_1000) == (7, 0, 0, 0)
    assert (march.scale_mean, march.cooperation_share) == (None, None)
    assert (april.documents, april.incidents, april.incidents_per_1000) == (0, 1, None)


def test_only_what_happened_is_counted_unless_more_is_asked_for() -> None:
    events = [
        event("a"),
        event("b", status="planned"),
        event("c", status="negated"),
        event("d", background=True),
    ]
    found = measure(events, {})
    assert (found.rows[0].incidents, found.left_out) == (1, 3)
    found = measure(events, {}, statuses=("actual", "planned"), background=True)
    assert (found.rows[0].incidents, found.left_out) == (3, 1)


def test_what_no_period_can_hold_is_told_in_number() -> None:
    events = [event("a"), event("b", None), event("c", date(2018, 1, 1), last=date(2018, 12, 31))]
    found = measure(events, {})
    assert (found.undated, found.vague, found.rows[0].incidents) == (1, 1, 1)
    assert measure(events, {}, by="year").rows[0].incidents == 2


def test_an_incident_told_on_both_sides_of_a_month_counts_once() -> None:
    found = measure([event("a", date(2018, 3, 31)), event("a", date(2018, 4, 1))], {})
    assert [(row.reports, row.incidents) for row in found.rows] == [(1, 1), (1, 0)]


def test_a_week_counts_where_its_middle_lies() -> None:
    assert middle(date(2018, 4, 30), date(2018, 5, 6)) == (date(2018, 5, 3), 7)
    assert middle(None, APRIL) == (APRIL, 1)
    found = measure([event("a", date(2018, 4, 30), last=date(2018, 5, 6))], {})
    assert [row.period for row in found.rows] == ["2018-05"]


@pytest.mark.parametrize(("by", "names"), [("quarter", ["2017-Q4", "2018-Q1"]), ("year", ["2017", "2018"])])
def test_periods_may_be_longer_and_are_cut_to_the_time_asked_for(by: str, names: list[str]) -> None:
    found = measure([], {}, by=by, since=date(2017, 11, 5), until=date(2018, 2, 3))
    assert [row.period for row in found.rows] == names
    assert (found.rows[0].first, found.rows[-1].last) == (date(2017, 11, 5), date(2018, 2, 3))
    assert found.rows[0].last + timedelta(days=1) == found.rows[1].first


def test_nothing_asked_and_nothing_found_has_no_periods() -> None:
    assert measure([], {APRIL: 3}).rows == ()


EVENTS = st.lists(
    st.builds(
        lambda incident, day, days, *rest: Counted(incident, day, day + timedelta(days=days), *rest),
        st.sampled_from("abcdef"),
        st.dates(date(2015, 1, 1), date(2019, 12, 31)),
        st.integers(0, 20),
        st.integers(1, 4),
        st.sampled_from([None, -5.0, 2.5]),
    ),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(EVENTS, st.sampled_from([*PERIODS]), st.randoms(use_true_random=False))
def test_periods_add_up_in_any_order(events: list[Counted], by: str, chance: Random) -> None:
    found = measure(events, {}, by=by)
    mixed = list(events)
    chance.shuffle(mixed)
    assert measure(mixed, {}, by=by) == found
    assert sum(row.reports or 0 for row in found.rows) == len(events)
    assert sum(row.incidents or 0 for row in found.rows) == len({it.incident for it in events})
    for row in found.rows:
        parts = (row.verbal_cooperation, row.material_cooperation, row.verbal_conflict, row.material_conflict)
        assert row.incidents is None or sum(it or 0 for it in parts) == row.incidents
        assert row.incidents is not None or row.documents == 0
    for one, other in zip(found.rows, found.rows[1:], strict=False):
        assert one.last + timedelta(days=1) == other.first == floor(other.first, by)


def test_a_record_measures_both_directions_and_counts_its_documents(
    path: Path, make: Make, build: SimpleNamespace, text: str
) -> None:
    there = build.event(text)
    back = build.event(text, actors=("RUS",), recipients=("CHN",), day=date(2018, 5, 2))
    planned = build.event(text, day=date(2018, 4, 20), status=Status.PLANNED)
    others = build.event(text, actors=("TCD",), recipients=("NER",))
    with Record.open(path) as record:
        told = [(there,), (there,), (back,), (planned,), (others,), ()]
        record.add_all([make(number, events=events) for number, events in enumerate(told)])
        record.draw_incidents()
    with Record.open(path, read_only=True) as record:
        april, may = record.measures("CHN", "RUS").rows
        assert (april.documents, april.reports, april.incidents) == (6, 2, 1)
        assert (may.documents, may.reports, may.incidents) == (0, 1, 1)
        assert [row.period for row in record.measures("RUS", "CHN", directed=True).rows] == ["2018-05"]
        both = record.measures("CHN", "RUS", statuses=("actual", "planned"), by="year").rows
        assert [(row.reports, row.incidents) for row in both] == [(4, 3)]
        assert record.documents_by_day() == {date(2018, 4, 2): 6}
        with pytest.raises(UsageError, match="found 'week' for a period"):
            record.measures("CHN", "RUS", by="week")
