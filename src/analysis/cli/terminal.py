"""What the commands show on a terminal: tables a coach can read, and one line for each thing that is wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import polars as pl
from rich import markup
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from analysis import importers
from analysis.display.escape import clean
from analysis.store.imports import Imported

if TYPE_CHECKING:  # loading it would load notebooks and figures
    from analysis.batch import Result

out: Final = Console(highlight=False)
err: Final = Console(stderr=True, highlight=False)
SHOWN: Final = 8
RECORDS_SHOWN: Final = 40
COUNTS: Final = ("lines", "used", "again", "no set", "rejected")


def escape(text: str) -> str:
    """Text from outside, inert: neither rich's markup nor a terminal's control sequences act."""
    return markup.escape(clean(text))


def use_utf8() -> None:
    """Windows terminals may default to a code page without the signs that names need."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def progress(*, quiet: bool) -> Progress:
    """A bar on standard error, so that standard output stays clean; hidden for `--json`."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=True,
        disable=quiet or not err.is_terminal,
    )


def problem(text: str) -> None:
    """One line on standard error."""
    err.print(f"[bold red]phasewise:[/] {escape(text)}", soft_wrap=True)


def table(*columns: str, right: Sequence[str] = ()) -> Table:
    """A plain table: numbers to the right, no boxes."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        number = name in right
        made.add_column(name, justify="right" if number else "left", overflow="fold", no_wrap=number)
    return made


def _cell(value: object) -> str:
    return "–" if value is None else escape(f"{value:,}" if isinstance(value, int) else str(value))


def imported(done: Sequence[Imported]) -> None:
    """A line a file, then whatever needs the coach."""
    shown = table("file (app, unit)", *COUNTS, right=COUNTS)
    for each in done:
        if each.status == "unchanged":
            continue
        shown.add_row(f"[bold]{escape(each.client)}[/]")
        for row in each.sources.iter_rows(named=True):
            known = ", ".join(part for part in (row["app"] or "refused", row["weight_unit"]) if part)
            counts = (row[name] for name in ("lines", "used", "repeated", "not_a_set", "rejected"))
            shown.add_row(f"  {escape(row['file'])} ({escape(known)})", *(_cell(n) for n in counts))
    if shown.row_count:
        out.print(shown)
    if not done:
        out.print("No clients yet: put each client's exports into data/raw/<client>/.", markup=False)
    unchanged = sum(each.status == "unchanged" for each in done)
    if unchanged:
        out.print(f"{unchanged} of {len(done)} clients unchanged since the last import.")
    for each in done:
        complaints(each)


def complaints(each: Imported) -> None:
    """What was refused, rejected or not matched, a line each."""
    if each.problem:
        problem(each.problem)
    for text in each.sources["refused"].drop_nulls():
        problem(f"{each.client}: {text}")
    rejected = each.sources.filter(pl.col("rejected") > 0)
    for file, n in rejected.select("file", "rejected").iter_rows():
        problem(
            f"{each.client}: {file}: {n} rejected; `phasewise inspect data/raw/{each.client}/{file}` lists them"
        )
    if each.unmatched.width and each.unmatched.height:
        names = each.unmatched["exercise_logged"].to_list()
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        listed = ", ".join(names[:SHOWN])
        out.print(
            escape(
                f"{each.client}: not in the catalogue: {listed}{more}. They keep their own trend; aliases.csv can name them."
            ),
            soft_wrap=True,
        )


def inspected(answer: dict[str, Any], unmatched: pl.DataFrame) -> None:
    """What a file is, in the words of the tables."""
    facts = table("", "")
    facts.show_header = False
    unit, known_by = answer["weight_unit"], answer["weight_unit_known_by"]
    missing = f'not known ({known_by}); add weight_unit = "kg" or "lb" to client.toml'
    weights = f"{unit} (known by {known_by})" if unit else missing if answer["unit_missing"] else "no weights"
    rows = {
        "app": f"{answer['app']} {answer['dialect']} ({answer['locale']})",
        "text": f"{answer['encoding']}, separated by {answer['delimiter']!r}",
        "weight unit": weights,
        "records": f"{answer['lines']:,} = {answer['used']:,} used + {answer['repeated']:,} repeated"
        f" + {answer['not_a_set']:,} not a set + {answer['rejected']:,} rejected",
        "rules": ", ".join(f"{name} {n:,}" for name, n in answer["rules"].items()) or "none needed",
        "holds": f"{answer['sets']:,} sets in {answer['sessions']:,} sessions, {answer['measurements']:,} measurements,"
        f" {answer['first'] or '–'} to {answer['last'] or '–'}",
        "exercises": f"{answer['exercises']:,}, of which {len(answer['unmatched_exercises']):,} not in the catalogue"
        if answer["sets"]
        else "none",
    }
    for name, text in rows.items():
        facts.add_row(f"[bold]{name}[/]", escape(text))
    out.print(escape(answer["file"]), style="bold")
    out.print(facts)
    _records("rejected", answer["rejected_records"])
    _records("remarks", answer["remarks"])
    if unmatched.height:
        names = table("not in the catalogue", "nearest")
        for name, nearest in unmatched.iter_rows():
            names.add_row(escape(name), escape(", ".join(nearest or [])))
        out.print(names)


def _records(title: str, records: list[dict[str, Any]]) -> None:
    if not records:
        return
    shown = table("line", title, "as it stands", right=("line",))
    for each in records[:RECORDS_SHOWN]:
        shown.add_row(_cell(each["line"]), _cell(each["problem"] or each["rule"]), _cell(each["text"]))
    out.print(shown)
    if len(records) > RECORDS_SHOWN:
        out.print(f"and {len(records) - RECORDS_SHOWN:,} more; --json lists all")


def reported(month: str, done: Sequence[Result], index: Path) -> None:
    """A line a client; what failed, with its reason."""
    shown = table("client", "report", "seconds", right=("seconds",))
    for each in done:
        seconds = f"{each.seconds:.1f}" if each.status == "done" else ""
        shown.add_row(escape(each.client), each.status, seconds)
    out.print(shown)
    for each in done:
        if each.status == "failed":
            problem(each.reason)
    made = sum(each.status == "done" for each in done)
    same = sum(each.status == "unchanged" for each in done)
    failed = len(done) - made - same
    tail = f", {failed} failed" if failed else ""
    out.print(f"{month}: {made} made, {same} unchanged{tail}. Open {escape(str(index))}", soft_wrap=True)


def formats() -> None:
    """The apps and layouts, a line each."""
    shown = table("app and layout", "what tells it apart")
    for each in (*importers.ALL, *importers.PLAIN):
        shown.add_row(
            f"[bold]{escape(each.title)}[/]", f"[dim]needs {escape(each.needs)}[/]" if each.needs else ""
        )
        for name, trait in each.dialects.items():
            unseen = " [dim](from descriptions; no real file seen)[/]" if name in each.unseen else ""
            shown.add_row(f"  {escape(name)}", escape(trait) + unseen)
    out.print(shown)


def status(rows: Sequence[dict[str, Any]]) -> None:
    """A line a client."""
    shown = table(
        "client",
        "files",
        "tables",
        "sets",
        "last set",
        "reports",
        "to mend",
        right=("files", "sets", "to mend"),
    )
    for row in rows:
        months = ", ".join(row["reports"][-3:]) or "none"
        mend = row["refused"] + row["rejected"]
        cells = (row["client"], row["files"], row["tables"], row["sets"], row["last"], months, mend or None)
        shown.add_row(*(_cell(c) for c in cells))
    out.print(shown)
