"""Parameters, and all the trials of one calibration."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeVar

import dataframely as dy
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from analysis.reports.calibration import cells, courses, rivals, verdicts
from analysis.reports.calibration.cells import Cell
from analysis.reports.calibration.courses import Row
from analysis.reports.calibration.trials import Judged, Looked, Promised, Scored
from analysis.simulate import slopes

Schema = TypeVar("Schema", bound=dy.Schema)


class Params(BaseModel):
    """What the notebook's cell tagged `parameters` holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    athletes: int = Field(default=100, ge=2)
    """In each cell."""
    seed: int = Field(default=5, ge=0)
    workers: int = Field(default=2, ge=1)
    """Processes; the numbers do not depend on them."""


@dataclass(frozen=True, kw_only=True)
class Brief:
    """All trials: one row an athlete, or an athlete and rule."""

    params: Params
    judged: dy.DataFrame[Judged]
    scored: dy.DataFrame[Scored]
    looked: dy.DataFrame[Looked]
    promised: dy.DataFrame[Promised]


class Trials(NamedTuple):
    """What cells give: the verdict on each athlete, and the usual rules where they are tried."""

    judged: dy.DataFrame[Judged]
    scored: dy.DataFrame[Scored]


class _Job(NamedTuple):
    """A piece of work for one process."""

    name: str
    work: Callable[[], Any]


def gather(params: Params, *, told: Callable[[str], object] = lambda _: None) -> Brief:
    """Simulate and judge all athletes; `told` hears of each piece of work when it is done.

    About 20 ms an athlete and process: five minutes for 100 athletes a cell on one core.
    """
    looks, promises = courses.LOOKED_WEEKS, courses.PROMISED
    jobs = [
        *_trials(all_cells(), params),
        *(_Job(f"looks over {weeks} weeks", _course(courses.looked, weeks, params)) for weeks in looks),
        *(
            _Job(f"weeks to decide, rate {rate}", _course(courses.promised, rate, params))
            for rate in promises
        ),
    ]
    done = list(_done(jobs, params.workers, told))
    followed = len(done) - len(looks) - len(promises)
    judged_, scored = _frames(done[:followed])
    looked, promised = done[followed : followed + len(looks)], done[followed + len(looks) :]
    return Brief(
        params=params,
        judged=judged_,
        scored=scored,
        looked=_frame(Looked, [row for rows in looked for row in rows]),
        promised=_frame(Promised, [row for rows in promised for row in rows]),
    )


def judged(
    chosen: Sequence[Cell], params: Params, *, told: Callable[[str], object] = lambda _: None
) -> Trials:
    """Simulate and judge the athletes of some cells."""
    return _frames(list(_done(_trials(chosen, params), params.workers, told)))


def _trials(chosen: Sequence[Cell], params: Params) -> list[_Job]:
    return [_Job(_named(cell), partial(tried, cell, params.athletes, params.seed)) for cell in chosen]


def _frames(done: Sequence[tuple[list[Row], list[Row]]]) -> Trials:
    return Trials(
        _frame(Judged, [row for rows, _ in done for row in rows]),
        _frame(Scored, [row for _, rows in done for row in rows]),
    )


def all_cells() -> list[Cell]:
    """Return all cells that are judged."""
    return [*cells.lengths(), *cells.varied(), *cells.drawn()]


def _course(
    follow: Callable[[Any, int, int], list[Row]], what: float | str, params: Params
) -> Callable[[], list[Row]]:
    return partial(follow, what, params.athletes, params.seed)


def tried(cell: Cell, athletes: int, seed: int) -> tuple[list[Row], list[Row]]:
    """Simulate and judge the athletes of one cell, and try the usual rules on them where it asks for that."""
    verdict, rules = [], []
    for number, (athlete, random) in enumerate(cell.athletes(athletes, seed)):
        log = slopes.drawn(athlete, random)
        key: Row = {
            "group": cell.group,
            "name": cell.name,
            "weeks": athlete.weeks,
            "rate": cell.athlete.pct_per_month,
            "athlete": number,
        }
        verdict.append(key | _judged(log, athlete.weeks))
        if cell.rules:
            rules += [key | row for row in _scored(log)]
    return verdict, rules


def _judged(log: slopes.Drawn, weeks: int) -> Row:
    said, truth = verdicts.of(log, weeks), verdicts.truth(log)
    low, high = said.rate.interval()
    return {
        "truth": truth,
        "half_width": (high - low) / 2,
        "below_truth": min(max(1.0 - said.rate.probability_above(truth), 0.0), 1.0),
        "p_improving": said.p_improving,
        "p_worthwhile": said.p_worthwhile,
        "final": said.label(verdicts.FINAL),
        "running": said.label(verdicts.RUNNING),
        "score": said.score,
    }


def _scored(log: slopes.Drawn) -> Iterator[Row]:
    maxima = rivals.seen(log)
    for rival in rivals.ALL:
        for reading, score in rival.readings(maxima):
            yield {"rule": rival.name, "reading": reading, "score": score}


def _named(cell: Cell) -> str:
    rate = "rates drawn" if cell.drawn else f"{cell.name} at {cell.athlete.pct_per_month:g}%"
    return f"{cell.athlete.weeks} weeks, {rate}"


def _done(jobs: Sequence[_Job], workers: int, told: Callable[[str], object]) -> Iterator[Any]:
    """What the jobs give, in their order."""
    if workers == 1:
        for number, job in enumerate(jobs, start=1):
            yield job.work()
            told(f"{number} of {len(jobs)}: {job.name}")
        return
    # Spawned, for a notebook's kernel has threads, which do not survive a fork.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = [pool.submit(job.work) for job in jobs]
        for number, (job, future) in enumerate(zip(jobs, waiting, strict=True), start=1):
            yield future.result()
            told(f"{number} of {len(jobs)}: {job.name}")


def _frame(schema: type[Schema], rows: list[Row]) -> dy.DataFrame[Schema]:
    types = {name: column.dtype for name, column in schema.columns().items()}
    return schema.validate(pl.DataFrame(rows, schema=types, orient="row"))
