"""Many reports side by side, none of which can sink another."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from analysis.batch import fingerprint
from analysis.batch.job import Job, Result, Status
from analysis.errors import AnalysisError
from analysis.render import report

HEARTBEAT_S = 0.5
"""A signal that another thread received reaches this one only when it wakes."""

_log = logging.getLogger(__name__)


def run(
    jobs: Sequence[Job], *, workers: int, on_done: Callable[[Result], None] = lambda _: None
) -> list[Result]:
    """Make the reports that are not current; return one result a job, in the order of the jobs.

    Args:
        jobs: what to make.
        workers: how many at a time; with 1 everything happens in this process.
        on_done: called here, in this process, as each is finished.

    A report is remembered as made only when all its files are there: after a run was killed, the
    same call makes what is missing and no more.
    """
    found: dict[int, Result] = {}
    for number, result in _one_by_one(jobs) if workers <= 1 else _side_by_side(jobs, workers):
        found[number] = result
        on_done(result)
    return [found[number] for number in range(len(jobs))]


def make(job: Job) -> Result:
    """Make one report unless it is current; whatever goes wrong becomes a result.

    An error of phasewise is a sentence already. Any other is our mistake: it is named in the result
    and its traceback goes to the log, but the other clients get their reports.
    """
    began = time.perf_counter()
    try:
        made_from = fingerprint.of(job)
        if fingerprint.is_current(job, made_from):
            return _result(job, "unchanged", began)
        fingerprint.forget(job)
        report.render(job.notebook, job.params, job.out_dir, page=job.page, timeout_s=job.timeout_s)
        fingerprint.remember(job, made_from)
    except AnalysisError as err:
        return _result(job, "failed", began, reason=_without_the_place(job, str(err)))
    except Exception as err:  # noqa: BLE001 - a mistake of ours must not cost the other clients their reports
        _log.debug("%s: unexpected", job.client, exc_info=True)
        return _result(job, "failed", began, reason=f"{job.client}: unexpected {type(err).__name__}: {err}")
    return _result(job, "done", began)


def _without_the_place(job: Job, reason: str) -> str:
    """The reason with files named from the workspace on: it goes into a page, and a page holds no path."""
    return reason.replace(f"{Path(str(job.params.get('workspace', '.'))).resolve()}{os.sep}", "")


def _result(job: Job, status: Status, began: float, *, reason: str = "") -> Result:
    # What an earlier run left beside a failure is not this run's work.
    kept = () if status == "failed" else report.FILES
    made = tuple(file for name in kept if (file := job.out_dir / name).is_file())
    return Result(
        client=job.client,
        month=job.month,
        name=job.page.client,
        status=status,
        seconds=time.perf_counter() - began,
        files=made,
        reason=reason,
    )


def _one_by_one(jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
    for number, job in enumerate(jobs):
        yield number, make(job)


def _side_by_side(jobs: Sequence[Job], workers: int) -> Iterator[tuple[int, Result]]:
    """Spawned, not forked: polars' threads do not survive a fork.

    A worker that dies (killed, out of memory) breaks its pool and everything still waiting in it. Those
    jobs are then made one at a time, each in a process of its own, so that only the guilty one fails.
    """
    left = dict(enumerate(jobs))
    for number, result in _in_pool(dict(left), workers):
        del left[number]
        yield number, result
    for number, job in left.items():
        alone = list(_in_pool({number: job}, 1))
        reason = f"{job.client}: the process that made the report died (out of memory?)"
        yield alone[0] if alone else (number, _result(job, "failed", time.perf_counter(), reason=reason))


def _in_pool(jobs: dict[int, Job], workers: int) -> Iterator[tuple[int, Result]]:
    spawn = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(
            max_workers=min(workers, len(jobs)) or 1, mp_context=spawn, initializer=_follow_the_parent
        ) as pool,
        _ended_with(pool),
    ):
        running: dict[Future[Result], int] = {pool.submit(make, job): number for number, job in jobs.items()}
        while running:
            finished, _ = wait(running, timeout=HEARTBEAT_S, return_when=FIRST_COMPLETED)
            for future in finished:
                number = running.pop(future)
                try:
                    yield number, future.result()
                except BrokenProcessPool:
                    continue


def _follow_the_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and end when the parent does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@contextmanager
def _ended_with(pool: ProcessPoolExecutor) -> Iterator[None]:
    """End the workers at once when the run is interrupted; reports half made are not written at all."""
    try:
        yield
    except KeyboardInterrupt:
        workers = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.kill()
        raise
