"""From a matched shape to what it says; a maker returns None where the match is no date.

Makers see the atoms around the match, because "May", "March" or "2000" alone are dates only in
the right company.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from entente.nlp.date_atoms import Atom
from entente.nlp.date_expressions import (
    Calendar,
    Century,
    Decade,
    Expression,
    Feast,
    Numeric,
    Offset,
    Open,
    Part,
    Range,
    Season,
    Stretch,
    Today,
    Unit,
    Weekday,
)
from entente.nlp.date_grammar import Match
from entente.nlp.date_lexicon import load_lexicon, named_day, named_period
from entente.nlp.date_resolution import UNITS
from entente.records import Granularity

FUNCTION_CLASSES = frozenset({"COMMA", "DOT", "MARK", "BREAK", "POSS", "DASH", "SLASH", "CLOCK", "ERA"})
DEIXIS_YEAR = {"last": "last", "past": "last", "previous": "previous", "next": "next", "coming": "next"}


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


Maker = Callable[[Match, Company], Expression | None]


def make(match: Match, company: Company) -> Expression | None:
    """Return what the matched words say, None where they are no date."""
    if _is_name(match, company):
        return None
    before = company.before(match)
    if match.shape.needs_before and (before is None or before.lower not in match.shape.needs_before):
        return None
    return MAKERS[match.shape.make](match, company)


def _is_name(match: Match, company: Company) -> bool:
    """Tell "Sunday Times" and "April 6 Youth Movement" from dates: a capitalised noun makes the name."""
    if not any(
        atom.name in ("WEEKDAY", "MONTH", "SEASON", "DAY") for atom in company.atoms[match.first : match.last]
    ):
        return False
    for distance in (0, 1):
        after = company.after(match, distance)
        if after is None or not after.capital or after.name != "WORD":
            return False
        if after.lower in load_lexicon().name_nouns:
            return True
    return False


def singular(unit: str) -> str:
    """Return the unit in the singular."""
    return "century" if unit == "centuries" else unit.removesuffix("s")


def count(atoms: Sequence[Atom]) -> int:
    """Return what "three", "a", "twenty-five" or "25" count."""
    numbers = [atom.value for atom in atoms if isinstance(atom.value, int)]
    return sum(numbers) if numbers else 1


# --- days, months, years -----------------------------------------------------------------------


def _calendar(match: Match, company: Company) -> Expression | None:
    word = match.word("yword")
    if word is not None and word not in (*DEIXIS_YEAR, "this", "that", "same", "following"):
        return None
    day = match.value("day")
    if day is not None and _counts_things(company.after(match)) and match.value("year") is None:
        return None  # "in May 15 people died": the month alone is tried next
    year_word = DEIXIS_YEAR.get(word, word) if word else None
    return Calendar(match.value("year"), match.value("month"), day, year_word)


def _counts_things(atom: Atom | None) -> bool:
    return atom is not None and (atom.lower in load_lexicon().counted or atom.text == "%")


def _month_by_word(match: Match, company: Company) -> Expression | None:
    word = {"upcoming": "coming"}.get(match.word("mword") or "", match.word("mword"))
    if word in ("that", "same", "previous", "following"):
        return None if _looks_like_a_name(match, company) else Calendar(month=match.value("month"))
    return Calendar(month=match.value("month"), month_word=word)


def _month_alone(match: Match, company: Company) -> Expression | None:
    atom, before = match.groups["month"][0], company.before(match)
    if atom.lower not in load_lexicon().ambiguous_months:
        return None if _looks_like_a_name(match, company) else Calendar(month=match.value("month"))
    lexicon = load_lexicon()
    if before is not None and before.name == "DASH":  # mid-March
        before = company.before(match, 2)
    if before is None or before.name in FUNCTION_CLASSES or before.lower not in lexicon.month_after:
        return Calendar(month=match.value("month")) if _in_brackets(match, company) else None
    after = company.after(match)
    if before.lower in lexicon.month_weak_after:
        if atom.lower in company.name_months or _looks_like_a_name(match, company):
            return None
        if before.lower == "the" and (after is None or not after.lower.isalpha() or after.name != "WORD"):
            return None
        if before.lower == "the" and after is not None and after.lower in company.stop_words:
            return None
    return Calendar(month=match.value("month"))


def _in_brackets(match: Match, company: Company) -> bool:
    before, after = company.before(match), company.after(match)
    return before is not None and after is not None and (before.text, after.text) == ("(", ")")


def _looks_like_a_name(match: Match, company: Company) -> bool:
    """Tell "April Glaspie" from "In April Russia": a capital follows and no "in" comes before."""
    after, before = company.after(match), company.before(match)
    if after is None or after.name != "WORD" or not after.capital or after.text.isupper():
        return False
    if before is None or before.name == "BREAK" or before.text in (".", '"', "“"):
        return True
    return before.lower in ("by", "from", "to", "and", "with", "for", "as") or before.capital


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
    if _counts_things(company.after(match)) and match.value("year") is None and "month" not in _tail(match):
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


def _year_alone(match: Match, company: Company) -> Expression | None:
    atom = match.groups["year"][0]
    return Calendar(year=match.value("year")) if is_year(atom, match, company) else None


def is_year(atom: Atom, match: Match, company: Company) -> bool:
    """Tell the year 2014 from 2014 things, Resolution 2231, Unit 8200 and Vision 2030."""
    lexicon, before, after = load_lexicon(), company.before(match), company.after(match)
    determined = before is not None and before.lower in lexicon.determiners
    if after is not None and after.lower in lexicon.counted and not determined:
        return False
    if after is not None and (after.lower == "agenda" or after.name == "CLOCK"):
        return False
    if _is_round_number(atom, after, company) and not determined:
        return False
    if before is None or before.name in ("BREAK", "DOT"):
        return after is None or not after.text.isdigit()
    if before.text in ("(", "[", "'s", "’s", "'", "’") or before.name == "POSS":
        return True
    if before.name == "COMMA" and after is not None and after.text == ")":
        return True  # "(Reuters, 2014)"
    if before.name in ("COMMA", "DASH", "SLASH"):
        return _follows_a_time(company.before(match, 2))
    if before.lower in lexicon.approximations and before.lower not in lexicon.year_after:
        return False
    if before.lower in ("around", "over", "than", "to", "for") and _is_round_number(atom, after, company):
        return False
    return before.lower in lexicon.year_after


def _is_round_number(atom: Atom, after: Atom | None, company: Company) -> bool:
    """Tell "in 1500 homes": a round number, or one before modern times, and a plural noun."""
    if after is None or after.name != "WORD" or after.capital or after.lower in company.stop_words:
        return False
    year = atom.value if isinstance(atom.value, int) else 0
    return after.lower.endswith("s") and (year % 100 == 0 or year < 1800)


def _follows_a_time(atom: Atom | None) -> bool:
    if atom is None:
        return True
    return atom.name in ("MONTH", "YEAR", "DAY", "NTH", "SEASON", "WEEKDAY", "PART") or atom.lower in (
        *load_lexicon().year_after,
    )


def _short_year(match: Match, _company: Company) -> Expression | None:
    number = int(match.groups["short"][0].text[1:])
    return Calendar(year=number + (2000 if number < 30 else 1900))


def _before_christ(match: Match, company: Company) -> Expression | None:
    era = company.atoms[match.last - 1]
    if era.value == "ad":
        year = company.atoms[match.first].value
        return Calendar(year=year) if isinstance(year, int) and year > 31 else None
    return Open(Granularity.YEAR, "it lies before the common era, which the record's calendar does not hold")


def _year_range(match: Match, company: Company) -> Expression | None:
    first, last = str(match.groups["span"][0].value).split("-")
    if int(first) >= int(last) or _counts_things(company.after(match)):
        return None
    return Range(Calendar(year=int(first)), Calendar(year=int(last)))


# --- weekdays, units, lengths ------------------------------------------------------------------


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
    if not _ends_phrase(company.after(match), company):
        return Open(UNITS[unit], "it counts from a happening whose date is not given here")
    return Unit("following" if side == "after" else "previous", "day" if unit == "night" else unit)


def _ends_phrase(after: Atom | None, company: Company) -> bool:
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


def _offset(match: Match, company: Company) -> Expression | None:
    number, unit = count(match.groups["count"]), singular(match.word("unit") or "")
    direction = match.word("direction") or "ahead"
    unit = "day" if unit == "night" else unit
    if direction in ("before", "after", "prior"):
        if not _ends_phrase(company.after(match), company):
            return Open(UNITS[unit], "it counts from a happening whose date is not given here")
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


# --- longer times ------------------------------------------------------------------------------


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


def _overnight(match: Match, company: Company) -> Expression | None:
    """Return the night before the day of speaking; where a day follows, that day tells more."""
    after = company.after(match)
    if after is not None and (after.name == "WEEKDAY" or after.lower in ("on", "into", "from", "to", "and")):
        return None
    return Range(Today(-1), Today(0))


def _spoken_decade(match: Match, company: Company) -> Expression | None:
    before = company.before(match)
    if before is not None and before.lower in ("his", "her", "their", "my", "our"):
        return None  # an age
    first = company.atoms[match.first]
    return Decade(1900 + (match.value("decade") or 0)) if first.lower == "the" else None


def _century(match: Match, _company: Company) -> Expression | None:
    number = count(match.groups["number"])
    return Century(number) if 1 <= number <= 22 else None


def _quarter(match: Match, _company: Company) -> Expression | None:
    whole = Calendar(year=match.value("year")) if match.value("year") else Unit("this", "year")
    return Part("quarter", whole, match.value("quarter") or 1)


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


MAKERS: dict[str, Maker] = {
    "calendar": _calendar,
    "month_by_word": _month_by_word,
    "month_alone": _month_alone,
    "iso": _iso,
    "iso_month": _iso_month,
    "numeric": _numeric,
    "days": _days,
    "day_alone": _day_alone,
    "year_alone": _year_alone,
    "short_year": _short_year,
    "before_christ": _before_christ,
    "year_range": _year_range,
    "weekday": _weekday,
    "unit": _unit,
    "weekend": _weekend,
    "unit_but_one": _unit_but_one,
    "unit_beside": _unit_beside,
    "unit_now": _unit_now,
    "day_but_one": _day_but_one,
    "today": _today,
    "offset": _offset,
    "couple": _couple,
    "vague_offset": _vague_offset,
    "ahead": _ahead,
    "ahead_surely": _ahead_surely,
    "within": _within,
    "stretch": _stretch,
    "vague_stretch": _vague_stretch,
    "season": _season,
    "season_alone": _season_alone,
    "decade": _decade,
    "spoken_decade": _spoken_decade,
    "century": _century,
    "quarter": _quarter,
    "quarter_alone": _quarter_alone,
    "year_end": _year_end,
    "overnight": _overnight,
    "named_period": _named_period,
    "named_day": _named_day,
}
