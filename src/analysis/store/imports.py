"""From a client's exports to processed tables: the whole way for one client, again only when needed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

import dataframely as dy
import polars as pl
from filelock import FileLock, Timeout

from analysis.errors import (
    AnalysisError,
    BadSettingError,
    UnknownUnitError,
    WorkspaceBusyError,
)
from analysis.exercises import harmonise
from analysis.importers.distinct import Runs
from analysis.importers.reading import RAW_PLAN
from analysis.ingest import comments, lift_names, pipeline, plans, weights
from analysis.settings import client as client_settings
from analysis.settings.client import ClientSettings
from analysis.store import manifest, originals, overlap, processed
from analysis.store.ordered import ordered
from analysis.store.shared import Shelf
from analysis.tables import Body, Ledger, Plan, Sets, Sources, Weights
from analysis.tables.weights import to_tell

LOCK = ".phasewise.lock"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What an import did for one client.

    Attributes:
        status: imported, unchanged (nothing to do), or failed (its settings cannot be read, or phasewise made a mistake).
        sources: One row a file.
        unmatched: One row a logged name without a catalogue entry, with the nearest.
        weights: What weights were taken for, where that is not as usual or is in doubt; rows of `Weights`.
        from_notes: How many sets have rir, kind or tempo from a comment.
        problem: Why it failed; empty otherwise.
    """

    client: str
    status: Literal["imported", "unchanged", "failed"]
    sources: pl.DataFrame = field(default_factory=Sources.create_empty)
    unmatched: pl.DataFrame = field(default_factory=pl.DataFrame)
    weights: pl.DataFrame = field(default_factory=Weights.create_empty)
    from_notes: Mapping[str, int] = field(default_factory=dict)
    problem: str = ""

    @property
    def unit_wanted(self) -> list[str]:
        """Why files were refused for want of a weight unit; a coach's one word settles all of them."""
        return [text for text in self.sources["refused"].drop_nulls() if UnknownUnitError.CURE in text]

    @property
    def zone_unknown(self) -> list[str]:
        """The files whose times are universal, where the client's zone is not known; those with sets only."""
        late = (pl.col("clock") == pipeline.ZONE_UNKNOWN) & (pl.col("sets") > 0)
        return self.sources.filter(late)["file"].to_list()

    @property
    def complete(self) -> bool:
        """Whether nothing was rejected, refused or failed."""
        return (
            self.status != "failed"
            and self.sources["refused"].is_null().all()
            and self.sources["rejected"].sum() == 0
        )


def run(
    workspace: Path,
    clients: Sequence[str],
    *,
    on_done: Callable[[Imported], None] = lambda _: None,
    shelf: Shelf | None = None,
) -> list[Imported]:
    """Import the clients, one after the other; one that fails does not stop the others.

    `shelf` holds the workspace's files of many people, where the caller wants to know more of them.

    Raises:
        WorkspaceBusyError: another phasewise is writing.
        BadSettingError: the workspace's aliases or `phasewise.toml` cannot be read, or name what is not there.
    """
    lock = FileLock(workspace / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as err:
        raise WorkspaceBusyError(workspace / LOCK) from err
    try:
        aliases = harmonise.read_aliases(workspace / manifest.ALIASES)
        shelf = shelf or Shelf(workspace)
        done = []
        for client in clients:
            result = one(workspace, client, aliases=aliases, shelf=shelf)
            on_done(result)
            done.append(result)
        return done
    finally:
        lock.release()


def one(workspace: Path, client: str, *, aliases: Mapping[str, str], shelf: Shelf) -> Imported:
    """Import one client, unless the tables on disk were made from the same inputs.

    `shelf` holds the files of many people, each of which may tell of this client too.
    """
    files = originals.files(workspace, client)
    inputs = manifest.now(workspace, client, files)
    if manifest.read(workspace, client) == inputs and _all_there(workspace, client):
        sources = processed.read_sources(workspace, client)
        sets, taken = processed.read_sets(workspace, client), processed.read_weights(workspace, client)
        return Imported(client=client, status="unchanged", sources=sources, **_told(sets, taken))
    try:
        settings = client_settings.read(originals.folder(workspace, client))
        _check_tables(workspace, client, settings, [*inputs["files"]])
        theirs = shelf.of(client, settings, aliases)
        tables = tables_of(workspace, client, files, settings, aliases, shared=theirs)
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
    told = _told(tables[Sets], tables[Weights])
    return Imported(client=client, status="imported", sources=tables[Sources], **told)


def _check_tables(workspace: Path, client: str, settings: ClientSettings, names: Sequence[str]) -> None:
    """A mapping for a file that is not there is a slip of its name: the file it was meant for goes unread.

    Raises:
        BadSettingError: naming the nearest file.
    """
    known = {*names, *(PurePosixPath(name).name for name in names)}
    for name in settings.table:
        if name not in known and not any(name.startswith(f"{file}/") for file in known):
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


def _told(sets: pl.DataFrame, taken: pl.DataFrame) -> dict[str, Any]:
    """What the coach should know of the client's tables, under the names of `Imported`."""
    return {
        "unmatched": _unmatched(sets),
        "weights": to_tell(taken),
        "from_notes": comments.counted(sets),
    }


def _unmatched(sets: pl.DataFrame) -> pl.DataFrame:
    """Names without a catalogue entry: one row a name, with its sets."""
    return (
        sets.filter(pl.col("exercise").is_null())
        .group_by("exercise_logged")
        .len("sets")
        .sort("sets", "exercise_logged", descending=[True, False])
    )


def tables_of(
    workspace: Path,
    client: str,
    files: Sequence[Path],
    settings: ClientSettings,
    aliases: Mapping[str, str],
    *,
    shared: Sequence[pipeline.Ingested | pipeline.Refused] = (),
) -> dict[type, pl.DataFrame]:
    """Every table of the client, overlaps settled; `shared` is their part of files of many people."""
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
    ] + list(shared)
    found.sort(key=lambda part: str(part.source["file"][0]))  # of two copies the first by name counts
    read = [part for part in found if isinstance(part, pipeline.Ingested)]
    refused = [part.source for part in found if isinstance(part, pipeline.Refused)]
    sources = pl.concat([Sources.create_empty(), *(r.source for r in read), *refused])
    first = sources.filter(pl.col("app").is_not_null()).group_by("source", maintain_order=True).first()
    originals_only = set(first["file"])
    once = [r for r in read if r.source["file"][0] in originals_only]
    sets = _together(Sets, [r.sets for r in once])
    body = _together(Body, [r.body for r in once])
    ledger = _together(Ledger, [r.ledger for r in read])
    programmes = pl.concat([pl.DataFrame(schema=RAW_PLAN), *(r.plan for r in once)])
    plan = plans.plan(client, settings, programmes)
    settled = _settled(sets, body, ledger, sources)
    stated = lift_names.meanings(settings.weights, sets, originals.settings_file(workspace, client))
    apps = dict(sources.filter(pl.col("app").is_not_null()).select("source", "app").iter_rows())
    taken = weights.settle(
        settled.sets, settled.body, apps, stated=stated, bodyweight_kg=settings.bodyweight_kg
    )
    return {
        Sets: taken.sets, Body: settled.body, Weights: taken.weights,
        Ledger: settled.ledger, Sources: settled.sources, Plan: plan,
    }  # fmt: skip


def _together(table: type[dy.Schema], parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all files; those of one alone are not copied."""
    return parts[0] if len(parts) == 1 else pl.concat([table.create_empty(), *parts])


class Settled(NamedTuple):
    """The tables of a client once repeats between files are settled; weights as logged."""

    sets: dy.DataFrame[Sets]
    body: dy.DataFrame[Body]
    ledger: dy.DataFrame[Ledger]
    sources: dy.DataFrame[Sources]


def _settled(
    sets: pl.DataFrame,
    body: pl.DataFrame,
    ledger: pl.DataFrame,
    sources: pl.DataFrame,
) -> Settled:
    order = overlap.ages(sources)
    again = overlap.repeated_sessions(sets, order)
    lines = sets.join(again, on=["source", "session"]).select(
        "source", pl.col("source_line").alias("line"), "rule"
    )
    kept = sets.join(again, on=["source", "session"], how="anti") if again.height else sets
    told = overlap.repeated_measurements(body, order)
    kept_body = body.join(told, on=["source", "source_line", "measure"], how="anti")
    gone = told.join(kept_body, on=["source", "source_line"], how="anti").rename({"source_line": "line"})
    marked = overlap.mark(
        overlap.mark(ledger, lines), gone.with_columns(rule=pl.lit(overlap.RULE_MEASUREMENT))
    )
    marked = _mark_copies(marked, sources)
    return Settled(
        Sets.validate(ordered(kept, "performed_at", "source", "source_line", "source_part")),
        Body.validate(ordered(kept_body, "measured_at", "source", "source_line", "measure")),
        Ledger.validate(ordered(marked, "file", "line"), cast=True),
        _counted(sources, marked, kept),
    )


def _mark_copies(ledger: pl.DataFrame, sources: pl.DataFrame) -> pl.DataFrame:
    """A second file with the same bytes adds nothing: its used records are repeats."""
    read = sources.filter(pl.col("app").is_not_null())
    copies = read.filter(~pl.col("file").is_first_distinct() | ~pl.struct("source").is_first_distinct())[
        "file"
    ]
    if copies.is_empty():
        return ledger
    hit = pl.col("file").is_in(copies.to_list()) & (pl.col("status").cast(pl.String) == "used")
    return ledger.with_columns(
        pl.when(hit).then(pl.lit("repeated")).otherwise(pl.col("status").cast(pl.String)).alias("status"),
        pl.when(hit).then(pl.lit(overlap.RULE_FILE)).otherwise("rule").alias("rule"),
    )


def _counted(sources: pl.DataFrame, ledger: pl.DataFrame, sets: pl.DataFrame) -> dy.DataFrame[Sources]:
    """The files with their final counts, after overlaps."""
    statuses = ("used", "repeated", "not_a_set", "rejected")
    fates = Runs(ledger.select("file", "status", "records"))
    counts = (
        fates.few.with_columns(pl.col("records") * fates.lengths)
        .group_by("file")
        .agg(
            *(
                pl.col("records").filter(pl.col("status").cast(pl.String) == s).sum().alias(s)
                for s in statuses
            )
        )
    )
    sessions = Runs(sets.select("source", "session"))
    kept = (
        sessions.few.with_columns(pl.Series("sets", sessions.lengths))
        .group_by("source")
        .agg(pl.col("sets").sum(), pl.col("session").n_unique().cast(pl.Int64).alias("sessions"))
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
