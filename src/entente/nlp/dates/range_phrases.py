"""Two dates that belong together: from A to B, between A and B, A–B, three days before A."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from entente.nlp.dates.atoms import Atom
from entente.nlp.dates.company import count, singular
from entente.nlp.dates.expressions import (
    Calendar,
    Decade,
    Expression,
    Offset,
    OffsetFrom,
    OffsetFromEvent,
    Open,
    Part,
    Range,
    Today,
    Unit,
    Weekday,
)
from entente.nlp.dates.phrases import Phrase

MOVES = frozenset({
    "postponed", "moved", "rescheduled", "delayed", "shifted", "deferred", "changed", "extended", "brought",
    "pushed",
})  # fmt: skip


def from_each_other(found: list[Phrase], atoms: Sequence[Atom]) -> list[Phrase]:
    """Join "three days before" with the date that follows: "three days before June 7"."""
    out: list[Phrase] = []
    for phrase in found:
        if out and _counts_from(out[-1], phrase, atoms):
            before = out.pop()
            number, unit, sign = _counted(atoms[before.first : before.last])
            said = OffsetFrom(number, unit, sign, phrase.said)
            phrase = Phrase(before.first, phrase.last, said, phrase.core)
        out.append(phrase)
    return out


def _counts_from(left: Phrase, right: Phrase, atoms: Sequence[Atom]) -> bool:
    between = atoms[left.last : right.first]
    if not all(atom.lower in ("the", "on") for atom in between) or isinstance(
        right.said, (Range, Open, Offset, Unit)
    ):
        return False
    if atoms[left.last - 1].lower not in ("before", "after"):
        return False
    return isinstance(left.said, (OffsetFromEvent, Unit, Offset))


def _counted(atoms: Sequence[Atom]) -> tuple[int, str, int]:
    unit = next(str(atom.value) for atom in atoms if atom.name.startswith("unit_"))
    numbers = [atom for atom in atoms if atom.name in ("DAY", "TWO", "NUMBER", "COUNT")]
    return count(numbers), singular(unit), -1 if atoms[-1].lower == "before" else 1


def ranges(found: list[Phrase], atoms: Sequence[Atom]) -> list[Phrase]:
    """Join pairs of dates into ranges: from A to B, between A and B, A–B, and A and B that adjoin."""
    out: list[Phrase] = []
    for phrase in found:
        joined = _range(out[-1], phrase, atoms) if out else None
        phrase = _opened(phrase, atoms)
        if joined is not None:
            out[-1] = joined
        else:
            out.append(phrase)
    return out


def _range(left: Phrase, right: Phrase, atoms: Sequence[Atom]) -> Phrase | None:
    between = [
        atom
        for atom in atoms[left.last : right.first]
        if atom.lower not in ("the", "on", "in", "late", "early")
    ]
    if len(between) != 1 or right.first - left.last > 3 or not _comparable(left.said, right.said):
        return None
    opener = _opener(left, atoms)
    word = "dash" if between[0].name == "DASH" else between[0].lower
    if _moves(left, atoms):
        return None
    first = left.first if opener is None else opener
    said = Range(left.said, right.said)
    if (
        opener is not None
        and atoms[opener].lower == "from"
        and word in ("to", "until", "till", "through", "thru", "dash")
    ):
        return Phrase(first, right.last, said, left.core)
    if opener is not None and atoms[opener].lower == "between" and word == "and":
        return Phrase(first, right.last, said, left.core)
    if word in ("dash", "through", "thru", "to") and type(left.said) is type(right.said):
        return Phrase(left.first, right.last, said, left.core)
    if word == "and" and opener is None and _adjoin(left.said, right.said):
        return Phrase(left.first, right.last, said, left.core)
    return None


def _opened(phrase: Phrase, atoms: Sequence[Atom]) -> Phrase:
    """Return the range with its "from" or "between" where one stands before it."""
    opener = _opener(phrase, atoms)
    if opener is None or not isinstance(phrase.said, Range):
        return phrase
    return replace(phrase, first=opener)


def _comparable(left: Expression, right: Expression) -> bool:
    plain = (Calendar, Weekday, Part, Decade, Today)
    other = (*plain, Unit)
    return isinstance(left, plain) and isinstance(right, other)


def _opener(left: Phrase, atoms: Sequence[Atom]) -> int | None:
    """Return the atom "from" or "between" before a date."""
    for distance in (1, 2):
        index = left.first - distance
        if index >= 0 and atoms[index].lower in ("from", "between"):
            return index
        if index < 0 or atoms[index].lower not in ("the", "on", "in"):
            return None
    return None


def _moves(left: Phrase, atoms: Sequence[Atom]) -> bool:
    """Tell "moved from June 7 to June 9", two dates, from a time that runs from one to the other."""
    return any(atom.lower in MOVES for atom in atoms[max(0, left.first - 7) : left.first])


def _adjoin(left: Expression, right: Expression) -> bool:
    """Return whether two dates follow on each other: February and March, 2014 and 2015."""
    if isinstance(left, Decade) and isinstance(right, Decade):
        return right.first == left.first + 10
    if isinstance(left, Weekday) and isinstance(right, Weekday):
        return right.weekday == (left.weekday + 1) % 7 and left.word == right.word
    if not (isinstance(left, Calendar) and isinstance(right, Calendar)):
        return False
    left = replace(left, year=left.year if left.year is not None else right.year)
    if left.month is None or right.month is None:
        return (
            left.month == right.month
            and None not in (left.year, right.year)
            and right.year == (left.year or 0) + 1
        )
    if left.day is None or right.day is None:
        months = (right.year or 0) * 12 + right.month - (left.year or 0) * 12 - left.month
        return left.day == right.day and months == 1
    return _day_number(right) - _day_number(left) == 1


def _day_number(said: Calendar) -> int:
    try:
        return date(said.year or 2001, said.month or 1, said.day or 1).toordinal()
    except ValueError:
        return 0
