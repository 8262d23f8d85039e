"""What the log says of dumbbells: one hand's load, or both hands' summed.

Three things tell. The same lifts in two apps, one with twice the other's weights. A day from which on the
weights of several lifts double and stay so: nobody grows so, but many change how they log. And the client's
own barbell: a dumbbell in each hand is some 40% of it, both are 80%.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import resources
from typing import Any, Final

import polars as pl

from analysis.exercises.catalogue import display_name
from analysis.ingest import hand_switch
from analysis.ingest.weight_claims import claims
from analysis.ingest.weight_log import WeightLog
from analysis.units import KG_PER_LB

MOST_REPS: Final = 12.0
QUARTER: Final = "3mo"
FEWEST_SESSIONS: Final = 2
"""Sessions of a lift in a quarter, for the quarter to tell."""

FEWEST_ALONE: Final = 4
"""Sessions of a lift where only one quarter tells."""

BOTH: Final = (1.6, 2.6)
ONE_UP_TO: Final = 1.4
"""Times the share of one hand: 1 is one hand, 2 are both; between the two nothing is sure, and from 2.6 on the
barbell lift was not trained."""

SURELY_BOTH: Final = 1.8
"""From so many times on one lift alone tells; below, a second must say the same: a bar may be trained lightly."""

MOST_OF: Final = 0.8
PAIRS: Final = 0.85
"""Least share of weights that two equal dumbbells can weigh together, if both are what is logged."""

SMALL_LB: Final = 10.0
FEWEST_APPS: Final = 2
"""One app cannot be held against another."""

TWICE: Final = (1.7, 2.5)
MOST_LIFTS: Final = 0.6
"""Least share of the lifts in both apps that are twice as heavy in one of them."""

HABIT: Final = 3
"""From so many lifts logged for both hands on, it is how this client logs dumbbells."""

SAY_ONE_HAND: Final = ("fitbod", "fitbod_people")
"""Apps that ask for the weight of one implement and count the pair themselves (Fitbod's multiplier)."""

NOT_A_PAIR: Final = (
    "row",
    "lunge",
    "split_squat",
    "step_up",
    "carry",
    "walk",
    "pullover",
    "goblet",
    "wrist",
    "single",
)
"""Lifts that many do with one dumbbell, whatever the habit."""

NAME_ONE: Final = r"(?i)\b(each|per|one|single|je|pro|par|cada|por|ogni|na) (hand|arm|side|dumbbell|db|seite|main|bras|mano|brazo|lado|bra[cç]o|rami[eę])\b"
NAME_BOTH: Final = r"(?i)\b(both hands|both dumbbells|total weight|combined|beide zusammen)\b"


def claims_of(log: WeightLog, lifts: pl.DataFrame) -> pl.DataFrame:
    """Return what the log claims of lifts with a dumbbell in each hand, the surest first."""
    pairs_of_hands = lifts.filter(pl.col("load_model") == "per_hand", ~pl.col("app").is_in(SAY_ONE_HAND))
    if pairs_of_hands.is_empty():
        return claims([])
    hands = log.rows(lifts, pairs_of_hands["lift"]).filter(~pl.col("app").is_in(SAY_ONE_HAND))
    tops = _tops(hands)
    switched = hand_switch.claims_of(tops)
    tops = _not_of(tops, switched)
    of_apps = _apps(_quarters(tops))
    tops = _not_of(tops, of_apps)
    twins = pairs().join(tops.select("lift").unique(), on="lift", how="semi")["partner"]
    of_bar = _believed(_partners(tops, _tops(log.rows(lifts, twins))), hands)
    habit = _habit(_not_of(pairs_of_hands, switched), pl.concat([of_apps, of_bar]))
    return pl.concat([_names(hands), switched, of_apps, of_bar, _believed(habit, hands)])


def _not_of(rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The rows of lifts on which nothing has been found."""
    return rows.join(
        found.select("lift", "app").unique(), on=["lift", "app"], how="anti", maintain_order="left"
    )


def _names(hands: pl.DataFrame) -> pl.DataFrame:
    """A name that says which."""
    names = hands.select("lift", "exercise_logged").unique().sort("lift", "exercise_logged")
    rows: list[dict[str, Any]] = []
    for pattern, meaning in ((NAME_BOTH, "both_hands"), (NAME_ONE, "one_hand")):
        for lift, name in names.filter(pl.col("exercise_logged").str.contains(pattern)).iter_rows():
            said = {"known_by": "evidence", "evidence": f"the name says so: {name}"}
            rows.append({"lift": lift, "exercise_logged": name, "meaning": meaning} | said)
    return claims(rows)


def _tops(sets: pl.DataFrame) -> pl.DataFrame:
    """One row a lift, app and day: the best maximum that its sets imply (Epley), by the weight as logged."""
    implied = pl.col("raw_kg") * (1 + pl.col("reps") / 30)
    return (
        sets.filter(pl.col("reps").is_between(1, MOST_REPS), ~pl.col("kind").is_in(["warm_up", "cool_down"]))
        .group_by("lift", "app", "performed_on")
        .agg(implied.max().alias("top_kg"))
        .sort("lift", "app", "performed_on")
    )


def _quarters(tops: pl.DataFrame) -> pl.DataFrame:
    """One row a lift, app and quarter of a year: the median of the days' best, and how many days."""
    quarter = pl.col("performed_on").dt.truncate(QUARTER)
    return (
        tops.group_by("lift", "app", quarter.alias("quarter"))
        .agg(pl.col("top_kg").median(), pl.len().alias("days"))
        .filter(pl.col("days") >= FEWEST_SESSIONS)
        .sort("lift", "app", "quarter")
    )


def _apps(quarters: pl.DataFrame) -> pl.DataFrame:
    """Lifts logged in two apps in one quarter or the next, twice as heavy in one as in the other."""
    if quarters["app"].n_unique() < FEWEST_APPS:
        return claims([])
    later = quarters.with_columns(pl.col("quarter").dt.offset_by(QUARTER))
    earlier = quarters.with_columns(pl.col("quarter").dt.offset_by("-" + QUARTER))
    near = pl.concat([quarters, later, earlier])
    pairs = quarters.join(near, on=["lift", "quarter"], suffix="_low").filter(
        pl.col("app") != pl.col("app_low")
    )
    ratio = pl.col("top_kg") / pl.col("top_kg_low")
    seen = (
        pairs.with_columns(ratio.alias("times"))
        .group_by("lift", "app", "app_low")
        .agg(pl.col("times").median(), pl.col("times").is_between(*TWICE).mean().alias("share"))
        .with_columns((pl.col("share") >= MOST_OF).alias("twice"))
        .with_columns(pl.col("twice").mean().over("app", "app_low").alias("most"))
        .filter("twice", pl.col("most") >= MOST_LIFTS)
        .sort("lift", "app", "app_low")
    )
    # One lift may be another machine or another year; two are a habit of the app.
    lifts = pl.col("lift").n_unique().over("app", "app_low")
    return claims([
        {
            "lift": lift, "app": app, "meaning": "both_hands", "known_by": "evidence",
            "evidence": f"{times:.1f} times the weights of the same lift in {low}, as with other dumbbell lifts",
        }
        for lift, app, low, times in seen.filter(lifts >= FEWEST_SESSIONS)
        .select("lift", "app", "app_low", "times").unique(["lift", "app"], keep="first", maintain_order=True).iter_rows()
    ])  # fmt: skip


@cache
def pairs() -> pl.DataFrame:
    """Return the lifts that have a barbell twin, with the share of it that one hand's dumbbell is."""
    file = resources.files("analysis.ingest").joinpath("hand_pairs.csv")
    return pl.read_csv(file.read_bytes()).with_row_index("order")


def _partners(tops: pl.DataFrame, bars: pl.DataFrame) -> pl.DataFrame:
    """Each dumbbell lift held against the client's own barbell lift of the same quarters."""
    ours = _quarters(tops.join(pairs().select("lift").unique(), on="lift", how="semi"))
    theirs = _quarters(bars.with_columns(app=pl.lit(""))).rename({"lift": "partner"}).drop("app")
    held = (
        ours.join(pairs(), on="lift")
        .join(theirs, on=["partner", "quarter"], suffix="_bar")
        .with_columns(
            share=pl.col("top_kg") / pl.col("top_kg_bar"), least=pl.min_horizontal("days", "days_bar")
        )
        .with_columns(times=pl.col("share") / pl.col("one_hand_share"))
        .filter(pl.col("times") <= BOTH[1])
    )
    seen = (
        held.group_by("lift", "app", "partner", "order")
        .agg(
            pl.col("share", "times").median(),
            pl.len().alias("quarters"),
            pl.col("least").max(),
            both=pl.col("times").is_between(*BOTH).mean(),
        )
        .filter((pl.col("quarters") > 1) | (pl.col("least") >= FEWEST_ALONE))
        .sort("quarters", "order", descending=[True, False])
        .unique(["lift", "app"], keep="first", maintain_order=True)
        .sort("lift", "app")
    )
    judged = _consistent([_against_the_bar(row) for row in seen.iter_rows(named=True)])
    return claims([{name: row[name] for name in row if name != "times"} for row in judged])


def _against_the_bar(row: dict[str, Any]) -> dict[str, Any]:
    """What the comparison with a barbell lift says; where it does not decide, one hand, and why that is not sure."""
    said = f"its implied maximum is {row['share']:.0%} of that of {display_name(row['partner'])}"
    claim = {name: row[name] for name in ("lift", "app", "times")}
    claim |= {"meaning": "one_hand", "known_by": "evidence"}
    if row["both"] >= MOST_OF:
        return claim | {"meaning": "both_hands", "evidence": f"{said}, as two dumbbells together are"}
    if row["times"] <= ONE_UP_TO:
        return claim | {"evidence": f"{said}, as one dumbbell is"}
    return claim | {"known_by": "default", "evidence": f"{said}, much for one dumbbell and little for two"}


def _believed(found: pl.DataFrame, hands: pl.DataFrame) -> pl.DataFrame:
    """The claims, but of both hands none whose weights no two equal dumbbells have, as 27.5 kg or 45 lb."""
    sums = hands.group_by("lift", "app").agg(_two_equal().mean().alias("pairs"))
    both, few = pl.col("meaning") == "both_hands", pl.col("pairs") < PAIRS
    said = pl.format("{}; but many of its weights are of no two equal dumbbells", "evidence")
    return (
        found.join(sums, on=["lift", "app"], how="left", maintain_order="left")
        .with_columns(
            meaning=pl.when(both & few).then(pl.lit("one_hand")).otherwise("meaning"),
            known_by=pl.when(both & few).then(pl.lit("default")).otherwise("known_by"),
            evidence=pl.when(both & few).then(said).otherwise("evidence"),
        )
        .drop("pairs")
    )


def _two_equal() -> pl.Expr:
    """Whether a weight is twice a usual dumbbell: of whole or two and a half kilograms, or of five pounds."""
    kg, lb = (pl.col("raw_kg") / 2).round(2), (pl.col("raw_kg") / 2 / KG_PER_LB).round(1)
    half_lb = (lb % 2.5 == 0) & (lb <= SMALL_LB)
    return (kg % 1 == 0) | (kg % 2.5 == 0) | (lb % 5 == 0) | half_lb


def _consistent(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The claims, but of both hands none where another lift of the same log fits one: then a comparison misleads.

    Nor one that stands alone and is no clear double.
    """
    one = {
        row["app"]: row["lift"]
        for row in rows
        if row["meaning"] == "one_hand" and row["known_by"] == "evidence"
    }
    both = Counter(row["app"] for row in rows if row["meaning"] == "both_hands")
    rows = [
        _doubted(row, "no other lift says the same") if _is_alone(row, both[row["app"]]) else row
        for row in rows
    ]
    return [
        _doubted(row, f"{display_name(one[row['app']])} of the same log fits one")
        if row["meaning"] == "both_hands" and row["app"] in one
        else row
        for row in rows
    ]


def _is_alone(row: dict[str, Any], both: int) -> bool:
    return row["meaning"] == "both_hands" and both == 1 and row["times"] < SURELY_BOTH


def _doubted(row: dict[str, Any], why: str) -> dict[str, Any]:
    return row | {"meaning": "one_hand", "known_by": "default", "evidence": f"{row['evidence']}; but {why}"}


def _habit(lifts: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """The other lifts of a client who logs dumbbells for both hands, as far as a pair of them is usual."""
    sure = decided.filter(pl.col("known_by") == "evidence")
    both = sure.filter(pl.col("meaning") == "both_hands").group_by("app", maintain_order=True).agg("lift")
    one = sure.filter(pl.col("meaning") == "one_hand").select("app").unique()
    habits = both.filter(pl.col("lift").list.len() >= HABIT).join(one, on="app", how="anti")
    open_lifts = (
        lifts.select("lift", "app")
        .join(decided.select("lift", "app"), on=["lift", "app"], how="anti")
        .filter(~pl.col("lift").str.contains_any(list(NOT_A_PAIR)))
        .join(habits.rename({"lift": "lifts"}), on="app")
        .sort("lift", "app")
    )  # fmt: skip
    return claims([
        {
            "lift": lift, "app": app, "meaning": "both_hands", "known_by": "evidence",
            "evidence": f"as {', '.join(display_name(each) for each in lifts)} of the same log",
        }
        for lift, app, lifts in open_lifts.iter_rows()
    ])  # fmt: skip
