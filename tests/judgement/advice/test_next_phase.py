from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.judgement.advice import next_phase
from analysis.judgement.advice.next_phase import NextPhase, decide
from analysis.judgement.advice.situation import Situation
from analysis.judgement.case import Case, CurrentPhase
from analysis.judgement.growth.table import WEAKEST_FIRST
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import Verdict
from analysis.settings import ClientSettings

FAILS, DOWN, NONE = "can't tell yet", "going backwards", "no worthwhile progress"


def after(**now: Any) -> NextPhase:
    usual: dict[str, Any] = {"style": "strength", "weeks": 8.0, "label": NONE}
    return decide(Situation(**usual | now), Thresholds())


@pytest.mark.parametrize(
    ("now", "action", "style"),
    [
        ({"hurts": ["knee pain"], "label": "working"}, "see a professional", None),
        ({"settle_on": "strength", "label": FAILS}, "settle", "strength"),
        ({"hurts": ["knee pain"], "settle_on": "strength"}, "see a professional", None),
        ({"style": "deload", "weeks": 0.5}, "stay", None),
        ({"weeks": 3.9, "label": DOWN}, "stay", None),
        ({"label": FAILS}, "stay", None),
        ({"label": FAILS, "weeks": 20.0}, "stay", None),
        ({"label": NONE, "why": "only one lift has sessions enough"}, "stay", None),
        ({"label": "mixed", "style": "hypertrophy", "weeks": 20.0}, "measure again", None),
        ({"label": "not working?", "style": "hypertrophy", "adherence_pct": 10.0}, "measure again", None),
        ({"label": "mixed", "weeks": 3.0}, "stay", None),
        ({"label": "weight gain, not training", "style": "hypertrophy", "weeks": 7.0}, "stay", None),
        ({"label": "weight gain, not training", "style": "hypertrophy"}, "rotate", "strength"),
        ({"label": DOWN}, "deload", None),
        ({"label": DOWN, "adherence_pct": 80.0}, "deload", None),
        ({"label": DOWN, "adherence_pct": 79.0}, "fix adherence", None),
        ({"label": "working", "weeks": 6.0}, "stay", None),
        ({"label": "probably working", "weeks": 12.0}, "stay", None),
        ({"label": "working", "weeks": 13.0}, "rotate", "hypertrophy"),
        ({"label": NONE, "weeks": 7.0}, "stay", None),
        ({"adherence_pct": 60.0}, "fix adherence", None),
        ({"low_muscles": ["quads"], "rir": 5.0}, "raise dose", None),
        ({"rir": 3.5}, "push effort", None),
        ({"rir": 3.0}, "rotate", "hypertrophy"),
        ({}, "rotate", "hypertrophy"),
        ({"before": "hypertrophy"}, "rotate", "combination"),
        ({"style": "hypertrophy"}, "rotate", "strength"),
        ({"style": "hypertrophy", "before": "strength"}, "rotate", "combination"),
        ({"style": "hypertrophy", "before": "combination"}, "rotate", "strength"),
        ({"style": "combination", "before": "hypertrophy"}, "rotate", "strength"),
        ({"style": "mixed"}, "rotate", "strength"),
    ],
)  # fmt: skip
def test_the_first_line_that_fits_decides(now: dict[str, Any], action: str, style: str | None) -> None:
    told = after(**now)
    assert (told.action, told.style) == (action, style)
    assert told.says.endswith(".")
    assert told.because


@settings(max_examples=200)
@given(
    label=st.sampled_from(WEAKEST_FIRST), weeks=st.floats(0.1, 60), why=st.sampled_from(["", "too few"]),
    style=st.sampled_from(["strength", "hypertrophy", "combination", "mixed", "endurance", "deload"]),
    adherence_pct=st.none() | st.floats(0, 100), rir=st.none() | st.floats(0, 6), before=st.sampled_from([None, "strength"]),
)  # fmt: skip
def test_style_is_never_changed_on_a_verdict_that_cannot_tell(**now: Any) -> None:
    told = after(**now)
    if now["label"] == FAILS or now["why"]:
        assert told.action == "stay"
    assert (told.style is not None) == (told.action == "rotate")
    if told.action == "rotate":
        assert told.style != now["style"]
        assert now["weeks"] >= 4


def test_the_weeks_to_decide_are_told() -> None:
    assert "About 5 further weeks" in after(label=FAILS, weeks_to_decide=5).says
    assert "About" not in after(label=FAILS, weeks_to_decide=None).says


def test_after_a_long_phase_a_change_may_be_planned_though_the_verdict_cannot_tell() -> None:
    told = after(label=FAILS, weeks=13.0, style="hypertrophy", before="strength", weeks_to_decide=15)
    assert told.action == "stay"
    assert "yours to plan: a combination of both comes next" in told.says
    assert "15" not in told.says
    assert (
        "yours to plan: deload from 2 November"
        in after(label=FAILS, weeks=13.0, planned="deload from 2 November").says
    )


@pytest.mark.parametrize("label", ["working", FAILS])
def test_a_planned_phase_that_ends_in_a_few_days_is_finished_and_the_next_one_told(label: str) -> None:
    told = after(label=label, weeks=12.0, ends="1 November", before="hypertrophy")
    assert (told.action, told.style) == ("stay", None)
    assert told.says == (
        "Finish the phase, which ends on 1 November; then plan the next phase:"
        " a combination of both comes next in the article's order."
    )
    planned = after(label=label, weeks=3.9, ends="1 November", planned="strength from 2 November")
    assert planned.says.endswith("then comes what is planned, strength from 2 November.")


def test_a_working_phase_of_eight_weeks_may_follow_the_plan() -> None:
    assert (
        "as planned: hypertrophy from 4 May 2026"
        in after(label="working", planned="hypertrophy from 4 May 2026").says
    )


@pytest.fixture
def phase() -> CurrentPhase:
    return CurrentPhase(
        style="combination", starts_on=date(2026, 2, 16), as_of=date(2026, 4, 26), ends_on=None, origin="log"
    )


def test_pain_comes_first_whatever_the_verdict(
    empty_case: Case, phase: CurrentPhase, verdict_of: Callable[..., Verdict]
) -> None:
    def action(*issues: str) -> str:
        client = ClientSettings(joint_issues=issues)
        return next_phase.of(replace(empty_case, client=client, current=phase, verdict=verdict_of())).action

    assert action("left knee", "shoulder") == "stay"
    assert action("left knee", "Shoulder PAIN since June") == "see a professional"
    assert action("herniated disc") == "see a professional"


def test_without_a_phase_one_is_to_be_started(empty_case: Case) -> None:
    assert next_phase.of(empty_case).action == "start"


def test_days_a_week_stand_in_for_a_plan(
    empty_case: Case, phase: CurrentPhase, verdict_of: Callable[..., Verdict]
) -> None:
    def action(days_per_week: int) -> str:
        client = ClientSettings(days_per_week=days_per_week)
        judged = verdict_of(label=DOWN, weeks=10.0)
        return next_phase.of(replace(empty_case, client=client, current=phase, verdict=judged)).action

    assert action(3) == "deload"
    assert action(5) == "fix adherence"


def test_what_was_done_is_told_with_its_name_and_never_rounded_to_what_is_enough() -> None:
    meant = "the sessions that 4 days a week make"
    told = after(label=DOWN, weeks=10.0, adherence_pct=79.5, adherence_of=meant)
    assert f"but only 79.5% of {meant} were done (enough from 80%)" in told.because
    assert told.says.startswith(f"First get {meant} done;")
    assert (
        "86% of the planned sessions were done" in after(label=DOWN, weeks=10.0, adherence_pct=86.0).because
    )


def test_priority_muscles_with_few_sets_are_named(
    empty_case: Case, phase: CurrentPhase, verdict_of: Callable[..., Verdict]
) -> None:
    judged = verdict_of(label=NONE, weeks=10.0)
    client = ClientSettings(priority_muscles=("Side delts", "quads"))
    told = next_phase.of(replace(empty_case, client=client, current=phase, verdict=judged))
    assert told.action == "raise dose"
    assert told.says == "Change one thing: 2 to 4 more sets a week for side delts."
