"""The coreference scores on cases small enough to count by hand."""

from __future__ import annotations

import itertools
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))

from coreference_scores import b_cubed, best_pairing, ceaf_e, f1, muc


def entities(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


def test_the_same_entities_score_one() -> None:
    gold = entities("abc", "de")
    for score in (muc, b_cubed, ceaf_e):
        assert f1(score(gold, gold)) == (1.0, 1.0, 1.0)


def test_nothing_found_scores_nothing() -> None:
    for score in (muc, b_cubed, ceaf_e):
        assert f1(score(entities("ab"), [])) == (0.0, 0.0, 0.0)


def test_the_worked_example_of_vilain_and_bagga() -> None:
    """Gold {1-5} {6,7} {8-C}; found {1-5} {6-C}: MUC 9/9 and 9/10, B³ precision 0.76 and recall 1."""
    gold, found = entities("12345", "67", "89ABC"), entities("12345", "6789ABC")
    assert muc(gold, found) == (9, 9, 9, 10)
    recall, precision, _ = f1(b_cubed(gold, found))
    assert recall == 1.0
    assert precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)


def test_luos_example_of_one_entity_for_all() -> None:
    """Luo (2005): the same gold, everything in one entity: φ4 pairs it with one of five mentions."""
    gold, found = entities("12345", "67", "89ABC"), entities("123456789ABC")
    recall, precision, _ = f1(ceaf_e(gold, found))
    assert precision == pytest.approx(2 * 5 / 17)
    assert recall == pytest.approx(2 * 5 / 17 / 3)


def test_the_example_of_pradhan_with_mentions_of_one_side_only() -> None:
    """Pradhan et al. (2014): gold {a,b,c} {d,e,f,g}; found {a,b} {c,d} {f,g,h,i}."""
    gold, found = entities("abc", "defg"), entities("ab", "cd", "fghi")
    assert muc(gold, found) == (2, 5, 2, 5)
    recall, precision, _ = f1(b_cubed(gold, found))
    assert recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7)
    assert precision == pytest.approx((4 / 2 + 1 / 2 + 1 / 2 + 4 / 4) / 8)
    recall, precision, value = f1(ceaf_e(gold, found))
    assert (recall, precision) == pytest.approx(((0.8 + 0.5) / 2, (0.8 + 0.5) / 3))
    assert value == pytest.approx(0.52)


def test_the_best_pairing_is_the_best_of_all() -> None:
    draw = random.Random(4)
    for rows, columns in itertools.product(range(1, 6), range(1, 6)):
        table = [[draw.choice((0.0, draw.random())) for _ in range(columns)] for _ in range(rows)]
        small = table if rows <= columns else [list(column) for column in zip(*table, strict=True)]
        every = itertools.permutations(range(len(small[0])), len(small))
        best = max(sum(small[row][column] for row, column in enumerate(chosen)) for chosen in every)
        assert best_pairing(table) == pytest.approx(best)
