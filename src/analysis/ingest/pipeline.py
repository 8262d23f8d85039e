"""One file, from bytes to checked rows and the account of every record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import dataframely as dy
import polars as pl

from analysis import importers
from analysis.errors import AnalysisError, UnknownUnitError, UnreadableFileError
from analysis.exercises import harmonise
from analysis.importers.identify import claim
from analysis.importers.reading import Hints, Importer, Reading
from analysis.ingest import accounts, body_rows, set_rows, unit_evidence
from analysis.ingest.shape import shaped
from analysis.settings.client import FILE_NAME, ClientSettings
from analysis.sources import delimited
from analysis.tables import Body, Ledger, Sets, Sources

MAX_FILE_BYTES = 200_000_000
"""Forty years of daily training are a tenth of it."""


class Unit(NamedTuple):
    """A file's weight unit and what says so; a unit of null with evidence means: has weights, not decided."""

    unit: str | None
    known_by: str | None


@dataclass(frozen=True, kw_only=True)
class Ingested:
    """All that one file gave.

    Attributes:
        sets: Its sets, before overlaps with other files are settled.
        body: Its measurements.
        ledger: One row a record.
        source: One row: the file.
        unmatched: Logged names with no catalogue entry, with the nearest; one row a name.
    """

    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]
    ledger: dy.DataFrame[Ledger]
    source: dy.DataFrame[Sources]
    unmatched: pl.DataFrame


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
    """Read one file of a client.

    Args:
        path: Where the file lies.
        name: How it is called in the tables: its path under the client's folder.
        client: The client's folder name.
        settings: What the coach says of the client: units, date order, column mappings.
        aliases: The workspace's own names of lifts.
        toml: How errors call the client's settings file.
        unit_must_be_known: False to look at a file whose unit nothing gives away: its loads are then null.

    Raises:
        AnalysisError: the whole file is refused; the message says why and what to do.
    """
    file = name or path.name
    data = _bytes(path, file)
    source = hashlib.sha256(data).hexdigest()
    doc = delimited.read(file, data)
    mapping = settings.table.get(file) or settings.table.get(path.name)
    hints = Hints(client_toml=toml, date_order=settings.date_order, columns=mapping)
    importer, dialect = claim(doc, hints, apps=importers.ALL, plain=importers.PLAIN)
    reading = importer.read(doc, dialect, hints)
    unit = _unit(reading, settings)
    if unit.unit is None and unit.known_by is not None and unit_must_be_known:
        raise UnknownUnitError(file, evidence=unit.known_by, client_toml=toml)
    keys = {"client": client, "source": source, "file": file}
    matches = _matches(reading, importer, aliases)
    rows = set_rows.checked(
        reading.sets,
        keys,
        matches,
        weight_unit=unit.unit if unit.unit in {"kg", "lb"} else None,
        distance_unit=reading.dialect.distance_unit or _far(unit),
    )
    body = body_rows.checked(reading.body, keys, weight_unit=settings.weight_unit, toml=toml)
    refused = pl.concat([rows.refused, body.refused])
    ledger = accounts.ledger(reading.ledger, keys, refused=refused, remarks=rows.remarks, doc=doc)
    return Ingested(
        sets=rows.sets,
        body=body.body,
        ledger=ledger,
        source=accounts.source_row(
            keys,
            importer.app,
            reading.dialect,
            doc,
            _told(unit, reading),
            sets=rows.sets,
            body=body.body,
            ledger=ledger,
        ),
        unmatched=matches.filter(pl.col("exercise").is_null()).select("exercise_logged", "nearest"),
    )


def _bytes(path: Path, file: str) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise UnreadableFileError(file, "the file is too large to be a training log", "Export it again")
        return path.read_bytes()
    except OSError as err:
        seen = f"the file cannot be opened ({err.strerror or type(err).__name__})"
        raise UnreadableFileError(file, seen, "See who may read it, and whether it is still there") from err


def refusal(path: Path, *, name: str, client: str, error: AnalysisError) -> dy.DataFrame[Sources]:
    """The one row of `Sources` for a file that was refused as a whole."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_FILE_BYTES else path.name.encode()
    except OSError:
        data = path.name.encode()
    zero = dict.fromkeys(("lines", "used", "repeated", "not_a_set", "rejected", "sets", "sessions"), 0)
    row = {"client": client, "file": name, "source": hashlib.sha256(data).hexdigest(), **zero}
    frame = pl.DataFrame([{**row, "refused": str(error)}])
    return Sources.validate(shaped(frame, Sources), cast=True)


def _unit(reading: Reading, settings: ClientSettings) -> Unit:
    """The file's weight unit: its header, its rows, the coach's word, or the evidence; never a default."""
    loads = reading.sets.filter(pl.col("load").is_not_null())
    if loads.is_empty():
        return Unit(None, None)
    stated = reading.dialect.weight_unit
    if stated is not None:
        found = unit_evidence.converted(loads)
        known = "header" if found is None else f"header; {found.evidence}"
        return Unit(stated, known)
    open_rows = loads.filter(pl.col("load_unit").is_null())
    if open_rows.is_empty():
        units = loads["load_unit"].unique().sort().to_list()
        return Unit(units[0] if len(units) == 1 else "per row", "rows")
    if settings.weight_unit is not None:
        return Unit(settings.weight_unit, "client.toml")
    verdict = unit_evidence.infer(open_rows)
    return Unit(verdict.unit, f"evidence: {verdict.evidence}" if verdict.unit else verdict.evidence)


def _told(unit: Unit, reading: Reading) -> Unit:
    """Say so where distances, too, state no unit: they are taken to go with the weights."""
    silent = pl.col("distance").is_not_null() & pl.col("distance_unit").is_null()
    if reading.dialect.distance_unit is not None or reading.sets.filter(silent).is_empty():
        return unit
    return Unit(unit.unit, f"{unit.known_by or 'no weights'}; distances state no unit, read as {_far(unit)}")


def _far(unit: Unit) -> str:
    """Miles go with pounds, kilometres with kilograms."""
    return "mi" if unit.unit == "lb" else "km"


def _matches(reading: Reading, importer: Importer, aliases: Mapping[str, str] | None) -> pl.DataFrame:
    names = reading.sets["exercise_logged"].unique(maintain_order=True)
    return harmonise.match(names, app=importer.app, extra=dict(aliases or {}))
