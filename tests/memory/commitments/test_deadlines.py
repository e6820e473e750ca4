"""The last day is the claim's own where that lies ahead, else what the words tell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.memory.commitments.deadlines import _in_words, begins, deadline
from kroniek.memory.store import StoredClaim
from kroniek.model.text import Quote
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
        ("tenzij Zweden voor 3 maart toegeeft", "2023-03-03"),
        ("tenzij Zweden voor 4 maart toegeeft", "2022-03-04"),
        ("tenzij Zweden tot maart toegeeft", "2022-03-31"),
        ("als Zweden niet binnen Europese dagen maar binnen twee weken toegeeft", "2022-03-18"),
        ("als Zweden niet toegeeft", None),
        ("als Zweden niet voor 1 mei 2019 toegeeft", None),
        ("als Zweden niet vóór 1 mei 0000 toegeeft", None),
        ("als Zweden niet binnen ² dagen toegeeft", None),
        ("als Zweden niet binnen 9000 jaar toegeeft", None),
        ("als Zweden niet binnen 9999999999 jaar toegeeft", None),
        (f"als Zweden niet binnen {'9' * 400} uur toegeeft", None),
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


def promise(words, *, on, quoted, published="2025-05-02"):
    where = build.document(f"Hongarije beloofde {words}.", published=published)
    day = build.when(on, words=build.quote(where, quoted))
    made = build.claim(where, "beloofde", "CONCEDE", actors=["Hongarije/HUN/GOV"], status="planned", on=day)
    return StoredClaim(
        claim=made, event=made.id, published=where.published.day, title=None, publisher=None, url=None, current=True
    )


@pytest.mark.parametrize(
    ("words", "on", "quoted", "day"),
    [
        ("donderdag de gevangenen vóór 1 juni vrij te laten", "2025-05-01", "donderdag", "2025-06-01"),
        ("vrijdag de gevangenen vóór 1 juni vrij te laten", "2025-05-02", "vrijdag", "2025-06-01"),
        ("donderdag binnen een maand graan te sturen", "2025-05-01", "donderdag", "2025-06-01"),
        ("donderdag graan te sturen", "2025-05-01", "donderdag", None),
        ("op 20 mei graan te sturen", "2025-05-20", "op 20 mei", "2025-05-20"),
        ("vóór 1 juni graan te sturen", "2025-05-31", "vóór 1 juni", "2025-05-31"),
        ("zondag graan te sturen en binnen twee weken medicijnen", "2025-05-04", "zondag", "2025-05-16"),
    ],
)
def test_words_come_before_the_day_of_utterance(words, on, quoted, day):
    found = deadline(promise(words, on=on, quoted=quoted))
    assert (found.day.isoformat() if found else None) == day


def test_a_plan_for_today_is_due_today():
    assert deadline(promise("vanavond te komen", on="2025-05-02", quoted="vanavond")).day == date(2025, 5, 2)
    assert deadline(promise("vrijdag te komen", on="2025-05-02", quoted="vrijdag")) is None


def test_the_day_of_utterance_does_not_begin_what_is_promised():
    past = promise("donderdag de gevangenen vóór 1 juni vrij te laten", on="2025-05-01", quoted="donderdag")
    assert begins(past) is None
    assert begins(promise("op 20 mei graan te sturen", on="2025-05-20", quoted="op 20 mei")) == date(2025, 5, 20)


@given(
    words=st.from_regex(
        r"(binnen|voor|vóór|tot|uiterlijk) (de )?([0-9²٣]{1,30} |begin |drie )?(uur|dagen|weken|jaar|mei|februarı|[Aa]ugu[sſ]tus)( [0-9٣]{4})?",
        fullmatch=True,
    ),
    said=st.dates(),
)
def test_no_words_lead_to_a_day_that_is_none_or_past(words, said):
    found = _in_words(Quote(text=words, start=7, end=7 + len(words)), said)
    assert found is None or (
        found.day >= said and found.quote.text == words[found.quote.start - 7 : found.quote.end - 7]
    )


def test_a_day_ahead_of_a_conditional_act_is_its_last_day():
    assert deadline(stored("als Zweden toegeeft", on="2022-03-20")).day == date(2022, 3, 20)
