"""One row per relation: the same tie told twice in a document is one, with the fuller words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from entente.nlp.parties import code_of
from entente.records import Actor, Relation


def merge_relations(drafts: Iterable[Relation]) -> list[Relation]:
    """Return the relations without repetitions, in the order of the text."""
    kept = dict[tuple[object, ...], Relation]()
    for draft in sorted(drafts, key=lambda relation: (relation.evidence.start, relation.kind, relation.id)):
        key = _key(draft)
        kept[key] = _joined(kept[key], draft) if key in kept else draft
    whole = _without_bare(sorted(kept.values(), key=lambda relation: (relation.evidence.start, relation.id)))
    return sorted(whole, key=lambda relation: (relation.evidence.start, relation.kind, relation.id))


def _without_bare(relations: Sequence[Relation]) -> list[Relation]:
    """Return the relations without those that only take up one before ("the treaty" after its name)."""
    found: list[Relation] = []
    for relation in relations:
        before = next((n for n, one in enumerate(found) if _takes_up(relation, one)), None)
        if before is None:
            found.append(relation)
        else:
            found[before] = _joined(found[before], relation)
    return found


def _takes_up(later: Relation, one: Relation) -> bool:
    """Whether a relation has the parties of one before and for a name only the last word of its name."""
    bare, name = (later.name or "").casefold(), (one.name or "").casefold()
    if later.kind != "agreement" or one.kind not in {"agreement", "alliance"} or bare == name:
        return False
    told = later.signed is None or one.signed is None or later.signed.first == one.signed.first
    return (
        bool(bare)
        and " " not in bare
        and name.split()[-1:] == [bare]
        and told
        and _sides(later) == _sides(one)
    )


def _sides(relation: Relation) -> frozenset[str]:
    return frozenset(code_of(actor) or actor.text.casefold() for actor in relation.parties)


def _key(relation: Relation) -> tuple[object, ...]:
    parties = _sides(relation)
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
