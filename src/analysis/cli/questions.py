"""What only the coach can know, asked once and written where the next import finds it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import tomlkit
from rich.prompt import Prompt

from analysis.cli import terminal
from analysis.store import originals
from analysis.store.imports import Imported


def units(workspace: Path, done: Sequence[Imported]) -> list[str]:
    """Ask for the weight unit of each client with a file that gives none away; return the clients answered for.

    The answer is written into the client's `client.toml`; the rest of that file stays as it is, comments too.
    """
    return [each.client for each in done if each.unit_wanted and _answered(workspace, each)]


def _answered(workspace: Path, each: Imported) -> bool:
    for text in each.unit_wanted:
        terminal.err.print(terminal.escape(text.partition(" Add weight_unit")[0]), soft_wrap=True)
    unit = Prompt.ask(
        f"In which unit did {terminal.escape(each.client)} log?",
        choices=["kg", "lb", "skip"],
        default="skip",
        console=terminal.err,
    )
    if unit == "skip":
        return False
    write_unit(originals.settings_file(workspace, each.client), unit)
    return True


def write_unit(file: Path, unit: str) -> None:
    """Set `weight_unit` in a client's settings, above its first table."""
    text = file.read_text("utf-8-sig") if file.exists() else ""
    settings = tomlkit.parse(text)
    if "weight_unit" in settings:
        settings["weight_unit"] = unit
        text = tomlkit.dumps(settings)
    else:
        text = f'weight_unit = "{unit}"\n{text}'
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_suffix(".part")
    temporary.write_text(text, "utf-8")
    temporary.replace(file)
