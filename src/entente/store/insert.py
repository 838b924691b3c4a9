"""Many rows at once: a table's rows travel to DuckDB as one bound JSON text.

That is a hundred times faster than row by row, and needs no Arrow.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb

from entente.errors import RecordError

_COLUMN_TYPES: dict[str, dict[str, str]] = {}  # equal in every record that is open for writing


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Append rows, dicts of column to plain value; columns that the first row lacks take their default."""
    if rows:
        insert_typed(con, table, column_types(con, table), rows)


def insert_typed(
    con: duckdb.DuckDBPyConnection, table: str, types: Mapping[str, str], rows: Sequence[dict[str, Any]]
) -> None:
    """Append rows to a table whose columns have these types."""
    if not rows:
        return
    columns = [name for name in types if name in rows[0]]
    unknown = set(rows[0]) - set(columns)
    if unknown:
        raise RecordError(f"found {sorted(unknown)} in rows for {table}; expected its columns {list(types)}")
    shape = json.dumps([{name: _shape(types[name]) for name in columns}])
    names = ", ".join(f'"{name}"' for name in columns)
    picked = ", ".join(f'r."{name}"' for name in columns)
    data = json.dumps([{name: row[name] for name in columns} for row in rows])
    con.execute(
        f"INSERT INTO {table} ({names}) "
        f"SELECT {picked} FROM (SELECT unnest(from_json_strict(?::JSON, '{shape}')) AS r)",
        [data],
    )


def column_types(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Return the table's columns with their types, in order."""
    if table not in _COLUMN_TYPES:
        found = con.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
            [table],
        ).fetchall()
        _COLUMN_TYPES[table] = {str(name): str(kind) for name, kind in found}
    return _COLUMN_TYPES[table]


def _shape(kind: str) -> Any:
    return [_shape(kind[:-2])] if kind.endswith("[]") else kind
