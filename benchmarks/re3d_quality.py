"""How the coder fares on re3d, a second and noisy set: 62 documents on Syria and Iraq, labelled by a crowd.

    python benchmarks/re3d_quality.py PATH/re3d             # the folder with one folder per source
    python benchmarks/re3d_quality.py PATH/re3d --errors    # list every pair that is wrong

re3d labels pairs of spans in a sentence; five of its labels can be mapped. A pair counts when the coder finds
an actor with a code (or a person) at both spans, for that is what a row of the record needs; the number of
such pairs is printed first. A pair is found when the coder's events, relations or actors in that sentence say
the same of the two. Precision is over the labelled pairs alone: the crowd left most pairs of a sentence
unlabelled, so what is said of those can't be called wrong. The baseline gives every pair the commonest label.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entente.coder import Coder
from entente.nlp.parties import code_of
from entente.records import Actor, CodedDocument, Document, Event

LABELS = {
    "FightingAgainst": "fighting",
    "AlliesOf": "allies",
    "CommWith": "communicates",
    "InChargeOf": "in charge",
    "BelongsTo": "belongs",
}
EVENTS = {
    "fighting": {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"},
    "allies": {"COOPERATE", "AID", "SUPPORT"},
    "communicates": {"CONSULT", "AGREE", "REQUEST", "ACCUSE", "REJECT", "CONCEDE", "THREATEN"},
}
RELATIONS = {"allies": {"alliance", "cooperation", "partnership"}, "belongs": {"membership"}}


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair: two spans of a document and what the crowd says of them."""

    document: str
    label: str
    source: tuple[int, int]
    target: tuple[int, int]
    words: str


def main() -> None:
    """Code the documents and print the counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="list every pair that is wrong")
    arguments = parser.parse_args()
    coder, counts, labelled, resolved = Coder(), Counter[tuple[str, str]](), 0, list[str]()
    coded = {key: coder.code_one(Document.from_text(text)) for key, text in read_documents(arguments.folder)}
    for pair in read_pairs(arguments.folder):
        labelled += 1
        found = said_of(coded[pair.document], pair)
        if found is None:
            continue
        resolved.append(pair.label)
        tally(counts, pair.label, found)
        if arguments.errors and pair.label not in found:
            print(f"{pair.label}: {pair.words} -> {sorted(found)}")
    print(
        f"coder {coder.key}; {labelled} pairs with one of the five labels, {len(resolved)} with coded actors"
    )
    print_scores(counts, resolved)


def read_rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one file of each source."""
    for path in sorted(folder.glob(f"*/{name}.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def read_documents(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and text of each document."""
    for row in read_rows(folder, "documents"):
        yield row["_id"], row["text"]


def read_pairs(folder: Path) -> Iterator[Pair]:
    """Yield the pairs with a label that can be mapped."""
    for row in read_rows(folder, "relations"):
        if row["type"] in LABELS:
            yield Pair(
                document=row["documentId"],
                label=LABELS[row["type"]],
                source=(row["sourceBegin"], row["sourceEnd"]),
                target=(row["targetBegin"], row["targetEnd"]),
                words=f"{row['source']!r} {row['value']!r} {row['target']!r}",
            )


def said_of(coded: CodedDocument, pair: Pair) -> set[str] | None:
    """Return which labels the coder's rows amount to for a pair; None where an end has no coded actor."""
    source, target = actors_at(coded, pair.source), actors_at(coded, pair.target)
    if not source or not target:
        return None
    ends = ({name(actor) for actor in source}, {name(actor) for actor in target})
    low, high = min(pair.source[0], pair.target[0]), max(pair.source[1], pair.target[1])
    events = [event for event in coded.events if event.evidence.start <= low and high <= event.evidence.end]
    near = [row for row in coded.relations if row.evidence.start <= low and high <= row.evidence.end]
    found = {label for label, types in EVENTS.items() for e in events if e.type in types and joins(e, ends)}
    for label, kinds in RELATIONS.items():
        if any(row.kind in kinds and between(row.parties, ends) for row in near):
            found.add(label)
    persons = {actor.person for actor in source if actor.person}
    if any(row.kind == "office" and row.person in persons and in_one(row.parties, ends[1]) for row in near):
        found |= {"in charge", "belongs"}
    if any(owner(actor) & ends[1] for actor in source):
        found.add("belongs")
    return found


def actors_at(coded: CodedDocument, span: tuple[int, int]) -> list[Actor]:
    """Return the coded actors and persons of the mentions that lie over a span."""
    over = (m.actor for m in coded.mentions if m.actor.start < span[1] and span[0] < m.actor.end)
    return [actor for actor in over if code_of(actor) or actor.person]


def name(actor: Actor) -> str:
    """Return what an actor counts as: its code, else the person."""
    return str(code_of(actor) or actor.person)


def owner(actor: Actor) -> set[str]:
    """Return to whom a person or an organ belongs."""
    own = {actor.country, actor.organisation} if actor.person or actor.kind == "organ" else set()
    return {code for code in own if code}


def joins(event: Event, ends: tuple[set[str], set[str]]) -> bool:
    """Whether an event has both ends among its parties, on two sides where it has two."""
    actors, recipients = ({name(a) for a in side} for side in (event.actors, event.recipients))
    if recipients:
        return bool(actors & ends[0] and recipients & ends[1]) or bool(
            actors & ends[1] and recipients & ends[0]
        )
    return bool(actors & ends[0]) and bool(actors & ends[1])


def between(parties: Sequence[Actor], ends: tuple[set[str], set[str]]) -> bool:
    """Whether both ends are among the parties."""
    names = {name(actor) for actor in parties}
    return bool(names & ends[0]) and bool(names & ends[1])


def in_one(parties: Sequence[Actor], end: set[str]) -> bool:
    """Whether one end is among the parties."""
    return bool({name(actor) for actor in parties} & end)


def tally(counts: Counter[tuple[str, str]], label: str, found: set[str]) -> None:
    """Count one pair."""
    counts[label, "gold"] += 1
    counts[label, "right"] += label in found
    counts.update((one, "coded") for one in found)


def print_scores(counts: Counter[tuple[str, str]], labels: Sequence[str]) -> None:
    """Print precision, recall and F1 by label, and the baseline's share."""
    total = Counter[str]()
    for label in LABELS.values():
        row = {part: counts[label, part] for part in ("gold", "coded", "right")}
        total.update(row)
        print(f"  {label:<13} {rates(row)}")
    print(f"  {'all':<13} {rates(total)}")
    commonest, number = Counter(labels).most_common(1)[0]
    print(f"  {'baseline':<13} every pair {commonest!r}: {number / len(labels):.3f} of {len(labels)} right")


def rates(row: dict[str, int]) -> str:
    """Return precision, recall and F1 as text."""
    precision, recall = row["right"] / max(1, row["coded"]), row["right"] / max(1, row["gold"])
    f1 = 2 * precision * recall / (precision + recall) if row["right"] else 0.0
    of = f"{row['right']} of {row['gold']}, {row['coded']} coded"
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({of})"


if __name__ == "__main__":
    main()
