"""The words of dates and the classes they belong to, read once from ``data/date_lexicon.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from entente.nlp.cuedata import load_table

Value = int | str
VALUED = {
    "month": "MONTH",
    "month_short": "MONABBR",
    "weekday": "WEEKDAY",
    "weekday_short": "WDABBR",
    "count": "COUNT",
    "vague": "VAGUE",
    "ordinal": "ORDINAL",
    "season": "SEASON",
    "part": "PART",
    "edge": "EDGE",
    "deixis": "DEIXIS",
    "today": "TODAY",
    "spoken_decade": "SPOKEN",
    "daypart": "DAYPART",
    "era": "ERA",
}
CAPITAL = frozenset({"MONTH", "MONABBR", "WEEKDAY", "WDABBR", "ERA"})


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name: fixed in the year, or moving with Easter (``easter``: days from it)."""

    month: int | None
    day: int | None
    year: int | None
    easter: int | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Classes of words, named days, and the lists that tell names and numbers from dates."""

    classes: dict[str, tuple[str, Value]]  # lower-case word → class and value
    units: tuple[str, ...]
    named_days: dict[str, NamedDay]
    named_periods: dict[str, tuple[date, date]]
    phrases: re.Pattern[str]  # named days and names that only look like dates
    name_nouns: frozenset[str]
    name_bodies: frozenset[str]  # bodies that are called by a day, in any case
    ambiguous_months: frozenset[str]
    month_after: frozenset[str]
    month_weak_after: frozenset[str]
    month_titles: frozenset[str]
    year_after: frozenset[str]
    determiners: frozenset[str]
    counted: frozenset[str]
    approximations: frozenset[str]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the lexicon; it is read once."""
    table, days = load_table("date_lexicon"), load_table("date_named_days")
    named = {
        _key(name): NamedDay(row.get("month"), row.get("day"), row.get("year"), row.get("easter"))
        for row in days["day"]
        for name in row["names"]
    }
    periods = {_key(name): (row["first"], row["last"]) for row in days["period"] for name in row["names"]}
    months, years, names = table["ambiguous_months"], table["years"], table["names"]
    return Lexicon(
        classes=_classes(table),
        units=tuple(table["unit"]),
        named_days=named,
        named_periods=periods,
        phrases=_phrases([*named, *periods, *map(_key, names["phrases"])]),
        name_nouns=frozenset(names["nouns"]),
        name_bodies=frozenset(names["bodies"]),
        ambiguous_months=frozenset(months["months"]),
        month_after=frozenset(months["after"]),
        month_weak_after=frozenset(months["weak_after"]),
        month_titles=frozenset(months["titles"]),
        year_after=frozenset(years["after"]),
        determiners=frozenset(years["determiners"]),
        counted=frozenset(years["counted"]),
        approximations=frozenset(table["approximations"]["words"]),
    )


def _classes(table: dict[str, Any]) -> dict[str, tuple[str, Value]]:
    classes: dict[str, tuple[str, Value]] = {word: (word, word) for word in table["small"]["words"]}
    for section, name in VALUED.items():
        for word, value in table[section].items():
            classes[word] = (name, value)
    for word, unit in table["unit"].items():
        classes[word] = (f"unit_{word}", unit)
    return classes


def named_day(text: str) -> NamedDay | None:
    """Return the day that a name stands for, None where the phrase is only a name."""
    return load_lexicon().named_days.get(_key(text))


def named_period(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a war with a name, None for other names."""
    return load_lexicon().named_periods.get(_key(text))


def _key(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def _phrases(names: list[str]) -> re.Pattern[str]:
    """Return one pattern for all phrases, longest first; spaces match any space."""
    longest = sorted(set(names), key=lambda name: (-len(name), name))
    joined = "|".join(re.escape(name).replace(r"\ ", r"\s").replace("'", "['’]") for name in longest)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")
