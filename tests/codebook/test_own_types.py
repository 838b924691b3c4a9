"""Event types of one's own: what a file may hold, and what is said of one that may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.codebook import load
from entente.codebook.own_types import read_own_types, with_types
from entente.errors import CodebookError

GOOD = """
[[type]]
name = "EVACUATE"
definition = "People are brought out of danger."
quad = 2
examples = [
  "Egypt [evacuated] 400 students from Khartoum.",
  "Commandos [airlifted] embassy staff out of Kabul.",
  "Three hundred Filipinos were [flown] home by Manila.",
]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "types.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_type_with_its_examples(tmp_path: Path) -> None:
    (own,) = read_own_types(written(tmp_path, GOOD))
    assert (own.type.name, own.type.quad, own.type.scale, own.type.recipient) == (
        "EVACUATE",
        2,
        0.0,
        "optional",
    )
    assert [example.text[example.start : example.end] for example in own.examples] == [
        "evacuated",
        "airlifted",
        "flown",
    ]
    assert own.examples[0].text == "Egypt evacuated 400 students from Khartoum."


def test_the_codebook_knows_it_and_its_version_tells(tmp_path: Path) -> None:
    own = read_own_types(written(tmp_path, GOOD))
    book = with_types(load(), own, "abc")
    assert book.quad("EVACUATE") == 2
    assert book.version == f"{load().version}+abc"
    assert book.cameo("EVACUATE") is None
    assert "EVACUATE" not in load().event_types


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"EVACUATE"', '"evacuate"', "expected capitals"),
        ("quad = 2", "quad = 7", "expected 1, 2, 3 or 4"),
        ("quad = 2", "quad = 2\ncolour = 1", "found the key 'colour'"),
        ("[evacuated]", "evacuated", "must mark the act once"),
        ('  "Commandos [airlifted] embassy staff out of Kabul.",\n', "", "fewer than 3 examples"),
        ("quad = 2", "quad = 2\nthreshold = 3", "a number from 0 to 1"),
        ("quad = 2", 'quad = 2\nrecipient = "never"', "expected optional or required"),
        ("[[type]]", "[[types]]", "holds no [[type]]"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(CodebookError) as caught:
        read_own_types(written(tmp_path, GOOD.replace(old, new)))
    assert said in str(caught.value)


def test_a_name_of_the_codebook_is_refused(tmp_path: Path) -> None:
    own = read_own_types(written(tmp_path, GOOD.replace("EVACUATE", "ASSAULT")))
    with pytest.raises(CodebookError, match="already"):
        with_types(load(), own, "abc")
