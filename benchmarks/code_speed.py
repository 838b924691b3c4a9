"""How fast an article is coded end to end, beside the bare int8 encoder on the same sentences.

    python benchmarks/code_speed.py                # the longest sample article, best of five passes
    python benchmarks/code_speed.py --all          # all the samples together
    python benchmarks/code_speed.py --articles 500 --passes 1    # articles of 14 items of the event corpus

The encoder alone runs the very batches that coding made, in a session whose threads spin while they wait, as
ONNX Runtime's do by default: alone it is a fifth faster so, while coding, which needs the cores for Python,
is faster without. Both use as many threads; passes alternate. Printed beside the ratio: the most memory that
the process ever held, the recorded batches not counted.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import time
from collections.abc import Callable
from pathlib import Path

import onnxruntime
from parse_speed import Recorder

from entente.coder import Coder
from entente.evaluation.gold import read_cases
from entente.nlp.encoder import Encoder, PieceBatch, default_threads
from entente.records import Document
from entente.sources import read_targets
from entente.sources.failure import Failure

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
ITEMS = 14  # of the corpus make an article


def main() -> None:
    """Time coding and the bare encoder on the samples, and print the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", action="store_true", help="all the samples instead of the longest")
    parser.add_argument("--articles", type=int, help="so many articles made of the corpus instead")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args()
    if options.articles:
        documents = articles(options.articles)
    else:
        documents = [one for one in read_targets([str(SAMPLES)]) if not isinstance(one, Failure)]
        if not options.all:
            documents = [max(documents, key=lambda document: len(document.text))]
    coder = Coder()
    list(coder.code(documents))
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    component = coder.nlp.get_pipe("entente_parser")
    encoder = component.run  # type: ignore[attr-defined]
    recorder = Recorder(encoder)
    component.run = recorder  # type: ignore[attr-defined]
    list(coder.code(documents))  # warm, and the batches to run bare
    component.run = encoder  # type: ignore[attr-defined]
    if options.profile:
        print_profile(lambda: list(coder.code(documents)))
    alone = spinning(encoder)
    report(
        documents,
        lambda: list(coder.code(documents)),
        lambda: [alone(batch) for batch in recorder.batches],
        options.passes,
    )
    print(f"most memory    {held:8.0f} MB, of coding alone")


def spinning(encoder: Encoder) -> Callable[[PieceBatch], object]:
    """Return the bare encoder at its fastest: as many threads, which spin while they wait."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = encoder.threads or default_threads()
    options.enable_mem_pattern = False  # every batch has another size
    session = onnxruntime.InferenceSession(str(encoder.path), options, providers=["CPUExecutionProvider"])
    return lambda batch: session.run(
        None,
        {"pieces": batch.pieces, "shapes": batch.shapes, "first": batch.first, "last": batch.last},
    )


def articles(number: int) -> list[Document]:
    """Return articles of consecutive items of the event corpus, the corpus over again where it ends."""
    cases = [
        case for path in sorted((ROOT / "training" / "corpus").glob("*.jsonl")) for case in read_cases(path)
    ]
    found = []
    for start in range(0, number * ITEMS, ITEMS):
        items = [cases[place % len(cases)] for place in range(start, start + ITEMS)]
        text = "\n\n".join(item.document.text for item in items)
        found.append(Document.from_text(text, published=items[0].published))
    return found


def report(
    documents: list[Document], code: Callable[[], object], bare: Callable[[], object], passes: int
) -> None:
    """Print the best time of each and their ratio."""
    times = [(seconds(bare), seconds(code)) for _ in range(passes)]
    encoder, coder = min(one for one, _ in times), min(other for _, other in times)
    words = sum(len(document.text.split()) for document in documents)
    print(f"{len(documents)} documents, {words} words")
    print(f"bare encoder   {encoder * 1000:8.1f} ms   1.00")
    print(f"coded          {coder * 1000:8.1f} ms   {coder / encoder:.2f} times the encoder's time")


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def print_profile(work: Callable[[], object]) -> None:
    """Print the functions that take most of the time."""
    profile = cProfile.Profile()
    profile.runcall(work)
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
