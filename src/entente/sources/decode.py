"""Bytes → text, and what kind of text it is."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import Enum

from entente.errors import UnreadableSource

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_MAGIC = (
    (b"%PDF-", "PDF is not read yet: save the page as HTML or text"),
    (b"PK\x03\x04", "it is a zip archive or an office document: save it as HTML or text"),
    (b"\xd0\xcf\x11\xe0", "it is an old office document: save it as HTML or text"),
    (b"{\\rtf", "it is a rich text file: save it as plain text"),
    (b"\x1f\x8b", "it is compressed: unpack it first"),
    (b"\x89PNG", "it is an image"),
    (b"\xff\xd8\xff", "it is an image"),
    (b"GIF8", "it is an image"),
)
_ALIASES = {  # what pages mean by these names, as browsers read them
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "gb2312": "gb18030",
}
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<meta\s+charset", re.IGNORECASE
)
_TAGS = re.compile(r"</?(?:p|div|span|a|h[1-6]|br|table|ul|li|meta|title|section)\b[^>]*>", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.IGNORECASE)


class Kind(Enum):
    """What a text is, by its content and then by its name."""

    HTML = "html"
    TEXT = "text"
    MARKDOWN = "markdown"
    JSON_LINES = "json lines"
    JSON = "json"
    CSV = "csv"
    FEED = "feed"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; ``note`` where that had to be guessed."""

    text: str
    encoding: str
    note: str | None = None


def refuse_binary(data: bytes) -> None:
    """Raise UnreadableSource, saying what it is, for bytes that are no text."""
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise UnreadableSource(reason)
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return
    head = data[:8192]
    controls = sum(byte < 9 or 14 <= byte < 27 or 28 <= byte < 32 for byte in head)
    if b"\x00" in head or controls * 20 > len(head):
        raise UnreadableSource("it is a binary file; expected a page, text, JSON Lines or CSV")


def decode(data: bytes, *, charset: str | None = None) -> Decoded:
    """Return the text of bytes: byte-order mark, then the declared charset, then UTF-8, then cp1252.

    Raises UnreadableSource for binary data.
    """
    refuse_binary(data)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(encoding, errors="replace"), encoding)
    declared = [charset, *(_declared(pattern, data) for pattern in (_META, _XML))]
    for name in [*dict.fromkeys(name for name in declared if name), "utf-8"]:
        text = _try(data, name)
        if text is not None:
            return Decoded(text, name.casefold())
    note = "it is not UTF-8 and names no encoding that fits; read as Windows-1252"
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252", note)


def _declared(pattern: re.Pattern[bytes], data: bytes) -> str | None:
    match = pattern.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def _try(data: bytes, name: str) -> str | None:
    name = _ALIASES.get(name.casefold(), name)
    try:
        text = codecs.decode(data, name)
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None
    return text if isinstance(text, str) else None


def tell_kind(text: str, *, name: str = "", media: str | None = None) -> Kind:
    """Return what the text is. Content decides; the file name and media type settle what is open."""
    head = text.lstrip("\ufeff \t\r\n")[:4096]
    suffix = name.casefold().rsplit(".", 1)[-1] if "." in name else ""
    if head.startswith("<") or _HTML.search(head[:1024]) or len(_TAGS.findall(head)) >= 6:
        if _FEED.search(head[:1024]) and not _HTML.search(head[:1024]):
            return Kind.FEED
        if head.startswith("<") or _HTML.search(head) or suffix in {"html", "htm", "xhtml"}:
            return Kind.HTML
        if suffix not in {"md", "markdown"}:
            return Kind.HTML
    if head.startswith("{"):
        return Kind.JSON if suffix == "json" or media == "application/json" else Kind.JSON_LINES
    if head.startswith("[") and (
        suffix == "json" or media == "application/json" or re.match(r"\[\s*\{", head)
    ):
        return Kind.JSON
    if suffix in {"csv", "tsv"} or media in {"text/csv", "text/tab-separated-values"}:
        return Kind.CSV
    if suffix in {"jsonl", "ndjson"}:
        return Kind.JSON_LINES
    if suffix in {"md", "markdown"} or media == "text/markdown":
        return Kind.MARKDOWN
    return Kind.TEXT
