"""A document that could not be read, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that could not be read or coded. ``reason`` says what was found and what to do."""

    source: str  # file, address or "file:line 3"
    reason: str
    label: str | None = None  # the id that the caller gave, where it could be read
