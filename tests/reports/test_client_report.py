"""The report of one client: honest sentences, sections that vanish with a reason, and a record of every number."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from math import exp
from pathlib import Path
from typing import Any

import pytest

from analysis.errors import BadSettingError, NothingToReportError
from analysis.reports import client_report, named
from analysis.reports.client_report import Brief, Params
from analysis.reports.client_report.body import body_rows
from analysis.reports.client_report.brief import _reported
from analysis.reports.client_report.month import Month
from analysis.reports.client_report.record import MIME, lines_behind
from analysis.reports.client_report.standing import _change, standings
from analysis.reports.client_report.style import tally
from analysis.reports.client_report.volume import muscle_summary
from analysis.settings import ClientSettings, CoachSettings

Make = Callable[..., Brief]
Rows = Callable[..., list[dict[str, Any]]]
Single = Callable[..., dict[str, Any]]


def test_the_month_in_brief_says_what_was_done(brief: Brief) -> None:
    # Nine sessions of 3 x 5 with 117 to 125 kg and 3 x 10 with 60 kg: 15 x 1089 + 9 x 1800 = 32,535 kg.
    said = client_report.in_brief(brief).plain
    assert said.startswith(
        "x trained 9 times in October: 54 work sets, 32,535 kg lifted in total. In September it was 8 sessions"
    )
    assert "50% had 1 to 6 reps and 50% had 8 to 15" in said
    assert (
        "Of 2 main lifts with an estimate then and now, 1 rose by more than its interval (Back squat +"
        in said
    )
    assert ") and 1 changed by no more than its interval." in said
    assert "clearly" not in said


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
        single(date(2026, 8, 10) + timedelta(days=2 * i), "back_squat_barbell", 1, i + 100) for i in range(9)
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


def test_a_refusal_that_names_its_file_names_it_once(make: Make, torn: Brief) -> None:
    named = [
        row | {"refused": row["refused"] and f"{row['file']}: not an export"}
        for row in torn.sources.to_dicts()
    ]
    said = client_report.files_table(make(sources=named)).plain
    assert "Not read: b.csv: not an export" in said
    assert said.count("b.csv") == 1


def test_times_of_an_unknown_zone_are_told_with_the_setting(make: Make, torn: Brief) -> None:
    late = [row | {"clock": "UTC, zone not known"} for row in torn.sources.to_dicts()]
    said = client_report.files_table(make(sources=late)).plain
    assert "sessions after 21:00 could stand on the wrong day" in said
    assert said.count("timezone") == 1  # the refused file has no times
    assert "timezone" not in client_report.files_table(torn).plain


def test_unknown_names_are_listed_with_their_sets(make: Make, rows: Rows) -> None:
    said = client_report.unmatched(make(sets=rows(exercise=None, lift="Zorcher", exercise_logged="Zorcher")))
    assert "Zorcher" in said.plain
    assert "100% of all sets" in said.plain


def test_weights_taken_otherwise_are_listed_with_the_reason(make: Make) -> None:
    row = {
        "client": "x",
        "app": "strong",
        "sets": 12,
        "first_on": date(2026, 8, 3),
        "last_on": date(2026, 10, 30),
    }
    usual = row | {
        "lift": "back_squat_barbell",
        "meaning": "external",
        "known_by": "default",
        "evidence": None,
    }
    total = row | {
        "lift": "pull_up_bodyweight",
        "meaning": "total",
        "known_by": "client.toml",
        "evidence": None,
    }
    both = row | {
        "lift": "bench_press_dumbbell",
        "meaning": "both_hands",
        "known_by": "evidence",
        "evidence": "because",
    }
    said = client_report.weights_taken(make(weights=[usual, total, both])).plain.replace("\u00a0", " ")
    assert "Back squat" not in said
    assert re.search(r"Pull-up +strong +the total with the body +12 +3 Aug 2026 +client.toml says so", said)
    assert re.search(r"Dumbbell bench press +strong +both hands together +12 +3 Aug 2026 +because", said)
    assert client_report.weights_taken(make(weights=[usual])).plain == ""


def test_what_comments_gave_is_told(make: Make, rows: Rows) -> None:
    told = client_report.doubtful_sets(make(sets=rows(note="rpe 8", from_note="rir"))).plain.replace(
        "\u00a0", " "
    )
    assert "Comments in the log gave the effort of 10 sets." in told
    assert "Comments" not in client_report.doubtful_sets(make()).plain


def test_effort_that_is_not_logged_is_said_once(make: Make, rows: Rows) -> None:
    blind = make(sets=rows(rir=None))
    assert "lower-bound index" in client_report.in_brief(blind).plain
    assert "lower-bound index" not in client_report.e1rm_table(blind).plain


def test_photos_are_named_without_their_path(make: Make) -> None:
    shown = client_report.photos(make(client=ClientSettings(photos=("/home/coach/x/front.jpg",))))
    assert shown.plain == "Photographs on file: front.jpg."


def test_every_day_lies_in_one_of_its_months_weeks_and_cut_ones_are_known() -> None:
    for number in range(1, 13):
        month = Month.parse(f"2027-{number:02}")
        days = {monday + timedelta(days=day) for monday in month.mondays for day in range(7)}
        assert {month.first_on + timedelta(days=day) for day in range(month.days)} <= days
        assert len(month.cut) == (month.first_on.weekday() != 0) + (month.last_on.weekday() != 6)
    assert Month.parse("2027-02").cut == []


def test_weeks_off_at_the_end_of_the_month_are_in_its_mean_week(make: Make, single: Single) -> None:
    # Twelve sets on 1 October alone: 12 / (31 / 7) = 2.7 a week, not the 12 of the one week with training.
    sets = [single(date(2026, 10, 1), "bench_press_barbell", at, at + 1, reps=8.0) for at in range(1, 13)]
    lone = make(sets=sets)
    assert lone.weekly.height == 5
    chest = muscle_summary(lone).filter(muscle="chest").row(0, named=True)
    assert (chest["mean"], chest["band"]) == (pytest.approx(12 / (31 / 7)), "below minimum")
    assert (chest["low"], chest["high"]) == (0, 0)


def test_sets_of_a_cut_week_are_of_the_month_of_their_day(make: Make, single: Single) -> None:
    # Saturday 2 January 2027 is in a week whose Thursday is in December.
    sets = [single(date(2027, 1, 2), "bench_press_barbell", at, at + 1, reps=8.0) for at in range(1, 11)]
    january = make(sets=sets, month="2027-01")
    chest = january.muscle_month.filter(muscle="chest").row(0, named=True)
    assert chest["fractional_sets"] == january.measure("hard_sets") == 10


def _every(days: int, number: int, single: Single, **other: Any) -> list[dict[str, Any]]:
    """Sessions that end on 30 October, `days` apart."""
    return [
        single(date(2026, 10, 30) - timedelta(days=days * at), "back_squat_barbell", 1, at + 2, **other)
        for at in reversed(range(number))
    ]


@pytest.mark.parametrize(
    ("days", "before_on"),
    [(2, date(2026, 9, 30)), (31, date(2026, 9, 29)), (46, None), (45, date(2026, 9, 15))],
)
def test_the_estimate_before_is_one_of_14_to_45_days(
    make: Make, single: Single, days: int, before_on: date | None
) -> None:
    [row] = standings(make(sets=_every(days, 20, single)))
    assert row.before_on == before_on
    said = client_report.e1rm_table(make(sets=_every(days, 20, single))).plain
    assert ("–" in said) == (before_on is None)
    assert before_on is None or f"({before_on.day} {before_on:%b})" in said.replace("\u00a0", " ")


def test_an_estimate_of_two_days_before_is_no_comparison(make: Make, single: Single) -> None:
    sets = [
        single(on, "back_squat_barbell", 1, line)
        for line, on in enumerate((date(2026, 9, 29), date(2026, 10, 1)), start=2)
    ]
    assert standings(make(sets=sets))[0].before_on is None


def _gaining(sets: list[dict[str, Any]]) -> dict[str, Any]:
    """Pull-ups of eight reps by a client who gains 1.2 kg a week and is weighed on each day."""
    weighed = [
        {
            "client": "x", "source": "b" * 64, "source_line": row["source_line"], "measure": "bodyweight_kg",
            "measured_at": row["performed_at"], "value": 80 + 1.2 / 7 * (row["performed_at"].date() - date(2026, 8, 1)).days,
            "tester": None,
        }
        for row in sets
    ]  # fmt: skip
    return {"sets": sets, "body": weighed}


def test_more_bodyweight_is_no_more_strength(make: Make, single: Single) -> None:
    pull_ups = {"exercise": "pull_up_bodyweight", "lift": "pull_up_bodyweight", "load_kg": None, "reps": 8.0}
    heavier = make(**_gaining(_every(2, 45, single, **pull_ups)))
    [row] = standings(heavier)
    assert row.change_low_kg is not None
    assert row.change_low_kg > 0
    assert row.body_change_kg == pytest.approx(row.change_kg, rel=0.1)  # the same reps: all of it
    assert not row.changed
    said = client_report.in_brief(heavier).plain
    assert "Pull-up, with bodyweight: estimated one-rep max" in said
    assert "of which bodyweight alone makes +" in said
    assert "1 changed by no more than bodyweight explains" in said
    assert "rose by more than" not in said
    assert "Pull-up, with bodyweight: of the change of +" in client_report.e1rm_table(heavier).plain
    assert "Estimated max" not in client_report.records_table(heavier).plain


def test_an_estimate_in_the_months_table_has_no_change_without_its_interval(brief: Brief) -> None:
    [row] = [
        line for line in client_report.months_table(brief).plain.splitlines() if "max, Back squat" in line
    ]
    assert row.rstrip().endswith("–")


def test_a_record_that_reads_the_same_is_not_listed(make: Make, single: Single) -> None:
    september = single(date(2026, 9, 20), "back_squat_barbell", 1, 2, load_kg=100.0)
    hair = make(sets=[september, single(date(2026, 10, 20), "back_squat_barbell", 1, 3, load_kg=100.02)])
    assert client_report.records_table(hair).plain == "No best of an earlier month was beaten in October."
    step = make(sets=[september, single(date(2026, 10, 20), "back_squat_barbell", 1, 3, load_kg=101.0)])
    assert "Heaviest load" in client_report.records_table(step).plain


def test_a_left_and_a_right_are_one_set_of_the_map_and_the_brief(make: Make, single: Single) -> None:
    both = [single(date(2026, 10, 1), "back_squat_barbell", at, at + 1, reps=5.0) for at in range(1, 5)]
    curl = {"exercise": "leg_curl_machine", "load_kg": 20.0, "reps": 10.0}
    sides = [
        single(date(2026, 10, 1), "leg_curl_machine", at, at + 10, side=side, **curl)
        for at, side in enumerate(("left", "right") * 2, start=1)
    ]
    # Four squats and two pairs of curls: 4 of 6 and 2 of 6.
    shown = make(sets=both + sides)
    assert "67% had 1 to 6 reps and 33% had 8 to 15" in client_report.in_brief(shown).plain
    assert tally(shown)["sets"].sum() == 6


def test_doubtful_sets_do_not_claim_to_be_out_of_the_tonnage(make: Make, single: Single) -> None:
    sets = [
        single(date(2026, 9, 1) + timedelta(days=3 * at), "back_squat_barbell", 1, at + 2) for at in range(9)
    ]
    slip = make(sets=[*sets[:4], sets[4] | {"load_kg": 150.0}, *sets[5:]])
    assert slip.doubtful["tonnage_kg"].to_list() == [750]
    said = client_report.doubtful_sets(slip).plain
    assert "left out of estimates and records" in said
    assert "Their tonnage counts too, unless" in said


def test_a_stated_maximum_that_the_log_belies_is_listed_with_what_to_do(make: Make) -> None:
    test = {"exercise": "back squat", "on": date(2026, 9, 1), "load_kg": 300.0}
    said = client_report.doubtful_sets(make(client=ClientSettings.model_validate({"tested": [test]}))).plain
    assert "Back squat: the maximum of 300 kg that client.toml states for 1 September 2026 is 2." in said
    assert "so it is not used" in said
    pounds = client_report.doubtful_sets(
        make(client=ClientSettings.model_validate({"tested": [test]}), coach=CoachSettings(display_unit="lb"))
    ).plain
    assert "the maximum of 661 lb (300 kg) that client.toml states" in pounds
    assert re.search(r"times what the log implies \(\d+ lb\)", pounds)
    assert "states" not in client_report.doubtful_sets(make()).plain
    later = test | {"on": date(2026, 11, 20)}
    assert (
        "states"
        not in client_report.doubtful_sets(
            make(client=ClientSettings.model_validate({"tested": [later]}))
        ).plain
    )


def _girths(tester: str | None, measure: str, *values: float) -> list[dict[str, Any]]:
    return [
        {
            "client": "x", "source": "b" * 64, "source_line": 1000 + 100 * len(tester or "") + week, "measure": measure,
            "measured_at": datetime(2026, 8, 3, 7) + timedelta(weeks=week), "value": value, "tester": tester,
        }
        for week, value in enumerate(values)
    ]  # fmt: skip


def test_only_readings_of_one_tester_are_compared(make: Make) -> None:
    own = _girths(None, "waist_cm", *[90.0] * 12)
    coachs = _girths("Coach", "waist_cm", *[86.0] * 11)
    measured = make(body=own + coachs)
    rows = body_rows(measured)
    assert [(row["label"], row["change"]) for row in rows] == [
        ("Waist, self-measured (cm)", 0), ("Waist, by Coach (cm)", 0),
    ]  # fmt: skip
    names = client_report.record(measured).content["values"]
    assert {"body.waist_cm.by.self.now", "body.waist_cm.by.coach.now"} <= set(names)


def test_the_level_of_body_fat_has_its_own_error(make: Make) -> None:
    tape = [*_girths(None, "waist_cm", *[85.0] * 9), *_girths(None, "neck_cm", *[38.0] * 9)]
    said = client_report.body_table(make(body=tape, client=ClientSettings(sex="male", height_cm=178))).plain
    assert "The level itself is off by ±3.5 points" in said
    scale = make(body=_girths(None, "body_fat_pct", *[20.0] * 9))
    assert "off by ±3.5 (men) or 3.7 points (women)" in client_report.body_table(scale).plain
    figure = client_report.body_figure(scale)
    assert "for comparing weeks" in figure.caption  # type: ignore[union-attr]  # drawn


BAD_NAMES = [
    ({"goals": ["get strong"]}, "goals: 'get strong' is no lift, number and unit; write it as"),
    ({"goals": ["bench 100 kg", "Bench Pres 90 kg"]}, "goals: no such lift: 'Bench Pres'. Did you mean"),
    ({"main_lifts": ["Bench Pres"]}, "main_lifts: no such lift: 'Bench Pres'. Did you mean 'bench_press_barbell'?"),
    ({"priority_muscles": ["glutez"]}, "priority_muscles: no such muscle: 'glutez'. Did you mean 'glutes'?"),
    (
        {"tested": [{"exercise": "back squatt", "on": date(2026, 9, 1), "load_kg": 100}]},
        "tested.exercise: no such lift: 'back squatt'. Did you mean 'back_squat_barbell'?",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("said", "error"), BAD_NAMES)
def test_a_mistyped_name_is_an_error_with_the_nearest(brief: Brief, said: dict[str, Any], error: str) -> None:
    with pytest.raises(BadSettingError, match=re.escape(error)):
        named.check(ClientSettings.model_validate(said), sets=brief.sets, file=Path("client.toml"))


def test_a_report_of_mistyped_settings_is_not_made(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "raw" / "x"
    folder.mkdir(parents=True)
    (folder / "client.toml").write_text('name = "X"\npriority_muscles = ["glutez"]\n', "utf-8")
    with pytest.raises(BadSettingError, match=r"client\.toml:2: priority_muscles"):
        client_report.gather(Params(client="x", month="2026-10", workspace=str(tmp_path)))


def test_names_may_be_ids_names_or_as_logged(make: Make, rows: Rows) -> None:
    logged = make(sets=rows(exercise_logged="Squat (Bar)"))
    settings = ClientSettings(
        main_lifts=("squat (bar)", "Bench press", "overhead_press_barbell"),
        priority_muscles=("Upper back", "chest"),
    )
    named.check(settings, sets=logged.sets, file=Path("client.toml"))
    assert named.lift("squat (bar)", logged.sets) == "back_squat_barbell"


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
