from __future__ import annotations

from datetime import datetime

import polars as pl
import pytest

from analysis.importers import dates

# As Android and iOS abbreviate the months; written from the phones' own tables, not from months.csv.
PHONE_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "pt": "Jan Fev Mar Abr Mai Jun Jul Ago Set Out Nov Dez",
    "tr": "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "nl": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
    "sv": "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec.",
}
FULL_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",  # noqa: RUF001 - Turkish
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
EVERY_MONTH = [
    pytest.param(name, number, id=f"{locale}-{name}")
    for table in (PHONE_MONTHS, FULL_MONTHS)
    for locale, names in table.items()
    for number, name in enumerate(names.split(), start=1)
]


def one(text: str, *, order: str | None = None) -> datetime | None:
    value = dates.read(pl.Series([text]), order=order).values.item()
    assert value is None or isinstance(value, datetime)
    return value


@pytest.mark.parametrize(("name", "month"), EVERY_MONTH)
def test_a_month_is_read_in_every_language_and_either_clock(name: str, month: int) -> None:
    assert one(f"9 {name} 2026, 16:50") == datetime(2026, month, 9, 16, 50)
    assert one(f"{name} 9, 2026, 4:50 PM") == datetime(2026, month, 9, 16, 50)
    assert one(f"9 {name.upper()} 2026, 12:05 AM") == datetime(2026, month, 9, 0, 5)


@pytest.mark.parametrize("locale", PHONE_MONTHS)
def test_a_year_of_dates_names_its_language(locale: str) -> None:
    names = PHONE_MONTHS[locale].split()
    year = pl.Series([f"{d} {name} 2025, 18:00" for d, name in enumerate(names, start=1)])
    found = dates.read(year)
    assert found.locale == locale
    assert found.values.dt.month().to_list() == list(range(1, 13))
    assert found.values.dt.day().to_list() == list(range(1, 13))


def test_no_word_means_one_month_here_and_another_there() -> None:
    seen: dict[str, int] = {}
    clashes = [
        (locale, word, number, seen[word])
        for locale, words in dates.months().items()
        for word, number in words.items()
        if seen.setdefault(word, number) != number
    ]
    assert not clashes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12:00 AM", (0, 0)), ("12:59 AM", (0, 59)), ("1:00 AM", (1, 0)), ("11:59 AM", (11, 59)),
        ("12:00 PM", (12, 0)), ("12:59 PM", (12, 59)), ("1:00 PM", (13, 0)), ("11:59 PM", (23, 59)),
        ("1:05 p.m.", (13, 5)), ("1:05 p. m.", (13, 5)), ("1:05\u202fPM", (13, 5)), ("1:05 ÖS", (13, 5)),
        ("1:05 öö", (1, 5)), ("00:00", (0, 0)), ("23:59", (23, 59)), ("9.07", (9, 7)), ("18h30", (18, 30)),
    ],
)  # fmt: skip
def test_the_clock_is_read_as_the_phone_writes_it(text: str, expected: tuple[int, int]) -> None:
    assert one(f"5 Jun 2026, {text}") == datetime(2026, 6, 5, *expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-03", datetime(2026, 2, 3)),
        ("2026-02-03 07:08:09", datetime(2026, 2, 3, 7, 8, 9)),
        ("2026-02-03T07:08:09.123Z", datetime(2026, 2, 3, 7, 8, 9)),
        ("2026-02-03 07:08:09 +0000", datetime(2026, 2, 3, 7, 8, 9)),
        ("20260203", datetime(2026, 2, 3)),
        ("2026/2/3 5:49", datetime(2026, 2, 3, 5, 49)),
        ("2026年2月3日", datetime(2026, 2, 3)),
        ("29.04.2025", datetime(2025, 4, 29)),
        ("03.04.2025", datetime(2025, 4, 3)),
        ("29/04/25", datetime(2025, 4, 29)),
        ("04/29/25 10:41", datetime(2025, 4, 29, 10, 41)),
    ],
)
def test_numbers_are_dates_too(text: str, expected: datetime) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text", ["soon", "2026-02-30", "31/02/2026", "32 May 2026", "5 Foo 2026", "12", "20261301"]
)
def test_what_is_no_date_is_null_and_never_a_near_one(text: str) -> None:
    assert one(text, order="dmy") is None


def test_one_day_above_twelve_settles_the_order_for_every_row() -> None:
    texts = pl.Series(["03/04/2025", "05/04/2025", "13/04/2025"])
    found = dates.read(texts)
    assert (found.order, found.ambiguous) == ("dmy", None)
    assert found.values.dt.day().to_list() == [3, 5, 13]
    american = dates.read(pl.Series(["03/04/2025", "03/13/2025"]))
    assert american.order == "mdy"
    assert american.values.dt.month().to_list() == [3, 3]


def test_an_order_that_nothing_decides_gives_no_date_but_an_example() -> None:
    found = dates.read(pl.Series(["03/04/2025", "05/06/2025"]))
    assert found.order is None
    assert found.ambiguous == "03/04/2025"
    assert found.values.null_count() == 2


def test_contradictory_rows_give_no_order() -> None:
    found = dates.read(pl.Series(["13/04/2025", "04/13/2025"]))
    assert found.order is None
    assert found.ambiguous is not None


def test_the_coachs_word_beats_the_lack_of_evidence() -> None:
    texts = pl.Series(["03/04/2025"])
    assert dates.read(texts, order="mdy").values.item() == datetime(2025, 3, 4)
    assert dates.read(texts, order="dmy").values.item() == datetime(2025, 4, 3)


@pytest.mark.parametrize(
    ("text", "known"), [("2026-02-03", False), ("2026-02-03 00:00:00", True), ("29.04.2025", False)]
)
def test_a_date_without_a_time_says_so(text: str, *, known: bool) -> None:
    assert dates.read(pl.Series([text])).time_known is known


def test_rows_keep_their_places_and_nulls_stay_null() -> None:
    found = dates.read(pl.Series([None, "2026-02-03", "soon", "2026-02-03"], dtype=pl.String))
    assert found.values.is_null().to_list() == [True, False, True, False]


def test_a_marker_before_the_hour_is_read_too() -> None:
    read = dates.read(pl.Series(["2026年5月5日 下午1:01", "2026年5月6日 上午12:30"]))
    assert read.values.to_list() == [datetime(2026, 5, 5, 13, 1), datetime(2026, 5, 6, 0, 30)]


@pytest.mark.parametrize("text", ["99999999999999999999 Mai 2026", "Mai " + "9" * 5000 + " 5", "9" * 5000])
def test_a_number_without_end_is_no_date(text: str) -> None:
    assert dates.read(pl.Series([text]), order="dmy").values.to_list() == [None]


@pytest.mark.parametrize(
    ("at", "zone"),
    [(datetime(9999, 12, 31, 23, 30), "Pacific/Kiritimati"), (datetime(1, 1, 1), "America/Los_Angeles")],
)
def test_a_time_that_its_zone_carries_out_of_the_calendar_is_none(at: datetime, zone: str) -> None:
    local = dates.on_the_wall(pl.Series([at, datetime(2026, 7, 1, 12)]), clock="utc", timezone=zone)
    assert local.is_null().to_list() == [True, False]
    assert len(local.to_list()) == 2
