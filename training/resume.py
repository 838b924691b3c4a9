"""The shipped model → a checkpoint to train on: `python training/resume.py --out training/work/shipped.pt`.

Checkpoints are not kept in the repository. The int8 graph holds every weight within a 7-bit step of its
column, which `train.py --start` makes good again within an epoch.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from model import HEADS, PARSE_HEADS, Network
from onnx import ModelProto, NodeProto, numpy_helper
from torch import Tensor

MODELS = Path(__file__).parent.parent / "src" / "entente" / "models"
Numbers = np.ndarray
EMBEDDINGS = ("words", "positions", "shapes")


def initialisers(model: ModelProto) -> dict[str, Numbers]:
    """The constants of a graph by name."""
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}


def dequantised(constants: dict[str, Numbers], name: str) -> Numbers:
    """A quantised constant as float32: whole steps from its middle, times the scale."""
    steps, middle = constants[f"{name}_quantized"], constants[f"{name}_zero_point"]
    return (steps.astype(np.float32) - middle.astype(np.float32)) * constants[f"{name}_scale"]


def parts(name: str, heads: list[str]) -> str:
    """A node's path as the network names the module: "/network/upos/hidden" → "heads.upos.hidden"."""
    path = name.removeprefix("/network/").replace("/", ".")
    return f"heads.{path}" if path.split(".")[0] in heads else path


def parser_weights(model: ModelProto, heads: list[str]) -> dict[str, Numbers]:
    """The encoder and the heads that ride on it."""
    constants = initialisers(model)
    found = {
        name.removeprefix("network."): values
        for name, values in constants.items()
        if name.startswith("network.") and name.endswith((".weight", ".bias"))
    }
    for table in EMBEDDINGS:
        found[f"encoder.{table}.weight"] = dequantised(constants, f"network.encoder.{table}.weight")
    shares: dict[str, list[float]] = {}
    for node in model.graph.node:
        if node.op_type == "MatMulIntegerToFloat":
            module = parts(node.output[0].removesuffix("/MatMul_output_0_even"), heads)
            weight = dequantised(constants, node.input[1].removesuffix("_quantized"))
            found[f"{module}.weight"] = weight.T
        elif share := mix_share(node, constants):
            module = node.name[: node.name.rindex("/")]
            shares.setdefault(f"{parts(module, heads)}.weights", []).append(share)
    return found | {name: np.log(np.array(values, np.float32)) for name, values in shares.items()}


def mix_share(node: NodeProto, constants: dict[str, Numbers]) -> float | None:
    """The share of a layer in a head's mix, where the node is one of them; layers come in order."""
    mixing = node.op_type == "Mul" and bool({"mix", "pair_mix"} & set(node.name.split("/")[:-1]))
    known = [constants[name] for name in node.input if name in constants]
    return float(known[0]) if mixing and known else None


def linked_weights(model: ModelProto, head: str) -> dict[str, Numbers]:
    """The labels of arcs or roles."""
    return {
        f"heads.{head}.{name.removeprefix('head_part.')}": values
        for name, values in initialisers(model).items()
        if name.startswith("head_part.")
    }


def pair_weights(model: ModelProto) -> dict[str, Numbers]:
    """The pair head, which is shipped in float32."""
    constants = initialisers(model)
    found = {
        f"heads.pair.{name}": values
        for name, values in constants.items()
        if name.endswith((".weight", ".bias"))
    }
    nobody = {}
    for node in model.graph.node:
        known = [name for name in node.input if name in constants]
        if node.op_type == "MatMul" and known:
            found[f"heads.pair.{node.name.split('/')[1]}.weight"] = constants[known[0]].T
        elif node.op_type == "Mul" and known:
            nobody[node.name] = constants[known[0]]
    return found | {"heads.pair.nobody": np.stack([nobody[name] for name in sorted(nobody)])}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    labels = json.loads((options.models / "labels.json").read_text(encoding="utf-8"))
    told = "event" in labels  # else a model of the treebanks alone
    network = Network(labels, heads=HEADS if told else {name: HEADS[name] for name in PARSE_HEADS})
    found = parser_weights(onnx.load(options.models / "parser.onnx"), list(network.head_settings))
    for head in ("relation", "role") if told else ("relation",):
        found |= linked_weights(onnx.load(options.models / f"{head}.onnx"), head)
    found |= pair_weights(onnx.load(options.models / "pair.onnx")) if told else {}
    weights: dict[str, Tensor] = {name: torch.from_numpy(values.copy()) for name, values in found.items()}
    network.load_state_dict(weights)  # strict: fails where a weight is missing or one too many
    options.out.parent.mkdir(parents=True, exist_ok=True)
    network.save(options.out)
    print(options.out, sum(values.numel() for values in weights.values()), "weights")


if __name__ == "__main__":
    main()
