"""Clients whom a file of many people told of at the last import, and tells of no more: their tables change, or stay behind."""

from __future__ import annotations

from pathlib import Path

from analysis.settings.coach import FILE_NAME
from analysis.store import manifest, originals, people, processed


def told(workspace: Path) -> list[str]:
    """Return a line for each client who lost records of such a file since the last import.

    Raises:
        NotAWorkspaceError: the folder has no `data/raw/`.
        BadSettingError: `phasewise.toml` cannot be read.
    """
    said, clients = people.read(workspace), originals.clients(workspace)
    found = (workspace / processed.PROCESSED / "manifest").glob("client=*.json")
    lines = []
    for client in sorted(path.name.removeprefix("client=").removesuffix(".json") for path in found):
        then = (manifest.read(workspace, client) or {}).get("shared", {})
        lost = sorted(set(then) - set(said.of(client)))
        if lost:
            lines.append(_line(client, ", ".join(lost), stays=client in clients))
    return lines


def _line(client: str, files: str, *, stays: bool) -> str:
    if stays:
        return (
            f"{client}: nobody in {files} is this client any more. The records from there leave the tables of {client}"
            f" when that client is imported; to keep them, map them in {FILE_NAME} again"
        )
    return (
        f"{client}: nobody in {files} is this client any more, and there is no folder data/raw/{client}. The tables and reports"
        f" of {client} stay as they were: map the client in {FILE_NAME} again, or delete what is called client={client} in"
        " data/processed/"
    )
