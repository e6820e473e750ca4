"""Whom words mean: names, offices, descriptions and pronouns with a day; Dutch names of places and seats of power."""

import tomllib
from datetime import date

import pytest

from kroniek.language.linking import Context, link
from kroniek.lexicon.actors import actors
from kroniek.lexicon.countries import countries
from kroniek.lexicon.places import places
from kroniek.model.actor import Party
from kroniek.strings.fold import fold
from tests.coding.told import CASES, analysis_of

LINKING = tomllib.loads((CASES / "linking.toml").read_text(encoding="utf-8"))
EXONYMS = tomllib.loads((CASES / "exonyms.toml").read_text(encoding="utf-8"))["names"]
ROWS = [row for rows in LINKING.values() for row in rows]


def _params(rows):
    """The rows; those with a known gap must fail, so that none is kept once it is mended."""
    return [
        pytest.param(row, marks=[pytest.mark.xfail(strict=True, reason=row["gap"])] if "gap" in row else [])
        for row in rows
    ]


def _known_as(name):
    """The name by which the tables know somebody: *Rohani* and *Rouhani* are one."""
    known = actors().by_name(name)
    return known[0].name if len(known) == 1 else name


def _told(party: Party):
    return f"{fold(_known_as(party.name))}/{party.country or ''}"


def _wanted(spec):
    name, _, country = spec.partition("/")
    return f"{fold(_known_as(name))}/{country}"


def meant_right(row):
    """Do the words of a row mean whom a reader takes them for?"""
    text = row["text"]
    found = [
        one
        for one in analysis_of(text, published=row["day"].isoformat()).mentions
        if row["words"].lower() in (text[one.start : one.end].lower(), text[one.outer : one.end].lower())
    ]
    spans = sorted({(one.start, one.end) for one in found})[-1:]
    told = [_told(one.party) for one in found if one.party and (one.start, one.end) in spans]
    return told == [_wanted(spec) for spec in row["actors"]]


def leads_right(row):
    """Does a name abroad lead to its country?"""
    seat, place = countries().metonym(row["name"]), places().by_name(row["name"])
    return row["country"] in {seat.country if seat else None, place.country if place else None}


@pytest.mark.parametrize("row", _params(ROWS))
def test_words_mean_whom_a_reader_takes_them_for(row):
    assert meant_right(row)


def test_at_least_400_rows_and_95_of_100_are_right():
    gaps = sum("gap" in row for row in ROWS)
    assert len(ROWS) >= 400
    assert gaps <= 0.05 * len(ROWS)


@pytest.mark.parametrize("row", _params(EXONYMS))
def test_a_dutch_name_abroad_leads_to_its_country(row):
    assert leads_right(row)


def test_at_least_200_exonyms_and_97_of_100_are_right():
    gaps = sum("gap" in row for row in EXONYMS)
    assert len(EXONYMS) >= 200
    assert gaps <= 0.03 * len(EXONYMS)


def test_a_link_says_why_and_how_sure():
    found = link("Maduro", surname=True, context=Context(day=date(2019, 3, 4), countries=("VEN", "COL")))
    assert found is not None
    assert found.actor.name == "Nicolás Maduro"
    assert "president on that day" in found.reasons
    assert 0.5 < found.score < 1


def test_nobody_is_linked_by_a_surname_that_many_bear():
    assert link("Kim", surname=True, context=Context(day=date(2022, 3, 4))) is None


def test_words_before_a_name_rule_out_whom_they_do_not_fit():
    context = Context(day=date(2004, 3, 4), country="HND", role="president")
    found = link("Maduro", surname=True, context=context)
    assert found is not None
    assert found.actor.country == "HND"


def _notes(text, day):
    return [one.party.notes for one in analysis_of(text, published=day).mentions if one.party and one.party.notes]


@pytest.mark.parametrize(
    ("day", "text", "note"),
    [
        ("2022-03-04", "Oud-president Poetin sprak.", "called former president, yet president since 2012-05-07"),
        ("2022-03-04", "President Barack Obama sprak.", "called president, yet president until 2017-01-20"),
        ("2022-03-04", "President Trump sprak.", "called president, yet president until 2021-01-20"),
        ("2022-03-04", "Premier Keir Starmer sprak.", "called premier, yet premier only since 2024-07-05"),
    ],
)
def test_an_office_that_does_not_fit_the_day_is_noted_and_not_mended(day, text, note):
    assert _notes(text, day) == [(note,)]


@pytest.mark.parametrize(
    "text",
    [
        "Oud-president Barack Obama sprak.",
        "Voormalig president Obama sprak.",
        "Toenmalig president Obama sprak.",
        "In 2014 dreigde president Obama Rusland.",
        "President Joe Biden sprak.",
        "Minister Rufus Bousquet sprak.",
    ],
)
def test_nothing_is_noted_where_the_office_fits_or_is_told_of_another_time(text):
    assert _notes(text, "2022-03-04") == []


def test_a_note_stands_with_the_words_it_is_about_and_not_with_a_later_pronoun():
    assert len(_notes("President Obama sprak. Hij zweeg over Poetin.", "2022-03-04")) == 1
