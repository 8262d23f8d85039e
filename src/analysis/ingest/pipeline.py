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
from analysis.exercises import catalogue, harmonise
from analysis.importers.identify import claim
from analysis.importers.reading import Dialect, Hints, Importer, Reading
from analysis.ingest import unit_evidence
from analysis.settings.client import FILE_NAME, ClientSettings
from analysis.sources import delimited
from analysis.tables import Body, Ledger, Sets, Sources
from analysis.units import CM_PER_INCH, KG_PER_LB, kg_from, metres_from

MAX_FILE_BYTES = 1 << 30
TO_OWN_UNIT = {"lb": KG_PER_LB, "in": CM_PER_INCH}


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
    if path.stat().st_size > MAX_FILE_BYTES:
        raise UnreadableFileError(file, "the file is too large to be a training log", "Export it again")
    data = path.read_bytes()
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
    sets, refused = _checked_sets(reading, keys, unit, matches)
    body = _body(reading, keys, settings, toml)
    ledger = _ledger(reading, keys, refused, doc)
    return Ingested(
        sets=sets,
        body=body,
        ledger=ledger,
        source=source_row(
            keys,
            importer.app,
            reading.dialect,
            doc,
            _told(unit, reading),
            sets=sets,
            body=body,
            ledger=ledger,
        ),
        unmatched=matches.filter(pl.col("exercise").is_null()).select("exercise_logged", "nearest"),
    )


def refusal(path: Path, *, name: str, client: str, error: AnalysisError) -> dy.DataFrame[Sources]:
    """The one row of `Sources` for a file that was refused as a whole."""
    data = path.read_bytes() if path.stat().st_size <= MAX_FILE_BYTES else path.name.encode()
    zero = dict.fromkeys(("lines", "used", "repeated", "not_a_set", "rejected", "sets", "sessions"), 0)
    row = {"client": client, "file": name, "source": hashlib.sha256(data).hexdigest(), **zero}
    frame = pl.DataFrame([{**row, "refused": str(error)}])
    return Sources.validate(_shaped(frame, Sources), cast=True)


def _shaped(frame: pl.DataFrame, schema: type[dy.Schema]) -> pl.DataFrame:
    """Every column of the contract, null where the frame has none."""
    dtypes = schema.create_empty().schema
    return frame.select(
        (pl.col(c) if c in frame.columns else pl.lit(None)).cast(t, strict=True).alias(c)
        for c, t in dtypes.items()
    )


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


def _checked_sets(
    reading: Reading, keys: Mapping[str, str], unit: Unit, matches: pl.DataFrame
) -> tuple[dy.DataFrame[Sets], pl.DataFrame]:
    """The sets that keep the contract, and (line, rule) of those that do not."""
    fallback = unit.unit if unit.unit in {"kg", "lb"} else None
    far = reading.dialect.distance_unit or _far(unit)
    loads = catalogue.frame().select(pl.col("id").alias("exercise"), "load_model")
    load = kg_from(pl.col("load").abs(), pl.coalesce("load_unit", pl.lit(fallback, pl.String)))
    helped = (pl.col("load_model") == "assisted").fill_null(value=False) | (pl.col("load") < 0)
    frame = (
        reading.sets.join(
            matches.select("exercise_logged", "exercise"),
            on="exercise_logged",
            how="left",
            maintain_order="left",
        )
        .join(loads, on="exercise", how="left", maintain_order="left")
        .with_columns(
            pl.lit(keys["client"]).alias("client"),
            pl.lit(keys["source"]).alias("source"),
            pl.col("line").alias("source_line"),
            pl.col("part").alias("source_part"),
            pl.coalesce("exercise", "exercise_logged").alias("lift"),
            pl.when(~helped).then(load).alias("load_kg"),
            pl.when(helped).then(load).alias("assistance_kg"),
            metres_from(pl.col("distance"), pl.coalesce("distance_unit", pl.lit(far))).alias("distance_m"),
        )
        .with_columns(pl.int_range(1, pl.len() + 1).over("session", "lift").alias("set_number"))
    )
    good, bad = Sets.filter(_shaped(frame, Sets), cast=True)
    refused = bad.details() if len(bad) else pl.DataFrame(schema={"source_line": pl.Int64})
    return good, _first_rule(refused)


def _first_rule(details: pl.DataFrame) -> pl.DataFrame:
    """(line, rule) of the rows that broke the contract."""
    rules = [c for c in details.columns if c not in Sets.create_empty().columns]
    if details.is_empty() or not rules:
        return pl.DataFrame(schema={"line": pl.Int64, "broken": pl.String})
    name = pl.coalesce(
        pl.when(pl.col(c).cast(pl.String) == "invalid").then(pl.lit(c.replace("|", "_"))) for c in rules
    )
    return details.select(pl.col("source_line").alias("line"), name.alias("broken")).unique(
        "line", keep="first"
    )


def _body(
    reading: Reading, keys: Mapping[str, str], settings: ClientSettings, toml: str
) -> dy.DataFrame[Body]:
    """The measurements in the unit that each measure's name ends with."""
    silent = reading.body.filter(pl.col("unit").is_null())
    scale = pl.col("measure") == "bodyweight_kg"
    if settings.weight_unit is None and silent.filter(scale).height:
        raise UnknownUnitError(
            keys["file"], evidence="the bodyweight column states no unit", client_toml=toml
        )
    if (tape := silent.filter(~scale & ~pl.col("measure").str.ends_with("pct"))).height:
        seen = f"the column for {tape['measure'][0].removesuffix('_cm')} states no unit"
        raise UnreadableFileError(keys["file"], seen, "Name it with its unit, such as waist_cm or waist_in")
    own = pl.coalesce("unit", pl.when(scale).then(pl.lit(settings.weight_unit, pl.String)))
    factor = own.replace_strict(TO_OWN_UNIT, default=1.0, return_dtype=pl.Float64)
    frame = reading.body.with_columns(
        pl.lit(keys["client"]).alias("client"),
        pl.lit(keys["source"]).alias("source"),
        pl.col("line").alias("source_line"),
        (pl.col("value") * factor).alias("value"),
    )
    return Body.validate(_shaped(frame, Body), cast=True)


def _ledger(
    reading: Reading, keys: Mapping[str, str], refused: pl.DataFrame, doc: delimited.Delimited
) -> dy.DataFrame[Ledger]:
    """The importer's account, with the records whose sets broke the contract moved to the rejected."""
    broken = (pl.col("status") == "used") & pl.col("broken").is_not_null()
    frame = (
        reading.ledger.join(refused, on="line", how="left", maintain_order="left")
        .with_columns(
            pl.when(broken).then(pl.lit("rejected")).otherwise("status").alias("status"),
            pl.when(broken).then("broken").otherwise("rule").alias("rule"),
            pl.when(broken)
            .then(pl.col("line").map_elements(doc.record, return_dtype=pl.String))
            .otherwise("text")
            .alias("text"),
            pl.when(broken)
            .then(pl.lit("a value is out of the range that makes sense"))
            .otherwise("problem")
            .alias("problem"),
        )
        .with_columns(*(pl.lit(value).alias(key) for key, value in keys.items()))
    )
    return Ledger.validate(_shaped(frame, Ledger), cast=True)


def source_row(
    keys: Mapping[str, str],
    app: str,
    dialect: Dialect,
    doc: delimited.Delimited,
    unit: Unit,
    *,
    sets: pl.DataFrame,
    body: pl.DataFrame,
    ledger: pl.DataFrame,
) -> dy.DataFrame[Sources]:
    """The one row of `Sources` for a file that was read."""
    counts = dict(ledger["status"].cast(pl.String).value_counts().iter_rows())
    days = pl.concat([sets["performed_at"].dt.date(), body["measured_at"].dt.date()])
    row = {
        **keys,
        "app": app,
        "dialect": dialect.name,
        "encoding": doc.encoding,
        "delimiter": doc.delimiter,
        "locale": dialect.locale,
        "weight_unit": unit.unit,
        "weight_unit_known_by": unit.known_by,
        "lines": ledger.height,
        **{status: counts.get(status, 0) for status in ("used", "repeated", "not_a_set", "rejected")},
        "sets": sets.height,
        "sessions": sets["session"].n_unique(),
        "first_on": days.min(),
        "last_on": days.max(),
        "refused": None,
    }
    return Sources.validate(_shaped(pl.DataFrame([row]), Sources), cast=True)
