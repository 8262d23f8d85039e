"""What an executed notebook says about the machine and the moment it ran on, taken out.

Papermill records parameters, paths, times and durations in metadata; Jupyter numbers cells at random.
A client's files hold one client's numbers and nothing else, and the same inputs give the same bytes.
"""

from __future__ import annotations

import copy
import re
from typing import Any

import nbformat
from nbformat import NotebookNode

PLAIN_TEXT_STREAMS = frozenset({"stderr"})
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,}")  # where an object lay in memory
_MARKERS = frozenset({"papermill-error-cell-tag"})


def removed(notebook: NotebookNode, *, private: frozenset[str]) -> NotebookNode:
    """Return a copy without times, paths, machine details, error banners and random ids.

    Args:
        notebook: as executed; not changed.
        private: names whose assignments are dropped from the parameter cells.
    """
    cells = [
        _cell(cell, number, private)
        for number, cell in enumerate(notebook.cells)
        if not _MARKERS & set(cell.metadata.get("tags", []))
    ]
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    kept = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    made: NotebookNode = nbformat.from_dict(kept)  # type: ignore[no-untyped-call]  # nbformat is untyped
    return made


def _cell(cell: NotebookNode, number: int, private: frozenset[str]) -> dict[str, Any]:
    tags = list(cell.metadata.get("tags", []))
    parameters = {"parameters", "injected-parameters"} & set(tags)
    kept: dict[str, Any] = {
        "cell_type": cell.cell_type,
        "id": f"cell-{number:02d}",
        "metadata": {"tags": tags} if tags else {},
        "source": _without(cell.source, private) if parameters else cell.source,
    }
    if cell.cell_type == "code":
        kept["execution_count"] = cell.get("execution_count")
        kept["outputs"] = [_output(output) for output in cell.outputs if _is_for_readers(output)]
    return kept


def _without(source: str, names: frozenset[str]) -> str:
    """The lines of a parameter cell that assign none of the names."""
    assigns = re.compile(r"\s*(\w+)\s*(?::[^=]+)?=")
    lines = source.splitlines()
    return "\n".join(
        line for line in lines if not (found := assigns.match(line)) or found.group(1) not in names
    )


def _is_for_readers(output: NotebookNode) -> bool:
    return not (output.output_type == "stream" and output.get("name") in PLAIN_TEXT_STREAMS)


def _output(output: NotebookNode) -> NotebookNode:
    """A traceback names folders of this machine; the error's name and words are enough."""
    kept: NotebookNode = copy.deepcopy(output)
    if kept.output_type == "error":
        kept.traceback = []
    if "text/plain" in kept.get("data", {}):
        kept.data["text/plain"] = _ADDRESS.sub("0x0", kept.data["text/plain"])
    return kept
