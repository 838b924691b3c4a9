"""``entente relations``: what stands between actors."""

from __future__ import annotations

import argparse

from entente.cli.arguments import actor_code, add_period, add_settings, check_period, settings_of
from entente.cli.columns import RELATIONS, Json, codes
from entente.cli.output import Layout, add_output, emit, limit_of
from entente.cli.printing import around

HELP = "list standing relations: partnerships, memberships, agreements, disputes and others"
EXAMPLES = """\
  entente relations --between China Russia
  entente relations --actor SCO --kind membership
  entente relations --kind agreement --status "in force" --format jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--between", nargs=2, metavar=("A", "B"), help="both are parties")
    parser.add_argument("--actor", metavar="A", help="is a party")
    parser.add_argument("--kind", nargs="+", default=(), metavar="KIND", help="such as agreement membership")
    parser.add_argument(
        "--status", nargs="+", default=(), metavar="STATUS",
        choices=("in force", "announced", "suspended", "ended", "proposed"),
        help="in force, announced, suspended, ended or proposed",
    )  # fmt: skip
    parser.add_argument(
        "--area", nargs="+", default=(), metavar="AREA", help="areas of cooperation, such as energy"
    )
    add_period(parser, "relations that hold, or were signed,")
    parser.add_argument(
        "--undated", action="store_true", help="with a period: relations without any date as well"
    )
    parser.add_argument("--text", metavar="WORDS", help="words of evidence, name or object")
    parser.add_argument("--document", metavar="ID", help="of one document, by Entente's id")
    add_output(parser)
    add_settings(parser, "record", "min_confidence")


def run(args: argparse.Namespace) -> int:
    """Ask the record and write what it holds."""
    from entente.store import Record, RelationFilter

    check_period(args.since, args.until)
    settings = settings_of(args)
    asked = RelationFilter(
        between=(actor_code(args.between[0]), actor_code(args.between[1])) if args.between else None,
        actor=actor_code(args.actor) if args.actor else None,
        kinds=tuple(args.kind),
        statuses=tuple(args.status),
        areas=tuple(args.area),
        since=args.since,
        until=args.until,
        undated=args.undated,
        min_confidence=settings.min_confidence,
        text=args.text,
        document=args.document,
        limit=limit_of(args),
        offset=args.offset,
    )
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait) as record:
        found = record.relations(asked)
    emit(found, LAYOUT, args)
    return 0


def _cells(row: Json) -> list[object]:
    what = row["name"] or row["object"] or row["office"] or row["role"] or ", ".join(row["areas"])
    signed = row["signed"] or {}
    held = "/".join(day or "…" for day in (row["holds_from"] or signed.get("from"), row["holds_to"]))
    evidence, trigger = row["evidence"], row["trigger"]
    return [
        row["kind"],
        " + ".join(codes(row["parties"])),
        what,
        "" if held == "…/…" else held,
        "" if row["status"] in (None, "in force") else row["status"],
        around(evidence["quote"], trigger["start"] - evidence["start"] if trigger else 0),
    ]


LAYOUT = Layout("relations", RELATIONS, ("kind", "parties", "what", "holds", "status", "words"), _cells)
