"""Looking into a JSON value that may be anything: what is not there, or is of another kind, is empty."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from analysis.importers.records import text_of

Object = Mapping[str, Any]

EMPTY: Final[Object] = {}
SHOWN: Final = 300


def of(value: object) -> Object:
    """The value if it is an object; else an empty one.

    >>> of({"a": 1}), of([1]), of(None)
    ({'a': 1}, {}, {})
    """
    return value if isinstance(value, dict) else EMPTY


def each(value: object) -> Iterator[Object]:
    """The members of a list, what is no object as an empty one; nothing for what is no list.

    >>> list(each([{"a": 1}, 2])), list(each("abc"))
    ([{'a': 1}, {}], [])
    """
    return (of(member) for member in (value if isinstance(value, list) else ()))


def are(value: object, *keys: str) -> bool:
    """Whether a value is a list of objects that begins with one that has all these keys.

    >>> are([{"a": 1, "b": 2}], "a", "b"), are([{"a": 1}], "b"), are([], "a")
    (True, False, False)
    """
    return isinstance(value, list) and bool(value) and set(keys) <= of(value[0]).keys()


def named(one: Object, *keys: str) -> str | None:
    """The first of these keys that holds a text or a number, as text.

    >>> named({"name": "", "title": "Squat"}, "name", "title")
    'Squat'
    """
    return next((text for key in keys if (text := (text_of(one.get(key)) or "").strip()) != ""), None)


def number(value: object) -> float | None:
    """A number, also one written as text; null for anything else.

    >>> number("80.00"), number(5), number(True), number("nan"), number([])
    (80.0, 5.0, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        read = float(value)
    except (ValueError, OverflowError):
        return None
    return read if abs(read) < float("inf") else None


def shown(one: object) -> str:
    """A record as it stands, in one line, cut to what is worth showing."""
    return json.dumps(one, ensure_ascii=False, separators=(", ", ": "))[:SHOWN]
