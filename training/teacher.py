"""Train a larger network on the event corpus, to teach the shipped one.

`python training/teacher.py BUILD --mpnet FOLDER --vocabulary V`: MPNet-base with the event heads alone, five
times as slow as the shipped network, and never shipped. Each epoch leaves its averaged weights in
OUT/epoch-N.pt; `teach.py` writes down what they say of each training sentence.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from pathlib import Path

import torch
from batches import Batcher, read_samples
from event_batches import EventBatcher
from event_losses import event_losses
from event_measure import event_scores
from loop import Plan, train
from model import HEADS, MPNET, Network, load_mpnet

from entente.nlp.pieces import PieceVocabulary

EVENT_HEADS = ("trigger", "role", "pair")
LAYERS = (11, 12)
ENCODER_RATE, HEAD_RATE = 6e-5, 1e-3
BUDGET = 1000  # words a batch
SHARES = {
    "event": 1.0, "mode": 0.3, "status": 0.3, "background": 0.2, "context": 0.3, "role": 1.0, "pair": 0.6,
    "pair_status": 0.2,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("build", type=Path, help="folder written by prepare.py and prepare_events.py")
    parser.add_argument(
        "--mpnet", type=Path, required=True, help="folder with model.safetensors and vocab.txt"
    )
    parser.add_argument("--vocabulary", type=Path, required=True, help="the shipped network's vocab.txt")
    parser.add_argument("--out", type=Path, default=Path("training/work/teacher"))
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    chance = random.Random(options.seed)

    labels = json.loads((options.build / "labels.json").read_text(encoding="utf-8"))
    batcher = Batcher(PieceVocabulary.from_file(options.vocabulary), labels, BUDGET)
    told = read_samples(options.build / "events-train.jsonl") + read_samples(
        options.build / "frames-train.jsonl"
    )
    held = read_samples(options.build / "events-dev.jsonl")
    steps = len(list(batcher.groups(sorted(told, key=lambda sample: len(sample["forms"])))))
    batches = EventBatcher(batcher).epoch(told, chance)

    heads = {name: replace(HEADS[name], layers=LAYERS) for name in EVENT_HEADS}
    network, average = (Network(labels, MPNET, heads) for _ in range(2))
    pieces = options.vocabulary.read_text(encoding="utf-8").rstrip("\n").split("\n")
    load_mpnet(network.encoder, options.mpnet, pieces)
    plan = Plan(options.epochs, steps, ENCODER_RATE, HEAD_RATE, SHARES, options.out)
    train(
        network, average, plan,
        lambda _: event_losses(network, next(batches)),
        lambda: {"events-dev": event_scores(average, EventBatcher(batcher), held)},
    )  # fmt: skip


if __name__ == "__main__":
    main()
