"""What a phase is called by: its own goal, the other side for information."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, get_args

import pytest

from analysis.judgement import headline, verdict
from analysis.judgement.advice import next_phase
from analysis.judgement.case import CurrentPhase, Log
from analysis.judgement.course import Course
from analysis.judgement.growth import table
from analysis.judgement.growth.table import GrowthLabel
from analysis.judgement.headline import Side
from analysis.judgement.rate.labels import LABELS, Label
from analysis.judgement.verdict import Verdict

W, P, CANT, F, B = (
    "working",
    "probably working",
    "can't tell yet",
    "no worthwhile progress",
    "going backwards",
)


@pytest.mark.parametrize("style", ["strength", "mixed", "endurance", "deload"])
def test_any_other_phase_is_called_by_its_lifts(style: str) -> None:
    for strength, growth in product(get_args(Label), table.WEAKEST_FIRST):
        assert headline.label(style, strength, growth, holding=True) == strength


def test_a_phase_of_hypertrophy_is_called_by_growth() -> None:
    for strength, growth in product(get_args(Label), table.WEAKEST_FIRST):
        assert headline.label("hypertrophy", strength, growth, holding=False) == growth


@pytest.mark.parametrize(("strength", "holding", "growth", "called"), [
    (W, True, W, W), (P, True, W, W), (F, True, W, W), (F, False, W, CANT), (CANT, True, W, W), (CANT, False, W, CANT), (B, False, W, B),
    (W, True, "mixed", "mixed"), (CANT, False, F, F), (B, False, F, B), (W, True, "not working?", "not working?"),
])  # fmt: skip
def test_a_combination_is_called_by_its_weaker_side_where_strength_must_hold(
    strength: Label, growth: GrowthLabel, called: GrowthLabel, *, holding: bool
) -> None:
    assert headline.label("combination", strength, growth, holding=holding) == called


@pytest.mark.parametrize(("style", "strength", "growth", "weeks"), [
    ("strength", (CANT, 3), (CANT, 9), 3), ("hypertrophy", (CANT, 3), (CANT, 9), 9),
    ("combination", (CANT, 3), (CANT, 9), 9), ("combination", (CANT, 9), (CANT, 3), 9),
    ("combination", (W, None), (CANT, 9), 9), ("combination", (W, 12), (CANT, 9), 9), ("combination", (CANT, 4), (P, None), 4),
    ("combination", (CANT, None), (CANT, 3), None), ("combination", (CANT, 3), (CANT, None), None),
    ("combination", (CANT, None), (CANT, None), None),
])  # fmt: skip
def test_the_weeks_to_decide_are_those_of_what_decides(
    style: str,
    strength: tuple[GrowthLabel, int | None],
    growth: tuple[GrowthLabel, int | None],
    weeks: int | None,
) -> None:
    """Where one side of a combination may not be told in 16 weeks, the other's three weeks promise nothing."""
    sides = Side(*strength), Side(*growth)
    assert headline.weeks_to_decide(style, "can't tell yet", *sides) == weeks
    assert headline.weeks_to_decide(style, "working", *sides) is None


@pytest.fixture(scope="module")
def judged(trained: Callable[..., Log], sessions_of: dict[str, Any]) -> Callable[[str], Verdict]:
    """The verdict on twelve weeks of light days that go up, called a phase of some style."""
    log = trained(sessions_of["light"], weeks=12)

    def of(style: str) -> Verdict:
        phase = CurrentPhase(
            style=style, starts_on=date(2026, 1, 5), as_of=log.as_of, ends_on=None, origin="log"
        )
        return verdict.of(
            log.lift_sessions, log.graded, phase, main_lifts=log.main_lifts, client=log.client, body=log.body,
            thresholds=log.thresholds,
        )  # fmt: skip

    return of


def test_the_same_log_is_called_by_the_style_it_is_judged_as(judged: Callable[[str], Verdict]) -> None:
    strength, size, both = (judged(style) for style in ("strength", "hypertrophy", "combination"))
    assert strength.growth == size.growth == both.growth
    assert strength.growth is not None
    assert strength.strength_label == size.strength_label == strength.label
    assert size.label == strength.growth.label
    assert both.label == table.weaker(strength.growth.label, "working")
    assert (strength.rate_pct_per_month, strength.lifts) == (size.rate_pct_per_month, size.lifts)


def test_no_headline_stands_without_numbers_and_each_names_its_side(judged: Callable[[str], Verdict]) -> None:
    strength, size, both = (judged(style) for style in ("strength", "hypertrophy", "combination"))
    assert verdict.headline(strength).startswith("Strength in this phase: ")
    assert verdict.headline(size).startswith("Growth in this phase: ")
    assert verdict.headline(both).startswith("Strength and growth in this phase: ")
    for each in (strength, size, both):
        assert "(90%: " in verdict.sentence(each)
    assert verdict.beside(strength).startswith("Growth, for information: ")
    assert verdict.beside(size).startswith("Strength on the main lifts, for information: ")
    assert verdict.beside(both) == ""


def test_a_phase_of_three_weeks_is_not_judged_whatever_the_tape_says(
    trained: Callable[..., Log], sessions_of: dict[str, Any]
) -> None:
    log = trained(sessions_of["light"], weeks=3)
    phase = CurrentPhase(
        style="hypertrophy", starts_on=date(2026, 1, 5), as_of=log.as_of, ends_on=None, origin="log"
    )
    found = verdict.of(
        log.lift_sessions, log.graded, phase, main_lifts=log.main_lifts, client=log.client, body=log.body, thresholds=log.thresholds
    )  # fmt: skip
    assert found.label == "can't tell yet"
    assert found.why == "Only 3 weeks of this phase so far; a verdict takes 4."
    assert "only 3 weeks of this phase so far" in verdict.headline(found)


@pytest.mark.parametrize(("pct_a_week", "every", "called"), [(2.0, 4, CANT), (2.0, 1, P), (-2.0, 4, B)])
def test_a_combination_whose_lifts_are_too_few_is_not_held_to_hold(
    trained: Callable[..., Log], done: type[Any], pct_a_week: float, every: int, called: GrowthLabel
) -> None:
    """Fourteens tell of growth; a bench press done five times passes no gate, however it rises."""

    def session(week: int, place: int) -> list[Any]:
        grown, rising = (1 + pct / 100 * (week + place / 3) for pct in (pct_a_week, 2.0))
        light = [
            done("leg_press_machine", 4, 14, 150 * grown, 1.0),
            done("lat_pulldown_cable", 4, 14, 55 * grown, 1.0),
        ]
        heavy = [done("bench_press_barbell", 3, 5, 80.0 * rising, 2.0)]
        return light + heavy * ((3 * week + place) % every == 0)

    log = trained(session, weeks=6)
    phase = CurrentPhase(
        style="combination", starts_on=date(2026, 1, 5), as_of=log.as_of, ends_on=log.as_of, origin="plan"
    )
    found = verdict.of(
        log.lift_sessions, log.graded, phase, main_lifts=["bench_press_barbell"], client=log.client, body=log.body,
        thresholds=log.thresholds,
    )  # fmt: skip
    assert found.label == called
    assert bool(found.why) == (called == CANT)
    assert bool(found.strength_why) == (every > 1)


def test_priyas_block_of_four_weeks_is_judged_though_the_month_ends_a_day_before_it(
    sample: Callable[..., Course],
) -> None:
    found = sample("priya-block").case.verdict
    assert found is not None
    assert (found.weeks, found.final, found.strength_why) == (4.0, True, "")
    assert found.label == "probably working"


def test_sarahs_growth_is_found_in_lifts_and_tape_and_her_waist_is_not(sample: Callable[..., Course]) -> None:
    """True: lifts +2.17% a month; hips and thighs up, waist not; the hips do not show it by themselves. Her side delts get four sets and a half a week."""
    found = sample("sarah-switch").case.verdict
    assert found is not None
    assert found.growth is not None
    lifts, tape = found.growth.performance, found.growth.measurements
    assert lifts.label in {W, P}
    assert lifts.rate_low is not None
    assert lifts.rate_high is not None
    assert lifts.rate_low < 2.17 < lifts.rate_high
    assert tape.label == "up"
    assert {each.site for each in tape.girths} == {"hips", "thigh"}
    assert tape.confirmed_by == ("thigh",)
    assert tape.p_fat is not None
    assert tape.p_fat < 0.1
    assert (found.label, found.growth.dose.label) == ("working", "adequate")
    assert found.final  # her last planned session is done, though her phase ends on the Sunday after
    assert "side delts under 10 hard sets in 12 of 12 weeks" in found.growth.dose.says
    assert "dose is low" not in found.growth.says


def test_nadias_dose_is_low_and_her_true_rate_lies_in_the_interval(sample: Callable[..., Course]) -> None:
    found = sample("nadia-machines").case.verdict
    assert found is not None
    assert found.growth is not None
    lifts = found.growth.performance
    assert lifts.rate_low is not None
    assert lifts.rate_high is not None
    assert lifts.rate_low < 1.09 < lifts.rate_high
    assert found.growth.dose.label == "low"
    assert found.label in {CANT, P}
    assert found.label in LABELS


def test_what_to_measure_is_part_of_the_advice(sample: Callable[..., Course]) -> None:
    case = sample("nadia-machines").case
    assert case.current is not None
    assert case.verdict is not None
    assert case.verdict.growth is not None
    told = case.verdict.growth.measurements.says
    assert told.startswith("Tape the ")
    running = replace(case.current, starts_on=date(2026, 9, 1), ends_on=None)
    assert told in next_phase.of(replace(case, current=running)).says
