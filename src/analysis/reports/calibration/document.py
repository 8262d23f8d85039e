"""The measured parts of `docs/verdict.md`, written from the same trials as the notebook's tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import polars as pl

from analysis.display.table import Table
from analysis.reports.calibration import (
    cells,
    courses,
    examples,
    matched,
    rival_tables,
    rules_in_force,
    tables,
    targets,
)
from analysis.reports.calibration.brief import Brief, Params
from analysis.reports.calibration.matched import OURS, Rule
from analysis.reports.calibration.shares import Share, labelled, share, where

VERDICT: Final = Rule(OURS, "")
BESTS: Final = Rule("personal bests", "most lifts")
LINE: Final = Rule("slope against its error", "together")
_PART: Final = re.compile(r"(\[//\]: # \(measured: ([a-z ]+)\)\n)(.*?)(\[//\]: # \(end\))", re.DOTALL)


def parts(brief: Brief) -> dict[str, str]:
    """Return what the page says that is measured, by the name of its place."""
    return {
        "in short": _in_short(brief),
        **unmeasured(),
        "targets": markdown(tables.of_targets(brief)),
        "lengths": "\n".join(
            markdown(table)
            for table in (
                tables.of_lengths(brief),
                tables.of_labels(brief, rate=0.0, running=False),
                tables.of_labels(brief, rate=0.0, running=True),
            )
        ),
        "reliability": markdown(tables.of_reliability(brief)),
        "rules": "\n".join(
            markdown(table)
            for table in (
                rival_tables.false_claims(brief),
                rival_tables.seen(brief),
                rival_tables.as_strong(brief, weeks=cells.LONG, rate=3.0),
                rival_tables.as_strong(brief, weeks=cells.SHORT, rate=3.0),
                rival_tables.as_strict(brief, weeks=cells.LONG, rate=3.0),
            )
        ),
        "not worse": markdown(rival_tables.not_worse(brief)),
        "departures": markdown(tables.of_departures(brief)),
        "looks": markdown(tables.of_looks(brief)),
        "promises": markdown(tables.of_promises(brief)),
        "made": _made(brief),
    }


def unmeasured() -> dict[str, str]:
    """Return the parts that need no trials: what a test compares with the page, lest it speak of another verdict."""
    return {
        "labels": markdown(rules_in_force.table()),
        "examples": markdown(examples.table(Params().seed)),
    }


def measured(page: str) -> dict[str, str]:
    """Return what stands in the places of the page, by their names."""
    return {name: text[1:-1] for _, name, text, _ in _PART.findall(page)}


def written(page: str, found: Mapping[str, str]) -> str:
    r"""Return the page with what is measured in its places; what is written by hand stays.

    Raises:
        ValueError: a place without a part, or a part without a place.

    >>> print(written("[//]: # (measured: a)\nold\n[//]: # (end)", {"a": "new\n"}))
    [//]: # (measured: a)
    <BLANKLINE>
    new
    <BLANKLINE>
    [//]: # (end)
    """
    if measured(page).keys() != found.keys():
        msg = f"the page has places for {sorted(measured(page))}, found is {sorted(found)}"
        raise ValueError(msg)
    return _PART.sub(lambda part: f"{part[1]}\n{found[part[2]]}\n{part[4]}", page)


def markdown(table: Table) -> str:
    """Return a table in Markdown: its caption, its rows, its notes."""
    signs = {"left": "---", "right": "---:", "center": ":---:"}
    lines = [
        [column.heading for column in table.columns],
        [signs[column.align] for column in table.columns],
        *([cell.replace("\u00a0", " ") for cell in row] for row in table.cells()),
    ]
    rows = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"**{table.caption}**\n\n{rows}\n\n{' '.join(table.footnotes)}\n"


def _in_short(brief: Brief) -> str:
    """The handful of numbers that a coach should have in mind, as sentences."""
    met = [each.met for each in targets.all_targets(brief)]
    said = (
        (
            f"Of 100 lifters who do not get stronger, {_working(brief, 12, 0.0)} are told “working” after twelve weeks. If most"
            f" lifts with a new best in the last four weeks counted as progress, it would be {_flat(brief, BESTS, cells.BASE)}."
        ),
        (
            f"Of 100 who gain 3% a month, {_working(brief, 12, 3.0)} are told “working” after twelve weeks; of 100 who gain 2%,"
            f" {_working(brief, 12, 2.0)}."
        ),
        (
            f"After four weeks hardly anybody is: {_working(brief, 4, 3.0)} of 100 who gain 3% a month. A month is too short,"
            " whoever judges it."
        ),
        (
            f"Of 100 who do not move for sixteen weeks, {_told(brief, 16, 0.0, 'no worthwhile progress')} are told so: “no worthwhile"
            " progress” is found, not assumed."
        ),
        (
            "Who goes from fives to tens, and gets more reps from a load than the formula thinks, is told “working” for nothing in"
            f" {_flat(brief, VERDICT, cells.switch(36))} of 100 cases; by a straight line through the formula's maxima, in"
            f" {_flat(brief, LINE, cells.switch(36))}."
        ),
        (
            f"Looked at every four weeks for sixteen, {_looked(brief)} of 100 lifters who do not get stronger are told “working” at one"
            " look or another. The more often one looks, the more often one is fooled."
        ),
        f"Of the {len(met)} things asked of the verdict, {sum(met)} are held in this run; the table below names the others.",
    )
    return "".join(f"- {sentence}\n" for sentence in said)


def _told(brief: Brief, weeks: int, rate: float, label: str) -> str:
    return _about(share(where(brief.judged, group="length", weeks=weeks, rate=rate), labelled(label)))


def _working(brief: Brief, weeks: int, rate: float) -> str:
    return _told(brief, weeks, rate, "working")


def _flat(brief: Brief, rule: Rule, name: str) -> str:
    """What a rule claims of flat athletes over twelve weeks."""
    return _about(matched.claims(brief, rule, name=name, weeks=cells.LONG, rate=0.0))


def _looked(brief: Brief) -> str:
    """Flat athletes told that it works, at any look of the longest phase."""
    return _about(share(brief.looked.filter(weeks=max(courses.LOOKED_WEEKS)), pl.col("as_done")))


def _about(found: Share) -> str:
    return f"{100 * found.value:.0f}"


def _made(brief: Brief) -> str:
    return (
        f"Measured on {brief.judged.height:,} simulated athletes, {brief.params.athletes:,} a cell, seed {brief.params.seed}:"
        f" `python benchmarks/verdict_calibration.py {brief.params.athletes}`.\n"
    )
