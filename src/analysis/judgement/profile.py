"""What a phase looked like, beside the article's table of the key differences between the two styles."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement.styles import deloads
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import volume
from analysis.tables import GradedSets, SessionStyles, WeekStyles

NOT_IN_A_LOG: Final = "not in a log"
NOT_KNOWN: Final = "not known"

_LAST_DAY: Final = timedelta(days=6)
_PER_CENT: Final = 100.0
_MINUTE: Final = 60.0
_MINUTES_FROM_S: Final = 120.0


class Article(NamedTuple):
    """One row of the article's table, word for word."""

    strength: str
    hypertrophy: str
    measure: str
    """The field of `Profile` beside it, or that a log cannot say."""


class Factor(NamedTuple):
    """One row of the report's table: the article's two columns with the log's beside them."""

    factor: str
    measured: str
    """In words; `not known`, or `not in a log`."""
    strength: str
    hypertrophy: str
    leans: str
    """Which column the log is nearer to, by the middles that style turns on; empty: neither, or not to be told."""


class Quartiles(NamedTuple):
    """The middle half of a measure."""

    low: float
    median: float
    high: float

    def words(self, *, digits: int = 0) -> str:
        """Print the median, with the quartiles where they differ from it.

        >>> Quartiles(8, 10, 12).words(), Quartiles(5, 5, 5).words()
        ('10 (8 to 12)', '5')
        """
        low, middle, high = (f"{value:.{digits}f}" for value in self)
        return middle if low == high else f"{middle} ({low} to {high})"


class MuscleSets(NamedTuple):
    """Hard sets of one muscle in the full weeks of a phase, an indirect one counting half."""

    muscle: str
    low: float
    median: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One phase in the terms of the article's table; null where the log does not say."""

    starts_on: date
    ends_on: date
    sessions: int
    trained_weeks: int
    reps: Quartiles | None
    """Of its hard sets, and so below."""
    pct_1rm: Quartiles | None
    rest_s: Quartiles | None
    """Of its sessions' medians."""
    rest_known_by: str | None
    """As most of its sessions."""
    session_sets: Quartiles | None
    """Work sets a session."""
    compound_share: float | None
    minutes: Quartiles | None
    """Of its sessions."""
    minutes_known_by: str | None
    sessions_a_week: Quartiles | None
    """Of its weeks of training."""
    muscles: tuple[MuscleSets, ...]
    """Those it trained, most first."""
    leans: Mapping[str, str]
    """Of reps, pct_1rm and rest_s, where known: strength or hypertrophy, by their medians."""

    @property
    def article(self) -> Mapping[str, Article]:
        """The article's table, by factor, in its order."""
        return _article()

    def factors(self) -> tuple[Factor, ...]:
        """Return the article's table with what was logged beside it."""
        said = {
            "reps": _said(self.reps, " reps"),
            "pct_1rm": _said(self.pct_1rm, "% of 1RM"),
            "rest_s": _rest_words(self.rest_s) + _source(self.rest_known_by),
            "session_sets": _said(self.session_sets, " working sets a session"),
            "compound_share": NOT_KNOWN
            if self.compound_share is None
            else f"{self.compound_share * _PER_CENT:.0f}% of sets on compound lifts",
            "minutes": _said(self.minutes, " minutes") + _source(self.minutes_known_by),
            NOT_IN_A_LOG: NOT_IN_A_LOG,
        }
        return tuple(
            Factor(factor, said[row.measure], row.strength, row.hypertrophy, self.leans.get(row.measure, ""))
            for factor, row in self.article.items()
        )


def of(
    graded: dy.DataFrame[GradedSets],
    session_styles: dy.DataFrame[SessionStyles],
    week_styles: dy.DataFrame[WeekStyles],
    *,
    starts_on: date,
    ends_on: date,
    thresholds: Thresholds,
) -> Profile:
    """Return the profile of the training from `starts_on` to `ends_on`, both included.

    Args:
        graded: the client's graded sets.
        session_styles: what `session_styles.of` returns for them.
        week_styles: what `week_styles.of` returns for them.
        starts_on: first day of the phase.
        ends_on: its last day, or the day the report speaks of.
        thresholds: `style.*`, for the side that reps, load and rest lean to.
    """
    inside = pl.col("performed_on").is_between(starts_on, ends_on)
    sessions = session_styles.filter(inside)
    hard = graded.filter(inside & (pl.col("hard") > 0))
    weeks = _training_weeks(week_styles, starts_on, ends_on)
    measures = {
        "reps": _quartiles(hard["reps"]),
        "pct_1rm": _quartiles(hard["pct_1rm"]),
        "rest_s": _quartiles(sessions["rest_s"]),
    }
    rest_known_by = _commonest(sessions["rest_known_by"])
    # A rest worked out from a session's length holds the short ones of the warm-ups too: it leans to no side.
    told = measures if rest_known_by != "estimated" else {**measures, "rest_s": None}
    return Profile(
        starts_on=starts_on,
        ends_on=ends_on,
        sessions=sessions.height,
        trained_weeks=weeks.height,
        **measures,
        rest_known_by=rest_known_by,
        session_sets=_quartiles(sessions["work_sets"]),
        compound_share=_compound_share(hard),
        minutes=_quartiles(sessions["minutes"]),
        minutes_known_by=_commonest(sessions["minutes_known_by"]),
        sessions_a_week=_quartiles(weeks["sessions"]),
        muscles=_muscles(graded.filter(inside), weeks),
        leans=_leans(told, thresholds),
    )


@cache
def _article() -> Mapping[str, Article]:
    text = resources.files("analysis.judgement").joinpath("article.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["factor"]: Article(row["strength"], row["hypertrophy"], row["measure"]) for row in rows}


def _training_weeks(week_styles: pl.DataFrame, starts_on: date, ends_on: date) -> pl.DataFrame:
    """The full weeks of training that lie wholly inside; without any, all in which something was trained."""
    touching = week_styles.filter(
        (pl.col("week") + _LAST_DAY >= starts_on)
        & (pl.col("week") <= ends_on)
        & (pl.col("kind") != deloads.GAP)
    )
    whole = touching.filter(
        (pl.col("week") >= starts_on)
        & (pl.col("week") + _LAST_DAY <= ends_on)
        & (pl.col("kind") == deloads.TRAINED)
    )
    return touching if whole.is_empty() else whole


def _muscles(graded: pl.DataFrame, weeks: pl.DataFrame) -> tuple[MuscleSets, ...]:
    sets = pl.col("fractional_sets")
    rows = (
        volume.muscle_weeks(GradedSets.validate(graded))
        .join(weeks.select("week"), on="week", how="semi")
        .group_by("muscle")
        .agg(low=sets.min(), median=sets.median(), high=sets.max())
        .filter(pl.col("high") > 0)
        .sort("median", "high", "muscle", descending=[True, True, False])
    )
    return tuple(MuscleSets(*row) for row in rows.select(MuscleSets._fields).iter_rows())


def _compound_share(hard: pl.DataFrame) -> float | None:
    """Of the hard sets on lifts that are matched."""
    whole = volume.load_by(hard.with_columns(phase=pl.lit(1)), "phase")
    share: float | None = whole["compound_share"][0] if whole.height else None
    return share


def _quartiles(values: pl.Series) -> Quartiles | None:
    known = values.drop_nulls().cast(pl.Float64)
    if known.is_empty():
        return None
    low, middle, high = (known.quantile(share, "linear") for share in (0.25, 0.5, 0.75))
    return Quartiles(low or 0.0, middle or 0.0, high or 0.0)


def _commonest(known_by: pl.Series) -> str | None:
    """The source of most; of equally many, the better, which the enum has first."""
    counts = (
        known_by.drop_nulls()
        .to_frame("how")
        .group_by("how")
        .len()
        .sort("len", "how", descending=[True, False])
    )
    return str(counts["how"][0]) if counts.height else None


def _leans(measures: Mapping[str, Quartiles | None], thresholds: Thresholds) -> dict[str, str]:
    """Few reps, a heavy load and a long rest are the marks of strength."""
    towards_strength = {
        "reps": ("style.reps_middle", -1),
        "pct_1rm": ("style.pct_middle", 1),
        "rest_s": ("style.rest_middle_s", 1),
    }
    found = {}
    for name, (middle, sign) in towards_strength.items():
        quartiles = measures[name]
        beyond = 0.0 if quartiles is None else sign * (quartiles.median - thresholds[middle])
        if beyond:
            found[name] = "strength" if beyond > 0 else "hypertrophy"
    return found


def _said(quartiles: Quartiles | None, unit: str) -> str:
    return NOT_KNOWN if quartiles is None else quartiles.words() + unit


def _rest_words(rest_s: Quartiles | None) -> str:
    """In minutes from two minutes on, as the article says it."""
    if rest_s is None or rest_s.median < _MINUTES_FROM_S:
        return _said(rest_s, " seconds")
    return Quartiles(*(value / _MINUTE for value in rest_s)).words(digits=1) + " minutes"


def _source(known_by: str | None) -> str:
    words = {"timestamps": ", from the times of the sets", "estimated": ", worked out"}
    return words.get(known_by or "", "")
