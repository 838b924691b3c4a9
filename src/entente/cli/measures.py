"""``entente measures``: cooperation and conflict of two actors over time."""

from __future__ import annotations

import argparse

from entente.cli.arguments import actor_code, add_period, add_settings, check_period, settings_of
from entente.cli.columns import MEASURES, Json
from entente.cli.output import Layout, add_output, emit, limit_of
from entente.cli.printing import say
from entente.errors import UsageError

HELP = "count cooperation and conflict of two actors by month, quarter or year"
EXAMPLES = """\
  entente measures China Russia --since 2017 --until 2018
  entente measures USA CHN --by quarter --format csv --output usa-china.csv
  entente measures RUS TUR --directed --status actual planned --background
Only what is reported as having happened is counted, and nothing that lies long before publication.
In a table, + is cooperation and − conflict: incidents, each once however many documents report it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("a", metavar="A", help="code or name of an actor, such as CHN or China")
    parser.add_argument("b", metavar="B", help="the other one")
    add_period(parser, "events and documents")
    parser.add_argument(
        "--by",
        choices=("month", "quarter", "year"),
        default="month",
        help="a row for each (default month)",
    )
    parser.add_argument("--directed", action="store_true", help="only where A acts and B receives")
    parser.add_argument(
        "--status", nargs="+", default=("actual",), metavar="STATUS",
        choices=("actual", "planned", "possible", "negated"),
        help="count events of these statuses (default actual)",
    )  # fmt: skip
    parser.add_argument(
        "--background", action="store_true", help="count what lies long before publication as well"
    )
    add_output(parser)
    add_settings(parser, "record", "min_confidence")


def run(args: argparse.Namespace) -> int:
    """Ask the record and write the periods."""
    from entente.store import Record

    check_period(args.since, args.until)
    a, b = actor_code(args.a), actor_code(args.b)
    if a == b:
        raise UsageError(f"found {a} twice; expected two actors, such as `entente measures CHN RUS`")
    settings = settings_of(args)
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait) as record:
        found = record.measures(
            a, b, by=args.by, since=args.since, until=args.until, statuses=tuple(args.status),
            background=args.background, directed=args.directed, min_confidence=settings.min_confidence,
        )  # fmt: skip
    emit(found.rows[args.offset :][: limit_of(args)], LAYOUT, args)
    missing = [
        (found.undated, "without a date"),
        (found.vague, f"with a date longer than a {args.by}"),
        (found.left_out, "planned, possible, negated or background"),
    ]
    told = ", ".join(f"{number} {words}" for number, words in missing if number)
    if told:
        say(f"reports in no row: {told}")
    return 0


def _cells(row: Json) -> list[object]:
    def shown(name: str, places: int = 0) -> str:
        value = row[name]
        return "" if value is None else f"{value:.{places}f}"

    return [
        row["period"],
        row["documents"],
        shown("reports"),
        shown("incidents"),
        *(shown(f"{kind}_cooperation") for kind in ("verbal", "material")),
        *(shown(f"{kind}_conflict") for kind in ("verbal", "material")),
        shown("scale_mean", 1),
        shown("cooperation_share", 2),
        shown("incidents_per_1000", 1),
    ]


LAYOUT = Layout(
    "periods with events",
    MEASURES,
    (
        "period", "documents", "reports", "incidents", "words +", "deeds +", "words −", "deeds −",
        "scale", "share +", "per 1,000",
    ),
    _cells,
)  # fmt: skip
