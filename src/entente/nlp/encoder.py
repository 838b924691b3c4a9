"""The trained encoder, run by ONNX Runtime: arrays of pieces in, arrays of scores out.

Nothing else in Entente touches ONNX Runtime.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from entente.errors import ModelError
from entente.nlp.pieces import IntArray

FloatArray = npt.NDArray[np.float32]
Runner = Callable[["PieceBatch"], Mapping[str, FloatArray]]
Labeller = Callable[[FloatArray, FloatArray], FloatArray]  # vectors of children, of heads → label scores

GRAPH, RELATION, LABELS = "parser.onnx", "relation.onnx", "labels.json"
COREFERENCE = "coref.onnx"
MANIFEST, THRESHOLDS = "manifest.json", "thresholds.json"
SHIPPED = Path(__file__).parent.parent / "models"
DEFAULT_THREADS = 2


@dataclass(frozen=True, slots=True)
class PieceBatch:
    """Some sentences, padded with zeros. Word 0 of each is the root and reads the start piece."""

    pieces: IntArray  # (sentences, pieces)
    shapes: IntArray  # (sentences, pieces)
    first: IntArray  # (sentences, words + root): place of each word's first piece
    last: IntArray  # (sentences, words + root)


class Graph:
    """One ONNX graph. Its session opens at first use, once in each process."""

    def __init__(self, path: Path, *, threads: int | None = None) -> None:
        self.path = path
        self.threads = threads
        self._session: Any = None
        self._process = 0

    def run(self, inputs: dict[str, npt.NDArray[Any]]) -> dict[str, FloatArray]:
        """The graph's outputs by name. Raises ModelError when the file is missing or damaged."""
        session = self.opened()
        return dict(zip(self._outputs, session.run(None, inputs), strict=True))

    def opened(self) -> Any:
        """This process's session."""
        if self._session is None or self._process != os.getpid():  # a fork cannot use its parent's threads
            self._session = open_session(self.path, self.threads or default_threads())
            self._outputs = [output.name for output in self._session.get_outputs()]
            self._process = os.getpid()
        return self._session

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_session": None}


class Encoder(Graph):
    """The encoder with its heads."""

    def __init__(self, folder: Path = SHIPPED, *, threads: int | None = None) -> None:
        super().__init__(folder / GRAPH, threads=threads)

    def __call__(self, batch: PieceBatch) -> Mapping[str, FloatArray]:
        """Scores by head: `upos`, `xpos`, `lemma`, `mention` (sentences, words, labels), `arc`
        (sentences, child, head), `relation_child` and `relation_head` (sentences, words, width)."""
        return self.run(
            {"pieces": batch.pieces, "shapes": batch.shapes, "first": batch.first, "last": batch.last}
        )


class RelationScorer(Graph):
    """Scores the labels of chosen arcs from the two words' vectors.

    It has one thread and no BLAS: a second pool of waiting threads slows the encoder fourfold.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        super().__init__(folder / RELATION, threads=1)

    def __call__(self, child: FloatArray, head: FloatArray) -> FloatArray:
        """(arcs, width) twice → (arcs, labels)."""
        return self.run({"child": child, "head": head})["scores"]


def default_threads() -> int:
    """Two threads in the only process, one in each of several."""
    alone = multiprocessing.parent_process() is None
    return min(DEFAULT_THREADS, os.cpu_count() or 1) if alone else 1


def open_session(path: Path, threads: int) -> Any:
    """An ONNX Runtime session on the CPU. Raises ModelError when the file is missing or damaged."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # every batch has another size
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # Python needs the core between
    if not path.is_file():
        raise ModelError(f"no model at {path}; expected the file that the package ships. Reinstall entente.")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as exc:  # ONNX Runtime's own errors have no common public base
        raise ModelError(f"{path} is not a model that ONNX Runtime can open: {exc}") from exc


def load_labels(folder: Path = SHIPPED) -> dict[str, list[str]]:
    """What each head can say: `upos`, `xpos`, `deprel`, `lemma`, `mention`, in the order of its scores."""
    try:
        return dict(json.loads((folder / LABELS).read_text(encoding="utf-8")))
    except OSError as exc:
        raise ModelError(f"no labels at {folder / LABELS}; reinstall entente.") from exc


@cache
def load_choices(folder: Path = SHIPPED) -> Mapping[str, Any]:
    """What was chosen for the model on development data: `events`, `labels`, `confidence`, `min_confidence`.

    Raises ModelError when the file is missing.
    """
    try:
        return dict(json.loads((folder / THRESHOLDS).read_text(encoding="utf-8")))
    except OSError as exc:
        raise ModelError(f"no thresholds at {folder / THRESHOLDS}; reinstall entente.") from exc


def model_hash(folder: Path = SHIPPED) -> str:
    """One SHA-256 over the hashes of the model's files, as the manifest states them."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    joined = "".join(f"{name}:{digest}\n" for name, digest in sorted(manifest["files"].items()))
    return hashlib.sha256(joined.encode()).hexdigest()


def damaged_files(folder: Path = SHIPPED) -> list[str]:
    """The model's files whose content is not what the manifest says; empty when all is well."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return [
        name
        for name, digest in manifest["files"].items()
        if not (folder / name).is_file() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest
    ]
