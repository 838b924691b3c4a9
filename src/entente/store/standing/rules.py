"""What makes two reports speak of one relation: the rules of ``rules.toml``, looked up."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"^(?:the )?(?:1[6-9]|20)\d\d\b(?!\s*[-–/])|\bof (?:1[6-9]|20)\d\d$|\((?:1[6-9]|20)\d\d\)")
_OUR = re.compile(r"(?<=\w\w\w)our")
_CAPITAL = re.compile(r"\b[^\W_]*[^\W\d_a-z][^\W_]*")


@dataclass(frozen=True, slots=True)
class Kind:
    """How relations of one kind are told apart."""

    content: tuple[str, ...] = ()
    ordered: bool = False
    sent: bool = False
    each: str | None = None  # "area" or "member"
    level: str | None = None
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole table."""

    kinds: Mapping[str, Kind]
    same_time: int
    vague: int
    slack: int
    order: tuple[str, ...]
    final: frozenset[str]
    against: frozenset[frozenset[str]]
    forms: frozenset[str]
    plain: frozenset[str]
    recurring: frozenset[str]
    missions: frozenset[str]
    empty: frozenset[str]
    same: Mapping[str, str]

    def kind(self, name: str) -> Kind:
        """Return the rules of a kind; one that the table lacks is told apart by its name."""
        return self.kinds.get(name, Kind(content=("name",)))

    def stage(self, status: str | None) -> int:
        """Return how far along a status is."""
        return self.order.index(status) if status in self.order else -1


@cache
def rules() -> Rules:
    """Return the rules by which reports are merged."""
    table = tomllib.loads(files("entente.store.standing").joinpath("rules.toml").read_text("utf-8"))
    days, words = table["days"], table["words"]
    return Rules(
        kinds={name: _kind(given) for name, given in table["kinds"].items()},
        same_time=days["same_time"],
        vague=days["vague"],
        slack=days["slack"],
        order=tuple(table["status"]["order"]),
        final=frozenset(table["status"]["final"]),
        against=frozenset(frozenset(pair) for pair in table["trend"]["against"]),
        forms=frozenset((*words["plain"], *words["forms"])),
        plain=frozenset(words["plain"]),
        recurring=frozenset(words["recurring"]),
        missions=frozenset(words["missions"]),
        empty=frozenset(words["empty"]),
        same=words["same"],
    )


def _kind(given: Mapping[str, Any]) -> Kind:
    return Kind(**{**given, "content": tuple(given.get("content", ()))})


def proper_words(text: str | None) -> frozenset[str]:
    """Return those words of a name that are written with a capital: what it is called, not what it is."""
    return frozenset(word for found in _CAPITAL.findall(text or "") for word in _words(found)) - rules().forms


def names_mission(text: str | None) -> bool:
    """Tell whether a name is that of one mission, such as "embassy"; "embassies" are those of both sides."""
    return bool(rules().missions & set(_WORD.findall((text or "").casefold())))


def content_words(text: str | None, leave_out: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the words that tell a name apart, sorted: "The Friendship Treaty" gives friendship, treaty.

    Case, articles, plurals, spelling variants, the year of a paper, the names in ``leave_out`` and words
    for any paper do not count, unless nothing else remains.
    """
    found = _words(text)
    others = {word for name in leave_out for word in _words(name)}
    told = found - others or found
    return tuple(sorted(told - rules().plain or told))


@lru_cache(maxsize=20_000)
def _words(text: str | None) -> frozenset[str]:
    table = rules()
    plain = unicodedata.normalize("NFKC", text or "").casefold().replace("’", "'").replace("'s", "")
    plain = _OUR.sub("or", _YEAR.sub(" ", plain))  # neighbourly and neighborly
    found: set[str] = set()
    for word in _WORD.findall(plain):
        single = _singular(word)
        for one in table.same.get(word, table.same.get(single, single)).split():
            found.add(one)
    return frozenset(found - table.empty)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith("oes"):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
