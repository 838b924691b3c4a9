"""Documents that come as rows: JSON Lines, JSON and CSV with the fields of the contract."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from entente.records import Document, Genre
from entente.sources.facts import Facts, to_document
from entente.sources.failure import Failure
from entente.sources.hygiene import safe_characters
from entente.sources.options import ReadOptions
from entente.sources.text import split_keywords
from entente.sources.written_dates import find_written_date, read_date

_LISTS = ("documents", "articles", "items", "data", "records")  # keys under which a JSON file keeps its rows
_FIELDS = "id, text, title, published, publisher, author, url"


class _RowError(ValueError):
    """A row that is no document; its text is the reason."""


def read_json_lines(
    lines: Iterable[tuple[int, str]], *, source: str, options: ReadOptions
) -> Iterator[Document | Failure]:
    """Yield a document or a Failure for each numbered line that is not blank, in their order."""
    for number, line in lines:
        if line.strip():
            yield read_row_text(line, source=f"{source}:{number}", options=options)


def read_row_text(line: str, *, source: str, options: ReadOptions) -> Document | Failure:
    """Return the document of one line of JSON Lines."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as exc:
        reason = exc.msg if isinstance(exc, json.JSONDecodeError) else "nested too deep"
        return Failure(source, f"the line is not JSON ({reason}); expected an object with {_FIELDS}")
    return read_row(value, source=source, options=options)


def read_json(text: str, *, source: str, options: ReadOptions) -> Iterator[Document | Failure]:
    """Yield the documents of a JSON file: one object, a list of objects, or a list under a common key."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as exc:
        yield Failure(
            source, f"it is not JSON ({exc}); expected an object or a list of objects with {_FIELDS}"
        )
        return
    if isinstance(value, dict) and "text" not in value:
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield read_row(item, source=f"{source}:{number}", options=options)
    else:
        yield read_row(value, source=source, options=options)


def read_csv(text: str, *, source: str, options: ReadOptions) -> Iterator[Document | Failure]:
    """Yield the documents of a CSV or TSV file whose header names the fields of the contract."""
    csv.field_size_limit(max(options.max_bytes, 131_072))
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(",\t;|", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [(name or "").strip().casefold() for name in reader.fieldnames or []]
        if "text" not in names:
            found = ", ".join(names[:8]) or "nothing"
            yield Failure(source, f"its header holds {found}; expected a column 'text' (of {_FIELDS})")
            return
        reader.fieldnames = names
        for row in reader:
            item = {
                key: value for key, value in row.items() if key and isinstance(value, str) and value != ""
            }
            yield read_row(item, source=f"{source}:{reader.line_num}", options=options)
    except csv.Error as exc:
        yield Failure(
            f"{source}:{reader.line_num}", f"the row is not CSV ({exc}); the rest of the file is not read"
        )


def read_row(value: Any, *, source: str, options: ReadOptions) -> Document | Failure:
    """Return the document of one row, its text unchanged but for Unicode form and newlines."""
    label = _label(value)
    try:
        if not isinstance(value, Mapping):
            raise _RowError(f"found {_kind(value)}; expected an object with {_FIELDS}")
        text = safe_characters(_string(value, "text") or "")
        if not text.strip():
            raise _RowError("the field 'text' is missing or empty; a document needs at least one sentence")
        size = len(text.encode("utf-8", errors="replace"))
        if size > options.max_bytes:
            raise _RowError(too_large(size, options.max_bytes))
        return to_document(text, _facts(value, source, options), source=source, label=label)
    except _RowError as exc:
        return Failure(source, str(exc), label)


def too_large(size: int, limit: int) -> str:
    """Return the reason for refusing a document over the limit."""
    found, allowed = f"{size / 1e6:.1f} MB", f"{limit / 1e6:g} MB"
    hint = "Split it, or raise the limit (--max-document-bytes)"
    return f"it holds {found}; one document may hold {allowed}. {hint}"


def _facts(row: Mapping[str, Any], source: str, options: ReadOptions) -> Facts:
    genre = _string(row, "genre")
    if genre is not None and genre not in set(Genre):
        options.note(source, f"{genre!r} is not a genre; expected one of {', '.join(Genre)}")
        genre = None
    section = _string(row, "section")
    return Facts(
        title=_string(row, "title"),
        author=_author(row),
        affiliation=_string(row, "author_affiliation"),
        published=_published(row, options),
        publisher=_string(row, "publisher"),
        section=section,
        keywords=_keywords(row.get("keywords")),
        url=_string(row, "url"),
        language=_string(row, "language"),
        genre=Genre(genre) if genre else None,
    )


def _published(row: Mapping[str, Any], options: ReadOptions) -> Any:
    stated = _string(row, "published")
    if stated is None:
        return None
    found = read_date(stated, day_first=options.day_first)
    if found is None:
        two = find_written_date(stated) is not None
        why = "can be read two ways or is no day of the calendar" if two else "is not a date"
        raise _RowError(f"'published' is {stated[:40]!r}, which {why}; expected YYYY-MM-DD")
    return found


def _author(row: Mapping[str, Any]) -> str | None:
    value = row.get("author")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(one.strip() for one in value if one.strip()) or None
    return _string(row, "author")


def _keywords(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(safe_characters(one.strip()) for one in value if isinstance(one, str) and one.strip())
    return split_keywords(value) if isinstance(value, str) else ()


def _string(row: Mapping[str, Any], name: str) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _RowError(f"{name!r} is {_kind(value)}; expected a string")
    return (
        safe_characters(value)
        if name == "text"
        else re.sub(r"\s+", " ", safe_characters(value)).strip() or None
    )


def _label(value: Any) -> str | None:
    found = value.get("id") if isinstance(value, Mapping) else None
    if isinstance(found, bool) or not isinstance(found, str | int):
        return None
    return safe_characters(str(found))


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
