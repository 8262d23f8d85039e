"""What a warning is: a name, which is that of its thresholds, and a function that finds it in a case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

import polars as pl

from analysis.judgement.case import Case
from analysis.judgement.window import Window

MOST_LINES: Final = 40
"""Lines of the files that a finding names; the latest."""

Level = Literal["warning", "notice"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing found; the fields are those of `tables.Findings`."""

    span: Window
    """The days it was judged by."""
    says: str
    evidence: str
    clears: str
    behind: pl.DataFrame
    """Sets that it rests on, with `source` and `source_line`, in order of time; none: `NO_SETS`."""
    subject: str = ""
    level: Level = "warning"

    def row(self, name: str) -> dict[str, object]:
        """Return the row of `tables.Findings`."""
        lines = self.behind.select("source", "source_line").unique(maintain_order=True).tail(MOST_LINES)
        return {
            "finding": name, "subject": self.subject, "level": self.level,
            "starts_on": self.span.first_on, "ends_on": self.span.last_on,
            "says": self.says, "evidence": self.evidence, "clears": self.clears,
            "source": lines["source"].to_list(), "source_line": lines["source_line"].to_list(),
        }  # fmt: skip


NO_SETS: Final = pl.DataFrame(schema={"source": pl.String, "source_line": pl.Int64})


class Rule(NamedTuple):
    """One warning."""

    name: str
    """Also the group of its thresholds."""
    find: Callable[[Case], Sequence[Finding]]
    """Finds nothing where there is too little to judge by."""
