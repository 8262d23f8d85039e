"""Pieces of work that do not wait for each other, two at a time: polars, numpy and hashlib let go of Python as they work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

import polars as pl

AT_ONCE: Final = 2
"""A laptop has more cores, but memory for two pieces of a large file is what is to be had anywhere."""

T = TypeVar("T")
S = TypeVar("S")


def results(*works: Callable[[], T]) -> list[T]:
    """Return what each piece gives, in the order of the pieces; of those that raise, the first's error.

    >>> results(lambda: 1, lambda: 2, lambda: 3)
    [1, 2, 3]
    """
    with ThreadPoolExecutor(AT_ONCE - 1) as others:
        under_way = [others.submit(work) for work in works]
        # Who waits works too, from the last piece on: one thread fewer to start.
        for place in reversed(range(len(works))):
            if under_way[place].cancel():
                try:
                    under_way[place] = _done(works[place])
                except BaseException:  # Ctrl-C: what has not begun is not begun
                    others.shutdown(wait=False, cancel_futures=True)
                    raise
        return [each.result() for each in under_way]


def both(one: Callable[[], S], other: Callable[[], T]) -> tuple[S, T]:
    """Return what two pieces of different kinds give; of two that raise, the first's error.

    >>> both(lambda: 1, lambda: "a")
    (1, 'a')
    """
    with ThreadPoolExecutor(AT_ONCE - 1) as others:
        first = others.submit(one)
        second = _done(other)
        return first.result(), second.result()


def _done(work: Callable[[], T]) -> Future[T]:
    """What a piece gave, or the error that it raised, done here and now."""
    done: Future[T] = Future()
    try:
        done.set_result(work())
    except (Exception, pl.exceptions.PanicException) as err:  # noqa: BLE001 - raised where the result is asked for
        done.set_exception(err)
    return done
