"""One app, one file: what its export looks like and what each column means.

`APPS` is the registry: one more app is one more module and one more name here.
"""

from importlib import import_module
from typing import Final

from analysis.importers.reading import Importer

APPS: Final = (
    "fitnotes",
    "fitnotes_body",
    "hevy",
    "hevy_measurements",
    "strong",
)
"""Apps, a module each: at most one of them knows a file."""

TABLES: Final = (
    "body_log",
    "generic",
)
"""Tables of no app, asked only when no app claims the file."""


def _of(names: tuple[str, ...]) -> tuple[Importer, ...]:
    return tuple(import_module(f"analysis.importers.{name}").IMPORTER for name in names)


ALL: Final = _of(APPS)
PLAIN: Final = _of(TABLES)
