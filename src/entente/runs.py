"""Runs: targets in, a record or lines of JSON out. ``entente read`` and ``entente code`` call these.

summary = read(["news/"], record="entente.duckdb")
for line in code(["page.html"]):
    print(line["events"])
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from entente.contract import Failed, failed_line, to_contract
from entente.records import CodedDocument, Document
from entente.settings import Settings, load_settings

if TYPE_CHECKING:
    from entente.dossier.dossier import Dossier
    from entente.recorder import Summary


class Codes(Protocol):
    """What a run needs of a coder; :class:`entente.coder.Coder` is one."""

    @property
    def key(self) -> str: ...
    def code(
        self, documents: Iterable[Document], *, batch_size: int | None = None
    ) -> Iterator[CodedDocument | Any]: ...


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
    on_failure: Callable[[Failed], None] | None = None,
) -> Summary:
    """Read targets, code what is new and add it to the record; return what was done.

    A document that this coder has coded as it is gets skipped, unless ``force`` is set. ``published``
    dates documents that give no day themselves. ``documents`` takes the place of reading the targets.
    An interrupted run keeps what it has coded. Raises UnreadableSource when a target is missing, and
    RecordError when the record cannot be used.
    """
    from entente.recorder import Recorder

    settings = settings or load_settings()
    wanted = [str(target) for target in targets]
    items = _dated(documents if documents is not None else _read_targets(wanted, settings), published)
    coder = coder or _coder(settings)
    with Recorder(Path(record or settings.record), coder.key, wanted, settings.lock_wait) as writer:
        fresh = items if force else writer.fresh(items, settings.batch_size)
        for document, result in coded_in_order(fresh, coder, batch_size=settings.batch_size):
            failure = writer.take(document, result)
            if failure is not None and on_failure is not None:
                on_failure(failure)
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


LAYOUTS = ("text", "markdown", "html", "json")


def dossier(
    actors: Sequence[str],
    *,
    since: date | None = None,
    until: date | None = None,
    layout: str = "text",
    record: str | Path | None = None,
    sources: Iterable[str | Path] | None = None,
    published: date | None = None,
    coder: Codes | None = None,
    settings: Settings | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[str, int]:
    """Return the dossier on one or two actor codes, and how many documents failed.

    It is made from the record, or from ``sources``, which are coded for it and not kept.
    ``layout`` is one of LAYOUTS. Raises RecordError or UnreadableSource.
    """
    from entente.dossier.compose import compose
    from entente.dossier.rows import select
    from entente.store.incidents import with_incidents

    settings = settings or load_settings()
    failed: list[Failed] = []
    if sources is not None:
        items = _dated(_read_targets(sources, settings), published)
        coded = _only_coded(items, coder or _coder(settings), settings, failed)
        rows = select(with_incidents(list(coded)), actors, since, until)
    else:
        from entente.store import Record

        path = record or settings.record
        with Record.open(path, read_only=True, wait=settings.lock_wait) as opened:
            one, other = actors[0], actors[-1]
            coded = opened.coded_documents(
                between=(one, other) if one != other else None, actor=one, since=since, until=until
            )
            rows = select(coded, actors, since, until)
            coverage = opened.documents_by_day(since=since, until=until)
            rows = replace(rows, coverage=tuple(coverage.items()))
    made = compose(rows, actors=actors, period=(since, until), names=names or _known_names())
    return _written(made, layout), len(failed)


def _known_names() -> dict[str, str]:
    """Return the names of states and organisations by code, as the actor tables have them."""
    from entente import actors

    index = actors.load()
    return {code: one.name for table in (index.states, index.organisations) for code, one in table.items()}


def _only_coded(
    items: Iterable[Document | Any], coder: Codes, settings: Settings, failed: list[Failed]
) -> Iterator[CodedDocument]:
    for _, result in coded_in_order(items, coder, batch_size=settings.batch_size):
        if isinstance(result, CodedDocument):
            yield result
        else:
            failed.append(result)


def _written(made: Dossier, layout: str) -> str:
    if layout == "json":
        from entente.dossier.to_json import to_json

        return json.dumps(to_json(made), ensure_ascii=False, indent=2)
    if layout == "html":
        from entente.dossier.to_html import to_html

        return to_html(made)
    if layout == "markdown":
        from entente.dossier.to_markdown import to_markdown

        return to_markdown(made)
    from entente.dossier.to_text import to_text

    return to_text(made)


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


def _dated(items: Iterable[Document | Any], published: date | None) -> Iterator[Document | Any]:
    for item in items:
        undated = published is not None and isinstance(item, Document) and item.published is None
        yield replace(item, published=published) if undated else item


def _read_targets(targets: Iterable[str | Path], settings: Settings) -> Iterable[Document | Any]:
    from entente.sources import ReadOptions, read_targets

    options = ReadOptions(max_bytes=settings.max_document_bytes, timeout=settings.timeout)
    return read_targets(targets, options=options)


def _coder(settings: Settings) -> Codes:
    if settings.processes > 1:
        from entente.parallel import ParallelCoder

        return ParallelCoder(settings)
    from entente.coder import Coder

    return Coder(settings)
