"""Train the head of coreference: `python training/coreference.py GUM_FOLDER` (after export.py).

Reads GUM's train part with the model in `src/entente/models` as raw text: the phrases that the head would be
asked about when a document is read, with the vectors of the same pass. It learns which earlier phrase means
the same person, organisation or state, or that none does. How far it must outweigh the rules is chosen by
cross-validation on the documents of the train part. Writes `coref.onnx`, the `coreference` part of
`thresholds.json`, and the manifest.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

import numpy as np
import torch
from export import MODELS, write_manifest
from spacy.tokens import Doc
from torch import Tensor, nn

from entente import actors
from entente.actors import ActorIndex
from entente.nlp.coreference.head import INPUTS, Limits, kind_of, vectors_at
from entente.nlp.coreference.phrases import OWN, PAIR, phrases_of
from entente.nlp.coreference.reader import resolve
from entente.nlp.mentions.find import find_mentions
from entente.nlp.pipeline import PARSER, load
from entente.records import Document

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from coreference_quality import Gold, read_gold

PROJECTED, HIDDEN = 24, 64
EPOCHS, RATE, DECAY, DROPPED = 8, 2e-3, 0.02, 0.3
BATCH = 4  # documents
FOLDS = 4
BONUSES = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)  # for the antecedent of the rules, if it is a pronoun's
KEPT = 1000.0  # for that of a name or noun, which stays whatever the head says
MARGINS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)  # by which an antecedent must beat nobody
SEED = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: what the head reads, and for each pair if it is right and if the rules join it."""

    inputs: dict[str, Tensor]
    group: Tensor  # (pairs,), the number of the anaphor
    right: Tensor  # (pairs,); of an anaphor without an antecedent, nobody is right
    ruled: Tensor  # (pairs,)
    anaphoric: Tensor  # (anaphors,)
    kinds: tuple[str, ...]  # of anaphors


def sample_of(gold: Gold, doc: Doc, index: ActorIndex) -> Sample:
    """A document that was parsed with the vectors of its nouns, and its gold entities."""
    document = Document.from_text(gold.text)
    found = find_mentions(doc, index, document)
    phrases = phrases_of(doc, found)
    anaphors = phrases.anaphors()
    later, earlier, pair = phrases.pairs(anaphors)
    numbers = {entity: n + 1 for n, entity in enumerate(sorted(set(gold.entity.values())))}
    truth = np.array([numbers.get(gold.entity.get(doc[i].idx, ""), 0) for i in phrases.heads.tolist()])
    ruling = resolve(doc, found, index, document)
    rules = [ruling.entity_at(i) for i in phrases.heads.tolist()]
    rule = np.array([-1 if entity is None else entity for entity in rules])
    nobody = earlier < 0
    right = (truth[later] == truth[earlier]) & (truth[later] > 0) & ~nobody
    group = np.searchsorted(anaphors, later)
    anaphoric = np.bincount(group[right], minlength=len(anaphors)) > 0
    right |= nobody & ~anaphoric[group]
    ruled = (rule[later] == rule[earlier]) & (rule[later] >= 0) & ~nobody
    inputs = {
        "words": torch.tensor(vectors_at(doc, phrases.heads)),
        "own": torch.tensor(phrases.own),
        "later": torch.tensor(later),
        "earlier": torch.tensor(earlier),
        "pair": torch.tensor(pair),
    }
    kinds = tuple(kind_of(int(form)) for form in phrases.codes["form"][anaphors])
    flags = (torch.tensor(array) for array in (group, right, ruled, anaphoric))
    return Sample(inputs, *flags, kinds)


class Head(nn.Module):
    """Scores that two phrases are one, from the vectors of their heads and what is known of both."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, PROJECTED)
        self.dropout = nn.Dropout(DROPPED)
        self.later = nn.Linear(PROJECTED + len(OWN), HIDDEN)
        self.earlier = nn.Linear(PROJECTED + len(OWN), HIDDEN, bias=False)
        self.alike = nn.Linear(PROJECTED, HIDDEN, bias=False)
        self.pair = nn.Linear(len(PAIR), HIDDEN, bias=False)
        self.out = nn.Linear(HIDDEN, 1)

    def forward(self, words: Tensor, own: Tensor, later: Tensor, earlier: Tensor, pair: Tensor) -> Tensor:
        vectors = torch.tanh(self.project(self.dropout(words)))
        vectors = torch.cat([vectors, torch.zeros_like(vectors[:1])])  # the last row is nobody, place -1
        known = torch.cat([vectors, torch.cat([own, torch.zeros_like(own[:1])])], dim=1)
        earlier = torch.where(earlier < 0, words.shape[0], earlier)
        both = self.later(known)[later] + self.earlier(known)[earlier] + self.pair(pair)
        both = both + self.alike(vectors[later] * vectors[earlier])
        return self.out(self.dropout(torch.relu(both))).squeeze(1)


def loss_of(scores: Tensor, sample: Sample) -> Tensor:
    """Minus the log share of the right candidates, summed over the anaphors."""
    size = len(sample.kinds)
    least = torch.full((size,), -1e9)
    top = least.scatter_reduce(0, sample.group, scores.detach(), "amax")
    shifted = torch.exp(scores - top[sample.group])
    total = torch.zeros(size).index_add(0, sample.group, shifted)
    right = torch.zeros(size).index_add(0, sample.group, shifted * sample.right)
    return (torch.log(total) - torch.log(right + 1e-9)).sum()


def fitted(samples: Sequence[Sample]) -> Head:
    """A head trained on some documents; the same each time."""
    torch.manual_seed(SEED)
    head = Head(samples[0].inputs["words"].shape[1])
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * -(-len(samples) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(EPOCHS):
        order = torch.randperm(len(samples)).tolist()
        for start in range(0, len(order), BATCH):
            batch = [samples[place] for place in order[start : start + BATCH]]
            loss = torch.stack([loss_of(head(**sample.inputs), sample) for sample in batch]).sum()
            optimizer.zero_grad()
            (loss / sum(len(sample.kinds) for sample in batch)).backward()
            optimizer.step()
            schedule.step()
    return head.eval()


@torch.no_grad()
def scored(samples: Iterable[Sample]) -> list[np.ndarray]:
    """Scores of every document by a head that has not seen it."""
    samples = list(samples)
    scores: list[np.ndarray] = [np.zeros(0)] * len(samples)
    for fold in range(FOLDS):
        with torch.enable_grad():
            head = fitted([sample for n, sample in enumerate(samples) if n % FOLDS != fold])
        for n in range(fold, len(samples), FOLDS):
            scores[n] = head(**samples[n].inputs).numpy()
    return scores


def links(sample: Sample, scores: np.ndarray, limits: Limits, kind: str) -> tuple[int, int, int]:
    """Links of one kind of anaphor that are right, that are made, and that there are."""
    group, right = sample.group.numpy(), sample.right.numpy()
    nobody = sample.inputs["earlier"].numpy() < 0
    judged = scores + limits.bonus * sample.ruled.numpy() + limits.margin * nobody
    order = np.lexsort((judged, group))
    best = order[np.flatnonzero(np.diff(group[order], append=-1))]  # the last of each group
    mine = np.array([one == kind for one in sample.kinds])
    made = mine & ~nobody[best]
    return int((made & right[best]).sum()), int(made.sum()), int((mine & sample.anaphoric.numpy()).sum())


def f1(counts: Iterable[tuple[int, int, int]]) -> tuple[float, float, float]:
    """Precision, recall, F1 of counts that are summed."""
    right, made, all_ = (sum(column) for column in zip(*counts, strict=True))
    return right / max(1, made), right / max(1, all_), 2 * right / max(1, made + all_)


def chosen(samples: Sequence[Sample], scores: Sequence[np.ndarray]) -> dict[str, Limits]:
    """For each kind of anaphor the limits with the best F1 of links, printed beside rules and head."""
    best: dict[str, Limits] = {}
    for kind in ("pronoun", "name", "noun"):

        def run(limits: Limits, kind: str = kind) -> tuple[float, float, float]:
            both = zip(samples, scores, strict=True)
            return f1(links(sample, score, limits, kind) for sample, score in both)

        bonuses = BONUSES if kind == "pronoun" else (KEPT,)
        table = {limits: run(limits) for limits in (Limits(b, m) for b, m in product(bonuses, MARGINS))}
        best[kind] = max(table, key=lambda limits: (table[limits][2], -limits.bonus, limits.margin))
        rules = run(Limits(1e6, 1e5))
        for name, row in (("rules", rules), ("head", run(Limits(0, 0))), ("both", table[best[kind]])):
            print(f"{kind:8} {name:6}", "P {:.3f} R {:.3f} F1 {:.3f}".format(*row))
        print(f"{kind:8} {best[kind]}")
    return best


def export(head: Head, path: Path) -> None:
    """The head as a graph over the phrases of a document and the pairs that are asked about."""
    width = head.project.in_features
    words, own = torch.randn(5, width), torch.rand(5, len(OWN))
    later, earlier = torch.tensor([1, 1, 3]), torch.tensor([-1, 0, 2])
    axes = {name: {0: "phrases"} for name in ("words", "own")}
    axes |= {name: {0: "pairs"} for name in ("later", "earlier", "pair", "scores")}
    torch.onnx.export(
        head, (words, own, later, earlier, torch.rand(3, len(PAIR))), str(path), input_names=list(INPUTS),
        output_names=["scores"], dynamic_axes=axes, opset_version=20, dynamo=False,
    )  # fmt: skip


def read_samples(folder: Path) -> list[Sample]:
    """The documents of a folder, read as raw text by the model that is shipped."""
    nlp, index = load(threads=1), actors.load()
    nlp.get_pipe(PARSER).keep_nouns = True
    golds = [read_gold(path, index) for path in sorted(folder.glob("*.conllu"))]
    return [sample_of(gold, nlp(gold.text), index) for gold in golds]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gum", type=Path, help="the folder with train/")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    samples = read_samples(options.gum / "train")
    limits = chosen(samples, scored(samples))
    export(fitted(samples), MODELS / "coref.onnx")
    path = MODELS / "thresholds.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["coreference"] = {kind: asdict(one) for kind, one in limits.items()}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    write_manifest(MODELS)


if __name__ == "__main__":
    main()
