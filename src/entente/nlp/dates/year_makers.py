"""What is said by years, and how to tell the year 2014 from 2014 things."""

from __future__ import annotations

from entente.nlp.dates.atoms import Atom
from entente.nlp.dates.company import (
    Company,
    Maker,
    counts_things,
)
from entente.nlp.dates.expressions import (
    Calendar,
    Expression,
    Open,
    Range,
)
from entente.nlp.dates.grammar import Match
from entente.nlp.dates.lexicon import load_lexicon
from entente.records import Granularity


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
    if before.name == "POSS" and company.joined is not None and after is not None and after.name == "WORD":
        return (match.last - 1, match.last) in company.joined  # "Oman's 2014 vote", not "Orwell's 1984"
    if before.text in ("(", "[", "'s", "’s", "'", "’") or before.name == "POSS":
        return True
    if before.name == "COMMA" and after is not None and after.text in (")", ";"):
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
    if int(first) >= int(last) or counts_things(company.after(match)):
        return None
    return Range(Calendar(year=int(first)), Calendar(year=int(last)))


YEAR_MAKERS: dict[str, Maker] = {
    "year_alone": _year_alone,
    "short_year": _short_year,
    "before_christ": _before_christ,
    "year_range": _year_range,
}
