"""Arc scores → trees: the best head of each word, and the best tree where those make none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from entente.nlp.encoder import FloatArray
from entente.nlp.pieces import IntArray

IMPOSSIBLE = np.float32(-1e9)
ONE_ROOT = np.float32(1e5)  # taken from each root arc, so that the best tree has the fewest roots


def decode_heads(scores: FloatArray, sizes: IntArray) -> IntArray:
    """Heads of padded sentences: 1-based word numbers, 0 the root's; each sentence is one tree.

    `scores` is (sentences, child, head) with the root as word 0; `sizes` counts real words.
    Returns (sentences, words + root); places beyond a sentence's size hold 0.
    """
    scores = masked(scores, sizes)
    heads = scores.argmax(-1)
    heads[:, 0] = 0
    places = np.arange(scores.shape[1])
    heads[places > sizes[:, None]] = 0
    for row in np.flatnonzero(~is_tree(heads, sizes)):
        end = int(sizes[row]) + 1
        heads[row, :end] = best_tree(scores[row, :end, :end])
    return np.asarray(heads, dtype=np.int64)


def masked(scores: FloatArray, sizes: IntArray) -> FloatArray:
    """The scores with arcs to oneself and to padding made impossible."""
    width = scores.shape[1]
    absent = np.arange(width) > sizes[:, None]  # (sentences, head)
    return np.where(absent[:, None, :] | np.eye(width, dtype=bool), IMPOSSIBLE, scores)


def is_tree(heads: IntArray, sizes: IntArray) -> IntArray:
    """For each sentence: one root arc, and every word reaches the root."""
    real = (np.arange(heads.shape[1]) <= sizes[:, None]) & (np.arange(heads.shape[1]) > 0)
    single = ((heads == 0) & real).sum(-1) == 1
    reached = heads
    for _ in range(max(1, int(heads.shape[1]).bit_length())):
        reached = np.take_along_axis(reached, reached, axis=1)
    return np.asarray(single & (reached == 0).all(-1))


def best_tree(scores: FloatArray) -> IntArray:
    """The highest scoring tree with one root arc (Chu and Liu 1965; Edmonds 1967).

    `scores` is (child, head), word 0 the root. Returns the head of each word; the root's is 0.
    """
    limited = scores.astype(np.float64)
    limited[:, 0] -= ONE_ROOT
    np.fill_diagonal(limited, IMPOSSIBLE)
    limited[0] = IMPOSSIBLE
    return _arborescence(limited)


def _arborescence(scores: npt.NDArray[np.float64]) -> IntArray:
    heads: IntArray = scores.argmax(-1).astype(np.int64)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    inside = np.asarray(cycle)
    outside = np.setdiff1d(np.arange(len(scores)), inside)
    own = scores[inside, heads[inside]]
    entering = scores[np.ix_(inside, outside)] - own[:, None]  # breaking the cycle at each word
    leaving = scores[np.ix_(outside, inside)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), IMPOSSIBLE, dtype=np.float64)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(0)
    smaller[:size, size] = leaving.max(1)
    chosen = _arborescence(smaller)  # the root stays word 0: it is never in a cycle
    for place, word in enumerate(outside[1:], start=1):
        head = chosen[place]
        heads[word] = inside[leaving[place].argmax()] if head == size else outside[head]
    broken = int(entering[:, chosen[size]].argmax())
    heads[inside[broken]] = outside[chosen[size]]
    return heads


def _find_cycle(heads: IntArray) -> list[int] | None:
    state = [0] * len(heads)  # 0 unseen, otherwise the walk that saw it
    for start in range(1, len(heads)):
        word = start
        while word and not state[word]:
            state[word] = start
            word = int(heads[word])
        if word and state[word] == start:
            cycle = [word]
            while (word := int(heads[word])) != cycle[0]:
                cycle.append(word)
            return cycle
    return None
