"""``entente actors``: who is in the record, who the tables know, and why a name means whom it means."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from entente.cli.arguments import actor_code, add_settings, day, settings_of
from entente.cli.columns import ACTORS, Json
from entente.cli.output import Layout, add_output, emit, limit_of, opened, write_json
from entente.cli.printing import one_line, say
from entente.errors import UsageError

if TYPE_CHECKING:
    from entente.actors import ActorIndex
    from entente.actors.lookup import Answer
    from entente.settings import Settings

HELP = "list the actors in the record, or ask the actor tables who somebody was on a day"
EXAMPLES = """\
  entente actors
  entente actors shoigu
  entente actors --kind igo armed_group --format csv
  entente actors "the British foreign secretary" --date 2018-09-10 --why
  entente actors Georgia --tables
  entente actors "Blue Hills Front" --tables --own-actors mine.csv
  entente actors --from-phoenix Phoenix.Countries.actors.txt --output mine.csv"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("name", nargs="?", metavar="WORDS", help="a name, title or code, or a part of one")
    parser.add_argument(
        "--kind", nargs="+", default=(), metavar="KIND", help="such as state organ person igo company"
    )
    parser.add_argument("--country", metavar="STATE", help="state they belong to")
    parser.add_argument("--date", type=day, metavar="DATE", help="ask the tables who it was on this day")
    parser.add_argument("--why", action="store_true", help="ask the tables, and say what led to the answer")
    parser.add_argument("--tables", action="store_true", help="ask the tables, not the record")
    parser.add_argument(
        "--from-phoenix",
        metavar="FILE",
        help="write a Phoenix-style actor dictionary as a table of own actors",
    )
    add_output(parser)
    add_settings(parser, "record", "own_actors")


def run(args: argparse.Namespace) -> int:
    """Ask the record or the tables and write what they hold."""
    if args.from_phoenix:
        return _convert(args)
    if args.date or args.why or args.tables:
        return _ask_tables(args, settings_of(args))
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


def _convert(args: argparse.Namespace) -> int:
    from entente.actors.own import to_rows
    from entente.actors.phoenix import read_phoenix

    actors = read_phoenix(Path(args.from_phoenix))
    with opened(args.output) as stream:
        csv.writer(stream, lineterminator="\n").writerows(to_rows(iter(actors)))
    say(f"{len(actors)} rows of {len({one.id for one in actors})} actors")
    return 0


def _ask_tables(args: argparse.Namespace, settings: Settings) -> int:
    from entente import actors
    from entente.actors.lookup import look_up

    if not args.name:
        raise UsageError('found --date, --why or --tables without words; expected a name such as "Georgia"')
    own = actors.read_own_actors(Path(settings.own_actors)) if settings.own_actors else ()
    index = actors.load(own)
    found = look_up(args.name, index, args.date)
    country = actor_code(args.country, index) if args.country else None
    found = tuple(
        one for one in found if (not args.kind or one.kind in args.kind) and country in (None, one.country)
    )
    if not found:
        raise UsageError(nobody(args.name, index))
    found = found[args.offset :][: args.limit or None]
    rows = [one.to_json() for one in found]
    with opened(args.output) as stream:
        if args.format in ("json", "jsonl"):
            write_json(stream, rows, lines=args.format == "jsonl")
        elif args.format == "table":
            for number, one in enumerate(found):
                print(
                    *(["", *_card(one, why=args.why)] if number else _card(one, why=args.why)),
                    sep="\n",
                    file=stream,
                )
        else:
            raise UsageError(f"found --format {args.format} with the tables; expected table, json or jsonl")
    return 0


def nobody(name: str, index: ActorIndex) -> str:
    """Return the message for words that the tables do not know, with the nearest names."""
    try:
        actor_code(name, index)
    except UsageError as problem:
        return str(problem)
    return f"found nobody of that kind or state called {name!r}"


def _card(one: Answer, *, why: bool) -> Iterator[str]:
    """Yield the lines that show one actor to a person."""
    place = " ".join(dict.fromkeys(part for part in (one.country, one.organisation, one.sector) if part))
    codes = ", ".join(f"{name.upper()} {number}" for name, number in one.codes.items())
    mark = "" if one.chosen else "  (not the reading a text would get)"
    yield one_line(
        "  ".join(part for part in (one.id or "–", one.name, one.kind, place, codes) if part) + mark
    )
    for term in one.offices:
        since = term.start.isoformat() if term.start and term.start.year > 1 else "?"
        yield "  " + one_line(f"{term.office} of {term.of}, {since} to {term.end or '…'} ({term.source})")
    if one.memberships:
        names = [
            (m.organisation if one.kind == "state" else m.country)
            + ("" if m.role == "member" else f" ({m.role})")
            for m in one.memberships
        ]
        yield "  " + one_line(
            ("in " if one.kind == "state" else "members ") + ", ".join(dict.fromkeys(names))
        )
    if why:
        yield "  " + one_line(f"why: {one.why}")


def _cells(row: Json) -> list[object]:
    name = row["person"] or row["name"]
    return [row["id"], row["kind"], row["sector"], row["documents"], row["events"], name]


LAYOUT = Layout("actors", ACTORS, ("code", "kind", "sector", "documents", "events", "name"), _cells)
