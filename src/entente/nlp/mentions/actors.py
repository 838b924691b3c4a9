"""Which actor a noun phrase stands for, read from its head, its modifiers and its appositions."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from entente.actors import ActorEntry
from entente.nlp.cuedata import listed, load_table
from entente.nlp.governors import governs
from entente.nlp.mentions.around import Around
from entente.nlp.mentions.choice import choose
from entente.nlp.mentions.names import (
    PlacedName,
    is_of_name,
    is_part_of_longer_name,
    modifies_noun,
)
from entente.nlp.mentions.owners import Owner, is_qualified_away, owner_of
from entente.nlp.mentions.persons import describe_holder, describe_person, person_name
from entente.nlp.mentions.phrases import adpositions, appositions, is_plural, relation
from entente.nlp.mentions.roles import FoundRole, is_former, may_name_role
from entente.records import Actor

_PROPER = {"university": ("organ", "EDU"), "bank": ("company", "BUS")}


def chain_of(head: Token) -> list[Token]:
    """Return the head and the heads that rename it: appositions and titles before a name."""
    return [member for token in (head, *appositions(head)) for member in (token, *_titles(token))]


def _titles(token: Token) -> list[Token]:
    if not governs(token, "nmod:desc"):
        return []
    return [child for child in token.lefts if child.dep_ == "nmod:desc" and child.pos_ in {"NOUN", "PROPN"}]


def describe(around: Around, head: Token) -> Actor | None:
    """Return the actor that the phrase headed by a token stands for, without its span; None for no actor."""
    if head.i not in around.described:
        if not is_promising(around, head) and not governs(head, "appos"):
            around.described[head.i] = None
            return None
        around.described[head.i] = None  # a phrase never owns itself
        chain = chain_of(head)
        own, *others = (_read(around, token) for token in chain)
        parts = [part for part in (own, *others) if part is not None]
        around.described[head.i] = _merge(parts, own, chain) if parts else None
    return around.described[head.i]


def _merge(parts: list[Actor], own: Actor | None, chain: list[Token]) -> Actor | None:
    """Return one actor of a head and what renames it; the head leads unless a name follows it."""
    named = [part for part in parts if part.person is not None]
    lead = (named[0] if named else None) or own or parts[0]  # the head's own name comes first
    if own is not None and own.kind not in {"person", "group", "unknown"} and lead.kind == "person":
        lead = own  # "Turkey, Erdogan's country" stays Turkey
    for part in parts:
        unserving = lead.kind == "person" and lead.country is not None and lead.office is None
        if unserving and _serves(part) and not any(is_former(token) for token in chain):
            lead = replace(lead, country=None, sector=None)  # "UN chief António Guterres": not Portugal's
        lead = _complete(lead, part)
    return lead


def _complete(lead: Actor, part: Actor) -> Actor:
    """Fill what the leading description leaves open from another one, where the two can be the same."""
    if part is lead or lead.kind in {"state", "igo", "plural"}:
        return lead
    if lead.kind == "person" and part.kind in {"person", "unknown"}:
        if lead.person and part.person and lead.person != part.person and part.office is None:
            return lead
        clash = bool(lead.country and part.country and lead.country != part.country)
        if clash and lead.office is None:
            lead = replace(lead, id=None, country=None, sector=None)
        elif clash:
            return lead
        return replace(
            lead,
            country=lead.country or (part.country if lead.organisation is None else None),
            organisation=lead.organisation or (part.organisation if lead.country is None else None),
            sector=lead.sector or part.sector,
            office=part.office or lead.office,
            countries=lead.countries or part.countries,
            reason=lead.reason if lead.country else part.reason or lead.reason,
        )
    if lead.country is None and part.kind == lead.kind:
        return replace(lead, country=part.country, organisation=lead.organisation or part.organisation)
    return lead


def _serves(part: Actor) -> bool:
    """Tell whether a title says that somebody acts for an organisation now."""
    return bool(part.office and part.organisation and part.country is None)


def is_promising(around: Around, head: Token) -> bool:
    """Tell quickly whether a noun can head an actor's phrase: a name, or a noun that a table knows."""
    if head.pos_ != "NOUN" or head.i in around.names:
        return True
    return may_name_role(head, around.index) or head.lemma_.lower() in _nouns() or head.lower_ in _nouns()


@cache
def _nouns() -> frozenset[str]:
    """Return the nouns that the tables treat apart from roles."""
    table = load_table("mention_nouns")
    phrases = {phrase.rsplit(" ", 1)[-1] for phrase in table["uncoded"]["phrases"]}
    lists = (
        table["bridges"]["quantities"],
        table["generic"]["nouns"],
        table["generic"]["members"],
        table["uncoded"]["nouns"],
        table["equipment"]["nouns"],
        load_table("mention_choice")["pairs"],
    )
    return frozenset(phrases.union(*lists))


def _read(around: Around, head: Token) -> Actor | None:
    """Return what one head says by itself: a known name, a person, a role noun or a proper name."""
    named = head.i in around.names and head.text.isupper()
    if head.pos_ in {"PRON", "VERB", "AUX", "ADV", "PUNCT", "DET"} and not named:
        return None
    pair = load_table("mention_choice")["pairs"].get(head.lower_)
    if pair is not None and head.text[:1].isupper():
        return Actor(0, 0, head.text, "plural", countries=tuple(pair), reason="two states by one name")
    name = around.names.get(head.i)
    whole = name is not None and name.first <= head.i < name.last
    person = person_name(around, head)
    if person is not None and not (whole and name is not None and _outranks(name, person.last)):
        return _with_owner(around, head, describe_person(around, person))
    if name is not None and whole and name.match.text in around.surnames and _acts_as_person(head):
        return Actor(0, 0, head.text, "person", name=head.text, person=head.text, reason="short name")
    if name is not None and whole and not is_part_of_longer_name(around.doc, name):
        known = _by_name(around, head, name)
        if known is not None:
            return known
    return _by_noun(around, head)


def _with_owner(around: Around, head: Token, actor: Actor) -> Actor:
    """Return a person whose state the phrase names: "Japan's Shinzo Abe", "Narendra Modi of India"."""
    if actor.country is not None or actor.organisation is not None:
        return actor
    role = FoundRole("person", head.i, "person", None)
    owner = owner_of(around, head, role, lambda token: describe(around, token))
    if len(owner.countries) > 1 or not (owner.countries or owner.organisation):
        return actor
    country = owner.countries[0] if owner.countries else None
    return replace(actor, country=country, organisation=owner.organisation, reason=owner.reason)


def _acts_as_person(head: Token) -> bool:
    """Tell whether a name that is somebody's surname and a place's stands where the person would."""
    return relation(head) == "nsubj" or head.dep_ == "nmod:poss"


def _outranks(name: PlacedName, last: int) -> bool:
    return name.last >= last and "person" not in name.forms


def _by_name(around: Around, head: Token, name: PlacedName) -> Actor | None:
    entry, reason = choose(around, name)
    text = around.doc[name.first : name.last].text
    if entry is None:
        if "organ" in name.kinds:
            return None
        return Actor(0, 0, text, "unknown", reason=reason)
    if entry.form in {"adjective", "demonym"}:
        return _by_people(head, entry, text, reason)
    halves = _halves(around, name, text)
    if halves:
        return Actor(0, 0, text, "plural", countries=halves, reason="two states by one name")
    if entry.kind == "organ" and _is_anothers(around, head, entry):
        return None
    return from_entry(around.index.as_of(entry, around.on), text, reason)


def _halves(around: Around, name: PlacedName, text: str) -> tuple[str, ...]:
    """Return the states of "North and South Korea", where the first is cut short, else nothing."""
    doc, first = around.doc, name.first
    words = text.split()
    if first < 2 or doc[first - 1].lower_ not in {"and", "or"} or len(words) < 2 or first - 2 in around.names:
        return ()
    other = [
        e for e in around.index.lookup(f"{doc[first - 2].text} {' '.join(words[1:])}") if e.kind == "state"
    ]
    return (other[0].id, name.entries[0].id) if len({e.id for e in other}) == 1 else ()


def _is_anothers(around: Around, head: Token, entry: ActorEntry) -> bool:
    """Tell whether the phrase gives a known organ's name to another state's: "Brazil's Supreme Court"."""
    role = around.role_at(head) or FoundRole("organ", head.i, "organ", None)
    owner = owner_of(around, head, role, lambda token: describe(around, token))
    return bool(owner.countries) and entry.country not in owner.countries


def from_entry(entry: ActorEntry, text: str, reason: str | None = None) -> Actor:
    """Return the actor of a table entry; bare states have no sector."""
    return Actor(
        start=0,
        end=0,
        text=text,
        kind=entry.kind,
        id=entry.id,
        name=entry.name,
        country=entry.country,
        organisation=entry.organisation,
        sector=None if entry.kind == "state" else entry.sector,
        person=entry.name if entry.kind == "person" else None,
        reason=reason or f"{entry.form} in the actor tables",
    )


def _by_people(head: Token, entry: ActorEntry, text: str, reason: str | None) -> Actor | None:
    """Return the people that a nationality noun names: "the Japanese", "two Russians"."""
    if head.pos_ == "ADJ" and not any(child.dep_ in {"det", "nummod", "amod"} for child in head.children):
        return None
    kind = (
        "group"
        if is_plural(head) or head.pos_ == "ADJ" or head.text.endswith(("ese", "sh", "ch"))
        else "person"
    )
    return Actor(
        0,
        0,
        text,
        kind,
        entry.id,
        entry.name,
        entry.country,
        entry.organisation,
        entry.sector if entry.kind != "state" else None,
        reason=reason or "people of the state",
    )


def _by_noun(around: Around, head: Token) -> Actor | None:
    lemma = head.lemma_.lower()
    if lemma in listed("mention_nouns", "generic", "members") and is_plural(head):
        members = _by_membership(around, head)
        if members is not None:
            return members
    if _is_uncoded(head):
        return _uncoded(head)
    if _is_generic(head):
        return None
    if lemma == "side" and head.pos_ == "NOUN":
        return _by_side(around, head)
    if not listed("mention_nouns", "bridges", "quantities").isdisjoint((lemma, head.lower_)):
        inner = next((t for word, t in adpositions(head) if word == "of" and t.i > head.i), None)
        if inner is not None:
            return describe(around, inner)
    role = around.role_at(head)
    if role is None:
        return _by_proper_noun(around, head)
    actor = _by_role(around, head, role)
    equipment = lemma in listed("mention_nouns", "equipment", "nouns")
    unowned = actor is not None and not (actor.country or actor.countries or actor.organisation)
    return None if unowned and equipment else actor


def _by_membership(around: Around, head: Token) -> Actor | None:
    """Return the group of "SCO member states": they belong to the organisation named, else are nobody."""
    role = FoundRole("member", head.i, "group", None)
    owner = owner_of(around, head, role, lambda token: describe(around, token))
    if owner.organisation is None:
        return None
    return Actor(0, 0, head.text, "group", organisation=owner.organisation, reason=owner.reason)


def _by_side(around: Around, head: Token) -> Actor | None:
    """Return the state of "the Russian side"; other sides are resolved in the discourse or not at all."""
    owner = owner_of(around, head, FoundRole("side", head.i, "state", None), lambda t: describe(around, t))
    if len(owner.countries) != 1:
        return None
    return Actor(0, 0, head.text, "state", owner.countries[0], None, owner.countries[0], reason=owner.reason)


def _by_role(around: Around, head: Token, role: FoundRole) -> Actor | None:
    owner = owner_of(around, head, role, lambda token: describe(around, token))
    if role.kind == "person":
        return _with_sector(describe_holder(around, head, role, owner), role, owner)
    kind = role.kind if role.kind != "igo" else "unknown"
    several = owner.countries if len(owner.countries) > 1 else ()
    if kind == "unknown" and owner.countries:
        return None
    actor = Actor(
        start=0,
        end=0,
        text=head.text,
        kind="plural" if several and is_office_like(role) else kind,
        country=owner.countries[0] if len(owner.countries) == 1 else None,
        organisation=owner.organisation,
        sector=role.sector,
        office=role.noun if role.office else None,
        countries=several,
        reason=owner.reason or ("no owner named" if kind != "unknown" else "no name given"),
    )
    return _with_sector(actor, role, owner)


def is_office_like(role: FoundRole) -> bool:
    """Tell whether several states each have one of these ("the presidents of Serbia and Kosovo")."""
    return role.office is not None or role.kind == "organ"


def _with_sector(actor: Actor, role: FoundRole, owner: Owner) -> Actor:
    """Inherit the sector where the noun only speaks for somebody: "a spokesman for the army"."""
    bridges = listed("mention_nouns", "bridges", "inherit")
    bridge = role.noun.split(" of ")[0].rsplit(" ", 1)[-1] in bridges and role.office is None
    if not bridge or owner.sector is None:
        return actor
    rebels = role.sector == "MIL" and owner.sector in {"REB", "UAF", "PRM"}
    return replace(actor, sector=owner.sector) if role.sector in {None, "GOV"} or rebels else actor


def _is_generic(head: Token) -> bool:
    lemma = head.lemma_.lower()
    if lemma not in listed("mention_nouns", "generic", "nouns"):
        return governs(head, "det") and any(
            child.lower_ in {"no", "any", "which", "what"} for child in head.lefts if child.dep_ == "det"
        )
    determiners = listed("mention_nouns", "generic", "determiners")
    if any(child.lower_ in determiners for child in head.lefts if child.dep_.startswith("det")):
        return True
    acting = lemma in listed("mention_nouns", "generic", "acting_nouns")
    return acting and lemma != "government" and not _is_uncoded(head)


def _is_uncoded(head: Token) -> bool:
    """Tell "the West", "Western nations", "major powers": actors without a code."""
    modifiers = [t.lower_ for t in head.lefts if relation(t) in {"amod", "compound"}]
    words = " ".join([*modifiers, head.lower_])
    if words in listed("mention_nouns", "uncoded", "phrases") and (
        modifiers or any(t.dep_ == "det" for t in head.lefts)
    ):
        return head.pos_ in {"NOUN", "PROPN", "ADJ"} and (bool(modifiers) or head.text[:1].isupper())
    if not modifiers or head.lemma_.lower() not in listed("mention_nouns", "uncoded", "nouns"):
        return False
    return not listed("mention_nouns", "uncoded", "adjectives").isdisjoint(modifiers)


def _uncoded(head: Token) -> Actor:
    return Actor(0, 0, head.text, "unknown", reason="names no single state or organisation")


def _by_proper_noun(around: Around, head: Token) -> Actor | None:
    """Return an organisation that only its own name tells: "Moscow State University", "Bank of China"."""
    if head.pos_ != "PROPN" or around.types.get(head.i) in {"PLACE", "PERSON", "TIME", "EVENT", "ABSTRACT"}:
        return None
    if around.types.get(head.i) != "ORGANIZATION":
        return None
    return Actor(0, 0, head.text, "unknown", reason="an organisation that the tables do not know")


def is_adjectival(around: Around, name: PlacedName) -> bool:
    """Tell whether a placed name only modifies a noun, and so is an owner and no phrase of its own."""
    return modifies_noun(around.doc, name) or is_qualified_away(around, name)


def is_closed_name(around: Around, name: PlacedName) -> bool:
    """Tell whether the name is the end of another proper name that is no role: "Bank of China"."""
    governor = around.doc[name.head].head
    return is_of_name(around.doc, name) and around.role_at(governor) is None
