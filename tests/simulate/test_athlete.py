from __future__ import annotations

from collections.abc import Callable
from datetime import date
from math import exp

import pytest

from analysis.simulate.athlete import Athlete
from analysis.simulate.lifts import lift

Make = Callable[..., Athlete]


@pytest.mark.parametrize(
    ("on", "log_growth"),
    [
        (date(2026, 1, 5), 0.0),
        (date(2026, 1, 12), 0.01),
        (date(2026, 3, 16), 0.10),  # ten weeks at 1%
        (date(2026, 3, 30), 0.09),  # then two at -0.5%
        (date(2026, 5, 25), 0.05),
        (date(2026, 6, 8), 0.04),  # the last block goes on
    ],
)
def test_the_level_grows_at_the_rate_of_each_block(on: date, log_growth: float, make_athlete: Make) -> None:
    assert make_athlete().level_kg("back_squat_barbell", on) == pytest.approx(100 * exp(log_growth))


def test_a_measure_of_the_body_changes_at_the_rate_of_each_block(make_athlete: Make) -> None:
    athlete = make_athlete()
    assert athlete.measure(athlete.bodyweight, date(2026, 1, 19)) == pytest.approx(80.2)
    assert athlete.measure(athlete.bodyweight, date(2026, 5, 24)) == pytest.approx(81.0)


def test_each_word_and_purpose_has_random_numbers_of_its_own(make_athlete: Make) -> None:
    first = make_athlete().stream("sets").random()
    assert make_athlete().stream("sets").random() == first
    assert make_athlete(word="other").stream("sets").random() != first
    assert make_athlete().stream("adherence").random() != first


def test_without_spread_everyone_has_the_populations_constant(make_athlete: Make) -> None:
    own = make_athlete(k_spread=0.0).own_k()
    assert own == {exercise: lift(exercise).k0 for exercise in own}
    assert make_athlete().own_k() != own
