"""What is true of a sample athlete: computed from what was performed, never from what an app wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import polars as pl

from analysis.exercises import catalogue
from analysis.simulate import adherence
from analysis.simulate.athlete import Athlete
from analysis.simulate.lifts import all_lifts
from analysis.simulate.planned import UNPLANNED, Planned
from analysis.simulate.training import Training

FEW_REPS: Final = 5
MANY_REPS: Final = 30
HEAVY_SHARE: Final = 0.75
ASSUMED_RIR: Final = 2.0
INDIRECT: Final = 0.5


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The truth of one athlete."""

    lifts: pl.DataFrame
    """One row a lift and block: lift, block, style, starts_on, ends_on, start_kg, end_kg (true 1RM, bodyweight
    share included), pct_per_month (true rate in the block: 100 x log points in 365.25 / 12 days)."""
    months: pl.DataFrame
    """One row a calendar month with training: month (its first day), sessions, work_sets, tonnage_kg.

    Tonnage: the sum over work sets (all but warm-ups) of (load_kg x hands + share of bodyweight x true
    bodyweight of the day) x reps x sides. hands = 2 for a pair of dumbbells, sides = 2 where reps are
    those of each leg.
    """
    muscle_weeks: pl.DataFrame
    """One row a muscle and week with hard sets: week (its Monday), muscle, direct_sets, fractional_sets.

    A work set counts 1 with logged RIR <= 3 or RIR not logged, 0.75 with 4; it counts nothing with
    reps + RIR (2 where not logged) above 30, or below 5 at a load under 75% of the true 1RM.
    direct: sets of lifts that train the muscle directly. fractional: direct + 0.5 x indirect, by the
    catalogue's muscles.
    """
    planned: int
    """Sessions in the calendar, those in gaps included."""
    done: int
    own_k: Mapping[str, float]
    """The athlete's own constant of load = 1RM / (1 + k (reps - 1)), by lift."""
    body: pl.DataFrame
    """One row a measure: measure, start, end (true values on the first and last day)."""

    adherence: pl.DataFrame
    """One row a phase that the client's `client.toml` plans and that has begun: see `simulate.adherence`."""

    @property
    def turned_up(self) -> float:
        """Share of planned sessions that were done."""
        return self.done / self.planned

    def one_rep_max_kg(self, exercise: str) -> tuple[float, float]:
        """Return the true 1RM of a lift on the first and on the last day."""
        rows = self.lifts.filter(pl.col("lift") == exercise)
        return rows["start_kg"][0], rows["end_kg"][-1]

    def tonnage_kg(self, month: date) -> float:
        """Return the tonnage of a month, named by any of its days; 0 without training."""
        return float(self.months.filter(pl.col("month") == month.replace(day=1))["tonnage_kg"].sum())


def of(athlete: Athlete, training: Training, planned: Planned = UNPLANNED) -> Truth:
    """Return the truth of an athlete, what they did, and how that stands to what was planned for them."""
    graded = _graded(training)
    return Truth(
        lifts=_lifts(athlete),
        months=_months(graded),
        muscle_weeks=_muscle_weeks(graded),
        planned=training.planned,
        done=training.done,
        own_k=athlete.own_k(),
        body=_body(athlete),
        adherence=adherence.of(training.sets, planned, until=athlete.ends_on),
    )


def _graded(training: Training) -> pl.DataFrame:
    """Work sets with what their lift adds: moved_kg, tonnage_kg, hard."""
    facts = pl.DataFrame(
        [(name, what.hands, what.sides, what.body_share) for name, what in all_lifts().items()],
        schema={"exercise": pl.String, "hands": pl.Int64, "sides": pl.Int64, "body_share": pl.Float64},
        orient="row",
    )
    load, body = pl.col("load_kg").fill_null(0.0), pl.col("body_share") * pl.col("bodyweight_kg")
    return (
        training.sets.filter(pl.col("kind") != "warm_up")
        .join(facts, on="exercise", how="left", maintain_order="left")
        .with_columns(
            tonnage_kg=(load * pl.col("hands") + body) * pl.col("reps") * pl.col("sides"),
            moved_kg=load + body,
            on=pl.col("started_at").dt.date(),
        )
        .with_columns(
            hard=_hard(), week=pl.col("on").dt.truncate("1w"), month=pl.col("on").dt.truncate("1mo")
        )
    )


def _hard() -> pl.Expr:
    near = pl.when(pl.col("rir").fill_null(0.0) <= 3).then(1.0).otherwise(0.75)  # noqa: PLR2004 - RPE 7
    to_failure = pl.col("reps") + pl.col("rir").fill_null(ASSUMED_RIR)
    heavy = pl.col("moved_kg") >= HEAVY_SHARE * pl.col("capacity_kg")
    counts = (to_failure <= MANY_REPS) & ((to_failure >= FEW_REPS) | heavy)
    return pl.when(counts).then(near).otherwise(0.0)


def _months(graded: pl.DataFrame) -> pl.DataFrame:
    return (
        graded.group_by("month")
        .agg(
            sessions=pl.col("started_at").n_unique(),
            work_sets=pl.len(),
            tonnage_kg=pl.col("tonnage_kg").sum(),
        )
        .sort("month")
    )


def _muscle_weeks(graded: pl.DataFrame) -> pl.DataFrame:
    roles = [("direct", 1.0), ("indirect", INDIRECT)]
    return (
        pl.concat([_credited(graded, role, credit) for role, credit in roles])
        .group_by("week", "muscle")
        .agg(direct_sets=pl.col("direct").sum(), fractional_sets=pl.col("fractional").sum())
        .sort("week", "muscle")
    )


def _credited(graded: pl.DataFrame, role: str, credit: float) -> pl.DataFrame:
    """One row a set and muscle that its lift trains in that role."""
    known = catalogue.frame().select(exercise="id", muscle=role)
    trained = known.filter(pl.col("muscle").list.len() > 0).explode("muscle")
    return graded.join(trained, on="exercise").select(
        "week",
        pl.col("muscle").cast(pl.String),
        direct=pl.col("hard") if role == "direct" else pl.lit(0.0),
        fractional=credit * pl.col("hard"),
    )


def _lifts(athlete: Athlete) -> pl.DataFrame:
    rows = []
    spans = list(zip(athlete.blocks, athlete.block_starts(), strict=True))
    for exercise in sorted(athlete.levels_kg):
        for number, (block, start) in enumerate(spans):
            starts_on = athlete.starts_on + timedelta(days=start)
            ends_on = min(starts_on + timedelta(weeks=block.weeks, days=-1), athlete.ends_on)
            rows.append({
                "lift": exercise, "block": number, "style": block.style,
                "starts_on": starts_on, "ends_on": ends_on,
                "start_kg": athlete.level_kg(exercise, starts_on),
                "end_kg": athlete.level_kg(exercise, ends_on),
                "pct_per_month": block.slope_of(exercise) * 365.25 / 12 / 7,
            })  # fmt: skip
    return pl.DataFrame(rows)


def _body(athlete: Athlete) -> pl.DataFrame:
    tapes = {"bodyweight_kg": athlete.bodyweight, **athlete.tapes}
    return pl.DataFrame([
        {
            "measure": measure,
            "start": athlete.measure(tape, athlete.starts_on),
            "end": athlete.measure(tape, athlete.ends_on),
        }
        for measure, tape in tapes.items()
    ])  # fmt: skip
