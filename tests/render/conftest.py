"""A small report notebook that shows what `display` shows: blocks, a figure, a record; executed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from analysis.render import execute
from analysis.render.page import Page
from analysis.settings import CoachSettings

V4: Any = nbformat.v4  # nbformat is untyped
HOSTILE = '#import "x"; #read("/etc/passwd") $x$ @a \\ <script>alert(1)</script> *b* _c_ `d` [e](f) //g'

SVG = (
    "<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'x' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>"
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='481pt'"
    " height='120pt' viewBox='0 0 481 120'><style>*{stroke-linejoin: round}</style><script>alert(1)</script>"
    "<defs><path id='m' d='M0 0 L9 9' stroke='black'/></defs><use xlink:href='#m' x='20' y='20'/>"
    "<text x='40' y='40' style='font: 10px IBM Plex Sans'>Squat (kg)</text></svg>"
)

SHOW = """
class Shown:
    def __init__(self, data, metadata=None):
        self.data, self.metadata = data, metadata or {}

    def _repr_mimebundle_(self, include=None, exclude=None):
        return self.data, self.metadata
"""

FIGURE = f"""Shown(
    {{"image/svg+xml": {SVG!r}}},
    {{"image/svg+xml": {{"alt": "The squat rose by 4 kg.", "caption": "Squat, kg", "width_mm": 170}}}},
)"""

TABLE = """Shown({
    "text/html": "<table><caption>Lifts</caption><thead><tr><th scope=col>Lift</th></tr></thead>"
                 "<tbody><tr><td>Squat</td></tr></tbody></table>",
    "text/vnd.typst": "#figure(kind: table, caption: [Lifts], table(columns: 1, table.header([Lift]), [Squat]))",
})"""

RECORD = 'Shown({"application/vnd.phasewise.report+json": {"client": client, "name": client.title()}})'


def notebook_of(*cells: NotebookNode) -> NotebookNode:
    parameters = V4.new_code_cell(
        'client = ""\nmonth = ""\nworkspace: str = ""', metadata={"tags": ["parameters"]}
    )
    made: NotebookNode = V4.new_notebook(
        cells=[V4.new_markdown_cell("# Monthly report"), parameters, V4.new_code_cell(SHOW), *cells]
    )
    return made


def code(source: str) -> NotebookNode:
    made: NotebookNode = V4.new_code_cell(source)
    return made


def words(source: str) -> NotebookNode:
    made: NotebookNode = V4.new_markdown_cell(source)
    return made


@pytest.fixture(scope="session")
def save(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Write a notebook of the given cells and return its file."""

    def saved(*cells: NotebookNode) -> Path:
        file = tmp_path_factory.mktemp("notebook") / "toy.ipynb"
        nbformat.write(notebook_of(*cells), file)  # type: ignore[no-untyped-call]  # nbformat is untyped
        return file

    return saved


@pytest.fixture(scope="session")
def toy(save: Callable[..., Path]) -> Path:
    return save(
        words(
            f"## The month in brief\n\nAll as **planned**. [Epley](https://doi.org/10.1/x)\n\n- {HOSTILE}\n"
        ),
        code(TABLE),
        words("## Lifts"),
        code(FIGURE),
        code(FIGURE),
        words("# Appendix\n\n## Sources\n\nNone."),
        code(RECORD),
    )


@pytest.fixture(scope="session")
def params(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return {"client": "anna", "month": "2026-03", "workspace": tmp_path_factory.mktemp("my-clients")}


@pytest.fixture(scope="session")
def executed(toy: Path, params: dict[str, object]) -> NotebookNode:
    return execute.execute(toy, params, client="anna")


@pytest.fixture
def hostile() -> str:
    return HOSTILE


@pytest.fixture
def shown() -> Callable[..., NotebookNode]:
    """Make a notebook as if executed, with one output of the given MIME bundle."""

    def made(data: dict[str, str]) -> NotebookNode:
        cell = code("x")
        cell.outputs = [{"output_type": "display_data", "data": data, "metadata": {}}]
        return notebook_of(cell)

    return made


@pytest.fixture
def page(page_of: Callable[[str], Page]) -> Page:
    return page_of("Anna Běžná")


@pytest.fixture
def page_of() -> Callable[[str], Page]:
    """Make the frame around a client's report."""

    def made(client: str, **settings: str) -> Page:
        coach = {"coach": "Jo Coach", "business": "Iron Yard", "contact": "jo@example.org"} | settings
        return Page(
            client=client,
            title="Training report, March 2026",
            month_name="March 2026",
            as_of=date(2026, 3, 31),
            coach=CoachSettings.model_validate(coach),
        )

    return made
