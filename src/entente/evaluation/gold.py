"""Gold texts: what an annotator says a text tells, read from TOML or from the corpus's JSON Lines.

A TOML file is editable without Python: ``[[case]]`` tables with ``text``, ``published`` and ``events``,
whose parties are written as the codes that identify them, ``?`` for an actor without a code. A line of a
``.jsonl`` file is an item of the event corpus (``training/corpus/GUIDELINES.md``), with character spans.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from entente.errors import BadInput
from entente.records import Document

UNCODED = "?"
Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldSpans:
    """Where the corpus marks what it says of an event; None for what the text does not tell."""

    trigger: Bounds
    date: Bounds | None
    place: Bounds | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as an annotator wrote it down; None where the case says nothing of a field."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    mode: str | None = None
    status: str = "actual"
    trigger: str | None = None
    date: str | None = None
    place: str | None = None
    attributed_to: str | None = None
    background: bool = False
    contexts: frozenset[str] | None = None
    spans: GoldSpans | None = None  # in the corpus only


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A text and the events that it tells of."""

    id: str
    text: str
    published: date | None
    events: tuple[GoldEvent, ...]
    relations: tuple[Mapping[str, Any], ...] | None = None  # None: the case says nothing of relations
    pending: str | None = None  # why the case does not hold yet

    @property
    def document(self) -> Document:
        """The case as a document to be coded."""
        return Document.from_text(self.text, published=self.published, label=self.id)


def split_of(item_id: str) -> str:
    """Return the part of the corpus that an item belongs to, by the hash of its id."""
    draw = int.from_bytes(hashlib.sha256(item_id.encode()).digest()[:4], "big") % 10
    return {8: "dev", 9: "test"}.get(draw, "train")


def read_cases(path: Path) -> list[GoldCase]:
    """Return the cases of a gold file. Raises BadInput that names the line or table at fault."""
    try:
        text = path.read_text(encoding="utf-8")
        return list(_items(path, text) if path.suffix == ".jsonl" else _tables(path, text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise BadInput(f"{path} cannot be read as a gold file: {exc}") from exc


def _tables(path: Path, text: str) -> Iterator[GoldCase]:
    for number, table in enumerate(tomllib.loads(text).get("case", []), start=1):
        try:
            yield _case(f"{path.stem}-{number}", table)
        except (KeyError, TypeError, ValueError) as exc:
            raise BadInput(f"{path}, case {number}: {_said(exc)}") from exc


def _items(path: Path, text: str) -> Iterator[GoldCase]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            yield _item(json.loads(line))
        except (KeyError, TypeError, ValueError) as exc:
            raise BadInput(f"{path}, line {number}: {_said(exc)}") from exc


def _said(problem: Exception) -> str:
    return f"the field {problem} is missing" if isinstance(problem, KeyError) else str(problem)


def _item(item: Mapping[str, Any]) -> GoldCase:
    """Return a case from an item of the corpus."""
    return GoldCase(
        id=item["id"],
        text=item["text"],
        published=date.fromisoformat(item["published"]) if item.get("published") else None,
        events=tuple(_marked_event(event) for event in item["events"]),
    )


def _marked_event(event: Mapping[str, Any]) -> GoldEvent:
    trigger, speaker = event["trigger"], event.get("speaker")
    spans = GoldSpans(_bounds(trigger) or (0, 0), _bounds(event.get("date")), _bounds(event.get("place")))
    return GoldEvent(
        type=event["type"],
        actors=_codes(event["actors"]),
        recipients=_codes(event["recipients"]),
        mode=event["mode"],
        status=event["status"],
        trigger=trigger["text"],
        attributed_to=(sorted(_codes([speaker]))[0] if speaker else None),
        background=event["background"],
        contexts=frozenset(event["contexts"]),
        spans=spans,
    )


def _bounds(span: Mapping[str, Any] | None) -> Bounds | None:
    return (span["start"], span["end"]) if span else None


def _codes(spans: list[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(code for span in spans for code in span["codes"] or [UNCODED])


def _case(default_id: str, table: Mapping[str, Any]) -> GoldCase:
    return GoldCase(
        id=str(table.get("id", default_id)),
        text=table["text"],
        published=table.get("published"),
        events=tuple(_gold_event(event) for event in table.get("events", ())),
        relations=tuple(table["relations"]) if "relations" in table else None,
        pending=table.get("pending"),
    )


def _gold_event(table: Mapping[str, Any]) -> GoldEvent:
    values = dict(table)
    values["actors"] = frozenset(values.get("actors", ()))
    values["recipients"] = frozenset(values.get("recipients", ()))
    return GoldEvent(**values)
