"""``entente parse``: sentences in, their grammar out as CoNLL-U."""

from __future__ import annotations

import argparse
import io
import itertools
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, TextIO

from entente.cli.arguments import add_settings, settings_of
from entente.cli.printing import say

HELP = "parse text or CoNLL-U and write CoNLL-U"
EXAMPLES = """\
  echo "The two ministers met in Paris." | entente parse
  entente parse gold.conllu --pretokenized > parsed.conllu
Without --input, what begins like CoNLL-U is taken as CoNLL-U and everything else as text."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="file, or - for standard input (the default)"
    )
    parser.add_argument("--input", choices=("conllu", "text"), help="what the input is")
    parser.add_argument(
        "--pretokenized", action="store_true", help="keep the tokens and sentences of CoNLL-U input"
    )
    add_settings(parser, "threads")


def run(args: argparse.Namespace) -> int:
    """Parse the files, each block as soon as it is there."""
    from entente.nlp import pipeline

    if not args.files and sys.stdin.isatty():
        say("reading text or CoNLL-U from the terminal; Ctrl-D ends it")
    nlp = pipeline.load(threads=settings_of(args).threads or None)
    with ExitStack() as stack:
        for name in args.files or ["-"]:
            stream = _open(name, stack)
            for block in parse(stream, nlp, kind=args.input, pretokenized=args.pretokenized):
                sys.stdout.write(block)
                sys.stdout.flush()
    return 0


def parse(lines: TextIO, nlp: Any, *, kind: str | None = None, pretokenized: bool = False) -> Iterator[str]:
    """Yield parsed sentences as blocks of CoNLL-U.

    ``nlp`` is the pipeline; ``kind`` is ``conllu``, ``text``, or None to look at the first line.
    """
    from entente.nlp.conllu import parse_conllu, parse_text

    stream: Iterator[str] = iter(lines)
    if kind is None and pretokenized:
        kind = "conllu"
    if kind is None:
        first = next(stream, "")
        stream = itertools.chain([first], stream)
        kind = "conllu" if looks_like_conllu(first) else "text"
    return (
        parse_conllu(stream, nlp, pretokenized=pretokenized) if kind == "conllu" else parse_text(stream, nlp)
    )


def looks_like_conllu(line: str) -> bool:
    """Return whether a first line is one of CoNLL-U: a comment with a key, or ten columns."""
    line = line.lstrip("\ufeff")
    comment = line.startswith("# ") and any(
        key in line for key in ("sent_id", "text =", "newdoc", "newpar", "global.")
    )
    return comment or line.count("\t") == 9


def _open(name: str, stack: ExitStack) -> TextIO:
    if name == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", errors="replace", newline="\n")
    return stack.enter_context(open(name, encoding="utf-8-sig", errors="replace", newline="\n"))
