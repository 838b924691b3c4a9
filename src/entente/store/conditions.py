"""Filters as SQL conditions. Values are always bound, never written into the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(slots=True)
class Conditions:
    """Conditions joined by AND, with the values to bind in order."""

    clauses: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, clause: str, *values: Any) -> None:
        """Add one condition with its values."""
        self.clauses.append(clause)
        self.values.extend(values)

    def equal(self, column: str, value: Any) -> None:
        """The column holds the value, where one is asked for."""
        if value is not None:
            self.add(f"{column} = ?", value)

    def one_of(self, column: str, values: Sequence[Any]) -> None:
        """The column holds one of the values, where some are asked for."""
        if values:
            self.add(f"list_contains(?, {column})", list(values))

    def words(self, columns: Sequence[str], text: str | None) -> None:
        """One of the columns contains the words, whatever their case."""
        if text is not None:
            pattern = f"%{_escaped(text)}%"
            clause = " OR ".join(f"{column} ILIKE ? ESCAPE '\\'" for column in columns)
            self.add(f"({clause})", *[pattern] * len(columns))

    def period(self, first: str, last: str, since: date | None, until: date | None, undated: bool) -> None:
        """The interval of two columns overlaps a period; an unknown end of it is taken from the other."""
        if since is None and until is None:
            return
        inside = []
        if since is not None:
            inside.append(f"coalesce({last}, {first}) >= ?")
            self.values.append(since)
        if until is not None:
            inside.append(f"coalesce({first}, {last}) <= ?")
            self.values.append(until)
        clause = " AND ".join(inside)
        unknown = f" OR ({first} IS NULL AND {last} IS NULL)" if undated else ""
        self.clauses.append(f"(({clause}){unknown})")

    def where(self) -> str:
        """Return the WHERE clause, empty where nothing is asked."""
        return f"WHERE {' AND '.join(self.clauses)}" if self.clauses else ""


def page(limit: int | None, offset: int) -> str:
    """Return the LIMIT clause."""
    limited = f"LIMIT {int(limit)} " if limit is not None else ""
    return limited + (f"OFFSET {int(offset)}" if offset else "")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
