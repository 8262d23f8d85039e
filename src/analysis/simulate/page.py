"""`docs/sample-clients.md`: the truth of every sample client, for people and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import polars as pl

from analysis.exercises import catalogue
from analysis.simulate import roster
from analysis.simulate.client import SampleClient
from analysis.simulate.lifts import lift
from analysis.simulate.truth import Truth

MONTH: Final = date(2026, 10, 1)
"""The month that every sample client trained in full."""
WEEK: Final = date(2026, 10, 19)
MANY_BLOCKS: Final = 8
INTRO: Final = """\
# The sample clients and what is true of them

The clients in `data/raw/` do not exist. `analysis.simulate` invented them: each has a true strength in every
lift that grows at a known rate, good and bad weeks that all lifts share, a reps-per-load curve of their own,
and habits. What they performed was then written as their apps would write it. So what a report says of them
can be compared with what is true. This page is generated (`python -m analysis.simulate . docs/sample-clients.md`)
and a test keeps it current.
"""
RULES: Final = """\
## Which rule each number follows

- **1RM**: the true level, without the wobble of the day. For lifts of the body it includes the body's share.
- **Rate**: 100 x log points in a mean month (30.44 days).
- **Own k / k0**: the athlete's reps-per-load constant in the lift beside the population's (load = 1RM / (1 + k
  (reps - 1))). People differ by about a fifth here; above 1 a formula with k0 reads the 1RM too low, below 1 too high.
- **Done / planned**: planned sessions are those of the programme's calendar, illness and holidays included.
- **Tonnage**: the sum over all sets but warm-ups of load x reps. A pair of dumbbells counts twice the logged load,
  reps of each leg count for both legs, pull-ups, dips and push-ups add their share of true bodyweight.
- **Hard sets**: a set that is no warm-up counts 1 with logged RIR 3 or less, or none logged; 0.75 with RIR 4. It
  counts nothing above 30 reps to failure, or below 5 at less than 75% of the true 1RM. Fractional sets are the
  hard sets of lifts that train the muscle directly, and half of those that train it indirectly.
- **Planned and done**: the phases of `client.toml` up to the end of the log, by the rules of
  [plan and log](settings.md#plan-and-log); a dash: not planned, or nothing to compare.
"""


def markdown() -> str:
    """Return the whole page."""
    known = [(client, client.truth()) for client in roster.CLIENTS]
    sections = [INTRO, "## Who they are\n", _who(known), f"## The truth of {MONTH:%B %Y}\n", _month(known)]
    sections += ["## The truth of each phase\n", _phases(known)]
    sections += ["## What was planned and what was done\n", _adherence(known)]
    sections += [f"## Fractional sets a muscle, week of {WEEK.isoformat()}\n", _muscles(known), RULES]
    return "\n".join(sections)


def _who(known: Sequence[tuple[SampleClient, Truth]]) -> str:
    rows = (
        (f"`{client.slug}`", ", ".join(f"`{name}`" for name in client.files()), client.story, client.look_for)
        for client, _ in known
    )
    return _table(("client", "files", "what is true", "what a right report says"), rows)


def _month(known: Sequence[tuple[SampleClient, Truth]]) -> str:
    rows = []
    for client, truth in known:
        start, end = truth.one_rep_max_kg(client.headline_lift)
        month = truth.months.row(by_predicate=pl.col("month") == MONTH, named=True)
        span = f"{client.athlete.starts_on} to {client.athlete.ends_on}"
        rows.append((
            f"`{client.slug}`", span, catalogue.display_name(client.headline_lift), f"{start:.1f}", f"{end:.1f}",
            f"{truth.own_k[client.headline_lift] / lift(client.headline_lift).k0:.2f}",
            f"{truth.done} / {truth.planned}", str(month["sessions"]), str(month["work_sets"]),
            f"{month['tonnage_kg']:,.1f}",
        ))  # fmt: skip
    header = (
        "client", "log", "lift", "1RM at start (kg)", "1RM at end (kg)", "own k / k0", "done / planned",
        "sessions of the month", "work sets", "tonnage (kg)",
    )  # fmt: skip
    return _table(header, rows)


def _phases(known: Sequence[tuple[SampleClient, Truth]]) -> str:
    rows = []
    for client, truth in known:
        phases = truth.lifts.filter(pl.col("lift") == client.headline_lift).to_dicts()
        if len(phases) > MANY_BLOCKS:
            phases = [_all_of(phases)]
        rows += [
            (
                f"`{client.slug}`", phase["style"], f"{phase['starts_on']} to {phase['ends_on']}",
                f"{phase['start_kg']:.1f}", f"{phase['end_kg']:.1f}", f"{phase['pct_per_month']:+.2f}",
            )
            for phase in phases
        ]  # fmt: skip
    header = ("client", "style", "from, to", "1RM at start (kg)", "1RM at end (kg)", "true rate (% a month)")
    return _table(header, rows)


def _adherence(known: Sequence[tuple[SampleClient, Truth]]) -> str:
    shares = ("days_pct", "reps_pct", "sets_pct", "progression_pct", "rest_pct")
    rows = [
        (
            f"`{client.slug}`", row["style"], f"{row['starts_on']} to {row['ends_on']}",
            f"{row['sessions_done']} / {_known(row['sessions_planned'], 'd')}",
            *(_known(row[share], ".1f") for share in shares),
        )
        for client, truth in known
        for row in truth.adherence.to_dicts()
    ]  # fmt: skip
    header = (
        "client", "planned", "from, to", "sessions done / planned", "days (%)", "reps (%)", "sets (%)",
        "progression (%)", "rests (%)",
    )  # fmt: skip
    return _table(header, rows)


def _known(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def _all_of(phases: list[dict[str, object]]) -> dict[str, object]:
    """One line for phases that alternate week by week at one rate."""
    styles = " and ".join(dict.fromkeys(str(phase["style"]) for phase in phases))
    last = phases[-1]
    ends = {"ends_on": last["ends_on"], "end_kg": last["end_kg"]}
    return {**phases[0], **ends, "style": f"{styles}, week about"}


def _muscles(known: Sequence[tuple[SampleClient, Truth]]) -> str:
    weeks = {
        client.slug: {
            row["muscle"]: row["fractional_sets"]
            for row in truth.muscle_weeks.filter(pl.col("week") == WEEK).to_dicts()
        }
        for client, truth in known
    }
    trained = [muscle for muscle in catalogue.MUSCLES if any(muscle in week for week in weeks.values())]
    rows = (
        (muscle, *(f"{week[muscle]:g}" if muscle in week else "0" for week in weeks.values()))
        for muscle in trained
    )
    return _table(("muscle", *(f"`{slug}`" for slug in weeks)), rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
