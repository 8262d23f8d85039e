"""JSON files: the value, read within bounds."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analysis.errors import UnreadableFileError, called

MAX_DEPTH: Final = 64
"""No export nests deeper; a file of a million brackets would end the process."""

_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
"""How an escape begins that is half a sign beyond the first 65,536, and no sign without its other half."""


@dataclass(frozen=True, eq=False)
class Json:
    """One JSON file. Its records are numbered by the importer that knows what a record is."""

    file: str
    encoding: str
    value: Any
    delimiter: None = None

    def record(self, line: int, most: int = 300) -> str:  # noqa: ARG002 - the importer hands on each record's text
        """Nothing: a place in JSON says nothing of a record."""
        return ""


def looks_like(text: str) -> bool:
    """Whether a text begins as JSON does."""
    start = text[:400].lstrip("﻿ \t\r\n")
    return start[:1] in {"{", "["}


def read(file: Path | str, text: str, encoding: str) -> Json:
    """Read a JSON file.

    Raises:
        UnreadableFileError: it is not JSON, or nests too deep; the line of the fault is named.
    """
    try:
        value = json.loads(text.lstrip("﻿"), parse_constant=lambda _: None)
    except json.JSONDecodeError as err:
        seen = f"the JSON breaks off at line {err.lineno}, column {err.colno} ({err.msg.lower()})"
        raise UnreadableFileError(file, seen, "Export it again") from err
    except (RecursionError, ValueError) as err:  # a number of many thousand digits is a ValueError
        raise UnreadableFileError(file, "the JSON is not an export's", "Export it again") from err
    if _depth(value) > MAX_DEPTH:
        raise UnreadableFileError(file, "the JSON is nested too deep to be an export", "Export it again")
    return Json(called(file), encoding, _whole_signs(value) if _HALF.search(text) else value)


def _whole_signs(value: Any) -> Any:
    """The value with a question mark for every half of a sign, as a note cut inside an emoji has one."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _depth(value: Any) -> int:
    """How deep lists and objects stand in one another, found without recursion."""
    level, depth = [value], 0
    while level and depth <= MAX_DEPTH:
        inner = [v for v in level if isinstance(v, (dict, list))]
        level = [x for v in inner for x in (v.values() if isinstance(v, dict) else v)]
        depth += 1
    return depth
