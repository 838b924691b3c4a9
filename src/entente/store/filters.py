"""What may be asked of events, relations, claims, documents and actors; nothing given means all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Conditions on events; all of them must hold.

    ``since`` and ``until`` keep events whose interval overlaps that period, both days inclusive.
    An event without a date is then left out unless ``undated`` is set: when it took place is not known.
    """

    between: tuple[str, str] | None = None  # two actor codes, in either direction
    directed: bool = False  # the first of ``between`` acts, the second receives
    actor: str | None = None  # takes part on either side
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None
    undated: bool = False
    country: str | None = None  # where it took place
    background: bool | None = None
    attributed_to: str | None = None
    min_confidence: float = 0.0
    text: str | None = None  # words of the evidence
    document: str | None = None
    incident: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationFilter:
    """Conditions on relations; ``since`` and ``until`` keep what holds, or was signed, in that period.

    A relation without any date is left out when a period is given, unless ``undated`` is set.
    """

    between: tuple[str, str] | None = None
    actor: str | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    undated: bool = False
    min_confidence: float = 0.0
    text: str | None = None
    document: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingFilter:
    """Conditions on relations merged across documents.

    ``as_of`` gives them as they stood on a day; what had ended by then is left out, unless ``statuses``
    asks for it or documents contradict each other on it. ``since`` and ``until`` keep what held, or was
    told of, in that period.
    """

    between: tuple[str, str] | None = None
    actor: str | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    contradicted: bool = False  # only those on which documents contradict each other
    text: str | None = None
    document: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Conditions on claims; ``since`` and ``until`` look at the day of publication."""

    about: tuple[str, ...] = ()  # every one of these codes
    holder: str | None = None  # code, or words of the holder's name
    roles: tuple[str, ...] = ()  # speaker, author, publisher
    since: date | None = None
    until: date | None = None
    text: str | None = None
    document: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFilter:
    """Conditions on documents; ``since`` and ``until`` look at the day of publication."""

    actors: tuple[str, ...] = ()  # names every one of these codes
    text: str | None = None  # words of title or text
    publisher: str | None = None
    author: str | None = None
    genres: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    document: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFilter:
    """Conditions on actors."""

    name: str | None = None  # words of name or code
    kinds: tuple[str, ...] = ()
    country: str | None = None
    limit: int | None = None
    offset: int = 0
