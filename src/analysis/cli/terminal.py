"""What the commands show on a terminal: tables a coach can read, and one line for each thing that is wrong."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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
from analysis.display import weight_words
from analysis.display.alike import listed
from analysis.display.escape import clean
from analysis.display.number import count
from analysis.exercises.catalogue import display_name
from analysis.store.imports import Imported

if TYPE_CHECKING:  # loading it would load notebooks and figures
    from analysis.batch import Result

out: Final = Console(highlight=False, emoji=False)
err: Final = Console(stderr=True, highlight=False, emoji=False)
"""Without emoji codes: a lift that somebody named `:fire:` is shown as it is written."""

SHOWN: Final = 8
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
    """One line on standard error; below it, as they are, the lines to paste that an error may end with."""
    said, mark, to_paste = text.partition(":\n")
    err.print(f"[bold red]phasewise:[/] {escape(said + mark)}", soft_wrap=True)
    for line in to_paste.splitlines():
        err.print(escape(line), soft_wrap=True)


def table(*columns: str, right: Sequence[str] = ()) -> Table:
    """A plain table: numbers to the right, no boxes."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        number = name in right
        made.add_column(name, justify="right" if number else "left", overflow="fold", no_wrap=number)
    return made


def cell(value: object) -> str:
    """A value as a table shows it; a dash where there is none."""
    return "–" if value is None else escape(f"{value:,}" if isinstance(value, int) else str(value))


def imported(done: Sequence[Imported], ignored: Mapping[str, Sequence[str]]) -> None:
    """A line a file; photos and notes beside the exports are mentioned once."""
    shown = table("file (app, unit)", *COUNTS, right=COUNTS)
    for each in done:
        if each.status == "unchanged":
            continue
        shown.add_row(f"[bold]{escape(each.client)}[/]")
        for row in each.sources.iter_rows(named=True):
            known = ", ".join(part for part in (row["app"] or "refused", row["weight_unit"]) if part)
            counts = (row[name] for name in ("lines", "used", "repeated", "not_a_set", "rejected"))
            shown.add_row(f"  {escape(row['file'])} ({escape(known)})", *(cell(n) for n in counts))
    if shown.row_count:
        out.print(shown)
    if not done:
        out.print("No clients yet: put each client's exports into data/raw/<client>/.", markup=False)
    unchanged = sum(each.status == "unchanged" for each in done)
    if unchanged:
        out.print(f"{unchanged} of {len(done)} clients unchanged since the last import.")
    beside = {each.client: len(ignored.get(each.client, ())) for each in done if each.status == "imported"}
    if sum(beside.values()):
        whose = ", ".join(f"{client} {n}" for client, n in beside.items() if n)
        out.print(escape(f"Photos and notes beside the exports, not read: {whose}."), soft_wrap=True)


def zone_unknown(client: str, files: Sequence[str]) -> str:
    """What is wrong where files tell universal time and nobody said where the client lives."""
    return (
        f"{listed(files)}: the times are UTC and the client's time zone is not known: sessions after 21:00 could fall on the"
        f' wrong day. Add timezone = "Europe/Berlin", or the client\'s own, to data/raw/{client}/client.toml'
    )


def taken_for(row: dict[str, Any], *, lifts: str = "") -> str:
    """What the weights of a lift were taken for, and why, in a sentence; `lifts`: of several lifts alike.

    >>> taken_for({"lift": "Pull Up", "app": "hevy", "meaning": "total", "known_by": "client.toml", "evidence": None, "sets": 3})
    'Pull Up (hevy, 3 sets): weights taken as the total with the body; client.toml says so.'
    """
    why = row["evidence"] or "client.toml says so"
    meant = weight_words.MEANT[row["meaning"]]
    named = lifts or display_name(row["lift"])
    return f"{named} ({row['app']}, {count(row['sets'], 'set')}): weights taken as {meant}; {why}."


def from_comments(counts: Mapping[str, int]) -> str:
    """How many sets had what from a comment; empty where none had."""
    words = {"rir": "effort", "kind": "kind of set", "tempo": "tempo"}
    return ", ".join(f"{words[name]} of {count(n, 'set')}" for name, n in counts.items() if n)


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
    """The apps and layouts, a line each, and how many there are."""
    shown = table("app and layout", "what tells it apart")
    every = importers.by_family()
    for each in every:
        shown.add_row(
            f"[bold]{escape(each.title)}[/]", f"[dim]needs {escape(each.needs)}[/]" if each.needs else ""
        )
        for name, trait in each.dialects.items():
            unseen = " [dim](from descriptions; no real file seen)[/]" if name in each.unseen else ""
            shown.add_row(f"  {escape(name)}", escape(trait) + unseen)
    out.print(shown)
    layouts, described = sum(len(each.dialects) for each in every), sum(len(each.unseen) for each in every)
    out.print(
        f"{len(every)} formats in {layouts} layouts, {described} of them from descriptions only; zip archives and Excel"
        " workbooks (.xlsx) of these too.",
        soft_wrap=True,
    )


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
        shown.add_row(*(cell(c) for c in cells))
    out.print(shown)
    _trained([(row["client"], row["training"]) for row in rows if row["training"]])


def _trained(rows: Sequence[tuple[str, dict[str, Any]]]) -> None:
    """What each client's newest report says of the training, a line a client."""
    if not rows:
        return
    shown = table("client", "as of", "phase", "plan", "verdict", "warnings", "next")
    for client, said in rows:
        warnings = ", ".join(name.replace("_", " ") for name in dict.fromkeys(said["warnings"])) or "none"
        cells = (
            client,
            said["as_of"],
            said["phase"],
            said["adherence"],
            said["verdict"],
            warnings,
            said["next"],
        )
        shown.add_row(*(cell(c) for c in cells))
    out.print(shown)
