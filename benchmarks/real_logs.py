"""Logs of real people out of a folder of exports, and the windows in which their main lifts are judged."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis.judgement import verdict
from analysis.judgement.rate import rates
from analysis.judgement.rate.rates import Fit
from analysis.judgement.thresholds import Thresholds
from analysis.metrics import calendar, graded, loads, main_lifts, sessions
from analysis.store import imports, originals, processed
from analysis.tables import Body, GradedSets, LiftSessions, Sets

LEAST_WEEKS: Final = 12
WEEKS_BEHIND: Final = 8
APART: Final = 5
"""One athlete in so many is kept apart."""


class Client(NamedTuple):
    """One person's log."""

    name: str
    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]


class Measured(NamedTuple):
    """One person's log with all that is measured on it."""

    name: str
    """The export's path within the folder; it goes into no output."""
    graded: dy.DataFrame[GradedSets]
    lift_sessions: dy.DataFrame[LiftSessions]


class Window(NamedTuple):
    """The main lifts of one athlete over the weeks up to the end of a month, and after it."""

    athlete: str
    as_of: date
    lifts: tuple[str, ...]
    sessions: pl.DataFrame
    """Those that a verdict would count; columns of `LiftSessions`."""
    behind: pl.DataFrame
    """All sessions with an e1RM of these lifts up to `as_of`."""
    ahead: pl.DataFrame
    """Those of the four weeks after it."""

    def fit(self) -> Fit:
        """Fit the verdict's model."""
        return rates.fitted(self.sessions, self.lifts)


def asked(usual: int) -> tuple[Path, int]:
    """Return the folder and the number that a program was called with; it ends with what to do where it was called wrongly."""
    words = sys.argv[1:]
    if not words or not Path(words[0]).is_dir() or not all(word.isdecimal() for word in words[1:]):
        sys.exit(
            f"Usage: {Path(sys.argv[0]).name} FOLDER [NUMBER]: a folder of exports, one person each, and a number ({usual})."
        )
    if not any(path.is_file() for path in Path(words[0]).rglob("*")):
        sys.exit(f"There is no file in {words[0]}: name a folder of exports, one person each.")
    return Path(words[0]), int(words[1]) if len(words) > 1 else usual


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


def clients(workspace: Path, names: Sequence[str]) -> Iterator[Client]:
    """Yield those with enough weeks; of two files with the same training days, as a log and its backup, the first."""
    seen: set[tuple[date, ...]] = set()
    for name in names:
        sets = processed.read_sets(workspace, name)
        days: tuple[date, ...] = tuple(sorted(set(sets["performed_at"].dt.date())))
        if days and (days[-1] - days[0]).days >= 7 * LEAST_WEEKS and days not in seen:
            seen.add(days)
            yield Client(name, sets, processed.read_body(workspace, name))


def measured(client: Client, name: str) -> Measured:
    """Measure a whole log.

    The steepness of each lift's reps-per-load curve is learned from all of it, so that what came before a day and what
    came after are read off one scale, by the model and by what it is compared with alike.
    """
    weighed = loads.smoothed_bodyweight(client.body, fallback_kg=None)
    grades = graded.grade(client.sets, bodyweight=weighed)
    return Measured(name, grades, sessions.lift_sessions(grades, bodyweight=weighed))


def is_apart(name: str) -> bool:
    """Whether an athlete is kept apart from all fitting: by the name of the file alone, the same on every machine.

    >>> sum(is_apart(f"{number}.csv") for number in range(1000))
    213
    """
    return int(sha256(name.encode()).hexdigest(), 16) % APART == 0


def month_ends(days: Sequence[date], most: int | None = None) -> list[date]:
    """Return the ends of the months with a session and eight weeks or more behind them; of `most`, the last ones.

    >>> month_ends([date(2026, 1, 5), date(2026, 2, 9), date(2026, 3, 2)])
    [datetime.date(2026, 3, 31)]
    """
    if not days:
        return []
    ends = sorted({calendar.last_of(day.replace(day=1)) for day in days})
    long = [end for end in ends if end - min(days) >= timedelta(weeks=WEEKS_BEHIND)]
    return long if most is None else long[-most:]


def windows(log: Measured, *, weeks: int, weeks_ahead: int = 4) -> Iterator[Window]:
    """Yield a window for each month's end at which a verdict would have lifts to stand on."""
    for as_of in month_ends(log.lift_sessions["performed_on"].unique().to_list()):
        found = _window(log, as_of, weeks, weeks_ahead)
        if found is not None:
            yield found


def _window(log: Measured, as_of: date, weeks: int, weeks_ahead: int) -> Window | None:
    """The lifts are chosen as for a verdict, from what was known on the day."""
    thresholds, done = Thresholds(), pl.col("performed_on") <= as_of
    known = LiftSessions.validate(log.lift_sessions.filter(done))
    counted = rates.counted(
        known,
        GradedSets.validate(log.graded.filter(done)),
        starts_on=as_of - timedelta(days=7 * weeks - 1),
        as_of=as_of,
        thresholds=thresholds,
    )
    lifts = verdict.judged_lifts(counted, main_lifts.main_lifts(known), thresholds)
    if not lifts:
        return None
    of_lifts = log.lift_sessions.filter(
        pl.col("lift").is_in(lifts), pl.col("log_e1rm").is_not_null(), pl.col("log_e1rm_var") > 0
    ).sort("performed_at", "lift", "session")
    soon = pl.col("performed_on").is_between(as_of, as_of + timedelta(weeks=weeks_ahead), closed="right")
    return Window(
        log.name, as_of, tuple(lifts), counted.sessions, of_lifts.filter(done), of_lifts.filter(soon)
    )
