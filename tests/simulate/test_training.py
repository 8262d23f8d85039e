from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.simulate.athlete import Athlete, Tape
from analysis.simulate.client import SampleClient
from analysis.simulate.lifts import GRID, lift
from analysis.simulate.programme import MON, Block, Day, Slot
from analysis.simulate.roster import CLIENTS
from analysis.simulate.training import train
from analysis.units import KG_PER

Make = Callable[..., Athlete]
NO_NOISE = {
    "k_spread": 0.0, "readiness_sd": 0.0, "lift_day_sd": 0.0, "set_sd": 0.0, "fatigue_per_set": 0.0,
    "effort_sd": 0.0, "effort_bias": 0.0, "effort_logged": 1.0,
}  # fmt: skip
each_client = pytest.mark.parametrize("client", CLIENTS, ids=lambda client: client.slug)


def test_the_same_word_trains_the_same(make_athlete: Make) -> None:
    assert_frame_equal(train(make_athlete()).sets, train(make_athlete()).sets)


def test_another_word_trains_otherwise(make_athlete: Make) -> None:
    other = train(make_athlete(word="other")).sets
    assert not train(make_athlete()).sets.equals(other)


def test_what_is_planned_is_done_but_for_gaps(make_athlete: Make) -> None:
    training = train(make_athlete(adherence=1.0))
    assert (training.planned, training.done) == (20, 19)
    days = training.sets["started_at"].dt.date().unique().to_list()
    assert len(days) == 19
    assert date(2026, 2, 2) not in days


def test_without_noise_reps_and_reserve_are_those_of_the_curve(make_athlete: Make) -> None:
    first = (
        train(make_athlete(adherence=1.0, **NO_NOISE))
        .sets.filter(pl.col("kind") == "work")
        .row(0, named=True)
    )
    # thinks 97 kg is the maximum: 97 / (1 + .036 x 6) = 79.8, so 80 kg; 1 + (100 / 80 - 1) / .036 = 7.94 reps
    assert (first["load"], first["reps"]) == (80.0, 5)
    assert first["rir_true"] == pytest.approx(2.944, abs=0.001)
    assert first["rir"] == 3.0


def test_every_set_is_possible_and_leaves_what_it_says(make_athlete: Make) -> None:
    sets = train(make_athlete(adherence=1.0, **NO_NOISE)).sets.filter(pl.col("kind") != "warm_up")
    k = pl.col("exercise").replace_strict({name: lift(name).k0 for name in make_athlete().levels_kg})
    implied = pl.col("load_kg") * (1 + k * (pl.col("reps") + pl.col("rir_true") - 1))
    assert sets.select((implied / pl.col("capacity_kg") - 1).abs().max()).item() < 1e-9


def test_a_deload_has_half_the_sets_and_a_tenth_less_load(make_athlete: Make) -> None:
    squats = train(make_athlete(adherence=1.0, **NO_NOISE)).sets.filter(
        (pl.col("exercise") == "back_squat_barbell") & (pl.col("kind") == "work")
    )
    by_day = squats.group_by("started_at", maintain_order=True).agg(pl.len(), pl.col("load").first())
    *_, before, deload = by_day.rows()
    assert (before[1], deload[1]) == (5, 3)
    assert deload[2] == pytest.approx(0.9 * before[2], abs=2.5)


def test_effort_is_logged_once_the_app_has_a_place_for_it(make_athlete: Make) -> None:
    changed = date(2026, 3, 16)
    work = train(make_athlete(effort_logged=1.0, effort_logged_from=changed)).sets.filter(
        pl.col("kind") == "work"
    )
    logged = work.select(on=pl.col("started_at").dt.date(), has=pl.col("rir").is_not_null())
    assert logged.select((pl.col("has") == (pl.col("on") >= changed)).all()).item()


def test_a_tested_single_is_the_heaviest_load_there_is(make_athlete: Make) -> None:
    athlete = make_athlete(adherence=0.0, tests={date(2026, 3, 16): ("back_squat_barbell",)}, **NO_NOISE)
    training = train(athlete)
    assert training.done == 1  # a test day is not skipped
    single = training.sets.filter((pl.col("exercise") == "back_squat_barbell") & (pl.col("kind") == "work"))
    # 100 x exp(.10) = 110.5, and 112.5 would not go up
    assert single.select("load", "reps", "rir").rows() == [(110.0, 1, 0.0)]


def test_pull_ups_use_the_body(make_athlete: Make) -> None:
    slot = Slot(exercise="pull_up_bodyweight", reps=(8,), rest_s=120, open_reps=True)
    day = Day(weekday=MON, name="Pull", slots=(slot,))
    athlete = make_athlete(
        blocks=(Block(style="strength", weeks=1, days=(day,), slope_pct_per_week=0),),
        levels_kg={"pull_up_bodyweight": 100.0}, bodyweight=Tape(start=80.0, per_week=(0.0,), error=0.5),
        adherence=1.0, **NO_NOISE,
    )  # fmt: skip
    # 1 + (100 / 80 - 1) / .033 = 8.58 reps at most; two are left
    assert train(athlete).sets.select("load", "reps").rows() == [(None, 7)]


def test_an_athlete_too_weak_for_the_lift_is_a_mistake_of_ours(make_athlete: Make) -> None:
    with pytest.raises(ValueError, match="cannot do one back_squat_barbell"):
        train(make_athlete(levels_kg={"back_squat_barbell": 10.0, "lateral_raise_dumbbell": 16.0}))


@each_client
def test_loads_lie_on_the_grid_of_the_gym(client: SampleClient) -> None:
    for exercise, loads in (
        client.log.sets.group_by("exercise").agg(pl.col("load").drop_nulls().unique()).rows()
    ):
        equipment = lift(exercise).equipment
        if equipment == "bodyweight":
            assert loads == []
            continue
        least, step = GRID[client.athlete.unit][equipment]
        assert all(load >= least and (load - least) % step == 0 for load in loads)


@each_client
def test_kilograms_are_the_shown_load_in_its_unit(client: SampleClient) -> None:
    factor = KG_PER[client.athlete.unit]
    assert client.log.sets.select((pl.col("load") * factor == pl.col("load_kg")).all()).item()


@each_client
def test_people_train_like_people(client: SampleClient) -> None:
    sets = client.log.sets
    work = sets.filter(pl.col("kind") != "warm_up")
    assert sets["reps"].max() <= 25  # type: ignore[operator]  # the column has values
    assert sets["session_s"].is_between(15 * 60, 120 * 60).all()
    assert (work["kind"] == "failure").mean() < 0.05  # type: ignore[operator]
    assert work["rir_true"].median() == pytest.approx(1.9, abs=0.5)
    assert sets["started_at"].dt.date().max() <= client.athlete.ends_on  # type: ignore[operator]


@each_client
def test_no_day_has_one_exercise_twice(client: SampleClient) -> None:
    entries = client.log.sets.group_by("started_at", "exercise").agg(pl.col("entry").n_unique())
    assert entries["entry"].max() == 1


@each_client
def test_logged_reserve_is_in_half_steps_an_app_can_write(client: SampleClient) -> None:
    logged = set(client.log.sets["rir"].drop_nulls().unique().to_list())
    assert logged <= {0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0}


@pytest.mark.parametrize(
    "client",
    [client for client in CLIENTS if not client.athlete.flags_warm_ups],
    ids=lambda client: client.slug,
)
def test_where_the_app_has_no_flag_the_rule_tells_warm_ups_from_work(client: SampleClient) -> None:
    day = ("started_at", "exercise")
    sets = client.log.sets.filter(pl.col("load").is_not_null()).with_columns(
        top=pl.col("load").max().over(day), place=pl.int_range(pl.len()).over(day)
    )
    top_at = pl.col("place").filter(pl.col("load") == pl.col("top")).first().over(day)
    by_rule = (pl.col("load") < 0.6 * pl.col("top")) & (pl.col("reps") <= 10) & (pl.col("place") < top_at)
    assert sets.select((by_rule == (pl.col("kind") == "warm_up")).all()).item()
