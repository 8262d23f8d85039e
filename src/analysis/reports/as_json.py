"""Values as JSON has them, the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def plain(value: Any) -> Any:
    """Return a value as JSON has it: days as ISO 8601, numbers to six decimals, tuples as lists.

    >>> plain({"on": date(2026, 10, 31), "share": 1 / 3, "notes": ("a",)})
    {'on': '2026-10-31', 'share': 0.333333, 'notes': ['a']}
    """
    match value:
        case date():
            return value.isoformat()
        case float():
            return round(value, 6)
        case Mapping():
            return {str(name): plain(item) for name, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case _:
            return value
