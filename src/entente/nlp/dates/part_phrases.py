"""Parts of a time in words: "the first half of", "late", "earlier this year"."""

from __future__ import annotations

from collections.abc import Sequence

from entente.nlp.dates.atoms import Atom
from entente.nlp.dates.company import count, singular
from entente.nlp.dates.expressions import (
    Calendar,
    Expression,
    Offset,
    Open,
    Part,
    Range,
    Stretch,
    Today,
    Unit,
    Weekday,
)
from entente.nlp.dates.grammar import Match, pattern
from entente.nlp.dates.phrases import Phrase

PART = "(the? very? PART DASH? (of|in)? the?)|(the very? EDGE (of|in) the?)|(EDGE (of|DASH) the?)"
COUNTED_PARTS = "half|unit_quarter|unit_week|unit_weekend|unit_month|unit_decade|unit_day"
NTH_PART = f"the? (NTH|ORDINAL|DEIXIS) ({COUNTED_PARTS}) of the?"
EDGE = "the? (ORDINAL|DEIXIS) COUNTED UNITMANY of the?"
SO_FAR = "(earlier|later) (in|on)? the?"
WEEK_OF = "the unit_week of"


def with_part(core: tuple[Match, Expression], atoms: Sequence[Atom], spelled: str) -> Phrase | None:
    """Return the core with a part before it ("the first half of", "late"), None where it needs one."""
    match, said = core
    head = _core_atom(match, atoms)
    if _is_the_year(match, atoms, said):
        return None if match.shape.needs_part else Phrase(match.first, match.last, said, head)
    for form, build in (
        (EDGE, _edge),
        (NTH_PART, _nth_part),
        (PART, _part),
        (SO_FAR, _so_far),
        (WEEK_OF, _week_of),
    ):
        found = _ends_with(form, spelled, match.first)
        if found is None:
            continue
        made = build(atoms[found : match.first], said)
        if made is not None:
            return Phrase(found, match.last, made, head)
    return None if match.shape.needs_part else Phrase(match.first, match.last, said, head)


def _is_the_year(match: Match, atoms: Sequence[Atom], said: Expression) -> bool:
    """Tell "the start of the 2014 games" from "the start of 2014"."""
    plain_year = isinstance(said, Calendar) and said.month is None and said.day is None
    before = atoms[match.first - 1].lower if match.first else ""
    two_before = atoms[match.first - 2].lower if match.first > 1 else ""
    return plain_year and before == "the" and two_before in ("of", "in")


def uncovered(found: list[Phrase]) -> list[Phrase]:
    """Drop "the last week" where it is a part of "the last week of January"."""
    kept: list[Phrase] = []
    for phrase in found:
        while kept and kept[-1].last > phrase.first:
            kept.pop()
        kept.append(phrase)
    return kept


def _core_atom(match: Match, atoms: Sequence[Atom]) -> int:
    """Return the atom that names the time: the month or weekday before the number or the article."""
    order = (
        "month",
        "weekday",
        "unit",
        "season",
        "decade",
        "year",
        "today",
        "named",
        "iso",
        "numeric",
        "span",
    )
    for name in order:
        group = match.groups.get(name)
        if group:
            return next(i for i in range(match.first, match.last) if atoms[i] is group[-1])
    return match.last - 1


def _ends_with(form: str, spelled: str, end: int) -> int | None:
    """Return where a form begins that ends right before atom ``end``; the longest such."""
    compiled = pattern(form)
    for start in range(max(0, end - 7), end):
        if compiled.fullmatch(spelled, start, end):
            return start
    return None


def _part(atoms: Sequence[Atom], said: Expression) -> Expression | None:
    word = next(str(atom.value) for atom in atoms if atom.name in ("PART", "EDGE"))
    if isinstance(said, (Weekday, Today, Stretch, Offset)) or (
        isinstance(said, Calendar) and said.day is not None
    ):
        return said  # late on Monday is Monday
    if isinstance(said, (Range, Open)):
        return None
    return Part(word, said)


def _nth_part(atoms: Sequence[Atom], said: Expression) -> Expression | None:
    number, unit = _ordinal(atoms), atoms[-2 if atoms[-1].lower == "the" else -1]
    unit = next(atom for atom in reversed(atoms) if atom.name == "half" or atom.name.startswith("unit_"))
    if number is None:
        return None
    name = str(unit.value)
    return Part(name if name in ("half", "quarter") else "nth", said, number, name)


def _edge(atoms: Sequence[Atom], said: Expression) -> Expression | None:
    number, unit = _ordinal(atoms), next(atom for atom in reversed(atoms) if atom.name.startswith("unit_"))
    counted = [atom for atom in atoms if atom.name in ("DAY", "TWO", "NUMBER", "COUNT")]
    if number not in (1, -1) or not counted:
        return None
    return Part("first" if number == 1 else "last", said, count(counted), singular(str(unit.value)))


def _ordinal(atoms: Sequence[Atom]) -> int | None:
    """Return 1 for first, 2 for second, -1 for last."""
    for atom in atoms:
        if atom.name in ("NTH", "ORDINAL") and isinstance(atom.value, int):
            return atom.value
        if atom.name == "DEIXIS":
            return -1 if atom.value == "last" and atom.lower == "last" else None
    return None


def _so_far(atoms: Sequence[Atom], said: Expression) -> Expression | None:
    word = "so far" if any(atom.lower == "earlier" for atom in atoms) else "rest"
    if isinstance(said, Unit):
        return Part(word, said) if said.word == "this" else said
    if isinstance(said, Calendar) and said.month is not None and said.day is None:
        return Part(word, said)
    return said


def _week_of(_atoms: Sequence[Atom], said: Expression) -> Expression | None:
    """Return the week that holds a day: "the week of June 9"."""
    return Part("holding", said, 1, "week") if isinstance(said, Calendar) and said.day else None
