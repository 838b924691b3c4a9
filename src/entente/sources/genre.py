"""Opinion, news or release: told by cues of address, section, title, byline and page type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from entente.records import Genre
from entente.sources.cues import cues, fold, ordered, patterns


@dataclass(frozen=True, slots=True)
class GenreCues:
    """What is known of a page that tells its genre."""

    url: str | None = None
    section: str | None = None
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    affiliation: str | None = None  # a note on the author: newspapers give it for guests, not for staff
    types: tuple[str, ...] = ()
    disclaimer: bool = False
    release: bool = False


def tell_genre(known: GenreCues) -> Genre:
    """Return the genre, UNKNOWN where no cue tells. Opinion cues win over release, release over news."""
    host, segments = _address(known.url)
    title = (known.title or "").casefold()
    section, author = fold(known.section or ""), fold(known.author or "")
    types = {kind.casefold() for kind in known.types}
    if (
        known.disclaimer
        or _is_guest(known.affiliation)
        or types & cues("genre", "opinion_types")
        or segments & cues("genre", "opinion_urls")
        or (section in cues("genre", "opinion_sections") and not known.release)
        or title.startswith(ordered("genre", "opinion_titles"))
        or author in cues("genre", "opinion_authors")
    ):
        return Genre.OPINION
    if (
        known.release
        or segments & cues("genre", "release_urls")
        or section in cues("genre", "release_sections")
        or title.startswith(ordered("genre", "release_titles"))
        or any(pattern.search(host) for pattern in patterns("genre", "release_hosts"))
    ):
        return Genre.RELEASE
    if (
        types & cues("genre", "news_types")
        or section in cues("genre", "news_sections")
        or segments & cues("genre", "news_urls")
        or author in cues("genre", "news_authors")
        or {author, fold(known.publisher or "")} & cues("names", "agencies")
    ):
        return Genre.NEWS
    return Genre.UNKNOWN


def _is_guest(affiliation: str | None) -> bool:
    words = set(re.findall(r"\w+", (affiliation or "").casefold()))
    return bool(words) and not words & cues("genre", "staff_roles")


def _address(url: str | None) -> tuple[str, set[str]]:
    try:
        parts = urlsplit(url or "")
        host = parts.hostname or ""
    except ValueError:
        return "", set()
    segments = {re.sub(r"\.\w{1,5}$", "", segment).casefold() for segment in parts.path.split("/")[:-1]}
    return host, segments | set(host.split(".")[:1])
