"""Offices and who held them when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from dataclasses import replace
from datetime import date, timedelta

from entente.actors import tables
from entente.actors.entries import Office, Term
from entente.actors.folding import fold
from entente.actors.own import OwnActor
from entente.actors.people import People

OWN = "own: "  # begins the source of a row of a user's own table
TABLES = ("terms", "terms_leaders", "terms_officials", "terms_open", "terms_reign")


class OfficeBook:
    """Terms of office by office and state or organisation, and by person."""

    def __init__(self, people: People, states: Container[str]) -> None:
        self._states = states
        self._leading = {
            state: tables.split(offices)
            for offices, listed, _source in tables.rows("leading_offices")
            for state in listed.split(" ")
        }
        self.offices: dict[str, Office] = {}
        self._titles: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self._by_office: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
        self._by_person: defaultdict[str, list[Term]] = defaultdict(list)
        self._read_offices()
        for table in TABLES:
            for cells in tables.rows(table):
                self._add(_term(cells, people.name(cells[0]), states))

    def office_ids(self, title: str, of: str) -> tuple[str, ...]:
        """Return the offices a title names in a state or organisation: its own first, then the general."""
        rows = self._titles.get(fold(title), ())
        own = [office for office, ofs in rows if of in ofs]
        general = [office for office, ofs in rows if not ofs]
        return tuple(dict.fromkeys((*own, *general)))

    def holder(self, office: str, of: str, on: date | None) -> tuple[Term, ...]:
        """Return the terms of an office (an id or a title) that hold on a day, or all of them."""
        exact = (office,) if (office, of) in self._by_office else ()
        for office_id in dict.fromkeys((*exact, *self.office_ids(office, of))):
            rows = self._by_office.get((office_id, of), [])
            held = [row for row in rows if holds(row, on)]
            held = [row for row in held if row.source.startswith(OWN)] or held
            if held:
                return tuple(_surest(held))
        return ()

    def leading(self, of: str) -> tuple[str, ...]:
        """Return the offices that "leader", "head" or "chief" may mean in a state or organisation.

        For a state: the office that governs. For an organisation or group: its one single-holder
        office, and none where it has several (the European Union).
        """
        if of in self._states:
            return (*self._leading.get(of, ("president",)), "leader")
        return tuple(
            dict.fromkeys(
                office for office, owner in self._by_office if owner == of and self.offices[office].single
            )
        )

    def is_single(self, office: str, of: str | None) -> bool:
        """Tell whether one person holds the office at a time in a state or organisation."""
        known = self.offices.get(office)
        if known is None:
            return office.startswith("ambassador to ")
        return known.single or of in known.single_in

    def is_shared(self, office: str, of: str) -> bool:
        """Tell whether several may hold the office there at a time, though elsewhere only one does."""
        known = self.offices.get(office)
        return known is not None and bool(known.single_in) and of not in known.single_in

    def leads(self, term: Term, _on: date) -> bool:
        """Tell whether the term is of the office that leads its state or organisation on the day."""
        leading = self.leading(term.of)
        if term.of in self._states:
            leading = (*leading, "president", "prime minister", "pope", "king")
        return term.office in leading or (term.organisation is not None and self.offices[term.office].single)

    def is_minister_abroad(self, term: Term, _on: date) -> bool:
        """Tell whether the term is of a foreign or defence minister."""
        return term.office in ("foreign minister", "defence minister")

    def offices_of(self, person: str, on: date | None) -> tuple[Term, ...]:
        """Return the terms of a person that hold on a day, or all of them."""
        return tuple(row for row in self._by_person.get(person, ()) if holds(row, on))

    def title_of(self, office: str, of: str) -> tuple[str, ...]:
        """Return the titles of an office as they fit the state or organisation."""
        return tuple(
            title
            for title, rows in self._titles.items()
            if any(office == id_ and (not ofs or of in ofs) for id_, ofs in rows)
        )

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term."""
        return tuple(row for rows in self._by_person.values() for row in rows)

    def _read_offices(self) -> None:
        for id_, sector, single, titles, of in tables.rows("offices"):
            ofs = tables.split(of)
            known = self.offices.get(id_)
            all_titles = (known.titles if known else ()) + tables.split(titles)
            some = frozenset(single.split(" ")) if single not in ("yes", "no") else frozenset()
            self.offices[id_] = Office(id_, sector, single == "yes", all_titles, some)
            for title in (id_, *tables.split(titles)) if known is None else tables.split(titles):
                row = (id_, ofs)
                if row not in self._titles[fold(title)]:
                    self._titles[fold(title)].append(row)

    def add_own(self, own: OwnActor, name: str) -> None:
        """Add a term of a user's own table; in an office of one holder, it ends the term before it."""
        assert own.office is not None
        of = own.country if own.organisation is None else own.organisation
        assert of is not None
        office = next(iter(self.office_ids(own.office, of)), own.office)
        self.offices.setdefault(office, Office(office, own.sector or "GOV", True, (office,)))
        country = of if of in self._states else None
        term = Term(
            own.id, name, office, country, None if country else of, own.start, own.end, own.source,
        )  # fmt: skip
        if own.start is None:
            term = replace(term, start=date.min)
        elif self.is_single(office, of):
            for row in list(self._by_office[office, of]):
                if holds(row, own.start) and row.start != own.start:
                    self._replace(row, replace(row, end=own.start - timedelta(days=1), seen=None))
        self._add(term)

    def _replace(self, old: Term, new: Term) -> None:
        for rows in (self._by_office[old.office, old.of], self._by_person[old.person]):
            rows[rows.index(old)] = new

    def _add(self, term: Term) -> None:
        self._by_office[term.office, term.of].append(term)
        self._by_person[term.person].append(term)


def holds(term: Term, on: date | None) -> bool:
    """Tell whether the tables know the person to be in office on the day (always when None)."""
    if on is None:
        return True
    if term.start is not None and on < term.start:
        return False
    if term.end is not None:
        return on <= term.end and (term.start is not None or term.seen is None or term.seen[0] <= on)
    if term.seen is None:
        return term.start is not None
    return on <= term.seen[1] and (term.start is not None or term.seen[0] <= on)


def _surest(terms: list[Term]) -> list[Term]:
    """Of terms that overlap by a month known only as such, keep the later; exact dates win."""
    people = {term.person for term in terms}
    if len(people) == 1:
        return terms[:1]
    exact = [term for term in terms if term.exact]
    return exact or terms


def _term(cells: list[str], name: str, states: Container[str]) -> Term:
    person, office, of, start, end, seen, source = cells
    first, _, last = seen.partition("/")
    seen_from, seen_to = tables.first_day(first), tables.last_day(last or first)
    return Term(
        person=person,
        name=name,
        office=office,
        country=of if of in states else None,
        organisation=None if of in states else of,
        start=tables.first_day(start),
        end=tables.last_day(end),
        source=source,
        seen=(seen_from, seen_to) if seen_from and seen_to else None,
        exact=all(len(text) in (0, 10) for text in (start, end)),
    )
