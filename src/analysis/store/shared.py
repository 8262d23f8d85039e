"""Files of many people, in `data/raw/` itself: each is read once, and gives every client their own records alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

import polars as pl
import tomlkit

from analysis.errors import AmbiguousDatesError, AnalysisError, UnmappedColumnsError, UnreadableFileError
from analysis.importers.reading import Hints, Reading
from analysis.ingest import pipeline
from analysis.settings.client import FILE_NAME as CLIENT_FILE
from analysis.settings.client import ClientSettings
from analysis.settings.coach import FILE_NAME
from analysis.sources import blob, containers
from analysis.store import departed, manifest, originals, people
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
        notes: What the coach should know and need not mend, a line each.
    """

    file: str
    lines: int = 0
    people: int = 0
    unmapped: Mapping[str, int] = field(default_factory=dict)
    nobody: int = 0
    problems: Sequence[str] = ()
    notes: Sequence[str] = ()


class Records(NamedTuple):
    """How many records of a file are one person's, and the first and last day of them."""

    records: int
    first_on: str | None
    last_on: str | None


class Shelf:
    """The files of many people of one workspace, each read once however many clients stand in it."""

    def __init__(self, workspace: Path) -> None:
        """Look at what there is; nothing is read yet.

        Raises:
            BadSettingError: the mapping in `phasewise.toml` has a slip in the name of a file or a folder.
        """
        self._files = {path.name: path for path in originals.loose(workspace)}
        self._inputs = [*self._files.values(), workspace / FILE_NAME, workspace / manifest.ALIASES]
        self._stood = manifest.standing(self._inputs)
        gone = people.check(workspace, files=sorted(self._files), folders=originals.folders(workspace))
        self.warnings: list[str] = [*gone, *departed.told(workspace)]
        """What is said of files that are not there, and who is in no file any more: a line each."""
        self._said: People = people.read(workspace)
        self._parts: dict[str, list[blob.Blob] | AnalysisError] = {}
        self._read: dict[tuple[str, Hints], pipeline.Known | AnalysisError] = {}

    def of(
        self, client: str, settings: ClientSettings, aliases: Mapping[str, str]
    ) -> list[pipeline.Ingested | pipeline.Refused]:
        """A client's part of every file that tells of them."""
        done: list[pipeline.Ingested | pipeline.Refused] = []
        for file, persons in self._said.of(client).items():
            toml = f"{said_in(file)}, or to data/raw/{client}/client.toml"
            desk = pipeline.Desk(client, settings, aliases, toml, unit_must_be_known=True)
            parts = self._parts_of(file)
            known = [] if isinstance(parts, AnalysisError) else [(p, self._known(p, settings)) for p in parts]
            if not known or any(isinstance(each, AnalysisError) for _, each in known):
                done.append(_refused(ABOVE + file, client, _not_all_read(file)))
            found = [(part, each) for part, each in known if isinstance(each, pipeline.Known)]
            given = [(part, each, self._at(part, desk)) for part, each in found]
            done += [
                one for part, each, here in given if (one := _one(part, each, persons, here)) is not None
            ]
        return done

    def still_stands(self) -> bool:
        """Whether nothing that clients share was written to since: it is read once, and hashed for each of them later."""
        return manifest.standing(self._inputs) == self._stood

    def standing(self) -> list[Shared]:
        """How each file stands, whoever the clients are."""
        return [self._standing(name) for name in self._files]

    def _at(self, part: blob.Blob, desk: pipeline.Desk) -> pipeline.Desk:
        """A client's desk, for a part of which `phasewise.toml` may say the unit."""
        unit = self._said.said_of(part.name).weight_unit
        if unit is None:
            return desk._replace(unit_said_in=CLIENT_FILE)
        return desk._replace(
            settings=desk.settings.model_copy(update={"weight_unit": unit}), unit_said_in=FILE_NAME
        )

    def _parts_of(self, file: str) -> list[blob.Blob] | AnalysisError:
        if file not in self._parts:
            try:
                self._parts[file] = list(containers.unpacked(blob.of_file(self._files[file], file)))
            except (Exception, pl.exceptions.PanicException) as err:  # noqa: BLE001 - as below
                self._parts[file] = pipeline.told(err, file)
        return self._parts[file]

    def _known(self, part: blob.Blob, settings: ClientSettings) -> pipeline.Known | AnalysisError:
        hints = Hints(
            client_toml=FILE_NAME,
            date_order=self._said.said_of(part.name).date_order or settings.date_order,
            columns=self._said.tables.get(part.name),
            timezone=settings.timezone,
        )
        key = (part.name, hints)
        if key not in self._read:
            try:
                self._read[key] = pipeline.known_as(part, hints)
            except (Exception, pl.exceptions.PanicException) as err:  # noqa: BLE001 - it would cost every client of the file
                self._read[key] = placed(pipeline.told(err, part.name), part.name)
        return self._read[key]

    def _standing(self, file: str) -> Shared:
        parts = self._parts_of(file)
        if isinstance(parts, AnalysisError):
            return Shared(file=file, problems=(str(parts),))
        known = [self._known(part, ClientSettings()) for part in parts]
        read = [each.reading for each in known if isinstance(each, pipeline.Known)]
        problems = [str(each) for each in known if isinstance(each, AnalysisError)]
        return _counted(file, read, problems, self._said.files.get(file, {}))


def _one(
    part: blob.Blob, known: pipeline.Known, persons: Sequence[str], desk: pipeline.Desk
) -> pipeline.Ingested | pipeline.Refused | None:
    """One person's records of one part; null where it has none of theirs."""
    if not set(persons) & set(known.reading.persons):
        return None
    named = blob.Blob(ABOVE + part.name, part.size, part.opened, part.encoding)
    try:
        return pipeline.checked(
            named, known._replace(reading=known.reading.of(*persons)), desk, whole=known.reading
        )
    except (Exception, pl.exceptions.PanicException) as err:  # noqa: BLE001 - a mistake of ours in one part must not cost the others
        return _refused(named.name, desk.client, pipeline.told(err, named.name))


def said_in(file: str) -> str:
    """Where the coach says the unit and the order of dates of a file of many people."""
    return f'{FILE_NAME} under [shared."{file.partition("/")[0]}"]'


def placed(error: AnalysisError, file: str) -> AnalysisError:
    """The error of a file in `data/raw/` itself, with what is to be done about it there.

    The order of dates is said of the whole file; and a table without a column of people may be one person's.
    """
    if isinstance(error, AmbiguousDatesError):
        return AmbiguousDatesError(file, example=error.example, client_toml=said_in(file))
    if isinstance(error, UnmappedColumnsError) and "\nperson = " not in error.proposal:
        return UnreadableFileError(
            file,
            "no column of it seems to say whose a row is",
            "Put a table of one person into that client's folder, data/raw/<client>/. If a column does name the people,"
            f" add these lines to {FILE_NAME}, with that column as person:\n{error.proposal}\n"
            '# person = "the column that names the people"',
        )
    return error


def _not_all_read(file: str) -> UnreadableFileError:
    """What a client's tables say of it: no name of a sheet and no line, for those may be another client's."""
    return UnreadableFileError(
        file,
        "not all of this file of many people could be read",
        f"`phasewise inspect data/raw/{file}` says why",
    )


def _refused(name: str, client: str, error: AnalysisError) -> pipeline.Refused:
    return pipeline.refused(
        name, client=client, source=hashlib.sha256(name.encode()).hexdigest(), error=error
    )


def _counted(
    file: str, read: Sequence[Reading], problems: Sequence[str], mapped: Mapping[str, str]
) -> Shared:
    """Whose the records of a file are."""
    known = _records(read)
    total = sum(int(reading.ledger["records"].sum()) for reading in read)
    unmapped = {person: seen for person, seen in known.items() if person not in mapped}
    strangers = [person for person in mapped if person not in known] if known else []
    of_nobody = bool(known) and not unmapped and not any(mapped.values())
    return Shared(
        file=file,
        lines=total,
        people=len(known),
        unmapped={person: seen.records for person, seen in unmapped.items()},
        nobody=total - sum(seen.records for seen in known.values()),
        problems=(
            *problems,
            *([_misplaced(file)] if read and not known else []),
            *([_to_paste(file, unmapped, len(known), begun=bool(mapped))] if unmapped else []),
            *(_stranger(file, person, sorted(known)) for person in strangers),
        ),
        notes=[_of_nobody(file, len(known))] if of_nobody else [],
    )


def _records(read: Sequence[Reading]) -> dict[str, Records]:
    """What a file has of each person it names, in the order of their names."""
    found: dict[str, list[Records]] = {}
    for reading in read:
        days = _days(reading)
        for person, n in reading.records_of.items():
            found.setdefault(person, []).append(Records(n, *days.get(person, (None, None))))
    return {person: _sum(found[person]) for person in sorted(found)}


def _days(reading: Reading) -> dict[str, tuple[str, str]]:
    """The first and the last day on which each person did or measured something."""
    if reading.people is None:
        return {}
    stamps = [
        reading.sets.select("line", pl.col("performed_at").dt.date().alias("day")),
        reading.body.select("line", pl.col("measured_at").dt.date().alias("day")),
    ]
    whose = pl.concat(stamps).drop_nulls("day").join(reading.people.drop_nulls("person"), on="line")
    spans = whose.group_by("person").agg(
        pl.col("day").min().alias("first"), pl.col("day").max().alias("last")
    )
    return {person: (str(first), str(last)) for person, first, last in spans.iter_rows()}


def _sum(parts: Sequence[Records]) -> Records:
    first = [part.first_on for part in parts if part.first_on]
    last = [part.last_on for part in parts if part.last_on]
    return Records(sum(part.records for part in parts), min(first, default=None), max(last, default=None))


def _of_nobody(file: str, n: int) -> str:
    return f'{file}: {FILE_NAME} says "" of all {n} people, so nothing of this file is stored'


def _misplaced(file: str) -> str:
    error = UnreadableFileError(
        file,
        "the file tells of one person and lies in data/raw/ itself",
        "Put it into that client's folder, data/raw/<client>/",
    )
    return str(error)


def _to_paste(file: str, unmapped: Mapping[str, Records], everybody: int, *, begun: bool) -> str:
    """Who is not mapped, in one line, and the lines that map them; `begun`: their heading is there already."""
    names = list(unmapped)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    blank = tomlkit.dumps({"people": {file: dict.fromkeys(names, "")}}).strip()
    heading, *lines = blank.split("\n")
    told = [f"{line}  # {_in_words(seen)}" for line, seen in zip(lines, unmapped.values(), strict=True)]
    where = f"phasewise.toml under {heading}" if begun else "phasewise.toml"
    return (
        f"{file}: {len(names)} of {everybody} people are nobody's client yet: {', '.join(names[:SHOWN])}{more}. Add these"
        f' lines to {where}, and write the folder of each client between the quotes; "" stays for who is none of yours:\n'
        + "\n".join(told if begun else [heading, *told])
    )


def _in_words(seen: Records) -> str:
    """What a file has of a person, so that a number can be told to be somebody.

    >>> _in_words(Records(1, "2026-01-05", "2026-01-05")), _in_words(Records(1200, "2026-01-05", "2026-03-04"))
    ('1 record, 2026-01-05', '1,200 records, 2026-01-05 to 2026-03-04')
    """
    count = "1 record" if seen.records == 1 else f"{seen.records:,} records"
    if seen.first_on is None:
        return f"{count}, no dates"
    return f"{count}, {seen.first_on}" + (f" to {seen.last_on}" if seen.last_on != seen.first_on else "")


def _stranger(file: str, person: str, known: Sequence[str]) -> str:
    near = get_close_matches(person, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f'phasewise.toml: people."{file}": nobody in the file is called {person!r}.{hint}'
