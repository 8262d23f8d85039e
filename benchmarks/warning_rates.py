"""How often each warning is raised on real logs: shares of client-months, to tell a warning from noise.

    python benchmarks/warning_rates.py DIR [MONTHS]

DIR holds exports, one person each, at any depth. Every file that phasewise reads without settings (but for a unit, taken to
be kg where the file gives none away) and that has twelve weeks or more is one client. Each is judged at the end of every
calendar month with eight weeks or more behind it and a session in it, at most the last MONTHS of each (24), with no other
settings. Prints rates and counts, and neither names nor rows: whose logs they are is nobody's business.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement import course
from analysis.judgement.case import Log
from analysis.judgement.course import Course
from analysis.judgement.thresholds import Thresholds
from analysis.judgement.warnings import ALL
from analysis.metrics import calendar, graded, loads, main_lifts, sessions, trend, volume
from analysis.settings import ClientSettings
from analysis.store import imports, originals, processed
from analysis.tables import Body, Plan, PlanDays, PlanSets, Sets

LEAST_WEEKS = 12
WEEKS_BEHIND = 8


class Client(NamedTuple):
    """One person's log."""

    name: str
    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]


def imported(folder: Path, workspace: Path) -> dict[str, Path]:
    """Import each file as a client of its own; return the file of each client."""
    (workspace / "phasewise.toml").write_text("")
    files = {
        f"client-{number:03}": path
        for number, path in enumerate(
            sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md")
        )
    }
    for client, path in files.items():
        home = workspace / "data" / "raw" / client
        home.mkdir(parents=True)
        copyfile(path, home / path.name)
    done = imports.run(workspace, originals.clients(workspace))
    in_kg = [each.client for each in done if each.unit_wanted]
    for client in in_kg:
        (workspace / "data" / "raw" / client / "client.toml").write_text('weight_unit = "kg"\n')
    imports.run(workspace, in_kg)
    return files


def clients(workspace: Path, names: list[str]) -> Iterator[Client]:
    """Yield those with enough weeks; of two files with the same training days, as a log and its backup, the first."""
    seen: set[tuple[date, ...]] = set()
    for name in names:
        sets = processed.read_sets(workspace, name)
        days: tuple[date, ...] = tuple(sorted(set(sets["performed_at"].dt.date())))
        if days and (days[-1] - days[0]).days >= 7 * LEAST_WEEKS and days not in seen:
            seen.add(days)
            yield Client(name, sets, processed.read_body(workspace, name))


def month_ends(sets: pl.DataFrame, most: int) -> list[date]:
    """The ends of the months with a session and eight weeks or more behind them, the last ones."""
    days = sorted(set(sets["performed_at"].dt.date()))
    ends = sorted({calendar.last_of(day.replace(day=1)) for day in days})
    return [end for end in ends if end - days[0] >= timedelta(weeks=WEEKS_BEHIND)][-most:]


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
    folder = Path(sys.argv[1])
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 24  # noqa: PLR2004 - the second argument
    raised, said = Counter[str](), Counter[str]()
    months = people = 0
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as temporary:
        workspace = Path(temporary)
        names = list(imported(folder, workspace))
        for client in clients(workspace, names):
            people += 1
            for as_of in month_ends(client.sets, most):
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
