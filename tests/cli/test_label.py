"""``entente label``: a filter with one line out for each line in."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entente.coder import Coder
from entente.labels import Question, Refused, label_lines, read_line

Entente = Callable[..., tuple[int, str, str]]

CHAD = {"id": 7, "text": "Chad condemned Niger.", "source": [0, 4], "target": [15, 20]}


@pytest.fixture(scope="module")
def labeller() -> Coder:
    return Coder()


def file_of(folder: Path, *lines: Any) -> Path:
    path = folder / "pairs.jsonl"
    rows = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_line_comes_back_with_its_label(entente: Entente, tmp_path: Path) -> None:
    status, out, err = entente("label", file_of(tmp_path, CHAD))
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert {key: answer[key] for key in CHAD} == CHAD
    assert list(answer)[len(CHAD) :] == ["type", "status", "plover", "quad", "scores"]
    assert (answer["type"], answer["status"], answer["quad"]) == ("ACCUSE", "actual", 3)
    assert answer["scores"]["ACCUSE"] == max(answer["scores"].values())


def test_a_bad_line_has_an_error_in_its_place(entente: Entente, tmp_path: Path) -> None:
    path = file_of(tmp_path, CHAD, "{", CHAD, {"id": 8, "text": ""}, CHAD)
    status, out, err = entente("label", path, "--batch-size", "2")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert ["error" in answer for answer in answers] == [False, True, False, True, False]
    assert answers[1]["error"]["source"] == f"{path}:2"
    assert (answers[3]["id"], "type" in answers[3]) == (8, False)
    assert err == '2 of 5 lines could not be labelled; they say why under "error"\n'


def test_standard_input_is_read_where_nothing_is_named(
    entente: Entente, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = json.dumps(CHAD).encode() + b"\n\xff\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    status, out, _ = entente("label")
    first, second = map(json.loads, out.splitlines())
    assert (status, first["type"], second["error"]["source"]) == (1, "ACCUSE", "-:2")


def test_the_batch_does_not_change_the_answer(entente: Entente, tmp_path: Path) -> None:
    longer = {"text": "Envoys of Peru met envoys of Chile in Lima on Monday.", "source": [10, 14]}
    path = file_of(tmp_path, CHAD, longer, CHAD, longer)
    assert entente("label", path, "--batch-size", "1") == entente("label", path)


def test_a_missing_file_is_wrong_usage(entente: Entente, tmp_path: Path) -> None:
    status, out, err = entente("label", tmp_path / "none.jsonl")
    assert (status, out) == (2, "")
    assert "none.jsonl" in err


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"text": None}, "'text' is missing or null"),
        ({"text": 3}, "'text' is 3"),
        ({"source": [0, 99]}, "'source' is [0, 99]"),
        ({"source": [4, 4]}, "'source' is [4, 4]"),
        ({"source": [4, 5]}, "around a word"),
        ({"target": [True, 2]}, "'target' is [true, 2]"),
        ({"target": "Niger"}, "'target' is \"Niger\""),
        ({"target": [-3, 2]}, "'target' is [-3, 2]"),
        ({"published": "someday"}, "'published' is \"someday\""),
    ],
)
def test_an_error_says_what_was_found(change: dict[str, Any], word: str) -> None:
    found = read_line("-:1", json.dumps(CHAD | change))
    assert isinstance(found, Refused)
    assert word in found.reason


@pytest.mark.parametrize("line", ["[]", "nope", '{"text": NaN}', "[" * 100_000, "null"])
def test_what_is_no_object_is_refused(line: str) -> None:
    found = read_line("-:1", line)
    assert isinstance(found, Refused)
    assert '"text"' in found.reason


def test_spans_count_the_characters_of_the_text_as_it_came() -> None:
    text = "Cafe\u0301 owners\r\ncondemned \U0001f600 Niger."
    start = text.index("Niger")
    found = read_line("-:1", json.dumps({"text": text, "target": [start, start + 5]}))
    assert isinstance(found, Question)
    assert (found.document.text, found.source, found.target) == (text, None, (start, start + 5))


def test_a_line_without_a_day_takes_the_one_that_is_given() -> None:
    day = date(2018, 4, 2)
    own = read_line("-:1", json.dumps(CHAD | {"published": "2017-01-31"}), day)
    none = read_line("-:1", json.dumps(CHAD), day)
    assert isinstance(own, Question)
    assert isinstance(none, Question)
    assert (own.document.published, none.document.published) == (date(2017, 1, 31), day)


def test_one_line_that_breaks_the_language_layer_breaks_no_other(
    labeller: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = labeller.nlp.pipe

    def breaking(texts: list[str], **options: Any) -> Any:
        if any("Niger" in text for text in texts):
            raise RuntimeError("broken")
        return whole(texts, **options)

    monkeypatch.setattr(labeller.nlp, "pipe", breaking)
    other = {"text": "Chad condemned Peru.", "source": [0, 4], "target": [15, 19]}
    lines = [(f"-:{n}", json.dumps(row)) for n, row in enumerate((other, CHAD, other), start=1)]
    answers = list(label_lines(lines, labeller))
    assert [answer.get("type") for answer in answers] == ["ACCUSE", None, "ACCUSE"]
    assert "RuntimeError: broken" in answers[1]["error"]["message"]


def test_answers_come_as_soon_as_a_batch_is_read(labeller: Coder) -> None:
    asked: list[int] = []

    def endless() -> Any:
        for number in range(10_000):
            asked.append(number)
            yield f"-:{number}", json.dumps(CHAD)

    next(label_lines(endless(), labeller))
    assert len(asked) == labeller.settings.batch_size
