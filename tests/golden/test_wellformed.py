"""The annotated sentences keep to the codebook and to their own text: a failing case blames the coder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from entente.codebook import load
from entente.records import RelationStatus, Status, Trend

HERE = Path(__file__).parent
FILES = [*sorted(HERE.glob("*.toml")), HERE.parents[1] / "benchmarks" / "data" / "events_dev.toml"]
ROLES = {"member", "observer", "dialogue partner", "candidate", "founder", "suspended"}
CODE = re.compile(r"[A-Z][A-Z0-9]+|\?")

EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def cases(path: Path) -> list[dict[str, Any]]:
    with path.open("rb") as file:
        return tomllib.load(file)["case"]  # type: ignore[no-any-return]


def events(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for case in cases(path):
        for event in case["events"]:
            yield case, event


def ends(written: str) -> list[date]:
    return [date.fromisoformat(end) for end in written.split("/")]


def test_every_case_has_an_id_of_its_own() -> None:
    ids = [case["id"] for path in FILES for case in cases(path)]
    assert len(ids) == len(set(ids))


@EVERY_FILE
def test_types_modes_and_statuses_are_those_of_the_codebook(path: Path) -> None:
    types = load().event_types
    for case, event in events(path):
        assert event["type"] in types, case["id"]
        assert event.get("mode") in {None, *types[event["type"]].modes}, case["id"]
        assert event["status"] in set(Status), case["id"]


@EVERY_FILE
def test_triggers_and_places_are_words_of_the_text(path: Path) -> None:
    for case, event in events(path):
        found = re.findall(rf"(?<!\w){re.escape(event['trigger'])}(?!\w)", case["text"])
        assert len(found) == 1, (case["id"], event["trigger"])
        assert event.get("place", "") in case["text"], case["id"]


@EVERY_FILE
def test_parties_are_codes(path: Path) -> None:
    for case, event in events(path):
        parties = [*event["actors"], *event.get("recipients", []), event.get("attributed_to", "?")]
        assert all(CODE.fullmatch(party) for party in parties), case["id"]


@EVERY_FILE
def test_dates_run_forward_and_old_ones_are_background(path: Path) -> None:
    for case, event in events(path):
        if "date" not in event:
            continue
        dates = ends(event["date"])
        assert dates == sorted(dates), case["id"]
        assert event["background"] == ((case["published"] - dates[-1]).days > 30), case["id"]


@EVERY_FILE
def test_relations_are_those_of_the_codebook(path: Path) -> None:
    codebook = load()
    for case in cases(path):
        for relation in case.get("relations", []):
            assert relation["kind"] in codebook.relation_kinds, case["id"]
            assert set(relation.get("areas", [])) <= set(codebook.areas), case["id"]
            assert relation.get("status") in {None, *RelationStatus}, case["id"]
            assert relation.get("trend") in {None, *Trend}, case["id"]
            assert relation.get("role") in {None, *ROLES}, case["id"]
            for key in ("name", "person", "office", "object"):
                assert relation.get(key, "") in case["text"], (case["id"], key)
