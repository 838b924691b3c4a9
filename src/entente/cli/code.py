"""``entente code``: documents in, one line of JSON out for each."""

from __future__ import annotations

import argparse
import sys

from entente.cli.arguments import CODING, add_settings, add_targets, settings_of
from entente.cli.printing import say
from entente.contract import to_line

HELP = "code documents and write one line of JSON for each, in the same order"
EXAMPLES = """\
  entente code page.html
  echo '{"id": "1", "text": "The foreign ministers of Chad and Niger met."}' | entente code
  entente code corpus.jsonl > coded.jsonl
Input lines: {"id", "text", "title"?, "published"?, "publisher"?, "author"?, "url"?}; or any file that
`entente read` takes. A document that cannot be coded has a line with "error" in its place."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_targets(parser, optional=True)
    parser.add_argument("--no-text", action="store_true", help="leave the documents' text out of the lines")
    add_settings(parser, *CODING)


def run(args: argparse.Namespace) -> int:
    """Code the targets, each line as soon as it is there."""
    from entente.runs import code

    documents = failed = 0
    if not args.targets and sys.stdin.isatty():
        say("reading JSON Lines or text from the terminal; Ctrl-D ends it")
    lines = code(
        args.targets or ["-"], settings=settings_of(args), published=args.published, text=not args.no_text
    )
    for line in lines:
        documents += 1
        failed += "error" in line
        print(to_line(line), file=sys.stdout, flush=True)
    if failed:
        say(f'{failed} of {documents} documents failed; their lines say why under "error"')
    return 1 if failed else 0
