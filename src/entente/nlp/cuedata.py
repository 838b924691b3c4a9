"""The cue tables of the language layer: small TOML files in ``nlp/data``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def listed(name: str, *keys: str) -> frozenset[str]:
    """Return the words of one list of a table, to ask often whether a word is among them."""
    words: Any = load_table(name)
    for key in keys:
        words = words[key]
    return frozenset(words)


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the table ``nlp/data/<name>.toml`` as plain dictionaries and lists."""
    text = resources.files("entente.nlp").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
