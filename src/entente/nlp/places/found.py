"""A place found in a text, with the tokens it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from entente.records import Place


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place with its tokens ``first`` to ``last`` (exclusive); ``head`` ties it to the parse."""

    place: Place
    first: int
    last: int
    head: int
