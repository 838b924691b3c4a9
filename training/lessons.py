"""What a teacher says of training sentences, beside what their writers say: shares, not labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from batches import Sample
from torch import Tensor

TRUST = 0.6  # how much of a head's loss is the teacher's


@dataclass
class Lesson:
    """One sentence: shares of the teacher."""

    event: Tensor  # (words, types): of every word
    mode: Tensor  # (triggers, modes): of each word of each marked event, in their order
    role: Tensor  # (triggers, words, roles)
    pair: Tensor  # (pairs, types)


Lessons = dict[str, Lesson]


def key_of(sample: Sample) -> str:
    """The words of a sentence, by which its lesson is found."""
    return " ".join(sample["forms"])


def with_lessons(samples: Sequence[Sample], path: Path) -> list[Sample]:
    """Return the samples with their lessons, where a file of them holds one that fits."""
    stored: dict[str, dict[str, Tensor]] = torch.load(path, weights_only=True)
    lessons = {
        key: Lesson(**{name: values.float() for name, values in parts.items()})
        for key, parts in stored.items()
    }
    return [{**sample, "lesson": fitting(sample, lessons.get(key_of(sample)))} for sample in samples]


def fitting(sample: Sample, lesson: Lesson | None) -> Lesson | None:
    """The lesson, if the sentence is marked as it was when it was written down."""
    triggers = sum(len(event["words"]) for event in sample["events"])
    same = lesson is not None and (len(lesson.role), len(lesson.pair)) == (triggers, len(sample["pairs"]))
    return lesson if same else None


def save(lessons: Lessons, path: Path) -> None:
    """Write lessons to a file that `with_lessons` reads."""
    torch.save({key: vars(lesson) for key, lesson in lessons.items()}, path)


def padded(rows: Sequence[tuple[Lesson | None, int]], name: str, width: int) -> Tensor:
    """One kind of shares of some sentences (sentences, width, labels); nan where there is no lesson.

    Each row is a lesson and how many words its sentence has; the root comes first and has none.
    """
    labels = next(getattr(lesson, name).shape[-1] for lesson, _ in rows if lesson is not None)
    found = torch.full((len(rows), width, labels), float("nan"))
    for row, (lesson, size) in enumerate(rows):
        if lesson is not None:
            found[row, 1 : size + 1] = getattr(lesson, name)
    return found


def learned(gold: Tensor, scores: Tensor, shares: Tensor, weight: Any = 1.0) -> Tensor:
    """The loss of the labels and of the teacher's shares (rows, labels), each for its part."""
    known = ~shares[..., 0].isnan()
    if not known.any():
        return gold
    taught = shares[known]
    weights = 1 + (weight - 1) * (1 - taught[:, 0])
    each = -(taught * scores[known].float().log_softmax(-1)).sum(-1)
    return (1 - TRUST) * gold + TRUST * (each * weights).sum() / weights.sum()
