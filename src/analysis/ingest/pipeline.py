"""One file, from bytes to checked rows and the account of every record."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import dataframely as dy
import polars as pl

from analysis import importers
from analysis.errors import AnalysisError, ManyPeopleError, UnknownUnitError, UnreadableFileError
from analysis.exercises import harmonise
from analysis.importers import identify
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.ingest import accounts, body_rows, file_unit, set_rows
from analysis.ingest.shape import shaped
from analysis.settings.client import FILE_NAME, ClientSettings
from analysis.sources import blob, containers, workers
from analysis.sources.delimited import Delimited
from analysis.sources.document import Document
from analysis.sources.views import Views
from analysis.tables import STATUSES, Body, Ledger, Sets, Sources

ZONE_UNKNOWN: Final = "UTC, zone not known"
"""What `Sources.clock` says where sessions late in the day may fall on the next."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Ingested:
    """All that one file gave.

    Attributes:
        sets: Its sets, before overlaps with other files are settled.
        body: Its measurements.
        ledger: One row a record.
        source: One row: the file.
        plan: The phases that the app's programme plans, in the columns of `RAW_PLAN`.
        unmatched: Logged names with no catalogue entry, with the nearest; one row a name.
        people: In a file of many, how many records each person has; empty: it is one person's.
    """

    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]
    ledger: dy.DataFrame[Ledger]
    source: dy.DataFrame[Sources]
    plan: pl.DataFrame
    unmatched: pl.DataFrame
    people: Mapping[str, int] = field(default_factory=dict)


class Refused(NamedTuple):
    """A file, or a part of one, that is refused as a whole: its row of `Sources`, and why."""

    source: dy.DataFrame[Sources]
    error: AnalysisError


def read(
    path: Path,
    *,
    name: str | None = None,
    client: str,
    settings: ClientSettings,
    aliases: Mapping[str, str] | None = None,
    toml: str = FILE_NAME,
    unit_must_be_known: bool = True,
) -> Ingested:
    """Read one file of a client that holds one log; see `parts` for one that may hold several.

    Args:
        path: Where the file lies.
        name: How it is called in the tables: its path under the client's folder.
        client: The client's folder name.
        settings: What the coach says of the client: units, date order, zone, column mappings.
        aliases: The workspace's own names of lifts.
        toml: How errors call the client's settings file.
        unit_must_be_known: False to look at a file whose unit nothing gives away: its loads are then null.

    Raises:
        AnalysisError: the whole file is refused; the message says why and what to do.
    """
    whole = blob.of_file(path, name or path.name)
    found = list(containers.unpacked(whole))
    if len(found) != 1:
        raise UnreadableFileError(whole.name, f"the file holds {len(found)} parts", "Read them one by one")
    desk = Desk(client, settings, aliases or {}, toml, unit_must_be_known)
    return of_part(found[0], desk)


def parts(  # noqa: PLR0913 - the arguments of `read`, and what else its callers know
    path: Path,
    *,
    name: str | None = None,
    client: str,
    settings: ClientSettings,
    aliases: Mapping[str, str] | None = None,
    toml: str = FILE_NAME,
    unit_must_be_known: bool = True,
    one_person: bool = True,
    digest: Callable[[], str | None] = lambda: None,
) -> list[Ingested | Refused]:
    """Read all that a file of a client holds: one part, or those of an archive or a workbook.

    A part that is refused, or that breaks phasewise, does not keep the others from being read.
    The arguments are those of `read`; `one_person` of False: to look at a file of many people as a whole;
    `digest` gives the file's sha256, where that is known or under way.
    """
    file = name or path.name
    desk = Desk(client, settings, aliases or {}, toml, unit_must_be_known, one_person)
    done: list[Ingested | Refused] = []
    try:
        done.extend(
            _read_or_refused(part, desk)
            for part in containers.unpacked(blob.of_file(path, file, digest))
            if part.name not in settings.not_logs
        )
    except (Exception, pl.exceptions.PanicException) as err:  # noqa: BLE001 - as below
        if file in settings.not_logs:
            return []
        done.append(refused(file, client=client, source=_digest(path), error=told(err, file)))
    return done


def _read_or_refused(part: blob.Blob, desk: Desk) -> Ingested | Refused:
    try:
        return of_part(part, desk)
    except (Exception, pl.exceptions.PanicException) as err:  # noqa: BLE001 - a mistake of ours in one file must not cost the others
        return refused(part.name, client=desk.client, source=_digest_of(part), error=told(err, part.name))


def told(err: BaseException, file: str) -> AnalysisError:
    """What went wrong with a file, in one line: as it says itself, or a mistake of ours. Called where it was caught."""
    if isinstance(err, AnalysisError):
        return err
    _log.debug("%s: unexpected", file, exc_info=err)
    if isinstance(err, OSError):
        seen = f"the file cannot be read ({err.strerror or type(err).__name__})"
        return UnreadableFileError(file, seen, "See who may read it, and whether it is still there")
    seen = f"phasewise made a mistake reading this file ({type(err).__name__})"
    return UnreadableFileError(file, seen, "Please report it")


def _digest_of(part: blob.Blob) -> str:
    try:
        return part.sha256()
    except (AnalysisError, OSError):
        return hashlib.sha256(part.name.encode()).hexdigest()


def _digest(path: Path) -> str:
    try:
        return blob.of_file(path, path.name).sha256()
    except (AnalysisError, OSError):
        return hashlib.sha256(path.name.encode()).hexdigest()


class Desk(NamedTuple):
    """All that reading needs beside the file."""

    client: str
    settings: ClientSettings
    aliases: Mapping[str, str]
    toml: str
    unit_must_be_known: bool
    one_person: bool = True
    unit_said_in: str = ""
    """The settings file whose word the unit is; empty: that of `toml`."""


class Known(NamedTuple):
    """A file of which it is known whose it is, and all that it says."""

    importer: Importer
    document: Document
    reading: Reading


def of_part(part: blob.Blob, desk: Desk) -> Ingested:
    """Read one part of a file, or the whole of one that has no parts.

    Raises:
        ManyPeopleError: it tells of several people.
    """
    settings, file = desk.settings, part.name
    mapping = settings.table.get(file) or settings.table.get(Path(file).name)
    hints = Hints(
        client_toml=desk.toml,
        date_order=settings.date_order,
        columns=mapping,
        timezone=settings.timezone,
    )
    known = known_as(part, hints)
    if desk.one_person and len(people := known.reading.persons) > 1:
        raise ManyPeopleError(file, len(people))
    return checked(part, known, desk)


def known_as(part: blob.Blob, hints: Hints) -> Known:
    """Find the one importer that knows a file, and read it."""
    importer, dialect, doc = identify.claim(Views(part), hints, apps=importers.ALL, plain=importers.PLAIN)
    reading = importer.read(doc, dialect, hints)
    return Known(importer, doc.without_rows() if isinstance(doc, Delimited) else doc, reading)


def checked(part: blob.Blob, known: Known, desk: Desk, *, whole: Reading | None = None) -> Ingested:
    """Settle the units of what was read, match its lifts, and check every row of it.

    `whole` is all that the part holds, where `known` is one person's share of it.
    """
    settings, file = desk.settings, part.name
    importer, doc, reading = known
    unit = file_unit.of(reading, settings, whole=whole, said_in=desk.unit_said_in or Path(desk.toml).name)
    if unit.unit is None and unit.known_by is not None and desk.unit_must_be_known:
        raise UnknownUnitError(file, evidence=unit.known_by, client_toml=desk.toml)
    keys = {"client": desk.client, "source": part.sha256(), "file": file}
    # Mostly nothing is refused, so the account is drawn up beside the rest as if nothing were.
    account, matches = workers.both(
        partial(accounts.ledger, reading.ledger, keys, doc=doc),
        partial(_matches, reading, importer, desk.aliases),
    )
    one_unit = unit.unit if unit.unit in {"kg", "lb"} else None
    rows = set_rows.checked(
        reading.sets,
        keys,
        matches,
        weight_unit=one_unit,
        distance_unit=reading.dialect.distance_unit or file_unit.far(unit),
        note_of=reading.dialect.note_of,
    )
    scales = settings.weight_unit or one_unit
    silent = (pl.col("measure") == "bodyweight_kg") & pl.col("unit").is_null()
    weighed = reading.body if scales or desk.unit_must_be_known else reading.body.filter(~silent)
    body = body_rows.checked(weighed, keys, weight_unit=scales, toml=desk.toml)
    # To look up nothing among a million sets takes as long as to look up something.
    sets = rows.sets if body.refused.height else rows.sets.clear()
    beside = body.refused.join(sets, left_on="line", right_on="source_line", how="semi")
    refused_lines = pl.concat([rows.refused, body.refused.join(beside, on="line", how="anti")])
    remarks = pl.concat([rows.remarks, beside.select("line", pl.col("said").alias("remark"))]).unique(
        "line", keep="first", maintain_order=True
    )
    ledger = (
        account
        if refused_lines.is_empty() and remarks.is_empty()
        else accounts.ledger(reading.ledger, keys, doc=doc, refused=refused_lines, remarks=remarks)
    )
    stated = file_unit.with_distances(unit, reading)
    measured = Body.validate(_of_used(body.body, ledger, "source_line"))
    return Ingested(
        sets=rows.sets,
        body=measured,
        ledger=ledger,
        source=accounts.source_row(
            keys,
            importer.app,
            reading.dialect,
            doc,
            accounts.Told(stated.unit, stated.known_by, _clock(reading.dialect, settings)),
            sets=rows.sets,
            body=measured,
            ledger=ledger,
        ),
        plan=_of_used(reading.plan, ledger, "line"),
        unmatched=matches.filter(pl.col("exercise").is_null()).select("exercise_logged", "nearest"),
        people=reading.records_of if len(reading.persons) > 1 else {},
    )


def _of_used(rows: pl.DataFrame, ledger: pl.DataFrame, line: str) -> pl.DataFrame:
    """The rows that used records gave."""
    if rows.is_empty():
        return rows
    return rows.filter(pl.col(line).is_in(ledger.filter(pl.col("status") == "used")["line"].implode()))


def _clock(dialect: Dialect, settings: ClientSettings) -> str:
    """Whose time the file tells, in the words of `Sources`."""
    if dialect.clock == "local":
        return "local"
    return f"UTC, shown in {settings.timezone}" if settings.timezone else ZONE_UNKNOWN


def refused(name: str, *, client: str, source: str, error: AnalysisError) -> Refused:
    """The one row of `Sources` for a file, or a part of one, that was refused as a whole."""
    zero = dict.fromkeys(("lines", *STATUSES, "sets", "sessions"), 0)
    row = {"client": client, "file": name, "source": source, **zero, "refused": str(error)}
    return Refused(Sources.validate(shaped(pl.DataFrame([row]), Sources), cast=True), error)


def _matches(reading: Reading, importer: Importer, aliases: Mapping[str, str] | None) -> pl.DataFrame:
    names = reading.sets["exercise_logged"].unique(maintain_order=True)
    return harmonise.match(names, app=importer.app, extra=dict(aliases or {}))
