"""Persons: where a name ends and its title begins, who the tables know by it, who holds an office."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from spacy.tokens import Doc, Token

from entente.actors import ActorEntry, Term
from entente.actors.search import spelled_alike
from entente.nlp.cuedata import load_table
from entente.nlp.mentions.around import Around
from entente.nlp.mentions.owners import Owner
from entente.nlp.mentions.phrases import name_span, relation
from entente.nlp.mentions.roles import FoundRole
from entente.records import Actor

_INDEFINITE = frozenset(
    {"a", "an", "another", "any", "no", "some", "next", "future", "then", "acting", "incoming", "elect"}
)
_HEADS = frozenset({"leader", "head", "chief", "boss"})  # whoever leads, whatever the office is called
_POSSESSIVE = re.compile(r"[`'’´]s?$")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A personal name on its tokens, without titles, and the noun that gives the title, if any."""

    first: int
    last: int
    title: Token | None


def name_text(doc: Doc, name: PersonName) -> str:
    """Return the name as written, without a possessive ending that the tokens may carry ("Wei`s")."""
    return _POSSESSIVE.sub("", doc[name.first : name.last].text)


def person_name(around: Around, head: Token) -> PersonName | None:
    """Return the personal name that a phrase is headed by, or None when it is no person's name."""
    if head.pos_ not in {"PROPN", "X"}:
        return None
    first, last = name_span(head)
    later = next(
        (c for c in head.rights if relation(c) == "flat" and c.i >= last and c.pos_ == "PROPN"), None
    )
    if later is not None and around.role_at(head) is not None:
        return PersonName(later.i, later.right_edge.i + 1, head)
    if last == head.i + 1 and around.role_at(head) is not None:
        return None
    first, title = _cut_titles(around, head, first, last)
    if first >= last or head.doc[last - 1].text.islower():
        return None
    name = PersonName(first, last, title)
    return name if _is_person(around, head, name) else None


def _cut_titles(around: Around, head: Token, first: int, last: int) -> tuple[int, Token | None]:
    """Return where the name begins after its titles, and the last title noun before it."""
    doc, title = head.doc, None
    courtesy = load_table("mention_nouns")["names"]["courtesy"]
    for token in doc[first:last]:
        known = around.names.get(token.i)
        is_role = token.i + 1 < last and known is None and around.role_at(token) is not None
        if is_role and _is_title(token):
            first, title = token.i + 1, token
        elif token.lower_ in courtesy and token.i == first:
            first, title = token.i + 1, title or token
    if title is None:
        title = next((t for t in head.lefts if t.dep_ == "nmod:desc" and t.pos_ in {"NOUN", "PROPN"}), None)
    if title is None and relation(head) == "flat" and head.head.pos_ in {"NOUN", "PROPN"}:
        title = head.head
    return first, title


def _is_title(token: Token) -> bool:
    return (
        token.lower_ not in {"prince", "king", "bishop", "pope", "marshal", "judge", "major"}
        or token.i == token.sent.start
    )


def _is_person(around: Around, head: Token, name: PersonName) -> bool:
    known = around.names.get(name.first)
    if known is not None and known.last >= name.last and "person" not in known.forms:
        return False
    if name.title is not None:
        role = around.role_at(name.title)
        if role is None:
            return name.title.lower_ in load_table("mention_nouns")["names"]["courtesy"]
        return role.kind in {"person", "group"}
    kind = around.types.get(head.i)
    if kind is not None:
        return kind == "PERSON" or (known is not None and "person" in known.forms)
    if known is not None and "person" in known.forms:
        return True
    return name.last - name.first >= 2 and relation(head.doc[name.first + 1]) == "flat" and kind is None


def known_person(around: Around, name: PersonName) -> ActorEntry | None:
    """Return the one person whom the tables know by this name, or None when none or several fit."""
    text = name_text(around.doc, name)
    entries = [entry for entry in around.index.lookup(text) if entry.kind == "person"]
    if not entries:
        words = set(text.casefold().replace("-", " ").split())
        placed = [around.names[i] for i in range(name.first, name.last) if i in around.names]
        near = {e.id: e for p in placed for e in p.entries if e.kind == "person"}
        entries = [e for e in near.values() if words <= set(e.name.casefold().replace("-", " ").split())]
    unique = {entry.id: entry for entry in entries} or _by_spelling(around, name, text)
    if len(unique) > 1 and around.on is not None:
        unique = {key: e for key, e in unique.items() if in_office(around, key, around.on)} or unique
    return next(iter(unique.values())) if len(unique) == 1 else None


def _by_spelling(around: Around, name: PersonName, text: str) -> dict[str, ActorEntry]:
    """Return whom a name unknown as written may mean: in another romanisation, or a leader's surname."""
    if around.on is None:
        return {}
    if name.last - name.first > 1:
        found = [person for person in spelled_alike(text, around.index) if " " in person.name]
    elif _is_somebody_elses(around, name):
        return {}
    else:
        found = list(around.index.persons_in_office(text, around.on))
    entries = (around.index.lookup(person.name) for person in found)
    return {e.id: e for known, person in zip(entries, found, strict=True) for e in known if e.id == person.id}


def _is_somebody_elses(around: Around, name: PersonName) -> bool:
    """Tell whether the document gives the surname to a person of its own: "Anne Abe", later "Abe"."""
    surname = around.doc[name.first].text
    return any(
        token.text == surname
        and token.i > 0
        and relation(token) in {"flat", "compound"}
        and around.doc[token.i - 1].pos_ == "PROPN"
        for token in around.doc
    )


def in_office(around: Around, person: str, on: date) -> bool:
    """Tell whether the tables show the person in an office on that day."""
    return bool(around.index.offices_of(person, on))


def describe_person(around: Around, name: PersonName) -> Actor:
    """Return the actor that a personal name stands for: who the tables know, else the name as written."""
    text = name_text(around.doc, name)
    entry = known_person(around, name)
    actor = Actor(start=0, end=0, text=text, kind="person", name=text, person=text, reason="personal name")
    if entry is None:
        return actor
    entry = around.index.as_of(entry, around.on)
    actor = replace(
        actor, id=entry.id, name=entry.name, person=entry.name, country=entry.country, reason="known person"
    )
    if around.index.standing(entry.id, around.on) is not None:
        actor = replace(actor, sector=entry.sector)
    terms = around.index.offices_of(entry.id, around.on) if around.on is not None else ()
    if not terms:
        return replace(actor, organisation=entry.organisation)
    term = terms[0]
    return replace(
        actor,
        country=term.country if term.organisation else term.country or entry.country,
        organisation=term.organisation or entry.organisation,
        sector=_sector(around, term.office) or entry.sector,
        office=term.office,
        reason=f"in office on {around.on}",
    )


def _sector(around: Around, office: str) -> str | None:
    role = around.index.role(office)
    return role.sector if role is not None else "GOV"


def describe_holder(around: Around, head: Token, role: FoundRole, owner: Owner) -> Actor:
    """Return an unnamed office-holder; the tables name the person when one held the office that day."""
    country = owner.countries[0] if len(owner.countries) == 1 else None
    actor = Actor(
        start=0,
        end=0,
        text=head.text,
        kind="person",
        country=country,
        organisation=owner.organisation,
        sector="ELI" if role.former and role.sector == "GOV" else role.sector or owner.sector,
        office=role.noun,
        countries=owner.countries if len(owner.countries) > 1 else (),
        reason=owner.reason,
    )
    office = role.noun if role.noun in _HEADS else _office(around, role, country or owner.organisation)
    if role.former or office is None or around.on is None or not is_definite(head):
        return actor
    if office in _HEADS and owner.organisation is None and office != "leader":
        return actor
    if any(
        around.index.holder(f"{office} (acting)", of, around.on) for of in (country, owner.organisation) if of
    ):
        return actor  # somebody stands in; the text may mean either
    outgoing = any(child.lower_ == "outgoing" for child in head.lefts)
    return with_holder(around, actor, office, outgoing=outgoing)


def _office(around: Around, role: FoundRole, of: str | None) -> str | None:
    """Return the office that the title names there: India's home secretary is a civil servant."""
    if role.office is None or of is None:
        return role.office
    offices = around.index.offices
    ids = offices.office_ids(role.noun, of)
    return next((id_ for id_ in ids if offices.holder(id_, of, None)), role.office)


def _holders(around: Around, office: str, of: str, day: date) -> tuple[Term, ...]:
    """Return who held the office; "the leader" or "the head" is who leads the state or organisation."""
    if office not in _HEADS:
        return around.index.holder(office, of, day)
    leading = around.index.offices.leading(of)
    if of not in around.index.states and len(leading) != 1:
        return ()
    return next((held for one in leading if (held := around.index.holder(one, of, day))), ())


def with_holder(around: Around, actor: Actor, office: str, *, outgoing: bool = False) -> Actor:
    """Return the actor with the person who held the office on the document's day, when exactly one did."""
    of = actor.country or actor.organisation
    if of is None or around.on is None:
        return actor
    day = around.on if not outgoing else around.on - timedelta(days=1)  # on the day itself both hold it
    terms = {term.person: term for term in _holders(around, office, of, day)}
    if len(terms) != 1:
        return actor
    term = next(iter(terms.values()))
    if around.index.offices.is_shared(term.office, of):
        return actor  # one of several who speak for it
    reason = (
        f"{actor.reason}; {term.office} on {around.on}" if actor.reason else f"{term.office} on {around.on}"
    )
    return replace(actor, id=term.person, name=term.name, person=term.name, reason=reason)


def is_definite(head: Token) -> bool:
    """Tell whether a phrase means one known holder: "the …" or "France's …", not "a …" or "another …"."""
    words = {child.lower_ for child in head.lefts}
    return not words & _INDEFINITE


@lru_cache(maxsize=16_384)
def name_words(name: str) -> tuple[str, ...]:
    """Return a name's words, folded: no case, accents, hyphens or initials' full stops."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(word.strip(".") for word in plain.replace("-", " ").split() if word.strip("."))
