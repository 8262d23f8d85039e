"""The monthly report of one client: what the notebook of the same name calls, one function a figure or table."""

from __future__ import annotations

from analysis.reports.client_report.body import body_figure, body_table, photos
from analysis.reports.client_report.brief import Brief, Params, gather
from analysis.reports.client_report.headline import header, in_brief
from analysis.reports.client_report.lifts import e1rm_figure, e1rm_table, records_table, working_weights
from analysis.reports.client_report.methods import methods, sources
from analysis.reports.client_report.months import months_table
from analysis.reports.client_report.quality import (
    doubtful_sets,
    files_table,
    rejected_lines,
    rules_table,
    unmatched,
    weights_taken,
)
from analysis.reports.client_report.record import record
from analysis.reports.client_report.style import profile_table, style_figure
from analysis.reports.client_report.volume import muscles_figure, muscles_table, tonnage_figure

__all__ = [
    "Brief", "Params", "body_figure", "body_table", "doubtful_sets", "e1rm_figure", "e1rm_table",
    "files_table", "gather", "header", "in_brief", "methods", "months_table", "muscles_figure",
    "muscles_table", "photos", "profile_table", "record", "records_table", "rejected_lines", "rules_table",
    "sources", "style_figure", "tonnage_figure", "unmatched", "weights_taken",
    "working_weights",
]  # fmt: skip
