"""Actor dictionaries in the style of TABARI, PETRARCH and Phoenix, read as rows of an own table.

    LECH_KACZYNSKI_  ; CountryInfo.txt
    +KACZYNSKI_
        [POLGOV 051223-100410]
        [POLELI]

A name, further spellings after ``+``, and codes: a state or CAMEO's IGO, NGO, MNC and the like, sectors of
three letters, and the time they hold (``YYMMDD``, or ``<`` and ``>`` for "until" and "from").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from entente.actors import tables
from entente.actors.own import SECTORS, OwnActor, new_id
from entente.errors import ActorTableError

_STATES = {"ROM": "ROU", "KSV": "XKX", "KOS": "XKX", "ZAR": "COD", "TMP": "TLS", "WSB": "PSE", "GZS": "PSE"}
_KINDS = {"IGO": "igo", "NGO": "ngo", "MNC": "company", "IMG": "armed_group", "ISM": "armed_group"}
_SECTORS = {"MED": "JRN", "HLH": "MED", "INS": "REB", "SEP": "REB", "RAD": "REB", "ENV": "SOC", "HRI": "SOC"}
_BY_SECTOR = {
    "REB": "armed_group", "UAF": "armed_group", "BUS": "company", "JRN": "media", "PTY": "party",
    "GOV": "organ", "MIL": "organ", "COP": "organ", "JUD": "organ", "LEG": "organ", "SPY": "organ",
}  # fmt: skip
_NAME = re.compile(r"^\+?([^\W_][^\[;#\t]*?)_?\s*(?:\[|;|#|$)")
_CODE = re.compile(r"\[([A-Z~-]+)\s*([^\]]*)\]")
_SMALL = frozenset("de da do dos del di van von der bin ibn bint ould wa la le of the and for".split())  # noqa: SIM905


@dataclass(slots=True)
class _Entry:
    line: int
    names: list[str] = field(default_factory=list)
    codes: list[tuple[str, str]] = field(default_factory=list)


def read_phoenix(path: Path) -> tuple[OwnActor, ...]:
    """Return a row for every actor and dated code of a dictionary; codes without a known state are left out.

    Raises ActorTableError when the file cannot be read or holds no actor.
    """
    try:
        text = path.read_bytes().decode("latin-1")
    except OSError as exc:
        raise ActorTableError(f"found no file {path} that can be read; expected an actor dictionary") from exc
    states = frozenset(cells[0] for cells in tables.rows("states"))
    found = [row for entry in _entries(text.splitlines()) for row in _rows(entry, path.name, states)]
    if not found:
        raise ActorTableError(
            f"found no actor in {path}; expected lines such as ANGELA_MERKEL_ [DEUGOV 051122-] "
            "and +SPELLING_ as in the Phoenix actor dictionaries"
        )
    return tuple(found)


def _entries(lines: Iterable[str]) -> Iterator[_Entry]:
    entry: _Entry | None = None
    for number, line in enumerate(lines, start=1):
        body = line.split("#", 1)[0].rstrip()
        if not body.strip():
            continue
        indented = body[0] in " \t"
        name = None if indented else _NAME.match(body)
        if name is not None and body[0] != "+":
            if entry is not None:
                yield entry
            entry = _Entry(number)
        if entry is None:
            continue
        if name is not None:
            entry.names.append(normal(name[1]))
        entry.codes.extend((code, when.strip()) for code, when in _CODE.findall(body.split(";", 1)[0]))
    if entry is not None:
        yield entry


def _rows(entry: _Entry, file: str, states: frozenset[str]) -> Iterator[OwnActor]:
    name = entry.names[0]
    for code, when in entry.codes:
        country = _STATES.get(code[:3], code[:3])
        country_known = country if country in states else None
        kind = _KINDS.get(code[:3])
        if country_known is None and kind is None:
            continue
        parts = [code[at : at + 3] for at in range(3, len(code), 3)]
        sector = next((_SECTORS.get(p, p) for p in parts if _SECTORS.get(p, p) in SECTORS), None)
        start, end = _period(when)
        if kind is None:
            kind = "state" if not parts else _BY_SECTOR.get(sector or "", "person")
            kind = "person" if _is_dated(entry) and parts else kind
        id_ = country if kind == "state" else new_id(name, kind, country_known)
        yield OwnActor(
            id_, kind, name, tuple(dict.fromkeys(n for n in entry.names[1:] if n != name)), country_known,
            None, None if kind == "state" else sector, None, start, end, f"own: {file} line {entry.line}",
        )  # fmt: skip


def _is_dated(entry: _Entry) -> bool:
    """Tell whether codes change with time: those of persons do."""
    return any(when for _, when in entry.codes)


def _period(when: str) -> tuple[date | None, date | None]:
    """Read ``051223-100410``, ``>081201`` and ``<940101``."""
    if when.startswith(">"):
        return _day(when[1:]), None
    if when.startswith("<"):
        return None, _day(when[1:])
    first, _, last = when.partition("-")
    start, end = _day(first), _day(last)
    return (start, end) if start is None or end is None or start <= end else (None, None)


def _day(text: str) -> date | None:
    digits = re.sub(r"\D", "", text)
    if len(digits) == 6:
        digits = ("19" if int(digits[:2]) > 30 else "20") + digits
    if len(digits) != 8:
        return None
    year, month, number = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        return date(year, max(month, 1), max(number, 1))
    except ValueError:  # 31 June and the like: the last day of that month
        return tables.last_day(f"{year:04}-{month:02}") if 1 <= month <= 12 else None


def normal(name: str) -> str:
    """Return a dictionary's name as news prints it: ``JUAN_DE_LA_CRUZ_`` as ``Juan de la Cruz``."""
    words = name.strip("_ ").replace("_", " ").lower().split()
    shaped = [
        word if at and word in _SMALL else "".join(part.capitalize() for part in re.split(r"([-'.])", word))
        for at, word in enumerate(words)
    ]
    return " ".join(shaped)
