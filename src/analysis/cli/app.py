"""The commands. Each parses, makes one library call, prints, and sets the exit status (`exits`).

A command imports what it needs when it runs: `phasewise status` does not wait for notebooks and figures.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer

from analysis import __version__
from analysis.cli import answers, complaints, file_facts, inspection, places, reading, terminal, workspace
from analysis.cli.options import AsJson, Clients, Workspace, print_json
from analysis.store import originals
from analysis.store.shared import Shelf

DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

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
        print_json({"workspace": str(folder), "files": files})
        return
    clients = sorted({file.split("/")[2] for file in files if file.startswith("data/raw/")})
    held = f" with {len(clients)} sample clients" if clients else ""
    todo = "phasewise report" if clients else "put exports into data/raw/<client>/, then run phasewise report"
    terminal.out.print(f"Made {folder}{held}. Next: cd {folder}, {todo}.", soft_wrap=True, markup=False)


@app.command("import")
def import_(clients: Clients = None, *, root: Workspace = Path(), as_json: AsJson = False) -> None:
    """Read the clients' exports into data/processed/; only what changed since the last time."""
    raise typer.Exit(0 if reading.read(root, clients or [], as_json=as_json) else 1)


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
        print_json(looked.answer)
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
    from analysis.cli import reporting  # noqa: PLC0415 - notebooks and figures take seconds to load

    done = reporting.write(root, clients or [], _month(month), workers=workers, as_json=as_json)
    raise typer.Exit(0 if done else 1)


def _month(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise typer.BadParameter(f"{text!r} is not a month; write it as 2026-03", param_hint="--month")
    return text


@app.command()
def judge(
    client: Annotated[str, typer.Argument(help="The client's folder name.", show_default=False)],
    *,
    first: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DAY",
            help="YYYY-MM-DD: the first day to judge.",
            show_default="the phase's own",
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="DAY",
            help="YYYY-MM-DD: the last day, included. The days are then judged as a phase that has ended.",
            show_default="the log's last, of a phase that runs",
        ),
    ] = None,
    root: Workspace = Path(),
    as_json: AsJson = False,
) -> None:
    """Say whether a phase is working, with its interval, and how many more weeks would settle it.

    Without days, the phase that the log's last day lies in. Reads first what changed in the client's exports.

    [bold]phasewise judge marcus-base[/]  the phase that runs, as it stands

    [bold]phasewise judge marcus-base --from 2026-08-10[/]  the days since then

    [bold]phasewise judge marcus-base --from 2026-08-10 --to 2026-10-04[/]  a phase that is over

    [bold]phasewise judge marcus-base --to 2026-06-30[/]  the phase of that day, with nothing known of what came later
    """
    from analysis.cli import judging  # noqa: PLC0415 - the model takes a second to load

    first_on, last_on = _day(first, "--from"), _day(last, "--to")
    if first_on and last_on and last_on < first_on:
        raise typer.BadParameter(f"{last_on} is before --from {first_on}", param_hint="--to")
    raise typer.Exit(0 if judging.judge(root, client, first_on, last_on, as_json=as_json) else 1)


def _day(text: str | None, option: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text if DAY.fullmatch(text) else "")
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is not a day; write it as 2026-03-31", param_hint=option
        ) from None


@app.command()
def status(clients: Clients = None, *, root: Workspace = Path(), as_json: AsJson = False) -> None:
    """Say what is imported, what is stale, and which reports there are. Writes nothing."""
    rows = [workspace.standing(root, client) for client in originals.chosen(root, clients or [])]
    shelf = Shelf(root)
    shared = shelf.standing()
    if as_json:
        print_json({"clients": rows, **answers.of_many(shared), "warnings": shelf.warnings})
    else:
        terminal.status(rows)
        complaints.unmapped(shared)
        complaints.warned(shelf.warnings)


@app.command()
def formats(*, as_json: AsJson = False) -> None:
    """List the apps and layouts phasewise reads."""
    if as_json:
        print_json(answers.formats())
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
