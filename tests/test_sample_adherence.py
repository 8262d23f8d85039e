"""How far each sample client did what was planned, from their exports, is what is true of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analysis.judgement import adherence
from analysis.judgement import phases as found_phases
from analysis.judgement.styles import session_styles, set_styles, week_styles
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import graded, loads, main_lifts, sessions
from analysis.settings import client as client_settings
from analysis.simulate import adherence as truths_of_adherence
from analysis.simulate import roster
from analysis.simulate.client import SampleClient
from analysis.simulate.truth import Truth
from analysis.store import imports, originals, processed

COUNTS = ["phase", "style", "starts_on", "ends_on", "sessions_planned", "sessions_done"]
SHARES = ["days_pct", "reps_pct", "sets_pct", "progression_pct", "rest_pct"]
each_client = pytest.mark.parametrize("client", roster.CLIENTS, ids=lambda client: client.slug)
Judge = Callable[[SampleClient], tuple[pl.DataFrame, pl.DataFrame, list[str]]]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    roster.write(folder)
    imports.run(folder, originals.clients(folder))
    return folder


@pytest.fixture(scope="module")
def truths() -> Mapping[str, Truth]:
    return dict(roster.truths())


@pytest.fixture(scope="module")
def judged(workspace: Path) -> Judge:
    """Adherence, its weeks and the main lifts of a client, through import, grading and styles; each once."""
    known: dict[str, tuple[pl.DataFrame, pl.DataFrame, list[str]]] = {}

    def judge(client: SampleClient) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
        if client.slug not in known:
            known[client.slug] = _judged(workspace, client)
        return known[client.slug]

    return judge


def _judged(workspace: Path, client: SampleClient) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    slug, until, numbers = client.slug, client.athlete.ends_on, Thresholds()
    settings = client_settings.read(originals.folder(workspace, slug))
    weighed = loads.smoothed_bodyweight(
        processed.read_body(workspace, slug), fallback_kg=settings.bodyweight_kg
    )
    grades = graded.grade(processed.read_sets(workspace, slug), bodyweight=weighed)
    lifts = main_lifts.main_lifts(sessions.lift_sessions(grades), chosen=settings.main_lifts)
    styled = set_styles.of(grades, thresholds=numbers)
    of_sessions = session_styles.of(grades, styled, thresholds=numbers)
    of_weeks = week_styles.of(grades, styled, of_sessions, until=until, thresholds=numbers)
    found = found_phases.found(of_weeks, of_sessions, thresholds=numbers)
    asked = (
        grades, of_sessions, of_weeks, processed.read_plan(workspace, slug),
        processed.read_plan_days(workspace, slug), processed.read_plan_sets(workspace, slug),
    )  # fmt: skip
    held = adherence.of(*asked, main_lifts=lifts, phases=found, as_of=until, thresholds=numbers)
    return held.phases, held.weeks, lifts


@each_client
def test_sessions_planned_and_done_are_counted_exactly(
    client: SampleClient, judged: Judge, truths: Mapping[str, Truth]
) -> None:
    done, _, _ = judged(client)
    true = truths[client.slug].adherence.select(COUNTS)
    assert_frame_equal(done.select(pl.col(name).cast(kind) for name, kind in true.schema.items()), true)


@each_client
@pytest.mark.parametrize("share", SHARES)
def test_every_share_is_the_true_one(
    share: str, client: SampleClient, judged: Judge, truths: Mapping[str, Truth]
) -> None:
    done, _, _ = judged(client)
    true = truths[client.slug].adherence
    assert done[share].to_list() == pytest.approx(true[share].to_list(), abs=1e-9)


@each_client
def test_the_weeks_add_up_to_their_phase(client: SampleClient, judged: Judge) -> None:
    done, weeks, _ = judged(client)
    summed = weeks.group_by("phase").agg(pl.col("sessions_done").sum()).sort("phase")
    assert summed["sessions_done"].to_list() == done["sessions_done"].to_list()


@pytest.mark.parametrize(
    "client",
    [
        client
        for client in roster.CLIENTS
        if "[[phase]]" in client.settings and "main_lifts" not in client.settings
    ],
    ids=lambda client: client.slug,
)
def test_where_the_coach_names_no_main_lifts_log_and_truth_choose_the_same(
    client: SampleClient, judged: Judge
) -> None:
    assert judged(client)[2] == list(truths_of_adherence.main_lifts(client.log.sets))


def test_every_share_is_put_to_the_test_by_some_client(truths: Mapping[str, Truth]) -> None:
    every = pl.concat([truth.adherence for truth in truths.values()])
    for share in SHARES:
        told = every[share].drop_nulls()
        assert len(told) >= 2, share
        assert ((told > 0) & (told < 100)).any(), share
