"""``entente dossier``: everything between two actors, each line with its source."""

from __future__ import annotations

import argparse
import sys

from entente.cli.arguments import actor_codes, add_period, add_settings, check_period, day, settings_of
from entente.cli.output import opened
from entente.cli.printing import safe

HELP = "write what the record holds on two actors, or on one"
EXAMPLES = """\
  entente dossier China Russia
  entente dossier CHN RUS --since 2017 --until 2018 --format markdown --output china-russia.md
  entente dossier CHN RUS --from page.html       straight from files, without a record"""

FORMATS = ("text", "markdown", "html", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("a", metavar="A", help="code or name of an actor, such as CHN or China")
    parser.add_argument(
        "b", metavar="B", nargs="?", help="the other one; without it, the dossier is on A alone"
    )
    add_period(parser, "what happened or was published")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to write it (default text)")
    parser.add_argument("--output", metavar="FILE", help="write to a file instead of standard output")
    parser.add_argument(
        "--from",
        dest="sources",
        nargs="+",
        metavar="TARGET",
        help="code these and use them instead of the record",
    )
    parser.add_argument(
        "--published",
        type=day,
        metavar="DATE",
        help="with --from: day of publication of documents without one",
    )
    add_settings(parser, "record", "min_confidence", "threads")


def run(args: argparse.Namespace) -> int:
    """Compose the dossier and write it."""
    from entente.runs import dossier

    check_period(args.since, args.until)
    actors = actor_codes([name for name in (args.a, args.b) if name is not None])
    settings = settings_of(args)
    written, failed = dossier(
        actors,
        since=args.since,
        until=args.until,
        layout=args.format,
        sources=args.sources,
        published=args.published,
        settings=settings,
    )
    with opened(args.output) as stream:
        print(safe(written) if stream is sys.stdout else written, file=stream)
    return 1 if failed else 0
