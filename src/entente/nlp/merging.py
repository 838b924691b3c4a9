"""One row per happening: further mentions of an event become its further evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from entente.nlp.parties import code_of
from entente.records import Actor, Event, EventDate

_MONTH = 31  # days
_STEM = 4  # letters
_WORD = re.compile(r"[a-z]{5,}")


def merge_events(drafts: Sequence[Event]) -> list[Event]:
    """Return the events with mentions of one happening joined at the fullest of them."""
    kept: list[Event] = []
    for draft in drafts:
        for number, other in enumerate(kept):
            if is_same_happening(other, draft):
                kept[number] = _joined(other, draft)
                break
        else:
            kept.append(draft)
    return sorted(kept, key=lambda event: (event.trigger.start, event.trigger.end, event.type))


def is_same_happening(one: Event, other: Event) -> bool:
    """Whether two rows of a document tell of one happening.

    Type, parties, status, day and place must not differ; and something must tie the two together:
    a day of both, the same word, or the same mode where no two places are named.
    """
    return (
        one.type == other.type
        and (one.mode == other.mode or one.mode is None or other.mode is None)
        and one.status == other.status
        and one.trigger.start != other.trigger.start
        and _within(one.actors, other.actors)
        and _within(one.recipients, other.recipients)
        and _dates_agree(one.date, other.date)
        and _places_agree(one, other)
        and (
            _same_day(one, other)
            or _same_word(one, other)
            or (one.mode is not None and one.mode == other.mode and _same_place(one, other))
        )
    )


def _same_day(one: Event, other: Event) -> bool:
    """Whether both rows have a date, and neither is longer than a month."""
    spans = [event.date for event in (one, other)]
    return all(
        date is not None
        and date.first is not None
        and date.last is not None
        and (date.last - date.first).days <= _MONTH
        for date in spans
    )


def _same_word(one: Event, other: Event) -> bool:
    """Whether two triggers share their stem ("signed", "signing") and their sentences a thing besides."""
    stems = [event.trigger.text.casefold().split()[0][:_STEM] for event in (one, other)]
    if stems[0] != stems[1] or one.evidence.sentence == other.evidence.sentence:
        return False
    return bool(_things(one, stems[0]) & _things(other, stems[0]))


def _things(event: Event, stem: str) -> set[str]:
    """Return the longer words of an event's sentence that name neither its parties nor its trigger."""
    named = " ".join(actor.text for actor in event.actors + event.recipients).casefold()
    words = set(_WORD.findall(event.evidence.quote.casefold()))
    return {word for word in words if word not in named and not word.startswith(stem)}


def _codes(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(code_of(actor) or actor.text.casefold() for actor in actors)


def _within(one: Sequence[Actor], other: Sequence[Actor]) -> bool:
    """Whether the codes of one side are all among the other's; an empty side agrees with any."""
    mine, theirs = _codes(one), _codes(other)
    return mine <= theirs or theirs <= mine


def _dates_agree(one: EventDate | None, other: EventDate | None) -> bool:
    if one is None or other is None or one.first is None or other.first is None:
        return True
    if one.last is None or other.last is None:
        return True
    return one.first <= other.last and other.first <= one.last


def _places_agree(one: Event, other: Event) -> bool:
    if one.place is None or other.place is None:
        return True
    if (
        one.place.country is not None
        and other.place.country is not None
        and one.place.country != other.place.country
    ):
        return False
    exact = {"city", "site", "sea"}
    both_exact = {one.place.granularity, other.place.granularity} <= exact
    return one.place.name == other.place.name or not both_exact


def _same_place(one: Event, other: Event) -> bool:
    """Whether both rows name one place, or one of them none."""
    return one.place is None or other.place is None or one.place.name == other.place.name


def fullness(event: Event) -> tuple[int, ...]:
    """Return how much a row tells, to find the fullest mention; earlier mentions win ties."""
    return (
        len(_codes(event.actors)) + len(_codes(event.recipients)),
        int(event.date is not None and event.date.first is not None),
        int(event.place is not None),
        int(event.mode is not None),
        -event.trigger.start,
    )


def _joined(one: Event, other: Event) -> Event:
    """Return the fuller row, completed by the other, with the other's words as further evidence."""
    best, rest = (one, other) if fullness(one) >= fullness(other) else (other, one)
    further = [*one.further, *other.further, rest.evidence]
    spans = {(piece.start, piece.end): piece for piece in further}
    spans.pop((best.evidence.start, best.evidence.end), None)
    return replace(
        best,
        date=best.date or rest.date,
        place=best.place or rest.place,
        attributed_to=best.attributed_to if rest.attributed_to is not None else None,
        background=best.background and rest.background,
        contexts=tuple(dict.fromkeys([*best.contexts, *rest.contexts])),
        confidence=max(best.confidence, rest.confidence),
        further=tuple(spans[key] for key in sorted(spans)),
    )
