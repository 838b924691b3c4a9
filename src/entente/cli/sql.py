"""``entente sql``: any question that SQL can ask."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from entente.cli.arguments import add_settings, settings_of
from entente.cli.output import FORMATS, needed_file, opened, write_csv, write_json
from entente.cli.printing import blocks, say, table, width_of

HELP = "ask the record in SQL"
EXAMPLES = """\
  entente sql "SELECT type, count(*) FROM current_events GROUP BY ALL ORDER BY 2 DESC"
  entente sql "SELECT * FROM current_dyads WHERE actor = 'CHN'" --format csv
  entente sql < question.sql
The record is opened for reading only. docs/record.md lists its tables and views."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "question",
        nargs="?",
        default="-",
        metavar="SQL",
        help="the question; - or none reads it from standard input",
    )
    parser.add_argument(
        "--format", choices=FORMATS, default="table", help="how to write the answer (default table)"
    )
    parser.add_argument("--output", metavar="FILE", help="write to a file instead of standard output")
    add_settings(parser, "record")


def run(args: argparse.Namespace) -> int:
    """Ask, and write the answer."""
    from entente.store import Record

    settings = settings_of(args)
    question = sys.stdin.read() if args.question == "-" else args.question
    parquet = args.format == "parquet"
    target = needed_file(args) if parquet else None
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait, files=parquet) as record:
        if target is not None:
            record.copy_to_parquet(question, target)
            return 0
        answer = record.sql(question)
    rows = [[plain(value) for value in row] for row in answer.rows]
    with opened(args.output) as stream:
        if args.format == "csv":
            write_csv(stream, answer.columns, iter(rows))
        elif args.format == "table":
            for line in _lines(answer.columns, rows, width_of(stream)):
                print(line, file=stream)
        else:
            named = [dict(zip(answer.columns, row, strict=True)) for row in rows]
            write_json(stream, named, lines=args.format == "jsonl")
    return 0


def plain(value: Any) -> Any:
    """Return a value of SQL as one of JSON: dates in ISO 8601, decimals as numbers, bytes in hexadecimal."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _lines(columns: tuple[str, ...], rows: list[list[Any]], width: int) -> Iterator[str]:
    if not columns:
        return
    shown = [["; ".join(map(str, it)) if isinstance(it, list) else it for it in row] for row in rows]
    layout = table if len(columns) * 10 <= width + 2 else blocks
    yield from layout(columns, shown, width=width)
    say(f"{len(rows)} rows")
