"""What in one article does not fit together is listed with its words; what fits is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kroniek.memory.differing.checks import findings
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Figure
from kroniek.model.difference import FindingKind
from kroniek.model.ontology import FigureKey
from tests.build import claim, document, mark, quote


def stored(claim_, event="e"):
    return StoredClaim(claim=claim_, event=event, published=None, title=None, publisher=None, url=None, current=True)


WEEKDAYS = [
    ("Dinsdag 4 maart 2022 begon het.", "2022-03-05", "2022-03-04 is a Friday"),
    ("Vrijdag 4 maart 2022 begon het.", "2022-03-05", None),
    ("Dinsdagavond 4 maart begon het.", "2022-03-05", "2022-03-04 is a Friday"),
    ("Vrijdag 4 mrt. begon het.", "2022-03-05", None),
    ("Zaterdag 4 maart begon het.", "2022-03-05", None),  # in 2023
    ("Dinsdag 4 maart begon het.", None, None),
    ("Dinsdag 31 februari 2022 begon het.", "2022-03-05", None),
    ("Maandag 5 maanden later begon het.", "2022-03-05", None),
]


@pytest.mark.parametrize(("text", "day", "note"), WEEKDAYS)
def test_a_day_of_the_week_goes_with_its_date(text, day, note):
    found = list(findings(document(text, published=day), []))
    assert [one.note for one in found] == ([note] if note else [])
    assert all(one.kind is FindingKind.WEEKDAY and one.words[0].quote.stands_in(text) for one in found)


def test_boilerplate_is_not_looked_at():
    text = "Rusland valt aan.\nDinsdag 4 maart 2022"
    marked = document(text, marks=[mark(text, "Dinsdag 4 maart 2022", "clock")])
    assert list(findings(marked, [])) == []


def test_an_office_that_does_not_fit_is_told_once_for_its_words():
    where = document("President Obama belt Poetin. President Obama waarschuwt Iran.", published="2019-01-02")
    note = "called president, yet president until 2017-01-20"
    acts = [("belt", "CONSULT", 0), ("waarschuwt", "THREATEN", 1), ("Iran", "ACCUSE", 1)]
    claims = [
        stored(
            claim(
                where,
                word,
                kind,
                actors=[Party(name="Barack Obama", quote=quote(where, "Obama", nth=at), notes=(note,))],
            )
        )
        for word, kind, at in acts
    ]
    found = list(findings(where, claims))
    assert [one.kind for one in found] == [FindingKind.OFFICE] * 2
    assert [one.note for one in found] == [f"Barack Obama: {note}"] * 2
    assert [len(one.claims) for one in found] == [1, 2]


TEXT = "Rusland bombardeerde Oekraïne. Volgens Kiev bombardeerde Rusland Oekraïne. Rusland bombardeerde Oekraïne niet."
WHERE = document(TEXT)


def act(number, *, killed=None, **more):
    figures = [Figure(key=FigureKey.KILLED, min=killed, max=killed)] if killed is not None else []
    fields = {"actors": ["Rusland/RUS/GOV"], "recipients": ["Oekraïne/UKR/GOV"]} | more
    made = claim(WHERE, "bombardeerde", "ASSAULT", figures=figures, number=number, **fields)
    return stored(made, event=f"e{number}")


CONTRADICTIONS = [
    ("two numbers of one act", act(0, killed=39), act(1, killed=50), "figures.killed"),
    ("it happened and it did not", act(0), act(1, status="denied"), "status"),
    ("numbers on two voices", act(0, killed=39), act(1, killed=50, voices=["Kiev=Oekraïne/UKR/GOV"]), None),
    ("numbers of two days", act(0, killed=39, on="2022-03-01"), act(1, killed=50, on="2022-03-02"), None),
    ("numbers of a day and of no day", act(0, killed=39, on="2022-03-01"), act(1, killed=50), None),
    ("numbers of two places", act(0, killed=39, place="Kiev"), act(1, killed=50, place="Odesa"), None),
    ("numbers of two acts", act(0, killed=39, modes=["drone"]), act(1, killed=50, modes=["aerial"]), None),
    ("numbers of two parties", act(0, killed=39), act(1, killed=50, recipients=["Polen/POL/GOV"]), None),
    ("numbers against nobody", act(0, killed=39, recipients=[]), act(1, killed=50, recipients=[]), None),
    ("planned and done", act(0, status="planned"), act(1), None),
]


@pytest.mark.parametrize(
    ("first", "second", "field"), [row[1:] for row in CONTRADICTIONS], ids=[row[0] for row in CONTRADICTIONS]
)
def test_one_act_that_is_told_in_two_ways(first, second, field):
    found = list(findings(WHERE, [first, second]))
    assert [one.difference.field for one in found] == ([field] if field else [])
    for one in found:
        assert one.kind is FindingKind.CONTRADICTION
        assert [account.claims for account in one.difference.accounts] == [(first.claim.id,), (second.claim.id,)]


def test_claims_that_are_judged_one_event_are_one_act_whatever_else_they_tell():
    first, second = act(0, killed=39, place="Kiev"), act(1, killed=50)
    (found,) = findings(WHERE, [replace(first, event="e"), replace(second, event="e")])
    assert found.note == "39 and 50"
