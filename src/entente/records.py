"""The frozen values that flow through Entente, from a document to a coded document.

Every span is a pair of code-point offsets into ``Document.text``, end exclusive, and
``document.text[start:end] == quote`` holds for every piece of evidence. Unknown is ``None``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Whether the text reports an event as having happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    NEGATED = "negated"


class DateBasis(StrEnum):
    """How a date is known: stated in full, worked out from another date, or not at all."""

    STATED = "stated"
    RELATIVE = "relative"
    NONE = "none"


class Granularity(StrEnum):
    """How long the interval is that the text names."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    PERIOD = "period"


class Genre(StrEnum):
    """What kind of text a document is; opinion pieces have their author as speaker."""

    NEWS = "news"
    OPINION = "opinion"
    RELEASE = "release"
    UNKNOWN = "unknown"


class RelationStatus(StrEnum):
    """Where a standing relation stands."""

    IN_FORCE = "in force"
    ANNOUNCED = "announced"
    SUSPENDED = "suspended"
    ENDED = "ended"
    PROPOSED = "proposed"


class Trend(StrEnum):
    """Which way a standing relation moves; ``None`` stands for not stated."""

    STRENGTHENING = "strengthening"
    STABLE = "stable"
    WEAKENING = "weakening"


_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no file can hold


def content_id(*parts: object) -> str:
    """Return a 16-digit hexadecimal hash of the parts: equal parts, equal id, on every machine."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normalise_text(text: str) -> str:
    """Return the text as it is stored: NFC, newlines as ``\\n``, no NUL, order mark or half character."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\x00", "").replace("\ufeff", "")
    return _LONE_SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Document:
    """One text and what its source says of it. Build it with :meth:`from_text`."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    author: str | None = None
    author_affiliation: str | None = None
    url: str | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    genre: Genre = Genre.UNKNOWN
    language: str | None = None
    source: str | None = None  # the file or address it was read from
    label: str | None = None  # the id that the caller gave, returned unchanged

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        title: str | None = None,
        published: date | None = None,
        publisher: str | None = None,
        author: str | None = None,
        author_affiliation: str | None = None,
        url: str | None = None,
        section: str | None = None,
        keywords: Sequence[str] = (),
        genre: Genre = Genre.UNKNOWN,
        language: str | None = None,
        source: str | None = None,
        label: str | None = None,
    ) -> Document:
        """Return a document with normalised text and its id, a hash of text and address."""
        text = normalise_text(text)
        return cls(
            id=content_id("document", text, url),
            text=text,
            title=title,
            published=published,
            publisher=publisher,
            author=author,
            author_affiliation=author_affiliation,
            url=url,
            section=section,
            keywords=tuple(keywords),
            genre=genre,
            language=language,
            source=source,
            label=label,
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the document's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words a row rests on: ``document.text[start:end] == quote``; ``sentence`` counts from 0."""

    start: int
    end: int
    quote: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts or is acted upon, as the text names them at ``start:end``.

    ``kind`` is one of ``ACTOR_KINDS``. ``country`` is ISO 3166 alpha-3 (Kosovo XKX) or None;
    ``organisation`` the id of the organisation the actor is or speaks for; ``sector`` a PLOVER
    sector (None for a bare state); ``person`` the person's full name where one is known;
    ``countries`` the states a plural stands for. ``reason`` says how the code was found, or why
    there is none.
    """

    start: int
    end: int
    text: str
    kind: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    organisation: str | None = None
    sector: str | None = None
    person: str | None = None
    office: str | None = None
    countries: tuple[str, ...] = ()
    reason: str | None = None


ACTOR_KINDS = (
    "state",  # a state, its capital or a metonym of its government
    "organ",  # a ministry, force, court, parliament, agency of a state
    "person",  # a named person, or an unnamed holder of an office ("the French president")
    "igo",  # an intergovernmental organisation
    "ngo",
    "company",
    "media",
    "armed_group",
    "party",  # a political party
    "group",  # people: protesters, residents, migrants, diplomats
    "plural",  # several states at once: "the two sides", "both countries"
    "unknown",  # "the West", "the international community": an actor without a code
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in the text, with the entity it belongs to within the document."""

    actor: Actor
    entity: int  # mentions of one entity share this number
    sentence: int


@dataclass(frozen=True, slots=True)
class EventDate:
    """When something took place or holds, as far as the text tells; both ends inclusive."""

    start: int  # character span of the expression
    end: int
    text: str
    first: date | None
    last: date | None
    granularity: Granularity | None
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the text, with what the gazetteer knows of it."""

    start: int
    end: int
    text: str
    name: str
    country: str | None
    admin: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    granularity: str | None  # "city", "admin", "country", "sea", "region", "site"


@dataclass(frozen=True, slots=True)
class Event:
    """One happening: who did what to whom, when and where, and how sure the text is of it."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: EventDate | None
    place: Place | None
    status: Status
    background: bool
    attributed_to: Actor | None
    plover_type: str | None  # status folded into type; None where the PLOVER view drops the event
    plover_mode: str | None
    cameo: str | None
    quad: int
    scale: float | None
    goldstein: float | None
    trigger: Span
    evidence: Evidence
    incident: str | None = None
    confidence: float = 1.0
    further: tuple[Evidence, ...] = ()  # further mentions of the same happening


@dataclass(frozen=True, slots=True)
class Relation:
    """Something that stands between actors over time."""

    id: str
    kind: str
    parties: tuple[Actor, ...]
    name: str | None
    evidence: Evidence
    role: str | None = None
    areas: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    signed: EventDate | None = None
    signed_place: Place | None = None
    holds_from: date | None = None
    holds_to: date | None = None
    status: RelationStatus | None = RelationStatus.IN_FORCE
    trend: Trend | None = None
    ordinal: int | None = None
    person: str | None = None
    office: str | None = None
    object: str | None = None
    subtype: str | None = None  # agreement: treaty, road map, memorandum, ...
    trigger: Span | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Claim:
    """Who says it. ``holder`` is the speaker, or the author or publisher when nobody is quoted."""

    id: str
    holder: Actor
    holder_role: str  # "speaker", "author" or "publisher"
    cue: Span | None
    evidence: Evidence
    about: tuple[Actor, ...] = ()
    events: tuple[str, ...] = ()  # ids of the events that the claim holds
    relations: tuple[str, ...] = ()
    strength: str | None = None  # neutral, assertive, doubtful, denying; None in the document's own voice


@dataclass(frozen=True, slots=True)
class Coding:
    """One run of one coder version over one document."""

    id: str
    document: str
    coder: str
    model: str
    codebook: str
    settings: str


@dataclass(frozen=True, slots=True)
class CodedDocument:
    """A document with everything that was read in it."""

    document: Document
    coding: Coding
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[EventDate, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = field(default=())  # what could not be known and why, for the reader
