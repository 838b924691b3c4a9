"""Events of the user's own types: words that stand in their sentence as the marked words of the examples do.

Each example gives the vector that the encoder has for its marked words in their sentence. A word of a text is
a trigger when it is like the examples, on the mean of the two nearest, to at least the type's threshold.
Without one in the file, the threshold lies between how alike the examples are to each other and how alike the
other words of their sentences are to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from entente.codebook.own_types import OwnType
from entente.nlp.encoder import FloatArray
from entente.nlp.learned import learned_candidate
from entente.nlp.reading import Reading
from entente.nlp.trigger_scores import WORDS
from entente.nlp.triggers import Candidate

NEAREST = 2  # examples that a word is compared with
_CONTENT = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True)
class Learned:
    """A type as the examples show it: unit vectors, one an example."""

    name: str
    vectors: FloatArray  # (examples, width)
    threshold: float


class OwnTypeFinder:
    """Finds the events of some types of one's own in parsed texts. Make it once: it reads the examples."""

    def __init__(self, own: Sequence[OwnType], nlp: Language) -> None:
        self.middle = np.zeros(1, dtype=np.float32)  # what all words share, taken away from each
        docs = {one.type.name: [nlp(example.text) for example in one.examples] for one in own}
        every = np.concatenate([_vectors(doc)[0] for texts in docs.values() for doc in texts])
        self.middle = every.mean(0)
        self.types = tuple(self._learned(one, docs[one.type.name]) for one in own)

    def find(self, reading: Reading) -> list[Candidate]:
        """Return a candidate for each word that is like the examples of a type, in the order of the text."""
        found: list[Candidate] = []
        thresholds = {one.name: one.threshold for one in self.types}
        for token, type_, value in self.matches(reading.doc):
            near = found[-1].token if found else None
            if near is None or not (near.head == token or token.head == near):
                above = (value - thresholds[type_]) / max(1e-6, 1.0 - thresholds[type_])
                found.append(replace(learned_candidate(token, type_), likeness=above))
        return found

    def matches(self, doc: Doc) -> Iterator[tuple[Token, str, float]]:
        """Yield each word that is like the examples of a type, with how alike they are."""
        vectors, tokens = _vectors(doc)
        if not len(tokens):
            return
        likeness = np.stack([alike(self._unit(vectors), one.vectors) for one in self.types])
        best = likeness.argmax(0)
        for row, place in enumerate(tokens):
            token, one = doc[place], self.types[int(best[row])]
            value = float(likeness[best[row], row])
            if token.pos_ in _CONTENT and value >= one.threshold:
                yield token, one.name, value

    def _learned(self, own: OwnType, docs: Sequence[Doc]) -> Learned:
        inside, outside = [], []
        for example, doc in zip(own.examples, docs, strict=True):
            vectors, tokens = _vectors(doc)
            units = self._unit(vectors)
            marked = [
                row
                for row, place in enumerate(tokens)
                if example.start <= doc[place].idx < example.end and doc[place].pos_ in _CONTENT
            ] or [row for row, place in enumerate(tokens) if example.start <= doc[place].idx < example.end]
            inside.append(units[marked[0]])
            outside += [
                units[row]
                for row, place in enumerate(tokens)
                if row not in marked and doc[place].pos_ in _CONTENT
            ]
        vectors = np.stack(inside)
        threshold = own.threshold if own.threshold is not None else _between(vectors, outside)
        return Learned(own.type.name, vectors, threshold)

    def _unit(self, vectors: FloatArray) -> FloatArray:
        moved = vectors - self.middle
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=-1, keepdims=True), 1e-6))


def alike(units: FloatArray, examples: FloatArray) -> FloatArray:
    """Return for each unit vector its mean cosine with the nearest examples."""
    cosines = np.sort(units @ examples.T, axis=-1)
    return np.asarray(cosines[:, -NEAREST:].mean(-1))


def _between(examples: FloatArray, others: Sequence[FloatArray]) -> float:
    """Return the likeness half-way from the examples' other words to the examples themselves."""
    own = [
        float(alike(examples[row][None], np.delete(examples, row, axis=0))[0]) for row in range(len(examples))
    ]
    strange = alike(np.stack(others), examples) if others else np.zeros(1)
    return (float(np.mean(own)) + float(np.max(strange))) / 2


def _vectors(doc: Doc) -> tuple[FloatArray, list[int]]:
    """Return the vectors of a document's words, and their tokens."""
    kept: Mapping[int, tuple[FloatArray, Sequence[int]]] = doc.user_data.get(WORDS) or {}
    parts = [kept[start] for start in sorted(kept)]
    if not parts:
        return np.zeros((0, 1), dtype=np.float32), []
    return np.concatenate([vectors for vectors, _ in parts]), [p for _, tokens in parts for p in tokens]
