"""The grid posterior against restricted maximum likelihood: `MixedLM` of statsmodels, random slopes by lift."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, islice
from typing import Final, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.judgement.rate import priors
from analysis.simulate import slopes
from analysis.simulate.slopes import Drawn, Sloping
from analysis.stats import grid_posterior
from analysis.stats.design import DAYS_A_WEEK, Design
from analysis.stats.grid import Grid, Prior
from analysis.stats.grid_posterior import Posterior
from analysis.units import WEEKS_PER_MONTH

ATHLETES: Final = 100
WELL_BEHAVED: Final = Sloping(
    weeks=24, lifts=8, sessions_per_week=3, noise_sd=0.01, spread_per_week=0.0015, readiness_sd=0.0, curve=slopes.CURVE
)  # fmt: skip
"""Lifts enough to tell how far their slopes differ, sessions enough to tell each slope; nothing wanders."""
MOST_APART: Final = 0.02
"""Of the slope itself: athletes gain 2 to 4% a month, and all their lifts a good part of it."""
FLAT: Final = Prior(level_sd=100.0, slope_sd=1.0, rep_sd=1.0, common_rep_sd=1.0, drift_sd=1.0)

Vector = NDArray[np.float64]


class Mixed(NamedTuple):
    """What MixedLM says: slopes, and the SD of lifts and noise, of log e1RM and per week."""

    mean_slope: float
    """The fixed effect."""
    slopes: Vector
    """It and each lift's predicted random effect."""
    spread: float
    noise_sd: float


def mixed(log: Drawn) -> Mixed | None:
    """Fit MixedLM: a level a lift, a slope in common and a random one a lift; null: it warns or has no answer.

    In % and months, so that what it searches is near 1; in weeks it fails to converge three times in four.
    """
    # Here, because it takes seconds to load, in every process that only looks for tests.
    from statsmodels.regression.mixed_linear_model import MixedLM  # noqa: PLC0415

    design, lifts = log.design, WELL_BEHAVED.lifts
    month = (design.day - design.day.mean()) / DAYS_A_WEEK / WEEKS_PER_MONTH
    levels = np.eye(lifts)[design.lift]
    model = MixedLM(
        100 * log.log_e1rm, np.column_stack([levels, month]), groups=design.lift, exog_re=month[:, None]
    )
    unit = 100 * WEEKS_PER_MONTH
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = model.fit(reml=True)
            own = np.array([float(found.random_effects[lift].iloc[0]) for lift in range(lifts)])
    except (UserWarning, ValueError):
        return None
    mean = float(found.fe_params[-1])
    spread, noise_sd = float(found.cov_re[0, 0]) ** 0.5, float(found.scale) ** 0.5
    return Mixed(mean / unit, (mean + own) / unit, spread / unit, noise_sd / 100)


def athletes(number: int) -> Iterator[tuple[Drawn, Mixed]]:
    """The first so many, by seed, that MixedLM can fit; none is left out for what we say of them."""
    fitted = ((log, mixed(log)) for log in map(athlete, count()))
    return islice(((log, theirs) for log, theirs in fitted if theirs is not None), number)


def athlete(seed: int) -> Drawn:
    random = np.random.default_rng(seed)
    return slopes.drawn(replace(WELL_BEHAVED, pct_per_month=random.uniform(2, 4)), random)


def fitted(log: Drawn, *, grid: Grid, prior: Prior) -> Posterior:
    """With rep terms switched off."""
    design: Design = log.design._replace(rep_term=np.zeros(log.design.day.size))
    return grid_posterior.fit(design, log.log_e1rm, grid=grid, prior=prior)


def lift_slopes(posterior: Posterior) -> Vector:
    return np.array([posterior.slope([lift]).mean for lift in range(posterior.lifts)])


@pytest.mark.slow
def test_slopes_are_those_of_restricted_maximum_likelihood() -> None:
    """The priors of slopes as they are, no readiness, rep terms and wander, and variances on a grid that holds these athletes'."""
    grid = Grid(
        spread=tuple((spread, 1.0) for spread in (0.0005, 0.001, 0.0015, 0.002, 0.003, 0.005)),
        shared_sd=((0.0, 1.0),),
        shared_days=((14.0, 1.0),),
        noise_sd=tuple((noise_sd, 1.0) for noise_sd in (0.007, 0.010, 0.014, 0.020)),
    )
    for log, theirs in athletes(ATHLETES):
        ours = fitted(log, grid=grid, prior=priors.PRIOR)
        assert ours.slope().mean == pytest.approx(theirs.mean_slope, rel=MOST_APART)
        np.testing.assert_allclose(lift_slopes(ours), theirs.slopes, rtol=MOST_APART)


def test_at_its_own_variances_slopes_are_the_same_number() -> None:
    """A flat prior, and the grid one node, where MixedLM ends: nothing is left that could differ."""
    for log, theirs in athletes(10):
        grid = Grid(
            spread=((theirs.spread, 1.0),),
            shared_sd=((0.0, 1.0),),
            shared_days=((14.0, 1.0),),
            noise_sd=((theirs.noise_sd, 1.0),),
        )
        ours = fitted(log, grid=grid, prior=FLAT)
        assert ours.slope().mean == pytest.approx(theirs.slopes.mean(), rel=1e-4)
        np.testing.assert_allclose(lift_slopes(ours), theirs.slopes, rtol=1e-4)


def test_the_likeliest_node_lies_next_to_its_variances() -> None:
    """On a fine grid of equal weights the mode over spread and noise is the restricted likelihood's."""
    steps = np.exp(np.linspace(-0.6, 0.6, 25))
    for log, theirs in athletes(5):
        grid = Grid(
            spread=tuple((float(theirs.spread * step), 1.0) for step in steps),
            shared_sd=((0.0, 1.0),),
            shared_days=((14.0, 1.0),),
            noise_sd=tuple((float(theirs.noise_sd * step), 1.0) for step in steps),
        )
        ours = fitted(log, grid=grid, prior=FLAT)
        *_, noise_sd, spread = ours.likeliest
        assert spread == pytest.approx(theirs.spread, rel=0.06)
        assert noise_sd == pytest.approx(theirs.noise_sd, rel=0.06)
