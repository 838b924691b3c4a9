"""Who belongs to which organisation, as what, and when."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from entente.actors import tables
from entente.actors.entries import Membership, Organisation


class Memberships:
    """Dated rows written by hand, and the rows of the CIA World Factbook where there are none."""

    def __init__(self, organisations: dict[str, Organisation]) -> None:
        self._founded = {id_: row.since for id_, row in organisations.items()}
        self._of: defaultdict[str, list[Membership]] = defaultdict(list)
        self._in: defaultdict[str, list[Membership]] = defaultdict(list)
        for organisation, country, role, start, end, source in tables.rows("memberships"):
            first, last = tables.first_day(start), tables.last_day(end)
            self._add(Membership(organisation, country, role, first, last, source))
        by_hand = {(row.organisation, row.country, row.role) for rows in self._of.values() for row in rows}
        for organisation, role, seen, countries, source in tables.rows("memberships_factbook"):
            for country in countries.split(" "):
                if (organisation, country, role) not in by_hand:
                    last_seen = tables.last_day(seen)
                    self._add(Membership(organisation, country, role, None, None, source, last_seen))

    def members(self, organisation: str, on: date | None) -> tuple[Membership, ...]:
        """Return the rows of an organisation that hold on a day, or all of them."""
        return tuple(row for row in self._of.get(organisation, ()) if self._holds(row, on))

    def memberships(self, country: str, on: date | None) -> tuple[Membership, ...]:
        """Return the rows of a state that hold on a day, or all of them."""
        return tuple(row for row in self._in.get(country, ()) if self._holds(row, on))

    @property
    def rows(self) -> tuple[Membership, ...]:
        """Every row."""
        return tuple(row for rows in self._of.values() for row in rows)

    def _add(self, row: Membership) -> None:
        self._of[row.organisation].append(row)
        self._in[row.country].append(row)

    def _holds(self, row: Membership, on: date | None) -> bool:
        if on is None:
            return True
        start = row.start or self._founded.get(row.organisation)
        return (start is None or start <= on) and (row.end is None or on <= row.end)
