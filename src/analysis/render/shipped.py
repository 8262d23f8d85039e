"""Where a report's notebook lies: the coach's own copy first, else the one that came with phasewise."""

from __future__ import annotations

from pathlib import Path

import analysis

PACKAGE = Path(analysis.__file__).resolve().parent


def find(name: str, workspace: Path) -> Path:
    """Return the notebook `<name>.ipynb` to run.

    The workspace's `notebooks/` wins, so that a coach may edit a copy; then the notebook inside an
    installed package; then the checkout's own `notebooks/` (an editable install has no copy inside).

    Raises:
        FileNotFoundError: the package is incomplete; not something a coach can cause.
    """
    places = [workspace / "notebooks", *shipped_in()]
    found = next((place / f"{name}.ipynb" for place in places if (place / f"{name}.ipynb").is_file()), None)
    if found is None:
        raise FileNotFoundError(f"no notebook {name}.ipynb in phasewise's own files")
    return found


def shipped_in() -> tuple[Path, Path]:
    """Return the two folders in which phasewise keeps its own notebooks, the installed one first."""
    return PACKAGE / "shipped" / "notebooks", PACKAGE.parents[1] / "notebooks"
