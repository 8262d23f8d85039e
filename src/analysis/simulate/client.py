"""One sample client: an athlete, the files their apps give, and what their coach wrote of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

import dataframely as dy

from analysis.simulate import body, planned, truth
from analysis.simulate.athlete import Athlete
from analysis.simulate.performed import BodyReading, Performed
from analysis.simulate.training import Training, train

Exports = Callable[["Log"], Mapping[str, str]]
"""From what was performed and measured to the files' text by name."""


@dataclass(frozen=True, kw_only=True)
class Log:
    """What an athlete did and what was measured of them."""

    athlete: Athlete
    training: Training
    readings: dy.DataFrame[BodyReading]

    @property
    def sets(self) -> dy.DataFrame[Performed]:
        """Every set performed."""
        return self.training.sets


@dataclass(frozen=True, kw_only=True)
class SampleClient:
    """A client of the sample workspace."""

    slug: str
    """Folder name."""
    name: str
    story: str
    """What is true of them, in a sentence."""
    look_for: str
    """What a right report says, in a sentence."""
    athlete: Athlete
    exports: Exports
    headline_lift: str

    @cached_property
    def log(self) -> Log:
        """What the client did and what was measured of them."""
        return Log(
            athlete=self.athlete, training=train(self.athlete), readings=body.readings(self.athlete)
        )  # fmt: skip

    def files(self) -> dict[str, str]:
        """Return the text of every file of the client's folder, by name."""
        return {"client.toml": self.settings, **self.exports(self.log)}

    @property
    def settings(self) -> str:
        """The text of `client.toml`."""
        return (resources.files("analysis.simulate.clients") / f"{self.slug}.toml").read_text("utf-8")

    def truth(self) -> truth.Truth:
        """Return what is true of the client."""
        return truth.of(self.athlete, self.log.training, planned.read(self.settings, self.athlete))
