"""The command ``entente``: find the command, run it, turn errors into one clear line."""

from __future__ import annotations

import argparse
import difflib
import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any, TextIO

from entente import __version__
from entente.cli.printing import one_line, width_of
from entente.errors import BadInput, EntenteError, UnreadableSource, UsageError

COMMANDS = (
    "read",
    "code",
    "label",
    "parse",
    "dossier",
    "events",
    "relations",
    "measures",
    "claims",
    "documents",
    "actors",
    "sql",
    "evaluate",
)

ALL_WELL, SOME_FAILED, WRONG_USAGE = 0, 1, 2
DEFECT, INTERRUPTED, BROKEN_PIPE = 70, 130, 141

DESCRIPTION = """\
The record of relations between states: who did what to whom, when and where;
what stands between them; and who says so. Every row leads back to its words.

  entente read news/                    read, code and keep what a folder holds
  entente dossier China Russia          everything between the two
  entente events --between CHN RUS --since 2017
  entente code page.html                what a page says, as JSON
"""

EPILOG = """\
exit status: 0 all well, 1 some documents failed, 2 wrong usage.
`entente COMMAND --help` shows examples. Settings: ENTENTE_RECORD and others, or entente.toml."""


_COLLECT = (100_000, 50, 50)  # tables are large and live as long as the program: look for waste seldom


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; this is the program ``entente``."""
    _speak_utf8(sys.stdout, "surrogateescape")
    _speak_utf8(sys.stderr, "backslashreplace")
    gc.set_threshold(*_COLLECT)
    try:
        words = sys.argv[1:] if argv is None else list(argv)
        _check_command(words)
        arguments = parser().parse_args(words)
        status: int = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        print("entente: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except Exception as problem:
        if os.environ.get("ENTENTE_DEBUG"):
            raise
        message, status = explain(problem)
        print(f"entente: {one_line(message)}", file=sys.stderr)
        return status


def explain(problem: Exception) -> tuple[str, int]:
    """Return what to tell the user of an error, and the exit status."""
    if isinstance(problem, EntenteError):
        reading = isinstance(problem, BadInput) and not isinstance(problem, UnreadableSource)
        return str(problem), SOME_FAILED if reading else WRONG_USAGE
    if isinstance(problem, OSError):
        where = f"{problem.filename}: " if problem.filename else ""
        return f"{where}{problem.strerror or problem}", WRONG_USAGE
    return (
        f"a defect of Entente ({type(problem).__name__}: {problem}). "
        "Please report it; ENTENTE_DEBUG=1 shows where it happened",
        DEFECT,
    )


def _check_command(words: Sequence[str]) -> None:
    """Raise UsageError with the nearest command where the first word is none."""
    if words and not words[0].startswith("-") and words[0] not in COMMANDS:
        near = difflib.get_close_matches(words[0], COMMANDS, n=1)
        hint = f" Nearest: {near[0]}." if near else ""
        raise UsageError(f"found no command {words[0]!r}; expected one of {', '.join(COMMANDS)}.{hint}")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    modules = {name: importlib.import_module(f"entente.cli.{name}") for name in COMMANDS}
    listed = "\n".join(f"  {name:<10} {module.HELP}" for name, module in modules.items())
    whole = argparse.ArgumentParser(
        prog="entente",
        usage="entente COMMAND … [--help]",
        description=f"{DESCRIPTION}\ncommands:\n{listed}",
        epilog=EPILOG,
        formatter_class=_Help,
    )
    whole.add_argument(
        "--version", action=_Version, nargs=0, help="show version, model and codebook, and exit"
    )
    commands = whole.add_subparsers(metavar="COMMAND", required=True, prog="entente", help=argparse.SUPPRESS)
    for name, module in modules.items():
        _add_command(commands, name, module)
    return whole


def _add_command(commands: Any, name: str, module: ModuleType) -> None:
    """A command's module holds HELP, EXAMPLES, ``add_arguments`` and ``run``."""
    command = commands.add_parser(
        name,
        description=f"{module.HELP[0].upper()}{module.HELP[1:]}.",
        epilog=f"examples:\n{module.EXAMPLES}",
        formatter_class=_Help,
    )
    module.add_arguments(command)
    command.set_defaults(run=module.run)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Descriptions as written, in a hundred columns at most."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=min(width_of(sys.stdout), 100))


class _Version(argparse.Action):
    """Shows which Entente, language model and codebook this is."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from entente.coder import Coder

        coder = Coder()
        print(
            f"entente {__version__} "
            f"(model {coder.model}, codebook {coder.codebook.version}, coder {coder.key})"
        )
        parser.exit()


def _speak_utf8(stream: TextIO, errors: str) -> None:
    if hasattr(stream, "reconfigure"):  # not when a test has put something else in its place
        stream.reconfigure(encoding="utf-8", errors=errors)
