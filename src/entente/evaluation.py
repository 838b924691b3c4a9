"""Gold sentences and how well a coding agrees with them.

A gold file is TOML, editable without Python: ``[[case]]`` tables with ``text``, ``published`` and
``events``. Parties are written as the code that identifies them, ``?`` for an actor without a code.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from entente.records import Actor, CodedDocument, Document, Event, Relation

UNCODED = "?"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event as an annotator wrote it down; None where the case says nothing of a field."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    mode: str | None = None
    status: str = "actual"
    trigger: str | None = None
    date: str | None = None
    place: str | None = None
    attributed_to: str | None = None
    background: bool = False


@dataclass(frozen=True, slots=True)
class GoldCase:
    """A text and the events that it tells of."""

    id: str
    text: str
    published: date | None
    events: tuple[GoldEvent, ...]
    relations: tuple[Mapping[str, Any], ...] | None = None  # None: the case says nothing of relations
    pending: str | None = None  # why the case does not hold yet

    @property
    def document(self) -> Document:
        """The case as a document to be coded."""
        return Document.from_text(self.text, published=self.published, label=self.id)


def read_cases(path: Path) -> list[GoldCase]:
    """Return the cases of a gold file."""
    tables = tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    return [_case(f"{path.stem}-{number}", table) for number, table in enumerate(tables, start=1)]


def _case(default_id: str, table: Mapping[str, Any]) -> GoldCase:
    return GoldCase(
        id=str(table.get("id", default_id)),
        text=table["text"],
        published=table.get("published"),
        events=tuple(_gold_event(event) for event in table.get("events", ())),
        relations=tuple(table["relations"]) if "relations" in table else None,
        pending=table.get("pending"),
    )


def _gold_event(table: Mapping[str, Any]) -> GoldEvent:
    values = dict(table)
    values["actors"] = frozenset(values.get("actors", ()))
    values["recipients"] = frozenset(values.get("recipients", ()))
    return GoldEvent(**values)


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


@dataclass(slots=True)
class EventScores:
    """Counts over gold and predicted events, misses included."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    exact: int = 0  # type and all parties as in the gold
    swapped: int = 0  # actor and recipient the wrong way round
    both_sides: int = 0  # matched events with both sides in gold and prediction
    sentences: int = 0
    attributes: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    by_type: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Share of the predicted events that are in the gold."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold events that were found."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def accuracy(self, name: str) -> float:
        """Share of the matched events whose attribute is right."""
        total = self.attributes[name] + self.wrong[name]
        return self.attributes[name] / total if total else 0.0


def match(gold: Sequence[GoldEvent], coded: Sequence[Event]) -> list[tuple[GoldEvent, Event]]:
    """Return pairs of gold and coded events: same type and a party in common, the closest first."""
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
    if not crossed:
        return 0.0
    value = (
        1.0
        + shared
        + 0.5 * crossed
        - 0.1 * len(actors ^ gold.actors)
        - 0.1 * len(recipients ^ gold.recipients)
    )
    if gold.trigger and event.trigger.text.casefold() in gold.trigger.casefold():
        value += 2
    return value + (gold.mode == event.mode) * 0.2 + (gold.status == event.status) * 0.2


def is_swapped(gold: GoldEvent, event: Event) -> bool:
    """Whether the coded event has the gold's actor as recipient or the other way round."""
    actors, recipients = party_codes(event.actors), party_codes(event.recipients)
    return (
        bool(gold.recipients)
        and not (actors & gold.actors)
        and bool((actors & gold.recipients) or (recipients & gold.actors))
    )


def date_text(event: Event) -> str | None:
    """Return an event's date as gold files write it: a day, or an interval ``first/last``."""
    when = event.date
    if when is None or when.first is None or when.last is None:
        return None
    return when.first.isoformat() if when.first == when.last else f"{when.first}/{when.last}"


def score(cases: Iterable[tuple[GoldCase, CodedDocument]]) -> EventScores:
    """Return the scores of codings against their gold cases."""
    scores = EventScores()
    for case, coded in cases:
        scores.sentences += 1
        pairs = match(case.events, coded.events)
        scores.gold += len(case.events)
        scores.predicted += len(coded.events)
        scores.matched += len(pairs)
        for gold in case.events:
            scores.by_type.setdefault(gold.type, Counter())["gold"] += 1
        for event in coded.events:
            scores.by_type.setdefault(event.type, Counter())["predicted"] += 1
        for gold, event in pairs:
            scores.by_type[gold.type]["matched"] += 1
            _count_attributes(scores, gold, event)
    return scores


def _count_attributes(scores: EventScores, gold: GoldEvent, event: Event) -> None:
    actors, recipients = known(party_codes(event.actors)), known(party_codes(event.recipients))
    gold_actors, gold_recipients = known(gold.actors), known(gold.recipients)
    attributed = party_codes([event.attributed_to]) if event.attributed_to else None
    scores.exact += actors == gold_actors and recipients == gold_recipients
    if gold_recipients and recipients:
        scores.both_sides += 1
    scores.swapped += is_swapped(gold, event)
    checks = {
        "actors": actors == gold_actors,
        "recipients": recipients == gold_recipients,
        "mode": event.mode == gold.mode,
        "status": event.status == gold.status,
        "date": date_text(event) == gold.date,
        "place": (event.place is None) == (gold.place is None),
        "attribution": (attributed is None) == (gold.attributed_to is None)
        and (attributed is None or gold.attributed_to in attributed),
        "background": event.background == gold.background,
    }
    for name, right in checks.items():
        (scores.attributes if right else scores.wrong)[name] += 1


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
    found = getattr(relation, name)
    if isinstance(wanted, list):
        return set(wanted) == set(found)
    if isinstance(wanted, str) and isinstance(found, str):
        return wanted.casefold() in found.casefold() or found.casefold() in wanted.casefold()
    return str(found) == str(wanted)
