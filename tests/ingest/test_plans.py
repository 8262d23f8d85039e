"""Plans of `client.toml` as tables."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from analysis.errors import BadSettingError
from analysis.importers.reading import RAW_PLAN
from analysis.ingest import plans
from analysis.settings import ClientSettings
from analysis.tables import Sets

DONE: dict[str, Any] = {
    "client": "ana", "source": "f" * 64, "source_part": 0, "time_known": True, "exercise": None, "set_number": 1,
    "kind": "work", "load_kg": 50.0, "reps": 5.0,
}  # fmt: skip
Performed = Callable[..., pl.DataFrame]
FILE = Path("client.toml")


def settings(text: str) -> ClientSettings:
    return ClientSettings.model_validate(tomllib.loads(text))


@pytest.fixture
def performed() -> Performed:
    """Sets of these lifts in this order, a day each: `performed("bench_press_barbell", ("Mine", "as_logged"))`."""

    def make(*lifts: str, starts_on: date = date(2026, 1, 5)) -> pl.DataFrame:
        rows = [
            DONE
            | {
                "source_line": place + 1, "session": f"{place}", "lift": lift, "exercise_logged": lift,
                "performed_at": datetime.combine(starts_on, datetime.min.time()) + timedelta(days=place),
            }
            for place, lift in enumerate(lifts)
        ]  # fmt: skip
        schema = {name: column.dtype for name, column in Sets.columns().items()}
        return Sets.validate(pl.DataFrame(rows, schema=schema))

    return make


PHASE = '[[phase]]\nstyle = "strength"\nstarts_on = 2026-01-05\nweeks = 4\n'


def test_the_articles_block_is_written_out_day_by_day() -> None:
    known = settings('[[phase]]\ntemplate = "periodised-12"\nstarts_on = 2026-01-05\n')
    days = plans.days("ana", known)
    assert days.filter(phase=1).select("weekday", "reps_low", "reps_high", "rest_low_s", "rest_high_s").rows() == [
        ("monday", 4, 6, 180.0, 240.0), ("wednesday", 4, 6, 180.0, 240.0), ("friday", 4, 6, 180.0, 240.0),
    ]  # fmt: skip
    assert days.filter(phase=2)["weekday"].to_list() == ["monday", "tuesday", "thursday", "friday"]
    combination = days.filter(phase=3).drop("client", "phase", "sets", "focus").rows()
    assert combination == [
        ("monday", 5, 8, 10, 12, None, None),
        ("wednesday", 5, 8, 10, 12, None, None),
        ("friday", 8, 10, None, None, 90.0, 90.0),
    ]
    assert days["focus"][7] == "Lower Body (heavy compounds, moderate accessories)"
    assert days["sets"].null_count() == days.height == 10


def test_the_phases_of_a_template_are_numbered_among_the_others() -> None:
    known = settings(PHASE + '[[phase]]\ntemplate = "periodised-12"\nstarts_on = 2026-02-02\n')
    assert plans.plan("ana", known)["phase"].to_list() == [1, 2, 3, 4]
    assert plans.days("ana", known)["phase"].unique().sort().to_list() == [2, 3, 4]


def test_what_a_day_leaves_out_is_its_phases() -> None:
    known = settings(
        PHASE + 'reps = [4, 6]\nrest_s = [180, 240]\n[[phase.day]]\nweekday = "monday"\n'
        '[[phase.day]]\nweekday = "friday"\nreps = [8, 10]\naccessory_reps = [12, 15]\nrest_s = [60, 90]\nsets = 12\n'
    )
    assert plans.days("ana", known).drop("client", "phase", "focus").rows() == [
        ("monday", 4, 6, None, None, 180.0, 240.0, None),
        ("friday", 8, 10, 12, 15, 60.0, 90.0, 12),
    ]
    phase = plans.plan("ana", known).row(0, named=True)
    assert (phase["reps_low"], phase["reps_high"]) == (4, 15)
    assert (phase["rest_low_s"], phase["rest_high_s"], phase["days_per_week"]) == (60.0, 240.0, 2)


def test_a_day_of_exercises_plans_their_sets_reps_and_rests(performed: Performed) -> None:
    known = settings(
        PHASE + '[[phase.day]]\nweekday = "monday"\n'
        'exercises = ["Leg Press: 12, 10-12, rest 90 s", "Walking Lunge: 2 x 6 each leg"]\n'
    )
    planned = plans.plan("ana", known)
    sets = plans.sets(
        "ana", known, planned=planned, performed=performed("leg_press_machine"), aliases={}, file=FILE
    )
    assert sets.drop("client", "phase", "weekday").rows() == [
        (1, 1, "Leg Press", "leg_press_machine", "leg_press_machine", 12, 12, None, 90.0),
        (1, 2, "Leg Press", "leg_press_machine", "leg_press_machine", 10, 12, None, 90.0),
        (2, 1, "Walking Lunge", "walking_lunge_other", "walking_lunge_other", 6, 6, "leg", None),
        (2, 2, "Walking Lunge", "walking_lunge_other", "walking_lunge_other", 6, 6, "leg", None),
    ]
    day = plans.days("ana", known).row(0, named=True)
    assert (day["reps_low"], day["reps_high"], day["sets"]) == (6, 12, 4)
    assert (day["rest_low_s"], day["rest_high_s"]) == (90.0, 90.0)


def test_the_sample_sessions_hold_sixteen_and_twenty_three_sets(performed: Performed) -> None:
    known = settings(
        PHASE + '[[phase.day]]\nweekday = "monday"\ntemplate = "strength-lower"\n'
        '[[phase.day]]\nweekday = "thursday"\ntemplate = "hypertrophy-lower"\n'
    )
    planned = plans.plan("ana", known)
    sets = plans.sets("ana", known, planned=planned, performed=performed(), aliases={}, file=FILE)
    assert dict(sets.group_by("weekday").len().iter_rows()) == {"monday": 16, "thursday": 23}
    assert plans.days("ana", known)["sets"].to_list() == [16, 23]
    assert sets["exercise"].null_count() == 0


def test_what_a_phase_is_for_is_the_coachs_words_or_the_templates() -> None:
    known = settings(
        PHASE + 'aim = "Bring the squat up"\n[[phase]]\ntemplate = "periodised-12"\nstarts_on = 2026-02-02\n'
        '[[phase]]\nstyle = "deload"\nstarts_on = 2026-06-01\nweeks = 1\n'
    )
    aims = plans.plan("ana", known)["aim"].to_list()
    assert (aims[0], aims[-1]) == ("Bring the squat up", None)
    assert [aim.split()[0] for aim in aims[1:-1]] == ["Increase", "Increase", "Maintain"]


class TestNamesNobodyKnows:
    """A slip would be a lift of its own, of which nothing is ever done."""

    DAYS = (
        '[[phase]]\nstyle = "hypertrophy"\nstarts_on = 2026-03-02\nweeks = 4\n[[phase.day]]\nweekday = "monday"\n'
        'exercises = ["Leg Press: 2 x 10"]\n' + PHASE + '[[phase.day]]\nweekday = "friday"\nexercises = [\n'
        '  "Leg Press: 12, 10",\n  "NAME: 5 x 5",\n]\n'
    )

    @pytest.mark.parametrize(
        ("name", "hint"),
        [
            ("Squattt", "Did you mean 'back_squat_barbell'?"),
            ("Bech prss", "Did you mean 'bench_press_barbell'?"),
            ("Mabls Prss", "Did you mean 'Mabels press'?"),
            ("Zorcher", "The names are in docs/exercises-list.md."),
        ],
    )
    def test_are_an_error_that_says_where_and_the_nearest(
        self, tmp_path: Path, performed: Performed, name: str, hint: str
    ) -> None:
        file = tmp_path / "client.toml"
        file.write_text(self.DAYS.replace("NAME", name), "utf-8")
        known = settings(file.read_text("utf-8"))  # phases by day: the second of the file comes first
        with pytest.raises(BadSettingError) as refused:
            plans.sets("ana", known, planned=plans.plan("ana", known), performed=performed("Mabels press"), aliases={}, file=file)  # fmt: skip
        assert str(refused.value).endswith(
            f"client.toml:16: phase.day.exercises: no such lift: {name!r}. {hint}"
        )

    @pytest.mark.parametrize("name", ["mabels  PRESS", "Ours", "Kniebeuge", "back_squat_barbell"])
    def test_are_none_that_the_log_the_aliases_or_the_catalogue_know(
        self, performed: Performed, name: str
    ) -> None:
        known = settings(self.DAYS.replace("NAME", name))
        sets = plans.sets(
            "ana", known, planned=plans.plan("ana", known), performed=performed("Mabels press"),
            aliases={"Ours": "hip_thrust_barbell"}, file=FILE,
        )  # fmt: skip
        assert sets["exercise_planned"].n_unique() == 2


def test_no_phase_gives_empty_tables(performed: Performed) -> None:
    known = ClientSettings()
    planned = plans.plan("ana", known)
    assert plans.days("ana", known).is_empty()
    assert plans.sets("ana", known, planned=planned, performed=performed(), aliases={}, file=FILE).is_empty()


def test_the_programme_of_an_app_is_the_plan_only_where_the_coach_has_none() -> None:
    programme = {
        "line": 1, "name": "PPL", "style": "hypertrophy", "starts_on": date(2026, 1, 5), "ends_on": date(2026, 2, 1),
        "days_per_week": 4,
    }  # fmt: skip
    programmes = pl.DataFrame([programme], schema=RAW_PLAN)
    assert plans.plan("ana", ClientSettings(), programmes)["style"].to_list() == ["hypertrophy"]
    assert plans.plan("ana", settings(PHASE), programmes)["style"].to_list() == ["strength"]
