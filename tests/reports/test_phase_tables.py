"""The appendix's tables of the phase."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from analysis.judgement.verdict import BandRate, Verdict
from analysis.reports import client_report
from analysis.reports.client_report import Brief

if TYPE_CHECKING:
    from tests.reports.conftest import Make


def _with_bands(brief: Brief, *bands: BandRate) -> Brief:
    case = brief.course.case
    assert isinstance(case.verdict, Verdict)
    return replace(
        brief, course=replace(brief.course, case=replace(case, verdict=replace(case.verdict, bands=bands)))
    )


def test_the_lifts_judged_stand_by_the_reps_of_their_sets(make: Make) -> None:
    brief = make()
    verdict = brief.course.case.verdict
    assert verdict is not None
    assert [(band.reps, band.sessions) for band in verdict.bands] == [("4 to 6", 26), ("7 to 10", 26)]
    said = client_report.band_rates(brief).plain
    assert "No: only Back squat" in said
    assert "No: only Bench press" in said
    assert "A view, no verdict" in said


def test_a_band_that_compares_says_yes_and_one_without_a_rate_has_a_dash(make: Make) -> None:
    brief = make()
    verdict = brief.course.case.verdict
    assert verdict is not None
    usual, other = verdict.bands
    nothing: dict[str, Any] = dict.fromkeys(("rate_pct_per_month", "rate_low", "rate_high"))
    few = replace(other, lifts=(), why="too few sessions", **nothing)
    rows = client_report.band_rates(_with_bands(brief, replace(usual, why=""), few)).plain.splitlines()
    assert rows[2].endswith("Yes")
    assert " – " in rows[3]
    assert rows[3].endswith("No: too few sessions")


def test_without_bands_there_is_nothing(make: Make) -> None:
    assert client_report.band_rates(_with_bands(make())).plain == ""


def test_each_row_of_the_rates_of_growth_is_headed_by_what_it_is_of(make: Make) -> None:
    """A screen reader says the first cell with each number of its row."""
    heads = re.findall(
        r'<th scope="row" id="pw-growth-rates-stub[^>]*>([^<]*)<', client_report.growth_table(make()).html
    )
    assert {"Mean of the lifts below", "Back squat", "Bench press", "Quads"} <= set(heads)
    assert len(heads) == len(set(heads))
