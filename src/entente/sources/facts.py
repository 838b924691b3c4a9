"""What a source says of a document, apart from its text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from entente.records import Document, Genre
from entente.sources.cues import fold
from entente.sources.genre import GenreCues, tell_genre


@dataclass(frozen=True, slots=True)
class Facts:
    """Fields of a document as one part of its source gives them; None or empty where it is silent."""

    title: str | None = None
    author: str | None = None
    affiliation: str | None = None
    published: date | None = None
    publisher: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    genre: Genre | None = None
    types: tuple[str, ...] = ()  # schema.org types of the page
    disclaimer: bool = False
    release: bool = False

    def over(self, other: Facts) -> Facts:
        """Return these facts, with the other's where these are silent."""
        merged: dict[str, Any] = {
            item.name: getattr(self, item.name) or getattr(other, item.name) for item in fields(self)
        }
        return Facts(**merged)


def to_document(text: str, facts: Facts, *, source: str, label: str | None = None) -> Document:
    """Return the document of a text and the facts known of it; the genre follows from its cues."""
    cues = GenreCues(
        url=facts.url,
        section=facts.section,
        title=facts.title,
        author=facts.author,
        publisher=facts.publisher,
        affiliation=facts.affiliation,
        types=facts.types,
        disclaimer=facts.disclaimer,
        release=facts.release,
    )
    return Document.from_text(
        text,
        title=facts.title,
        published=facts.published,
        publisher=facts.publisher,
        author=facts.author if fold(facts.author or "") != fold(facts.publisher or "") else None,
        author_affiliation=facts.affiliation,
        url=facts.url,
        section=facts.section,
        keywords=facts.keywords,
        genre=facts.genre or tell_genre(cues),
        language=facts.language,
        source=source,
        label=label,
    )
