"""``entente documents``: what was read."""

from __future__ import annotations

import argparse

from entente.cli.arguments import actor_codes, add_period, add_settings, check_period, settings_of
from entente.cli.columns import DOCUMENTS, FAILURES, Json
from entente.cli.output import Layout, add_output, emit, limit_of

HELP = "list the documents in the record"
EXAMPLES = """\
  entente documents --text "trade war" --since 2018
  entente documents --actor China Russia --publisher "global times"
  entente documents --failed               what could not be read or coded, and why"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--actor", nargs="+", metavar="A", help="names every one of these")
    parser.add_argument("--text", metavar="WORDS", help="words of title or text")
    parser.add_argument("--publisher", metavar="WORDS", help="words of the publisher's name")
    parser.add_argument("--author", metavar="WORDS", help="words of the author's name")
    parser.add_argument(
        "--genre", nargs="+", default=(), choices=("news", "opinion", "release", "unknown"), metavar="GENRE",
        help="news, opinion, release or unknown",
    )  # fmt: skip
    parser.add_argument("--document", metavar="ID", help="Entente's id, or the caller's")
    parser.add_argument(
        "--failed", action="store_true", help="documents that could not be read or coded, instead"
    )
    add_period(parser, "published")
    add_output(parser)
    add_settings(parser, "record")


def run(args: argparse.Namespace) -> int:
    """Ask the record and write what it holds."""
    from entente.store import DocumentFilter, Record

    check_period(args.since, args.until)
    settings = settings_of(args)
    asked = DocumentFilter(
        actors=actor_codes(args.actor),
        text=args.text,
        publisher=args.publisher,
        author=args.author,
        genres=tuple(args.genre),
        since=args.since,
        until=args.until,
        document=args.document,
        limit=limit_of(args),
        offset=args.offset,
    )
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait) as record:
        if args.failed:
            failures = record.failures_of()[args.offset :]
            emit(failures[: limit_of(args)], FAILED, args)
        else:
            emit(record.documents(asked), LAYOUT, args)
    return 0


def _cells(row: Json) -> list[object]:
    counts = [row["events"], row["relations"], row["claims"]]
    return [
        row["published"] or "no date",
        row["publisher"],
        *counts,
        row["entente_id"],
        row["title"] or row["source"],
    ]


LAYOUT = Layout(
    "documents", DOCUMENTS, ("published", "publisher", "events", "relations", "claims", "id", "title"), _cells
)

FAILED = Layout(
    "failed documents",
    FAILURES,
    ("when", "source", "reason"),
    lambda row: (row["recorded"], row["source"], row["reason"]),
)
