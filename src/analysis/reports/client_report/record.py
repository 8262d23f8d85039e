"""`report.json`: every printed number under a stable name, with its rule and the lines of the files behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from analysis.display.number import count
from analysis.exercises.catalogue import display_name
from analysis.metrics import styles
from analysis.reports.client_report import body, judged, lifts, phase, quality, standing, style, volume
from analysis.reports.client_report.brief import Brief

MIME: Final = "application/vnd.phasewise.report+json"
FORMAT: Final = "phasewise.client_report/1"
MOST_LINES: Final = 40
"""Lines named for one number and file; `count` says how many there are."""


@dataclass(frozen=True)
class Record:
    """The record as an output that no page shows."""

    content: dict[str, Any]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        """Give Jupyter the record under its own type alone."""
        del include, exclude
        return {MIME: self.content}


def record(brief: Brief) -> Record:
    """Return what the report says as data: kilograms, centimetres and seconds whatever the pages show.

    `incomplete` says how many lines or files could not be read, for no count is the whole then; null: all were.
    `values` maps a name to value, unit, low and high (90%, where there is an interval), rule and lines; a name is
    `month.<measure>`, `before.<measure>`, `lift.<id>.<number>`, `muscle.<name>.<number>`, `style.<region>.sets`,
    `body.<measure>.<number>` (`body.<measure>.by.<tester>.<number>` where several measured) or `files.<number>`. Null is not known.

    What was judged stands beside them, days as ISO 8601, rows under the columns of docs/tables.md:

    - `phase`: the phase that the month ends in, as the first page says it;
    - `current_phase`: its style, name, starts_on, ends_on, as_of, weeks, origin (plan or log); null: none;
    - `verdict`: label, why, rate and interval in % a month, probabilities, weeks_to_decide, lifts, bands (the
      same lifts by the reps of their sets; `why` one cannot be compared), notes, says; null: no phase.
      The label is the headline by `style`; the rate and its numbers are of the main lifts, called `strength_label` by
      themselves; `growth` has label, says, performance, dose and measurements (docs/growth.md);
    - `profile`: the phase in the terms of the article's table, with `factors` as printed and the `order` of its sessions;
    - `plan`: its `phases`, their `days` and `sets` as planned, and the `lifts` that they name with the sets done of those
      planned so far (Plan, PlanDays, PlanSets, PlannedLifts); each an empty list where nothing is planned;
    - `phases`, `weeks`, `adherence`, `planned_weeks`, `goals`: rows; a goal's `when` is its range of dates in words;
    - `warnings`: finding, subject, level, starts_on, ends_on, says, evidence, clears, lines;
    - `advice`: outcome, confidence, reasons (rule, towards, points, says, because), next_phase, cautions, closing;
    - `thresholds`: every number used, as name, value, unit, source, says, and whether the coach changed it.
    """
    lines = brief.sources.select(pl.col("lines", "used", "repeated", "not_a_set", "rejected").sum()).row(
        0, named=True
    )
    return Record({
        "format": FORMAT,
        "client": brief.params.client,
        "name": brief.name,
        "month": brief.params.month,
        "as_of": brief.month.last_on.isoformat(),
        "phase": phase.headed(brief),
        **judged.content(brief),
        "coach": brief.coach.coach,
        "display_unit": brief.unit,
        "incomplete": quality.not_all_read(brief) or None,
        "main_lifts": [{"lift": lift, "name": display_name(lift)} for lift in brief.main_lifts],
        "notes": _notes(brief),
        "values": dict([
            *_months(brief), *_lifts(brief), *_working(brief), *_records(brief),
            *_muscles(brief), *_style(brief), *_body(brief),
            *((f"files.{name}", _value(n, "lines", "store.ledger")) for name, n in lines.items()),
        ]),
    })  # fmt: skip


Entry = tuple[str, dict[str, Any]]


def _value(
    value: float | None, unit: str, rule: str, *, low: float | None = None, high: float | None = None,
    lines: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    said: dict[str, Any] = {"value": _round(value), "unit": unit, "rule": rule}
    if low is not None and high is not None:
        said |= {"low": _round(low), "high": _round(high)}
    return said | {"lines": lines or []}


def _round(value: float | None) -> float | None:
    """Six decimals: enough for any reader, few enough to be the same on every machine."""
    return None if value is None else round(float(value), 6)


def lines_behind(sets: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the lines that sets were read from: one entry a file, its hash shortened to 12 digits."""
    by_file = (
        sets.select("source", "source_line").unique().sort("source", "source_line")
        .group_by("source", maintain_order=True)
        .agg(lines=pl.col("source_line").head(MOST_LINES), count=pl.len())
    )  # fmt: skip
    return [
        {"source": source[:12], "lines": lines, "count": count}
        for source, lines, count in by_file.iter_rows()
    ]


def _months(brief: Brief) -> Iterator[Entry]:
    behind = lines_behind(brief.of_month.filter("is_work"))
    for measure, now, before, change in brief.compared.iter_rows():
        if measure.startswith("e1rm_kg:"):
            continue
        unit = measure.rpartition("_")[2] if "_" in measure else "count"
        yield f"month.{measure}", _value(now, unit, "metrics.months.compare", lines=behind)
        yield f"before.{measure}", _value(before, unit, "metrics.months.compare")
        yield f"change.{measure}", _value(change, "pct", "metrics.months.compare")


def _lifts(brief: Brief) -> Iterator[Entry]:
    for row in standing.standings(brief):
        eligible = brief.graded.filter((pl.col("lift") == row.lift) & pl.col("log_e1rm").is_not_null())
        behind = lines_behind(eligible.sort("performed_at", descending=True).head(MOST_LINES))
        name, rule = f"lift.{row.lift}", "metrics.trend.lift_trend"
        yield f"{name}.e1rm_kg", _value(row.level_kg, "kg", rule, low=row.low_kg, high=row.high_kg, lines=behind) | {
            "on": row.on.isoformat(), "current": row.current,
        }  # fmt: skip
        yield f"{name}.e1rm_before_kg", _value(row.before_kg, "kg", rule) | {
            "on": None if row.before_on is None else row.before_on.isoformat(),
        }  # fmt: skip
        if row.with_body:
            yield (
                f"{name}.e1rm_change_of_body_kg",
                _value(row.body_change_kg, "kg", "reports.client_report.standing"),
            )
        yield (
            f"{name}.e1rm_change_kg",
            _value(
                row.change_kg,
                "kg",
                "reports.client_report.standing",
                low=row.change_low_kg,
                high=row.change_high_kg,
            ),
        )
        best, formula = lifts.best_set_kg(brief, row.lift), brief.coach.display_formula
        yield f"{name}.best_set_kg", _value(best, "kg", f"metrics.formulas.{formula}")


def _working(brief: Brief) -> Iterator[Entry]:
    for row in brief.working.iter_rows(named=True):
        behind = lines_behind(brief.of_month.filter((pl.col("lift") == row["lift"]) & pl.col("is_work")))
        for column, value in row.items():
            if column != "lift":
                unit = column.rpartition("_")[2] if column.endswith("_kg") else "count"
                named = f"lift.{row['lift']}.working.{column}"
                yield named, _value(value, unit, "metrics.working.working_weights", lines=behind)
                behind = []  # the lines stand once, with the first number of the lift


def _records(brief: Brief) -> Iterator[Entry]:
    for row in lifts.month_records(brief).iter_rows(named=True):
        at = [{"source": row["source"][:12], "lines": [row["source_line"]], "count": 1}]
        named = f"lift.{row['lift']}.record.{row['record']}"
        yield (
            named,
            _value(row["value"], "kg", "metrics.records.records", lines=at) | {"on": row["on"].isoformat()},
        )
        yield f"{named}.previous", _value(row["previous"], "kg", "metrics.records.records")


def _muscles(brief: Brief) -> Iterator[Entry]:
    for row in volume.muscle_summary(brief).iter_rows(named=True):
        for column in ("mean", "low", "high", "direct"):
            named = f"muscle.{row['muscle']}.sets_per_week.{column}"
            yield (
                named,
                _value(row[column], "sets_per_week", "metrics.volume.muscle_month") | {"band": row["band"]},
            )


def _style(brief: Brief) -> Iterator[Entry]:
    places = style.tally(brief)
    for name in styles.STYLES:
        sets = float(places.filter(pl.col("style") == name)["sets"].sum())
        yield f"style.{name.replace(' ', '_')}.sets", _value(sets, "count", "metrics.styles.of")


def _body(brief: Brief) -> Iterator[Entry]:
    for row in body.body_rows(brief):
        unit = row["measure"].rpartition("_")[2]
        name = f"body.{row['measure']}" + (f".by.{row['by'].replace(' ', '_')}" if row["by"] else "")
        yield f"{name}.now", _value(row["now"]["value"], unit, "metrics.bodies.body_weeks")
        change, error = row["change"], row["error"]
        if change is not None:
            yield (
                f"{name}.change",
                _value(change, unit, "metrics.bodies.body_weeks", low=change - error, high=change + error),
            )


def _notes(brief: Brief) -> list[str]:
    """What the coach should know of the data before trusting the numbers, in a few words each."""
    counts = (
        (int(brief.sources["rejected"].sum()), "line", "rejected"),
        (brief.sources["refused"].drop_nulls().len(), "file", "refused"),
        (quality.unmatched_names(brief).height, "exercise name", "unmatched"),
        (brief.doubtful.height, "set", "in doubt"),
    )
    found = [
        "no training logged this month" if not brief.trained_this_month else "",
        *(f"{count(n, noun)} {state}" for n, noun, state in counts if n),
        "effort mostly not logged" if lifts.effort_not_logged(brief) else "",
        "no body measurements" if brief.body_weeks.is_empty() else "",
    ]
    return [note for note in found if note]
