"""Reading the record while ``read`` fills it, and stopping ``read``, with real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from entente.store import Record

WRITER = """
import sys, time
from entente import recorder, runs
from entente.cli import main
from entente.records import CodedDocument, Coding, Document

recorder.FLUSH_SECONDS = 0.1

class Plain:
    key = "plain"
    def code(self, documents, *, batch_size):
        for document in documents:
            time.sleep(float(sys.argv[3]))
            yield CodedDocument(document, Coding(document.id, document.id, "plain", "", "", ""))

texts = (f"Report {number}" for number in range(int(sys.argv[2])))
targets = lambda *_: map(Document.from_text, texts)
runs._read_targets, runs._coder = targets, lambda _: Plain()
print("begun", flush=True)
sys.exit(main.run(["read", "x", "--record", sys.argv[1]]))
"""


def start(path: Path, documents: int, pause: float) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", WRITER, str(path), str(documents), str(pause)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def count(path: Path) -> int:
    with Record.open(path, read_only=True, wait=20) as record:
        return int(record.sql("SELECT count(*) FROM current_documents").rows[0][0])


def test_a_reader_sees_the_record_grow_and_blocks_nobody(tmp_path: Path) -> None:
    path = tmp_path / "entente.duckdb"
    writer = start(path, 150, 0.01)
    seen: list[int] = []
    longest = 0.0
    while writer.poll() is None:
        if path.exists():
            began = time.monotonic()
            seen.append(count(path))
            longest = max(longest, time.monotonic() - began)
        time.sleep(0.02)
    out, err = writer.communicate()
    assert (writer.returncode, err) == (0, "")
    assert out.startswith("150 documents: 150 coded, 0 skipped, 0 failed")
    assert count(path) == 150
    assert seen == sorted(seen)
    assert len(set(seen)) > 2  # it was read while it grew
    assert longest < 5


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "entente.duckdb"
    writer = start(path, 100, 0.05)
    deadline = time.monotonic() + 60
    while not path.exists() or count(path) < 3:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    writer.send_signal(signal.SIGINT)
    out, err = writer.communicate(timeout=60)
    assert (writer.returncode, out, err) == (130, "", "entente: interrupted\n")
    done = count(path)
    assert 3 <= done < 100
    with Record.open(path, read_only=True) as record:
        (run,) = record.runs()
    assert (run.state, run.coded) == ("interrupted", done)
    out, _ = start(path, 100, 0).communicate(timeout=60)
    assert out.startswith(f"100 documents: {100 - done} coded, {done} skipped, 0 failed")
    assert count(path) == 100
