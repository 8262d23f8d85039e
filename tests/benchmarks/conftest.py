"""The programs in `benchmarks` are no package; their pure functions are tested like any others."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))
