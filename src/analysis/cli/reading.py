"""Reading the exports: what `import` does, and `report` and `judge` do first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
    ignored = {each.client: originals.ignored(root, each.client) for each in done}
    shared = shelf.standing()
    if as_json:
        print_json(answers.imported(done, ignored, shared) | {"warnings": shelf.warnings})
    else:
        terminal.imported(done, ignored)
        complaints.warned(shelf.warnings)
        complaints.tell(done, shared, root)
    return all(each.complete for each in done) and not troubled(shared)


def imported(root: Path, clients: list[str], shelf: Shelf, *, quiet: bool) -> list[Imported]:
    """Read what changed since the last time, under a bar."""
    with terminal.progress(quiet=quiet) as bar:
        task = bar.add_task("Importing", total=len(clients))
        return imports.run(root, clients, on_done=lambda _: bar.advance(task), shelf=shelf)


def troubled(shared: Sequence[Shared]) -> bool:
    """Whether a file of many people is to mend."""
    return any(each.problems for each in shared)
