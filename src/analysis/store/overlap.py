"""Repeats between files, settled session by session: the newest export wins a session it holds.

Rows are never compared inside one file: apps that stamp only the day write identical rows for
identical sets. Two sessions of different files are the same when one account gives both the same time
of start, or when they lie on one day, share four fifths of the smaller one's sets, and those are
enough to tell: three sets, or starts within two hours, or, where a time is not known, all sets of both.
A day alone tells nothing, for a coach may keep a table a lift; only FitNotes has one session a day.

An account is what an app's several formats tell of: a log and its backup. Where two formats hold the
very same sets of a session, the one that says more of them is kept (comments, supersets, times of day),
be it the older; two exports of one layout are settled by age alone, for what is gone was taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from analysis import importers

SAME_SESSION_SHARE: Final = 0.8
SHARED_SETS: Final = 3
"""Fewer equal sets on one day are chance: ten pull-ups in the morning and ten at night."""

SAME_START_S: Final = 2 * 3600
ONE_SESSION_A_DAY: Final = ("fitnotes",)
"""Accounts whose app knows no sessions but days; its backup may state when they began, its log does not."""

NO_START_OF_ITS_OWN: Final = ("generic", "prose_log")
"""Tables of a coach's own, whose times are typed: two of one start may hold two lifts."""

THEMSELVES: Final = ("", "self", "client", "me")
RULE_SESSION: Final = "session_in_newer_export"
RULE_RICHER: Final = "session_in_richer_export"
RULE_FILE: Final = "same_file_again"
RULE_MEASUREMENT: Final = "measurement_in_newer_export"

TELLING: Final = ("rir", "rest_s", "superset", "note", "session_s", "workout")
"""What a session can say beside its exercises, loads and reps."""

TWO: Final = 2
"""In fewer files than that nothing can be told twice."""

REPEATED: Final = pl.Schema({"source": pl.String(), "session": pl.String(), "rule": pl.String()})


@dataclass(frozen=True)
class Age:
    """How new an export is: by its last day, then by how much it holds, then by its name.

    Attributes:
        account: Whose sessions it holds; the files of one account give one session one start.
        layout: The app and its dialect.
        rank: 0 is the newest.
    """

    source: str
    account: str
    layout: str
    rank: int


def ages(sources: pl.DataFrame) -> list[Age]:
    """Rank the files of one client, the newest first."""
    accounts = {each.app: each.account for each in (*importers.ALL, *importers.PLAIN)}
    ordered = sources.filter(pl.col("app").is_not_null()).sort(
        "last_on", "lines", "file", descending=[True, True, False], nulls_last=True
    )
    rows = ordered.unique("source", keep="first", maintain_order=True)
    return [
        Age(source, accounts.get(app, app), f"{app} {dialect}", rank)
        for rank, (source, app, dialect) in enumerate(rows.select("source", "app", "dialect").iter_rows())
    ]


def repeated_sessions(sets: pl.DataFrame, order: Sequence[Age]) -> pl.DataFrame:
    """The sessions that another export holds too and that do not count: one row (source, session, rule)."""
    if len(order) < TWO:
        return pl.DataFrame(schema=REPEATED)
    files = pl.DataFrame(
        [(age.source, age.account, age.layout, age.rank) for age in order],
        schema={"source": pl.String, "account": pl.String, "layout": pl.String, "rank": pl.Int64},
        orient="row",
    )
    sessions = _sessions(sets).join(files, on="source")
    pairs = sessions.join(sessions, on="day", suffix="_new").filter(pl.col("rank") > pl.col("rank_new"))
    if pairs.is_empty():
        return pl.DataFrame(schema=REPEATED)
    same = _shared(sets, pairs).filter(_same_start() | _alike())
    newer = same.select("source", "session", pl.lit(RULE_SESSION).alias("rule")).unique()
    better = _richer(same, newer)
    old, new = better.select("source", "session"), better.select(_newer("source"), _newer("session"))
    told = (
        newer.join(old, on=["source", "session"], how="anti"),
        new.with_columns(pl.lit(RULE_RICHER).alias("rule")),
    )
    return pl.concat(told).sort("source", "session")


def _newer(column: str) -> pl.Expr:
    return pl.col(f"{column}_new").alias(column)


def _same_start() -> pl.Expr:
    """Whether one account says that both are the same session, whatever was edited since."""
    own = ~pl.col("account").is_in(NO_START_OF_ITS_OWN)
    timed = pl.col("time_known") & pl.col("time_known_new") & (pl.col("starts_at") == pl.col("starts_at_new"))
    told = (own & timed) | pl.col("account").is_in(ONE_SESSION_A_DAY)
    return told & (pl.col("account") == pl.col("account_new"))


def _sessions(sets: pl.DataFrame) -> pl.DataFrame:
    """One row a session of a file: its day, its start and whether that has a time, its sets, and what it says of them."""
    says = pl.sum_horizontal(
        *(pl.col(name).is_not_null().cast(pl.Int64) for name in TELLING),
        (pl.col("kind").cast(pl.String) != "work").cast(pl.Int64),
        pl.col("time_known").cast(pl.Int64),
    )
    return sets.group_by("source", "session", maintain_order=True).agg(
        pl.col("performed_at").min().dt.date().alias("day"),
        pl.col("performed_at").min().dt.truncate("1m").alias("starts_at"),
        pl.col("time_known").all(),
        pl.len().alias("n"),
        says.sum().alias("says"),
    )


def _shared(sets: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs, with `shared`: how many sets of the two are the same exercise, load and reps."""
    involved = pl.concat([
        pairs.select("source", "session"), pairs.select(_newer("source"), _newer("session")),
    ]).unique()  # fmt: skip
    tokens = (
        sets.join(involved, on=["source", "session"], how="semi")
        .group_by(
            "source",
            "session",
            "lift",
            pl.coalesce("load_kg", "assistance_kg").round(1).fill_null(-1).alias("load"),
            pl.coalesce("reps", "duration_s", "distance_m").round(1).alias("amount"),
        )
        .len("count")
    )
    keys = ["source", "session", "source_new", "session_new"]
    counted = (
        pairs.select(keys)
        .join(tokens, on=["source", "session"])
        .join(
            tokens,
            left_on=["source_new", "session_new", "lift", "load", "amount"],
            right_on=["source", "session", "lift", "load", "amount"],
            suffix="_theirs",
        )
        .group_by(keys)
        .agg(pl.min_horizontal("count", "count_theirs").sum().alias("shared"))
    )
    return pairs.join(counted, on=keys, how="left").with_columns(pl.col("shared").fill_null(0))


def _alike() -> pl.Expr:
    """Whether two sessions of one day have the same exercises, loads and reps, and enough of them to tell."""
    apart_s = (pl.col("starts_at") - pl.col("starts_at_new")).dt.total_seconds().abs()
    enough = pl.col("shared") >= SAME_SESSION_SHARE * pl.min_horizontal("n", "n_new")
    timed = pl.col("time_known") & pl.col("time_known_new")
    near = pl.when(timed).then(apart_s <= SAME_START_S).otherwise(_equal())
    return (pl.col("shared") > 0) & enough & ((pl.col("shared") >= SHARED_SETS) | near)


def _equal() -> pl.Expr:
    return (pl.col("shared") == pl.col("n")) & (pl.col("n") == pl.col("n_new"))


def _richer(same: pl.DataFrame, newer: pl.DataFrame) -> pl.DataFrame:
    """The pairs whose older session stands in for the newer: equal sets, another layout, and more said of them.

    Each session stands in for one, and only for one that counts.
    """
    kept = same.join(newer, left_on=["source_new", "session_new"], right_on=["source", "session"], how="anti")
    better = _equal() & (pl.col("layout") != pl.col("layout_new")) & (pl.col("says") > pl.col("says_new"))
    return (
        kept.filter(better)
        .sort("says", "rank", "rank_new", "session", "session_new", descending=[True, *[False] * 4])
        .unique(["source_new", "session_new"], keep="first", maintain_order=True)
        .unique(["source", "session"], keep="first", maintain_order=True)
    )


def repeated_measurements(body: pl.DataFrame, order: Sequence[Age]) -> pl.DataFrame:
    """Measurements that a newer file holds for the same minute and tester: one row (source, source_line, measure).

    A coach's reading and the client's own of one day are two readings.
    """
    rank = {age.source: age.rank for age in order}
    ranked = body.with_columns(
        pl.col("source").replace_strict(rank, default=None, return_dtype=pl.Int64).alias("rank")
    )
    said = pl.col("tester").fill_null("").str.strip_chars().str.to_lowercase()
    tester = pl.when(said.is_in(THEMSELVES)).then(pl.lit("")).otherwise(said)
    minute = pl.col("measured_at").dt.truncate("1m")
    newest = pl.col("rank").min().over("measure", minute, tester)
    return ranked.filter(pl.col("rank") > newest).select("source", "source_line", "measure")


def mark(ledger: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Move the used records at these (source, line, rule) to the repeated."""
    if lines.is_empty():
        return ledger
    told = lines.select("source", "line", pl.col("rule").alias("again")).unique(
        ["source", "line"], keep="first"
    )
    marked = ledger.join(told, on=["source", "line"], how="left", maintain_order="left")
    hit = pl.col("again").is_not_null() & (pl.col("status").cast(pl.String) == "used")
    return marked.with_columns(
        pl.when(hit).then(pl.lit("repeated")).otherwise(pl.col("status").cast(pl.String)).alias("status"),
        pl.when(hit).then("again").otherwise("rule").alias("rule"),
    ).drop("again")
