"""The normal distribution's one number that reports need."""

from __future__ import annotations

from typing import Final

Z_90: Final = 1.6448536269514722
"""Half the width of the central 90% in standard deviations."""
