"""What an argument must be: the small language of ``needs`` and ``bars`` in frames and cue tables.

A condition is a pair ``slots = alternatives``, both sides joined by ``|``::

    "obj"                = "@agreement|deal"      the object is a word of the class, or "deal"
    "obl:with|compound"  = "@drone"               either slot is filled by a word of the class
    "obj"                = ":person|:state"       the object is an actor of one of these kinds
    "obj"                = "*"                    the object is there, whatever it is

A bare word is a lemma, ``@word`` a class of ``classes.toml``, ``:word`` a kind of actor
(``records.ACTOR_KINDS``), a sector (``:MIL``), ``:place``, or one of the groups ``KIND_GROUPS``.

Slots are read off the parse (UD v2): ``subj`` and ``obj`` are the *logical* subject and object (the
passive is undone by the reader), ``iobj``, ``obl:<preposition>``, ``comp`` (an xcomp, ccomp or
advcl/acl with "to"), ``advcl`` (any adverbial clause), ``poss``, ``nmod:<preposition>``, ``amod``,
``compound``, ``advmod``, ``det``, ``mark``, ``host`` (the light verb that carries a noun) and
``host:subj|obj|iobj|comp|obl:<p>`` (its arguments), ``place`` (the state where it happens). ``a>b`` is
the slot ``b`` of the word that fills slot ``a``: ``obj>poss``. ``>owner`` and ``>target`` are short for
the usual slots of whoever has a thing and whoever it is aimed at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from entente.errors import CodebookError
from entente.records import ACTOR_KINDS

SECTORS = frozenset(
    (
        "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM",
        "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "OPP", "PRE", "REF", "REL", "SOC",
    )
)  # fmt: skip
KIND_GROUPS: Mapping[str, frozenset[str]] = {
    "actor": frozenset(ACTOR_KINDS),
    "power": frozenset({"state", "organ", "igo", "plural", "unknown"}),
    "people": frozenset({"person", "group"}),
    "body": frozenset({"state", "organ", "igo", "ngo", "company", "media", "armed_group", "party", "plural"}),
    "armed": frozenset({"armed_group", "MIL", "COP", "REB", "PRM", "UAF", "SPY"}),
    "officer": frozenset({"person", "GOV", "MIL", "LEG", "JUD", "PTY", "COP", "SPY"}),
}
KINDS = frozenset(ACTOR_KINDS) | SECTORS | {"place"}

OWNER = ("poss", "amod", "compound", "nmod:of", "nmod:by", "nmod:from")
TARGET = ("nmod:on", "nmod:against", "nmod:to", "nmod:towards", "nmod:with", "nmod:for", "nmod:in")
_MACROS: Mapping[str, tuple[str, ...]] = {"owner": OWNER, "target": TARGET}
_SLOT = re.compile(
    r"subj|obj|iobj|comp|advcl|poss|amod|compound|advmod|det|mark|aux|place|host"
    r"|(?:obl|nmod):[a-z][a-z ]*|host:(?:subj|obj|iobj|comp|obl:[a-z][a-z ]*)"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """Any of ``slots`` is filled by one of the lemmas or by an actor of one of the kinds."""

    slots: tuple[str, ...]
    lemmas: frozenset[str]
    kinds: frozenset[str]
    anything: bool = False

    def admits(self, lemmas: Collection[str], kinds: Collection[str] = ()) -> bool:
        """Whether a filler with these lemmas ("law", "martial law") and kinds is one that is meant."""
        return (
            self.anything
            or not self.lemmas.isdisjoint(lemmas)
            or bool(kinds and not self.kinds.isdisjoint(kinds))
        )


def read_conditions(
    table: Mapping[str, str], classes: Mapping[str, frozenset[str]], where: str
) -> tuple[Condition, ...]:
    """The conditions that a TOML table ``{slots = "alternatives"}`` states.

    Raises CodebookError, naming ``where``, for an unknown slot, class or kind.
    """
    return tuple(read_condition(slots, wanted, classes, where) for slots, wanted in table.items())


def read_condition(slots: str, wanted: str, classes: Mapping[str, frozenset[str]], where: str) -> Condition:
    """One condition of :func:`read_conditions`."""
    lemmas: set[str] = set()
    kinds: set[str] = set()
    for word in wanted.split("|"):
        if word.startswith("@"):
            lemmas |= class_words(word, classes, where)
        elif word.startswith(":"):
            kinds |= _kinds(word[1:], where)
        elif word != "*":
            lemmas.add(word)
    return Condition(
        slots=read_slots(slots.split("|"), where),
        lemmas=frozenset(lemmas),
        kinds=frozenset(kinds),
        anything="*" in wanted.split("|"),
    )


def class_words(word: str, classes: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    """The lemmas of ``@name``; raises CodebookError when there is no such class."""
    if word[1:] not in classes:
        raise CodebookError(f"{where}: {word!r} is not a word class. See codebook/classes.toml.")
    return classes[word[1:]]


def _kinds(word: str, where: str) -> frozenset[str]:
    if word in KIND_GROUPS:
        return KIND_GROUPS[word]
    if word not in KINDS:
        raise CodebookError(f"{where}: ':{word}' is neither a kind of actor nor a sector.")
    return frozenset({word})


@cache
def _is_slot(slot: str) -> bool:
    return all(_SLOT.fullmatch(step) for step in slot.split(">"))


def read_slots(slots: Iterable[str], where: str) -> tuple[str, ...]:
    """The slots with ``>owner`` and ``>target`` spelled out; raises CodebookError for an unknown one."""
    out: list[str] = []
    for slot in slots:
        head, _, last = slot.rpartition(">")
        expanded = [f"{head}>{one}" for one in _MACROS[last]] if last in _MACROS and head else [slot]
        for one in expanded:
            if not _is_slot(one):
                raise CodebookError(f"{where}: {slot!r} is not a slot. See codebook/conditions.py.")
            out.append(one)
    return tuple(dict.fromkeys(out))
