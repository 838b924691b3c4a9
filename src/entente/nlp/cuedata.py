"""The cue tables of the language layer: small TOML files in ``nlp/data``, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the table ``nlp/data/<name>.toml`` as plain dictionaries and lists."""
    text = resources.files("entente.nlp").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
