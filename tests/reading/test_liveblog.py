from datetime import date

from kroniek.reading.liveblog import live_items

BLOG = """Liveblog: top in Genève

Dinsdag 21 juli

09.40 uur – Rusland tekent.

08:55
De Amerikaanse minister is geland.

Maandag 20 juli

UPDATE 19.15 u. Overleg afgebroken.
Morgen verder.
"""


def test_items_have_time_and_the_day_of_their_heading():
    items, marks = live_items(BLOG, published=date(2020, 7, 21))
    assert [(item.time, item.day.day) for item in items] == [("09:40", 21), ("08:55", 21), ("19:15", 20)]
    assert BLOG[items[1].start : items[1].end] == "08:55\nDe Amerikaanse minister is geland."
    assert BLOG[items[2].start : items[2].end].endswith("Morgen verder.")
    assert [BLOG[mark.start : mark.end] for mark in marks][:3] == ["Dinsdag 21 juli", "09.40 uur –", "08:55"]


def test_without_a_day_of_publication_the_day_stays_open():
    items, _ = live_items(BLOG, published=None)
    assert [item.day for item in items] == [None, None, None]


def test_two_clock_times_make_no_live_blog():
    assert live_items("09.40 uur – Een.\n\n08.55 uur – Twee.\n", published=None) == ((), ())


def test_numbers_and_scores_are_no_clock_times():
    text = "20.15 Duitsers\n3.200 doden\n19.04 procent\n2.15 euro\n"
    assert live_items(text, published=None) == ((), ())
