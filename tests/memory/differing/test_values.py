"""Two values of a field contradict each other, or only seem to."""

from __future__ import annotations

import pytest

from kroniek.memory.differing.values import contradict, values
from kroniek.model.claim import Figure
from kroniek.model.ontology import FigureKey
from kroniek.model.place import Place, Precision
from tests.build import claim, document, quote, when

TEXT = "Rusland bombardeerde Oekraïne; ruim 80, ongeveer 80 of 83 doden, vrijdag in Odesa."
WHERE = document(TEXT)


def made(**fields):
    return dict(values(claim(WHERE, "bombardeerde", "ASSAULT", **fields)))


def figure(low, high, words=None):
    return [Figure(key=FigureKey.KILLED, min=low, max=high, quote=quote(WHERE, words) if words else None)]


def place(name, lat, lon, *, country="UKR", precision=Precision.CITY):
    return Place(name=name, country=country, lat=lat, lon=lon, precision=precision)


ODESA, KHARKIV = place("Odesa", 46.48, 30.73), place("Charkiv", 49.99, 36.23)

ROWS = [
    ("figures.killed", {"figures": figure(83, 83)}, {"figures": figure(87, 87)}, True),
    ("figures.killed", {"figures": figure(50, None)}, {"figures": figure(83, 83)}, False),
    ("figures.killed", {"figures": figure(None, 50)}, {"figures": figure(83, 83)}, True),
    ("figures.killed", {"figures": figure(80, 80, "ongeveer 80")}, {"figures": figure(83, 83)}, False),
    ("figures.killed", {"figures": figure(80, 80, "ongeveer 80")}, {"figures": figure(120, 120)}, True),
    ("date", {"on": "2022-07-22"}, {"on": "2022-07-23"}, True),
    ("date", {"on": when("2022-07-18", "2022-07-24", grain="week")}, {"on": "2022-07-23"}, False),
    ("place", {"place": ODESA}, {"place": KHARKIV}, True),
    ("place", {"place": ODESA}, {"place": place("haven van Odessa", 46.49, 30.74)}, False),
    ("place", {"place": ODESA}, {"place": place("Oekraïne", 49.0, 32.0, precision=Precision.COUNTRY)}, False),
    ("place", {"place": ODESA}, {"place": place("Constanța", 44.17, 28.63, country="ROU")}, True),
    ("place", {"place": Place(name="Odesa")}, {"place": KHARKIV}, False),
    ("status", {"status": "happened"}, {"status": "ongoing"}, False),
    ("status", {"status": "happened"}, {"status": "denied"}, True),
    ("actors", {"actors": ["Rusland/RUS/GOV"]}, {"actors": ["Russische leger/RUS/MIL"]}, False),
    ("actors", {"actors": ["Rusland/RUS/GOV"]}, {"actors": ["Oekraïne/UKR/GOV"]}, True),
    ("actors", {"actors": ["Rusland/RUS/GOV"]}, {"actors": ["Rusland/RUS/GOV", "Syrië/SYR/GOV"]}, False),
    ("actors", {"actors": ["Rusland/RUS/GOV", "Iran/IRN/GOV"]}, {"actors": ["Rusland/RUS/GOV", "Syrië/SYR/GOV"]}, True),
    ("actors", {"actors": ["FARC/COL/REB"]}, {"actors": ["ELN/COL/REB"]}, True),
    ("actors", {"actors": ["FARC/COL/REB"]}, {"actors": ["rebellen/COL/REB"]}, False),
    ("actors", {"actors": ["opvarenden/COL/CVL"]}, {"actors": ["Venezuela/VEN/GOV"]}, False),
    ("actors", {"actors": ["rebellen/COL/REB"]}, {"actors": ["soldaten/VEN/REB"]}, True),
    ("actors", {"actors": ["Guterres/UNO/IGO"]}, {"actors": ["António Guterres/UNO/IGO"]}, False),
]


@pytest.mark.parametrize(("field", "first", "second", "differ"), ROWS)
def test_two_values_contradict_each_other_or_not_and_that_goes_both_ways(field, first, second, differ):
    one, other = made(**first)[field], made(**second)[field]
    assert contradict(field, one, other) is contradict(field, other, one) is differ


def test_silence_is_no_value():
    assert set(made()) == {"status"}
    assert set(made(actors=["Rusland"], on="2022-07-22", place="Odesa")) == {"status", "actors", "date", "place"}


@pytest.mark.parametrize(
    ("low", "high", "text"), [(83, 83, "83"), (80, 90, "80-90"), (50, None, "50-"), (None, 50, "-50")]
)
def test_a_figure_is_plain_text_for_programs(low, high, text):
    assert made(figures=figure(low, high))["figures.killed"].text == text


def test_a_value_bears_its_own_words_and_else_those_of_the_claim():
    told = made(figures=figure(83, 83, "83 doden"), on="2022-07-22")
    assert told["figures.killed"].quote.text == "83 doden"
    assert told["date"].quote.text == TEXT
