"""The plan on the page: what it is for, its week, and the lifts that fell short; nothing where nothing is planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.reports import client_report
from analysis.reports.client_report import Brief, planned

Make = Callable[..., Brief]
Rows = list[dict[str, Any]]
HOSTILE = '<script>x</script> #panic("x") $y$ *z*'
FIRST = date(2026, 8, 3)
"""A Monday; the usual client trains on Mondays, Thursdays and Fridays until 30 October, three sets of squat and bench each."""


@pytest.fixture
def phase() -> dict[str, Any]:
    return {
        "client": "x", "phase": 1, "style": "strength", "starts_on": FIRST, "ends_on": date(2026, 11, 1),
        "days_per_week": 2,
    }  # fmt: skip


def day(weekday: str, **other: Any) -> dict[str, Any]:
    return {"client": "x", "phase": 1, "weekday": weekday} | other


def sets(weekday: str, place: int, lift: str, reps: Sequence[tuple[int, int]], **other: Any) -> Rows:
    return [
        {
            "client": "x", "phase": 1, "weekday": weekday, "place": place, "set_number": number, "exercise_planned": lift,
            "lift": lift, "reps_low": low, "reps_high": high,
        }
        | other
        for number, (low, high) in enumerate(reps, start=1)
    ]  # fmt: skip


def lines(said: str) -> list[list[str]]:
    """The cells of a plain table's lines: two spaces or more part them, those inside a cell are hard."""
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in said.splitlines()]


def shown(brief: Brief) -> list[str]:
    return [
        block.plain
        for block in (
            planned.aim_said(brief),
            client_report.plan_table(brief),
            client_report.lifts_short(brief),
        )
    ]


class TestNothingPlanned:
    def test_shows_nothing(self, brief: Brief) -> None:
        assert shown(brief) == ["", "", ""]
        content = client_report.record(brief).content["plan"]
        assert content == {"phases": [], "days": [], "sets": [], "lifts": []}

    @pytest.mark.parametrize("starts_on", [date(2026, 11, 2), date(2026, 6, 1)])
    def test_for_this_month_shows_nothing(self, make: Make, phase: dict[str, Any], starts_on: date) -> None:
        other = phase | {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=27), "aim": "Later"}
        rows = {"plan_days": [day("monday", sets=3)], "plan_sets": sets("monday", 1, "Squat", [(5, 5)] * 3)}
        assert shown(make(plan=[other], **rows)) == ["", "", ""]

    def test_of_a_week_but_its_sessions_shows_no_table(self, make: Make, phase: dict[str, Any]) -> None:
        assert client_report.plan_table(make(plan=[phase])).plain == ""


def test_the_aim_stands_in_the_section_of_the_phase(make: Make, phase: dict[str, Any]) -> None:
    said = client_report.phase_said(make(plan=[phase | {"aim": "Bring the squat up."}])).plain
    assert "What the planned strength phase is for: Bring the squat up.\n" in said


class TestThePlannedWeek:
    def test_is_the_articles_table_where_no_exercise_is_named(
        self, make: Make, phase: dict[str, Any]
    ) -> None:
        heavy: dict[str, Any] = {
            "reps_low": 5,
            "reps_high": 8,
            "accessory_reps_low": 10,
            "accessory_reps_high": 12,
        }
        light: dict[str, Any] = {"reps_low": 8, "reps_high": 10, "rest_low_s": 90.0, "rest_high_s": 90.0}
        days = [day("friday", focus="Full Body", **light), day("monday", focus="Lower Body", **heavy)]
        said = client_report.plan_table(make(plan=[phase], plan_days=days)).plain
        assert lines(said) == [
            ["The planned week of the strength phase, 3 August 2026 to 1 November 2026"],
            ["Day", "Focus", "Reps", "Rest"],
            ["Monday", "Lower Body", "5 to 8 main, 10 to 12 accessories", "–"],
            ["Friday", "Full Body", "8 to 10", "90 s"],
            ["A dash: not planned."],
        ]

    def test_has_each_exercise_under_its_day_with_its_set_scheme(
        self, make: Make, phase: dict[str, Any]
    ) -> None:
        days = [
            day("monday", focus="legs", sets=7, reps_low=6, reps_high=12, rest_low_s=90.0, rest_high_s=240.0)
        ]
        named = [
            *sets("monday", 1, "Leg Press", [(12, 12), (10, 10), (10, 10), (8, 8)], rest_s=90.0),
            *sets("monday", 2, "Walking Lunge", [(6, 6)] * 3, rest_s=240.0, each="leg"),
        ]
        said = client_report.plan_table(make(plan=[phase | {"days_per_week": 3}], plan_days=days, plan_sets=named)).plain  # fmt: skip
        assert lines(said)[1:] == [
            ["Day", "Focus and exercises", "Sets", "Reps", "Rest"],
            ["Monday", "legs", "7", "6 to 12", "90 to 240 s"],
            ["Leg Press", "4", "12, 10, 10, 8", "90 s"],
            ["Walking Lunge", "3", "6 each leg", "4 min"],
            [
                "A day's own line has its work sets in all and the day's reps and rests; an exercise's own go before them."
            ],
            ["Planned: 3 sessions a week."],
        ]

    def test_says_days_of_the_same_exercises_once(self, make: Make, phase: dict[str, Any]) -> None:
        weekdays = ("monday", "wednesday", "friday")
        named = [row for on, reps in zip(weekdays, (5, 8, 5), strict=True) for row in sets(on, 1, "Squat", [(reps, reps)] * 3)]  # fmt: skip
        shown = make(plan=[phase], plan_days=[day(on, sets=3) for on in weekdays], plan_sets=named)
        said = lines(client_report.plan_table(shown).plain)
        assert [line[0] for line in said[2:6]] == ["Monday and Friday", "Squat", "Wednesday", "Squat"]

    def test_without_days_is_every_session(self, make: Make, phase: dict[str, Any]) -> None:
        ranges: dict[str, Any] = {"reps_low": 4, "reps_high": 6, "rest_low_s": 180.0, "rest_high_s": 240.0}
        said = client_report.plan_table(make(plan=[phase | ranges])).plain
        assert lines(said)[1:] == [
            ["Day", "Reps", "Rest"],
            ["Every session", "4 to 6", "3 to 4 min"],
            ["Planned: 2 sessions a week."],
        ]

    def test_is_that_of_the_phase_that_ended_in_the_month_where_none_runs(
        self, make: Make, phase: dict[str, Any]
    ) -> None:
        over = phase | {"ends_on": date(2026, 10, 11), "reps_low": 4, "reps_high": 6}
        assert "3 August 2026 to 11 October 2026" in client_report.plan_table(make(plan=[over])).plain

    def test_words_of_the_coach_are_words(self, make: Make, phase: dict[str, Any]) -> None:
        shown = make(
            plan=[phase | {"aim": HOSTILE, "name": HOSTILE}],
            plan_days=[day("monday", focus=HOSTILE, sets=2)],
            plan_sets=sets("monday", 1, HOSTILE, [(5, 5)] * 2),
        )
        for block in (
            client_report.plan_table(shown),
            client_report.lifts_short(shown),
            client_report.phase_said(shown),
        ):
            assert "<script>" not in block.html
            assert "&lt;script&gt;x&lt;/script&gt;" in block.html
            assert '#panic(\\"x\\") $y$ *z*' in block.typst
            assert '#panic("x")' not in block.typst


class TestLiftsThatFellShort:
    DAYS: Rows = [day("monday", sets=7), day("friday", sets=3)]  # noqa: RUF012 - never changed
    SETS: Rows = [  # noqa: RUF012
        *sets("monday", 1, "back_squat_barbell", [(5, 5)] * 5),
        *sets("monday", 2, "bench_press_barbell", [(10, 10)] * 2),
        *sets("friday", 1, "Mabels press", [(10, 10)] * 3),
    ]

    def test_stand_worst_first_with_their_sets(self, make: Make, phase: dict[str, Any]) -> None:
        """13 Mondays and 13 Fridays from 3 August to 30 October; six or nine sets of squat and bench each week."""
        shown = make(plan=[phase], plan_days=self.DAYS, plan_sets=[*self.SETS, *sets("friday", 2, "back_squat_barbell", [(5, 5)] * 4)])  # fmt: skip
        done = {row["lift"]: row for row in client_report.record(shown).content["plan"]["lifts"]}
        squats = shown.course.case.graded.filter(lift="back_squat_barbell").group_by("week").len()["len"]
        assert done["Mabels press"]["sets_done"] == 0
        assert done["back_squat_barbell"]["sets_planned"] == 13 * 9
        assert done["back_squat_barbell"]["sets_done"] == sum(min(9, each) for each in squats) < 13 * 9
        said = lines(client_report.lifts_short(shown).plain)
        assert said[0] == ["Planned lifts that fell short, 3 August 2026 to 31 October 2026"]
        assert said[2] == ["Mabels press", "39", "0", "0"]
        assert said[3][:2] == ["Back squat", "117"]
        assert said[4] == ["1 other planned lift done in full."]
        assert said[5][0].startswith("Counted week by week")

    def test_are_none_where_all_was_done(self, make: Make, phase: dict[str, Any]) -> None:
        shown = make(plan=[phase], plan_days=[day("monday", sets=2)], plan_sets=self.SETS[5:7])
        assert client_report.lifts_short(shown).plain.endswith(
            "of every exercise that the plan names was done."
        )

    def test_are_not_listed_of_a_phase_without_a_session(self, make: Make, phase: dict[str, Any]) -> None:
        later = phase | {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 31)}
        shown = make(plan=[later], plan_days=self.DAYS, plan_sets=self.SETS, month="2026-12")
        assert client_report.lifts_short(shown).plain == ""
        assert "The planned week" in client_report.plan_table(shown).plain

    def test_are_twelve_at_most(self, make: Make, phase: dict[str, Any]) -> None:
        named = [row for place in range(1, 16) for row in sets("monday", place, f"Lift {place:02}", [(5, 5)])]
        shown = make(plan=[phase], plan_days=[day("monday", sets=15)], plan_sets=named)
        said = lines(client_report.lifts_short(shown).plain)
        assert [line[0] for line in said[2:-2]] == [f"Lift {place:02}" for place in range(1, 13)]
        assert said[-2] == ["3 more lifts fell short."]
