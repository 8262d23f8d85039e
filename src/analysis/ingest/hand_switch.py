"""The day on which a client began to log dumbbells for both hands: the weights of several lifts double and stay so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from analysis.ingest.weight_claims import claims

WINDOW: Final = 3
"""Sessions on either side of a step, whose median is held against the other side's."""

LEAST_SIDE: Final = 2
LEAST_BEFORE: Final = 3
LEAST_BEFORE_D: Final = 28
"""Days from the first session to the step: who begins with easy weeks may double from them."""

STEP: Final = 0.45
"""Least step from one session to the next, as log2: a third more would be plates, not a habit."""

DOUBLED: Final = (0.60, 1.40)
"""What counts as doubled, as log2: 1.5 to 2.6 times."""

LASTING: Final = (0.50, 1.60)
"""The same for all sessions before and all after, in which a lifter may also grow."""

APART: Final = 0.3
"""How far, as log2, the usual after lies above the best of the year before."""

SINCE_D: Final = 60
"""Days since the session before the step: after a break a lifter may come back to other dumbbells."""

TOGETHER_D: Final = 60
LIFTS: Final = 3
"""One lift may change its machine; three that double within two months have changed their log."""

MOST_OF: Final = 0.6
BEFORE_D: Final = 365


def claims_of(tops: pl.DataFrame) -> pl.DataFrame:
    """Return a claim for each lift whose weights double with others: both hands from a day on.

    `tops` has a row a lift, app and day, in that order: the best maximum that the day's sets imply.
    """
    values = tops.with_columns(pl.col("top_kg").log(2).alias("y"))
    rows: list[dict[str, Any]] = []
    for (app,), of_app in values.group_by(["app"], maintain_order=True):
        if of_app["lift"].n_unique() < LIFTS:
            continue
        steps = _steps(of_app)
        together = _together(steps)
        if together is not None:
            rows += _rows(str(app), of_app, together)
    return claims(rows)


def _steps(values: pl.DataFrame) -> pl.DataFrame:
    """One row a lift: the day of its greatest lasting step, if it doubled there."""
    y = pl.col("y")
    forward = y.rolling_median(WINDOW, min_samples=LEAST_SIDE)
    before = forward.shift(1).over("lift")
    after = y.reverse().rolling_median(WINDOW, min_samples=LEAST_SIDE).reverse().over("lift")
    since = (pl.col("performed_on") - pl.col("performed_on").shift(1)).over("lift").dt.total_days()
    counted = values.with_columns(jump=after - before, step=(y - y.shift(1)).over("lift"), since=since)
    steps = (
        counted.filter(
            pl.col("jump").is_between(*DOUBLED), pl.col("step") >= STEP, pl.col("since") <= SINCE_D
        )
        .sort("lift", "jump", descending=[False, True])
        .unique("lift", keep="first", maintain_order=True)
        .select("lift", on="performed_on")
    )
    return _lasting(values, steps)


def _lasting(values: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """The steps (lift, on) of which all after is double of all in the year before, and above the best of it."""
    sides = values.join(steps, on="lift")
    day, on, y = pl.col("performed_on"), pl.col("on"), pl.col("y")
    recent = (day < on) & (day >= on - pl.duration(days=BEFORE_D))
    usual_after = y.filter(day >= on).median()
    moved = sides.group_by("lift", "on").agg(
        moved=usual_after - y.filter(recent).median(),
        apart=usual_after - y.filter(recent).max(),
        before=recent.sum(),
        before_d=(pl.col("on").first() - day.filter(recent).min()).dt.total_days(),
    )
    return moved.filter(
        pl.col("moved").is_between(*LASTING),
        pl.col("apart") >= APART,
        pl.col("before") >= LEAST_BEFORE,
        pl.col("before_d") >= LEAST_BEFORE_D,
    )


def _together(steps: pl.DataFrame) -> pl.DataFrame | None:
    """The steps that lie together, the most of them; None: there are too few."""
    best = steps.clear()
    for first in steps["on"].sort().to_list():
        near = steps.filter(pl.col("on").is_between(first, first + timedelta(days=TOGETHER_D)))
        best = near if near.height > best.height else best
    return best.sort("on", "lift") if best.height >= LIFTS else None


def _sides(values: pl.DataFrame, first: date, last: date) -> pl.DataFrame:
    """One row a lift with sessions on both sides of the change: by how much it moved, as log2."""
    day, y = pl.col("performed_on"), pl.col("y")
    recent = (day < first) & (day >= first - timedelta(days=BEFORE_D))
    return (
        values.group_by("lift", maintain_order=True)
        .agg(
            before=recent.sum(),
            after=(day > last).sum(),
            moved=y.filter(day > last).median() - y.filter(recent).median(),
            most=y.filter(day >= first).max() - y.filter(recent).median(),
        )
        .filter(pl.col("before") >= LEAST_SIDE, pl.col("most").is_not_null())
    )


def _most_follow(sides: pl.DataFrame) -> bool:
    """Whether most of the lifts done often before and after the change doubled."""
    often = sides.filter(pl.col("after") >= LEAST_SIDE)
    doubled = often.filter(pl.col("moved") >= LASTING[0])
    return doubled.height >= MOST_OF * often.height


def _rows(app: str, values: pl.DataFrame, together: pl.DataFrame) -> list[dict[str, Any]]:
    """Both hands from its own step on for a lift that has one, from the first such day for others that doubled."""
    first, last = together["on"][0], together["on"][-1]
    sides = _sides(values, first, last)
    if not _most_follow(sides):
        return []
    doubled = sides.filter(pl.col("moved").is_between(*LASTING))["lift"].to_list()
    same = sides.filter(pl.col("most") < STEP)["lift"].to_list()
    own = dict.fromkeys(doubled, first) | dict(together.select("lift", "on").iter_rows())
    said = f"from {first} on the weights of {len(own)} dumbbell lifts double and stay so"
    unsure = f"{said}; whether this one's are for both hands cannot be told"
    rows: list[dict[str, Any]] = []
    for lift in sorted(own):
        claim = {"lift": lift, "app": app, "known_by": "evidence", "evidence": said}
        rows += [claim | {"meaning": "both_hands", "from_on": own[lift]}, claim | {"meaning": "one_hand"}]
    done_since = set(values.filter(pl.col("performed_on") >= first)["lift"])
    for lift in sorted(done_since - {*own, *same}):
        claim = {"lift": lift, "app": app, "meaning": "one_hand", "from_on": first}
        rows.append(claim | {"known_by": "default", "evidence": unsure})
    return rows
