"""``entente label``: marked text in, what it says the source does to the target out."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from entente.cli.arguments import add_settings, day, settings_of
from entente.cli.printing import say
from entente.contract import to_line

HELP = "say what a text tells that one marked party does to another"
EXAMPLES = """\
  echo '{"text": "Chad condemned Niger.", "source": [0, 4], "target": [15, 20]}' | entente label
  entente label pairs.jsonl > labelled.jsonl
Input lines: {"text", "source": [start, end] or null, "target": [start, end] or null, "published"?}; the
spans count code points, null means that the sentence names none. Each line comes back with "type",
"status", "plover", "quad" and "scores", or with "error"."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="JSON Lines, or - for standard input (the default)"
    )
    parser.add_argument("--published", type=day, metavar="DATE", help="day of publication of lines without")
    add_settings(parser, "threads", "batch_size")


def run(args: argparse.Namespace) -> int:
    """Label the lines, each batch as soon as it is there."""
    from entente.coder import Coder
    from entente.labels import label_lines

    if not args.files and sys.stdin.isatty():
        say("reading JSON Lines from the terminal; Ctrl-D ends it")
    lines = failed = 0
    numbered = numbered_lines(args.files or ["-"])
    for answer in label_lines(numbered, Coder(settings_of(args)), published=args.published):
        lines += 1
        failed += "error" in answer
        print(to_line(answer), file=sys.stdout, flush=True)
    if failed:
        say(f'{failed} of {lines} lines could not be labelled; they say why under "error"')
    return 1 if failed else 0


def numbered_lines(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each line of the files with its place, such as ``pairs.jsonl:3``; ``-`` is standard input."""
    for name in names:
        if name == "-":
            yield from _numbered("-", sys.stdin.buffer)
        else:
            with open(name, "rb") as stream:
                yield from _numbered(name, stream)


def _numbered(name: str, stream: BinaryIO) -> Iterator[tuple[str, str]]:
    lines = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="\n")
    try:
        for number, line in enumerate(lines, start=1):
            yield f"{name}:{number}", line
    finally:
        lines.detach()
