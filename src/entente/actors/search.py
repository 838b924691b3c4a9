"""Finding persons by a name as somebody spells it: in full, in part, in any order, in any romanisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from entente.actors.entries import Person, Term
from entente.actors.index import ActorIndex
from entente.actors.spelling import may_spell, name_key

_SHORT = 3  # letters of a word too short to tell persons apart
_LIKE = 0.8  # how alike two words must be where the state and the day narrow the choice anyway


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person whom a spelling may mean, the offices held on the day asked for, and how the name fits."""

    person: Person
    terms: tuple[Term, ...]
    how: str


def find_persons(
    name: str, index: ActorIndex, on: date | None = None, of: str | None = None
) -> tuple[FoundPerson, ...]:
    """Return the persons whom a name means, leaders first, by the surest way that finds any.

    ``on``: only who was in office that day. ``of``: only persons of this state (alpha-3) or in office
    there. The ways, from sure to loose: as listed, by the single name that news uses, in another
    spelling, by a part of the name, and, where ``on`` and ``of`` are given, by a like spelling or by one
    word of the name (people with two surnames are known by either).
    """
    key = name_key(name)
    ways: tuple[tuple[str, Callable[[], Iterator[Person]]], ...] = (
        ("as listed", lambda: _listed(name, index)),
        ("a single name in the news", lambda: iter(index.persons_called(name))),
        ("another spelling", lambda: _keyed(index, key, lambda k: sorted(k) == sorted(key))),
        ("part of the name", lambda: _keyed(index, key, lambda k: may_spell(key, k))),
    )
    if on is not None and of is not None:
        ways = (
            *ways,
            ("a like spelling", lambda: _keyed(index, key, lambda k: may_spell(key, k, _LIKE), of)),
            ("one word of the name", lambda: _keyed(index, key, lambda k: _shares_word(key, k), of)),
        )
    for how, find in ways:
        found = [
            FoundPerson(person, index.offices_of(person.id, on), how)
            for person in {p.id: p for p in find()}.values()
            if of is None or _belongs(index, person, of)
        ]
        found = [one for one in found if on is None or one.terms]
        if found:
            return tuple(sorted(found, key=lambda one: _standing(index, one)))
    return ()


def spelled_alike(name: str, index: ActorIndex) -> tuple[Person, ...]:
    """Return the persons who held an office and whose full name is this one in another romanisation."""
    key = tuple(sorted(name_key(name)))
    if len(key) < 2:
        return ()
    book = key_book(index)
    persons = (index.person(id_) for id_ in book.spelled.get(key, ()))
    return tuple(person for person in persons if person is not None)


def _shares_word(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names share a word of some length: "Santos Calderon" and "Juan Manuel Santos"."""
    return any(len(word) > _SHORT and word in other for word in one)


def _belongs(index: ActorIndex, person: Person, of: str) -> bool:
    return person.country == of or any(term.of == of for term in index.offices_of(person.id))


def _standing(index: ActorIndex, found: FoundPerson) -> tuple[bool, bool, str]:
    """Order: who leads a state or organisation, then who held any office, then the rest."""
    leads = any(index.offices.leads(term, date.min) for term in found.terms)
    return not leads, not found.terms, found.person.id


def _listed(name: str, index: ActorIndex) -> Iterator[Person]:
    for entry in index.lookup(name):
        person = index.person(entry.id) if entry.kind == "person" else None
        if person is not None:
            yield person


def _keyed(
    index: ActorIndex, key: tuple[str, ...], fits: Callable[[tuple[str, ...]], bool], of: str | None = None
) -> Iterator[Person]:
    """Yield the persons one of whose names has a fitting key."""
    book = key_book(index)
    persons = book.of(of, index) if of is not None else book.sharing(key)
    for id_ in persons:
        person = index.person(id_)
        if person is not None and any(fits(known) for known in book.keys[id_]):
            yield person


class KeyBook:
    """The keys of every name of every person who held an office, and who has a word of them."""

    def __init__(self, index: ActorIndex) -> None:
        self.keys: dict[str, tuple[tuple[str, ...], ...]] = {}
        self.spelled: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._by_word: defaultdict[str, list[str]] = defaultdict(list)
        self._by_country: dict[str, set[str]] = {}
        serving = {term.person for term in index.offices.terms}
        extra = index.people.aliases
        for person in index.people.all:
            if person.id in serving:
                names = (person.name, *(n.lstrip("=") for n in person.names), *extra.get(person.id, ()))
                keys = tuple(dict.fromkeys(name_key(name) for name in names))
                self.keys[person.id] = keys
                for key in {tuple(sorted(key)) for key in keys if len(key) > 1}:
                    self.spelled[key].append(person.id)
                for word in {word for key in keys for word in key}:
                    self._by_word[word].append(person.id)

    def sharing(self, key: tuple[str, ...]) -> list[str]:
        """Return the persons who have the rarest word of the key that anybody has."""
        lists = [self._by_word[word] for word in key if word in self._by_word]
        return min(lists, key=len) if len(lists) == len(key) or lists else []

    def of(self, state: str, index: ActorIndex) -> set[str]:
        """Return the persons of a state, or in office there."""
        if not self._by_country:
            for id_ in self.keys:
                person = index.person(id_)
                homes = {term.of for term in index.offices_of(id_)} | {person.country or "" if person else ""}
                for home in homes:
                    self._by_country.setdefault(home, set()).add(id_)
        return self._by_country.get(state, set())


@cache
def key_book(index: ActorIndex) -> KeyBook:
    """Return the book of keys, made when first asked for; half a second for the shipped tables."""
    return KeyBook(index)
