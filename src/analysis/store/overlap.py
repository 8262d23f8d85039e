"""Repeats between files, settled session by session: the newest export wins a session it holds.

Rows are never compared inside one file: apps that stamp only the day write identical rows for
identical sets. Two sessions of different files are the same when one app gives both the same time
of start, or when they lie on one day, share four fifths of the smaller one's sets, and those are
enough to tell: three sets, or starts within two hours, or, where a time is not known, all sets of both.
A day alone tells nothing, for a coach may keep a table a lift; only FitNotes has one session a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

SAME_SESSION_SHARE: Final = 0.8
SHARED_SETS: Final = 3
"""Fewer equal sets on one day are chance: ten pull-ups in the morning and ten at night."""

SAME_START_S: Final = 2 * 3600
ONE_SESSION_A_DAY: Final = ("fitnotes",)
NO_START_OF_ITS_OWN: Final = ("generic",)
"""Tables of a coach's own, whose times are typed: two of one start may hold two lifts."""

THEMSELVES: Final = ("", "self", "client", "me")
RULE_SESSION: Final = "session_in_newer_export"
RULE_FILE: Final = "same_file_again"
RULE_MEASUREMENT: Final = "measurement_in_newer_export"


@dataclass(frozen=True)
class Age:
    """How new an export is: by its last day, then by how much it holds, then by its name."""

    source: str
    app: str
    rank: int
    """0 is the newest."""


def ages(sources: pl.DataFrame) -> list[Age]:
    """Rank the files of one client, the newest first."""
    ordered = sources.filter(pl.col("app").is_not_null()).sort(
        "last_on", "lines", "file", descending=[True, True, False], nulls_last=True
    )
    rows = ordered.unique("source", keep="first", maintain_order=True)
    return [Age(s, a, i) for i, (s, a) in enumerate(rows.select("source", "app").iter_rows())]


def repeated_sessions(sets: pl.DataFrame, order: Sequence[Age]) -> pl.DataFrame:
    """The sessions that a newer export holds too: one row (source, session)."""
    rank = pl.DataFrame(
        {"source": [a.source for a in order], "app": [a.app for a in order], "rank": [a.rank for a in order]},
        schema={"source": pl.String, "app": pl.String, "rank": pl.Int64},
    )
    sessions = _sessions(sets).join(rank, on="source")
    pairs = sessions.join(sessions, on="day", suffix="_new").filter(pl.col("rank") > pl.col("rank_new"))
    if pairs.is_empty():
        return pl.DataFrame(schema={"source": pl.String, "session": pl.String})
    named = pairs.filter(_same_start())
    alike = _alike(sets, pairs.filter(~_same_start()))
    return pl.concat([named.select("source", "session"), alike]).unique().sort("source", "session")


def _same_start() -> pl.Expr:
    """Whether one app says that both are the same session, whatever was edited since."""
    timed = pl.col("time_known") & pl.col("time_known_new") & ~pl.col("app").is_in(NO_START_OF_ITS_OWN)
    told = timed | pl.col("app").is_in(ONE_SESSION_A_DAY)
    return told & (pl.col("app") == pl.col("app_new")) & (pl.col("starts_at") == pl.col("starts_at_new"))


def _sessions(sets: pl.DataFrame) -> pl.DataFrame:
    """One row a session of a file: its day, its start, whether that has a time, and how many sets it has."""
    return sets.group_by("source", "session", maintain_order=True).agg(
        pl.col("performed_at").min().dt.date().alias("day"),
        pl.col("performed_at").min().dt.truncate("1m").alias("starts_at"),
        pl.col("time_known").all(),
        pl.len().alias("n"),
    )


def _alike(sets: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs on one day whose sets are the same exercises, loads and reps, and enough of them to tell."""
    tokens = sets.group_by(
        "source",
        "session",
        "lift",
        pl.coalesce("load_kg", "assistance_kg").round(1).fill_null(-1).alias("load"),
        pl.coalesce("reps", "duration_s", "distance_m").round(1).alias("amount"),
    ).len("count")
    both_timed = pl.col("time_known") & pl.col("time_known_new")
    apart_s = (pl.col("starts_at") - pl.col("starts_at_new")).dt.total_seconds().abs()
    old = pairs.select(
        "source", "session", "n", "source_new", "session_new", "n_new",
        pl.when(both_timed).then(apart_s).alias("apart_s"),
    )  # fmt: skip
    shared = (
        old.join(tokens, on=["source", "session"])
        .join(
            tokens,
            left_on=["source_new", "session_new", "lift", "load", "amount"],
            right_on=["source", "session", "lift", "load", "amount"],
            suffix="_theirs",
        )
        .group_by("source", "session", "source_new", "session_new", "n", "n_new", "apart_s")
        .agg(pl.min_horizontal("count", "count_theirs").sum().alias("shared"))
    )
    enough = pl.col("shared") >= SAME_SESSION_SHARE * pl.min_horizontal("n", "n_new")
    all_of_both = (pl.col("shared") == pl.col("n")) & (pl.col("n") == pl.col("n_new"))
    near = pl.when(pl.col("apart_s").is_null()).then(all_of_both).otherwise(pl.col("apart_s") <= SAME_START_S)
    return shared.filter(enough & ((pl.col("shared") >= SHARED_SETS) | near)).select("source", "session")


def repeated_measurements(body: pl.DataFrame, order: Sequence[Age]) -> pl.DataFrame:
    """Measurements that a newer file holds for the same time and tester: one row (source, source_line, measure).

    A coach's reading and the client's own of one day are two readings.
    """
    rank = {age.source: age.rank for age in order}
    ranked = body.with_columns(
        pl.col("source").replace_strict(rank, default=None, return_dtype=pl.Int64).alias("rank")
    )
    said = pl.col("tester").fill_null("").str.strip_chars().str.to_lowercase()
    tester = pl.when(said.is_in(THEMSELVES)).then(pl.lit("")).otherwise(said)
    newest = pl.col("rank").min().over("measure", "measured_at", tester)
    return ranked.filter(pl.col("rank") > newest).select("source", "source_line", "measure")


def mark(ledger: pl.DataFrame, lines: pl.DataFrame, rule: str) -> pl.DataFrame:
    """Move the used records at these (source, line) to the repeated."""
    marked = ledger.join(
        lines.select("source", "line").unique().with_columns(pl.lit(value=True).alias("again")),
        on=["source", "line"],
        how="left",
        maintain_order="left",
    )
    hit = pl.col("again").fill_null(value=False) & (pl.col("status").cast(pl.String) == "used")
    return marked.with_columns(
        pl.when(hit).then(pl.lit("repeated")).otherwise(pl.col("status").cast(pl.String)).alias("status"),
        pl.when(hit).then(pl.lit(rule)).otherwise("rule").alias("rule"),
    ).drop("again")
