"""Dates put together: parts of a time, ranges from one to another, since, until, by, before, after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from entente.nlp.date_atoms import Atom
from entente.nlp.date_expressions import (
    Bound,
    Calendar,
    Decade,
    Expression,
    Offset,
    OffsetFrom,
    Open,
    Part,
    Range,
    Stretch,
    Today,
    Unit,
    Weekday,
)
from entente.nlp.date_grammar import Match, alphabet, matches, pattern
from entente.nlp.date_makers import Company, count, make, singular

PART = "(the? very? PART DASH? (of|in)? the?)|(the very? EDGE (of|in) the?)|(EDGE (of|DASH) the?)"
COUNTED_PARTS = "half|unit_quarter|unit_week|unit_weekend|unit_month|unit_decade|unit_day"
NTH_PART = f"the? (NTH|ORDINAL|DEIXIS) ({COUNTED_PARTS}) of the?"
EDGE = "the? (ORDINAL|DEIXIS) COUNTED UNITMANY of the?"
SO_FAR = "(earlier|later) (in|on)? the?"
MOVES = frozenset({
    "postponed", "moved", "rescheduled", "delayed", "shifted", "deferred", "changed", "extended", "brought",
    "pushed",
})  # fmt: skip
BOUNDS = {
    "since": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "through": "until",
    "before": "before",
    "after": "after",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A date as the text has it: atoms ``first`` to ``last`` (exclusive) and what they say."""

    first: int
    last: int
    said: Expression
    core: int  # the atom that carries the date, for looking up its place in the parse


def phrases(atoms: Sequence[Atom], company: Company) -> list[Phrase]:
    """Return the dates of a text in order: shapes found, then joined into parts, ranges and bounds."""
    spelled = alphabet().spell(atoms)
    cores = _cores(atoms, spelled, company)
    parts = [_with_part(core, atoms, spelled) for core in cores]
    kept = _uncovered([phrase for phrase in parts if phrase is not None])
    offsets = _from_each_other(kept, atoms)
    return [_bounded(phrase, atoms, company) for phrase in _ranges(offsets, atoms)]


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


def _with_part(core: tuple[Match, Expression], atoms: Sequence[Atom], spelled: str) -> Phrase | None:
    """Return the core with a part before it ("the first half of", "late"), None where it needs one."""
    match, said = core
    head = _core_atom(match, atoms)
    if _is_the_year(match, atoms, said):
        return None if match.shape.needs_part else Phrase(match.first, match.last, said, head)
    for form, build in ((EDGE, _edge), (NTH_PART, _nth_part), (PART, _part), (SO_FAR, _so_far)):
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


def _uncovered(found: list[Phrase]) -> list[Phrase]:
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
    return said


# --- two dates that belong together ------------------------------------------------------------


def _from_each_other(found: list[Phrase], atoms: Sequence[Atom]) -> list[Phrase]:
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
    return isinstance(left.said, (Open, Unit, Offset))


def _counted(atoms: Sequence[Atom]) -> tuple[int, str, int]:
    unit = next(str(atom.value) for atom in atoms if atom.name.startswith("unit_"))
    numbers = [atom for atom in atoms if atom.name in ("DAY", "TWO", "NUMBER", "COUNT")]
    return count(numbers), singular(unit), -1 if atoms[-1].lower == "before" else 1


def _ranges(found: list[Phrase], atoms: Sequence[Atom]) -> list[Phrase]:
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


# --- since, until, by, before, after -----------------------------------------------------------


def _bounded(phrase: Phrase, atoms: Sequence[Atom], company: Company) -> Phrase:
    """Return the date with "since", "until", "by", "before" or "after" where one stands before it."""
    index = phrase.first - 1
    if index < 0 or isinstance(phrase.said, (Offset, OffsetFrom, Range, Stretch, Open)):
        return phrase
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
