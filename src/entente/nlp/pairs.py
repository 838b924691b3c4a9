"""What the trained pair head says that one marked span of a sentence does to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Token

from entente.nlp.encoder import SHIPPED, FloatArray, Graph
from entente.nlp.trigger_scores import WORDS, softmax

PAIR_GRAPH = "pair.onnx"


class PairScorer(Graph):
    """Scores types and statuses of a pair from the words' vectors and two masks. One thread."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        super().__init__(folder / PAIR_GRAPH, threads=1)

    def __call__(self, words: FloatArray, source: FloatArray, target: FloatArray) -> Mapping[str, FloatArray]:
        """words (pairs, words, width), masks (pairs, words) → `types`, `statuses` (pairs, labels)."""
        real = np.ones(words.shape[:2], dtype=np.float32)
        return self.run({"words": words, "source": source, "target": target, "real": real})


@dataclass(frozen=True, slots=True)
class PairShares:
    """Shares of the types, the first of them that nothing is said, and of the statuses."""

    types: Mapping[str, float]
    statuses: Mapping[str, float]


def pair_shares(
    doc: Doc,
    source: Sequence[Token] | None,
    target: Sequence[Token] | None,
    scorer: PairScorer,
    labels: Mapping[str, list[str]],
) -> PairShares:
    """Return what the sentences of two spans say of them; None for a party that is not named.

    The document must have been parsed with the words' vectors kept.
    """
    kept: Mapping[int, tuple[FloatArray, Sequence[int]]] = doc.user_data[WORDS]
    marked = [token for span in (source, target) for token in span or ()]
    starts = sorted({token.sent.start for token in marked} or set(kept))
    parts = [kept[start] for start in starts if start in kept]
    words = np.concatenate([vectors for vectors, _ in parts])
    places = [int(place) for _, tokens in parts for place in tokens]
    scores = scorer(words[None], _mask(places, source), _mask(places, target))
    return PairShares(
        dict(zip(labels["event"], softmax(scores["types"])[0].tolist(), strict=True)),
        dict(zip(labels["status"], softmax(scores["statuses"])[0].tolist(), strict=True)),
    )


def _mask(places: Sequence[int], span: Sequence[Token] | None) -> FloatArray:
    inside = {token.i for token in span or ()}
    return np.array([[float(place in inside) for place in places]], dtype=np.float32)
