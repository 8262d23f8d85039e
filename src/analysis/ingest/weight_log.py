"""The weights of one client's sets, as evidence looks at them: a row a lift, or a row a set of chosen lifts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from analysis.exercises import catalogue
from analysis.importers.distinct import Distinct
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
        at, load = pl.col("performed_at"), pl.col("load_kg")
        ones = [((load - kilos).abs() < TOLERANCE_KG).sum().alias(words) for words, kilos in ONES.items()]
        of_source = (
            self._weighed.group_by("lift", "source", pl.col("exercise").is_null().alias("unlisted"))
            .agg(
                pl.col("client", "exercise").first(),
                pl.len().cast(pl.Int64).alias("sets"),
                pl.col("assistance_kg").count().alias("helped"),
                at.min().dt.date().alias("first_on"),
                at.max().dt.date().alias("last_on"),
                *ones,
            )
            .with_columns(pl.col("lift", "source").cast(pl.String))
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
        found = (
            self._of(self._weighed, chosen)
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
            .drop("source", "performed_at", "client", "exercise")
            .collect()
        )
        return with_bodyweight(
            found if self.weighins.is_empty() else found.sort("performed_on"), self.weighins
        )

    def bare(self, chosen: Iterable[str]) -> pl.DataFrame:
        """Return (lift, app, performed_on) of the chosen lifts' sets of reps without a weight, a row a set."""
        bare = pl.col("load_kg").fill_null(0.0) + pl.col("assistance_kg").fill_null(0.0) == 0
        return (
            self._of(self._coded.lazy(), chosen)
            .filter(bare, pl.col("reps").is_not_null())
            .select("lift", self._app(), pl.col("performed_at").dt.date().alias("performed_on"))
            .collect()
        )

    @cached_property
    def _coded(self) -> pl.DataFrame:
        """The sets, their lifts and sources as numbers to whoever groups or looks for them."""
        columns = [
            "client", "performed_at", "exercise_logged", "exercise", "lift", "source", "kind", "reps", "load_kg", "assistance_kg",
        ]  # fmt: skip
        coded = (Distinct(self.sets[name]).coded() for name in ("lift", "source"))
        return self.sets.select(columns).with_columns(coded).with_row_index(ROW)

    @property
    def _weighed(self) -> pl.LazyFrame:
        """Those with a weight above zero; only the columns that are asked for are ever laid together."""
        return self._coded.lazy().filter(_HAS_WEIGHT)

    def _of(self, rows: pl.LazyFrame, chosen: Iterable[str]) -> pl.LazyFrame:
        """The rows of the chosen lifts."""
        lifts = pl.Series(sorted(set(chosen)), dtype=pl.String)
        known = lifts.cast(self._coded["lift"].dtype, strict=False)
        return rows.filter(pl.col("lift").is_in(known.drop_nulls().implode())).with_columns(
            pl.col("lift", "source").cast(pl.String)
        )

    def _app(self) -> pl.Expr:
        apps = dict(self.apps)
        return pl.col("source").replace_strict(apps, default="", return_dtype=pl.String).alias("app")
