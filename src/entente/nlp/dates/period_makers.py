"""What is said by longer times: seasons, quarters, decades, centuries, named days and wars."""

from __future__ import annotations

from entente.nlp.dates.company import (
    Company,
    Maker,
    count,
)
from entente.nlp.dates.expressions import (
    Calendar,
    Century,
    Decade,
    Expression,
    Feast,
    Open,
    Part,
    Range,
    Season,
    Unit,
)
from entente.nlp.dates.grammar import Match
from entente.nlp.dates.lexicon import named_day, named_period
from entente.records import Granularity


def _season(match: Match, _company: Company) -> Expression | None:
    month = match.value("season") or 0
    if "span" in match.groups:  # "the winter of 2016-17" is one winter
        first, last = (int(year) for year in str(match.groups["span"][0].value).split("-"))
        if month == 12 and last == first + 1:
            return Season(12, first)
        return Range(Season(month, first), Season(month, last))
    word = {"past": "last", "previous": "last", "coming": "next"}.get(
        match.word("word") or "", match.word("word")
    )
    if word in ("same", "that", "following"):
        return Open(Granularity.SEASON, "it counts from a date that is not given here")
    return Season(month, match.value("year"), word)


def _season_alone(match: Match, company: Company) -> Expression | None:
    """Return "in the summer", "by winter"; the verb "fall" and "the fall of" a city are no seasons."""
    before, after = company.before(match), company.after(match)
    if before is None or before.lower not in (
        "in",
        "by",
        "until",
        "during",
        "since",
        "over",
        "this",
        "throughout",
    ):
        return None
    word = match.groups["season"][0].lower
    with_article = company.atoms[match.first].lower == "the"
    if word in ("fall", "spring") and (not with_article or (after is not None and after.lower == "of")):
        return None
    return Season(match.value("season") or 0)


def _decade(match: Match, _company: Company) -> Expression | None:
    first = match.value("decade") or 0
    if first % 100 == 0 and first < 2000:  # "the 1800s"
        return Century(first // 100 + 1)
    return Decade(first)


def _quarter_alone(match: Match, _company: Company) -> Expression | None:
    number = match.value("number") or 0
    return Season(3 * number - 2) if 1 <= number <= 4 else None


def _year_end(_match: Match, _company: Company) -> Expression | None:
    return Part("late", Unit("this", "year"))


def _spoken_decade(match: Match, company: Company) -> Expression | None:
    before = company.before(match)
    if before is not None and before.lower in ("his", "her", "their", "my", "our"):
        return None  # an age
    first = company.atoms[match.first]
    hundreds = match.value("hundreds") or 19
    if first.lower != "the" or not 10 <= hundreds <= 20:
        return None
    return Decade(hundreds * 100 + (match.value("decade") or 0))


def _century(match: Match, _company: Company) -> Expression | None:
    number = count(match.groups["number"])
    return Century(number) if 1 <= number <= 22 else None


def _quarter(match: Match, _company: Company) -> Expression | None:
    whole = Calendar(year=match.value("year")) if match.value("year") else Unit("this", "year")
    return Part("quarter", whole, match.value("quarter") or 1)


def _half(match: Match, _company: Company) -> Expression | None:
    return Part("half", Calendar(year=match.value("year")), match.value("half") or 1, "half")


def _fiscal(match: Match, _company: Company) -> Expression | None:
    """Return the year that names a fiscal year; when it begins differs from state to state."""
    return Calendar(year=match.value("fiscal"))


def _named_day(match: Match, _company: Company) -> Expression | None:
    day = named_day(match.groups["named"][0].text)
    if day is None:
        return None
    if day.easter is not None:
        return Feast(day.easter, match.value("year"))
    return Calendar(day.year or match.value("year"), day.month, day.day)


def _named_period(match: Match, company: Company) -> Expression | None:
    """Return the years of a war with fixed ends; not where it only names a thing ("a World War II bomb")."""
    period = named_period(match.groups["named"][0].text)
    before, after = company.before(match), company.after(match)
    if period is None or before is None or before.name in ("a", "an", "WORD", "POSS"):
        return None
    if after is not None and after.name == "WORD" and after.lower not in company.stop_words:
        return None
    first, last = period
    return Range(Calendar(first.year, first.month, first.day), Calendar(last.year, last.month, last.day))


PERIOD_MAKERS: dict[str, Maker] = {
    "season": _season,
    "season_alone": _season_alone,
    "decade": _decade,
    "quarter_alone": _quarter_alone,
    "year_end": _year_end,
    "spoken_decade": _spoken_decade,
    "century": _century,
    "quarter": _quarter,
    "half": _half,
    "fiscal": _fiscal,
    "named_day": _named_day,
    "named_period": _named_period,
}
