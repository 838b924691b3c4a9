"""The company that a date keeps: the atoms around it, which tell "May" from a name and 2000 from a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from entente.nlp.dates.atoms import Atom
from entente.nlp.dates.expressions import (
    Expression,
)
from entente.nlp.dates.grammar import Match
from entente.nlp.dates.lexicon import load_lexicon

FUNCTION_CLASSES = frozenset({"COMMA", "DOT", "MARK", "BREAK", "POSS", "DASH", "SLASH", "CLOCK", "ERA"})


@dataclass(frozen=True, slots=True)
class Company:
    """The atoms around a match, and the months that are people's names in this text."""

    atoms: Sequence[Atom]
    name_months: frozenset[str]
    stop_words: frozenset[str]
    joined: frozenset[tuple[int, int]] | None = None  # neighbours that the parse joins

    def before(self, match: Match, distance: int = 1) -> Atom | None:
        """Return the atom that stands before the match."""
        index = match.first - distance
        return self.atoms[index] if index >= 0 else None

    def after(self, match: Match, distance: int = 0) -> Atom | None:
        """Return the atom that stands after the match."""
        index = match.last + distance
        return self.atoms[index] if index < len(self.atoms) else None


def singular(unit: str) -> str:
    """Return the unit in the singular."""
    return "century" if unit == "centuries" else unit.removesuffix("s")


def count(atoms: Sequence[Atom]) -> int:
    """Return what "three", "a", "twenty-five" or "25" count."""
    numbers = [atom.value for atom in atoms if isinstance(atom.value, int)]
    return sum(numbers) if numbers else 1


def counts_things(atom: Atom | None) -> bool:
    return atom is not None and (atom.lower in load_lexicon().counted or atom.text == "%")


def looks_like_a_name(match: Match, company: Company) -> bool:
    """Tell "April Glaspie" from "In April Russia": a capital follows and no "in" comes before."""
    after, before = company.after(match), company.before(match)
    if after is None or after.name != "WORD" or not after.capital or after.text.isupper():
        return False
    if before is None or before.name == "BREAK" or before.text in (".", '"', "“"):
        return True
    return before.lower in ("by", "from", "to", "and", "with", "for", "as") or (
        before.capital and before.name == "WORD"
    )


def ends_phrase(after: Atom | None, company: Company) -> bool:
    """Return whether the phrase ends here: a mark, or a small word that takes no noun."""
    if after is None or after.name in ("COMMA", "DOT", "BREAK", "MARK"):
        return True
    articles = (
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "this",
        "that",
        "these",
        "he",
        "she",
        "it",
        "they",
        "we",
    )
    return after.lower in company.stop_words and after.lower not in articles


Maker = Callable[[Match, Company], Expression | None]
