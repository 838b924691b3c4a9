"""Standing relations in the record: drawn, asked for as of a day, kept in files that are opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from entente.records import CodedDocument, RelationStatus
from entente.store import Record, StandingFilter
from entente.store.schema import migrations

Make = Callable[..., CodedDocument]
SPRING, SUMMER, LATER = date(2018, 4, 2), date(2018, 7, 1), date(2020, 1, 1)
JUNE = date(2001, 6, 15)


@pytest.fixture
def tell(make: Make, build: SimpleNamespace, text: str) -> Callable[..., CodedDocument]:
    """A document published on a day that tells one relation; its claim holds the relation."""

    def told(
        number: int, published: date | None, name: str = "treaty of friendship", **more: Any
    ) -> CodedDocument:
        words = f"{text} Report {number}."
        kind = more.pop("kind", "agreement")
        parties = more.pop("parties", ("CHN", "RUS"))
        coder = more.pop("coder", "1")
        row = replace(build.relation(words, kind, parties, **more), name=name)
        claim = replace(build.claim(words), relations=(row.id,))
        return make(number, published=published, relations=(row,), claims=(claim,), events=(), coder=coder)

    return told


def drawn(path: Path, *coded: CodedDocument) -> None:
    with Record.open(path) as record:
        first = record.next_coding()
        record.add_all(coded)
        record.draw_standing(since_coding=first)


def test_documents_that_tell_one_relation_are_found_as_one(path: Path, tell: Make) -> None:
    drawn(path, tell(1, SPRING), tell(2, SUMMER, "friendship treaty"), tell(3, SUMMER, "trade treaty"))
    with Record.open(path, read_only=True) as record:
        found = record.standing(StandingFilter(between=("CHN", "RUS")))
        (one,) = (it for it in found if len(it.reports) == 2)
        assert one.names == ("friendship treaty", "treaty of friendship")
        assert (one.first_reported, one.last_reported) == (SPRING, SUMMER)
        for report in one.reports:
            text = record.coded_document(report.document.id).document.text  # type: ignore[union-attr]
            assert text[report.evidence.start : report.evidence.end] == report.evidence.quote
            assert report.said_by == ("Russia",)
        assert [step.reports[0].document.published for step in one.history] == [SPRING]
        assert record.standing(StandingFilter(actor="FRA")) == []
        assert len(record.standing(StandingFilter(text="trade"))) == 1


def test_relations_stand_as_of_any_day(path: Path, tell: Make) -> None:
    opened = tell(1, SPRING, holds_from=JUNE)
    drawn(
        path,
        opened,
        tell(2, SUMMER, status=RelationStatus.SUSPENDED),
        tell(3, LATER, status=RelationStatus.ENDED),
    )
    with Record.open(path, read_only=True) as record:

        def standing(day: date, **more: Any) -> list[str | None]:
            return [it.status for it in record.standing(StandingFilter(as_of=day, **more))]

        assert standing(date(2001, 6, 14)) == []
        assert standing(JUNE) == standing(SPRING) == ["in force"]
        assert standing(SUMMER) == ["suspended"]
        assert standing(LATER) == []
        assert standing(LATER, statuses=("ended",)) == ["ended"]
        (one,) = record.standing(StandingFilter(as_of=SUMMER))
        assert [step.change for step in one.history] == ["opened", "changed"]
        rows = record.sql(
            "SELECT status, since, documents, contradictions FROM relations_as_of(DATE '2018-07-02')"
        )
        assert rows.rows == [("suspended", SUMMER, 3, [])]
        assert record.sql("SELECT status FROM relations_as_of('2001-06-14')").rows == []


def test_both_accounts_of_a_contradiction_are_kept_with_their_words(path: Path, tell: Make) -> None:
    drawn(path, tell(1, SPRING), tell(2, SPRING, status=RelationStatus.ENDED))
    with Record.open(path, read_only=True) as record:
        (pair,) = record.contradictions()
        sides = {side.value: side for side in (pair.contradiction.one, pair.contradiction.other)}
        assert set(sides) == {"in force", "ended"}
        assert "Report 1." in sides["in force"].reports[0].evidence.quote
        assert "Report 2." in sides["ended"].reports[0].evidence.quote
        assert [it.row.status for it in record.relations()] == ["in force", "ended"]
        assert record.contradictions(StandingFilter(as_of=date(2018, 4, 1))) == []
        assert len(record.contradictions(StandingFilter(as_of=SPRING))) == 1
        row = record.sql("SELECT contradictions FROM relations_as_of('2018-04-02')").rows
        assert row == [(["status: ended / in force"],)]


def test_the_same_documents_in_runs_of_any_order_give_the_same_tables(
    path: Path, tell: Make, tmp_path: Path
) -> None:
    coded = [tell(1, SPRING), tell(2, SUMMER, holds_to=LATER), tell(3, LATER, status=RelationStatus.ENDED)]
    other = tmp_path / "other.duckdb"
    drawn(path, *coded)
    for one in reversed(coded):
        drawn(other, one)
    assert _tables(path) == _tables(other)


def test_a_new_coding_and_a_review_draw_the_relation_anew(path: Path, tell: Make) -> None:
    drawn(path, tell(1, SPRING), tell(2, SUMMER))
    drawn(path, tell(2, SUMMER, "trade treaty", coder="2"))
    with Record.open(path) as record:
        assert [it.names for it in record.standing()] == [("treaty of friendship",), ("trade treaty",)]
        first = record.relations()[0]
        record.review(first.row, document=first.document.id, verdict="rejected")
        assert [it.names for it in record.standing()] == [("trade treaty",)]


def test_a_record_of_the_version_before_gets_its_standing_relations(path: Path, tell: Make) -> None:
    drawn(path, tell(1, SPRING), tell(2, SUMMER, "friendship treaty"))
    fresh = _tables(path)
    _as_version_2(path)
    with Record.open(path, read_only=True) as record:
        assert [len(it.reports) for it in record.standing()] == [2]
    assert _tables(path) == fresh


def _as_version_2(path: Path) -> None:
    """Take out of a file what the third migration made."""
    with duckdb.connect(str(path)) as con:
        con.execute("DROP MACRO TABLE relations_as_of")
        for name in ("relation_keys", *_STANDING):
            con.execute(f"DROP TABLE {name}")
        con.execute("DELETE FROM record_versions WHERE version > 2")


_STANDING = ("standing_relations", "standing_reports", "standing_steps", "standing_contradictions")


def _tables(path: Path) -> list[list[tuple[Any, ...]]]:
    with Record.open(path, read_only=True) as record:
        return [sorted(record.sql(f"SELECT * FROM {name}").rows, key=repr) for name in _STANDING]


def test_every_column_of_every_table_is_described(path: Path) -> None:
    Record.open(path).close()
    with duckdb.connect(str(path), read_only=True) as con:
        bare = con.execute(
            """SELECT table_name, column_name FROM duckdb_columns() c
            SEMI JOIN duckdb_tables() USING (table_name) WHERE c.comment IS NULL"""
        ).fetchall()
    assert bare == []
    assert len(migrations()) >= 3
