"""``entente code`` and ``entente parse``: filters with one line out for each line in."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from entente.cli.parse import looks_like_conllu
from entente.contract import from_contract
from entente.records import Document
from entente.runs import coded_in_order
from entente.sources import Failure

Entente = Callable[..., tuple[int, str, str]]


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_there_is_one_line_for_each_document_in_the_same_order(entente: Entente, corpus: Path) -> None:
    status, out, err = entente("code", corpus)
    found = lines(out)
    assert status == 1
    assert [line["document"]["id"] for line in found] == ["one", "two", "three", "four"]
    assert [("error" in line) for line in found] == [False, True, True, False]
    assert err == '2 of 4 documents failed; their lines say why under "error"\n'
    coded = from_contract(found[0])
    assert coded.document.text[coded.events[0].evidence.start :] == "Envoys of China and Russia met."


def test_text_can_be_left_out(entente: Entente, corpus: Path) -> None:
    _, out, _ = entente("code", corpus, "--no-text")
    assert "text" not in lines(out)[0]["document"]


def test_standard_input_is_read_where_nothing_is_named(
    entente: Entente, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b'{"id":"x","text":"China met Russia."}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    status, out, _ = entente("code")
    assert (status, lines(out)[0]["document"]["id"]) == (0, "x")


def test_same_input_same_bytes(entente: Entente, corpus: Path) -> None:
    assert entente("code", corpus) == entente("code", corpus)


@pytest.mark.parametrize("order", ["ffdfd", "dffdd", "fff", "ddd", "", "dfff"])
def test_failures_and_documents_keep_their_order(coder: Any, order: str) -> None:
    items: list[Any] = [
        Failure(str(number), "why") if kind == "f" else Document.from_text(f"China {number}")
        for number, kind in enumerate(order)
    ]
    results = list(coded_in_order(items, coder, batch_size=2))
    assert [document for document, _ in results] == [it if isinstance(it, Document) else None for it in items]
    assert [it for it in results if isinstance(it[1], Failure)] == [
        (None, it) for it in items if isinstance(it, Failure)
    ]


def test_results_come_as_soon_as_they_are_there(coder: Any) -> None:
    asked: list[int] = []

    def endless() -> Any:
        for number in range(1000):
            asked.append(number)
            yield Document.from_text(f"China {number}")

    next(iter(coded_in_order(endless(), coder, batch_size=2)))
    assert len(asked) < 10


@pytest.mark.parametrize(
    ("line", "conllu"),
    [
        ("# sent_id = 1\n", True),
        ("# text = China met Russia.\n", True),
        ("1\tChina\tChina\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n", True),
        ("China met Russia.\n", False),
        ("# A heading\n", False),
        ("", False),
    ],
)
def test_conllu_is_told_from_text_by_its_first_line(line: str, conllu: bool) -> None:
    assert looks_like_conllu(line) is conllu
