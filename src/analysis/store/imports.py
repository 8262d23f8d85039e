"""From a client's exports to processed tables: the whole way for one client, again only when needed."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Literal

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
from analysis.importers.reading import RAW_PLAN
from analysis.ingest import comments, lift_names, pipeline, plans, weights
from analysis.settings import client as client_settings
from analysis.settings.client import ClientSettings
from analysis.store import manifest, originals, processed, repeats, slips
from analysis.store.shared import Shelf
from analysis.tables import Body, Ledger, Plan, PlanDays, PlanSets, Sets, Sources, Weights
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
        warnings: What its settings say of files that are not there, a line each.
        problem: Why it failed; empty otherwise.
    """

    client: str
    status: Literal["imported", "unchanged", "failed"]
    sources: pl.DataFrame = field(default_factory=Sources.create_empty)
    unmatched: pl.DataFrame = field(default_factory=pl.DataFrame)
    weights: pl.DataFrame = field(default_factory=Weights.create_empty)
    from_notes: Mapping[str, int] = field(default_factory=dict)
    warnings: Sequence[str] = ()
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
        shelf = shelf or Shelf(workspace)
        aliases = harmonise.read_aliases(workspace / manifest.ALIASES)
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
    with (
        manifest.Inputs(workspace, client, files) as inputs,
        processed.Replacement(workspace, client) as anew,
    ):
        done = _made(workspace, client, files, inputs, anew, aliases=aliases, shelf=shelf)
        if done.status == "imported":
            anew.wait()
            manifest.forget(workspace, client)
            anew.take_place()
            if inputs.still_stand() and shelf.still_stands():  # else the next import does it again
                manifest.write(workspace, client, inputs.all())
    return done


def _made(
    workspace: Path,
    client: str,
    files: Sequence[Path],
    inputs: manifest.Inputs,
    anew: processed.Replacement,
    *,
    aliases: Mapping[str, str],
    shelf: Shelf,
) -> Imported:
    """Make the client's tables from its inputs and begin to write them; they do not count yet."""
    try:
        settings = client_settings.read(originals.folder(workspace, client))
        warnings = _check_tables(
            workspace, client, settings, [originals.name_of(workspace, client, path) for path in files]
        )
        same = _unchanged(workspace, client) if inputs.are(manifest.read(workspace, client)) else None
        if same is not None:
            return replace(same, warnings=warnings)
        theirs = shelf.of(client, settings, aliases)
        tables: dict[type[dy.Schema], pl.DataFrame] = {}
        for table, frame in tables_of(
            workspace, client, files, settings, aliases, shared=theirs, digest=inputs.digest
        ):
            anew.add(table, frame)
            tables[table] = frame
        told = _told(tables[Sets], tables[Weights])
    except AnalysisError as err:
        # The problem may stand in a page that is sent on: it names files from the workspace on.
        said = str(err).removeprefix(f"{workspace}{os.sep}")
        return Imported(client=client, status="failed", problem=said)
    except (Exception, pl.exceptions.PanicException) as err:  # noqa: BLE001 - a mistake of ours with one client must not cost the others
        _log.debug("%s: unexpected", client, exc_info=True)
        said = f"{client}: phasewise made a mistake importing this client ({type(err).__name__}). Please report it"
        return Imported(client=client, status="failed", problem=said)
    return Imported(client=client, status="imported", sources=tables[Sources], warnings=warnings, **told)


def _check_tables(workspace: Path, client: str, settings: ClientSettings, names: Sequence[str]) -> list[str]:
    """Return a line for each mapping of a file that is not there.

    Raises:
        BadSettingError: a mapping has nearly the name of a file that none is for: a slip, and that file goes unread.
    """
    known = {*names, *(PurePosixPath(name).name for name in names)}
    unsaid = [file for file in sorted(known) if not any(_is_of(name, file) for name in settings.table)]
    gone = [name for name in settings.table if not any(_is_of(name, file) for file in known)]
    for name in gone:
        if near := slips.near_file(name, unsaid):
            raise BadSettingError(
                originals.settings_file(workspace, client),
                line=None,
                key=f'table."{name}"',
                problem="no such file in the client's folder",
                hint=f"Did you mean {near!r}?",
            )
    toml = f"data/raw/{client}/{client_settings.FILE_NAME}"
    return [
        f'{toml}: table."{name}": no such file in the client\'s folder, so this is left aside'
        for name in gone
    ]


def _is_of(name: str, file: str) -> bool:
    return name == file or name.startswith(f"{file}/")


def _unchanged(workspace: Path, client: str) -> Imported | None:
    """What the tables on disk hold; null where one is missing, or no longer what was written."""
    if not _all_there(workspace, client):
        return None
    try:
        sources = processed.read_sources(workspace, client)
        sets, taken = processed.read_sets(workspace, client), processed.read_weights(workspace, client)
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException, dy.exc.ValidationError):
        _log.debug("%s: a table is damaged", client, exc_info=True)
        return None
    return Imported(client=client, status="unchanged", sources=sources, **_told(sets, taken))


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
    digest: Callable[[str], str | None] = lambda _: None,
) -> Iterator[tuple[type[dy.Schema], pl.DataFrame]]:
    """Yield every table of the client, overlaps settled, as soon as nothing more happens to it.

    The sets come as they will mostly stay, and once more where their weights mean something else than is usual.
    `shared` is their part of files of many people; `digest` gives the sha256 of a file by its name, where that is known.
    """
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
            digest=partial(digest, originals.name_of(workspace, client, path)),
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
    alone = read[0] if len(read) == len(once) == 1 else None
    settled = repeats.settled(sets, body, ledger, sources, alone=alone)
    yield from (
        (Ledger, settled.ledger), (Body, settled.body), (Sources, settled.sources),
        (Plan, plan), (PlanDays, plans.days(client, settings)), (Sets, settled.sets),
    )  # fmt: skip
    said_in = originals.settings_file(workspace, client)
    stated = lift_names.meanings(settings.weights, sets, said_in)
    apps = dict(sources.filter(pl.col("app").is_not_null()).select("source", "app").iter_rows())
    taken = weights.settle(
        settled.sets, settled.body, apps, stated=stated, bodyweight_kg=settings.bodyweight_kg
    )
    if taken.sets is not settled.sets:
        yield Sets, taken.sets
    yield Weights, taken.weights
    yield (
        PlanSets,
        plans.sets(client, settings, planned=plan, performed=taken.sets, aliases=aliases, file=said_in),
    )


def _together(table: type[dy.Schema], parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all files; those of one alone are not copied."""
    return parts[0] if len(parts) == 1 else pl.concat([table.create_empty(), *parts])
