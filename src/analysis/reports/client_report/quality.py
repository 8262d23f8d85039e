"""What became of every line of the client's files, and what the numbers leave out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import polars as pl

from analysis.display import number, sentence
from analysis.display.alike import alike, cut
from analysis.display.block import Block, stack
from analysis.display.table import Column, Table
from analysis.display.weight_words import MEANT
from analysis.exercises import harmonise
from analysis.exercises.catalogue import display_name
from analysis.ingest import comments
from analysis.ingest.pipeline import ZONE_UNKNOWN
from analysis.reports import client_log
from analysis.reports.client_report.brief import Brief
from analysis.tables.weights import to_tell

MOST_ROWS: Final = 20
_STATUS: Final = {"repeated": "repeated", "not_a_set": "not a set", "rejected": "rejected"}


def not_all_read(brief: Brief) -> str:
    """Say that lines or whole files could not be read, for every count is then a least one; empty where all were."""
    rejected, refused = int(brief.sources["rejected"].sum()), brief.sources["refused"].drop_nulls().len()
    lines = (
        f"{number.plain(rejected)} of the {number.count(int(brief.sources['lines'].sum()), 'line')}"
        if rejected
        else ""
    )
    what = " and ".join(part for part in (number.count(refused, "file") if refused else "", lines) if part)
    return f"{what} of the log could not be read, so sessions may be missing." if what else ""


def files_table(brief: Brief) -> Block:
    """Reconcile each file: lines = used + repeated + not a set + rejected; say the unit and how it is known."""
    read = brief.sources.filter(pl.col("refused").is_null())
    refused = brief.sources.filter(pl.col("refused").is_not_null())
    table = Table(
        name="files",
        caption="Every line of every file",
        columns=[
            Column("File", align="left", wide=True), Column("Read as", align="left"),
            *(Column(label, show=number.plain) for label in ("Lines", "Used", "Repeated", "Not a set", "Rejected")),
            Column("Unit", align="left"),
        ],
        rows=[_file_row(row) for row in read.iter_rows(named=True)],
        footnotes=[
            ("Lines = used + repeated + not a set + rejected. Repeated: a session that a newer export also holds."
            " The files may reach beyond this month; the report counts nothing after its last day.")
        ],
    ).block()  # fmt: skip
    notes = [[_not_read(file, why)] for file, why in refused.select("file", "refused").iter_rows()]
    notes += [[_zone_unknown(name)] for name in read.filter(clock=ZONE_UNKNOWN)["file"]]
    return stack([table, sentence.bullets(notes)])


def _zone_unknown(file: str) -> str:
    return (
        f"{file} tells universal time and the time zone is not known: sessions after 21:00 could stand on the wrong day."
        ' A line such as timezone = "Europe/Berlin" in client.toml settles it.'
    )


def _file_row(row: dict[str, Any]) -> list[Any]:
    unit = row["weight_unit"] or number.UNKNOWN
    known = f" ({row['weight_unit_known_by']})" if row["weight_unit_known_by"] else ""
    return [
        row["file"], _read_as(row["app"], row["dialect"]),
        row["lines"], row["used"], row["repeated"], row["not_a_set"], row["rejected"], f"{unit}{known}",
    ]  # fmt: skip


def _read_as(app: str, dialect: str | None) -> str:
    """The app and its layout, without saying a word twice.

    >>> _read_as("hevy_measurements", "measurements"), _read_as("strong", "S5")
    ('hevy measurements', 'strong S5')
    """
    words = app.replace("_", " ")
    return words if not dialect or words.endswith(dialect) else f"{words} {dialect}"


def _not_read(file: str, why: str) -> str:
    """Name the file once: most refusals begin with its name."""
    return f"Not read: {why}" if file.rpartition("/")[2] in why else f"{file} was not read: {why}"


def rules_table(brief: Brief) -> Block:
    """Count the lines that are not used by the rule that says why."""
    rules = (
        brief.ledger.filter(pl.col("status") != "used")
        .group_by("file", pl.col("status").cast(pl.String), "rule")
        .agg(pl.col("records").sum())
        .sort("file", "status", "rule")
    )
    if rules.is_empty():
        return sentence.paragraph(
            "Every line of the files that could be read is used." if not brief.ledger.is_empty() else ""
        )
    return Table(
        name="rules",
        caption="Lines not used, and why",
        columns=[
            Column("File", align="left", wide=True),
            Column("Status", align="left", show=lambda status: _STATUS[str(status)]),
            Column("Rule", align="left", show=lambda rule: str(rule).replace("_", " ")),
            Column("Lines", show=number.plain),
        ],
        rows=list(rules.iter_rows()),
    ).block()


def rejected_lines(brief: Brief) -> Block:
    """List the lines that could not be read, so that the coach can mend them; nothing where there are none."""
    rejected = brief.ledger.filter(pl.col("status") == "rejected").sort("file", "line")
    found = alike(rejected.iter_rows(named=True), "file", "rule", "problem")
    left = sum(len(each.lines) for each in found[MOST_ROWS:])
    return Table(
        name="rejected",
        caption="Rejected lines",
        columns=[
            Column("File", align="left"), Column("Lines", align="left"), Column("Problem", align="left", wide=True),
            Column("The first as it stands", align="left", wide=True),
        ],
        rows=[
            [each.first["file"], each.where, _problem(each.first), cut(each.first["text"])]
            for each in found[:MOST_ROWS]
        ],
        footnotes=[f"{number.count(left, 'further line')} in the ledger."] if left else [],
    ).block()  # fmt: skip


def _problem(row: Mapping[str, Any]) -> str:
    return row["problem"] or str(row["rule"]).replace("_", " ")


def unmatched_names(brief: Brief) -> pl.DataFrame:
    """Return the exercise names that the catalogue does not know: one row a name (name, sets), most sets first."""
    return (
        brief.sets.filter(pl.col("exercise").is_null())
        .group_by(name="exercise_logged")
        .agg(sets=pl.len())
        .sort(["sets", "name"], descending=[True, False])
    )


def unmatched(brief: Brief) -> Block:
    """List them with the nearest known lifts; they keep a trend of their own but count for no muscle."""
    names = unmatched_names(brief)
    total = brief.sets.height
    if names.is_empty():
        return sentence.paragraph(
            f"All exercise names of the {number.count(total, 'set')} are known to the catalogue."
        )
    first = names.head(MOST_ROWS)
    near = harmonise.nearest(first["name"].to_list())
    more = names.height - MOST_ROWS
    return Table(
        name="unmatched",
        caption="Exercise names not in the catalogue",
        columns=[
            Column("Name as logged", align="left"), Column("Sets", show=number.plain),
            Column("Nearest known lifts, with their ids for aliases.csv", align="left", wide=True),
        ],
        rows=[
            [name, sets, ", ".join(f"{display_name(lift)} ({lift})" for lift in lifts) or None]
            for (name, sets), lifts in zip(first.iter_rows(), near, strict=True)
        ],
        footnotes=[
            (f"{number.share(int(names['sets'].sum()) / total)} of all sets. They keep a trend of their own but count for no"
            " muscle until aliases.csv names their lift."),
            *([f"{number.count(more, 'further name')} not shown."] if more > 0 else []),
        ],
    ).block()  # fmt: skip


def weights_taken(brief: Brief) -> Block:
    """List what weights were taken for where that is not the usual meaning or may not be; nothing where all is usual."""
    told = to_tell(brief.weights).sort("sets", "lift", "first_on", descending=[True, False, False])
    more = told.height - MOST_ROWS
    return Table(
        name="weights",
        caption="What weights were taken for",
        columns=[
            Column("Lift", align="left", show=lambda lift: display_name(str(lift))), Column("App", align="left"),
            Column("Taken as", align="left", show=lambda meaning: MEANT[str(meaning)]),
            Column("Sets", show=number.plain), Column("From", show=_day), Column("Why", align="left", wide=True),
        ],
        rows=[
            [row["lift"], _read_as(row["app"], None), row["meaning"], row["sets"], row["first_on"], row["evidence"] or "client.toml says so"]
            for row in told.head(MOST_ROWS).iter_rows(named=True)
        ],
        footnotes=[
            "The weights as logged stay in the tables. The section [weights] of client.toml changes what they are taken for.",
            *([f"{number.count(more, 'further line')} not shown."] if more > 0 else []),
        ] if told.height else [],
    ).block()  # fmt: skip


def doubtful_sets(brief: Brief) -> Block:
    """List the sets whose load or reps cannot be right, with what leaves them out; and how much effort is logged."""
    rows = brief.doubtful.sort("performed_on", descending=True)
    more = rows.height - MOST_ROWS
    files = dict(brief.sources.select("source", "file").iter_rows())
    table = Table(
        name="doubtful",
        caption="Sets in doubt, left out of estimates and records",
        columns=[
            Column("Lift", align="left", show=lambda lift: display_name(str(lift))), Column("Day", show=_day),
            Column("Set", brief.unit), Column("Why", align="left", wide=True), Column("Line", align="left"),
        ],
        rows=[
            [
                row["lift"], row["performed_on"],
                f"{number.load(row['load_kg'], brief.unit)} × {number.trimmed(row['reps'])}", row["quarantine"],
                f"{files.get(row['source'], row['source'][:8])}:{row['source_line']}",
            ]
            for row in rows.head(MOST_ROWS).iter_rows(named=True)
        ],
        footnotes=[
            "They count as sets. Their tonnage counts too, unless the load is from twice the usual on or the reps are in doubt.",
            *([f"{number.count(more, 'further set')} not shown."] if more > 0 else []),
        ],
    ).block()  # fmt: skip
    said = "" if rows.height else "No set of the log is in doubt."
    tests = client_log.doubtful_maxima(
        brief.client, brief.sets, brief.body, brief.graded, as_of=brief.month.last_on, unit=brief.unit
    )
    return stack([
        table, sentence.bullets([[test] for test in tests]),
        sentence.paragraph(" ".join(part for part in (said, _effort(brief)) if part)),
    ])  # fmt: skip


def _effort(brief: Brief) -> str:
    work = brief.of_month.filter("is_work", pl.col("reps").is_not_null())
    if work.is_empty():
        return ""
    logged = work["rir"].is_not_null().mean()
    inferred = int(brief.of_month["warm_up_inferred"].sum())
    warm_ups = f" {number.count(inferred, 'set')} of the month taken as warm-up by rule." if inferred else ""
    share = (number.share(logged) if logged else "none") if isinstance(logged, float) else number.UNKNOWN
    return f"Effort (RIR or RPE) is logged for {share} of the month's work sets.{_from_comments(brief)}{warm_ups}"


def from_comments(brief: Brief) -> dict[str, int]:
    """Return how many sets of the month have rir, kind or tempo from a comment."""
    return comments.counted(brief.sets.filter(pl.col("performed_at").dt.date().is_between(*brief.month.span)))


def _from_comments(brief: Brief) -> str:
    """How many sets of the month have their effort or kind from a comment; empty where none has."""
    counts = from_comments(brief)
    words = {"rir": "the effort", "kind": "the kind of set"}
    said = [f"{what} of {number.count(counts[name], 'set')}" for name, what in words.items() if counts[name]]
    return f" Comments in the log gave {' and '.join(said)}." if said else ""


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
