"""Apple Health: export.xml, with its document type, its owner, and what phones and scales wrote into it."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import quoteattr

import dataframely as dy

from analysis.simulate.performed import BodyReading
from analysis.simulate.writers.text import bare
from analysis.simulate.writers.writer import BodyWriter

HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 13 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT ExportDate EMPTY>
<!ATTLIST ExportDate
  value CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record
  type          CDATA #REQUIRED
  unit          CDATA #IMPLIED
  value         CDATA #IMPLIED
  sourceName    CDATA #REQUIRED
  creationDate  CDATA #IMPLIED
  startDate     CDATA #REQUIRED
  endDate       CDATA #REQUIRED
>
]>
<HealthData locale="en_GB">
 <ExportDate value="2026-03-01 09:00:00 +0000"/>
 <Me HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexNotSet" HKCharacteristicTypeIdentifierBloodType="HKBloodTypeNotSet"/>
"""
TYPES: Final = MappingProxyType({
    "bodyweight_kg": ("BodyMass", "kg", 1.0), "body_fat_pct": ("BodyFatPercentage", "%", 0.01),
    "lean_mass_kg": ("LeanBodyMass", "kg", 1.0), "waist_cm": ("WaistCircumference", "cm", 1.0),
})  # fmt: skip
"""A measure to the app's type, its unit, and one of ours in it: percentages are written as fractions."""

OFFSET: Final = "+0000"


def write(readings: dy.DataFrame[BodyReading]) -> str:
    """Return an export: the readings by type, as the app has them, with a step count beside them."""
    ordered = sorted(
        readings.to_dicts(), key=lambda row: (list(TYPES).index(row["measure"]), row["measured_at"])
    )
    return "".join([HEAD, *(line for row in ordered for line in _record(row)), "</HealthData>\n"])


def _record(row: dict[str, object]) -> Iterator[str]:
    kind, unit, factor = TYPES[str(row["measure"])]
    value, stamp = float(str(row["value"])) * factor, f"{row['measured_at']} {OFFSET}"
    attributes = {
        "type": f"HKQuantityTypeIdentifier{kind}", "sourceName": "Scale & Tape", "sourceVersion": "3.2", "unit": unit,
        "creationDate": stamp, "startDate": stamp, "endDate": stamp, "value": bare(value),
    }  # fmt: skip
    yield " <Record " + " ".join(f"{name}={quoteattr(text)}" for name, text in attributes.items()) + ">\n"
    yield '  <MetadataEntry key="HKWasUserEntered" value="0"/>\n'
    yield " </Record>\n"


WRITERS: Final = (
    BodyWriter(
        app="apple_health",
        file="export.xml",
        write=lambda readings: write(readings).encode(),
        measures=frozenset(TYPES),
    ),
)
