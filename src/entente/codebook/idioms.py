"""The words of a trigger as a frame file writes them, taken apart: "take part|in", "shoot dead"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from entente.codebook.conditions import Condition

PARTICLES = frozenset(
    (
        "up", "out", "off", "back", "down", "in", "on", "over", "away", "together", "through", "around",
        "about", "along", "aside", "apart", "forward", "by", "ahead", "across", "under",
    )
)  # fmt: skip
PREPOSITIONS = frozenset(
    (
        "to",
        "on",
        "in",
        "into",
        "at",
        "of",
        "for",
        "with",
        "under",
        "by",
        "against",
        "from",
        "over",
        "as",
        "upon",
    )
)
_PHRASES = ("in favour of", "in favor of", "out of")  # prepositions of several words
_COMPLEMENTS = ("obj", "comp", "advmod")


@dataclass(frozen=True, slots=True)
class Words:
    """A trigger's head lemma, what must stand with it, and the needs that its other words make."""

    lemma: str
    particle: str | None = None
    preposition: str | None = None
    modifier: str | None = None
    needs: tuple[Condition, ...] = ()


@cache
def read_words(words: str, *, noun: bool) -> Words:
    """Return the parts of a trigger of verbs or adjectives, or, with ``noun``, of nouns."""
    rest, _, behind = words.partition("|")
    preposition, needs = _preposition(behind, "nmod" if noun else "obl")
    if noun:
        front, _, inner = rest.partition(" of ")
        modifier, _, lemma = front.rpartition(" ")
        if inner:
            needs = (*needs, _need(("nmod:of",), inner))
        return Words(lemma, None, preposition, modifier or None, needs)
    lemma, *others = rest.split(" ")
    particle = others.pop(0) if others and _is_particle(others) else None
    if others:
        needs = (*needs, _idiom(others))
    return Words(lemma, particle, preposition, None, needs)


def _is_particle(words: list[str]) -> bool:
    """Whether the first word is a particle, and no preposition that the next word hangs on ("on strike")."""
    return words[0] in PARTICLES and (len(words) == 1 or words[0] not in PREPOSITIONS)


def _preposition(behind: str, kind: str) -> tuple[str | None, tuple[Condition, ...]]:
    """The preposition after the bar, and a need where a noun follows it ("ban|on party")."""
    if not behind or behind in _PHRASES:
        return behind or None, ()
    preposition, _, inner = behind.partition(" ")
    return preposition, (_need((f"{kind}:{preposition}",), inner),) if inner else ()


def _idiom(others: list[str]) -> Condition:
    if others[0] in PREPOSITIONS and len(others) > 1:
        return _need((f"obl:{others[0]}",), " ".join(others[1:]))
    return _need(_COMPLEMENTS, " ".join(others))


def _need(slots: tuple[str, ...], phrase: str) -> Condition:
    return Condition(slots, frozenset({phrase}), frozenset())
