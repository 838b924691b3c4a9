"""Plain text and Markdown → a document."""

from __future__ import annotations

import re

from entente.records import Document
from entente.sources.bylines import clean_author
from entente.sources.cues import fold, labels
from entente.sources.facts import Facts, to_document
from entente.sources.failure import Failure
from entente.sources.hygiene import tidy
from entente.sources.options import ReadOptions
from entente.sources.page_text import PageText, read_page_text
from entente.sources.written_dates import date_in_url, find_written_date, read_date

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE)
_MARKS = (  # Markdown that dresses text: the words stay
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(?<!\w)(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
)
_HEADING = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*$", re.MULTILINE)


def read_text(
    text: str, *, source: str, options: ReadOptions, known: Facts | None = None
) -> Document | Failure:
    """Return the document of a saved page's text or a plain text; a Failure where no text is left."""
    return _finish(read_page_text(text), known or Facts(), source, options)


def read_markdown(text: str, *, source: str, options: ReadOptions) -> Document | Failure:
    """Return the document of a Markdown text: front matter gives its fields, marks of dress go."""
    known = Facts()
    front = _FRONT.match(text)
    if front:
        known = _front_matter(front.group(1), options)
        text = text[front.end() :]
    heading = _HEADING.match(text.lstrip("\ufeff"))
    text = _FENCE.sub("", text)
    for pattern, put in _MARKS:
        text = pattern.sub(put, text)
    title = known.title or (tidy(heading.group(1)) if heading else None)
    return _finish(read_page_text(text, title=title), known, source, options)


def facts_of(page: PageText, options: ReadOptions) -> Facts:
    """Return the facts that a page's header and footer state."""
    got = page.fields
    url = got.get("url") or None
    published = read_date(got.get("published"), day_first=options.day_first)
    return Facts(
        title=page.title,
        author=page.author,
        affiliation=page.affiliation,
        published=published or read_date(got.get("updated"), day_first=options.day_first) or date_in_url(url),
        publisher=_publisher(got.get("publisher")),
        section=_section(page),
        keywords=split_keywords(got.get("keywords")),
        url=url if url and re.match(r"https?://\S+$", url) else None,
        language=(got.get("language") or "")[:2].casefold() or None,
        disclaimer=page.disclaimer,
        release=page.release,
    )


def split_keywords(value: str | None) -> tuple[str, ...]:
    """Return keywords apart; split at semicolons where there are any, else at commas."""
    parts = re.split(r"[;；|•·]" if value and re.search(r"[;；|•·]", value) else r"[,，、]|\s#", value or "")
    return tuple(dict.fromkeys(part.strip(" #\t") for part in parts if part.strip(" #\t")))


def _finish(page: PageText, known: Facts, source: str, options: ReadOptions) -> Document | Failure:
    if not page.body.strip():
        return Failure(source, "no text was found in it; a document needs at least one sentence")
    stated = page.fields.get("published")
    facts = facts_of(page, options)
    if stated and facts.published is None and find_written_date(stated):
        options.note(source, f"the date {stated!r} can be read two ways; set day_first to settle it")
    return to_document(page.body, known.over(facts), source=source)


def _publisher(value: str | None) -> str | None:
    value = (value or "").strip(" .,|")
    return value if value and not re.search(r"https?:|www\.|@", value) and len(value) <= 100 else None


def _section(page: PageText) -> str | None:
    if page.fields.get("section"):
        return page.fields["section"]
    title = fold(page.title or "")
    inner = [crumb for crumb in page.crumbs if fold(crumb)[:40] != title[:40]]
    generic = [
        crumb for crumb in inner if fold(crumb) not in {"content", "text", "article", "details", "main text"}
    ]
    return generic[-1] if generic else None


def _front_matter(block: str, options: ReadOptions) -> Facts:
    found: dict[str, str] = {}
    for line in block.splitlines():
        key, colon, value = line.partition(":")
        name = labels().get(fold(key).replace("_", " "))
        if colon and name and value.strip():
            found.setdefault(name, value.strip().strip("\"'"))
    keywords = found.get("keywords", "").strip("[]").replace('"', "").replace("'", "")
    author = found.get("author", "").strip("[]")
    return Facts(
        title=found.get("title"),
        author=clean_author(author) if author else None,
        published=read_date(found.get("published"), day_first=options.day_first),
        publisher=found.get("publisher"),
        section=found.get("section"),
        keywords=split_keywords(keywords),
        url=found.get("url"),
        language=found.get("language"),
    )
