"""What comes of watched questions: each thing once, with the words it rests on, and nothing that was known before."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from kroniek.api.chronicle import Chronicle
from kroniek.api.watching import as_query
from kroniek.errors import UsageError
from kroniek.memory import open_store
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.model.watching import Alarm, Delivery
from kroniek.settings import Settings
from tests.build import claim, document, when
from tests.memory.conftest import CLOCK, keep

RUS, UKR, IRN, USA = "Rusland/RUS/GOV", "Oekraïne/UKR/GOV", "Iran/IRN/GOV", "Amerika/USA/GOV"
TODAY = date(2022, 3, 10)


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kroniek.db", clock=lambda: CLOCK) as store:
        yield store


@pytest.fixture
def chronicle(store):
    return Chronicle(store, settings=Settings())


def act(type_="ASSAULT", trigger="valt", actors=(RUS,), recipients=(UKR,), **given):
    return lambda where: claim(where, trigger, type_, actors=actors, recipients=recipients, **given)


def told(store, id_, *code, text="Rusland valt Oekraïne aan.", published="2022-03-04", publisher="De Krant", **given):
    return keep(store, document(text, id=id_, published=published, publisher=publisher, **given), *(code or (act(),)))


def watch(chronicle, **given):
    return chronicle.watch(today=TODAY, **given)


def subjects(alerts):
    return [(one.name, one.subject.partition(":")[0]) for one in alerts]


def test_a_question_keeps_all_that_it_may_ask_and_refuses_what_would_go_unheard(chronicle):
    asked = {"actor": "Rusland", "other": "Oekraïne", "type": "ASSAULT", "status": "happened", "hedged": False}
    asked |= {"since": "2022-03", "until": "2022-04", "publisher": "De Krant", "place": "Lviv"}
    kept = chronicle.save("alles", words=" bom ", **asked).question
    assert all(value not in (None, ()) for value in asdict(kept).values())
    assert (kept.words, kept.since, kept.until) == ("bom", date(2022, 3, 1), date(2022, 4, 30))
    again = as_query(kept, as_of=TODAY)
    assert (again.types, again.place, again.publisher, again.as_of) == (kept.types, "Lviv", "De Krant", TODAY)
    with pytest.raises(UsageError, match="has no as_of, limit"):
        chronicle.save("meer", actor="Rusland", limit=3, as_of="2022")


# -- new acts ------------------------------------------------------------------------------------------------------


def test_a_new_act_between_two_gives_an_alert_once(chronicle, store):
    chronicle.save("oorlog", actor="Rusland", other="Oekraïne", alarm="act")
    assert watch(chronicle) == ()
    told(store, "een")
    (alert,) = watch(chronicle)
    assert (alert.name, alert.alarm, alert.day, alert.week) == ("oorlog", Alarm.ACT, date(2022, 3, 4), None)
    assert chronicle.claim(alert.claims[0]).claim.document == "een"
    assert watch(chronicle) == ()
    assert chronicle.alerts() == (alert,)


def test_what_was_read_before_the_question_was_saved_is_not_new(chronicle, store):
    told(store, "oud")
    chronicle.save("oorlog", actor="Rusland", alarm="act")
    chronicle.save("van voren af", actor="Rusland", alarm="act", from_start=True)
    assert subjects(watch(chronicle)) == [("van voren af", "oud")]


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ({"actor": "Rusland", "type": "ASSAULT"}, 1),
        ({"actor": "Rusland", "type": "AID"}, 0),
        ({"actor": "Rusland", "status": "planned"}, 0),
        ({"actor": "Rusland", "other": "Iran"}, 0),
        ({"type": "ASSAULT"}, 1),
        ({"actor": "RUS", "publisher": "De Krant"}, 1),
        ({"actor": "Rusland", "publisher": "Een andere"}, 0),
        ({"actor": "Rusland", "since": "2022-03-05"}, 0),
    ],
    ids=str,
)
def test_only_what_the_question_asks_for_gives_an_alert(chronicle, store, asked, number):
    chronicle.save("vraag", alarm="act", **asked)
    told(store, "een")
    assert len(watch(chronicle)) == number


def test_another_report_of_an_event_that_was_known_is_no_news(chronicle, store):
    told(store, "een")
    chronicle.save("oorlog", actor="Rusland", alarm="act")
    told(store, "twee", publisher="Een andere")
    first, second = (one.claim.id for one in chronicle.claims(actor="Rusland"))
    store.judge(_same(first, second))
    assert watch(chronicle) == ()


def _same(first, second, kind=JudgementKind.SAME_EVENT):
    left, right = sorted((str(first), str(second)))
    return Judgement(kind=kind, left=left, right=right, score=1.0, by="user", reason="test")


def test_an_event_that_needs_two_outlets_gives_an_alert_when_the_second_tells_it(chronicle, store, apart):
    chronicle.save("oorlog", actor="Rusland", alarm="act", outlets=2)
    told(store, "een")
    assert watch(chronicle) == ()
    told(store, "twee", publisher="De Krant", published="2022-03-05")
    assert watch(chronicle) == ()
    told(store, "drie", publisher="Een andere", published="2022-03-05")
    ids = [one.claim.id for one in chronicle.claims(actor="Rusland")]
    store.judge(_same(ids[0], ids[2]))
    (alert,) = watch(chronicle)
    assert alert.claims[0] == ids[2]
    assert watch(chronicle) == ()


def test_an_outlet_that_denies_an_event_is_not_one_that_tells_it(chronicle, store, apart):
    chronicle.save("oorlog", actor="Rusland", alarm="act", outlets=2)
    told(store, "een")
    told(store, "twee", denial(), text=DENIAL, publisher="Een andere", published="2022-03-05")
    ids = [one.claim.id for one in chronicle.claims(actor="Rusland")]
    store.judge(_same(*ids))
    assert watch(chronicle) == ()
    told(store, "drie", publisher="De derde", published="2022-03-05")
    store.judge(_same(ids[0], next(one.claim.id for one in chronicle.claims(publisher="De derde"))))
    assert len(watch(chronicle)) == 1


@pytest.fixture
def apart(monkeypatch):
    monkeypatch.setattr("kroniek.memory.joiner.Joiner.add", lambda *_, **__: None)


def test_a_changed_article_tells_only_what_it_did_not_tell_before(chronicle, store):
    chronicle.save("oorlog", actor="Rusland", alarm="act")
    told(store, "een")
    assert len(watch(chronicle)) == 1
    text = "Rusland valt Oekraïne aan. Iran veroordeelt Rusland."
    new = act("ACCUSE", "veroordeelt", (IRN,), (RUS,))
    assert told(store, "een", act(), new, text=text).key == "een@2"
    (alert,) = watch(chronicle)
    assert chronicle.claim(alert.claims[0]).claim.type == "ACCUSE"


def test_what_an_article_tells_of_years_ago_is_no_news(chronicle, store):
    chronicle.save("oorlog", actor="Rusland", alarm="act")
    told(store, "een", act(on="2014-03-18"), act(on="2022-02-20", number=1), act(number=2, on=when("2022-03-09")))
    assert len(watch(chronicle)) == 2


def test_a_round_that_was_cut_off_is_done_again(chronicle, store, monkeypatch):
    chronicle.save("oorlog", actor="Rusland", alarm="act")
    told(store, "een")
    monkeypatch.setattr("kroniek.memory.saving._json", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        watch(chronicle)
    assert chronicle.alerts() == ()
    monkeypatch.undo()
    assert len(watch(chronicle)) == 1


# -- denials -------------------------------------------------------------------------------------------------------


def denial(**given):
    return act("ASSAULT", "ontkent", voices=[_DENIES], status="denied", **given)


DENIAL = "Rusland ontkent dat het Oekraïne aanvalt."
_DENIES = RUS


def test_a_denial_of_what_a_question_finds_gives_an_alert_with_who_denies(chronicle, store):
    chronicle.save("dossier", actor="Oekraïne", alarm="denial")
    chronicle.save("ander", actor="Iran", alarm="denial")
    told(store, "een")
    assert watch(chronicle) == ()
    told(store, "twee", denial(), text=DENIAL)
    (alert,) = watch(chronicle)
    assert (alert.name, alert.by) == ("dossier", "Rusland")
    assert chronicle.claim(alert.claims[0]).claim.document == "twee"
    assert watch(chronicle) == ()


def test_that_something_did_not_happen_is_no_denial_where_nobody_says_that_it_did(chronicle, store):
    chronicle.save("dossier", actor="Rusland", alarm="denial")
    told(store, "een", act("AGREE", "akkoord", status="denied"), text="Geen akkoord tussen Rusland en Oekraïne.")
    assert watch(chronicle) == ()


def test_a_denial_of_the_same_matter_elsewhere_is_one_of_the_event(chronicle, store, apart):
    chronicle.save("dossier", place="Cherson", alarm="denial")
    told(store, "een", act(place="Cherson"))
    told(store, "twee", denial(), text=DENIAL)
    assert watch(chronicle) == ()
    told(store, "drie", denial(), text=DENIAL, published="2022-03-06")
    ids = [str(one.claim.id) for one in chronicle.claims(actor="Rusland")]
    store.judge(_same(ids[0], ids[2], JudgementKind.SAME_MATTER))
    (alert,) = watch(chronicle)
    assert (alert.subject, alert.by, alert.claims) == (ids[0], "Rusland", (ids[2], ids[0]))


# -- promises ------------------------------------------------------------------------------------------------------

PROMISE = "Iran belooft Amerika voor 15 maart 2022 inspecteurs toe te laten."


def promise(last_day):
    return act("AGREE", "belooft", (IRN,), (USA,), status="planned", on=when("2022-03-04", last_day))


def test_a_promise_gives_an_alert_when_its_last_day_comes_near(chronicle, store):
    chronicle.save("belofte", actor="Iran", alarm="due", days=5)
    told(store, "een", promise("2022-03-15"), text=PROMISE)
    (kept,) = chronicle.commitments(by="Iran")
    assert kept.due.day == date(2022, 3, 15)
    assert chronicle.watch(today="2022-03-09") == ()
    (alert,) = chronicle.watch(today="2022-03-10")
    assert (alert.day, alert.subject) == (date(2022, 3, 15), kept.id)
    assert chronicle.watch(today="2022-03-11") == ()


def test_a_promise_whose_day_has_passed_is_not_due(chronicle, store):
    chronicle.save("belofte", actor="Iran", alarm="due", days=30)
    told(store, "een", promise("2022-03-15"), text=PROMISE)
    assert chronicle.watch(today="2022-03-16") == ()


# -- weeks ---------------------------------------------------------------------------------------------------------


def fill(store, numbers, *, since=date(2021, 1, 4), apart=0):
    """One article a week, with so many acts of Russia against Ukraine."""
    for week, number in enumerate(numbers):
        day = since + timedelta(weeks=week)
        text = " ".join(["Rusland valt Oekraïne aan."] * max(number, 1))
        code = [_nth(each, day) for each in range(number)]
        keep(store, document(text, id=f"w{apart + week:03}", published=day, publisher="De Krant"), *code)


def _nth(number, day):
    return lambda where: claim(
        where, "valt", "ASSAULT", actors=[RUS], recipients=[UKR], number=number, on=day.isoformat()
    )


@pytest.fixture
def past(chronicle, store, apart):
    fill(store, [0, 1, 0, 0, 1] * 8)
    return chronicle


def test_a_busy_week_gives_an_alert_with_its_past_and_how_often_the_rule_is_wrong(past, store):
    past.save("week", actor="Rusland", other="Oekraïne", alarm="week")
    assert watch(past) == ()
    fill(store, [6], since=date(2021, 10, 11), apart=40)
    (alert,) = watch(past)
    assert (alert.subject, alert.week.start, alert.week.end) == ("2021-10-11", date(2021, 10, 11), date(2021, 10, 17))
    assert (alert.week.events, alert.week.weeks, alert.week.flagged) == (6, 21, 1)
    assert alert.week.chance < 0.001
    assert 0 <= alert.week.shuffled < 0.06
    assert len(alert.claims) == 5
    assert watch(past) == ()


def test_a_busy_week_of_the_past_is_told_only_from_the_start(past, store):
    fill(store, [6, 0], since=date(2021, 10, 11), apart=40)
    past.save("nieuw", actor="Rusland", other="Oekraïne", alarm="week")
    past.save("alles", actor="Rusland", other="Oekraïne", alarm="week", from_start=True)
    assert subjects(watch(past)) == [("alles", "2021-10-11")]


def test_only_the_acts_that_are_counted_make_a_week_busy(past, store):
    past.save("vrede", actor="Rusland", other="Oekraïne", alarm="week", counted="cooperation")
    past.save("strijd", actor="Rusland", other="Oekraïne", alarm="week", counted="conflict")
    fill(store, [6], since=date(2021, 10, 11), apart=40)
    assert subjects(watch(past)) == [("strijd", "2021-10-11")]


def test_pairs_are_measured_those_that_are_watched_first(past, store):
    past.save("week", actor="Iran", other="Amerika", alarm="week", once_in=30)
    watched, busiest = past.measure_weeks(most=3)
    assert (watched.actor, watched.once_in, watched.judged) == ("Iran", 30, None)
    assert (busiest.actor, busiest.other, busiest.events, busiest.weeks) == ("Oekraïne", "Rusland", 16, 40)
    assert (busiest.judged.weeks, busiest.judged.flagged) == (20, 0)


@pytest.mark.parametrize("asked", [("Rusland", "Oekraïne"), ("RUS", "Oekraine"), ("UKR", "Moskou")])
def test_a_pair_that_is_watched_under_another_name_is_measured_once(past, asked):
    actor, other = asked
    past.save("week", actor=actor, other=other, alarm="week")
    assert [(one.actor, one.other) for one in past.measure_weeks(most=1)] == [asked]


# -- outlets -------------------------------------------------------------------------------------------------------


def test_an_alert_is_meant_for_the_outlets_of_its_round_until_it_arrived(chronicle, store):
    chronicle.save("oorlog", actor="Rusland", alarm="act")
    told(store, "een")
    (alert,) = watch(chronicle, outlets=["terminal", "mail:x"])
    assert watch(chronicle, outlets=["later"]) == ()
    ((waiting, told_),) = chronicle.undelivered("mail:x")
    assert (waiting, chronicle.undelivered("later")) == (alert, ())
    assert chronicle.begin_sending([told_]) == (alert.id,)
    chronicle.end_sending([alert.id], outlet="mail:x", state=Delivery.DONE)
    assert chronicle.undelivered("mail:x") == ()
    assert len(chronicle.undelivered("terminal")) == 1


def test_the_record_of_an_alert_holds_words_outlet_and_ids(chronicle, store):
    chronicle.save("oorlog", actor="Rusland", alarm="act")
    told(store, "een")
    record = chronicle.alert_record(watch(chronicle)[0])
    (first,) = record["claims"]
    assert first["evidence"][0]["quote"] == "Rusland valt Oekraïne aan."
    assert (first["publisher"], first["doc_id"], first["event_id"]) == ("De Krant", "een", record["subject"])
