"""``entente actors``: who is in the record."""

from __future__ import annotations

import argparse

from entente.cli.arguments import actor_code, add_settings, settings_of
from entente.cli.columns import ACTORS, Json
from entente.cli.output import Layout, add_output, emit, limit_of

HELP = "list the actors in the record, the most often named first"
EXAMPLES = """\
  entente actors
  entente actors shoigu
  entente actors --kind igo armed_group --format csv"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("name", nargs="?", metavar="WORDS", help="part of the name or code")
    parser.add_argument(
        "--kind", nargs="+", default=(), metavar="KIND", help="such as state organ person igo company"
    )
    parser.add_argument("--country", metavar="STATE", help="state they belong to")
    add_output(parser)
    add_settings(parser, "record")


def run(args: argparse.Namespace) -> int:
    """Ask the record and write what it holds."""
    from entente.store import ActorFilter, Record

    settings = settings_of(args)
    asked = ActorFilter(
        name=args.name,
        kinds=tuple(args.kind),
        country=actor_code(args.country) if args.country else None,
        limit=limit_of(args),
        offset=args.offset,
    )
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait) as record:
        found = record.actors(asked)
    emit(found, LAYOUT, args)
    return 0


def _cells(row: Json) -> list[object]:
    name = row["person"] or row["name"]
    return [row["id"], row["kind"], row["sector"], row["documents"], row["events"], name]


LAYOUT = Layout("actors", ACTORS, ("code", "kind", "sector", "documents", "events", "name"), _cells)
