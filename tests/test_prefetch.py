"""What is made ahead comes back in order, and problems come where they belong."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from entente.prefetch import prefetched


def test_results_come_in_the_order_of_the_items() -> None:
    made = [(item, future.result()) for item, future in prefetched(range(20), lambda item: item * item, 3)]
    assert made == [(item, item * item) for item in range(20)]


def test_at_most_so_many_items_are_taken_ahead() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(10):
            taken.append(item)
            yield item

    stream = prefetched(items(), str, 2)
    next(stream)
    assert taken == [0, 1, 2]
    stream.close()  # type: ignore[attr-defined]
    assert not any(thread.name.startswith("prefetch") for thread in threading.enumerate())


def test_what_cannot_be_made_is_told_by_its_own_item() -> None:
    results = []
    for item, future in prefetched([1, 0, 2], lambda item: 2 // item, 1):
        results.append((item, future.exception() or future.result()))
    assert [type(result) for _, result in results] == [int, ZeroDivisionError, int]


def test_a_problem_of_the_items_comes_after_what_was_taken_before() -> None:
    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise OSError("the file is gone")

    stream = prefetched(items(), str, 4)
    assert [next(stream)[0], next(stream)[0]] == [1, 2]
    with pytest.raises(OSError, match="gone"):
        next(stream)
