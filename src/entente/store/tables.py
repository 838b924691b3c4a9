"""Rows as Parquet files, written by DuckDB: lists stay lists, dates stay dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from entente.store.connection import our_errors
from entente.store.insert import insert_typed


def write_parquet(path: str | Path, types: Mapping[str, str], rows: Sequence[dict[str, Any]]) -> None:
    """Write rows of plain values to a Parquet file; ``types`` gives each column its SQL type."""
    path = Path(path)
    with our_errors(path, "writing Parquet"), duckdb.connect(":memory:") as con:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
        con.execute(f"CREATE TABLE answer ({columns})")
        insert_typed(con, "answer", types, rows)
        con.execute(f"COPY answer TO {quoted(path)} (FORMAT parquet, COMPRESSION zstd)")


def quoted(path: str | Path) -> str:
    """Return a path as an SQL string."""
    return "'" + str(path).replace("'", "''") + "'"
