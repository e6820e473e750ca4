"""The last day is the claim's own where that lies ahead, else what the words tell."""

from __future__ import annotations

from datetime import date

import pytest

from kroniek.memory.commitments.deadlines import deadline
from kroniek.memory.store import StoredClaim
from tests import build


def stored(words, *, on=None, status="conditional"):
    where = build.document(f"Turkije dreigt met sancties {words}.", published="2022-03-04")
    made = build.claim(
        where, "dreigt", "THREATEN", actors=["Turkije/TUR/GOV"], status=status, on=on,
        condition=words if status == "conditional" else None,
    )  # fmt: skip
    return StoredClaim(
        claim=made, event=made.id, published=date(2022, 3, 4), title=None, publisher=None, url=None, current=True
    )


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("als Zweden niet binnen 48 uur toegeeft", "2022-03-06"),
        ("als Zweden niet binnen drie dagen toegeeft", "2022-03-07"),
        ("als Zweden niet binnen twee weken toegeeft", "2022-03-18"),
        ("als Zweden niet binnen een maand toegeeft", "2022-04-03"),
        ("als Zweden niet voor 1 mei toegeeft", "2022-05-01"),
        ("als Zweden niet vóór 1 mei toegeeft", "2022-05-01"),
        ("tenzij Zweden uiterlijk op 30 juni toegeeft", "2022-06-30"),
        ("tenzij Zweden tegen eind april toegeeft", "2022-04-30"),
        ("tenzij Zweden voor half mei toegeeft", "2022-05-20"),
        ("tenzij Zweden voor februari toegeeft", "2023-02-28"),
        ("tenzij Zweden voor 1 januari 2024 toegeeft", "2024-01-01"),
        ("als Zweden niet toegeeft", None),
        ("als Zweden voor de vakbonden buigt", None),
        ("als Zweden voor 31 februari toegeeft", None),
    ],
)
def test_words_tell_the_last_day_of_a_condition(words, day):
    found = deadline(stored(words))
    assert (found.day.isoformat() if found else None) == day
    assert found is None or (found.for_condition and found.quote.text in words)


def test_a_planned_act_is_due_on_its_own_day():
    found = deadline(stored("in april", on=build.when("2022-04-01", "2022-04-30", grain="month"), status="planned"))
    assert (found.day, found.for_condition) == (date(2022, 4, 30), False)


def test_the_day_of_the_words_is_no_last_day():
    assert deadline(stored("als Zweden niet toegeeft", on="2022-03-03")) is None


def test_a_day_ahead_of_a_conditional_act_is_its_last_day():
    assert deadline(stored("als Zweden toegeeft", on="2022-03-20")).day == date(2022, 3, 20)
