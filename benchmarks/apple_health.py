"""Reading an Apple Health export of gigabytes: the most memory it takes, and how long.

    python benchmarks/apple_health.py [GIGABYTES] [ROUNDS]

Writes an export of that size into a temporary folder (steps, heart rate and energy as phones and watches
write them, a weigh-in a day by two apps, a strength workout every second day), then reads it in a fresh
process each round as `phasewise inspect` does: the digest, the importer, units, bounds, the ledger.
Prints the peak resident memory beside that of the same process reading an empty export, and seconds.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings
from analysis.simulate.writers.apple_health import HEAD

START = datetime(2006, 1, 1, 6, 30)
TAIL = "</HealthData>\n"
NOISE = (("StepCount", "count", 137), ("HeartRate", "count/min", 72), ("ActiveEnergyBurned", "Cal", 9))
READINGS_A_DAY = 400


def record(kind: str, unit: str, value: float, at: datetime, app: str) -> str:
    """One record as the app writes it, with a note of a device beside it."""
    stamp = f"{at:%Y-%m-%d %H:%M:%S} +0000"
    return (
        f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{app}" sourceVersion="10.1.1"'
        f' device="&lt;&lt;HKDevice: 0x282a45810&gt;, name:Apple Watch, model:Watch&gt;" unit="{unit}"'
        f' creationDate="{stamp}" startDate="{stamp}" endDate="{stamp}" value="{value}">\n'
        '  <MetadataEntry key="HKWasUserEntered" value="0"/>\n </Record>\n'
    )


def day(number: int) -> Iterator[str]:
    """All records of one day."""
    at = START + timedelta(days=number)
    for app in ("Scale", "Another app"):
        yield record("BodyMass", "kg", 80 + number % 7 / 10, at, app)
    for n in range(READINGS_A_DAY):
        kind, unit, value = NOISE[n % 3]
        yield record(kind, unit, value + n % 11, at + timedelta(minutes=2 * n), "Watch")
    if number % 2 == 0:
        end = at + timedelta(hours=1)
        yield (
            ' <Workout workoutActivityType="HKWorkoutActivityTypeTraditionalStrengthTraining" sourceName="Watch"'
            f' startDate="{at:%Y-%m-%d %H:%M:%S} +0000" endDate="{end:%Y-%m-%d %H:%M:%S} +0000"/>\n'
        )


def write(path: Path, size: int) -> int:
    """Write an export of at least `size` bytes; return how many records it has."""
    records = written = number = 0
    with path.open("w", encoding="utf-8") as file:
        written += file.write(HEAD)
        while written < size:
            lines = list(day(number))
            written += file.write("".join(lines))
            records, number = records + len(lines), number + 1
        file.write(TAIL)
    return records


def read(path: Path) -> None:
    """Read it and say what it took, on one line: records, measurements, seconds, MiB."""
    began = time.perf_counter()
    done = pipeline.read(path, client="one", settings=ClientSettings())
    seconds = time.perf_counter() - began
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(done.source["lines"].item(), done.body.height, f"{seconds:.2f}", f"{most:.0f}")


def measured(path: Path) -> tuple[int, int, float, float]:
    """Read it in a process of its own."""
    command = [sys.executable, __file__, "--read", str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    lines, body, seconds, most = told.stdout.split()
    return int(lines), int(body), float(seconds), float(most)


def main(gigabytes: float = 1.0, rounds: int = 3) -> None:
    """Print what each round took."""
    with tempfile.TemporaryDirectory() as folder:
        empty, full = Path(folder) / "empty.xml", Path(folder) / "export.xml"
        write(empty, 0)
        records = write(full, int(gigabytes * 1e9))
        print(f"{full.stat().st_size / 1e9:.2f} GB, {records:,} records")
        print(f"empty export: {measured(empty)[3]:.0f} MiB at most")
        for _ in range(rounds):
            lines, body, seconds, most = measured(full)
            if lines != records:
                raise RuntimeError(lines, records)
            print(f"{seconds:.1f} s, {most:.0f} MiB at most, {body:,} measurements")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(Path(sys.argv[2]))
    else:
        main(*(kind(text) for kind, text in zip((float, int), sys.argv[1:], strict=False)))
