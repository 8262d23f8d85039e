"""The exports as received: who the clients are, and which files are theirs. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rapidfuzz import process

from analysis.errors import NotAWorkspaceError, UnknownClientError
from analysis.settings.client import FILE_NAME
from analysis.store import people

RAW: Final = Path("data") / "raw"
NOT_EXPORTS: Final = frozenset({".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".md", ".toml"})
"""Photos and the coach's notes may lie beside the exports; they are not read."""


def clients(workspace: Path) -> list[str]:
    """The clients, sorted: those with a folder, and those whose records stand in a file of many people.

    Raises:
        NotAWorkspaceError: the folder has no `data/raw/`.
        BadSettingError: `phasewise.toml` cannot be read.
    """
    return sorted({*folders(workspace), *people.clients(workspace)})


def folders(workspace: Path) -> list[str]:
    """The clients' folders in `data/raw/`, sorted.

    Raises:
        NotAWorkspaceError: the folder has no `data/raw/`.
    """
    raw = workspace / RAW
    if not raw.is_dir():
        raise NotAWorkspaceError(workspace)
    return sorted(p.name for p in raw.iterdir() if p.is_dir() and not p.name.startswith("."))


def loose(workspace: Path) -> list[Path]:
    """The files in `data/raw/` itself that could be logs, sorted: files of many people, or of one in the wrong place."""
    raw = workspace / RAW
    found = raw.iterdir() if raw.is_dir() else ()
    return sorted(path for path in found if path.is_file() and _could_be_a_log(path, raw))


def ignored(workspace: Path, client: str) -> list[str]:
    """The files beside a client's exports that are not read: photos and notes; without `client.toml`."""
    home = folder(workspace, client)
    found = home.rglob("*") if home.is_dir() else ()
    names = [
        name_of(workspace, client, path)
        for path in found
        if path.is_file() and path.suffix.lower() in NOT_EXPORTS and path.name != FILE_NAME
    ]
    return sorted(name for name in names if not name.startswith("."))


def _could_be_a_log(path: Path, home: Path) -> bool:
    """Whether a file is to be read: no photo, no note, nothing hidden, and no link that leads out of its folder."""
    inside = path.relative_to(home).parts
    return (
        path.suffix.lower() not in NOT_EXPORTS
        and not any(part.startswith(".") for part in inside)
        and path.resolve().is_relative_to(home.resolve())
    )


def chosen(workspace: Path, named: Sequence[str]) -> list[str]:
    """The clients a command is for: those named, or all.

    Raises:
        UnknownClientError: naming the nearest client.
    """
    known = clients(workspace)
    for name in named:
        if name not in known:
            near = process.extractOne(name, known, processor=str.casefold, score_cutoff=60)
            raise UnknownClientError(name, known=known, nearest=near[0] if near else None)
    return sorted(set(named)) if named else known


def folder(workspace: Path, client: str) -> Path:
    """Where a client's exports lie."""
    return workspace / RAW / client


def folder_of(file: Path) -> Path:
    """The client's folder that a file lies in, at any depth; the file's own folder where it lies in none."""
    above = file.resolve().parents
    clients_own = (folder for folder in above if folder.parts[-3:-1] == RAW.parts)
    return next(clients_own, above[0])


def workspace_of(file: Path) -> Path | None:
    """The workspace in whose `data/raw/` itself a file lies; null where it lies elsewhere."""
    above = file.resolve().parent
    return above.parents[1] if above.parts[-2:] == RAW.parts else None


def files(workspace: Path, client: str) -> list[Path]:
    """The client's exports, sorted by name; links that lead out of the folder are not followed."""
    home = folder(workspace, client)
    if not home.is_dir():
        return []
    found = [path for path in home.rglob("*") if path.is_file() and _could_be_a_log(path, home)]
    return sorted(found, key=lambda path: name_of(workspace, client, path))


def name_of(workspace: Path, client: str, path: Path) -> str:
    """How a file is called in the tables: its path under the client's folder."""
    return path.relative_to(folder(workspace, client)).as_posix()


def settings_file(workspace: Path, client: str) -> Path:
    """The client's `client.toml`, whether it exists or not."""
    return folder(workspace, client) / FILE_NAME
