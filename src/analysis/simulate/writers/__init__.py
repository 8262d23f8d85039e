"""Writers: performed sets and body readings as the files that each app would export.

`MODULES` is the registry: one more app is one more module, with its `WRITERS`, and one more name here.
"""

from importlib import import_module
from typing import Final

from analysis.simulate.writers.writer import BodyWriter, Writer

MODULES: Final = (
    "fitnotes",
    "hevy",
    "plain",
    "strong",
)


def every() -> tuple[Writer | BodyWriter, ...]:
    """Every writer of every app."""
    modules = (import_module(f"analysis.simulate.writers.{name}") for name in MODULES)
    return tuple(writer for module in modules for writer in module.WRITERS)
