"""Scores of the event heads of a torch network on held-out sentences, for the training log."""

from __future__ import annotations

from collections import Counter

import torch
from batches import IGNORED, Sample
from event_batches import EventBatcher
from event_losses import pair_scores, role_scores
from model import Network


def event_scores(network: Network, batcher: EventBatcher, samples: list[Sample]) -> dict[str, float]:
    """Percentages: F1 of typed trigger words, of roles at gold triggers; accuracies of the rest."""
    counts: Counter[str] = Counter()
    ordered = sorted(samples, key=lambda sample: len(sample["forms"]))
    network.eval()
    with torch.no_grad():
        for group in batcher.batcher.groups(ordered):
            batch = batcher.batch(group)
            scores = network(batch.pieces, batch.shapes, batch.first, batch.last)
            real = batch.tables["event"] != IGNORED
            found, gold = scores.triggers["event"].argmax(-1)[real], batch.tables["event"][real]
            count(counts, "trigger", found, gold)
            for name in ("mode", "status"):
                marked = batch.tables[name] != IGNORED
                right = scores.triggers[name].argmax(-1)[marked] == batch.tables[name][marked]
                counts[f"{name} right"] += int(right.sum())
                counts[f"{name} all"] += int(marked.sum())
            if len(batch.arcs):
                roles = role_scores(network, scores, batch.arcs).argmax(-1)
                count(counts, "role", roles, batch.arcs[:, 3])
                for number, role in enumerate(network.labels["role"]):
                    if number:
                        count(counts, role, (roles == number).long(), (batch.arcs[:, 3] == number).long())
            if len(batch.pairs):
                types, _ = pair_scores(network, scores, batch)
                told = batch.pair_types[:, 0] == 0
                best = types[:, 1:].argmax(-1) + 1
                hit = batch.pair_types.gather(1, best.unsqueeze(1)).squeeze(1) > 0
                counts["pair right"] += int((hit & told).sum())
                counts["pair all"] += int(told.sum())
                counts["told right"] += int(((types.argmax(-1) == 0) == ~told).sum())
                counts["told all"] += len(told)
    result = {
        name: round(
            200 * counts[f"{name} hits"] / max(1, counts[f"{name} found"] + counts[f"{name} gold"]), 1
        )
        for name in ("trigger", "role", "actors", "recipients", "date", "place", "speaker")
    }
    for name in ("mode", "status", "pair", "told"):
        result[name] = round(100 * counts[f"{name} right"] / max(1, counts[f"{name} all"]), 1)
    return result


def count(counts: Counter[str], name: str, found: torch.Tensor, gold: torch.Tensor) -> None:
    """Add what was found, what is gold and what is both, label 0 left out."""
    counts[f"{name} hits"] += int(((found == gold) & (gold != 0)).sum())
    counts[f"{name} found"] += int((found != 0).sum())
    counts[f"{name} gold"] += int((gold != 0).sum())
