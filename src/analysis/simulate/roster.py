"""The sample workspace: every sample client, its files, and what is true of it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Final

from analysis.simulate.client import SampleClient
from analysis.simulate.clients import (
    elena_weekly,
    hana_season,
    marcus_base,
    nadia_machines,
    priya_block,
    ray_two_apps,
    sarah_switch,
    tom_flat,
)
from analysis.simulate.truth import Truth

CLIENTS: Final[tuple[SampleClient, ...]] = (
    elena_weekly.CLIENT, hana_season.CLIENT, marcus_base.CLIENT, nadia_machines.CLIENT,
    priya_block.CLIENT, ray_two_apps.CLIENT, sarah_switch.CLIENT, tom_flat.CLIENT,
)  # fmt: skip
"""Every sample client, in the order of their folders."""

WORKSPACE_FILES: Final = ("phasewise.toml", "aliases.csv")


def files() -> dict[str, str]:
    """Return the text of every file of the sample workspace, by its path from the workspace's folder."""
    package = resources.files("analysis.simulate")
    shared = {name: (package / name).read_text("utf-8") for name in WORKSPACE_FILES}
    raw = {
        f"data/raw/{client.slug}/{name}": text
        for client in CLIENTS
        for name, text in client.files().items()
    }  # fmt: skip
    return shared | raw


def write(folder: Path) -> None:
    """Write the sample workspace: `phasewise.toml`, `aliases.csv` and `data/raw/<client>/`.

    The same bytes on every machine: UTF-8, line feeds. Files of the same names are overwritten, others
    are left alone.
    """
    for name, text in files().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())


def truths() -> Mapping[str, Truth]:
    """Return what is true of each client, by slug."""
    return {client.slug: client.truth() for client in CLIENTS}
