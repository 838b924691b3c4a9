"""Opening a record: what is found there, and what to do when it is not a record we can use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from entente.errors import RecordError, RecordLocked, RecordTooNew
from entente.records import CodedDocument
from entente.store import Record
from entente.store.schema import latest, migrations

Make = Callable[..., CodedDocument]


def test_a_missing_record_is_not_created_for_reading(path: Path) -> None:
    with pytest.raises(RecordError, match=r"found no record at .*entente read TARGET"):
        Record.open(path, read_only=True)
    assert not path.exists()


def test_a_file_that_is_not_a_database_is_left_alone(path: Path) -> None:
    path.write_text("Minutes of a meeting")
    for read_only in (True, False):
        with pytest.raises(RecordError, match="found something that DuckDB cannot open"):
            Record.open(path, read_only=read_only)
    assert path.read_text() == "Minutes of a meeting"


def test_a_damaged_record_says_so(path: Path, make: Make) -> None:
    with Record.open(path) as record:
        record.add(make(1))
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(RecordError, match="expected a record of Entente"):
        Record.open(path)


def test_a_database_of_somebody_else_is_left_alone(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE sales (amount INTEGER)")
    for read_only in (True, False):
        with pytest.raises(RecordError, match=r"found a DuckDB database with other tables \(sales\)"):
            Record.open(path, read_only=read_only)
    with duckdb.connect(str(path)) as con:
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("sales",)]


def test_a_record_of_a_newer_entente_asks_for_an_upgrade(path: Path) -> None:
    Record.open(path).close()
    with duckdb.connect(str(path)) as con:
        con.execute("INSERT INTO record_versions VALUES (99, '9.0', now()::TIMESTAMP)")
    for read_only in (True, False):
        with pytest.raises(
            RecordTooNew, match=r"schema 99, written by Entente 9.0; expected schema .*Upgrade"
        ):
            Record.open(path, read_only=read_only)


def test_a_folder_or_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="found a folder at"):
        Record.open(tmp_path)
    with pytest.raises(RecordError, match="found no folder"):
        Record.open(tmp_path / "nowhere" / "entente.duckdb")


def test_a_record_in_use_in_this_process_is_waited_for_and_then_refused(path: Path) -> None:
    with Record.open(path), pytest.raises(RecordLocked, match=r"after waiting 0\.1 s"):
        Record.open(path, read_only=True, wait=0.1)


def test_an_older_record_is_brought_up_to_date(path: Path) -> None:
    with duckdb.connect(str(path)) as con:
        con.execute(migrations()[0][1])
        con.execute("INSERT INTO record_versions VALUES (1, '0.0', now()::TIMESTAMP)")
    with Record.open(path, read_only=True) as record:
        assert record.events() == []
        assert record.sql("SELECT max(version) FROM record_versions").rows == [(latest(),)]


def test_migrations_are_numbered_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, latest() + 1))


def test_older_duckdbs_can_read_the_file(path: Path) -> None:
    with Record.open(path) as record:
        tags = record.sql("SELECT tags FROM duckdb_databases() WHERE NOT internal").rows
    assert "v1.2.0" in str(tags)
    assert path.read_bytes()[8:13] == b"DUCKA"  # storage number 65: DuckDB 1.2 and later


def test_sql_reaches_neither_files_nor_the_programs_variables(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    Record.open(path).close()
    with Record.open(path, read_only=True) as record:
        for question in (
            f"SELECT * FROM read_csv('{secret}')",
            f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
            "SELECT * FROM secret",
            "SET enable_external_access = true",
            "DELETE FROM events",
            "INSTALL fts",
        ):
            with pytest.raises(RecordError, match="answering SQL"):
                record.sql(question)
