"""The record: what was read, kept in one DuckDB file, and the questions it answers."""

from entente.store.filters import (
    ActorFilter,
    ClaimFilter,
    DocumentFilter,
    EventFilter,
    RelationFilter,
)
from entente.store.found import DocumentHead, Found, FoundActor, FoundDocument, FoundFailure, RunRow
from entente.store.record import Answer, Record

__all__ = [
    "ActorFilter",
    "Answer",
    "ClaimFilter",
    "DocumentFilter",
    "DocumentHead",
    "EventFilter",
    "Found",
    "FoundActor",
    "FoundDocument",
    "FoundFailure",
    "Record",
    "RelationFilter",
    "RunRow",
]
