"""Samples of the event corpus → tensors, with other states in the place of those that were written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

import torch
from batches import IGNORED, Batcher, Sample
from lessons import padded
from torch import Tensor

from entente import actors

SUBSTITUTED = 0.4  # share of sentences whose states are exchanged
SHORTENED = 0.05  # share of sentences that lose their full stop
PAIRS_WITHOUT = 0.4  # how much a pair that does nothing counts


@dataclass
class EventBatch:
    """Padded tensors of some sentences; places that teach nothing hold IGNORED."""

    pieces: Tensor  # (sentences, pieces)
    shapes: Tensor
    first: Tensor  # (sentences, words + root)
    last: Tensor
    tables: dict[str, Tensor]  # event, mode, status: (sentences, words + root)
    background: Tensor  # (triggers,)
    contexts: Tensor  # (triggers, contexts), nan where nobody was asked
    triggers: Tensor  # (triggers, 2): sentence, word
    arcs: Tensor  # (arcs, 4): sentence, argument, trigger, role
    pairs: Tensor  # (pairs,): sentence
    source: Tensor  # (pairs, words + root), one at the words of the span
    target: Tensor
    pair_types: Tensor  # (pairs, types), shares
    pair_statuses: Tensor  # (pairs,)
    taught: dict[str, Tensor]  # a teacher's shares, by head, laid out as the scores are

    @property
    def real(self) -> Tensor:
        """One at each word of a sentence, the root left out; for each pair."""
        return (self.tables["event"] != IGNORED).float()[self.pairs]


class EventBatcher:
    """Samples → batches of about `budget` words, sentences of similar length together."""

    def __init__(self, batcher: Batcher) -> None:
        self.batcher = batcher
        self.numbers = batcher.numbers

    def epoch(self, samples: list[Sample], chance: random.Random) -> Iterator[EventBatch]:
        """All samples once, varied, in random order of batches; again and again."""
        while True:
            keyed = sorted(samples, key=lambda sample: len(sample["forms"]) + 3 * chance.random())
            groups = list(self.batcher.groups(keyed))
            chance.shuffle(groups)
            for group in groups:
                yield self.batch([vary(sample, chance) for sample in group], chance)

    def batch(self, samples: list[Sample], chance: random.Random | None = None) -> EventBatch:
        encoded = [self.batcher.encode(sample, chance) for sample in samples]
        words = max(len(sample["forms"]) for sample in samples) + 1
        longest = max(len(row[0]) for row in encoded)
        pad = Batcher.padded
        tables = {name: self.table(samples, name, words) for name in ("event", "mode", "status")}
        found = [(row, event) for row, sample in enumerate(samples) for event in sample["events"]]
        triggers = [(row, word + 1, event) for row, event in found for word in event["words"]]
        contexts = torch.zeros(len(triggers), len(self.numbers["context"]))
        for place, (_, _, event) in enumerate(triggers):
            if event.get("silver"):  # the frames do not say in what context
                contexts[place] = float("nan")
            for name in event["contexts"]:
                contexts[place, self.numbers["context"][name]] = 1
        pairs = [(row, pair) for row, sample in enumerate(samples) for pair in sample["pairs"]]
        return EventBatch(
            pieces=pad([row[0] for row in encoded], longest, 0),
            shapes=pad([row[1] for row in encoded], longest, 0),
            first=pad([row[2] for row in encoded], words, 0),
            last=pad([row[3] for row in encoded], words, 0),
            tables=tables,
            background=torch.tensor([float(event["background"]) for *_, event in triggers]),
            contexts=contexts,
            triggers=torch.tensor([(row, word) for row, word, _ in triggers]).view(-1, 2),
            arcs=torch.tensor(list(chain(*(self.arcs(samples[r], r, w, e) for r, w, e in triggers)))).view(
                -1, 4
            ),
            pairs=torch.tensor([row for row, _ in pairs], dtype=torch.long),
            source=spans([pair["source"] for _, pair in pairs], words),
            target=spans([pair["target"] for _, pair in pairs], words),
            pair_types=self.shares([pair["types"] for _, pair in pairs]),
            pair_statuses=torch.tensor(
                [self.numbers["status"][p["statuses"][0]] if p["statuses"] else IGNORED for _, p in pairs]
            ).long(),
            taught=self.taught(samples, words),
        )

    def taught(self, samples: list[Sample], words: int) -> dict[str, Tensor]:
        """What a teacher says of words, modes at triggers, arcs and pairs; nan where it says nothing."""
        lessons = [(sample.get("lesson"), len(sample["forms"])) for sample in samples]
        if all(lesson is None for lesson, _ in lessons):
            return {}
        roles, modes, pairs = [], [], []
        for sample, (lesson, size) in zip(samples, lessons, strict=True):
            words_of = [word for event in sample["events"] for word in event["words"]]
            for number, word in enumerate(words_of):
                others = [place for place in range(size) if place != word]
                roles.append(lesson.role[number][others] if lesson else self.silence("role", len(others)))
            modes.append(lesson.mode if lesson else self.silence("mode", len(words_of)))
            pairs.append(lesson.pair if lesson else self.silence("event", len(sample["pairs"])))
        empty = self.silence("role", 0)
        return {
            "event": padded(lessons, "event", words),
            "mode": torch.cat(modes),
            "role": torch.cat(roles or [empty]),
            "pair": torch.cat(pairs),
        }

    def silence(self, labels: str, size: int) -> Tensor:
        return torch.full((size, len(self.numbers[labels])), float("nan"))

    def table(self, samples: list[Sample], name: str, words: int) -> Tensor:
        """The label of each word: of triggers only, save that other words are no event."""
        values = torch.full((len(samples), words), IGNORED)
        for row, sample in enumerate(samples):
            if name == "event":
                values[row, 1 : len(sample["forms"]) + 1] = 0
            for event in reversed(sample["events"]):
                label = event["type" if name == "event" else name]
                for word in event["words"]:
                    values[row, word + 1] = self.numbers[name][label] if label else IGNORED
        return values

    def arcs(self, sample: Sample, row: int, trigger: int, event: Sample) -> Iterator[tuple[int, ...]]:
        """Every word of the sentence as a possible argument of one trigger."""
        roles = {place + 1: name for name, places in event["roles"].items() for place in places}
        for word in range(1, len(sample["forms"]) + 1):
            if word != trigger:
                yield row, word, trigger, self.numbers["role"].get(roles.get(word, "nothing"), 0)

    def shares(self, types: list[list[str]]) -> Tensor:
        found = torch.zeros(len(types), len(self.numbers["event"]))
        for row, names in enumerate(types):
            for name in names or ["nothing"]:
                found[row, self.numbers["event"][name]] += 1 / max(1, len(names))
        return found


def spans(ranges: list[list[int] | None], words: int) -> Tensor:
    mask = torch.zeros(len(ranges), words)
    for row, place in enumerate(ranges):
        if place is not None:
            mask[row, place[0] + 1 : place[1] + 1] = 1
    return mask


def vary(sample: Sample, chance: random.Random) -> Sample:
    """The sample with other states in it, or without its full stop."""
    forms = list(sample["forms"])
    if chance.random() < SUBSTITUTED:
        exchanged: dict[str, str] = {}
        for place, form in enumerate(forms):
            group = state_words().get(form)
            if group is not None:
                if form not in exchanged:
                    exchanged[form] = chance.choice(group)
                forms[place] = exchanged[form]
    return {**sample, "forms": forms}


@cache
def state_words() -> dict[str, list[str]]:
    """Single words for states → words of the same sort: names, and adjectives."""
    sorts: dict[str, set[str]] = {"name": set(), "adjective": set()}
    for state in actors.load().states.values():
        if " " not in state.name and state.name.isalpha() and len(state.iso3) == 3:
            sorts["name"].add(state.name)
        for adjective in state.adjectives[:1]:
            if adjective.isalpha():
                sorts["adjective"].add(adjective)
    both = sorts["name"] & sorts["adjective"]
    groups = [sorted(words - both) for words in sorts.values()]
    return {word: group for group in groups for word in group}
