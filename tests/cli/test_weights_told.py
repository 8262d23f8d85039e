"""What the commands say of weights that mean something else and of what comments gave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import polars as pl

from analysis.store import processed

Run = Callable[..., Any]
PutFile = Callable[..., Path]

PULL_UPS: Final = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment\n" + "".join(
    f'2026-01-{day:02},Pull Up,Back,{kilos},5,,,,"{comment}"\n'
    for day in (5, 7, 9)
    for kilos, comment in ((80.0, "warm up"), (85.0, ""), (90.0, "9.5 rpe"))
)
TOML: Final = 'weight_unit = "kg"\nbodyweight_kg = 80\n'


def test_inspect_says_what_weights_were_taken_for_and_what_comments_gave(
    phasewise: Run, put: PutFile
) -> None:
    file = put("ana", "fitnotes.csv", PULL_UPS)
    put("ana", "client.toml", TOML)
    answer = phasewise("inspect", file, "--json").answer
    assert answer["from_comments"] == {"rir": 3, "kind": 3, "tempo": 0}
    (told,) = answer["weights"]
    assert told == {
        "lift": "pull_up_bodyweight", "app": "fitnotes", "meaning": "total", "known_by": "evidence", "sets": 9,
        "evidence": "80 to 90 kg at a bodyweight of about 80 kg: the body is in the number",
        "first_on": "2026-01-05", "last_on": "2026-01-09",
    }  # fmt: skip
    shown = phasewise("inspect", file).out
    assert "Pull-up (fitnotes, 9 sets): weights taken as the total with the body; 80 to 90 kg" in shown
    assert "gave effort of 3 sets, kind of set of 3 sets" in shown


def test_import_stores_and_tells_what_weights_were_taken_for(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "fitnotes.csv", PULL_UPS)
    put("ana", "client.toml", TOML)
    shown = phasewise("import", "-w", workspace).out
    assert "ana: Pull-up (fitnotes, 9 sets): weights taken as the total with the body" in shown
    assert "ana: from comments: effort of 3 sets, kind of set of 3 sets." in shown
    assert processed.read_weights(workspace, "ana")["meaning"].cast(pl.String).to_list() == ["total"]
    assert processed.read_sets(workspace, "ana")["load_kg"].to_list() == [0.0, 5.0, 10.0] * 3
    (client,) = phasewise("import", "-w", workspace, "--json").answer["clients"]
    assert (client["status"], len(client["weights"]), client["from_comments"]["rir"]) == ("unchanged", 1, 3)


def test_the_coachs_word_goes_before_the_evidence(phasewise: Run, put: PutFile, workspace: Path) -> None:
    put("ana", "fitnotes.csv", PULL_UPS)
    put("ana", "client.toml", TOML + '[weights]\n"Pull Up" = "added"\n')
    shown = phasewise("import", "-w", workspace).out
    assert "weights taken as what was added to the body; client.toml says so." in shown
    assert processed.read_sets(workspace, "ana")["load_kg"].to_list() == [80.0, 85.0, 90.0] * 3


def test_a_lift_that_nobody_knows_is_an_error_with_the_nearest(
    phasewise: Run, put: PutFile, workspace: Path
) -> None:
    put("ana", "fitnotes.csv", PULL_UPS)
    put("ana", "client.toml", TOML + '[weights]\n"Pul Upp" = "total"\n')
    done = phasewise("import", "-w", workspace)
    assert done.status == 1
    assert "client.toml:4: weights: no such lift: 'Pul Upp'. Did you mean 'pull_up_bodyweight'?" in done.err
