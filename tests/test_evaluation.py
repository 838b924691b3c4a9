"""Gold files, matching and the scores that follow from counts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from entente.cli.main import run
from entente.coder import Coder
from entente.errors import BadInput
from entente.evaluation.gold import GoldCase, GoldEvent, read_cases, split_of
from entente.evaluation.scores import EventScores, intervals, score, score_each
from entente.records import CodedDocument, Status

TEXT = "Chad condemned Niger on Monday. Peru and Chile signed a treaty in Lima."


def span(words: str, **more: object) -> dict[str, object]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words, **more}


def item() -> dict[str, object]:
    """An item of the corpus with two events."""
    same = {"contexts": [], "status": "actual", "background": False, "speaker": None, "cue": None}
    accused = {
        "trigger": span("condemned"),
        "type": "ACCUSE",
        "mode": "disapprove",
        "actors": [span("Chad", codes=["TCD"])],
        "recipients": [span("Niger", codes=["NER"])],
        "date": span("Monday"),
        "place": None,
    }
    agreed = {
        "trigger": span("signed"),
        "type": "AGREE",
        "mode": None,
        "actors": [span("Peru", codes=["PER"]), span("Chile", codes=["CHL"])],
        "recipients": [],
        "date": None,
        "place": span("Lima"),
    }
    return {"id": "x-1", "published": "2019-03-20", "text": TEXT, "events": [accused | same, agreed | same]}


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(item()) + "\n\n", encoding="utf-8")
    return path


@cache
def coded() -> CodedDocument:
    case = GoldCase("x-1", TEXT, date(2019, 3, 20), ())
    return Coder().code_one(case.document)


def test_a_line_of_the_corpus_is_a_case(gold_file: Path) -> None:
    (case,) = read_cases(gold_file)
    assert case.published == date(2019, 3, 20)
    assert [event.type for event in case.events] == ["ACCUSE", "AGREE"]
    assert case.events[1].actors == {"PER", "CHL"}
    spans = case.events[0].spans
    assert spans is not None
    assert spans.date is not None
    assert TEXT[slice(*spans.date)] == "Monday"


def test_a_coding_that_agrees_has_full_scores(gold_file: Path) -> None:
    scores = score([(read_cases(gold_file)[0], coded())])
    assert (scores.precision, scores.recall, scores.f1, scores.extra, scores.swapped) == (1, 1, 1, 0, 0)
    assert scores.party_f1("actors") == scores.party_f1("recipients") == 1
    assert scores.accuracy("date") == scores.accuracy("place") == scores.mode_macro_f1 == 1
    assert scores["status actual > actual"] == 2


def test_misses_extras_and_swaps_count(gold_file: Path) -> None:
    (case,) = read_cases(gold_file)
    first, second = coded().events
    swapped = replace(first, actors=first.recipients, recipients=first.actors, status=Status.PLANNED)
    extra = replace(second, type="ASSAULT")
    scores = score([(case, replace(coded(), events=(swapped, extra)))])
    assert (scores["gold"], scores["coded"], scores["matched"], scores["swapped"]) == (2, 2, 1, 1)
    assert scores.party_f1("actors") == 0
    assert scores.type_f1("AGREE") == (0, 0, 0)
    assert scores["status actual > planned"] == 1
    assert scores.extra == 1


def test_a_type_that_is_only_coded_lowers_precision_alone() -> None:
    case = GoldCase("none", TEXT, None, ())
    scores = score([(case, coded())])
    assert (scores.precision, scores.recall, scores["gold"], scores["coded"]) == (0, 0, 0, 2)


def test_intervals_hold_the_value_and_widen_with_disagreement(gold_file: Path) -> None:
    (case,) = read_cases(gold_file)
    good = next(score_each([(case, coded())]))
    bad = next(score_each([(case, replace(coded(), events=()))]))
    measures = {"recall": lambda scores: scores.recall}
    assert intervals([good] * 20, measures)["recall"] == (1, 1)
    low, high = intervals([good, bad] * 20, measures)["recall"]
    assert 0.2 < low < 0.5 < high < 0.8
    assert intervals([], measures)["recall"] == (0, 0)
    assert sum([good, bad], EventScores()).recall == 0.5


def test_cases_with_a_party_in_common_match_without_spans() -> None:
    gold = GoldEvent("ACCUSE", frozenset({"TCD"}), frozenset({"NER"}), mode="disapprove")
    other = GoldEvent("ACCUSE", frozenset({"BRA"}), frozenset({"ARG"}))
    scores = score([(GoldCase("a", TEXT, None, (gold, other)), coded())])
    assert (scores["matched"], scores["gold"]) == (1, 2)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jsonl", "{", "line 1"),
        ("a.jsonl", '{"id": "a"}', "'text' is missing"),
        ("a.toml", "[[case]]\nid = 1", "case 1: the field 'text' is missing"),
        ("a.toml", "[[case", "cannot be read as a gold file"),
    ],
)
def test_a_bad_gold_file_says_what_is_wrong(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        read_cases(path)


def test_the_split_of_an_item_never_changes() -> None:
    parts = [split_of(f"agree-{number:04}") for number in range(1, 2001)]
    assert parts[:3] == [split_of("agree-0001"), split_of("agree-0002"), split_of("agree-0003")]
    assert 0.75 < parts.count("train") / 2000 < 0.85
    assert parts.count("dev") > 150 < parts.count("test")


def test_the_command_prints_a_table_or_json(gold_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(gold_file)]) == 0
    table = capsys.readouterr().out
    assert "1 cases, 2 gold events, 2 coded, 2 matched" in table
    assert run(["evaluate", str(gold_file.parent), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["scores"]["f1"] == {"value": 1.0, "interval": [1.0, 1.0]}
    assert found["types"]["AGREE"]["gold"] == 1


def test_the_command_lists_errors_and_refuses_a_missing_file(
    gold_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = {**item(), "events": []}
    gold_file.write_text(json.dumps(bare), encoding="utf-8")
    assert run(["evaluate", str(gold_file), "--errors"]) == 0
    assert "extra: ACCUSE" in capsys.readouterr().out
    assert run(["evaluate", "nowhere.toml"]) == 1
    assert "nowhere.toml cannot be read as a gold file" in capsys.readouterr().err
