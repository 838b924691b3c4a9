"""Sentences → batches the encoder can read; sentences longer than its window in overlapping parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TypeVar

import numpy as np

from entente.nlp.encoder import FloatArray, PieceBatch
from entente.nlp.pieces import IntArray, PieceVocabulary, WordPieces, shape_id

T = TypeVar("T")

BATCH = 8  # sentences of similar length; larger batches are slower
WINDOW = 254  # pieces, and two for start and end
OVERLAP = 96  # pieces that neighbouring windows share
FAR = np.float32(-100.0)  # the score of an arc that no window saw


@dataclass(frozen=True, slots=True)
class Window:
    """Some words of one sentence, all of them when `whole`."""

    sentence: int
    start: int  # place of the first word among all words
    size: int  # words
    whole: bool
    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


def split_sentences(
    words: Sequence[WordPieces], glued: IntArray, sentence: IntArray, vocabulary: PieceVocabulary
) -> list[Window]:
    """Windows over all sentences; `sentence` numbers each word's, in ascending order."""
    if not len(words):
        return []
    bounds = np.flatnonzero(np.diff(sentence, prepend=sentence[0] - 1)).tolist()
    tight = glued.tolist()
    windows: list[Window] = []
    for start, end in zip(bounds, [*bounds[1:], len(words)], strict=True):
        parts = _parts([len(words[place].ids) for place in range(start, end)])
        for begin, stop in parts:
            span = slice(start + begin, start + stop)
            windows.append(
                _window(int(sentence[start]), span, words[span], tight[span], len(parts) == 1, vocabulary)
            )
    return windows


def _parts(counts: list[int]) -> list[tuple[int, int]]:
    """Ranges of words whose pieces fit the window, overlapping where there are several."""
    if sum(counts) <= WINDOW:
        return [(0, len(counts))]
    ends = [0, *accumulate(counts)]
    parts = []
    begin = 0
    while True:
        stop = begin
        while stop < len(counts) and ends[stop + 1] - ends[begin] <= WINDOW:
            stop += 1
        parts.append((begin, stop))
        if stop == len(counts):
            return parts
        following = stop
        while ends[stop] - ends[following - 1] <= OVERLAP:
            following -= 1
        begin = max(following, begin + 1)


def _window(
    sentence: int,
    span: slice,
    words: Sequence[WordPieces],
    glued: list[int],
    whole: bool,
    vocabulary: PieceVocabulary,
) -> Window:
    pieces, shapes = [vocabulary.start], [0]
    first, last = [0], [0]
    for word, tight in zip(words, glued, strict=True):
        first.append(len(pieces))
        pieces.extend(word.ids)
        last.append(len(pieces) - 1)
        shapes.extend([shape_id(word.shape, glued=bool(tight))] * len(word.ids))
    pieces.append(vocabulary.end)
    shapes.append(0)
    return Window(sentence, span.start, len(words), whole, pieces, shapes, first, last)


def batches(windows: list[Window], size: int = BATCH) -> Iterator[tuple[list[Window], PieceBatch]]:
    """Windows of similar length together, shortest first, as the encoder wants them."""
    ordered = sorted(windows, key=lambda window: (len(window.pieces), window.size, window.start))
    for begin in range(0, len(ordered), size):
        group = ordered[begin : begin + size]
        longest = max(window.size for window in group) + 1
        width = max(len(window.pieces) for window in group)
        yield (
            group,
            PieceBatch(
                pieces=_padded([window.pieces for window in group], width),
                shapes=_padded([window.shapes for window in group], width),
                first=_padded([window.first for window in group], longest),
                last=_padded([window.last for window in group], longest),
            ),
        )


def _padded(rows: list[list[int]], width: int) -> IntArray:
    table = np.zeros((len(rows), width), dtype=np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table


def join_windows(
    parts: list[tuple[Window, Mapping[str, FloatArray]]],
) -> tuple[Window, dict[str, FloatArray]]:
    """The scores of a long sentence as if one window had seen it: each word from the window
    in which it stands farthest from an edge. Arrays come back with one row."""
    parts = sorted(parts, key=lambda part: part[0].start)
    start = parts[0][0].start
    size = parts[-1][0].start + parts[-1][0].size - start
    joined = {
        name: np.full((1, size + 1, size + 1), FAR) if name == "arc"
        else np.zeros((1, size + 1, values.shape[-1]), dtype=np.float32)
        for name, values in parts[0][1].items()
    }  # fmt: skip
    best = np.full(size + 1, -1)
    for window, scores in parts:
        offset = window.start - start
        inner = np.arange(window.size)
        depth = np.minimum(
            inner + (size if offset == 0 else 0),
            window.size - 1 - inner + (size if offset + window.size == size else 0),
        )
        target = offset + 1 + inner
        better = depth > best[target]
        rows, source = target[better], inner[better] + 1
        best[rows] = depth[better]
        for name, values in scores.items():
            if name == "arc":
                joined[name][0, rows] = FAR
                joined[name][0, rows[:, None], target] = values[source[:, None], inner + 1]
                joined[name][0, rows, 0] = values[source, 0]
            else:
                joined[name][0, rows] = values[source]
        if offset == 0:
            for name in joined.keys() - {"arc"}:
                joined[name][0, 0] = scores[name][0]
    return Window(parts[0][0].sentence, start, size, True, [], [], [], []), joined


def in_chunks(stream: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of `size` values, the last perhaps shorter; reads no further than it gives."""
    values = iter(stream)
    while chunk := list(islice(values, size)):
        yield chunk
