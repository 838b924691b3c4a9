"""Scores of a parse against a gold one: words found, tags, attachment, mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ScoredWord:
    """One word of a text. Spans and heads are code-point offsets, so two tokenisations compare."""

    span: Span
    upos: str
    xpos: str
    lemma: str
    head: Span | None  # None for the root of a sentence
    relation: str
    mention: str | None = None  # the type of the mention it heads


@dataclass(frozen=True, slots=True)
class F1:
    """Precision, recall and their harmonic mean, from counts."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """2PR / (P + R); 0 when nothing is right."""
        total = self.found + self.gold
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: F1) -> F1:
        return F1(self.right + other.right, self.found + other.found, self.gold + other.gold)


@dataclass(frozen=True, slots=True)
class ParseScores:
    """One F1 a question; with gold words every F1 is the plain accuracy (CoNLL 2018 shared task)."""

    words: F1 = F1()
    upos: F1 = F1()
    xpos: F1 = F1()
    lemmas: F1 = F1()
    uas: F1 = F1()
    las: F1 = F1()
    mentions: F1 = F1()  # typed heads

    def __add__(self, other: ParseScores) -> ParseScores:
        return ParseScores(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})


def score(found: Iterable[ScoredWord], gold: Iterable[ScoredWord]) -> ParseScores:
    """The scores of one text: words match when their spans do."""
    ours, theirs = {word.span: word for word in found}, {word.span: word for word in gold}
    pairs = [(ours[span], word) for span, word in theirs.items() if span in ours]

    def f1(right: Sequence[bool]) -> F1:
        return F1(sum(right), len(ours), len(theirs))

    heads = [one.head == other.head for one, other in pairs]
    return ParseScores(
        words=f1([True] * len(pairs)),
        upos=f1([one.upos == other.upos for one, other in pairs]),
        xpos=f1([one.xpos == other.xpos for one, other in pairs]),
        lemmas=f1([one.lemma == other.lemma for one, other in pairs]),
        uas=f1(heads),
        las=f1([same and a.relation == b.relation for same, (a, b) in zip(heads, pairs, strict=True)]),
        mentions=F1(
            sum(one.mention is not None and one.mention == other.mention for one, other in pairs),
            sum(word.mention is not None for word in ours.values()),
            sum(word.mention is not None for word in theirs.values()),
        ),
    )
