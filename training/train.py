"""Train the language layer: `python training/train.py BUILD --minilm FOLDER --out RUN`.

Each step reads a batch of the treebanks, of the event corpus, or now one and now the other, so that all
heads share one encoder. `--start` goes on from a checkpoint, `--without-events` leaves the corpus out.

Settings, data, model, loop, checkpoint, from top to bottom. Each epoch leaves the averaged
weights in RUN/epoch-N.pt and one line of development scores in RUN/log.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from batches import IGNORED, Batch, Batcher, Sample, read_samples
from event_batches import EventBatcher
from event_losses import event_losses
from event_measure import event_scores
from measure import development_scores
from model import HEADS, PARSE_HEADS, Network, RelationHead, load_minilm
from torch import Tensor
from torch.nn import functional as F

from entente.nlp.pieces import PieceVocabulary

# --- settings -----------------------------------------------------------------
ENCODER_RATE, HEAD_RATE = 2e-4, 1.5e-3
WARM_UP = 0.08  # of all steps
BUDGET = 1000  # words a batch
AVERAGE = 0.995  # decay of the averaged weights, per step
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
parser.add_argument("--leave-out", help="a type of event whose sentences are left out, to measure own types")
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


def main() -> None:
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    torch.set_num_threads(2)

    # --- data -----------------------------------------------------------------
    labels = json.loads((options.build / "labels.json").read_text(encoding="utf-8"))
    vocabulary = PieceVocabulary.from_file(options.minilm / "vocab.txt")
    batcher = Batcher(vocabulary, labels, BUDGET)
    samples = read_samples(options.build / "train.jsonl")
    held_out = {name: read_samples(options.build / f"{name}.jsonl") for name in ("ewt-dev", "gum-dev")}
    parse_steps = int(options.parse_share * len(list(batcher.groups(by_length(samples)))))
    told: list[Sample] = []
    event_steps, event_batches, held_events = 0, None, []
    if not (options.without_events or options.parse_heads_only):
        told = read_samples(options.build / "events-train.jsonl")
        told = told[: int(options.corpus_share * len(told))] if options.corpus_share < 1 else told
        if not options.without_frames:
            told += read_samples(options.build / "frames-train.jsonl")
        if options.leave_out:
            told = [sample for sample in told if options.leave_out not in types_of(sample)]
        held_events = read_samples(options.build / "events-dev.jsonl")
        event_steps = options.rounds * len(list(batcher.groups(by_length(told))))
        event_batches = EventBatcher(batcher).epoch(told, chance)
    parse_batches = forever(batcher, samples, chance)
    steps = parse_steps + event_steps

    # --- model ----------------------------------------------------------------
    heads = {name: HEADS[name] for name in PARSE_HEADS} if options.without_events else HEADS
    network = Network(labels, heads=heads)
    if options.start:
        network.take_over(options.start)
    else:
        load_minilm(network.encoder, options.minilm / "model.safetensors")
    average = Network(labels, heads=heads)
    average.load_state_dict(network.state_dict())
    encoder_part = {id(value) for value in network.encoder.parameters()}
    others = [value for value in network.parameters() if id(value) not in encoder_part]
    groups = [
        {
            "params": list(network.encoder.parameters()),
            "lr": options.rate * ENCODER_RATE,
            "weight_decay": 0.01,
        },
        {"params": others, "lr": options.rate * HEAD_RATE, "weight_decay": 0.01},
    ]
    if options.parse_heads_only:
        network.requires_grad_(requires_grad=False)
        for name in PARSE_HEADS:
            network.heads[name].requires_grad_(requires_grad=True)
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    total, warm = options.epochs * steps, int(WARM_UP * options.epochs * steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (total - step) / (total - warm)))
    )

    # --- loop -----------------------------------------------------------------
    began = time.perf_counter()
    step = 0
    for epoch in range(1, options.epochs + 1):
        network.train()
        running: dict[str, float] = {}
        for number in range(steps):
            turn = (number + 1) * event_steps // steps > number * event_steps // steps
            with torch.autocast("cpu", dtype=torch.bfloat16):
                if turn and event_batches is not None:
                    parts = event_losses(network, next(event_batches))
                else:
                    parts = losses(network, next(parse_batches))
            loss = torch.stack([LOSS_SHARE[head] * value for head, value in parts.items()]).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            step += 1
            decay = min(AVERAGE, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(list(average.parameters()), list(network.parameters()), 1 - decay)
            for head, value in parts.items():
                running[head] = 0.98 * running.get(head, value.item()) + 0.02 * value.item()
            if step % 50 == 0:
                seconds = time.perf_counter() - began
                print(step, f"{seconds:.0f}s", {h: round(v, 3) for h, v in running.items()}, flush=True)

        # --- checkpoint -------------------------------------------------------
        average.eval()
        average.save(options.out / f"epoch-{epoch}.pt")
        line = {"epoch": epoch, "minutes": round((time.perf_counter() - began) / 60, 1)}
        for name, part in held_out.items():
            line[name] = development_scores(average, batcher, part)
        if held_events:
            line["events-dev"] = event_scores(average, EventBatcher(batcher), held_events)
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(line) + "\n")
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
