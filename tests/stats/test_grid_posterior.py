"""The grid posterior against the same model written as one dense Gaussian, node by node."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import logsumexp
from scipy.stats import multivariate_normal, norm

from analysis.stats import grid_posterior
from analysis.stats.design import Design
from analysis.stats.grid import Axis, Grid, Prior
from analysis.stats.grid_posterior import Posterior
from analysis.stats.wander import STILL, Wander

Vector = NDArray[np.float64]
PRIOR = Prior(level_sd=0.5, slope_sd=0.01, rep_sd=0.2, common_rep_sd=0.25, drift_sd=0.6)
GRID = Grid(
    spread=((0.0005, 0.6), (0.003, 0.4)),
    shared_sd=((0.0, 0.2), (0.02, 0.8)),
    shared_days=((7.0, 1.0), (21.0, 3.0)),
    noise_sd=((0.015, 0.3), (0.03, 0.7)),
    wander=((STILL, 0.4), (Wander(sd=1.5, days=20.0, weekday_sd=0.7), 0.6)),
)


def one(value: float) -> Axis:
    return ((value, 1.0),)


def made(seed: int, *, lifts: int = 3, n: int = 40, drift: bool = True) -> tuple[Design, Vector]:
    """Sessions on days some of which several lifts share; every lift has one."""
    random = np.random.default_rng(seed)
    lift = np.concatenate([np.arange(lifts), random.integers(0, lifts, n - lifts)])
    design = Design.of(
        lift,
        random.integers(0, 60, n),
        random.normal(0, 0.05, n),
        random.uniform(0.3, 3.0, n),
        random.uniform(0, 0.04, n) if drift else None,
    )
    return design, 4.5 + 0.1 * lift + 0.003 * design.day / 7 + random.normal(0, 0.03, n)


class Dense(NamedTuple):
    """The joint Gaussian of the coefficients, the observations and new ones without their mean."""

    log_evidence: float
    mean: Vector
    covariance: Vector
    predicted: Vector
    predicted_variance: Vector


def dense(design: Design, y: Vector, node: Vector, new: Design) -> Dense:
    """Textbook conditioning with matrices as large as the data: no rotation, no day sums, no Woodbury."""
    number, shared_days, shared_sd, noise_sd, spread = node
    lifts, middle = int(design.lift.max()) + 1, design.day.mean()
    precision = 1 / design.relative_variance
    centre = np.array([np.average(y[design.lift == i], weights=precision[design.lift == i]) for i in range(lifts)])  # fmt: skip

    def rows(of: Design) -> Vector:
        one_hot = np.eye(lifts)[of.lift]
        time = (of.day - middle)[:, None]
        length = design.day.max() - design.day.min()
        return np.hstack([one_hot, one_hot * time / 7, one_hot * of.rep_term[:, None], of.drift[:, None] * time / length])  # fmt: skip

    size = 3 * lifts + 1
    prior = np.zeros((size, size))
    prior[:lifts, :lifts] = 0.5**2 * np.eye(lifts)
    prior[lifts : 2 * lifts, lifts : 2 * lifts] = 0.01**2 + spread**2 * np.eye(lifts)
    prior[2 * lifts : -1, 2 * lifts : -1] = 0.25**2 + 0.2**2 * np.eye(lifts)
    prior[-1, -1] = 0.6**2
    x, x_new = rows(design), rows(new)

    def shared(a: Design, b: Design) -> Vector:
        alike: Vector = np.exp(-np.abs(a.day[:, None] - b.day[None]) / shared_days)
        return float(shared_sd) ** 2 * alike

    def own(a: Design, b: Design) -> Vector:
        """What a series does on its own: nothing in the first wander, in the second an OU process and weekdays."""
        apart = np.abs(a.day[:, None] - b.day[None])
        alike: Vector = 1.5**2 * np.exp(-apart / 20) + 0.7**2 * (apart % 7 == 0)
        same: Vector = float(number * noise_sd**2) * alike * (a.lift[:, None] == b.lift[None])
        return same

    joint = (
        x @ prior @ x.T
        + shared(design, design)
        + own(design, design)
        + noise_sd**2 * np.diag(design.relative_variance)
    )
    residual = y - centre[design.lift]
    gain = prior @ x.T @ np.linalg.inv(joint)
    across = x_new @ prior @ x.T + shared(new, design) + own(new, design)
    new_variance = (
        x_new @ prior @ x_new.T
        + shared(new, new)
        + own(new, new)
        + noise_sd**2 * np.diag(new.relative_variance)
    )
    return Dense(
        float(multivariate_normal(np.zeros(y.size), joint).logpdf(residual)),
        gain @ residual,
        prior - gain @ x @ prior,
        centre[new.lift] + across @ np.linalg.solve(joint, residual),
        np.diag(new_variance - across @ np.linalg.solve(joint, across.T)),
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("lifts", "n"), [(1, 5), (3, 40), (5, 90)])
def test_every_node_agrees_with_the_dense_posterior(seed: int, lifts: int, n: int) -> None:
    design, y = made(seed, lifts=lifts, n=n)
    new, _ = made(seed + 100, lifts=lifts, n=lifts + 4)
    found = grid_posterior.fit(design, y, grid=GRID, prior=PRIOR)
    predicted = found.predict(new)
    for number, node in enumerate(found.nodes):
        expected = dense(design, y, node, new)
        assert found.log_evidence[number] == pytest.approx(expected.log_evidence, rel=1e-9)
        np.testing.assert_allclose(found.means[number], expected.mean, atol=1e-8)
        np.testing.assert_allclose(found.covariances[number], expected.covariance, atol=1e-9)
        means, sds = (np.array([part[i][number] for part in predicted]) for i in (1, 2))
        np.testing.assert_allclose(means, expected.predicted, atol=1e-8)
        np.testing.assert_allclose(sds**2, expected.predicted_variance, rtol=1e-6)


def test_nodes_are_weighed_by_prior_and_evidence() -> None:
    design, y = made(1)
    found = grid_posterior.fit(design, y, grid=GRID, prior=PRIOR)
    prior = {0.0005: 0.6, 0.003: 0.4, 0.0: 0.2, 0.02: 0.8, 7.0: 0.25, 21.0: 0.75, 0.015: 0.3, 0.03: 0.7}
    wander = found.nodes[:, 0]
    log = found.log_evidence + [sum(np.log(prior[value]) for value in node) for node in found.nodes[:, 1:]]
    log += np.log(np.where(wander == 0, 0.4, 0.6))
    np.testing.assert_allclose(found.weights, np.exp(log - logsumexp(log)), rtol=1e-10)


def only_noise(**changed: Axis) -> Grid:
    quiet = Grid(spread=one(1e-6), shared_sd=one(0.0), shared_days=one(14.0), noise_sd=one(0.02))
    return replace(quiet, **changed)  # type: ignore[arg-type]  # mypy does not see that no wander is among them


def test_one_lift_with_noise_alone_by_hand() -> None:
    """Days -7, 0 and 7 about the middle: slope of log e1RM per week known to noise / sqrt(2), shrunk by the prior.

    y = 0, .01, .02: least squares .01 a week with variance .0004 / 2 = .0002; prior variance .0001 + 1e-12.
    Posterior mean .01 x .0001 / (.0001 + .0002) = .003333, variance .0001 x .0002 / .0003 = .0000667.
    """
    design = Design.of([0, 0, 0], [0, 7, 14], [0, 0, 0], [1, 1, 1])
    slope = grid_posterior.fit(design, [4.0, 4.01, 4.02], grid=only_noise(), prior=PRIOR).slope()
    assert slope.mean == pytest.approx(0.01 / 3, rel=1e-6)
    assert slope.sd**2 == pytest.approx(0.0002 / 3, rel=1e-6)


def test_a_drift_that_nobody_logged_widens_the_rate_and_not_the_prediction() -> None:
    design, y = made(3, drift=False)
    drifting = design._replace(drift=np.full(design.day.size, 0.03))
    sure, unsure = (grid_posterior.fit(each, y, grid=GRID, prior=PRIOR) for each in (design, drifting))
    weeks = np.ptp(design.day) / 7
    widened = unsure.slope().sd ** 2 - sure.slope().sd ** 2
    assert 0.6 < widened / (0.6 * 0.03 / weeks) ** 2 < 1.0  # the prior on the slope takes a part off
    last = design.where(design.day == design.day.max())
    assert unsure.predict(last)[0].sd == pytest.approx(sure.predict(last)[0].sd, rel=0.05)


def test_what_is_shared_is_not_taken_for_progress() -> None:
    """Forty sessions that all rise together within a week say less than their number."""
    design, _ = made(4, lifts=4, n=60)
    y = 4.0 + 0.02 * (design.day > 30)
    alone = grid_posterior.fit(design, y, grid=only_noise(), prior=PRIOR).slope()
    shared = grid_posterior.fit(design, y, grid=only_noise(shared_sd=one(0.02)), prior=PRIOR).slope()
    assert shared.sd > 2 * alone.sd


def test_a_change_of_reps_is_not_taken_for_progress() -> None:
    """All sessions after day 30 at a higher rep term and 2% higher: the rate's interval must hold zero."""
    days = np.arange(0, 60, 3.0)
    late = days > 30
    y = 4.0 + 0.02 * late + np.random.default_rng(0).normal(0, 0.003, days.size)
    zeros, ones = np.zeros(days.size), np.ones(days.size)
    blind = Design.of(zeros, days, zeros, ones)
    aware = Design.of(zeros, days, 0.12 * (late - late.mean()), ones)
    grid = only_noise(noise_sd=one(0.005))
    assert grid_posterior.fit(blind, y, grid=grid, prior=PRIOR).slope().interval()[0] > 0
    low, high = grid_posterior.fit(aware, y, grid=grid, prior=PRIOR).slope().interval()
    assert low < 0 < high


def same(a: Posterior, b: Posterior) -> None:
    np.testing.assert_allclose(a.weights, b.weights, rtol=1e-7)
    np.testing.assert_allclose(a.means, b.means, atol=1e-9)


def test_the_calendar_does_not_matter() -> None:
    design, y = made(5)
    later = design._replace(day=design.day + 20_000)
    same(*(grid_posterior.fit(each, y, grid=GRID, prior=PRIOR) for each in (design, later)))


def test_the_order_of_observations_does_not_matter() -> None:
    design, y = made(6)
    order = np.random.default_rng(0).permutation(y.size)
    shuffled = Design.of(*(vector[order] for vector in design))
    same(
        grid_posterior.fit(design, y, grid=GRID, prior=PRIOR),
        grid_posterior.fit(shuffled, y[order], grid=GRID, prior=PRIOR),
    )


def test_the_same_log_gives_the_same_bits() -> None:
    design, y = made(7)
    a, b = (grid_posterior.fit(design, y, grid=GRID, prior=PRIOR) for _ in range(2))
    assert a.means.tobytes() == b.means.tobytes()
    assert a.slope().interval() == b.slope().interval()


def test_how_sure_it_is_does_not_depend_on_what_was_lifted() -> None:
    design, y = made(8)
    a, b = (grid_posterior.fit(design, each, grid=GRID, prior=PRIOR) for each in (y, np.zeros(y.size)))
    np.testing.assert_array_equal(a.covariances, b.covariances)


def test_the_unit_of_the_lift_does_not_matter() -> None:
    design, y = made(9)
    pounds = y + np.log(2.2046)
    same(*(grid_posterior.fit(design, each, grid=GRID, prior=PRIOR) for each in (y, pounds)))


def test_a_lifts_rate_is_drawn_to_the_others() -> None:
    random = np.random.default_rng(2)
    lift, day = np.repeat([0, 1, 2], 16), np.tile(np.arange(16) * 3.5, 3)
    y = 4.0 + np.where(lift == 0, 0.01, 0.0) * day / 7 + random.normal(0, 0.02, day.size)
    found = grid_posterior.fit(
        Design.of(lift, day, 0 * day, 1 + 0 * day), y, grid=only_noise(spread=one(0.003)), prior=PRIOR
    )
    assert found.slope([1]).mean < found.slope().mean < found.slope([0]).mean < 0.01


def test_a_level_lies_on_the_line() -> None:
    days = np.arange(0, 57, 7.0)
    design = Design.of(0 * days, days, 0 * days, 1 + 0 * days)
    y = 4.0 + 0.01 * days / 7
    grid = only_noise(noise_sd=one(0.001))
    level = grid_posterior.fit(design, y, grid=grid, prior=PRIOR).level(0, 70.0)
    assert level.mean == pytest.approx(4.1, abs=1e-3)
    assert level.sd > grid_posterior.fit(design, y, grid=grid, prior=PRIOR).level(0, 28.0).sd


def test_predictions_hold_new_sessions_as_often_as_they_say() -> None:
    """Drawn from the model itself at known numbers: the probability integral transform is uniform."""
    random = np.random.default_rng(11)
    grid = only_noise(spread=one(0.002), shared_sd=one(0.02), noise_sd=one(0.02))
    places = []
    for _ in range(150):
        day = np.sort(random.integers(0, 80, 40)).astype(float)
        lift = np.arange(40) % 2
        shared = np.linalg.cholesky(np.exp(-np.abs(np.subtract.outer(day, day)) / 14) + 1e-9 * np.eye(40)) @ random.normal(size=40)  # fmt: skip
        slope = 0.01 * random.normal() + 0.002 * random.normal(size=2)
        y = 4 + slope[lift] * (day - day[:30].mean()) / 7 + 0.02 * shared + 0.02 * random.normal(size=40)
        design = Design.of(lift, day, 0 * day, 1 + 0 * day)
        seen = np.arange(40) < 30
        found = grid_posterior.fit(design.where(seen), y[seen], grid=grid, prior=PRIOR)
        last = found.predict(design.where(~seen))[-1]
        places.append(1 - last.probability_above(y[-1]))
    inside = np.abs(norm.ppf(places)) < norm.ppf(0.95)
    assert 0.84 <= inside.mean() <= 0.96


@pytest.mark.parametrize(
    ("vectors", "complaint"),
    [
        (([0, 0], [1.0], [0.0, 0.0], [1.0, 1.0]), "shape"),
        (([0], [np.nan], [0.0], [1.0]), "finite"),
        (([0], [1.0], [np.inf], [1.0]), "finite"),
        (([0], [1.0], [0.0], [0.0]), "above zero"),
    ],
)
def test_a_design_that_means_nothing_is_refused(vectors: tuple[list[float], ...], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Design.of(*vectors)


@pytest.mark.parametrize("y", [[], [4.0], [4.0, np.nan]])
def test_values_that_do_not_fit_the_design_are_refused(y: list[float]) -> None:
    with pytest.raises(ValueError, match="finite value"):
        grid_posterior.fit(Design.of([0, 0], [0, 1], [0, 0], [1, 1]), y, grid=GRID, prior=PRIOR)


def test_a_series_without_an_observation_is_refused() -> None:
    with pytest.raises(ValueError, match="every series"):
        grid_posterior.fit(Design.of([0, 2], [0, 1], [0, 0], [1, 1]), [4.0, 4.0], grid=GRID, prior=PRIOR)


def test_a_single_day_has_no_scale_of_time_and_is_no_trouble() -> None:
    found = grid_posterior.fit(Design.of([0, 1], [3, 3], [0, 0], [1, 1]), [4.0, 5.0], grid=GRID, prior=PRIOR)
    assert found.slope().mean == pytest.approx(0.0, abs=1e-12)
    assert found.slope().sd > 0.009
