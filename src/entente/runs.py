"""Runs: targets in, a record or lines of JSON out. ``entente read`` and ``entente code`` call these.

summary = read(["news/"], record="entente.duckdb")
for line in code(["page.html"]):
    print(line["events"])
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from entente.contract import Failed, failed_line, to_contract
from entente.errors import BadInput, RecordLocked
from entente.records import CodedDocument, Document
from entente.settings import Settings, load_settings

if TYPE_CHECKING:
    from entente.store import Record

FLUSH_DOCUMENTS = 500  # written at once
FLUSH_SECONDS = 5.0  # longest that coded documents wait to be written
MOST_WAITING = 20_000  # documents kept in memory while somebody else holds the record


class Codes(Protocol):
    """What a run needs of a coder; :class:`entente.coder.Coder` is one."""

    @property
    def key(self) -> str: ...
    def code(
        self, documents: Iterable[Document], *, batch_size: int | None = None
    ) -> Iterator[CodedDocument | Any]: ...


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
    source: str | None = None  # what was read last

    @property
    def documents(self) -> int:
        """Documents met."""
        return self.coded + self.skipped + self.failed


def read(
    targets: Iterable[str | Path],
    *,
    record: str | Path | None = None,
    coder: Codes | None = None,
    settings: Settings | None = None,
    published: date | None = None,
    force: bool = False,
    documents: Iterable[Document | Any] | None = None,
    on_progress: Callable[[Summary], None] | None = None,
) -> Summary:
    """Read targets, code what is new and add it to the record; return what was done.

    A document that this coder has coded as it is gets skipped, unless ``force`` is set. ``published``
    dates documents that give no day themselves. ``documents`` takes the place of reading the targets.
    An interrupted run keeps what it has coded. Raises UnreadableSource when a target is missing, and
    RecordError when the record cannot be used.
    """
    settings = settings or load_settings()
    wanted = [str(target) for target in targets]
    items = _dated(documents if documents is not None else _read_targets(wanted, settings), published)
    coder = coder or _coder(settings)
    with _Writer(Path(record or settings.record), coder.key, wanted, settings) as writer:
        fresh = items if force else writer.fresh(items, settings.batch_size)
        for document, result in coded_in_order(fresh, coder, batch_size=settings.batch_size):
            writer.take(document, result)
            if on_progress is not None:
                on_progress(writer.summary)
    return writer.summary


def code(
    targets: Iterable[str | Path],
    *,
    coder: Codes | None = None,
    settings: Settings | None = None,
    published: date | None = None,
    documents: Iterable[Document | Any] | None = None,
    text: bool = True,
) -> Iterator[dict[str, Any]]:
    """Yield one line of the contract for each document of the targets, in order, as soon as it is coded.

    A document that failed has a line with ``error``. Raises UnreadableSource when a target is missing.
    """
    settings = settings or load_settings()
    items = _dated(documents if documents is not None else _read_targets(targets, settings), published)
    for document, result in coded_in_order(items, coder or _coder(settings), batch_size=settings.batch_size):
        if isinstance(result, CodedDocument):
            yield to_contract(result, text=text)
        else:
            yield failed_line(result, document)


def coded_in_order(
    items: Iterable[Document | Any], coder: Codes, *, batch_size: int
) -> Iterator[tuple[Document | None, CodedDocument | Any]]:
    """Yield a result for every item in order: documents are coded, failures passed through."""
    waiting: deque[Document | Any] = deque()

    def documents() -> Iterator[Document]:
        for item in items:
            waiting.append(item)
            if isinstance(item, Document):
                yield item

    for result in coder.code(documents(), batch_size=batch_size):
        while not isinstance(waiting[0], Document):
            yield None, waiting.popleft()
        yield waiting.popleft(), result
    for item in waiting:
        yield None, item


class _Writer:
    """Collects results and writes them in short visits, so that readers get their turn."""

    def __init__(self, path: Path, key: str, targets: list[str], settings: Settings) -> None:
        self.path = path
        self.key = key
        self.wait = settings.lock_wait
        self.summary = Summary()
        self._coded: list[CodedDocument] = []
        self._failed: list[Failed] = []
        self._seen: set[tuple[str, date | None]] = set()
        self._last_flush = time.monotonic()
        self._targets = targets

    def __enter__(self) -> _Writer:
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

    def take(self, document: Document | None, result: CodedDocument | Failed) -> None:
        """Add one result; write when enough have come together."""
        from entente.store.checks import check_evidence

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
        else:
            self._failed.append(result)
            done.failed += 1
        waiting = len(self._coded) + len(self._failed)
        if waiting >= FLUSH_DOCUMENTS or time.monotonic() - self._last_flush > FLUSH_SECONDS:
            self._flush(last=False)

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
        from entente.store import Record

        wait = max(self.wait, 60.0) if longest else self.wait
        return Record.open(self.path, read_only=read_only, wait=wait)


@dataclass(frozen=True, slots=True)
class _Refused:
    source: str
    reason: str
    label: str | None


def _name(document: Document) -> str:
    return document.source or document.url or document.label or document.id


def _dated(items: Iterable[Document | Any], published: date | None) -> Iterator[Document | Any]:
    for item in items:
        undated = published is not None and isinstance(item, Document) and item.published is None
        yield replace(item, published=published) if undated else item


def _read_targets(targets: Iterable[str | Path], settings: Settings) -> Iterable[Document | Any]:
    from entente.sources import ReadOptions, read_targets

    options = ReadOptions(max_bytes=settings.max_document_bytes, timeout=settings.timeout)
    return read_targets(targets, options=options)


def _coder(settings: Settings) -> Codes:
    from entente.coder import Coder

    return Coder(settings)
