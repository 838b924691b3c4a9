"""Frames and heads together: what heads add, what confidence does, and types of one's own."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from entente import codebook
from entente.cli.main import run
from entente.coder import Coder
from entente.nlp.confidence import load_confidence, load_least_confidence
from entente.nlp.labelling import Weights, joined
from entente.nlp.learned import load_thresholds
from entente.records import Document, Event
from entente.settings import Settings

TYPES = Path(__file__).parents[2] / "benchmarks" / "data" / "own_types.toml"
TEXT = (
    "Ghana and Togo signed a fisheries pact in Accra. Peru condemned the arrest of two Peruvian reporters in "
    "Caracas. The minister said that talks with Chile may resume. Turkish jets bombed a village in Iraq."
)


@cache
def coder(least: float = -1.0, own: str = "") -> Coder:
    return Coder(Settings(min_confidence=least, own_types=own))


def events(text: str, least: float = -1.0, own: str = "") -> tuple[Event, ...]:
    return coder(least, own).code_one(Document.from_text(text)).events


def test_the_stored_numbers_are_complete() -> None:
    weights = load_confidence()
    assert {"bias", "frame", "share", "noun", "needs", "beaten", "actor", "recipient"} <= set(weights)
    assert {f"type {name}" for name in codebook.load().event_types} <= set(weights)
    assert 0 < load_least_confidence() < 1
    limits = load_thresholds()
    assert all(0 <= getattr(limits, name) <= 1 for name in limits.__slots__)


def test_a_higher_least_confidence_only_takes_events_away() -> None:
    text = (
        f"{TEXT} Villagers stoned a convoy. The dockers went back to work. A tip from Oslo led to the cache."
    )
    every, usual, sure = (set(ids(text, least)) for least in (0.0, -1.0, 0.9))
    assert sure <= usual <= every
    assert len(sure) < len(every)
    assert usual


def ids(text: str, least: float) -> list[str]:
    return [event.id for event in events(text, least)]


def test_confidence_is_a_chance() -> None:
    assert all(0 < event.confidence < 1 for event in events(TEXT, 0.0))


def test_every_trigger_stands_in_the_text() -> None:
    for event in events(TEXT, 0.0):
        assert TEXT[event.trigger.start : event.trigger.end] == event.trigger.text
        for actor in (*event.actors, *event.recipients):
            assert TEXT[actor.start : actor.end] == actor.text


def test_the_default_is_what_the_model_was_measured_with() -> None:
    assert coder().least_confidence == load_least_confidence()
    assert coder(0.3).least_confidence == 0.3


def test_a_type_of_ones_own_is_found_by_its_likeness() -> None:
    found = events("Turkey evacuated 170 of its nationals from Libya by ferry.", 0.0, str(TYPES))
    (event,) = [event for event in found if event.type == "EVACUATE"]
    assert event.trigger.text == "evacuated"
    assert {actor.country for actor in event.actors} == {"TUR"}
    assert (event.quad, event.cameo, event.goldstein) == (2, None, None)


def test_a_type_of_ones_own_leaves_other_events_alone() -> None:
    text = "Ghana and Togo signed a fisheries pact in Accra."
    assert [event.type for event in events(text, -1.0, str(TYPES))] == ["AGREE"]


def test_own_types_change_the_key_of_the_coder() -> None:
    assert coder(-1.0, str(TYPES)).key != coder().key
    assert coder(-1.0, str(TYPES)).codebook.version != coder().codebook.version


def test_a_bad_file_of_types_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "types.toml"
    path.write_text("[[type]]\nname = 'x'\n", encoding="utf-8")
    page = tmp_path / "a.txt"
    page.write_text(TEXT, encoding="utf-8")
    assert run(["code", str(page), "--own-types", str(path)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "expected capitals such as EVACUATE" in said


def test_codes_are_written_with_types_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Turkey evacuated 170 of its nationals from Libya by ferry.", encoding="utf-8")
    assert run(["code", str(page), "--own-types", str(TYPES), "--min-confidence", "0"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert "EVACUATE" in [event["type"] for event in line["events"]]


WEIGHTS = Weights(frames=0.5, pair=0.3, roles=0.2, floor=0.01, nothing=0.5, temperature=1.0)


def test_readers_that_agree_are_surer_than_one() -> None:
    one = {"ACCUSE": 0.6, "REJECT": 0.2}
    alone = joined([one, {}, {}], WEIGHTS)
    agreed = joined([one, one, one], WEIGHTS)
    assert next(iter(agreed)) == "ACCUSE"
    assert agreed["ACCUSE"] > alone["ACCUSE"]
    assert sum(agreed.values()) < 1


def test_a_lower_temperature_sharpens() -> None:
    readers = [{"ACCUSE": 0.6, "REJECT": 0.2}] * 3
    assert joined(readers, replace(WEIGHTS, temperature=0.5))["ACCUSE"] > joined(readers, WEIGHTS)["ACCUSE"]
