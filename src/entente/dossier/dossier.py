"""The dossier as values: everything that its renderers show, in the order in which they show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from entente.dossier.timeline import Timeline
from entente.dossier.words import day_words, plural, word
from entente.records import DateBasis, Genre, Granularity, RelationStatus, Status, Trend
from entente.store.measures import Measures


@dataclass(frozen=True, slots=True)
class Name:
    """An actor as the dossier names it: ``Wei Fenghe (China)``."""

    label: str
    detail: str | None = None
    code: str | None = None

    def __str__(self) -> str:
        return f"{self.label} ({self.detail})" if self.detail else self.label


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a source, parted where the words stand that a row rests on.

    ``source`` is the number in the list of sources; ``sentence`` counts from 1; ``start`` and ``end``
    are the offsets in the document's text.
    """

    source: int
    document: str
    sentence: int
    start: int
    end: int
    before: str
    marked: str
    after: str

    @property
    def text(self) -> str:
        """The sentence as it stands in the document."""
        return self.before + self.marked + self.after

    @property
    def anchor(self) -> str:
        """The name of the sentence's place in the list of sources."""
        return f"s{self.source}-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class When:
    """The date of an entry, in values and in words."""

    first: date | None
    last: date | None
    granularity: Granularity | None
    basis: DateBasis
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """One source's account of a happening; ``further`` are its other sentences on it."""

    event: str
    type: str
    mode: str | None
    words: str
    status: Status
    attributed_to: Name | None
    quote: Quote
    further: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One happening of the chronology, with every report of it. ``when`` is None where no date is stated."""

    id: str
    type: str
    mode: str | None
    words: str
    quad: int
    scale: float | None
    cameo: str | None
    when: When | None
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    place: str | None
    status: Status
    background: bool
    contexts: tuple[str, ...]
    reports: tuple[Report, ...]

    @property
    def parties(self) -> str:
        """The parties in words: ``Wei Fenghe (China) → Russia``."""
        sides = [" · ".join(str(name) for name in side) for side in (self.actors, self.recipients)]
        return f"{sides[0] or 'somebody'} → {sides[1]}" if sides[1] else sides[0]


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a relation, in values and in words, with the sentences that tell it.

    ``change`` is opened, reported, changed or ended; ``basis`` tells whether a text dates the step
    ("stated") or only its publication does ("published").
    """

    change: str
    what: str
    value: str | None
    before: str | None
    day: date | None
    basis: str
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One of two accounts that contradict each other, with those who give it and their sentences."""

    value: str
    words: str
    said_by: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two accounts of one thing that cannot both be so. Neither is preferred."""

    what: str
    words: str
    accounts: tuple[Account, Account]


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that stands between the parties. ``facts`` are further things said of it, in words.

    ``status`` and ``trend`` are those that the newest report leaves it with.
    """

    id: str
    title: str
    parties: tuple[Name, ...]
    status: RelationStatus | None
    trend: Trend | None
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]
    history: tuple[Step, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The standing relations of one kind."""

    kind: str
    heading: str
    lines: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: the sentence, with the cue that introduces it marked."""

    id: str
    cue: str | None
    about: tuple[Name, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Voice:
    """Everything that one holder is quoted with."""

    holder: Name
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class SourceQuote:
    """A sentence in the list of sources, with every stretch that some row marks in it."""

    anchor: str
    sentence: int
    text: str
    marks: tuple[tuple[int, int], ...]  # offsets in ``text``


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the dossier quotes."""

    number: int
    document: str
    title: str | None
    author: str | None
    author_affiliation: str | None
    publisher: str | None
    published: date | None
    genre: Genre
    url: str | None
    place: str | None  # the file or address it was read from
    quotes: tuple[SourceQuote, ...]

    @property
    def name(self) -> str:
        """The title, or what else tells the document from others."""
        return self.title or self.url or self.place or f"document {self.document}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is. Quads and statuses count happenings, each once however many reports it has."""

    documents: int
    events: int
    incidents: int
    undated: int
    relations: int
    claims: int
    quads: Mapping[int, int]
    statuses: Mapping[str, int]
    publishers: int
    undated_documents: int
    first_published: date | None
    last_published: date | None
    examined: int | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What the record holds on one actor, or between two, in a period."""

    title: str
    actors: tuple[Name, ...]
    since: date | None
    until: date | None
    period: str
    counts: Counts
    timeline: Timeline | None
    measures: Measures | None
    chronology: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    standing: tuple[Group, ...]
    speakers: tuple[Voice, ...]
    judgements: tuple[Voice, ...]
    reported: int  # claims of publishers and authors that only carry events and relations
    sources: tuple[Source, ...]
    codings: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.chronology or self.undated or self.standing or self.speakers or self.judgements)

    @property
    def summary(self) -> str:
        """One sentence with the numbers."""
        count = self.counts
        if self.empty:
            return f"The record holds nothing on {self.title} for this period ({self.period})."
        quads = ", ".join(f"{count.quads[quad]} {word('quads', quad)}" for quad in (1, 2, 3, 4))
        return (
            f"{plural(count.documents, 'document')}, {plural(count.events, 'event')} "
            f"({plural(count.incidents, 'distinct incident')}, "
            f"{count.undated} without a stated date): {quads}."
        )

    @property
    def coverage(self) -> str:
        """One sentence on the documents behind the numbers."""
        count = self.counts
        parts = [
            f"From {plural(count.publishers, 'publisher')}" if count.publishers else "No publisher is named"
        ]
        if count.first_published and count.last_published:
            first, last = day_words(count.first_published), day_words(count.last_published)
            parts.append(f"published {first}" if first == last else f"published {first} to {last}")
        if count.undated_documents:
            parts.append(f"{plural(count.undated_documents, 'document')} without a date of publication")
        if count.examined is not None:
            parts.append(f"out of {plural(count.examined, 'document')} examined")
        return ", ".join(parts) + "."
