"""The exports as received: who the clients are, and which files are theirs. Nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rapidfuzz import process

from analysis.errors import NotAWorkspaceError, UnknownClientError
from analysis.settings.client import FILE_NAME

RAW: Final = Path("data") / "raw"
NOT_EXPORTS: Final = frozenset({".jpg", ".jpeg", ".png", ".heic", ".webp", ".gif", ".md", ".toml"})
"""Photos and the coach's notes may lie beside the exports; they are not read."""


def clients(workspace: Path) -> list[str]:
    """The clients' folder names, sorted.

    Raises:
        NotAWorkspaceError: the folder has no `data/raw/`.
    """
    raw = workspace / RAW
    if not raw.is_dir():
        raise NotAWorkspaceError(workspace)
    return sorted(p.name for p in raw.iterdir() if p.is_dir() and not p.name.startswith("."))


def chosen(workspace: Path, named: Sequence[str]) -> list[str]:
    """The clients a command is for: those named, or all.

    Raises:
        UnknownClientError: naming the nearest client.
    """
    known = clients(workspace)
    for name in named:
        if name not in known:
            near = process.extractOne(name, known, score_cutoff=60)
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


def files(workspace: Path, client: str) -> list[Path]:
    """The client's exports, sorted by name; links that lead out of the folder are not followed."""
    home = folder(workspace, client).resolve()
    found = [
        path
        for path in folder(workspace, client).rglob("*")
        if path.is_file()
        and path.suffix.lower() not in NOT_EXPORTS
        and not any(part.startswith(".") for part in path.relative_to(folder(workspace, client)).parts)
        and path.resolve().is_relative_to(home)
    ]
    return sorted(found, key=lambda path: name_of(workspace, client, path))


def name_of(workspace: Path, client: str, path: Path) -> str:
    """How a file is called in the tables: its path under the client's folder."""
    return path.relative_to(folder(workspace, client)).as_posix()


def settings_file(workspace: Path, client: str) -> Path:
    """The client's `client.toml`, whether it exists or not."""
    return folder(workspace, client) / FILE_NAME
