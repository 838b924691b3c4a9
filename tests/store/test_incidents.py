"""One happening is one incident, however many documents report it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entente.records import CodedDocument, Event
from entente.store import Record
from entente.store.incidents import Report, draw, incident_key, with_incidents

Make = Callable[..., CodedDocument]


def drawn(path: Path, make: Make, events: Iterable[Event]) -> int:
    """How many incidents the events are, each told by its own document."""
    with Record.open(path) as record:
        record.add_all([make(number, events=(event,)) for number, event in enumerate(events)])
        record.draw_incidents()
        return len({found.row.incident for found in record.events()})


def test_two_reports_a_day_apart_are_one_incident(
    path: Path, make: Make, build: SimpleNamespace, text: str
) -> None:
    days = [date(2018, 4, 1), date(2018, 4, 2)]
    assert drawn(path, make, [build.event(text, day=day) for day in days]) == 1


def test_a_chain_of_days_does_not_become_one_incident(
    path: Path, make: Make, build: SimpleNamespace, text: str
) -> None:
    assert drawn(path, make, [build.event(text, day=date(2018, 4, day)) for day in range(1, 7)]) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "AGREE"},
        {"recipients": ("FRA",)},
        {"day": date(2018, 4, 9)},
        {"place": ("Paris", "FRA")},
        {"mode": "phone"},
    ],
)
def test_reports_that_contradict_are_two_incidents(
    path: Path, make: Make, build: SimpleNamespace, text: str, change: dict[str, object]
) -> None:
    base: dict[str, object] = {"place": ("Moscow", "RUS"), "mode": "visit"}
    assert drawn(path, make, [build.event(text, **base), build.event(text, **(base | change))]) == 2


def test_reports_without_a_date_with_a_long_one_or_with_unknown_parties_are_not_joined(
    build: SimpleNamespace, text: str
) -> None:
    assert incident_key(build.event(text, day=None)) is None
    assert incident_key(build.event(text, days=31)) is None
    assert incident_key(build.event(text, actors=(None,))) is None
    assert incident_key(build.event(text, actors=(), recipients=("RUS",))) is None


def test_soldiers_act_for_the_state_and_companies_do_not(build: SimpleNamespace, text: str) -> None:
    def with_sector(sector: str | None) -> str | None:
        event = build.event(text)
        return incident_key(replace(event, actors=tuple(replace(it, sector=sector) for it in event.actors)))

    assert with_sector("MIL") == with_sector(None)
    assert with_sector("BUS") != with_sector(None)


def test_two_events_of_one_document_stay_apart(path: Path, build: SimpleNamespace, text: str) -> None:
    one = build.event(text)
    with Record.open(path) as record:
        record.add(build.coded(text, events=(one, replace(one, id="other"))))
        record.draw_incidents()
        assert len({found.row.incident for found in record.events()}) == 2


def test_an_incident_dissolves_when_a_new_coding_drops_one_report(
    path: Path, make: Make, build: SimpleNamespace, text: str
) -> None:
    with Record.open(path) as record:
        record.add_all([make(1, events=(build.event(text),)), make(2, events=(build.event(text),))])
        record.draw_incidents()
        last = record.add(make(2, coder="2", events=()))
        record.draw_incidents(since_coding=last)
        assert record.sql("SELECT count(*) FROM incidents").rows == [(1,)]


def test_documents_outside_a_record_get_the_same_incidents(
    path: Path, make: Make, build: SimpleNamespace, text: str
) -> None:
    events = [build.event(text, day=day) for day in (date(2018, 4, 1), date(2018, 4, 2), None)]
    documents = [make(number, events=(event,)) for number, event in enumerate(events)]
    with Record.open(path) as record:
        record.add_all(documents)
        record.draw_incidents()
        kept = [record.coded_document(it.document.id) for it in documents]
    assert [it.events for it in with_incidents(documents)] == [it.events for it in kept if it is not None]


REPORTS = st.lists(
    st.builds(
        Report,
        key=st.just("k"),
        event=st.uuids().map(str),
        document=st.sampled_from("abcdef"),
        first=st.dates(date(2018, 1, 1), date(2018, 1, 6)),
        last=st.just(date(2018, 1, 6)),
        mode=st.sampled_from([None, "visit", "phone"]),
        country=st.sampled_from([None, "KAZ"]),
        city=st.none(),
    ),
    max_size=4,
)


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_incidents_do_not_depend_on_the_order_of_arrival(reports: list[Report]) -> None:
    first = draw(reports)
    assert all(draw(order) == first for order in permutations(reports))
    assert sorted(row.event for row in first) == sorted(report.event for report in reports)
