"""Coded documents built by hand, so that the record is tested without the language model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from entente.records import (
    Actor,
    Claim,
    CodedDocument,
    Coding,
    DateBasis,
    Document,
    Event,
    EventDate,
    Evidence,
    Granularity,
    Mention,
    Place,
    Relation,
    Span,
    Status,
    content_id,
)

NAMES = {"CHN": "China", "RUS": "Russia", "TCD": "Chad", "NER": "Niger", "SCO": "SCO", "FRA": "France"}
QUADS = {"CONSULT": 1, "AGREE": 1, "COOPERATE": 2, "ACCUSE": 3, "ASSAULT": 4}


def actor(text: str, code: str | None) -> Actor:
    """The actor that stands in the text under its name; None makes one without a code."""
    name = NAMES.get(code or "", "protesters")
    at = text.index(name)
    country = code if code and len(code) == 3 and code != "SCO" else None
    kind = "igo" if code == "SCO" else "state" if code else "group"
    organisation = code if code == "SCO" else None
    return Actor(at, at + len(name), name, kind, code, name if code else None, country, organisation)


def evidence(text: str) -> Evidence:
    return Evidence(0, len(text), text, 0)


def event(
    text: str,
    kind: str = "CONSULT",
    actors: tuple[str | None, ...] = ("CHN",),
    recipients: tuple[str | None, ...] = ("RUS",),
    day: date | None = date(2018, 4, 1),
    days: int = 1,
    place: tuple[str, str] | None = None,
    status: Status = Status.ACTUAL,
    mode: str | None = None,
) -> Event:
    when = None
    if day is not None:
        granularity = Granularity.DAY if days == 1 else Granularity.PERIOD
        when = EventDate(0, 2, text[:2], day, day + timedelta(days=days - 1), granularity, DateBasis.STATED)
    where = Place(0, 2, text[:2], place[0], place[1], None, 1.5, 2.5, 7, "city") if place else None
    return Event(
        id=content_id("event", text, kind, actors, recipients, day),
        type=kind,
        mode=mode,
        contexts=("diplomatic",),
        actors=tuple(actor(text, code) for code in actors),
        recipients=tuple(actor(text, code) for code in recipients),
        date=when,
        place=where,
        status=status,
        background=False,
        attributed_to=None,
        plover_type=kind,
        plover_mode=mode,
        cameo="042",
        quad=QUADS[kind],
        scale=2.5,
        goldstein=1.9,
        trigger=Span(0, 2, text[:2]),
        evidence=evidence(text),
        confidence=0.75,
    )


def relation(
    text: str, kind: str = "partnership", parties: tuple[str, ...] = ("CHN", "RUS"), **rest: object
) -> Relation:
    return Relation(
        id=content_id("relation", text, kind, parties),
        kind=kind,
        parties=tuple(actor(text, code) for code in parties),
        name="partnership of coordination",
        evidence=evidence(text),
        **rest,  # type: ignore[arg-type]
    )


def claim(
    text: str, holder: str = "RUS", about: tuple[str, ...] = ("CHN",), events: tuple[str, ...] = ()
) -> Claim:
    return Claim(
        id=content_id("claim", text, holder, about),
        holder=actor(text, holder),
        holder_role="speaker",
        cue=Span(0, 2, text[:2]),
        evidence=evidence(text),
        about=tuple(actor(text, code) for code in about),
        events=events,
    )


def coded(
    text: str,
    *,
    events: tuple[Event, ...] = (),
    relations: tuple[Relation, ...] = (),
    claims: tuple[Claim, ...] = (),
    codes: tuple[str, ...] = (),
    coder: str = "1",
    published: date | None = date(2018, 4, 2),
    **particulars: object,
) -> CodedDocument:
    document = Document.from_text(text, published=published, **particulars)  # type: ignore[arg-type]
    actors = [it for row in events for it in (*row.actors, *row.recipients)]
    actors += [it for row in relations for it in row.parties] + [actor(text, code) for code in codes]
    return CodedDocument(
        document=document,
        coding=Coding(
            content_id("coding", document.id, coder), document.id, coder, "model", "1.0", "settings"
        ),
        events=events,
        relations=relations,
        claims=claims,
        mentions=tuple(Mention(who, i, 0) for i, who in enumerate(actors)),
        dates=tuple(row.date for row in events if row.date),
        places=tuple(row.place for row in events if row.place),
        notes=("no gazetteer entry for one place",),
    )


TEXT = (
    "On Sunday the defence minister of China arrived in Russia, a partner in the SCO; "
    "Chad, Niger and France did not come; protesters waited."
)


@pytest.fixture
def text() -> str:
    """A sentence in which every test actor stands."""
    return TEXT


@pytest.fixture
def make() -> Callable[..., CodedDocument]:
    """Builds a coded document; ``make(number)`` gives documents that differ, all with one event."""

    def build(number: int = 0, **changes: object) -> CodedDocument:
        words = f"{TEXT} Report {number}."
        given: dict[str, object] = {"events": (event(words),), "relations": (relation(words),)}
        given |= {"claims": (claim(words),), "title": f"Report {number}"}
        given |= changes
        return coded(words, **given)  # type: ignore[arg-type]

    return build


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a record may be made."""
    return tmp_path / "entente.duckdb"


@pytest.fixture
def build() -> SimpleNamespace:
    """The builders above: ``build.event(text, …)`` and so on."""
    return SimpleNamespace(event=event, relation=relation, claim=claim, coded=coded, actor=actor)
