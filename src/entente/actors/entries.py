"""The frozen values that the actor tables give: entries, states, memberships, offices, roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor that a name stands for, and how that name stands for it.

    ``id`` is alpha-3 for states (``"CHN"``; partially recognised ones ``"GEO.ABKHAZIA"``), a short
    code for organisations (``"SCO"``), ``"CHN.PLA"`` for agencies, forces, companies and armed
    groups, ``"RUS/sergey-shoigu"`` for persons. ``kind`` is one of ``records.ACTOR_KINDS``.
    ``form`` is one of ``FORMS``. ``sector`` is a PLOVER sector, None for a bare state.
    """

    id: str
    kind: str
    name: str
    country: str | None
    organisation: str | None
    sector: str | None
    form: str


FORMS = ("name", "adjective", "demonym", "capital", "metonym", "abbreviation", "person", "role")


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known name in a text: ``source[start:end] == text``; several entries when ambiguous."""

    start: int
    end: int
    text: str
    entries: tuple[ActorEntry, ...]


@dataclass(frozen=True, slots=True)
class Preference:
    """Which entry of an ambiguous name is meant, None when the context does not tell, and why."""

    entry: ActorEntry | None
    reason: str


@dataclass(frozen=True, slots=True)
class NumberSpell:
    """A state's number in a numbering, with the first and last year it holds (None: open)."""

    number: int
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory. ``status``: member, observer, other, disputed, partial, territory, former."""

    iso3: str
    name: str
    formal: str | None
    capital: str | None
    cow: tuple[NumberSpell, ...]
    gw: tuple[NumberSpell, ...]
    region: str | None
    status: str
    sovereign: str | None  # who holds or claims it; the successor of a former state
    since: date | None
    until: date | None
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    source: str

    def cow_number(self, year: int) -> int | None:
        """Return the Correlates of War number in that year, or None."""
        return _number(self.cow, year)

    def gw_number(self, year: int) -> int | None:
        """Return the Gleditsch–Ward number in that year, or None."""
        return _number(self.gw, year)


def _number(spells: tuple[NumberSpell, ...], year: int) -> int | None:
    for spell in spells:
        if (spell.first is None or spell.first <= year) and (spell.last is None or year <= spell.last):
            return spell.number
    return None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An intergovernmental organisation or one of its organs (``parent`` is then its owner)."""

    id: str
    name: str
    names: tuple[str, ...]
    parent: str | None
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A state's standing in an organisation from ``start`` to ``end`` (None: not known, or open).

    ``seen`` is the last day on which the source showed it, for sources that do not date the end.
    """

    organisation: str
    country: str
    role: str  # member, founder, observer, dialogue partner, partner, candidate, associate, suspended
    start: date | None
    end: date | None
    source: str
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person the tables know; ``family`` is the family name, whatever its place in the name.

    None where the source does not tell which part of the name it is.
    """

    id: str
    name: str
    family: str | None
    country: str | None
    names: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A person in an office from ``start`` to ``end``, both inclusive.

    ``start`` None: not known. ``end`` None: open, or not known when ``seen`` is set: ``seen`` is the
    span of days over which the source showed the person in office. A date known to the month
    reaches over the whole month (``exact`` False).
    """

    person: str  # person id
    name: str
    office: str
    country: str | None
    organisation: str | None
    start: date | None
    end: date | None
    source: str
    seen: tuple[date, date] | None = None
    exact: bool = True

    @property
    def of(self) -> str:
        """What the office belongs to: a state's alpha-3 or an organisation's id."""
        return self.country or self.organisation or ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office: its canonical name, sector, whether one person holds it at a time.

    ``single``: everywhere; ``single_in``: only in these states and organisations.
    """

    id: str
    sector: str
    single: bool
    titles: tuple[str, ...]
    single_in: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Role:
    """What a role noun says of who bears it.

    ``kind`` is office (one named post), organ (a body of a state), rank (military or courtesy),
    speaker (speaks for somebody), person or group. ``office`` is the id of the office it names.
    """

    noun: str
    sector: str | None
    kind: str
    office: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What an armed group, party or body was over a period: its kind, sector and country then."""

    id: str
    kind: str
    sector: str | None
    country: str | None
    start: date | None
    end: date | None
    source: str
