"""Named agreements, partnerships and mechanisms: what a name stands for, and between whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources

from entente.errors import CodebookError

_FILE = "agreements.tsv"
_COLUMNS = 10
_HYPHENS = re.compile(r"[-‐‑–]")


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A party by its code, and when it was one; None where it always was, or still is."""

    code: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class NamedAgreement:
    """A row of the table: a text, partnership or mechanism that people know by name.

    ``kind`` is a kind of relation, ``subtype`` a kind of agreement; () for parties means that there are
    too many to list or that none is sure; None for a date that it is not stated.
    """

    name: str
    aliases: tuple[str, ...]
    kind: str
    subtype: str | None
    parties: tuple[NamedParty, ...]
    signed: date | None
    in_force: date | None
    ended: date | None
    status: str | None
    source: str

    def parties_on(self, day: date | None) -> tuple[str, ...]:
        """Return the codes of the parties on a day; without a day those that have been it from the start."""
        return tuple(party.code for party in self.parties if _was_party(party, day))


def _was_party(party: NamedParty, day: date | None) -> bool:
    if day is None:
        return party.since is None
    return (party.since is None or party.since <= day) and (party.until is None or day < party.until)


@cache
def load_agreements() -> tuple[NamedAgreement, ...]:
    """Return the table. Raises CodebookError that names the line at fault."""
    text = (resources.files("entente.codebook") / _FILE).read_text(encoding="utf-8")
    numbered = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line and line[0] != "#"]
    return tuple(_row(number, line) for number, line in numbered[1:])


def _row(number: int, line: str) -> NamedAgreement:
    cells = line.split("\t")
    if len(cells) != _COLUMNS:
        raise CodebookError(
            f"{_FILE}, line {number}: {len(cells)} cells found, expected {_COLUMNS} between tabs"
        )
    name, aliases, kind, subtype, parties, signed, in_force, ended, status, source = cells
    try:
        return NamedAgreement(
            name=name,
            aliases=tuple(filter(None, aliases.split(" | "))),
            kind=kind,
            subtype=subtype or None,
            parties=tuple(_party(cell) for cell in parties.split()),
            signed=_day(signed),
            in_force=_day(in_force),
            ended=_day(ended),
            status=status or None,
            source=source,
        )
    except ValueError as exc:
        raise CodebookError(f"{_FILE}, line {number}: {exc}; expected days as 1998-04-10") from exc


def _party(cell: str) -> NamedParty:
    code, _, period = cell.partition("@")
    since, _, until = period.partition("/")
    return NamedParty(code, _day(since), _day(until))


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


@cache
def _by_name() -> dict[str, NamedAgreement]:
    return {
        _plain(name): agreement
        for agreement in load_agreements()
        for name in (agreement.name, *agreement.aliases)
    }


@cache
def _pattern() -> re.Pattern[str]:
    by_letter: dict[str, list[str]] = {}  # a branch per first letter: the engine then tries few names a word
    for name in sorted(_by_name(), key=len, reverse=True):
        by_letter.setdefault(name[0], []).append(re.escape(name[1:]))
    branches = (f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(branches)})(?!\w)")


def _plain(text: str) -> str:
    """Return a text with one sort of hyphen and apostrophe, as long as it was."""
    return _HYPHENS.sub("-", text).replace("’", "'")


@lru_cache(maxsize=4)  # the finders of relations ask for the same document
def named_agreements(text: str) -> tuple[tuple[int, int, NamedAgreement], ...]:
    """Return the characters of each name that a text holds, the longest first, and what it stands for."""
    return tuple(
        (match.start(), match.end(), _by_name()[match.group()]) for match in _pattern().finditer(_plain(text))
    )
