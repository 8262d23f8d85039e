"""`reports/<month>/index.html`: one line a client, for the coach; failures with their reasons first."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from analysis.batch.job import Result
from analysis.batch.monthly import REPORTS, month_name
from analysis.display.number import estimate, plain, weight
from analysis.judgement.words import signed
from analysis.render import page, report
from analysis.render.html import exporter
from analysis.settings import CoachSettings
from analysis.settings import coach as coach_settings

FILE: Final = "index.html"
UNKNOWN: Final = "–"
NOTE: Final = ".failed.json"
EARLIER: Final = "of an earlier run: the last one failed"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One client's line, in words."""

    name: str
    href: str
    """Where the report lies, from the index's folder."""
    pdf: str
    phase: str
    verdict: str
    """The label with the rate it stands on and its interval; what else stands behind it is in the report."""
    sessions: str
    hard_sets: str
    tonnage: str
    main_lift: str
    notes: str


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A client whose report could not be made."""

    name: str
    reason: str


def write(workspace: Path, month: str, results: Sequence[Result]) -> Path:
    """Write the month's roster and return its file.

    Every client whose report lies in the month's folder has a line or a reason, also those that this run was not
    asked for; the failures are those of this run, and what is left of an earlier one says so. Nothing but the file is written, and the same
    reports give the same bytes.

    Raises:
        BadSettingError: the coach's settings or logo cannot be used.
    """
    folder = workspace / REPORTS / month
    coach = coach_settings.read(workspace)
    for result in results:
        _remember(folder / result.client, result)
    failures = _failures(folder)
    failed = [failures[client] for client in sorted(failures)]
    lines = sorted(_lines(folder, failures), key=lambda line: (line.name.casefold(), line.href))
    html = _html(coach, page.logo(coach, workspace), month, lines, failed)
    report.write(folder / FILE, html.encode())
    return folder / FILE


def _html(
    coach: CoachSettings, logo: page.Logo | None, month: str, lines: Sequence[Line], failed: Sequence[Failure]
) -> str:
    name = month_name(month)
    html: str = exporter.template("roster.html.j2").render(
        lang="en-GB",
        heading=f"Training reports, {name}",
        running=name,
        style=exporter.style(coach.accent),
        logo=logo,
        letterhead=coach.business or coach.coach,
        coach=coach.coach,
        summary=_summary(len(lines), len(failed)),
        lines=lines,
        failures=failed,
    )
    return exporter.with_fonts(html)


def _summary(made: int, failed: int) -> str:
    """What there is, in a sentence.

    >>> _summary(1, 0), _summary(6, 2)
    ('1 report.', '6 reports; 2 could not be made in the last run.')
    """
    reports = f"{made} report{'' if made == 1 else 's'}"
    return f"{reports}; {failed} could not be made in the last run." if failed else f"{reports}."


def _reason(result: Result) -> str:
    """The reason without the client's name before it, which the page prints anyway."""
    return result.reason.removeprefix(f"{result.client}: ").removeprefix(f"{result.name}: ")


def _remember(place: Path, result: Result) -> None:
    """Note a failure beside the report that could not be made; a report that was made clears it."""
    if result.status == "failed":
        note = {"name": result.name or result.client, "reason": _reason(result)}
        report.write(place / NOTE, json.dumps(note, ensure_ascii=False, sort_keys=True).encode())
    else:
        (place / NOTE).unlink(missing_ok=True)


def _failures(folder: Path) -> dict[str, Failure]:
    """The clients whose last report failed, in this run or an earlier one."""
    notes = {note.parent.name: _record(note) for note in folder.glob(f"*/{NOTE}")}
    return {
        client: Failure(name=str(note.get("name", client)), reason=str(note.get("reason", "not known")))
        for client, note in notes.items()
    }


def _lines(folder: Path, failures: Container[str]) -> Iterator[Line]:
    if not folder.is_dir():
        return
    for place in sorted(place for place in folder.iterdir() if (place / "report.html").is_file()):
        found = line(_record(place / "report.json"), client=place.name, pdf=(place / "report.pdf").is_file())
        yield replace(found, notes=EARLIER) if place.name in failures else found


def _record(file: Path) -> Mapping[str, Any]:
    """The report's record; empty where it is missing or damaged, so that the report is still listed."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def line(record: Mapping[str, Any], *, client: str, pdf: bool = True) -> Line:
    """Return the line of a client from the `report.json` beside the report; what it lacks is a dash.

    >>> line({}, client="a b").href, line({}, client="a b").sessions
    ('a%20b/report.html', '–')
    """
    values = record.get("values", {})
    unit = record.get("display_unit", "kg")
    notes = list(record.get("notes", [])) if record else ["report.json is missing or damaged"]
    return Line(
        name=str(record.get("name") or client),
        href=f"{quote(client)}/report.html",
        pdf=f"{quote(client)}/report.pdf" if pdf else "",
        phase=str(record.get("phase") or UNKNOWN).removeprefix("Planned phase: ").rstrip("."),
        verdict=_verdict(record),
        sessions=plain(_value(values, "month.sessions")),
        hard_sets=plain(_value(values, "month.hard_sets")),
        tonnage=weight(_value(values, "month.tonnage_kg"), unit),
        main_lift=_main_lift(record.get("main_lifts", []), values, unit),
        notes="; ".join(str(note) for note in notes) or "complete",
    )


def _verdict(record: Mapping[str, Any]) -> str:
    """The label of the month's phase with its interval; a dash where there is no phase, or none was judged.

    The rate is that of the main lifts or, in a phase of hypertrophy, of the loads for ten reps.

    >>> _verdict({"verdict": {"label": "working", "style": "strength", "rate_pct_per_month": 1.62, "rate_low": 0.4, "rate_high": 2.9}})
    'working: +1.6% a month (90%: +0.4 to +2.9)'
    >>> _verdict({"verdict": {"label": "can't tell yet"}}), _verdict({"verdict": None}), _verdict({})
    ("can't tell yet", '–', '–')
    """
    found = record.get("verdict")
    if not isinstance(found, Mapping) or not found.get("label"):
        return UNKNOWN
    grown = (found.get("growth") or {}).get("performance") or {}
    of = grown if found.get("style") == "hypertrophy" else found
    rate = [of.get(name) for name in ("rate_pct_per_month", "rate_low", "rate_high")]
    if not all(isinstance(each, int | float) for each in rate):
        return str(found["label"])
    best, low, high = (signed(float(each)) for each in rate if isinstance(each, int | float))
    return f"{found['label']}: {best}% a month (90%: {low} to {high})"


def _value(values: Mapping[str, Any], name: str) -> float | None:
    found = values.get(name, {}).get("value")
    return float(found) if isinstance(found, int | float) else None


def _main_lift(lifts: Sequence[Mapping[str, str]], values: Mapping[str, Any], unit: Any) -> str:
    """The first main lift that has an estimate of this month, with its interval."""
    for lift in lifts:
        said = values.get(f"lift.{lift['lift']}.e1rm_kg", {})
        if said.get("value") is not None and said.get("current", True) and "low" in said:
            return f"{lift['name']}: {estimate(said['value'], said['low'], said['high'], unit=unit)}"
    return UNKNOWN
