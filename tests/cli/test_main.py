"""The command as a program: help, exit statuses, one clear line for every error, never a traceback."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from entente.cli.columns import (
    ACTORS,
    CLAIMS,
    CONTRADICTIONS,
    DOCUMENTS,
    EVENTS,
    FAILURES,
    MEASURES,
    RELATIONS,
    STANDING,
)
from entente.cli.main import COMMANDS, explain, parser
from entente.errors import BadInput, RecordLocked, UnreadableSource, UsageError
from entente.settings import TABLE
from entente.store import Record

Entente = Callable[..., tuple[int, str, str]]

HEAVY = ("spacy", "duckdb", "rich", "httpx", "numpy", "onnxruntime", "trafilatura", "tokenizers", "lxml")


def start(script: str, *arguments: object, cwd: Path | None = None) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=cwd)


def test_help_is_fast_because_nothing_heavy_is_imported() -> None:
    script = (
        "import sys; from entente.cli.main import parser; parser().format_help();"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    out, err = start(script).communicate(timeout=60)
    assert (out.strip(), err) == ("[]", "")


def test_help_teaches_every_command_with_an_example(entente: Entente) -> None:
    _, out, _ = entente("--help")
    for name in COMMANDS:
        assert f"  {name} " in out
        status, help_, _ = entente(name, "--help")
        assert status == 0
        assert f"entente {name}" in help_.partition("examples:")[2]


DOCS = Path(__file__).parents[2] / "docs"


def section(heading: str) -> str:
    pages = (DOCS / "commands.md").read_text(encoding="utf-8")
    return pages.partition(f"## {heading}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_flag_of_every_command_is_documented(name: str) -> None:
    command = next(it for it in parser()._actions if isinstance(it, argparse._SubParsersAction)).choices[name]
    flags = {flag for action in command._actions for flag in action.option_strings} - {"-h", "--help"}
    pages = section(f"entente {name}") + section("Flags")
    assert [flag for flag in flags if f"`{flag}" not in pages] == []


def test_every_setting_and_column_is_documented() -> None:
    for row in TABLE:
        default = int(row.default) if row.type is float else row.default
        assert f"| `{row.name}` | `ENTENTE_{row.name.upper()}` | `{default}` |" in section("Settings")
    for kind in (EVENTS, RELATIONS, STANDING, CONTRADICTIONS, MEASURES, CLAIMS, DOCUMENTS, ACTORS, FAILURES):
        assert [column.name for column in kind if f"`{column.name}`" not in section("Columns")] == []


def test_the_examples_in_sql_run(entente: Entente, corpus: Path) -> None:
    entente("read", corpus, "--quiet")
    text = (DOCS / "record.md").read_text(encoding="utf-8")
    questions = [part.partition("```")[0] for part in text.split("```sql\n")[1:]]
    assert len(questions) >= 5
    for question in questions:
        status, _, err = entente("sql", question)
        assert status == 0, err
    with Record.open("entente.duckdb", read_only=True) as record:
        names = record.sql("SELECT table_name FROM information_schema.tables").rows
    assert [name for (name,) in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    "words", [[], ["evnts"], ["events", "--nothing"], ["read"], ["events", "--limit", "x"]]
)
def test_wrong_usage_is_status_2(entente: Entente, words: list[str]) -> None:
    status, out, err = entente(*words)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("entente")


def test_an_unknown_command_is_answered_with_the_nearest(entente: Entente) -> None:
    assert "Nearest: events." in entente("evnts")[2]


def test_an_unknown_setting_in_the_environment_is_wrong_usage(
    entente: Entente, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTENTE_TREADS", "2")
    status, _, err = entente("events")
    assert (status, "Nearest: threads." in err) == (2, True)


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (UsageError("x"), 2),
        (UnreadableSource("x"), 2),
        (RecordLocked("x"), 2),
        (BadInput("x"), 1),
        (FileNotFoundError(2, "No such file", "x"), 2),
        (ZeroDivisionError("x"), 70),
    ],
)
def test_errors_have_their_exit_status(problem: Exception, status: int) -> None:
    message, found = explain(problem)
    assert found == status
    assert "x" in message


def test_a_defect_is_one_line_and_the_traceback_is_for_who_asks(
    entente: Entente, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entente.cli.events.settings_of", lambda _: 1 / 0)
    status, _, err = entente("events")
    assert (status, err.count("\n")) == (70, 1)
    assert "ENTENTE_DEBUG=1" in err
    monkeypatch.setenv("ENTENTE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        entente("events")


SLOW = """
import sys, time
from entente.cli import main, events
def slow(args):
    print("started", flush=True)
    for number in range(10_000):
        print("line", number, "x" * 200)
        time.sleep(0.001)
events.run = slow
sys.exit(main.run(["events"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_ctrl_c_is_quiet_and_130() -> None:
    process = start(SLOW)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "entente: interrupted\n")


def test_a_reader_that_leaves_is_no_error() -> None:
    process = start(SLOW)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 141
    process.stderr.close()
