"""Run a report's notebook with exactly the parameters it declares, and strip what is not for its reader."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
import papermill  # type: ignore[import-untyped]  # papermill has no types
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError  # type: ignore[import-untyped]

from analysis import errors
from analysis.errors import BadParametersError, ReportFailedError
from analysis.render import kernel, traces

TIMEOUT_S = 300


class NotebookStoppedError(ReportFailedError):
    """A notebook stopped on an error; `partial` is what it had shown until then."""

    def __init__(self, client: str, *, cell: int, reason: str, partial: NotebookNode | None) -> None:
        super().__init__(client, cell=cell, reason=reason)
        self.reason = reason
        self.cell = cell
        self.partial = partial


def declared(notebook: Path) -> frozenset[str]:
    """Return the names that the notebook's cell tagged `parameters` assigns."""
    source = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]  # nbformat is untyped
    cells = [cell.source for cell in source.cells if "parameters" in cell.metadata.get("tags", [])]
    found: set[str] = set()
    for statement in ast.walk(ast.parse("\n".join(cells))):
        if isinstance(statement, ast.Assign):
            found |= {target.id for target in statement.targets if isinstance(target, ast.Name)}
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            found.add(statement.target.id)
    return frozenset(found)


def require(notebook: Path, params: Mapping[str, object]) -> None:
    """Refuse parameters the notebook does not declare, or declares and did not get.

    Papermill itself only warns of the first and takes the default for the second, so a mistyped
    month would give a report of some other month.

    Raises:
        BadParametersError: naming both kinds.
    """
    names = declared(notebook)
    unknown, missing = sorted(set(params) - names), sorted(names - set(params))
    if unknown or missing:
        raise BadParametersError(notebook.name, unknown=unknown, missing=missing)


def execute(
    notebook: Path,
    params: Mapping[str, object],
    *,
    client: str,
    private: frozenset[str] = frozenset({"workspace"}),
    timeout_s: int = TIMEOUT_S,
) -> NotebookNode:
    """Return the notebook with its outputs, free of dates, paths and random ids.

    Args:
        notebook: the source; never written to.
        params: a value for every name in the cell tagged `parameters`, no more and no less.
        client: whom an error names.
        private: parameters that only this machine needs (paths); left out of the result.
        timeout_s: the longest one cell may take.

    Raises:
        BadParametersError: before a kernel starts.
        NotebookStoppedError: a cell failed, ran too long or killed the kernel; holds the partial notebook.
    """
    require(notebook, params)
    values = {name: str(value) if isinstance(value, Path) else value for name, value in params.items()}
    with TemporaryDirectory(prefix="phasewise-") as folder, kernel.manager_class() as kernels:
        written = Path(folder) / "executed.ipynb"
        try:
            done = papermill.execute_notebook(
                str(notebook),
                str(written),
                parameters=values,
                kernel_name=kernel.NAME,
                language="python",
                progress_bar=False,
                request_save_on_cell_execute=False,  # one write instead of two a cell
                execution_timeout=timeout_s,
                kernel_manager_class=kernels,
                shutdown_kernel="immediate",  # nothing is left to save; saves 0.5 s a report
                resources={"metadata": {"path": folder}},
            )
        except PapermillExecutionError as err:
            raise _stopped(client, err, written, private) from err
        except CellTimeoutError as err:
            reason = f"a cell took longer than {timeout_s} s"
            raise NotebookStoppedError(client, cell=0, reason=reason, partial=None) from err
        except DeadKernelError as err:
            reason = "the kernel died (out of memory?)"
            raise NotebookStoppedError(client, cell=0, reason=reason, partial=None) from err
    return traces.removed(done, private=private)


def _stopped(
    client: str, err: PapermillExecutionError, written: Path, private: frozenset[str]
) -> NotebookStoppedError:
    """Say what the cell said: one line, the error's own words."""
    partial = nbformat.read(written, as_version=4) if written.exists() else None  # type: ignore[no-untyped-call]  # nbformat is untyped
    first = str(err.evalue).strip().splitlines()[0] if str(err.evalue).strip() else ""
    ours = f"{err.ename}: {first}" if first else str(err.ename)
    # An error of phasewise's own is already a sentence; its class name tells a coach nothing.
    said_by_us = bool(first) and _is_ours(err)
    reason = first if said_by_us else ours
    return NotebookStoppedError(
        client,
        cell=0 if said_by_us else int(err.exec_count or err.cell_index),
        reason=reason,
        partial=traces.removed(partial, private=private) if partial is not None else None,
    )


def _is_ours(err: PapermillExecutionError) -> bool:
    found = getattr(errors, str(err.ename), None)
    return isinstance(found, type) and issubclass(found, errors.AnalysisError)


def as_bytes(notebook: NotebookNode) -> bytes:
    """Return the notebook as a file's bytes: sorted keys, one-space indent as Jupyter writes it."""
    return (json.dumps(notebook, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()
