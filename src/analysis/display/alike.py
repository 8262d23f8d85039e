"""Lines of a file that have one thing in common, said once: the first of them and how many more."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from analysis.display.escape import clean
from analysis.display.number import plain

NAMED: Final = 3
MOST_SIGNS: Final = 60
CUT: Final = "…"


class Alike(NamedTuple):
    """Records with one problem.

    Attributes:
        lines: Where they start, in the order of the file.
        first: The first of them.
    """

    lines: Sequence[int]
    first: Mapping[str, Any]

    @property
    def where(self) -> str:
        """The first lines, and how many more."""
        return listed([plain(line) for line in self.lines])


def alike(records: Iterable[Mapping[str, Any]], *by: str) -> list[Alike]:
    """Return the records put together by what they have in common, in the order in which they first come.

    >>> [found] = alike([{"line": n, "problem": "no date"} for n in (11, 14, 20, 31, 40)], "problem")
    >>> found.where
    '11, 14, 20 and 2 more'
    """
    together: dict[tuple[Hashable, ...], list[Mapping[str, Any]]] = {}
    for record in records:
        together.setdefault(tuple(record[name] for name in by), []).append(record)
    return [Alike([record["line"] for record in found], found[0]) for found in together.values()]


def listed(names: Sequence[str], most: int = NAMED) -> str:
    """Return the first names and how many more there are.

    >>> listed(["Dip"]), listed(["Dip", "Row", "Fly", "Curl"])
    ('Dip', 'Dip, Row, Fly and 1 more')
    """
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {plain(more)} more" if more > 0 else "")


def cut(text: str, most: int = MOST_SIGNS) -> str:
    """Return the text on one line, its end left out where it is long.

    >>> cut("2026-01-05,Squat", most=10)
    '2026-01-0…'
    """
    line = clean(text)
    return line if len(line) <= most else line[: most - len(CUT)].rstrip() + CUT
