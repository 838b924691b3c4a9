"""The actor index: every name the tables know, looked up, found in text, and dated."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, lru_cache

from entente.actors import tables
from entente.actors.ambiguity import Ambiguities, context_words
from entente.actors.entries import (
    ActorEntry,
    Membership,
    NameMatch,
    Organisation,
    Person,
    Preference,
    Role,
    Standing,
    State,
    Term,
)
from entente.actors.folding import fold
from entente.actors.memberships import Memberships
from entente.actors.names import NameFinder
from entente.actors.offices import OfficeBook
from entente.actors.own import OwnActor
from entente.actors.people import People
from entente.actors.registry import Registry
from entente.actors.roles import RoleMatch, RoleTable
from entente.actors.standings import Standings, read_lifetimes

LAST_TEXTS = 4  # whose names are remembered


class ActorIndex:
    """All actor tables behind one door. Build it with :func:`load`, which keeps one per process."""

    def __init__(self, own: tuple[OwnActor, ...] = ()) -> None:
        self.own = own
        self._finder = NameFinder()
        self.registry = Registry(self._finder)
        self.people = People(self.registry)
        for row in own:
            if row.kind == "person":
                self.people.add_own(row)
                row = replace(
                    row,
                    country=row.country or self.people.country(row.id),
                    sector=row.sector or self.people.sector(row.id),
                )
            self.registry.add_own(row)

    # -- names ---------------------------------------------------------------------------------

    def find_all(self, text: str) -> tuple[NameMatch, ...]:
        """Return every known name in the text at word boundaries, left to right, the longest first.

        ``text[m.start:m.end] == m.text`` for each. An ambiguous name has several entries; names
        that only look like an actor ("South China Sea") are passed over, and so are names that are
        mostly plain words ("IS", "PLAN") in a text without a word that points to the actor. "Congress"
        is America's, but not in "the Philippine Congress".
        """
        return self._remembered(text)

    @cached_property
    def _remembered(self) -> Callable[[str], tuple[NameMatch, ...]]:
        """What finds the names in a text; places and mentions ask for those of the same document."""
        return lru_cache(maxsize=LAST_TEXTS)(self._find_all)

    def _find_all(self, text: str) -> tuple[NameMatch, ...]:
        matches: list[NameMatch] = []
        words: frozenset[str] | None = None
        for hit in self._finder.find(text):
            entries = self.registry.entries(hit.keys)
            if not entries:
                continue
            match = NameMatch(hit.start, hit.end, text[hit.start : hit.end], entries)
            if self.ambiguities.is_mostly_a_word(match.text):
                words = context_words(text) if words is None else words
                if self.ambiguities.prefer(match, words).entry is None:
                    continue
            if not (matches and _belongs_elsewhere(text, matches[-1], match)):
                matches.append(match)
        return tuple(matches)

    def lookup(self, name: str) -> tuple[ActorEntry, ...]:
        """Return the entries of exactly this name, whatever its case and accents; () if unknown."""
        return self.registry.entries(self._finder.exact(name))

    def prefer(self, match: NameMatch, context: str | AbstractSet[str] = "") -> Preference:
        """Return which of a name's entries is meant, given the words around it, and why.

        ``context`` is the sentence or document, or its :func:`context_words` when asked often.
        """
        words = context_words(context) if isinstance(context, str) else context
        return self.ambiguities.prefer(match, words)

    def find_roles(self, text: str) -> tuple[RoleMatch, ...]:
        """Return every role noun in the text ("defence minister"), left to right, longest first."""
        return self.roles.find_all(text)

    def role(self, noun: str) -> Role | None:
        """Return what a role noun says of its bearer, singular or plural, any case; None if unknown."""
        return self.roles.role(noun)

    # -- states and organisations --------------------------------------------------------------

    def state(self, alpha3: str) -> State:
        """Return the state with this code. Raises ``KeyError`` for a code no table holds."""
        return self.registry.states[alpha3]

    @property
    def states(self) -> dict[str, State]:
        """Every state and territory by its code."""
        return self.registry.states

    @property
    def organisations(self) -> dict[str, Organisation]:
        """Every intergovernmental organisation and organ by its code."""
        return self.registry.organisations

    def members(self, organisation: str, on: date | None = None) -> tuple[Membership, ...]:
        """Return who belongs to the organisation on a day (every row on record when None)."""
        return self._memberships.members(organisation, on)

    def memberships(self, country: str, on: date | None = None) -> tuple[Membership, ...]:
        """Return the organisations a state belongs to on a day (every row on record when None)."""
        return self._memberships.memberships(country, on)

    # -- persons and offices -------------------------------------------------------------------

    def person(self, person_id: str) -> Person | None:
        """Return the person with this id, None if no table holds it."""
        return self.people.get(person_id)

    def persons_called(self, short: str, country: str | None = None) -> tuple[Person, ...]:
        """Return the persons whom news calls by this single name ("Wei", "Lavrov", "Phuc")."""
        return self.people.called(short, country)

    def persons_in_office(self, short: str, on: date) -> tuple[Person, ...]:
        """Return whom news means by a single name on a day: those it calls so who lead a state or
        organisation then, else those who are foreign or defence ministers; () when nobody is.
        """
        persons = self.people.called(short, None)
        for rank in (self.offices.leads, self.offices.is_minister_abroad):
            found = [p for p in persons if any(rank(term, on) for term in self.offices_of(p.id, on))]
            if found:
                return tuple(found)
        return ()

    def holder(self, office: str, of: str, on: date | None = None) -> tuple[Term, ...]:
        """Return who held an office of a state or organisation on a day (all terms when None).

        ``office`` is an id of the offices table or any of its titles ("foreign secretary").
        """
        return self.offices.holder(office, of, on)

    def offices_of(self, person: str, on: date | None = None) -> tuple[Term, ...]:
        """Return the offices of a person (an id or a name) on a day, or all of them."""
        return self.offices.offices_of(self._person_id(person), on)

    def standing(self, entry_id: str, on: date | None) -> Standing | None:
        """Return what a group was on a day where that changed over time, None where it did not."""
        return self._standings.standing(entry_id, on)

    def as_of(self, entry: ActorEntry, on: date | None) -> ActorEntry:
        """Return the entry as it was on a day: the Taliban are rebels in 2020, a government in 2022."""
        return self._standings.as_of(entry, on)

    def lifetime(self, entry_id: str) -> tuple[date | None, date | None]:
        """Return when a group, party or agency was founded and dissolved; None: not known, or not yet."""
        return self._lifetimes.get(entry_id, (None, None))

    def _person_id(self, person: str) -> str:
        if "/" in person:
            return person
        found = [entry.id for entry in self.lookup(person) if entry.kind == "person"]
        return found[0] if len(found) == 1 else fold(person)

    # -- tables read when first needed ---------------------------------------------------------

    @cached_property
    def offices(self) -> OfficeBook:
        """Offices and their holders."""
        book = OfficeBook(self.people, self.registry.states)
        for row in self.own:
            if row.office is not None:
                book.add_own(row, self.people.name(row.id))
        return book

    @cached_property
    def roles(self) -> RoleTable:
        """Role nouns and their sectors."""
        return RoleTable()

    @cached_property
    def ambiguities(self) -> Ambiguities:
        """Names with several readings, and what tells them apart."""
        table = Ambiguities()
        for row in self.own:
            for name in row.names:
                table.forget(name)
        return table

    @cached_property
    def _memberships(self) -> Memberships:
        return Memberships(self.registry.organisations)

    @cached_property
    def _lifetimes(self) -> dict[str, tuple[date | None, date | None]]:
        return read_lifetimes()

    @cached_property
    def _standings(self) -> Standings:
        return Standings(tables.rows("standings"), self.own)


def _belongs_elsewhere(text: str, before: NameMatch, match: NameMatch) -> bool:
    """Tell whether the name of a state right before an organ or party makes it another state's."""
    if text[before.end : match.start] not in (" ", "'s ", "’s "):
        return False
    if any(entry.kind not in ("organ", "party") for entry in match.entries):
        return False
    owners = {entry.country for entry in before.entries if entry.kind == "state"}
    return bool(owners) and not owners & {entry.country for entry in match.entries}


@cache
def load(own: tuple[OwnActor, ...] = ()) -> ActorIndex:
    """Return the actor index, read once per process from the tables in this package.

    ``own`` are the rows of a user's own table (:func:`~entente.actors.own.read_own_actors`).
    Raises :class:`~entente.errors.ActorTableError` when a table is damaged.
    """
    return ActorIndex(own)
