"""Where a file lies, as a coach types it: the file itself, and the part of it that is meant."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

PLAIN: Final = re.compile(r"[\w./:+@%,=-]+")
SPECIAL: Final = frozenset('"$`\\!%')
"""What a shell may act on between double quotes."""


def split(path: Path) -> tuple[Path, str]:
    """Return the file that is there, and what of it is named: the member of an archive, the sheet of a workbook.

    A path that leads to no file is returned as it is.
    """
    for file in (path, *path.parents):
        if file.is_file():
            member = path.relative_to(file).as_posix()
            return file, "" if member == "." else member
    return path, ""


def typed(path: Path) -> str:
    """Return a path as one word of a command, in quotes where it needs them.

    >>> typed(Path("data/raw/ivy/log.csv")), typed(Path("data/raw/ivy/ivy log 2026.xlsx"))
    ('data/raw/ivy/log.csv', '"data/raw/ivy/ivy log 2026.xlsx"')
    """
    text = path.as_posix()
    if PLAIN.fullmatch(text):
        return text
    return shlex.quote(text) if SPECIAL & set(text) else f'"{text}"'
