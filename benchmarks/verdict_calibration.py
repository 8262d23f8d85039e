"""How often the verdict errs on simulated athletes: writes the measured parts of docs/verdict.md.

    python benchmarks/verdict_calibration.py [ATHLETES [FOLDER]]

ATHLETES a cell, 1,000 unless said otherwise (half an hour on two cores). With a FOLDER the notebook is executed too, and
its page lies there as HTML, PDF and notebook. What is measured, and how, is in `analysis.reports.calibration`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from analysis.render import report, shipped
from analysis.render.page import Page
from analysis.reports import calibration
from analysis.reports.calibration import document

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "verdict.md"
TIMEOUT_S = 7200


def write_page(params: calibration.Params) -> None:
    """Write the measured parts of the page anew."""
    brief = calibration.gather(params, told=print)
    PAGE.write_text(document.written(PAGE.read_text("utf-8"), document.parts(brief)), "utf-8")


def write_notebook(params: calibration.Params, folder: Path) -> None:
    """Execute the notebook and write what it shows."""
    page = Page(
        client="phasewise",
        title="How often the verdict errs",
        month_name="simulated athletes",
        as_of=date(2026, 11, 30),
    )
    notebook = shipped.find("calibration", ROOT)
    for file in report.render(notebook, params.model_dump(), folder, page=page, timeout_s=TIMEOUT_S):
        print(file)


if __name__ == "__main__":
    if not all(word.isdecimal() for word in sys.argv[1:2]):
        sys.exit(
            "Usage: verdict_calibration.py [ATHLETES [FOLDER]]: a number of athletes a cell (1000), and a folder for the page."
        )
    chosen = calibration.Params(athletes=int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
    write_page(chosen)
    if len(sys.argv) > 2:  # noqa: PLR2004 - the second argument
        write_notebook(chosen, Path(sys.argv[2]))
