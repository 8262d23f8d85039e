"""The catalogue as a page for people: `docs/exercises-list.md`, printed by `python -m analysis.exercises`."""

from __future__ import annotations

from typing import Any, Final

from analysis.exercises import catalogue

PREAMBLE: Final = """\
# The lifts of the catalogue

The ids to write in `aliases.csv`, and ids or names to write in `client.toml`. How names are matched, and what the columns mean, is in
[exercises](exercises.md).

This page is printed from `src/analysis/exercises/catalogue.csv` (`make docs`), and a test keeps it current.
"""

HEADER: Final = (
    "| id | name | a load counts as | muscles, the indirect in brackets |\n| --- | --- | --- | --- |"
)


def markdown() -> str:
    """Return the page: the lifts by kind of movement, a row each, in the order of the ids."""
    frame = catalogue.frame()
    parts = [PREAMBLE.rstrip("\n")]
    for pattern in catalogue.PATTERNS:
        lifts = frame.filter(pattern=pattern).sort("id")
        if lifts.height:
            rows = "\n".join(_row(lift) for lift in lifts.iter_rows(named=True))
            parts.append(f"## {pattern.replace('_', ' ').capitalize()}\n\n{HEADER}\n{rows}")
    return "\n\n".join(parts) + "\n"


def _row(lift: dict[str, Any]) -> str:
    direct, indirect = ", ".join(lift["direct"]), ", ".join(lift["indirect"])
    muscles = f"{direct} ({indirect})" if indirect else direct
    return f"| `{lift['id']}` | {lift['name']} | {lift['load_model']} | {muscles.strip() or 'none'} |"
