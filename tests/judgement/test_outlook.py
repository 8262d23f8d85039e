"""How much longer it takes until a verdict is settled, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from analysis.judgement import outlook
from analysis.judgement.growth.dose import Dose
from analysis.judgement.growth.measurements import Measurements
from analysis.judgement.growth.performance import Performance
from analysis.judgement.rate.labels import Label
from analysis.judgement.verdict import Growth, Verdict

MONDAY, LAST = date(2026, 1, 5), date(2026, 3, 1)


def said(found: Verdict, *, ended: bool = False) -> str:
    return outlook.sentence(found, ended=ended, most_weeks=16)


@pytest.mark.parametrize(
    ("ended", "weeks", "says"),
    [
        (False, 5, "About 5 further weeks of the same training would probably settle it."),
        (True, 1, "About 1 further week of the same training would probably have settled it."),
        (False, None, "To settle it would take more than 16 further weeks of the same training."),
        (True, None, "To settle it would have taken more than 16 further weeks of the same training."),
    ],
)
def test_what_would_settle_it_is_said_of_a_phase_that_runs_and_of_one_that_is_over(
    weeks: int | None, says: str, *, ended: bool
) -> None:
    found = Verdict(
        label="can't tell yet", why="", starts_on=MONDAY, ends_on=LAST, weeks=8.0, delta_pct_per_month=0.75,
        p_improving=0.8, p_worthwhile=0.5, rate_pct_per_month=0.9, rate_low=-0.5, rate_high=2.3, weeks_to_decide=weeks,
        lifts=(), covered_share=None,
    )  # fmt: skip
    assert said(found, ended=ended) == says
    assert said(replace(found, label="working"), ended=ended) == ""
    unknown = replace(found, rate_pct_per_month=None, weeks_to_decide=None)
    assert said(unknown, ended=ended) == ""


def _growing(label: Label, rate: float | None) -> Growth:
    return Growth(
        label="can't tell yet", says="", why="", performance=Performance(label=label, why="", rate_pct_per_month=rate),
        dose=Dose(label="adequate", says="", muscles=(), rir=None, done_pct=None),
        measurements=Measurements(label="none", says=""), delta_pct_per_month=0.75, priority=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("style", "strength", "growth", "weeks", "says"),
    [
        ("hypertrophy", None, 1.0, 5, "About 5 further weeks of the same training would probably settle it."),
        ("hypertrophy", None, 1.0, None, "To settle it would take more than 16 further weeks of the same training."),
        ("hypertrophy", 1.0, None, None, ""),
        ("combination", 1.0, None, None, "To settle it would take more than 16 further weeks of the same training."),
        ("combination", None, None, None, ""),
    ],
)  # fmt: skip
def test_what_would_settle_it_is_asked_of_the_streams_that_the_headline_is_read_from(
    style: str, strength: float | None, growth: float | None, weeks: int | None, says: str
) -> None:
    found = Verdict(
        label="can't tell yet", why="", starts_on=MONDAY, ends_on=LAST, weeks=8.0, delta_pct_per_month=0.75,
        p_improving=None, p_worthwhile=None, rate_pct_per_month=strength, rate_low=None, rate_high=None,
        weeks_to_decide=weeks, lifts=(), covered_share=None, style=style, growth=_growing("can't tell yet", growth),
    )  # fmt: skip
    assert said(found) == says
    told = replace(found, strength_label="no worthwhile progress", growth=_growing("working", 1.0))
    assert said(replace(told, weeks_to_decide=None)) == ""
