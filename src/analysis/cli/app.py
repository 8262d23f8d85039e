"""The commands. Each parses, makes one library call, prints, and sets the exit status.

0: done. 1: done, but something was rejected, refused or failed, and the output names it.
2: wrong use.

A command imports what it needs when it runs: `phasewise status` does not wait for notebooks and figures.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer

from analysis import __version__
from analysis.cli import answers, complaints, file_facts, inspection, places, questions, terminal, workspace
from analysis.errors import (
    AnalysisError,
    BadParametersError,
    BadSettingError,
    FolderTakenError,
    NotAWorkspaceError,
    NothingImportedError,
    UnknownClientError,
)
from analysis.store import imports, originals
from analysis.store.shared import Shared, Shelf

WRONG_USE: Final = (
    NotAWorkspaceError,
    UnknownClientError,
    BadParametersError,
    BadSettingError,
    FolderTakenError,
)

INTERRUPTED: Final = 130
UsageError: Final[type[Exception]] = typer.BadParameter.__mro__[1]
"""Any wrong use of the command line; typer shows the class by this one child only."""

app = typer.Typer(
    name="phasewise",
    help=(
        "Monthly strength-versus-hypertrophy reports from the exports of training apps.\n\n"
        "A workspace is a folder with each client's exports in data/raw/<client>/."
        " Start with `phasewise demo my-demo`, then `cd my-demo` and `phasewise report`."
    ),
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

Workspace = Annotated[
    Path, typer.Option("--workspace", "-w", help="The workspace's folder.", show_default="this folder")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="One JSON object on standard output and nothing else there.")
]
Clients = Annotated[
    list[str] | None,
    typer.Argument(help="Clients' folder names; all where none is named.", show_default=False),
]


def _print_json(answer: dict[str, Any]) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=1))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")], *, as_json: AsJson = False
) -> None:
    """Make a workspace: put each client's exports into data/raw/<client>/ and run `phasewise report`."""
    _made(folder, workspace.make(folder), as_json=as_json)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")], *, as_json: AsJson = False
) -> None:
    """Make a workspace with sample clients whose truth is known (docs/sample-clients.md)."""
    _made(folder, workspace.make(folder, demo=True), as_json=as_json)


def _made(folder: Path, files: list[str], *, as_json: bool) -> None:
    if as_json:
        _print_json({"workspace": str(folder), "files": files})
        return
    clients = sorted({file.split("/")[2] for file in files if file.startswith("data/raw/")})
    held = f" with {len(clients)} sample clients" if clients else ""
    todo = "phasewise report" if clients else "put exports into data/raw/<client>/, then run phasewise report"
    terminal.out.print(f"Made {folder}{held}. Next: cd {folder}, {todo}.", soft_wrap=True, markup=False)


@app.command("import")
def import_(clients: Clients = None, *, root: Workspace = Path(), as_json: AsJson = False) -> None:
    """Read the clients' exports into data/processed/; only what changed since the last time."""
    named = originals.chosen(root, clients or [])
    shelf = Shelf(root)
    done = _import(root, named, shelf, quiet=as_json)
    if not as_json and sys.stdin.isatty() and (settled := questions.units(root, done)):
        again = {each.client: each for each in _import(root, settled, shelf, quiet=False)}
        done = [again.get(each.client, each) for each in done]
    ignored = {each.client: originals.ignored(root, each.client) for each in done}
    shared = shelf.standing()
    if as_json:
        _print_json(answers.imported(done, ignored, shared) | {"warnings": shelf.warnings})
    else:
        terminal.imported(done, ignored)
        complaints.warned(shelf.warnings)
        complaints.tell(done, shared, root)
    raise typer.Exit(0 if all(each.complete for each in done) and not _troubled(shared) else 1)


def _troubled(shared: Sequence[Shared]) -> bool:
    return any(each.problems for each in shared)


def _import(root: Path, clients: list[str], shelf: Shelf, *, quiet: bool) -> list[imports.Imported]:
    with terminal.progress(quiet=quiet) as bar:
        task = bar.add_task("Importing", total=len(clients))
        return imports.run(root, clients, on_done=lambda _: bar.advance(task), shelf=shelf)


@app.command()
def inspect(
    file: Annotated[
        Path,
        typer.Argument(help="One export; or a part of one, as export.zip/strong.csv.", show_default=False),
    ],
    *,
    root: Workspace = Path(),
    as_json: AsJson = False,
) -> None:
    """Say what a file is and what would happen to every line of it. Writes nothing.

    The settings of the client in whose folder the file lies are used, if there are any.
    """
    whole, part = places.split(file)
    if not whole.is_file():
        raise typer.BadParameter(_no_file(whole), param_hint="FILE")
    looked = inspection.look(whole, root, part=part)
    if as_json:
        _print_json(looked.answer)
    else:
        file_facts.looked(looked)
    raise typer.Exit(0 if looked.clean else 1)


def _no_file(path: Path) -> str:
    """Why a path cannot be looked at, and what can."""
    if not path.is_dir():
        return f"{path} is not there"
    inside = path.resolve()
    client = inside.name if inside.parts[-3:-1] == originals.RAW.parts else "<client>"
    return (
        f"{path} is a folder. Name one file in it, or read all of a client's with `phasewise import {client}`"
    )


@app.command()
def report(
    clients: Clients = None,
    *,
    month: Annotated[
        str | None,
        typer.Option(
            "--month",
            "-m",
            help="YYYY-MM.",
            show_default="the last month that a quarter of the clients reached",
        ),
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", "-j", min=1, help="Reports made side by side.")
    ] = os.cpu_count() or 1,
    root: Workspace = Path(),
    as_json: AsJson = False,
) -> None:
    """Write the month's reports (HTML, PDF, notebook, JSON) to reports/<month>/; only what changed."""
    from analysis.batch import Result, index, monthly, run  # noqa: PLC0415 - notebooks and figures take seconds to load

    named = originals.chosen(root, clients or [])
    shelf = Shelf(root)
    read = _import(root, named, shelf, quiet=as_json)
    shared = shelf.standing()
    chosen = _month(month) or monthly.latest(root, named)
    if chosen is None:
        if not as_json:
            complaints.tell(read, shared, root)
        raise NothingImportedError(root)
    barred = {each.client: _barred(root, each, chosen) for each in read}
    jobs = monthly.jobs(root, [client for client, reason in barred.items() if reason is None], chosen)
    with terminal.progress(quiet=as_json) as bar:
        task = bar.add_task(f"Reports for {monthly.month_name(chosen)}", total=len(jobs))
        done = run(jobs, workers=min(workers, max(len(jobs), 1)), on_done=lambda _: bar.advance(task))
    done += [
        Result(client=client, month=chosen, status="failed", reason=reason)
        for client, reason in barred.items()
        if reason is not None
    ]
    page = index.write(root, chosen, done)
    if as_json:
        _print_json(answers.reported(chosen, done, page, root) | {"warnings": shelf.warnings})
    else:
        terminal.reported(chosen, done, page)
        complaints.warned(shelf.warnings)
        complaints.tell([each for each in read if barred[each.client] is None], shared, root)
    failed = any(each.status == "failed" for each in done) or not all(each.complete for each in read)
    failed = failed or _troubled(shared)
    raise typer.Exit(1 if failed else 0)


def _barred(root: Path, each: imports.Imported, month: str) -> str | None:
    """Why no report is tried for a client; null: one is."""
    from analysis.batch import monthly  # noqa: PLC0415 - as above

    return each.problem if each.status == "failed" else monthly.nothing_to_report(root, each.client, month)


def _month(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise typer.BadParameter(f"{text!r} is not a month; write it as 2026-03", param_hint="--month")
    return text


@app.command()
def status(clients: Clients = None, *, root: Workspace = Path(), as_json: AsJson = False) -> None:
    """Say what is imported, what is stale, and which reports there are. Writes nothing."""
    rows = [workspace.standing(root, client) for client in originals.chosen(root, clients or [])]
    shelf = Shelf(root)
    shared = shelf.standing()
    if as_json:
        _print_json({"clients": rows, **answers.of_many(shared), "warnings": shelf.warnings})
    else:
        terminal.status(rows)
        complaints.unmapped(shared)
        complaints.warned(shelf.warnings)


@app.command()
def formats(*, as_json: AsJson = False) -> None:
    """List the apps and layouts phasewise reads."""
    if as_json:
        _print_json(answers.formats())
    else:
        terminal.formats()


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"phasewise {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    ctx: typer.Context,
    *,
    _: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda wanted: _version(wanted=wanted),
            is_eager=True,
            help="Say the version.",
        ),
    ] = False,
) -> None:
    """Monthly strength-versus-hypertrophy reports from the exports of training apps."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(2)


def main() -> None:
    """Run the command; what the user can mend is one line, anything else is our bug and shows its traceback."""
    terminal.use_utf8()
    try:
        status = app(standalone_mode=False) or 0
        if status == INTERRUPTED:
            _fail("interrupted; what was finished is kept, and the same command does the rest", status=status)
        raise SystemExit(status)
    except AnalysisError as err:
        _fail(str(err), status=2 if isinstance(err, WRONG_USE) else 1)
    except UsageError as err:
        _fail(_usage(err), status=2)
    except OSError as err:
        _fail(f"{err.filename or 'a file'}: {(err.strerror or str(err)).lower()}", status=1)


def _usage(err: BaseException) -> str:
    """What was wrong with the words of a command, and where its help is."""
    said = getattr(err, "format_message", lambda: str(err))()
    ctx = getattr(err, "ctx", None)
    command = getattr(ctx, "command_path", "phasewise")
    return f"{str(said).rstrip('.')}. See `{command} --help`."


def _fail(problem: str, *, status: int) -> NoReturn:
    """Say what is wrong in one line, as JSON too where that was asked for, and end."""
    terminal.problem(problem)
    if "--json" in sys.argv[1:]:
        _print_json({"error": problem})
    raise SystemExit(status) from None
