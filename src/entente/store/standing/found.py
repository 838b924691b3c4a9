"""What a question about standing relations returns: the relation, its history, every report of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from entente.records import Evidence
from entente.store.found import DocumentHead


@dataclass(frozen=True, slots=True)
class FoundReport:
    """One document's words on a standing relation; ``said_by`` names who claims it there."""

    document: DocumentHead
    relation: str
    evidence: Evidence
    said_by: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        head = self.document.to_json()
        return {key: head[key] for key in ("id", "entente_id", "title", "published", "publisher")} | {
            "relation": self.relation,
            "quote": self.evidence.quote,
            "start": self.evidence.start,
            "end": self.evidence.end,
            "sentence": self.evidence.sentence,
            "said_by": list(self.said_by),
        }


@dataclass(frozen=True, slots=True)
class FoundStep:
    """A step of a history, as :class:`entente.store.standing_history.Step`, with its reports."""

    change: str
    what: str
    value: str | None
    before: str | None
    day: date | None
    last_day: date | None
    basis: str
    status: str | None
    level: str | None
    trend: str | None
    reports: tuple[FoundReport, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class FoundSide:
    """One of two accounts that contradict each other."""

    value: str
    day: date | None
    reports: tuple[FoundReport, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class FoundContradiction:
    """Two accounts of one thing; ``what`` is status, level, trend, signed, from or until."""

    what: str
    day: date | None
    one: FoundSide
    other: FoundSide

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStanding:
    """A standing relation. ``as_of`` is the day on which it stands so; None for the newest report's."""

    id: str
    kind: str
    parties: tuple[str, ...]
    area: str | None
    name: str | None
    names: tuple[str, ...]
    subtype: str | None
    person: str | None
    office: str | None
    object: str | None
    status: str | None
    level: str | None
    trend: str | None
    signed_from: date | None
    signed_to: date | None
    holds_from: date | None
    holds_to: date | None
    first_reported: date | None
    last_reported: date | None
    as_of: date | None
    history: tuple[FoundStep, ...] = ()
    contradictions: tuple[FoundContradiction, ...] = ()
    reports: tuple[FoundReport, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {name: _plain(getattr(self, name)) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A contradiction with the standing relation that it is about."""

    standing: FoundStanding
    contradiction: FoundContradiction

    def to_json(self) -> dict[str, Any]:
        """Return the contradiction, and of its relation what tells which it is."""
        whole = self.standing.to_json()
        told = ("id", "kind", "parties", "area", "name", "subtype", "person", "office", "object")
        return {"standing": {key: whole[key] for key in told}} | self.contradiction.to_json()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.to_json() if hasattr(value, "to_json") else value
