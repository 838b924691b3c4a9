"""The recorder of a run: takes results as they come and writes them in short visits to the record."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from entente.contract import Failed
from entente.errors import BadInput, RecordLocked
from entente.records import CodedDocument, Document
from entente.store import Record
from entente.store.checks import check_evidence

FLUSH_DOCUMENTS = 500  # written at once
FLUSH_SECONDS = 5.0  # longest that coded documents wait to be written
MOST_WAITING = 20_000  # documents kept in memory while somebody else holds the record


@dataclass(slots=True)
class Summary:
    """What a run has done so far."""

    run: str = ""
    coded: int = 0
    skipped: int = 0  # coded before by the same coder, or met before in this run
    failed: int = 0
    events: int = 0
    relations: int = 0
    claims: int = 0
    undated: int = 0  # coded without a day of publication: relative dates stay unresolved
    source: str | None = None  # what was read last

    @property
    def documents(self) -> int:
        """Documents met."""
        return self.coded + self.skipped + self.failed


class Recorder:
    """Collects results and writes them in short visits, so that readers get their turn."""

    def __init__(self, path: Path, key: str, targets: list[str], wait: float) -> None:
        self.path = path
        self.key = key
        self.wait = wait
        self.summary = Summary()
        self._coded: list[CodedDocument] = []
        self._failed: list[Failed] = []
        self._seen: set[tuple[str, date | None]] = set()
        self._last_flush = time.monotonic()
        self._targets = targets

    def __enter__(self) -> Recorder:
        with self._open() as record:
            self.summary.run = record.start_run(coder_key=self.key, targets=self._targets)
            self._first = record.next_coding()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._flush(last=True)
        done = self.summary
        with self._open(longest=True) as record:
            if done.coded:
                record.draw_incidents(since_coding=self._first)
                record.draw_standing(since_coding=self._first)
            record.finish_run(
                done.run,
                coded=done.coded,
                skipped=done.skipped,
                failed=done.failed,
                state="finished" if kind is None else "interrupted",
            )

    def fresh(self, items: Iterable[Document | Any], size: int) -> Iterator[Document | Any]:
        """Yield failures and the documents that this coder has not coded yet."""
        stream = iter(items)
        while chunk := list(islice(stream, size)):
            documents = [item for item in chunk if isinstance(item, Document)]
            with self._open(read_only=True) as record:
                known = record.coded_already(documents, self.key)
            for item in chunk:
                if isinstance(item, Document) and (item.id in known or self._met(item)):
                    self.summary.skipped += 1
                else:
                    yield item

    def take(self, document: Document | None, result: CodedDocument | Failed) -> Failed | None:
        """Add one result, write when enough have come together, and return the failure if it is one."""
        if isinstance(result, CodedDocument):
            try:
                check_evidence(result)
            except BadInput as problem:
                result = _Refused(
                    _name(result.document), f"a defect of Entente: {problem}", result.document.label
                )
        done = self.summary
        done.source = document.source if document is not None else getattr(result, "source", None)
        if isinstance(result, CodedDocument):
            self._coded.append(result)
            done.coded += 1
            done.events += len(result.events)
            done.relations += len(result.relations)
            done.claims += len(result.claims)
            done.undated += result.document.published is None
        else:
            self._failed.append(result)
            done.failed += 1
        waiting = len(self._coded) + len(self._failed)
        if waiting >= FLUSH_DOCUMENTS or time.monotonic() - self._last_flush > FLUSH_SECONDS:
            self._flush(last=False)
        return None if isinstance(result, CodedDocument) else result

    def _met(self, document: Document) -> bool:
        """Whether the same text, with the same date, came before in this run."""
        mark = (document.id, document.published)
        if mark in self._seen:
            return True
        self._seen.add(mark)
        return False

    def _flush(self, *, last: bool) -> None:
        if not self._coded and not self._failed:
            return
        try:
            with self._open(longest=last) as record:
                record.add_all(self._coded, run=self.summary.run, coder_key=self.key)
                record.fail_all(self._failed, run=self.summary.run)
        except RecordLocked:
            if last or len(self._coded) > MOST_WAITING:
                raise
        else:
            self._coded.clear()
            self._failed.clear()
        self._last_flush = time.monotonic()

    def _open(self, *, read_only: bool = False, longest: bool = False) -> Record:
        wait = max(self.wait, 60.0) if longest else self.wait
        return Record.open(self.path, read_only=read_only, wait=wait)


@dataclass(frozen=True, slots=True)
class _Refused:
    source: str
    reason: str
    label: str | None


def _name(document: Document) -> str:
    return document.source or document.url or document.label or document.id
