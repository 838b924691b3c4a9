"""An HTML page → a document."""

from __future__ import annotations

import copy
import logging
import re
import threading
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from entente.records import Document
from entente.sources.bylines import clean_author, is_name
from entente.sources.cues import fold
from entente.sources.facts import Facts, to_document
from entente.sources.failure import Failure
from entente.sources.hygiene import safe_characters, tidy
from entente.sources.options import ReadOptions
from entente.sources.page_text import read_page_text
from entente.sources.prune import lay_out, prune
from entente.sources.shown import read_shown, visible_lines
from entente.sources.structured import read_linked_data, read_meta
from entente.sources.text import facts_of
from entente.sources.written_dates import date_in_url, read_date

_SPACE = re.compile(r"\s+")
_MIN_TEXT = 40  # characters; less is taken for a page whose text was not found
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BLOCKS = ("p", "h2", "h3", "h4", "li", "blockquote", "pre")
_LOCK = threading.Lock()


def read_page(text: str, *, source: str, options: ReadOptions, url: str | None = None) -> Document | Failure:
    """Return the document of an HTML page: its main text, and facts checked over several readings.

    A field is taken from JSON-LD, then ``<meta>``, then what the page shows, then trafilatura. The
    page is data: no script runs and nothing that it names is loaded.
    """
    try:
        return _read(_parse(text), source=source, options=options, url=url)
    except (etree.LxmlError, ValueError, RecursionError) as exc:
        return Failure(source, f"it cannot be read as HTML ({exc}); expected a page")


def _read(tree: HtmlElement, *, source: str, options: ReadOptions, url: str | None) -> Document | Failure:
    raw, guessed = _main_text(tree, url)
    stated = _stated(tree, raw, options)
    page = read_page_text(raw, title=stated.title, author=stated.author)
    if not page.body.strip():
        return Failure(source, "no article text was found; is the page a list of links or built by script?")
    facts = stated.over(replace(facts_of(page, options), title=stated.title)).over(guessed)
    address = url or facts.url
    facts = replace(
        facts,
        url=address,
        published=facts.published or date_in_url(address),
        disclaimer=page.disclaimer,
        release=facts.release or page.release,
    )
    return to_document(page.body, facts, source=source)


def _stated(tree: HtmlElement, text: str, options: ReadOptions) -> Facts:
    """Return what the page states of itself, for machines and for readers."""
    shown = read_shown(tree, text, options)
    linked, meta = read_linked_data(tree, options), read_meta(tree, options)
    heading = _heading(tree)
    publisher = shown.publisher or linked.publisher or meta.publisher or _site_in_title(tree, heading)
    facts = linked.over(meta).over(shown)
    title = _clean_title(facts.title or heading or _title_tag(tree), heading, publisher)
    return replace(facts, title=title, publisher=publisher)


def _parse(text: str) -> HtmlElement:
    parser = HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8"
    )
    data = safe_characters(_XML_HEAD.sub("", text)).encode("utf-8", errors="replace")
    tree = document_fromstring(data, parser=parser, ensure_head_body=True)
    if tree.find("body") is None:
        raise ValueError("no body")
    return tree


def _main_text(tree: HtmlElement, url: str | None) -> tuple[str, Facts]:
    """Return the text of the page, its paragraphs apart, and trafilatura's facts."""
    pruned = copy.deepcopy(tree)
    prune(pruned)
    lay_out(pruned)
    own = "\n\n".join(_paragraphs(pruned))
    text, facts = _trafilatura(pruned, url)
    if len(text) < _MIN_TEXT or len(text) * 2 < _length_of_prose(own):
        text = own if len(own) > len(text) else text
    if len(text) < _MIN_TEXT:
        bare = copy.deepcopy(tree)
        etree.strip_elements(bare, "script", "style", "noscript", "template", "nav", "head", with_tail=False)
        whole = "\n\n".join(_paragraphs(bare)) or "\n".join(visible_lines(bare))
        text = whole if len(whole) > len(text) else text
    return text, facts


def _trafilatura(tree: HtmlElement, url: str | None) -> tuple[str, Facts]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        with _LOCK:
            found = bare_extraction(
                tree,
                url=url,
                include_comments=False,
                include_tables=False,
                with_metadata=True,
                as_dict=False,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
    except Exception:  # a page may break any of its many heuristics; the page is then read without them
        return "", Facts()
    if found is None or isinstance(found, dict):
        return "", Facts()
    text = "\n\n".join(line for line in (found.text or "").split("\n") if line.strip())
    author = found.author if found.author and is_name(found.author.split(";")[0]) else None
    return text, Facts(
        title=found.title,
        author=clean_author(author) if author else None,
        published=read_date(found.date),
        publisher=found.sitename,
        language=(found.language or "")[:2] or None,
    )


def _paragraphs(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter(*_BLOCKS):
        if any(parent.tag in _BLOCKS for parent in element.iterancestors()):
            continue
        text = _SPACE.sub(" ", element.text_content()).strip()
        if text and not (element.tag == "li" and len(text) < 60):
            yield text


def _length_of_prose(text: str) -> int:
    return sum(len(line) for line in text.split("\n") if len(line) >= 80)


def _heading(tree: HtmlElement) -> str | None:
    """Return the heading that the ``<title>`` repeats, else the first of rank one."""
    tag = fold(_title_tag(tree) or "")
    heads = {
        rank: [_SPACE.sub(" ", one.text_content()).strip() for one in tree.iter(rank)]
        for rank in ("h1", "h2")
    }
    repeated = [
        head for rank in heads.values() for head in rank if len(head) > 8 and tag.startswith(fold(head))
    ]
    first = [head for head in heads["h1"] if len(head.split()) >= 3]
    return next(iter(repeated or first or [head for head in heads["h1"] if head]), None)


def _title_tag(tree: HtmlElement) -> str | None:
    element = tree.find(".//title")
    return (_SPACE.sub(" ", element.text_content()).strip() or None) if element is not None else None


def _site_in_title(tree: HtmlElement, heading: str | None) -> str | None:
    """Return the name that the ``<title>`` puts behind the heading: ``A pact is signed - Andes Post``."""
    tag = _title_tag(tree) or ""
    if not heading or not fold(tag).startswith(fold(heading)):
        return None
    tail = re.split(r"\s*[|«»·]\s*|\s+[–—-]\s+", tag[len(heading) :])[-1].strip()
    return tail if tail and tail != tag and 1 <= len(tail.split()) <= 6 else None


def _clean_title(title: str | None, heading: str | None, publisher: str | None) -> str | None:
    """Return the title without the site's name behind it."""
    if title is None:
        return None
    if heading and fold(title).startswith(fold(heading)) and len(heading.split()) >= 3:
        return tidy(heading)
    head, mark, tail = _at_last_mark(title)
    if mark and head and publisher and fold(tail) in (fold(publisher), fold("The " + publisher)):
        return tidy(head)
    if mark == " | " and head and not heading and len(tail.split()) <= 5:
        return tidy(head)
    return tidy(title)


def _at_last_mark(title: str) -> tuple[str, str, str]:
    """Cut a title before its last " | " or dash: the site's name often stands behind it."""
    match = re.match(r"(.*)(\s[|–—«»·-]\s)(.*)$", title)
    return (match.group(1), match.group(2), match.group(3)) if match else (title, "", "")
