"""Apps that hand out JSON: hostile values are never an accident, and each file is known by one importer alone."""

from __future__ import annotations

import contextlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import importers
from analysis.errors import AnalysisError, ManyPeopleError
from analysis.importers import hevy_api, rp_hypertrophy, truecoach
from analysis.importers.reading import Hints, Importer, Reading
from analysis.simulate import roster, writers
from analysis.simulate.performed import Performed
from analysis.simulate.writers.writer import Writer
from analysis.sources import json_text
from analysis.sources.json_text import Json

if TYPE_CHECKING:
    from tests.conftest import ReadText

MINE = ("boostcamp", "hevy_api", "progression", "rp_hypertrophy", "truecoach", "wger")
APPS: dict[str, Importer] = {each.app: each for each in importers.ALL if each.app in MINE}
WRITERS = [w for w in writers.every() if isinstance(w, Writer) and w.app in MINE]
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["2026-03-02", "9999-12-31T23:59:59Z", "3 x 10", "60", "-1", "1e400"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@cache
def small(place: int) -> str:
    """A short export of one writer, as text."""
    sets = roster.CLIENTS[0].log.sets
    days = sets["started_at"].unique().sort().head(2)
    few = Performed.validate(sets.filter(pl.col("started_at").is_in(days.implode())))
    return WRITERS[place].write(few, "kg").decode()


def nodes(value: object) -> list[tuple[Any, Any]]:
    """Every place in a value that can be given another one: its holder and key."""
    keys = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, inner in keys for place in [(value, key), *nodes(inner)]]


def doc(value: object) -> Json:
    return Json("export.json", "utf-8", value)


@given(
    place=st.integers(0, len(WRITERS) - 1),
    changes=st.lists(st.tuples(st.integers(0, 10**6), VALUES), min_size=1, max_size=4),
)
@settings(max_examples=60)
def test_no_value_in_an_export_is_an_accident(place: int, changes: list[tuple[int, Any]]) -> None:
    value = json.loads(small(place))
    for where, new in changes:
        if found := nodes(value):
            holder, key = found[where % len(found)]
            holder[key] = new
    for app in APPS.values():
        dialect = app.identify(doc(value), Hints())
        if dialect is not None:
            with contextlib.suppress(AnalysisError):
                check(app.read(doc(value), dialect, Hints()))


def check(reading: Reading) -> None:
    """Each record once in the account, and nothing from a record that is not used."""
    used = set(reading.ledger.filter(pl.col("status") == "used")["line"])
    assert reading.ledger["line"].is_unique().all()
    assert set(reading.sets["line"]) | set(reading.body["line"]) | set(reading.plan["line"]) <= used


@pytest.mark.parametrize("writer", WRITERS, ids=lambda w: f"{w.app}-{w.layout}")
def test_an_export_is_known_by_its_app_alone(writer: Writer) -> None:
    data = json_text.read("export.json", writer.write(roster.CLIENTS[0].log.sets, "kg").decode(), "utf-8")
    json_apps = [each for each in importers.ALL if each.reads is Json]
    assert [each.app for each in json_apps if each.identify(data, Hints()) is not None] == [writer.app]


def mesocycle(*sets: dict[str, Any]) -> list[dict[str, Any]]:
    day = {"label": "Monday", "bodyweight": 65.2, "exercises": [{"exerciseId": 7, "sets": list(sets)}]}
    return [{"name": "Block", "microRirs": 3210, "unit": "kg", "weeks": [{"days": [day]}]}]


def one(weight: float, reps: int, status: str = "complete") -> dict[str, Any]:
    return {
        "weight": weight,
        "reps": reps,
        "status": status,
        "finishedAt": "2026-03-02T17:00:00Z",
        "bodyweight": 65.2,
    }


def test_a_weight_is_the_lifters_own_only_where_its_odd_part_says_so(read: ReadText) -> None:
    inside = read(json.dumps(mesocycle(one(85.2, 8), one(65.2, 12))), name="rp.json")
    assert inside.sets["load_kg"].to_list() == [20.0, None]
    assert (
        inside.ledger["problem"][0]
        == "the weight of 85.2 includes the lifter's 65.2; 20 is taken as the load"
    )
    outside = read(json.dumps(mesocycle(one(85.2, 8), one(60.0, 12))), name="rp.json")
    assert outside.sets["load_kg"].to_list() == [85.2, 60.0]


def test_a_plan_and_weighings_hang_on_used_records(read: ReadText) -> None:
    done = read(json.dumps(mesocycle(one(80, -1, "skipped"), one(80, 5))), name="rp.json")
    assert done.plan["line"].to_list() == [2]
    assert done.body["source_line"].to_list() == [2]


def test_a_mesocycle_alone_and_a_list_of_them_are_the_same() -> None:
    whole = mesocycle(one(80, 5))
    for value in (whole, whole[0], {"mesocycles": whole}):
        dialect = rp_hypertrophy.identify(doc(value), Hints())
        assert dialect is not None
        assert rp_hypertrophy.read(doc(value), dialect, Hints()).sets.height == 1


def test_workouts_come_as_pages_lists_and_events() -> None:
    workout = {
        "title": "A",
        "start_time": "2026-03-02T17:00:00Z",
        "exercises": [{"title": "Squat", "sets": [{"reps": 5, "weight_kg": 100}]}],
    }
    for value in (
        {"workouts": [workout]},
        [workout],
        workout,
        {"events": [{"type": "updated", "workout": workout}]},
    ):
        dialect = hevy_api.identify(doc(value), Hints())
        assert dialect is not None
        assert hevy_api.read(doc(value), dialect, Hints()).sets["load"].to_list() == [100.0]


def test_many_clients_in_one_file_are_told_apart(read: ReadText) -> None:
    workouts = [{"id": n, "due": "2026-03-02", "client_id": n} for n in (1, 2)]
    items = [
        {"workout_id": n, "name": "Squat", "result": f"{n}x5 @ 100kg", "state": "completed"} for n in (1, 2)
    ]
    value = {"workouts": workouts, "workout_items": items}
    dialect = truecoach.identify(doc(value), Hints())
    assert dialect is not None
    reading = truecoach.read(doc(value), dialect, Hints())
    assert [reading.of(person).sets.height for person in ("1", "2")] == [1, 2]
    with pytest.raises(ManyPeopleError):
        read(json.dumps(value), name="coach.json")


def test_half_an_emoji_is_a_question_mark(read: ReadText) -> None:
    sets = [
        {
            "date": "2026-01-05",
            "weight": "100",
            "weight_unit": 1,
            "reps": 5,
            "exercise": "Squat",
            "comment": "x",
        }
    ]
    done = read(json.dumps(sets).replace('"x"', '"good \\ud83d"'), name="log.json")
    assert done.sets["note"].to_list() == ["good ?"]


def test_a_whole_emoji_is_kept(read: ReadText) -> None:
    sets = [
        {
            "date": "2026-01-05",
            "weight": "100",
            "weight_unit": 1,
            "reps": 5,
            "exercise": "Squat",
            "comment": "x",
        }
    ]
    done = read(json.dumps(sets).replace('"x"', '"good \\ud83d\\ude00"'), name="log.json")
    assert done.sets["note"].to_list() == ["good \U0001f600"]


def test_a_weight_whose_unit_wger_does_not_state_is_in_the_units_of_the_client(read: ReadText) -> None:
    sets = [{"date": "2026-01-05", "weight": "100", "weight_unit": None, "reps": 5, "exercise": "Squat"}]
    done = read(json.dumps(sets), name="log.json", weight_unit="lb")
    assert done.sets["load_kg"].round(2).to_list() == [45.36]


def test_a_bodyweight_no_body_has_is_no_accident(read: ReadText) -> None:
    one = {"status": "complete", "reps": 5, "weight": 1e308, "finishedAt": "2026-01-05T10:00:00Z"}
    day = {"label": "A", "bodyweight": 1e308, "exercises": [{"exerciseId": 5, "sets": [one]}]}
    done = read(json.dumps([{"microRirs": 1, "unit": "kg", "weeks": [{"days": [day]}]}]), name="meso.json")
    assert done.ledger["status"].to_list() == ["rejected"]
