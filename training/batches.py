"""Training samples → tensors, with the variations that make the parser robust."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from entente.nlp.lemmas import script_between
from entente.nlp.pieces import PieceVocabulary, Shape, shape_id

Sample = dict[str, Any]
IGNORED = -100

QUOTES = {'"': "“”", "``": "“", "''": "”", "'": "’", "’": "'", "“": '"', "”": '"'}
DASHES = {"-": "–", "--": "—", "—": "--", "–": "-"}
LOWER_SHAPE = {Shape.TITLE, Shape.UPPER, Shape.INITIAL, Shape.MIXED}
UPPER_SHAPE = {Shape.TITLE, Shape.LOWER, Shape.MIXED}


@dataclass
class Batch:
    """Padded tensors of some sentences; places that teach nothing hold IGNORED."""

    pieces: Tensor  # (sentences, pieces)
    shapes: Tensor
    first: Tensor  # (sentences, words + root)
    last: Tensor
    heads: Tensor
    tags: dict[str, Tensor]
    relations: Tensor
    happened: Tensor  # -3 to 3, nan where nobody was asked


def read_samples(path: Path) -> list[Sample]:
    samples = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [sample for sample in samples if len(sample["forms"]) <= 180]


def vary(sample: Sample, chance: random.Random) -> Sample:
    """The sample as another writer or wire might print it: quotes, dashes, no full stop."""
    forms = list(sample["forms"])
    if chance.random() < 0.3:
        for place, form in enumerate(forms):
            if form in QUOTES:
                forms[place] = chance.choice(QUOTES[form])
            elif form in DASHES and not sample["glued"][place]:
                forms[place] = DASHES[form]
    varied = {**sample, "forms": forms}
    size = len(forms)
    final = size > 3 and sample["deprels"][-1] == "punct" and size not in sample["heads"]
    if final and chance.random() < 0.1:
        keys = ("forms", "glued", "upos", "xpos", "lemmas", "heads", "deprels", "mentions")
        varied = {key: varied[key] and varied[key][:-1] for key in keys}
    return varied


def vary_shapes(shapes: list[Shape], chance: random.Random) -> list[Shape]:
    """Some sentences in lower case, in capitals, as a headline, or with the case unknown."""
    draw = chance.random()
    if draw < 0.04:
        return [Shape.LOWER if shape in LOWER_SHAPE else shape for shape in shapes]
    if draw < 0.09:
        return [Shape.UPPER if shape in UPPER_SHAPE else shape for shape in shapes]
    if draw < 0.13:
        return [Shape.TITLE if shape == Shape.LOWER and chance.random() < 0.8 else shape for shape in shapes]
    if draw < 0.16:
        return [Shape.NONE] * len(shapes)
    return shapes


class Batcher:
    """Samples → batches of about `budget` words, sentences of similar length together."""

    def __init__(self, vocabulary: PieceVocabulary, labels: dict[str, list[str]], budget: int) -> None:
        self.vocabulary = vocabulary
        self.budget = budget
        self.numbers = {
            name: {label: number for number, label in enumerate(values)} for name, values in labels.items()
        }

    def epoch(self, samples: list[Sample], chance: random.Random) -> Iterator[Batch]:
        """All samples once, varied, in random order of batches."""
        keyed = sorted(samples, key=lambda sample: len(sample["forms"]) + 3 * chance.random())
        groups = list(self.groups(keyed))
        chance.shuffle(groups)
        for group in groups:
            yield self.batch([vary(sample, chance) for sample in group], chance)

    def groups(self, samples: list[Sample]) -> Iterator[list[Sample]]:
        group: list[Sample] = []
        for sample in samples:
            if group and (len(group) + 1) * max(len(sample["forms"]), 4) > self.budget:
                yield group
                group = []
            group.append(sample)
        if group:
            yield group

    def batch(self, samples: list[Sample], chance: random.Random | None = None) -> Batch:
        encoded = [self.encode(sample, chance) for sample in samples]
        words = max(len(sample["forms"]) for sample in samples) + 1
        pad = self.padded
        tags = {}
        for head in ("upos", "xpos", "lemma", "mention"):
            tags[head] = pad([self.targets(sample, head) for sample in samples], words, IGNORED)
        relation = [self.numbers["deprel"].get(label, IGNORED) for s in samples for label in s["deprels"]]
        sizes = [len(sample["forms"]) for sample in samples]
        relations = [list(part) for part in torch.tensor(relation).split(sizes)]
        return Batch(
            pieces=pad([row[0] for row in encoded], max(len(row[0]) for row in encoded), 0),
            shapes=pad([row[1] for row in encoded], max(len(row[1]) for row in encoded), 0),
            first=pad([row[2] for row in encoded], words, 0),
            last=pad([row[3] for row in encoded], words, 0),
            heads=pad([[IGNORED, *sample["heads"]] for sample in samples], words, IGNORED),
            tags=tags,
            happened=torch.tensor([self.happened(sample, words) for sample in samples]),
            relations=pad([[IGNORED, *map(int, row)] for row in relations], words, IGNORED),
        )

    def encode(self, sample: Sample, chance: random.Random | None) -> tuple[list[int], ...]:
        vocabulary = self.vocabulary
        words = [vocabulary.of(form) for form in sample["forms"]]
        kinds = [word.shape for word in words]
        glued = sample["glued"]
        if chance:
            kinds = vary_shapes(kinds, chance)
            glued = [0] * len(glued) if chance.random() < 0.1 else glued
        pieces, shapes, first, last = [vocabulary.start], [0], [0], [0]
        for word, kind, tight in zip(words, kinds, glued, strict=True):
            first.append(len(pieces))
            pieces.extend(word.ids)
            last.append(len(pieces) - 1)
            shapes.extend([shape_id(kind, glued=bool(tight))] * len(word.ids))
        if chance:
            mask = vocabulary.unknown
            pieces = [pieces[0]] + [mask if chance.random() < 0.02 else piece for piece in pieces[1:]]
        return [*pieces, vocabulary.end][:512], [*shapes, 0][:512], first, last

    @staticmethod
    def happened(sample: Sample, words: int) -> list[float]:
        judged = sample.get("happened") or {}
        return [judged.get(str(place - 1), float("nan")) for place in range(words)]

    def targets(self, sample: Sample, head: str) -> list[int]:
        known = self.numbers[head]
        if head == "lemma":
            values = [
                script_between(form, lemma, proper=tag == "PROPN")
                for form, lemma, tag in zip(sample["forms"], sample["lemmas"], sample["upos"], strict=True)
            ]
        else:
            field = "mentions" if head == "mention" else head
            values = sample[field] or [""] * len(sample["forms"])
        return [IGNORED, *(known.get(value, IGNORED) for value in values)]

    @staticmethod
    def padded(rows: list[list[int]], width: int, filler: int) -> Tensor:
        return torch.tensor([row + [filler] * (width - len(row)) for row in rows])
