"""The footer of a saved page, the buttons within its text, and the note on its author."""

from __future__ import annotations

import re

from entente.sources.bylines import read_author_note
from entente.sources.cues import cues, fold, ordered
from entente.sources.lines import Line, LineKind, is_navigation, is_prose
from entente.sources.marked_page import MarkedPage

_LONG = 250  # characters; a paragraph so long is not the teaser of another article
_MAX_PASSED = 3  # short lines that may stand between two lines of a footer


def take_footer(page: MarkedPage, begin: int) -> None:
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


def _closes(page: MarkedPage, line: Line) -> bool:
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


def _take_lists(page: MarkedPage, begin: int) -> None:
    """Take off everything from the head of a list of other articles, if little text follows it."""
    prose = [
        len(line.text) if line.kind is LineKind.TEXT and is_prose(line.text) else 0 for line in page.lines
    ]
    before, total = 0, sum(prose[begin:])
    last_long = max((index for index, length in enumerate(prose) if length > _LONG), default=-1)
    for index in range(begin, len(page.lines)):
        line, after = page.lines[index], total - before
        before += prose[index]
        if line.kind is LineKind.BLANK or not _is_list_head(line.text):
            continue
        if before and after * 4 <= before and index > last_long:
            for each in range(index, len(page.lines)):
                _note_closing(page, each)
                page.drop(each)
            return


def _note_closing(page: MarkedPage, index: int) -> None:
    if any(cue in fold(page.lines[index].text) for cue in cues("ending", "disclaimers")):
        page.disclaimer = True


def take_navigation(page: MarkedPage) -> None:
    for index, line in enumerate(page.lines):
        if page.keep[index] and line.kind is LineKind.NAVIGATION and is_navigation(line.text.strip()):
            page.drop(index)


def take_marks(page: MarkedPage) -> None:
    """Take lines that only rule off the text from both ends of the body."""
    filled = [i for i, line in enumerate(page.lines) if page.keep[i] and line.kind is not LineKind.BLANK]
    for run in (filled, filled[::-1]):
        for index in run:
            if not re.fullmatch(r"[\s*#=_—–.·•■-]+", page.lines[index].text):
                break
            page.drop(index)


def take_author_notes(page: MarkedPage, author: str | None) -> str | None:
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
