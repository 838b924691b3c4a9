"""What a refresh of the tables reports: rows added, ended, changed and gone, told apart by their keys."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parents[2] / "training" / "actors" / "changes.py"
FACTBOOK = "CIA World Factbook (CC0)"


@pytest.fixture(scope="module")
def changes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("actor_table_changes", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def term(person: str, start: str, end: str = "", seen: str = "") -> list[str]:
    return [person, "ambassador to USA", "FJI", start, end, seen, FACTBOOK]


def members(seen: str, states: str, role: str = "member") -> list[str]:
    return ["PIF", role, seen, states, FACTBOOK]


def test_equal_tables_have_no_changes(changes: ModuleType) -> None:
    assert not changes.compare("terms_open", [term("FJI/a", "2024-06-17")], [term("FJI/a", "2024-06-17")])


def test_a_successor_ends_one_term_and_adds_another(changes: ModuleType) -> None:
    before = [term("FJI/a", "2024-06-17")]
    after = [term("FJI/a", "2024-06-17", "2026-03-01"), term("FJI/b", "2026-03-02")]
    found = changes.compare("terms_open", before, after)
    assert [row[0] for row in found.added] == ["FJI/b"]
    assert [new[4] for _old, new in found.ended] == ["2026-03-01"]
    assert not found.changed
    assert not found.gone


def test_a_term_seen_no_more_is_ended_and_one_seen_longer_is_not_changed(changes: ModuleType) -> None:
    gone = changes.compare(
        "terms_open", [term("FJI/a", "2024")], [term("FJI/a", "2024", "", "2024-06-27/2026-01-22")]
    )
    longer = changes.compare(
        "terms_open",
        [term("FJI/a", "", "", "2024-06-27/2026-01-22")],
        [term("FJI/a", "", "", "2024-06-27/2026-06-30")],
    )
    assert len(gone.ended) == 1
    assert not longer


def test_a_corrected_start_is_a_change(changes: ModuleType) -> None:
    found = changes.compare("terms_open", [term("FJI/a", "2024-06-17")], [term("FJI/a", "2024-06-18")])
    assert len(found.changed) == 1
    assert not found.ended


def test_a_state_that_the_last_snapshot_leaves_out_has_left(changes: ModuleType) -> None:
    before = [members("2026-01", "FJI TON VUT")]
    after = [members("2026-06", "TON VUT"), members("2026-01", "FJI")]
    found = changes.compare("memberships_factbook", before, after)
    assert [new[3] for _old, new in found.ended] == ["FJI"]
    assert not found.changed
    assert not found.added


def test_a_new_member_and_a_new_role_are_told_apart(changes: ModuleType) -> None:
    before = [members("2026-01", "FJI VUT"), members("2026-01", "GUM", "observer")]
    after = [members("2026-06", "FJI VUT TON GUM")]
    found = changes.compare("memberships_factbook", before, after)
    assert [row[3] for row in found.added] == ["TON"]
    assert [(old[1], new[1]) for old, new in found.changed] == [("observer", "member")]


def test_the_report_counts_by_table_and_shows_the_rows(changes: ModuleType) -> None:
    found = {"terms_open": changes.compare("terms_open", [], [term("FJI/b", "2026-03-02")])}
    page = changes.report(found)
    assert "| `terms_open` | 1 | 0 | 0 | 0 |" in page
    assert "- added: FJI/b · ambassador to USA · FJI · 2026-03-02" in page
