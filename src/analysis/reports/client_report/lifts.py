"""The lifts: estimated one-rep max, working weights, records."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Final

import polars as pl

from analysis.display import number, sentence
from analysis.display.block import Block
from analysis.display.figure import Figure, figure
from analysis.display.table import Column, Table
from analysis.exercises.catalogue import display_name
from analysis.figures import e1rm_trend, theme
from analysis.metrics.formulas import FORMULAS
from analysis.reports.client_report.brief import Brief
from analysis.reports.client_report.standing import Standing, estimated_name, standings
from analysis.tables import LiftSessions, LiftTrend, Records
from analysis.units import KG_PER

SHOWN: Final = timedelta(days=365)
MOST_ROWS: Final = 14
FORMULA_WORDS: Final = {
    "modified_epley": "modified Epley", "epley": "Epley", "brzycki": "Brzycki", "lombardi": "Lombardi",
    "oconner": "O'Conner", "lander": "Lander", "mayhew": "Mayhew", "wathan": "Wathan",
}  # fmt: skip
RECORD_WORDS: Final = {
    "e1rm": "Estimated max",
    "load": "Heaviest load",
    "reps_at_load": "Most reps at a load",
}


def e1rm_figure(brief: Brief) -> Figure | Block:
    """Draw the trend of each main lift over the last year, one panel a lift."""
    from_on = brief.month.last_on - SHOWN
    shown = LiftTrend.validate(
        brief.trend.filter(pl.col("lift").is_in(list(brief.main_lifts)) & (pl.col("on") >= from_on))
    )
    lifts = [lift for lift in brief.main_lifts if lift in set(shown["lift"])]
    if not lifts:
        known = not brief.trend.is_empty()
        return sentence.paragraph(
            "No main lift has sets of the last year from which a one-rep max can be estimated, so there is no line to draw."
            if known
            else "No lift has sets from which a one-rep max can be estimated: that takes a load and at most 12 reps."
        )
    with theme.look():
        panels = theme.panels(len(lifts), height_mm=36, top_mm=theme.KEY_MM)
        said = [_panel(brief, shown, lift, ax=ax) for lift, ax in zip(lifts, panels, strict=True)]
        theme.key(panels[0])
        return figure(
            theme.drawing(panels[0]),
            name="e1rm-trend",
            alt=" ".join(said),
            caption=f"Estimated one-rep max (e1RM, {brief.unit}) of the main lifts. {brief.month.name} is shaded."
            " The band is that of the line, to compare its days; the true one-rep max is known less well, as the"
            " table says.",
        )


def _panel(brief: Brief, shown: pl.DataFrame, lift: str, *, ax: theme.Panel) -> str:
    of_lift = pl.col("lift") == lift
    line = LiftTrend.validate(shown.filter(of_lift))
    points = brief.sessions.filter(of_lift & (pl.col("performed_on") >= brief.month.last_on - SHOWN))
    e1rm_trend.draw(
        line,
        sessions=LiftSessions.validate(points),
        records=Records.validate(brief.records.filter(of_lift & _shows(brief))),
        month=brief.month.span,
        unit=brief.unit,
        ax=ax,
    ).set_title(_short(estimated_name(lift)))
    return e1rm_trend.alt(line, name=estimated_name(lift), unit=brief.unit)


def _short(name: str, most: int = 27) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"


def e1rm_table(brief: Brief) -> Block:
    """Say where each main lift stands now and stood on a day before the month, with the interval of the change."""
    rows = standings(brief)
    columns = [
        Column("Lift", align="left", wide=True),
        Column("Now (90% interval)", brief.unit),
        Column("Before (date)", brief.unit),
        Column("Change (90% interval)", brief.unit),
        Column("Best set", brief.unit),
    ]
    return Table(
        name="e1rm-now",
        caption="Estimated one-rep max of the main lifts",
        columns=columns,
        rows=[_e1rm_row(brief, row) for row in rows],
        footnotes=_e1rm_notes(brief, rows),
    ).block()


def _e1rm_row(brief: Brief, row: Standing) -> list[str]:
    as_unit = partial(number.in_unit, unit=brief.unit)
    plus = partial(number.signed, digits=1)
    mark = "" if row.current else f" (last estimate {row.on.day} {row.on:%b %Y})"
    now = number.interval(as_unit(row.low_kg), as_unit(row.high_kg))
    change = number.interval(as_unit(row.change_low_kg), as_unit(row.change_high_kg), plus)
    return [
        f"{estimated_name(row.lift)}{mark}",
        f"{number.plain(as_unit(row.level_kg), 1)} ({now})",
        number.UNKNOWN
        if row.before_on is None
        else f"{number.plain(as_unit(row.before_kg), 1)} ({_day(row.before_on)})",
        number.UNKNOWN if row.change_kg is None else f"{plus(as_unit(row.change_kg))} ({change})",
        number.plain(as_unit(best_set_kg(brief, row.lift)), 1),
    ]


def best_set_kg(brief: Brief, lift: str) -> float | None:
    """Return the highest estimate of one set of the month by the coach's formula; null: no eligible set."""
    eligible = brief.of_month.filter(
        (pl.col("lift") == lift) & pl.col("log_e1rm").is_not_null() & pl.col("is_work")
    )
    formula = brief.coach.display_formula
    of_load = FORMULAS[formula](pl.col("load_eff_kg"), pl.col("reps_to_failure"))
    # The trend's formula has a steepness for each kind of lift; the classic ones have the same for all.
    best = eligible.select((pl.col("e1rm_kg") if formula == "modified_epley" else of_load).max()).item()
    return None if best is None else float(best)


def _e1rm_notes(brief: Brief, rows: list[Standing]) -> list[str]:
    formula = FORMULA_WORDS[brief.coach.display_formula]
    return [
        (
            "Estimates take sets of at most 12 reps to failure. Before: the last estimate before the month, 14 to 45"
            " days before the one now. A change whose interval holds zero is not yet a change."
        ),
        *(
            _of_body(brief, row)
            for row in rows
            if row.body_change_kg is not None and row.change_kg is not None
        ),
        (
            f"Best set: the month's highest single-set estimate ({formula}); it grows with the number of sets,"
            " so it is no measure of progress."
        ),
    ]


def _of_body(brief: Brief, row: Standing) -> str:
    """How much of a change is the body's."""
    change, body = (
        f"{number.signed(number.in_unit(value, brief.unit), 1)} {brief.unit}"
        for value in (row.change_kg, row.body_change_kg)
    )
    return f"{estimated_name(row.lift)}: of the change of {change}, bodyweight alone makes {body}."


def effort_not_logged(brief: Brief) -> str:
    """Say when too few sets have RIR for the estimates to be more than an index; empty where most have."""
    work = brief.of_month.filter("is_work", pl.col("reps").is_not_null())
    share = work["rir"].is_null().mean()
    if not isinstance(share, float) or share <= 0.5:  # noqa: PLR2004 - more than half: the rule of docs/metrics.md
        return ""
    logged = "logged for none" if share == 1 else f"not logged for {number.share(share)}"
    return (
        f"Effort (reps in reserve, RIR, or RPE) is {logged} of the month's work sets, so the estimate is a"
        " lower-bound index: it follows strength only if effort stayed the same."
    )


def working_weights(brief: Brief) -> Block:
    """Say what the client usually lifted this month, main lifts first, then by number of sets."""
    order = {lift: place for place, lift in enumerate(brief.main_lifts)}
    rows = sorted(
        brief.working.iter_rows(named=True),
        key=lambda row: (order.get(row["lift"], len(order)), -row["work_sets"], row["lift"]),
    )
    show = partial(number.load, unit=brief.unit)
    more = len(rows) - MOST_ROWS
    return Table(
        name="working-weights",
        caption=f"Working weights in {brief.month.label}",
        columns=[
            Column("Lift", show=lambda lift: display_name(str(lift)), align="left", wide=True),
            Column("Sessions", show=number.plain), Column("Work sets", show=number.plain),
            Column("Usual load", brief.unit, show=show), Column("Range", brief.unit),
            Column("Reps", show=number.trimmed), Column("RIR", show=number.trimmed),
            Column(brief.month.before.name, brief.unit, show=show),
        ],
        rows=[
            [
                row["lift"], row["sessions"], row["work_sets"], row["load_median_kg"],
                number.between(row["load_low_kg"], row["load_high_kg"], show),
                row["reps_median"], row["rir_median"], row["before_median_kg"],
            ]
            for row in rows[:MOST_ROWS]
        ],
        footnotes=[
            f"Usual: the median; on the right that of {brief.month.before.label}. Dumbbells: the load of one hand. RIR: reps in reserve, the median.",
            *([f"{number.count(more, 'lift')} with fewer sets not shown."] if more > 0 else []),
        ],
    ).block()  # fmt: skip


def month_records(brief: Brief) -> pl.DataFrame:
    """Return the month's last record of each lift and kind, beside what stood before the month; main lifts first.

    A best that reads the same as the one before, in the coach's unit, is not among them.
    """
    beaten = brief.records.filter(
        pl.col("on").is_between(*brief.month.span)
        & pl.col("previous").is_not_null()
        & (pl.col("record") != "reps_at_load")
    )
    order = {lift: place for place, lift in enumerate(brief.main_lifts)}
    return (
        beaten.sort("on", maintain_order=True)
        .group_by("lift", "record", maintain_order=True)
        .agg(pl.all().exclude("previous").last(), pl.col("previous").first())
        .filter(_shows(brief))
        .sort(
            pl.col("lift").replace_strict(order, default=len(order), return_dtype=pl.Int32),
            "lift", "record",
        )
    )  # fmt: skip


def _shows(brief: Brief) -> pl.Expr:
    """Whether a best differs from the one before as far as it is printed."""
    new, old = ((pl.col(name) / KG_PER[brief.unit]).round(1) for name in ("value", "previous"))
    return new > old


def records_table(brief: Brief) -> Block:
    """List the bests of the month; a lift's first session sets none."""
    rows = month_records(brief)
    if rows.is_empty():
        return sentence.paragraph(f"No best of an earlier month was beaten in {brief.month.name}.")
    show = partial(number.load, unit=brief.unit)
    more = rows.height - MOST_ROWS
    return Table(
        name="records",
        caption=f"Records of {brief.month.label}",
        columns=[
            Column("Lift", show=str, align="left", wide=True),
            Column("Record", align="left", show=lambda kind: RECORD_WORDS[str(kind)]),
            Column("Day", show=_day), Column("Set", align="left"),
            Column("New", brief.unit, show=show), Column("Before", brief.unit, show=show),
        ],
        rows=[
            [
                (estimated_name if row["record"] == "e1rm" else display_name)(row["lift"]), row["record"], row["on"],
                f"{show(row['load_kg'])} × {number.trimmed(row['reps'])}", row["value"], row["previous"],
            ]
            for row in rows.head(MOST_ROWS).iter_rows(named=True)
        ],
        footnotes=[
            "Before: the best at the end of the month before. A record of an estimate is one set's; the trend decides.",
            *([f"{number.count(more, 'further record')} not shown."] if more > 0 else []),
        ],
    ).block()  # fmt: skip


def _day(on: date) -> str:
    return f"{on.day} {on:%b}"
