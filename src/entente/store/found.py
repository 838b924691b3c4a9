"""What a question to the record returns: rows as records, with the document they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from entente.contract import claim_to_json, event_to_json, relation_to_json
from entente.records import Claim, Event, Relation

RowT = TypeVar("RowT", Event, Relation, Claim)


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """A document without its text."""

    id: str
    title: str | None
    published: date | None
    publisher: str | None
    author: str | None
    url: str | None
    genre: str
    label: str | None
    source: str | None

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {
            "id": self.id if self.label is None else self.label,
            "entente_id": self.id,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "publisher": self.publisher,
            "author": self.author,
            "url": self.url,
            "genre": self.genre,
            "source": self.source,
        }


@dataclass(frozen=True, slots=True)
class Found(Generic[RowT]):
    """A row of the record in its current state."""

    row: RowT
    document: DocumentHead
    review: str | None = None  # "confirmed", "corrected" or "added" where a reader looked at it

    def to_json(self) -> dict[str, Any]:
        """Return the row as ``entente code`` writes it, with its document and review."""
        row = self.row
        if isinstance(row, Event):
            fields = event_to_json(row)
        elif isinstance(row, Relation):
            fields = relation_to_json(row)
        else:
            fields = claim_to_json(row)
        return fields | {"document": self.document.to_json(), "review": self.review}


@dataclass(frozen=True, slots=True)
class FoundDocument:
    """A coded document with the number of its rows."""

    document: DocumentHead
    section: str | None
    keywords: tuple[str, ...]
    coder: str
    events: int
    relations: int
    claims: int

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return self.document.to_json() | {
            "section": self.section,
            "keywords": list(self.keywords),
            "coder": self.coder,
            "events": self.events,
            "relations": self.relations,
            "claims": self.claims,
        }


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor with the number of documents that name it and of events it takes part in."""

    id: str
    name: str | None
    kind: str
    country: str | None
    organisation: str | None
    sector: str | None
    person: str | None
    documents: int
    events: int

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class FoundFailure:
    """A document that could not be read or coded."""

    run: str | None
    recorded: datetime
    source: str
    label: str | None
    reason: str

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain values."""
        return {
            "run": self.run,
            "recorded": self.recorded.isoformat(timespec="seconds"),
            "source": self.source,
            "id": self.label,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run of the coder over some documents; times in UTC."""

    id: str
    started: datetime
    finished: datetime | None
    targets: tuple[str, ...]
    entente: str
    coder_key: str
    state: str
    documents: int
    coded: int
    skipped: int
    failed: int
