"""The event corpus is what its guidelines say, and its tools do what they promise."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "training" / "corpus"


def load(name: str) -> ModuleType:
    """Return a script of the corpus as a module."""
    found = importlib.util.spec_from_file_location(name, CORPUS / f"{name}.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[name] = module  # the scripts import each other by name
    found.loader.exec_module(module)
    return module


check = load("check")
draft = load("draft")
agreement = load("agreement")
ITEMS: list[dict[str, Any]] = list(check.read(check.sections()))

TEXT = "Iran condemned Iraq; Iraq ignored Iran."


def test_every_item_keeps_the_rules() -> None:
    broken = [f"{item['id']}: {problem}" for item in ITEMS for problem in check.problems_of(item)]
    assert broken == []


def test_no_text_and_no_id_stands_twice() -> None:
    for key in ("id", "text"):
        assert [name for name, count in Counter(item[key] for item in ITEMS).items() if count > 1] == []


def test_no_opening_is_a_template() -> None:
    openings = Counter(map(check.template_of, ITEMS))
    assert openings.most_common(1)[0][1] <= 0.01 * len(ITEMS)


def test_every_type_mode_and_status_is_there() -> None:
    from entente import codebook

    events = [event for item in ITEMS for event in item["events"]]
    types = codebook.load().event_types
    assert {event["type"] for event in events} == set(types)
    assert {(name, mode) for name, type_ in types.items() for mode in type_.modes} <= {
        (event["type"], event["mode"]) for event in events
    }
    assert {event["status"] for event in events} == {"actual", "planned", "possible", "negated"}


def test_a_quote_that_stands_twice_needs_its_number() -> None:
    assert draft.find(TEXT, "Iran#2") == {"start": 34, "end": 38, "text": "Iran"}
    with pytest.raises(draft.DraftError, match="stands 2 times"):
        draft.find(TEXT, "Iran")
    with pytest.raises(draft.DraftError, match="not in the text"):
        draft.find(TEXT, "Ira")


def test_a_draft_becomes_an_item(tmp_path: Path) -> None:
    line = {"text": TEXT, "pub": "2019-03-20", "kind": "brief", "reg": "Middle East", "e": [
        {"t": "condemned", "y": "ACCUSE", "m": "disapprove", "a": {"Iran#1": "IRN"}, "r": {"Iraq#1": "IRQ"}},
    ]}  # fmt: skip
    path = tmp_path / "part.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    ((_, item),) = draft.items([path], "middle")
    assert item["id"] == "middle-0001"
    assert check.problems_of(item) == []
    assert item["events"][0]["recipients"] == [{"start": 15, "end": 19, "text": "Iraq", "codes": ["IRQ"]}]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"y": "ACCUSED"}, "no such type"),
        ({"m": "aerial"}, "no mode 'aerial'"),
        ({"a": {"Iran#1": "IRX"}}, "unknown code 'IRX'"),
        ({"r": {}}, "needs a recipient"),
        ({"s": "done"}, "no status 'done'"),
        ({"c": ["weather"]}, "no context 'weather'"),
    ],
)
def test_what_breaks_the_rules_is_named(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    event = {"t": "condemned", "y": "ACCUSE", "a": {"Iran#1": "IRN"}, "r": {"Iraq#1": "IRQ"}} | change
    line = {"text": TEXT, "pub": "2019-03-20", "kind": "brief", "reg": "World", "e": [event]}
    path = tmp_path / "part.jsonl"
    path.write_text(json.dumps(line), encoding="utf-8")
    ((_, item),) = draft.items([path], "middle")
    assert any(said in problem for problem in check.problems_of(item))


def test_agreement_counts_what_both_have() -> None:
    assert agreement.kappa([(1, 1), (2, 2)]) == 1
    assert agreement.kappa([(1, 1), (1, 2), (2, 1), (2, 2)]) == 0
    one = {"trigger": {"start": 5, "end": 14}, "type": "ACCUSE"}
    other = {"trigger": {"start": 10, "end": 12}, "type": "REJECT"}
    assert agreement.paired([one], [other], typed=False) == [(one, other)]
    assert agreement.paired([one], [other], typed=True) == []
