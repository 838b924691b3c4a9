"""The page for users is written from the data, and names everything that it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.codebook import load
from entente.codebook.page import to_markdown

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"


def test_the_page_in_docs_is_the_one_that_the_data_give() -> None:
    assert PAGE.read_text("utf-8") == to_markdown(load())


@pytest.mark.parametrize(
    "table",
    [
        "event_types",
        "contexts",
        "sectors",
        "stateless",
        "relation_kinds",
        "relation_statuses",
        "trends",
        "roles",
    ],
)
def test_every_name_of_the_codebook_stands_on_the_page(table: str) -> None:
    text = PAGE.read_text("utf-8")
    assert [name for name in getattr(load(), table) if f"| {name} |" not in text] == []


def test_every_mode_and_area_stands_on_the_page() -> None:
    text, book = PAGE.read_text("utf-8"), load()
    for type in book.event_types.values():
        assert [mode for mode in type.modes if f"| {type.name} | {mode} |" not in text] == []
    assert [name for name in book.areas if f"| {name} |" not in text] == []
    assert "{{" not in text
