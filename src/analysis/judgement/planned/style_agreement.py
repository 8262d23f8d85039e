"""Whether the weeks were trained as planned, and when the training changed beside when it was meant to."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta
from typing import Final

import polars as pl

MIDDLE: Final = timedelta(days=3)
"""From Monday to Thursday: a week belongs to the phase that holds its Thursday, so most of its days."""


def weeks(phases: pl.DataFrame, week_styles: pl.DataFrame) -> pl.DataFrame:
    """Return the weeks of the log that belong to a phase begun: phase, week, planned, trained, kind, style.

    A week belongs to the phase in which its Thursday lies, so one that two phases share is counted once.
    """
    dated = week_styles.select(
        "week", "kind", "style", trained=pl.col("label").cast(pl.String), middle=pl.col("week") + MIDDLE
    )
    bounds = phases.select("phase", "starts_on", "ends_on", planned=pl.col("style").cast(pl.String))
    placed = dated.sort("middle").join_asof(
        bounds.sort("starts_on"), left_on="middle", right_on="starts_on", strategy="backward"
    )
    return placed.filter(pl.col("middle") <= pl.col("ends_on")).select(
        "phase", "week", "planned", "trained", "kind", "style"
    )


def compared(placed: pl.DataFrame, *, combination_index: float, leaning_index: float) -> pl.DataFrame:
    """Return the weeks whose style is held against the plan's, with `trained` in the plan's words.

    Weeks of full training only. A gap is no style: that nothing was done then is told by the sessions. A deload week
    shows no style of its own, and in a planned deload none is asked for.

    A week that leaves it open is read as the plan has it. What a planned combination asks for, sets of both styles and
    sets in between, comes close to either style: its weeks agree up to `combination_index`. A week of sets in between
    ("mixed") agrees with strength or hypertrophy if it leans to it beyond `leaning_index`, else it is a combination.
    """
    said = placed.filter(
        (pl.col("kind") == "trained") & (pl.col("planned") != "deload") & pl.col("trained").is_not_null()
    )
    planned, mixed = pl.col("planned"), pl.col("trained") == "mixed"
    leans = mixed & (
        ((planned == "strength") & (pl.col("style") >= leaning_index))
        | ((planned == "hypertrophy") & (pl.col("style") <= -leaning_index))
    )
    both = (planned == "combination") & (pl.col("style").abs() <= combination_index)
    as_planned = leans | (both & (pl.col("trained") != "endurance"))
    return said.with_columns(
        trained=pl.when(as_planned)
        .then("planned")
        .when(mixed)
        .then(pl.lit("combination"))
        .otherwise("trained")
    )


def style_pct(said: pl.DataFrame) -> pl.DataFrame:
    """Return `style_pct` by phase: weeks in the planned style in % of the weeks compared."""
    return said.group_by("phase").agg(style_pct=100 * (pl.col("planned") == pl.col("trained")).mean())


def kappa(said: pl.DataFrame) -> float | None:
    """Return Cohen's kappa of plan and training over all weeks compared; None: one style only was planned.

    kappa = (p_o - p_e) / (1 - p_e), with p_o the share of weeks that agree and p_e the share that would if the weeks
    were shuffled. Cohen 1960, doi 10.1177/001316446002000104.

    >>> kappa(pl.DataFrame({"planned": ["a", "a", "b", "b"], "trained": ["a", "a", "b", "a"]}))
    0.5
    """
    if said["planned"].n_unique() < 2:  # noqa: PLR2004 - agreement with one word only is no agreement
        return None
    pairs = said.select("planned", "trained").rows()
    agree = sum(bool(planned == trained) for planned, trained in pairs) / len(pairs)
    as_planned, as_trained = (Counter(said[by]) for by in ("planned", "trained"))
    by_chance = sum(count * as_trained[style] for style, count in as_planned.items()) / len(pairs) ** 2
    return (agree - by_chance) / (1 - by_chance)


def boundary_lags(phases: pl.DataFrame, found: pl.DataFrame) -> dict[int, int | None]:
    """Return, for each phase begun, the weeks by which the log's nearest change of style came later than the plan's.

    A change is planned where a phase asks for another style than the last one that was no deload; a change of the log
    is a found phase with another label than the one before. One is compared with the other only if it lies after the
    planned beginning of the style before and not after the end of the phase: else it belongs to another change.
    Null: no change is planned, or none was found there.
    """
    changes = _changes([(row["starts_on"], str(row["label"])) for row in found.sort("phase").to_dicts()])
    lags: dict[int, int | None] = {}
    style, since = "", date.min
    for row in phases.sort("starts_on").to_dicts():
        lags[row["phase"]] = None
        if row["style"] == "deload":
            continue
        if style and row["style"] != style:
            near = [day for day in changes if since < day <= row["ends_on"]]
            lags[row["phase"]] = min((_weeks(day, row["starts_on"]) for day in near), key=abs, default=None)
        if row["style"] != style:
            style, since = row["style"], row["starts_on"]
    return lags


def _changes(labels: list[tuple[date, str]]) -> list[date]:
    """First days of the phases that are of another style than the one before."""
    pairs = itertools.pairwise(labels)
    return [day for (_, before), (day, label) in pairs if label != before]


def _weeks(found: date, planned: date) -> int:
    """Whole weeks from the Monday of the planned day's week; positive: the log's change came later."""
    monday = planned - timedelta(days=planned.weekday())
    if planned.weekday() > MIDDLE.days:  # a phase that starts on a Friday has its first week after that
        monday += timedelta(weeks=1)
    return (found - monday).days // 7
