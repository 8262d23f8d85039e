"""A small athlete: two blocks of one day a week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from analysis.simulate.athlete import Athlete, Gap, Tape
from analysis.simulate.programme import MON, Block, Day, heavy, volume

DAY = Day(
    weekday=MON,
    name="Monday",
    slots=(heavy("back_squat_barbell", 5, 5), volume("lateral_raise_dumbbell", (15, 12, 12), 60)),
)


@pytest.fixture
def make_athlete() -> Callable[..., Athlete]:
    """Return a maker of an athlete of twenty weeks; keywords change what is usual."""

    def make(**changes: Any) -> Athlete:
        usual: dict[str, Any] = {
            "word": "test",
            "starts_on": date(2026, 1, 5),
            "ends_on": date(2026, 5, 24),
            "blocks": (
                Block(style="strength", weeks=10, days=(DAY,), slope_pct_per_week=1.0),
                Block(style="strength", weeks=10, days=(DAY,), slope_pct_per_week=-0.5, deload_weeks=(10,)),
            ),
            "levels_kg": {"back_squat_barbell": 100.0, "lateral_raise_dumbbell": 16.0},
            "bodyweight": Tape(start=80.0, per_week=(0.1, 0.0), error=0.5),
            "gaps": (Gap(starts_on=date(2026, 2, 2), days=7, why="cold"),),
        }
        return Athlete(**{**usual, **changes})

    return make
