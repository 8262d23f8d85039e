"""Tables that people keep by hand with several sets a row: counted, packed, listed, or a column a set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, Final

import dataframely as dy

from analysis.simulate.lifts import lift
from analysis.simulate.performed import Performed
from analysis.simulate.writers.text import bare, quoted
from analysis.simulate.writers.writer import Writer

MAPPING: Final = """
[table."log.csv"]
date = "Date"
workout = "Session"
exercise = "Exercise"
"""
COUNTED: Final = f'{MAPPING}sets = "Sets"\nreps = "Reps"\nweight = "Weight"\n'
PACKED: Final = f'{MAPPING}packed = "Work"\n'
LISTED: Final = f'{MAPPING}weight = "Weights"\nreps = "Reps"\nlists = ["Weights", "Reps"]\n'
PAIRS: Final = 4
WIDE: Final = (
    f"{MAPPING}wide = {[f'Reps {n}' for n in range(1, PAIRS + 1)]}\n"
    f"weights = {[f'Weight {n}' for n in range(1, PAIRS + 1)]}\n"
)
"""What a coach confirms in `client.toml` for each layout."""

WIDE_HEADER: Final = ",".join(f"Weight {n},Reps {n}" for n in range(1, PAIRS + 1))
Rows = list[dict[str, Any]]


def _lifts(sets: dy.DataFrame[Performed]) -> Iterator[tuple[str, Rows]]:
    """Yield the first cells of a row and the sets that stand in it: those of one lift in a session, one after the other."""
    for (started, workout, exercise), rows in groupby(
        sets.to_dicts(), key=lambda row: (row["started_at"], row["workout"], row["exercise"])
    ):
        name = lift(exercise).names["sheet"]
        yield f"{started:%Y%m%d},{quoted(workout)},{quoted(name)}", list(rows)


def _written(sets: dy.DataFrame[Performed], header: str, cells: Callable[[Rows], list[str]]) -> bytes:
    """A table with these columns after date, session and exercise; a lift may take several rows."""
    lines = [f"{head},{row}" for head, rows in _lifts(sets) for row in cells(rows)]
    return ("\n".join([f"Date,Session,Exercise,{header}", *lines]) + "\n").encode()


def _counted(rows: Rows) -> list[str]:
    """A row for each run of equal sets: how many, of which reps, at which load."""
    runs = groupby(rows, key=lambda row: (row["reps"], row["load"]))
    return [f"{len(list(run))},{reps},{bare(load)}" for (reps, load), run in runs]


def _packed(rows: Rows) -> list[str]:
    return [quoted(", ".join(f"{bare(row['load'] or 0.0)}x{row['reps']}" for row in rows))]


def _listed(rows: Rows) -> list[str]:
    loads, reps = ([bare(row[name] or 0.0) for row in rows] for name in ("load", "reps"))
    return [f'"[{",".join(loads)}]","[{",".join(reps)}]"']


def _wide(rows: Rows) -> list[str]:
    """A pair of columns a set; a lift with more sets than there are pairs takes another row."""
    pairs = [f"{bare(row['load'])},{row['reps']}" for row in rows]
    few = (pairs[start : start + PAIRS] for start in range(0, len(pairs), PAIRS))
    return [",".join([*some, *[","] * (PAIRS - len(some))]) for some in few]


def _writer(layout: str, settings: str, write: Callable[[dy.DataFrame[Performed], str], bytes]) -> Writer:
    return Writer(
        app="generic", layout=layout, file="log.csv", write=write, keeps=frozenset({"workout"}),
        states_unit=False, settings=settings,
    )  # fmt: skip


WRITERS: Final = (
    _writer("sets and reps", COUNTED, lambda sets, _: _written(sets, "Sets,Reps,Weight", _counted)),
    _writer("packed cells", PACKED, lambda sets, _: _written(sets, "Work", _packed)),
    _writer("a column a set", WIDE, lambda sets, _: _written(sets, WIDE_HEADER, _wide)),
    _writer("lists in cells", LISTED, lambda sets, _: _written(sets, "Weights,Reps", _listed)),
)
