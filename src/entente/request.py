"""What ``entente code`` takes: one JSON object a line, with at least a text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from entente.errors import BadInput
from entente.records import Document, Genre

STRINGS = ("title", "publisher", "author", "author_affiliation", "url", "section", "language")

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def parse_request(line: str | bytes) -> Mapping[str, Any]:
    """Return the object on one line of JSON. Raises BadInput when it is anything else."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as exc:
        raise BadInput(f"found a line that is not JSON ({exc}); expected an object with a text") from exc
    if not isinstance(value, dict):
        raise BadInput(f"found {_kind(value)}; expected an object such as {{'id': '1', 'text': '…'}}")
    return value


def document_from_request(
    fields: Mapping[str, Any], *, source: str | None = None, published: date | None = None
) -> Document:
    """Return the document that the caller describes; ``published`` fills in where he gives no date.

    Keys that Entente does not know are ignored. Raises BadInput when the text is missing or empty,
    or a field holds something else than is expected.
    """
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        found = "an empty text" if isinstance(text, str) else f"{_kind(text)} as text"
        raise BadInput(f"found {found}; expected the words of one document in 'text'")
    label = fields.get("id")
    return Document.from_text(
        _whole(text),
        published=_published(fields.get("published")) or published,
        keywords=_keywords(fields.get("keywords")),
        genre=_genre(fields.get("genre")),
        source=source,
        label=None if label is None else _whole(str(label)),
        **{name: _string(fields, name) for name in STRINGS},
    )


def parse_day(text: str) -> date:
    """Return the day of an ISO 8601 date or time, such as 2018-04-02. Raises BadInput otherwise."""
    try:
        if len(text) > 10 and text[10] in "T ":
            return date.fromisoformat(text[:10])
        return date.fromisoformat(text)
    except ValueError as exc:
        raise BadInput(f"found {text!r} for a date; expected a day such as 2018-04-02") from exc


def _published(value: Any) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadInput(f"found {_kind(value)} for 'published'; expected a day such as '2018-04-02'")
    return parse_day(value.strip())


def _string(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadInput(f"found {_kind(value)} for {name!r}; expected text or null")
    return _whole(value)


def _keywords(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise BadInput(f"found {_kind(value)} for 'keywords'; expected a list of words")
    return tuple(_whole(word) for word in value)


def _genre(value: Any) -> Genre:
    try:
        return Genre(value or "unknown")
    except ValueError as exc:
        names = ", ".join(Genre)
        raise BadInput(f"found {value!r} for 'genre'; expected one of {names}") from exc


def _whole(text: str) -> str:
    """Replace halves of surrogate pairs, which no UTF-8 file can hold; offsets stay as they are."""
    return _HALF_CHARACTER.sub("\ufffd", text)


def _kind(value: Any) -> str:
    names = {str: "text", bool: "a truth value", int: "a number", float: "a number", list: "a list"}
    return "nothing" if value is None else names.get(type(value), "an object")
