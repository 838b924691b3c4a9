"""Several coders side by side, each in a process of its own; results come back in order.

coder = ParallelCoder(Settings(processes=4))
for result in coder.code(documents): ...
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from typing import Any

from entente.errors import EntenteError
from entente.records import CodedDocument, Document
from entente.settings import Settings
from entente.sources.failure import Failure

AHEAD = 2  # batches that wait for each process, so that none is idle

Batch = list[CodedDocument | Failure]


class ParallelCoder:
    """Codes as :class:`entente.coder.Coder` does, in ``settings.processes`` processes.

    Each process loads the language model once and uses one thread, unless ``settings.threads`` says
    otherwise. ``make`` builds the coder of a process in the place of the real one.
    """

    def __init__(self, settings: Settings, *, make: Callable[[Settings], Any] | None = None) -> None:
        self.settings = replace(settings, threads=settings.threads or 1)
        self._make = make or _the_coder

    @property
    def key(self) -> str:
        """The key of the coder in each process."""
        return str(self._make(self.settings).key)

    def code(
        self, documents: Iterable[Document], *, batch_size: int | None = None
    ) -> Iterator[CodedDocument | Failure]:
        """Yield each document coded, or the failure that kept it from being coded, in input order.

        Raises EntenteError when a process dies.
        """
        size = batch_size or self.settings.batch_size
        pool = ProcessPoolExecutor(
            max_workers=self.settings.processes,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(self._make, self.settings),
        )
        try:
            yield from self._in_order(pool, iter(documents), size)
        except BrokenProcessPool as exc:
            raise EntenteError(
                f"found a coding process dead, one of {self.settings.processes}; expected it to finish. "
                "It may have run out of memory: use fewer --processes or a smaller --batch-size"
            ) from exc
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _in_order(
        self, pool: ProcessPoolExecutor, stream: Iterator[Document], size: int
    ) -> Iterator[CodedDocument | Failure]:
        waiting: deque[Future[Batch]] = deque()
        while batch := list(islice(stream, size)):
            waiting.append(pool.submit(_code, batch))
            while waiting and (waiting[0].done() or len(waiting) >= AHEAD * self.settings.processes):
                yield from waiting.popleft().result()
        for future in waiting:
            yield from future.result()


def _the_coder(settings: Settings) -> Any:
    from entente.coder import Coder

    return Coder(settings)


_coder: Any = None  # the coder of this process


def _start(make: Callable[[Settings], Any], settings: Settings) -> None:
    """Begin a process: Ctrl-C is the parent's business."""
    global _coder
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _coder = make(settings)


def _code(batch: list[Document]) -> Batch:
    return list(_coder.code(batch, batch_size=len(batch)))
