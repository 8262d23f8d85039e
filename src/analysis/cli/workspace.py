"""Making a workspace, and saying how one stands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Final

import polars as pl

from analysis.errors import FolderTakenError
from analysis.store import manifest, originals, people, processed

FOLDERS: Final = ("data/raw", "data/processed", "notebooks", "reports")
PHASEWISE_TOML: Final = """\
# Your workspace. Every key is optional; a `#` before a key leaves its default.
# coach = "Your name"
# business = "Your business"
# contact = "you@example.org"
# logo = "logo.svg"            # SVG or PNG, from this folder
# accent = "#1f5a7a"           # colour of headings and lines
# display_unit = "kg"          # or "lb"
# paper = "a4"                 # or "us-letter"
# appendix = true              # false leaves the coach's appendix out of the page and the PDF
#
# A file of many people lies in data/raw/ itself; phasewise import prints these lines for it.
# [people."gym.csv"]
# "Anna E." = "anna"           # the person in the file = the client's folder
"""
ALIASES: Final = "exercise_logged,exercise\n"


def make(folder: Path, *, demo: bool = False) -> list[str]:
    """Make a workspace in a new or empty folder and say what lies in it.

    Raises:
        FolderTakenError: the folder is not empty; nothing was written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTakenError(folder)
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    if demo:
        from analysis.simulate import roster  # noqa: PLC0415 - only a new workspace needs it

        roster.write(folder)
    else:
        (folder / "phasewise.toml").write_text(PHASEWISE_TOML, "utf-8")
        (folder / manifest.ALIASES).write_text(ALIASES, "utf-8")
    _copy_notebooks(folder / "notebooks")
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def _copy_notebooks(to: Path) -> None:
    """The coach's own copies, free to edit; phasewise runs them in place of its own."""
    from analysis.render import shipped  # noqa: PLC0415 - only a new workspace needs it

    place = next(p for p in shipped.shipped_in() if p.is_dir())
    for notebook in sorted(place.glob("*.ipynb")):
        shutil.copyfile(notebook, to / notebook.name)


def standing(workspace: Path, client: str) -> dict[str, Any]:
    """What is imported, stale or missing for one client."""
    files = originals.files(workspace, client)
    known = manifest.read(workspace, client)
    current = known == manifest.now(workspace, client, files)
    sources = processed.read_sources(workspace, client)
    made = sorted(p.parent.parent.name for p in (workspace / "reports").glob(f"*/{client}/report.json"))
    return {
        "client": client,
        "files": len(files) + len(people.read(workspace).of(client)),
        "tables": "missing" if known is None else "current" if current else "stale",
        "sets": int(sources["sets"].sum()),
        "first": _day(sources["first_on"].min()),
        "last": _day(sources["last_on"].max()),
        "refused": int(sources["refused"].is_not_null().sum()),
        "rejected": int(sources["rejected"].sum()),
        "unmatched_exercises": _unmatched(workspace, client),
        "reports": made,
        "training": _training(workspace, client, made[-1]) if made else None,
    }


def _training(workspace: Path, client: str, month: str) -> dict[str, Any] | None:
    """What the newest report says of phase, plan and warnings, with its day; null: its record is damaged or of an older phasewise."""
    try:
        said = json.loads((workspace / "reports" / month / client / "report.json").read_text("utf-8"))
        running = said["current_phase"] or {}
        done: dict[str, Any] = next(
            (r for r in said["adherence"] if r["starts_on"] == running.get("starts_on")), {}
        )
        return {
            "as_of": said["as_of"],
            "phase": said["phase"],
            "adherence": done.get("overall"),
            "sessions_pct": done.get("sessions_pct"),
            "verdict": (said["verdict"] or {}).get("label"),
            "warnings": [row["finding"] for row in said["warnings"] if row["level"] == "warning"],
            "next": said["advice"]["next_phase"]["action"],
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _unmatched(workspace: Path, client: str) -> int:
    sets = processed.read_sets(workspace, client)
    return sets.filter(pl.col("exercise").is_null())["exercise_logged"].n_unique()
