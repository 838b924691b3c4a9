"""Scores of a torch network on gold words, for the training log."""

from __future__ import annotations

import torch
from batches import IGNORED, Batcher, Sample
from model import Network, RelationHead

from entente.nlp.lemmas import apply_script


def development_scores(network: Network, batcher: Batcher, samples: list[Sample]) -> dict[str, float]:
    """Percentages: upos, xpos, lemma, uas, las (greedy heads) and f1 of typed mention heads."""
    right = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    words = hits = predicted = gold = 0
    scripts = network.labels["lemma"]
    nothing = batcher.numbers["mention"]["O"]
    ordered = sorted(samples, key=lambda sample: len(sample["forms"]))
    with torch.no_grad():
        for group in batcher.groups(ordered):
            batch = batcher.batch(group)
            scores = network(batch.pieces, batch.shapes, batch.first, batch.last)
            assert scores.arcs is not None
            real = batch.heads != IGNORED
            absent = ~real
            absent[:, 0] = False
            heads = scores.arcs.masked_fill(absent.unsqueeze(1), -1e4).argmax(-1)
            sentence, child = real.nonzero(as_tuple=True)
            relation = network.heads["relation"]
            assert isinstance(relation, RelationHead)
            chosen = heads[sentence, child]
            labels = relation.label(
                scores.linked["relation"][0][sentence, child], scores.linked["relation"][1][sentence, chosen]
            ).argmax(-1)
            good = chosen == batch.heads[sentence, child]
            words += len(good)
            right["uas"] += int(good.sum())
            right["las"] += int((good & (labels == batch.relations[sentence, child])).sum())
            for head in ("upos", "xpos"):
                right[head] += int((scores.tags[head].argmax(-1) == batch.tags[head])[real].sum())
            best = scores.tags["lemma"].argmax(-1)
            for row, sample in enumerate(group):
                for place, (form, lemma) in enumerate(zip(sample["forms"], sample["lemmas"], strict=True)):
                    right["lemma"] += apply_script(scripts[best[row, place + 1]], form) == lemma
            marked = batch.tags["mention"] != IGNORED
            found = scores.tags["mention"].argmax(-1)[marked]
            true = batch.tags["mention"][marked]
            hits += int(((found == true) & (true != nothing)).sum())
            predicted += int((found != nothing).sum())
            gold += int((true != nothing).sum())
    result = {name: round(100 * count / words, 2) for name, count in right.items()}
    if gold:
        result["mention_f1"] = round(200 * hits / max(1, predicted + gold), 2)
    return result
