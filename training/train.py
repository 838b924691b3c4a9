"""Train the language layer: `python training/train.py BUILD --minilm FOLDER --out RUN`.

Each step reads a batch of the treebanks, of the event corpus, or now one and now the other, so that all
heads share one encoder. `--start` goes on from a checkpoint, `--without-events` leaves the corpus out.

Each epoch leaves the averaged weights in RUN/epoch-N.pt and one line of development scores in RUN/log.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
from batches import IGNORED, Batch, Batcher, Sample, read_samples
from event_batches import EventBatcher
from event_losses import event_losses
from event_measure import event_scores
from lessons import with_lessons
from loop import Plan, train
from measure import development_scores
from model import HEADS, PARSE_HEADS, Network, RelationHead, load_minilm
from torch import Tensor
from torch.nn import functional as F

from entente.nlp.pieces import PieceVocabulary

# --- settings -----------------------------------------------------------------
ENCODER_RATE, HEAD_RATE = 2e-4, 1.5e-3
BUDGET = 1000  # words a batch
LOSS_SHARE = {
    "upos": 0.5, "xpos": 0.5, "lemma": 0.5, "mention": 0.7, "arc": 1.0, "relation": 1.0,
    "event": 1.0, "mode": 0.3, "status": 0.3, "background": 0.2, "context": 0.3, "role": 1.0,
    "pair": 0.6, "pair_status": 0.2, "happened": 0.2,
}  # fmt: skip
SMOOTHING = {"upos": 0.03, "xpos": 0.03, "lemma": 0.0, "mention": 0.0, "arc": 0.03, "relation": 0.03}

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("build", type=Path, help="folder written by prepare.py")
parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and vocab.txt")
parser.add_argument("--out", type=Path, default=Path("training/run"))
parser.add_argument("--epochs", type=int, default=8)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--start", type=Path, help="a checkpoint to go on from; new heads start anew")
parser.add_argument("--without-events", action="store_true", help="the treebanks alone")
parser.add_argument("--without-frames", action="store_true", help="no example sentences of the codebook")
parser.add_argument("--parse-share", type=float, default=1.0, help="share of the treebanks read in an epoch")
parser.add_argument("--rounds", type=int, default=1, help="times that an epoch reads the event corpus")
parser.add_argument("--corpus-share", type=float, default=1.0, help="share of the corpus, for a curve")
parser.add_argument("--leave-out", nargs="+", default=[], help="types of event whose sentences are left out")
parser.add_argument("--taught", type=Path, help="what a teacher says of the corpus, written by teach.py")
parser.add_argument("--parse-heads-only", action="store_true", help="the rest stays as it is in --start")
parser.add_argument("--rate", type=float, default=1.0, help="times the learning rates")


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head on one batch; a head without targets here is left out."""
    scores = network(batch.pieces, batch.shapes, batch.first, batch.last)
    found = {}
    for head, values in scores.tags.items():
        targets = batch.tags[head]
        if (targets != IGNORED).any():
            found[head] = cross_entropy(values.float().flatten(0, 1), targets.flatten(), SMOOTHING[head])
    found["arc"] = arc_loss(scores.arcs, batch)
    judged = ~batch.happened.isnan()
    if "happened" in scores.triggers and judged.any():
        told = scores.triggers["happened"][..., 0].float()[judged]
        found["happened"] = F.smooth_l1_loss(told, batch.happened[judged])
    child_place = (batch.relations != IGNORED).nonzero()  # (arcs, 2): sentence, word
    sentence, child = child_place[:, 0], child_place[:, 1]
    head_place = batch.heads[sentence, child]
    relation = network.heads["relation"]
    assert isinstance(relation, RelationHead)
    labelled = relation.label(
        scores.linked["relation"][0][sentence, child], scores.linked["relation"][1][sentence, head_place]
    )
    targets = batch.relations[sentence, child]
    found["relation"] = cross_entropy(labelled.float(), targets, SMOOTHING["relation"])
    return found


def arc_loss(arcs: Tensor | None, batch: Batch) -> Tensor:
    assert arcs is not None
    absent = batch.heads == IGNORED
    absent[:, 0] = False  # the root may be a head
    allowed = (~absent).float()
    scores = arcs.float().masked_fill(absent.unsqueeze(1), -1e4)
    chosen = scores.log_softmax(-1)
    targets = batch.heads.clamp(min=0)
    hit = chosen.gather(2, targets.unsqueeze(-1)).squeeze(-1)
    spread = (chosen * allowed.unsqueeze(1)).sum(-1) / allowed.sum(-1, keepdim=True)
    share = SMOOTHING["arc"] / 3
    real = batch.heads != IGNORED
    return -((1 - share) * hit + share * spread)[real].mean()


def cross_entropy(scores: Tensor, targets: Tensor, smoothing: float) -> Tensor:
    return F.cross_entropy(scores, targets, ignore_index=IGNORED, label_smoothing=smoothing)


def by_length(samples: list[Sample]) -> list[Sample]:
    return sorted(samples, key=lambda sample: len(sample["forms"]))


def forever(batcher: Batcher, samples: list[Sample], chance: random.Random) -> Iterator[Batch]:
    while True:
        yield from batcher.epoch(samples, chance)


def types_of(sample: Sample) -> set[str]:
    """The types of the events of a sentence."""
    return {event["type"] for event in sample["events"]}


@dataclass
class Data:
    """What is read in training, and what is measured on."""

    batcher: Batcher
    parsed: list[Sample]
    told: list[Sample] = field(default_factory=list)  # of the event corpus
    held_out: dict[str, list[Sample]] = field(default_factory=dict)
    held_events: list[Sample] = field(default_factory=list)

    def steps_of(self, samples: list[Sample]) -> int:
        """How many batches some samples make."""
        return len(list(self.batcher.groups(by_length(samples))))

    def scores(self, network: Network) -> dict[str, object]:
        """The development scores of a network."""
        found: dict[str, object] = {
            name: development_scores(network, self.batcher, part) for name, part in self.held_out.items()
        }
        if self.held_events:
            found["events-dev"] = event_scores(network, EventBatcher(self.batcher), self.held_events)
        return found


def read_data(options: argparse.Namespace, labels: dict[str, list[str]]) -> Data:
    vocabulary = PieceVocabulary.from_file(options.minilm / "vocab.txt")
    data = Data(Batcher(vocabulary, labels, BUDGET), read_samples(options.build / "train.jsonl"))
    data.held_out = {name: read_samples(options.build / f"{name}.jsonl") for name in ("ewt-dev", "gum-dev")}
    if options.without_events or options.parse_heads_only:
        return data
    told = read_samples(options.build / "events-train.jsonl")
    told = told[: int(options.corpus_share * len(told))] if options.corpus_share < 1 else told
    if not options.without_frames:
        told += read_samples(options.build / "frames-train.jsonl")
    if options.taught:
        told = with_lessons(told, options.taught)
    data.told = [sample for sample in told if not types_of(sample) & set(options.leave_out)]
    data.held_events = read_samples(options.build / "events-dev.jsonl")
    return data


def make_networks(options: argparse.Namespace, labels: dict[str, list[str]]) -> tuple[Network, Network]:
    """The network that learns, and the one that takes its averaged weights."""
    heads = {name: HEADS[name] for name in PARSE_HEADS} if options.without_events else HEADS
    network, average = Network(labels, heads=heads), Network(labels, heads=heads)
    if options.start:
        network.take_over(options.start)
    else:
        load_minilm(network.encoder, options.minilm / "model.safetensors")
    if options.parse_heads_only:
        network.requires_grad_(requires_grad=False)
        for name in PARSE_HEADS:
            network.heads[name].requires_grad_(requires_grad=True)
    return network, average


def main() -> None:
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    chance = random.Random(options.seed)
    labels = json.loads((options.build / "labels.json").read_text(encoding="utf-8"))
    data = read_data(options, labels)
    parse_steps = int(options.parse_share * data.steps_of(data.parsed))
    event_steps = options.rounds * data.steps_of(data.told) if data.told else 0
    steps = parse_steps + event_steps
    parse_batches = forever(data.batcher, data.parsed, chance)
    event_batches = EventBatcher(data.batcher).epoch(data.told, chance)
    network, average = make_networks(options, labels)

    def step_losses(number: int) -> dict[str, Tensor]:
        """The corpus and the treebanks by turns, as their shares are."""
        if (number + 1) * event_steps // steps > number * event_steps // steps:
            return event_losses(network, next(event_batches))
        return losses(network, next(parse_batches))

    rates = options.rate * ENCODER_RATE, options.rate * HEAD_RATE
    plan = Plan(options.epochs, steps, *rates, LOSS_SHARE, options.out)
    train(network, average, plan, step_losses, lambda: data.scores(average))


if __name__ == "__main__":
    main()
