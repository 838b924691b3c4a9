"""How long merging relations across documents takes, beside coding the same documents.

    python benchmarks/standing_speed.py                # the samples, told a hundred times on as many days
    python benchmarks/standing_speed.py --copies 300

Every sample comes back on each day under another id, so that each standing relation has as many reports
as there are copies: harder than a corpus, where most relations are told a few times. The last line adds one
more copy to the full record, as a daily run of `entente read` would: all its keys are drawn anew. Coding is
timed once for the samples and counted for every copy; `draw_incidents` is the baseline beside merging.

One nice thread beside other work, DuckDB 2.0.0, 2,900 documents with 6,600 relations: coding 231 ms a
document, adding 5.6 (2.4 %), incidents 0.08, merging 0.14 (0.1 %); one more day, 29 documents, takes 0.2 s
(3 % of coding them).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from entente.coder import Coder
from entente.records import CodedDocument, content_id
from entente.sources import read_targets
from entente.sources.failure import Failure
from entente.store import Record, StandingFilter

Given = TypeVar("Given")
SAMPLES = Path(__file__).parent.parent / "samples"


def main() -> None:
    """Code the samples, fill a record with copies, and print what each step takes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, default=100)
    options = parser.parse_args()
    documents = [one for one in read_targets([str(SAMPLES)]) if not isinstance(one, Failure)]
    coder = Coder()
    list(coder.code(documents))  # warm
    coding, coded = timed(lambda: [one for one in coder.code(documents) if isinstance(one, CodedDocument)])
    number = len(coded) * options.copies
    print(f"{number} documents, {sum(len(one.relations) for one in coded) * options.copies} relations")
    line("coding", coding * options.copies, number, coding * options.copies)
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder, "r.duckdb")) as record:
        whole = coding * options.copies
        line("adding to the record", timed(lambda: fill(record, coded, options.copies))[0], number, whole)
        line("drawing incidents", timed(record.draw_incidents)[0], number, whole)
        merging, relations = timed(record.draw_standing)
        line("merging relations", merging, number, whole)
        first = record.next_coding()
        record.add_all([copy(one, options.copies) for one in coded])
        again, _ = timed(lambda: record.draw_standing(since_coding=first))
        line("merging one more day", again, len(coded), coding)
        asked, found = timed(lambda: record.standing(StandingFilter(between=("CHN", "RUS"))))
    reports = sum(len(one.reports) for one in found)
    print(f"{relations} standing relations; China and Russia: {reports} reports in {asked * 1000:.0f} ms")


def fill(record: Record, coded: list[CodedDocument], copies: int) -> None:
    """Add the documents as told on so many days."""
    for number in range(copies):
        record.add_all([copy(one, number) for one in coded])


def copy(one: CodedDocument, number: int) -> CodedDocument:
    """The same document as another paper prints it some days later."""
    published = one.document.published
    document = replace(
        one.document,
        id=content_id(one.document.id, number),
        published=published + timedelta(days=number) if published else None,
    )
    return replace(one, document=document, coding=replace(one.coding, document=document.id))


def timed(work: Callable[[], Given]) -> tuple[float, Given]:
    """Return how long some work takes, and what it gives."""
    began = time.perf_counter()
    given = work()
    return time.perf_counter() - began, given


def line(name: str, seconds: float, documents: int, coding: float) -> None:
    """Print one step: seconds, milliseconds for a document, and its share of the time of coding."""
    print(
        f"{name:<22} {seconds:8.2f} s {1000 * seconds / documents:8.2f} ms a document {seconds / coding:8.1%}"
    )


if __name__ == "__main__":
    main()
