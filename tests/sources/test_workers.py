"""Work done side by side gives what it gives one after the other."""

from __future__ import annotations

import threading

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
