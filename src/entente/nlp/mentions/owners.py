"""Whose somebody is: the state or organisation that a noun phrase's modifiers name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from entente.nlp.cuedata import listed, load_table
from entente.nlp.governors import governs
from entente.nlp.mentions.around import Around
from entente.nlp.mentions.choice import choose
from entente.nlp.mentions.names import PlacedName, is_part_of_longer_name, linked_left
from entente.nlp.mentions.phrases import adpositions, conjuncts, relation
from entente.nlp.mentions.roles import FoundRole
from entente.records import Actor

Describe = Callable[[Token], Actor | None]


@dataclass(frozen=True, slots=True)
class Owner:
    """The states, organisation and sector that an actor belongs to, and how the text says so."""

    countries: tuple[str, ...] = ()
    organisation: str | None = None
    sector: str | None = None
    id: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Owned:
    """A role noun whose owner is looked for, and how the nouns around it are described."""

    around: Around
    head: Token
    role: FoundRole
    describe: Describe

    @cached_property
    def names(self) -> list[PlacedName]:
        """The known names among the modifiers before the head that can own it, nearest last."""
        return list(_modifying_names(self.around, self.head))


def owner_of(around: Around, head: Token, role: FoundRole, describe: Describe) -> Owner:
    """Return the owner that the phrase itself names: adjective, possessor, compound, "of", "loyal to"."""
    owned = Owned(around, head, role, describe)
    for find in (_by_adjective, _by_possessor, _by_compound, _by_first_word, _by_preposition, _by_loyalty):
        owner = _joined(list(find(owned)))
        if owner is not None:
            return owner
    return Owner()


def _joined(found: list[Actor]) -> Owner | None:
    if not found:
        return None
    countries: list[str] = []
    for actor in found:
        countries.extend(code for code in (actor.countries or (actor.country,)) if code is not None)
    first = found[0]
    return Owner(tuple(dict.fromkeys(countries)), first.organisation, first.sector, first.id, first.reason)


def _modifying_names(around: Around, head: Token) -> Iterator[PlacedName]:
    seen: set[int] = set()
    for token in linked_left(head):
        name = around.names.get(token.i)
        if name is None or name.first in seen or name.first <= head.i < name.last:
            continue
        seen.add(name.first)
        if not is_qualified_away(around, name) and not _is_split(around, name):
            yield name


def _is_split(around: Around, name: PlacedName) -> bool:
    """Tell whether the name is part of a longer name that is itself a modifier, not the head's."""
    token = around.doc[name.head]
    return is_part_of_longer_name(around.doc, name) and relation(token) != "compound"


def is_qualified_away(around: Around, name: PlacedName) -> bool:
    """Tell whether a hyphen makes the name no owner: "Turkish-backed", "US-led", "Iranian-American"."""
    doc, last = around.doc, name.last
    if name.glued:
        return True
    if last + 1 < len(doc) and doc[last].text in {"-", "–"} and not doc[last - 1].whitespace_:
        word = doc[last + 1]
        table = load_table("mention_nouns")["owners"]
        return word.lower_ in table["hyphen"] or (word.i in around.names and _is_dual(around, name, word.i))
    before = name.first - 2
    if before >= 0 and doc[before + 1].text == "-" and not doc[before].whitespace_ and before in around.names:
        return _is_dual(around, around.names[before], name.first)
    return False


def _is_dual(around: Around, left: PlacedName, right: int) -> bool:
    """Tell "Iranian-American" (one person, two states) from "Sino-Russian" (a pair)."""
    names = (left, around.names[right])
    return all("name" not in name.forms for name in names) and around.doc[left.head].text not in {
        "Sino",
        "Franco",
    }


def _actor(around: Around, name: PlacedName) -> Actor | None:
    entry, reason = choose(around, name)
    if entry is None or entry.kind == "person":
        return None
    sector = entry.sector if entry.kind != "state" else None
    how = "adjective" if entry.form in {"adjective", "demonym"} else "modifier"
    return Actor(
        start=0,
        end=0,
        text=name_text(around, name),
        kind=entry.kind,
        id=entry.id,
        name=entry.name,
        country=entry.country,
        organisation=entry.organisation,
        sector=sector,
        reason=f"{how} {name_text(around, name)!r}" + (f"; {reason}" if reason else ""),
    )


def name_text(around: Around, name: PlacedName) -> str:
    """Return the name as the text writes it."""
    return around.doc[name.first : name.last].text


def _by_adjective(owned: Owned) -> Iterator[Actor]:
    for name in owned.names:
        if name.forms & {"adjective", "demonym", "abbreviation"}:
            actor = _actor(owned.around, name)
            if actor is not None and actor.kind == "state":
                yield actor


def _by_possessor(owned: Owned) -> Iterator[Actor]:
    if not governs(owned.head, "nmod:poss"):
        return
    if owned.head.lemma_.lower() in listed("mention_nouns", "owners", "relational"):
        return
    for child in owned.head.children:
        if child.dep_ == "nmod:poss" and child.pos_ != "PRON":
            yield from (actor for actor in map(owned.describe, conjuncts(child)) if actor is not None)


def _by_compound(owned: Owned) -> Iterator[Actor]:
    about = owned.role.noun.rsplit(" ", 1)[-1] in listed("mention_nouns", "owners", "about")
    for name in owned.names:
        actor = _actor(owned.around, name)
        if actor is not None and not (about and actor.kind == "state" and "abbreviation" not in name.forms):
            yield actor


def _by_first_word(owned: Owned) -> Iterator[Actor]:
    """Yield the state that an institution is named after: "Moscow State University"."""
    if owned.head.pos_ != "PROPN" or owned.role.kind not in {"organ", "company", "media"}:
        return
    for token in linked_left(owned.head):
        entries = {e.id: e for e in owned.around.index.lookup(token.text) if e.kind == "state"}
        if token.pos_ == "PROPN" and token.i not in owned.around.names and len(entries) == 1:
            entry = next(iter(entries.values()))
            reason = f"named after {token.text!r}"
            yield Actor(0, 0, token.text, "state", entry.id, entry.name, entry.country, reason=reason)
            return


def _is_local(role: FoundRole) -> bool:
    """Tell whether the place that somebody is in is their own: protesters, police; no diplomats or troops."""
    last, organs = role.noun.rsplit(" ", 1)[-1], listed("mention_nouns", "owners", "home_organs")
    if role.noun in listed("mention_nouns", "owners", "home_forces") or role.noun in organs or last in organs:
        return True
    if role.kind not in {"group", "person"} or role.sector == "MIL":
        return False
    words = {role.noun, last, role.noun.removesuffix("s"), last.removesuffix("s")}
    return not words & listed("mention_nouns", "owners", "visitors")


def _by_preposition(owned: Owned) -> Iterator[Actor]:
    phrases = list(adpositions(owned.head))
    if not phrases:
        return
    modifiers = listed("mention_nouns", "owners", "home_modifiers")
    local = any(child.lower_ in modifiers for child in owned.head.lefts) or _is_local(owned.role)
    words = listed("mention_nouns", "owners", "any")
    words |= listed("mention_nouns", "owners", "groups") if local else frozenset()
    if governs(owned.head, "nmod:poss"):
        words -= {"from"}
    for word, inner in phrases:
        if word not in words or inner.i < owned.head.i:
            continue
        found = [
            actor for actor in map(owned.describe, conjuncts(inner)) if actor is not None and actor.reason
        ]
        if word == "for" and not _speaks_for(owned.role):
            continue
        if found and any(actor.country or actor.organisation or actor.id for actor in found):
            yield from found
            return
        country = owned.around.places.get(inner.i)
        if country is not None:
            yield Actor(0, 0, inner.text, "state", country, None, country, reason=f"place {inner.text!r}")
            return


def _speaks_for(role: FoundRole) -> bool:
    return role.noun.split(" ")[-1] in listed("mention_nouns", "bridges", "inherit")


def _by_loyalty(owned: Owned) -> Iterator[Actor]:
    loyal = listed("mention_nouns", "owners", "loyal")
    for child in owned.head.children:
        if child.lower_ in loyal and relation(child) in {"amod", "acl"}:
            for grandchild in child.children:
                if relation(grandchild) in {"obl", "nmod"}:
                    actor = owned.describe(grandchild)
                    if actor is not None:
                        yield actor
