"""Authors and what they are: bylines, author notes, affiliations."""

from __future__ import annotations

import re
from dataclasses import dataclass

from entente.sources.cues import cues, fold, ordered

_BY = re.compile(r"^\s*(?:op-ed\s+|text\s+|written\s+|reported\s+|posted\s+)?by\s+", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,\s+and\s+|\s+and\s+|\s*&\s*|;\s*|/\s*)\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]?\s+(?=[\"“(]?[A-Z@])")
_ARTICLE = re.compile(r"^(?:an?|the|one of the)\s+", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Prof|Gen|Col|Lt|Sen|Rep|Jr|Sr|U\.S|U\.K|U\.N))\.$")
_MAX_NAME = 9  # words


@dataclass(frozen=True, slots=True)
class AuthorNote:
    """What a note says of the author. ``whole`` tells whether the paragraph says nothing else."""

    affiliation: str
    whole: bool


def is_name(text: str) -> bool:
    """Tell whether the text has the form of names: capitals and the particles between them."""
    words = text.replace(",", " ").split()
    if not 1 <= len(words) <= _MAX_NAME or len(text) > 120 or re.search(r"[:?!\"“”<>{}=@#]|https?|\d", text):
        return False
    if text.rstrip().endswith(".") and not _ABBREVIATION.search(text.rstrip()):
        return False
    if (
        any(word.casefold().strip(".,") in cues("names", "calendar") for word in words)
        or not words[0][0].isalpha()
    ):
        return False
    particles = cues("names", "particles")
    caps = [word for word in words if word[0].isupper() or (word[:1] in "'’‘`" and word[1:2].isupper())]
    rest = [word for word in words if word not in caps]
    return bool(caps) and all(
        word.casefold() in particles or word.startswith(("al-", "el-", "d'", "d’")) for word in rest
    )


def clean_author(value: str) -> str | None:
    """Return the author that a field holds, several joined by ``; ``; None for "admin" and the like."""
    value = re.sub(r"\s+", " ", _BY.sub("", value)).strip(" \t,;|–—-·•")
    if not value or fold(value) in cues("names", "not_authors") or re.match(r"https?:|www\.|@", value):
        return None
    value = value.title() if value.isupper() and " " in value else value
    parts = [part.strip(" ,") for part in _JOIN.split(value) if part.strip(" ,")]
    whole = len(parts) < 2 or not all(len(part.split()) > 1 and is_name(part) for part in parts)
    return value if whole else "; ".join(parts)


def split_byline(value: str) -> tuple[str | None, str | None]:
    """Return author and affiliation of a byline's value: ``Jane Doe, senior fellow at the X Institute``."""
    head, comma, tail = value.strip().partition(", ")
    if comma and _says_role(tail) and is_name(head):
        return clean_author(head), _tidy(tail)
    if comma and fold(tail) in cues("names", "agencies"):
        return clean_author(head), None
    return clean_author(value), None


def read_byline(segment: str) -> tuple[str | None, str | None] | None:
    """Return author and affiliation of ``By Jane Doe``, or None where the segment is no byline."""
    match = _BY.match(segment)
    if match is None:
        return None
    value = segment[match.end() :].strip()
    head, _, tail = value.partition(", ")
    if is_name(value) or (tail and is_name(head) and _says_role(tail) and len(value) < 200):
        return split_byline(value)
    return None


def is_role_line(line: str) -> bool:
    """Tell whether a line under a byline names a post: ``Senior fellow, Institute of X``."""
    words = line.split()
    return 2 <= len(words) <= 20 and not line.rstrip().endswith((".", "?", "!")) and _says_role(line)


def read_author_note(paragraph: str, author: str | None) -> AuthorNote | None:
    """Return what a paragraph such as "X is a senior fellow at Y." says of the author, or None.

    Without a known author only "The author is …" is read: somebody else's post is news, not a note.
    """
    paragraph = re.sub(r"\s+", " ", paragraph).strip(" *_()[]")
    holders = sorted(cues("affiliation", "holders"), key=len, reverse=True)
    names = [re.escape(name) for name in _spellings(author)] + [re.escape(holder) for holder in holders]
    opening = re.match(
        rf"(?:dr\.?\s+|prof(?:essor|\.)?\s+)?(?:{'|'.join(names)})\s*(?:\([^)]*\)\s*)?"
        r"(?:,|\s+(?:is|was|are|serves as|works as|teaches|has been)\b|\s+[–—-])\s*",
        paragraph,
        re.IGNORECASE,
    )
    if opening is None or len(paragraph) > 900:
        return None
    sentences = _SENTENCE.split(paragraph)
    first = paragraph[opening.end() : len(sentences[0])] if len(sentences[0]) > opening.end() else ""
    if not _says_role(first) or len(first) > 400:
        return None
    tails = tuple(name.split()[-1].casefold() for name in _spellings(author))
    further = (*ordered("affiliation", "further"), *tails)
    whole = all(sentence.casefold().lstrip('"“(@').startswith(further) for sentence in sentences[1:])
    return AuthorNote(_tidy(first), whole)


def _spellings(author: str | None) -> list[str]:
    return [name for name in re.split(r";\s*", author or "") if len(name.split()) > 1 or len(name) > 3]


def _says_role(text: str) -> bool:
    """Tell whether the words before the first link ("at", "of", a comma) hold a role noun."""
    lowered = fold(text)
    links = "|".join(sorted(cues("affiliation", "links")))
    opening = re.split(rf",|\b(?:{links})\b", lowered)[0]
    roles = cues("affiliation", "roles")
    words = re.findall(r"[a-z-]+", opening)
    singular = [word[:-1] if word.endswith("s") and word[:-1] in roles else word for word in words]
    return any(
        word in roles or f"{one} {word}" in roles
        for one, word in zip(["", *singular], singular, strict=False)
    )


def _tidy(affiliation: str) -> str:
    value = _ARTICLE.sub("", affiliation.strip(" \t,;*_"))
    return value if _ABBREVIATION.search(value) else value.rstrip(".")
