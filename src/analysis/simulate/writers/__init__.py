"""Writers: performed sets and body readings as the files that each app would export.

`MODULES` is the registry: one more app is one more module, with its `WRITERS`, and one more name here.
"""

from importlib import import_module
from typing import Final

from analysis.simulate.writers.writer import BodyWriter, PlanWriter, Writer

MODULES: Final = (
    "alpha_progression",
    "apple_health",
    "boostcamp",
    "fitbod",
    "fitnotes",
    "fitnotes_backup",
    "fitnotes_ios",
    "garmin_fit",
    "gymbook",
    "gymrun",
    "hevy",
    "hevy_api",
    "jefit",
    "liftosaur",
    "plain",
    "progression",
    "renpho",
    "rp_hypertrophy",
    "scales",
    "simple_workout_log",
    "strengthlog",
    "strong",
    "stronglifts",
    "tables",
    "told",
    "wger",
)


def every() -> tuple[Writer | BodyWriter, ...]:
    """Every writer of sets or readings of every app."""
    return tuple(each for each in _all() if not isinstance(each, PlanWriter))


def plans() -> tuple[PlanWriter, ...]:
    """Every writer of programmes."""
    return tuple(each for each in _all() if isinstance(each, PlanWriter))


def _all() -> tuple[Writer | BodyWriter | PlanWriter, ...]:
    modules = (import_module(f"analysis.simulate.writers.{name}") for name in MODULES)
    return tuple(writer for module in modules for writer in module.WRITERS)
