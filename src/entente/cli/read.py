"""``entente read``: read, code and keep."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from entente.cli.arguments import CODING, add_settings, add_targets, settings_of
from entente.cli.printing import one_line, say

if TYPE_CHECKING:
    from entente.contract import Failed
    from entente.recorder import Summary

HELP = "read documents, code them and keep them in the record"
EXAMPLES = """\
  entente read news/                       a folder with pages, texts, archives
  entente read https://example.org/page.html --record asia.duckdb
  entente read corpus.jsonl --published 2018-04-02
  cat corpus.jsonl | entente read -
A run that was cut short goes on where it stopped: what the same coder has coded is skipped."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    add_targets(parser)
    parser.add_argument("--force", action="store_true", help="code again what was coded before")
    parser.add_argument("--quiet", action="store_true", help="show no progress and do not list failures")
    add_settings(parser, "record", *CODING)


def run(args: argparse.Namespace) -> int:
    """Read the targets, show how it goes, and end with one line that sums it up."""
    from entente.runs import read

    settings = settings_of(args)
    with _progress(quiet=args.quiet) as show:
        summary = read(
            args.targets,
            settings=settings,
            published=args.published,
            force=args.force,
            on_progress=show,
            on_failure=None if args.quiet else _tell,
        )
    print(describe(summary, settings.record))
    return 1 if summary.failed else 0


def describe(done: Summary, record: str) -> str:
    """Return the line that sums up a run."""
    parts = [f"{done.documents} documents: {done.coded} coded, {done.skipped} skipped, {done.failed} failed"]
    if done.coded:
        parts.append(f"{done.events} events, {done.relations} relations, {done.claims} claims")
    if done.undated:
        parts.append(
            f"{done.undated} without a day of publication, so relative dates in them stay unresolved"
        )
    return one_line(f"{'; '.join(parts)}. Record: {record}")


def _tell(failure: Failed) -> None:
    say(f"failed: {failure.source}: {failure.reason}")


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[Summary], None] | None]:
    """Give a function that shows a run's progress; None where nobody would see it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting")

        def show(done: Summary) -> None:
            words = f"{done.documents} documents, {done.events} events, {done.failed} failed  "
            bar.update(task, description=words + one_line(done.source or "")[-50:])

        yield show
