"""FIT activities: whose sets they hold, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from analysis.errors import AnalysisError, UnreadableFileError

if TYPE_CHECKING:
    from tests.conftest import ReadText

GOLDEN = Path(__file__).parent / "golden" / "garmin_fit" / "local-time-evening-before" / "input.fit"


def test_a_real_activity_holds_the_sets_whose_reps_the_watch_counted(
    read: ReadText, shared_exports: Path
) -> None:
    done = read((shared_exports / "garmin" / "strength.fit").read_bytes(), name="a.fit")
    assert done.source.select("lines", "used", "not_a_set", "rejected").row(0) == (16, 7, 9, 0)
    assert done.sets["reps"].sum() == 33  # as the activity's own total says
    assert done.sets["load_kg"].max() == pytest.approx(91.1875)
    assert str(done.sets["performed_at"][0]) == "2026-02-06 00:40:02"  # five hours behind universal time


def test_an_activity_without_sets_is_refused_with_its_sport(read: ReadText, shared_exports: Path) -> None:
    with pytest.raises(
        AnalysisError, match=r"without strength sets \(sport: stand_up_paddleboarding\)"
    ) as refused:
        read((shared_exports / "garmin" / "not-strength.fit").read_bytes(), name="a.fit")
    assert "\n" not in str(refused.value)  # fmt: skip


@pytest.mark.parametrize("cut", [20, 200, -1, -40])
def test_an_activity_that_was_cut_off_is_refused(read: ReadText, cut: int) -> None:
    with pytest.raises(UnreadableFileError, match="the activity is cut off"):
        read(GOLDEN.read_bytes()[:cut], name="a.fit")


def test_a_flipped_bit_is_noticed_by_the_checksum(read: ReadText) -> None:
    data = bytearray(GOLDEN.read_bytes())
    data[len(data) // 2] ^= 1
    with pytest.raises(UnreadableFileError, match="the activity is damaged"):
        read(bytes(data), name="a.fit")


def test_bytes_after_the_activity_change_nothing(read: ReadText) -> None:
    data = GOLDEN.read_bytes()
    assert read(data + b"\x00" * 7, name="a.fit").sets.drop("source").equals(read(data, name="a.fit").sets.drop("source"))  # fmt: skip


def test_a_stream_of_messages_without_an_end_breaks_off(
    read: ReadText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.sources.fit.MAX_MESSAGES", 10)
    with pytest.raises(UnreadableFileError, match="more messages than an activity has"):
        read(GOLDEN.read_bytes(), name="a.fit")
