"""Reading the exports: what `import` does, and `report` and `judge` do first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from analysis.cli import answers, complaints, questions, terminal
from analysis.cli.options import print_json
from analysis.store import imports, originals
from analysis.store.imports import Imported
from analysis.store.shared import Shared, Shelf


def read(root: Path, clients: Sequence[str], *, as_json: bool) -> bool:
    """Read the exports of some clients, or of all, and tell of it; return whether nothing is left to mend."""
    named = originals.chosen(root, clients)
    shelf = Shelf(root)
    done = imported(root, named, shelf, quiet=as_json)
    if not as_json and sys.stdin.isatty() and (settled := questions.units(root, done)):
        again = {each.client: each for each in imported(root, settled, shelf, quiet=False)}
        done = [again.get(each.client, each) for each in done]
    done, well = _with_names(root, done)
    ignored = {each.client: originals.ignored(root, each.client) for each in done}
    shared = shelf.standing()
    if as_json:
        print_json(answers.imported(done, ignored, shared) | {"warnings": shelf.warnings})
    else:
        terminal.imported(done, ignored)
        complaints.warned(shelf.warnings)
        complaints.tell(done, shared, root)
    return well and all(each.complete for each in done) and not troubled(shared)


def _with_names(root: Path, done: Sequence[Imported]) -> tuple[list[Imported], bool]:
    """Add what `client.toml` names that nobody knows, which no report and no verdict passes; and whether all is known."""
    from analysis.reports import named  # noqa: PLC0415 - the judgement, which reads goals, takes a second to load

    said = {each.client: named.unknown(root, each.client) for each in done if each.status != "failed"}
    told = [replace(each, warnings=(*each.warnings, *said.get(each.client, ()))) for each in done]
    return told, not any(said.values())


def imported(root: Path, clients: list[str], shelf: Shelf, *, quiet: bool) -> list[Imported]:
    """Read what changed since the last time, under a bar."""
    with terminal.progress(quiet=quiet) as bar:
        task = bar.add_task("Importing", total=len(clients))
        return imports.run(root, clients, on_done=lambda _: bar.advance(task), shelf=shelf)


def troubled(shared: Sequence[Shared]) -> bool:
    """Whether a file of many people is to mend."""
    return any(each.problems for each in shared)
