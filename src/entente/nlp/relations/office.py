"""Offices: which person holds which office of which actor, as the text says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entente.nlp.cuedata import load_table
from entente.nlp.reading import Reading
from entente.nlp.relations.around import make
from entente.records import Actor, Relation, RelationStatus


def find_offices(reading: Reading) -> Iterator[Relation]:
    """Yield the office of each person that the text names together with one."""
    former = set(load_table("relations")["office"]["former"])
    for mention in reading.discourse.mentions:
        actor = mention.actor
        if not actor.person or not actor.office or not (actor.country or actor.organisation):
            continue
        words = {word.strip(",-").casefold() for word in actor.text.replace("-", " ").split()}
        if not _says_office(actor):
            continue
        span = reading.doc.char_span(actor.start, actor.end, alignment_mode="expand")
        if span is None:
            continue
        past = bool(words & former) or actor.office.startswith("former ")
        office = actor.office.removeprefix("former ")
        yield make(
            reading,
            "office",
            span.root,
            [replace(actor, person=None, sector=None, office=None, kind="state" if actor.country else "igo")],
            person=actor.person,
            office=office,
            status=RelationStatus.ENDED if past else RelationStatus.IN_FORCE,
            evidence=reading.sentence_evidence(span.root),
            confidence=0.9,
        )


def _says_office(actor: Actor) -> bool:
    """Whether the mention itself names the office, rather than a table or an earlier mention."""
    text = actor.text.casefold()
    return any(word in text for word in str(actor.office).casefold().replace("former ", "").split() if len(word) > 3)
