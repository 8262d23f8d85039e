"""Phase, plan, warnings, advice and goals on the page: a section always says something, and no label stands bare."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from analysis.display.figure import Figure
from analysis.judgement.advice import recommendation
from analysis.judgement.rate import remarks
from analysis.judgement.rate.restarts import NONE, Restart, Restarts
from analysis.judgement.verdict import Verdict
from analysis.reports import client_report
from analysis.reports.client_report import Brief, adherence, findings, judged, phase, thresholds
from analysis.reports.client_report.goals import when
from analysis.settings import ClientSettings, CoachSettings
from analysis.tables import Findings, Goals, Reasons

Make = Callable[..., Brief]
DAY = date(2026, 10, 31)


class TestPhase:
    def test_a_plan_that_is_followed_is_the_phase(self, make: Make, follows: dict[str, Any]) -> None:
        said = client_report.header(make(plan=[follows])).plain
        assert "Planned phase: combination, week 13 of 13." in said

    def test_a_plan_that_is_not_followed_is_named_beside_the_logs_phase(
        self, make: Make, follows: dict[str, Any]
    ) -> None:
        said = client_report.header(make(plan=[follows | {"style": "endurance", "name": "Long"}])).plain
        assert (
            "Planned phase: endurance (Long), week 13 of 13. Phase in the log: combination, since 3 August 2026"
            in said
        )

    def test_a_name_that_only_says_the_style_is_not_repeated(self) -> None:
        row = {
            "style": "strength",
            "name": "Strength phase",
            "starts_on": DAY,
            "ends_on": DAY + timedelta(days=6),
        }
        assert phase.planned(row, DAY) == "Planned phase: strength, week 1 of 1."

    def test_the_verdict_stands_with_its_interval_on_the_first_page(self, brief: Brief) -> None:
        said = client_report.header(_with_verdict(brief, style="strength")).plain.splitlines()[2]
        assert said.startswith("Strength in this phase: ")
        assert "(90%: " in said

    @pytest.mark.parametrize(("style", "begins", "holds"), [
        ("combination", "Strength and growth in this phase: ", "the main lifts +"),
        ("hypertrophy", "Growth in this phase: ", "the load for ten reps +"),
    ])  # fmt: skip
    def test_the_headline_is_that_of_the_phases_own_goal(
        self, brief: Brief, style: str, begins: str, holds: str
    ) -> None:
        said = client_report.header(_with_verdict(brief, style=style)).plain.splitlines()[2]
        assert said.startswith(begins)
        assert "In % a month, with 90% intervals: " in said
        assert holds in said

    def test_a_verdict_too_early_says_why_before_its_numbers(self, brief: Brief) -> None:
        early = _with_verdict(
            brief,
            why="Only 2 weeks of this phase so far; a verdict takes 4.",
            label="can't tell yet",
            style="strength",
        )
        said = phase.verdict_said(early)
        assert said.startswith(
            "Strength in this phase: can't tell yet. Only 2 weeks of this phase so far; a verdict takes 4. So far: "
        )
        bare = _with_verdict(
            early,
            p_improving=None,
            p_worthwhile=None,
            rate_pct_per_month=None,
            rate_low=None,
            rate_high=None,
            lifts=(),
        )
        assert phase.verdict_said(bare).endswith("a verdict takes 4.")

    @pytest.mark.parametrize(("weeks", "final", "says"), [
        (3, False, "About 3 further weeks of the same training would probably settle it."),
        (None, False, "To settle it would take more than 16 further weeks of the same training."),
        (None, True, "To settle it would have taken more than 16 further weeks of the same training."),
    ])  # fmt: skip
    def test_what_would_settle_it_is_said_as_on_the_terminal(
        self, brief: Brief, weeks: int | None, says: str, *, final: bool
    ) -> None:
        open_still: dict[str, Any] = {"label": "can't tell yet", "strength_label": "can't tell yet"}
        shown = _with_verdict(brief, style="strength", weeks_to_decide=weeks, final=final, **open_still)
        assert says in client_report.phase_said(shown).plain

    def test_a_log_that_has_stopped_names_its_last_phase(self, make: Make) -> None:
        said = client_report.phase_said(make(month="2026-12")).plain
        assert said == (
            "No phase is planned for the end of the month, and none runs in the log: its last, combination, ended in the week"
            " to 1 November 2026."
        )

    def test_a_plan_that_is_followed_is_not_said_to_be_another_phase(
        self, make: Make, follows: dict[str, Any]
    ) -> None:
        shown = make(plan=[follows])
        other = shown.course.case.phases.with_columns(
            label=pl.lit("hypertrophy").cast(shown.course.case.phases.schema["label"])
        )
        said = client_report.phase_said(_with_case(shown, phases=other)).plain
        assert (
            "100% of its weeks were trained so; without the plan the log would be called hypertrophy, since"
            in said
        )
        assert "instead" not in said

    def test_rates_are_dated_from_the_first_day_judged(self, brief: Brief) -> None:
        late = _with_verdict(brief, judged_from=date(2026, 9, 1))
        assert "from 1 September 2026 to" in client_report.lift_rates(late).plain

    def test_a_phase_of_size_tells_lifts_tape_and_dose_and_what_to_measure(self, brief: Brief) -> None:
        said = client_report.phase_said(_with_verdict(brief, style="hypertrophy")).plain
        assert "- Lifts of many reps. The load for ten reps is " in said
        assert (
            "- Tape. No girth of a trained muscle was taped often enough. Tape the upper arm, the thigh and the waist"
            in said
        )
        assert "- Dose. Low: " in said
        assert "- Strength on the main lifts, for information: " in said
        assert "working" not in said.splitlines()[2].replace("probably working", "")

    def test_notes_on_the_main_lifts_are_said_to_be_of_strength_where_growth_is_judged(
        self, brief: Brief
    ) -> None:
        """Of a long phase only the end is judged, of growth as of strength: that note is the phase's."""
        notes: dict[str, Any] = {
            "notes": ("The lifts judged are only 14% of it.", "The phase has run for 30 weeks; its last 26 are judged."),
            "starts_on": date(2026, 4, 6), "judged_from": date(2026, 5, 3), "ends_on": date(2026, 10, 31),
        }  # fmt: skip
        for style in ("hypertrophy", "combination"):
            said = client_report.phase_said(_with_verdict(brief, style=style, **notes)).plain
            assert said.endswith("\n\nOf the strength reading:\n\n- The lifts judged are only 14% of it.")
            assert said.index("its last 26 are judged") < said.index("Of the strength reading:")
        of_strength = client_report.phase_said(_with_verdict(brief, style="strength", **notes)).plain
        assert "Of the strength reading" not in of_strength
        assert "- The lifts judged are only 14% of it." in of_strength

    def test_lifts_of_growth_that_were_set_back_are_not_told_under_strength(self, brief: Brief) -> None:
        found = brief.course.case.verdict
        assert isinstance(found, Verdict)
        assert found.growth is not None
        back = Restarts(lifts=(Restart(lift="leg_press_machine", below_pct=40.0),), all_set_back=True)
        lifts = replace(found.growth.performance, restarts=back)
        (note,) = remarks.restarted(NONE, back)
        notes = (note, "The lifts judged are only 14% of it.")
        grown = replace(found.growth, performance=lifts)
        given = _with_verdict(brief, style="hypertrophy", growth=grown, notes=notes)
        said = client_report.phase_said(given).plain
        assert said.index("growth is not called working") < said.index("Of the strength reading:")
        assert said.count("Leg press 40%") == 1

    def test_a_phase_of_strength_tells_growth_for_information(self, brief: Brief) -> None:
        said = client_report.phase_said(_with_verdict(brief, style="strength")).plain
        assert "- Growth, for information: " in said
        assert "- Tape." not in said
        assert (
            "It decides nothing in this phase."
            in client_report.growth_table(_with_verdict(brief, style="strength")).plain
        )

    def test_the_streams_of_growth_stand_in_the_appendix_and_the_record_with_the_same_numbers(
        self, brief: Brief
    ) -> None:
        growth = client_report.record(brief).content["verdict"]["growth"]
        said = client_report.growth_table(brief).plain
        assert f"{growth['performance']['rate_pct_per_month']:+.1f}" in said
        assert growth["label"] in said
        assert [muscle["muscle"] for muscle in growth["dose"]["muscles"]]
        assert growth["measurements"]["label"] == "none"

    def test_the_phase_stands_beside_all_nine_rows_of_the_article(self, brief: Brief) -> None:
        said = client_report.phase_profile(brief).plain
        for factor in ("Primary goal", "Rep range", "Weight used", "Rest periods", "Volume", "Exercise focus",
                       "Session length", "Nervous system demand", "Metabolic stress"):  # fmt: skip
            assert factor in said
        assert said.count("not in a log") == 3

    def test_order_is_counted_over_sessions_with_both_kinds(self, brief: Brief) -> None:
        sessions = brief.course.case.session_styles.with_columns(
            order=pl.Series(
                [
                    "heavy first",
                    "inverted",
                    "inverted",
                    *[None] * (brief.course.case.session_styles.height - 3),
                ]
            ).cast(brief.course.case.session_styles.schema["order"])
        )
        said = client_report.phase_profile(_with_case(brief, session_styles=sessions)).plain
        assert "Order: in 1 of 3 sessions with both, heavy compound lifts came before isolation work." in said

    def test_the_tables_of_phases_weeks_and_rates_hold_the_same_numbers_as_the_record(
        self, brief: Brief
    ) -> None:
        content = client_report.record(brief).content
        rows = client_report.phases_table(brief).plain.splitlines()[2:-1]
        assert [row["label"] in line for row, line in zip(content["phases"], rows, strict=True)] == [True]
        assert (
            content["verdict"]["rate_low"]
            < content["verdict"]["rate_pct_per_month"]
            < content["verdict"]["rate_high"]
        )
        assert f"{content['weeks'][-1]['hard_sets']:.1f}" in client_report.weeks_table(brief).plain


class TestPlanAndDone:
    def test_without_a_plan_it_says_so_and_shows_the_calendar(self, brief: Brief) -> None:
        assert client_report.adherence_said(brief).plain.startswith(
            "No phase is planned, so nothing can be held against"
        )
        assert client_report.adherence_table(brief).plain == ""
        assert isinstance(client_report.calendar_figure(brief), Figure)

    def test_what_was_done_is_apart_from_what_worked(self, make: Make, follows: dict[str, Any]) -> None:
        half = make(plan=[follows | {"days_per_week": 7}])
        said = client_report.adherence_said(half).plain
        assert "not done as planned" in said
        assert said.endswith(
            "Whether the phase works cannot be read from weeks that were not done as planned."
        )
        kept = client_report.adherence_said(make(plan=[follows])).plain
        assert "cannot be read" not in kept

    def test_a_phase_that_is_in_the_log_is_not_said_to_be_missing_from_it(
        self, make: Make, follows: dict[str, Any]
    ) -> None:
        """A single planned day with a session on it, of which nothing is planned that could be counted."""
        day = follows | dict.fromkeys(("reps_low", "reps_high", "rest_low_s", "rest_high_s", "days_per_week"))
        monday = date(2026, 10, 19)
        shown = make(plan=[day | {"starts_on": monday, "ends_on": monday}])
        [row] = shown.course.case.adherence.to_dicts()
        assert (row["sessions_done"], row["overall"]) == (1, "not logged")
        said = client_report.adherence_said(shown).plain
        assert said.endswith(
            "cannot be held against its plan: nothing planned of it can be read from the log."
        )
        assert "cannot tell" in client_report.adherence_table(shown).plain
        assert "not logged" not in client_report.adherence_table(shown).plain

    def test_a_plan_that_begins_later_is_named_by_its_day(self, make: Make, follows: dict[str, Any]) -> None:
        later = follows | {"starts_on": date(2026, 11, 2), "ends_on": date(2026, 11, 29)}
        assert (
            client_report.adherence_said(make(plan=[later])).plain
            == "The first planned phase begins on 2 Nov 2026, after this month."
        )

    def test_planned_days_without_a_session_are_missed(self, make: Make, follows: dict[str, Any]) -> None:
        # The usual client trains on Mondays, Thursdays and Fridays.
        days = [{"client": "x", "phase": 1, "weekday": weekday} for weekday in ("monday", "wednesday")]
        shown = make(plan=[follows], plan_days=days)
        assert adherence.missed_days(shown, date(2026, 10, 1)) == [
            date(2026, 10, day) for day in (7, 14, 21, 28)
        ]
        assert "A dashed frame" in client_report.calendar_figure(shown).caption  # type: ignore[union-attr]  # drawn

    def test_every_planned_week_is_in_the_table_of_the_appendix(
        self, make: Make, follows: dict[str, Any]
    ) -> None:
        shown = make(plan=[follows])
        rows = client_report.planned_weeks_table(shown).plain.splitlines()[2:]
        assert len(rows) == shown.course.case.planned_weeks.height == 13

    def test_a_week_with_sessions_is_never_called_next_to_nothing(
        self, make: Make, follows: dict[str, Any]
    ) -> None:
        """The phase ends on a Monday with a session, in a week that is mostly not its own."""
        shown = make(plan=[follows | {"ends_on": date(2026, 10, 19)}])
        last = shown.course.case.planned_weeks.row(-1, named=True)
        assert (last["trained"], last["sessions_done"]) == (None, 1)
        assert "next to nothing" not in client_report.planned_weeks_table(shown).plain


class TestWarnings:
    @pytest.fixture
    def warned(self, brief: Brief) -> Brief:
        rows = [
            {
                "finding": "never_heavy", "subject": "", "level": "warning", "starts_on": date(2026, 9, 7), "ends_on": DAY,
                "says": "Hardly a heavy set", "evidence": "1% of sets (under 5%)", "clears": "A heavy set a week",
                "source": ["a" * 64] * 5, "source_line": [7, 8, 9, 10, 11],
            },
            {
                "finding": "effort_not_logged", "subject": "", "level": "notice", "starts_on": date(2026, 9, 7),
                "ends_on": DAY, "says": "Effort is seldom logged.", "evidence": "12% (under 50%)", "clears": "RIR with each top set.",
                "source": [], "source_line": [],
            },
        ]  # fmt: skip
        schema = Findings.create_empty().schema
        found = Findings.validate(pl.DataFrame(rows, schema=schema))
        return replace(brief, course=replace(brief.course, findings=found))

    def test_each_stands_with_its_evidence_and_what_clears_it(self, warned: Brief) -> None:
        said = client_report.warnings(warned).plain
        assert "- Hardly a heavy set. 1% of sets (under 5%). To clear it: a heavy set a week." in said
        assert (
            said.index("Hardly")
            < said.index("Of the log itself")
            < said.index("To clear it: RIR with each top set.")
        )

    def test_the_appendix_names_the_lines(self, warned: Brief) -> None:
        said = client_report.evidence_table(warned).plain
        assert "aaaaaaaa: 7, 8, 9 and 2 more" in said
        [first, second] = judged.content(warned)["warnings"]
        assert first["lines"] == [{"source": "a" * 12, "lines": [7, 8, 9, 10, 11], "count": 5}]
        assert second["lines"] == []

    def test_lines_of_two_files_are_told_apart(self) -> None:
        row = {"source": ["x", "y", "x"], "source_line": [3, 4, 5]}
        assert findings.lines_said(row, {"x": "a.csv", "y": "b.csv"}) == "a.csv: 3, 5; b.csv: 4"

    def test_none_is_said_too(self, brief: Brief) -> None:
        calm = replace(brief, course=replace(brief.course, findings=Findings.create_empty()))
        assert (
            client_report.warnings(calm).plain
            == "Nothing in the log calls for a warning up to the end of this month."
        )
        assert client_report.evidence_table(calm).plain == "No warning, so no evidence to show."


class TestAdvice:
    def test_every_line_that_fired_is_printed_word_for_word(self, make: Make) -> None:
        shown = make(
            client=ClientSettings(
                goal="both", goals=("squat 2x bodyweight",), training_since=date(2020, 1, 1)
            )
        )
        fired = shown.course.advice.reasons
        assert fired.height >= 3
        said = client_report.reasons(shown).plain
        assert all(text in said for text in fired["says"])
        assert recommendation.CLOSING in said

    def test_none_that_fired_is_said(self, brief: Brief) -> None:
        silent = replace(brief.course.advice, reasons=Reasons.create_empty())
        said = client_report.reasons(replace(brief, course=replace(brief.course, advice=silent))).plain
        assert "Nothing speaks for one style" in said

    def test_joints_are_a_caution_beside_the_next_phase(self, make: Make) -> None:
        said = client_report.next_steps(make(client=ClientSettings(joint_issues=("left knee",)))).plain
        assert "Joint issues (left knee): keep the main lifts at 80%" in said


class TestGoals:
    def test_no_goal_says_what_one_would_be_and_names_no_file_of_the_coach(self, brief: Brief) -> None:
        said = client_report.goals_table(brief).plain
        assert said.startswith("No numeric goal is set. With one, such as a squat of twice bodyweight")
        assert ".toml" not in said

    def test_a_goal_stands_with_its_interval_and_its_reason(self, make: Make) -> None:
        said = client_report.goals_table(
            make(client=ClientSettings(goals=("squat 400 kg", "bench 2x bodyweight")))
        ).plain
        assert "squat 400 kg" in said
        assert "\u00a0to\u00a0" in said

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ({"reached": True}, "reached"),
            ({"earliest_on": None}, "cannot tell"),
            ({"latest_on": None}, "Jan 2027 at the earliest"),
            ({}, "Jan 2027 to Jul 2027"),
            ({"latest_on": date(2027, 1, 30)}, "Jan 2027"),
            ({"earliest_on": date(2026, 11, 1)}, "within reach to Jul 2027"),
            ({"earliest_on": date(2026, 10, 1), "latest_on": None}, "within reach"),
        ],
    )
    def test_when_is_a_range_or_no_date_and_no_day_that_has_passed(
        self, row: dict[str, Any], said: str
    ) -> None:
        usual = {"reached": False, "earliest_on": date(2027, 1, 10), "latest_on": date(2027, 7, 3)}
        assert when(usual | row, as_of=date(2026, 11, 1)) == said

    def test_pounds_are_pounds(self, make: Make) -> None:
        shown = make(client=ClientSettings(goals=("squat 405 lb",)), coach=CoachSettings(display_unit="lb"))
        assert "405" in client_report.goals_table(shown).plain
        assert Goals.validate(shown.course.goals)["target_kg"][0] == pytest.approx(183.7, abs=0.05)


class TestThresholds:
    def test_the_coachs_own_are_marked_and_in_force(self, make: Make) -> None:
        own = make(coach=CoachSettings(thresholds={"style.clear": 0.5}))
        [row] = [
            line
            for line in client_report.thresholds_table(own).plain.splitlines()
            if line.startswith("style.clear")
        ]
        assert "0.5 index *" in row
        assert row.endswith("the coach")
        assert "*: changed by the coach." in client_report.thresholds_table(own).plain

    def test_groups_of_what_is_not_there_are_not_printed(
        self, brief: Brief, make: Make, follows: dict[str, Any]
    ) -> None:
        groups = {each.name.partition(".")[0] for each in thresholds.used(brief)}
        assert "adherence" not in groups
        assert "goals" not in groups
        assert {"style", "phases", "never_heavy", "rate", "advice"} <= groups
        planned = {each.name.partition(".")[0] for each in thresholds.used(make(plan=[follows]))}
        assert "adherence" in planned


def test_a_month_without_training_has_no_empty_heading(make: Make) -> None:
    quiet = make(month="2026-11")
    assert (
        client_report.months_table(quiet).plain == "No training in November, so there is nothing to compare."
    )
    assert (
        client_report.muscles_table(quiet).plain
        == "No training in November, so no sets are counted for any muscle."
    )


def test_the_muscles_of_the_last_weeks_stand_by_week(make: Make) -> None:
    shown = client_report.dose_figure(make(client=ClientSettings(priority_muscles=("chest",))))
    assert isinstance(shown, Figure)
    assert shown.alt.startswith("Weeks of the last 12 with ten hard sets or more: chest 0")
    assert "Muscles with a star have priority." in shown.caption


@pytest.fixture
def follows() -> dict[str, Any]:
    """A plan of combination over the usual client's thirteen weeks."""
    return {
        "client": "x", "phase": 1, "style": "combination", "starts_on": date(2026, 8, 3), "ends_on": date(2026, 11, 1),
        "days_per_week": 2,
    }  # fmt: skip


def _with_case(brief: Brief, **other: Any) -> Brief:
    return replace(brief, course=replace(brief.course, case=replace(brief.course.case, **other)))


def _with_verdict(brief: Brief, **other: Any) -> Brief:
    found = brief.course.case.verdict
    assert isinstance(found, Verdict)
    return _with_case(brief, verdict=replace(found, **other))
