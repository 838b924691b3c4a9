"""Contradictions on the command line: both accounts, each with who says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from entente.records import CodedDocument, Document, RelationStatus

Entente = Callable[..., tuple[int, str, str]]


@pytest.fixture
def record(entente: Entente, coder: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entente:
    """A record in which one gazette tells that a partnership has ended and another that it holds."""
    plain = coder.code

    def code(documents: Iterable[Document], **options: Any) -> Iterator[CodedDocument]:
        for coded in plain(documents, **options):
            ended = "no longer" in coded.document.text
            status = RelationStatus.ENDED if ended else RelationStatus.IN_FORCE
            yield replace(coded, relations=tuple(replace(one, status=status) for one in coded.relations))

    monkeypatch.setattr(coder, "code", code)
    told = [
        ("a", "China and Russia remain partners.", "2018-04-02", "Gazette"),
        ("b", "China and Russia are no longer partners.", "2018-04-03", "Post"),
        ("c", "China and Russia are partners still.", "2018-04-05", "Mail"),
    ]
    rows = [dict(zip(("id", "text", "published", "publisher"), row, strict=True)) for row in told]
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    entente("read", path, "--quiet")
    return entente


def test_both_accounts_stand_in_one_line(record: Entente) -> None:
    _, out, _ = record("relations", "--contradictions", "--format", "csv")
    header, line = out.splitlines()
    row = dict(zip(header.split(","), line.split(","), strict=True))
    assert (row["what"], row["one"], row["other"]) == ("status", "ended", "in force")
    assert (row["one_documents"], row["other_documents"]) == ("b", "c")
    assert row["one_quote"] == "China and Russia are no longer partners."
    table = record("relations", "--contradictions")[1]
    assert "ended (Post" in table
    assert "≠" in record("relations", "--standing")[1]


def test_what_is_contested_is_not_left_out_as_ended(record: Entente) -> None:
    for day, shown in (("2018-04-04", False), ("2018-04-05", True)):
        _, out, _ = record("relations", "--as-of", day, "--format", "json")
        assert bool(json.loads(out)) is shown
    assert record("relations", "--contradictions", "--as-of", "2018-04-04")[1] == ""


def test_parquet_holds_both(record: Entente) -> None:
    for flag, name in (("--standing", "s"), ("--contradictions", "c")):
        assert record("relations", flag, "--format", "parquet", "--output", f"{name}.parquet")[0] == 0
        assert Path(f"{name}.parquet").stat().st_size > 0
