"""The report of one client: honest sentences, sections that vanish with a reason, and a record of every number."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from math import exp
from pathlib import Path
from typing import Any

import pytest

from analysis.display.figure import SVG
from analysis.errors import NothingToReportError
from analysis.reports import client_report
from analysis.reports.client_report import Brief, Params
from analysis.reports.client_report.brief import _reported
from analysis.reports.client_report.month import Month
from analysis.reports.client_report.record import MIME, lines_behind
from analysis.reports.client_report.standing import _change, standings
from analysis.settings import ClientSettings, CoachSettings

Make = Callable[..., Brief]
Rows = Callable[..., list[dict[str, Any]]]
Single = Callable[..., dict[str, Any]]
PARTS: tuple[Callable[[Brief], Any], ...] = (
    client_report.header, client_report.in_brief, client_report.e1rm_figure, client_report.e1rm_table,
    client_report.working_weights, client_report.records_table, client_report.tonnage_figure,
    client_report.muscles_figure, client_report.muscles_table, client_report.style_figure,
    client_report.profile_table, client_report.months_table, client_report.body_figure,
    client_report.body_table, client_report.photos, client_report.files_table, client_report.rules_table,
    client_report.rejected_lines, client_report.unmatched, client_report.doubtful_sets,
    client_report.methods, client_report.record,
)  # fmt: skip


def test_every_part_says_something_or_nothing_but_never_fails(scenario: Brief) -> None:
    for part in PARTS:
        bundle = part(scenario)._repr_mimebundle_()
        shown = bundle[0] if isinstance(bundle, tuple) else bundle
        assert MIME in shown or SVG in shown or {"text/html", "text/vnd.typst"} <= set(shown), part.__name__
        assert "<script>" not in shown.get("text/html", "") + shown.get(SVG, "")
        assert "nan" not in shown.get("text/html", "").replace("nano", "")


def test_the_month_in_brief_says_what_was_done(brief: Brief) -> None:
    # Nine sessions of 3 x 5 with 117 to 125 kg and 3 x 10 with 60 kg: 15 x 1089 + 9 x 1800 = 32,535 kg.
    said = client_report.in_brief(brief).plain
    assert said.startswith(
        "X trained 9 times in October: 54 work sets, 32,535 kg lifted in total. In September it was 8 sessions"
    )
    assert "50% had 1 to 6 reps and 50% had 8 to 15" in said
    assert "1 clearly rose and 1 did not clearly change" in said


def test_every_estimate_stands_with_its_interval(brief: Brief) -> None:
    for row in client_report.e1rm_table(brief).plain.splitlines()[2:4]:
        assert row.count("\u00a0to\u00a0") == 2


def test_pounds_change_every_weight_and_nothing_else(make: Make) -> None:
    said = client_report.in_brief(make(coach=CoachSettings(display_unit="lb"))).plain
    assert "71,727 lb lifted in total" in said  # 32,535 / 0.45359237
    assert " kg" not in said


def test_a_month_without_training_says_so(make: Make) -> None:
    quiet = make(month="2026-12")
    assert client_report.in_brief(quiet).plain == (
        "No training is logged in December 2026. The last logged session was on 29 October 2026."
    )
    assert client_report.style_figure(quiet).plain.startswith("No hard set")  # type: ignore[union-attr]  # a sentence


def test_nothing_later_than_the_month_counts(make: Make, single: Single) -> None:
    sets = [
        single(date(2026, 10, 1), "back_squat_barbell", 1, 2),
        single(date(2026, 11, 2), "back_squat_barbell", 1, 3),
    ]
    every = make(sets=sets).sets
    kept = _reported(every, Params(client="x", month="2026-10", workspace="."), Month.parse("2026-10"))
    assert kept["source_line"].to_list() == [2]


def test_an_empty_workspace_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(
        NothingToReportError, match=r"nobody: no sets up to the end of 2026-10\. The log is empty"
    ):
        client_report.gather(Params(client="nobody", month="2026-10", workspace=str(tmp_path)))


def test_a_change_is_judged_on_the_log_scale() -> None:
    # Bands of 3% each way: error = sqrt 2 x ln 1.03 = .041802; ln 1.1 = .095310.
    now = {"level_kg": 110.0, "low_kg": 110 / 1.03, "high_kg": 110 * 1.03, "curve_share": 0.1, "on": None}
    before = {"level_kg": 100.0, "low_kg": 100 / 1.03, "high_kg": 100 * 1.03, "curve_share": 0.1, "on": None}
    change = _change(now, before)
    assert change["change_kg"] == pytest.approx(10.0)
    assert change["change_low_kg"] == pytest.approx(5.497, abs=1e-3)
    assert change["change_high_kg"] == pytest.approx(14.696, abs=1e-3)


def test_a_change_of_rep_range_widens_the_interval() -> None:
    # From sets of 5 to sets of 10 the curve's share goes from .12 to .23: 1.6449 x .28 x .11 = .050663 joins .041802.
    now = {"level_kg": 100.0, "low_kg": 100 / 1.03, "high_kg": 100 * 1.03, "curve_share": 0.23, "on": None}
    before = now | {"curve_share": 0.12}
    error = (0.041802**2 + 0.050663**2) ** 0.5
    assert _change(now, before)["change_high_kg"] == pytest.approx(100 * (exp(error) - 1), abs=1e-2)


def test_a_lift_not_trained_this_month_is_not_compared(make: Make, rows: Rows, single: Single) -> None:
    early = [
        single(date(2026, 7, 1) + timedelta(days=2 * i), "back_squat_barbell", 1, i + 100) for i in range(9)
    ]
    found = standings(make(sets=early + rows(lift="bench_press_barbell", exercise="bench_press_barbell")))
    squat = next(row for row in found if row.lift == "back_squat_barbell")
    assert not squat.current
    assert squat.change_kg is None


def test_a_planned_phase_is_named_with_its_week(make: Make) -> None:
    plan = {
        "client": "x", "phase": 1, "style": "strength", "name": "Base", "starts_on": date(2026, 10, 5),
        "ends_on": date(2026, 11, 29), "reps_low": 4, "reps_high": 6, "rest_low_s": None,
        "rest_high_s": None, "days_per_week": None,
    }  # fmt: skip
    # 31 October is day 27 of the phase: week 4 of 8.
    assert "Planned phase: strength (Base), week 4 of 8." in client_report.header(make(plan=[plan])).plain


def test_records_of_a_first_day_are_not_celebrated(make: Make, single: Single) -> None:
    only = make(month="2026-08", sets=[single(date(2026, 8, 3), "back_squat_barbell", 1, 2)])
    assert client_report.records_table(only).plain == "No best of an earlier month was beaten in August."


def test_every_file_reconciles_on_the_page(torn: Brief) -> None:
    said = client_report.files_table(torn).plain
    assert (
        "strong.csv  strong S5  160    156   0         3          1         kg (client.toml)"
        in said.replace("\u00a0", " ")
    )
    assert "b.csv was not read" in said
    assert "rest timer" in client_report.rules_table(torn).plain


def test_unknown_names_are_listed_with_their_sets(make: Make, rows: Rows) -> None:
    said = client_report.unmatched(make(sets=rows(exercise=None, lift="Zorcher", exercise_logged="Zorcher")))
    assert "Zorcher" in said.plain
    assert "100% of all sets" in said.plain


def test_effort_that_is_not_logged_is_said_beside_the_estimate(make: Make, rows: Rows) -> None:
    blind = make(sets=rows(rir=None))
    assert "lower-bound index" in client_report.e1rm_table(blind).plain
    assert "lower-bound index" in client_report.in_brief(blind).plain


def test_photos_are_named_without_their_path(make: Make) -> None:
    shown = client_report.photos(make(client=ClientSettings(photos=("/home/coach/x/front.jpg",))))
    assert shown.plain == "Photographs on file: front.jpg."


def test_weeks_belong_to_the_month_of_their_thursday() -> None:
    assert Month.parse("2026-10").mondays[-1] == date(2026, 10, 26)
    assert Month.parse("2026-11").mondays[0] == date(2026, 11, 2)
    weeks = [monday for number in range(1, 13) for monday in Month.parse(f"2026-{number:02}").mondays]
    assert len(weeks) == len(set(weeks)) == 53


class TestRecord:
    def test_holds_numbers_with_unit_rule_and_lines(self, brief: Brief) -> None:
        content = client_report.record(brief)._repr_mimebundle_()[MIME]
        tonnage = content["values"]["month.tonnage_kg"]
        assert tonnage["value"] == 32535.0
        assert (tonnage["unit"], tonnage["rule"]) == ("kg", "metrics.months.compare")
        assert tonnage["lines"][0]["count"] == 54
        squat = content["values"]["lift.back_squat_barbell.e1rm_kg"]
        assert squat["low"] < squat["value"] < squat["high"]

    def test_is_plain_json_without_nan_and_the_same_each_time(self, brief: Brief) -> None:
        said = [json.dumps(client_report.record(brief).content, allow_nan=False) for _ in range(2)]
        assert said[0] == said[1]

    def test_names_no_path_of_the_machine(self, make: Make) -> None:
        filmed = make(client=ClientSettings(photos=("/home/coach/front.jpg",)))
        assert "/home" not in json.dumps(client_report.record(filmed).content)

    def test_caps_the_lines_but_counts_them_all(self, brief: Brief) -> None:
        [behind] = lines_behind(brief.graded)
        assert len(behind["lines"]) == 40
        assert behind["count"] == 156

    def test_every_value_has_the_same_keys(self, brief: Brief) -> None:
        values = client_report.record(brief).content["values"].values()
        assert all({"value", "unit", "rule", "lines"} <= set(value) for value in values)
