"""Why a record is no set or is rejected, and what a used record says that was not believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import polars as pl

from analysis.importers import distinct, numbers
from analysis.importers.reading import DISTANCES, UNITS, WEIGHTS

NUMERIC: Final = ("weight", "reps", "rpe", "rir", "distance")
DECIMALS: Final = ("weight", "distance", "rpe", "rir")
"""The columns that may hold fractions, by which a file's decimal sign is known."""

EFFORT: Final = ("rpe", "rir")
"""What is said beside a set: a set counts whether its effort can be read or not."""

MAX_SESSION_S: Final = 12 * 3600.0
"""A longer session is a timer left running: its length is taken as not known."""


class Rule(NamedTuple):
    """Why a record is not used.

    Attributes:
        status: not_a_set or rejected.
        name: The word a coach reads.
        broken: Where it holds.
        problem: What was seen and what to do, for the rejected.
        among: Where it can hold at all, in terms that cost little; null: `broken` costs little itself.
    """

    status: str
    name: str
    broken: pl.Expr
    problem: pl.Expr | None = None
    among: pl.Expr | None = None


def judged(
    rows: pl.DataFrame, not_a_set: Mapping[str, pl.Expr], *, decimal: numbers.Decimal | None
) -> pl.DataFrame:
    """Add status, rule and problem: the first rule that holds settles a record."""
    rules = (
        Rule("not_a_set", "blank_row", pl.col("blank")),
        *(Rule("not_a_set", name, broken) for name, broken in not_a_set.items()),
        *rejections(decimal),
        Rule("not_a_set", "no_reps", ~_something_done()),
    )
    at = pl.int_range(pl.len(), dtype=pl.UInt32).alias("#at")
    held = rows.select(
        at,
        *(
            (r.broken if r.among is None else r.among).fill_null(value=False).alias(f"#{i}")
            for i, r in enumerate(rules)
        ),
    )
    remarks = _remarks(rows)
    odd = held.filter(pl.any_horizontal(pl.exclude("#at")))
    if odd.is_empty():
        return rows.with_columns(
            pl.lit("used").alias("status"), pl.lit(None, pl.String).alias("rule"), remarks.alias("problem")
        )
    few = rows.with_columns(remarks.alias("problem"))[odd["#at"]].hstack(odd)
    return rows.hstack(_spread(_settled(few, rules), remarks))


def _settled(few: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """The fate of the rows that a rule may hold for: `#at`, status, rule and problem."""
    status, rule, problem = pl.lit("used"), pl.lit(None, pl.String), pl.col("problem")
    for place, each in reversed(list(enumerate(rules))):
        broken = pl.col(f"#{place}")
        if each.among is not None:
            broken &= each.broken.fill_null(value=False)
        status = pl.when(broken).then(pl.lit(each.status)).otherwise(status)
        rule = pl.when(broken).then(pl.lit(each.name)).otherwise(rule)
        said = each.problem if each.problem is not None else pl.lit(None, pl.String)
        problem = pl.when(broken).then(said).otherwise(problem)
    return few.select("#at", status.alias("status"), rule.alias("rule"), problem.alias("problem"))


def _spread(few: pl.DataFrame, remarks: pl.Series) -> pl.DataFrame:
    """The fate of every row, from those that a rule may hold for: all others are used."""
    all_used = pl.DataFrame({"problem": remarks}).select(
        pl.lit("used").alias("status"), pl.lit(None, pl.String).alias("rule"), "problem"
    )
    return all_used.with_columns(
        all_used[name].scatter(few["#at"], few[name]) for name in ("status", "rule", "problem")
    )


def per_record(judged: pl.DataFrame) -> pl.DataFrame:
    """(line, status, rule, problem): the fate of each record, from those of the sets it holds.

    A record with a part that cannot be read is rejected whole; one with a performed set is used.
    """
    shown = judged.select("line", "status", "rule", "problem")
    if judged["part"].max() in {None, 0}:
        return shown
    weight = pl.col("status").replace_strict({"rejected": 0, "used": 1, "not_a_set": 2}, return_dtype=pl.Int8)
    first = shown.with_columns(weight.alias("weight")).sort("weight", maintain_order=True)
    told = first.group_by("line", maintain_order=True).agg(
        pl.col("status", "rule").first(),
        pl.col("problem").filter(pl.col("status") == pl.col("status").first()).drop_nulls().first(),
    )
    return told.sort("line")


def _something_done() -> pl.Expr:
    return pl.any_horizontal(
        (pl.col(name) > 0).fill_null(value=False) for name in ("reps_n", "seconds_s", "distance_n")
    )


def rejections(decimal: numbers.Decimal | None) -> tuple[Rule, ...]:
    """A performed set that cannot be read is rejected with its column, value and a hint.

    `decimal` of null: nothing in the file tells a comma of thousands from one of decimals.
    """
    return (
        Rule("rejected", "cut_short", pl.col("too_short"), pl.lit("the record has too few fields; was the file cut off?")),
        Rule("rejected", "too_many_fields", pl.col("too_long"), pl.lit("the record has too many fields; an unquoted separator?")),
        Rule("rejected", "date_unreadable", pl.col("performed_at").is_null(), _seen("started", "is not a date", "date")),
        Rule("rejected", "no_exercise", pl.col("exercise").is_null(), pl.lit("the exercise's name is missing")),
        *(
            Rule("rejected", "comma_unclear", numbers.is_open(pl.col(c)), _seen(c, "may be thousands or decimals; write a point", c), _has(c, ","))
            for c in (DECIMALS if decimal is None else ()) if c not in EFFORT
        ),
        *(
            Rule("rejected", f"{c}_is_not_a_number", ~numbers.is_missing(pl.col(c)), _seen(c, "is not a number", c), _unread(c, f"{c}_n"))
            for c in NUMERIC if c not in EFFORT
        ),
        Rule(
            "rejected", "duration_unreadable", ~numbers.is_missing(pl.col("seconds")),
            _seen("seconds", "is not a length of time", "duration"), _unread("seconds", "seconds_s"),
        ),
        Rule("rejected", "negative_reps", pl.col("reps_n") < 0, _seen("reps", "is below zero", "reps")),
        Rule("rejected", "unit_unknown", _foreign("weight"), _seen("weight_unit", "is not kg or lb", "unit"), _strange("weight", WEIGHTS)),
        Rule("rejected", "unit_unknown", _foreign("distance"), _seen("distance_unit", "is no unit of distance", "unit"), _strange("distance", DISTANCES)),
    )  # fmt: skip


def _has(column: str, sign: str) -> pl.Expr:
    return pl.col(column).str.contains(sign, literal=True)


def _unread(column: str, value: str) -> pl.Expr:
    """Whether a text gave no value: nothing was said, or nothing that can be read."""
    return pl.col(column).is_not_null() & pl.col(value).is_null()


def _strange(column: str, known: frozenset[str]) -> pl.Expr:
    """Whether a text gave no unit of this kind."""
    read = pl.col(f"{column}_unit_read").is_in(list(known)).fill_null(value=False)
    return pl.col(f"{column}_unit").is_not_null() & ~read


def _foreign(column: str) -> pl.Expr:
    """Whether a number stands beside a unit that is not read; a bare zero needs none."""
    return ~numbers.is_missing(pl.col(f"{column}_unit")) & (pl.col(f"{column}_n") != 0)


def units(texts: pl.Series) -> pl.Series:
    """Our words for units as written; null where one is none."""
    return distinct.read(
        texts,
        lambda few: (
            few.str.to_lowercase()
            .str.strip_chars(" .")
            .replace_strict(UNITS, default=None, return_dtype=pl.String)
        ),
    )


def _seen(column: str, verdict: str, label: str) -> pl.Expr:
    return pl.format(label + ": '{}' " + verdict, pl.col(column).fill_null("nothing").str.slice(0, 60))


def _remarks(rows: pl.DataFrame) -> pl.Series:
    """What each record says that would not be believed if it is used."""
    rpe, rir = pl.col("rpe_n"), pl.col("rir_n")
    odd_effort = ((rpe > 10) | (rpe < 0) | (rir > 10) | (rir < 0)).fill_null(value=False)  # noqa: PLR2004 - the scale ends at 10
    unread = {c: _unread(c, f"{c}_n") for c in EFFORT}
    odd_length = pl.col("session_s").is_null() & (pl.col("length_s").is_not_null())
    if not rows.select((odd_effort | odd_length | unread["rpe"] | unread["rir"]).any()).item():
        return pl.repeat(None, rows.height, dtype=pl.String, eager=True)
    told = pl.format("session length '{}' is not believable; taken as not known", pl.col("length"))
    no_number = pl.coalesce(
        pl.when(unread[c] & ~numbers.is_missing(pl.col(c))).then(
            _seen(c, "is not a number; taken as not logged", c)
        )
        for c in EFFORT
    )
    return rows.select(
        pl.when(odd_effort)
        .then(pl.lit("effort is off the scale of 0 to 10; taken as not logged"))
        .when(no_number.is_not_null())
        .then(no_number)
        .when(odd_length & pl.col("started").is_first_distinct())
        .then(told)
    ).to_series()


def session_s() -> pl.Expr:
    """Length of the session, stated or its end less its start; null where it is not believable."""
    span = (pl.col("ended_at") - pl.col("performed_at")).dt.total_seconds().cast(pl.Float64)
    length = pl.coalesce("length_s", span)
    return pl.when((length > 0) & (length <= MAX_SESSION_S)).then(length)
