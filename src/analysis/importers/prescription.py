"""A coach's prescription and the client's answer to it: `3 x 10` and `60`, `60% x 10, 70% x 8` and `50-60`, `3 x 12` and `Done`.

The answer is completed from the prescription only where nothing else can be meant. A bare number is a load if
it cannot be reps: a fraction, or more than half as many again as were asked for. As many loads as sets are
read set by set; fewer are not read, for they do not say which set was which.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from analysis.importers import prose
from analysis.importers.prose import Done, Told

BEYOND_REPS: Final = 1.5
"""Nobody does half as many reps again as asked and logs nothing but the number."""

HEAVIEST: Final = 500

SIDE: Final = (
    r"(?:\s*(?:\(\s*)?\b(?:each|per|ea|e)\s*(?:/\s*)?(?:side|leg|arm|way|hand|s|w|l)?\b\s*\)?|\s*\be[swl]\b)"
)
SCHEME: Final = re.compile(
    rf"(?P<sets>\d{{1,2}})\s*(?:x|\*|(?P<word>sets?)\s*(?:of|x|-|,|:)?)\s*(?P<reps>\d{{1,3}}(?:\s*/\s*\d{{1,3}})*)"
    rf"\s*(?P<per>s|secs?|seconds?|mins?|minutes?)?\s*(?:reps?)?(?P<side>{SIDE})?(?P<share>\s*(?:@|at)\s*\d{{1,3}}\s*%)?"
)
SETS: Final = re.compile(r"(?P<sets>\d{1,2})\s*sets?")
REPS: Final = re.compile(rf"(?P<reps>\d{{1,3}})\s*reps?(?P<side>{SIDE})?")
SHARES: Final = (re.compile(r"\d{1,3}\s*%\s*x\s*(\d{1,3})"), re.compile(r"(\d{1,3})\s*x\s*\d{1,3}\s*%"))
"""One set a line, at a share of the best: `75% x 8`, `8 x 75%`."""

ASIDE: Final = re.compile(r"\(([^()]*)(?:\)|$)")
TEMPO: Final = re.compile(r"tempo|pause|slow|controlled|\b\d+\s*s(?:ecs?)?\b")
BESIDE: Final = re.compile(
    r"(?:\d+\s*(?:s|secs?|mins?|minutes?)\s*)?rest\b.*|tempo\s*:?\s*[\dx]{3,4}|\d+\s*s(?:ecs?)?\s*(?:pause|tempo)\b.*"
)
"""Clauses on rest and tempo, which are no part of the scheme."""

ANOTHER_KIND: Final = re.compile(
    r"\b(?:emom|amrap|rounds?|rnds?|for time|superset|alternat\w*|max|drop\w*|until|failure|fail|build|complex|circuit|pyramid|"
    r"ladder|then|warm|optional|increase|cluster\w*|rate|on/off|tabata|run|ski|skip\w*|bike|kcals?|cals?|calories|lengths?)\b"
)
"""What makes a prescription more than sets and reps of one lift."""

NO_LIFT: Final = re.compile(
    r"\b(?:run|runs|running|jog|walks?|walking|cycle|cycling|bike|ski|erg|skip\w*|swim\w*|sprints?|jumps?|box|step|steps|"
    r"carry|carries|planks?|holds?|hang|hangs|stretch\w*|mobility|yoga|warm|cardio|conditioning|amrap|emom|wod|metcon)\b|^row(?:ing)?$"
)
"""Names beside which a bare number may be a height, a length, a time or calories."""

OF_THE_BODY: Final = re.compile(
    r"\b(?:dips?|(?:pull|chin|press|push|sit)[- ]?ups?|burpees?|crunch\w*|(?:leg|knee) raises?)\b"
)
"""Lifts of the body beside which a whole number may be all reps together."""

DONE: Final = re.compile(
    r"(?:all )?(?:done|did it|completed?|finished|yes|yep|as (?:prescribed|written|planned))(?: it| all)?"
)
LOADS: Final = re.compile(
    rf"(?:done\s*[:\-(]?\s*)?(?P<loads>{prose.NUMBER}(?:\s*{prose.UNIT})?(?:\s*\(\d+\+\d+\))?"
    rf"(?:\s*[/\-,&]\s*{prose.NUMBER}(?:\s*{prose.UNIT})?(?:\s*\(\d+\+\d+\))?)*)\s*\)?"
    rf"(?:\s*(?:each(?: (?:side|hand|arm|leg))?|per (?:side|hand|arm|leg)|e/s|db|dbs|kb|kbs|bar))?(?P<rest>[\s,.!(].*)?"
)
LOAD: Final = re.compile(rf"({prose.NUMBER})\s*({prose.UNIT})?\s*(?:\((\d+)\+(\d+)\))?")
TIMES: Final = re.compile(r"(\d{1,2})\s?sets?")


class Asked(NamedTuple):
    """What was prescribed: the reps (or seconds) of each set; `sets` false where only the reps were."""

    reps: tuple[int, ...]
    sets: bool = True
    seconds: bool = False
    side: str | None = None
    share: bool = False


class Answer(NamedTuple):
    """What was done, the side trained, and how the prescription completed it."""

    told: Told
    side: str | None
    remark: str


def asked(info: str) -> Asked | None:
    """What a prescription asks for; null where it is anything but sets and reps of one lift.

    >>> asked("3 x 10 each side"), asked("60% x 10, 70% x 8")
    (Asked(reps=(10, 10, 10), sets=True, seconds=False, side='each', share=False), Asked(reps=(10, 8), sets=True, seconds=False, side=None, share=True))
    >>> asked("12 x 3"), asked("3 x 4-6"), asked("EMOM 8: 6 press")
    (None, None, None)
    """
    text = prose.plain(info)
    if len(text) > prose.MAX_CHARS:
        return None
    text = prose.single_spaced(ASIDE.sub(_aside, text))
    if ANOTHER_KIND.search(text):
        return None
    clauses = [clause.strip(" .-•*") for clause in re.split(r"\n|;|,(?!\d)|\.(?=\s|$)", text)]
    counted = [c for c in clauses if re.search(r"\d", c) and not BESIDE.fullmatch(c)]
    return _scheme(counted) or _of_shares(counted)


def _aside(found: re.Match[str]) -> str:
    """Words in brackets say how; numbers there only of tempo, or of the share of the best."""
    words = found[1]
    if re.fullmatch(r"\s*\d{1,3}\s*%.*", words):
        return f" @ {re.findall(r'[0-9]+', words)[0]}%"
    counted, strange = re.search(r"\d", words), ANOTHER_KIND.search(words)
    return " " if TEMPO.search(words) or not (counted or strange) else found[0]


def _scheme(clauses: list[str]) -> Asked | None:
    """`3 x 10 each side`, `3 sets, 10 reps`, `4 x 8/8/10/15`, `10 reps`."""
    if len(clauses) == 2 and SETS.fullmatch(clauses[0]):  # noqa: PLR2004 - its sets and its reps
        clauses = [" ".join(clauses)]
    if len(clauses) != 1:
        return None
    if found := REPS.fullmatch(clauses[0]):
        return Asked((int(found["reps"]),), sets=False, side=_side(found))
    found = SCHEME.fullmatch(clauses[0])
    if found is None:
        return None
    reps = [int(count) for count in re.findall(r"\d+", found["reps"])]
    counts = prose.sets_and_reps(int(found["sets"]), max(reps), named=bool(found["word"]))
    if counts is None or len(reps) not in {1, counts[0]} or 0 in reps:
        return None
    each = tuple(reps if len(reps) > 1 else reps * counts[0])
    if per := found["per"]:
        each = tuple(count * (60 if per[0] == "m" else 1) for count in each)
    return Asked(each, seconds=bool(per), side=_side(found), share=bool(found["share"]))


def _side(found: re.Match[str]) -> str | None:
    return "each" if found["side"] else None


def _of_shares(clauses: list[str]) -> Asked | None:
    """One set a line, each at a share of the best."""
    for form in SHARES:
        lines = [form.fullmatch(clause) for clause in clauses]
        reps = [int(line[1]) for line in lines if line is not None]
        if clauses and len(reps) == len(clauses) and all(1 <= count <= prose.MAX_REPS for count in reps):
            return Asked(tuple(reps), share=True)
    return None


def answered(result: str, info: str, *, lift: str) -> Answer | None:
    """The sets that a result tells, completed from its prescription; null where that leaves anything open.

    >>> [(s.load, s.reps) for s in answered("50-60-65(4+2)", "75% x 10, 80% x 8, 85% x 6", lift="Bench Press").told.sets]
    [(50.0, 10), (60.0, 8), (65.0, 4), (65.0, 2)]
    >>> [(s.load, s.reps) for s in answered("Done", "2 x 10", lift="Press Up").told.sets]
    [(None, 10), (None, 10)]
    >>> answered("12-12-12", "3 x 10", lift="Curl"), answered("40/45", "3 x 10", lift="Curl")
    (None, None)
    """
    wanted = asked(info)
    shown = re.sub(r"[^\w\s.,;:/()+\-&%#@'*]", "", prose.plain(result))
    text = prose.single_spaced(shown).strip(" .,-!")
    if wanted is None or not text or len(text) > prose.MAX_CHARS or "\n" in text:
        return None
    if found := TIMES.fullmatch(text):
        return _so_many(wanted, int(found[1]))
    if DONE.fullmatch(text):
        return _as_asked(wanted)
    return _loaded(text, wanted, lift)


def _set(wanted: Asked, count: int, load: float | None = None, unit: str | None = None) -> Done:
    return Done(load, unit, seconds=float(count)) if wanted.seconds else Done(load, unit, reps=count)


def _so_many(wanted: Asked, times: int) -> Answer | None:
    """`3 sets` of the reps that were asked for."""
    if len(set(wanted.reps)) != 1 or wanted.share or not 1 <= times <= prose.MOST_SETS:
        return None
    sets = (_set(wanted, wanted.reps[0]),) * times
    return Answer(Told(sets, comments=False), wanted.side, "the reps are the prescription's; no load is told")


def _as_asked(wanted: Asked) -> Answer | None:
    """`Done`: as prescribed, which says nothing where the prescription left sets or loads open."""
    if not wanted.sets or wanted.share:
        return None
    sets = tuple(_set(wanted, count) for count in wanted.reps)
    return Answer(Told(sets, comments=False), wanted.side, "done as prescribed; no load is told")


def _loaded(text: str, wanted: Asked, lift: str) -> Answer | None:
    """Loads, one for all sets or one a set; the reps are the prescription's."""
    found = LOADS.fullmatch(text)
    rest = (found["rest"] or "") if found else ""
    if found is None or not wanted.sets or wanted.seconds or not prose.is_comment(rest):
        return None
    listed = [LOAD.fullmatch(part.strip()) for part in re.split(r"[/\-&]|,(?!5(?!\d))", found["loads"])]
    loads = [prose.load_of(each[1]) for each in listed if each is not None]
    if len(loads) != len(listed) or not _are_loads(loads, listed, wanted, lift):
        return None
    if len(loads) == 1:
        listed, loads = listed * len(wanted.reps), loads * len(wanted.reps)
    sets = [
        done
        for each, load, count in zip(listed, loads, wanted.reps, strict=True)
        for done in _parts(each, load, count)
    ]
    remark = "the reps are the prescription's" + ("; a broken set is two" if len(sets) > len(loads) else "")
    return Answer(Told(tuple(sets), comments=bool(rest.strip(" .,!"))), wanted.side, remark)


def _are_loads(
    loads: list[float | None], listed: list[re.Match[str] | None], wanted: Asked, lift: str
) -> bool:
    """Whether numbers can be nothing but loads, and there is one for all sets or one for each."""
    known = [load for load in loads if load is not None and 0 < load <= HEAVIEST]
    if len(known) != len(loads) or len(loads) not in {1, len(wanted.reps)}:
        return False
    if any(each is not None and each[2] for each in listed):
        return True
    name = prose.plain(lift).strip()
    if NO_LIFT.search(name):
        return False
    asked_for = wanted.reps if len(loads) > 1 else (max(wanted.reps),)
    beyond = all(load > BEYOND_REPS * count for load, count in zip(known, asked_for, strict=True))
    return any(load != int(load) for load in known) or (beyond and not OF_THE_BODY.search(name))


def _parts(each: re.Match[str] | None, load: float | None, count: int) -> list[Done]:
    """One set; two where it was broken, as `65(4+2)` says, the second straight after the first."""
    unit = prose.unit_of(each[2]) if each is not None else None
    if each is None or each[3] is None:
        return [Done(load, unit, reps=count)]
    first, second = int(each[3]), int(each[4])
    return [Done(load, unit, reps=first), Done(load, unit, reps=second, kind="drop")]
