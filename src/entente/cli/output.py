"""What was found, in the format asked for: a table for people, JSON, CSV or Parquet for programs."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TextIO

from entente.cli.arguments import whole_number
from entente.cli.columns import Column, flat
from entente.cli.printing import safe, say, table, width_of
from entente.contract import to_line
from entente.errors import UsageError

FORMATS = ("table", "jsonl", "json", "csv", "parquet")
TABLE_ROWS = 100  # a table for people ends here unless --limit says otherwise

Json = dict[str, Any]


class HasJson(Protocol):
    """Something found, as plain values."""

    def to_json(self) -> Json: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of row is shown."""

    noun: str  # what several of them are called
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    cells: Callable[[Json], Sequence[object]]


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add ``--format``, ``--output``, ``--limit`` and ``--offset``."""
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help="how to write them (default table)"
    )
    parser.add_argument("--output", metavar="FILE", help="write to a file instead of standard output")
    parser.add_argument("--limit", type=whole_number, metavar="N", help="at most so many; 0 for all")
    parser.add_argument(
        "--offset", type=whole_number, default=0, metavar="N", help="leave out the first so many"
    )


def limit_of(args: argparse.Namespace) -> int | None:
    """Return how many rows to ask for: one more than a table shows, to tell whether there are more."""
    if args.limit is None:
        return TABLE_ROWS + 1 if args.format == "table" else None
    return int(args.limit) or None


def emit(found: Sequence[HasJson], layout: Layout, args: argparse.Namespace) -> None:
    """Write what was found."""
    rows = [one.to_json() for one in found]
    if args.format == "parquet":
        from entente.store.tables import write_parquet

        flattened = [flat(row, layout.columns) for row in rows]
        write_parquet(needed_file(args), {it.name: it.type for it in layout.columns}, flattened)
        return
    with opened(args.output) as stream:
        if args.format == "table":
            _table(rows, layout, stream, cut=args.limit is None)
        elif args.format == "csv":
            names = [column.name for column in layout.columns]
            write_csv(stream, names, ([*flat(row, layout.columns).values()] for row in rows))
        else:
            write_json(stream, rows, lines=args.format == "jsonl")


def _table(rows: Sequence[Json], layout: Layout, stream: TextIO, *, cut: bool) -> None:
    more = cut and len(rows) > TABLE_ROWS
    shown = rows[:TABLE_ROWS] if more else rows
    if not shown:
        say(f"no {layout.noun} found")
        return
    for line in table(layout.headings, [layout.cells(row) for row in shown], width=width_of(stream)):
        print(line, file=stream)
    if more:
        say(f"the first {TABLE_ROWS} {layout.noun}; --limit 0 shows all of them")


def write_json(stream: TextIO, rows: Sequence[Any], *, lines: bool) -> None:
    """Write JSON Lines, or one list."""
    if lines:
        for row in rows:
            print(to_line(row), file=stream)
    else:
        print(json.dumps(rows, ensure_ascii=False, indent=2), file=stream)


def write_csv(stream: TextIO, names: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    """Write CSV with a header: UTF-8, ISO dates, nothing for missing values, lists joined by ``;``."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(value) for value in row])


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ";".join(_cell(item).replace(";", ",") for item in value)
    return safe(to_line(value) if isinstance(value, dict) else str(value))


def needed_file(args: argparse.Namespace) -> str:
    """Return the file to write to; Parquet cannot go to a terminal."""
    if not args.output:
        raise UsageError("found --format parquet without a file; expected --output FILE.parquet")
    return str(args.output)


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Give the stream to write to: standard output, or a file that appears when it is whole."""
    if path is None:
        yield sys.stdout
        return
    from entente.cli.files import whole_file

    with whole_file(path) as stream:
        yield stream
