"""The words that several commands share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

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


def print_json(answer: dict[str, Any]) -> None:
    """Print the one object that `--json` asks for.

    Raises:
        ValueError: a number in it is not finite, which JSON has no word for.
    """
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))
