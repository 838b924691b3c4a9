"""Which coded event is which gold event, and in what they differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from entente.evaluation.gold import UNCODED, GoldCase, GoldEvent
from entente.records import Actor, CodedDocument, Event, Relation, Span


def party_codes(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the codes that parties are counted under, ``?`` for an actor without one."""
    codes = set[str]()
    for actor in actors:
        codes.update(actor.countries if actor.countries and not actor.country else [_code(actor)])
    return frozenset(codes)


def known(codes: frozenset[str]) -> frozenset[str]:
    """Return the codes without the unknown one: an actor without a code may be left out or named."""
    return codes - {UNCODED}


def _code(actor: Actor) -> str:
    return actor.country or actor.organisation or UNCODED


def match(gold: Sequence[GoldEvent], coded: Sequence[Event]) -> list[tuple[GoldEvent, Event]]:
    """Return pairs of gold and coded events, the closest first.

    They have the same type and, where the gold marks the trigger, words of the trigger in common; else a
    party in common. Of a gold with spans a common party is enough, too, when no closer event is left; a gold
    without parties has its trigger alone.
    """
    scored = sorted(
        ((_closeness(one, other), g, c) for g, one in enumerate(gold) for c, other in enumerate(coded)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    used_gold, used_coded, pairs = set[int](), set[int](), []
    for closeness, g, c in scored:
        if closeness > 0 and g not in used_gold and c not in used_coded:
            used_gold.add(g)
            used_coded.add(c)
            pairs.append((gold[g], coded[c]))
    return pairs


def _closeness(gold: GoldEvent, event: Event) -> float:
    if gold.type != event.type:
        return 0.0
    actors, recipients = party_codes(event.actors), party_codes(event.recipients)
    shared = len(gold.actors & actors) + len(gold.recipients & recipients)
    crossed = len((gold.actors | gold.recipients) & (actors | recipients))
    marked = gold.spans is not None and touches(gold.spans.trigger, event.trigger)
    said = gold.spans is None and _says_trigger(gold, event)
    if not crossed and not marked and not (said and not gold.actors | gold.recipients):
        return 0.0
    value = (
        1.0
        + shared
        + 0.5 * crossed
        - 0.1 * len(actors ^ gold.actors)
        - 0.1 * len(recipients ^ gold.recipients)
    )
    if marked or said:
        value += 2
    return value + (gold.mode == event.mode) * 0.2 + (gold.status == event.status) * 0.2


def touches(bounds: tuple[int, int], span: Span) -> bool:
    """Whether a span shares a character with the bounds."""
    return bounds[0] < span.end and span.start < bounds[1]


def _says_trigger(gold: GoldEvent, event: Event) -> bool:
    return gold.trigger is not None and event.trigger.text.casefold() in gold.trigger.casefold()


def is_swapped(gold: GoldEvent, event: Event) -> bool:
    """Whether the sides of the coded event stand the wrong way round.

    A party that only acts in the gold, or is only acted upon, stands on the other side; no actor is right.
    A country on both sides of the gold (its police, its students) tells nothing by its code.
    """
    actors, recipients = party_codes(event.actors), party_codes(event.recipients)
    if not gold.recipients or actors & gold.actors:
        return False
    return bool(actors & (gold.recipients - gold.actors) or recipients & (gold.actors - gold.recipients))


def date_text(event: Event) -> str | None:
    """Return an event's date as gold files write it: a day, or an interval ``first/last``."""
    when = event.date
    if when is None or when.first is None or when.last is None:
        return None
    return when.first.isoformat() if when.first == when.last else f"{when.first}/{when.last}"


def disagreements(case: GoldCase, coded: CodedDocument) -> list[str]:
    """Return one line for everything in which a coding differs from its gold case; empty when it agrees."""
    pairs = match(case.events, coded.events)
    lines = [f"missed: {gold}" for gold in case.events if not any(gold is one for one, _ in pairs)]
    lines += [
        f"extra: {event.type}/{event.mode} {sorted(party_codes(event.actors))} > "
        f"{sorted(party_codes(event.recipients))} {event.status} {event.trigger.text!r}"
        for event in coded.events
        if not any(event is one for _, one in pairs)
    ]
    for gold, event in pairs:
        lines += [
            f"{gold.type}: {name} is {is_!r}, expected {wanted!r}"
            for name, is_, wanted in _differences(gold, event)
        ]
    for wanted in case.relations or ():
        if not any(relation_agrees(wanted, relation) for relation in coded.relations):
            lines.append(f"missed relation: {dict(wanted)}")
    return lines


def _differences(gold: GoldEvent, event: Event) -> list[tuple[str, object, object]]:
    attributed = sorted(party_codes([event.attributed_to])) if event.attributed_to else None
    pairs: list[tuple[str, object, object]] = [
        ("actors", sorted(known(party_codes(event.actors))), sorted(known(gold.actors))),
        ("recipients", sorted(known(party_codes(event.recipients))), sorted(known(gold.recipients))),
        ("mode", event.mode, gold.mode),
        ("status", str(event.status), gold.status),
        ("date", date_text(event), gold.date),
        ("background", event.background, gold.background),
        ("attributed_to", attributed, [gold.attributed_to] if gold.attributed_to else None),
    ]
    if gold.place is not None:
        names = {event.place.name, event.place.text} if event.place else set()
        pairs.append(("place", gold.place if gold.place in names else sorted(names), gold.place))
    return [(name, is_, wanted) for name, is_, wanted in pairs if is_ != wanted]


def relation_agrees(wanted: Mapping[str, Any], relation: Relation) -> bool:
    """Whether a coded relation has everything that a gold relation states."""
    if relation.kind != wanted["kind"] or party_codes(relation.parties) != frozenset(
        wanted.get("parties", ())
    ):
        return False
    return all(
        _states(name, value, relation) for name, value in wanted.items() if name not in {"kind", "parties"}
    )


def _states(name: str, wanted: Any, relation: Relation) -> bool:
    if name == "signed":
        first = relation.signed.first if relation.signed else None
        return first is not None and str(first) == str(wanted).partition("/")[0]
    if name == "signed_place":
        return relation.signed_place is not None and relation.signed_place.name == wanted
    found = getattr(relation, name)
    if isinstance(wanted, list):
        return set(wanted) == set(found)
    if isinstance(wanted, str) and isinstance(found, str):
        return wanted.casefold() in found.casefold() or found.casefold() in wanted.casefold()
    return str(found) == str(wanted)
