"""What an import has to tell a coach: what was taken for what, then what is wrong, and at last how much of it there is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import polars as pl

from analysis.cli import places
from analysis.cli.terminal import SHOWN, escape, from_comments, out, problem, taken_for, zone_unknown
from analysis.display.alike import listed
from analysis.display.number import count
from analysis.errors import UnknownUnitError
from analysis.exercises.catalogue import display_name
from analysis.store import originals
from analysis.store.imports import Imported
from analysis.store.shared import ABOVE, Shared

NUMBERS: Final = re.compile(r"\d[\d.,]*")


def tell(done: Sequence[Imported], shared: Sequence[Shared], root: Path) -> None:
    """Say the remarks, then what has to be mended, then in one line how much that is."""
    for each in done:
        _remarks(each)
    if any(not each.weights.is_empty() for each in done):
        out.print(
            "docs/weights.md says what a weight can mean and how to say otherwise; `phasewise inspect FILE` lists each lift.",
            soft_wrap=True,
        )
    for each in done:
        _problems(each, root)
    for standing in shared:
        for text in (*standing.notes, *standing.problems):
            problem(text)
    if said := closing(done, shared):
        out.print(escape(said), soft_wrap=True)


def unmapped(shared: Sequence[Shared]) -> None:
    """Say which files of many people have people who are nobody's client yet, a line each."""
    for each in shared:
        if each.unmapped:
            names = listed(list(each.unmapped), SHOWN)
            out.print(
                escape(
                    f"{each.file}: {len(each.unmapped)} of {each.people} {'people are' if each.people > 1 else 'person is'} nobody's client yet: {names};"
                    " `phasewise import` prints the lines that map them."
                ),
                soft_wrap=True,
            )
        elif each.problems:
            out.print(escape(f"{each.file}: to mend; `phasewise import` says what."), soft_wrap=True)


def warned(warnings: Sequence[str]) -> None:
    """Say what is no reason to stop, a line each."""
    for text in warnings:
        problem(text)


def _remarks(each: Imported) -> None:
    """What the coach should know, a line each."""
    said = []
    if each.zone_unknown:
        said.append(f"{zone_unknown(each.client, each.zone_unknown)}.")
    said += taken_together(each.weights)
    if comments := from_comments(each.from_notes):
        said.append(f"from comments: {comments}.")
    if each.unmatched.width and each.unmatched.height:
        names = listed(each.unmatched["exercise_logged"].to_list(), SHOWN)
        trend = "It keeps its own trend" if each.unmatched.height == 1 else "They keep their own trend"
        it = "it" if each.unmatched.height == 1 else "them"
        said.append(f"not in the catalogue: {names}. {trend}; aliases.csv can name {it}.")
    for text in said:
        out.print(escape(f"{each.client}: {text}"), soft_wrap=True)


def taken_together(told: pl.DataFrame) -> list[str]:
    """Say what weights were taken for, in a line for each reason and its first lifts.

    Reasons that differ by their numbers alone are one; the line gives those of its first lift.
    """
    together: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in told.iter_rows(named=True):
        reason = NUMBERS.sub("#", row["evidence"] or "")
        together.setdefault((row["app"], row["meaning"], reason), []).append(row)
    return [_together(rows) for rows in together.values()]


def _together(rows: Sequence[dict[str, Any]]) -> str:
    first = dict(rows[0])
    lifts = list(dict.fromkeys(display_name(row["lift"]) for row in rows))
    if len({row["evidence"] for row in rows}) > 1:
        first["evidence"] = f"of the first: {first['evidence']}"
    return taken_for(first | {"sets": sum(row["sets"] for row in rows)}, lifts=listed(lifts))


def _own(each: Imported) -> pl.DataFrame:
    """The refused files that are told of here: one of many people is told of once, but for a missing unit."""
    shared = pl.col("file").str.starts_with(ABOVE)
    unit = pl.col("refused").str.contains(UnknownUnitError.CURE, literal=True)
    return each.sources.filter(pl.col("refused").is_not_null() & (~shared | unit))


def _problems(each: Imported, root: Path) -> None:
    """What was refused or rejected, a line each."""
    for text in each.warnings:
        problem(text)
    if each.problem:
        problem(each.problem)
    for text in _own(each)["refused"]:
        problem(f"{each.client}: {text}")
    rejected = each.sources.filter(pl.col("rejected") > 0)
    for file, n in rejected.select("file", "rejected").iter_rows():
        above = file.startswith(ABOVE)
        home = root / originals.RAW if above else originals.folder(root, each.client)
        there, _ = places.split(home / file.removeprefix(ABOVE))
        look = f"`phasewise inspect {places.typed(there)}`"
        problem(
            f"{each.client}: {file}: {count(n, 'line')} rejected; {look} lists {'it' if n == 1 else 'them'}"
        )


def closing(done: Sequence[Imported], shared: Sequence[Shared]) -> str:
    """Say how much is wrong, in one sentence; empty where nothing is."""
    failed = sum(bool(each.problem) for each in done)
    refused = sum(_own(each).height for each in done) + sum(bool(f.problems) and not f.lines for f in shared)
    rejected = [
        (file if file.startswith(ABOVE) else (each.client, file), n)
        for each in done
        for file, n in each.sources.filter(pl.col("rejected") > 0).select("file", "rejected").iter_rows()
    ]
    lines, files = sum(n for _, n in rejected), len({file for file, _ in rejected})
    parts = [
        f"{count(failed, 'client')} not imported" if failed else "",
        f"{count(refused, 'file')} refused" if refused else "",
        f"{count(lines, 'line')} rejected in {count(files, 'file')}" if lines else "",
    ]
    said = ", ".join(part for part in parts if part)
    return f"{said}; what they hold is missing from every report until it is mended." if said else ""
