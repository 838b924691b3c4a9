"""Standing relations: what many documents tell of one relation, merged, with its history and every report.

Merging is a function of the set of reports, so the order in which documents are read does not matter.
Reports are never changed by it: where documents contradict each other, both accounts stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from entente.records import Relation
from entente.store.standing.contradictions import Contradiction, contradictions
from entente.store.standing.groups import group
from entente.store.standing.history import Step, beginning, clusters, history, newest_end
from entente.store.standing.reports import Report, reports_of
from entente.store.standing.rules import content_words


@dataclass(frozen=True, slots=True)
class StandingRelation:
    """One relation as all its documents tell it.

    ``status``, ``level`` and ``trend`` are those on the day of the newest report (``last_reported``); the
    state on any other day is in ``steps``. ``name`` is the fullest of ``names``.
    """

    id: str
    key: str
    kind: str
    parties: tuple[str, ...]
    area: str | None
    name: str | None
    names: tuple[str, ...]
    subtype: str | None
    person: str | None
    office: str | None
    object: str | None
    status: str | None
    level: str | None
    trend: str | None
    signed_from: date | None
    signed_to: date | None
    holds_from: date | None
    holds_to: date | None
    first_reported: date | None
    last_reported: date | None
    reports: tuple[Report, ...]
    steps: tuple[Step, ...]
    contradictions: tuple[Contradiction, ...]

    @property
    def documents(self) -> int:
        """How many documents tell of it."""
        return len({report.document for report in self.reports})


def merge(reports: Iterable[Report]) -> list[StandingRelation]:
    """Return the standing relations of some reports, by kind, parties and id."""
    merged = [_standing(id, found) for id, found in group(reports)]
    return sorted(merged, key=lambda one: (one.kind, one.parties, one.area or "", one.id))


def merge_relations(
    relations: Iterable[tuple[str, Relation]], published: dict[str, date | None]
) -> list[StandingRelation]:
    """Return the standing relations of relations given with their document; ``published`` dates those."""
    return merge(
        report
        for document, relation in relations
        for report in reports_of(relation, document, published.get(document))
    )


def _standing(id: str, found: Sequence[Report]) -> StandingRelation:
    reports = tuple(sorted(found, key=lambda one: one.place))
    steps = history(reports)
    published = [one.published for one in reports if one.published]
    now = state_on(steps, max(published, default=None))
    names = tuple(sorted({one.name for one in reports if one.name}))
    signed, begun = _closest(reports, "signed"), _closest(reports, "from")
    until = newest_end(reports)
    part = reports[0].part
    return StandingRelation(
        id=id,
        key=part.key,
        kind=reports[0].kind,
        parties=part.parties,
        area=part.area,
        name=_fullest(one.name for one in reports),
        names=names,
        subtype=_fullest(one.subtype for one in reports),
        person=_fullest(one.person for one in reports),
        office=_fullest(one.office for one in reports),
        object=_fullest(one.object for one in reports),
        status=now.status if now else None,
        level=now.level if now else None,
        trend=now.trend if now else None,
        signed_from=signed[0] if signed else None,
        signed_to=signed[1] if signed else None,
        holds_from=begun[0] if begun else None,
        holds_to=until[0] if until else None,
        first_reported=min(published, default=None),
        last_reported=max(published, default=None),
        reports=reports,
        steps=steps,
        contradictions=contradictions(reports),
    )


def state_on(steps: Sequence[Step], day: date | None) -> Step | None:
    """Return the step after which a relation stands on a day; without a day, the last step there is."""
    if day is None:
        return steps[-1] if steps else None
    reached = [step for step in steps if step.effective is not None and step.effective <= day]
    return reached[-1] if reached else None


def _closest(reports: Sequence[Report], what: str) -> tuple[date, date] | None:
    """The days that most reports tell, the closest account of them."""
    found = clusters((days, one) for one in reports if (days := beginning(one, what)))
    best = max(found, key=lambda it: len(it[1]), default=None)
    return best[0] if best else None


def _fullest(texts: Iterable[str | None]) -> str | None:
    """The text with most words to its content, the more frequent of two, then by the alphabet."""
    counted = Counter(text for text in texts if text)
    return min(counted, key=lambda text: (-len(content_words(text)), -counted[text], text), default=None)
