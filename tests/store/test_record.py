"""What goes into the record comes out of it, and nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from entente.errors import BadInput, UsageError
from entente.records import CodedDocument, Evidence
from entente.store import Record

Make = Callable[..., CodedDocument]


def test_a_coded_document_comes_back_as_it_went_in(path: Path, make: Make) -> None:
    one = make(1, publisher="The Daily Example", keywords=("a", "b"), label="x1", source="a.html")
    with Record.open(path) as record:
        record.add(one)
    with Record.open(path, read_only=True) as record:
        found = record.coded_document(one.document.id)
    assert found is not None
    assert replace(found, events=()) == replace(one, events=())
    incident = found.events[0].incident
    assert replace(found.events[0], incident=None) == one.events[0]
    assert incident == one.events[0].id  # an event that nobody else reports is its own incident


def test_a_newer_coding_is_current_and_the_older_one_stays(path: Path, make: Make) -> None:
    old, new = make(1), make(1, coder="2", events=())
    with Record.open(path) as record:
        record.add(old)
        record.add(new)
        assert record.events() == []
        assert record.sql("SELECT count(*) FROM events").rows == [(1,)]
        assert record.sql("SELECT count(*) FROM codings").rows == [(2,)]
        assert record.sql("SELECT count(*) FROM documents").rows == [(1,)]
        current = record.coded_document(old.document.id)
    assert current is not None
    assert current.coding.coder == "2"


def test_the_same_coder_need_not_code_the_same_document_twice(path: Path, make: Make) -> None:
    one = make(1)
    with Record.open(path) as record:
        record.add(one, coder_key="key")
        assert record.is_coded(one.document, "key")
        assert not record.is_coded(one.document, "another key")
        assert not record.is_coded(make(2).document, "key")


def test_a_document_with_another_date_is_coded_again(path: Path, make: Make) -> None:
    one, dated = make(1), make(1, published=date(2020, 1, 1))
    assert one.document.id == dated.document.id
    with Record.open(path) as record:
        record.add(one, coder_key="key")
        assert not record.is_coded(dated.document, "key")
        record.add(dated, coder_key="key")
        assert record.is_coded(one.document, "key")
        assert [found.document.published for found in record.documents()] == [date(2020, 1, 1)]
        assert record.sql("SELECT version FROM documents ORDER BY version").rows == [(1,), (2,)]


def test_words_that_do_not_stand_in_the_text_are_refused_and_nothing_is_added(path: Path, make: Make) -> None:
    good, bad = make(1), make(2)
    wrong = replace(bad.events[0], evidence=Evidence(3, 9, "nobody", 0))
    with Record.open(path) as record:
        with pytest.raises(BadInput, match=r"found event .* quoting 'nobody' at 3-9"):
            record.add_all([good, replace(bad, events=(wrong,))])
        assert record.documents() == []


def test_a_run_is_recorded_with_its_counts_and_failures(path: Path) -> None:
    with Record.open(path) as record:
        run = record.start_run(coder_key="key", targets=["news/"])
        record.fail("news/a.pdf", "found an empty page", label="a", run=run)
        record.finish_run(run, coded=3, skipped=2, failed=1)
        (row,) = record.runs()
        (failure,) = record.failures_of(run)
    assert (row.targets, row.documents, row.coded, row.state) == (("news/",), 6, 3, "finished")
    assert (failure.source, failure.reason, failure.label) == ("news/a.pdf", "found an empty page", "a")


def test_a_rejected_event_leaves_the_current_state_and_stays_in_the_table(path: Path, make: Make) -> None:
    one = make(1)
    with Record.open(path) as record:
        record.add(one)
        record.review(one.events[0], document=one.document.id, verdict="rejected", note="a quotation")
        assert record.events() == []
        assert record.sql("SELECT count(*) FROM events").rows == [(1,)]
        record.add(make(1, coder="2"))
        assert record.events() == []  # the decision outlives a new coding
        record.review(one.events[0], document=one.document.id, verdict="confirmed")
        assert [found.review for found in record.events()] == ["confirmed"]


def test_a_corrected_event_takes_the_place_of_the_coded_one(path: Path, make: Make) -> None:
    one = make(1)
    right = replace(one.events[0], type="AGREE", recipients=())
    with Record.open(path) as record:
        record.add(one)
        record.review(right, document=one.document.id, verdict="corrected", reviewer="reader")
        (found,) = record.events()
        assert (found.row.type, found.review) == ("AGREE", "corrected")
        assert record.events_between("CHN", "RUS") == []
        current = record.coded_document(one.document.id)
        assert current is not None
        assert [it.type for it in current.events] == ["AGREE"]
        assert current.coding == one.coding
        assert [it.coder for it in record.documents()] == ["1"]


def test_an_added_relation_joins_the_coded_ones(path: Path, make: Make) -> None:
    one = make(1)
    missed = replace(one.relations[0], id="missed", kind="alliance")
    with Record.open(path) as record:
        record.add(one)
        record.review(missed, document=one.document.id, verdict="added")
        assert [found.row.kind for found in record.relations()] == ["alliance", "partnership"]


def test_a_record_open_for_reading_refuses_to_write(path: Path, make: Make) -> None:
    Record.open(path).close()
    with Record.open(path, read_only=True) as record, pytest.raises(UsageError, match="open for reading"):
        record.add(make(1))


def test_text_of_any_script_survives(path: Path, make: Make) -> None:
    one = make(
        1, title="Вэй Фэнхэ 魏凤和 🤝 \"quoted\" \\ 'x'; DROP TABLE events; --\n\t", author="\ud800half"
    )
    with Record.open(path) as record:
        record.add(one)
        found = record.coded_document(one.document.id)
    assert found is not None
    assert found.document.title == one.document.title
    assert found.document.author == "\ufffdhalf"
