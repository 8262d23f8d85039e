from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl

from analysis.judgement.case import Case, CurrentPhase, Log
from analysis.judgement.warnings.changing import find
from analysis.tables import Phases

MakeLog = Callable[..., Log]
MakeCase = Callable[..., Case]
FIRST = date(2026, 1, 5)


def phases(
    labels: Sequence[tuple[str, int]], *, undulating: bool = False, after_layoff: bool = False
) -> dy.DataFrame[Phases]:
    """Phases one after the other, of so many weeks."""
    rows: list[dict[str, Any]] = []
    start = FIRST
    for place, (label, weeks) in enumerate(labels, start=1):
        end = start + timedelta(weeks=weeks, days=-1)
        rows.append({
            "phase": place, "starts_on": start, "ends_on": end, "weeks": weeks, "trained_weeks": weeks, "deload_weeks": 0,
            "gap_weeks": 0, "label": label, "p_label": 1.0, "style": 0.0, "style_sd": 0.1, "undulating": undulating,
            "after_layoff": after_layoff and place > 1,
        })  # fmt: skip
        start = end + timedelta(days=1)
    return Phases.validate(pl.DataFrame(rows, schema={n: c.dtype for n, c in Phases.columns().items()}))


def test_heavy_and_light_days_in_one_week_are_not_flagged(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    def session(week: int, place: int) -> Any:
        return sessions_of["heavy" if place % 2 else "light"](week, place)

    assert not find(case_of(trained(session)))


def test_weeks_of_a_phase_that_undulates_on_purpose_do_not_count(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    log = trained(sessions_of["jumps"])
    assert find(case_of(log))
    assert not find(case_of(log, phases=phases([("combination", 12)], undulating=True)))


def test_two_blocks_of_four_weeks_are_not_flagged(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    def session(week: int, place: int) -> Any:
        return sessions_of["heavy" if week % 8 < 4 else "light"](week, place)

    found = phases([("strength", 4), ("hypertrophy", 4), ("strength", 4), ("hypertrophy", 4)])
    assert not find(case_of(trained(session, weeks=16), phases=found))


def test_a_change_every_other_week_is_flagged(trained: MakeLog, case_of: MakeCase, sessions_of: Any) -> None:
    def session(week: int, place: int) -> Any:
        return sessions_of["heavy" if week % 4 < 2 else "light"](week, place)

    [finding] = find(case_of(trained(session)))
    assert "3 changes of style in 8 trained weeks" in finding.evidence
    assert finding.behind["week"].n_unique() == 8


SHORT = (("strength", 3), ("combination", 3), ("hypertrophy", 3), ("combination", 8))


def test_three_completed_phases_of_three_weeks_are_flagged(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    log = trained(sessions_of["both"], weeks=17)
    [finding] = find(case_of(log, phases=phases(SHORT)))
    assert "strength 3, combination 3, hypertrophy 3" in finding.evidence


def test_short_phases_that_layoffs_ended_are_not(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    log = trained(sessions_of["both"], weeks=17)
    assert not find(case_of(log, phases=phases(SHORT, after_layoff=True)))


def test_short_phases_that_the_plan_sets_are_not(
    trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    log = trained(sessions_of["both"], weeks=17)
    planned = CurrentPhase(
        style="combination", starts_on=FIRST, as_of=log.as_of, ends_on=log.as_of, origin="plan"
    )
    assert not find(case_of(log, phases=phases(SHORT), current=planned))
