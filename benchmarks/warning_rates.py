"""How often each warning is raised on real logs: shares of client-months, to tell a warning from noise.

    python benchmarks/warning_rates.py DIR [MONTHS]

DIR holds exports, one person each, at any depth. Every file that phasewise reads without settings (but for a unit, taken to
be kg where the file gives none away) and that has twelve weeks or more is one client. Each is judged at the end of every
calendar month with eight weeks or more behind it and a session in it, at most the last MONTHS of each (24), with no other
settings. Prints rates and counts, and neither names nor rows: whose logs they are is nobody's business.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import real_logs
from real_logs import Client

from analysis.judgement import course
from analysis.judgement.case import Log
from analysis.judgement.course import Course
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.warnings import ALL
from analysis.metrics import graded, loads, main_lifts, sessions, trend, volume
from analysis.settings import ClientSettings
from analysis.tables import Body, Plan, PlanDays, PlanSets, Sets


def judged(client: Client, as_of: date, settings: ClientSettings | None = None) -> Course:
    """Judge a client's log up to a day."""
    settings = settings or ClientSettings()
    sets = Sets.validate(client.sets.filter(pl.col("performed_at").dt.date() <= as_of))
    body = Body.validate(client.body.filter(pl.col("measured_at").dt.date() <= as_of))
    weighed = loads.smoothed_bodyweight(body, fallback_kg=settings.bodyweight_kg)
    grades = graded.grade(sets, bodyweight=weighed)
    of_lifts = sessions.lift_sessions(grades, bodyweight=weighed)
    log = Log(
        as_of=as_of,
        client=settings,
        thresholds=Thresholds(),
        graded=grades,
        lift_sessions=of_lifts,
        trend=trend.lift_trend(of_lifts),
        weekly=volume.weekly_load(grades, until=as_of),
        muscle_weeks=volume.muscle_weeks(grades, until=as_of),
        body=body,
        plan=Plan.create_empty(),
        plan_days=PlanDays.create_empty(),
        plan_sets=PlanSets.create_empty(),
        main_lifts=main_lifts.main_lifts(of_lifts),
    )
    return course.of(log)


def report(months: int, people: int, raised: Counter[str], said: Counter[str]) -> None:
    """Print the rates."""
    print(f"{people} clients, {months} client-months")
    for name in [rule.name for rule in ALL]:
        print(f"{name:20} {100 * raised[name] / max(months, 1):5.1f}% of client-months")
    for what, count in sorted(said.items()):
        print(f"{what:40} {100 * count / max(months, 1):5.1f}%")


def main() -> None:
    """Import, judge, count, print."""
    folder, most = real_logs.asked(24)
    raised, said = Counter[str](), Counter[str]()
    months = people = 0
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Path(temporary)
        names = list(real_logs.imported(folder, workspace))
        for client in real_logs.clients(workspace, names):
            people += 1
            for as_of in real_logs.month_ends(sorted(set(client.sets["performed_at"].dt.date())), most):
                months += 1
                found = judged(client, as_of)
                raised.update(set(found.findings["finding"]))
                said.update(
                    [
                        f"verdict: {found.case.verdict.label if found.case.verdict else 'none'}",
                        f"advice: {found.advice.outcome}",
                        f"next: {found.advice.next_phase.action}",
                        f"warnings: {found.findings.filter(level='warning').height:2}",
                    ]
                )
    report(months, people, raised, said)
    print(f"{time.perf_counter() - started:.0f} s")


if __name__ == "__main__":
    main()
