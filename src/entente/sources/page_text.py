"""Saved pages as plain text: header and footer are read and taken off, the body stays as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from entente.sources.bylines import is_role_line, read_author_note, split_byline
from entente.sources.cues import cues, fold, ordered
from entente.sources.hygiene import tidy
from entente.sources.lines import Line, LineKind, is_navigation, is_prose, read_line
from entente.sources.written_dates import is_only_date

_MAX_SHORT = 12  # headings, menu entries and the like that may stand between two lines of a header
_MAX_DECK = 2  # sentences or paragraphs that may
_MAX_DECK_LENGTH = 400  # their characters
_WRAPPED = 50  # characters; lines at least so long, one under the other, are a wrapped paragraph
_MAX_TITLE = 220
_MAX_PASSED = 3  # short lines that may stand between two lines of a footer


@dataclass(frozen=True, slots=True)
class PageText:
    """What a saved page says: the body, and the fields of header and footer as written."""

    body: str
    title: str | None = None
    author: str | None = None
    affiliation: str | None = None
    crumbs: tuple[str, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)  # published, publisher, keywords, url …
    disclaimer: bool = False  # "views are the author's own"
    release: bool = False  # "for immediate release"


@dataclass(slots=True)
class _Page:
    """Lines under reading; ``keep`` tells which of them are body."""

    lines: list[Line]
    keep: list[bool]
    fields: dict[str, str] = field(default_factory=dict)
    disclaimer: bool = False
    release: bool = False

    def drop(self, index: int) -> None:
        self.keep[index] = False
        for name, value in self.lines[index].fields.items():
            self.fields.setdefault(name, value)

    def text(self, index: int) -> str:
        return self.lines[index].text.strip()


def read_page_text(text: str, *, title: str | None = None, author: str | None = None) -> PageText:
    """Return body and header fields of a saved page's text. ``title``, where known, is taken off too;
    ``author``, where known, tells whom a note at the end is about.

    The body's lines are lines of the text in their order; nothing is rewritten. A text without a
    header or footer comes back whole.
    """
    lines = [read_line(line) for line in tidy(text).split("\n")]
    page = _Page(lines, [True] * len(lines))
    end = _header_end(lines)
    found = _take_header(page, end, title)
    _take_footer(page, end)
    _take_navigation(page)
    _take_marks(page)
    stated, affiliation = split_byline(page.fields.get("author", ""))
    author = author or stated
    affiliation = _take_author_notes(page, author) or affiliation or page.fields.get("affiliation")
    body = tidy("\n".join(line.text for line, kept in zip(lines, page.keep, strict=True) if kept))
    title = page.fields.get("title") or found or title
    return PageText(
        body=body.lstrip(),
        title=_undated(page, title),
        author=author,
        affiliation=affiliation,
        crumbs=tuple(page.fields.get("crumbs", "").split("\n")) if page.fields.get("crumbs") else (),
        fields=page.fields,
        disclaimer=page.disclaimer,
        release=page.release,
    )


def _header_end(lines: Sequence[Line]) -> int:
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


def _take_header(page: _Page, end: int, known: str | None) -> str | None:
    """Take the header's lines off the body and return the title that they hold."""
    texts = [i for i in range(end) if page.lines[i].kind is LineKind.TEXT]
    wrapped = _wrapped(page.lines)
    texts = [
        i
        for i in texts
        if i not in wrapped and fold(page.text(i)).strip(":*- ") not in cues("genre", "release_lines")
    ]
    title = _choose_title(page, texts, end, known)
    for index in range(end):
        line = page.lines[index]
        if line.kind is LineKind.TEXT and not _same_title(line.text, title):
            short = len(line.text.split()) <= 4 and not is_prose(line.text) and index not in wrapped
            above = title is not None and index < _index_of(page, title)
            if fold(line.text).strip(":*- ") in cues("genre", "release_lines"):
                page.release = True
            elif _is_post(page, index):
                page.fields.setdefault("affiliation", line.text.strip())
            elif not short and (index in wrapped or is_prose(line.text) or not above):
                continue  # a deck: it is text
        if line.kind is not LineKind.BLANK:
            page.drop(index)
    if title is None:
        return None
    for index in range(min(end + 3, len(page.lines))):  # the title once more over the text
        if _same_title(page.lines[index].text, title):
            page.drop(index)
    return title


def _choose_title(page: _Page, texts: list[int], end: int, known: str | None) -> str | None:
    if known:
        return known
    if "title" in page.fields:
        return page.fields["title"]
    firsts = [i for i in range(end) if page.lines[i].kind is LineKind.FIELDS]
    stop = firsts[0] if firsts else end
    last_menu = max(
        (i for i in range(stop) if page.lines[i].kind in (LineKind.NAVIGATION, LineKind.CRUMBS)), default=-1
    )
    headings = [i for i in texts if _is_heading(page.text(i)) and not _is_post(page, i)]
    for pool in (
        [i for i in headings if last_menu < i < stop],
        [i for i in headings if i < stop],
        [i for i in headings if i >= stop],
    ):
        long_enough = [i for i in pool if len(page.text(i).split()) >= 4]
        if long_enough or (pool and not (pool[0] >= stop)):
            return page.text((long_enough or [max(pool, key=lambda i: len(page.text(i).split()))])[0])
    return _title_over_text(page, end)


def _title_over_text(page: _Page, end: int) -> str | None:
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


def _undated(page: _Page, title: str | None) -> str | None:
    """Return the title without the weekday and date that may close its line; they go to the fields."""
    match = re.match(
        r"(.{12,}?)[\s,|–—-]+((?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s.{6,30})$", title or "", re.I
    )
    if match is None or not is_only_date(match.group(2)):
        return title
    page.fields.setdefault("published", match.group(2))
    return match.group(1)


def _index_of(page: _Page, title: str) -> int:
    return next((i for i, line in enumerate(page.lines) if _same_title(line.text, title)), len(page.lines))


def _is_post(page: _Page, index: int) -> bool:
    """Tell whether the line right under a byline names the author's post."""
    before = next(
        (page.lines[i] for i in range(index - 1, -1, -1) if page.lines[i].kind is not LineKind.BLANK), None
    )
    return before is not None and "author" in before.fields and is_role_line(page.text(index))


def _take_footer(page: _Page, begin: int) -> None:
    _take_lists(page, begin)
    index = len(page.lines) - 1
    passed: list[int] = []
    while index > begin and len(passed) <= _MAX_PASSED:
        line = page.lines[index]
        if not page.keep[index] or line.kind is LineKind.BLANK:
            pass
        elif _closes(page, line):
            for each in (index, *passed):
                page.drop(each)
            passed = []
        elif is_prose(line.text) or len(line.text.split()) > 6:
            return
        else:
            passed.append(index)
        index -= 1


def _closes(page: _Page, line: Line) -> bool:
    """Tell whether a line at the end of a page belongs to its footer."""
    folded = fold(line.text)
    if len(folded) <= 500 and any(cue in folded for cue in cues("ending", "disclaimers")):
        page.disclaimer = True
        return True
    if line.kind is not LineKind.TEXT or folded in cues("ending", "marks") or _is_list_head(line.text):
        return True
    if len(folded) > 300:
        return False
    return (len(folded) <= 120 and folded.startswith(ordered("ending", "starts"))) or any(
        cue in folded for cue in cues("ending", "contains")
    )


def _is_list_head(text: str) -> bool:
    folded = fold(text).strip(" :>»*#-|")
    return len(folded) <= 60 and (
        folded in cues("sections", "heads") or folded.startswith(ordered("sections", "starts"))
    )


def _take_lists(page: _Page, begin: int) -> None:
    """Take off everything from the head of a list of other articles, if little text follows it."""
    prose = [
        len(line.text) if line.kind is LineKind.TEXT and is_prose(line.text) else 0 for line in page.lines
    ]
    for index in range(begin + 1, len(page.lines)):
        line = page.lines[index]
        if line.kind is LineKind.BLANK or not _is_list_head(line.text):
            continue
        before, after = sum(prose[begin:index]), sum(prose[index:])
        if before and after * 4 <= before and max(prose[index:], default=0) <= 250:
            for each in range(index, len(page.lines)):
                _note_closing(page, each)
                page.drop(each)
            return


def _note_closing(page: _Page, index: int) -> None:
    if any(cue in fold(page.lines[index].text) for cue in cues("ending", "disclaimers")):
        page.disclaimer = True


def _take_navigation(page: _Page) -> None:
    for index, line in enumerate(page.lines):
        if page.keep[index] and line.kind is LineKind.NAVIGATION and is_navigation(line.text.strip()):
            page.drop(index)


def _take_marks(page: _Page) -> None:
    """Take lines that only rule off the text from both ends of the body."""
    filled = [i for i, line in enumerate(page.lines) if page.keep[i] and line.kind is not LineKind.BLANK]
    for run in (filled, filled[::-1]):
        for index in run:
            if not re.fullmatch(r"[\s*#=_—–.·•■-]+", page.lines[index].text):
                break
            page.drop(index)


def _take_author_notes(page: _Page, author: str | None) -> str | None:
    """Return the author's affiliation from a note at the end of the body, taking the note off."""
    filled = [i for i, line in enumerate(page.lines) if page.keep[i] and line.kind is LineKind.TEXT]
    for index in filled[-3:][::-1] + filled[:1]:
        note = read_author_note(page.text(index), author)
        if note is None:
            continue
        if note.whole and len(filled) > 1:
            page.drop(index)
            for head in range(max(index - 2, 0), index):
                if fold(page.lines[head].text).strip(" :*") in cues("affiliation", "heads"):
                    page.drop(head)
        return note.affiliation
    return None
