"""Times: which words tell one, and which days they mean on a day of publication."""

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.language.dates import find_all_times, find_times, time_spans
from kroniek.language.intervals import easter_of, feast_of, month_of, nth_week_of, third_of, week_of, year_of
from kroniek.language.segment import sentences, tokenise
from kroniek.lexicon.timewords import OTHER, time_entry, time_words
from kroniek.model.analysis import Sentence
from kroniek.model.when import Basis, Grain, When
from tests.build import document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "dates.toml").read_text(encoding="utf-8"))
ANCHOR = date(2026, 3, 11)


def one_sentence(text):
    return Sentence(start=0, end=len(text), tokens=tokenise(text, 0, len(text)))


def times(text, *, anchor=ANCHOR, last=None):
    return find_times(one_sentence(text), anchor=anchor, text=text, last=last)


def interval(spec):
    """The start, end and grain of a row's notation."""
    if not spec:
        return None
    if ".." in spec:
        start, end = map(date.fromisoformat, spec.split(".."))
        return start, end, Grain.SPAN
    if spec.startswith("week "):
        monday = date.fromisoformat(spec.removeprefix("week "))
        assert monday.weekday() == 0, f"{spec} is no Monday"
        return monday, monday + timedelta(days=6), Grain.WEEK
    if "Q" in spec:
        last = int(spec[-1]) * 3
        return date(int(spec[:4]), last - 2, 1), month_end(int(spec[:4]), last), Grain.QUARTER
    return whole(spec)


def month_end(year, month):
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def whole(spec):
    """A year, a month or a day."""
    match [int(part) for part in spec.split("-")]:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31), Grain.YEAR
        case [year, month]:
            return date(year, month, 1), month_end(year, month), Grain.MONTH
        case parts:
            return date(*parts), date(*parts), Grain.DAY


def when(spec):
    found = interval(spec)
    return None if found is None else When(start=found[0], end=found[1], grain=found[2])


def told(reading):
    return None if reading is None else (reading.start, reading.end, reading.grain)


def rows():
    for group in CASES["group"]:
        anchor = date.fromisoformat(group["anchor"]) if "anchor" in group else None
        last = when(group["last"]) if "last" in group else None
        for row in group["rows"]:
            text, words, past, future = row if len(row) == 4 else (row[0], *row)
            expected = interval(past), interval(past if future == "=" else future)
            yield pytest.param(text, words, anchor, last, expected, id=f"{group['name']}: {text}")


@pytest.mark.parametrize(("text", "words", "anchor", "last", "expected"), list(rows()))
def test_expression_means_these_days(text, words, anchor, last, expected):
    found = {text[one.start : one.end]: one for one in times(text, anchor=anchor, last=last)}
    assert words in found
    assert (told(found[words].past), told(found[words].future)) == expected


def test_the_table_of_expressions_is_large_enough():
    assert sum(len(group["rows"]) for group in CASES["group"]) >= 1000


@pytest.mark.parametrize("text", CASES["none"][0]["rows"])
def test_words_that_look_like_a_time_are_none(text):
    assert times(text) == ()


def test_a_reading_says_how_it_is_known():
    stated, relative, anchored = times("Op 2 maart 2019 en gisteren, een dag later.")
    assert [one.past.basis for one in (stated, relative, anchored)] == [Basis.STATED, Basis.RELATIVE, Basis.ANCHORED]


def test_a_later_time_in_a_sentence_counts_from_an_earlier_one():
    _, later = times("Maandag viel de stad, een dag later het dorp.")
    assert told(later.past) == interval("2026-03-10")


def test_a_stretch_is_nothing_to_count_from():
    text = "Hij vertrok op 2 maart. Sinds 2015 was hij er. Een dag later kwam zijn broer."
    found = find_all_times(sentences(document(text)), anchor=ANCHOR, text=text)
    assert told(found[-1].past) == interval("2026-03-03")


def test_a_text_is_read_sentence_by_sentence_with_the_date_told_before():
    text = "De top begon zaterdag. Nog diezelfde avond liep hij stuk. Een dag later volgde de oorlog."
    found = find_all_times(sentences(document(text)), anchor=ANCHOR, text=text)
    assert [told(one.past) for one in found] == [interval(day) for day in ("2026-03-07", "2026-03-07", "2026-03-08")]


def test_a_date_that_stands_alone_heads_a_day_of_a_live_blog():
    text = "Zondag 8 maart\n\nDe top begint vanochtend om tien uur.\n\nZaterdag 7 maart\n\nVanavond komt Rutte aan."
    found = {
        text[one.start : one.end]: one for one in find_all_times(sentences(document(text)), anchor=ANCHOR, text=text)
    }
    assert told(found["Vanavond"].past) == interval("2026-03-07")


def test_the_clock_at_the_head_of_an_item_is_the_day_of_publication():
    (clock,) = times("14.32 uur – De delegatie is aangekomen.")
    assert told(clock.past) == interval("2026-03-11")


def test_the_day_beside_the_clock_of_an_item_is_that_of_the_items_below():
    text = "9.15 uur – Zij vergaderen.\n\n20.30 uur (dinsdag) – Hij vertrekt.\n\n17.02 uur – Vanmiddag kwam hij aan."
    found = find_all_times(sentences(document(text)), anchor=ANCHOR, text=text)
    days = ("2026-03-11", "2026-03-10", "2026-03-10", "2026-03-10")
    assert [told(one.past) for one in found] == [interval(day) for day in days]


def test_hours_count_from_the_last_day_and_not_from_a_longer_time():
    text = "Zaterdag viel de stad. Eerder deze maand was het rustig. Enkele uren later trok het leger weg."
    found = find_all_times(sentences(document(text)), anchor=ANCHOR, text=text)
    assert told(found[-1].past) == interval("2026-03-07")


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("De aanval van 7 oktober veranderde alles.", "2023-10-07"),
        ("De bestorming van 6 januari bleef niet ongestraft.", "2021-01-06"),
        ("Sinds de invasie van 24 februari is alles anders.", "2022-02-24"),
        ("De vergadering van 7 oktober was kort.", "2025-10-07"),
    ],
)
def test_a_day_that_everyone_knows_keeps_its_year(text, known):
    assert told(times(text)[-1].past) == interval(known)


def test_a_known_day_is_not_read_before_its_year():
    (found,) = times("De aanval van 7 oktober mislukte.", anchor=date(2014, 10, 9))
    assert told(found.past) == interval("2014-10-07")


# First days by the tables of the Jewish community and of the Orthodox church; Ramadan as it was kept, a day off at most.
MOVABLE = [
    ("roshhashana", {2015: (9, 14), 2019: (9, 30), 2023: (9, 16), 2024: (10, 3), 2025: (9, 23)}, 0),
    ("yomkippur", {1973: (10, 6), 2023: (9, 25), 2024: (10, 12)}, 0),
    ("simchattorah", {2023: (10, 7)}, 0),
    ("hanukkah", {2022: (12, 19), 2023: (12, 8), 2024: (12, 26)}, 0),
    ("pesach", {2022: (4, 16), 2023: (4, 6), 2024: (4, 23)}, 0),
    ("orthodoxeaster", {2019: (4, 28), 2022: (4, 24), 2023: (4, 16), 2024: (5, 5), 2025: (4, 20)}, 0),
    ("ramadan", {2016: (6, 6), 2019: (5, 6), 2021: (4, 13), 2023: (3, 23), 2024: (3, 11), 2025: (3, 1)}, 1),
]


@pytest.mark.parametrize(
    ("feast", "year", "first", "apart"),
    [(feast, year, date(year, *first), apart) for feast, days, apart in MOVABLE for year, first in days.items()],
)
def test_a_feast_of_another_calendar_falls_on_its_day(feast, year, first, apart):
    found = feast_of(year, time_words().feasts[feast])
    assert abs((found.start - first).days) <= apart


@pytest.mark.parametrize("feast", sorted(time_words().feasts))
@pytest.mark.parametrize("year", [1500, 1999, 2026, 2199])
def test_a_feast_lies_in_its_year(feast, year):
    assert feast_of(year, time_words().feasts[feast]).start.year == year


@pytest.mark.parametrize("feast", sorted(time_words().feasts))
@pytest.mark.parametrize("year", [1, 2, 9998, 9999])
def test_a_feast_at_the_edge_of_the_calendar_is_an_interval_or_nothing(feast, year):
    found = feast_of(year, time_words().feasts[feast])
    assert found is None or found.start <= found.end


def test_without_a_day_of_publication_nothing_relative_is_placed():
    found = times("Gisteren, op 2 maart, vorige week en sinds 2015.", anchor=None)
    assert [one.past for one in found] == [None, None, None, None]


@pytest.mark.parametrize("word", sorted(time_words().words))
def test_every_word_of_time_has_a_letter(word):
    entry, letter = time_entry(word)
    assert entry
    assert letter != OTHER


@pytest.mark.parametrize("token", [str(number) for number in range(2200)] + [f"{n}e" for n in range(1, 60)])
def test_every_number_token_has_a_letter(token):
    entry, letter = time_entry(token)
    assert (letter != OTHER) == bool(entry)


def test_every_rule_has_a_name_of_its_own():
    names = [rule.name for rule in time_words().rules]
    assert sorted(set(names)) == sorted(names)


EASTERS = {
    1961: (4, 2),
    1998: (4, 12),
    2000: (4, 23),
    2008: (3, 23),
    2011: (4, 24),
    2019: (4, 21),
    2024: (3, 31),
    2038: (4, 25),
}


@pytest.mark.parametrize("year", EASTERS)
def test_easter_falls_on_the_known_days(year):
    assert easter_of(year) == date(year, *EASTERS[year])


@given(st.integers(1583, 9000))
def test_easter_is_a_sunday_in_spring(year):
    assert easter_of(year).weekday() == 6
    assert date(year, 3, 22) <= easter_of(year) <= date(year, 4, 25)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_the_thirds_of_a_month_cover_it_without_overlap(day):
    month = month_of(day.year, day.month)
    first, middle, last = (third_of(month, part) for part in range(3))
    assert (first.start, last.end) == (month.start, month.end)
    assert middle.start - first.end == last.start - middle.end == timedelta(days=1)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_week_runs_from_monday_to_sunday_around_its_day(day):
    week = week_of(day)
    assert week.start <= day <= week.end
    assert (week.start.weekday(), week.end.weekday()) == (0, 6)


@given(st.integers(1900, 2100))
def test_the_first_week_of_a_year_is_that_of_iso(year):
    assert nth_week_of(year_of(year), 1).start == date.fromisocalendar(year, 1, 1)


PIECES = [
    *(row[0] for group in CASES["group"] for row in group["rows"]),
    *("en", "de", "in", "op", "tot", "van", "een", "zei", "hij", ",", ".", "12", "2019", "31", "maart", "Rusland", "'", "jaar", "uur"),
]  # fmt: skip


@settings(deadline=None)  # the first example loads tables
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_times_are_exact_words_in_order_with_sound_intervals(pieces, anchor):
    text = " ".join(pieces)
    found = times(text, anchor=anchor)
    for one in found:
        for reading in (one.past, one.future):
            if reading is not None:
                assert reading.quote.stands_in(text)
                assert (reading.quote.start, reading.quote.end) == (one.start, one.end)
                assert reading.start <= reading.end
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert times(text, anchor=anchor) == found
    assert time_spans(one_sentence(text)) == tuple((one.start, one.end) for one in found)


@settings(deadline=None)  # the first example loads tables
@given(st.text(alphabet="0123456789-./:'’ abcdefgjmnoprtv", max_size=40))
def test_any_text_can_be_read(text):
    times(text)
