"""The header of a saved page: where it ends, the title it holds, the lines that go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from entente.sources.bylines import is_role_line
from entente.sources.cues import cues, fold
from entente.sources.lines import Line, LineKind, is_prose
from entente.sources.marked_page import MarkedPage
from entente.sources.written_dates import is_only_date

_MAX_SHORT = 12  # headings, menu entries and the like that may stand between two lines of a header
_MAX_DECK = 2  # sentences or paragraphs that may
_MAX_DECK_LENGTH = 400  # their characters
_WRAPPED = 50  # characters; lines at least so long, one under the other, are a wrapped paragraph
_MAX_TITLE = 220


def header_end(lines: Sequence[Line]) -> int:
    """Return the index after the header's last line: 0 where there is no header."""
    end, short, deck, length = 0, 0, 0, 0
    wrapped = _wrapped(lines)
    for index, line in enumerate(lines):
        if line.kind is LineKind.TEXT and (index in wrapped or is_prose(line.text)):
            deck, length = deck + 1, length + len(line.text)
        elif line.kind is LineKind.TEXT:
            short += 1
        elif line.strong or (line.kind is LineKind.NAVIGATION and not deck):
            end, short = index + 1, 0
        if short > _MAX_SHORT or deck > _MAX_DECK or length > _MAX_DECK_LENGTH:
            break
    return end


def _wrapped(lines: Sequence[Line]) -> set[int]:
    """Return the lines that belong to paragraphs wrapped over three lines or more."""
    found: set[int] = set()
    block: list[int] = []
    for index in range(len(lines) + 1):
        if index < len(lines) and lines[index].kind is not LineKind.BLANK:
            block.append(index)
            continue
        if len(block) >= 3 and all(len(lines[i].text) >= _WRAPPED for i in block[:-1]):
            found.update(block)
        block = []
    return found


def take_header(page: MarkedPage, end: int, known: str | None) -> str | None:
    """Take the header's lines off the body and return the title that they hold."""
    texts = [i for i in range(end) if page.lines[i].kind is LineKind.TEXT]
    wrapped = _wrapped(page.lines)
    page.release = any(_is_release_line(page.text(i)) for i in texts)
    texts = [i for i in texts if i not in wrapped and not _is_release_line(page.text(i))]
    for index in range(end):
        if page.lines[index].strong:
            page.drop(index)
    title = _choose_title(page, texts, end, known)
    for index in range(end):
        line = page.lines[index]
        if line.kind is LineKind.TEXT and not _same_title(line.text, title):
            short = len(line.text.split()) <= 4 and not is_prose(line.text) and index not in wrapped
            above = title is not None and index < _index_of(page, title)
            if _is_post(page, index):
                page.fields.setdefault("affiliation", line.text.strip())
            elif not (short or _is_release_line(line.text)) and (
                index in wrapped or is_prose(line.text) or not above
            ):
                continue  # a deck: it is text
        if line.kind is not LineKind.BLANK:
            page.drop(index)
    if title is None:
        return None
    for index in range(min(end + 3, len(page.lines))):  # the title once more over the text
        if _same_title(page.lines[index].text, title):
            page.drop(index)
    return title


def _is_release_line(text: str) -> bool:
    return fold(text).strip(":*- ") in cues("genre", "release_lines")


def _choose_title(page: MarkedPage, texts: list[int], end: int, known: str | None) -> str | None:
    if known:
        return known
    if "title" in page.fields:
        return page.fields["title"]
    over = _title_over_text(page, end)
    if page.release and over:  # above the date of a release stand the names of its offices
        return over
    firsts = [i for i in range(end) if page.lines[i].kind is LineKind.FIELDS]
    stop = firsts[0] if firsts else end
    last_menu = _menu_end(page.lines[:stop])
    headings = [i for i in texts if _is_heading(page.text(i)) and not _is_post(page, i)]
    for pool in (
        [i for i in headings if last_menu < i < stop],
        [i for i in headings if i < stop],
        [i for i in headings if i >= stop],
    ):
        long_enough = [i for i in pool if len(page.text(i).split()) >= 4]
        if long_enough or (pool and not (pool[0] >= stop)):
            return page.text((long_enough or [max(pool, key=lambda i: len(page.text(i).split()))])[0])
    return over


def _menu_end(lines: Sequence[Line]) -> int:
    """Return the last line of the menu: breadcrumbs, or two navigation lines and more on end."""
    last, run = -1, 0
    for index, line in enumerate(lines):
        if line.kind is LineKind.BLANK:
            continue
        run = run + 1 if line.kind is LineKind.NAVIGATION else 0
        if run >= 2 or line.kind is LineKind.CRUMBS:
            last = index
    return last


def _title_over_text(page: MarkedPage, end: int) -> str | None:
    """Return the line over the body when it stands apart and is not a sentence of it."""
    filled = [i for i in range(end, len(page.lines)) if page.lines[i].kind is not LineKind.BLANK][:2]
    if len(filled) < 2 or page.lines[filled[0]].kind is not LineKind.TEXT:
        return None
    first, second = page.text(filled[0]), page.text(filled[1])
    apart = filled[1] > filled[0] + 1 or (len(second) > 150 and len(first) <= 120)
    ok = apart and _is_heading(first) and len(first.split()) >= 2 and (is_prose(second) or len(second) > 60)
    return first if ok else None


def _is_heading(text: str) -> bool:
    # a heading may ask, but does not end as a sentence does
    return len(text) <= _MAX_TITLE and not text.rstrip("\"'”’)").endswith((".", ",", ";", ":", "…"))


def _same_title(text: str, title: str | None) -> bool:
    if title is None or not text.strip():
        return False
    one, two = fold(text), fold(title)
    return one == two or (len(two) > 15 and bool(re.match(re.escape(two) + r"\s*[|–—-]\s*\S.{0,60}$", one)))


def undated(page: MarkedPage, title: str | None) -> str | None:
    """Return the title without the weekday and date that may close its line; they go to the fields."""
    match = re.match(
        r"(.{12,}?)[\s,|–—-]+((?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s.{6,30})$", title or "", re.I
    )
    if match is None or not is_only_date(match.group(2)):
        return title
    page.fields.setdefault("published", match.group(2))
    return match.group(1)


def _index_of(page: MarkedPage, title: str) -> int:
    return next((i for i, line in enumerate(page.lines) if _same_title(line.text, title)), len(page.lines))


def _is_post(page: MarkedPage, index: int) -> bool:
    """Tell whether the line right under a byline names the author's post."""
    before = next(
        (page.lines[i] for i in range(index - 1, -1, -1) if page.lines[i].kind is not LineKind.BLANK), None
    )
    return before is not None and "author" in before.fields and is_role_line(page.text(index))
