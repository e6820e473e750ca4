from datetime import UTC, date, datetime

import pytest

from kroniek.model.text import Known, Published, Reliability
from kroniek.reading.published import choose, day_heading, from_words, in_name, in_text, in_url


def read(words):
    found = from_words(words, known=Known.GIVEN, reliability=Reliability.SURE)
    return (found.day.isoformat(), found.time) if found else None


@pytest.mark.parametrize(
    ("words", "day", "time"),
    [
        ("2019-03-02", "2019-03-02", None),
        ("20190302", "2019-03-02", None),
        ("2019-03-02T23:30:00+01:00", "2019-03-02", "23:30"),
        ("2019-03-02T23:30:00-04:00", "2019-03-02", "23:30"),
        ("2019-03-02 14:05", "2019-03-02", "14:05"),
        ("2019-03-02T23:30:00Z", "2019-03-03", "00:30"),
        ("2019-07-02T22:30:00.000Z", "2019-07-03", "00:30"),
        ("Sat, 02 Mar 2019 14:05:00 +0100", "2019-03-02", "14:05"),
        ("Sat, 02 Mar 2019 23:05:00 GMT", "2019-03-03", "00:05"),
        ("2 maart 2019", "2019-03-02", None),
        ("zaterdag 2 maart 2019 om 14.05 uur", "2019-03-02", "14:05"),
        ("2 mrt. 2019", "2019-03-02", None),
        ("02-03-2019", "2019-03-02", None),
        ("2/3/2019 9:05", "2019-03-02", "09:05"),
        ("8 augustus 2019, 09u15", "2019-08-08", "09:15"),
    ],
)
def test_a_date_is_read_in_the_notations_of_the_field(words, day, time):
    assert read(words) == (day, time)


@pytest.mark.parametrize(
    "words",
    ["", "gisteren", "31-02-2019", "2019-13-01", "0000-00-00", "03/15/2019", "12:30", "9999-01-01", "Mon, 99 Foo"],
)
def test_what_is_no_date_is_not_read_as_one(words):
    assert read(words) is None


@pytest.mark.parametrize(
    ("utc", "local"),
    [
        ("2019-03-31T00:59:00Z", "01:59"),
        ("2019-03-31T01:00:00Z", "03:00"),
        ("2019-10-27T00:59:00Z", "02:59"),
        ("2019-10-27T01:00:00Z", "02:00"),
    ],
)
def test_utc_becomes_the_clock_of_amsterdam_and_brussels(utc, local):
    assert read(utc)[1] == local


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/nieuws/2019/03/02/top", date(2019, 3, 2)),
        ("https://a.example/2019-03-02-top.html", date(2019, 3, 2)),
        ("https://a.example/cnt/dmf20190302_04228612", date(2019, 3, 2)),
        ("https://a.example/artikel/20190302/top?d=2020-01-01", date(2019, 3, 2)),
        ("https://a.example/artikel/2274345-top", None),
        ("https://a.example/2019/top", None),
        ("https://20190302.example/top", None),
    ],
)
def test_a_url_tells_a_day_or_nothing(url, day):
    found = in_url(url)
    assert (found.day if found else None) == day


def test_a_file_name_tells_a_day():
    assert in_name("2019-03-02-top-in-geneve").day == date(2019, 3, 2)
    assert in_name("seed0020190") is None


@pytest.mark.parametrize(
    ("text", "reliability"),
    [
        ("Akkoord\n\n2 maart 2019\n\nTekst.", Reliability.LIKELY),
        ("Akkoord\n\nGepubliceerd op 2 maart 2019\n\nTekst.", Reliability.LIKELY),
        ("Akkoord\n\nLaatst bijgewerkt: 02-03-2019 14:05\n\nTekst.", Reliability.WEAK),
        ("Akkoord\n\nOp 2 maart 2019 werd in Genève getekend.", None),
        ("a\nb\nc\nd\ne\nf\ng\nh\ni\n2 maart 2019\nTekst.", None),
        ("a\nb\nc\nd\ne\nf\ng\nh\ni\nGepubliceerd: 2 maart 2019", Reliability.LIKELY),
    ],
)
def test_only_a_date_line_tells_the_day_of_publication(text, reliability):
    found = in_text(text)
    assert (found.reliability if found else None) == reliability
    assert found is None or found.day == date(2019, 3, 2)


def test_a_day_in_the_future_is_passed_over():
    now = datetime(2019, 3, 2, tzinfo=UTC)
    later, today = (
        Published(day=day, known=Known.METADATA, reliability=Reliability.SURE)
        for day in (date(2019, 3, 4), date(2019, 3, 3))
    )
    assert choose([later, None, today], now=now) == today
    assert choose([later], now=now) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Dinsdag 21 juli", (True, date(2020, 7, 21))),
        ("Zondag", (True, date(2020, 7, 19))),
        ("19 juli 2020", (True, date(2020, 7, 19))),
        ("31 december", (True, date(2019, 12, 31))),
        ("Maandag 21 juli", (True, None)),
        ("Maandag werd gestemd", (False, None)),
        ("---", (False, None)),
    ],
)
def test_a_day_heading_is_the_last_such_day(line, expected):
    assert day_heading(line, published=date(2020, 7, 21)) == expected
