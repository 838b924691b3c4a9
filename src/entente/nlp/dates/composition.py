"""Dates put together: shapes found, then joined into parts, ranges and bounds."""

from __future__ import annotations

from collections.abc import Sequence

from entente.nlp.dates.atoms import Atom
from entente.nlp.dates.company import Company
from entente.nlp.dates.expressions import (
    Bound,
    Calendar,
    Expression,
    Offset,
    OffsetFrom,
    OffsetFromEvent,
    Open,
    Range,
    Stretch,
    Weekday,
)
from entente.nlp.dates.grammar import Match, alphabet, matches
from entente.nlp.dates.makers import make
from entente.nlp.dates.part_phrases import uncovered, with_part
from entente.nlp.dates.phrases import Phrase
from entente.nlp.dates.range_phrases import from_each_other, ranges

BOUNDS = {
    "since": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "through": "until",
    "before": "before",
    "after": "after",
}


def phrases(atoms: Sequence[Atom], company: Company) -> list[Phrase]:
    """Return the dates of a text in order: shapes found, then joined into parts, ranges and bounds."""
    spelled = alphabet().spell(atoms)
    cores = _cores(atoms, spelled, company)
    parts = [with_part(core, atoms, spelled) for core in cores]
    kept = uncovered([phrase for phrase in parts if phrase is not None])
    offsets = from_each_other(kept, atoms)
    return [_bounded(phrase, atoms, company) for phrase in ranges(offsets, atoms)]


def _cores(atoms: Sequence[Atom], spelled: str, company: Company) -> list[tuple[Match, Expression]]:
    """Return the longest matches that are dates and do not overlap, in order."""
    taken, kept = bytearray(len(atoms)), list[tuple[Match, Expression]]()
    for match in matches(atoms, spelled):
        if any(taken[match.first : match.last]):
            continue
        said = make(match, company)
        if said is None:
            continue
        taken[match.first : match.last] = b"\x01" * (match.last - match.first)
        kept.append((match, said))
    return sorted(kept, key=lambda pair: pair[0].first)


def _bounded(phrase: Phrase, atoms: Sequence[Atom], company: Company) -> Phrase:
    """Return the date with "since", "until", "by", "before" or "after" where one stands before it."""
    index = phrase.first - 1
    if index < 0 or isinstance(phrase.said, (Offset, OffsetFrom, OffsetFromEvent, Range, Stretch, Open)):
        return _after_period(phrase, atoms)
    word = BOUNDS.get(atoms[index].lower)
    if atoms[index].lower == "to" and index and atoms[index - 1].lower == "prior":
        word, index = "before", index - 1
    if (
        atoms[index].lower == "than"
        and index > 1
        and [one.lower for one in atoms[index - 2 : index]] == ["no", "later"]
    ):
        word, index = "by", index - 2
    if phrase.last < len(atoms) and atoms[phrase.last].lower in ("onwards", "onward"):
        first = index if atoms[index].lower == "from" else phrase.first
        return Phrase(first, phrase.last + 1, Bound("since", phrase.said), phrase.core)
    if word is None or _modifies(phrase, atoms, company):
        return phrase
    if atoms[index].lower == "through" and not isinstance(phrase.said, (Calendar, Weekday)):
        return phrase
    return Phrase(index, phrase.last, Bound(word, phrase.said), phrase.core)


def _after_period(phrase: Phrase, atoms: Sequence[Atom]) -> Phrase:
    """Return "after the Second World War" and its like as a bound: a war has a last day."""
    if not isinstance(phrase.said, Range) or atoms[phrase.last - 1].name != "NAMEDPERIOD":
        return phrase
    index = phrase.first - 1
    if index >= 0 and atoms[index].lower == "the":
        index -= 1
    if index < 0 or atoms[index].lower not in ("after", "before", "since"):
        return phrase
    origin = phrase.said.end if atoms[index].lower == "after" else phrase.said.start
    return Phrase(index, phrase.last, Bound(atoms[index].lower, origin), phrase.core)


def _modifies(phrase: Phrase, atoms: Sequence[Atom], company: Company) -> bool:
    """Tell "after Monday's attack" and "before June elections" from "after Monday"."""
    if phrase.last >= len(atoms):
        return False
    after = atoms[phrase.last]
    if after.name == "POSS":
        return True
    if after.name not in ("WORD", "SEASON") or atoms[phrase.last - 1].name == "NAMEDDAY":
        return False
    return (
        (phrase.last - 1, phrase.last) in company.joined
        if company.joined is not None
        else (after.lower not in company.stop_words)
    )


__all__ = ["Phrase", "phrases"]
