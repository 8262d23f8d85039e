"""One report is its parameters, what it gathers, and a notebook of the same name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from analysis.reports import client_report


@dataclass(frozen=True)
class Report:
    """A report that `phasewise report` can make."""

    name: str
    notebook: str
    params: type[BaseModel]


ALL: Final[tuple[Report, ...]] = (Report("client_report", "client_report.ipynb", client_report.Params),)
