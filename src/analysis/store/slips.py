"""Names in the settings that are nearly those of a file or of a client's folder: slips, until the coach says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz.distance import OSA

ALIKE_FILE: Final = 0.6
ALIKE_CLIENT: Final = 0.75
"""Least likeness (difflib) of two names of which one is taken for a slip of the other."""


def near_file(name: str, files: Iterable[str]) -> str | None:
    """Return the file whose name is most like this one, its ending left aside; null: none is like it.

    >>> near_file("gmy.csv", ["gym.csv", "ana.csv"]), near_file("log.csv", ["gym.csv"])
    ('gym.csv', None)
    """
    stem = _stem(name)
    scores = {file: SequenceMatcher(None, stem, _stem(file)).ratio() for file in files}
    best = max(scores, key=lambda file: (scores[file], file), default=None)
    return best if best is not None and scores[best] >= ALIKE_FILE else None


def near_client(name: str, folders: Iterable[str]) -> str | None:
    """Return the client's folder that was probably meant; null: none is like this name.

    Names that differ by their numbers are different clients, for that is how numbered clients are called. One
    letter that is wrong, missing, too many or in the wrong place is a slip, of a short name too.

    >>> near_client("lea", ["lee", "ben"]), near_client("client-1", ["client-2"]), near_client("Lee", ["lee"])
    ('lee', None, 'lee')
    """
    plain = name.casefold()
    near = {
        folder: SequenceMatcher(None, plain, folder.casefold()).ratio()
        for folder in folders
        if re.findall(r"\d+", folder) == re.findall(r"\d+", name)
        and (
            (len(name) > 1 and OSA.distance(plain, folder.casefold()) <= 1)
            or SequenceMatcher(None, plain, folder.casefold()).ratio() >= ALIKE_CLIENT
        )
    }
    return max(near, key=lambda folder: (near[folder], folder), default=None)


def _stem(name: str) -> str:
    """The name without its ending, in lower case; of a sheet or a member, that of its file too."""
    return re.sub(r"\.[A-Za-z0-9]{1,5}(?=/|$)", "", name).casefold()
