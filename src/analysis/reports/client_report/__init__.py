"""The monthly report of one client: what the notebook of the same name calls, one function a figure or table."""

from __future__ import annotations

from analysis.reports.client_report.adherence import (
    adherence_figure,
    adherence_said,
    adherence_table,
    calendar_figure,
    planned_weeks_table,
)
from analysis.reports.client_report.advice import next_steps, reasons
from analysis.reports.client_report.body import body_figure, body_table, photos
from analysis.reports.client_report.brief import Brief, Params, gather
from analysis.reports.client_report.findings import evidence_table, warnings
from analysis.reports.client_report.goals import goals_table
from analysis.reports.client_report.growth import growth_table
from analysis.reports.client_report.headline import header, in_brief
from analysis.reports.client_report.lifts import e1rm_figure, e1rm_table, records_table, working_weights
from analysis.reports.client_report.methods import methods, sources
from analysis.reports.client_report.months import months_table
from analysis.reports.client_report.phase import phase_figure, phase_profile, phase_said
from analysis.reports.client_report.phase_tables import band_rates, lift_rates, phases_table, weeks_table
from analysis.reports.client_report.planned import lifts_short, plan_table
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
from analysis.reports.client_report.thresholds import thresholds_table
from analysis.reports.client_report.volume import dose_figure, muscles_figure, muscles_table, tonnage_figure

__all__ = [
    "Brief", "Params", "adherence_figure", "adherence_said", "adherence_table", "band_rates", "body_figure", "body_table",
    "calendar_figure", "dose_figure", "doubtful_sets", "e1rm_figure", "e1rm_table", "evidence_table",
    "files_table", "gather", "goals_table", "growth_table", "header", "in_brief", "lift_rates", "lifts_short", "methods", "months_table",
    "muscles_figure", "muscles_table", "next_steps", "phase_figure", "phase_profile", "phase_said",
    "phases_table", "photos", "plan_table", "planned_weeks_table", "profile_table", "reasons", "record", "records_table",
    "rejected_lines", "rules_table", "sources", "style_figure", "thresholds_table", "tonnage_figure",
    "unmatched", "warnings", "weeks_table", "weights_taken", "working_weights",
]  # fmt: skip
