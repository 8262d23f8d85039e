"""One report from notebook to files: `report.html`, `report.pdf`, `report.ipynb`, `report.json`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from analysis.render import document, execute, pdf
from analysis.render.execute import NotebookStoppedError
from analysis.render.html import exporter
from analysis.render.page import Page

FILES: Final = ("report.html", "report.pdf", "report.ipynb", "report.json")
PARTIAL: Final = "report.partial.ipynb"


def render(
    notebook: Path,
    params: Mapping[str, object],
    out_dir: Path,
    *,
    page: Page,
    timeout_s: int = execute.TIMEOUT_S,
) -> tuple[Path, ...]:
    """Execute the notebook and write its four files; return them.

    All four are made before the first is written, and each is written under another name and then
    renamed: a folder never holds half a file, and after a failure the files of the run before stay.

    Args:
        notebook: what to run; see `shipped.find`.
        params: a value for each parameter it declares.
        out_dir: made where absent.
        page: whose report, which month, and the coach's look.
        timeout_s: the longest one cell may take.

    Raises:
        BadParametersError: before anything runs.
        NotebookStoppedError: a cell failed; `report.partial.ipynb` shows how far it came.
        ReportFailedError: the PDF could not be set.
    """
    try:
        done = execute.execute(notebook, params, client=page.client, timeout_s=timeout_s)
    except NotebookStoppedError as err:
        if err.partial is not None:
            write(out_dir / PARTIAL, execute.as_bytes(err.partial))
        raise
    contents = (
        exporter.report(done, page).encode(),
        pdf.report(done, page),
        execute.as_bytes(done),
        as_json(document.read(done).record),
    )
    for name, content in zip(FILES, contents, strict=True):
        write(out_dir / name, content)
    (out_dir / PARTIAL).unlink(missing_ok=True)
    return tuple(out_dir / name for name in FILES)


def as_json(record: Mapping[str, object]) -> bytes:
    """Return the record as the bytes of `report.json`: keys in the order that the report gives them."""
    return (json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def write(file: Path, content: bytes) -> None:
    """Write the file under another name in its folder and rename it, so that no reader sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
