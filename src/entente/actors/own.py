"""A table of one's own: actors that a user adds to the shipped tables, or puts right in them.

name,kind,country,aliases,sector,office,from,to
Blue Hills Front,armed_group,COD,BHF | Blue Hills rebels,REB,,,
Jane Doe,person,GBR,Doe,GOV,foreign minister,2026-01-05,

A CSV file (or tab-separated, by the ending .tsv), UTF-8, with a heading; ``docs/own_actors.md`` describes the
columns. A name in the table means what the table says, whatever the shipped tables have for it.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from entente.actors import tables
from entente.actors.folding import fold
from entente.errors import ActorTableError
from entente.records import ACTOR_KINDS

COLUMNS = (
    "name",
    "kind",
    "country",
    "id",
    "aliases",
    "organisation",
    "sector",
    "office",
    "from",
    "to",
    "note",
)
KINDS = (*(kind for kind in ACTOR_KINDS if kind not in ("plural", "unknown")), "none")
SECTORS = (
    "COP",
    "GOV",
    "JUD",
    "LEG",
    "MIL",
    "PRM",
    "PTY",
    "REB",
    "SPY",
    "UAF",
    "UNK",
    "AGR",
    "BUS",
    "CRM",
    "CVL",
    "EDU",
    "ELI",
    "JRN",
    "LAB",
    "MED",
    "REF",
    "OPP",
    "PRE",
    "REL",
    "SOC",
)
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class OwnActor:
    """One row of an own table; ``kind`` "none" is a name that stands for no actor; ``source``: where."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    organisation: str | None
    sector: str | None
    office: str | None
    start: date | None
    end: date | None
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling."""
        return (self.name, *self.aliases)


def read_own_actors(path: Path) -> tuple[OwnActor, ...]:
    """Return the rows of an own table. Raises ActorTableError that names file, line and what to write."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ActorTableError(
            f"found no file {path}; expected a table of own actors, a CSV file (docs/own_actors.md)"
        ) from None
    except (OSError, UnicodeDecodeError) as exc:
        raise ActorTableError(f"found {path}, which cannot be read as UTF-8 text ({exc})") from exc
    delimiter = "\t" if path.suffix.lower() in (".tsv", ".tab") else ","
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    heading: tuple[str, ...] | None = None
    found: list[OwnActor] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                continue
            where = f"{path} line {reader.line_num}"
            if heading is None:
                heading = _heading(cells, where)
            elif len(cells) > len(heading):
                raise ActorTableError(
                    f"{where}: found {len(cells)} cells, expected at most {len(heading)} as in the heading; "
                    'put a cell that holds a comma in quotation marks "…"'
                )
            else:
                found.append(_row(dict(zip(heading, (cell.strip() for cell in cells), strict=False)), where))
    except csv.Error as exc:
        raise ActorTableError(f"{path} line {reader.line_num}: found no CSV ({exc})") from exc
    if heading is None:
        raise ActorTableError(f"found nothing in {path}; expected a heading: {','.join(COLUMNS)}")
    return tuple(found)


def _heading(cells: list[str], where: str) -> tuple[str, ...]:
    names = tuple(cell.strip().lower() for cell in cells)
    for name in names:
        if name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, n=1)
            hint = f" Nearest: {near[0]}." if near else ""
            raise ActorTableError(f"{where}: {name!r} is no column.{hint} Columns: {', '.join(COLUMNS)}")
    if missing := {"name", "kind"} - set(names):
        raise ActorTableError(f"{where}: the heading lacks {' and '.join(sorted(missing))}")
    if len(set(names)) < len(names):
        raise ActorTableError(f"{where}: a column stands in the heading twice")
    return names


def _row(cells: Mapping[str, str], where: str) -> OwnActor:
    name, kind = cells["name"], cells.get("kind", "").lower()
    if not re.search(r"\w", name):
        raise ActorTableError(f"{where}: found no name; every row needs one")
    if kind not in KINDS:
        raise ActorTableError(f"{where}: {kind!r} is no kind of actor; expected one of {', '.join(KINDS)}")
    country = cells.get("country", "").upper() or None
    if country is not None and country not in _states():
        raise ActorTableError(f"{where}: {country!r} is no state's code; expected ISO alpha-3 such as COD")
    sector = cells.get("sector", "").upper() or None
    if sector is not None and sector not in SECTORS:
        raise ActorTableError(f"{where}: {sector!r} is no sector; expected one of {' '.join(SECTORS)}")
    office = cells.get("office") or None
    if office is not None and (kind != "person" or not (country or cells.get("organisation"))):
        raise ActorTableError(f"{where}: an office needs a person and the country or organisation it is of")
    start, end = (_day(cells.get(column, ""), where, last=column == "to") for column in ("from", "to"))
    if start is not None and end is not None and end < start:
        raise ActorTableError(f"{where}: found {start} to {end}; expected from to come before to")
    aliases = tuple(part.strip() for part in cells.get("aliases", "").split("|") if part.strip())
    id_ = cells.get("id") or new_id(name, kind, country)
    if kind == "person" and "/" not in id_:
        raise ActorTableError(
            f"{where}: {id_!r} is no person's id; expected one such as GBR/jane-doe, or none"
        )
    return OwnActor(
        id_,
        kind,
        name,
        aliases,
        country,
        cells.get("organisation") or None,
        sector,
        office,
        start,
        end,
        f"own: {where}",
    )


def _states() -> frozenset[str]:
    return frozenset(cells[0] for cells in tables.rows("states"))


def _day(text: str, where: str, *, last: bool) -> date | None:
    if not text:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return tables.last_day(text) if last else tables.first_day(text)
    except ValueError:
        raise ActorTableError(
            f"{where}: found {text!r}; expected a day, month or year such as 2026-01-05, 2026-01 or 2026"
        ) from None


def new_id(name: str, kind: str, country: str | None) -> str:
    """Return the id of an actor that no shipped table holds."""
    words = re.findall(r"[^\W_]+", fold(name))
    if kind == "person":
        return f"{country or 'OWN'}/{'-'.join(words)}"
    return f"{country or 'OWN'}.{''.join(words).upper()}"


def to_rows(actors: Iterator[OwnActor]) -> Iterator[list[str]]:
    """Yield the heading and the rows of an own table, as a CSV writer takes them."""
    yield [column for column in COLUMNS if column != "note"]
    for one in actors:
        yield [
            one.name, one.kind, one.country or "", one.id, " | ".join(one.aliases), one.organisation or "",
            one.sector or "", one.office or "", str(one.start or ""), str(one.end or ""),
        ]  # fmt: skip
