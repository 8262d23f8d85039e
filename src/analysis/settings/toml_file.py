"""Read a TOML settings file into a pydantic model, or say file, line, key and the nearest right key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from analysis.errors import BadSettingError


class Section(BaseModel):
    """A table of a settings file: unknown keys are errors, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


Model = TypeVar("Model", bound=Section)


def load(file: Path, model: type[Model]) -> Model:
    """Return the file's settings; a file that is not there gives every default.

    Raises:
        BadSettingError: malformed TOML, an unknown key, or a value that cannot be used.
    """
    if not file.exists():
        return model()
    try:
        text = file.read_bytes().decode("utf-8-sig")
        values = tomllib.loads(text)
    except UnicodeDecodeError as err:
        raise BadSettingError(file, line=None, key="encoding", problem="the file is not UTF-8 text") from err
    except tomllib.TOMLDecodeError as err:
        line = re.search(r"line (\d+)", str(err))
        raise BadSettingError(
            file,
            line=int(line.group(1)) if line else None,
            key="syntax",
            problem=str(err),
            hint='Text stands in straight quotes, "like this"; dates stand bare, as 2026-09-07.',
        ) from err
    except RecursionError as err:
        raise BadSettingError(file, line=None, key="syntax", problem="brackets are nested too deep") from err
    try:
        return model.model_validate(values)
    except ValidationError as err:
        raise _bad_setting(file, text, model, err) from err


def _bad_setting(file: Path, text: str, model: type[Section], err: ValidationError) -> BadSettingError:
    """Turn the first of pydantic's findings into one sentence."""
    first = err.errors()[0]
    path = [part for part in first["loc"] if not _is_branch(part)]
    key = ".".join(str(part) for part in path)
    line = line_of(text, path)
    if first["type"] == "extra_forbidden":
        known = _keys_at(model, path[:-1])
        near = get_close_matches(str(path[-1]), known, n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known keys: {', '.join(sorted(known))}."
        return BadSettingError(file, line=line, key=key, problem="no such key", hint=hint)
    said, seen = _in_words(first), first["input"]
    told = isinstance(seen, str | int | float) and repr(seen) not in said
    return BadSettingError(
        file, line=line, key=key or "file", problem=f"{said}, seen {seen!r}" if told else said
    )


def _in_words(finding: ErrorDetails) -> str:
    """What pydantic found, as one would say it to a coach."""
    kind = finding["type"]
    if kind.startswith("date"):
        return "not a date; write it as 2026-09-07"
    if kind == "tuple_type":
        return "not a list; write it as [4, 6], and a table that may come twice as [[phase]]"
    if kind == "string_pattern_mismatch":
        return "not a colour; write it as #1f5a7a"
    return finding["msg"].removeprefix("Value error, ").replace("Input should be", "must be")


def _is_branch(part: int | str) -> bool:
    """Pydantic names the branch of a union in the location; a reader of the file never saw it."""
    return isinstance(part, str) and bool(re.search(r"[\[\(]|^(str|int|float|bool|date)$", part))


def _keys_at(model: type[Section], path: Iterable[int | str]) -> list[str]:
    """The keys that are allowed where the unknown one stood."""
    here: type[Section] | None = model
    named_freely = False
    for part in path:
        if isinstance(part, int) or named_freely:
            named_freely = False
            continue
        field = here.model_fields.get(part) if here is not None else None
        if field is None:
            return []
        here = _section_in(field.annotation)
        named_freely = getattr(field.annotation, "__origin__", None) is dict
    return list(here.model_fields) if here is not None else []


def _section_in(annotation: Any) -> type[Section] | None:
    """The Section inside `tuple[Section, ...]`, `Section | None`, `dict[str, Section]`."""
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    found = (_section_in(inner) for inner in getattr(annotation, "__args__", ()))
    return next((section for section in found if section is not None), None)


def line_of(text: str, path: Iterable[int | str]) -> int | None:
    r"""The line where the setting stands, found by following tables and counting their headers.

    >>> line_of('name = "A"\n[[phase]]\nstyle = "x"\n[[phase]]\nstyle = "y"\n', ["phase", 1, "style"])
    5
    """
    table: str | None = None
    index = 0
    wanted: str | None = None
    for part in path:
        if isinstance(part, int):
            table, index, wanted = wanted, part, None
        else:
            table, wanted = (f"{table}.{wanted}" if table and wanted else wanted or table), part
    return _scan(text, table, index, wanted)


def _scan(text: str, table: str | None, index: int, wanted: str | None) -> int | None:
    current: str | None = None
    seen = -1
    table_line: int | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?", raw)
        if header:
            current = re.sub(r"""["'\s]""", "", header.group(1))
            seen = seen + 1 if current == table else seen
            if current == table and seen == index:
                table_line = number
            if current == wanted and table is None:
                return number
            continue
        key = re.match(r"""\s*(?:"([^"]+)"|'([^']+)'|([^"'=\s]+))\s*=""", raw)
        here = current == table and (table is None or seen == index)
        if key and here and wanted is not None and wanted in key.groups():
            return number
    return table_line
