"""Scores of a checkpoint in float32 and of the shipped int8 model, on the same development texts.

`python training/evaluate.py RUN/epoch-8.pt EWT_DEV.conllu GUM_DEV_FOLDER`
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

import torch
from model import Network

from entente.nlp.encoder import FloatArray, PieceBatch
from entente.nlp.pipeline import load

sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from parse_quality import MEASURES, print_table


class TorchRunner:
    """The float32 network where the parser expects the ONNX encoder."""

    def __init__(self, network: Network) -> None:
        self.network = network.eval()

    def __call__(self, batch: PieceBatch) -> Mapping[str, FloatArray]:
        inputs = [
            torch.from_numpy(values) for values in (batch.pieces, batch.shapes, batch.first, batch.last)
        ]
        with torch.no_grad():
            scores = self.network(*inputs)
        assert scores.arcs is not None
        found = {**scores.tags, "arc": scores.arcs}
        for name, (child, head) in scores.linked.items():
            found |= {f"{name}_child": child, f"{name}_head": head}
        found |= scores.triggers
        return {name: values.numpy() for name, values in found.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("treebanks", type=Path, nargs="+")
    options = parser.parse_args()
    torch.set_num_threads(2)
    print(" " * 24 + "".join(f"{measure:>9}" for measure in MEASURES))
    nlp = load(threads=2)
    print_table(options.treebanks, nlp, "int8")
    nlp.get_pipe("entente_parser").run = TorchRunner(Network.restore(options.checkpoint))  # type: ignore[attr-defined]
    print_table(options.treebanks, nlp, "fp32")


if __name__ == "__main__":
    main()
