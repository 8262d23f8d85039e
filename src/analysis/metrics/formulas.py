"""Estimated one-rep maximum from a load and the reps to failure, after eight authors.

The trend always uses the modified Epley, which is exact at one rep and has one parameter that differs between
lifts; the others are for coaches who are used to them. The same formula goes through a whole report. Every one
returns the load itself at one rep and null below it, and all fan out above about ten reps.

Sources: Epley 1985; Brzycki 1993, doi 10.1080/07303084.1993.10606684; Lombardi 1989; O'Conner 1989; Lander 1985;
Mayhew 1992, doi 10.1519/00124278-199211000-00003; Wathan 1994, as compared by LeSuer 1997,
doi 10.1519/00124278-199711000-00001.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import polars as pl

from analysis.settings.coach import Formula

K_DEFAULT: Final = 0.0333
"""Steepness where the lift is not in the catalogue: Epley's own 1/30."""

_LINEAR_LIMIT_REPS: Final = 36.0
"""Brzycki's and Lander's denominators reach zero at 37 reps."""


def modified_epley(load_kg: pl.Expr, reps: pl.Expr, k: pl.Expr | float = K_DEFAULT) -> pl.Expr:
    """Estimate the e1RM (kg) as load x (1 + k (reps - 1)); k is the lift's steepness.

    >>> pl.select(modified_epley(pl.lit(100.0), pl.lit(5.0)).round(1)).item()
    113.3
    """
    return _guarded(load_kg, reps, load_kg * (1 + k * (reps - 1)))


def epley(load_kg: pl.Expr, reps: pl.Expr) -> pl.Expr:
    """Estimate the e1RM (kg) after Epley (1985): load x (1 + reps / 30).

    >>> pl.select(epley(pl.lit(100.0), pl.lit(5.0)).round(1)).item()
    116.7
    """
    return _guarded(load_kg, reps, load_kg * (1 + reps / 30))


def brzycki(load_kg: pl.Expr, reps: pl.Expr) -> pl.Expr:
    """Estimate the e1RM (kg) after Brzycki (1993): 36 load / (37 - reps); null above 36 reps.

    >>> pl.select(brzycki(pl.lit(100.0), pl.lit(5.0)).round(1)).item()
    112.5
    """
    return _guarded(load_kg, reps, pl.when(reps <= _LINEAR_LIMIT_REPS).then(36 * load_kg / (37 - reps)))


def lombardi(load_kg: pl.Expr, reps: pl.Expr) -> pl.Expr:
    """Estimate the e1RM (kg) after Lombardi (1989): load x reps^0.10.

    >>> pl.select(lombardi(pl.lit(100.0), pl.lit(5.0)).round(1)).item()
    117.5
    """
    return _guarded(load_kg, reps, load_kg * reps.pow(0.10))


def oconner(load_kg: pl.Expr, reps: pl.Expr) -> pl.Expr:
    """Estimate the e1RM (kg) after O'Conner (1989): load x (1 + 0.025 reps).

    >>> pl.select(oconner(pl.lit(100.0), pl.lit(5.0)).round(1)).item()
    112.5
    """
    return _guarded(load_kg, reps, load_kg * (1 + 0.025 * reps))


def lander(load_kg: pl.Expr, reps: pl.Expr) -> pl.Expr:
    """Estimate the e1RM (kg) after Lander (1985): 100 load / (101.3 - 2.67123 reps); null above 36 reps.

    >>> pl.select(lander(pl.lit(100.0), pl.lit(5.0)).round(1)).item()
    113.7
    """
    estimate = pl.when(reps <= _LINEAR_LIMIT_REPS).then(100 * load_kg / (101.3 - 2.67123 * reps))
    return _guarded(load_kg, reps, estimate)


def mayhew(load_kg: pl.Expr, reps: pl.Expr) -> pl.Expr:
    """Estimate the e1RM (kg) after Mayhew (1992): 100 load / (52.2 + 41.9 exp(-0.055 reps)).

    >>> pl.select(mayhew(pl.lit(100.0), pl.lit(5.0)).round(1)).item()
    119.0
    """
    return _guarded(load_kg, reps, 100 * load_kg / (52.2 + 41.9 * (-0.055 * reps).exp()))


def wathan(load_kg: pl.Expr, reps: pl.Expr) -> pl.Expr:
    """Estimate the e1RM (kg) after Wathan (1994): 100 load / (48.8 + 53.8 exp(-0.075 reps)).

    >>> pl.select(wathan(pl.lit(100.0), pl.lit(5.0)).round(1)).item()
    116.6
    """
    return _guarded(load_kg, reps, 100 * load_kg / (48.8 + 53.8 * (-0.075 * reps).exp()))


FORMULAS: Final[Mapping[Formula, Callable[[pl.Expr, pl.Expr], pl.Expr]]] = MappingProxyType({
    "modified_epley": modified_epley, "epley": epley, "brzycki": brzycki, "lombardi": lombardi,
    "oconner": oconner, "lander": lander, "mayhew": mayhew, "wathan": wathan,
})  # fmt: skip
"""The formulas by the names that `phasewise.toml` knows."""


def _guarded(load_kg: pl.Expr, reps: pl.Expr, estimate: pl.Expr) -> pl.Expr:
    """One rep is the maximum itself, whatever a formula says; less than one is no estimate."""
    return pl.when(reps == 1).then(load_kg.cast(pl.Float64)).when(reps > 1).then(estimate)
