"""The cue words of status, as tables from lemma to effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from spacy.tokens import Token

from entente.nlp.cuedata import load_table


class Effect(StrEnum):
    """What a word does to the status of the event below it."""

    ACTUAL = "actual"  # leaves the event as it is, whatever its form says
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"
    DENIED = "denied"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cue:
    """One word over or beside an event, and what it does to its status."""

    effect: Effect
    token: Token
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class StatusCues:
    """Effects by lemma, one table for each way a word may stand over or beside an event."""

    modals: Mapping[str, Effect]
    negations: frozenset[str]
    adverbs: Mapping[str, Effect]
    modifiers: Mapping[str, Effect]
    participles: frozenset[str]  # after an event noun, of what is still to come
    marks: Mapping[str, Effect]
    over_clauses: Mapping[str, Effect]
    over_nouns: Mapping[str, Effect]
    over_ahead: frozenset[str]  # make possible what lies ahead, and leave what has happened
    over_plans: frozenset[str]  # end what their object only plans
    over_not: frozenset[str]  # modals that stand over "not"
    times_ahead: frozenset[str]


@cache
def load_status_cues() -> StatusCues:
    """Return the cue tables of ``nlp/data/status.toml``."""
    table = load_table("status")

    def effects(name: str) -> dict[str, Effect]:
        return {word: Effect(effect) for effect, words in table[name].items() for word in words}

    return StatusCues(
        modals=effects("modals"),
        negations=frozenset(table["negations"]["words"]),
        adverbs=effects("adverbs"),
        modifiers=effects("modifiers"),
        participles=frozenset(table["participles"]["words"]),
        marks=effects("marks"),
        over_clauses=effects("over_clauses"),
        over_nouns=effects("over_nouns"),
        over_ahead=frozenset(table["ahead"]["verbs"]),
        over_plans=frozenset(table["plans"]["verbs"]),
        over_not=frozenset(table["negations"]["under"]),
        times_ahead=frozenset(table["ahead"]["times"]),
    )
