"""Several coders side by side: the same results in the same order, and a clear word when one dies."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

import pytest

from entente.errors import EntenteError
from entente.parallel import ParallelCoder
from entente.records import Document
from entente.settings import Settings

MODULE = """
import os, time
from entente.records import CodedDocument, Coding
from entente.sources import Failure

class Counting:
    key = "counting"
    def __init__(self, settings):
        assert settings.threads == 1
    def code(self, documents, *, batch_size):
        for document in documents:
            if "die" in document.text:
                os._exit(1)
            time.sleep(0.002 if "slow" in document.text else 0)
            if "bad" in document.text:
                yield Failure("here", "bad", document.label)
            else:
                yield CodedDocument(document, Coding(str(os.getpid()), document.id, "", "", "", ""))
"""


@pytest.fixture
def counting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A coder's class that other processes can import."""
    (tmp_path / "counting_coder.py").write_text(MODULE)
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module("counting_coder").Counting


def test_results_come_back_in_order_from_other_processes(counting: Any) -> None:
    texts = [f"{'slow ' * (n % 3 == 0)}{'bad ' * (n % 7 == 0)}{n}" for n in range(60)]
    documents = [Document.from_text(text, label=text) for text in texts]
    coder = ParallelCoder(Settings(processes=2), make=counting)
    results = list(coder.code(documents, batch_size=4))
    assert [it.document.text if hasattr(it, "document") else it.label for it in results] == texts
    assert str(os.getpid()) not in {it.coding.id for it in results if hasattr(it, "document")}
    assert coder.key == "counting"


def test_a_process_that_dies_is_told_in_words(counting: Any) -> None:
    coder = ParallelCoder(Settings(processes=2), make=counting)
    with pytest.raises(EntenteError, match="found a coding process dead, one of 2"):
        list(coder.code([Document.from_text("die")], batch_size=1))
