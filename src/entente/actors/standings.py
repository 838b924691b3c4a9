"""What a group was and when: rebels that became a government, an army that became a party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from entente.actors import tables
from entente.actors.entries import ActorEntry, Standing
from entente.actors.own import OwnActor
from entente.actors.tables import first_day, last_day


class Standings:
    """The dated changes of ``standings.tsv``; outside them ``bodies.tsv`` holds."""

    def __init__(self, rows: Iterable[list[str]], own: Iterable[OwnActor] = ()) -> None:
        self._by_id: defaultdict[str, list[Standing]] = defaultdict(list)
        for id_, kind, sector, country, start, end, source in rows:
            self._by_id[id_].append(
                Standing(id_, kind, sector or None, country or None, first_day(start), last_day(end), source)
            )

        for one in own:
            if one.office is None and (one.start or one.end) and one.kind != "none":
                self._by_id[one.id].insert(
                    0, Standing(one.id, one.kind, one.sector, one.country, one.start, one.end, one.source)
                )

    def standing(self, entry_id: str, on: date | None) -> Standing | None:
        """Return the dated standing on a day, None when there is none or no day is given."""
        if on is None:
            return None
        for row in self._by_id.get(entry_id, ()):
            if (row.start is None or row.start <= on) and (row.end is None or on <= row.end):
                return row
        return None

    def as_of(self, entry: ActorEntry, on: date | None) -> ActorEntry:
        """Return the entry with its kind, sector and country as they were on the day."""
        row = self.standing(entry.id, on)
        if row is None:
            return entry
        return replace(entry, kind=row.kind, sector=row.sector, country=row.country)

    @property
    def rows(self) -> tuple[Standing, ...]:
        """Every dated standing."""
        return tuple(row for rows in self._by_id.values() for row in rows)


def read_lifetimes() -> dict[str, tuple[date | None, date | None]]:
    """Return when each body of ``lifetimes.tsv`` was founded and dissolved; None: not known, or not yet."""
    return {id_: (first_day(since), last_day(until)) for id_, since, until, _ in tables.rows("lifetimes")}
