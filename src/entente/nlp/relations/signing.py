"""When and where an agreement was signed whose clause does not date it: as the event has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from entente.nlp.relations.around import words
from entente.records import Event, Relation, RelationStatus, Status

_SIGNED = frozenset({RelationStatus.IN_FORCE, RelationStatus.ANNOUNCED})


def date_by_events(relations: Iterable[Relation], events: Sequence[Event]) -> list[Relation]:
    """Return the relations, agreements completed with day and place of the signing told in their sentence."""
    signings = [event for event in events if event.type == "AGREE" and event.status is Status.ACTUAL]
    return [_dated(relation, signings) for relation in relations]


def _dated(relation: Relation, signings: Sequence[Event]) -> Relation:
    if relation.kind != "agreement" or relation.status not in _SIGNED or relation.trigger is None:
        return relation
    evidence = relation.evidence
    for event in signings:
        inside = evidence.start <= event.trigger.start and event.trigger.end <= evidence.end
        if inside and _is_signing(event.trigger.text):
            return replace(
                relation,
                signed=relation.signed or event.date,
                signed_place=relation.signed_place or event.place,
            )
    return relation


def _is_signing(trigger: str) -> bool:
    """Whether the words of a trigger hold a verb of signing, whatever its ending."""
    return any(
        word.startswith(stem) for word in trigger.casefold().split() for stem in words("agreement", "signing")
    )
