"""How a checkpoint's pair head labels marked pairs: `python training/label_scores.py RUN/epoch-N.pt FILE`.

The file is that of `benchmarks/label_quality.py`; this is the network in float32, alone, without frames.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import torch
from batches import Batcher
from event_batches import EventBatcher
from event_losses import pair_scores
from model import Network

from entente import codebook
from entente.nlp.pieces import PieceVocabulary
from entente.nlp.tokenizer import blank_english
from entente.records import Status

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from label_quality import FOLDED, f1_of, read

VOCABULARY = Path(__file__).parent.parent / "src" / "entente" / "models" / "vocab.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(2)
    network = Network.restore(options.checkpoint).eval()
    batcher = EventBatcher(Batcher(PieceVocabulary.from_file(VOCABULARY), network.labels, 1000))
    nlp, book = blank_english(), codebook.load()
    types, statuses = network.labels["event"], network.labels["status"]
    gold, plain, folded, quads, folded_quads, lines = [], [], [], [], [], []
    for case in read(options.file):
        asked = json.loads(case.line)
        doc = nlp(asked["text"])
        real = [token for token in doc if not token.is_space]
        sample = {
            "forms": [token.text for token in real],
            "glued": [0, *(int(not token.whitespace_) for token in real[:-1])],
            "events": [],
            "pairs": [
                {
                    "source": place(real, asked["source"]),
                    "target": place(real, asked["target"]),
                    "types": [],
                    "statuses": [],
                }
            ],
        }
        batch = batcher.batch([sample])
        with torch.no_grad():
            scores = network(batch.pieces, batch.shapes, batch.first, batch.last)
            type_scores, status_scores = pair_scores(network, scores, batch)
        share = type_scores[0, 1:].softmax(-1).tolist()
        told = status_scores[0].softmax(-1).tolist()
        roots: Counter[str] = Counter()
        quad: Counter[int] = Counter()
        for type_, value in zip(types[1:], share, strict=True):
            for status, weight in zip(statuses, told, strict=True):
                view = book.plover_view(type_, None, Status(status))
                name = view[0] if view and book.quad(type_) in (1, 2) else type_
                roots[FOLDED.get(name, name)] += value * weight
                quad[book.quad(name)] += value * weight
        bare: Counter[str] = Counter()
        bare_quad: Counter[int] = Counter()
        for type_, value in zip(types[1:], share, strict=True):
            bare[FOLDED.get(type_, type_)] += value
            bare_quad[book.quad(type_)] += value
        gold.append((case.root, case.quad))
        plain.append(bare.most_common(1)[0][0])
        quads.append(bare_quad.most_common(1)[0][0])
        folded.append(roots.most_common(1)[0][0])
        folded_quads.append(quad.most_common(1)[0][0])
        lines.append(asked)
    names = [root for root, _ in gold]
    for title, found, found_quads in (("type", plain, quads), ("folded", folded, folded_quads)):
        right = sum(a == b for a, b in zip(names, found, strict=True)) / len(names)
        f1 = sum(f1_of(root, names, found) for root in set(names)) / len(set(names))
        quad_right = sum(q == other for (_, q), other in zip(gold, found_quads, strict=True)) / len(names)
        binary = sum((q > 2) == (other > 2) for (_, q), other in zip(gold, found_quads, strict=True)) / len(
            names
        )
        print(f"{title:8} accuracy {right:.3f} macro-F1 {f1:.3f} quad {quad_right:.3f} binary {binary:.3f}")
    if options.errors:
        confused = Counter((a, b) for a, b in zip(names, plain, strict=True) if a != b)
        print(confused.most_common(40))
        for asked, a, b in zip(lines, names, plain, strict=True):
            if a != b:
                text = asked["text"]
                s, t = asked["source"], asked["target"]
                sides = [text[slice(*span)] if span else None for span in (s, t)]
                print(f"{a}>{b}: {sides} {text}")


def place(tokens: list, span: list[int] | None) -> list[int] | None:
    if span is None:
        return None
    inside = [n for n, token in enumerate(tokens) if token.idx < span[1] and token.idx + len(token) > span[0]]
    return [inside[0], inside[-1] + 1] if inside else None


if __name__ == "__main__":
    main()
