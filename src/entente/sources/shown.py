"""Facts that a page shows to its readers: bylines, date lines, breadcrumbs, notes on the author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from entente.sources.bylines import clean_author, is_name, read_author_note
from entente.sources.cues import fold
from entente.sources.facts import Facts
from entente.sources.lines import LineKind, read_line
from entente.sources.options import ReadOptions
from entente.sources.page_text import PageText
from entente.sources.prune import has_word
from entente.sources.text import facts_of
from entente.sources.written_dates import read_date

_SPACE = re.compile(r"\s+")
_MARKED = (
    *("span", "div", "p", "a", "time", "address", "em", "li", "b", "strong", "i", "td", "h4", "h5"),
    *("ol", "ul", "nav"),
)
_INLINE = frozenset(
    ["a", "span", "b", "strong", "i", "em", "u", "font", "time", "sup", "sub", "small", "abbr", "cite", "q"]
)
_BOXES = ("p", "div", "span", "section", "em")
_SILENT = frozenset({"script", "style", "noscript", "template", "head"})
_BEFORE, _AFTER = 15, 8  # lines over and under the text that can belong to its header and footer
_UNDER = ("keywords", "publisher")  # what a footer may state


def read_shown(tree: HtmlElement, text: str, options: ReadOptions) -> Facts:
    """Return what stands in marked elements, and in the lines around the page's main text."""
    found = _marked(tree)
    lines = visible_lines(tree)
    first, last = _place(lines, text)
    for line in reversed(lines[max(first - _BEFORE, 0) : first]):
        _gather(found, line)
    for line in lines[last + 1 : last + 1 + _AFTER]:
        _gather(found, line, only=_UNDER)
    author = clean_author(found.get("author", "").split(", ")[0])
    crumbs = tuple(found.get("crumbs", "").split("\n")) if found.get("crumbs") else ()
    stated = facts_of(PageText("", author=author, crumbs=crumbs, fields=found), options)
    return Facts(
        author=author,
        affiliation=_affiliation(tree, author),
        published=stated.published,
        publisher=stated.publisher,
        section=stated.section,
        keywords=stated.keywords,
    )


def visible_lines(tree: HtmlElement) -> list[str]:
    """Return the page's text as lines: one for each block, inline elements run together."""
    parts: list[str] = []

    def walk(element: HtmlElement) -> None:
        stack: list[tuple[HtmlElement, bool]] = [(element, False)]
        while stack:
            node, left = stack.pop()
            if left:
                parts.append("" if node.tag in _INLINE else "\n")
                parts.append(node.tail or "")
                continue
            if isinstance(node.tag, str) and node.tag not in _SILENT:
                parts.append("" if node.tag in _INLINE else "\n")
                parts.append(_kept_gaps(node.text))
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node))
            else:
                parts.append(node.tail or "")

    walk(tree)
    lines = (
        re.sub(r"[ \t\r\f]+", " ", line).replace("\xa0", " ").strip() for line in "".join(parts).split("\n")
    )
    return [line for line in lines if line]


def _kept_gaps(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")


def _marked(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter(*_MARKED):
        marks = [name for name in ("author", "date", "source") if has_word(element, f"{name}_marks")]
        if not marks and element.tag != "time" and element.get("rel") != "author":
            continue
        text = _SPACE.sub(" ", element.text_content()).strip()
        around = element.iterancestors("aside", "section", "ul")
        if not 2 < len(text) <= 200 or any(has_word(parent, "words") for parent in around):
            continue
        _gather(found, text)
        if ("author" in marks or element.get("rel") == "author") and is_name(text):
            found.setdefault("author", text)
        if element.tag == "time" and read_date(element.get("datetime") or text):
            found.setdefault("published", element.get("datetime") or text)
    return found


def _gather(found: dict[str, str], line: str, *, only: Sequence[str] = ()) -> None:
    read = read_line(line)
    if read.kind not in (LineKind.FIELDS, LineKind.CRUMBS):
        return
    for name, value in read.fields.items():
        if name != "title" and (not only or name in only):
            found.setdefault(name, value)


def _place(lines: Sequence[str], text: str) -> tuple[int, int]:
    """Return where the text's first and last line stand among the page's lines."""
    own = [fold(line)[:60] for line in text.split("\n") if len(line) >= 60] or [fold(text)[:60]]
    folded = [fold(line) for line in lines]
    first = next((i for i, line in enumerate(folded) if own[0] in line), 0)
    last = next((i for i in range(len(folded) - 1, -1, -1) if own[-1] in folded[i]), len(lines))
    return first, last


def _affiliation(tree: HtmlElement, author: str | None) -> str | None:
    for box in tree.iter(*_BOXES):
        if not has_word(box, "bio_marks"):
            continue
        for element in box.iter(*_BOXES):
            text = _SPACE.sub(" ", element.text_content()).strip()
            note = read_author_note(text, author) if len(text) <= 900 else None
            if note:
                return note.affiliation
    return None
