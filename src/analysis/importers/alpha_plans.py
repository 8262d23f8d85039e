"""Alpha Progression's plans: a block a programme, with its start, its weeks, and the sets and reps of each day.

A programme becomes a planned phase. What it trains is told by its reps, set by set: at most 6 is strength,
7 to 15 size, more endurance; two thirds of the sets decide, else it is a combination. A programme that plans
no reps says nothing of that and gives no phase. See docs/exports/alpha-progression.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import polars as pl

from analysis.importers import quoted_lines
from analysis.importers.quoted_lines import Row
from analysis.importers.reading import RAW_LEDGER, RAW_PLAN, Dialect, Hints, Importer, Reading
from analysis.sources.lines import Lines

DIALECTS: Final = {"comma": "en-US: commas", "semicolon": "European: semicolons"}
STRENGTH_REPS: Final = 6
SIZE_REPS: Final = 15
"""The most reps of a set for strength and for size, after the article that phases are judged by."""

MOST: Final = 2 / 3
"""The share of a programme's sets that says what it trains."""

MAX_DAYS: Final = 14
MAX_WEEKS: Final = 104

_TABLE: Final = re.compile(r"EXERCISE([,;])SETS[,;]REPS\b")
_PLAN: Final = re.compile(r'^"[^"]*"[,;]"?\d{4}-\d{2}-\d{2}"?$')
_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})$")
_WEEKS: Final = re.compile(r"(\d{1,4}) weeks?$", re.IGNORECASE)
_DAY: Final = re.compile(r"Day \d+\b", re.IGNORECASE)
_EXERCISE: Final = re.compile(r"\d{1,3}\.\s+\S")
_REPS: Final = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?(?:\s*reps?)?$", re.IGNORECASE)
_DELOAD: Final = re.compile(r"\bde-?load\b", re.IGNORECASE)


@dataclass
class Programme:
    """One block: where it starts in the file, and what it plans; `sets` is (how many, fewest reps, most reps)."""

    row: Row
    name: str = ""
    starts_on: date | None = None
    dated: bool = False
    weeks: int | None = None
    days: int = 0
    sets: list[tuple[int, int, int]] = field(default_factory=list)


def identify(doc: Lines, _: Hints) -> Dialect | None:
    """A programme with its date, and tables of exercises, sets and reps."""
    head = [quoted_lines.plain(line) for line in doc.head]
    table = next((m for line in head if (m := _TABLE.match(line))), None)
    if table is None or not any(_PLAN.match(line) for line in head):
        return None
    return Dialect(name="comma" if table[1] == "," else "semicolon")


def read(doc: Lines, dialect: Dialect, hints: Hints) -> Reading:  # noqa: ARG001 - every importer is asked alike
    """Read the programmes; each of their exercises is a record that is no set."""
    delimiter = "," if dialect.name == "comma" else ";"
    account: list[dict[str, Any]] = []
    found = list(_programmes(quoted_lines.rows(doc.lines, delimiter, begins=_TABLE), account))
    phases = [phase for each in found if (phase := _phase(each, account)) is not None]
    ledger = pl.DataFrame(
        [{"records": 1, "text": None, "problem": None, **row} for row in account], schema=RAW_LEDGER
    )
    return Reading(
        dialect=dialect,
        plan=pl.DataFrame(_one_at_a_time(phases), schema=RAW_PLAN),
        ledger=ledger.sort("line"),
    )


def _programmes(rows: Iterator[Row], account: list[dict[str, Any]]) -> Iterator[Programme]:
    """Each block in turn; its exercises go into the account."""
    current: Programme | None = None
    table = False
    for row in rows:
        first, *rest = row.fields
        if _TABLE.match(row.text):
            table = True
        elif table and _EXERCISE.match(first):
            account.append({"line": row.line, "status": "not_a_set", "rule": "planned"})
            if current is not None:
                current.sets += _planned(rest)
        elif current is not None and _belongs(row, current):
            table = False
        else:
            if current is not None:
                yield current
            current, table = _named(row), False
    if current is not None:
        yield current


def _belongs(row: Row, current: Programme) -> bool:
    """Whether a line is of the programme above it: its length, or the name of a day."""
    if weeks := _WEEKS.match(row.fields[0]):
        current.weeks = int(weeks[1])
    elif _DAY.match(row.fields[0]) and len(row.fields) == 1:
        current.days += 1
    else:
        return False
    return True


def _named(row: Row) -> Programme:
    told = _DATE.match(row.fields[1]) if len(row.fields) > 1 else None
    try:
        starts_on = date(*(int(group) for group in told.groups())) if told else None
        _ = starts_on and starts_on + timedelta(weeks=MAX_WEEKS)
    except (ValueError, OverflowError):  # no such day, or a programme beyond the last year there is
        starts_on = None
    return Programme(row, row.fields[0], starts_on, dated=len(row.fields) > 1 and bool(row.fields[1]))


def _planned(cells: list[str]) -> list[tuple[int, int, int]]:
    """The sets and reps of one exercise; none where it has no set or counts something else."""
    if len(cells) < 2 or not cells[0].isdecimal() or not int(cells[0][:4]):  # noqa: PLR2004 - sets and reps
        return []
    told = _REPS.match(cells[1])
    if told is None or not int(told[1]):
        return []
    low, high = sorted((int(told[1]), int(told[2] or told[1])))
    return [(int(cells[0][:4]), low, high)]


def _phase(each: Programme, account: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The phase of a programme; null where it gives none, and the account says why."""
    status, rule, problem = "used", None, None
    if each.dated and each.starts_on is None:
        status, rule, problem = (
            "rejected",
            "date_unreadable",
            f"date: '{each.row.fields[1][:60]}' is not a date",
        )
    elif each.starts_on is None or each.weeks is None or not 0 < each.weeks <= MAX_WEEKS:
        status, rule = "not_a_set", "no_dates"
    elif not each.sets:
        status, rule = "not_a_set", "no_reps_planned"
    text = each.row.text[:300] if status == "rejected" else None
    account.append({"line": each.row.line, "status": status, "rule": rule, "problem": problem, "text": text})
    if status != "used" or each.starts_on is None or each.weeks is None:
        return None
    return {
        "line": each.row.line,
        "name": each.name or None,
        "style": style(each.name, each.sets),
        "starts_on": each.starts_on,
        "ends_on": each.starts_on + timedelta(weeks=each.weeks, days=-1),
        "reps_low": min(low for _, low, _ in each.sets),
        "reps_high": max(high for _, _, high in each.sets),
        "rest_low_s": None,
        "rest_high_s": None,
        "days_per_week": each.days if 0 < each.days <= MAX_DAYS else None,
    }


def style(name: str, sets: list[tuple[int, int, int]]) -> str:
    """What a programme trains, from its sets as (how many, fewest reps, most reps).

    >>> style("PPL", [(3, 10, 10), (3, 8, 12)]), style("5x5", [(5, 5, 5), (3, 8, 8)])
    ('hypertrophy', 'combination')
    """
    if _DELOAD.search(name):
        return "deload"
    every = sum(count for count, _, _ in sets)
    share = {"strength": 0.0, "hypertrophy": 0.0, "endurance": 0.0}
    for count, low, high in sets:
        middle = (low + high) / 2
        kind = (
            "strength" if middle <= STRENGTH_REPS else "hypertrophy" if middle <= SIZE_REPS else "endurance"
        )
        share[kind] += count / every
    return next((kind for kind, part in share.items() if part >= MOST), "combination")


def _one_at_a_time(phases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A programme ends where the next one starts: nobody follows two."""
    ordered = sorted(phases, key=lambda phase: (phase["starts_on"], phase["line"]))
    later = sorted({phase["starts_on"] for phase in ordered})
    for phase in ordered:
        following = next((day for day in later if day > phase["starts_on"]), None)
        if following is not None and following <= phase["ends_on"]:
            phase["ends_on"] = following - timedelta(days=1)
    return ordered


IMPORTER: Final = Importer(
    app="alpha_plans",
    title="Alpha Progression plans",
    identify=identify,
    read=read,
    reads=Lines,
    dialects=DIALECTS,
    signature=frozenset({"EXERCISE", "SETS", "REPS", "DROPSETS"}),
    rules={
        "planned": "an exercise of a programme; the programme's phase holds what it plans",
        "no_dates": "a programme without a start or a length; it was not started",
        "no_reps_planned": "a programme that plans no reps, so that nothing says what it trains",
    },
    unseen=frozenset({"semicolon"}),
    account="alpha_progression",
    page="alpha-progression",
)
