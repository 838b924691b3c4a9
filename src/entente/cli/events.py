"""``entente events``: who did what to whom."""

from __future__ import annotations

import argparse

from entente.cli.arguments import actor_code, actor_codes, add_period, add_settings, check_period, settings_of
from entente.cli.columns import EVENTS, Json, codes
from entente.cli.output import Layout, add_output, emit, limit_of
from entente.cli.printing import around

HELP = "list events: who did what to whom, when and where"
EXAMPLES = """\
  entente events --between China Russia --since 2017 --until 2018
  entente events --actor USA --type SANCTION COERCE --status actual
  entente events --country KAZ --format csv --output astana.csv
With --since or --until, events without a date are left out unless --undated is given."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--between", nargs=2, metavar=("A", "B"), help="both take part, whoever acts")
    parser.add_argument("--directed", action="store_true", help="with --between: A acts and B receives")
    parser.add_argument("--actor", metavar="A", help="takes part on either side")
    parser.add_argument(
        "--type", nargs="+", default=(), metavar="TYPE", help="PLOVER types, such as CONSULT AGREE"
    )
    parser.add_argument("--mode", nargs="+", default=(), metavar="MODE", help="PLOVER modes, such as visit")
    parser.add_argument(
        "--status", nargs="+", default=(), metavar="STATUS",
        choices=("actual", "planned", "possible", "negated"), help="actual, planned, possible or negated",
    )  # fmt: skip
    parser.add_argument(
        "--quad", nargs="+", type=int, default=(), choices=(1, 2, 3, 4), metavar="QUAD",
        help="1 verbal and 2 material cooperation, 3 verbal and 4 material conflict",
    )  # fmt: skip
    add_period(parser, "events")
    parser.add_argument("--undated", action="store_true", help="with a period: events without a date as well")
    parser.add_argument("--country", metavar="STATE", help="state where it took place")
    parser.add_argument(
        "--background",
        action=argparse.BooleanOptionalAction,
        help="only what lies long before publication, or none of it",
    )
    parser.add_argument("--text", metavar="WORDS", help="words of the evidence")
    parser.add_argument("--document", metavar="ID", help="of one document, by Entente's id")
    parser.add_argument("--incident", metavar="ID", help="reports of one happening")
    add_output(parser)
    add_settings(parser, "record", "min_confidence")


def run(args: argparse.Namespace) -> int:
    """Ask the record and write what it holds."""
    from entente.store import EventFilter, Record

    check_period(args.since, args.until)
    settings = settings_of(args)
    asked = EventFilter(
        between=(actor_code(args.between[0]), actor_code(args.between[1])) if args.between else None,
        directed=args.directed,
        actor=actor_code(args.actor) if args.actor else None,
        types=tuple(name.upper() for name in args.type),
        modes=tuple(args.mode),
        statuses=tuple(args.status),
        quads=tuple(args.quad),
        since=args.since,
        until=args.until,
        undated=args.undated,
        country=actor_codes([args.country])[0] if args.country else None,
        background=args.background,
        min_confidence=settings.min_confidence,
        text=args.text,
        document=args.document,
        incident=args.incident,
        limit=limit_of(args),
        offset=args.offset,
    )
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait) as record:
        found = record.events(asked)
    emit(found, LAYOUT, args)
    return 0


def _cells(row: Json) -> list[object]:
    kind = row["type"] + (f" {row['mode']}" if row["mode"] else "")
    who = " + ".join(codes(row["actors"])) or "?"
    if row["recipients"]:
        who += " → " + " + ".join(codes(row["recipients"]))
    status = "" if row["status"] == "actual" else row["status"]
    evidence = row["evidence"]
    words = around(evidence["quote"], row["trigger"]["start"] - evidence["start"])
    return [short_date(row["date"]), kind, who, status, words]


def short_date(when: Json | None) -> str:
    """Return a date as short as it is known: a day, month, year, or an interval."""
    first, last = (when["from"], when["to"]) if when else (None, None)
    if when is None or (first is None and last is None):
        return "no date"
    cut = {"day": 10, "month": 7, "year": 4}.get(when["granularity"] or "")
    if cut and first and last and first[:cut] == last[:cut]:
        return str(first[:cut])
    return f"{first or '…'}/{last or '…'}"


LAYOUT = Layout("events", EVENTS, ("date", "event", "who", "status", "words"), _cells)
