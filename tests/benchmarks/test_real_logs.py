from __future__ import annotations

from datetime import date, timedelta

import real_logs


def test_who_is_kept_apart_depends_on_the_name_alone() -> None:
    names = [f"{app}/{number}.csv" for app in ("a", "b") for number in range(500)]
    apart = [name for name in names if real_logs.is_apart(name)]
    assert apart == [name for name in reversed(names) if real_logs.is_apart(name)][::-1]
    assert 0.15 < len(apart) / len(names) < 0.25


def test_a_month_counts_with_a_session_in_it_and_eight_weeks_behind_it() -> None:
    days = [date(2026, 1, 5) + timedelta(days=7 * week) for week in range(10)]
    without_may = [*days, date(2026, 6, 1)]
    assert real_logs.month_ends(without_may) == [date(2026, 3, 31), date(2026, 6, 30)]
    assert real_logs.month_ends(without_may, most=1) == [date(2026, 6, 30)]
    assert real_logs.month_ends([]) == []
