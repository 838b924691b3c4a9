"""What is said by shapes of days and months: "June 7", "early May", "02/04/2018"."""

from __future__ import annotations

from entente.nlp.dates.company import (
    FUNCTION_CLASSES,
    Company,
    Maker,
    counts_things,
    looks_like_a_name,
)
from entente.nlp.dates.expressions import (
    Calendar,
    Expression,
    Numeric,
    Part,
    Range,
    Unit,
)
from entente.nlp.dates.grammar import Match
from entente.nlp.dates.lexicon import load_lexicon

DEIXIS_YEAR = {"last": "last", "past": "last", "previous": "previous", "next": "next", "coming": "next"}


def _calendar(match: Match, company: Company) -> Expression | None:
    word = match.word("yword")
    if word is not None and word not in (*DEIXIS_YEAR, "this", "that", "same", "following"):
        return None
    day = match.value("day")
    if day is not None and counts_things(company.after(match)) and match.value("year") is None:
        return None  # "in May 15 people died": the month alone is tried next
    year_word = DEIXIS_YEAR.get(word, word) if word else None
    return Calendar(match.value("year"), match.value("month"), day, year_word)


def _month_by_word(match: Match, company: Company) -> Expression | None:
    word = {"upcoming": "coming"}.get(match.word("mword") or "", match.word("mword"))
    if word in ("that", "same", "previous", "following"):
        return None if looks_like_a_name(match, company) else Calendar(month=match.value("month"))
    return Calendar(month=match.value("month"), month_word=word)


def _month_alone(match: Match, company: Company) -> Expression | None:
    atom, before = match.groups["month"][0], company.before(match)
    if atom.lower not in load_lexicon().ambiguous_months:
        return None if looks_like_a_name(match, company) else Calendar(month=match.value("month"))
    lexicon = load_lexicon()
    if before is not None and before.name == "DASH":  # mid-March
        before = company.before(match, 2)
    if before is None or before.name in FUNCTION_CLASSES or before.lower not in lexicon.month_after:
        return Calendar(month=match.value("month")) if _in_brackets(match, company) else None
    after = company.after(match)
    if before.lower in lexicon.month_weak_after:
        if atom.lower in company.name_months or looks_like_a_name(match, company):
            return None
        if before.lower == "the" and (after is None or not after.lower.isalpha() or after.name != "WORD"):
            return None
        if before.lower == "the" and after is not None and after.lower in company.stop_words:
            return None
    return Calendar(month=match.value("month"))


def _in_brackets(match: Match, company: Company) -> bool:
    before, after = company.before(match), company.after(match)
    return before is not None and after is not None and (before.text, after.text) == ("(", ")")


def _iso(match: Match, _company: Company) -> Expression | None:
    text = match.groups["iso"][0].text.split("T")[0]
    year, month, day = (int(part) for part in text.replace("/", "-").replace(".", "-").split("-"))
    return Calendar(year, month, day) if 1 <= month <= 12 else None


def _iso_month(match: Match, _company: Company) -> Expression | None:
    year, month = match.groups["iso"][0].text.split("-")
    return Calendar(int(year), int(month))


def _numeric(match: Match, _company: Company) -> Expression | None:
    text = match.groups["numeric"][0].text
    one, two, year = (int(part) for part in text.replace(".", "/").replace("-", "/").split("/"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    if not (1 <= one <= 31 and 1 <= two <= 31 and year >= 1000):
        return None
    if "." in text and two <= 12:
        return Calendar(year, two, one)  # points stand between day, month and year, in this order
    return Numeric(one, two, year) if min(one, two) <= 12 else None


def _days(match: Match, company: Company) -> Expression | None:
    word = match.word("yword")
    year_word = DEIXIS_YEAR.get(word, word) if word else None
    first, last = match.value("from"), match.value("to")
    if first is None or last is None or first > last:
        return None
    if counts_things(company.after(match)) and match.value("year") is None and "month" not in _tail(match):
        return None
    year, month = match.value("year"), match.value("month")
    return Range(Calendar(year, month, first, year_word), Calendar(year, month, last, year_word))


def _tail(match: Match) -> str:
    """Return the name of the group that ends the match."""
    return max(match.groups, key=lambda name: match.groups[name][-1].end)


def _day_alone(match: Match, company: Company) -> Expression | None:
    after = company.after(match)
    ends = (
        after is None or after.name in ("COMMA", "DOT", "BREAK", "MARK") or after.lower in company.stop_words
    )
    return Calendar(day=match.value("day")) if ends and (match.value("day") or 0) <= 31 else None


def _day_of_month(match: Match, _company: Company) -> Expression | None:
    word = match.word("word")
    return Part("nth", Unit(word, "month"), match.value("day") or 1, "day") if word else None


DAY_MAKERS: dict[str, Maker] = {
    "calendar": _calendar,
    "month_by_word": _month_by_word,
    "month_alone": _month_alone,
    "iso": _iso,
    "iso_month": _iso_month,
    "numeric": _numeric,
    "days": _days,
    "day_alone": _day_alone,
    "day_of_month": _day_of_month,
}
