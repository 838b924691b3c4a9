"""``entente dossier``: from the record, or straight from files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Entente = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize("layout", ["text", "markdown", "html"])
def test_a_dossier_quotes_what_the_record_holds(entente: Entente, corpus: Path, layout: str) -> None:
    entente("read", corpus, "--quiet")
    status, out, _ = entente("dossier", "China", "Russia", "--format", layout)
    assert status == 0
    assert "Envoys of" in out
    assert "Gazette" not in out


def test_a_dossier_needs_no_record(entente: Entente, corpus: Path, tmp_path: Path) -> None:
    status, out, _ = entente("dossier", "CHN", "RUS", "--from", corpus, "--format", "json")
    assert status == 1  # two of the documents failed
    assert json.loads(out)
    assert not (tmp_path / "entente.duckdb").exists()


def test_record_and_files_give_the_same_dossier(entente: Entente, corpus: Path) -> None:
    entente("read", corpus, "--quiet")
    words = ("dossier", "Chad", "Niger", "--since", "2019", "--format", "markdown")
    assert entente(*words)[1] == entente(*words, "--from", corpus)[1]


def test_a_dossier_is_written_to_a_file(entente: Entente, corpus: Path, tmp_path: Path) -> None:
    entente("read", corpus, "--quiet")
    assert entente("dossier", "Chad", "--format", "html", "--output", "chad.html") == (0, "", "")
    assert (tmp_path / "chad.html").read_text(encoding="utf-8").startswith("<!")
