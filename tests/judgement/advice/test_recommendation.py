from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import dataframely as dy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.judgement.advice import advice_rules, recommendation
from analysis.judgement.advice.advice_rules import Rule
from analysis.judgement.case import Case, CurrentPhase
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.verdict import Verdict
from analysis.settings import ClientSettings
from analysis.tables import Findings
from analysis.tables.findings import TOWARDS

WithFindings = Callable[..., dy.DataFrame[Findings]]
AS_OF = date(2026, 4, 26)
"""The last day of the empty case."""

SETTINGS: dict[str, dict[str, Any]] = {
    "beginner": {"training_since": date(2026, 1, 1)},
    "limited_time": {"days_per_week": 3, "minutes_per_session": 45},
    "power_sport": {"sport": "Beach volleyball"},
    "impressive_weights": {"goal": "strength"},
    "prefers_heavy": {"prefers": "heavy"},
    "appearance": {"goal": "size"},
    "joint_issues": {"joint_issues": ("knee",)},
    "longer_sessions": {"likes": ("variety",)},
    "conditioning": {"likes": ("conditioning",)},
    "prefers_high_reps": {"prefers": "high_reps"},
    "experienced": {"training_since": date(2024, 1, 1)},
    "both": {"goal": "both"},
}
"""The settings under which one rule alone fires."""
RULES = tuple(row["rule"] for row in csv.DictReader(
    resources.files("analysis.judgement.advice").joinpath("advice.csv").read_text("utf-8").splitlines()
))  # fmt: skip


def running(style: str, weeks: int) -> CurrentPhase:
    starts_on = date.fromordinal(AS_OF.toordinal() - 7 * weeks + 1)
    return CurrentPhase(style=style, starts_on=starts_on, as_of=AS_OF, ends_on=None, origin="log")


def fires_alone(name: str, case: Case, verdict_of: Callable[..., Verdict]) -> Case:
    """The case in which the rule fires and no other."""
    if name == "strength_plateau":
        judged = verdict_of(label="no worthwhile progress", weeks=9.0)
        return replace(case, current=running("strength", 9), verdict=judged)
    if name == "long_phase":
        return replace(case, current=running("hypertrophy", 13))
    return replace(case, client=ClientSettings.model_validate(SETTINGS.get(name, {})))


@pytest.mark.parametrize("name", RULES)
def test_every_rule_fires_alone_with_its_statement_word_for_word(
    name: str, empty_case: Case, with_findings: WithFindings, verdict_of: Callable[..., Verdict]
) -> None:
    [line] = [line for line in advice_rules.table() if line.rule == name]
    findings = with_findings(*([name] if name.startswith("never_") else []))
    advice = recommendation.of(fires_alone(name, empty_case, verdict_of), findings)
    [reason] = advice.reasons.iter_rows(named=True)
    assert reason["rule"] == name
    assert reason["says"] == line.says
    assert (reason["towards"], reason["points"]) == (line.towards, line.points)
    assert reason["because"]
    decided = line.towards if line.points >= 3 else "alternate"
    assert advice.outcome == decided
    assert advice.confidence == (0 if line.towards == "periodise" else line.points)


def test_the_table_is_that_of_the_science() -> None:
    points = {line.rule: (line.towards, line.points) for line in advice_rules.table()}
    assert points == {
        "beginner": ("strength", 2), "limited_time": ("strength", 2), "power_sport": ("strength", 2),
        "impressive_weights": ("strength", 3), "prefers_heavy": ("strength", 1), "never_heavy": ("strength", 2),
        "appearance": ("hypertrophy", 3), "joint_issues": ("hypertrophy", 2), "longer_sessions": ("hypertrophy", 1),
        "conditioning": ("hypertrophy", 1), "prefers_high_reps": ("hypertrophy", 1), "strength_plateau": ("hypertrophy", 2),
        "never_volume": ("hypertrophy", 2), "experienced": ("periodise", 2), "both": ("periodise", 2),
        "long_phase": ("periodise", 2),
    }  # fmt: skip
    assert set(advice_rules.WHEN) == set(points)
    assert all(line.says.endswith(".") and line.source for line in advice_rules.table())


def test_with_nothing_known_both_take_turns_and_nothing_is_claimed(
    empty_case: Case, with_findings: WithFindings
) -> None:
    advice = recommendation.of(empty_case, with_findings())
    assert (advice.outcome, advice.confidence, advice.cautions) == ("alternate", 0, ())
    assert advice.reasons.is_empty()
    assert "nothing known" in advice.says
    assert advice.closing.startswith("Either builds both")
    assert "Consistency beats optimisation" in advice.closing


@pytest.mark.parametrize(("settings", "outcome", "lead"), [
    ({"goal": "strength", "prefers": "heavy"}, "strength", 4),
    ({"goal": "size", "joint_issues": ("knee",)}, "hypertrophy", 5),
    ({"goal": "size", "days_per_week": 3, "minutes_per_session": 45}, "alternate", 1),
    ({"goal": "size", "training_since": date(2020, 1, 1)}, "hypertrophy", 3),
    ({"goal": "both", "goals": ("bench 100 kg",)}, "strength", 3),
    ({"goal": "both", "goals": ("bench 100 kg",), "training_since": date(2020, 1, 1)}, "alternate", 3),
])  # fmt: skip
def test_points_add_up_and_three_decide_unless_as_many_speak_for_alternating(
    settings: dict[str, Any], outcome: str, lead: float, empty_case: Case, with_findings: WithFindings
) -> None:
    case = replace(empty_case, client=ClientSettings.model_validate(settings))
    advice = recommendation.of(case, with_findings())
    assert (advice.outcome, advice.confidence) == (outcome, lead)


@settings(max_examples=40, deadline=None)
@given(fired=st.sets(st.sampled_from(RULES)))
def test_any_lines_that_fire_are_printed_and_added(fired: set[str]) -> None:
    lines = [line for line in advice_rules.table() if line.rule in fired]

    def total(towards: str) -> float:
        return sum(line.points for line in lines if line.towards == towards)

    lead = total("strength") - total("hypertrophy")
    outcome = recommendation._outcome(lead, total("periodise"), Thresholds())
    if outcome == "alternate":
        assert abs(lead) < 3 or abs(lead) <= total("periodise")
    else:
        assert (lead > 0) == (outcome == "strength")
        assert abs(lead) >= 3


@pytest.mark.parametrize(("sport", "goal", "fires"), [
    ("Rugby league", None, True), ("marathon", "sport", False), ("", "sport", True), ("chess", None, False),
    ("chess", "sport", True), ("", None, False),
])  # fmt: skip
def test_power_is_what_the_sport_needs(
    *, sport: str, goal: str | None, fires: bool, empty_case: Case, with_findings: WithFindings
) -> None:
    client = ClientSettings.model_validate({"sport": sport, "goal": goal})
    rules = recommendation.of(replace(empty_case, client=client), with_findings()).reasons["rule"]
    assert ("power_sport" in rules) == fires


def test_joints_and_time_limit_the_advice(empty_case: Case, with_findings: WithFindings) -> None:
    client = ClientSettings(joint_issues=("left shoulder",), days_per_week=3, minutes_per_session=45)
    joints, minutes, days = recommendation.of(replace(empty_case, client=client), with_findings()).cautions
    assert "at 80% of one-rep max or less" in joints
    assert "professional" in joints
    assert minutes.startswith("45 minutes a session: the article's hypertrophy session takes 60")
    assert days.startswith("3 days a week: the article's hypertrophy week has 4")


def test_the_coachs_cap_goes_into_the_caution(empty_case: Case, with_findings: WithFindings) -> None:
    numbers = type(empty_case.thresholds)({"advice.joint_pct": 70})
    case = replace(empty_case, client=ClientSettings(joint_issues=("hip",)), thresholds=numbers)
    assert "at 70% of one-rep max" in recommendation.of(case, with_findings()).cautions[0]


def test_a_warning_that_fired_is_told_with_its_evidence(
    empty_case: Case, with_findings: WithFindings
) -> None:
    [reason] = recommendation.of(empty_case, with_findings("never_heavy", "changing")).reasons.iter_rows(
        named=True
    )
    assert reason["because"] == "evidence of never_heavy"


def test_a_plateau_needs_eight_weeks(empty_case: Case, verdict_of: Callable[..., Verdict]) -> None:
    def because(weeks: float, label: str) -> str | None:
        judged = verdict_of(label=label, weeks=weeks)
        case = replace(empty_case, current=running("strength", 8), verdict=judged)
        return advice_rules.strength_plateau(case, Findings.create_empty())

    assert because(8.0, "going backwards")
    assert because(7.9, "going backwards") is None
    assert because(12.0, "can't tell yet") is None


def test_every_rule_speaks_for_something_there_is() -> None:
    assert {line.towards for line in advice_rules.table()} == set(TOWARDS)
    assert all(isinstance(line, Rule) for line in advice_rules.table())
