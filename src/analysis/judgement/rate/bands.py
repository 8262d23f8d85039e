"""Like for like: the rate of the lifts judged, told apart by rep range.

A maximum that is estimated from fives and one from tens differ by the lifter's own curve, which no formula knows. Within
a band of reps that difference is nearly the same in every session, so that a rate within one is all but free of it. A band
is of reps done, not of reps to failure: reps are prescribed, while those left in reserve tell of the day, and choosing
sessions by how the day went would flatten every rate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, islice, pairwise, permutations
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement import words
from analysis.judgement.rate import rates
from analysis.judgement.rate.rates import Counted
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import session_values
from analysis.metrics.effort import MOST_REPS
from analysis.tables import GradedSets

_VALUES: Final = ["log_e1rm", "log_e1rm_var", "tested", "curve_share", "effort_sd"]
EDGES: Final = ("bands.heavy_reps", "bands.low_reps", "bands.middle_reps")


class Band(NamedTuple):
    """Reps of a set from one number to another, both included."""

    first: int
    last: int

    def sets(self) -> pl.Expr:
        """Whether a set is of the band; a half rep counts as done."""
        return pl.col("reps").ceil().is_between(self.first, self.last)


@dataclass(frozen=True, kw_only=True)
class BandRate:
    """What the sets of one rep band alone say of the phase; a view, no verdict, for four looks find one by chance."""

    first_reps: int
    last_reps: int
    lifts: tuple[str, ...]
    """Of the lifts judged, those with enough sessions of such sets."""
    sessions: int
    """Sessions of the lifts judged with such sets, a lift and a session each."""
    starts_on: date
    """First day of them."""
    ends_on: date
    rate_pct_per_month: float | None
    """Mean of its lifts; null, and all below: no lift has enough sessions."""
    rate_low: float | None
    rate_high: float | None
    """90% interval."""
    why: str
    """Why it cannot be compared with the phase or the other bands, in words; empty: it can."""

    @property
    def reps(self) -> str:
        """The band as a reader calls it."""
        one = self.first_reps == self.last_reps
        return f"{self.first_reps}" if one else f"{self.first_reps} to {self.last_reps}"

    @property
    def comparable(self) -> bool:
        """Whether its rate is of the same lifts and weeks as the verdict."""
        return not self.why


def known(thresholds: Thresholds) -> tuple[Band, ...]:
    """Return the bands, the fewest reps first; edges that a coach set out of order or alike leave fewer.

    >>> [tuple(band) for band in known(Thresholds())]
    [(1, 3), (4, 6), (7, 10), (11, 12)]
    """
    most = int(MOST_REPS)
    ends = sorted({min(max(thresholds.whole(name), 1), most) for name in EDGES} | {most})
    return tuple(Band(before + 1, end) for before, end in pairwise([0, *ends]))


def of(
    graded: dy.DataFrame[GradedSets],
    counted: Counted,
    lifts: Sequence[str],
    *,
    thresholds: Thresholds,
) -> tuple[BandRate, ...]:
    """Return the rate within each band that the lifts judged were trained in, the fewest reps first.

    A session's value in a band is worked out as for the verdict, from the sets of that band alone; the model is the
    verdict's. A lift counts with as many sessions over as many days as the verdict asks for. The rate cannot be compared
    with the verdict's where its lifts are not those judged, or where its days leave out more than `bands.missing_share` of
    the phase's at one end; where no lift has enough sessions there is none.

    Args:
        graded: the whole log.
        counted: the sessions the verdict counts: no others count here.
        lifts: those the verdict stands on; none: no bands.
        thresholds: of the groups `bands` and `rate`.
    """
    judged = counted.sessions.filter(pl.col("lift").is_in(list(lifts)))
    if judged.is_empty():
        return ()
    values = _values(graded, judged, thresholds)
    inside = [(band, values.filter(pl.col("band") == band.first)) for band in known(thresholds)]
    return tuple(
        _rate(band, counted._replace(sessions=own), judged, lifts, thresholds)
        for band, own in inside
        if not own.is_empty()
    )


def _values(graded: pl.DataFrame, judged: pl.DataFrame, thresholds: Thresholds) -> pl.DataFrame:
    """The counted sessions, once for each `band` (its first rep) that has a value of them, from its sets alone.

    A maximum that was tested is of one rep, though no set may stand for it.
    """
    bands, keys = known(thresholds), ["band", "lift", "session"]
    band = pl.coalesce(*(pl.when(each.sets()).then(pl.lit(each.first)) for each in bands))
    sets = graded.join(judged, on=["lift", "session"], how="semi").with_columns(band=band)
    # A lift in a band stands for a lift, so that one pass values them all.
    parted = sets.filter(pl.col("band").is_not_null()).with_columns(
        lift=pl.concat_str("band", "lift", separator=":")
    )
    lift = pl.col("lift").str.splitn(":", 2).struct
    valued = session_values.of(parted).with_columns(band=lift[0].cast(pl.Int32), lift=lift[1])
    tested = judged.filter("tested").with_columns(band=pl.lit(bands[0].first, pl.Int32))
    each = pl.concat([tested.select(keys + _VALUES), valued.select(keys + _VALUES)])
    each = each.unique(keys, keep="first", maintain_order=True)
    return judged.drop(_VALUES).join(each, on=["lift", "session"], maintain_order="left")


def _rate(
    band: Band,
    inside: Counted,
    judged: pl.DataFrame,
    lifts: Sequence[str],
    thresholds: Thresholds,
) -> BandRate:
    """The rate of one band, as far as its sessions give one."""
    enough = inside.trained(sessions=thresholds["rate.gate_sessions"], days=thresholds["rate.gate_lift_days"])
    own = tuple(lift for lift in lifts if lift in enough)
    rate = rates.fitted(inside.sessions, own).rate if own else None
    low, high = rate.interval() if rate else (None, None)
    days = inside.sessions["performed_on"]
    return BandRate(
        first_reps=band.first,
        last_reps=band.last,
        lifts=own,
        sessions=inside.sessions.height,
        starts_on=days.min(),  # type: ignore[arg-type]  # days
        ends_on=days.max(),  # type: ignore[arg-type]
        rate_pct_per_month=rate.mean if rate else None,
        rate_low=low,
        rate_high=high,
        why=_why(inside.sessions, own, judged, lifts, thresholds),
    )


def _why(
    inside: pl.DataFrame,
    own: Sequence[str],
    judged: pl.DataFrame,
    lifts: Sequence[str],
    thresholds: Thresholds,
) -> str:
    """Why a band's rate is not one of the same lifts and weeks as the verdict's; empty: it is."""
    if not own:
        return "too few sessions"
    at_one_end = _one_end(inside.filter(pl.col("lift").is_in(list(own))), judged, thresholds)
    others = [lift for lift in lifts if lift not in own]
    without = f"without {_named(others)}" if len(others) < len(own) else f"only {_named(own)}"
    return "; ".join(part for part in (at_one_end, without if others else "") if part)


def _named(lifts: Sequence[str]) -> str:
    return words.listed([words.lift(lift) for lift in lifts])


def _one_end(inside: pl.DataFrame, judged: pl.DataFrame, thresholds: Thresholds) -> str:
    """Since or until when alone a band was trained; empty: from end to end."""
    first, last = judged["performed_on"].min(), judged["performed_on"].max()
    since, until = inside["performed_on"].min(), inside["performed_on"].max()
    assert isinstance(first, date)
    assert isinstance(last, date)
    assert isinstance(since, date)
    assert isinstance(until, date)
    missing = thresholds["bands.missing_share"] * (last - first)
    late, early = since - first > missing, last - until > missing
    if late and early:
        return f"only from {words.day(since)} to {words.day(until)}"
    if late:
        return f"only since {words.day(since)}"
    return f"only until {words.day(until)}" if early else ""


def disagreeing(found: Sequence[BandRate]) -> tuple[str, ...]:
    """Say where two bands of the same lifts and weeks have rates whose intervals do not meet."""
    told = [each for each in found if each.comparable]
    apart = ((one, other) for one, other in combinations(told, 2) if not _meet(one, other))
    return tuple(
        f"The rep bands disagree: sets of {one.reps} reps {words.signed(one.rate_pct_per_month or 0.0)}% a month, of"
        f" {other.reps} {words.signed(other.rate_pct_per_month or 0.0)}%. Then effort may have changed in one of them, or"
        " what such sets are for, and the rate of all sets together is less sure than its interval."
        for one, other in islice(apart, 1)
    )


def _meet(one: BandRate, other: BandRate) -> bool:
    ends = one.rate_low, one.rate_high, other.rate_low, other.rate_high
    low, high, other_low, other_high = (0.0 if end is None else end for end in ends)
    return low <= other_high and other_low <= high


def switched(found: Sequence[BandRate], thresholds: Thresholds) -> tuple[str, ...]:
    """Say where the rep range was changed within the phase: what came after cannot be held against what was before."""
    most = timedelta(days=thresholds["bands.overlap_days"])
    told = [each for each in found if each.lifts]
    pairs = (
        (before, after) for before, after in permutations(told, 2) if before.ends_on - after.starts_on <= most
    )
    changed = next(((before, after) for before, after in pairs if before.ends_on < after.ends_on), None)
    if changed is None:
        return ()
    before, after = changed
    says = (
        f"The rep range changed: sets of {before.reps} reps until {words.day(before.ends_on)}, of {after.reps} from"
        f" {words.day(after.starts_on)}. Each can be judged within itself, but not one against the other: how many reps"
        " somebody gets at a load is their own, and the stricter rule of a running phase holds."
    )
    return (says,)
