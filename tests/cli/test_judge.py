"""`phasewise judge` as a coach meets it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from analysis.cli import terminal, verdict_facts
from analysis.cli.options import print_json
from analysis.judgement.case import CurrentPhase
from analysis.judgement.growth.dose import Dose
from analysis.judgement.growth.measurements import Measurements
from analysis.judgement.growth.performance import Performance
from analysis.judgement.rate.rates import LiftRate
from analysis.judgement.verdict import Growth, Verdict

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.conftest import PutFile

MONDAY, LAST = date(2026, 1, 5), date(2026, 3, 1)
KEYS = (
    "client", "from", "to", "style", "label", "p_improving", "p_worthwhile", "delta_pct_per_month", "rate_pct_per_month",
    "rate_low", "rate_high", "weeks", "lifts", "weeks_to_decide", "notes",
)  # fmt: skip


def _rate(lift: str, *, judged: bool = True) -> LiftRate:
    return LiftRate(
        lift=lift, sessions=12, rate_pct_per_month=1.0, rate_low=-0.5, rate_high=2.5, p_improving=0.9, p_worthwhile=0.6,
        judged=judged,
    )  # fmt: skip


def _verdict(style: str) -> Verdict:
    """Eight weeks that cannot tell yet, with lifts of their own for strength and for growth."""
    done = Performance(
        label="can't tell yet", why="", rate_pct_per_month=1.0, lifts=(_rate("bench_press_barbell"),)
    )
    growth = Growth(
        label="can't tell yet", says="", why="", performance=done,
        dose=Dose(label="adequate", says="", muscles=(), rir=None, done_pct=None),
        measurements=Measurements(label="none", says=""), delta_pct_per_month=0.75, priority=(),
    )  # fmt: skip
    return Verdict(
        label="can't tell yet", why="", starts_on=MONDAY, ends_on=LAST, weeks=8.0, delta_pct_per_month=0.75,
        p_improving=0.8, p_worthwhile=0.5, rate_pct_per_month=0.9, rate_low=-0.5, rate_high=2.3, weeks_to_decide=None,
        lifts=(_rate("deadlift_barbell"), _rate("leg_press_machine", judged=False)), covered_share=None, style=style, growth=growth,
    )  # fmt: skip


@pytest.fixture(scope="module")
def ana(tmp_path_factory: pytest.TempPathFactory, rising_log: str) -> Path:
    """A workspace with Ana's export; the first command imports it."""
    workspace = tmp_path_factory.mktemp("ana")
    folder = workspace / "data" / "raw" / "ana"
    folder.mkdir(parents=True)
    (folder / "strong.csv").write_text(rising_log, "utf-8")
    return workspace


def plain(out: str) -> str:
    return " ".join(out.split())


def test_json_is_one_object_with_the_documented_keys(phasewise: Run, ana: Path) -> None:
    ran = phasewise("judge", "ana", "-w", ana, "--json")
    assert (ran.status, ran.err) == (0, "")
    answer = ran.answer
    assert set(KEYS) <= answer.keys()
    assert (answer["client"], answer["from"], answer["to"]) == ("ana", "2026-01-05", "2026-04-23")
    assert answer["label"] == "working"
    assert answer["rate_low"] < answer["rate_pct_per_month"] < answer["rate_high"]
    assert {lift["exercise"] for lift in answer["lifts"]} == {"back_squat_barbell", "bench_press_barbell"}
    assert {"exercise", "sessions", "rate_pct_per_month", "rate_low", "rate_high"} <= answer["lifts"][
        0
    ].keys()
    [band] = answer["bands"]
    assert (band["first_reps"], band["last_reps"], band["comparable"], band["why"]) == (4, 6, True, None)
    assert not answer["phase"]["ended"]


def test_it_reads_what_is_new_first(phasewise: Run, workspace: Path, put: PutFile, rising_log: str) -> None:
    shorter = "\n".join(line for line in rising_log.splitlines() if not line.startswith("2026-04"))
    put("ana", "strong.csv", shorter + "\n")
    assert phasewise("judge", "ana", "-w", workspace, "--json").answer["to"] == "2026-03-30"
    put("ana", "strong.csv", rising_log)
    assert phasewise("judge", "ana", "-w", workspace, "--json").answer["to"] == "2026-04-23"


def test_days_are_judged_as_a_phase_that_has_ended(phasewise: Run, ana: Path) -> None:
    answer = phasewise(
        "judge", "ana", "--from", "2026-01-12", "--to", "2026-03-31", "-w", ana, "--json"
    ).answer
    assert (answer["from"], answer["to"], answer["phase"]["ended"]) == ("2026-01-12", "2026-03-31", True)
    assert "Judged as a phase that ended on 31 March 2026." in answer["notes"]


def test_the_terminal_says_it_in_a_sentence_then_the_numbers_the_lifts_and_the_bands(
    phasewise: Run, ana: Path
) -> None:
    ran = phasewise("judge", "ana", "-w", ana)
    assert ran.status == 0
    said = plain(ran.out)
    first, second = ran.out.splitlines()[0], said[said.index("Strength in this phase: working.") :]
    assert first.startswith("ana: strength phase in the log, 5 January to 23 April 2026 (15.6 weeks")
    assert "% likely improving" in second
    assert "(90%: " in second
    for part in (
        "growth The load for ten reps",
        "dose",
        "lifts judged",
        "Back squat",
        "by reps",
        "4 to 6",
        "comparable",
        "yes",
        "- Effort (RIR or RPE)",
    ):
        assert part in said


def test_no_line_is_wider_than_the_terminal(
    phasewise: Run, ana: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.out, "_width", 80)
    ran = phasewise("judge", "ana", "-w", ana)
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_the_interim_look_is_told_from_the_final_one(phasewise: Run, ana: Path) -> None:
    running = plain(phasewise("judge", "ana", "--from", "2026-01-05", "-w", ana).out)
    over = plain(phasewise("judge", "ana", "--from", "2026-01-05", "--to", "2026-04-23", "-w", ana).out)
    assert "to the log's end)" in running
    assert "still running" not in running
    assert "ended)" in over


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("anna",), "anna: no such client. Did you mean ana?"),
        (("ana", "--from", "2026-13-01"), "'2026-13-01' is not a day; write it as 2026-03-31"),
        (("ana", "--to", "31.3.2026"), "'31.3.2026' is not a day; write it as 2026-03-31"),
        (("ana", "--from", "20260301"), "'20260301' is not a day; write it as 2026-03-31"),
        (("ana", "--from", "2026-03-01", "--to", "2026-02-01"), "2026-02-01 is before --from 2026-03-01"),
        (("ana", "--from", "2027-03-01"), "ana: no sets from 2027-03-01 on. The log runs from 2026-01-05 to 2026-04-23."),
        ((), "Missing argument"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_and_leaves_with_two(
    phasewise: Run, ana: Path, words: tuple[str, ...], says: str
) -> None:
    ran = phasewise("judge", *words, "-w", ana)
    assert ran.status == 2
    assert ran.out == ""
    assert says in plain(ran.err)
    assert "Traceback" not in ran.err
    with_json = phasewise("judge", *words, "-w", ana, "--json")
    assert with_json.status == 2
    assert says in plain(json.loads(with_json.out)["error"])


def test_a_file_to_mend_is_named_after_the_verdict_and_leaves_with_one(
    phasewise: Run, workspace: Path, put: PutFile, rising_log: str
) -> None:
    put("ana", "strong.csv", rising_log)
    put("ana", "notes.csv", "a,b\n1,2\n")
    ran = phasewise("judge", "ana", "-w", workspace)
    assert ran.status == 1
    assert "Strength in this phase: working." in ran.out
    assert "notes.csv" in ran.err
    as_json = phasewise("judge", "ana", "-w", workspace, "--json")
    assert as_json.status == 1
    assert as_json.answer["label"] == "working"
    assert as_json.answer["to_mend"][0].startswith("notes.csv: ")


def test_a_short_log_says_why_it_cannot_tell_and_how_long_it_takes(phasewise: Run, ana: Path) -> None:
    said = plain(phasewise("judge", "ana", "--to", "2026-01-20", "-w", ana).out)
    assert "strength Only 2.3 weeks of this phase so far; a verdict takes 4" in said


def test_the_help_teaches_by_examples(phasewise: Run) -> None:
    said = plain(phasewise("judge", "--help").out)
    assert said.count("phasewise judge marcus-base") == 4


def test_a_client_that_cannot_be_read_is_an_error_in_one_line_and_one_object(
    phasewise: Run, workspace: Path, put: PutFile
) -> None:
    put("ana", "client.toml", "gaol = 3\n")
    ran = phasewise("judge", "ana", "-w", workspace, "--json")
    assert ran.status == 1
    assert "gaol: no such key. Did you mean 'goal'?" in plain(ran.err)
    assert "gaol: no such key" in ran.answer["error"]
    shown = phasewise("judge", "ana", "-w", workspace)
    assert (shown.status, shown.out) == (1, "")


def test_a_client_without_exports_is_told_where_to_put_them(phasewise: Run, workspace: Path) -> None:
    (workspace / "data" / "raw" / "ana").mkdir()
    ran = phasewise("judge", "ana", "-w", workspace)
    assert ran.status == 2
    assert (
        plain(ran.err)
        == "phasewise: ana: no sets to judge. The log is empty. Put exports into data/raw/ana/."
    )


def test_a_client_whose_files_cannot_be_read_is_told_which_and_not_to_put_in_more(
    phasewise: Run, workspace: Path, put: PutFile
) -> None:
    put("ana", "notes.csv", "a,b\n1,2\n")
    ran = phasewise("judge", "ana", "-w", workspace)
    assert ran.status == 1
    assert "ana: none of its files could be read, so there is nothing to judge" in plain(ran.err)
    assert "ana: notes.csv: " in plain(ran.err)
    assert "The log is empty" not in plain(ran.err)
    as_json = phasewise("judge", "ana", "-w", workspace, "--json")
    assert (as_json.status, as_json.answer["to_mend"][0][:11]) == (1, "notes.csv: ")


def test_days_without_a_set_still_say_which_days_there_are_where_a_file_is_to_mend(
    phasewise: Run, workspace: Path, put: PutFile, rising_log: str
) -> None:
    put("ana", "strong.csv", rising_log)
    put("ana", "notes.csv", "a,b\n1,2\n")
    ran = phasewise("judge", "ana", "--from", "2027-03-01", "-w", workspace)
    assert ran.status == 1
    assert "The log runs from 2026-01-05 to 2026-04-23." in plain(ran.err)
    assert "ana: notes.csv: " in plain(ran.err)


@pytest.mark.parametrize(
    ("origin", "log_to", "stands"),
    [
        ("log", LAST, "to the log's end"),
        ("dates", LAST, "to the log's end"),
        ("log", LAST + timedelta(days=4), "still running"),
        ("plan", LAST, "still running"),
    ],
)
def test_only_a_plan_can_say_that_a_phase_still_runs_at_the_logs_end(
    capsys: pytest.CaptureFixture[str], origin: Literal["plan", "log", "dates"], log_to: date, stands: str
) -> None:
    phase = CurrentPhase(style="strength", starts_on=MONDAY, as_of=LAST, ends_on=None, origin=origin)
    verdict_facts.judged("Ana", phase, _verdict("strength"), most_weeks=16, log_to=log_to)
    assert f"5 January to 1 March 2026 (8 weeks, {stands})" in plain(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("strength", [("lifts judged", "Deadlift"), ("other lifts", "Leg press")]),
        (
            "hypertrophy",
            [("lifts, for growth", "Bench press"), ("lifts, for strength", "Deadlift"), ("others, for strength", "Leg press")],
        ),
        (
            "combination",
            [("lifts, for strength", "Deadlift"), ("lifts, for growth", "Bench press"), ("others, for strength", "Leg press")],
        ),
    ],
)  # fmt: skip
def test_lifts_are_headed_by_what_they_are_judged_for_the_phases_own_goal_first(
    capsys: pytest.CaptureFixture[str], style: str, shown: list[tuple[str, str]]
) -> None:
    phase = CurrentPhase(style=style, starts_on=MONDAY, as_of=LAST, ends_on=None, origin="log")
    verdict_facts.judged("Ana", phase, _verdict(style), most_weeks=16, log_to=LAST)
    lines = capsys.readouterr().out.splitlines()
    heads = [place for place, line in enumerate(lines) if "going up" in line]
    assert [(lines[head].split("  ")[0], lines[head + 1].split("  ")[0]) for head in heads] == shown


def test_hostile_names_are_shown_as_they_are_written_and_do_nothing(
    phasewise: Run, workspace: Path, put: PutFile, rising_log: str
) -> None:
    put("ana", "strong.csv", rising_log.replace("Bench Press", "Zercher :fire: [red]\x1b[2J[/]"))
    settings = ["name = 'A :boom: [bold]'", "[[phase]]", r'name = "P\u001b[2J\n:fire:"', "style = 'strength'"]
    put("ana", "client.toml", "\n".join([*settings, "starts_on = 2026-01-05", "weeks = 20", ""]))
    ran = phasewise("judge", "ana", "-w", workspace)
    assert plain(ran.out).startswith('A :boom: [bold]: planned strength phase "P [2J :fire:", 5 January')
    assert "Zercher :fire: [red] [2J[/]" in plain(ran.out)
    assert "\x1b" not in ran.out


def test_what_is_said_of_the_workspace_is_said_here_too(
    phasewise: Run, workspace: Path, put: PutFile, rising_log: str
) -> None:
    put("ana", "strong.csv", rising_log)
    (workspace / "phasewise.toml").write_text('[people."team.csv"]\n"Ana B" = "ana"\n', "utf-8")
    ran = phasewise("judge", "ana", "-w", workspace)
    assert (ran.status, "team.csv" in ran.err) == (0, True)
    [said] = phasewise("judge", "ana", "-w", workspace, "--json").answer["warnings"]
    assert "team.csv" in said


def test_a_number_that_json_has_no_word_for_is_never_printed() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        print_json({"rate": float("nan")})
