"""The three scores of coreference whose mean is the CoNLL score: MUC, B³ and CEAF-e.

Each takes the entities of one document or more, as sets of mentions (any hashable values), and returns the
four counts that sum over documents: recall's part and whole, precision's part and whole. ``f1`` joins them.

- MUC (Vilain et al. 1995): links that hold, of those needed to join each entity.
- B³ (Bagga and Baldwin 1998): for each mention, the share of its entity that the other side has together.
- CEAF-e (Luo 2005, φ4): entities paired one to one so that the sum of 2·|common|/(|one|+|other|) is greatest.

A mention that only one side has counts against that side, as in Pradhan et al. (2014).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

Entity = frozenset[Hashable]
Counts = tuple[float, float, float, float]


def muc(gold: Sequence[Entity], found: Sequence[Entity]) -> Counts:
    """Return links of gold entities kept, links of gold entities, and the same of those found."""
    return (*_links(gold, found), *_links(found, gold))


def _links(entities: Sequence[Entity], other: Sequence[Entity]) -> tuple[float, float]:
    home = _home(other)
    kept = whole = 0
    for entity in entities:
        parts = {home.get(mention, ("alone", mention)) for mention in entity}
        kept += len(entity) - len(parts)
        whole += len(entity) - 1
    return kept, whole


def b_cubed(gold: Sequence[Entity], found: Sequence[Entity]) -> Counts:
    """Return the summed shares of gold mentions, their number, and the same of those found."""
    return (*_shares(gold, found), *_shares(found, gold))


def _shares(entities: Sequence[Entity], other: Sequence[Entity]) -> tuple[float, float]:
    home = _home(other)
    total = 0.0
    for entity in entities:
        parts = Counter(home[mention] for mention in entity if mention in home)
        total += sum(count * count for count in parts.values()) / len(entity)
    return total, sum(len(entity) for entity in entities)


def ceaf_e(gold: Sequence[Entity], found: Sequence[Entity]) -> Counts:
    """Return the likeness of the best pairing, the number of gold entities, and the same with those found."""
    likeness = [[2 * len(one & two) / (len(one) + len(two)) for two in found] for one in gold]
    best = best_pairing(likeness)
    return best, len(gold), best, len(found)


def _home(entities: Sequence[Entity]) -> dict[Hashable, tuple[str, int]]:
    return {mention: ("entity", number) for number, entity in enumerate(entities) for mention in entity}


def best_pairing(likeness: Sequence[Sequence[float]]) -> float:
    """Return the greatest sum of one-to-one pairs of rows and columns (Kuhn and Munkres, O(n³))."""
    if not likeness or not likeness[0]:
        return 0.0
    rows, columns = len(likeness), len(likeness[0])
    if rows > columns:
        likeness = [list(column) for column in zip(*likeness, strict=True)]
        rows, columns = columns, rows
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    taken, way = [0] * (columns + 1), [0] * (columns + 1)  # column → row that has it, and how it was reached
    for row in range(1, rows + 1):
        taken[0], at = row, 0
        least, seen = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while taken[at]:
            seen[at] = True
            gap, nearest = float("inf"), 0
            for column in range(1, columns + 1):
                if seen[column]:
                    continue
                cost = -likeness[taken[at] - 1][column - 1] - row_price[taken[at]] - column_price[column]
                if cost < least[column]:
                    least[column], way[column] = cost, at
                if least[column] < gap:
                    gap, nearest = least[column], column
            for column in range(columns + 1):
                if seen[column]:
                    row_price[taken[column]] += gap
                    column_price[column] -= gap
                else:
                    least[column] -= gap
            at = nearest
        while at:
            taken[at], at = taken[way[at]], way[at]
    return sum(likeness[taken[column] - 1][column - 1] for column in range(1, columns + 1) if taken[column])


def f1(counts: Counts) -> tuple[float, float, float]:
    """Return recall, precision and their harmonic mean; 0 where there is nothing to divide by."""
    part, whole, found_part, found_whole = counts
    recall = part / whole if whole else 0.0
    precision = found_part / found_whole if found_whole else 0.0
    both = recall + precision
    return recall, precision, 2 * recall * precision / both if both else 0.0
