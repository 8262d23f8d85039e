"""The frame around a report: whose it is, which month, and the coach's name, colour and logo."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from analysis.errors import BadSettingError
from analysis.settings import CoachSettings

_LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
_LARGEST_LOGO_BYTES = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A picture of the coach's business, inert: shown as an image, so no script in it runs."""

    content: bytes
    mime: str

    @property
    def data_uri(self) -> str:
        """The logo as an address that needs no request."""
        return f"data:{self.mime};base64,{base64.b64encode(self.content).decode()}"

    @property
    def typst_format(self) -> str:
        """The name Typst has for this kind of picture."""
        return "svg" if self.mime.endswith("svg+xml") else "png"


@dataclass(frozen=True, kw_only=True)
class Page:
    """What stands around one client's report."""

    client: str
    """The client's name as people say it."""
    title: str
    """`Training report, March 2026`."""
    month_name: str
    """`March 2026`."""
    as_of: date
    """The last day the report knows of; the PDF's date. Never the clock's."""
    coach: CoachSettings = field(default_factory=CoachSettings)
    logo: Logo | None = None
    lang: str = "en-GB"

    @property
    def letterhead(self) -> str:
        """The business, else the coach, else nothing."""
        return self.coach.business or self.coach.coach


def logo(coach: CoachSettings, workspace: Path) -> Logo | None:
    """Return the coach's logo, or None where they named none.

    Raises:
        BadSettingError: no such file, outside the workspace, too large, or neither SVG nor PNG.
    """
    if not coach.logo:
        return None
    file = (workspace / coach.logo).resolve()
    if not file.is_relative_to(workspace.resolve()):
        raise _bad_logo(workspace, coach.logo, "lies outside the workspace")
    if file.suffix.lower() not in _LOGO_TYPES:
        raise _bad_logo(workspace, coach.logo, "is neither .svg nor .png")
    if not file.is_file():
        raise _bad_logo(workspace, coach.logo, "is not there")
    if file.stat().st_size > _LARGEST_LOGO_BYTES:
        raise _bad_logo(workspace, coach.logo, "is larger than 1 MB")
    return Logo(content=file.read_bytes(), mime=_LOGO_TYPES[file.suffix.lower()])


def _bad_logo(workspace: Path, seen: str, problem: str) -> BadSettingError:
    return BadSettingError(workspace / "phasewise.toml", line=None, key="logo", problem=f"{seen} {problem}")
