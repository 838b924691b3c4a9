"""``entente relations``: what stands between actors."""

from __future__ import annotations

import argparse
from typing import Any

from entente.cli.arguments import actor_code, add_period, add_settings, check_period, day, settings_of
from entente.cli.columns import CONTRADICTIONS, RELATIONS, STANDING, Json, codes
from entente.cli.output import Layout, add_output, emit, limit_of
from entente.cli.printing import around
from entente.errors import UsageError

HELP = "list standing relations: partnerships, memberships, agreements, disputes and others"
EXAMPLES = """\
  entente relations --between China Russia
  entente relations --actor SCO --kind membership
  entente relations --kind agreement --status "in force" --format jsonl
  entente relations --between China Russia --standing       merged across documents
  entente relations --between China Russia --as-of 2018-04-02
  entente relations --contradictions"""


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
    merged = parser.add_mutually_exclusive_group()
    merged.add_argument(
        "--standing", action="store_true", help="merge what documents tell of one relation, with its history"
    )
    merged.add_argument(
        "--contradictions", action="store_true",
        help="what documents tell of one relation that cannot both be so, side by side",
    )  # fmt: skip
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="merged, as they stood on a day such as 2018-04-02"
    )
    parser.add_argument("--text", metavar="WORDS", help="words of evidence, name or object")
    parser.add_argument("--document", metavar="ID", help="of one document, by Entente's id")
    add_output(parser)
    add_settings(parser, "record", "min_confidence")


def run(args: argparse.Namespace) -> int:
    """Ask the record and write what it holds."""
    from entente.store import Record, RelationFilter

    check_period(args.since, args.until)
    if args.standing or args.contradictions or args.as_of:
        return _run_merged(args)
    settings = settings_of(args)
    asked = RelationFilter(
        **_asked(args),
        undated=args.undated,
        min_confidence=settings.min_confidence,
        limit=limit_of(args),
        offset=args.offset,
    )
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait) as record:
        found = record.relations(asked)
    emit(found, LAYOUT, args)
    return 0


def _run_merged(args: argparse.Namespace) -> int:
    """Ask for relations merged across documents, or for what contradicts in them."""
    from entente.store import Record, StandingFilter

    if args.undated:
        raise UsageError("found --undated with merged relations; expected it without --standing and --as-of")
    settings = settings_of(args)
    limit = limit_of(args)
    asked = StandingFilter(
        **_asked(args),
        as_of=args.as_of,
        limit=None if args.contradictions else limit,
        offset=0 if args.contradictions else args.offset,
    )
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait) as record:
        if args.contradictions:
            pairs = record.contradictions(asked)
            emit(pairs[args.offset :][:limit], CONTRADICTIONS_LAYOUT, args)
        else:
            emit(record.standing(asked), STANDING_LAYOUT, args)
    return 0


def _asked(args: argparse.Namespace) -> dict[str, Any]:
    """Return what both kinds of list are filtered by."""
    return {
        "between": (actor_code(args.between[0]), actor_code(args.between[1])) if args.between else None,
        "actor": actor_code(args.actor) if args.actor else None,
        "kinds": tuple(args.kind),
        "statuses": tuple(args.status),
        "areas": tuple(args.area),
        "since": args.since,
        "until": args.until,
        "text": args.text,
        "document": args.document,
    }


def _standing_cells(row: Json) -> list[object]:
    steps = [step_words(step) for step in row["history"]]
    status = row["status"] or ""
    against = dict.fromkeys(it["what"] for it in row["contradictions"])
    return [
        row["kind"],
        " + ".join(row["parties"]),
        row["level"] or row["name"] or row["object"] or row["office"] or row["area"] or "",
        f"{status}{' ≠' if against else ''}",
        len({report["entente_id"] for report in row["reports"]}),
        "; ".join(steps),
    ]


def step_words(step: Json) -> str:
    """Return a step of a history in words: "2001-07-16 signed", "by 2018-04-06 suspended"."""
    by = "by " if step["basis"] == "published" else ""
    when = f"{by}{step['day']} " if step["day"] else ""
    value, what = step["value"] or "", step["what"]
    if what == "signed":
        words = "signed"
    elif what == "from":
        words = "begins"
    elif step["change"] == "ended":
        words = "ended"
    elif what == "until":
        words = f"until {value}, before {step['before']}"
    elif step["change"] == "reported":
        words = "reported" if value == "in force" else f"reported {value}"
    else:
        words = f"{value}, before {step['before']}" if step["before"] else value
    return f"{when}{words}"


def _contradiction_cells(row: Json) -> list[object]:
    whole = row["standing"]
    return [
        " + ".join(whole["parties"]),
        whole["name"] or whole["object"] or whole["office"] or whole["area"] or whole["kind"],
        row["what"],
        _side_words(row["one"]),
        _side_words(row["other"]),
    ]


def _side_words(side: Json) -> str:
    sources = [report["publisher"] or report["title"] or report["id"] for report in side["reports"]]
    first = next(iter(dict.fromkeys(sources)), "")
    more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
    return f"{side['value']} ({first}{more}, {side['reports'][0]['published'] or 'no date'})"


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

STANDING_LAYOUT = Layout(
    "standing relations", STANDING, ("kind", "parties", "what", "status", "docs", "history"), _standing_cells
)

CONTRADICTIONS_LAYOUT = Layout(
    "contradictions",
    CONTRADICTIONS,
    ("parties", "relation", "about", "one", "other"),
    _contradiction_cells,
)
