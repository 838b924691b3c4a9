"""Dates as headers, bylines and metadata write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS = (  # every form names its parts; the first match in the text wins, earlier forms on a tie
    re.compile(r"(?<!\d)(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日"),
    re.compile(
        rf"\b(?P<name>{_MONTH})\b\.?\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*(?P<y>\d{{4}})(?!\d)", re.I
    ),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<name>{_MONTH})\b\.?[\s,-]*(?P<y>\d{{4}})(?!\d)",
        re.I,
    ),
    re.compile(rf"(?<!\d)(?P<y>\d{{4}})[\s,-]+(?P<name>{_MONTH})\b\.?[\s-]*(?P<d>\d{{1,2}})(?!\d)", re.I),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<s>[/-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})(?!\d)"),
)
_COMPACT = re.compile(r"^\s*(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:T?\d{4,6}Z?)?\s*$")
_IN_PATH = (
    re.compile(r"/(?P<y>(?:19|20)\d{2})(?P<s>[/-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?=[/_.-]|$)"),
    re.compile(r"/(?P<y>(?:19|20)\d{2})-?(?P<m>\d{2})[/-]?(?P<d>\d{2})(?=[/_.-]|$)"),
)
_REST = re.compile(
    r"""\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?
    | \d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:hrs|hours)?\s*(?:[ap]\.?m\.?(?!\w))?
    | \b\d{1,2}\s*[ap]\.?m\.?(?!\w)
    | \b(?:gmt|utc|[ecmpa][sd]t|et|pt|ct|bst|ces?t|ees?t|msk|ist|jst|kst|hkt|sgt)\b
    | \b(?:local|beijing|moscow)\s+time\b
    | [+-]\d{2}:?\d{2}\b | \b(?:at|on|as\s+of)\b | \bT(?=\d) | \bZ\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date found in a line: ``line[start:end]``; ``date`` is None where it cannot be told which day."""

    date: date | None
    start: int
    end: int


def _build(match: re.Match[str], day_first: bool | None) -> date | None:
    parts = match.groupdict()
    year = int(parts["y"])
    if parts.get("name"):
        month, day = _MONTHS[parts["name"].casefold()], int(parts["d"])
    elif parts.get("m"):
        month, day = int(parts["m"]), int(parts["d"])
    else:
        first, second = int(parts["a"]), int(parts["b"])
        if first != second and first <= 12 and second <= 12 and day_first is None:
            return None
        day, month = (first, second) if second <= 12 and (day_first or first > 12) else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_written_date(line: str, *, day_first: bool | None = None) -> WrittenDate | None:
    """Return the first date written out in the line, or None. Relative dates are not read."""
    found = [match for form in _FORMS if (match := form.search(line))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    return WrittenDate(_build(first, day_first), first.start(), first.end())


def read_date(value: str | None, *, day_first: bool | None = None) -> date | None:
    """Return the date that a field holds ("2018-4-2", "20180402", "2 Apr 2018 14:05 GMT"), or None."""
    if not value or len(value) > 200:
        return None
    compact = _COMPACT.match(value)
    if compact:
        return _build(compact, day_first)
    found = find_written_date(value, day_first=day_first)
    return found.date if found else None


def date_in_url(url: str | None) -> date | None:
    """Return the date that an address carries in its path (``/2018/04/02/``), or None."""
    found = (match for form in _IN_PATH if (match := form.search(url or "")))
    return next((day for match in found if (day := _build(match, None))), None)


def is_only_date(segment: str) -> bool:
    """Tell whether a stretch of a header holds a date, its weekday and hour, and nothing else."""
    found = find_written_date(segment)
    if found is None:
        return False
    rest = segment[: found.start] + " " + segment[found.end :]
    return not re.search(r"\w", _REST.sub(" ", rest))
