from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Literal

import polars as pl
import pytest

from analysis.judgement.advice import situation
from analysis.judgement.case import Case, CurrentPhase, Log
from analysis.judgement.verdict import Verdict
from analysis.settings import ClientSettings
from analysis.tables import Phases


@pytest.mark.parametrize(("origin", "before"), [("plan", "combination"), ("log", "strength")])
def test_the_phase_before_is_that_of_the_plan_or_of_the_log_as_the_phase_itself_is(
    *,
    origin: Literal["plan", "log"],
    before: str,
    trained: Callable[..., Log],
    case_of: Callable[..., Case],
    verdict_of: Callable[..., Verdict],
    sessions_of: Any,
) -> None:
    """A combination was planned, strength was trained."""
    planned = {"style": "combination", "starts_on": "2026-01-05", "weeks": 4}
    log = trained(sessions_of["heavy"], client=ClientSettings.model_validate({"phase": [planned]}))
    found = {
        "phase": 1, "starts_on": date(2026, 1, 5), "ends_on": date(2026, 2, 1), "weeks": 4, "trained_weeks": 4,
        "deload_weeks": 0, "gap_weeks": 0, "label": "strength", "p_label": 0.9, "style": 0.7, "style_sd": 0.1,
        "undulating": False, "after_layoff": False,
    }  # fmt: skip
    running = CurrentPhase(
        style="hypertrophy", starts_on=date(2026, 2, 2), as_of=log.as_of, ends_on=None, origin=origin
    )
    phases = Phases.validate(pl.DataFrame([found]), cast=True)
    now = situation.of(case_of(log, phases=phases, current=running, verdict=verdict_of()))
    assert now is not None
    assert now.before == before
