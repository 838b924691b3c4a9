"""Asking the actor tables: who a name or title means on a day, in what offices, with which codes, and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from entente.actors.description import describe
from entente.actors.entries import ActorEntry, Membership, NameMatch, Term
from entente.actors.index import ActorIndex
from entente.actors.search import find_persons


@dataclass(frozen=True, slots=True)
class Answer:
    """An actor that words may mean; ``why`` says what led to it, ``chosen`` whether a text would take it.

    ``id`` None: an office or body that the tables have no name for ("a Thai general"). ``codes`` are the
    numbers of a state in that year: ``{"cow": 710, "gw": 710}``.
    """

    id: str | None
    kind: str
    name: str
    country: str | None
    organisation: str | None
    sector: str | None
    offices: tuple[Term, ...]
    memberships: tuple[Membership, ...]
    codes: dict[str, int]
    chosen: bool
    why: str

    def to_json(self) -> dict[str, Any]:
        """Return plain values, days as ISO dates."""
        row = asdict(self)
        row["offices"] = [
            {
                "office": term.office, "of": term.of, "from": _iso(term.start), "to": _iso(term.end),
                "source": term.source,
            }
            for term in self.offices
        ]  # fmt: skip
        row["memberships"] = [
            {
                "organisation": one.organisation, "country": one.country, "role": one.role,
                "from": _iso(one.start), "to": _iso(one.end),
                "source": one.source,
            }
            for one in self.memberships
        ]  # fmt: skip
        return row


def look_up(words: str, index: ActorIndex, on: date | None = None) -> tuple[Answer, ...]:
    """Return the actors that a code, name or title means, likeliest first; () where the tables hold nobody.

    ``on`` is the day: holders, offices, memberships and what a group was then are as of it. Without it
    every office and membership on record is given and a title alone names nobody.
    """
    words = " ".join(words.split())
    by_code = _by_code(words, index, on)
    if by_code:
        return by_code
    entries = index.lookup(words.removeprefix("the ").removeprefix("The "))
    if entries:
        return _by_name(words, entries, index, on)
    titled = _by_title(words, index, on)
    if titled:
        return titled
    found = find_persons(words, index, on) or find_persons(words, index)
    return tuple(
        _person(index, one.person.id, on, chosen=len(found) == 1, why=f"{words!r}: {one.how}")
        for one in found[:10]
    )


def _by_code(words: str, index: ActorIndex, on: date | None) -> tuple[Answer, ...]:
    if words in index.states or words in index.organisations or words in index.registry.bodies:
        entry = index.registry.entry_of(words)
        return (_entry(index, entry, on, chosen=True, why=f"{words} is its code"),)
    if index.person(words) is not None:
        return (_person(index, words, on, chosen=True, why=f"{words} is their id"),)
    return ()


def _by_name(
    words: str, entries: tuple[ActorEntry, ...], index: ActorIndex, on: date | None
) -> tuple[Answer, ...]:
    bare = words.removeprefix("the ").removeprefix("The ")
    preference = index.prefer(NameMatch(0, len(bare), bare, entries), words)
    answers = []
    for entry in entries:
        chosen = preference.entry is not None and entry.id == preference.entry.id
        reason = preference.reason if len(entries) > 1 or not chosen else "the only reading"
        why = f"{bare!r} stands for {entry.name} ({entry.form}); {reason}"
        if entry.kind == "person":
            answers.append(_person(index, entry.id, on, chosen=chosen, why=why))
        else:
            answers.append(_entry(index, entry, on, chosen=chosen, why=why))
    return tuple(sorted(answers, key=lambda one: (not one.chosen, not one.offices)))


def _by_title(words: str, index: ActorIndex, on: date | None) -> tuple[Answer, ...]:
    told = describe(words, index, on)
    if told.role is None and not told.person_id:
        return ()
    if told.person_id:
        return (_person(index, told.person_id, on, chosen=True, why=told.reason),)
    if not (told.country or told.countries or told.organisation):
        return ()
    states: tuple[str | None, ...] = (told.country,) if told.country else told.countries or (None,)
    nobody = "" if told.person else "; the tables name no holder" + (f" on {on}" if on else " without a date")
    return tuple(
        Answer(
            None, "person", told.person or told.office or told.role or words, state, told.organisation,
            told.sector, (), (), {}, True, told.reason + nobody,
        )
        for state in states
    )  # fmt: skip


def _person(index: ActorIndex, id_: str, on: date | None, *, chosen: bool, why: str) -> Answer:
    person = index.person(id_)
    assert person is not None
    terms = index.offices_of(id_, on)
    sector = index.people.sector(id_)
    return Answer(
        id_, "person", person.name, person.country, None, sector, _by_start(terms), (), {}, chosen, why
    )


def _by_start(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda term: term.start or (term.seen[0] if term.seen else date.min)))


def _entry(index: ActorIndex, entry: ActorEntry, on: date | None, *, chosen: bool, why: str) -> Answer:
    entry = index.as_of(entry, on)
    state = index.states.get(entry.id)
    year = (on or date.today()).year
    numbers = {"cow": state.cow_number(year), "gw": state.gw_number(year)} if state else {}
    members = index.memberships(entry.id, on) if state else index.members(entry.id, on)
    return Answer(
        entry.id, entry.kind, entry.name, entry.country, entry.organisation, entry.sector, (),
        members, {name: number for name, number in numbers.items() if number is not None}, chosen, why,
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return None if day is None or day == date.min else day.isoformat()
