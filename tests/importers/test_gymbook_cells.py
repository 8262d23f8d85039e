"""GymBook's cells hold a number and a word; an unknown word is never taken for a known one."""

from __future__ import annotations

import polars as pl
import pytest

from analysis.importers import gymbook_cells


@pytest.mark.parametrize(
    ("cell", "reps", "seconds"),
    [
        ("12 ripetizioni", "12", None), ("1 Wiederholung", "1", None), ("8 répétitions", "8", None),
        ("6\u00a0repetições", "6", None), ("10", "10", None), ("60 secondi", None, "60s"), ("45 Sekunden", None, "45s"),
        ("14 minutos", None, "14min"), ("1 hour", None, "1h"), ("10 giri", "10 giri", None), ("1:30 min", "1:30 min", None),
        ("", "", None), (None, None, None), ("-3 reps", "-3", None),
    ],
)  # fmt: skip
def test_reps_and_seconds_are_told_apart_by_their_word(
    cell: str | None, reps: str | None, seconds: str | None
) -> None:
    cells = pl.DataFrame({"cell": [cell]}, schema={"cell": pl.String})
    assert cells.select(**gymbook_cells.performed(pl.col("cell"))).row(0) == (reps, seconds)


@pytest.mark.parametrize(
    ("cell", "weight", "distance"),
    [
        ("15,00 kg", ("15,00", "kg"), (None, None)), ("182.50 lbs", ("182.50", "lbs"), (None, None)),
        ("1.250,00 kg", ("1.250,00", "kg"), (None, None)), ("1,00 km", (None, None), ("1,00", "km")),
        ("0.75 mi", (None, None), ("0.75", "mi")), ("20", ("20", None), (None, None)),
        ("20 pietre", ("20", "pietre"), (None, None)), ("pesante", ("pesante", "pesante"), (None, None)),
    ],
)  # fmt: skip
def test_weight_and_distance_are_told_apart_by_their_unit(
    cell: str, weight: tuple[str | None, str | None], distance: tuple[str | None, str | None]
) -> None:
    row = pl.DataFrame({"cell": [cell]}).select(**gymbook_cells.moved(pl.col("cell"))).row(0)
    assert row == (*weight, *distance)


@pytest.mark.parametrize(
    ("cell", "skipped", "unclear"),
    [
        ("Si", True, False), ("Sí", True, False), ("JA", True, False), ("Oui", True, False), ("No", False, False),
        ("Não", False, False), ("Forse", False, True), (None, False, False),
    ],
)  # fmt: skip
def test_skipped_is_read_in_six_languages_and_what_is_neither_yes_nor_no_is_unclear(
    cell: str | None, *, skipped: bool, unclear: bool
) -> None:
    cells = pl.DataFrame({"cell": [cell]}, schema={"cell": pl.String})
    said = cells.select(
        gymbook_cells.is_skipped(pl.col("cell")).alias("skipped"),
        gymbook_cells.is_unclear(pl.col("cell")).alias("unclear"),
    )
    assert said.row(0) == (skipped, unclear)


def test_a_header_of_no_language_is_nobodys() -> None:
    assert gymbook_cells.language(("dzień", "trening")) is None


def test_no_word_means_two_things() -> None:
    meanings = [gymbook_cells.words(name) for name in ("reps", "seconds", "minutes", "hours", "yes", "no")]
    assert len(frozenset.union(*meanings)) == sum(len(words) for words in meanings)
