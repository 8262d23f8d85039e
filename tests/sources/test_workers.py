"""Work done side by side gives what it gives one after the other."""

from __future__ import annotations

import threading

import polars as pl
import pytest

from analysis.sources import workers


def fails(with_: str) -> int:
    raise ValueError(with_)


def test_results_stand_in_the_order_of_the_works_whichever_ends_first() -> None:
    later = threading.Event()

    def waits() -> str:
        assert later.wait(timeout=30)
        return "first"

    def wakes() -> str:
        later.set()
        return "second"

    assert workers.results(waits, wakes, lambda: "third") == ["first", "second", "third"]


def test_of_two_that_fail_the_first_is_heard() -> None:
    with pytest.raises(ValueError, match="one"):
        workers.results(lambda: fails("one"), lambda: fails("two"))
    with pytest.raises(ValueError, match="one"):
        workers.both(lambda: fails("one"), lambda: fails("two"))


def test_each_piece_is_done_once() -> None:
    done: list[int] = []
    assert workers.results(*(lambda at=at: done.append(at) for at in range(50))) == [None] * 50
    assert sorted(done) == list(range(50))


def test_an_error_is_heard_before_a_panic_of_polars_in_a_later_piece() -> None:
    def panics() -> int:
        raise pl.exceptions.PanicException

    with pytest.raises(ValueError, match="one"):
        workers.both(lambda: fails("one"), panics)
    with pytest.raises(ValueError, match="one"):
        workers.results(lambda: fails("one"), panics)


def test_who_is_interrupted_begins_nothing_more() -> None:
    begun: list[int] = []
    go = threading.Event()

    def waits() -> None:
        assert go.wait(timeout=30)

    def interrupted() -> None:
        go.set()
        raise KeyboardInterrupt

    def begins() -> None:
        begun.append(1)

    with pytest.raises(KeyboardInterrupt):
        workers.results(waits, *[begins] * 5, interrupted)
    assert len(begun) <= 1
