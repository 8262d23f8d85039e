"""GymBook's table and XML: known by their structure, in any of six languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from analysis.errors import AnalysisError, UnreadableFileError

if TYPE_CHECKING:
    from tests.conftest import ReadText

HEADER = (
    "Data,Programma,Orario,Esercizio,Zona,Gruppi muscolari (Primari),Gruppi muscolari (Secondari),"
    "Set / Set di riscaldamento / Set di defaticamento,Ripetizioni / Tempo,Peso / Distanza,Appunti,Saltato\n"
)
ROW = '20/01/26,"A",18:0{minute},"Curls con Barra EZ",Braccia,,,Set,"10 ripetizioni","20,00 kg",,{skipped}\n'
LOG = (
    "<log><date>{date}</date><workout>A</workout><time>18:00</time><exercise>Squat</exercise>"
    "<targetRegion>Legs</targetRegion><type>default</type><reps>5</reps><weight>100.00 kg</weight>"
    "<skipped>No</skipped></log>"
)


def test_a_word_that_is_neither_yes_nor_no_is_taken_as_done_and_said(read: ReadText) -> None:
    text = HEADER + ROW.format(minute=0, skipped="Forse") + ROW.format(minute=1, skipped="No")
    done = read(text)
    assert done.sets.height == 2
    assert done.ledger["problem"].to_list() == [
        "'skipped' is neither yes nor no in a language phasewise knows; the set is taken as done",
        None,
    ]


def test_a_kind_that_the_header_does_not_list_is_a_work_set_and_said(read: ReadText) -> None:
    row = ROW.format(minute=0, skipped="No")
    done = read(
        HEADER
        + row
        + row.replace(",Set,", ",Riscaldamento,")
        + row.replace(",Set,", ",Set di riscaldamento,")
    )
    assert done.sets["kind"].to_list() == ["work", "work", "warm_up"]
    assert done.ledger["problem"].is_null().to_list() == [True, False, True]


@pytest.mark.parametrize(
    ("word", "kind", "said"),
    [("default", "work", False), ("Warm-up", "warm_up", False), ("pyramid", "work", True)],
)
def test_a_kind_that_the_xml_may_not_have_is_said(
    read: ReadText, word: str, kind: str, *, said: bool
) -> None:
    log = LOG.format(date="20/01/2026").replace("default", word)
    done = read(f'<?xml version="1.0"?><gymbook>{log}</gymbook>', name="log.xml")
    assert done.sets["kind"].to_list() == [kind]
    assert done.ledger["problem"].is_not_null().to_list() == [said]


def test_a_row_cut_before_its_end_is_rejected_and_not_taken_for_skipped(read: ReadText) -> None:
    done = read(
        HEADER + ROW.format(minute=0, skipped="No") + '20/01/26,"A",18:05,"Curls con Barra EZ",Braccia'
    )
    assert done.ledger["rule"].to_list() == [None, "cut_short"]


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace(" / Set di defaticamento", ""),
        HEADER.replace(",Saltato", ""),
        ",".join(["a"] * 7 + ["x / y / z", "p / q", "v / w", "n", "s"]) + "\n",
    ],
)
def test_twelve_columns_alone_are_not_gymbooks(read: ReadText, header: str) -> None:
    with pytest.raises(AnalysisError):
        read(header + ROW.format(minute=0, skipped="No"))


def test_xml_without_a_log_is_refused_in_one_line(read: ReadText) -> None:
    with pytest.raises(AnalysisError, match=r"^export\.xml: ") as refused:
        read("<?xml version='1.0'?><logs><entry/></logs>", name="export.xml")
    assert "\n" not in str(refused.value)


def test_xml_that_breaks_off_says_where(read: ReadText) -> None:
    with pytest.raises(UnreadableFileError, match="breaks off at line 1"):
        read("<?xml version='1.0'?><logs>" + LOG.format(date="21/01/2026") + "<log><date>", name="export.xml")


def test_a_log_within_a_log_is_one_set(read: ReadText) -> None:
    inner = LOG.format(date="21/01/2026")
    done = read(f"<?xml version='1.0'?><log>{inner}{inner}</log>", name="export.xml")
    assert done.source["lines"].item() == done.sets.height == 2


def test_a_set_whose_date_cannot_be_read_is_rejected_with_its_text(read: ReadText) -> None:
    text = "<?xml version='1.0'?><logs>" + LOG.format(date="21/01/2026") + LOG.format(date="soon") + "</logs>"
    done = read(text, name="export.xml")
    assert done.ledger["rule"].to_list() == [None, "date_unreadable"]
    assert done.ledger["text"].to_list() == [None, "soon 18:00 A Squat default 5 100.00 kg No"]
