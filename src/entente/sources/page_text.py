"""Saved pages as plain text: header and footer are read and taken off, the body stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from entente.sources.bylines import split_byline
from entente.sources.footer import take_author_notes, take_footer, take_marks, take_navigation
from entente.sources.header import header_end, take_header, undated
from entente.sources.hygiene import tidy
from entente.sources.lines import read_lines
from entente.sources.marked_page import MarkedPage


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


def read_page_text(text: str, *, title: str | None = None, author: str | None = None) -> PageText:
    """Return body and header fields of a saved page's text. ``title``, where known, is taken off too;
    ``author``, where known, tells whom a note at the end is about.

    The body's lines are lines of the text in their order; nothing is rewritten. A text without a
    header or footer comes back whole.
    """
    lines = read_lines(tidy(text).split("\n"))
    page = MarkedPage(lines, [True] * len(lines))
    end = header_end(lines)
    found = take_header(page, end, title)
    take_footer(page, end)
    take_navigation(page)
    take_marks(page)
    stated, affiliation = split_byline(page.fields.get("author", ""))
    author = author or stated
    affiliation = take_author_notes(page, author) or affiliation or page.fields.get("affiliation")
    body = tidy("\n".join(line.text for line, kept in zip(lines, page.keep, strict=True) if kept))
    title = page.fields.get("title") or found or title
    return PageText(
        body=body.lstrip(),
        title=undated(page, title),
        author=author,
        affiliation=affiliation,
        crumbs=tuple(page.fields.get("crumbs", "").split("\n")) if page.fields.get("crumbs") else (),
        fields=page.fields,
        disclaimer=page.disclaimer,
        release=page.release,
    )
