"""What a report was made from, in one number: unchanged inputs need no second report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import analysis
from analysis.batch.job import Job
from analysis.render import report

FILE: Final = ".fingerprint"
_PACKAGE: Final = Path(analysis.__file__).resolve().parent
_COMPILED: Final = frozenset({".pyc", ".pyo"})


def of(job: Job) -> dict[str, str]:
    """Return the job's fingerprint: a hash for each kind of thing the report hangs on.

    Absolute paths do not count (a workspace may be moved), names and bytes of files do.
    """
    private = {str(value) for value in job.params.values() if isinstance(value, Path)}
    params = {
        name: "" if name == "workspace" or str(value) in private else str(value)
        for name, value in sorted(job.params.items())
    }
    return {
        "phasewise": f"{analysis.__version__}+{code()}",
        "notebook": _digest([job.notebook]),
        "inputs": _digest(job.inputs),
        "params": _hash(json.dumps(params, sort_keys=True).encode()),
        "page": _hash(repr(job.page).encode()),
    }


def is_current(job: Job, made_from: dict[str, str]) -> bool:
    """Return whether the folder holds all files of a report made from just this."""
    if not all((job.out_dir / name).is_file() for name in report.FILES):
        return False
    try:
        known = json.loads((job.out_dir / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(known == made_from)


def remember(job: Job, made_from: dict[str, str]) -> None:
    """Note beside the report what it was made from; the last thing written, so that a killed run is repeated."""
    text = json.dumps(made_from, indent=1, sort_keys=True) + "\n"
    report.write(job.out_dir / FILE, text.encode())


def forget(job: Job) -> None:
    """Drop the note before a report is made anew."""
    (job.out_dir / FILE).unlink(missing_ok=True)


@cache
def code() -> str:
    """Return the hash of the package's own files: a changed formula makes every report anew."""
    return _digest([_PACKAGE])[:16]


def _digest(places: Iterable[Path]) -> str:
    """The hash of files and of all files below folders, in the order of their names; absent ones count too."""
    total = hashlib.sha256()
    for place in places:
        files = sorted(file for file in place.rglob("*") if file.is_file()) if place.is_dir() else [place]
        for file in files:
            if file.suffix in _COMPILED:
                continue
            name = file.relative_to(place).as_posix() if file != place else file.name
            content = _hash(file.read_bytes()) if file.is_file() else "absent"
            total.update(f"{name}\0{content}\n".encode())
        total.update(b"\f")
    return total.hexdigest()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
