"""Diaries in plain text: read where nearly all of it can be, refused in one line where not, and nothing else claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import UnknownExportError, UnreadableFileError
from analysis.importers import prose_log
from analysis.importers.reading import Hints
from analysis.sources.lines import Lines

if TYPE_CHECKING:
    from tests.conftest import ReadText

DIARY = (
    "2026-03-02 Upper\nBench: 3x5 @ 80kg\nRow: 60kg x 10, 10\n\n2026-03-04 18:30 Lower\nSquat: 100kg x 5\n"
)


def claim(text: str) -> str | None:
    dialect = prose_log.identify(Lines("diary.txt", "utf-8", text.encode()), Hints())
    return None if dialect is None else dialect.name


def test_days_lifts_and_sets_are_read(read: ReadText) -> None:
    done = read(DIARY, name="diary.txt")
    assert done.sets.height == 6
    assert done.sets["workout"].unique().sort().to_list() == ["Lower", "Upper"]
    assert done.ledger["status"].to_list().count("used") == 3


def test_a_diary_that_can_only_be_guessed_at_is_refused_with_the_counts(read: ReadText) -> None:
    text = "".join(
        f"0{day}.10.2024 gym\nDips:20x3, 40x2\nPull up:7, 6\nSquat: 60kg x 5\n" for day in range(1, 8)
    )
    with pytest.raises(UnreadableFileError, match="14 of its 21 lines with numbers") as refused:
        read(text, name="diary.txt")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "Date,Exercise,Reps\n2026-03-02,Squat,5\n",
        "2026-03-02\n2026-03-03\n",
        "Dear Ana,\n\nsee you on\n2026-03-02\nat 18:30 in room 5\n",
        "2026-03-02 80.4\n2026-03-03 80.2\n2026-03-04 80.1\n",
        "2026-03-02;Squat;3x5 @ 100kg\n",
        "",
    ],
)
def test_other_texts_are_not_claimed(text: str) -> None:
    assert claim(text) is None


def test_a_letter_is_no_diary(read: ReadText) -> None:
    with pytest.raises(UnknownExportError):
        read("Dear coach,\nthe week was fine.\n", name="letter.txt")


def test_sets_before_any_day_are_rejected_for_want_of_a_date(read: ReadText) -> None:
    done = read("Squat: 100kg x 5\n" + DIARY, name="diary.txt")
    assert done.ledger.row(0, named=True)["rule"] == "date_unreadable"
