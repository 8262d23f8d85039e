from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import BadSettingError
from analysis.exercises import catalogue, harmonise
from analysis.exercises.index import index

APPS = ("generic", "strong", "hevy", "fitnotes", "table")
IDS = catalogue.frame()["id"].to_list()
NAMES = catalogue.frame()["name"].to_list()


def lift(name: str, app: str = "generic") -> str | None:
    found: str | None = harmonise.match([name], app=app)["exercise"].item()
    return found


@pytest.mark.parametrize("app", APPS)
def test_every_lift_answers_to_its_own_name(app: str) -> None:
    own = harmonise.match(NAMES, app=app)
    assert own["exercise"].to_list() == IDS


@pytest.mark.parametrize(
    ("app", "logged", "exercise"),
    [
        ("strong", "Squat (Barbell)", "back_squat_barbell"),
        ("strong", "Triceps Pushdown (Cable - Straight Bar)", "triceps_pushdown_cable"),
        ("strong", "Pull Up (Assisted)", "pull_up_assisted"),
        ("strong", "Knee Raise (Captain's Chair)", "captains_chair_knee_raise_bodyweight"),
        ("hevy", "Dumbbell Row", "single_arm_row_dumbbell"),
        ("hevy", "Chest Dip (Weighted)", "dip_bodyweight"),
        ("hevy", "Supino Inclinado (Halter)", "incline_bench_press_dumbbell"),
        ("hevy", "Bankdrücken (Langhantel)", "bench_press_barbell"),
        ("hevy", "Développé Couché Incliné (Haltère)", "incline_bench_press_dumbbell"),
        ("hevy", "Peso Muerto Rumano (Barra)", "romanian_deadlift_barbell"),
        ("hevy", "Alzate Laterali (Manubrio)", "lateral_raise_dumbbell"),
        ("hevy", "Oturarak Kürek Çekme (Kablo)", "seated_row_cable"),
        ("hevy", "Zijwaarts Heffen (Dumbbell)", "lateral_raise_dumbbell"),
        ("hevy", "Przysiad (Sztanga)", "back_squat_barbell"),
        ("fitnotes", "Flat Barbell Bench Press", "bench_press_barbell"),
        ("generic", "OHP", "overhead_press_barbell"),
        ("generic", "Bulgarian split squats (DB)", "bulgarian_split_squat_dumbbell"),
        ("generic", "Incline DB bench", "incline_bench_press_dumbbell"),
    ],
)
def test_names_of_apps_and_of_everyday_speech_are_known(app: str, logged: str, exercise: str) -> None:
    assert lift(logged, app) == exercise


@pytest.mark.parametrize(
    ("app", "logged", "exercise"),
    [
        ("fitbod", "Hammerstrength Iso Row", "iso_lateral_row_machine"),
        ("fitbod_people", "Vertical Knee Raise", "captains_chair_knee_raise_bodyweight"),
        ("fitnotes_backup", "Dumbbell Row", "single_arm_row_dumbbell"),
        ("fitnotes_ios", "Reverse curl (EZ bar)", "reverse_curl_ez_bar"),
        ("jefit", "Calf Press on Leg Press Machine", "calf_press_machine"),
        ("jefit", "Cardio 12", "cardio"),
        ("liftosaur", "Lateral Raise", "lateral_raise_dumbbell"),
        ("liftosaur", "Lateral Raise, Cable", "lateral_raise_cable"),
        ("liftosaur", "Romanian Deadlift, Leverage Machine", "romanian_deadlift_machine"),
        ("alpha_progression", "Lat Pulldowns with Wide Overhand Grip Cable", "wide_grip_lat_pulldown_cable"),
        ("strengthlog", "Lat Pulldown With Supinated Grip", "underhand_lat_pulldown_cable"),
        ("rp_hypertrophy", "Dumbbell Row (2-Arm)", "bent_over_row_dumbbell"),
        ("rp_hypertrophy", "Pullup (Weighted, Underhand Grip)", "chin_up_bodyweight"),
        ("wger", "Leg Curls (sitting)", "seated_leg_curl_machine"),
        ("wger", "Benchpress", "bench_press_barbell"),
        ("garmin_fit", "barbell_back_squat", "back_squat_barbell"),
        ("garmin_fit", "single_leg_hip_raise", "single_leg_glute_bridge_bodyweight"),
        ("garmin_fit", "barbell_straight_leg_deadlift", "stiff_leg_deadlift_barbell"),
        ("truecoach", "Single Leg Kettlebell Romanian Deadlift", "single_leg_romanian_deadlift_kettlebell"),
        ("boostcamp", "Bench Press (Barbell)", "bench_press_barbell"),
        ("stronglifts", "Barbell Row", "bent_over_row_barbell"),
    ],
)
def test_every_app_is_read_in_its_own_manner(app: str, logged: str, exercise: str) -> None:
    assert lift(logged, app) == exercise


@pytest.mark.parametrize(
    ("logged", "exercise"),
    [
        ("Rematore a Una Mano con Manubrio", "single_arm_row_dumbbell"),
        ("Distensioni su Panca Inclinata con Manubri", "incline_bench_press_dumbbell"),
        ("Flessioni delle Gambe da Seduti", "seated_leg_curl_machine"),
        ("Trazioni al Volto al Cavo", "face_pull_cable"),
        ("Wadenheben an der Beinpresse", "calf_press_machine"),
        ("Vorgebeugtes Rudern (Langhantel)", "bent_over_row_barbell"),
        ("Rumänisches Kreuzheben mit Kurzhanteln", "romanian_deadlift_dumbbell"),
        ("Latzug enger Griff", "close_grip_lat_pulldown_cable"),
        ("Fentes marchées avec haltères", "walking_lunge_dumbbell"),
        ("Soulevé de terre jambes tendues", "stiff_leg_deadlift_barbell"),
        ("Tractions lestées", "pull_up_bodyweight"),
        ("Zancadas búlgaras con mancuernas", "bulgarian_split_squat_dumbbell"),
        ("Elevaciones laterales en polea", "lateral_raise_cable"),
        ("Extensiones de cuádriceps", "leg_extension_machine"),
        ("Cruce de poleas", "chest_fly_cable"),
        ("Supino declinado com barra", "decline_bench_press_barbell"),
        ("Tríceps testa com barra W", "skull_crusher_ez_bar"),
        ("Wiosłowanie sztangą w opadzie", "bent_over_row_barbell"),
        ("Wyciskanie hantli na ławce skośnej", "incline_bench_press_dumbbell"),
        ("Unoszenie nóg w zwisie", "hanging_leg_raise_bodyweight"),
        ("Wspięcia na palce siedząc", "seated_calf_raise_machine"),
        ("Oturarak Kürek Çekme", "seated_row_other"),
        ("Ön Squat", "front_squat_barbell"),
        ("Curl de bíceps", "biceps_curl_other"),
        ("Extensión de tríceps", "triceps_extension_other"),
        ("Bulgar squat", "bulgarian_split_squat_other"),
        ("Zittende beencurl", "seated_leg_curl_machine"),
        ("Schuine bankdrukken met dumbbells", "incline_bench_press_dumbbell"),
        ("Marklyft", "deadlift_barbell"),
        ("Sittande rodd (kabel)", "seated_row_cable"),
    ],
)
def test_names_of_many_languages_are_known(logged: str, exercise: str) -> None:
    assert lift(logged) == exercise


@pytest.mark.parametrize(
    ("logged", "exercise"),
    [
        ("Rommanian Deadlift (Barbell)", "romanian_deadlift_barbell"),
        ("Lat Puldown (Cable)", "lat_pulldown_cable"),
        ("Incline Hummer Curl (Dumbbell)", "incline_hammer_curl_dumbbell"),
    ],
)
def test_a_misspelt_word_is_understood_and_said_to_be_fuzzy(logged: str, exercise: str) -> None:
    row = harmonise.match([logged], app="strong").row(0, named=True)
    assert (row["exercise"], row["how"]) == (exercise, "fuzzy")
    assert 92 <= row["score"] < 100


@pytest.mark.parametrize(
    "logged",
    [
        "Bench Press Eccentric",
        "Leg Press in the cellar",
        "Two-Handed Dumbbell Skullcrusher",
        "Front Lateral Raise",
        "Elbow to Knee",
        "Landmine",
        "Planche",  # a plank in French, a lift of its own elsewhere
        "Decline Incline Bench Press",
        "Barbell Dumbbell Curl",
        "W Push Ups",
        "Bench Press (Halter)",  # a barbell in Turkish, a dumbbell in Portuguese
        "Something else",
        "12",
        "",
        "()",
    ],
)
def test_a_name_that_says_more_or_something_else_is_left_to_the_coach(logged: str) -> None:
    assert lift(logged or " ", "hevy") is None


def test_a_dumbbell_is_never_a_barbell() -> None:
    bases = [name.removeprefix("Barbell ") for name, i in zip(NAMES, IDS, strict=True) if "barbell" in i]
    written = [w for base in bases for w in (f"{base} (Dumbbell)", f"DB {base}", f"{base} with dumbbels")]
    found = harmonise.match(written, app="strong").drop_nulls("exercise")
    assert found.height > 30
    for logged, exercise in found.select("exercise_logged", "exercise").iter_rows():
        known = catalogue.by_id(exercise)
        assert known is not None
        assert known.equipment == "dumbbell", logged


@pytest.mark.parametrize(
    "qualifier", ["incline", "decline", "single", "assisted", "seated", "smith", "close"]
)
def test_a_qualifier_is_never_dropped(qualifier: str) -> None:
    plain = [(name, i) for name, i in zip(NAMES, IDS, strict=True) if qualifier not in f"{name} {i}".lower()]
    said = {i for words, i in index("generic").common.items() if qualifier in words}
    found = harmonise.match([f"{qualifier} {name}" for name, _ in plain], app="generic")
    for exercise, (name, before) in zip(found["exercise"], plain, strict=True):
        assert exercise != before or before in said, name


def test_every_name_is_judged_alone() -> None:
    logged = [*NAMES, *[f"{name} old" for name in NAMES], "Nothing known", "Bench pres"]
    together = harmonise.match(logged, app="hevy")
    assert harmonise.match(list(reversed(logged)), app="hevy").reverse().equals(together)


def test_a_name_counts_once_however_often_it_is_logged() -> None:
    assert harmonise.match(["Squat", "Bench", "Squat"], app="hevy")["exercise_logged"].to_list() == [
        "Squat",
        "Bench",
    ]


def test_no_names_give_an_empty_table_of_the_same_columns() -> None:
    none = harmonise.match([], app="strong")
    assert none.height == 0
    assert none.schema == harmonise.match(["Squat"], app="strong").schema


def test_the_workspace_has_the_last_word() -> None:
    row = harmonise.match(
        ["squat (BARBELL)"], app="strong", extra={"Squat (Barbell)": "low_bar_squat_barbell"}
    )
    assert row.select("exercise", "how").row(0) == ("low_bar_squat_barbell", "workspace_alias")


def test_the_unknown_come_with_the_nearest_lifts() -> None:
    row = harmonise.match(["Chin Up at the door"], app="strong").row(0, named=True)
    assert row["exercise"] is row["how"] is row["score"] is None
    assert "chin_up_bodyweight" in row["nearest"]
    assert len(row["nearest"]) == 3


@given(st.lists(st.text(max_size=40), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered_with_a_known_lift_or_none(logged: list[str]) -> None:
    found = harmonise.match(logged, app="hevy")
    assert found["exercise_logged"].to_list() == list(dict.fromkeys(logged))
    assert set(found["exercise"].drop_nulls()) <= set(IDS)


def test_thousands_of_names_take_less_than_a_few_seconds() -> None:
    logged = [f"{name} {word}" for name in NAMES[::2] for word in ("quux", "old", "DB", "machine", "xyzzy")]
    started = time.process_time()
    harmonise.match(logged, app="strong")
    assert time.process_time() - started < 5  # about 0.8 s; the time of this process, whatever else runs


def write(folder: Path, text: str) -> Path:
    file = folder / "aliases.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_workspace_writes_its_aliases_in_a_csv(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        'note,exercise_logged,exercise\n,Leg press cellar,leg_press_machine\n,"Row, seal",seal_row_barbell\n',
    )
    assert harmonise.read_aliases(file) == {
        "Leg press cellar": "leg_press_machine",
        "Row, seal": "seal_row_barbell",
    }


def test_a_workspace_without_aliases_has_none(tmp_path: Path) -> None:
    assert harmonise.read_aliases(tmp_path / "aliases.csv") == {}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("barbell_row", "bent_over_row_barbell"),
        ("Bench Pres", "bench_press_barbell"),
        ("dumbbell_bench", "bench_press_dumbbell"),
        ("pullup", "pull_up_bodyweight"),
        ("back_squat_barbel", "back_squat_barbell"),
        ("xyzzy", None),
        ("xyzzy_barbell", None),
        ("", None),
    ],
)
def test_what_a_wrong_id_means_is_told_by_its_words_first(written: str, meant: str | None) -> None:
    assert harmonise.meant(written) == meant


def test_the_hint_for_an_alias_is_not_a_lift_of_like_letters(tmp_path: Path) -> None:
    with pytest.raises(BadSettingError, match="Did you mean 'bent_over_row_barbell'"):
        harmonise.read_aliases(write(tmp_path, "exercise_logged,exercise\nCoach's row,barbell_row\n"))
    with pytest.raises(BadSettingError, match=r"The ids are in docs/exercises-list\.md"):
        harmonise.read_aliases(write(tmp_path, "exercise_logged,exercise\nCoach's row,xyzzy\n"))


def test_an_unknown_id_is_an_error_with_file_line_and_nearest_id(tmp_path: Path) -> None:
    file = write(tmp_path, "exercise_logged,exercise\nA,deadlift_barbell\nB,back_squat_barbel\n")
    with pytest.raises(BadSettingError, match=r"aliases\.csv:3: back_squat_barbel: .*'back_squat_barbell'"):
        harmonise.read_aliases(file)


@pytest.mark.parametrize("text", ["", "name,lift\nA,deadlift_barbell\n"])
def test_a_missing_column_is_an_error_that_shows_the_header(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadSettingError, match="Start with: exercise_logged,exercise"):
        harmonise.read_aliases(write(tmp_path, text))


def test_a_short_or_unreadable_alias_file_is_an_error_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(BadSettingError, match="no such lift"):
        harmonise.read_aliases(write(tmp_path, "exercise_logged,exercise\nA\n"))
    with pytest.raises(BadSettingError, match="quoting"):
        harmonise.read_aliases(write(tmp_path, 'exercise_logged,exercise\n"A,deadlift_barbell\n'))
    file = tmp_path / "aliases.csv"
    file.write_bytes(b"exercise_logged,exercise\n\xff\xfe,x\n")
    with pytest.raises(BadSettingError, match="not UTF-8"):
        harmonise.read_aliases(file)
