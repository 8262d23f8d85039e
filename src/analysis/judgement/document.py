"""The thresholds as a page for people: `docs/thresholds.md`, printed by `python -m analysis.judgement`."""

from __future__ import annotations

from typing import Final

from analysis.judgement import thresholds
from analysis.judgement.thresholds import Threshold, Thresholds

PREAMBLE: Final = """\
# Thresholds

Every number that a style, a phase, a warning, a verdict or a piece of advice turns on. Each report prints those it used. To
change one for your workspace, write its whole name into `phasewise.toml`; the report then marks it as yours:

```toml
[thresholds]
never_heavy.weeks = 10
adherence.done_pct = 75
```

"Our choice" is a judgement nobody has published; "our simulations" are described in [phases](phases.md) and the decisions.

This page is printed from `src/analysis/judgement/thresholds.csv` (`make docs`), and a test keeps it current."""

HEADER: Final = "| name | value | unit | what it decides | source |\n| --- | --- | --- | --- | --- |"


def markdown() -> str:
    """Return the page: a table a group, in the order they are shipped."""
    parts = [PREAMBLE]
    for group in thresholds.groups():
        rows = "\n".join(map(_row, Thresholds().of([group])))
        parts.append(f"## {group.replace('_', ' ').capitalize()}\n\n{HEADER}\n{rows}")
    return "\n\n".join(parts) + "\n"


def _row(number: Threshold) -> str:
    cells = (f"`{number.name}`", f"{number.value:g}", number.unit, number.says, number.source)
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
