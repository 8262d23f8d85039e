"""`phasewise.toml`: the coach's name, look and units, one file a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from analysis.settings.toml_file import Section, load

FILE_NAME = "phasewise.toml"

Formula = Literal["modified_epley", "epley", "brzycki", "lombardi", "oconner", "lander", "mayhew", "wathan"]


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
    thresholds: dict[str, float] = Field(default_factory=dict)


def read(workspace: Path) -> CoachSettings:
    """Return the workspace's settings, or the defaults where it has no file.

    Raises:
        BadSettingError: naming file, line and the nearest key.
    """
    return load(workspace / FILE_NAME, CoachSettings)
