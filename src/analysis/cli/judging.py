"""The verdict on a client's phase: what `judge` does.

Loaded when the command runs: the model takes a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from analysis.cli import complaints, reading, terminal, verdict_facts
from analysis.cli.options import print_json
from analysis.display.number import count
from analysis.exercises.catalogue import display_name
from analysis.judgement import verdict
from analysis.judgement.case import CurrentPhase
from analysis.judgement.verdict import BandRate, LiftRate, Verdict
from analysis.reports import phase_verdict
from analysis.reports.as_json import plain
from analysis.store import originals
from analysis.store.imports import Imported
from analysis.store.shared import Shelf


def judge(root: Path, client: str, first_on: date | None, last_on: date | None, *, as_json: bool) -> bool:
    """Judge a phase or some days of a client, and tell of it; return whether nothing is left to mend.

    Raises:
        NothingToJudgeError: no training in these days.
    """
    shelf = Shelf(root)
    read = reading.imported(root, originals.chosen(root, [client]), shelf, quiet=as_json)
    well = all(each.complete for each in read)
    if failed := [each.problem for each in read if each.status == "failed"]:
        terminal.problem(failed[0])
        if as_json:
            print_json({"error": failed[0]})
        return False
    case = phase_verdict.case(root, client, first_on, last_on)
    assert case.current is not None  # `phase_verdict.case` has both
    assert case.verdict is not None
    if as_json:
        print_json(answer(client, case.current, case.verdict) | {"to_mend": to_mend(read)})
    else:
        verdict_facts.judged(
            case.client.name or client,
            case.current,
            case.verdict,
            most_weeks=case.thresholds.whole("rate.decide_weeks"),
        )
        if not well:
            terminal.out.print()
            complaints.tell(read, (), root)
    return well


def answer(client: str, phase: CurrentPhase, judged: Verdict) -> dict[str, Any]:
    """Return the verdict as `--json` gives it: rates in % a month, intervals of 90%, days as ISO 8601.

    `lifts` are those the verdict stands on, `other_lifts` those whose rate is told and no more; `bands` are the same lifts by the
    reps of their sets. The rate is that of the lifts whatever the phase's style; `growth` has the other side. Null is not known.
    """
    lifts = [each for each in judged.lifts if each.judged]
    others = [each for each in judged.lifts if not each.judged]
    said: dict[str, Any] = plain({
        "client": client,
        "from": judged.starts_on,
        "to": judged.ends_on,
        "style": phase.style,
        "phase": {"name": phase.name or None, "by": phase.origin, "ends_on": phase.ends_on, "ended": phase.ended},
        "label": judged.label,
        "headline": verdict.headline(judged),
        "why": judged.why or None,
        "says": verdict.sentence(judged),
        "strength_label": judged.strength_label,
        "p_improving": judged.p_improving,
        "p_worthwhile": judged.p_worthwhile,
        "delta_pct_per_month": judged.delta_pct_per_month,
        "rate_pct_per_month": judged.rate_pct_per_month,
        "rate_low": judged.rate_low,
        "rate_high": judged.rate_high,
        "weeks": judged.weeks,
        "judged_from": judged.judged_from or judged.starts_on,
        "lifts": [_lift(each) for each in lifts],
        "other_lifts": [_lift(each) for each in others],
        "bands": [_band(each) for each in judged.bands],
        "growth": judged.growth and asdict(judged.growth),
        "weeks_to_decide": judged.weeks_to_decide,
        "notes": judged.notes,
    })  # fmt: skip
    return said


def to_mend(read: Sequence[Imported]) -> list[str]:
    """Return what of the client's files is missing from the verdict, a sentence a file."""
    rows = [row for each in read for row in each.sources.sort("file").iter_rows(named=True)]
    return [
        row["refused"] or f"{row['file']}: {count(row['rejected'], 'line')} rejected"
        for row in rows
        if row["refused"] or row["rejected"]
    ]


def _lift(rate: LiftRate) -> dict[str, Any]:
    names = (
        "sessions", "weeks", "rate_pct_per_month", "rate_low", "rate_high", "p_improving", "p_worthwhile",
    )  # fmt: skip
    named = {"exercise": rate.lift, "name": display_name(rate.lift)}
    return named | {name: getattr(rate, name) for name in names}


def _band(rate: BandRate) -> dict[str, Any]:
    names = (
        "first_reps", "last_reps", "lifts", "sessions", "starts_on", "ends_on", "rate_pct_per_month", "rate_low", "rate_high",
        "comparable",
    )  # fmt: skip
    return {name: getattr(rate, name) for name in names} | {"why": rate.why or None}
