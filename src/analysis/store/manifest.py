"""What a client's processed tables were made from, so that only what changed is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final, Self

from analysis import __version__
from analysis.store import originals, people, processed

MAKERS: Final = ("sources", "importers", "exercises", "ingest", "store", "tables", "settings")
"""The packages whose code and data decide what the tables hold."""

ALIASES: Final = "aliases.csv"
UNREADABLE: Final = "cannot be read"
"""In place of a hash."""


@cache
def code() -> str:
    """A hash of the code and data that make the tables; it changes when they do."""
    root = resources.files("analysis")
    digest = hashlib.sha256(__version__.encode())
    for name in (*MAKERS, "units.py"):
        for path, data in sorted(_walk(root.joinpath(name), name)):
            digest.update(path.encode() + b"\0" + data)
    return digest.hexdigest()


def _walk(node: Traversable, path: str) -> list[tuple[str, bytes]]:
    if node.is_file():
        return [(path, node.read_bytes())] if path.endswith((".py", ".csv", ".toml")) else []
    return [
        found
        for child in node.iterdir()
        if child.name != "__pycache__"
        for found in _walk(child, f"{path}/{child.name}")
    ]


def now(workspace: Path, client: str, files: Sequence[Path]) -> dict[str, Any]:
    """The inputs as they stand."""
    with Inputs(workspace, client, files) as inputs:
        return inputs.all()


class Inputs:
    """A client's inputs as they stood when this was made; the client's own files are hashed while other work goes on."""

    def __init__(self, workspace: Path, client: str, files: Sequence[Path]) -> None:
        """Begin to hash.

        Raises:
            BadSettingError: `phasewise.toml` cannot be read.
        """
        said = people.read(workspace)
        self._files = {originals.name_of(workspace, client, path): path for path in files}
        self._stood = standing(files)
        self._pool = ThreadPoolExecutor(1)
        self._under_way = {name: self._pool.submit(_hash, path) for name, path in self._files.items()}
        shared = {
            name: [_hash(workspace / originals.RAW / name), *sorted(persons), said.mapping(name)]
            for name, persons in said.of(client).items()
        }
        self._others: dict[str, Any] = {
            "client": client,
            "code": code(),
            "aliases": _hash(workspace / ALIASES),
            "settings": _hash(originals.settings_file(workspace, client)),
            **({"shared": shared} if shared else {}),
        }

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Hash no more files than the one that is being hashed."""
        self._pool.shutdown(cancel_futures=True)

    def all(self) -> dict[str, Any]:
        """All of them, as a manifest holds them."""
        return {**self._others, "files": {name: each.result() for name, each in self._under_way.items()}}

    def are(self, those: Mapping[str, Any] | None) -> bool:
        """Whether they are those of a manifest; the files' hashes are waited for only where all else is."""
        if those is None or {name: said for name, said in those.items() if name != "files"} != self._others:
            return False
        return self.all() == those

    def digest(self, name: str) -> str | None:
        """The sha256 of one of the client's own files; null where it cannot be read."""
        found = self._under_way[name].result()
        return None if found == UNREADABLE else found

    def still_stand(self) -> bool:
        """Whether no file was written to since: what was read from it and what was hashed are then the same bytes."""
        return standing(self._files.values()) == self._stood


def standing(files: Iterable[Path]) -> list[tuple[int, int, int] | None]:
    """How each file stands: equal later, none of them was written to since; null: it cannot be looked at."""
    return [_stands(path) for path in files]


def _stands(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _hash(path: Path) -> str | None:
    if not path.exists():
        return None
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # the import refuses it by name; once it can be read, the hash differs
        return UNREADABLE


def file(workspace: Path, client: str) -> Path:
    """Where a client's manifest lies."""
    return workspace / processed.PROCESSED / "manifest" / f"client={client}.json"


def read(workspace: Path, client: str) -> dict[str, Any] | None:
    """The inputs of the tables on disk; null where there are none or the file is damaged."""
    path = file(workspace, client)
    try:
        found = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):  # not JSON, or not even text
        return None
    return found if isinstance(found, dict) else None


def write(workspace: Path, client: str, inputs: dict[str, Any]) -> None:
    """Say what the tables were made from: the last thing an import does."""
    path = file(workspace, client)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(inputs, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    temporary.replace(path)


def forget(workspace: Path, client: str) -> None:
    """Take back the promise before the tables change, so that a killed import is done again."""
    file(workspace, client).unlink(missing_ok=True)
