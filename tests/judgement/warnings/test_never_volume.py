from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from analysis.judgement.case import Case, CurrentPhase, Log
from analysis.judgement.warnings.never_volume import find

MakeLog = Callable[..., Log]
MakeCase = Callable[..., Case]


def test_many_sets_of_five_are_volume(trained: MakeLog, case_of: MakeCase, sessions_of: Any) -> None:
    assert not find(case_of(trained(sessions_of["heavy"])))


def test_many_doubles_are_not(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    [finding] = find(case_of(trained(lambda *_: [done("back_squat_barbell", 8, 2, 130.0)])))
    assert "0 of 192 hard sets had 8 reps or more" in finding.evidence
    assert "in 0 of 8 weeks" in finding.evidence


def test_one_lift_in_ten_for_many_reps_is_enough(trained: MakeLog, case_of: MakeCase, done: Any) -> None:
    def session(_week: int, _place: int) -> Any:
        return [done("back_squat_barbell", 6, 2, 130.0), done("biceps_curl_dumbbell", 1, 12, 12.0)]

    assert not find(case_of(trained(session)))


@pytest.mark.parametrize(("weeks_before", "found"), [(8, False), (0, True)])
def test_a_strength_phase_after_volume_takes_its_turn(
    *, weeks_before: int, found: bool, trained: MakeLog, case_of: MakeCase, sessions_of: Any
) -> None:
    def session(week: int, place: int) -> Any:
        return sessions_of["light" if week < weeks_before else "only heavy"](week, place)

    log = trained(session, weeks=weeks_before + 10)
    starts_on = date(2026, 1, 5) + timedelta(weeks=weeks_before)
    running = CurrentPhase(style="strength", starts_on=starts_on, as_of=log.as_of, ends_on=None, origin="log")
    assert bool(find(case_of(log, current=running))) == found
