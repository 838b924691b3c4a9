"""``entente claims``: who says what."""

from __future__ import annotations

import argparse

from entente.cli.arguments import actor_codes, add_period, add_settings, check_period, settings_of
from entente.cli.columns import CLAIMS, Json, codes
from entente.cli.output import Layout, add_output, emit, limit_of

HELP = "list claims: who says what, in which words"
EXAMPLES = """\
  entente claims --about China Russia
  entente claims --holder "Lavrov" --since 2018
  entente claims --holder RUS --role speaker --format jsonl"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--about", nargs="+", metavar="A", help="speaks of every one of these actors")
    parser.add_argument("--holder", metavar="WHO", help="code, or part of the name, of who says it")
    parser.add_argument(
        "--role", nargs="+", default=(), choices=("speaker", "author", "publisher"), metavar="ROLE",
        help="speaker, author or publisher",
    )  # fmt: skip
    add_period(parser, "published")
    parser.add_argument("--text", metavar="WORDS", help="words of the claim")
    parser.add_argument("--document", metavar="ID", help="of one document, by Entente's id")
    add_output(parser)
    add_settings(parser, "record")


def run(args: argparse.Namespace) -> int:
    """Ask the record and write what it holds."""
    from entente.store import ClaimFilter, Record

    check_period(args.since, args.until)
    settings = settings_of(args)
    asked = ClaimFilter(
        about=actor_codes(args.about),
        holder=args.holder,
        roles=tuple(args.role),
        since=args.since,
        until=args.until,
        text=args.text,
        document=args.document,
        limit=limit_of(args),
        offset=args.offset,
    )
    with Record.open(settings.record, read_only=True, wait=settings.lock_wait) as record:
        found = record.claims(asked)
    emit(found, LAYOUT, args)
    return 0


def _cells(row: Json) -> list[object]:
    holder = row["holder"]
    who = holder["person"] or holder["name"] or holder["text"]
    about = " + ".join(codes(row["about"]))
    return [
        row["document"]["published"] or "no date",
        who,
        row["holder_role"],
        about,
        row["evidence"]["quote"],
    ]


LAYOUT = Layout("claims", CLAIMS, ("published", "who", "as", "about", "words"), _cells)
