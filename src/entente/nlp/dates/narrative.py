"""A narrative goes on: the date of one event handed to the next sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from entente.nlp.dates.attachment import date_of
from entente.nlp.dates.found import FoundDate
from entente.nlp.dates.links import (
    DEPTH,
    NOMINAL,
    VERBAL,
    relation_of,
)
from entente.records import DateBasis


def inherited_date(
    doc: Doc,
    trigger: int,
    previous: FoundDate,
    dates: Sequence[FoundDate] = (),
    *,
    previous_trigger: int | None = None,
) -> FoundDate | None:
    """Return the previous event's date for an event that goes on from it, None where it does not.

    "On June 7 A met B. The two signed an accord." The event must stand in the next sentence of the
    same paragraph (or the same sentence), in the simple past, in a main clause, without a date of
    its own. ``previous_trigger`` is the previous event's token; the date may itself be inherited.
    """
    token, before = doc[trigger], doc[previous.head if previous_trigger is None else previous_trigger]
    if previous.date.first is None or trigger <= before.i or date_of(doc, trigger, dates) is not None:
        return None
    between = doc[before.sent.end : token.sent.start]
    if any(not other.is_space for other in between) or "\n\n" in doc.text[before.idx : token.idx]:
        return None
    if not _is_told(_main_verb(token)) or _opens_with_another(token, previous, dates):
        return None
    return replace(previous, date=replace(previous.date, basis=DateBasis.RELATIVE))


def _opens_with_another(token: Token, previous: FoundDate, dates: Sequence[FoundDate]) -> bool:
    """Return whether the sentence begins with a date of its own: the story has moved on."""
    start = token.sent.start
    return any(start <= one.first <= start + 2 and one.head != previous.head for one in dates)


def _main_verb(token: Token) -> Token:
    """Return the verb that carries a noun's event, or the verb itself."""
    if token.pos_ in NOMINAL and relation_of(token) in ("obj", "obl", "nsubj") and token.head.pos_ in VERBAL:
        return token.head
    return token


def _is_told(verb: Token) -> bool:
    """Return whether a verb tells what came next: simple past, in a main clause."""
    if verb.pos_ not in VERBAL or any(child.dep_ == "aux" for child in verb.children):
        return False
    passive = any(child.dep_ == "aux:pass" and child.lower_ in ("was", "were") for child in verb.children)
    if verb.tag_ != "VBD" and not passive:
        return False
    for _ in range(DEPTH):
        if verb.dep_ == "root":
            return True
        if relation_of(verb) not in ("conj", "parataxis"):
            return False
        verb = verb.head
    return False
