"""Printing for people: tables that fit in a hundred columns, and text that cannot steer a terminal."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TextIO

WIDTH = 100  # columns where the output is no terminal

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def safe(text: str) -> str:
    """Return the text without characters that steer a terminal; newlines and tabs stay."""
    return _CONTROLS.sub("", text)


def one_line(text: object) -> str:
    """Return the text safe and on one line."""
    return " ".join(safe(str(text)).split())


def width_of(stream: TextIO) -> int:
    """Return how many columns a line may have."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if stream.isatty() else WIDTH


def table(headings: Sequence[str], rows: Sequence[Sequence[object]], *, width: int = WIDTH) -> Iterator[str]:
    """Yield the lines of a table. The widest columns give way; a cell that is cut ends in an ellipsis."""
    cells = [[one_line("" if value is None else value) for value in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(headings, *cells, strict=True)]
    widths = _shrunk(widths, width - 2 * (len(widths) - 1))
    yield _row(headings, widths)
    yield "  ".join("─" * size for size in widths)
    for row in cells:
        yield _row(row, widths)


def _shrunk(widths: Sequence[int], room: int, least: int = 8) -> list[int]:
    """The widths made to fit by taking from the widest, none below the least."""
    fitting = list(widths)
    while sum(fitting) > room and max(fitting) > least:
        at = fitting.index(max(fitting))
        second = max((size for size in fitting if size < fitting[at]), default=least)
        fitting[at] = max(second, least, fitting[at] - (sum(fitting) - room), fitting[at] // 2)
        if fitting[at] == second:
            fitting[at] = max(least, second - 1)
    return fitting


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(fitted(cell, size) for cell, size in zip(cells, widths, strict=True)).rstrip()


def fitted(text: str, size: int) -> str:
    """Return the text cut or filled up to a number of columns."""
    if display_width(text) <= size:
        return text + " " * (size - display_width(text))
    kept = ""
    for char in text:
        if display_width(kept + char) >= size:
            break
        kept += char
    return kept + "…" + " " * (size - display_width(kept) - 1)


def display_width(text: str) -> int:
    """Return how many columns the text takes; East Asian wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def around(text: str, at: int, before: int = 28) -> str:
    """Return the text from shortly before a character on, so that a narrow column still shows it."""
    if at <= before + 12:
        return text
    start = text.rfind(" ", 0, at - before) + 1
    return f"…{text[start:]}" if start else text


def blocks(headings: Sequence[str], rows: Sequence[Sequence[object]], *, width: int = WIDTH) -> Iterator[str]:
    """Yield rows below each other, one value a line: for answers with more columns than a line has room."""
    size = max(map(display_width, headings))
    for number, row in enumerate(rows, start=1):
        yield f"── {number} " + "─" * max(0, width - len(str(number)) - 4)
        for heading, value in zip(headings, row, strict=True):
            text = one_line("" if value is None else value)
            yield f"{fitted(heading, size)}  {fitted(text, max(20, width - size - 2)).rstrip()}".rstrip()


def say(text: str) -> None:
    """Tell the user something beside the result: on standard error, on one line."""
    print(one_line(text), file=sys.stderr)
