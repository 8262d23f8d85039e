"""What the log says of weights on lifts that move the body: plates added, the total, help, or nothing."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from analysis.exercises import catalogue
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

BARE: Final = 0.1
"""From this share of sets without a weight on, the body alone is logged as nothing, so what is logged was added."""

WHOLE_BODY: Final = 1.0
"""The moved share of bodyweight (`bw_share`) of pull-ups and dips. On others a plate, a bar or a stack may weigh as much
as the lifter: a bridge, a calf raise, a crunch machine."""

HEAVY_KG: Final = 40.0
"""Nobody adds so much to every set of a lift that moves the body, from the first on."""

ONES_SHARE: Final = 0.2
BARS: Final = ("barbell", "smith", "ez_bar", "trap_bar")
ASSISTED_NAME: Final = r"(?i)assist|asistid|unterst[üu]tz|wspomagan|ondersteun|yard\wml"
UNASSISTED_NAME: Final = r"(?i)\b(un|non|not|no|without)[\s-]*assist|\b(sin|ohne|bez|zonder)\b"


def claims_of(log: WeightLog, lifts: pl.DataFrame) -> pl.DataFrame:
    """Return what the log claims of lifts that move the body, and of numbers that say nothing, the surest first."""
    ones = _placeholders(lifts)
    moving = lifts.filter(pl.col("load_model") == "bodyweight")
    rows = log.rows(lifts, moving["lift"]).filter(~pl.col("below"))
    return pl.concat([ones, _totals(_without(rows, ones), log.bare(moving["lift"])), _assisted_names(lifts)])


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


def _totals(rows: pl.DataFrame, bare: pl.DataFrame) -> pl.DataFrame:
    """Weights near or above bodyweight, and none of small plates, are the body and what was added.

    Of lifts that move a part of the body only, where this app's pull-ups or dips are logged so.
    """
    whole = catalogue.frame().filter(pl.col("bw_share") == WHOLE_BODY)["id"].implode()
    moved = rows.with_columns(of_body=pl.col("raw_kg") / pl.col("bodyweight_kg"))
    seen = (
        moved.group_by("lift", "app")
        .agg(
            weights=pl.len(),
            days=pl.col("performed_on").n_unique(),
            first_on=pl.col("performed_on").min(),
            last_on=pl.col("performed_on").max(),
            low=pl.col("raw_kg").quantile(HARDLY_ANY, "lower"),
            high=pl.col("raw_kg").max(),
            median=pl.col("of_body").median(),
            near=(pl.col("of_body") >= NEAR_BODY).sum(),
            body=pl.col("bodyweight_kg").median(),
        )
        .filter(pl.col("weights") >= FEWEST, pl.col("days") >= FEWEST_DAYS)
        .with_columns(whole=pl.col("lift").is_in(whole))
        .sort("whole", "lift", "app", descending=[True, False, False])
    )
    found: list[dict[str, Any]] = []
    for row in _with_bare(seen, bare).iter_rows(named=True):
        habit = any(each["meaning"] == "total" and each["app"] == row["app"] for each in found)
        if (claim := _total(row, habit=habit)) is not None:
            found.append(claim)
    return claims(found)


def _with_bare(seen: pl.DataFrame, bare: pl.DataFrame) -> pl.DataFrame:
    """The lifts with `bare`: the share of their sets, between the first weight and the last, that have no weight."""
    between = pl.col("performed_on").is_between("first_on", "last_on")
    counts = bare.join(seen, on=["lift", "app"]).filter(between).group_by("lift", "app").len("bare_sets")
    none = pl.col("bare_sets").fill_null(0)
    return seen.join(counts, on=["lift", "app"], how="left", maintain_order="left").with_columns(
        bare=none / (none + pl.col("weights"))
    )


def _total(row: dict[str, Any], *, habit: bool) -> dict[str, Any] | None:
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
    said = f"{span} at a bodyweight of about {kilos(row['body'])} kg"
    share = row["near"] / row["weights"]
    if share >= NEARLY_ALL and row["median"] <= BEYOND_BODY:
        return claim | _near_the_body(row, said, habit=habit)
    if share > HARDLY_ANY and row["near"] >= FEWEST:
        near = f"{row['near']} of {row['weights']} weights are near bodyweight or above"
        return claim | {"evidence": f"{near} ({said}), the others not"}
    if row["low"] >= HEAVY_KG:
        said = said.replace(" at ", " on all sets at ", 1)
        return claim | {"evidence": f"{said}: too much to be added, too little to be the total"}
    return None


def _near_the_body(row: dict[str, Any], said: str, *, habit: bool) -> dict[str, str]:
    """What weights from bodyweight up mean, and why."""
    if row["bare"] >= BARE:
        bare = f"{row['bare']:.0%} of the sets have no weight"
        return {"evidence": f"{said}, as if the body were in the number; but {bare}"}
    if not (row["whole"] or habit):
        return {"evidence": f"{said}: what is added, or the body with it, cannot be told of this lift"}
    return {"meaning": "total", "known_by": "evidence", "evidence": f"{said}: the body is in the number"}


def _assisted_names(lifts: pl.DataFrame) -> pl.DataFrame:
    """A lift that the catalogue does not know, and so goes by its name, which says that it is helped."""
    name = pl.col("lift")
    says_so = name.str.contains(ASSISTED_NAME) & ~name.str.contains(UNASSISTED_NAME)
    helped = lifts.filter(pl.col("exercise").is_null(), says_so)
    said = {"meaning": "assistance", "known_by": "evidence"}
    return claims([
        said | {"lift": lift, "evidence": f"the name says so: {lift}"}
        for lift in helped["lift"].unique(maintain_order=True)
    ])  # fmt: skip
