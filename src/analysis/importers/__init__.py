"""One app, one file: what its export looks like and what each column means.

`APPS` is the registry: one more app is one more module and one more name here.
"""

from importlib import import_module
from typing import Final

from analysis.importers.reading import Importer

APPS: Final = (
    "alpha_plans",
    "alpha_progression",
    "apple_health",
    "boostcamp",
    "boostcamp_csv",
    "fitbit",
    "fitbod",
    "fitbod_people",
    "fitnotes",
    "fitnotes2",
    "fitnotes_backup",
    "fitnotes_body",
    "fitnotes_ios",
    "garmin_fit",
    "gymbook",
    "gymbook_xml",
    "gymrun",
    "health_export",
    "hevy",
    "hevy_api",
    "hevy_measurements",
    "jefit",
    "liftosaur",
    "progression",
    "renpho",
    "rp_hypertrophy",
    "simple_workout_log",
    "strengthlog",
    "strong",
    "stronglifts",
    "truecoach",
    "wger",
    "withings",
)
"""Apps, a module each: at most one of them knows a file."""

TABLES: Final = (
    "body_log",
    "generic",
    "prose_log",
)
"""Tables of no app, asked only when no app claims the file."""


def _of(names: tuple[str, ...]) -> tuple[Importer, ...]:
    return tuple(import_module(f"analysis.importers.{name}").IMPORTER for name in names)


ALL: Final = _of(APPS)
PLAIN: Final = _of(TABLES)


def by_family() -> tuple[Importer, ...]:
    """Every importer, those with one page in docs/exports beside each other, tables of no app last."""
    families = sorted(ALL, key=lambda each: (each.page, each.app))
    return (*families, *PLAIN)
