"""The trained head of coreference: how likely each earlier phrase is what a phrase means.

Its graph reads the vectors of the encoder pass that the parser made, and the phrases as numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from entente.nlp.coreference.phrases import FORMS, Phrases, phrases_of
from entente.nlp.encoder import COREFERENCE, SHIPPED, FloatArray, Graph, load_choices
from entente.nlp.mentions.find import FoundMention
from entente.nlp.parser import NOUNS
from entente.nlp.pieces import IntArray

INPUTS = ("words", "own", "later", "earlier", "pair")
NOBODY = -1
_AT_ONCE = 512  # anaphors in one run
_NAME = FORMS.index("name")


@dataclass(frozen=True, slots=True)
class Limits:
    """How the head and the rules are weighed, in log odds."""

    bonus: float  # for what the rules take for the antecedent
    margin: float  # by which an antecedent must beat nobody


def kind_of(form: int) -> str:
    """Return what kind of anaphor a form is: pronoun, name or noun."""
    return "pronoun" if form < _NAME else "name" if form == _NAME else "noun"


@dataclass(frozen=True, slots=True)
class Opinions:
    """What the head says of one document: anaphor → candidate or NOBODY → score; keys are tokens."""

    scores: Mapping[int, Mapping[int, float]]
    kinds: Mapping[int, str]  # of anaphors
    limits: Mapping[str, Limits]  # by kind

    def candidates(self, anaphor: int) -> Iterable[int]:
        """Return the phrases that the head was asked about, without nobody."""
        return (place for place in self.scores.get(anaphor, ()) if place != NOBODY)

    def best(self, anaphor: int, among: Collection[int], favoured: Collection[int] = ()) -> int:
        """Return the likeliest of some candidates, or NOBODY; the favoured have the rules on their side."""
        scores, limits = self.scores[anaphor], self.limits[self.kinds[anaphor]]
        judged = {place: scores[place] + limits.bonus * (place in favoured) for place in among}
        judged[NOBODY] = scores[NOBODY] + limits.margin
        return max(judged, key=lambda place: (judged[place], place))


class CorefHead(Graph):
    """The head as it is shipped. One thread, as for arcs."""

    def __init__(self, folder: Path = SHIPPED) -> None:
        super().__init__(folder / COREFERENCE, threads=1)
        self.limits = {kind: Limits(**row) for kind, row in load_choices(folder)["coreference"].items()}

    @classmethod
    def shipped(cls, folder: Path = SHIPPED) -> CorefHead | None:
        """The head of a model folder, or None for a model without one."""
        return cls(folder) if (folder / COREFERENCE).is_file() else None

    def __call__(self, doc: Doc, mentions: Sequence[FoundMention]) -> Opinions | None:
        """Return what the head says of a document; None where the parser kept no vectors."""
        if NOUNS not in doc.user_data:
            return None
        phrases = phrases_of(doc, mentions)
        words = vectors_at(doc, phrases.heads)
        anaphors = phrases.anaphors()
        heads, scores = phrases.heads.tolist(), dict[int, dict[int, float]]()
        for start in range(0, len(anaphors), _AT_ONCE):
            later, earlier, pair = phrases.pairs(anaphors[start : start + _AT_ONCE])
            found = self._scored(words, phrases, later, earlier, pair)
            for one, other, score in zip(later.tolist(), earlier.tolist(), found.tolist(), strict=True):
                place = NOBODY if other < 0 else heads[other]
                scores.setdefault(heads[one], {})[place] = score
        kinds = {heads[n]: kind_of(int(phrases.codes["form"][n])) for n in anaphors.tolist()}
        return Opinions(scores, kinds, self.limits)

    def _scored(
        self, words: FloatArray, phrases: Phrases, later: IntArray, earlier: IntArray, pair: FloatArray
    ) -> FloatArray:
        """Return the score of each pair, from the phrases that the pairs are of and no others."""
        used = np.union1d(later, earlier[earlier >= 0])
        inputs: dict[str, npt.NDArray[Any]] = {
            "words": words[used],
            "own": phrases.own[used],
            "later": np.searchsorted(used, later),
            "earlier": np.where(earlier < 0, NOBODY, np.searchsorted(used, earlier)),
            "pair": pair,
        }
        return self.run(inputs)["scores"]


def vectors_at(doc: Doc, heads: IntArray) -> FloatArray:
    """Return the kept vectors of some nouns and pronouns; zeros for one that the encoder did not read."""
    tokens, vectors = doc.user_data[NOUNS]
    found = np.zeros((len(heads), vectors.shape[1]), dtype=np.float32)
    places = np.searchsorted(tokens, heads)
    known = np.zeros(len(heads), dtype=bool)
    inside = places < len(tokens)
    known[inside] = tokens[places[inside]] == heads[inside]
    found[known] = vectors[places[known]]
    return found
