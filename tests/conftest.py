"""What all tests share: a workspace to write in, the real exports where they are, and the goldens' switch."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import hypothesis
import pytest

from analysis.ingest import pipeline
from analysis.ingest.pipeline import Ingested
from analysis.settings.client import ClientSettings

ROOT = Path(__file__).resolve().parents[1]
SHARED_EXPORTS = ROOT.parent / "shared" / "exports"

# In CI the examples are the same each time; on a developer's machine new ones are tried.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("dev", deadline=None)
# `make laws`: as many examples as a law of reading should stand, twenty times those of every run.
hypothesis.settings.register_profile("laws", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "dev")

PutFile = Callable[[str, str, str | bytes], Path]
ReadText = Callable[..., Ingested]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-goldens",
        action="store_true",
        help="write the expected files of the golden cases anew; read the difference before you keep it",
    )


@pytest.fixture
def write_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--write-goldens"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace."""
    root = tmp_path / "workspace"
    (root / "data" / "raw").mkdir(parents=True)
    return root


@pytest.fixture
def put(workspace: Path) -> PutFile:
    """Put a file into a client's folder: `put("ana", "strong.csv", text)`."""

    def put_file(client: str, name: str, content: str | bytes) -> Path:
        path = workspace / "data" / "raw" / client / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return put_file


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> ReadText:
    """Read text or bytes as one file of a client; keywords are settings of `client.toml`."""
    folder = tmp_path_factory.mktemp("one-file")

    def read_one(content: str | bytes, *, name: str = "export.csv", **settings: object) -> Ingested:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return pipeline.read(path, client="ana", settings=ClientSettings.model_validate(settings))

    return read_one


@pytest.fixture(scope="session")
def shared_exports() -> Path:
    """The folder of real exports; what needs it is skipped where it is not."""
    if not SHARED_EXPORTS.is_dir():
        pytest.skip("the folder of real exports is not beside this checkout")
    return SHARED_EXPORTS


@pytest.fixture(scope="session")
def rising_log() -> str:
    """A Strong export: squats and presses in fives on Mondays and Thursdays from 5 January 2026, 16 weeks, 1.2% a week up."""
    rows = ["Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes"]
    for day in (date(2026, 1, 5) + timedelta(weeks=week, days=on) for week in range(16) for on in (0, 3)):
        kg = 100 * 1.012 ** ((day - date(2026, 1, 5)).days / 7)
        rows += [
            f'{day} 18:00:00,"Gym","{lift}",{number},{kg * share:.1f},5,0.0,0,""'
            for lift, share in (("Squat", 1.0), ("Bench Press", 0.7))
            for number in (0, 1, 2)
        ]
    return "\n".join(rows) + "\n"
