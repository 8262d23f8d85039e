"""The warnings: one file a rule, one line of `ALL` each."""

from __future__ import annotations

from typing import Final

import dataframely as dy
import polars as pl

from analysis.judgement.case import Case
from analysis.judgement.warnings import (
    changing,
    data_gap,
    deload_due,
    effort_not_logged,
    irregular,
    never_heavy,
    never_volume,
    order,
    overload,
    regress,
    spike,
    stall,
)
from analysis.judgement.warnings.rule import Finding, Rule
from analysis.tables import Findings

__all__ = ["ALL", "Finding", "Rule", "raised"]

ALL: Final[tuple[Rule, ...]] = (
    never_heavy.RULE,
    never_volume.RULE,
    changing.RULE,
    overload.RULE,
    regress.RULE,
    stall.RULE,
    spike.RULE,
    deload_due.RULE,
    order.RULE,
    data_gap.RULE,
    irregular.RULE,
    effort_not_logged.RULE,
)
"""Every rule, the article's four mistakes first, what is wrong with the log last."""


def raised(case: Case) -> dy.DataFrame[Findings]:
    """Return what the rules find: one row per rule and lift that it speaks of, in the order of `ALL`.

    Each says on which numbers, beside which thresholds, it stands, what would clear it, and which lines of the
    client's files are behind it. A rule that has too few weeks to judge by finds nothing.
    """
    rows = [finding.row(rule.name) for rule in ALL for finding in rule.find(case)]
    schema = {name: column.dtype for name, column in Findings.columns().items()}
    return Findings.validate(pl.DataFrame(rows, schema=schema))
