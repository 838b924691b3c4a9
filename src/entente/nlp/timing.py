"""When an event took place, and whether the text tells it as background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from spacy.tokens import Token

from entente.nlp.clauses import ancestors
from entente.nlp.cuedata import load_table
from entente.nlp.dates import date_of, inherited_date
from entente.nlp.reading import Reading
from entente.records import Event, EventDate

_OLD = timedelta(days=30)  # codebook: the date lies more than 30 days before publication


def when(reading: Reading, token: Token, before: Sequence[Event]) -> EventDate | None:
    """Return the date of the event at a token: its own, or the one that the narrative carries on."""
    own = date_of(reading.doc, token.i, reading.dates)
    if own is not None:
        return own.date
    dated = [event for event in before if event.date is not None]
    if not dated:
        return None
    return inherited_date(reading, token, dated[-1])


def is_background(reading: Reading, token: Token, date: EventDate | None) -> bool:
    """Whether an event lies more than 30 days before publication, or is told as past history."""
    published = reading.document.published
    if date is not None and date.last is not None:
        return published is not None and date.last < published - _OLD
    return _told_as_past(token)


def _told_as_past(token: Token) -> bool:
    """Whether the clause itself marks an undated event as past ("previously", "in the past")."""
    cues = load_table("background")
    clause = [token, *(governor for _, governor in ancestors(token) if governor.dep_ in {"conj", "xcomp"})]
    for verb in clause:
        for child in verb.children:
            if child.dep_ == "advmod" and child.lower_ in cues["adverbs"]:
                return True
            if child.dep_ in {"obl", "nmod"} and child.lemma_ in cues["nouns"] and child.i < len(verb.doc):
                return True
    return False
