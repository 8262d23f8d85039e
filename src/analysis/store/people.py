"""Who is whose client in files of many people: what `phasewise.toml` says of the files in `data/raw/` itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from analysis.errors import BadSettingError
from analysis.settings import coach as coach_settings
from analysis.settings.client import Columns
from analysis.settings.coach import SharedFile
from analysis.store import slips

SAYS_NOTHING: Final = SharedFile()


class People(NamedTuple):
    """The mapping of a workspace.

    Attributes:
        files: A file of many people, to each person's client; an empty client: no client of the coach's.
        tables: The columns of those files that are plain tables.
        shared: The unit and the order of dates of those files, where the coach says them.
    """

    files: dict[str, dict[str, str]]
    tables: dict[str, Columns]
    shared: dict[str, SharedFile]

    def of(self, client: str) -> dict[str, list[str]]:
        """The files that tell of a client, to the client's names in them."""
        found = {
            file: [p for p, whose in mapped.items() if whose == client] for file, mapped in self.files.items()
        }
        return {file: persons for file, persons in found.items() if persons}

    def mapping(self, file: str) -> str:
        """All that is said of a file's columns, unit and dates, as one text; empty where nothing is."""
        said = [*self.tables.items(), *self.shared.items()]
        return "; ".join(f"{name}: {what}" for name, what in said if _is_of(name, file))

    def said_of(self, part: str) -> SharedFile:
        """What is said of the unit and the dates of a file, or of a part of one."""
        named = sorted((name for name in self.shared if _is_of(part, name)), key=len)
        return self.shared[named[-1]] if named else SAYS_NOTHING


def _is_of(name: str, file: str) -> bool:
    return name == file or name.startswith(f"{file}/")


def read(workspace: Path) -> People:
    """What the workspace's settings say of people, for the files that are there.

    Raises:
        BadSettingError: `phasewise.toml` cannot be read.
    """
    said = coach_settings.read(workspace)
    here = {name: mapped for name, mapped in said.people.items() if _is_there(workspace, name)}
    return People(here, said.table, said.shared)


def _is_there(workspace: Path, file: str) -> bool:
    return (workspace / "data" / "raw" / file).is_file()


def clients(workspace: Path) -> set[str]:
    """The clients that files of many people are mapped to.

    Raises:
        BadSettingError: `phasewise.toml` cannot be read.
    """
    return {client for mapped in read(workspace).files.values() for client in mapped.values() if client}


def check(workspace: Path, *, files: Sequence[str], folders: Sequence[str]) -> list[str]:
    """Return a line for what is said of each file that is not there.

    A client without a folder is one who stands in such a file only, unless a folder has nearly the same name.

    Raises:
        BadSettingError: a file or a client that has nearly the name of one that is there: a slip of the mapping.
    """
    said = coach_settings.read(workspace)
    _check_clients(workspace, read(workspace), folders)
    return [
        line
        for section in ("people", "table", "shared")
        for name in getattr(said, section)
        if not any(_is_of(name, file) for file in files)
        and (line := _gone(workspace, section, name, [*_unsaid(getattr(said, section), files)]))
    ]


def _unsaid(names: dict[str, object], files: Sequence[str]) -> list[str]:
    """The files of which a section says nothing: only for one of these can another name be a slip."""
    return [file for file in files if not any(_is_of(name, file) for name in names)]


def _gone(workspace: Path, section: str, name: str, files: Sequence[str]) -> str:
    """What to say of a section whose file is not there; one that is nearly a file's is an error."""
    toml, key = workspace / coach_settings.FILE_NAME, f'{section}."{name}"'
    if near := slips.near_file(name, files):
        hint = f"Did you mean {near!r}?"
        raise BadSettingError(toml, line=None, key=key, problem="no such file in data/raw/ itself", hint=hint)
    return (
        f"{coach_settings.FILE_NAME}: {key}: no such file in data/raw/ itself, so this is left aside. Remove it, or put the"
        " file back; a file of one client is mapped in the client's client.toml"
    )


def _check_clients(workspace: Path, said: People, folders: Sequence[str]) -> None:
    """A client with nearly the name of another's folder and none of their own is a slip.

    Raises:
        BadSettingError: naming that folder, and how to say that it is none.
    """
    for file, mapped in said.files.items():
        for person, client in mapped.items():
            if client and client not in folders and (near := slips.near_client(client, folders)):
                raise BadSettingError(
                    workspace / coach_settings.FILE_NAME,
                    line=None,
                    key=f'people."{file}"."{person}"',
                    problem=f"no client's folder {client!r}",
                    hint=f"Did you mean {near!r}? If {client!r} is another client, make the folder data/raw/{client}.",
                )
