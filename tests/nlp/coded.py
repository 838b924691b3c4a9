"""One coder for the tests of the language layer, and the samples as it codes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entente.coder import Coder
from entente.records import CodedDocument, Document
from entente.sources import read_target

SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def coder() -> Coder:
    """Return the coder with the settings that are the default."""
    return Coder()


@cache
def samples() -> tuple[CodedDocument, ...]:
    """Return the documents of the samples, coded."""
    documents = [found for found in read_target(SAMPLES) if isinstance(found, Document)]
    return tuple(coder().code_one(document) for document in documents)
