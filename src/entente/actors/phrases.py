"""A title phrase taken apart: its names, its role nouns, its qualifiers, and what belongs to what."""

from __future__ import annotations

import re
from functools import cache, cached_property
from itertools import pairwise

from entente.actors import tables
from entente.actors.entries import ActorEntry, NameMatch
from entente.actors.folding import WORD, fold
from entente.actors.index import ActorIndex
from entente.actors.roles import RoleMatch

_BREAK = re.compile(r"[,;()\u2013\u2014]")
_TURN = re.compile(r"\b(?:to|with|against|on|at|in|from|by|near|after|before|who|which|that)\b")
_LINK = re.compile(r"\b(?:to|for|of|with|from|by|in|at)\b|['’]s?\s")
_OWNER = re.compile(r"['’]s?\s")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "the a an of for and mr mrs ms dr sir dame lord lady his her their s its madam sen rep",
    )
)
_ENVOYS = ("ambassador", "special envoy", "permanent representative")
_RANKING = {"office": 0, "speaker": 1, "organ": 2, "person": 3, "group": 3, "rank": 4}


class Phrase:
    """One noun phrase with the known names and role nouns in it; ``main`` is the role it is about."""

    def __init__(self, text: str, index: ActorIndex) -> None:
        self.text, self.index = text, index
        self.names = index.find_all(text)
        self.roles = [role for role in index.find_roles(text) if not self._inside_name(role)]
        self.main = self._main()

    def owners(self) -> list[ActorEntry]:
        """Return the states and bodies that own the main role, or that the phrase itself names."""
        stop = len(self.text)
        if self.main and self.main.role.kind != "speaker":
            turn = _TURN.search(self.text, self.main.end)
            stop = turn.start() if turn else stop
        return self._owners_before(stop) or ([] if self.is_envoy else self._owners_before(len(self.text)))

    @property
    def is_envoy(self) -> bool:
        """Whether the main role is sent to somebody: what follows "to" does not own it."""
        return self.main is not None and self.main.role.office in _ENVOYS

    def host(self) -> str | None:
        """Return the state that an ambassador is sent to: the first one named after the title."""
        after = [match for match in self.names if self.main and match.start >= self.main.end]
        if not after or self.main is None:
            return None
        between = self.text[self.main.end : after[0].start]
        if not re.search(r"\b(?:to|in)\b", between):
            return None
        entry = self.index.prefer(after[0], self.text).entry
        return entry.country if entry is not None and entry.kind == "state" else None

    def persons(self) -> list[tuple[str, list[ActorEntry]]]:
        """Return each name of a person in the phrase as written, with the persons it may stand for."""
        found = [(match.text, [e for e in match.entries if e.kind == "person"]) for match in self.names]
        return [(text, entries) for text, entries in found if entries]

    def leftover(self) -> str | None:
        """Return the first run of capitalised words that nothing else explains: a stranger's name."""
        taken = [(m.start, m.end) for m in self.names] + [(m.start, m.end) for m in self.roles]
        run, end = "", -1
        for match in WORD.finditer(self.text):
            word = match.group()
            free = not any(start <= match.start() < stop for start, stop in taken)
            named = free and word[0].isupper() and fold(word) not in _SMALL | _qualifier_words().keys()
            if named and (not run or self.text[end : match.start()] in (" ", "-", ". ", "'", "’")):
                run, end = (run + self.text[end : match.start()] + word if run else word), match.end()
            elif run:
                break
        return run or None

    @cached_property
    def qualifiers(self) -> tuple[str, ...]:
        """What the phrase adds to the title: former, acting, deputy, incoming, outgoing."""
        covered = [(m.start, m.end) for m in self.roles if m.role.kind == "office"]
        named = [(m.start, m.end) for m in self.names]
        found = []
        for match in WORD.finditer(fold(self.text)):
            name = _qualifier_words().get(match.group())
            inside = any(start <= match.start() < end for start, end in covered)
            if name and not (inside and name != "deputy") and not _within(match.start(), named):
                found.append(name)
        return tuple(dict.fromkeys(found))

    def _inside_name(self, role: RoleMatch) -> bool:
        return any(
            match.start <= role.start and role.end <= match.end
            for match in self.names
            if all(entry.kind != "state" for entry in match.entries)
        )

    def _main(self) -> RoleMatch | None:
        """The role the phrase is about: the best kind that heads one of its parts, the first of those."""
        cuts = [0, *(match.end() for match in _BREAK.finditer(self.text)), len(self.text)]
        heads: list[RoleMatch] = []
        for start, end in pairwise(cuts):
            heads.extend(self._heads([role for role in self.roles if start <= role.start < end]))
        return min(heads, key=lambda match: (_RANKING[match.role.kind], match.start), default=None)

    def _heads(self, roles: list[RoleMatch]) -> list[RoleMatch]:
        """Leave out roles that hang on another one: "an aide to the president"."""
        heads: list[RoleMatch] = []
        for role in roles:
            owner = heads[-1] if heads else None
            if owner and _OWNER.match(self.text[owner.end :]) and len(heads) == 1:
                heads = [role]  # "the president's spokesman"
            elif owner is None or not _LINK.search(self.text[owner.end : role.start]):
                heads.append(role)
        return heads

    def _owners_before(self, stop: int) -> list[ActorEntry]:
        owners = []
        for match in self.names:
            if match.start < stop:
                entry = self._preferred(match)
                if entry is not None and entry.kind != "person":
                    owners.append(entry)
        return owners

    def _preferred(self, match: NameMatch) -> ActorEntry | None:
        return self.index.prefer(match, self.text).entry


def _within(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


@cache
def _qualifier_words() -> dict[str, str]:
    return {word: name for words, name in tables.rows("qualifiers") for word in tables.split(words)}
