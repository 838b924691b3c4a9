"""Write down what a teacher says of the training sentences.

`python training/teach.py TEACHER.pt BUILD --vocabulary V` leaves BUILD/lessons.pt, which `train.py --taught`
reads.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from batches import Batcher, Sample, read_samples
from event_batches import EventBatch, EventBatcher
from event_losses import pair_scores, role_scores
from lessons import Lesson, key_of, save
from model import Network

from entente.nlp.pieces import PieceVocabulary

BUDGET = 1500  # words a batch


def lessons_of(network: Network, batch: EventBatch, samples: list[Sample]) -> list[Lesson]:
    """One lesson a sentence of a batch."""
    scores = network(batch.pieces, batch.shapes, batch.first, batch.last)
    events, modes = (scores.triggers[name].float().softmax(-1).half() for name in ("event", "mode"))
    pairs = pair_scores(network, scores, batch)[0].float().softmax(-1).half()
    found = []
    for row, sample in enumerate(samples):
        size = len(sample["forms"])
        words = torch.tensor([word + 1 for event in sample["events"] for word in event["words"]]).long()
        arcs = torch.tensor([(row, word, int(one)) for one in words for word in range(1, size + 1)])
        roles = role_scores(network, scores, arcs.view(-1, 3).long()).float().softmax(-1).half()
        found.append(
            Lesson(
                event=events[row, 1 : size + 1].clone(),
                mode=modes[row, words].clone(),
                role=roles.view(len(words), size, len(network.labels["role"])).clone(),
                pair=pairs[batch.pairs == row].clone(),
            )
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("teacher", type=Path, help="a checkpoint of teacher.py")
    parser.add_argument("build", type=Path)
    parser.add_argument("--vocabulary", type=Path, required=True)
    options = parser.parse_args()
    network = Network.restore(options.teacher).eval()
    torch.set_num_threads(2)
    batcher = Batcher(PieceVocabulary.from_file(options.vocabulary), network.labels, BUDGET)
    samples = [
        s for part in ("events", "frames") for s in read_samples(options.build / f"{part}-train.jsonl")
    ]
    lessons = {}
    for group in batcher.groups(sorted(samples, key=lambda sample: len(sample["forms"]))):
        batch = EventBatcher(batcher).batch(group)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            told = lessons_of(network, batch, group)
        lessons |= {key_of(sample): lesson for sample, lesson in zip(group, told, strict=True)}
    save(lessons, options.build / "lessons.pt")
    print(len(lessons), "sentences")


if __name__ == "__main__":
    main()
