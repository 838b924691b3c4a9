"""Facts that a page states for machines: JSON-LD of schema.org and ``<meta>``."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from entente.sources.bylines import clean_author
from entente.sources.cues import cues, fold, ordered
from entente.sources.facts import Facts
from entente.sources.options import ReadOptions
from entente.sources.text import split_keywords
from entente.sources.written_dates import read_date

_MAX_SCRIPT = 2_000_000  # characters of one JSON-LD block
_MAX_DEPTH = 12
_MAX_VALUE = 600


def read_linked_data(tree: HtmlElement, options: ReadOptions) -> Facts:
    """Return what the page's JSON-LD says of its article; blocks that are no JSON are passed over."""
    found = [item for block in _blocks(tree) for item in _articles(block, 0)]
    if not found:
        return Facts()
    generic = cues("meta", "generic_types")
    item = next((one for one in found if not set(_types(one)) <= generic), found[0])
    types = tuple(_types(item))
    author, affiliation = _people(item.get("author") or item.get("creator"))
    page = item.get("mainEntityOfPage")
    return Facts(
        title=_text(item.get("headline")) or _text(item.get("name")),
        author=author,
        affiliation=affiliation,
        published=read_date(_text(item.get("datePublished")), day_first=options.day_first),
        publisher=_name(item.get("publisher")) or _name(item.get("sourceOrganization")),
        section=_text(item.get("articleSection")),
        keywords=_keywords(item.get("keywords")),
        url=_address(item.get("url")) or _address(page) or _address(item.get("@id")),
        language=_language(_text(item.get("inLanguage"))),
        types=types if not set(types) <= generic else (),
        release=bool(set(types) & cues("meta", "release_types")),
    )


def read_meta(tree: HtmlElement, options: ReadOptions) -> Facts:
    """Return what the page's ``<meta>``, ``<link rel=canonical>`` and ``<html lang>`` say."""
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (
            element.get("property")
            or element.get("name")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        content = _text(element.get("content"))
        if name and content:
            values.setdefault(name.casefold().strip(), []).append(content)

    def first(name: str) -> str | None:
        return next((values[key][0] for key in ordered("meta", name) if key in values), None)

    authors = [
        one for key in ordered("meta", "author") for one in values.get(key, []) if not _is_address(one)
    ]
    tags = [one for key in ordered("meta", "keywords") for one in values.get(key, [])]
    dates = [one for key in ordered("meta", "published") for one in values.get(key, [])]
    canonical = next(
        (link.get("href") for link in tree.iter("link") if "canonical" in fold(link.get("rel") or "")), None
    )
    return Facts(
        title=first("title"),
        author=clean_author(authors[0]) if authors else None,
        published=next(
            (found for one in dates if (found := read_date(one, day_first=options.day_first))), None
        ),
        publisher=first("publisher"),
        section=first("section"),
        keywords=tuple(dict.fromkeys(word for one in tags for word in split_keywords(one))),
        url=_address(canonical) or _address(first("url")),
        language=_language(tree.get("lang")) or _language(first("language")),
    )


def _blocks(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold():
            continue
        text = (script.text or "")[:_MAX_SCRIPT].strip().removeprefix("<!--").removesuffix("-->")
        text = re.sub(r"^\s*//<!\[CDATA\[|//\]\]>\s*$|^\s*<!\[CDATA\[|\]\]>\s*$", "", text)
        try:
            yield json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _articles(one, depth + 1)
    elif isinstance(value, dict):
        if set(_types(value)) & cues("meta", "article_types"):
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(value.get(key), depth + 1)


def _types(item: dict[str, Any]) -> list[str]:
    value = item.get("@type")
    names = value if isinstance(value, list) else [value]
    return [re.split(r"[/#:]", name)[-1].casefold() for name in names if isinstance(name, str)]


def _people(value: Any) -> tuple[str | None, str | None]:
    people = value if isinstance(value, list) else [value]
    names = [name for person in people[:20] if (name := clean_author(_name(person) or ""))]
    affiliation = None
    for person in people[:20]:
        if isinstance(person, dict) and (job := _text(person.get("jobTitle"))):
            place = _name(person.get("worksFor")) or _name(person.get("affiliation"))
            affiliation = affiliation or (f"{job}, {place}" if place else job)
    return "; ".join(dict.fromkeys(names)) or None, affiliation


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next((name for one in value if (name := _name(one))), None)
    text = _text(value.get("name")) if isinstance(value, dict) else _text(value)
    return None if text is None or _is_address(text) else text


def _keywords(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    words = [word for one in values[:200] for word in split_keywords(_name(one))]
    return tuple(dict.fromkeys(words))


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return next((text for one in value if (text := _text(one))), None)
    if not isinstance(value, str):
        return None
    text = re.sub(r"\s+", " ", re.sub(r"<[^<>]{0,200}>", "", html.unescape(value))).strip()
    return text if text and len(text) <= _MAX_VALUE else None


def _address(value: Any) -> str | None:
    value = value.get("@id") if isinstance(value, dict) else value
    text = _text(value)
    return text if text and re.match(r"https?://[^\s<>\"']+$", text, re.IGNORECASE) else None


def _is_address(text: str) -> bool:
    return bool(re.match(r"(?:https?:)?//|www\.|@", text, re.IGNORECASE))


def _language(value: str | None) -> str | None:
    match = re.match(r"\s*([A-Za-z]{2})(?:[-_]|\s*$)", value or "")
    return match.group(1).casefold() if match else None
