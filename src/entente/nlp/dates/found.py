"""A date found in a text, with the tokens it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from entente.records import EventDate


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date with its tokens ``first`` to ``last`` (exclusive) and the ``head`` that ties it to the parse.

    ``reason`` says why the days are unknown where they are. A dateline's own date (``dateline``)
    dates the report, never an event. ``offset`` holds number, unit and sign of "two days before" a
    happening, by which the parse may still find a date.
    """

    date: EventDate
    first: int
    last: int
    head: int
    reason: str | None = None
    dateline: bool = False
    offset: tuple[int, str, int] | None = None
