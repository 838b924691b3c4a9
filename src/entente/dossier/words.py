"""Codes in words, dates in words, and text made safe to show."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files

from entente.records import Granularity

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_UNSHOWN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("entente.dossier").joinpath("words.toml").read_text("utf-8"))


def word(table: str, code: str | int | None) -> str:
    """Return the words for a code, the code itself where there are none; empty for None."""
    return "" if code is None else _tables()[table].get(str(code), str(code))


def kinds() -> tuple[str, ...]:
    """Return the kinds of relation in the order in which a dossier shows them."""
    return tuple(_tables()["kinds"])


def type_words(type: str, mode: str | None) -> str:
    """Return an event's type and mode in words: "Visit" for CONSULT, visit."""
    table = _tables()["types"]
    return (table.get(f"{type}/{mode}") if mode else None) or table.get(type) or type


def shown(text: str | None) -> str:
    """Return text as one line without control characters and marks that turn the writing direction."""
    return _SPACE.sub(" ", _UNSHOWN.sub(" ", text or "")).strip()


def joined(names: Iterable[str]) -> str:
    """Return names as a list in words: "China, Russia and India"."""
    parts = list(names)
    return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def plural(count: int, noun: str) -> str:
    """Return "1 event", "2 events"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def day_words(day: date | None) -> str:
    """Return "1 April 2018", or "date not stated"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else "date not stated"


def date_words(first: date | None, last: date | None, granularity: Granularity | None) -> str:
    """Return an interval in the words of its granularity: "June 2017", "week of 2 April 2018"."""
    if first is None or last is None:
        known = first or last
        return (f"{'from' if first else 'until'} {day_words(known)}") if known else "date not stated"
    if first == last:
        return day_words(first)
    if granularity is Granularity.WEEK:
        return f"week of {day_words(first)}"
    if granularity is Granularity.DECADE and first.year % 10 == 0:
        return f"{first.year}s"
    return _span_words(first, last)


def period_words(first: date | None, last: date | None) -> str:
    """Return a period that may be open at either end."""
    if first and last:
        return _span_words(first, last)
    if first:
        return f"since {day_words(first)}"
    return f"until {day_words(last)}" if last else "all dates"


def _span_words(first: date, last: date) -> str:
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole and first.year == last.year:
        one, two = MONTHS[first.month - 1], MONTHS[last.month - 1]
        return f"{one} {first.year}" if one == two else f"{one}–{two} {first.year}"
    if whole:
        return f"{MONTHS[first.month - 1]} {first.year} – {MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}" if first != last else day_words(first)
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{day_words(first)} – {day_words(last)}"
