"""Which lift of the log a planned name is."""

from __future__ import annotations

import pytest

from analysis.ingest.plan_lifts import logged_lift


@pytest.mark.parametrize(
    ("name", "exercise", "done", "lift"),
    [
        # what was named is done: nothing else is asked
        ("Walking Lunge", "walking_lunge_other", ["walking_lunge_dumbbell", "walking_lunge_other"], "walking_lunge_other"),
        # no equipment is named: the variant done most
        ("Walking Lunge", "walking_lunge_other", ["bench_press_barbell", "walking_lunge_dumbbell", "walking_lunge_barbell"],
         "walking_lunge_dumbbell"),
        ("Bench press", "bench_press_barbell", ["bench_press_dumbbell"], "bench_press_dumbbell"),
        # equipment is named: no other will do
        ("Barbell bench press", "bench_press_barbell", ["bench_press_dumbbell"], "bench_press_barbell"),
        # no position is named: lying, seated and standing are all the movement
        ("Leg Curl", "leg_curl_machine", ["seated_leg_curl_machine"], "seated_leg_curl_machine"),
        ("Lying leg curl", "lying_leg_curl_machine", ["seated_leg_curl_machine"], "lying_leg_curl_machine"),
        # another movement is another movement
        ("Bench press", "bench_press_barbell", ["incline_bench_press_barbell"], "bench_press_barbell"),
        ("Leg Press", "leg_press_machine", ["single_leg_press_machine"], "leg_press_machine"),
        # nobody knows the name
        ("Aunt Mabel's press", None, ["bench_press_barbell"], "Aunt Mabel's press"),
        ("Squat", "back_squat_barbell", [], "back_squat_barbell"),
    ],
)  # fmt: skip
def test_a_planned_name_is_the_variant_that_the_client_does(
    name: str, exercise: str | None, done: list[str], lift: str
) -> None:
    counts = {each: len(done) - place for place, each in enumerate(done)}
    assert logged_lift(name, exercise, names_logged={}, done=counts) == lift


def test_the_logs_own_name_goes_before_the_catalogues() -> None:
    logged = {"press_a": "Press A", "bench_press": "bench_press_dumbbell"}
    assert logged_lift("press a", None, names_logged=logged, done={}) == "Press A"
    mine = logged_lift("Bench press", "bench_press_barbell", names_logged=logged, done={"bench_press_dumbbell": 3, "bench_press_barbell": 9})  # fmt: skip
    assert mine == "bench_press_dumbbell"
    assert logged_lift("Bench press", "bench_press_barbell", names_logged=logged, done={"bench_press_barbell": 9}) == "bench_press_barbell"  # fmt: skip
