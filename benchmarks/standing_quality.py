"""How often two names are rightly taken for one relation or for two, beside merging equal names only.

    python benchmarks/standing_quality.py              # benchmarks/data/standing_pairs.tsv
    python benchmarks/standing_quality.py --blind      # standing_pairs_blind.tsv, looked at only in sum
    python benchmarks/standing_quality.py --errors

Each pair stands in two documents a year apart. Merged wrongly is worse than not merged: a reader sees two
lines where there should be one, but never reads one history out of two. The baseline merges what has the
same name, whatever its case.

First score, before any tuning: 46 of 64 (precision 0.960, recall 0.585), blind 24 of 31 (1.000, 0.632). Then
words for any paper, years, British spelling, adjectives of states and short proper names were dealt with:
57 of 64 (1.000, 0.829), blind 29 of 31 (1.000, 0.895). Equal names: 21 (0.375, 0.073) and 13 (0.667, 0.105).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from entente.actors import load
from entente.records import Actor, DateBasis, EventDate, Evidence, Granularity, Relation
from entente.store.standing.relation import merge_relations

DATA = Path(__file__).parent / "data"
PUBLISHED = {"a": date(2024, 3, 1), "b": date(2025, 9, 1)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two relations of two documents, and whether they are one."""

    one: Relation
    other: Relation
    same: bool


def main() -> None:
    """Count right and wrong answers, and print them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="list the pairs that are answered wrongly")
    parser.add_argument("--blind", action="store_true", help="the pairs that no rule was made with")
    options = parser.parse_args()
    pairs = list(read(DATA / f"standing_pairs{'_blind' if options.blind else ''}.tsv"))
    for name, answer in (("equal names", equal_names), ("entente", merged)):
        wrong = [pair for pair in pairs if answer(pair) != pair.same]
        together = [pair for pair in pairs if answer(pair)]
        right = sum(pair.same for pair in together)
        precision, recall = right / max(len(together), 1), right / sum(pair.same for pair in pairs)
        share = f"{len(pairs) - len(wrong)}/{len(pairs)}"
        print(f"{name:<12} {share} right, precision {precision:.3f}, recall {recall:.3f}")
    for pair in wrong if options.errors and not options.blind else ():
        print("  " + " | ".join(str(it.name or it.object) for it in (pair.one, pair.other)))


def equal_names(pair: Pair) -> bool:
    """The baseline."""
    return (pair.one.name or "").casefold() == (pair.other.name or "").casefold()


def merged(pair: Pair) -> bool:
    """Whether the record makes one standing relation of the two."""
    return len(merge_relations([("a", pair.one), ("b", pair.other)], dict(PUBLISHED))) == 1


def read(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a file."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, parties, one, signed, other, other_signed, same = line.split("\t")
            pair = relation(kind, parties, one, signed), relation(kind, parties, other, other_signed)
            yield Pair(*pair, same == "yes")


def relation(kind: str, parties: str, name: str, signed: str) -> Relation:
    """A relation as a document would tell it, with the parties under their usual names."""
    day = None if signed == "-" else date.fromisoformat(signed)
    when = EventDate(0, 1, signed, day, day, Granularity.DAY, DateBasis.STATED) if day else None
    actors = tuple(Actor(0, 1, code, "state", code, called(code), code) for code in parties.split())
    title, object = (None, name) if kind == "dispute" else (name, None)
    evidence = Evidence(0, 1, "x", 0)
    return Relation(f"{name} {signed}", kind, actors, title, evidence, signed=when, object=object)


def called(code: str) -> str:
    """The name that the actor tables give a state or organisation."""
    index = load()
    entry = index.states.get(code) or index.organisations.get(code)
    return entry.name if entry else code


if __name__ == "__main__":
    main()
