"""The cue words of pages, loaded once from ``cues.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'"})
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return the text as cues are compared: one space, plain apostrophes, no case."""
    return _SPACES.sub(" ", text.translate(_APOSTROPHES)).strip().casefold()


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    return tomllib.loads(files("entente.sources").joinpath("cues.toml").read_text("utf-8"))


@lru_cache(maxsize=256)
def cues(table: str, name: str) -> frozenset[str]:
    """Return the cues under ``[table] name``; the folded form of each."""
    return frozenset(fold(cue) for cue in _tables()[table][name])


@lru_cache(maxsize=1)
def labels() -> dict[str, str]:
    """Return every label cue with the field it names: ``{"posted on": "published"}``."""
    return {fold(cue): name for name, words in _tables()["labels"].items() for cue in words}


@lru_cache(maxsize=1)
def label_pattern() -> re.Pattern[str]:
    """Return a pattern that finds ``Label:`` at the start of a line or after space or a separator."""
    words = sorted(labels(), key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?:(?<=^)|(?<=[\s|•·(\[]))({joined})\s*[:：]\s*", re.IGNORECASE)


@lru_cache(maxsize=8)
def patterns(table: str, name: str) -> tuple[re.Pattern[str], ...]:
    """Return the cues under ``[table] name`` as compiled patterns."""
    return tuple(re.compile(cue, re.IGNORECASE) for cue in _tables()[table][name])


@lru_cache(maxsize=64)
def ordered(table: str, name: str) -> tuple[str, ...]:
    """Return the cues under ``[table] name`` in their order, in lower case, spaces kept: for prefixes."""
    return tuple(str(cue).casefold() for cue in _tables()[table][name])
