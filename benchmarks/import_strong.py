"""Reading a Strong export with every line accounted for, against what a user would do instead.

    python benchmarks/import_strong.py [LINES] [ROUNDS]

Three ways in one process, in turn, the first round dropped: phasewise (read, normalise, units, names,
contracts, ledger, Parquet), `polars.read_csv` and `pandas.read_csv`, each of the last two followed by one
group-by of tonnage per exercise. Prints median seconds and the ratio round by round.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import polars as pl

from analysis.simulate import roster
from analysis.store import imports


def export(lines: int) -> str:
    """A long Strong export: the sample client's, again and again, a year earlier each time."""
    text = roster.files()["data/raw/marcus-base/strong.csv"]
    header, *rows = text.splitlines()
    out: list[str] = []
    for years in range(lines // len(rows) + 1):
        back = timedelta(days=364 * years)
        for row in rows:
            at = datetime.strptime(row[:19], "%Y-%m-%d %H:%M:%S") - back
            out.append(f"{at:%Y-%m-%d %H:%M:%S}{row[19:]}")
    return "\n".join([header, *sorted(out[:lines])]) + "\n"


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


def seconds(task: Callable[[Path], None], workspace: Path) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    task(workspace)
    return time.perf_counter() - began


def main(lines: int = 100_000, rounds: int = 5) -> None:
    """Time the three in turn and print the table."""
    ways = (phasewise, bare_polars, bare_pandas)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        home = workspace / "data/raw/one"
        home.mkdir(parents=True)
        (home / "strong.csv").write_text(export(lines), "utf-8")
        (home / "client.toml").write_text('weight_unit = "kg"\n', "utf-8")
        taken = [[seconds(way, workspace) for way in ways] for _ in range(rounds + 1)][1:]
    for place, way in enumerate(ways):
        column = [row[place] for row in taken]
        ratio = statistics.median(row[0] / row[place] for row in taken)
        print(
            f"{way.__name__:12} {statistics.median(column):7.3f} s   phasewise takes {ratio:5.1f} times as long"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:3]))
