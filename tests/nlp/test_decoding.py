"""Arc scores → trees."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.nlp.decoding import best_tree, decode_heads, is_tree


def all_trees(size: int) -> list[tuple[int, ...]]:
    """Every tree of `size` words with one root, as heads with the root's own 0 in front."""
    trees = []
    for heads in product(range(size + 1), repeat=size):
        table = np.array([[0, *heads]])
        if is_tree(table, np.array([size]))[0]:
            trees.append((0, *heads))
    return trees


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return sum(float(scores[child, head]) for child, head in enumerate(heads) if child)


def test_there_are_as_many_trees_as_cayley_counts() -> None:
    assert [len(all_trees(size)) for size in (1, 2, 3, 4)] == [1, 2, 9, 64]


@pytest.mark.parametrize("seed", range(60))
def test_the_best_tree_is_the_best_of_all_trees(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 5)).astype(np.float32)
    found = tuple(best_tree(scores).tolist())
    best = max(all_trees(4), key=lambda heads: total(scores, heads))
    assert total(scores, found) == pytest.approx(total(scores, best))
    assert found in all_trees(4)


def test_a_cycle_of_best_heads_is_broken_where_it_costs_least() -> None:
    scores = np.zeros((1, 3, 3), dtype=np.float32)
    scores[0, 1, 2] = 5.0
    scores[0, 2, 1] = 4.0
    assert decode_heads(scores, np.array([2])).tolist() == [[0, 2, 0]]


def test_two_roots_become_one() -> None:
    scores = np.zeros((1, 3, 3), dtype=np.float32)
    scores[0, 1, 0], scores[0, 2, 0] = 5.0, 4.0
    assert decode_heads(scores, np.array([2])).tolist() == [[0, 0, 1]]


def test_padding_is_nobodys_head() -> None:
    scores = np.zeros((2, 4, 4), dtype=np.float32)
    scores[0, :, 3] = 9.0  # the first sentence has two words only
    heads = decode_heads(scores, np.array([2, 3]))
    assert heads[0, 3] == 0
    assert heads[0, :3].max() <= 2


@given(st.integers(1, 30), st.integers(0, 10_000))
def test_every_sentence_becomes_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, size + 1, size + 1)).astype(np.float32)
    sizes = np.array([size])
    assert is_tree(decode_heads(scores, sizes), sizes).all()
