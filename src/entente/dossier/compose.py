"""Rows → dossier, without touching the world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from entente.dossier.dossier import Counts, Dossier, Entry, Report, When
from entente.dossier.measuring import measured
from entente.dossier.names import Names
from entente.dossier.quotes import Quotes
from entente.dossier.rows import DossierRows, Period
from entente.dossier.standing import group_relations
from entente.dossier.timeline import Dated, draw
from entente.dossier.voices import hear
from entente.dossier.words import date_words, joined, period_words, type_words
from entente.records import Document, Event, Status

_FIRMNESS = (Status.ACTUAL, Status.NEGATED, Status.PLANNED, Status.POSSIBLE)  # the report that leads an entry


def compose(
    rows: DossierRows,
    *,
    actors: Sequence[str],
    period: Period = (None, None),
    names: Mapping[str, str] | None = None,
) -> Dossier:
    """Return the dossier of the rows; equal rows in any order give equal dossiers.

    ``actors`` are the codes it is about, ``period`` the days it covers, ``names`` what codes are
    called ("CHN": "China"); codes without a name there are named as the documents name them.
    """
    known = Names(rows, names or {})
    documents = _in_order(rows.documents)
    quotes = Quotes(documents)
    entries = _entries(rows, quotes, known)
    dated = tuple(entry for entry in entries if entry.when is not None)
    undated = tuple(entry for entry in entries if entry.when is None)
    since, until = period
    about = tuple(known.of_code(code) for code in actors)
    voices = hear(rows, quotes, known)
    standing = group_relations(rows, quotes, known, actors)
    return Dossier(
        title=joined(name.label for name in about),
        actors=about,
        since=since,
        until=until,
        period=period_words(since, until),
        counts=_counts(rows, entries, len(undated)),
        timeline=draw([item for entry in dated if (item := _on_line(entry))], since, until),
        measures=measured(rows, period),
        chronology=dated,
        undated=undated,
        standing=standing,
        speakers=voices.speakers,
        judgements=voices.judgements,
        reported=voices.reported,
        sources=quotes.sources(),
        codings=tuple(
            sorted({f"{c.coder}, model {c.model[:12]}, codebook {c.codebook}" for c in rows.codings})
        ),
    )


def _in_order(documents: Sequence[Document]) -> list[Document]:
    unique = {document.id: document for document in documents}
    return sorted(unique.values(), key=lambda one: (one.published or date.max, one.title or "", one.id))


def _entries(rows: DossierRows, quotes: Quotes, names: Names) -> list[Entry]:
    """Return one entry for each happening: events that share an incident are reports of one."""
    grouped: dict[str, list[tuple[str, Event]]] = {}
    for document, event in rows.events:
        grouped.setdefault(event.incident or f"{document}/{event.id}", []).append((document, event))
    entries = [_entry(reports, quotes, names) for reports in grouped.values()]
    return sorted(entries, key=_place_in_time)


def _place_in_time(entry: Entry) -> tuple[date, date, int, int, str]:
    first = (entry.when.first or entry.when.last) if entry.when else None
    last = entry.when.last if entry.when else None
    lead = entry.reports[0].quote
    return first or date.max, last or date.max, lead.source, lead.start, entry.id


def _entry(found: list[tuple[str, Event]], quotes: Quotes, names: Names) -> Entry:
    ordered = sorted(found, key=lambda row: _rank(row, quotes))
    lead = ordered[0][1]
    dates = [when for _, event in ordered if (when := _when(event)) is not None]
    places = [event.place.name for _, event in ordered if event.place is not None]
    return Entry(
        id=lead.id,
        type=lead.type,
        mode=lead.mode,
        words=type_words(lead.type, lead.mode),
        quad=lead.quad,
        scale=lead.scale,
        cameo=lead.cameo,
        when=min(dates, key=_vagueness) if dates else None,
        actors=names.of_actors(lead.actors),
        recipients=names.of_actors(lead.recipients),
        place=places[0] if places else None,
        status=lead.status,
        background=all(event.background for _, event in ordered),
        contexts=tuple(dict.fromkeys(context for _, event in ordered for context in event.contexts)),
        reports=tuple(_report(document, event, quotes, names) for document, event in ordered),
    )


def _rank(row: tuple[str, Event], quotes: Quotes) -> tuple[int, int, int, str]:
    document, event = row
    return (_FIRMNESS.index(event.status), -len(event.actors), quotes.number(document), event.id)


def _vagueness(when: When) -> int:
    return (when.last - when.first).days if when.first and when.last else 100_000


def _when(event: Event) -> When | None:
    known = event.date
    if known is None or (known.first is None and known.last is None):
        return None
    words = date_words(known.first, known.last, known.granularity)
    return When(known.first, known.last, known.granularity, known.basis, words)


def _report(document: str, event: Event, quotes: Quotes, names: Names) -> Report:
    holder = event.attributed_to
    return Report(
        event=event.id,
        type=event.type,
        mode=event.mode,
        words=type_words(event.type, event.mode),
        status=event.status,
        attributed_to=names.of_actor(holder) if holder else None,
        quote=quotes.take(document, event.evidence, event.trigger),
        further=tuple(quotes.take(document, evidence, None) for evidence in event.further),
    )


def _on_line(entry: Entry) -> Dated | None:
    when = entry.when
    first = (when.first or when.last) if when else None
    last = (when.last or when.first) if when else None
    if when is None or first is None or last is None:
        return None
    return Dated(
        entry.id, first, last, entry.quad, entry.status, f"{when.words}: {entry.words}, {entry.parties}"
    )


def _counts(rows: DossierRows, entries: Sequence[Entry], undated: int) -> Counts:
    documents = {document.id: document for document in rows.documents}.values()
    published = sorted(document.published for document in documents if document.published)
    quads = Counter(entry.quad for entry in entries)
    statuses = Counter(str(entry.status) for entry in entries)
    return Counts(
        documents=len(documents),
        events=len(rows.events),
        incidents=len(entries),
        undated=undated,
        relations=len(rows.relations),
        claims=len(rows.claims),
        quads={quad: quads[quad] for quad in (1, 2, 3, 4)},
        statuses={str(status): statuses[str(status)] for status in Status},
        publishers=len({document.publisher for document in documents if document.publisher}),
        undated_documents=sum(document.published is None for document in documents),
        first_published=published[0] if published else None,
        last_published=published[-1] if published else None,
        examined=rows.examined,
    )
