"""Reading a title phrase: whose office, which office, which sector, which person, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entente.actors.entries import ActorEntry, Person, Term
from entente.actors.folding import WORD, fold
from entente.actors.index import ActorIndex
from entente.actors.phrases import Phrase

_HEADS = ("leader", "head", "chief", "director", "boss")
_NOT_NOW = {"former", "incoming", "deputy"}


@dataclass(frozen=True, slots=True)
class Description:
    """What a title phrase says of the one it describes; None where it does not tell.

    ``office`` is an id of the offices table, ``role`` the noun as found. ``person`` is named in the
    phrase or, when ``on`` is given and nobody is named, the holder of the office on that day.
    ``countries`` has every state of a phrase that names several ("the leaders of India and Japan");
    ``country`` is then None. ``qualifiers``: former, acting, deputy, incoming, outgoing.
    """

    text: str
    country: str | None
    countries: tuple[str, ...]
    organisation: str | None
    office: str | None
    role: str | None
    sector: str | None
    person: str | None
    person_id: str | None
    qualifiers: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A person's name, the id if a table holds the person, and why."""

    name: str | None = None
    id: str | None = None
    country: str | None = None
    reason: str = ""


def describe(text: str, index: ActorIndex, on: date | None = None) -> Description:
    """Return what the words of a noun phrase say of the person or body they describe.

    ``describe("the British foreign secretary", index, date(2018, 9, 5))`` gives GBR, foreign minister,
    GOV, Jeremy Hunt. The phrase may hold titles, apposition and a name; ``on`` is the day it was true.
    """
    phrase = Phrase(text, index)
    owners = phrase.owners()
    body = next((entry for entry in owners if entry.kind != "state"), None)
    countries = tuple(dict.fromkeys(e.country for e in owners if e.kind == "state" and e.country))
    if not countries and body is not None and body.country:
        countries = (body.country,)
    owner = countries[0] if len(countries) == 1 else None
    organisation = body.organisation if body is not None else None
    known = _known_person(phrase, countries, on)
    if known.id and not countries and body is None and known.country:
        countries, owner = (known.country,), known.country
    office = _office(phrase, owner, organisation, on)
    person = known if known.name else _unnamed(phrase, office, owner, organisation, on)
    if person.id and not countries and body is None and person.country:
        countries, owner = (person.country,), person.country
    return Description(
        text=text,
        country=owner,
        countries=countries,
        organisation=organisation,
        office=office,
        role=phrase.main.role.noun if phrase.main else None,
        sector=_sector(phrase, office, body, owner, person, on),
        person=person.name,
        person_id=person.id,
        qualifiers=phrase.qualifiers,
        reason=_reason(phrase, owner or organisation, person),
    )


# -- which office ------------------------------------------------------------------------------


def _office(phrase: Phrase, country: str | None, organisation: str | None, on: date | None) -> str | None:
    role = phrase.main.role if phrase.main else None
    if role is None or role.kind not in ("office", "person", "speaker"):
        return None
    if role.office == "ambassador":
        host = phrase.host()
        return f"ambassador to {host}" if host else "ambassador"
    offices = phrase.index.offices
    if role.noun in _HEADS:
        of = organisation or (country if role.noun == "leader" else None)
        leading = offices.leading(of) if of else ()
        filled = [office for office in leading if of and offices.holder(office, of, on)]
        if of == country:
            return next(iter(filled or leading), role.office)
        return leading[0] if len(leading) == 1 else role.office
    ids = [(id_, of) for of in (country, organisation) if of for id_ in offices.office_ids(role.noun, of)]
    held = [id_ for id_, of in ids if offices.holder(id_, of, None)]
    return next(iter(held or [id_ for id_, _ in ids]), role.office)


# -- which person ------------------------------------------------------------------------------


def _known_person(phrase: Phrase, countries: tuple[str, ...], on: date | None) -> _Named:
    """The person of the tables whom the phrase names in full, unless the phrase gives another state."""
    for text, entries in phrase.persons():
        fitting = [entry for entry in entries if _fits(phrase.index, entry, countries)]
        serving = [entry for entry in fitting if phrase.index.offices_of(entry.id, on)]
        for found in (fitting, serving):
            if len(found) == 1:
                entry = found[0]
                return _Named(entry.name, entry.id, entry.country, f"{entry.name} is in the tables")
        other = f"{entries[0].name} of the tables is of another state"
        return _Named(text, None, None, "several persons bear the name" if fitting else other)
    return _Named()


def _fits(index: ActorIndex, entry: ActorEntry, countries: tuple[str, ...]) -> bool:
    if not countries or entry.country in countries:
        return True
    return any(term.of in countries for term in index.offices_of(entry.id))


def _unnamed(
    phrase: Phrase, office: str | None, country: str | None, organisation: str | None, on: date | None
) -> _Named:
    """A family name with a title, a stranger, or the holder of the office on the day."""
    words = phrase.leftover()
    if words:
        return _from_words(phrase.index, words, office, country, on)
    plural = phrase.main is not None and phrase.main.role.plural
    vague = phrase.text.lower().startswith(("a ", "an ", "another "))
    if office is None or on is None or plural or vague or _NOT_NOW & set(phrase.qualifiers):
        return _Named()
    offices = phrase.index.offices
    of = organisation if organisation and offices.holder(office, organisation, None) else country
    terms = offices.holder(office, of, on) if of else ()
    if len(terms) != 1 or not offices.is_single(office, of):
        return _Named()
    return _Named(terms[0].name, terms[0].person, None, _held(terms[0], on))


def _from_words(
    index: ActorIndex, words: str, office: str | None, country: str | None, on: date | None
) -> _Named:
    parts = words.split()
    people = index.persons_called(parts[-1], country)
    if not people and len(parts) > 1:
        people = index.persons_called(parts[0], country)
    people = tuple(person for person in people if len(parts) == 1 or _may_be(person.name, words))

    def serving(when: date | None, wanted: str | None) -> list[Person]:
        return [
            person
            for person in people
            if any(wanted in (None, term.office) for term in index.offices_of(person.id, when))
        ]

    for found, why in (
        (serving(on, office) if office else [], "held that office"),
        (serving(on, None) if on else [], "held office"),
        (serving(None, office) if office else [], "once held that office"),
        (list(people) if country else [], "alone bears that name in the tables"),
    ):
        if len(found) == 1:
            one = found[0]
            return _Named(one.name, one.id, one.country, f"{words!r} is {one.name}, who {why}")
    return _Named(words, None, None, f"{words!r} is in no table")


def _may_be(name: str, words: str) -> bool:
    """Tell whether words may spell the name: two words shared, or the same initials."""
    known, seen = set(WORD.findall(fold(name))), WORD.findall(fold(words))
    return sum(word in known for word in seen) >= 2 or {w[0] for w in seen} <= {w[0] for w in known}


def _held(term: Term, on: date) -> str:
    since = f" since {term.start.isoformat()}" if term.start else ""
    return f"{term.name} was {term.office} of {term.of} on {on.isoformat()}{since} ({term.source})"


# -- which sector, and why ---------------------------------------------------------------------


def _sector(
    phrase: Phrase,
    office: str | None,
    body: ActorEntry | None,
    country: str | None,
    person: _Named,
    on: date | None,
) -> str | None:
    index, role = phrase.index, phrase.main.role if phrase.main else None
    if role is None:
        return index.people.sector(person.id) if person.id else (body.sector if body else None)
    if "former" in phrase.qualifiers and not (person.id and on and index.offices_of(person.id, on)):
        return "ELI"
    if body is not None and body.kind in ("armed_group", "party"):
        standing = index.as_of(body, on)
        return standing.sector
    if role.sector is not None and role.kind != "speaker":
        return role.sector
    organ = next((match.role.sector for match in phrase.roles if match.role.kind == "organ"), None)
    known = index.offices.offices.get(office or "")
    fallback = "GOV" if country else (known.sector if known else None)
    return organ or (body.sector if body else None) or fallback


def _reason(phrase: Phrase, owner: str | None, person: _Named) -> str:
    role = f"role {phrase.main.text!r}" if phrase.main else ""
    of = f"of {owner}" if owner else ""
    first = " ".join(part for part in (role, of) if part)
    return "; ".join(p for p in (first, person.reason) if p) or "no known title, state or organisation"
