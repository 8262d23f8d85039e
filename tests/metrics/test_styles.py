from __future__ import annotations

import polars as pl
import pytest

from analysis.metrics import styles


@pytest.mark.parametrize(
    ("reps", "pct", "expected"),
    [
        (1, 95, "strength"), (6, 80, "strength"), (7, 80, "between or outside"), (8, 80, "hypertrophy"),
        (15, 60, "hypertrophy"), (5, 79.9, "between or outside"), (16, 60, "between or outside"),
        (3, 96, "between or outside"),
    ],
)  # fmt: skip
def test_the_regions_are_the_articles(reps: float, pct: float, expected: str) -> None:
    frame = pl.DataFrame({"reps": [float(reps)], "pct_1rm": [float(pct)]})
    assert frame.select(styles.of()).item() == expected
