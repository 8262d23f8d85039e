"""The reports of a month: what `report` does.

Loaded when the command runs: notebooks and figures take seconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis.batch import Result, index, monthly, run
from analysis.cli import answers, complaints, reading, terminal
from analysis.cli.options import print_json
from analysis.errors import NothingImportedError
from analysis.store import originals
from analysis.store.imports import Imported
from analysis.store.shared import Shelf


def write(root: Path, clients: Sequence[str], month: str | None, *, workers: int, as_json: bool) -> bool:
    """Write the reports of some clients, or of all, and tell of it; return whether all is well.

    Raises:
        NothingImportedError: no client has a set.
    """
    named = originals.chosen(root, clients)
    shelf = Shelf(root)
    read = reading.imported(root, named, shelf, quiet=as_json)
    shared = shelf.standing()
    chosen = month or monthly.latest(root, named)
    if chosen is None:
        if not as_json:
            complaints.tell(read, shared, root)
        raise NothingImportedError(root)
    barred = {each.client: _barred(root, each, chosen) for each in read}
    done = _made(root, barred, chosen, workers=workers, quiet=as_json)
    page = index.write(root, chosen, done)
    if as_json:
        print_json(answers.reported(chosen, done, page, root) | {"warnings": shelf.warnings})
    else:
        terminal.reported(chosen, done, page)
        complaints.warned(shelf.warnings)
        complaints.tell([each for each in read if barred[each.client] is None], shared, root)
    failed = any(each.status == "failed" for each in done) or not all(each.complete for each in read)
    return not failed and not reading.troubled(shared)


def _made(
    root: Path, barred: dict[str, str | None], month: str, *, workers: int, quiet: bool
) -> list[Result]:
    """The reports under a bar, and what was not tried, with the reason."""
    jobs = monthly.jobs(root, [client for client, reason in barred.items() if reason is None], month)
    with terminal.progress(quiet=quiet) as bar:
        task = bar.add_task(f"Reports for {monthly.month_name(month)}", total=len(jobs))
        done = run(jobs, workers=min(workers, max(len(jobs), 1)), on_done=lambda _: bar.advance(task))
    return done + [
        Result(client=client, month=month, status="failed", reason=reason)
        for client, reason in barred.items()
        if reason is not None
    ]


def _barred(root: Path, each: Imported, month: str) -> str | None:
    """Why no report is tried for a client; null: one is."""
    return each.problem if each.status == "failed" else monthly.nothing_to_report(root, each.client, month)
