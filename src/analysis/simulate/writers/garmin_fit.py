"""Garmin's watches: an activity with a message a set and a message a rest, in FIT."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

import dataframely as dy
from garmin_fit_sdk import Encoder, Profile

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.writer import Writer
from analysis.units import KG_PER

EXERCISES: Final = MappingProxyType({
    "back_squat_barbell": ("squat", "barbell_back_squat"), "front_squat_barbell": ("squat", "barbell_front_squat"),
    "deadlift_barbell": ("deadlift", "barbell_deadlift"), "romanian_deadlift_barbell": ("deadlift", "romanian_deadlift"),
    "hip_thrust_barbell": ("hip_raise", "barbell_hip_thrust_with_bench"), "bench_press_barbell": ("bench_press", "barbell_bench_press"),
    "overhead_press_barbell": ("shoulder_press", "overhead_barbell_press"), "bent_over_row_barbell": ("row", "bent_over_row_with_barbell"),
    "walking_lunge_dumbbell": ("lunge", "walking_dumbbell_lunge"), "incline_bench_press_dumbbell": ("bench_press", "incline_dumbbell_bench_press"),
    "lateral_raise_dumbbell": ("lateral_raise", "dumbbell_lateral_raise"), "biceps_curl_dumbbell": ("curl", "dumbbell_biceps_curl"),
    "leg_press_machine": ("squat", "leg_press"), "leg_extension_machine": ("crunch", "leg_extensions"),
    "lat_pulldown_cable": ("pull_up", "lat_pulldown"), "seated_row_cable": ("row", "seated_cable_row"),
    "triceps_pushdown_cable": ("triceps_extension", "triceps_pressdown"), "face_pull_cable": ("row", "face_pull"),
    "pull_up_bodyweight": ("pull_up", "pull_up"), "dip_bodyweight": ("triceps_extension", "body_weight_dip"),
    "push_up_bodyweight": ("push_up", "push_up"),
})  # fmt: skip
"""The lifts that Garmin's profile has a number for; the others are exercises of the lifter's own."""

OWN_CATEGORY: Final = "total_body"
OWN_NUMBERS_FROM: Final = 1000
FIT_EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
SET_S: Final = 30
ZONE: Final = "Europe/Berlin"
OFFSET: Final = timedelta(hours=-5)
"""Where the watch of the layout that states its local time is worn."""


def write(sets: dy.DataFrame[Performed], *, layout: str = "local", unit: str = "kg") -> bytes:
    """Return an activity: a session a training day, weights in sixteenths of a kilogram.

    Args:
        sets: What was performed, oldest first.
        layout: local (the activity states its local time, the exercises have titles) or universal (neither).
        unit: kg or lb: what the watch shows.
    """
    encoder, last = Encoder(), _universal(sets["started_at"][-1], layout)
    _put(encoder, "file_id", type="activity", manufacturer="garmin", product=3906, time_created=last)
    numbers = _numbers(sets)
    for number, (started_at, rows) in enumerate(groupby(sets.to_dicts(), key=lambda row: row["started_at"])):
        _session(encoder, number, list(rows), _universal(started_at, layout), numbers, unit)
    _titles(encoder, numbers, titled=layout == "local")
    local = {"local_timestamp": _seconds(last + OFFSET)} if layout == "local" else {}
    _put(
        encoder,
        "activity",
        timestamp=last,
        num_sessions=sets["started_at"].n_unique(),
        type="manual",
        **local,
    )
    return bytes(encoder.close())  # fmt: skip


def _universal(at: datetime, layout: str) -> datetime:
    """The time that the file states for a time on the lifter's wall."""
    if layout == "local":
        return (at - OFFSET).replace(tzinfo=UTC)
    return at.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def _seconds(at: datetime) -> int:
    return int((at - FIT_EPOCH).total_seconds())


def _numbers(sets: dy.DataFrame[Performed]) -> dict[str, tuple[str, int]]:
    """A lift to its category and number, made up where the profile has none."""
    own = iter(range(OWN_NUMBERS_FROM, OWN_NUMBERS_FROM + sets.height))
    return {
        exercise: _number(*EXERCISES[exercise]) if exercise in EXERCISES else (OWN_CATEGORY, next(own))
        for exercise in sets["exercise"].unique(maintain_order=True)
    }


def _number(category: str, word: str) -> tuple[str, int]:
    listed = Profile["types"][f"{category}_exercise_name"]
    return category, next(number for number, name in listed.items() if name == word)


def _titles(encoder: Encoder, numbers: dict[str, tuple[str, int]], *, titled: bool) -> None:
    """Name the exercises: all of them, or only those of the lifter's own."""
    shown = [exercise for exercise in numbers if titled or exercise not in EXERCISES]
    for place, exercise in enumerate(shown):
        category, number = numbers[exercise]
        _put(
            encoder, "exercise_title", message_index=place, exercise_category=category, exercise_name=number,
            wkt_step_name=_title(lift(exercise).names["strong"]),
        )  # fmt: skip


def _title(name: str) -> str:
    """An exercise in Garmin's manner, its equipment first: Leg Press, Barbell Squat."""
    bare, _, equipment = name.rstrip(")").partition(" (")
    return f"{equipment.split(' -')[0]} {bare}".strip()


def _session(
    encoder: Encoder,
    number: int,
    rows: list[dict[str, Any]],
    start: datetime,
    numbers: dict[str, tuple[str, int]],
    unit: str,
) -> None:
    length = rows[0]["session_s"]
    for message in _sets(rows, start, numbers, unit):
        _put(encoder, "set", timestamp=start, **message)
    _put(
        encoder, "session", message_index=number, timestamp=start, start_time=start, sport="training",
        sub_sport="strength_training", sport_profile_name="Strength", total_elapsed_time=float(length),
        total_timer_time=float(length),
    )  # fmt: skip


def _sets(
    rows: list[dict[str, Any]], start: datetime, numbers: dict[str, tuple[str, int]], unit: str
) -> Iterator[dict[str, Any]]:
    """The session's sets, each followed by its rest where a timer ran."""
    at, place = start, 0
    shown = "pound" if unit == "lb" else "kilogram"
    for row in rows:
        category, number = numbers[row["exercise"]]
        load = {} if row["load"] is None else {"weight": row["load"] * KG_PER[unit]}
        yield {
            "message_index": place, "start_time": at, "duration": float(SET_S), "set_type": "active", "repetitions": row["reps"],
            "category": [category] * 3, "category_subtype": [number] * 3, "weight_display_unit": shown, **load,
        }  # fmt: skip
        at, place = at + timedelta(seconds=SET_S), place + 1
        if row["rest_s"]:
            yield {
                "message_index": place,
                "start_time": at,
                "duration": float(row["rest_s"]),
                "set_type": "rest",
            }
            at, place = at + timedelta(seconds=row["rest_s"]), place + 1


def _put(encoder: Encoder, kind: str, **fields: Any) -> None:
    number = next(n for n, message in Profile["messages"].items() if message["name"] == kind)
    encoder.write_mesg({"mesg_num": number, **fields})


def _writer(layout: str) -> Writer:
    return Writer(
        app="garmin_fit",
        layout=layout,
        file="ACTIVITY.fit",
        write=lambda sets, unit: write(sets, layout=layout, unit=unit),
        keeps=frozenset({"time", "rest_s", "session_s"}),
        timezone=ZONE if layout == "universal" else "",
    )


WRITERS: Final = tuple(_writer(layout) for layout in ("local", "universal"))
