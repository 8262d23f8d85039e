from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.batch import Job, Result, index, pool, run


def failed(client: str, reason: str) -> Result:
    return Result(client=client, month="2026-03", status="failed", name=client.title(), reason=reason)


def test_every_report_of_the_month_has_a_line_also_those_not_asked_for(
    job: Callable[..., Job], tmp_path: Path
) -> None:
    pool.make(job("berta"))
    results = run([job("anna")], workers=1)
    html = index.write(tmp_path, "2026-03", results).read_text(encoding="utf-8")
    assert html.index('href="anna/report.html">Anna') < html.index('href="berta/report.html">Berta')
    for words in (
        "2 reports.",
        "strength, week 2 of 4",
        '<th scope="col">Verdict</th>',
        'data-label="Verdict" class="label">probably working<',
        ">12<",
        ">160<",
        "61,250 kg",
        "104 kg (90%: 101 to 107)",
    ):
        assert words in html
    assert "&lt;i&gt;3 lines rejected" in html


def test_failures_come_first_with_their_reasons(tmp_path: Path) -> None:
    page = index.write(tmp_path, "2026-03", [failed("tom", "tom: <b> no sets"), failed("ada", "Ada: broken")])
    html = page.read_text(encoding="utf-8")
    assert "<strong>Ada</strong>: broken" in html
    assert "<strong>Tom</strong>: &lt;b&gt; no sets" in html
    assert html.index("<strong>Ada") < html.index("<strong>Tom")
    assert "0 reports; 2 could not be made in the last run." in html


def test_two_writings_give_the_same_bytes_and_no_other_file(job: Callable[..., Job], tmp_path: Path) -> None:
    results = run([job("anna")], workers=1)
    first = index.write(tmp_path, "2026-03", results).read_bytes()
    before = sorted(tmp_path.rglob("*"))
    assert index.write(tmp_path, "2026-03", results).read_bytes() == first
    assert sorted(tmp_path.rglob("*")) == before


def test_a_damaged_record_still_leaves_a_link(tmp_path: Path) -> None:
    place = tmp_path / "reports" / "2026-03" / "anna"
    place.mkdir(parents=True)
    (place / "report.html").write_text("", encoding="utf-8")
    (place / "report.json").write_text("{", encoding="utf-8")
    html = index.write(tmp_path, "2026-03", []).read_text(encoding="utf-8")
    assert 'href="anna/report.html"' in html
    assert "report.json is missing or damaged" in html


def test_a_month_without_a_phase_has_no_verdict() -> None:
    assert index.line({"phase": "No phase planned.", "verdict": None}, client="anna").verdict == "–"
    assert index.line({}, client="anna").verdict == "–"


def test_a_hypertrophy_phase_is_told_by_its_own_rate() -> None:
    grown = {"rate_pct_per_month": 1.69, "rate_low": 0.26, "rate_high": 3.15}
    judged = {
        "label": "probably working",
        "style": "hypertrophy",
        "rate_pct_per_month": 0.6,
        "rate_low": -0.9,
        "rate_high": 2.1,
    }
    told = index.line({"verdict": judged | {"growth": {"performance": grown}}}, client="anna").verdict
    assert told == "probably working: +1.7% a month (90%: +0.3 to +3.1)"
    untold = index.line({"verdict": judged | {"growth": None}}, client="anna").verdict
    assert untold == "probably working"


def test_pounds_are_shown_to_a_coach_who_reads_pounds() -> None:
    record = {"display_unit": "lb", "values": {"month.tonnage_kg": {"value": 45.359237}}}
    assert index.line(record, client="anna").tonnage == "100 lb"


def test_what_is_left_of_an_earlier_run_is_not_shown_as_this_runs(
    job: Callable[..., Job], tmp_path: Path
) -> None:
    pool.make(job("anna"))
    html = index.write(tmp_path, "2026-03", [failed("anna", "anna: bad key")]).read_text(encoding="utf-8")
    assert "<strong>Anna</strong>: bad key" in html
    assert index.EARLIER in html


def test_a_failure_stays_on_the_page_until_its_report_is_made(
    job: Callable[..., Job], tmp_path: Path
) -> None:
    index.write(tmp_path, "2026-03", [failed("anna", "anna: no unit")])
    html = index.write(tmp_path, "2026-03", run([job("berta")], workers=1)).read_text(encoding="utf-8")
    assert "<strong>Anna</strong>: no unit" in html
    html = index.write(tmp_path, "2026-03", run([job("anna")], workers=1)).read_text(encoding="utf-8")
    assert "no unit" not in html
