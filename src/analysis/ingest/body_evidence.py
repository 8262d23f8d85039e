"""What the log says of weights on lifts that move the body: plates added, the total, help, or nothing."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from analysis.ingest.weight_claims import claims, kilos
from analysis.ingest.weight_log import ONES, TOLERANCE_KG, WeightLog

FEWEST: Final = 5
"""Fewer weights of a lift decide nothing."""

FEWEST_DAYS: Final = 2
NEAR_BODY: Final = 0.85
"""From this share of bodyweight on a weight may hold the body itself."""

NEARLY_ALL: Final = 0.95
HARDLY_ANY: Final = 0.05
BEYOND_BODY: Final = 2.2
"""No usual weight of a lifter adds more than his own again to the body: a total beyond is something else."""

HEAVY_KG: Final = 40.0
"""Nobody adds so much to every set of a lift that moves the body, from the first on."""

ONES_SHARE: Final = 0.2
BARS: Final = ("barbell", "smith", "ez_bar", "trap_bar")
ASSISTED_NAME: Final = r"(?i)assist|asistid|unterst[üu]tz|wspomagan|ondersteun|yard\wml"


def claims_of(log: WeightLog, lifts: pl.DataFrame) -> pl.DataFrame:
    """Return what the log claims of lifts that move the body, and of numbers that say nothing, the surest first."""
    ones = _placeholders(lifts)
    moving = lifts.filter(pl.col("load_model") == "bodyweight")
    rows = log.rows(lifts, moving["lift"]).filter(~pl.col("below"))
    return pl.concat([ones, _totals(_without(rows, ones)), _assisted_names(lifts)])


def _without(rows: pl.DataFrame, ones: pl.DataFrame) -> pl.DataFrame:
    """The sets whose weight is no placeholder."""
    typed = ones.select("lift", "app", one_kg="at_kg").unique(["lift", "app"], keep="first")
    kept = rows.join(typed, on=["lift", "app"], how="left", maintain_order="left")
    return kept.filter(((pl.col("raw_kg") - pl.col("one_kg")).abs() >= TOLERANCE_KG).fill_null(value=True))


def _placeholders(lifts: pl.DataFrame) -> pl.DataFrame:
    """A 1 on many sets of a lift that moves the body, or of a bar that weighs more than that."""
    could = (pl.col("load_model") == "bodyweight") | pl.col("equipment").is_in(BARS)
    rows: list[dict[str, Any]] = []
    for words, at_kg in ONES.items():
        weights = pl.col("sets") - pl.col("below")
        many = (pl.col(words) >= FEWEST) & (pl.col(words) >= ONES_SHARE * weights)
        typed = lifts.filter(could.fill_null(value=False), many).select("lift", "app", words, weights)
        rows += [
            {
                "lift": lift, "app": app, "at_kg": at_kg, "meaning": "placeholder", "known_by": "evidence",
                "evidence": f"{words} on {ones} of {all_of_them} weights: a number typed where none was wanted",
            }
            for lift, app, ones, all_of_them in typed.iter_rows()
        ]  # fmt: skip
    return claims(rows)


def _totals(rows: pl.DataFrame) -> pl.DataFrame:
    """Weights near or above bodyweight, and none of small plates, are the body and what was added."""
    moved = rows.with_columns(of_body=pl.col("raw_kg") / pl.col("bodyweight_kg"))
    seen = (
        moved.group_by("lift", "app")
        .agg(
            weights=pl.len(),
            days=pl.col("performed_on").n_unique(),
            low=pl.col("raw_kg").quantile(HARDLY_ANY, "lower"),
            high=pl.col("raw_kg").max(),
            median=pl.col("of_body").median(),
            near=(pl.col("of_body") >= NEAR_BODY).sum(),
            body=pl.col("bodyweight_kg").median(),
        )
        .filter(pl.col("weights") >= FEWEST, pl.col("days") >= FEWEST_DAYS)
        .sort("lift", "app")
    )
    return claims([claim for row in seen.iter_rows(named=True) if (claim := _total(row))])


def _total(row: dict[str, Any]) -> dict[str, Any] | None:
    """The claim of one lift in one app; None: its weights are plates like any other's."""
    low, high = kilos(row["low"]), kilos(row["high"])
    span = f"{low} kg" if low == high else f"{low} to {high} kg"
    claim = {"lift": row["lift"], "app": row["app"], "known_by": "default", "meaning": "added"}
    if row["body"] is None:
        if row["low"] < HEAVY_KG:
            return None
        said = (
            f"{span} on all sets is too much to be added; total or help cannot be told without a bodyweight"
        )
        return claim | {"evidence": said}
    share = row["near"] / row["weights"]
    at = f"at a bodyweight of about {kilos(row['body'])} kg"
    if share >= NEARLY_ALL and row["median"] <= BEYOND_BODY:
        said = f"{span} {at}: the body is in the number"
        return claim | {"meaning": "total", "known_by": "evidence", "evidence": said}
    if share > HARDLY_ANY and row["near"] >= FEWEST:
        said = f"{row['near']} of {row['weights']} weights are near bodyweight or above ({span} {at}), the others not"
        return claim | {"evidence": said}
    if row["low"] >= HEAVY_KG:
        return claim | {
            "evidence": f"{span} on all sets {at}: too much to be added, too little to be the total"
        }
    return None


def _assisted_names(lifts: pl.DataFrame) -> pl.DataFrame:
    """A lift that the catalogue does not know, and so goes by its name, which says that it is helped."""
    helped = lifts.filter(pl.col("exercise").is_null(), pl.col("lift").str.contains(ASSISTED_NAME))
    said = {"meaning": "assistance", "known_by": "evidence"}
    return claims([
        said | {"lift": lift, "evidence": f"the name says so: {lift}"}
        for lift in helped["lift"].unique(maintain_order=True)
    ])  # fmt: skip
