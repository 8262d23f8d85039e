"""The figures of phases, plan, dose and sessions: each cell is right, is told in words too, and stays readable."""

from __future__ import annotations

from datetime import date, timedelta

import dataframely as dy
import matplotlib as mpl
import polars as pl
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.figures import (
    adherence_grid,
    cell_grid,
    muscle_dose,
    phase_timeline,
    session_calendar,
    style_look,
    theme,
)
from analysis.tables import TRAINED, MuscleWeeks, Phases, Plan, PlannedWeeks, SessionStyles, WeekStyles
from analysis.tables.measures import BANDS
from analysis.tables.plan import STYLES

AS_OF = date(2026, 10, 31)
MONTH = (date(2026, 10, 1), AS_OF)


@pytest.fixture
def ax() -> Axes:
    return theme.grid_axes(rows=10, marks=4, left_mm=20)


def _words(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def _faces(ax: Axes, colour: str) -> int:
    wanted = mpl.colors.to_rgba(colour)
    return sum(box.get_facecolor() == wanted for box in ax.patches if isinstance(box, Rectangle))


def test_every_style_has_a_look_with_a_letter_of_its_own() -> None:
    assert {*TRAINED, *STYLES, "gap"} == set(style_look.LOOKS)
    assert len({look.letter for look in style_look.LOOKS.values()}) == len(style_look.LOOKS)


def test_words_on_a_look_are_readable() -> None:
    """WCAG's contrast of text, 4.5 to 1, on every face."""

    def light(colour: str) -> float:
        parts = [
            c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in mpl.colors.to_rgb(colour)
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    pairs = [(look.face, look.ink) for look in style_look.LOOKS.values()]
    pairs += [
        (state.face, state.ink) for state in (adherence_grid.DONE, adherence_grid.PARTLY, adherence_grid.NOT)
    ]
    pairs += list(muscle_dose.FACES.values())
    for face, ink in pairs:
        lighter, darker = sorted((light(face), light(ink)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (face, ink)


class TestTimeline:
    @pytest.fixture
    def drawn(
        self,
        ax: Axes,
        week_styles: dy.DataFrame[WeekStyles],
        found: dy.DataFrame[Phases],
        plan: dy.DataFrame[Plan],
    ) -> Axes:
        return phase_timeline.draw(week_styles, found=found, plan=plan, month=MONTH, ax=ax)

    def test_shows_at_most_26_weeks_the_plans_next_four_among_them(
        self, week_styles: dy.DataFrame[WeekStyles], plan: dy.DataFrame[Plan]
    ) -> None:
        # Until 28 November, whose week ends on the 29th: 26 weeks back is 1 June.
        assert phase_timeline.span(week_styles, plan, as_of=AS_OF) == (date(2026, 6, 1), date(2026, 11, 29))
        assert phase_timeline.span(week_styles, plan.clear(), as_of=AS_OF) == (
            date(2026, 5, 18),
            date(2026, 11, 1),
        )

    def test_ten_years_are_cut_and_no_log_is_no_error(self, week_styles: dy.DataFrame[WeekStyles]) -> None:
        early = week_styles.with_columns(pl.col("week") - timedelta(weeks=520))
        first, last = phase_timeline.span(early, Plan.create_empty(), as_of=AS_OF)
        assert (last - first).days + 1 == 26 * 7
        empty = Plan.create_empty()
        assert phase_timeline.span(week_styles.clear(), empty, as_of=AS_OF) == (
            date(2026, 10, 26),
            date(2026, 11, 1),
        )

    def test_says_each_week_and_phase_in_words_or_letters(self, drawn: Axes) -> None:
        words = _words(drawn)
        # Three weeks are before the first of June: 1 of S, the deload, 6 H, the gap, 4 C, 2 M, 6 C remain of the 24.
        assert words[-22:] == [*"SS", "D", *"HHHHHH", "–", *"CCCC", *"MM", *"CCCCCC"]
        assert words[:4] == ["S", "D", "Hypertrophy", "Combination"]

    def test_without_a_plan_there_is_no_lane_for_it(
        self, ax: Axes, week_styles: dy.DataFrame[WeekStyles], found: dy.DataFrame[Phases]
    ) -> None:
        phase_timeline.draw(week_styles, found=found, plan=Plan.create_empty(), month=MONTH, ax=ax)
        assert [label.get_text() for label in ax.get_yticklabels()] == ["Found in the log", "Week by week"]

    def test_the_key_names_only_what_is_there(
        self, week_styles: dy.DataFrame[WeekStyles], found: dy.DataFrame[Phases], plan: dy.DataFrame[Plan]
    ) -> None:
        shown = phase_timeline.present(week_styles, found=found, plan=plan, as_of=AS_OF)
        assert shown == ["strength", "hypertrophy", "combination", "mixed", "deload", "gap"]

    def test_states_the_phases_and_the_light_weeks(
        self, week_styles: dy.DataFrame[WeekStyles], found: dy.DataFrame[Phases], plan: dy.DataFrame[Plan]
    ) -> None:
        said = phase_timeline.alt(found, plan=plan, weeks=week_styles, as_of=AS_OF)
        assert "Planned: strength 18 May 2026 to 14 June 2026; deload 15 June 2026 to 21 June 2026;" in said
        assert "combination 10 August 2026 to 31 October 2026. Deload weeks: 1; gaps: 1." in said


class TestDose:
    def test_priorities_stand_on_top_with_a_mark_even_untrained(
        self, dose: dy.DataFrame[MuscleWeeks], ax: Axes
    ) -> None:
        muscle_dose.draw(dose, first=["abs", "calves"], ax=ax)
        names = [label.get_text() for label in ax.get_yticklabels()]
        assert names[:3] == ["Calves *", "Abs *", "Adductors"]

    def test_a_cell_holds_its_sets_and_its_bands_colour(
        self, dose: dy.DataFrame[MuscleWeeks], ax: Axes
    ) -> None:
        muscle_dose.draw(dose, first=[], ax=ax)
        counts = dose.filter(pl.col("fractional_sets") > 0)["band"].cast(pl.String).to_list()
        assert _faces(ax, theme.HYPERTROPHY) == counts.count("target")
        assert _faces(ax, theme.HYPERTROPHY_DEEP) == counts.count("high")
        assert set(muscle_dose.FACES) == set(BANDS)

    def test_counts_the_weeks_of_ten_sets_or_more(self, dose: dy.DataFrame[MuscleWeeks], ax: Axes) -> None:
        # Quads: 15 x (.6 + .08 n), so 9.0, 10.2 and more: from the second week on.
        muscle_dose.draw(dose, first=[], ax=ax)
        reached = [text for text in _words(ax) if text.endswith("of 12")]
        assert reached[:3] == ["12 of 12", "11 of 12", "10 of 12"]
        assert "adductors 12, glutes 11, quads 10" in muscle_dose.alt(dose, first=[])


class TestAdherence:
    def test_a_cell_says_what_was_done_and_its_look_how_well(
        self, ax: Axes, planned_weeks: dy.DataFrame[PlannedWeeks]
    ) -> None:
        adherence_grid.draw(planned_weeks, done_pct=80, partly_pct=50, ax=ax)
        words = _words(ax)
        assert words[:4] == ["4/4", "100", "90", "H"]
        # Rest is never known, so it has no row: four rows of sixteen weeks, and the names of three phases.
        assert len(words) == 4 * 16 + 3
        assert words[-3:] == ["Hypertrophy", "D", "Combination"]

    def test_sessions_are_judged_by_their_share(self) -> None:
        judged = [
            adherence_grid.judged(share, done_pct=80, partly_pct=50).word for share in (80, 79.9, 50, 49.9)
        ]
        assert judged == ["Done", "Partly done", "Partly done", "Not done"]
        assert adherence_grid.judged(None, done_pct=80, partly_pct=50) is adherence_grid.UNPLANNED

    def test_more_sessions_than_planned_are_all_of_them(self) -> None:
        week: dict[str, object] = {"sessions_done": 5, "sessions_planned": 4}
        assert adherence_grid.cell(week, "Sessions") == ("5/4", 100.0)

    def test_the_style_of_a_planned_deload_and_of_a_gap_is_not_judged(self) -> None:
        assert adherence_grid.cell({"as_planned": None, "trained": "strength"}, "Style") == ("S", None)
        assert adherence_grid.cell({"as_planned": None, "trained": None}, "Style") == ("–", None)

    def test_a_week_that_the_text_counts_as_planned_is_done_whatever_its_label(self) -> None:
        assert adherence_grid.cell({"as_planned": True, "trained": "hypertrophy"}, "Style") == ("H", 100.0)

    def test_states_how_many_weeks_were_done(self, planned_weeks: dy.DataFrame[PlannedWeeks]) -> None:
        said = adherence_grid.alt(planned_weeks, done_pct=80)
        # Sessions: 4 of 4 in four weeks; then 3 of 4, 2 of 3 and 1 of 3. Reps: 100, 96 ... 80 in six. Style: all but two.
        assert said.endswith("sessions in 4 of 16, reps in 6 of 14, sets in 8 of 8 and style in 12 of 14.")


class TestCalendar:
    WEEKS = session_calendar.mondays(AS_OF)

    def test_the_last_day_is_in_the_last_of_twelve_weeks(self) -> None:
        assert (self.WEEKS[0], self.WEEKS[-1], len(self.WEEKS)) == (date(2026, 8, 10), date(2026, 10, 26), 12)

    def test_a_day_says_its_letters_and_minutes(self, session_styles: dy.DataFrame[SessionStyles]) -> None:
        days = {
            on: (label, text) for on, label, text in session_calendar.days(session_styles, weeks=self.WEEKS)
        }
        assert days[date(2026, 8, 10)] == ("strength", "S 62")
        assert days[date(2026, 9, 16)] == ("endurance", "E+C 124")  # two sessions, the early one first
        assert days[date(2026, 9, 25)] == (None, "? 62")
        assert days[date(2026, 10, 5)][1] == "M"  # no length known

    def test_no_day_after_the_last_is_drawn_and_a_missed_one_is_a_dash(
        self, ax: Axes, session_styles: dy.DataFrame[SessionStyles]
    ) -> None:
        missed = [date(2026, 10, 13), date(2026, 11, 1), date(2026, 8, 9)]
        session_calendar.draw(session_styles, weeks=self.WEEKS, as_of=AS_OF, missed=missed, ax=ax)
        assert _faces(ax, theme.MONTH) == 12 * 7 - 1
        assert _words(ax).count("–") == 1

    def test_states_the_sessions_by_style_or_that_there_are_none(
        self, session_styles: dy.DataFrame[SessionStyles]
    ) -> None:
        said = session_calendar.alt(session_styles, weeks=self.WEEKS)
        assert said.startswith("37 sessions in the 12 weeks from 10 August 2026: 11 strength, 9 hypertrophy")
        none = SessionStyles.create_empty()
        assert (
            session_calendar.alt(none, weeks=self.WEEKS) == "No session in the 12 weeks from 10 August 2026."
        )


def test_a_months_name_stands_with_its_first_week_only(ax: Axes) -> None:
    cell_grid.frame(ax, weeks=[date(2026, 9, 21), date(2026, 9, 28), date(2026, 10, 5)], rows=["a"])
    assert [label.get_text() for label in ax.get_xticklabels()] == ["21\nSep", "28\n", "5\nOct"]
