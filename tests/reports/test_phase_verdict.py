"""The verdict that a command and a notebook ask for: which days it is on, and what it says of them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from analysis.errors import BadSettingError, NotAWorkspaceError, NothingToJudgeError, UnknownClientError
from analysis.judgement.case import Case
from analysis.reports import phase_verdict
from analysis.store import imports
from analysis.store.shared import Shelf

if TYPE_CHECKING:
    from tests.conftest import PutFile

FIRST, LAST = date(2026, 1, 5), date(2026, 4, 23)
PLAN = """
training_since = 2024-01-01
[[phase]]
style = "strength"
name = "Base"
starts_on = 2026-01-05
weeks = 12
[[phase]]
style = "strength"
starts_on = 2026-03-30
weeks = 8
"""


@pytest.fixture(scope="module")
def ana(tmp_path_factory: pytest.TempPathFactory, rising_log: str) -> Path:
    """A workspace in which Ana's log is imported; nobody writes to it."""
    return _made(tmp_path_factory.mktemp("ana"), rising_log)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory, rising_log: str) -> Path:
    """The same with two planned phases."""
    return _made(tmp_path_factory.mktemp("planned"), rising_log, PLAN)


def _made(workspace: Path, log: str, settings: str = "", *, tape: str = "") -> Path:
    folder = workspace / "data" / "raw" / "ana"
    folder.mkdir(parents=True)
    (folder / "client.toml").write_text(settings, "utf-8")
    (folder / "strong.csv").write_text(log, "utf-8")
    if tape:
        (folder / "tape.csv").write_text(tape, "utf-8")
    assert all(done.complete for done in imports.run(workspace, ["ana"], shelf=Shelf(workspace)))
    return workspace


def notes(case: Case) -> str:
    assert case.verdict is not None
    return " ".join(case.verdict.notes)


def test_without_days_it_is_the_phase_that_runs_on_the_logs_last_day(ana: Path) -> None:
    found = phase_verdict.of(ana, "ana")
    assert (found.starts_on, found.ends_on, found.final) == (FIRST, LAST, False)
    assert found.label == "working"
    assert "Judged as" not in " ".join(found.notes)


def test_days_that_are_named_are_a_phase_that_has_ended(ana: Path) -> None:
    case = phase_verdict.case(ana, "ana", date(2026, 1, 19), date(2026, 3, 31))
    assert case.verdict is not None
    assert case.current is not None
    assert (case.verdict.starts_on, case.verdict.ends_on) == (date(2026, 1, 19), date(2026, 3, 31))
    assert case.verdict.final
    assert case.current.origin == "dates"
    assert "Judged as a phase that ended on 31 March 2026." in notes(case)
    assert "The first day is no phase's own." in notes(case)


def test_nothing_after_the_last_day_is_known(ana: Path) -> None:
    case = phase_verdict.case(ana, "ana", None, date(2026, 2, 28))
    assert case.lift_sessions["performed_on"].max() == date(2026, 2, 26)
    assert case.as_of == date(2026, 2, 28)


def test_from_a_day_on_the_phase_still_runs(ana: Path) -> None:
    case = phase_verdict.case(ana, "ana", date(2026, 2, 2))
    assert case.verdict is not None
    assert not case.verdict.final
    assert case.verdict.starts_on == date(2026, 2, 2)
    assert "Judged as" not in notes(case)


def test_up_to_a_day_it_is_the_phase_of_that_day(planned: Path) -> None:
    case = phase_verdict.case(planned, "ana", None, date(2026, 3, 29))
    assert case.current is not None
    assert (case.current.name, case.current.origin, case.current.starts_on) == ("Base", "plan", FIRST)
    assert case.current.ended
    assert "no phase's own" not in notes(case)


def test_the_days_of_a_planned_phase_have_its_name(planned: Path) -> None:
    case = phase_verdict.case(planned, "ana", FIRST, date(2026, 3, 29))
    assert case.current is not None
    assert (case.current.name, case.current.style, case.current.ended) == ("Base", "strength", True)
    assert "no phase's own" not in notes(case)


def test_days_beyond_the_log_are_left_out_and_that_is_said(ana: Path) -> None:
    case = phase_verdict.case(ana, "ana", date(2025, 6, 1), date(2026, 12, 31))
    assert case.verdict is not None
    assert (case.verdict.starts_on, case.verdict.ends_on) == (FIRST, LAST)
    assert "The log begins on 5 January 2026; judged from then." in notes(case)
    assert "The log ends on 23 April 2026; judged up to then." in notes(case)


def test_a_few_days_before_the_first_session_are_a_phases_own(ana: Path) -> None:
    case = phase_verdict.case(ana, "ana", date(2026, 1, 1), date(2026, 4, 20))
    assert case.verdict is not None
    assert (case.verdict.starts_on, case.verdict.ends_on) == (date(2026, 1, 1), date(2026, 4, 20))
    assert "The log" not in notes(case)


@pytest.mark.parametrize(
    "last_on", [date(2026, 4, 24), date(2026, 4, 26), date(2026, 5, 24), date(2027, 1, 1)]
)
@pytest.mark.parametrize("first_on", [None, date(2026, 3, 30), date(2026, 3, 2)])
def test_no_day_after_the_logs_end_is_judged_whatever_was_planned(
    planned: Path, first_on: date | None, last_on: date
) -> None:
    case = phase_verdict.case(planned, "ana", first_on, last_on)
    assert case.verdict is not None
    assert (case.verdict.ends_on, case.verdict.final) == (LAST, True)
    assert "The log ends on 23 April 2026; judged up to then." in notes(case)


def test_what_is_measured_in_the_week_after_the_last_session_is_still_of_the_log(
    tmp_path: Path, rising_log: str
) -> None:
    taped = "date,waist_cm\n2026-01-06,81\n2026-04-25,80\n"
    late = _made(tmp_path, rising_log, tape=taped)
    case = phase_verdict.case(late, "ana", None, date(2026, 4, 26))
    assert case.verdict is not None
    assert (case.body.height, case.verdict.ends_on) == (2, date(2026, 4, 25))


@pytest.fixture(scope="module")
def missed(tmp_path_factory: pytest.TempPathFactory, rising_log: str) -> Path:
    """A planned block of four weeks and three days a week, of which two were trained; the log ends on its last Thursday."""
    until = date(2026, 1, 29)
    header, *rows = rising_log.splitlines()
    four = "\n".join([header, *(row for row in rows if date.fromisoformat(row[:10]) <= until)]) + "\n"
    block = '[[phase]]\nstyle = "strength"\nstarts_on = 2026-01-05\nweeks = 4\ndays_per_week = 3\n'
    return _made(tmp_path_factory.mktemp("missed"), four, f'main_lifts = ["Squat", "Bench Press"]\n{block}')


def test_a_planned_block_with_sessions_missed_can_be_judged_as_ended(missed: Path) -> None:
    """The log ends on Thursday, the plan on Sunday 1 February; nobody but the coach knows that nothing is to come."""
    runs = phase_verdict.case(missed, "ana")
    assert runs.current is not None
    assert runs.verdict is not None
    assert not runs.current.ended
    assert runs.verdict.weeks == pytest.approx(25 / 7)
    assert "By the plan this phase ends on 1 February 2026." in notes(runs)
    assert "judge it as one that has ended: --to 2026-02-01." in notes(runs)
    for said in (date(2026, 1, 30), date(2026, 2, 1), date(2026, 3, 1)):
        over = phase_verdict.case(missed, "ana", None, said)
        assert over.current is not None
        assert over.verdict is not None
        assert (over.current.over, over.verdict.weeks) == (True, 4.0)
        assert not over.verdict.why.startswith("Only")
        assert "By the plan" not in notes(over)


def test_a_block_that_somebody_ends_long_before_its_plan_is_as_long_as_it_was(missed: Path) -> None:
    early = phase_verdict.case(missed, "ana", None, date(2026, 1, 27))
    assert early.current is not None
    assert (early.current.over, early.current.ended) == (False, True)
    assert early.current.weeks == pytest.approx(23 / 7)


UNFOLLOWED = """
[[phase]]
style = "endurance"
name = "Long"
starts_on = 2026-01-05
weeks = 8
[[phase]]
style = "deload"
starts_on = 2026-03-02
weeks = 1
[[phase]]
style = "endurance"
starts_on = 2026-03-09
weeks = 11
"""


@pytest.fixture(scope="module")
def unfollowed(tmp_path_factory: pytest.TempPathFactory, rising_log: str) -> Path:
    """Two phases planned that the log is nothing like, and a deload."""
    return _made(tmp_path_factory.mktemp("unfollowed"), rising_log, UNFOLLOWED)


def test_a_planned_phase_that_the_log_does_not_follow_is_named(unfollowed: Path) -> None:
    case = phase_verdict.case(unfollowed, "ana", None, date(2026, 4, 12))
    assert case.current is not None
    assert case.current.origin == "log"
    assert (
        "Planned: endurance, 9 March to 24 May 2026; too few of its weeks were trained so, and the log's own phase is judged."
        in notes(case)
    )
    days = phase_verdict.case(unfollowed, "ana", date(2026, 3, 16), date(2026, 4, 12))
    assert "trained so, and these days are judged as strength training." in notes(days)


def test_days_over_several_planned_phases_say_so(planned: Path, unfollowed: Path) -> None:
    says = "The plan has 2 phases in these days: strength (Base) from 2 February 2026 and strength from 30 March 2026."
    assert says in notes(phase_verdict.case(planned, "ana", date(2026, 2, 2), date(2026, 4, 23)))
    assert "The plan has" not in notes(
        phase_verdict.case(planned, "ana", date(2026, 2, 2), date(2026, 3, 29))
    )
    assert "The plan has 2 phases in these days: endurance (Long) from 5 January 2026 and endurance" in notes(
        phase_verdict.case(unfollowed, "ana")
    )


def test_a_plan_that_is_followed_is_not_told_of_beside_itself(planned: Path) -> None:
    assert "Planned:" not in notes(phase_verdict.case(planned, "ana"))
    assert "Planned:" not in notes(phase_verdict.case(planned, "ana", date(2026, 4, 6)))


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ((date(2027, 1, 1), None), "no sets from 2027-01-01 on. The log runs from 2026-01-05 to 2026-04-23."),
        ((None, date(2025, 1, 1)), "no sets up to 2025-01-01."),
        ((date(2026, 1, 6), date(2026, 1, 7)), "no sets from 2026-01-06 up to 2026-01-07."),
    ],
)
def test_days_without_a_set_are_an_error_that_says_which_there_are(
    ana: Path, days: tuple[date | None, date | None], says: str
) -> None:
    with pytest.raises(NothingToJudgeError, match=says):
        phase_verdict.of(ana, "ana", *days)


@pytest.mark.parametrize("day", ["2026-03-01", datetime(2026, 3, 1), 20260301])
def test_a_day_that_is_no_date_is_a_type_error(ana: Path, day: Any) -> None:
    for days in ((day, None), (None, day)):
        with pytest.raises(TypeError, match=r"must be a datetime\.date such as date\(2026, 3, 31\), not "):
            phase_verdict.of(ana, "ana", *days)


def test_days_in_the_wrong_order_are_an_error(ana: Path) -> None:
    with pytest.raises(ValueError, match="last_on 2026-02-01 is before first_on 2026-03-01"):
        phase_verdict.of(ana, "ana", date(2026, 3, 1), date(2026, 2, 1))


def test_an_unknown_client_and_no_workspace_are_the_commands_errors(ana: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownClientError, match=r"anna: no such client\. Did you mean ana\?"):
        phase_verdict.of(ana, "anna")
    with pytest.raises(NotAWorkspaceError, match="no data/raw/ here"):
        phase_verdict.of(tmp_path / "nowhere", "ana")


def test_a_client_without_a_log_is_an_error(workspace: Path) -> None:
    (workspace / "data" / "raw" / "ana").mkdir()
    with pytest.raises(NothingToJudgeError, match=r"ana: no sets to judge\. The log is empty\."):
        phase_verdict.of(workspace, "ana")


def test_a_setting_nobody_knows_is_refused_as_in_a_report(workspace: Path, put: PutFile) -> None:
    put("ana", "client.toml", 'main_lifts = ["flying"]\n')
    with pytest.raises(BadSettingError, match="no such lift: 'flying'"):
        phase_verdict.of(workspace, "ana")


def test_a_stated_maximum_that_the_log_belies_moves_nothing_and_is_told(
    ana: Path, tmp_path: Path, rising_log: str
) -> None:
    slip = _made(tmp_path, rising_log, '[[tested]]\nexercise = "squat"\non = 2026-03-20\nload_kg = 300\n')
    case = phase_verdict.case(slip, "ana")
    assert case.verdict is not None
    assert case.verdict.rate_pct_per_month == phase_verdict.of(ana, "ana").rate_pct_per_month
    assert "Back squat: the maximum of 300 kg that client.toml states for 20 March 2026 is 2." in notes(case)


def test_the_same_days_give_the_same_verdict_twice(ana: Path) -> None:
    assert phase_verdict.of(ana, "ana") == phase_verdict.of(str(ana), "ana")
