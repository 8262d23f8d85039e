"""Days that somebody names: what they are as a phase."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import dataframely as dy
import pytest

from analysis.judgement import spans
from analysis.judgement.case import CurrentPhase
from analysis.judgement.styles import set_styles
from analysis.judgement.thresholds import Thresholds
from analysis.tables import SetStyles

if TYPE_CHECKING:
    from tests.judgement.conftest import MakeGraded

FIRST, LAST = date(2026, 1, 5), date(2026, 2, 1)
PHASE = CurrentPhase(
    style="combination", starts_on=date(2026, 1, 12), as_of=LAST, ends_on=date(2026, 3, 1), origin="plan", name="Mix"
)  # fmt: skip


@pytest.fixture
def styles(
    make_graded: MakeGraded, strength_day: list[dict[str, Any]], hypertrophy_day: list[dict[str, Any]]
) -> dy.DataFrame[SetStyles]:
    """The article's strength day on the first Monday, its hypertrophy day the Monday after."""
    then = [{**each, "on": FIRST + timedelta(weeks=1)} for each in hypertrophy_day]
    return set_styles.of(make_graded([*strength_day, *then]), thresholds=Thresholds())


def of(
    styles: dy.DataFrame[SetStyles],
    first: date,
    last: date,
    phase: CurrentPhase | None,
    *,
    ended: bool = True,
) -> CurrentPhase:
    return spans.of(first, last, phase, styles, ended_on=last if ended else None, thresholds=Thresholds())


def test_the_days_of_a_phase_keep_its_name_and_end_when_they_say(styles: dy.DataFrame[SetStyles]) -> None:
    found = of(styles, PHASE.starts_on, LAST, PHASE)
    assert (found.name, found.origin, found.style) == ("Mix", "plan", "combination")
    assert found.ended


def test_a_running_phase_keeps_its_planned_end(styles: dy.DataFrame[SetStyles]) -> None:
    found = of(styles, PHASE.starts_on, LAST, PHASE, ended=False)
    assert found.ends_on == PHASE.ends_on
    assert not found.ended


def test_only_who_says_so_ends_a_planned_phase_a_rest_day_early(styles: dy.DataFrame[SetStyles]) -> None:
    assert PHASE.ends_on is not None
    eve = PHASE.ends_on - timedelta(days=1)
    assert not of(styles, PHASE.starts_on, eve, PHASE, ended=False).ended
    said = of(styles, PHASE.starts_on, eve, PHASE)
    assert (said.ended, said.over, said.ends_on) == (True, True, PHASE.ends_on)


def test_days_within_a_phase_have_its_style_but_not_its_name(styles: dy.DataFrame[SetStyles]) -> None:
    found = of(styles, date(2026, 1, 20), LAST, PHASE)
    assert (found.name, found.origin, found.style) == ("", "dates", "combination")


def test_other_days_have_the_style_of_their_sets(styles: dy.DataFrame[SetStyles]) -> None:
    assert of(styles, FIRST, FIRST, PHASE).style == "strength"
    assert of(styles, FIRST + timedelta(1), LAST, PHASE).style == "hypertrophy"
    assert of(styles, FIRST, LAST, None).style == "combination"


def test_days_without_a_hard_set_are_mixed_and_may_still_run(styles: dy.DataFrame[SetStyles]) -> None:
    found = of(styles, date(2026, 3, 1), date(2026, 3, 2), None, ended=False)
    assert found.style == "mixed"
    assert (found.ended, found.ends_on) == (False, None)
