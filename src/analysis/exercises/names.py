"""Read the name of a lift as a set of plain English words, whatever language and order it was written in.

"Bench Press (Barbell)", "BB bench presses" and "Supino (Barra)" all become {barbell, bench, press}. What the
words and phrases of a language mean is data: `words.csv`. A word read as nothing ("flat", "old", "com") says
nothing about which lift it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Final

import polars as pl

Words = frozenset[str]
Phrases = dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]
"""For a first word, the phrases that start with it and what each is read as, the longest first."""

LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"})
EQUIPMENT_WORDS: Final = frozenset(
    ("barbell", "dumbbell", "kettlebell", "cable", "machine", "smith", "bodyweight", "band")
)
UNSAID: Final = re.compile(r"^\d+[os°]?$|^rpe\d*$|^rir\d*$")
"""Numbers, angles (the ordinal sign of 45º folds to an o), 5's and efforts do not say which lift it is."""
IMPLIED: Final = {"pushdown": "tricep", "skull": "tricep", "curl": "bicep"}
"""What a word says anyway: "Triceps Single Arm Pushdown" is a single-arm pushdown."""
WORD: Final = re.compile(r"[^\W_]+")
APOSTROPHE: Final = re.compile("['`\u2019\u00b4]")
SINGULAR_ALREADY: Final = ("ss", "us", "is")
SHORTEST_PLURAL: Final = 3


def fold(name: str) -> tuple[str, ...]:
    """Return the words of a name: no case, accents, punctuation or plural s.

    >>> fold("Dumbbell Bench-Presses (45°)")
    ('dumbbell', 'bench', 'press', '45')
    """
    letters = name.lower() if name.isascii() else _plain(name)
    # "captain's" is one word; any other mark parts words.
    words = WORD.findall(APOSTROPHE.sub("", letters))
    return tuple(_singular(word) for word in words)


def _plain(name: str) -> str:
    """Drop case and accents; compatible forms first: a mathematical bold A has no lower case of its own."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    parted = unicodedata.normalize("NFKD", folded.translate(LETTERS))
    return "".join(c for c in parted if not unicodedata.combining(c))


def _singular(word: str) -> str:
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith(SINGULAR_ALREADY):
        return word
    if word.endswith(("sses", "ches", "shes")):
        return word[:-2]
    return word[:-1]


@cache
def _phrases() -> dict[str, Phrases]:
    """Per language, what its words and phrases are read as."""
    file = resources.files("analysis.exercises").joinpath("words.csv")
    tables: dict[str, Phrases] = {}
    for language, written, read in (
        pl.read_csv(file.read_bytes(), infer_schema=False)
        .select("language", "written", pl.col("read").fill_null(""))
        .iter_rows()
    ):
        phrase = fold(written)
        tables.setdefault(language, {}).setdefault(phrase[0], []).append((phrase, fold(read)))
    for table in tables.values():
        for phrases in table.values():
            phrases.sort(key=lambda pair: -len(pair[0]))
    return tables


def languages() -> tuple[str, ...]:
    """Return the languages that `words.csv` reads, English first."""
    return ("en", *sorted(_phrases().keys() - {"en"}))


def _segments(words: tuple[str, ...], phrases: Phrases) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Part words from left to right, the longest known phrase first, each with what it is read as."""
    parts = []
    at = 0
    while at < len(words):
        same = words[at : at + 1]
        known = phrases.get(words[at], ())
        part = next((pair for pair in known if words[at : at + len(pair[0])] == pair[0]), (same, same))
        parts.append(part)
        at += len(part[0])
    return parts


def _rewrite(words: tuple[str, ...], phrases: Phrases) -> tuple[str, ...]:
    if not any(word in phrases for word in words):
        return words
    return tuple(word for _, said in _segments(words, phrases) for word in said)


@cache
def reading(name: str) -> Words:
    """Return what an English name says, as a set of words; words of no known meaning are kept.

    >>> sorted(reading("DB Bench Press"))
    ['bench', 'dumbbell', 'press']
    """
    return _say(fold(name))


def readings(name: str) -> list[Words]:
    """Return what the name says in English, then in every language that has a word of it, without repeats.

    >>> [sorted(words) for words in readings("Kniebeuge (Langhantel)")]
    [['kniebeuge', 'langhantel'], ['barbell', 'squat']]
    """
    words = fold(name)
    said = [_say(words)]
    for language in languages()[1:]:
        phrases = _phrases()[language]
        if any(word in phrases for word in words):
            parts = _segments(words, phrases)
            # A language that only drops words ("w", "l", "a") has not understood the name.
            if any(read and read != phrase for phrase, read in parts):
                said.append(_say(tuple(word for _, read in parts for word in read)))
    return list(dict.fromkeys(said))


def _say(words: tuple[str, ...]) -> Words:
    english = _phrases()["en"]
    words = _rewrite(_equipment_last(_rewrite(words, english)), english)
    implied = {IMPLIED[word] for word in words if word in IMPLIED}
    return frozenset(word for word in words if word not in implied and not UNSAID.match(word))


def _equipment_last(words: tuple[str, ...]) -> tuple[str, ...]:
    """Keep phrases together: "rear delt cable fly" is a rear delt fly, on a cable."""
    return tuple(sorted(words, key=lambda word: word in EQUIPMENT_WORDS))
