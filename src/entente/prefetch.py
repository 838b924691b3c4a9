"""Work done ahead in a thread of its own, results in order.

for document, future in prefetched(documents, parse, 4):
    use(future.result())
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

SWITCH = 0.0005  # seconds until a thread that waits for the interpreter gets it; 5 ms starve the encoder
Item = TypeVar("Item")
Made = TypeVar("Made")


def prefetched(
    items: Iterable[Item], make: Callable[[Item], Made], ahead: int
) -> Iterator[tuple[Item, Future[Made]]]:
    """Yield each item with what is made of it, while at most ``ahead`` of the next are being made.

    One thread makes them, in order. What ``make`` raises is raised by the future of its item; what the
    items raise comes after all that were taken before.
    """
    waiting: deque[tuple[Item, Future[Made]]] = deque()
    stream = iter(items)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(min(interval, SWITCH))
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="prefetch")
    try:
        while True:
            try:
                item = next(stream)
            except Exception as problem:
                yield from waiting
                if isinstance(problem, StopIteration):
                    return
                raise
            waiting.append((item, pool.submit(make, item)))
            if len(waiting) > ahead:
                yield waiting.popleft()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        sys.setswitchinterval(interval)
