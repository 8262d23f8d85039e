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

It is fast because of two identities. The SDs of w are multiples of noise_sd, so that noise and w have the covariance
noise_sd^2 V with one V for each wander, a block a series. Observations of one day share one o, so with C = LL' the
covariance of o on the days, and the eigenvalues of L'S'V^-1 S L, taken once for each shared_days and wander, the
covariance of what is not linear, noise_sd^2 V + shared_sd^2 S C S', is V and a diagonal in one basis for all nodes. And the
linear part has 3 columns a series, so a node costs the inverse of a matrix of that size, whatever the number of
observations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.stats.design import DAYS_A_WEEK, Design, Scale
from analysis.stats.mixture import Mixture
from analysis.stats.wander import STILL, Wander

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
Axis = tuple[tuple[float, float], ...]
"""Values with their prior weights, which need not sum to one."""

JITTER: Final = 1e-12
"""Keeps the root of a correlation in being where days are almost one."""


@dataclass(frozen=True, kw_only=True)
class Prior:
    """Standard deviations of what is estimated, in the unit of y."""

    level_sd: float
    slope_sd: float
    """Of the slope that all series have in common, per week."""
    rep_sd: float
    """Of a series' own effect of one unit of the rep term, about the one that all have in common."""
    common_rep_sd: float
    """Of the effect of one unit of the rep term that all series have in common."""
    drift_sd: float
    """Of the common drift."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """What is averaged over: the values of each and their prior weights."""

    spread: Axis
    """SD of the series' slopes about the common one, per week."""
    shared_sd: Axis
    shared_days: Axis
    noise_sd: Axis
    wander: tuple[tuple[Wander, float], ...] = ((STILL, 1.0),)
    """What series do on their own, with prior weights."""

    def nodes(self) -> tuple[Matrix, Vector]:
        """Return the nodes (number of the wander, shared_days, shared_sd, noise_sd, spread), and their log prior weights.

        A node is a row; those of one wander and shared_days stand together.
        """
        wander = tuple((float(number), weight) for number, (_, weight) in enumerate(self.wander))
        axes = (wander, self.shared_days, self.shared_sd, self.noise_sd, self.spread)
        values, weights = (_crossed([[pair[part] for pair in axis] for axis in axes]) for part in (0, 1))
        return values, np.log(weights).sum(axis=1) - np.log(weights.prod(axis=1).sum())

    def at(self, node: Vector) -> Grid:
        """Return the grid of one node alone."""
        number, *sds = (float(value) for value in node)
        shared_days, shared_sd, noise_sd, spread = (((value, 1.0),) for value in sds)
        return Grid(
            spread=spread,
            shared_sd=shared_sd,
            shared_days=shared_days,
            noise_sd=noise_sd,
            wander=((self.wander[int(number)][0], 1.0),),
        )


def _crossed(axes: Sequence[Sequence[float]]) -> Matrix:
    """Every combination of one value an axis, a row each; the last axis runs fastest."""
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(axes)).astype(np.float64)


class _Basis(NamedTuple):
    """The observations of one wander and shared_days in the basis in which what they share is diagonal."""

    design: Design
    wander: Wander
    shared_days: float
    days: Vector
    precision: Matrix
    """V^-1."""
    log_determinant: float
    """log |V|."""
    back: Matrix
    """L'^-1 Q: from the basis to the shared process on the days."""
    to: Matrix
    """Q'L'S'V^-1: from the observations to the basis."""
    eigenvalues: Vector
    both: Matrix
    """The columns, and y as the last one."""

    @property
    def rotated(self) -> Matrix:
        """`both` in the basis."""
        return self.to @ self.both


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
    bases: tuple[_Basis, ...]

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

    def _predicted(
        self, basis: _Basis, number: int, design: Design, columns: Matrix
    ) -> tuple[Matrix, Matrix]:
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
        basis for wander, _ in grid.wander for basis in _bases(design, both, wander, grid.shared_days)
    )
    pairs = np.array(list(product((sd for sd, _ in grid.shared_sd), (sd for sd, _ in grid.noise_sd))))
    sums = [_sums(basis, pairs) for basis in bases]
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


def _bases(design: Design, both: Matrix, wander: Wander, shared_days: Axis) -> Iterator[_Basis]:
    """Yield one basis for each shared_days."""
    days, of_day = np.unique(design.day, return_inverse=True)
    precision, log_determinant = wander.precision(design)
    for length, _ in shared_days:
        correlation = np.exp(-np.abs(days[:, None] - days[None, :]) / length)
        root = np.linalg.cholesky(correlation + JITTER * np.eye(days.size))
        spread = root[of_day]
        weighed = precision @ spread
        eigenvalues, rotation = np.linalg.eigh(spread.T @ weighed)
        yield _Basis(
            design=design,
            wander=wander,
            shared_days=length,
            days=days,
            precision=precision,
            log_determinant=log_determinant,
            back=np.linalg.solve(root.T, rotation),
            to=rotation.T @ weighed.T,
            eigenvalues=np.maximum(eigenvalues, 0.0),
            both=both,
        )


def _sums(basis: _Basis, pairs: Matrix) -> _Sums:
    """Weigh all by the noise alone, and take off what the shared process may be answerable for."""
    shared, noise = pairs[:, 0, None] ** 2, pairs[:, 1] ** 2
    loaded = noise[:, None] + shared * basis.eigenvalues
    rotated = basis.rotated
    sums = basis.both.T @ basis.precision @ basis.both - np.einsum(
        "up,ku,uq->kpq", rotated, shared / loaded, rotated, optimize=True
    )
    sums /= noise[:, None, None]
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
