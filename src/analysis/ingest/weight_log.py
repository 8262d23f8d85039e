"""The weights of one client's sets, as evidence looks at them: a row a lift, or a row a set of chosen lifts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from analysis.exercises import catalogue
from analysis.tables.bodyweight import with_bodyweight
from analysis.units import KG_PER_LB

ROW: Final = "#set"
"""The place of a set among all sets of the client."""

ONES: Final = {"1 kg": 1.0, "1 lb": KG_PER_LB}
"""Numbers that are typed where none is wanted."""

TOLERANCE_KG: Final = 1e-3
_NOT_ASSISTED: Final = pl.col("load_model") != "assisted"
"""Only an assisted lift's number is help as logged; help on any other was a weight below zero."""

_HAS_WEIGHT: Final = (pl.col("load_kg") > 0) | (pl.col("assistance_kg") > 0)


@dataclass(frozen=True, kw_only=True)
class WeightLog:
    """The sets of a client, loads as logged.

    Attributes:
        sets: In the shape of `Sets`.
        apps: The app of each source.
        weighins: What `smoothed_bodyweight` returns.
    """

    sets: pl.DataFrame
    apps: Mapping[str, str]
    weighins: pl.DataFrame

    def lifts(self) -> pl.DataFrame:
        """Return one row a lift and app with a weight above zero: what the catalogue says, and weights in numbers.

        A million sets are a few hundred lifts, and of most of them nothing more needs to be known. `helped` counts the
        sets with help; `below` those whose weight was below zero; the columns of `ONES` those with just that.
        """
        day, load = pl.col("performed_at").dt.date(), pl.col("load_kg")
        ones = [((load - kilos).abs() < TOLERANCE_KG).sum().alias(words) for words, kilos in ONES.items()]
        of_source = (
            self.sets.lazy()
            .filter(_HAS_WEIGHT)
            .group_by("client", "lift", "exercise", "source")
            .agg(
                pl.len().cast(pl.Int64).alias("sets"),
                pl.col("assistance_kg").count().alias("helped"),
                day.min().alias("first_on"),
                day.max().alias("last_on"),
                *ones,
            )
            .collect()
        )
        of_app = of_source.group_by("client", "lift", "exercise", self._app()).agg(
            pl.col("sets", "helped", *ONES).sum(), pl.col("first_on").min(), pl.col("last_on").max()
        )
        known = catalogue.frame().select(
            pl.col("id").alias("exercise"), pl.col("load_model", "equipment").cast(pl.String)
        )
        joined = of_app.join(known, on="exercise", how="left")
        return (
            joined.with_columns(pl.col("load_model").fill_null("external"))
            .with_columns(pl.when(_NOT_ASSISTED).then("helped").otherwise(0).alias("below"))
            .sort("lift", "app")
        )

    def rows(self, lifts: pl.DataFrame, chosen: Iterable[str]) -> pl.DataFrame:
        """Return the sets of the chosen lifts that have a weight above zero, with lift, app and body.

        `raw_kg` is the weight as logged, `below` true where that was below zero, `bodyweight_kg` null where not known.
        """
        models = dict(lifts.select("lift", "load_model").unique("lift").iter_rows())
        columns = [
            "performed_at",
            "exercise_logged",
            "lift",
            "source",
            "kind",
            "reps",
            "load_kg",
            "assistance_kg",
        ]
        found = (
            self.sets.lazy()
            .select(columns)
            .with_row_index(ROW)
            .filter(pl.col("lift").is_in(sorted(set(chosen))), _HAS_WEIGHT)
            .with_columns(
                self._app(),
                pl.col("kind").cast(pl.String),
                pl.col("lift")
                .replace_strict(models, default="external", return_dtype=pl.String)
                .alias("load_model"),
                pl.col("performed_at").dt.date().alias("performed_on"),
                pl.coalesce("load_kg", "assistance_kg").alias("raw_kg"),
            )
            .with_columns((_NOT_ASSISTED & pl.col("assistance_kg").is_not_null()).alias("below"))
            .drop("source", "performed_at")
            .collect()
        )
        return with_bodyweight(
            found if self.weighins.is_empty() else found.sort("performed_on"), self.weighins
        )

    def bare(self, chosen: Iterable[str]) -> pl.DataFrame:
        """Return (lift, app, performed_on) of the chosen lifts' sets of reps without a weight, a row a set."""
        bare = pl.col("load_kg").fill_null(0.0) + pl.col("assistance_kg").fill_null(0.0) == 0
        return (
            self.sets.lazy()
            .filter(pl.col("lift").is_in(sorted(set(chosen))), bare, pl.col("reps").is_not_null())
            .select("lift", self._app(), pl.col("performed_at").dt.date().alias("performed_on"))
            .collect()
        )

    def _app(self) -> pl.Expr:
        apps = dict(self.apps)
        return pl.col("source").replace_strict(apps, default="", return_dtype=pl.String).alias("app")
