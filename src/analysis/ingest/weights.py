"""What the weights of each lift mean, and loads in the catalogue's sense of them.

A weight in a log can be what is lifted besides the body, the body and that together, help, one hand's share,
both hands' sum, or a number that says nothing. The kind of lift says which is usual; the log itself or the
coach may say otherwise. Nothing is subtracted or halved unless one of the two does, and every such decision is
a row of `Weights`. See docs/weights.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis.ingest import body_evidence, hand_evidence
from analysis.ingest.weight_claims import claims, fitting
from analysis.ingest.weight_log import ROW, WeightLog
from analysis.tables import Body, Sets, Weights
from analysis.tables.bodyweight import smoothed_bodyweight

HANDS: Final = ("per_hand", "per_side")
NO_BODYWEIGHT: Final = "no bodyweight on file to subtract: left as logged until there is one"
LEAST_HELP: Final = 0.03
"""A total below bodyweight by more than this share is help; by less, the scale's day to day."""


class Settled(NamedTuple):
    """The sets with their loads in the catalogue's sense, and what each lift's weights were taken for."""

    sets: dy.DataFrame[Sets]
    weights: dy.DataFrame[Weights]


def settle(
    sets: dy.DataFrame[Sets],
    body: dy.DataFrame[Body],
    apps: Mapping[str, str],
    *,
    stated: Mapping[str, str],
    bodyweight_kg: float | None = None,
) -> Settled:
    """Decide what the weights of one client mean, and bring loads and help to the catalogue's sense.

    Args:
        sets: All sets of the client, repeats between files settled, loads as logged.
        body: The weigh-ins, for totals.
        apps: The app of each source.
        stated: What `client.toml` says: lift, as in `Sets`, to meaning.
        bodyweight_kg: The coach's word where there is no weigh-in.

    Only `load_kg`, `assistance_kg` and `load_logged_kg` change; the order of the sets stays.
    """
    weighins = smoothed_bodyweight(body, fallback_kg=bodyweight_kg)
    log = WeightLog(sets=sets, apps=apps, weighins=weighins)
    lifts = log.lifts()
    if lifts.is_empty():
        return Settled(sets, Weights.create_empty())
    asked = lifts.filter(~pl.col("lift").is_in(list(stated)))
    found = pl.concat([
        _of_the_coach(stated),
        body_evidence.claims_of(log, asked),
        hand_evidence.claims_of(log, asked),
    ])  # fmt: skip
    open_lifts = {*found["lift"], *lifts.filter(pl.col("below") > 0)["lift"]}
    taken = _taken(log.rows(lifts, open_lifts), found)
    usual = lifts.filter(~pl.col("lift").is_in(sorted(open_lifts)))
    return Settled(_normalised(sets, taken), _table(sets["client"][0], usual, taken))


def _of_the_coach(stated: Mapping[str, str]) -> pl.DataFrame:
    """What `client.toml` says, as claims that go before all others."""
    rows = [{"lift": lift, "meaning": meaning, "known_by": "client.toml"} for lift, meaning in stated.items()]
    return claims(rows)


def _taken(weighed: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The weighed sets with meaning, known_by and evidence: the first claim that fits a set, else the default."""
    claimed = fitting(weighed.filter(~pl.col("below")), found)
    joined = weighed.join(claimed, on=ROW, how="left", maintain_order="left")
    below = pl.col("below")
    bodiless = (pl.col("meaning") == "total") & pl.col("bodyweight_kg").is_null()
    return joined.with_columns(
        meaning=pl.when(below).then(pl.lit("assistance")).otherwise(pl.coalesce("meaning", _usual())),
        known_by=pl.when(below).then(pl.lit("evidence")).otherwise(pl.col("known_by").fill_null("default")),
        evidence=pl.when(below).then(pl.lit("logged below zero"))
        .when(bodiless).then(pl.lit(NO_BODYWEIGHT)).otherwise("evidence"),
    )  # fmt: skip


def _usual() -> pl.Expr:
    """What a weight means by the kind of lift."""
    model = pl.col("load_model")
    return (
        pl.when(model == "bodyweight").then(pl.lit("added"))
        .when(model == "assisted").then(pl.lit("assistance"))
        .when(model.is_in(HANDS)).then(pl.lit("one_hand"))
        .otherwise(pl.lit("external"))
    )  # fmt: skip


def _normalised(sets: dy.DataFrame[Sets], taken: pl.DataFrame) -> dy.DataFrame[Sets]:
    """The sets with load and help as their weights' meaning has it; the weight as logged where either changes."""
    meaning, raw, help_kg = pl.col("meaning"), pl.col("raw_kg"), pl.col("assistance_kg")
    of_hands, assisted = pl.col("load_model").is_in(HANDS), pl.col("load_model") == "assisted"
    added = raw - pl.col("bodyweight_kg")
    no_help = pl.when(assisted).then(0.0)
    helped = pl.when(added < -LEAST_HELP * pl.col("bodyweight_kg")).then(-added).otherwise(no_help)
    total = meaning == "total"
    load = (
        pl.when(meaning.is_in(["assistance", "placeholder"])).then(None)
        .when(total).then(added.clip(lower_bound=0.0))
        .when((meaning == "one_hand") & ~of_hands).then(2.0 * raw)
        .when((meaning == "both_hands") & of_hands).then(raw / 2.0)
        .otherwise(raw)
    )  # fmt: skip
    assistance = (
        pl.when(meaning == "assistance").then(raw).when(total).then(helped)
        .when(meaning == "placeholder").then(None).otherwise(no_help)
    )  # fmt: skip
    known = ~pl.col("below") & ~(total & pl.col("bodyweight_kg").is_null())
    differs = load.ne_missing(pl.col("load_kg")) | assistance.ne_missing(help_kg)
    changed = taken.filter(known & differs).select(
        ROW, load.alias("load_kg"), assistance.alias("assistance_kg"), raw.alias("load_logged_kg")
    )
    if changed.is_empty():
        return sets
    columns = []
    for name in ("load_kg", "assistance_kg", "load_logged_kg"):
        column = sets[name].clone()
        columns.append(column.scatter(changed[ROW], changed[name]))
    return Sets.validate(sets.with_columns(columns))


def _table(client: str, usual: pl.DataFrame, taken: pl.DataFrame) -> dy.DataFrame[Weights]:
    """A row for each lift, app and meaning."""
    day = pl.col("performed_on")
    keys = ["lift", "app", "meaning", "known_by"]
    judged = taken.group_by(keys).agg(
        pl.col("evidence").drop_nulls().min(),
        pl.len().cast(pl.Int64).alias("sets"),
        day.min().alias("first_on"),
        day.max().alias("last_on"),
    )
    plain = usual.with_columns(
        meaning=_usual(), known_by=pl.lit("default"), evidence=pl.lit(None, pl.String)
    ).select(judged.columns)
    rows = (
        pl.concat([judged, plain])
        .with_columns(pl.lit(client).alias("client"))
        .sort("lift", "app", "first_on", "meaning", "known_by")
    )
    return Weights.validate(rows.select(Weights.column_names()), cast=True)
