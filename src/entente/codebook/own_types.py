"""Event types of one's own: a file that names, defines and shows them.

[[type]]
name = "EVACUATE"
definition = "People are brought out of danger by a state or its forces."
quad = 2                       # 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
scale = 7.0                    # optional, default 0
recipient = "optional"         # or "required"
examples = [                   # three or more; square brackets mark the words that name the act
  "Egypt [evacuated] 400 students from Khartoum on Sunday.",
  "French commandos [airlifted] embassy staff out of Kabul.",
]
threshold = 0.55               # optional: how alike the words must be, 0 to 1
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from entente.codebook.book import Codebook, EventType
from entente.errors import CodebookError

FEWEST = 3  # examples
_MARK = re.compile(r"\[([^\[\]]+)\]")
_NAME = re.compile(r"[A-Z][A-Z_]{1,39}")
_KEYS = frozenset({"name", "definition", "quad", "scale", "recipient", "examples", "threshold"})


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and the characters of the words in it that name the act."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OwnType:
    """A type of the user's own: its entry in the codebook, and the sentences that show it."""

    type: EventType
    examples: tuple[Example, ...]
    threshold: float | None


def read_own_types(path: Path) -> tuple[OwnType, ...]:
    """Return the types of a file. Raises CodebookError that names the file, the type and what is wrong."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("type", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise CodebookError(f"{path} cannot be read as a file of event types: {exc}") from exc
    if not isinstance(tables, list) or not tables:
        raise CodebookError(f"{path} holds no [[type]]; expected at least one with name and examples")
    found = tuple(_own_type(f"{path}, type {number}", table) for number, table in enumerate(tables, start=1))
    names = [one.type.name for one in found]
    if len(set(names)) < len(names):
        raise CodebookError(f"{path} names a type twice: {', '.join(sorted(names))}")
    return found


def with_types(book: Codebook, own: Sequence[OwnType], mark: str) -> Codebook:
    """Return the codebook with types of one's own; ``mark`` (a hash of them) goes into its version.

    Raises CodebookError for a name that the codebook has already.
    """
    for one in own:
        if one.type.name in book.event_types:
            raise CodebookError(f"{one.type.name} is a type of the codebook already; choose another name")
    types = {**book.event_types, **{one.type.name: one.type for one in own}}
    return replace(book, version=f"{book.version}+{mark}", event_types=types)


def _own_type(where: str, table: Mapping[str, Any]) -> OwnType:
    unknown = set(table) - _KEYS
    if unknown:
        raise CodebookError(
            f"{where}: found the key {sorted(unknown)[0]!r}; expected {', '.join(sorted(_KEYS))}"
        )
    name, quad, examples = table.get("name"), table.get("quad"), table.get("examples", [])
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise CodebookError(f"{where}: the name is {name!r}; expected capitals such as EVACUATE")
    if quad not in (1, 2, 3, 4):
        raise CodebookError(f"{where} ({name}): quad is {quad!r}; expected 1, 2, 3 or 4")
    if not isinstance(examples, list) or len(examples) < FEWEST:
        raise CodebookError(f"{where} ({name}): found fewer than {FEWEST} examples")
    recipient = table.get("recipient", "optional")
    if recipient not in ("optional", "required"):
        raise CodebookError(f"{where} ({name}): recipient is {recipient!r}; expected optional or required")
    definition = str(table.get("definition", ""))
    threshold = table.get("threshold")
    if threshold is not None and not (isinstance(threshold, int | float) and 0 <= threshold <= 1):
        raise CodebookError(f"{where} ({name}): threshold is {threshold!r}; expected a number from 0 to 1")
    type_ = EventType(name, quad, recipient, float(table.get("scale", 0.0)), {}, definition, {})
    return OwnType(type_, tuple(_example(f"{where} ({name})", text) for text in examples), threshold)


def _example(where: str, marked: object) -> Example:
    found = _MARK.findall(marked) if isinstance(marked, str) else []
    if not isinstance(marked, str) or len(found) != 1:
        raise CodebookError(f"{where}: the example {marked!r} must mark the act once, such as [evacuated]")
    start = marked.index("[")
    return Example(_MARK.sub(r"\1", marked), start, start + len(found[0]))
