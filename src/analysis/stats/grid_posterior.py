"""Several series that rise at rates of their own, wander together, and are each read with noise; solved exactly.

    y_i = level_l + slope_l week_i + rep_l rep_term_i + h drift_i day_i / days + o(day_i) + w_l(day_i) + e_i
    of the series l

    slope_l = m + b_l,   m ~ N(0, slope_sd^2),   b_l ~ N(0, spread^2)
    level_l ~ N(mean of its y, level_sd^2)
    rep_l = r + c_l,     r ~ N(0, common_rep_sd^2),   c_l ~ N(0, rep_sd^2)
    h ~ N(0, drift_sd^2): what makes observations rise, from the first day to the last, though their series do not
    o: an Ornstein-Uhlenbeck process common to all series, SD `shared_sd`, correlation exp(-days / shared_days)
    w_l: what the series does on its own, an Ornstein-Uhlenbeck process and an effect of the weekday (`wander`)
    e_i ~ N(0, noise_sd^2 relative_variance_i)

spread, shared_sd, shared_days, wander and noise_sd are not known; each lies on a grid with prior weights. At a node of
the grid all is linear and Gaussian, so that the posterior over the grid is a finite mixture of normals in closed
form: no sampling, nothing random.

It is fast because what is not linear has a diagonal covariance in one basis for all nodes of a wander and shared_days
(`stats.basis`), and the linear part has 3 columns a series, so a node costs the inverse of a matrix of that size, whatever the
number of observations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.stats import basis
from analysis.stats.basis import Basis
from analysis.stats.design import DAYS_A_WEEK, Design, Scale
from analysis.stats.grid import Grid, Prior
from analysis.stats.mixture import Mixture

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]


class _Sums(NamedTuple):
    """What the data say at each pair of shared_sd and noise_sd: X'M^-1 X, X'M^-1 y, y'M^-1 y and log |M|."""

    xx: Matrix
    xy: Matrix
    yy: Vector
    log_determinant: Vector


@dataclass(frozen=True, kw_only=True)
class Posterior:
    """What is known of levels, slopes and rep effects: a normal distribution at each node, and the nodes' weights."""

    lifts: int
    scale: Scale
    """Levels of the coefficients are those on its origin."""
    centre: Vector
    """What was taken off y before the fit, series by series."""
    nodes: Matrix
    weights: Vector
    log_evidence: Vector
    """Log marginal likelihood of y at each node."""
    means: Matrix
    """Of the coefficients at each node: levels less `centre`, slopes per week, rep effects, drift."""
    covariances: Matrix
    bases: tuple[Basis, ...]

    def of(self, contrast: ArrayLike, *, plus: float = 0.0) -> Mixture:
        """Return what is known of a weighted sum of the coefficients."""
        c = np.asarray(contrast, dtype=np.float64)
        variances = np.einsum("i,kij,j->k", c, self.covariances, c)
        return Mixture(self.weights, self.means @ c + plus, np.sqrt(variances))

    @property
    def likeliest(self) -> Vector:
        """The node of the highest weight."""
        return np.asarray(self.nodes[int(np.argmax(self.weights))])

    def slope_contrast(self, among: Sequence[int] | None = None) -> Vector:
        """Return the contrast of the mean slope of some series; of all of them without `among`."""
        chosen = list(range(self.lifts)) if among is None else list(among)
        contrast = np.zeros(3 * self.lifts + 1)
        contrast[[self.lifts + lift for lift in chosen]] = 1.0 / len(chosen)
        return contrast

    def slope(self, among: Sequence[int] | None = None) -> Mixture:
        """Return the mean slope per week of some series; of all of them without `among`."""
        return self.of(self.slope_contrast(among))

    def level(self, lift: int, day: float) -> Mixture:
        """Return the level of a series on a day, without shared part, drift and noise, at a rep term of 0."""
        contrast = np.zeros(3 * self.lifts + 1)
        contrast[lift] = 1.0
        contrast[self.lifts + lift] = (day - self.scale.origin) / DAYS_A_WEEK
        return self.of(contrast, plus=float(self.centre[lift]))

    def predict(self, design: Design) -> tuple[Mixture, ...]:
        """Return the predictive distribution of each new observation, on days observed or not, noise included."""
        columns = design.columns(self.lifts, self.scale)
        parts = [self._predicted(basis, number, design, columns) for number, basis in enumerate(self.bases)]
        means = np.concatenate([mean for mean, _ in parts]) + self.centre[design.lift]
        sds = np.sqrt(np.concatenate([variance for _, variance in parts]))
        return tuple(Mixture(self.weights, means[:, i], sds[:, i]) for i in range(design.day.size))

    def _predicted(self, basis: Basis, number: int, design: Design, columns: Matrix) -> tuple[Matrix, Matrix]:
        """Means and variances at the nodes of one basis, a row each."""
        each = len(self.weights) // len(self.bases)
        mine = slice(number * each, (number + 1) * each)
        shared, noise = self.nodes[mine, 2, None] ** 2, self.nodes[mine, 3, None] ** 2
        like = np.exp(-np.abs(design.day[:, None] - basis.days) / basis.shared_days) @ basis.back
        own = basis.wander.across(design, basis.design)
        own_like, own_known = own @ basis.to.T, own @ basis.precision
        share = shared / (noise + shared * basis.eigenvalues)
        both = np.einsum("ku,mu,up->kmp", share, like - own_like, basis.rotated, optimize=True)
        both += own_known @ basis.both
        left = columns - both[:, :, :-1]
        mean = np.einsum("kmp,kp->km", left, self.means[mine]) + both[:, :, -1]
        told = (shared * share) @ (basis.eigenvalues * like**2).T
        told += noise * (share @ (2.0 * like * own_like - own_like**2).T + (own_known * own).sum(axis=1))
        variance = (
            np.einsum("kmp,kpq,kmq->km", left, self.covariances[mine], left, optimize=True)
            + shared
            + noise * (basis.wander.variance + design.relative_variance)
            - told
        )
        return mean, variance


def fit(design: Design, y: ArrayLike, *, grid: Grid, prior: Prior) -> Posterior:
    """Return the posterior of levels, slopes and rep effects. The covariances at the nodes do not depend on y.

    Raises:
        ValueError: no observation, a series without any, or values that are not finite or not as many as the design's.
    """
    values = np.asarray(y, dtype=np.float64)
    _check(design, values)
    lifts = int(design.lift.max()) + 1
    precision = 1.0 / design.relative_variance
    centre = np.bincount(design.lift, precision * values) / np.bincount(design.lift, precision)
    columns, centred = design.columns(lifts, design.scale), values - centre[design.lift]
    nodes, log_prior = grid.nodes()
    both = np.column_stack([columns, centred])
    bases = tuple(
        one for wander, _ in grid.wander for one in basis.each(design, both, wander, grid.shared_days)
    )
    pairs = np.array(list(product((sd for sd, _ in grid.shared_sd), (sd for sd, _ in grid.noise_sd))))
    sums = [_sums(one, pairs) for one in bases]
    whole = _Sums(*(np.concatenate(part) for part in zip(*sums, strict=True)))
    spreads = np.array([spread for spread, _ in grid.spread])
    log_evidence, means, covariances = _solved(whole, spreads, lifts, prior, values.size)
    log_weights = log_evidence + log_prior
    weights = np.exp(log_weights - log_weights.max())
    return Posterior(
        lifts=lifts,
        scale=design.scale,
        centre=centre,
        nodes=nodes,
        weights=weights / weights.sum(),
        log_evidence=log_evidence,
        means=means,
        covariances=covariances,
        bases=bases,
    )


def _check(design: Design, y: Vector) -> None:
    if y.shape != design.day.shape or not y.size or not np.isfinite(y).all():
        msg = f"a fit needs a finite value for each of the design's {design.day.size} observations, at least one"
        raise ValueError(msg)
    if np.bincount(design.lift).min() == 0:
        msg = "every series up to the last needs an observation"
        raise ValueError(msg)


def _sums(basis: Basis, pairs: Matrix) -> _Sums:
    """Weigh all by the noise alone, and take off what the shared process may be answerable for."""
    shared, noise = pairs[:, 0, None] ** 2, pairs[:, 1] ** 2
    loaded = noise[:, None] + shared * basis.eigenvalues
    taken = (basis.rotated.T[None] * (shared / loaded)[:, None, :]) @ basis.rotated
    sums = (basis.within - taken) / noise[:, None, None]
    log_determinant = (
        np.log(loaded / noise[:, None]).sum(axis=1)
        + basis.both.shape[0] * np.log(noise)
        + basis.log_determinant
    )
    return _Sums(sums[:, :-1, :-1], sums[:, :-1, -1], sums[:, -1, -1], log_determinant)


def _solved(
    sums: _Sums, spreads: Vector, lifts: int, prior: Prior, observations: int
) -> tuple[Vector, Matrix, Matrix]:
    """Log evidence, means and covariances at every node: each pair of the sums with each spread."""
    inverse, log_prior_determinant = _prior_precisions(spreads, lifts, prior)
    information = sums.xx[:, None] + inverse[None, :]
    count, size = information.shape[0] * spreads.size, 3 * lifts + 1
    root = np.linalg.cholesky(information)
    covariances: Matrix = np.linalg.inv(information).astype(np.float64)
    means: Matrix = np.einsum("ksij,kj->ksi", covariances, sums.xy)
    explained = np.einsum("ksi,ki->ks", means, sums.xy)
    log_information = 2.0 * np.log(np.diagonal(root, axis1=-2, axis2=-1)).sum(axis=-1)
    log_evidence: Matrix = -0.5 * (
        observations * np.log(2.0 * np.pi)
        + sums.log_determinant[:, None]
        + log_information
        + log_prior_determinant
        + sums.yy[:, None]
        - explained
    )
    return log_evidence.reshape(count), means.reshape(count, size), covariances.reshape(count, size, size)


def _prior_precisions(spreads: Vector, lifts: int, prior: Prior) -> tuple[Matrix, Vector]:
    """The inverse of the coefficients' prior covariance for each spread, and its log determinant."""
    slopes = prior.slope_sd**2 + spreads[:, None, None] ** 2 * np.eye(lifts)
    precision = np.zeros((spreads.size, 3 * lifts + 1, 3 * lifts + 1))
    diagonal = np.arange(lifts)
    precision[:, diagonal, diagonal] = prior.level_sd**-2
    precision[:, lifts : 2 * lifts, lifts : 2 * lifts] = np.linalg.inv(slopes)
    reps = prior.common_rep_sd**2 + prior.rep_sd**2 * np.eye(lifts)
    precision[:, 2 * lifts : 3 * lifts, 2 * lifts : 3 * lifts] = np.linalg.inv(reps)
    precision[:, -1, -1] = prior.drift_sd**-2
    _, log_slopes = np.linalg.slogdet(slopes)
    _, log_reps = np.linalg.slogdet(reps)
    others = lifts * np.log(prior.level_sd) + np.log(prior.drift_sd)
    return precision, log_slopes + log_reps + 2.0 * others
