from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import dataframely as dy
import numpy as np
import polars as pl
import pytest

from analysis.judgement.rate import rates
from analysis.judgement.rate.rates import Fit
from analysis.judgement.thresholds import Thresholds
from analysis.tables import GradedSets, LiftSessions

START = date(2026, 1, 5)
NUMBERS = Thresholds()


def session(day: int, log_e1rm: float | None, lift: str = "squat", **changed: Any) -> dict[str, Any]:
    on = START + timedelta(days=day)
    valued = log_e1rm is not None
    return {
        "lift": lift, "session": f"{on}", "performed_at": datetime(on.year, on.month, on.day), "performed_on": on,
        "e1rm_kg": float(np.exp(log_e1rm)) if log_e1rm is not None else None, "log_e1rm": log_e1rm,
        "log_e1rm_var": 0.0004 if valued else None, "tested": False, "curve_share": 0.13 if valued else None,
        "effort_sd": 0.03 if valued else None, "best_set_kg": None, "top_load_kg": None, "top_reps": None, "work_sets": 3,
        "hard_sets": 3.0, "tonnage_kg": 0.0, "rir_logged_share": 1.0, **changed,
    }  # fmt: skip


def frame(rows: Sequence[dict[str, Any]]) -> dy.DataFrame[LiftSessions]:
    schema = {name: column.dtype for name, column in LiftSessions.columns().items()}
    return LiftSessions.validate(pl.DataFrame(list(rows), schema=schema, orient="row"))


def graded(days: Sequence[int]) -> dy.DataFrame[GradedSets]:
    """A set of something else on each of these days: they were trained."""
    dates = [START + timedelta(days=day) for day in days]
    rows = [
        {
            "session": f"{on}", "performed_at": datetime(on.year, on.month, on.day), "performed_on": on, "week": on,
            "lift": "curl", "set_number": 1, "kind": "work", "warm_up_inferred": False, "is_work": True, "hard": 1.0,
            "source": "f", "source_line": 1,
        }
        for on in dates
    ]  # fmt: skip
    schema = {name: column.dtype for name, column in GradedSets.columns().items()}
    return GradedSets.validate(pl.DataFrame(rows, schema=schema, orient="row"))


def counted(rows: Sequence[dict[str, Any]], days: Sequence[int] = (), **given: Any) -> list[int]:
    """Days of the sessions that count in the first hundred."""
    trained = sorted({*days, *((row["performed_on"] - START).days for row in rows)})
    keywords: dict[str, Any] = {
        "starts_on": START,
        "as_of": START + timedelta(days=100),
        "thresholds": NUMBERS,
    }
    found = rates.counted(frame(rows), graded(trained), **(keywords | given))
    return [(on - START).days for on in found.sessions["performed_on"]]


def test_sessions_without_a_value_or_outside_the_span_do_not_count() -> None:
    rows = [session(-1, 4.0), session(0, 4.0), session(3, None), session(7, 4.0), session(101, 4.0)]
    assert counted(rows, days=range(110)) == [0, 7]


def test_ten_days_off_make_a_break_and_nine_do_not() -> None:
    """Days 1 to 9 off, then 11 to 20: the session of day 10 counts, that of day 21 does not."""
    assert counted([session(0, 4.0), session(10, 4.0), session(21, 4.0), session(23, 4.0)]) == [0, 10, 23]


def test_a_lift_that_rested_while_others_were_trained_had_no_break() -> None:
    assert counted([session(0, 4.0), session(30, 4.0)], days=range(0, 31, 5)) == [0, 30]


def test_a_break_before_the_span_is_seen() -> None:
    assert counted([session(2, 4.0), session(4, 4.0)], days=[-30, -20, -12]) == [4]


def test_a_maximum_tested_after_a_break_counts() -> None:
    assert counted([session(0, 4.0), session(30, 4.0, tested=True)]) == [0, 30]


def test_a_maximum_tested_in_a_deload_counts() -> None:
    rows = [session(0, 4.0), session(7, 4.0), session(9, 4.0, tested=True)]
    assert counted(rows, deload_weeks=[START + timedelta(days=7)]) == [0, 9]


def test_the_design_of_a_log_by_hand() -> None:
    rows = [
        session(0, 4.0, curve_share=0.10, log_e1rm_var=0.0002, rir_logged_share=1.0),
        session(7, 4.1, curve_share=0.20, log_e1rm_var=0.0004, rir_logged_share=0.5),
        session(7, 5.0, lift="bench", curve_share=0.30, log_e1rm_var=0.0008, rir_logged_share=None),
    ]
    design = rates.fitted(frame(rows), ["squat", "bench"]).design
    by_day = sorted(
        zip(
            *(vector.round(6).tolist() for vector in (design.lift, design.day - design.day.min(), design.rep_term, design.relative_variance, design.drift)),
            strict=True,
        )
    )  # fmt: skip
    assert by_day == [(0, 0, -0.05, 0.5, 0.0), (0, 7, 0.05, 1.0, 0.015), (1, 7, 0.0, 2.0, 0.03)]


def switched(shares: tuple[float, float], after: float) -> Fit:
    """Two lifts, flat but for a step half way, where the rep range changes too."""
    random = np.random.default_rng(1)
    rows = [
        session(day, 4.0 + (after if day >= 28 else 0.0) + 0.004 * random.normal(), lift=lift, curve_share=shares[day >= 28])
        for day in range(0, 56, 3) for lift in ("squat", "bench")
    ]  # fmt: skip
    return rates.fitted(frame(rows), ["squat", "bench"])


def test_a_step_that_comes_with_another_rep_range_is_no_progress() -> None:
    """3% up where fives turn to tens may be the lifter's curve: less sure than 3% in the same rep range."""
    same, other = switched((0.13, 0.13), 0.03), switched((0.13, 0.23), 0.03)
    assert other.rate.probability_above(0.0) < same.rate.probability_above(0.0) - 0.05
    assert other.rate.mean < 0.75 * same.rate.mean


def test_a_month_is_a_mean_month() -> None:
    """1% a week is 4.348% a mean month of 30.4375 days."""
    rows = [session(day, 4.0 + 0.01 * day / 7, log_e1rm_var=0.0001) for day in range(0, 112, 3)]
    assert rates.fitted(frame(rows), ["squat"]).rate.mean == pytest.approx(4.348, rel=0.03)


def test_lifts_are_listed_by_sessions_and_need_their_span() -> None:
    rows = [
        *(session(day, 4.0) for day in range(0, 30, 5)),
        *(session(day, 4.0, lift="bench") for day in range(0, 30, 3)),
        *(session(day, 4.0, lift="row") for day in range(10)),
    ]
    found = rates.counted(
        frame(rows), graded(range(30)), starts_on=START, as_of=START + timedelta(days=60), thresholds=NUMBERS
    )
    assert found.trained(sessions=4, days=14) == ["bench", "squat"]
    assert found.trained(sessions=4, days=5) == ["bench", "row", "squat"]
    assert found.trained(sessions=8, days=5) == ["bench", "row"]


def test_each_lifts_rate_is_told_with_its_probabilities() -> None:
    rows = [session(day, 4.0 + 0.005 * day / 7) for day in range(0, 84, 4)]
    (found,) = rates.lift_rates(rates.fitted(frame(rows), ["squat"]), ["squat"], delta_pct_per_month=0.75)
    assert (found.lift, found.sessions, found.judged) == ("squat", 21, True)
    assert found.weeks == pytest.approx(80 / 7)
    assert found.rate_low < found.rate_pct_per_month < found.rate_high
    assert found.half_width == pytest.approx((found.rate_high - found.rate_low) / 2)
    assert 0.5 < found.p_worthwhile < found.p_improving < 1


def shifted(reps_later: float) -> Fit:
    """Twelve weeks of fives, or fives and then so many reps from half way, flat."""
    share = {reps: 0.0333 * (reps - 1) / (1 + 0.0333 * (reps - 1)) for reps in (5.0, reps_later)}
    rows = [
        session(7 * week + day, 4.6, curve_share=share[5.0 if week < 6 else reps_later])
        for week in range(12) for day in (0, 3)
    ]  # fmt: skip
    return rates.fitted(frame(rows), ["squat"])


def test_a_change_of_rep_range_calls_for_the_stricter_rule() -> None:
    """From fives to tens z rises by 0.113; a line through a step is about half as steep again; a curve one SD off is 0.28 of that."""
    assert shifted(5.0).rep_shift_pct == pytest.approx(0.0, abs=1e-9)
    assert shifted(10.0).rep_shift_pct == pytest.approx(100 * 0.28 * 1.5 * 0.113, rel=0.06)
    assert shifted(6.0).may_be_final(NUMBERS)
    assert not shifted(10.0).may_be_final(NUMBERS)
