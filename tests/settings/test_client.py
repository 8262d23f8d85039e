from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.errors import BadSettingError
from analysis.ingest.plans import plan
from analysis.settings import client, coach
from analysis.settings.client import ClientSettings


def read(folder: Path, text: str) -> ClientSettings:
    (folder / "client.toml").write_text(text, "utf-8")
    return client.read(folder)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(BadSettingError) as refused:
        read(folder, text)
    said = str(refused.value)
    assert "\n" not in said
    return said.removeprefix(f"{folder / 'client.toml'}")


def test_no_file_and_an_empty_file_give_the_defaults(tmp_path: Path) -> None:
    assert client.read(tmp_path) == ClientSettings()
    assert read(tmp_path, "") == ClientSettings()
    assert read(tmp_path, "").weight_unit is None


def test_a_file_saved_with_a_mark_at_its_beginning_is_read(tmp_path: Path) -> None:
    (tmp_path / "client.toml").write_bytes(b'\xef\xbb\xbfname = "Ana"\n')
    assert client.read(tmp_path).name == "Ana"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "A"\nwieght_unit = "kg"\n', ":2: wieght_unit: no such key. Did you mean 'weight_unit'?"),
        ('name = "A"\n\n[[phase]]\nstile = "strength"\nstarts_on = 2026-01-05\nweeks = 4\n',
         ":4: phase.1.stile: no such key. Did you mean 'style'?"),
        ('[table."log.csv"]\ndate = "Date"\nexercise = "Lift"\nwieght = "kg"\n',
         ":4: table.log.csv.wieght: no such key. Did you mean 'weight'?"),
        ('weight_unit = "stone"\n', ":1: weight_unit: must be 'kg' or 'lb', seen 'stone'."),
        ("days_per_week = 0\n", ":1: days_per_week: must be greater than or equal to 1, seen 0."),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_told_by_its_line_and_what_would_be_right(
    tmp_path: Path, text: str, said: str
) -> None:
    assert refusal(tmp_path, text) == said


def test_a_key_that_is_like_no_other_lists_those_there_are(tmp_path: Path) -> None:
    assert refusal(tmp_path, "zzz = 1\n").startswith(
        ":1: zzz: no such key. Known keys: bodyweight_kg, born_on,"
    )


def test_malformed_toml_is_told_by_its_line(tmp_path: Path) -> None:
    assert refusal(tmp_path, 'name = "A"\nsex = \n').startswith(":2: syntax: ")


@pytest.mark.parametrize("wrong", ["2026-13-01", "2026-02-30", "2026-9-7", "07.09.2026", "9/7/2026"])
def test_a_date_that_is_none_is_named_with_the_way_to_write_it(tmp_path: Path, wrong: str) -> None:
    said = refusal(tmp_path, f'name = "A"\nborn_on = {wrong}\n')
    assert said == f":2: syntax: {wrong} is no date; write it as 2026-09-07, year, month, day."


def test_a_good_date_before_a_slip_in_its_line_is_not_blamed(tmp_path: Path) -> None:
    assert "is no date" not in refusal(tmp_path, "born_on = 1990-01-31 x\n")


def test_what_looks_like_a_date_inside_quotes_is_not_blamed(tmp_path: Path) -> None:
    assert "is no date" not in refusal(tmp_path, 'goals = ["squat, 1/2/3 waves" "bench"]\n')


def test_text_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "client.toml").write_bytes('name = "Zoë"'.encode("latin-1"))
    with pytest.raises(BadSettingError, match="the file is not UTF-8 text"):
        client.read(tmp_path)


PHASE = '[[phase]]\nstyle = "strength"\nstarts_on = {}\n{}\n'


def test_phases_that_overlap_are_refused(tmp_path: Path) -> None:
    text = PHASE.format("2026-01-05", "weeks = 4") + PHASE.format("2026-02-01", "weeks = 4")
    said = "the phase of 2026-02-01 starts before the one of 2026-01-05 ends on 2026-02-01"
    assert refusal(tmp_path, text).startswith(f":5: phase.2: {said}")


def test_of_phases_that_overlap_the_later_one_is_named_wherever_it_stands(tmp_path: Path) -> None:
    phases = [PHASE.format(day, "weeks = 4") for day in ("2026-02-01", "2026-06-01", "2026-01-05")]
    assert refusal(tmp_path, "".join(phases)).startswith(":1: phase.1: the phase of 2026-02-01 starts before")


def test_a_phase_may_start_the_day_after_another_and_the_order_in_the_file_does_not_matter(
    tmp_path: Path,
) -> None:
    text = PHASE.format("2026-02-02", "weeks = 4") + PHASE.format("2026-01-05", "weeks = 4")
    starts = [phase.starts_on for phase in read(tmp_path, text).phase]
    assert starts == [date(2026, 1, 5), date(2026, 2, 2)]


@pytest.mark.parametrize(
    ("rest", "problem"),
    [
        ("", "a phase has either weeks or ends_on"),
        ("weeks = 4\nends_on = 2026-02-01", "a phase has either weeks or ends_on"),
        ("ends_on = 2025-12-01", "ends_on 2025-12-01 lies before starts_on 2026-01-05"),
        ('template = "periodised-12"', "a phase has either a style or a template"),
    ],
)
def test_a_phase_says_what_it_is_and_how_long(tmp_path: Path, rest: str, problem: str) -> None:
    assert problem in refusal(tmp_path, PHASE.format("2026-01-05", rest))


def test_an_unknown_template_is_refused_with_those_there_are(tmp_path: Path) -> None:
    text = '[[phase]]\ntemplate = "periodized-12"\nstarts_on = 2026-01-05\n'
    assert "no such template 'periodized-12'; there is periodised-12" in refusal(tmp_path, text)


def test_the_template_is_the_three_phases_of_the_article(tmp_path: Path) -> None:
    settings = read(tmp_path, '[[phase]]\ntemplate = "periodised-12"\nstarts_on = 2026-01-05\n')
    rows = plan("ana", settings).select(
        "phase", "style", "starts_on", "ends_on", "reps_low", "reps_high", "rest_low_s", "rest_high_s", "days_per_week"
    )  # fmt: skip
    assert rows.rows() == [
        (1, "strength", date(2026, 1, 5), date(2026, 2, 1), 4, 6, 180.0, 240.0, 3),
        (2, "hypertrophy", date(2026, 2, 2), date(2026, 3, 1), 8, 12, 60.0, 90.0, 4),
        (3, "combination", date(2026, 3, 2), date(2026, 3, 29), 5, 12, None, None, 3),
    ]


def test_a_template_has_the_length_it_says_and_may_not_overlap_another_phase(tmp_path: Path) -> None:
    template = '[[phase]]\ntemplate = "periodised-12"\nstarts_on = 2026-01-05\n'
    assert read(tmp_path, template).phase[0].last_on == date(2026, 3, 29)
    read(tmp_path, template + PHASE.format("2026-03-30", "weeks = 4"))
    overlapping = template + PHASE.format("2026-03-29", "weeks = 4")
    assert "2026-03-29 starts before the one of 2026-01-05 ends on 2026-03-29" in refusal(
        tmp_path, overlapping
    )


@pytest.mark.parametrize("key", ["weeks = 8", "reps = [4, 6]", "days_per_week = 3", "ends_on = 2026-02-01"])
def test_what_a_template_says_itself_is_not_said_again(tmp_path: Path, key: str) -> None:
    text = f'[[phase]]\ntemplate = "periodised-12"\nstarts_on = 2026-01-05\n{key}\n'
    said = refusal(tmp_path, text)
    assert f"the template 'periodised-12' says {key.split(maxsplit=1)[0]} itself" in said


DAY = '[[phase.day]]\nweekday = "{}"\n{}\n'


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (DAY.format("monday", "") + DAY.format("monday", ""),
         ":9: phase.2.day: monday is there twice; a planned week has each weekday once."),
        (DAY.format("monday", 'template = "strength-lowr"'),
         ":9: phase.2.day.1: no such template 'strength-lowr'; there is strength-lower, hypertrophy-lower."),
        (DAY.format("monday", 'template = "strength-lower"\nsets = 16'),
         ":9: phase.2.day.1: a day says its sets once, by template or sets."),
        (DAY.format("monday", 'exercises = ["Squat: 5 x 5"]\ntemplate = "strength-lower"'),
         ":9: phase.2.day.1: a day says its sets once, by template or exercises."),
        (DAY.format("monday", "sets = 0"), ":11: phase.2.day.1.sets: must be greater than or equal to 1, seen 0."),
        (DAY.format("monday", "") + DAY.format("friday", "acessory_reps = [10, 12]"),
         ":14: phase.2.day.2.acessory_reps: no such key. Did you mean 'accessory_reps'?"),
    ],
)  # fmt: skip
def test_a_wrong_day_is_told_by_its_line(tmp_path: Path, days: str, said: str) -> None:
    text = PHASE.format("2026-01-05", "weeks = 4") + PHASE.format("2026-02-02", "weeks = 4") + days
    assert refusal(tmp_path, text).startswith(said)


def test_an_exercise_that_cannot_be_read_is_told_by_its_own_line_with_an_example(tmp_path: Path) -> None:
    lines = 'exercises = [\n  "Squat: 5 x 5",\n  "Leg Press 4 x 10",\n]'
    text = PHASE.format("2026-01-05", "weeks = 4") + DAY.format("monday", lines)
    said = refusal(tmp_path, text)
    assert said.startswith(
        ":9: phase.1.day.1.exercises.2: cannot read the exercise 'Leg Press 4 x 10': there is no name"
    )
    assert '"Barbell Back Squat: 5 x 5, rest 4 min"' in said


def test_an_exercise_that_is_no_text_is_refused(tmp_path: Path) -> None:
    text = PHASE.format("2026-01-05", "weeks = 4") + DAY.format("monday", "exercises = [5]")
    assert "phase.1.day.1.exercises.1: not a line of text; write it like" in refusal(tmp_path, text)


def test_the_days_of_a_phase_give_its_ranges(tmp_path: Path) -> None:
    days = (
        '[[phase.day]]\nweekday = "monday"\nreps = [3, 5]\nrest_s = [180, 240]\n'
        '[[phase.day]]\nweekday = "thursday"\nreps = [8, 12]\nrest_s = [60, 90]\n'
    )
    settings = read(tmp_path, PHASE.format("2026-01-05", "ends_on = 2026-01-20") + days)
    row = plan("ana", settings).row(0, named=True)
    assert (row["reps_low"], row["reps_high"], row["days_per_week"]) == (3, 12, 2)
    assert (row["rest_low_s"], row["rest_high_s"]) == (60.0, 240.0)
    assert row["ends_on"] == date(2026, 1, 20)


def test_no_phase_gives_an_empty_plan() -> None:
    assert plan("ana", ClientSettings()).height == 0


def test_the_coachs_colour_is_a_colour(tmp_path: Path) -> None:
    (tmp_path / "phasewise.toml").write_text('coach = "Kim"\naccent = "blue"\n', "utf-8")
    with pytest.raises(BadSettingError, match=r"phasewise\.toml:2: accent: "):
        coach.read(tmp_path)
    (tmp_path / "phasewise.toml").write_text('accent = "#0a5A7a"\n', "utf-8")
    assert coach.read(tmp_path).accent == "#0a5A7a"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[phase]]\nstyle = "strength"\nweeks = 4\nstarts_on = "5 Jan"\n', "write it as 2026-09-07"),
        ('[[phase]]\nstyle = "strength"\nweeks = 4\nstarts_on = 2026-01-05\nreps = [6, 4]\n', "so [4, 6]"),
        ('[phase]\nstyle = "strength"\n', "[[phase]]"),
        ("name = Ana\n", "straight quotes"),
        ('weight_unit = "stone"\n', "must be 'kg' or 'lb'"),
    ],
)
def test_a_mistake_is_said_as_one_would_say_it_to_a_coach(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "client.toml").write_text(text, "utf-8")
    with pytest.raises(BadSettingError) as raised:
        client.read(tmp_path)
    assert said in str(raised.value)
    assert "Input should" not in str(raised.value)
    assert "datetime.date" not in str(raised.value)
