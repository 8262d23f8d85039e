"""The simulated athletes: enough of each kind, and each with luck of their own."""

from __future__ import annotations

import numpy as np

from analysis.reports.calibration import brief, cells
from analysis.reports.calibration.brief import Params


def test_every_cell_has_a_key_of_its_own() -> None:
    keys = [(cell.group, cell.name, cell.athlete) for cell in brief.all_cells()]
    assert len(set(keys)) == len(keys)


def test_no_two_cells_share_their_luck() -> None:
    draws = [cell.random(5).normal() for cell in brief.all_cells()]
    assert len(set(draws)) == len(draws)


def test_the_same_seed_gives_the_same_athletes_and_another_gives_others() -> None:
    cell = cells.lengths()[0]
    once, again, other = (brief.tried(cell, 3, seed)[0] for seed in (1, 1, 2))
    assert once == again
    assert [row["truth"] for row in once] != [row["truth"] for row in other]


def test_more_athletes_are_the_same_ones_and_further_ones() -> None:
    cell = cells.drawn()[0]
    assert brief.tried(cell, 4, 1)[0][:2] == brief.tried(cell, 2, 1)[0]


def test_drawn_rates_lie_about_zero() -> None:
    rates = [athlete.pct_per_month for athlete, _ in cells.drawn()[0].athletes(2000, seed=1)]
    assert abs(np.mean(rates)) < 0.15
    assert abs(np.std(rates) - cells.RATES_DRAWN_SD) < 0.1


def test_what_was_asked_for_is_tried() -> None:
    told = {(cell.athlete.weeks, cell.athlete.pct_per_month) for cell in cells.lengths()}
    assert {weeks for weeks, _ in told} == {4, 6, 8, 10, 12, 16}
    assert {rate for _, rate in told} == {-2.0, 0.0, 1.0, 2.0, 3.0, 4.0}
    varied = cells.varied()
    assert {cell.athlete.lifts for cell in varied} == {1, 2, 3, 4, 5}
    assert {cell.athlete.sessions_per_week for cell in varied} == {1, 2, 3}
    stress = next(cell.athlete for cell in varied if cell.name == cells.STRESS)
    assert (stress.readiness_sd, stress.readiness_days) == (0.025, 25.0)


def test_two_processes_give_what_one_gives() -> None:
    chosen = [cells.lengths()[1], cells.varied()[0]]
    told: list[str] = []
    one = brief.judged(chosen, Params(athletes=2, workers=1), told=told.append)
    two = brief.judged(chosen, Params(athletes=2, workers=2))
    assert one.judged.equals(two.judged)
    assert one.scored.equals(two.scored)
    assert told == ["1 of 2: 4 weeks, base case at 0%", "2 of 2: 8 weeks, readiness 2.5% over 25 days at 0%"]
