"""Real processes at one record: nothing is lost, and nobody waits for long."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from entente.errors import RecordLocked
from entente.records import CodedDocument
from entente.store import Record

Make = Callable[..., CodedDocument]

READER = """
import sys, time
from entente.store import Record
longest, seen = 0.0, []
while not seen or seen[-1] < int(sys.argv[2]):
    began = time.monotonic()
    with Record.open(sys.argv[1], read_only=True, wait=20) as record:
        seen.append(len(record.events()))
    longest = max(longest, time.monotonic() - began)
    time.sleep(0.02)
assert seen == sorted(seen), seen
assert all(count % 5 == 0 for count in seen), seen  # a batch is seen whole or not at all
print(longest)
"""

HOLDER = """
import sys, time
from entente.store import Record
with Record.open(sys.argv[1]) as record:
    print("open", flush=True)
    time.sleep(float(sys.argv[2]))
"""

KILLED = """
import os, signal, sys
from entente.store import Record
record = Record.open(sys.argv[1])
record.start_run(coder_key="key", targets=["kept"])
record._con.begin()
record._con.execute("DELETE FROM runs")
os.kill(os.getpid(), signal.SIGKILL)
"""


def start(script: str, *arguments: object) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_readers_and_a_writer_share_a_record(path: Path, make: Make) -> None:
    Record.open(path).close()
    readers = [start(READER, path, 40) for _ in range(2)]
    for batch in range(8):
        with Record.open(path, wait=20) as record:
            record.add_all([make(number) for number in range(batch * 5, batch * 5 + 5)])
        time.sleep(0.05)
    for reader in readers:
        out, err = reader.communicate(timeout=60)
        assert reader.returncode == 0, err
        assert float(out) < 5
    with Record.open(path, read_only=True) as record:
        assert len(record.events()) == 40


def test_a_second_writer_learns_which_process_holds_the_record(path: Path) -> None:
    holder = start(HOLDER, path, 30)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(RecordLocked, match=f"process {holder.pid}, after waiting 0.2 s"):
            Record.open(path, wait=0.2)
        with pytest.raises(RecordLocked):
            Record.open(path, read_only=True, wait=0.2)
    finally:
        holder.kill()
        holder.communicate()


def test_a_record_that_is_soon_free_is_waited_for(path: Path) -> None:
    holder = start(HOLDER, path, 0.5)
    assert holder.stdout is not None
    holder.stdout.readline()
    with Record.open(path, wait=20) as record:
        assert record.runs() == []
    holder.communicate()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL") or os.name == "nt", reason="needs SIGKILL")
def test_a_killed_writer_leaves_what_it_had_finished(path: Path) -> None:
    killed = start(KILLED, path)
    killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    with Record.open(path, read_only=True) as record:
        assert [run.targets for run in record.runs()] == [("kept",)]
