"""How fast the parser reads, beside the bare encoder: `python benchmarks/parse_speed.py FILE.conllu`.

Takes the first 2,000 sentences of a CoNLL-U file, runs what `entente parse --pretokenized` runs
(lines in, blocks of text out) and then the int8 encoder alone on the batches that this made. Both
use the same threads; passes alternate and the best of three counts.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path

from entente.nlp.conllu import parse_conllu, parse_text, read_conllu
from entente.nlp.encoder import Encoder, FloatArray, PieceBatch
from entente.nlp.pipeline import load


class Recorder:
    """Runs the encoder and keeps the batches it was given."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.batches: list[PieceBatch] = []

    def __call__(self, batch: PieceBatch) -> Mapping[str, FloatArray]:
        self.batches.append(batch)
        return self.encoder(batch)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--sentences", type=int, default=2_000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    with options.treebank.open(encoding="utf-8") as lines:
        read = list(islice(read_conllu(lines), options.sentences))
    blocks = ["".join("\t".join(row) + "\n" for row in sentence.rows) + "\n" for sentence in read]
    lines_in = "".join(blocks).splitlines(keepends=True)
    texts = [line for sentence in read for line in (sentence.text + "\n", "\n")]
    words = sum(len(sentence.words) for sentence in read)

    nlp = load(threads=options.threads)
    component = nlp.get_pipe("entente_parser")
    encoder: Encoder = component.run  # type: ignore[attr-defined]
    recorder = Recorder(encoder)
    component.run = recorder  # type: ignore[attr-defined]
    list(parse_conllu(lines_in, nlp, pretokenized=True))  # warm, and the batches to run bare
    component.run = encoder  # type: ignore[attr-defined]

    def run_bare() -> None:
        for batch in recorder.batches:
            encoder(batch)

    def run_whole() -> None:
        for _ in parse_conllu(lines_in, nlp, pretokenized=True):
            pass

    def run_text() -> None:
        for _ in parse_text(texts, nlp):
            pass

    runs = {"bare encoder": run_bare, "parse, gold words": run_whole, "parse, plain text": run_text}
    rounds = [{name: seconds(work) for name, work in runs.items()} for _ in range(3)]
    best = {name: min(taken[name] for taken in rounds) for name in runs}
    print(f"{len(read)} sentences, {words} words, {options.threads} threads")
    for name, time_taken in best.items():
        ratio = best["bare encoder"] / time_taken
        rates = f"{len(read) / time_taken:7.0f} sentences/s {words / time_taken:8.0f} words/s"
        print(f"{name:20} {rates} {ratio:6.2f}")


if __name__ == "__main__":
    main()
