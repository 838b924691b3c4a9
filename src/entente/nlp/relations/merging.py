"""One row per relation: the same tie told twice in a document is one, with the fuller words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from entente.nlp.parties import code_of
from entente.records import Actor, Relation


def merge_relations(drafts: Iterable[Relation]) -> list[Relation]:
    """Return the relations without repetitions, in the order of the text."""
    kept = dict[tuple[object, ...], Relation]()
    for draft in sorted(drafts, key=lambda relation: (relation.evidence.start, relation.kind, relation.id)):
        key = _key(draft)
        kept[key] = _joined(kept[key], draft) if key in kept else draft
    return sorted(kept.values(), key=lambda relation: (relation.evidence.start, relation.kind, relation.id))


def _key(relation: Relation) -> tuple[object, ...]:
    parties = frozenset(code_of(actor) or actor.text.casefold() for actor in relation.parties)
    kind = relation.kind
    if kind == "office":
        return (kind, relation.person, relation.office, relation.status)
    if kind == "cooperation":
        return (kind, parties, relation.areas, relation.framework)
    if kind == "partnership":
        return (kind, parties, (relation.name or "").casefold())
    if kind in {"membership", "mechanism"}:
        return (kind, parties, relation.role, relation.ordinal, relation.name)
    return (kind, parties, relation.name, relation.object, relation.status)


def _joined(one: Relation, other: Relation) -> Relation:
    """Return the earlier relation, completed by what only the later one tells."""
    parties: tuple[Actor, ...] = one.parties if len(one.parties) >= len(other.parties) else other.parties
    return replace(
        one,
        parties=parties,
        role=one.role or other.role,
        areas=one.areas or other.areas,
        framework=one.framework or other.framework,
        signed=one.signed or other.signed,
        signed_place=one.signed_place or other.signed_place,
        holds_from=one.holds_from or other.holds_from,
        holds_to=one.holds_to or other.holds_to,
        trend=one.trend or other.trend,
        ordinal=one.ordinal or other.ordinal,
        object=one.object or other.object,
        confidence=max(one.confidence, other.confidence),
    )
