"""How fast an article is coded end to end, beside the bare int8 encoder on the same sentences.

    python benchmarks/code_speed.py                # the longest sample article, best of five passes
    python benchmarks/code_speed.py --all          # all the samples together

The encoder alone runs the very batches that coding made. Both use the same threads; passes alternate.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable
from pathlib import Path

from parse_speed import Recorder

from entente.coder import Coder
from entente.records import Document
from entente.sources import read_targets
from entente.sources.failure import Failure

SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    """Time coding and the bare encoder on the samples, and print the ratio."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", action="store_true", help="all the samples instead of the longest")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    options = parser.parse_args()
    documents = [one for one in read_targets([str(SAMPLES)]) if not isinstance(one, Failure)]
    if not options.all:
        documents = [max(documents, key=lambda document: len(document.text))]
    coder = Coder()
    component = coder.nlp.get_pipe("entente_parser")
    encoder = component.run  # type: ignore[attr-defined]
    recorder = Recorder(encoder)
    component.run = recorder  # type: ignore[attr-defined]
    list(coder.code(documents))  # warm, and the batches to run bare
    component.run = encoder  # type: ignore[attr-defined]
    if options.profile:
        print_profile(lambda: list(coder.code(documents)))
    report(
        documents,
        lambda: list(coder.code(documents)),
        lambda: [encoder(b) for b in recorder.batches],
        options.passes,
    )


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
