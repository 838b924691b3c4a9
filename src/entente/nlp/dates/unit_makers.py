"""What is said by weekdays and units: "last Friday", "the following week", "yesterday"."""

from __future__ import annotations

from entente.nlp.dates.company import (
    Company,
    Maker,
    ends_phrase,
    singular,
)
from entente.nlp.dates.expressions import (
    Calendar,
    Expression,
    OffsetFromEvent,
    Part,
    Range,
    Today,
    Unit,
    Weekday,
)
from entente.nlp.dates.grammar import Match


def _weekday(match: Match, company: Company) -> Expression | None:
    number = match.value("weekday")
    if number is None:
        return None
    word, week = match.word("word"), match.word("week")
    if week is not None:
        week = {"past": "last", "previous": "last", "coming": "next"}.get(week, week)
    after = company.after(match)
    if word is None and after is not None and after.lower == "last":
        word = None
    return Weekday(number, {"past": "last", "previous": "last"}.get(word or "", word), week)


def _nth_weekday(match: Match, _company: Company) -> Expression | None:
    number = match.value("number") or (-1 if match.word("number") == "last" else None)
    if number is None:
        return None
    month = Calendar(match.value("year"), match.value("month"))
    return Part("weekday", month, number, str(match.value("weekday")))


def _unit(match: Match, company: Company) -> Expression | None:
    word, unit = match.word("word") or "", match.word("unit") or ""
    if unit.endswith("s") and unit != "hours":
        return None
    first = company.atoms[match.first]
    if unit == "night":
        return _night(match, company, word)
    if unit == "hour" or (
        unit == "day" and word in ("last", "past", "coming", "this") and first.lower != "the"
    ):
        return None
    if word == "that" and _is_conjunction(match, company):
        return None
    if first.lower == "the":
        word = {"last": "past", "next": "following" if unit == "day" else "coming", "this": "this"}.get(
            word, word
        )
    elif word in ("past", "coming"):
        word = {"past": "last", "coming": "next"}[word]
    if word == "past" and unit == "day":
        word = "previous"
    if word == "previous" and unit != "day" and first.lower != "the":
        word = "last"
    return Unit(word, unit)


def _is_conjunction(match: Match, company: Company) -> bool:
    """Tell "said that year-end…" and "so that week after week": what follows is not the end of a phrase."""
    after = company.after(match)
    return after is not None and after.name in ("DASH", "after", "WORD") and after.lower == "after"


def _night(match: Match, company: Company, word: str) -> Expression | None:
    """Return the day of "last night", "this morning", "the next evening"."""
    first = company.atoms[match.first]
    if word == "last":
        return Today(-1)
    if word == "this":
        return Today(0)
    if word in ("next", "following") and (first.lower == "the" or word == "following"):
        return Unit("following", "day")
    if word in ("previous", "that", "same"):
        return Unit(word, "day")
    return None


def _weekend(match: Match, company: Company) -> Expression | None:
    after = company.after(match)
    return None if after is not None and after.lower == "of" else Unit("this", "weekend")


def _unit_but_one(match: Match, company: Company) -> Expression | None:
    side, unit = company.atoms[match.last - 2].lower, match.word("unit") or ""
    word = match.word("word")
    if (side, word) == ("before", "last"):
        return Unit("before last", unit)
    return Unit("after next", unit) if (side, word) == ("after", "next") else None


def _unit_beside(match: Match, company: Company) -> Expression | None:
    """Return "the day before", counted from the date told last; with something after it, from that."""
    unit, side = singular(match.word("unit") or ""), match.word("side")
    if not ends_phrase(company.after(match), company):
        return OffsetFromEvent(1, "day" if unit == "night" else unit, 1 if side == "after" else -1)
    return Unit("following" if side == "after" else "previous", "day" if unit == "night" else unit)


def _unit_now(match: Match, _company: Company) -> Expression | None:
    unit = match.word("unit") or ""
    return None if unit in ("day", "night", "hour") or unit.endswith("s") else Unit("this", unit)


def _day_but_one(match: Match, company: Company) -> Expression | None:
    side, today = match.word("side"), match.value("today")
    unit = company.atoms[match.first + 1].value
    if unit not in ("day", "night") or (side, today) not in (("before", -1), ("after", 1)):
        return None
    return Today(2 * (today or 0))


def _today(match: Match, _company: Company) -> Expression | None:
    return Today(match.value("today") or 0)


def _overnight(match: Match, company: Company) -> Expression | None:
    """Return the night before the day of speaking; where a day follows, that day tells more."""
    after = company.after(match)
    if after is not None and (after.name == "WEEKDAY" or after.lower in ("on", "into", "from", "to", "and")):
        return None
    return Range(Today(-1), Today(0))


UNIT_MAKERS: dict[str, Maker] = {
    "weekday": _weekday,
    "nth_weekday": _nth_weekday,
    "unit": _unit,
    "weekend": _weekend,
    "unit_but_one": _unit_but_one,
    "unit_beside": _unit_beside,
    "unit_now": _unit_now,
    "day_but_one": _day_but_one,
    "today": _today,
    "overnight": _overnight,
}
