"""Settings: `phasewise.toml` of the coach, `client.toml` of each client."""

from analysis.settings.client import ClientSettings, PlannedDay, PlannedPhase, TestedMax
from analysis.settings.coach import CoachSettings

__all__ = ["ClientSettings", "CoachSettings", "PlannedDay", "PlannedPhase", "TestedMax"]
