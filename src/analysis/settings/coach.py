"""`phasewise.toml`: the coach's name, look and units, one file a workspace."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, field_validator

from analysis.settings.client import Columns
from analysis.settings.toml_file import Section, load

FILE_NAME = "phasewise.toml"
FOLDER: Final = re.compile(r"[^\W_][\w .&'-]{0,63}")
"""A name that is a folder on every system, and no path."""

Formula = Literal["modified_epley", "epley", "brzycki", "lombardi", "oconner", "lander", "mayhew", "wathan"]


class SharedFile(Section):
    """`[shared."file.json"]`: what a file of many people does not say of all of them."""

    weight_unit: Literal["kg", "lb"] | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None


class CoachSettings(Section):
    """Every key optional; the defaults give a plain, anonymous report in kilograms."""

    coach: str = ""
    business: str = ""
    contact: str = ""
    logo: str = ""
    """Path of an SVG or PNG, from the workspace's folder."""
    accent: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")] = "#1f5a7a"
    display_unit: Literal["kg", "lb"] = "kg"
    display_formula: Formula = "modified_epley"
    """e1RM formula of the tables; the trend always uses the modified Epley."""
    paper: Literal["a4", "us-letter"] = "a4"
    appendix: bool = True
    """Whether the page and the PDF have the appendix for the coach; notebook and record always do."""
    thresholds: dict[str, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = Field(default_factory=dict)
    """The coach's own numbers in place of shipped ones, by whole name, as `never_heavy.weeks`."""
    people: dict[str, dict[str, str]] = Field(default_factory=dict)
    """A file of many people in `data/raw/` itself, to each person's client; an empty name: no client of yours."""
    table: dict[str, Columns] = Field(default_factory=dict)
    shared: dict[str, SharedFile] = Field(default_factory=dict)
    """The unit and the order of dates of a file of many people."""

    @field_validator("thresholds", mode="before")
    @classmethod
    def _by_whole_name(cls, stated: object) -> object:
        """TOML reads a bare `never_heavy.weeks` as a table in a table; a name in quotes it does not."""
        if not isinstance(stated, dict):
            return stated
        whole: dict[str, object] = {}
        for name, value in stated.items():
            within = value.items() if isinstance(value, dict) else ((None, value),)
            whole |= {name if inner is None else f"{name}.{inner}": given for inner, given in within}
        return whole

    @field_validator("people")
    @classmethod
    def _are_folders(cls, people: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        for client in (client for whose in people.values() for client in whose.values() if client):
            if not FOLDER.fullmatch(client) or client.strip(". ") != client:
                msg = f"{client!r} cannot be the name of a client's folder; write letters, digits, - and _"
                raise ValueError(msg)
        return people


def read(workspace: Path) -> CoachSettings:
    """Return the workspace's settings, or the defaults where it has no file.

    Raises:
        BadSettingError: naming file, line and the nearest key.
    """
    return load(workspace / FILE_NAME, CoachSettings)
