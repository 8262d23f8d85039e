from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analysis.judgement.case import Case, CurrentPhase, Log
from analysis.judgement.warnings.order import find


@pytest.mark.parametrize(("style", "inverted", "found"), [
    ("combination", True, True), ("combination", False, False), ("hypertrophy", True, False),
])  # fmt: skip
def test_isolation_before_heavy_lifts_is_told_in_a_combination_phase(
    *, style: str, inverted: bool, found: bool, trained: Callable[..., Log], case_of: Callable[..., Case], done: Any
) -> None:  # fmt: skip
    def session(_week: int, _place: int) -> Any:
        heavy = [done("back_squat_barbell", 5, 5, 100.0), done("bench_press_barbell", 4, 5, 75.0)]
        light = [done("leg_extension_machine", 4, 12, 50.0), done("lateral_raise_dumbbell", 4, 15, 8.0)]
        return [*light, *heavy] if inverted else [*heavy, *light]

    log = trained(session)
    running = CurrentPhase(
        style=style, starts_on=date(2026, 1, 5), as_of=log.as_of, ends_on=None, origin="log"
    )
    findings = find(case_of(log, current=running))
    assert bool(findings) == found
    if found:
        assert findings[0].says == (
            "In 36 of 36 sessions with both heavy lifts and lighter or isolation work, the heavy lifts mostly come after it"
            " and suffer from it."
        )
        assert findings[0].evidence == "36 of 36 sessions with both kinds of work: 100% (flagged from 50%)."


def test_without_a_phase_nothing_is_told(
    trained: Callable[..., Log], case_of: Callable[..., Case], sessions_of: Any
) -> None:
    assert not find(case_of(trained(sessions_of["both"])))
