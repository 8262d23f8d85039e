"""What the report says of the sample clients is what is true of them (docs/sample-clients.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.reports import client_report
from analysis.reports.client_report import Brief
from analysis.simulate import roster
from analysis.simulate.truth import Truth
from analysis.store import imports, originals

OCTOBER = date(2026, 10, 1)
CLIENTS = [client.slug for client in roster.CLIENTS]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    roster.write(folder)
    imports.run(folder, originals.clients(folder))
    return folder


@pytest.fixture(scope="module")
def truths() -> Iterator[dict[str, Truth]]:
    return dict(roster.truths())  # type: ignore[return-value]


def october(workspace: Path, client: str) -> Brief:
    return client_report.gather(
        client_report.Params(client=client, month="2026-10", workspace=str(workspace))
    )


def test_the_beginners_squat_is_recovered_at_both_ends(workspace: Path, truths: dict[str, Truth]) -> None:
    start, end = truths["marcus-base"].one_rep_max_kg("back_squat_barbell")
    levels = october(workspace, "marcus-base").trend.filter(lift="back_squat_barbell").sort("on")["level_kg"]
    assert levels[0] == pytest.approx(start, rel=0.05)
    assert levels[-1] == pytest.approx(end, rel=0.05)


@pytest.mark.parametrize("client", CLIENTS)
def test_the_last_months_tonnage_is_recovered(client: str, workspace: Path, truths: dict[str, Truth]) -> None:
    measured = october(workspace, client).measure("tonnage_kg")
    assert measured == pytest.approx(truths[client].tonnage_kg(OCTOBER), rel=0.01)


@pytest.mark.parametrize("client", CLIENTS)
def test_every_weeks_hard_sets_of_every_muscle_are_exact(
    client: str, workspace: Path, truths: dict[str, Truth]
) -> None:
    of_weeks = pl.col("week").is_between(date(2026, 9, 28), date(2026, 10, 26)) & (
        pl.col("fractional_sets") > 0
    )
    columns = ["week", "muscle", "direct_sets", "fractional_sets"]
    measured = october(workspace, client).muscles.filter(of_weeks).select(columns).sort("week", "muscle")
    true = truths[client].muscle_weeks.filter(of_weeks).select(columns).sort("week", "muscle")
    assert_frame_equal(measured, true)


@pytest.mark.parametrize("client", CLIENTS)
def test_the_months_sessions_and_work_sets_are_counted(
    client: str, workspace: Path, truths: dict[str, Truth]
) -> None:
    brief, true = october(workspace, client), truths[client].months.filter(month=OCTOBER)
    assert brief.measure("sessions") == true["sessions"][0]
    assert brief.measure("work_sets") == true["work_sets"][0]
