"""Importing a Strong export with every line accounted for, against what a user would do instead.

    python benchmarks/import_strong.py [LINES] [ROUNDS]

Three ways: phasewise (read, normalise, names, units, meanings of weights, contracts, ledger, overlaps,
Parquet), `polars.read_csv` and `pandas.read_csv`, each of the last two followed by one group-by of tonnage
per exercise. Each call has a process of its own, which has done the same with a small file before, so that
what Python loads is not counted as time; the ways take turns, and the first round is dropped. Prints the
median seconds, seconds of processor time (all cores) and peak resident memory, and how many times as much
phasewise takes, round by round.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import polars as pl

from analysis import allocator
from analysis.simulate import roster
from analysis.store import imports

YEARS = 40
WARM_UP_LINES = 1_000


def export(lines: int) -> str:
    """A long Strong export: the sample client's year, moved to each of forty years, several times a day.

    No two sessions start together, and none is older than its app could be.
    """
    header, *rows = roster.files()["data/raw/marcus-base/strong.csv"].splitlines()
    year = [
        (datetime.fromisoformat(stamp), [row[19:] for row in sets])
        for stamp, sets in groupby(rows, key=lambda row: row[:19])
    ]
    copies = lines // len(rows) + 1
    moved = (
        (at - timedelta(weeks=52 * (copy % YEARS), hours=copy // YEARS), sets)
        for copy in range(copies)
        for at, sets in year
    )
    text = [f"{at:%Y-%m-%d %H:%M:%S}{row}" for at, sets in sorted(moved) for row in sets]
    return "\n".join([header, *text[:lines]]) + "\n"


def phasewise(workspace: Path) -> None:
    """All that `phasewise import` does for one client, nothing reused from the round before."""
    for part in (workspace / "data" / "processed").rglob("*.json"):
        part.unlink()
    done = imports.run(workspace, ["one"])
    if done[0].sources["rejected"].sum() or not done[0].complete:
        raise RuntimeError(done[0])


def bare_polars(workspace: Path) -> None:
    """Read and sum, nothing checked."""
    frame = pl.read_csv(workspace / "data/raw/one/strong.csv")
    frame.group_by("Exercise Name").agg((pl.col("Weight") * pl.col("Reps")).sum())


def bare_pandas(workspace: Path) -> None:
    """Read and sum, nothing checked."""
    frame = pd.read_csv(workspace / "data/raw/one/strong.csv")
    frame.assign(tonnage=frame["Weight"] * frame["Reps"]).groupby("Exercise Name")["tonnage"].sum()


WAYS: dict[str, Callable[[Path], None]] = {way.__name__: way for way in (phasewise, bare_polars, bare_pandas)}


class Cost(NamedTuple):
    """What one call takes; `cpu_s` is summed over the cores."""

    wall_s: float
    cpu_s: float
    peak_mb: float


def measured(way: str, workspace: Path) -> Cost:
    """What one call takes in a process of its own."""
    command = [sys.executable, __file__, "--once", way, str(workspace)]
    as_a_user_has_it = {name: said for name, said in os.environ.items() if name != allocator.VARIABLE}
    as_the_command_line_does = {allocator.VARIABLE: allocator.SETTING} if way == "phasewise" else {}
    done = subprocess.run(  # noqa: S603 - this very file
        command, check=True, capture_output=True, text=True, env=as_a_user_has_it | as_the_command_line_does
    )
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def once(way: str, workspace: Path) -> None:
    """Do it to the small file, then to the large one, and print what the latter took."""
    WAYS[way](workspace / "small")
    began, worked = time.perf_counter(), time.process_time()
    WAYS[way](workspace / "large")
    print(json.dumps([time.perf_counter() - began, time.process_time() - worked, peak_mb()]))


def peak_mb() -> float:
    """The most memory that this process has held, in megabytes; Linux only, where a child's is its own."""
    status = Path("/proc/self/status").read_text("utf-8")
    return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1e3


def lay_out(workspace: Path, lines: int) -> None:
    """A workspace with one client whose only export has so many lines."""
    home = workspace / "data/raw/one"
    home.mkdir(parents=True)
    (home / "strong.csv").write_text(export(lines), "utf-8")
    (home / "client.toml").write_text('weight_unit = "kg"\n', "utf-8")


def main(lines: int = 1_000_000, rounds: int = 5) -> None:
    """Measure the three in turn and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        lay_out(workspace / "small", WARM_UP_LINES)
        lay_out(workspace / "large", lines)
        size = (workspace / "large/data/raw/one/strong.csv").stat().st_size / 1e6
        taken = [{way: measured(way, workspace) for way in WAYS} for _ in range(rounds + 1)][1:]
    print(f"{lines} lines, {size:.0f} MB; median of {rounds} rounds, and phasewise's share of it")
    print(f"{'':12} {'wall':>16} {'processor':>16} {'memory':>18}")
    for way in WAYS:
        print(
            f"{way:12}",
            *(
                _cell([(row["phasewise"][i], row[way][i]) for row in taken], unit)
                for i, unit in enumerate(("s", "s", "MB"))
            ),
        )


def _cell(pairs: list[tuple[float, float]], unit: str) -> str:
    """A way's median, and the median of how many times as much phasewise takes."""
    own, times = (
        statistics.median(own for _, own in pairs),
        statistics.median(ours / own for ours, own in pairs),
    )
    return f"{own:{'7.2f' if unit == 's' else '9.0f'}} {unit} {times:5.1f}x"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        once(sys.argv[2], Path(sys.argv[3]))
    else:
        main(*(int(word) for word in sys.argv[1:3]))
