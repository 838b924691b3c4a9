"""A date as the text has it: where it stands and what it says."""

from __future__ import annotations

from dataclasses import dataclass

from entente.nlp.dates.expressions import (
    Expression,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date as the text has it: atoms ``first`` to ``last`` (exclusive) and what they say."""

    first: int
    last: int
    said: Expression
    core: int  # the atom that carries the date, for looking up its place in the parse
