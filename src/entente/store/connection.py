"""A connection to the record's file: short waits for other processes, and errors in our own words."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from entente.errors import RecordError, RecordLocked, RecordTooNew

STORAGE_VERSION = "v1.2.0"  # every DuckDB from 1.4 on reads and writes it; 2.0 would choose its own

_CONFIG: dict[str, Any] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,  # SQL must not see the program's variables
}

_LOCK = re.compile(
    r"could not set lock|conflicting lock|being used by another process|different configuration", re.I
)
_PID = re.compile(r"PID (\d+)")
_NEWER = re.compile(r"newer version of DuckDB|version number \d+", re.I)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.01, 0.2  # seconds between two attempts


def connect(
    path: Path, *, read_only: bool, wait: float = 10.0, files: bool = False
) -> duckdb.DuckDBPyConnection:
    """Return a connection to the file, retrying for ``wait`` seconds while another process holds it.

    ``files`` lets SQL read and write other files. Raises RecordLocked, RecordTooNew or RecordError.
    """
    config = _CONFIG | {"enable_external_access": files}
    if read_only:
        config["access_mode"] = "READ_ONLY"
    elif not path.exists():
        config["storage_compatibility_version"] = STORAGE_VERSION
    deadline = time.monotonic() + wait
    pause = _FIRST_PAUSE
    while True:
        try:
            return duckdb.connect(str(path), config=config)
        except duckdb.Error as exc:
            if not _LOCK.search(str(exc)):
                raise _translated(path, exc) from exc
            if time.monotonic() + pause > deadline:
                raise _locked(path, str(exc), wait) from exc
        time.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_PAUSE)


@contextmanager
def our_errors(path: Path, doing: str) -> Iterator[None]:
    """Turn DuckDB's errors into a RecordError that says what was being done."""
    try:
        yield
    except duckdb.Error as exc:
        raise RecordError(f"{doing} in {path} failed: {_brief(exc)}") from exc


def _locked(path: Path, message: str, wait: float) -> RecordLocked:
    pid = _PID.search(message)
    holder = f"process {pid[1]}" if pid else "another process or part of this one"
    return RecordLocked(
        f"found {path} in use by {holder}, after waiting {wait:g} s; "
        "expected it free. Wait until that run ends, or raise lock_wait (ENTENTE_LOCK_WAIT)."
    )


def _translated(path: Path, exc: duckdb.Error) -> RecordError:
    if path.is_dir():
        found = "a folder"
    elif not path.exists():
        if not path.parent.is_dir():
            return RecordError(
                f"found no folder {path.parent}; expected it to hold the record. Create it first."
            )
        found = "a file that cannot be created"
    elif _NEWER.search(str(exc)):
        return RecordTooNew(
            f"found {path}, written by a newer DuckDB than {duckdb.__version__}; "
            f"expected storage {STORAGE_VERSION} or older. Upgrade with `pip install -U duckdb`."
        )
    else:
        found = f"something that DuckDB cannot open ({_brief(exc)})"
    return RecordError(f"found {found} at {path}; expected a record of Entente. Name another with --record.")


def _brief(exc: Exception) -> str:
    """The first line of DuckDB's message, without its links."""
    return str(exc).strip().splitlines()[0].split(" See also")[0]
