"""Settings: `phasewise.toml` of the coach, `client.toml` of each client."""

from analysis.settings.client import ClientSettings, PlannedDay, PlannedPhase, TestedMax
from analysis.settings.coach import CoachSettings
from analysis.settings.exercise_line import PlannedExercise

__all__ = ["ClientSettings", "CoachSettings", "PlannedDay", "PlannedExercise", "PlannedPhase", "TestedMax"]
