"""Error rates of the verdict on simulated athletes, beside those of the usual rules; what `calibration.ipynb` calls."""

from __future__ import annotations

from analysis.reports.calibration.brief import Brief, Params, gather
from analysis.reports.calibration.pages import (
    as_strict_table,
    as_strong_table,
    departures_table,
    examples_table,
    header,
    in_brief,
    labels_figure,
    labels_table,
    lengths_table,
    looks_table,
    not_worse_table,
    promises_table,
    reliability_figure,
    reliability_table,
    rules_false_table,
    rules_figure,
    rules_seen_table,
    targets_table,
)

__all__ = [
    "Brief", "Params", "as_strict_table", "as_strong_table", "departures_table", "examples_table", "gather", "header",
    "in_brief", "labels_figure", "labels_table", "lengths_table", "looks_table", "not_worse_table", "promises_table",
    "reliability_figure", "reliability_table", "rules_false_table", "rules_figure", "rules_seen_table",
    "targets_table",
]  # fmt: skip
