"""The record: what was read, kept in one DuckDB file, and the questions it answers."""

from entente.store.filters import (
    ActorFilter,
    ClaimFilter,
    DocumentFilter,
    EventFilter,
    RelationFilter,
    StandingFilter,
)
from entente.store.found import DocumentHead, Found, FoundActor, FoundDocument, FoundFailure, RunRow
from entente.store.measures import Measure, Measures
from entente.store.record import Answer, Record
from entente.store.standing.found import Contradicted, FoundContradiction, FoundReport, FoundStanding

__all__ = [
    "ActorFilter",
    "Answer",
    "ClaimFilter",
    "Contradicted",
    "DocumentFilter",
    "DocumentHead",
    "EventFilter",
    "Found",
    "FoundActor",
    "FoundContradiction",
    "FoundDocument",
    "FoundFailure",
    "FoundReport",
    "FoundStanding",
    "Measure",
    "Measures",
    "Record",
    "RelationFilter",
    "RunRow",
    "StandingFilter",
]
