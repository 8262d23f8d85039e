"""Hevy's measurements: a date and seventeen columns, weight and tape units independent."""

from __future__ import annotations

from functools import partial
from typing import Final

from analysis.importers import wide_body
from analysis.importers.reading import Dialect, Hints, Importer
from analysis.sources.delimited import Delimited

_SIDES: Final = {
    f"{side}_{theirs}": f"{side}_{ours}_cm"
    for side in ("left", "right")
    for theirs, ours in (("bicep", "arm"), ("forearm", "forearm"), ("thigh", "thigh"), ("calf", "calf"))
}
COLUMNS: Final = {
    "weight": "bodyweight_kg", "fat_percent": "body_fat_pct", "neck": "neck_cm", "shoulder": "shoulders_cm",
    "chest": "chest_cm", "abdomen": "abdomen_cm", "waist": "waist_cm", "hips": "hips_cm", **_SIDES,
}  # fmt: skip


def _bare(header: str) -> str:
    """`left_bicep_in` without its unit."""
    stem, _, unit = header.rpartition("_")
    return stem if unit in {"kg", "lbs", "cm", "in"} else header


def identify(doc: Delimited, _: Hints) -> Dialect | None:
    """Its columns are the app's, in the app's order."""
    if doc.header[:1] != ("date",) or not {"fat_percent", "left_bicep"} <= {_bare(n) for n in doc.header}:
        return None
    fields = {COLUMNS[_bare(name)]: name for name in doc.header if _bare(name) in COLUMNS}
    return Dialect(name="measurements", fields={"date": "date", **fields})


def _measure(header: str) -> str | None:
    """Which measure a column holds; null: one that is not read."""
    return COLUMNS.get(_bare(header))


IMPORTER: Final = Importer(
    app="hevy_measurements",
    title="Hevy measurements",
    identify=identify,
    read=partial(wide_body.read_named, measure_of=_measure),
    dialects={"measurements": "date and seventeen measures, cm or inches, kg or lbs"},
    signature=frozenset({"date", "weight_kg", "fat_percent", "neck_cm", "left_bicep_cm"}),
    page="hevy",
)
