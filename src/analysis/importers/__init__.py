"""One app, one file: what its export looks like and what each column means.

`ALL` is the registry: one more app is one more module and one more entry here.
"""

from typing import Final

from analysis.importers import (
    body_log,
    fitnotes,
    fitnotes_body,
    generic,
    hevy,
    hevy_measurements,
    strong,
)
from analysis.importers.reading import Importer

ALL: Final[tuple[Importer, ...]] = (
    fitnotes.IMPORTER,
    fitnotes_body.IMPORTER,
    hevy.IMPORTER,
    hevy_measurements.IMPORTER,
    strong.IMPORTER,
)
"""Apps: at most one of them knows a file."""

PLAIN: Final[tuple[Importer, ...]] = (body_log.IMPORTER, generic.IMPORTER)
"""Tables of no app, asked only when no app claims the file."""
