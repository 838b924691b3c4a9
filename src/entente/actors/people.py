"""Persons: names, variants, and the single names that news calls them by."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from entente.actors import tables
from entente.actors.entries import Person
from entente.actors.folding import fold
from entente.actors.own import OwnActor
from entente.actors.registry import Registry
from entente.errors import ActorTableError


class People:
    """The persons by hand (``people.tsv``) and from open files (``people_open``, ``people_phoenix``)."""

    def __init__(self, registry: Registry) -> None:
        self._cells: dict[str, list[str]] = {}
        self.aliases: dict[str, tuple[str, ...]] = {}  # further spellings, by person
        for table in ("people", "people_leaders", "people_officials", "people_open", "people_phoenix"):
            for cells in tables.rows(table):
                id_, name, _family, _shorts, names, country, sector, _source = cells
                self._cells[id_] = cells
                full = (name,) if " " in name else ()  # a single name is found only where "names" has it
                more = tables.split(names) if names else ()
                registry.add_person(id_, name, country, sector, full + more)
        for id_, names, _source in tables.rows("aliases_phoenix"):
            known = self._known(id_)
            registry.add_person(id_, known[1], known[5], known[6], tables.split(names))
            self.aliases[id_] = tables.split(names)
        for id_, name in tables.rows("alone_names"):
            known = self._known(id_)
            registry.add_person(id_, known[1], known[5], known[6], (name,))

    def add_own(self, own: OwnActor) -> None:
        """Add a person of a user's own table, or further names of one whom the tables hold."""
        if own.id not in self._cells:
            words = own.name.split()
            shorts = " | ".join(alias for alias in own.aliases if " " not in alias)
            cells = [own.id, own.name, words[-1] if len(words) > 1 else "", shorts, "", own.country or ""]
            self._cells[own.id] = [*cells, own.sector or "", own.source]
        self.aliases[own.id] = (*self.aliases.get(own.id, ()), *own.names)
        self.__dict__.pop("_by_short", None)

    def _known(self, person_id: str) -> list[str]:
        cells = self._cells.get(person_id)
        if cells is None:
            raise ActorTableError(
                f"no table of persons holds {person_id!r}, whom another table names; add the person to "
                "people.tsv, or write the tables from open files anew (training/actors/make_all.py)"
            )
        return cells

    def get(self, person_id: str) -> Person | None:
        """Return the person with this id, None if there is none."""
        cells = self._cells.get(person_id)
        return None if cells is None else _person(cells)

    def name(self, person_id: str) -> str:
        """Return the person's name; raises :class:`ActorTableError` for an id no table holds."""
        return self._known(person_id)[1]

    def country(self, person_id: str) -> str | None:
        """Return the state of a person, None if unknown."""
        cells = self._cells.get(person_id)
        return cells[5] or None if cells else None

    def sector(self, person_id: str) -> str | None:
        """Return the sector of a person's best-known office, None if unknown."""
        cells = self._cells.get(person_id)
        return cells[6] or None if cells else None

    def called(self, short: str, country: str | None) -> tuple[Person, ...]:
        """Return the persons whom news calls by this single name, of one country if it is given."""
        found = (self._cells[id_] for id_ in self._by_short.get(fold(short), ()))
        return tuple(_person(cells) for cells in found if country is None or cells[5] == country)

    @property
    def all(self) -> tuple[Person, ...]:
        """Every person."""
        return tuple(_person(cells) for cells in self._cells.values())

    @cached_property
    def _by_short(self) -> dict[str, list[str]]:
        shorts: defaultdict[str, list[str]] = defaultdict(list)
        for id_, cells in self._cells.items():
            for short in dict.fromkeys(fold(text) for text in (cells[2], *tables.split(cells[3]))):
                if short:
                    shorts[short].append(id_)
        return dict(shorts)


def _person(cells: list[str]) -> Person:
    return Person(
        id=cells[0],
        name=cells[1],
        family=cells[2] or None,
        country=cells[5] or None,
        names=tables.split(cells[4]),
        source=cells[7],
    )
