"""An alert in words: what came, how sure, and on which words it rests."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kroniek.faces.watch
from kroniek.faces.watch.telling import Teller
from kroniek.model.watching import Alarm, Alert, Counted

from .conftest import WEEK

DATA = Path(kroniek.faces.watch.__file__).parent / "data"


def alert(ids, alarm, *claims, **given):
    return Alert(
        id="a", name="oorlog", alarm=Alarm(alarm), subject=ids[0], day=date(2022, 3, 2),
        claims=tuple(ids[i] for i in claims), **given,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("alarm", "claims", "given", "title"),
    [
        ("act", [0], {}, "Nieuw: Rusland → Kyiv: geweld"),
        ("due", [0], {}, "Loopt af op 2 maart 2022: Rusland → Kyiv: geweld"),
        ("denial", [1, 0], {"by": "Poetin"}, "Poetin ontkent: Rusland → Kyiv: geweld"),
        ("denial", [1], {"by": "Poetin"}, "Poetin ontkent: onbekend → Poetin: geweld"),
        ("denial", [0], {"by": "Rusland"}, "Rusland ontkent"),
        ("denial", [1, 0], {}, "Ontkend: Rusland → Kyiv: geweld"),
        ("week", [0], {"week": WEEK}, "Ongewone week van conflict: Rusland en Oekraïne"),
        ("week", [0], {"week": replace(WEEK, counted=Counted.ALL)}, "Ongewone week: Rusland en Oekraïne"),
        ("act", [], {}, "Nieuw: raid:"),
    ],
    ids=str,
)
def test_the_title_says_what_came(teller, ids, alarm, claims, given, title):
    assert teller.told(alert(ids, alarm, *claims, **given)).title.startswith(title)


def test_the_words_of_the_article_come_with_outlet_day_and_id(teller, ids):
    told = teller.told(alert(ids, "act", 0, 1))
    first, second = told.words
    assert (first.quote, first.origin, first.claim) == (
        "Rusland beschiet <Kyiv> & Lviv.",
        "De Krant, 2 maart 2022",
        ids[0],
    )
    assert (first.url, second.origin) == ("https://krant.example/raid?a=1&b=2", "zonder bron, 3 maart 2022")
    assert told.source(first) == f"De Krant, 2 maart 2022 · {ids[0]}"
    assert told.source(second).startswith("onbekend → Poetin: geweld (ontkend) · zonder bron")
    assert told.about == ("Bewaakte vraag: oorlog",)


def test_an_unusual_week_says_how_often_the_rule_is_wrong(teller, ids):
    _, busy, wrong = teller.told(alert(ids, "week", 0, week=WEEK)).about
    assert busy == (
        "9 gebeurtenissen gemeld van 28 februari tot en met 6 maart 2022; verwacht: ongeveer 1,5. Bij dit verleden is "
        "een week zo druk of drukker eens in de 1.200 weken te verwachten."
    )
    assert "in willekeurige volgorde 9,1 van de 1.000 weken" in wrong
    assert wrong.endswith("in de volgorde waarin ze kwamen 3 van 148, deze meegeteld.")


def test_a_short_past_is_told_to_be_short(teller, ids):
    assert "is kort" in teller.told(alert(ids, "week", 0, week=replace(WEEK, weeks=20))).about[-1]


def test_the_same_in_english(chronicle, ids):
    told = Teller(chronicle=chronicle, language="en").told(alert(ids, "week", 0, week=WEEK))
    assert told.title == "Unusual week of conflict: Russia and Ukraine"
    assert "expected: about 1.5. By this past, a week as busy or busier comes once in 1,200 weeks." in told.about[1]


@pytest.mark.parametrize(
    ("claims", "given", "title"),
    [
        ([0], {"by": "Rusland"}, "Russia denies"),
        ([1, 0], {"by": "Poetin"}, "Poetin denies: Russia → Kyiv: use of force"),
        ([1, 0], {"by": "Verenigde Staten"}, "United States denies: Russia → Kyiv: use of force"),
    ],
)
def test_names_are_english_in_english_alerts(chronicle, ids, claims, given, title):
    told = Teller(chronicle=chronicle, language="en").told(alert(ids, "denial", *claims, **given))
    assert told.title == title


def test_an_alert_whose_claims_are_gone_says_so(teller):
    told = teller.told(Alert(id="a", name="x", alarm=Alarm.ACT, subject="weg:1", day=None, claims=("weg:1",)))
    assert (told.title, told.words) == ("Nieuw: weg:1", ())
    assert told.about[-1] == "De woorden zijn niet meer in de kroniek."


def test_both_languages_say_the_same_things():
    dutch, english = (tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8")) for name in ("nl", "en"))
    assert {key: sorted(words) for key, words in dutch.items()} == {
        key: sorted(words) for key, words in english.items()
    }
