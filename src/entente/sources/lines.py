"""One line of a saved page: what it states of the document, or that it is text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from entente.sources.bylines import read_byline
from entente.sources.cues import cues, fold, label_pattern, labels, ordered
from entente.sources.written_dates import find_written_date, is_only_date

_SPLIT = re.compile(r"\s{2,}|\t+|\s*[|•·]\s*|\s+[–—-]\s+|\s+/\s+")
_CRUMB = re.compile(r"\s*(?:>>|[>»›→▸⟩]|::|/)\s*")
_COUNT = re.compile(
    r"""\d[\d,.]*\s*(?:min(?:ute)?s?\.?\s*(?:read|to\sread)?|views?|comments?|shares?|words|reads|likes?|restacks?)
    | (?:reading|read)\s+time\s*:?\s*\d+.*
    | \d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:gmt|utc|[a-z]{2,4})?""",
    re.IGNORECASE | re.VERBOSE,
)
_TERMINAL = re.compile(r"[.!?…][\"'”’)\]]*$")
_INNER = re.compile(r"[a-z)\"”][.!?]['\"”’)]*\s+[\"“(]?[A-Z]")
_BY_BEFORE = re.compile(
    r"^(\s*by\s+[^\t|]{3,60}?)(?:,|\s+on|\s+at|,\s+on)\s+(?=\d|[A-Z][a-z]{2,8}\.?\s+\d)", re.IGNORECASE
)
_BY_AFTER = re.compile(r"(\d)(?:,|\s*-)?(\s+)(by\s+[A-Z])", re.IGNORECASE)
_IN_SECTION = re.compile(r"^(by\s+\S.*?)\s+in\s+([A-Z][\w &]{2,40})$", re.IGNORECASE)
_MAX_HEADER, _MAX_TITLE = 400, 220  # characters
_EDGE = 120  # lines at either end among which header and footer are sought


class LineKind(Enum):
    """What a line is to the page."""

    BLANK = "blank"
    CRUMBS = "crumbs"
    FIELDS = "fields"  # states author, date, source, keywords …
    NAVIGATION = "navigation"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its kind and the fields it states, as written."""

    text: str
    kind: LineKind
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def strong(self) -> bool:
        """Whether the line can only belong to a header or a footer."""
        return self.kind in (LineKind.FIELDS, LineKind.CRUMBS)


def is_prose(text: str) -> bool:
    """Tell whether a line reads as running text: it ends a sentence, or holds the end of one."""
    words = text.split()
    ends = bool(_TERMINAL.search(text.rstrip()) or _INNER.search(text))
    return (len(words) >= 4 and ends) or len(text) > 220


def is_navigation(text: str) -> bool:
    """Tell whether a whole line is a button, a menu entry or a pointer to another page."""
    if len(text) > 200:
        return False
    folded = fold(text)
    exact = cues("navigation", "exact")
    if folded.strip(" :>»›|•·∙[]()…*") in exact:
        return True
    buttons = re.findall(r"\[\s*([^\]]*?)\s*\]", folded)
    if buttons and not re.sub(r"\[[^\]]*\]|[\s|]", "", folded):
        return all(button in exact for button in buttons)
    return folded.startswith(ordered("navigation", "prefixes"))


def read_lines(texts: Sequence[str]) -> list[Line]:
    """Return the lines with their kinds. Far from both ends only navigation is told from text."""
    first, last = _EDGE, len(texts) - _EDGE
    return [read_line(one) if i < first or i >= last else _read_inner(one) for i, one in enumerate(texts)]


def _read_inner(text: str) -> Line:
    stripped = text.strip()
    if not stripped:
        return Line(text, LineKind.BLANK)
    return Line(text, LineKind.NAVIGATION if is_navigation(stripped) else LineKind.TEXT)


def read_line(text: str) -> Line:
    """Return the line with its kind. Lines that read as prose are text, whatever they begin with."""
    stripped = text.strip()
    if not stripped:
        return Line(text, LineKind.BLANK)
    if is_navigation(stripped):
        return Line(text, LineKind.NAVIGATION)
    if len(stripped) > _MAX_HEADER:
        return Line(text, LineKind.TEXT)
    if not re.search(r"[^\W\d_]", stripped) and not is_only_date(stripped):
        return Line(text, LineKind.NAVIGATION)  # a count or a file number
    crumbs = _read_crumbs(stripped)
    if crumbs is not None:
        return Line(text, LineKind.CRUMBS, crumbs)
    found = _read_fields(stripped)
    if found is None:
        return Line(text, LineKind.TEXT)
    return Line(text, LineKind.FIELDS if found else LineKind.NAVIGATION, found)


def _read_crumbs(text: str) -> dict[str, str] | None:
    label, colon, rest = re.sub("：", ":", text).partition(":")
    labelled = bool(colon) and fold(label) in cues("breadcrumb", "labels")
    parts = [part for part in _CRUMB.split(rest if labelled else text) if part.strip()]
    home = bool(parts) and fold(parts[0]) in cues("breadcrumb", "home")
    if not (home and len(parts) > 1) and not (labelled and (home or len(parts) > 1)):
        return None
    inner = [part.strip() for part in parts if fold(part) not in cues("breadcrumb", "home")]
    return {"crumbs": "\n".join(inner)} if inner else {}


def _read_fields(text: str) -> dict[str, str] | None:
    """Return the fields that a line states ({} when it only counts views), None when it is text."""
    pieces = _pieces(text)
    known = [piece for piece in pieces if piece[0] is not None]
    others = [value for name, value in pieces if name is None]
    if not known or any(len(value.split()) > 4 or is_prose(value) for value in others):
        return None
    if any(_is_sentence(name, value) for name, value in known):
        return None
    found: dict[str, str] = {}
    for name, value in known:
        if name and value and name != "count":
            found.setdefault(name, value)
    return found


def _is_sentence(name: str | None, value: str) -> bool:
    """Tell whether what follows a label reads as text, so that the label is a word of it."""
    if name == "title":
        return bool(_INNER.search(value)) or len(value) > _MAX_TITLE
    return name != "keywords" and is_prose(value) and len(value.split()) > 8


def _pieces(text: str) -> list[tuple[str | None, str]]:
    """Cut a line at labels and separators into ``(field, value)``; field None where it is not known."""
    pieces: list[tuple[str | None, str]] = []
    marks = [match for match in label_pattern().finditer(text) if _is_label(text, match)]
    stops = [*(match.start() for match in marks[1:]), len(text)][: len(marks)]
    head = text[: marks[0].start()] if marks else text
    head = _BY_AFTER.sub("\\1\\2\t\\3", _BY_BEFORE.sub("\\1\t", head, count=1), count=1)
    pieces += [_bare(segment) for segment in _SPLIT.split(head) if segment.strip(" ,()[]")]
    for mark, stop in zip(marks, stops, strict=True):
        name = labels()[fold(mark.group(1))]
        value = text[mark.end() : stop].strip(" \t|•·,;()[]")
        pieces += _labelled(name, value)
    return pieces


def _is_label(text: str, match: re.Match[str]) -> bool:
    """A label opens the line, follows a gap or separator, or is capitalised in the run of labels."""
    before = text[: match.start()]
    return (
        not before.strip()
        or bool(re.search(r"(?:\s{2,}|\t|[|•·(\[,;]\s*)$", before))
        or match.group(1)[0].isupper()
    )


def _labelled(name: str, value: str) -> list[tuple[str | None, str]]:
    """Return the field and what else its value carries: ``Date: 2 Apr 2018 | Views 12``."""
    if name in ("keywords", "title", "url", "count", "editor", "location"):
        return [(name, value)]
    first, *rest = [part for part in _SPLIT.split(value) if part.strip()] or [""]
    if name in ("published", "updated") and find_written_date(value):
        first, rest = value, []
    return [(name, first.strip()), *map(_bare, rest)]


def _bare(segment: str) -> tuple[str | None, str]:
    """Name the field of a segment without a colon, where its form tells."""
    segment = segment.strip(" \t,()[]")
    blog = _IN_SECTION.match(segment)
    segment = blog.group(1) if blog else segment
    byline = read_byline(segment)
    if byline is not None:
        return "author", segment
    if is_only_date(segment) and not segment.endswith("."):
        return "published", segment
    for name in ("updated", "published"):
        label = _leading(segment, name)
        if label is not None and (is_only_date(label) or _COUNT.fullmatch(label)):
            return name, label
    if _COUNT.fullmatch(segment) or is_navigation(segment):
        return "count", segment
    if fold(segment.partition(", ")[0]) in cues("names", "agencies") and len(segment.split()) <= 6:
        return "publisher", segment.partition(", ")[0]
    return None, segment


def _leading(segment: str, name: str) -> str | None:
    folded = segment.casefold()
    for cue in sorted(cues("bare", name), key=len, reverse=True):
        if folded.startswith(cue + " "):
            return segment[len(cue) :].strip(" :,")
    return None
