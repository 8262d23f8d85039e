from __future__ import annotations

import polars as pl
import pytest

from analysis.importers import durations


def read(text: str) -> float | None:
    value = durations.read(pl.Series([text])).item()
    assert value is None or isinstance(value, float)
    return value


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h 13m", 4380), ("55s", 55), ("2h", 7200), ("264h 1m", 950_460), ("1h 5min", 3900), ("35min", 2100),
        ("1小时13分钟", 4380), ("45分钟", 2700), ("1時間5分", 3900), ("1시간 5분", 3900), ("1 Std. 5 Min.", 3900),
        ("1 ч 5 мин", 3900), ("1 sa 5 dk", 3900), ("1 godz. 5 min", 3900), ("1,5 h", 5400), ("1.5 h", 5400),
        ("0:00:30", 30), ("1:02:03", 3723), ("08:05", 485), ("90", 90), ("90.0", 90), ("0", 0), ("51\u00a0min", 3060),
    ],
)  # fmt: skip
def test_a_length_of_time_is_read_in_the_words_of_its_language(text: str, seconds: float) -> None:
    assert read(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["9" * 400, "9" * 400 + "h", "9" * 400 + ":00:00", "soon", "5 bananas", "1h later", "-5", "1:2", "h"],
)
def test_what_is_no_length_of_time_is_null(text: str) -> None:
    assert read(text) is None
