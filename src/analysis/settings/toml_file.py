"""Read a TOML settings file into a pydantic model, or say file, line, key and the nearest right key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from analysis.errors import BadSettingError


class Section(BaseModel):
    """A table of a settings file: unknown keys are errors, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


PLACE: Final = "place"
"""Where a finding about a list says in its context at which of its elements it lies, from 0."""

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
        raise _not_toml(file, text, err) from err
    except RecursionError as err:
        raise BadSettingError(file, line=None, key="syntax", problem="brackets are nested too deep") from err
    try:
        return model.model_validate(values)
    except ValidationError as err:
        raise _bad_setting(file, text, model, err) from err


def _not_toml(file: Path, text: str, err: tomllib.TOMLDecodeError) -> BadSettingError:
    """What cannot be read as TOML; a date that is none is named, for of the 13th month the parser says something else."""
    found = re.search(r"line (\d+)", str(err))
    line = int(found.group(1)) if found else None
    if line is not None and (wrong := _wrong_date(text.split("\n")[line - 1])):
        problem = f"{wrong} is no date; write it as 2026-09-07, year, month, day"
        return BadSettingError(file, line=line, key="syntax", problem=problem)
    hint = 'Text stands in straight quotes, "like this"; dates stand bare, as 2026-09-07.'
    return BadSettingError(file, line=line, key="syntax", problem=str(err), hint=hint)


def _wrong_date(line: str) -> str | None:
    """The first value outside quotes that looks like a date and is none; None: there is none such."""
    bare = re.sub(r"""\"[^"]*\"|'[^']*'""", '""', line)
    looks_so: list[str] = re.findall(r"[=,\[]\s*(\d+[-./]\d+[-./]\d+)", bare)
    return next((said for said in looks_so if not _is_date(said)), None)


def _is_date(text: str) -> bool:
    """Whether it is a date as TOML has it."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def _bad_setting(file: Path, text: str, model: type[Section], err: ValidationError) -> BadSettingError:
    """Turn the first of pydantic's findings into one sentence."""
    first = err.errors()[0]
    path = [part for part in first["loc"] if not _is_branch(part)]
    if (place := first.get("ctx", {}).get(PLACE)) is not None:
        path.append(place)
    key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
    line = line_of(text, path, item=first["input"])
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
    if kind.startswith("bool"):
        return "must be true or false, without quotes"
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


def line_of(text: str, path: Sequence[int | str], *, item: object = None) -> int | None:
    r"""The line where the setting stands, or the last part of its path that the file has; None: no part.

    `item` is the text of an element where the path ends in its place in a list that may be written over many lines.

    >>> line_of('name = "A"\n[[phase]]\nstyle = "x"\n[[phase]]\nstyle = "y"\n', ["phase", 1, "style"])
    5
    >>> line_of('list = [\n  "a",\n  "b",\n]\n', ["list", 1], item="b")
    3
    """
    places = [(number, f"{_dotted(place)}.") for number, place in _places(text)]
    for length in range(len(path), 0, -1):
        wanted = f"{_dotted(path[:length])}."
        found = next((number for number, place in places if place.startswith(wanted)), None)
        if found is not None:
            return _line_of_item(text, found, item) if isinstance(path[-1], int) else found
    return None


def _dotted(path: Iterable[int | str]) -> str:
    return ".".join(str(part) for part in path)


def _line_of_item(text: str, first: int, item: object) -> int:
    """The line from the first on that holds the element; the first where none does."""
    lines = text.splitlines()
    holds = (number for number in range(first, len(lines) + 1) if str(item) in lines[number - 1])
    return next(holds, first) if isinstance(item, str) and item else first


def _places(text: str) -> Iterator[tuple[int, tuple[int | str, ...]]]:
    """Each header and key by its line, with its path: names, and the places of tables that come several times."""
    counts: dict[tuple[int | str, ...], int] = {}
    here: tuple[int | str, ...] = ()
    for number, raw in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?", raw):
            here = ()
            names = [
                "".join(found) for found in re.findall(r"""\"([^"]*)\"|'([^']*)'|([^.\s"']+)""", header[2])
            ]
            for name in names[:-1]:
                here += (name, counts[(*here, name)]) if (*here, name) in counts else (name,)
            here += tuple(names[-1:])
            if header[1] == "[[":
                counts[here] = counts.get(here, -1) + 1
                here += (counts[here],)
            yield number, here
        elif key := re.match(r"""\s*(?:"([^"]+)"|'([^']+)'|([^"'=\s]+))\s*=""", raw):
            yield number, (*here, key[1] or key[2] or key[3])
