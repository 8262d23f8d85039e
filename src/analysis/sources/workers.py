"""Pieces of work that do not wait for each other, two at a time: polars, numpy and hashlib let go of Python as they work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

AT_ONCE: Final = 2
"""A laptop has more cores, but memory for two pieces of a large file is what is to be had anywhere."""

T = TypeVar("T")
S = TypeVar("S")


def results(*works: Callable[[], T]) -> list[T]:
    """Return what each piece gives, in the order of the pieces; of those that raise, the first's error.

    >>> results(lambda: 1, lambda: 2, lambda: 3)
    [1, 2, 3]
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way = [pool.submit(work) for work in works]
        return [each.result() for each in under_way]


def both(one: Callable[[], S], other: Callable[[], T]) -> tuple[S, T]:
    """Return what two pieces of different kinds give; of two that raise, the first's error.

    >>> both(lambda: 1, lambda: "a")
    (1, 'a')
    """
    with ThreadPoolExecutor(AT_ONCE) as pool:
        first, second = pool.submit(one), pool.submit(other)
        return first.result(), second.result()
