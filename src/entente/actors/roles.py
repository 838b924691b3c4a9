"""Role nouns: what "defence minister", "soldiers" or "foreign ministry" say of who bears them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entente.actors import tables
from entente.actors.entries import Role
from entente.actors.folding import WORD, fold
from entente.actors.names import ANY, LOWER, NameFinder

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "wife": "wives",
    "charge": "charges",
    "staff": "staff",
}
_LINKS = ("of", "for", "to", "in", "and", "without")


@dataclass(frozen=True, slots=True)
class RoleMatch:
    """A role noun in a text: ``source[start:end] == text``."""

    start: int
    end: int
    text: str
    role: Role


class RoleTable:
    """Role nouns by hand (``roles.tsv``), titles of offices, and the nouns of the Phoenix agents file."""

    def __init__(self, *, with_open: bool = True) -> None:
        self._by_noun: dict[str, Role] = {}
        self._keys: list[str] = []
        self._finder = NameFinder()
        for role, plural in (*_hand(), *_titles(), *(_open() if with_open else ())):
            self._add(role.noun, role)
            if plural:
                self._add(plural, Role(role.noun, role.sector, role.kind, role.office, plural=True))

    def role(self, noun: str) -> Role | None:
        """Return the role of exactly this noun (singular or plural, any case), None if unknown."""
        return self._by_noun.get(_key(noun))

    def find_all(self, text: str) -> tuple[RoleMatch, ...]:
        """Return the role nouns in the text, left to right, the longest where several begin."""
        return tuple(
            RoleMatch(hit.start, hit.end, text[hit.start : hit.end], self._by_noun[self._keys[hit.keys[0]]])
            for hit in self._finder.find(text)
        )

    @property
    def all(self) -> tuple[Role, ...]:
        """Every role, plurals included."""
        return tuple(self._by_noun.values())

    def _add(self, noun: str, role: Role) -> None:
        key = _key(noun)
        if key and key not in self._by_noun:
            self._by_noun[key] = role
            self._finder.add(noun, ANY if role.kind == "rank" else LOWER, len(self._keys))
            self._keys.append(key)


def plural_of(noun: str) -> str:
    """Return the plural of a role noun: ``ministers of defence``, ``policemen``, ``secretaries``."""
    words = noun.split(" ")
    head = next((at for at, word in enumerate(words) if at and word in _LINKS), len(words)) - 1
    words[head] = _plural_word(words[head])
    return " ".join(words)


def _plural_word(word: str) -> str:
    for single, several in _IRREGULAR.items():
        if word.endswith(single):
            return word[: -len(single)] + several
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("-general"):
        return word.replace("-general", "s-general")
    return word + "s"


def _key(noun: str) -> str:
    return " ".join(WORD.findall(fold(noun)))


def _hand() -> Iterator[tuple[Role, str | None]]:
    for nouns, plurals, sector, kind, office, _source in tables.rows("roles"):
        several = tables.split(plurals)
        for at, noun in enumerate(tables.split(nouns)):
            role = Role(noun, sector or None, kind, office or None, plural=plurals == "=")
            if plurals in ("", "="):
                yield role, None
            elif plurals == "+":
                yield role, plural_of(noun)
            else:
                yield role, several[at]


def _titles() -> Iterator[tuple[Role, str | None]]:
    for id_, sector, _single, titles, _of in tables.rows("offices"):
        for title in dict.fromkeys((*tables.split(titles), id_)):
            if "(" not in title:
                yield Role(title, sector, "office", id_), plural_of(title)


def _open() -> Iterator[tuple[Role, str | None]]:
    titles = {_key(role.noun) for role, _ in _titles()}
    qualifiers = {word for words, _ in tables.rows("qualifiers") for word in tables.split(words)}
    for noun, plural, sector in tables.rows("roles_open"):
        first, _, rest = _key(noun).partition(" ")
        if not (first in qualifiers and rest in titles):  # "interim president" is the office, qualified
            yield Role(noun, sector, "group"), plural or None
