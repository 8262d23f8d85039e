"""The reports of one month: one job a client, and the month to report when none is named."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

import polars as pl

from analysis.batch.job import Job
from analysis.render import page, shipped
from analysis.settings import client as client_settings
from analysis.settings import coach as coach_settings
from analysis.store import manifest, originals, processed
from analysis.tables import Body, Ledger, Plan, Sets, Sources

REPORTS: Final = Path("reports")
REPORT: Final = "client_report"
TABLES: Final = (Sets, Body, Ledger, Sources, Plan)


def month_name(month: str) -> str:
    """`2026-03` as `March 2026`.

    >>> month_name("2026-03")
    'March 2026'
    """
    year, number = (int(part) for part in month.split("-"))
    return f"{calendar.month_name[number]} {year}"


def last_day(month: str) -> date:
    """The last day of `2026-02`.

    >>> last_day("2026-02")
    datetime.date(2026, 2, 28)
    """
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def latest(workspace: Path, clients: Sequence[str]) -> str | None:
    """The last month that at least a quarter of the clients reached; null where nothing is imported.

    Not simply the newest of all: one client with a slip of the year must not set everybody's month.
    """
    paths = [path for client in clients if (path := processed.partition(workspace, Sets, client)).exists()]
    days = [pl.scan_parquet(path).select(pl.col("performed_at").max()).collect().item() for path in paths]
    known = sorted((day for day in days if isinstance(day, datetime)), reverse=True)
    return known[(len(known) - 1) // 4].strftime("%Y-%m") if known else None


def jobs(workspace: Path, clients: Sequence[str], month: str) -> list[Job]:
    """One job a client.

    Raises:
        BadSettingError: the coach's settings or logo cannot be used.
    """
    coach = coach_settings.read(workspace)
    picture = page.logo(coach, workspace)
    return [
        Job(
            client=client,
            month=month,
            notebook=shipped.find(REPORT, workspace),
            params={"client": client, "month": month, "workspace": str(workspace.resolve())},
            inputs=_inputs(workspace, client),
            out_dir=workspace / REPORTS / month / client,
            page=page.Page(
                client=_name(workspace, client),
                title=f"Training report, {month_name(month)}",
                month_name=month_name(month),
                as_of=last_day(month),
                coach=coach,
                logo=picture,
            ),
        )
        for client in clients
    ]


def nothing_to_report(workspace: Path, client: str, month: str) -> str | None:
    """Why a client has no report of the month, in the words of what would mend it; null: there is something."""
    sources = processed.read_sources(workspace, client)
    path = processed.partition(workspace, Sets, client)
    days = pl.scan_parquet(path).select(pl.col("performed_at").dt.date().unique()).collect().to_series()
    if days.is_empty():
        refused = sources["refused"].drop_nulls().to_list()
        if refused:
            return str(refused[0])
        return (
            "no export in the client's folder"
            if sources.is_empty()
            else "only measurements on file, no training"
        )
    first, last = min(days), max(days)
    if first > last_day(month):
        return f"no sets up to the end of {month_name(month)}; the log runs from {first} to {last}"
    return None


def _inputs(workspace: Path, client: str) -> tuple[Path, ...]:
    """All that the report is made from beside its code: tables and settings."""
    tables = (processed.partition(workspace, table, client) for table in TABLES)
    settings = (originals.settings_file(workspace, client), workspace / coach_settings.FILE_NAME)
    return (*tables, *settings, workspace / manifest.ALIASES)


def _name(workspace: Path, client: str) -> str:
    """The client's name; the folder's where `client.toml` has none."""
    return client_settings.read(originals.folder(workspace, client)).name or client
