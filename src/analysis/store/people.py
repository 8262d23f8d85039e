"""Who is whose client in files of many people: what `phasewise.toml` says of the files in `data/raw/` itself."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from analysis.errors import BadSettingError
from analysis.settings import coach as coach_settings
from analysis.settings.client import Columns


class People(NamedTuple):
    """The mapping of a workspace.

    Attributes:
        files: A file of many people, to each person's client; an empty client: no client of the coach's.
        tables: The columns of those files that are plain tables.
    """

    files: dict[str, dict[str, str]]
    tables: dict[str, Columns]

    def of(self, client: str) -> dict[str, list[str]]:
        """The files that tell of a client, to the client's names in them."""
        found = {
            file: [p for p, whose in mapped.items() if whose == client] for file, mapped in self.files.items()
        }
        return {file: persons for file, persons in found.items() if persons}

    def mapping(self, file: str) -> str:
        """All that is said of a file's columns, as one text; empty where nothing is."""
        return "; ".join(f"{name}: {columns}" for name, columns in self.tables.items() if _is_of(name, file))


def _is_of(name: str, file: str) -> bool:
    return name == file or name.startswith(f"{file}/")


def read(workspace: Path) -> People:
    """What the workspace's settings say of people.

    Raises:
        BadSettingError: `phasewise.toml` cannot be read.
    """
    said = coach_settings.read(workspace)
    return People(said.people, said.table)


def clients(workspace: Path) -> set[str]:
    """The clients that files of many people are mapped to.

    Raises:
        BadSettingError: `phasewise.toml` cannot be read.
    """
    return {client for mapped in read(workspace).files.values() for client in mapped.values() if client}


def check(workspace: Path, *, files: Sequence[str], folders: Sequence[str]) -> None:
    """A file that is not there, or a client whose folder is written another way, is a slip of the mapping.

    A client without a folder is one who stands in such a file only, unless a folder has nearly the same name.

    Raises:
        BadSettingError: naming the nearest file or folder.
    """
    said = read(workspace)
    toml = workspace / coach_settings.FILE_NAME
    for section, names in (("people", said.files), ("table", said.tables)):
        for name in names:
            if not any(_is_of(name, file) for file in files):
                near = get_close_matches(name, files, n=1)
                hint = (
                    f"Did you mean {near[0]!r}?"
                    if near
                    else "A file of one client is mapped in the client's client.toml."
                )
                raise BadSettingError(
                    toml,
                    line=None,
                    key=f'{section}."{name}"',
                    problem="no such file in data/raw/ itself",
                    hint=hint,
                )
    for file, mapped in said.files.items():
        for client in {client for client in mapped.values() if client and client not in folders}:
            if near := get_close_matches(client, folders, n=1, cutoff=0.75):
                hint = f"Did you mean {near[0]!r}? If {client!r} is another client, make the folder data/raw/{client}."
                raise BadSettingError(
                    toml,
                    line=None,
                    key=f'people."{file}"',
                    problem=f"no client's folder {client!r}",
                    hint=hint,
                )
