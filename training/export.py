"""Checkpoint → the shipped model: `python training/export.py RUN/epoch-8.pt BUILD --vocabulary vocab.txt`.

Writes into src/entente/models: `parser.onnx` (int8, per channel), `relation.onnx` and `role.onnx` (the
labels of chosen arcs and roles), `pair.onnx`, `labels.json`, `vocab.txt`, `lemmas.tsv`, `manifest.json`.
Checks that torch and ONNX agree before, and measures how far they differ after quantisation.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from batches import Batcher, read_samples
from event_heads import TRIGGER_TABLES
from model import Network, RelationHead
from quantize import quantize
from torch import Tensor, nn

from entente.nlp.pieces import PieceVocabulary

MODELS = Path(__file__).parent.parent / "src" / "entente" / "models"
INPUTS = ["pieces", "shapes", "first", "last"]
UNTABLED = ("NNP", "NNPS", "GW", "ADD", "_")  # their lemmas follow the form
INFLECTED = ("NNS", "VBD", "VBN", "VBG", "VBZ", "JJR", "JJS", "RBR", "RBS")
SURE = 0.85  # share of the commonest lemma
FILES = (
    "parser.onnx", "relation.onnx", "role.onnx", "pair.onnx", "coref.onnx", "labels.json", "thresholds.json",
    "vocab.txt", "lemmas.tsv",
)  # fmt: skip
AGREEMENT = 2e-3  # largest difference of a score between torch and ONNX, both in float32


class Exported(nn.Module):
    """The network with its scores as a plain tuple."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        kinds = {name: head.kind for name, head in network.head_settings.items()}
        self.outputs = [*(name for name, kind in kinds.items() if kind == "tag"), "arc"]
        self.outputs += [
            f"{n}_{side}" for n, k in kinds.items() if k == "relation" for side in ("child", "head")
        ]
        if "trigger" in kinds:
            self.outputs += [*TRIGGER_TABLES, "background", "happened", "words"]

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        scores = self.network(pieces, shapes, first, last)
        assert scores.arcs is not None
        linked = [vectors for both in scores.linked.values() for vectors in both]
        found = [*scores.tags.values(), scores.arcs, *linked]
        if scores.words is not None:
            found += [*scores.triggers.values(), scores.words]
        return tuple(found)


def export_graph(network: Network, samples: list[dict[str, object]], batcher: Batcher, path: Path) -> None:
    wrapped = Exported(network).eval()
    batch = batcher.batch(samples[:3])
    sizes = {0: "sentences", 1: "count"}
    words = {0: "sentences", 1: "words"}
    axes = {"pieces": sizes, "shapes": sizes, "first": words, "last": words}
    axes |= {name: dict(words) for name in wrapped.outputs}
    axes["arc"] = {0: "sentences", 1: "words", 2: "words"}
    inputs = (batch.pieces, batch.shapes, batch.first, batch.last)
    torch.onnx.export(
        wrapped, inputs, str(path), input_names=INPUTS, output_names=wrapped.outputs,
        dynamic_axes=axes, opset_version=20, dynamo=False,
    )  # fmt: skip


class Labelling(nn.Module):
    """The labels of chosen arcs as a graph of its own."""

    def __init__(self, head: RelationHead) -> None:
        super().__init__()
        self.head_part = head

    def forward(self, child: Tensor, head: Tensor) -> Tensor:
        return self.head_part.label(child, head)


def export_linked(network: Network, name: str, path: Path) -> None:
    """The labels of chosen pairs of words, of arcs or roles."""
    head = network.heads[name]
    assert isinstance(head, RelationHead)
    vectors = torch.randn(3, head.child.out_features), torch.randn(3, head.child.out_features)
    torch.onnx.export(
        Labelling(head).eval(), vectors, str(path), input_names=["child", "head"], output_names=["scores"],
        dynamic_axes={name: {0: "arcs"} for name in ("child", "head", "scores")},
        opset_version=20, dynamo=False,
    )  # fmt: skip


def export_pair(network: Network, path: Path) -> None:
    """What one span does to another, from the vectors of the words."""
    words = torch.randn(2, 7, network.settings.width)
    mask = torch.ones(2, 7)
    names = ["words", "source", "target", "real"]
    torch.onnx.export(
        network.heads["pair"].eval(), (words, mask, mask, mask), str(path), input_names=names,
        output_names=["types", "statuses"], opset_version=20, dynamo=False,
        dynamic_axes={name: {0: "pairs", 1: "words"} for name in names},
    )  # fmt: skip


def largest_difference(
    network: Network, path: Path, batcher: Batcher, samples: list[dict[str, object]]
) -> float:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    wrapped = Exported(network).eval()
    worst = 0.0
    for start in range(0, 64, 8):
        batch = batcher.batch(samples[start : start + 8])
        inputs = (batch.pieces, batch.shapes, batch.first, batch.last)
        with torch.no_grad():
            expected = wrapped(*inputs)
        found = session.run(None, {n: v.numpy() for n, v in zip(INPUTS, inputs, strict=True)})
        for one, other in zip(expected, found, strict=True):
            worst = max(worst, float(np.abs(one.numpy() - other).max()))
    return worst


def lemma_table(build: Path) -> list[str]:
    """Lines `form, tag, lemma` for pairs of the train part seen twice, nearly always with one lemma.

    Where the two treebanks differ ("people", a plural or of "person"), EWT's convention holds.
    """
    seen: dict[tuple[str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for sample in read_samples(build / "train.jsonl"):
        if sample.get("silver"):  # a parser's guess is no evidence
            continue
        weight = 1.0 if sample["mentions"] is None else 0.2
        for form, tag, lemma in zip(sample["forms"], sample["xpos"], sample["lemmas"], strict=True):
            if tag not in UNTABLED and lemma != "_":
                seen[form.lower(), tag][lemma] += weight
    lines = []
    for (form, tag), lemmas in sorted(seen.items()):
        lemma, count = max(lemmas.items(), key=lambda item: (item[1], item[0]))
        spelled = form != lemma or not form.isalpha() or tag in INFLECTED
        if count > 0.3 and count != 1 and count >= SURE * sum(lemmas.values()) and spelled:
            lines.append(f"{form}\t{tag}\t{lemma}\n")
    return lines


def write_manifest(folder: Path) -> None:
    """Write the hash of every file of the model, thresholds included, and what it was made with."""
    hashes = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in FILES
        if (folder / name).is_file()
    }
    versions = {"torch": torch.__version__, "onnxruntime": onnxruntime.__version__}
    manifest = {"files": hashes, "made_with": versions}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("build", type=Path)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--full-range", action="store_true", help="8-bit weights (saturate without VNNI)")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)

    network = Network.restore(options.checkpoint).eval()
    batcher = Batcher(PieceVocabulary.from_file(options.vocabulary), network.labels, 1000)
    samples = read_samples(options.build / "gum-dev.jsonl")
    plain = options.work / "parser-fp32.onnx"
    export_graph(network, samples, batcher, plain)
    difference = largest_difference(network, plain, batcher, samples)
    assert difference < AGREEMENT, f"torch and ONNX differ by {difference}"
    print(f"torch and ONNX differ by at most {difference:.1e}")

    quantize(plain, options.out / "parser.onnx", options.work, reduce_range=not options.full_range)
    difference = largest_difference(network, options.out / "parser.onnx", batcher, samples)
    print(f"torch and int8 differ by at most {difference:.2f}")

    files = ["parser.onnx", "relation.onnx", "labels.json", "vocab.txt", "lemmas.tsv"]
    export_linked(network, "relation", options.out / "relation.onnx")
    if "role" in network.heads:
        export_linked(network, "role", options.out / "role.onnx")
        export_pair(network, options.out / "pair.onnx")
        files += ["role.onnx", "pair.onnx"]
    (options.out / "labels.json").write_text(json.dumps(network.labels, indent=0) + "\n", encoding="utf-8")
    shutil.copyfile(options.vocabulary, options.out / "vocab.txt")
    table = lemma_table(options.build)
    (options.out / "lemmas.tsv").write_text("".join(table), encoding="utf-8")
    write_manifest(options.out)
    for name in files:
        print(name, (options.out / name).stat().st_size)


if __name__ == "__main__":
    main()
