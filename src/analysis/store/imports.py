"""From a client's exports to processed tables: the whole way for one client, again only when needed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Literal

import polars as pl
from filelock import FileLock, Timeout

from analysis.errors import (
    AnalysisError,
    BadSettingError,
    UnknownUnitError,
    WorkspaceBusyError,
)
from analysis.exercises import harmonise
from analysis.importers.reading import RAW_PLAN
from analysis.ingest import pipeline, plans
from analysis.settings import client as client_settings
from analysis.settings.client import ClientSettings
from analysis.store import manifest, originals, overlap, processed
from analysis.tables import Body, Ledger, Plan, Sets, Sources

LOCK = ".phasewise.lock"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did for one client.

    Attributes:
        status: imported, unchanged (nothing to do), or failed (its settings cannot be read, or phasewise made a mistake).
        sources: One row a file.
        unmatched: One row a logged name without a catalogue entry, with the nearest.
        problem: Why it failed; empty otherwise.
    """

    client: str
    status: Literal["imported", "unchanged", "failed"]
    sources: pl.DataFrame = field(default_factory=Sources.create_empty)
    unmatched: pl.DataFrame = field(default_factory=pl.DataFrame)
    problem: str = ""

    @property
    def unit_wanted(self) -> list[str]:
        """Why files were refused for want of a weight unit; a coach's one word settles all of them."""
        return [text for text in self.sources["refused"].drop_nulls() if UnknownUnitError.CURE in text]

    @property
    def complete(self) -> bool:
        """Whether nothing was rejected, refused or failed."""
        return (
            self.status != "failed"
            and self.sources["refused"].is_null().all()
            and self.sources["rejected"].sum() == 0
        )


def run(
    workspace: Path, clients: Sequence[str], *, on_done: Callable[[Imported], None] = lambda _: None
) -> list[Imported]:
    """Import the clients, one after the other; one that fails does not stop the others.

    Raises:
        WorkspaceBusyError: another phasewise is writing.
        BadSettingError: the workspace's aliases cannot be read.
    """
    lock = FileLock(workspace / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as err:
        raise WorkspaceBusyError(workspace / LOCK) from err
    try:
        aliases = harmonise.read_aliases(workspace / manifest.ALIASES)
        done = []
        for client in clients:
            result = one(workspace, client, aliases=aliases)
            on_done(result)
            done.append(result)
        return done
    finally:
        lock.release()


def one(workspace: Path, client: str, *, aliases: Mapping[str, str]) -> Imported:
    """Import one client, unless the tables on disk were made from the same inputs."""
    files = originals.files(workspace, client)
    inputs = manifest.now(workspace, client, files)
    if manifest.read(workspace, client) == inputs and _all_there(workspace, client):
        sources = processed.read_sources(workspace, client)
        return Imported(
            client=client, status="unchanged", sources=sources, unmatched=_unmatched(workspace, client)
        )
    try:
        settings = client_settings.read(originals.folder(workspace, client))
        _check_tables(workspace, client, settings, [*inputs["files"]])
        tables = _tables(workspace, client, files, settings, aliases)
    except AnalysisError as err:
        return Imported(client=client, status="failed", problem=str(err))
    except Exception as err:  # noqa: BLE001 - a mistake of ours with one client must not cost the others
        _log.debug("%s: unexpected", client, exc_info=True)
        said = f"{client}: phasewise made a mistake importing this client ({type(err).__name__}). Please report it"
        return Imported(client=client, status="failed", problem=said)
    manifest.forget(workspace, client)
    for table, frame in tables.items():
        processed.write(workspace, table, client, frame)
    manifest.write(workspace, client, inputs)
    return Imported(
        client=client, status="imported", sources=tables[Sources], unmatched=_unmatched(workspace, client)
    )


def _check_tables(workspace: Path, client: str, settings: ClientSettings, names: Sequence[str]) -> None:
    """A mapping for a file that is not there is a slip of its name: the file it was meant for goes unread.

    Raises:
        BadSettingError: naming the nearest file.
    """
    known = {*names, *(PurePosixPath(name).name for name in names)}
    for name in settings.table:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            raise BadSettingError(
                originals.settings_file(workspace, client),
                line=None,
                key=f'table."{name}"',
                problem="no such file in the client's folder",
                hint=f"Did you mean {near[0]!r}?" if near else "",
            )


def _all_there(workspace: Path, client: str) -> bool:
    return all(processed.partition(workspace, table, client).exists() for table in processed.NAMES)


def _unmatched(workspace: Path, client: str) -> pl.DataFrame:
    """Names without a catalogue entry: one row a name, with its sets."""
    sets = processed.read_sets(workspace, client)
    return (
        sets.filter(pl.col("exercise").is_null())
        .group_by("exercise_logged")
        .len("sets")
        .sort("sets", "exercise_logged", descending=[True, False])
    )


def _tables(
    workspace: Path,
    client: str,
    files: Sequence[Path],
    settings: ClientSettings,
    aliases: Mapping[str, str],
) -> dict[type, pl.DataFrame]:
    """Every table of the client, overlaps settled."""
    toml = f"data/raw/{client}/client.toml"
    found = [
        part
        for path in files
        for part in pipeline.parts(
            path,
            name=originals.name_of(workspace, client, path),
            client=client,
            settings=settings,
            aliases=aliases,
            toml=toml,
        )
    ]
    read = [part for part in found if isinstance(part, pipeline.Ingested)]
    refused = [part.source for part in found if isinstance(part, pipeline.Refused)]
    sources = pl.concat([Sources.create_empty(), *(r.source for r in read), *refused])
    first = sources.filter(pl.col("app").is_not_null()).group_by("source", maintain_order=True).first()
    originals_only = set(first["file"])
    once = [r for r in read if r.source["file"][0] in originals_only]
    sets = pl.concat([Sets.create_empty(), *(r.sets for r in once)])
    body = pl.concat([Body.create_empty(), *(r.body for r in once)])
    ledger = pl.concat([Ledger.create_empty(), *(r.ledger for r in read)])
    programmes = pl.concat([pl.DataFrame(schema=RAW_PLAN), *(r.plan for r in once)])
    plan = plans.plan(client, settings, programmes)
    return {**_settled(sets, body, ledger, sources), Plan: plan}


def _settled(
    sets: pl.DataFrame,
    body: pl.DataFrame,
    ledger: pl.DataFrame,
    sources: pl.DataFrame,
) -> dict[type, pl.DataFrame]:
    order = overlap.ages(sources)
    again = overlap.repeated_sessions(sets, order)
    lines = sets.join(again, on=["source", "session"], how="semi").select(
        "source", pl.col("source_line").alias("line")
    )
    kept = sets.join(again, on=["source", "session"], how="anti")
    told = overlap.repeated_measurements(body, order)
    kept_body = body.join(told, on=["source", "source_line", "measure"], how="anti")
    gone = told.join(kept_body, on=["source", "source_line"], how="anti").rename({"source_line": "line"})
    marked = overlap.mark(overlap.mark(ledger, lines, overlap.RULE_SESSION), gone, overlap.RULE_MEASUREMENT)
    marked = _mark_copies(marked, sources)
    return {
        Sets: Sets.validate(kept.sort("performed_at", "source", "source_line", "source_part"), cast=True),
        Body: Body.validate(kept_body.sort("measured_at", "source", "source_line", "measure"), cast=True),
        Ledger: Ledger.validate(marked.sort("file", "line"), cast=True),
        Sources: _counted(sources, marked, kept),
    }


def _mark_copies(ledger: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """A second file with the same bytes adds nothing: its used records are repeats."""
    read = sources.filter(pl.col("app").is_not_null())
    copies = read.filter(~pl.col("file").is_first_distinct() | ~pl.struct("source").is_first_distinct())[
        "file"
    ]
    hit = pl.col("file").is_in(copies.to_list()) & (pl.col("status").cast(pl.String) == "used")
    return ledger.with_columns(
        pl.when(hit).then(pl.lit("repeated")).otherwise(pl.col("status").cast(pl.String)).alias("status"),
        pl.when(hit).then(pl.lit(overlap.RULE_FILE)).otherwise("rule").alias("rule"),
    )


def _counted(sources: pl.DataFrame, ledger: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
    """The files with their final counts, after overlaps."""
    statuses = ("used", "repeated", "not_a_set", "rejected")
    counts = ledger.group_by("file").agg(
        *(pl.col("records").filter(pl.col("status").cast(pl.String) == s).sum().alias(s) for s in statuses)
    )
    kept = sets.group_by("source").agg(
        pl.len().cast(pl.Int64).alias("sets"), pl.col("session").n_unique().cast(pl.Int64).alias("sessions")
    )
    final = (
        sources.drop(*statuses, "sets", "sessions")
        .join(counts, on="file", how="left", maintain_order="left")
        .join(kept, on="source", how="left", maintain_order="left")
        .with_columns(pl.col(*statuses, "sets", "sessions").fill_null(0))
        .with_columns(
            pl.when(pl.col("used") > 0).then(pl.col("sets")).otherwise(0).alias("sets"),
            pl.when(pl.col("used") > 0).then(pl.col("sessions")).otherwise(0).alias("sessions"),
        )
        .select(sources.columns)
        .sort("file")
    )
    return Sources.validate(final, cast=True)
