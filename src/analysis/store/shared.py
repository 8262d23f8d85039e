"""Files of many people, in `data/raw/` itself: each is read once, and gives every client their own records alone."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

import tomlkit

from analysis.errors import AnalysisError, UnreadableFileError
from analysis.importers.reading import Hints, Reading
from analysis.ingest import pipeline
from analysis.settings.client import ClientSettings
from analysis.settings.coach import FILE_NAME
from analysis.sources import blob, containers
from analysis.store import originals, people
from analysis.store.people import People

ABOVE: Final = "../"
"""Before the name of such a file in a client's tables: it lies above the client's folder."""

SHOWN: Final = 8


@dataclass(frozen=True, kw_only=True)
class Shared:
    """How one file in `data/raw/` itself stands.

    Attributes:
        lines: Its records; of a file that was not read none.
        people: How many people it names.
        unmapped: Records of each person who is nobody's client yet.
        nobody: Records that name no person.
        problems: What the coach has to mend, a line each; the first may go on with lines to paste.
    """

    file: str
    lines: int = 0
    people: int = 0
    unmapped: Mapping[str, int] = field(default_factory=dict)
    nobody: int = 0
    problems: Sequence[str] = ()


class Shelf:
    """The files of many people of one workspace, each read once however many clients stand in it."""

    def __init__(self, workspace: Path) -> None:
        """Look at what there is; nothing is read yet.

        Raises:
            BadSettingError: the mapping in `phasewise.toml` names a file or folder that is not there.
        """
        self._files = {path.name: path for path in originals.loose(workspace)}
        people.check(workspace, files=sorted(self._files), folders=originals.folders(workspace))
        self._said: People = people.read(workspace)
        self._parts: dict[str, list[blob.Blob] | AnalysisError] = {}
        self._read: dict[tuple[str, Hints], pipeline.Known | AnalysisError] = {}

    def of(
        self, client: str, settings: ClientSettings, aliases: Mapping[str, str]
    ) -> list[pipeline.Ingested | pipeline.Refused]:
        """A client's part of every file that tells of them."""
        toml = f"data/raw/{client}/client.toml"
        desk = pipeline.Desk(client, settings, aliases, toml, unit_must_be_known=True)
        done: list[pipeline.Ingested | pipeline.Refused] = []
        for file, persons in self._said.of(client).items():
            parts = self._parts_of(file)
            if isinstance(parts, AnalysisError):
                done.append(_refused(ABOVE + file, client, parts))
            else:
                done += [one for part in parts if (one := self._one(part, persons, desk)) is not None]
        return done

    def standing(self) -> list[Shared]:
        """How each file stands, whoever the clients are."""
        return [self._standing(name) for name in self._files]

    def _one(
        self, part: blob.Blob, persons: Sequence[str], desk: pipeline.Desk
    ) -> pipeline.Ingested | pipeline.Refused | None:
        """One person's records of one part; null where it has none of theirs."""
        known = self._known(part, desk.settings)
        named = blob.Blob(ABOVE + part.name, part.size, part.opened, part.encoding)
        if isinstance(known, AnalysisError):
            return _refused(named.name, desk.client, known)
        if not set(persons) & set(known.reading.persons):
            return None
        try:
            return pipeline.checked(named, known._replace(reading=known.reading.of(*persons)), desk)
        except AnalysisError as err:
            return _refused(named.name, desk.client, err)

    def _parts_of(self, file: str) -> list[blob.Blob] | AnalysisError:
        if file not in self._parts:
            try:
                self._parts[file] = list(containers.unpacked(blob.of_file(self._files[file], file)))
            except AnalysisError as err:
                self._parts[file] = err
        return self._parts[file]

    def _known(self, part: blob.Blob, settings: ClientSettings) -> pipeline.Known | AnalysisError:
        hints = Hints(
            client_toml=FILE_NAME,
            date_order=settings.date_order,
            columns=self._said.tables.get(part.name),
            timezone=settings.timezone,
        )
        key = (part.name, hints)
        if key not in self._read:
            try:
                self._read[key] = pipeline.known_as(part, hints)
            except AnalysisError as err:
                self._read[key] = err
        return self._read[key]

    def _standing(self, file: str) -> Shared:
        parts = self._parts_of(file)
        if isinstance(parts, AnalysisError):
            return Shared(file=file, problems=(str(parts),))
        known = [self._known(part, ClientSettings()) for part in parts]
        read = [each.reading for each in known if isinstance(each, pipeline.Known)]
        problems = [str(each) for each in known if isinstance(each, AnalysisError)]
        return _counted(file, read, problems, self._said.files.get(file, {}))


def _refused(name: str, client: str, error: AnalysisError) -> pipeline.Refused:
    return pipeline.refused(
        name, client=client, source=hashlib.sha256(name.encode()).hexdigest(), error=error
    )


def _counted(
    file: str, read: Sequence[Reading], problems: Sequence[str], mapped: Mapping[str, str]
) -> Shared:
    """Whose the records of a file are."""
    known: dict[str, int] = {}
    for reading in read:
        for person, n in reading.records_of.items():
            known[person] = known.get(person, 0) + n
    total = sum(int(reading.ledger["records"].sum()) for reading in read)
    unmapped = {person: n for person, n in known.items() if person not in mapped}
    strangers = [person for person in mapped if person not in known] if known else []
    return Shared(
        file=file,
        lines=total,
        people=len(known),
        unmapped=unmapped,
        nobody=total - sum(known.values()),
        problems=(
            *problems,
            *([_misplaced(file)] if read and not known else []),
            *([_to_paste(file, unmapped, len(known), begun=bool(mapped))] if unmapped else []),
            *(_stranger(file, person, sorted(known)) for person in strangers),
        ),
    )


def _misplaced(file: str) -> str:
    error = UnreadableFileError(
        file, "the file tells of one person and lies in data/raw/ itself", "Put it into that client's folder"
    )
    return str(error)


def _to_paste(file: str, unmapped: Mapping[str, int], everybody: int, *, begun: bool) -> str:
    """Who is not mapped, in one line, and the lines that map them; `begun`: their heading is there already."""
    names = list(unmapped)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    heading, _, lines = (
        tomlkit.dumps({"people": {file: {name: _folder(name) for name in names}}}).strip().partition("\n")
    )
    where = f"phasewise.toml under {heading}" if begun else "phasewise.toml"
    return (
        f"{file}: {len(names)} of {everybody} people are nobody's client yet: {', '.join(names[:SHOWN])}{more}. Add these"
        f' lines to {where}, with the folder of each client, or "" for who is none of yours:\n'
        + (lines if begun else f"{heading}\n{lines}")
    )


def _folder(person: str) -> str:
    """A folder's name made of a person's.

    >>> _folder("Zoë O'Hara")
    'zoe-o-hara'
    """
    plain = unicodedata.normalize("NFKD", person).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "client"


def _stranger(file: str, person: str, known: Sequence[str]) -> str:
    near = get_close_matches(person, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f'phasewise.toml: people."{file}": nobody in the file is called {person!r}.{hint}'
