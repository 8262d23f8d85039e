"""One report is its parameters, what it gathers, and a notebook of the same name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Final

from pydantic import BaseModel


@dataclass(frozen=True)
class Report:
    """A report that a notebook makes: the package of that name here, and its notebook."""

    name: str
    notebook: str

    @property
    def params(self) -> type[BaseModel]:
        """What its notebook is run with; loads the report and its figures, which takes seconds."""
        params: type[BaseModel] = import_module(f"analysis.reports.{self.name}").Params
        return params


ALL: Final[tuple[Report, ...]] = (
    Report("client_report", "client_report.ipynb"),
    Report("calibration", "calibration.ipynb"),
)
