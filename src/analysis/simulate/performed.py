"""The set as it was truly performed, before any app wrote it down."""

import dataframely as dy


class Performed(dy.Schema):
    """One set of one athlete as it was performed; rows are in the order of performance."""

    started_at = dy.Datetime(time_unit="us", description="Start of the session; the same for all its sets")
    session_s = dy.Int64(min=1, description="Length of the session in seconds")
    workout = dy.String(description="What the athlete calls the session")
    workout_note = dy.String(description="Note on the session; empty: none")
    block = dy.Int64(min=0, description="Place of the training block, from 0")
    exercise = dy.String(description="Catalogue id")
    entry = dy.Int64(min=1, description="Place of the exercise in the session, from 1")
    set_number = dy.Int64(min=1, description="Place of the set in the exercise, warm-ups counted, from 1")
    kind = dy.Enum(["warm_up", "work", "failure"], description="failure: the last rep was tried and missed")
    load = dy.Float64(nullable=True, description="Load shown, in the athlete's unit; null: bodyweight alone")
    load_kg = dy.Float64(nullable=True, description="The same in kilograms; null: bodyweight alone")
    reps = dy.Int64(min=1, description="Repetitions done (of each side, where sides are trained in turn)")
    rir_true = dy.Float64(min=0, description="Reps that were truly left")
    rir = dy.Float64(nullable=True, min=0, max=4, description="Reps left as logged; null: effort not logged")
    rest_s = dy.Int64(nullable=True, min=0, description="Rest timer after the set; null: none ran")
    note = dy.String(description="Note on the exercise, at its first set; empty: none")
    bodyweight_kg = dy.Float64(min=20, description="True bodyweight of the day")
    capacity_kg = dy.Float64(
        min_exclusive=0, description="True 1RM of the day's block trend, bodyweight share included"
    )


class BodyReading(dy.Schema):
    """One reading of one measure."""

    measured_at = dy.Datetime(time_unit="us", description="When")
    measure = dy.String(description="As in the product's Body table: bodyweight_kg, waist_cm, ...")
    value = dy.Float64(min_exclusive=0, description="The reading, error included")
