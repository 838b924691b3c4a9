"""What has a name: states, organisations, bodies, with every written form handed to the finder."""

from __future__ import annotations

from entente.actors import tables
from entente.actors.entries import ActorEntry, NumberSpell, Organisation, State
from entente.actors.names import ANY, EXACT, PREFIX, NameFinder
from entente.actors.own import OwnActor

_RULES = "=~*"
_FORM_ORDER = ("name", "abbreviation", "adjective", "demonym", "capital", "metonym", "person")
_NOT_AN_ACTOR = -1


class Registry:
    """Entries by key; keys are what the finder gives back. Filled from the tables on creation."""

    def __init__(self, finder: NameFinder) -> None:
        self.states: dict[str, State] = {}
        self.organisations: dict[str, Organisation] = {}
        self.bodies: dict[str, ActorEntry] = {}
        self._own: set[int] = set()  # keys of a user's own table: where one is, nothing else counts
        self._finder = finder
        self._rows: list[tuple[str, str, str, str | None, str | None, str | None, str]] = []
        self._entries: dict[int, ActorEntry] = {}
        self._add_states()
        self._add_organisations()
        self._add_bodies()
        for name, _reason in tables.rows("not_actors"):
            self._finder.add(*_rule(name)[:2], _NOT_AN_ACTOR)

    def add(
        self,
        names: tuple[str, ...],
        form: str,
        row: tuple[str, str, str, str | None, str | None, str | None],
        rule: str | None = None,
    ) -> None:
        """Register names of an actor ``(id, kind, name, country, organisation, sector)``."""
        keys: dict[str, int] = {}
        for name in names:
            name, own_rule, metonym = _rule(name)
            this = "metonym" if metonym else form
            if this == "name" and len(name) <= 6 and name.isupper():
                this = "abbreviation"
            if this not in keys:
                keys[this] = len(self._rows)
                self._rows.append((*row, this))
            self._finder.add(name, own_rule if rule is None else rule, keys[this])

    def add_person(self, id_: str, name: str, country: str, sector: str, names: tuple[str, ...]) -> None:
        """Register the names of a person; made for many thousands of them."""
        key = len(self._rows)
        self._rows.append((id_, "person", name, country or None, None, sector or None, "person"))
        for text in names:
            exact = text[0] == "="
            self._finder.add(text[1:] if exact else text, EXACT if exact else ANY, key)

    def entry_of(self, id_: str) -> ActorEntry:
        """Return the entry of a state, organisation or body. Raises ``KeyError`` for another code."""
        row = self._known_row(id_)
        if row is None:
            raise KeyError(id_)
        return ActorEntry(*row, "name")

    def add_own(self, own: OwnActor) -> None:
        """Register a row of a user's own table; what it leaves open, the actor of its id says."""
        known = self._known_row(own.id)
        row = (
            own.id,
            known[1] if known else own.kind,
            known[2] if known else own.name,
            own.country or (known[3] if known else None),
            own.organisation or (known[4] if known else self._organisation(own)),
            own.sector or (known[5] if known else None),
        )
        names = tuple(name for name in own.names if not self._means(name, own.id))
        first = len(self._rows)
        form = "person" if row[1] == "person" else "name"
        self.add(names, form, row)
        self._own.update(range(first, len(self._rows)))
        if known is None and own.kind == "igo":
            self.organisations[own.id] = Organisation(
                own.id, own.name, own.names, own.organisation, own.start, own.end, own.source
            )
        elif known is None and own.kind not in ("state", "person", "none"):
            self.bodies[own.id] = ActorEntry(*row, "name")

    def _means(self, name: str, id_: str) -> bool:
        """Tell whether a name stands for this actor and nobody else already, in whatever form."""
        return {entry.id for entry in self.entries(self._finder.exact(_rule(name)[0]))} == {id_}

    def _organisation(self, own: OwnActor) -> str | None:
        return None if own.kind in ("state", "person", "none") else own.id

    def _known_row(self, id_: str) -> tuple[str, str, str, str | None, str | None, str | None] | None:
        if id_ in self.states:
            state = self.states[id_]
            return id_, "state", state.name, id_ if "." not in id_ else state.sovereign, None, None
        if id_ in self.organisations:
            one = self.organisations[id_]
            return id_, "igo", one.name, None, one.parent or id_, None
        body = self.bodies.get(id_)
        if body is not None:
            return id_, body.kind, body.name, body.country, body.organisation, body.sector
        return None

    def entries(self, keys: tuple[int, ...]) -> tuple[ActorEntry, ...]:
        """Return the entries of the keys, one per actor, in its most direct form."""
        own = tuple(key for key in keys if key in self._own) if self._own else ()
        if own:
            keys = tuple(key for key in own if self._rows[key][1] != "none")
        elif _NOT_AN_ACTOR in keys:
            return ()
        found: dict[str, ActorEntry] = {}
        for key in keys:
            entry = self._entry(key)
            known = found.get(entry.id)
            if known is None or _FORM_ORDER.index(entry.form) < _FORM_ORDER.index(known.form):
                found[entry.id] = entry
        return tuple(found.values())

    def _entry(self, key: int) -> ActorEntry:
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = ActorEntry(*self._rows[key])
        return entry

    def _add_states(self) -> None:
        codes = {cells[0]: cells for cells in tables.rows("states")}
        misspelt = {iso3: names for iso3, names, _source in tables.rows("misspellings")}
        for cells in tables.rows("state_names"):
            iso3, names, former, adjectives, demonyms, prefixes, seats, metonyms, _source = cells
            code = codes[iso3]
            self.states[iso3] = _state(code, cells)
            country = code[8] if "." in iso3 else iso3
            row = (iso3, "state", code[1], country, None, "PRE" if "." in iso3 else None)
            self.add(tables.split(names) + tables.split(former), "name", row)
            self.add(tables.split(adjectives), "adjective", row)
            self.add(tables.split(demonyms), "demonym", row)
            self.add(tables.split(prefixes), "adjective", row, PREFIX)
            self.add(tables.split(seats), "capital", row)
            self.add(tables.split(metonyms), "metonym", row)
            self.add(tables.split(misspelt.get(iso3, "")), "name", row)

    def _add_organisations(self) -> None:
        for id_, name, names, parent, since, until, source in tables.rows("organisations"):
            self.organisations[id_] = Organisation(
                id_,
                name,
                tuple(_rule(text)[0] for text in tables.split(names)),
                parent or None,
                tables.first_day(since),
                tables.last_day(until),
                source,
            )
            self.add(tables.split(names), "name", (id_, "igo", name, None, parent or id_, None))

    def _add_bodies(self) -> None:
        for id_, kind, sector, country, name, names, _source in tables.rows("bodies"):
            row = (id_, kind, name, country or None, id_, sector or None)
            self.bodies[id_] = ActorEntry(*row, "name")
            self.add(tables.split(names), "name", row)


def _rule(name: str) -> tuple[str, str, bool]:
    """Split the marks off a name: its text, its case rule, whether it is a metonym."""
    metonym = name.startswith("@")
    name = name.removeprefix("@")
    if name[0] in _RULES:
        return name[1:], name[0], metonym
    if len(name) <= 5 and name.isupper() and name.isalnum():
        return name, EXACT, metonym
    return name, ANY, metonym


def _state(code: list[str], named: list[str]) -> State:
    plain = [tuple(_rule(text)[0] for text in tables.split(cell)) for cell in named]
    return State(
        iso3=code[0],
        name=code[1],
        formal=code[2] or None,
        capital=code[3] or None,
        cow=_numbers(code[4]),
        gw=_numbers(code[5]),
        region=code[6] or None,
        status=code[7],
        sovereign=code[8] or None,
        since=tables.first_day(code[9]),
        until=tables.last_day(code[10]),
        names=plain[1] + plain[2],
        adjectives=plain[3],
        demonyms=plain[4],
        seats=plain[6],
        source=code[11],
    )


def _numbers(cell: str) -> tuple[NumberSpell, ...]:
    """Read ``260:-1990 | 255:1991-``: numbers with the years they hold in."""
    spells = []
    for part in tables.split(cell):
        number, _, years = part.partition(":")
        first, _, last = years.partition("-")
        spells.append(NumberSpell(int(number), int(first) if first else None, int(last) if last else None))
    return tuple(spells)
