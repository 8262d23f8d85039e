"""What was found, as tables; a share stands with its standard error."""

from __future__ import annotations

from typing import Final

import polars as pl

from analysis.display import number
from analysis.display.table import Column, Table
from analysis.judgement.rate.labels import LABELS
from analysis.reports.calibration import cells, courses, reliability, targets
from analysis.reports.calibration.brief import Brief
from analysis.reports.calibration.shares import HELD, Share, labelled, share, where

_INTERVAL: Final = "Truth held: by the 90% interval; half its width in % a month."
GROUPS: Final = ("model", "training", "log", "reps")
_NOTE: Final = "Shares in %, ± one standard error."


def of_targets(brief: Brief) -> Table:
    """What the verdict must hold, one row a target."""
    return Table(
        name="targets",
        caption=f"What the verdict must hold, on {brief.params.athletes:,} simulated athletes a cell",
        columns=[
            Column("Target", align="left", wide=True),
            Column("Asked", align="left"),
            Column("Found"),
            Column("Held", align="left"),
        ],
        rows=[
            [each.name, each.asked, each.found, "yes" if each.met else "NO"]
            for each in targets.all_targets(brief)
        ],
        footnotes=[_NOTE],
    )


def of_lengths(brief: Brief) -> Table:
    """How sure and how strong the verdict is after so many weeks, one row a length."""
    seen = (0.0, 1.0, 2.0, 3.0, 4.0)
    return Table(
        name="lengths",
        caption="“Working” after so many weeks, by the true rate in % a month (rule of a phase that has ended)",
        columns=[
            Column("Weeks"),
            Column("Truth held"),
            Column("Half width"),
            *(Column(f"at {number.signed(rate)}%") for rate in seen),
        ],
        rows=[
            [
                weeks,
                share(where(brief.judged, group="length", weeks=weeks), HELD),
                _half_width(where(brief.judged, group="length", weeks=weeks)),
                *(_labelled(brief, "working", weeks, rate) for rate in seen),
            ]
            for weeks in cells.WEEKS
        ],
        footnotes=[_NOTE, _INTERVAL, "Under four weeks there is no label at all."],
    )


def of_labels(brief: Brief, *, rate: float, running: bool) -> Table:
    """Every label of athletes of one rate, one row a length."""
    rule = "a running phase" if running else "a phase that has ended"
    going = "flat athletes" if rate == 0 else f"athletes at {number.signed(rate)}% a month"
    return Table(
        name=f"labels-{'running' if running else 'final'}-{'down' if rate < 0 else 'up'}-{abs(rate):g}",
        caption=f"Labels of {going}, by the rule of {rule}",
        columns=[Column("Weeks"), *(Column(label.capitalize()) for label in LABELS)],
        rows=[
            [weeks, *(_labelled(brief, label, weeks, rate, running=running) for label in LABELS)]
            for weeks in cells.WEEKS
        ],
        footnotes=[_NOTE],
    )


def of_departures(brief: Brief) -> Table:
    """What departs from the base case, one row a departure and length; the base case first."""
    found = brief.judged.filter(pl.col("group").is_in(GROUPS))
    names = found.select("name").unique(maintain_order=True)["name"].to_list()
    return Table(
        name="departures",
        caption="Athletes unlike those the model expects, over 8 and 12 weeks",
        columns=[
            Column("Athletes", align="left", wide=True),
            Column("Weeks"),
            Column("Truth held"),
            Column("Half width"),
            Column("Working"),
            Column("Running"),
            Column("Backwards"),
            Column("+3% working"),
        ],
        rows=[
            _departure(brief, name, weeks)
            for name in (cells.BASE, *names)
            for weeks in (cells.SHORT, cells.LONG)
        ],
        footnotes=[
            _NOTE,
            _INTERVAL,
            "The next three columns are of flat athletes; running: “working” by the rule of a running phase.",
            "Where lifts go apart, their mean is seldom flat: most of those claims are true.",
        ],
    )


def _departure(brief: Brief, name: str, weeks: int) -> list[object]:
    both = where(brief.judged, name=name, weeks=weeks)
    flat, rising = where(both, rate=0.0), where(both, rate=3.0)
    return [
        name,
        weeks,
        share(pl.concat([flat, rising]), HELD),
        _half_width(flat),
        share(flat, labelled("working")),
        share(flat, labelled("working", running=True)),
        share(flat, labelled("going backwards")),
        share(rising, labelled("working")),
    ]


def of_looks(brief: Brief) -> Table:
    """Flat athletes looked at every four weeks, one row a length."""
    rows = brief.looked.group_by("weeks", maintain_order=True).agg(
        pl.len(), pl.col("looks").first(), pl.col("final", "running", "as_done").sum()
    )
    return Table(
        name="looks",
        caption="Flat athletes, looked at every four weeks: said to work at one look or another",
        columns=[
            Column("Weeks"),
            Column("Looks"),
            Column("As we do"),
            Column("Always the running rule"),
            Column("Always the final rule"),
        ],
        rows=[
            [
                row["weeks"],
                row["looks"],
                *(Share(row[key], row["len"]) for key in ("as_done", "running", "final")),
            ]
            for row in rows.iter_rows(named=True)
        ],
        footnotes=[_NOTE, "As we do: the running rule while the phase runs, the final rule at its end."],
    )


def of_promises(brief: Brief) -> Table:
    """Those about whom six weeks cannot tell, one row a rate."""
    return Table(
        name="promises",
        caption="“About N more weeks” told after six weeks that cannot tell, by the true rate",
        columns=[
            Column("True rate", "% a month"),
            Column("Cannot tell"),
            Column("Told a number"),
            Column("Median N", "weeks", show=number.plain),
            Column("Label by then"),
        ],
        rows=[_promise(brief, rate) for rate in courses.PROMISED],
        footnotes=[
            _NOTE,
            (
                "N is such that a label is expected with 80%, over all rates that the log allows; that of one true rate may differ."
                f" Drawn: every athlete has another rate, about zero with an SD of {courses.DRAWN_SD:g}% a month."
            ),
        ],
    )


def _promise(brief: Brief, rate: str) -> list[object]:
    rows = brief.promised.filter(pl.col("rate") == rate)
    told = rows.filter(pl.col("more_weeks").is_not_null())
    return [
        rate,
        Share(rows.height, brief.params.athletes),
        Share(told.height, rows.height),
        told["more_weeks"].median(),
        share(told, pl.col("decided")),
    ]


def of_reliability(brief: Brief) -> Table:
    """What is said with a probability, one row a tenth."""
    return Table(
        name="reliability",
        caption="Claims that lifts go up, or down, of athletes whose rates are drawn about zero (SD 2% a month)",
        columns=[
            Column("Said with a probability of", align="left"),
            Column("Claims"),
            Column("Said"),
            Column("True"),
        ],
        rows=[
            [
                f"{tenth.low:.1f} to {tenth.high:.1f}",
                tenth.true.of,
                number.plain(100 * tenth.said, 1),
                tenth.true,
            ]
            for tenth in reliability.tenths(brief)
        ],
        footnotes=[_NOTE],
    )


def _labelled(brief: Brief, label: str, weeks: int, rate: float, *, running: bool = False) -> Share:
    cell = where(brief.judged, group="length", weeks=weeks, rate=rate)
    return share(cell, labelled(label, running=running))


def _half_width(frame: pl.DataFrame) -> str:
    mean = frame["half_width"].mean()
    return number.plain(mean if isinstance(mean, float) else None, 1)
