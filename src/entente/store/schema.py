"""The record's schema: numbered SQL files, applied once each and in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from entente import __version__
from entente.errors import RecordError, RecordTooNew
from entente.store.standing.drawing import rekey

# What SQL cannot do for a migration, in the same transaction.
_AFTER: dict[int, Callable[[duckdb.DuckDBPyConnection], None]] = {3: rekey}


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Return every migration with its number, in order."""
    folder = resources.files("entente.store") / "migrations"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return tuple((int(file.name[:4]), file.read_text(encoding="utf-8")) for file in files)


def latest() -> int:
    """Return the schema version that this Entente reads and writes."""
    return migrations()[-1][0]


def version_of(con: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Return the schema version of an open file; 0 for an empty one.

    Raises RecordError for a database that is not Entente's, RecordTooNew for a later schema.
    """
    tables = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if "record_versions" not in tables:
        some = ", ".join(sorted(tables)[:3])
        raise RecordError(
            f"found a DuckDB database with other tables ({some}) at {path}; expected a record of Entente. "
            "Name another file with --record."
        )
    newest = con.execute(
        "SELECT version, entente FROM record_versions ORDER BY version DESC LIMIT 1"
    ).fetchone()
    version, writer = newest or (0, "unknown")
    if version > latest():
        raise RecordTooNew(
            f"found {path} with schema {version}, written by Entente {writer}; "
            f"expected schema {latest()} or older. Upgrade with `pip install -U entente`."
        )
    return int(version)


def migrate(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bring an open, writable file to the latest schema, in one transaction."""
    have = version_of(con, path)
    if have == latest():
        return
    con.begin()
    try:
        for number, sql in migrations():
            if number > have:
                con.execute(sql)
                if number in _AFTER:
                    _AFTER[number](con)
                con.execute(
                    "INSERT INTO record_versions VALUES (?, ?, ?)",
                    [number, __version__, datetime.now(UTC).replace(tzinfo=None)],
                )
    except duckdb.Error:
        con.rollback()
        raise
    con.commit()
    con.execute("CHECKPOINT")  # DuckDB 1.4 cannot replay a log in which tables with such checks are made
