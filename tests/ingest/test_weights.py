from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from analysis.errors import BadSettingError
from analysis.exercises import catalogue
from analysis.ingest import lift_names, pipeline, weights
from analysis.ingest.hand_evidence import pairs
from analysis.ingest.weights import Settled
from analysis.metrics import lift_facts, loads
from analysis.settings.client import ClientSettings
from analysis.settings.client import read as read_settings
from analysis.tables import MEANINGS, Body, Sets, Weights
from analysis.tables.weights import to_tell

FIRST: Final = date(2026, 1, 5)
APPS: Final = {"s" * 64: "strong", "h" * 64: "hevy"}
STRONG, HEVY = APPS
TYPES: Final = Sets.create_empty().schema


def session(day: int, lift: str, kilos: Sequence[float | None], /, **other: Any) -> list[dict[str, Any]]:
    """One session: the sets of one lift, a weight each, five reps."""
    known = catalogue.by_id(lift)
    assisted = known is not None and known.load_model == "assisted"
    at = datetime.combine(FIRST + timedelta(days=day), datetime.min.time())
    return [
        {
            "client": "ana", "source": STRONG, "source_part": 0, "session": f"{at} {lift}", "performed_at": at,
            "time_known": False, "exercise_logged": lift, "exercise": lift if known else None, "lift": lift,
            "set_number": number, "kind": "work", "reps": 5.0,
            ("assistance_kg" if assisted else "load_kg"): load,
        } | other
        for number, load in enumerate(kilos, start=1)
    ]  # fmt: skip


def log(*sessions: list[dict[str, Any]]) -> dy.DataFrame[Sets]:
    rows = [
        {"source_line": line, **row}
        for line, row in enumerate((r for each in sessions for r in each), start=2)
    ]
    blank = dict.fromkeys(TYPES)
    return Sets.validate(pl.DataFrame([blank | row for row in rows], schema=TYPES, orient="row"))


def weighed(*readings: tuple[int, float]) -> dy.DataFrame[Body]:
    rows = [
        {
            "client": "ana", "source": "b" * 64, "source_line": line, "measure": "bodyweight_kg", "value": kilos,
            "measured_at": datetime.combine(FIRST + timedelta(days=day), datetime.min.time()), "tester": None,
        }
        for line, (day, kilos) in enumerate(readings, start=2)
    ]  # fmt: skip
    return Body.validate(pl.DataFrame(rows, schema=Body.create_empty().schema, orient="row"))


def settled(
    sets: pl.DataFrame, *, body: dy.DataFrame[Body] | None = None, stated: dict[str, str] | None = None
) -> Settled:
    return weights.settle(Sets.validate(sets), weighed() if body is None else body, APPS, stated=stated or {})


def taken(done: Settled, lift: str) -> list[tuple[str, str, int]]:
    return done.weights.filter(lift=lift).select(pl.col("meaning", "known_by").cast(pl.String), "sets").rows()


class TestNothingChangesWithoutEvidence:
    def test_the_usual_meanings_are_those_of_the_catalogue(self) -> None:
        sets = log(
            session(0, "back_squat_barbell", [100, 100]), session(0, "pull_up_bodyweight", [10, 5]),
            session(0, "pull_up_assisted", [20]), session(0, "bench_press_dumbbell", [30]), session(0, "Zorcher", [50]),
            session(0, "leg_press_machine", [120]),
        )  # fmt: skip
        done = settled(sets, body=weighed((0, 80.0)))
        assert_frame_equal(done.sets, sets)
        assert dict(done.weights.select("lift", pl.col("meaning").cast(pl.String)).rows()) == {
            "back_squat_barbell": "external", "pull_up_bodyweight": "added", "pull_up_assisted": "assistance",
            "bench_press_dumbbell": "one_hand", "Zorcher": "external", "leg_press_machine": "external",
        }  # fmt: skip
        assert to_tell(done.weights).is_empty()

    def test_sets_without_a_weight_have_no_meaning(self) -> None:
        done = settled(log(session(0, "pull_up_bodyweight", [0.0, 0.0])))
        assert done.weights.is_empty()
        assert done.sets["load_kg"].to_list() == [0.0, 0.0]

    def test_help_written_below_zero_stays_help_and_is_told(self) -> None:
        rows = session(0, "pull_up_bodyweight", [20.0], load_kg=None, assistance_kg=20.0)
        done = settled(log(rows, session(0, "pull_up_bodyweight", [10.0], session="later")))
        assert done.sets["assistance_kg"].to_list() == [20.0, None]
        assert taken(done, "pull_up_bodyweight") == [("added", "default", 1), ("assistance", "evidence", 1)]


class TestTheBodyInTheNumber:
    PULL_UPS: Final = [session(day, "pull_up_bodyweight", [80, 85, 90]) for day in (0, 7, 14)]

    def test_weights_from_bodyweight_up_are_totals(self) -> None:
        done = settled(log(*self.PULL_UPS), body=weighed((0, 80.0)))
        assert taken(done, "pull_up_bodyweight") == [("total", "evidence", 9)]
        assert done.sets["load_kg"].to_list() == [0.0, 5.0, 10.0] * 3
        assert done.sets["load_logged_kg"].to_list() == [80.0, 85.0, 90.0] * 3
        assert "80 to 90 kg at a bodyweight of about 80 kg" in done.weights["evidence"][0]

    def test_the_load_that_a_total_gives_is_the_total(self) -> None:
        body = weighed((0, 80.0), (7, 82.0), (10, 78.0))
        done = settled(log(*self.PULL_UPS), body=body)
        facts = lift_facts.join(done.sets.with_columns(performed_on=pl.col("performed_at").dt.date()))
        moved = loads.with_loads(facts, loads.smoothed_bodyweight(body)).sort("source_line")
        assert moved["load_eff_kg"].round(6).to_list()[1:3] == [85.0, 90.0]

    def test_a_total_below_bodyweight_is_help_but_for_the_days_water(self) -> None:
        sets = log(*[session(day, "pull_up_bodyweight", [79, 72, 85]) for day in (0, 7)])
        done = settled(sets, body=weighed((0, 80.0)))
        assert done.sets["load_kg"].to_list() == [0.0, 0.0, 5.0] * 2
        assert done.sets["assistance_kg"].to_list() == [None, 8.0, None] * 2

    def test_small_plates_are_added_and_so_are_they_beside_heavy_ones(self) -> None:
        plates = log(*[session(day, "dip_bodyweight", [5, 20, 75]) for day in (0, 7, 14)])
        done = settled(plates, body=weighed((0, 80.0)))
        assert_frame_equal(done.sets, plates)
        assert taken(done, "dip_bodyweight") == [("added", "default", 9)]

    def test_plates_and_totals_in_one_log_are_left_and_told(self) -> None:
        mixed = log(*[session(day, "dip_bodyweight", [5, 10, 85, 90]) for day in (0, 7, 14)])
        done = settled(mixed, body=weighed((0, 80.0)))
        assert_frame_equal(done.sets, mixed)
        assert "6 of 12 weights are near bodyweight" in to_tell(done.weights)["evidence"][0]

    def test_without_a_bodyweight_nothing_is_subtracted_and_the_doubt_is_told(self) -> None:
        sets = log(*self.PULL_UPS)
        done = settled(sets)
        assert_frame_equal(done.sets, sets)
        assert taken(done, "pull_up_bodyweight") == [("added", "default", 9)]
        assert "cannot be told without a bodyweight" in to_tell(done.weights)["evidence"][0]

    def test_the_coachs_word_needs_a_bodyweight_too(self) -> None:
        sets = log(*self.PULL_UPS)
        done = settled(sets, stated={"pull_up_bodyweight": "total"})
        assert_frame_equal(done.sets, sets)
        assert done.weights["evidence"].to_list() == [weights.NO_BODYWEIGHT]

    @pytest.mark.parametrize(
        "lift", ["glute_bridge_bodyweight", "crunch_bodyweight", "standing_calf_raise_bodyweight"]
    )
    def test_a_bar_or_a_stack_may_weigh_as_much_as_the_lifter(self, lift: str) -> None:
        sets = log(*[session(day, lift, [80, 85, 90]) for day in (0, 7, 14)])
        done = settled(sets, body=weighed((0, 80.0)))
        assert_frame_equal(done.sets, sets)
        assert "cannot be told of this lift" in to_tell(done.weights)["evidence"][0]

    def test_who_logs_pull_ups_with_the_body_logs_leg_raises_so(self) -> None:
        raises = [session(day, "hanging_leg_raise_bodyweight", [80, 80, 80]) for day in (0, 7, 14)]
        done = settled(log(*self.PULL_UPS, *raises), body=weighed((0, 80.0)))
        assert taken(done, "hanging_leg_raise_bodyweight") == [("total", "evidence", 9)]

    @pytest.mark.parametrize("nothing", [0.0, None])
    def test_heavy_plates_beside_sets_of_the_body_alone_are_added(self, nothing: float | None) -> None:
        plain = [session(day, "dip_bodyweight", [nothing, nothing]) for day in (2, 9, 12)]
        heavy = [session(day, "dip_bodyweight", [70, 75, 80]) for day in (0, 7, 14)]
        sets = log(*heavy, *plain)
        done = settled(sets, body=weighed((0, 75.0)))
        assert_frame_equal(done.sets, sets)
        assert "40% of the sets have no weight" in to_tell(done.weights)["evidence"][0]

    def test_few_weights_decide_nothing(self) -> None:
        done = settled(log(session(0, "pull_up_bodyweight", [80, 85, 90, 80, 80])), body=weighed((0, 80.0)))
        assert taken(done, "pull_up_bodyweight") == [("added", "default", 5)]


class TestNumbersThatSayNothing:
    def test_a_one_on_many_sets_of_a_bodyweight_lift_is_a_placeholder(self) -> None:
        done = settled(log(*[session(day, "dip_bodyweight", [1, 1, 10]) for day in (0, 7, 14)]))
        assert taken(done, "dip_bodyweight") == [("added", "default", 3), ("placeholder", "evidence", 6)]
        assert done.sets["load_kg"].to_list() == [None, None, 10.0] * 3
        assert done.sets["load_logged_kg"].to_list() == [1.0, 1.0, None] * 3

    def test_a_pound_is_one_too_and_no_bar_weighs_so_little(self) -> None:
        done = settled(log(*[session(day, "back_squat_barbell", [0.45359237] * 2) for day in (0, 7, 14)]))
        assert taken(done, "back_squat_barbell") == [("placeholder", "evidence", 6)]

    @pytest.mark.parametrize(
        "lift", ["external_rotation_dumbbell", "lateral_raise_dumbbell", "Zorcher", "leg_press_machine"]
    )
    def test_a_light_dumbbell_or_a_pin_may_be_one(self, lift: str) -> None:
        sets = log(*[session(day, lift, [1, 1]) for day in (0, 7, 14)])
        assert_frame_equal(settled(sets).sets, sets)


class TestHelp:
    def test_an_unknown_lift_whose_name_says_so_is_helped(self) -> None:
        done = settled(log(session(0, "Assisted Zorcher", [30])))
        assert taken(done, "Assisted Zorcher") == [("assistance", "evidence", 1)]
        assert done.sets.select("load_kg", "assistance_kg", "load_logged_kg").row(0) == (None, 30.0, 30.0)

    def test_a_name_that_denies_help_is_not_helped(self) -> None:
        sets = log(session(0, "Unassisted Zorcher", [30]), session(0, "Zorcher non-assisted", [30]))
        assert_frame_equal(settled(sets).sets, sets)

    def test_the_coach_may_say_that_an_assisted_lift_is_loaded(self) -> None:
        done = settled(log(session(0, "pull_up_assisted", [20])), stated={"pull_up_assisted": "added"})
        assert done.sets.select("load_kg", "assistance_kg").row(0) == (20.0, 0.0)
        facts = lift_facts.join(done.sets.with_columns(performed_on=pl.col("performed_at").dt.date()))
        moved = loads.with_loads(facts, pl.DataFrame({"on": [FIRST], "bodyweight_kg": [80.0]}))
        assert moved["load_eff_kg"].to_list() == [100.0]

    def test_a_total_on_an_assisted_lift_is_the_body_less_the_help(self) -> None:
        done = settled(
            log(session(0, "pull_up_assisted", [60])),
            body=weighed((0, 80.0)),
            stated={"pull_up_assisted": "total"},
        )
        assert done.sets.select("load_kg", "assistance_kg").row(0) == (0.0, 20.0)


def bench(barbell: float, dumbbell: float, *, days: int = 24) -> list[list[dict[str, Any]]]:
    """Both presses in turn, twice a week."""
    return [
        each
        for day in range(0, days * 4, 4)
        for each in (session(day, "bench_press_barbell", [barbell] * 3), session(day, "bench_press_dumbbell", [dumbbell] * 3))
    ]  # fmt: skip


class TestHands:
    @pytest.mark.parametrize(
        ("dumbbell", "meaning", "known_by"),
        [(30, "one_hand", "evidence"), (40, "one_hand", "evidence"), (60, "one_hand", "default"), (80, "both_hands", "evidence")],
    )  # fmt: skip
    def test_the_clients_own_barbell_tells(self, dumbbell: float, meaning: str, known_by: str) -> None:
        done = settled(log(*bench(100, dumbbell)))
        assert taken(done, "bench_press_dumbbell") == [(meaning, known_by, 72)]
        half = dumbbell / 2 if meaning == "both_hands" else dumbbell
        assert done.sets.filter(lift="bench_press_dumbbell")["load_kg"].unique().to_list() == [half]

    def test_a_barbell_that_was_not_trained_tells_nothing(self) -> None:
        assert taken(settled(log(*bench(60, 80))), "bench_press_dumbbell") == [("one_hand", "default", 72)]

    def test_a_comparison_that_another_lift_contradicts_halves_nothing(self) -> None:
        curls = [
            each for day in range(0, 96, 4)
            for each in (session(day, "biceps_curl_barbell", [20]), session(day, "biceps_curl_dumbbell", [18]))
        ]  # fmt: skip
        done = settled(log(*bench(100, 40), *curls))
        assert taken(done, "biceps_curl_dumbbell") == [("one_hand", "default", 24)]
        assert "Dumbbell bench press of the same log fits one" in to_tell(done.weights)["evidence"][0]

    @pytest.mark.parametrize("dumbbell", [27.5, 28.0])
    def test_a_bar_that_is_pressed_lightly_halves_no_dumbbell(self, dumbbell: float) -> None:
        rows = [
            each for day in range(0, 96, 4)
            for each in (
                session(day, "overhead_press_barbell", [40] * 3),
                session(day, "seated_shoulder_press_dumbbell", [dumbbell] * 3, reps=10.0),
            )
        ]  # fmt: skip
        done = settled(log(*rows))
        assert taken(done, "seated_shoulder_press_dumbbell") == [("one_hand", "default", 72)]
        assert "no other lift says the same" in to_tell(done.weights)["evidence"][0]

    def test_weights_that_no_two_equal_dumbbells_have_are_one_hands(self) -> None:
        rows = [
            each for day in range(0, 96, 4)
            for each in (session(day, "bench_press_barbell", [40] * 3), session(day, "bench_press_dumbbell", [32.5, 27.5, 37.5]))
        ]  # fmt: skip
        done = settled(log(*rows))
        assert taken(done, "bench_press_dumbbell") == [("one_hand", "default", 72)]
        assert "of no two equal dumbbells" in to_tell(done.weights)["evidence"][0]

    def test_easy_first_weeks_are_no_other_way_of_logging(self) -> None:
        lifts = ("bench_press_dumbbell", "shoulder_press_dumbbell", "hammer_curl_dumbbell")
        sets = log(*[
            session(day, lift, [8.0 if day < 24 else 16.0] * 2) for day in range(0, 80, 4) for lift in lifts
        ])  # fmt: skip
        assert_frame_equal(settled(sets).sets, sets)

    def test_weights_that_double_together_are_a_change_of_log(self) -> None:
        lifts = (
            "bench_press_dumbbell",
            "shoulder_press_dumbbell",
            "hammer_curl_dumbbell",
            "arnold_press_dumbbell",
        )
        rows = [
            session(day, lift, [20.0 if day < 40 else 40.0] * 2) for day in range(0, 80, 8) for lift in lifts
        ]
        done = settled(log(*rows))
        for lift in lifts:
            assert taken(done, lift) == [("one_hand", "evidence", 10), ("both_hands", "evidence", 10)]
        assert done.sets["load_kg"].unique().to_list() == [20.0]
        assert (
            f"from {FIRST + timedelta(days=40)} on the weights of 4 dumbbell lifts double"
            in done.weights["evidence"][0]
        )

    def test_three_lifts_that_double_are_enough_and_another_app_with_fewer_hides_nothing(self) -> None:
        lifts = ("bench_press_dumbbell", "shoulder_press_dumbbell", "hammer_curl_dumbbell")
        rows = [
            session(day, lift, [20.0 if day < 40 else 40.0] * 2) for day in range(0, 80, 8) for lift in lifts
        ]
        beside = [session(day, "arnold_press_dumbbell", [20.0] * 2, source=HEVY) for day in range(0, 80, 8)]
        done = settled(log(*rows, *beside))
        for lift in lifts:
            assert taken(done, lift) == [("one_hand", "evidence", 10), ("both_hands", "evidence", 10)]

    def test_weights_that_double_alone_or_for_a_day_are_a_lifters_business(self) -> None:
        alone = [
            session(day, "bench_press_dumbbell", [20.0 if day < 40 else 40.0] * 2) for day in range(0, 80, 8)
        ]
        lifts = ("shoulder_press_dumbbell", "hammer_curl_dumbbell", "arnold_press_dumbbell")
        for_a_day = [
            session(day, lift, [40.0 if day == 40 else 20.0] * 2) for day in range(0, 80, 8) for lift in lifts
        ]
        sets = log(*alone, *for_a_day)
        assert_frame_equal(settled(sets).sets, sets)

    def test_an_app_with_twice_the_weights_of_another_sums_both_hands(self) -> None:
        lifts = ("chest_fly_dumbbell", "arnold_press_dumbbell")
        old = [session(day, lift, [20.0] * 2) for day in range(0, 60, 6) for lift in lifts]
        new = [session(day, lift, [40.0] * 2, source=HEVY) for day in range(60, 120, 6) for lift in lifts]
        done = settled(log(*old, *new))
        told = to_tell(done.weights).select("app", pl.col("meaning").cast(pl.String), "sets")
        assert told.rows() == [("hevy", "both_hands", 20)] * 2
        assert done.sets["load_kg"].unique().to_list() == [20.0]

    def test_two_lifts_of_many_that_double_with_the_app_are_a_lifters_business(self) -> None:
        lifts = {
            "chest_fly_dumbbell": 2,
            "arnold_press_dumbbell": 2,
            "hammer_curl_dumbbell": 1,
            "lateral_raise_dumbbell": 1,
        }
        old = [session(day, lift, [10.0] * 2) for day in range(0, 60, 6) for lift in lifts]
        new = [
            session(day, lift, [10.0 * times] * 2, source=HEVY)
            for day in range(60, 120, 6) for lift, times in lifts.items()
        ]  # fmt: skip
        sets = log(*old, *new)
        assert_frame_equal(settled(sets).sets, sets)

    def test_a_habit_carries_over_to_lifts_that_come_in_pairs(self) -> None:
        twins = [("bench_press", 80), ("incline_bench_press", 82), ("romanian_deadlift", 84)]
        rows = [
            each for day in range(0, 96, 4) for name, dumbbell in twins
            for each in (session(day, f"{name}_barbell", [100]), session(day, f"{name}_dumbbell", [dumbbell]))
        ]  # fmt: skip
        rows += [
            session(0, "lateral_raise_dumbbell", [20] * 3),
            session(0, "bent_over_row_dumbbell", [40] * 3),
        ]
        done = settled(log(*rows))
        assert taken(done, "lateral_raise_dumbbell") == [("both_hands", "evidence", 3)]
        assert taken(done, "bent_over_row_dumbbell") == [("one_hand", "default", 3)]

    def test_a_name_that_says_so_is_believed(self) -> None:
        rows = session(0, "bench_press_dumbbell", [80], exercise_logged="DB Bench (total weight)")
        assert taken(settled(log(rows)), "bench_press_dumbbell") == [("both_hands", "evidence", 1)]

    def test_the_coach_goes_before_all_evidence(self) -> None:
        sets = log(*bench(100, 80))
        done = settled(sets, stated={"bench_press_dumbbell": "one_hand"})
        assert taken(done, "bench_press_dumbbell") == [("one_hand", "client.toml", 72)]
        assert_frame_equal(done.sets, sets)

    def test_one_hand_of_a_lift_with_one_load_is_doubled(self) -> None:
        done = settled(log(session(0, "leg_press_machine", [50])), stated={"leg_press_machine": "one_hand"})
        assert done.sets["load_kg"].to_list() == [100.0]

    def test_every_pair_is_of_the_catalogue(self) -> None:
        for lift, partner in pairs().select("lift", "partner").iter_rows():
            twin, bar = catalogue.by_id(lift), catalogue.by_id(partner)
            assert twin is not None
            assert bar is not None
            assert (twin.load_model, bar.load_model) == ("per_hand", "external")


class TestSettings:
    SETS: Final = log(
        session(0, "pull_up_bodyweight", [10], exercise_logged="Klimmzug"), session(0, "Zorcher", [10])
    )

    @pytest.mark.parametrize("name", ["Klimmzug", "pull_up_bodyweight", "Pull-up", "PULL-UP"])
    def test_a_lift_goes_by_id_name_or_as_logged(self, name: str) -> None:
        assert lift_names.meanings({name: "total"}, self.SETS, Path("client.toml")) == {
            "pull_up_bodyweight": "total"
        }

    @pytest.mark.parametrize(
        ("line", "error"),
        [
            ('"Klimmzg" = "total"', "client.toml:3: weights: no such lift: 'Klimmzg'. Did you mean 'pull_up_bodyweight'?"),
            ('"Bench press" = "total"', "client.toml:3: weights: 'total' is for lifts that move the body. Here it can be"),
            ('"Pull-up" = "both_hands"', "client.toml:3: weights: 'both_hands' is for lifts with the weight in the hands."),
        ],
    )  # fmt: skip
    def test_a_lift_or_meaning_that_cannot_be_is_an_error(
        self, tmp_path: Path, line: str, error: str
    ) -> None:
        file = tmp_path / "client.toml"
        file.write_text(f'name = "Ana"\n[weights]\n{line}\n', "utf-8")
        stated = read_settings(tmp_path).weights
        with pytest.raises(BadSettingError, match=re.escape(error)):
            lift_names.meanings(stated, self.SETS, file)

    def test_an_unknown_meaning_names_the_nearest(self, tmp_path: Path) -> None:
        (tmp_path / "client.toml").write_text('[weights]\n"Pull-up" = "totl"\n', "utf-8")
        with pytest.raises(
            BadSettingError, match=re.escape("no such meaning 'totl' for 'Pull-up'; did you mean 'total'?")
        ):
            read_settings(tmp_path)

    def test_what_may_be_said_is_what_the_table_holds(self) -> None:
        for meaning in MEANINGS:
            assert ClientSettings(weights={"Zorcher": meaning}).weights == {"Zorcher": meaning}


LIFTS: Final = (
    "pull_up_bodyweight",
    "dip_bodyweight",
    "pull_up_assisted",
    "bench_press_dumbbell",
    "bench_press_barbell",
    "Zorcher",
)
KILOS: Final = st.sampled_from([0.0, 0.45359237, 1.0, 5.0, 20.0, 40.0, 80.0, 90.0, 160.0])
SESSIONS: Final = st.lists(
    st.tuples(st.integers(0, 200), st.sampled_from(LIFTS), st.lists(KILOS, min_size=1, max_size=5), st.sampled_from([STRONG, HEVY])),
    max_size=25,
)  # fmt: skip
STATED: Final = st.dictionaries(st.sampled_from(LIFTS), st.sampled_from(MEANINGS), max_size=3)


@given(SESSIONS, STATED, st.sampled_from([(), ((0, 80.0),), ((50, 70.0), (90, 82.0))]))
@settings(max_examples=50, deadline=None)
def test_a_meaning_changes_loads_alone_and_is_always_told(
    sessions: list[tuple[int, str, list[float], str]],
    stated: dict[str, str],
    readings: tuple[tuple[int, float], ...],
) -> None:
    sets = log(*[session(day, lift, kilos, source=source) for day, lift, kilos, source in sessions])
    done = settled(sets, body=weighed(*readings), stated=stated)
    changed = ["load_kg", "assistance_kg", "load_logged_kg"]
    assert_frame_equal(done.sets.drop(changed), sets.drop(changed))
    same = done.sets["load_logged_kg"].is_null()
    assert_frame_equal(done.sets.filter(same).select(changed), sets.filter(same).select(changed))
    raw = pl.coalesce("load_kg", "assistance_kg")
    assert (
        done.sets.filter(~same)["load_logged_kg"].to_list()
        == sets.filter(~same).select(raw).to_series().to_list()
    )
    weighted = sets.filter((pl.col("load_kg") > 0) | (pl.col("assistance_kg") > 0))
    assert done.weights["sets"].sum() == weighted.height
    told = set(to_tell(done.weights)["lift"])
    assert set(done.sets.filter(~same)["lift"]) <= told


@given(st.lists(KILOS, min_size=1, max_size=8), st.sampled_from(LIFTS))
@settings(max_examples=30, deadline=None)
def test_a_placeholder_moves_nothing(kilos: list[float], lift: str) -> None:
    sets = log(session(0, lift, kilos))
    done = settled(sets, stated={lift: "placeholder"})
    kept = done.sets.select((pl.col("load_kg").fill_null(0.0) * pl.col("reps")).sum()).item()
    assert kept == 0
    assert done.sets["assistance_kg"].fill_null(0.0).sum() == 0


def test_no_sets_have_no_meanings() -> None:
    done = settled(log())
    assert done.weights.is_empty()
    assert done.weights.columns == list(Weights.column_names())


EXPORTS: Final = Path(__file__).resolve().parents[2].parent / "shared" / "exports"


@pytest.mark.skipif(not EXPORTS.exists(), reason="the real exports are not here")
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fitnotes/android-fn1-kgs.csv", {"total", "both_hands"}),
        ("fitnotes/android-fn3.csv", {"both_hands", "placeholder"}),
        ("fitnotes/android-fn1-lbs.csv", set()),
        ("hevy/lbs-with-km.csv", {"both_hands"}),
        ("strong/de-s5.csv", set()),
    ],
)
def test_real_logs_are_taken_as_their_lifters_meant_them(name: str, expected: set[str]) -> None:
    said = ClientSettings(weight_unit="kg", bodyweight_kg=83)
    done = pipeline.read(EXPORTS / name, client="ana", settings=said)
    source = done.source.row(0, named=True)
    found = weights.settle(
        done.sets, done.body, {source["source"]: source["app"]}, stated={}, bodyweight_kg=83
    )
    told = to_tell(found.weights).filter(pl.col("known_by") == "evidence")
    assert set(told["meaning"].cast(pl.String)) == expected
