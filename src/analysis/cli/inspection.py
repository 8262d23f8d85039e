"""`phasewise inspect`: what a file is and holds, be it one log, an archive, a workbook, or a file of many people."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from analysis.cli import answers
from analysis.cli.terminal import SHOWN
from analysis.display.alike import listed
from analysis.errors import UnreadableFileError
from analysis.exercises import harmonise
from analysis.ingest import pipeline
from analysis.settings import client as client_settings
from analysis.settings import coach as coach_settings
from analysis.settings.client import ClientSettings
from analysis.store import manifest, originals, people
from analysis.store.shared import placed


class Looked(NamedTuple):
    """What was found.

    Attributes:
        answer: For `--json`: one object; of a file with several parts their counts together, and each of them.
        parts: What stands in it of each part: the object, and the names that no lift has.
    """

    answer: dict[str, Any]
    parts: list[tuple[dict[str, Any], pl.DataFrame]]

    @property
    def clean(self) -> bool:
        """Whether nothing was refused or rejected, and no unit is missing."""
        return not any(
            part.get("refused") or part.get("rejected") or part.get("unit_missing") for part, _ in self.parts
        )


def look(file: Path, root: Path, *, part: str = "") -> Looked:
    """Look at one file, or at one part of it, with the settings of the client in whose folder it lies, if there are any.

    Raises:
        AnalysisError: the file has one part, and that is refused; or it has no such part.
    """
    client, settings, toml = _settings(file)
    in_a_clients_folder = originals.folder_of(file).parts[-3:-1] == originals.RAW.parts
    done = pipeline.parts(
        file,
        client=client,
        settings=settings,
        aliases=harmonise.read_aliases(root / manifest.ALIASES),
        toml=toml,
        unit_must_be_known=False,
        one_person=in_a_clients_folder,
    )
    if part:
        done = _only(done, file.name, part)
    if len(done) == 1 and isinstance(done[0], pipeline.Refused):
        above = originals.workspace_of(file) is not None
        raise placed(done[0].error, file.name) if above else done[0].error
    parts = [_part(each, settings) for each in done]
    answer = (
        parts[0][0] if len(parts) == 1 else answers.inspected_parts(file.name, [part for part, _ in parts])
    )
    return Looked(answer, parts)


def _only(
    done: list[pipeline.Ingested | pipeline.Refused], file: str, part: str
) -> list[pipeline.Ingested | pipeline.Refused]:
    """The part that is named, or those within it: the sheets of a workbook in an archive."""
    names = [str(each.source["file"][0]) for each in done]
    wanted = f"{file}/{part}"
    found = [
        each
        for each, name in zip(done, names, strict=True)
        if name == wanted or name.startswith(f"{wanted}/")
    ]
    if not found:
        raise UnreadableFileError(file, f"it has no part {part!r}", f"It has {listed(names, SHOWN)}")
    return found


def _settings(file: Path) -> tuple[str, ClientSettings, str]:
    """Whose file it is, the settings to read it by, and what they are called."""
    workspace = originals.workspace_of(file)
    if workspace is not None:
        said = people.read(workspace)
        whole = said.said_of(file.name)
        settings = ClientSettings(
            table=said.tables, weight_unit=whole.weight_unit, date_order=whole.date_order
        )
        return workspace.name, settings, coach_settings.FILE_NAME
    folder = originals.folder_of(file)
    return folder.name, client_settings.read(folder), client_settings.FILE_NAME


def _part(
    done: pipeline.Ingested | pipeline.Refused, settings: ClientSettings
) -> tuple[dict[str, Any], pl.DataFrame]:
    if isinstance(done, pipeline.Refused):
        row = done.source.row(0, named=True)
        return {"file": row["file"], "refused": row["refused"]}, pl.DataFrame()
    return answers.inspected(done, settings), done.unmatched
