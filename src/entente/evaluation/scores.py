"""How good codings are: counts over gold and coded events, misses included, and what follows from them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from entente.evaluation.gold import GoldCase, GoldEvent
from entente.evaluation.matching import date_text, is_swapped, known, match, party_codes
from entente.records import CodedDocument, Event

ATTRIBUTES = (
    "actors",
    "recipients",
    "mode",
    "status",
    "date",
    "place",
    "attribution",
    "background",
    "contexts",
)
ROUNDS, SEED = 1000, 1  # of the bootstrap


@dataclass(frozen=True, slots=True)
class EventScores:
    """Counts over cases. Scores are shares from 0 to 1; 0 where there is nothing to count."""

    counts: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: EventScores) -> EventScores:
        return EventScores(self.counts + other.counts)

    def __getitem__(self, name: str) -> int:
        return self.counts[name]

    @property
    def precision(self) -> float:
        """Share of the coded events that are in the gold."""
        return self.share("matched", "coded")

    @property
    def recall(self) -> float:
        """Share of the gold events that were found."""
        return self.share("matched", "gold")

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return self.f1_of("matched", "gold", "coded")

    @property
    def extra(self) -> float:
        """Coded events that are not in the gold, for each case."""
        return (self["coded"] - self["matched"]) / max(1, self["cases"])

    @property
    def swapped(self) -> float:
        """Share of the matched events with both sides whose sides are the wrong way round."""
        return self.share("swapped", "both sides")

    def accuracy(self, name: str) -> float:
        """Share of the matched events whose attribute is right."""
        return self.share(f"{name} right", "matched")

    def party_f1(self, role: str) -> float:
        """F1 over the codes of ``actors`` or ``recipients`` of the matched events."""
        return self.f1_of(f"{role} hits", f"{role} gold", f"{role} coded")

    def type_f1(self, type_: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of one type."""
        hits, gold, coded = (f"{kind} {type_}" for kind in ("matched", "gold", "coded"))
        return self.share(hits, coded), self.share(hits, gold), self.f1_of(hits, gold, coded)

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the types of the gold."""
        types = self.named("gold ")
        return sum(self.type_f1(name)[2] for name in types) / len(types) if types else 0.0

    @property
    def mode_macro_f1(self) -> float:
        """Mean F1 over the modes of the gold; events that were missed or are extra count."""
        modes = self.named("mode gold ")
        values = [self.f1_of(f"mode hits {m}", f"mode gold {m}", f"mode coded {m}") for m in modes]
        return sum(values) / len(values) if values else 0.0

    def named(self, start: str) -> list[str]:
        """Return what follows ``start`` in the names of the counts, sorted."""
        return sorted(name.removeprefix(start) for name in self.counts if name.startswith(start))

    def share(self, part: str, whole: str) -> float:
        """Return one count over another."""
        return self[part] / self[whole] if self[whole] else 0.0

    def f1_of(self, hits: str, gold: str, coded: str) -> float:
        """Return F1 from three counts."""
        total = self[gold] + self[coded]
        return 2 * self[hits] / total if total else 0.0


def score(cases: Iterable[tuple[GoldCase, CodedDocument]]) -> EventScores:
    """Return the scores of codings against their gold cases."""
    return sum(score_each(cases), EventScores())


def score_each(cases: Iterable[tuple[GoldCase, CodedDocument]]) -> Iterator[EventScores]:
    """Yield the scores of each case, to be added or drawn from."""
    for case, coded in cases:
        counts = Counter({"cases": 1, "gold": len(case.events), "coded": len(coded.events)})
        pairs = match(case.events, coded.events)
        counts["matched"] = len(pairs)
        for gold in case.events:
            counts[f"gold {gold.type}"] += 1
            counts[f"mode gold {gold.type}/{gold.mode}"] += gold.mode is not None
        for event in coded.events:
            counts[f"coded {event.type}"] += 1
            counts[f"mode coded {event.type}/{event.mode}"] += event.mode is not None
        for gold, event in pairs:
            counts.update(_compared(gold, event))
        yield EventScores(+counts)


def _compared(gold: GoldEvent, event: Event) -> Counter[str]:
    """Return the counts of one matched pair."""
    actors, recipients = known(party_codes(event.actors)), known(party_codes(event.recipients))
    gold_actors, gold_recipients = known(gold.actors), known(gold.recipients)
    same_mode = gold.mode == event.mode
    counts = Counter(
        {
            f"matched {gold.type}": 1,
            "exact": int(actors == gold_actors and recipients == gold_recipients),
            "both sides": int(bool(gold_recipients and recipients)),
            "swapped": int(is_swapped(gold, event)),
            f"mode hits {gold.type}/{gold.mode}": int(same_mode and gold.mode is not None),
            f"status {gold.status} > {event.status}": 1,
            f"mode {gold.type}: {gold.mode} > {event.mode}": int(not same_mode),
        }
    )
    for role, wanted, found in (("actors", gold_actors, actors), ("recipients", gold_recipients, recipients)):
        counts[f"{role} hits"] = len(wanted & found)
        counts[f"{role} gold"] = len(wanted)
        counts[f"{role} coded"] = len(found)
    for name, right in _right(gold, event):
        counts[f"{name} right"] = int(right)
    return counts


def _right(gold: GoldEvent, event: Event) -> Iterator[tuple[str, bool]]:
    """Yield whether each attribute of a matched event is right."""
    actors, recipients = known(party_codes(event.actors)), known(party_codes(event.recipients))
    attributed = party_codes([event.attributed_to]) if event.attributed_to else None
    yield "actors", actors == known(gold.actors)
    yield "recipients", recipients == known(gold.recipients)
    yield "mode", event.mode == gold.mode
    yield "status", event.status == gold.status
    yield "background", event.background == gold.background
    yield "contexts", gold.contexts is None or gold.contexts == frozenset(event.contexts)
    yield (
        "attribution",
        (attributed is None) == (gold.attributed_to is None)
        and (attributed is None or gold.attributed_to in attributed),
    )
    if gold.spans is None:
        yield "date", date_text(event) == gold.date
        yield "place", (event.place is None) == (gold.place is None)
        return
    for name, bounds, found in (
        ("date", gold.spans.date, event.date),
        ("place", gold.spans.place, event.place),
    ):
        yield name, (found is None) if bounds is None else found is not None and _near(bounds, found)


def _near(bounds: tuple[int, int], found: object) -> bool:
    start, end = getattr(found, "start", 0), getattr(found, "end", 0)
    return bounds[0] < end and start < bounds[1]


def intervals(
    each: Sequence[EventScores],
    measures: Mapping[str, Callable[[EventScores], float]],
    *,
    rounds: int = ROUNDS,
) -> dict[str, tuple[float, float]]:
    """Return the 95 % interval of each measure over cases drawn with replacement (percentile bootstrap)."""
    draw = random.Random(SEED)
    values: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds if each else 1):
        counts: Counter[str] = Counter()
        for one in draw.choices(each, k=len(each)) if each else ():
            for name, count in one.counts.items():
                counts[name] += count
        scores = EventScores(counts)
        for name, measure in measures.items():
            values[name].append(measure(scores))
    ends = {}
    for name, found in values.items():
        found.sort()
        ends[name] = found[int(0.025 * len(found))], found[min(len(found) - 1, int(0.975 * len(found)))]
    return ends
