"""How far two annotators agree: `python training/corpus/agreement.py training/corpus/second/*.jsonl`.

The second annotation was made from the texts alone. Events are the same when they have the same type and
their triggers share a character. Printed are F1 of events and of triggers, Cohen's kappa of the type and of
"has an event", and for the events of both: modes, statuses, background, speakers, and F1 of actors and
recipients (spans that overlap).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from check import read, sections

Event = Mapping[str, Any]


def overlap(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    """Whether two spans share a character."""
    return (
        one is not None and other is not None and one["start"] < other["end"] and other["start"] < one["end"]
    )


def paired(first: Sequence[Event], second: Sequence[Event], *, typed: bool) -> list[tuple[Event, Event]]:
    """Pairs of events of two annotations whose triggers overlap, each once."""
    left, pairs = list(second), []
    for event in first:
        for other in left:
            if overlap(event["trigger"], other["trigger"]) and (not typed or event["type"] == other["type"]):
                pairs.append((event, other))
                left.remove(other)
                break
    return pairs


def kappa(pairs: Sequence[tuple[object, object]]) -> float:
    """Cohen's kappa of two annotators' labels."""
    if not pairs:
        return 0.0
    same = sum(a == b for a, b in pairs) / len(pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[name] * other[name] for name in one) / len(pairs) ** 2
    return (same - chance) / (1 - chance) if chance < 1 else 1.0


def role_counts(pairs: Sequence[tuple[Event, Event]], role: str) -> tuple[int, int, int]:
    """Overlapping spans of a role, and how many each annotator has."""
    hits = 0
    for event, other in pairs:
        left = list(other[role])
        for span in event[role]:
            match = next((one for one in left if overlap(span, one)), None)
            if match is not None:
                hits += 1
                left.remove(match)
    return hits, sum(len(event[role]) for event, _ in pairs), sum(len(other[role]) for _, other in pairs)


def f1(hits: int, one: int, other: int) -> float:
    return 2 * hits / (one + other) if one + other else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("second", type=Path, nargs="+")
    options = parser.parse_args()
    corpus = {item["text"]: item for item in read(sections())}
    items = [(corpus[item["text"]], item) for item in read(options.second) if item["text"] in corpus]
    first = sum(len(one["events"]) for one, _ in items)
    second = sum(len(other["events"]) for _, other in items)
    found = [pair for one, other in items for pair in paired(one["events"], other["events"], typed=True)]
    places = [pair for one, other in items for pair in paired(one["events"], other["events"], typed=False)]
    print(f"{len(items)} items; {first} events in the first annotation, {second} in the second")
    print(f"events (trigger and type)  F1 {f1(len(found), first, second):.3f}")
    print(f"triggers alone             F1 {f1(len(places), first, second):.3f}")
    print(f"type at shared triggers    kappa {kappa([(a['type'], b['type']) for a, b in places]):.3f}")
    there = [(bool(one["events"]), bool(other["events"])) for one, other in items]
    print(f"has an event               kappa {kappa(there):.3f}")
    for name in ("mode", "status", "background"):
        values = [(a[name], b[name]) for a, b in found]
        same = sum(a == b for a, b in values) / max(1, len(values))
        print(f"{name:<26} same {same:.3f}  kappa {kappa(values):.3f}")
    speakers = [(a["speaker"] is not None, b["speaker"] is not None) for a, b in found]
    print(f"{'has a speaker':<26} same {sum(a == b for a, b in speakers) / max(1, len(speakers)):.3f}")
    for role in ("actors", "recipients"):
        print(f"{role:<26} F1 {f1(*role_counts(found, role)):.3f}")


if __name__ == "__main__":
    main()
