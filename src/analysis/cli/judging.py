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
from analysis.errors import NothingToJudgeError
from analysis.exercises.catalogue import display_name
from analysis.judgement import verdict
from analysis.judgement.case import Case, CurrentPhase
from analysis.judgement.verdict import BandRate, LiftRate, Verdict
from analysis.reports import phase_verdict
from analysis.reports.as_json import plain
from analysis.store import originals
from analysis.store.imports import Imported
from analysis.store.shared import Shelf


def judge(root: Path, client: str, first_on: date | None, last_on: date | None, *, as_json: bool) -> bool:
    """Judge a phase or some days of a client, and tell of it; return whether nothing is left to mend.

    Raises:
        NothingToJudgeError: no training in these days, and no file that it could be missing from.
    """
    shelf = Shelf(root)
    read = reading.imported(root, originals.chosen(root, [client]), shelf, quiet=as_json)
    if failed := [each.problem for each in read if each.status == "failed"]:
        terminal.problem(failed[0])
        if as_json:
            print_json({"error": failed[0]})
        return False
    well = all(each.complete for each in read)
    try:
        case = phase_verdict.case(root, client, first_on, last_on)
    except NothingToJudgeError as err:
        if well:
            raise
        _unjudged(str(err), client, read, root, as_json=as_json)
        return False
    _tell(client, case, read, shelf.warnings, root, as_json=as_json)
    return well


def _tell(
    client: str,
    case: Case,
    read: Sequence[Imported],
    warnings: Sequence[str],
    root: Path,
    *,
    as_json: bool,
) -> None:
    """Say the verdict, then what of the files it is without."""
    assert case.current is not None  # `phase_verdict.case` has both
    assert case.verdict is not None
    if as_json:
        beside = {"to_mend": to_mend(read), "warnings": list(warnings)}
        print_json(answer(client, case.current, case.verdict) | beside)
        return
    most_weeks = case.thresholds.whole("rate.decide_weeks")
    name = case.client.name or client
    verdict_facts.judged(name, case.current, case.verdict, most_weeks=most_weeks, log_to=case.as_of)
    complaints.warned(warnings)
    if not all(each.complete for each in read):
        terminal.out.print()
        complaints.tell(read, (), root)


def _unjudged(why: str, client: str, read: Sequence[Imported], root: Path, *, as_json: bool) -> None:
    """Say that there is nothing to judge, and which files it may be in that could not be read."""
    sets = sum(int(each.sources["sets"].sum()) for each in read)
    said = why if sets else f"{client}: none of its files could be read, so there is nothing to judge"
    terminal.problem(said)
    if as_json:
        print_json({"error": said, "to_mend": to_mend(read)})
    else:
        complaints.tell(read, (), root)


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
