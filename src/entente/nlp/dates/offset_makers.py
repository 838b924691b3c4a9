"""What is said by numbers of units: "two weeks ago", "in a month", "the past three days"."""

from __future__ import annotations

from entente.nlp.dates.company import (
    Company,
    Maker,
    count,
    ends_phrase,
    singular,
)
from entente.nlp.dates.expressions import (
    Expression,
    Offset,
    OffsetFromEvent,
    Open,
    Stretch,
)
from entente.nlp.dates.grammar import Match
from entente.nlp.dates.setting import UNITS
from entente.records import Granularity


def _offset(match: Match, company: Company) -> Expression | None:
    number, unit = count(match.groups["count"]), singular(match.word("unit") or "")
    direction = match.word("direction") or "ahead"
    unit = "day" if unit == "night" else unit
    if direction in ("before", "after", "prior"):
        before = company.before(match)
        if before is not None and before.lower == "for":
            return None  # "delayed for six months after riots": how long, not when
        if not ends_phrase(company.after(match), company):
            return OffsetFromEvent(number, unit, 1 if direction == "after" else -1)
        direction = {"before": "earlier", "after": "later"}.get(direction, "earlier")
    direction = {"hence": "ahead"}.get(direction, direction)
    return Offset(number, unit, direction, open_end="more" in match.groups)


def _couple(match: Match, company: Company) -> Expression | None:
    made = _offset_of(2, match, company)
    return Open(UNITS[made.unit], "the text leaves the number open") if made else None


def _offset_of(number: int, match: Match, _company: Company) -> Offset | None:
    return Offset(number, singular(match.word("unit") or ""), match.word("direction") or "ago")


def _vague_offset(match: Match, _company: Company) -> Expression | None:
    unit = match.word("unit") or ""
    return Offset(None, singular(unit), match.word("direction") or "ago") if unit.endswith("s") else None


def _ahead(match: Match, _company: Company) -> Expression | None:
    unit = singular(match.word("unit") or "")
    return Offset(count(match.groups["count"]), unit, "ahead", must_be_future=True)


def _ahead_surely(match: Match, _company: Company) -> Expression | None:
    return Offset(count(match.groups["count"]), singular(match.word("unit") or ""), "ahead")


def _within(match: Match, _company: Company) -> Expression | None:
    return Stretch(count(match.groups["count"]), singular(match.word("unit") or ""), 1, must_be_future=True)


def _stretch(match: Match, _company: Company) -> Expression | None:
    word, number = match.word("word"), count(match.groups["count"])
    unit = singular(match.word("unit") or "")
    if any(atom.lower in ("a", "an") for atom in match.groups["count"]) and word != "past":
        return None
    if word in ("last", "past"):
        return Stretch(number, unit, -1)
    if word in ("next", "coming"):
        return Stretch(number, unit, 1)
    if word in ("previous", "following"):
        return Open(Granularity.PERIOD, "it counts from a date that is not given here")
    return None


def _vague_stretch(match: Match, company: Company) -> Expression | None:
    first = company.atoms[match.first]
    vague = [atom for atom in company.atoms[match.first : match.last] if atom.name == "VAGUE"]
    if not match.groups.get("word") and not any(atom.value == "recent" for atom in vague):
        return None
    if match.word("word") in ("this", "that", "same") or (match.word("word") is None and first.name == "the"):
        return None if match.word("word") else Open(Granularity.PERIOD, "the text leaves the number open")
    return Open(Granularity.PERIOD, "the text leaves the number open")


OFFSET_MAKERS: dict[str, Maker] = {
    "offset": _offset,
    "couple": _couple,
    "vague_offset": _vague_offset,
    "ahead": _ahead,
    "ahead_surely": _ahead_surely,
    "within": _within,
    "stretch": _stretch,
    "vague_stretch": _vague_stretch,
}
