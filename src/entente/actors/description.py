"""Reading a title phrase: whose office, which office, which sector, which person, as of a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from entente.actors import tables
from entente.actors.entries import ActorEntry, NameMatch, Term
from entente.actors.folding import WORD, fold
from entente.actors.index import ActorIndex
from entente.actors.roles import RoleMatch

_BREAK = re.compile(r"[,;()\u2013\u2014]")
_TURN = re.compile(r"\b(?:to|with|against|on|at|in|from|by|near|after|before|who|which|that)\b")
_SMALL = frozenset(
    "the a an of for and mr mrs ms dr sir dame lord lady his her their s its madam sen rep".split()  # noqa: SIM905
)
_ENVOYS = ("ambassador", "special envoy", "permanent representative")
_HEADS = ("leader", "head", "chief", "director", "boss")
_RANKING = {"office": 0, "speaker": 1, "organ": 2, "person": 3, "group": 3, "rank": 4}


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


def describe(text: str, index: ActorIndex, on: date | None = None) -> Description:
    """Return what the words of a noun phrase say of the person or body they describe.

    ``describe("the British foreign secretary", index, date(2018, 9, 5))`` gives GBR, foreign minister,
    GOV, Jeremy Hunt. The phrase may hold titles, apposition and a name; ``on`` is the day it was true.
    """
    return _Reader(text, index, on).read()


class _Reader:
    """One phrase being read: its names, roles and qualifiers, and what they add up to."""

    def __init__(self, text: str, index: ActorIndex, on: date | None) -> None:
        self.text, self.index, self.on = text, index, on
        self.names = index.find_all(text)
        self.roles = [role for role in index.find_roles(text) if not self._inside_name(role)]
        self.main = self._main_role()
        self.qualifiers = _qualifiers(text, self.roles, self.names)

    def read(self) -> Description:
        person = self._named_person()
        entries = self._owners()
        body = next((e for e in entries if e.kind not in ("state", "person")), None)
        countries = tuple(dict.fromkeys(e.country for e in entries if e.country and e.kind == "state"))
        if not countries and body is not None and body.country:
            countries = (body.country,)
        if not countries and body is None and person is not None and person.country:
            countries = (person.country,)
        country = countries[0] if len(countries) == 1 else None
        organisation = body.organisation if body is not None else None
        office = self._office(country, organisation)
        name, person_id = (person.name, person.id) if person else (None, None)
        reason = self._reason(country, organisation, person)
        if name is None:
            name, person_id, why = self._unnamed(office, country, organisation)
            reason = "; ".join(part for part in (reason, why) if part)
        if country is None and person_id and not countries and organisation is None:
            known = self.index.person(person_id)
            country = known.country if known else None
            countries = (country,) if country else ()
        return Description(
            text=self.text,
            country=country,
            countries=countries,
            organisation=organisation,
            office=office,
            role=self.main.role.noun if self.main else None,
            sector=self._sector(office, body, country, person_id),
            person=name,
            person_id=person_id,
            qualifiers=self.qualifiers,
            reason=reason or "no known title, state or organisation",
        )

    # -- the pieces ----------------------------------------------------------------------------

    def _inside_name(self, role: RoleMatch) -> bool:
        return any(
            name.start <= role.start and role.end <= name.end
            for name in self.names
            if all(entry.kind != "state" for entry in name.entries)
        )

    def _main_role(self) -> RoleMatch | None:
        """The role the phrase is about: the best kind in the first part that has one."""
        if not self.roles:
            return None
        parts = _parts(self.text)
        best: RoleMatch | None = None
        for start, end in parts:
            inside = [role for role in self.roles if start <= role.start < end]
            head = _head_roles(self.text, inside)
            if not head:
                continue
            first = min(head, key=lambda role: (_RANKING[role.role.kind], role.start))
            if best is None or _RANKING[first.role.kind] < _RANKING[best.role.kind]:
                best = first
        return best or self.roles[0]

    def _owners(self) -> list[ActorEntry]:
        """The states and organisations that own the main role, or that the phrase itself names."""
        stop = len(self.text)
        if self.main:
            turn = _TURN.search(self.text, self.main.end)
            if turn and self.main.role.kind != "speaker":
                stop = turn.start()
        return self._owners_before(stop) or ([] if self._is_envoy() else self._owners_before(len(self.text)))

    def _owners_before(self, stop: int) -> list[ActorEntry]:
        context = self.text
        owners = []
        for match in self.names:
            if match.start >= stop or all(entry.kind == "person" for entry in match.entries):
                continue
            entry = self.index.prefer(match, context).entry
            if entry is None and len(match.entries) == 1:
                entry = match.entries[0]
            if entry is not None and entry.kind != "person":
                owners.append(entry)
        return owners

    def _is_envoy(self) -> bool:
        return self.main is not None and self.main.role.office in _ENVOYS

    def _named_person(self) -> ActorEntry | None:
        people = [m for m in self.names if any(e.kind == "person" for e in m.entries)]
        for match in people:
            entries = [e for e in match.entries if e.kind == "person"]
            if len(entries) == 1:
                return entries[0]
            countries = {e.country for m in self.names for e in m.entries if e.kind == "state"}
            fitting = [e for e in entries if e.country in countries]
            if len(fitting) == 1:
                return fitting[0]
            serving = [e for e in fitting or entries if self.index.offices_of(e.id, self.on)]
            if len(serving) == 1:
                return serving[0]
        return None

    def _office(self, country: str | None, organisation: str | None) -> str | None:
        if self.main is None or self.main.role.kind not in ("office", "person", "speaker"):
            return None
        if self.main.role.office == "ambassador":
            host = self._host()
            return f"ambassador to {host}" if host else "ambassador"
        if self.main.role.noun in _HEADS:
            return self._head_office(country, organisation)
        for of in (country, organisation):
            if of:
                ids = self.index.offices.office_ids(self.main.role.noun, of)
                for office in ids:
                    if self.index.holder(office, of):
                        return office
                if ids:
                    return ids[0]
        return self.main.role.office

    def _host(self) -> str | None:
        """The state that an ambassador is sent to: the first one named after the title."""
        after = [m for m in self.names if self.main and m.start >= self.main.end]
        link = after and self.main and re.search(r"\b(?:to|in)\b", self.text[self.main.end : after[0].start])
        entry = self.index.prefer(after[0], self.text).entry if link else None
        return entry.country if entry is not None and entry.kind == "state" else None

    def _head_office(self, country: str | None, organisation: str | None) -> str | None:
        """The office that "leader", "chief" or "head" means here: of a body if one is named."""
        assert self.main is not None
        of = organisation or (country if self.main.role.noun == "leader" else None)
        leading = self.index.offices.leading(of) if of else ()
        if of == country:
            filled = [office for office in leading if self.index.holder(office, of or "", self.on)]
            return next(iter(filled or leading), self.main.role.office)
        return leading[0] if len(leading) == 1 else self.main.role.office

    def _unnamed(
        self, office: str | None, country: str | None, organisation: str | None
    ) -> tuple[str | None, str | None, str]:
        """A name no table matched in full: a family name with a title, a stranger, or the holder."""
        rest = _leftover(self.text, self.names, self.roles)
        if rest:
            return self._from_words(rest, office, country)
        if office is None or self.on is None or {"former", "incoming", "deputy"} & set(self.qualifiers):
            return None, None, ""
        if self.main is not None and self.main.role.plural:
            return None, None, ""
        of = organisation if organisation and self.index.holder(office, organisation) else country
        terms = self.index.holder(office, of, self.on) if of else ()
        if len(terms) == 1 and self._single(office):
            return terms[0].name, terms[0].person, _held(terms[0], self.on)
        return None, None, ""

    def _single(self, office: str) -> bool:
        known = self.index.offices.offices.get(office)
        return known.single if known else office.startswith("ambassador to ")

    def _from_words(
        self, words: str, office: str | None, country: str | None
    ) -> tuple[str | None, str | None, str]:
        parts = words.split()
        candidates = self.index.persons_called(parts[-1], country) or (
            self.index.persons_called(parts[0], country) if len(parts) > 1 else ()
        )
        if len(parts) > 1:
            candidates = tuple(p for p in candidates if _may_be(p.name, words))
        held = [p for p in candidates for t in self.index.offices_of(p.id, self.on) if t.office == office]
        in_office = [p for p in candidates if self.index.offices_of(p.id, self.on)] if self.on else []
        ever = [p for p in candidates for t in self.index.offices_of(p.id) if t.office == office]
        for found, why in (
            (held, "held that office"),
            (in_office, "held office"),
            (ever, "once held that office"),
        ):
            ids = list(dict.fromkeys(p.id for p in found))
            if len(ids) == 1:
                return found[0].name, ids[0], f"{words!r} is {found[0].name}, who {why}"
        if len(candidates) == 1 and country is not None:
            return (
                candidates[0].name,
                candidates[0].id,
                f"{words!r} is the only person of that name in the tables",
            )
        return words, None, f"{words!r} is in no table"

    def _sector(
        self, office: str | None, body: ActorEntry | None, country: str | None, person_id: str | None
    ) -> str | None:
        serving = bool(person_id and self.on and self.index.offices_of(person_id, self.on))
        if "former" in self.qualifiers and not serving and self.main is not None:
            return "ELI"
        role = self.main.role if self.main else None
        if office is not None and role is not None and role.kind == "office":
            if body is not None and body.kind in ("armed_group", "party"):
                return body.sector
            return role.sector
        owned = role is not None and (role.kind == "speaker" or role.sector is None)
        if owned:
            organ = next((r.role.sector for r in self.roles if r.role.kind == "organ"), None)
            if organ or (body is not None and body.sector):
                return organ or (body.sector if body else None)
            known = self.index.offices.offices.get(office or "")
            return "GOV" if country else (known.sector if known else None)
        if role is not None:
            return role.sector
        if person_id:
            return self.index.people.sector(person_id)
        return body.sector if body is not None else None

    def _reason(self, country: str | None, organisation: str | None, person: ActorEntry | None) -> str:
        parts = []
        if self.main:
            parts.append(f"role {self.main.text!r}")
        owner = country or organisation
        if owner:
            parts.append(f"of {owner}")
        if person:
            parts.append(f"{person.name} is in the tables")
        return " ".join(parts)


def _parts(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    return list(pairwise(cuts))


def _head_roles(text: str, roles: list[RoleMatch]) -> list[RoleMatch]:
    """Leave out roles that hang on another one: "an aide to the president", "a spokesman for the army"."""
    if not roles:
        return []
    heads = [roles[0]]
    for role in roles[1:]:
        between = text[heads[-1].end : role.start]
        if not re.search(r"\b(?:to|for|of|with|from|by|in|at)\b|['’]s?\s", between):
            heads.append(role)
    first = roles[0]
    if len(roles) > 1 and re.match(r"['’]s?\s", text[first.end :]) and roles[1] not in heads:
        return [roles[1]]
    return heads


@cache
def _qualifier_words() -> dict[str, str]:
    return {word: name for words, name in tables.rows("qualifiers") for word in tables.split(words)}


def _qualifiers(text: str, roles: list[RoleMatch], names: tuple[NameMatch, ...]) -> tuple[str, ...]:
    covered = [(role.start, role.end) for role in roles if role.role.kind == "office"]
    named = [(name.start, name.end) for name in names]
    folded, found = fold(text), []
    for word, name in _qualifier_words().items():
        for match in re.finditer(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", folded):
            inside = any(start <= match.start() < end for start, end in covered)
            if (inside and name != "deputy") or any(start <= match.start() < end for start, end in named):
                continue
            found.append((match.start(), name))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


def _leftover(text: str, names: tuple[NameMatch, ...], roles: list[RoleMatch]) -> str | None:
    """Return the first run of capitalised words that nothing else explains: an unknown person's name."""
    taken = [(name.start, name.end) for name in names] + [(role.start, role.end) for role in roles]
    run: list[str] = []
    end = -1
    for match in WORD.finditer(text):
        word = match.group()
        free = not any(start <= match.start() < stop for start, stop in taken)
        named = (
            free and word[0].isupper() and fold(word) not in _SMALL and fold(word) not in _qualifier_words()
        )
        if named and (not run or text[end : match.start()] in (" ", "-", ". ", "'", "’")):
            run.append(text[end : match.start()] + word if run else word)
            end = match.end()
        elif run:
            break
    return "".join(run) if run else None


def _may_be(name: str, words: str) -> bool:
    """Tell whether words may spell the name: same family, same first letter of the given name."""
    known, seen = set(WORD.findall(fold(name))), WORD.findall(fold(words))
    return sum(word in known for word in seen) >= 2 or {w[0] for w in seen} <= {w[0] for w in known}


def _held(term: Term, on: date) -> str:
    since = f" since {term.start.isoformat()}" if term.start else ""
    return f"{term.name} was {term.office} of {term.of} on {on.isoformat()}{since} ({term.source})"
