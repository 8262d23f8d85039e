"""Nadia: machines and bodyweight, never heavy, in a spreadsheet with decimal commas."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from analysis.simulate.athlete import Athlete, Tape
from analysis.simulate.client import Log, SampleClient
from analysis.simulate.programme import FRI, MON, WED, Block, Day, Slot, first_warmed_up, volume
from analysis.simulate.writers import plain

LOWER: Final = first_warmed_up(
    volume("leg_press_machine", (15, 15, 12), rir=2.5),
    volume("leg_extension_machine", (15, 15, 15), 60),
    volume("lying_leg_curl_machine", (15, 12, 12), 60),
    volume("standing_calf_raise_machine", (20, 15, 15), 60),
)
PUSH_UPS: Final = Slot(exercise="push_up_bodyweight", reps=(12, 12, 12), rest_s=90, open_reps=True)
UPPER: Final = (
    *first_warmed_up(
        volume("chest_press_machine", (15, 12, 12), rir=2.5),
        volume("lat_pulldown_cable", (15, 12, 12), rir=2.5),
        volume("seated_row_cable", (15, 15, 12), rir=2.5),
    ),
    volume("lateral_raise_dumbbell", (15, 15), 60),
    PUSH_UPS,
)
WHOLE: Final = (
    *first_warmed_up(
        volume("leg_press_machine", (15, 15, 15), rir=2.5),
        volume("chest_press_machine", (15, 15), rir=2.5),
        volume("seated_row_cable", (15, 15), rir=2.5),
    ),
    volume("triceps_pushdown_cable", (15, 15), 60),
    PUSH_UPS,
)
WEEK: Final = (
    Day(weekday=MON, name="Jambes", slots=LOWER),
    Day(weekday=WED, name="Haut du corps", slots=UPPER),
    Day(weekday=FRI, name="Corps entier", slots=WHOLE),
)

ATHLETE: Final = Athlete(
    word="nadia",
    starts_on=date(2026, 2, 2),
    ends_on=date(2026, 10, 31),
    blocks=(
        Block(style="hypertrophy", weeks=20, days=WEEK, slope_pct_per_week=0.35),
        Block(style="hypertrophy", weeks=19, days=WEEK, slope_pct_per_week=0.25, deload_weeks=(8,)),
    ),
    levels_kg=MappingProxyType({
        "leg_press_machine": 130.0, "leg_extension_machine": 55.0, "lying_leg_curl_machine": 45.0,
        "standing_calf_raise_machine": 95.0, "chest_press_machine": 46.0, "lat_pulldown_cable": 52.0,
        "seated_row_cable": 52.0, "lateral_raise_dumbbell": 11.0, "triceps_pushdown_cable": 30.0,
        "push_up_bodyweight": 62.0,
    }),
    bodyweight=Tape(start=66.0, per_week=(-0.02, 0.02), error=0.4),
    tapes=MappingProxyType({
        "waist_cm": Tape(start=76.0, per_week=(-0.05, -0.02), error=0.5, every_days=14),
        "right_thigh_cm": Tape(start=56.5, per_week=(0.05, 0.05), error=0.5, every_days=14),
    }),
    adherence=0.93,
    effort_logged=0.7,
    flags_warm_ups=False,
)  # fmt: skip


def exports(log: Log) -> dict[str, str]:
    """A spreadsheet saved in France: semicolons, decimal commas, cells left empty below their first."""
    return {
        "journal.csv": plain.write(log.sets, language="fr"),
        "mensurations.csv": plain.write_body(log.readings, decimal_comma=True),
    }


CLIENT: Final = SampleClient(
    slug="nadia-machines",
    name="Nadia Fournier",
    story="Machines and push-ups for 12 to 20 reps, never a heavy set, logged by hand in a French spreadsheet.",
    look_for="The warning that she never lifts heavy; push-ups loaded with their share of bodyweight.",
    athlete=ATHLETE,
    exports=exports,
    headline_lift="leg_press_machine",
)
