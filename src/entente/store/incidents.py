"""Incidents: one happening, however many documents report it.

Two reports tell of one incident when type and parties are the same, their dates overlap within a
day, and neither mode nor place contradicts. Reports without a date, or with one longer than a
week, are never joined across documents. The events of one document stay apart, since a document
records each happening once. Drawing incidents is a function of the set of events, not of the order
in which they arrived.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from entente.records import Actor, CodedDocument, Event, content_id

LONGEST = timedelta(days=7)
SLACK = timedelta(days=1)
STATE_SECTORS = frozenset({None, "GOV", "MIL", "ELI", "LEG", "SPY", "COP"})  # they act for the state


@dataclass(frozen=True, slots=True)
class Report:
    """What the drawing of incidents needs to know of an event."""

    key: str
    event: str
    document: str
    first: date
    last: date
    mode: str | None
    country: str | None
    city: str | None


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One event's place in an incident."""

    id: str
    incident_key: str
    event: str
    document: str


def incident_key(event: Event) -> str | None:
    """Return the hash of type and parties; None where reports of this event cannot be joined."""
    when = event.date
    if when is None or when.first is None or when.last is None or when.last - when.first >= LONGEST:
        return None
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    if actors is None or recipients is None or not actors:
        return None
    return content_id("incident", event.type, *actors, "to", *recipients)


def with_incidents(coded: Sequence[CodedDocument]) -> list[CodedDocument]:
    """Return coded documents whose events carry their incidents, as the record would give them."""
    reports = [
        _report(event, key, one.document.id)
        for one in coded
        for event in one.events
        if (key := incident_key(event)) is not None
    ]
    drawn = {(row.document, row.event): row.id for row in draw(reports)}
    return [
        replace(
            one,
            events=tuple(
                replace(event, incident=drawn.get((one.document.id, event.id), event.incident or event.id))
                for event in one.events
            ),
        )
        for one in coded
    ]


def _report(event: Event, key: str, document: str) -> Report:
    when, place = event.date, event.place
    assert when is not None
    assert when.first is not None
    assert when.last is not None
    city = place.name if place and place.granularity == "city" else None
    country = place.country if place else None
    return Report(key, event.id, document, when.first, when.last, event.mode, country, city)


def draw(reports: Iterable[Report]) -> list[IncidentRow]:
    """Return the incidents of the reports, in a stable order."""
    by_key: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_key[report.key].append(report)
    return [row for key in sorted(by_key) for row in _draw_key(key, by_key[key])]


def _draw_key(key: str, reports: Sequence[Report]) -> Iterable[IncidentRow]:
    groups: list[list[Report]] = []
    recent: list[list[Report]] = []  # those that a report of this day or later can still join
    for report in sorted(reports, key=lambda it: (it.first, it.last, it.document, it.event)):
        recent = [group for group in recent if group[0].last + SLACK >= report.first]
        group = next((group for group in recent if _joins(report, group)), None)
        if group is None:
            groups.append([report])
            recent.append(groups[-1])
        else:
            group.append(report)
    same_day: Counter[date] = Counter()
    for group in groups:
        first = group[0].first
        incident = content_id("incident", key, first, same_day[first])
        same_day[first] += 1
        for report in group:
            yield IncidentRow(incident, key, report.event, report.document)


def _joins(report: Report, group: Sequence[Report]) -> bool:
    anchor = group[0]  # against the first report only: a chain of days must not become one incident
    return (
        report.first <= anchor.last + SLACK
        and report.last >= anchor.first - SLACK
        and all(report.document != other.document and _agree(report, other) for other in group)
    )


def _agree(one: Report, other: Report) -> bool:
    pairs = ((one.mode, other.mode), (one.country, other.country), (one.city, other.city))
    return all(left is None or right is None or left == right for left, right in pairs)


def _codes(actors: Sequence[Actor]) -> list[str] | None:
    """The parties' codes, sorted; None when one of them is unknown."""
    codes: set[str] = set()
    for actor in actors:
        if actor.countries:
            codes.update(actor.countries)
            continue
        code = actor.country or actor.organisation or actor.id
        if code is None:
            return None
        codes.add(code if actor.sector in STATE_SECTORS else f"{code}:{actor.sector}")
    return sorted(codes)
