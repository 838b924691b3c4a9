"""Reading the actor tables: TSV files in this package, plain Python, no other library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from entente.errors import ActorTableError

DATA = Path(__file__).parent / "data"
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of every row of ``data/NAME.tsv`` below its heading; comments left out.

    Raises :class:`ActorTableError` for a row with another number of cells than the heading.
    """
    width = 0
    for number, line in enumerate((DATA / f"{name}.tsv").read_text("utf-8").split("\n"), start=1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if width == 0:
            width = len(cells)
            continue
        if len(cells) != width:
            raise ActorTableError(
                f"{name}.tsv line {number}: {len(cells)} cells, expected {width} "
                f"as in the heading: {line[:80]!r}"
            )
        yield cells


def split(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that are separated by `` | ``."""
    return tuple(cell.split(" | ")) if cell else ()


@cache
def first_day(text: str) -> date | None:
    """Return the first day of ``2018``, ``2018-03`` or ``2018-03-19``; None for an empty cell."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


@cache
def last_day(text: str) -> date | None:
    """Return the last day of ``2018``, ``2018-02`` or ``2018-03-19``; None for an empty cell."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        leap = parts[1] == 2 and parts[0] % 4 == 0 and (parts[0] % 100 != 0 or parts[0] % 400 == 0)
        return date(parts[0], parts[1], 29 if leap else MONTH_DAYS[parts[1] - 1])
    return date(parts[0], parts[1], parts[2])
