from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import papermill  # type: ignore[import-untyped]  # papermill has no types
import pytest
from nbformat import NotebookNode

from analysis.errors import BadParametersError
from analysis.render import execute
from analysis.render.execute import NotebookStoppedError

code: Any = nbformat.v4.new_code_cell  # nbformat is untyped


def test_a_mistyped_parameter_is_refused_before_a_kernel_starts(
    toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def started(*_: object, **__: object) -> None:
        pytest.fail("papermill was called")

    monkeypatch.setattr(papermill, "execute_notebook", started)
    with pytest.raises(BadParametersError, match=r"unknown: mont; missing: month, workspace"):
        execute.execute(toy, {"client": "anna", "mont": "2026-03"}, client="anna")


def test_annotated_parameters_count_too(toy: Path) -> None:
    assert execute.declared(toy) == {"client", "month", "workspace"}


def test_two_runs_give_the_same_bytes(executed: NotebookNode, toy: Path, params: dict[str, object]) -> None:
    again = execute.execute(toy, params, client="anna")
    assert execute.as_bytes(executed) == execute.as_bytes(again)


def test_the_executed_notebook_names_no_folder_and_no_moment(
    executed: NotebookNode, params: dict[str, object]
) -> None:
    text = execute.as_bytes(executed).decode()
    assert str(params["workspace"]) not in text
    assert "papermill" not in text
    assert "iopub" not in text
    assert 'month = \\"2026-03\\"' in text


def test_the_executed_notebook_is_a_valid_notebook(executed: NotebookNode) -> None:
    nbformat.validate(json.loads(execute.as_bytes(executed)))


def test_the_kernel_sees_one_thread_and_no_ipython_of_the_coach(
    save: Callable[..., Path], params: dict[str, object]
) -> None:
    source = save(
        code(
            "import os, sys\n"
            "[os.environ['POLARS_MAX_THREADS'], os.environ['MPLBACKEND'], 'phasewise-' in os.environ['IPYTHONDIR'],"
            " sys.executable]"
        )
    )
    done = execute.execute(source, params, client="anna")
    said = done.cells[-1].outputs[0]["data"]["text/plain"]
    assert said.startswith("['1', 'agg', True")


def test_an_error_says_cell_and_reason_and_keeps_what_was_shown(
    save: Callable[..., Path], params: dict[str, object]
) -> None:
    source = save(
        code("'shown before'"),
        code("raise ValueError('no bar\\nis loaded')"),
        code("'never reached'"),
    )
    with pytest.raises(NotebookStoppedError, match=r"ValueError: no bar$") as caught:
        execute.execute(source, params, client="anna")
    partial = caught.value.partial
    assert partial is not None
    text = execute.as_bytes(partial).decode()
    assert "shown before" in text
    assert str(params["workspace"]) not in text
    assert "site-packages" not in text


def test_an_error_of_our_own_is_quoted_without_its_class_and_cell(
    save: Callable[..., Path], params: dict[str, object]
) -> None:
    raised = (
        "from analysis.errors import NothingToReportError\n"
        "raise NothingToReportError('anna', month='2026-03', first_on=None, last_on=None)"
    )
    with pytest.raises(NotebookStoppedError, match="anna: no sets up to the end of 2026-03") as stopped:
        execute.execute(save(code(raised)), params, client="anna")
    assert "NothingToReportError" not in str(stopped.value)
    assert "cell" not in str(stopped.value)


def test_a_cell_that_runs_too_long_is_stopped(save: Callable[..., Path], params: dict[str, object]) -> None:
    source = save(code("import time; time.sleep(60)"))
    with pytest.raises(NotebookStoppedError, match="longer than 1 s"):
        execute.execute(source, params, client="anna", timeout_s=1)


def test_a_kernel_that_dies_is_an_error_of_this_report(
    save: Callable[..., Path], params: dict[str, object]
) -> None:
    source = save(code("import os; os._exit(1)"))
    with pytest.raises(NotebookStoppedError, match="died"):
        execute.execute(source, params, client="anna")
