"""The dossier as plain values, for JSON: the same parts, order and numbers as on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from entente.dossier.dossier import Dossier, Quote

VERSION = 1  # of this shape; a key that goes or changes its meaning raises it


def to_json(dossier: Dossier) -> dict[str, Any]:
    """Return the dossier as dicts, lists, strings and numbers; unknown is None, dates are ISO 8601.

    Text is as it stands in the documents: whoever puts it on a page escapes it.
    """
    plain = {item.name: _plain(getattr(dossier, item.name)) for item in fields(dossier)}
    return {"version": VERSION, **plain, "summary": dossier.summary, "coverage": dossier.coverage}


def _plain(value: Any) -> Any:
    if isinstance(value, Quote):
        return {**_fields(value), "text": value.text, "anchor": value.anchor}
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
