"""Promises, threats and demands are moved by later claims, each move has its words, and what is unclear moves nothing."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kroniek.memory.commitments import following, making
from kroniek.memory.commitments.following import SILENCE, countries_in, followed
from kroniek.memory.commitments.tables import deeds
from kroniek.model.commitment import State
from kroniek.model.ontology import MODES, EventType

BENCHMARKS = Path(__file__).parents[3] / "benchmarks"


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("commitments")


@pytest.fixture
def follow(bench):
    def one(lines, as_of="2030-01-01"):
        claims = tuple(bench.claims(lines))
        first = claims[0].claim.id
        return next(c for c in followed(claims, as_of=date.fromisoformat(as_of)) if first in c.claims)

    return one


TANKS = "2023-01-25 | AGREE planned | Duitsland/DEU/GOV > Oekraïne/UKR/GOV | military | Duitsland **levert** Oekraïne {2023-03-31 voor eind maart} veertien Leopard-tanks."
KEPT = "2023-03-28 | AID happened | Duitsland/DEU/GOV > Oekraïne/UKR/GOV | military | De veertien Leopard-tanks uit Duitsland zijn {2023-03-27 maandag} in Oekraïne **aangekomen**."


def _of(number, one):
    """A claim of one of many histories in one chronicle."""
    claim = replace(one.claim, id=f"{one.claim.id}-{number}", document=f"{one.claim.document}-{number}")
    return replace(one, claim=claim, event=claim.id)


def test_what_is_left_aside_unlooked_at_would_have_said_nothing(bench, monkeypatch):
    told = [_of(number, one) for number, history in enumerate(bench.histories()) for one in history.claims]
    found = followed(told, as_of=date(2030, 1, 1))
    monkeypatch.setattr(
        following._Places,
        "near",
        lambda places, bound: [one for one in places._known if bound.tellings[0].day <= one.day <= bound.horizon],
    )
    assert followed(told, as_of=date(2030, 1, 1)) == found
    assert sum(len(one.moves) for one in found) > 60


@pytest.mark.parametrize("words", ["binnen 7900 jaar", "voor 1 mei 9999", "binnen 9000 jaar", "binnen ² dagen"])
def test_a_day_far_ahead_is_followed_like_any(bench, words):
    line = f"2022-01-25 | THREATEN happened | Rusland/RUS/GOV > Oekraïne/UKR/GOV | military | Rusland **dreigt** Cherson {words} aan te vallen."
    deed = "2022-02-25 | ASSAULT happened | Rusland/RUS/GOV > Oekraïne/UKR/GOV | military | Rusland heeft Cherson {2022-02-24 donderdag} **aangevallen**. | in Cherson/UKR"
    (found,) = followed(bench.claims(f"{line}\n{deed}"), as_of=date(2030, 1, 1))
    assert (found.state, found.due is None) == (State.KEPT, "9000" in words or "²" in words)


def test_claims_beside_are_gone_through_once_and_tell_what_holding_all_of_them_would(bench, monkeypatch):
    told = [_of(number, one) for number, history in enumerate(bench.histories()) for one in history.claims]
    held = []
    monkeypatch.setattr(following, "told", lambda claims: held.append(list(claims)) or making.told(held[-1]))
    found = followed(told, as_of=date(2030, 1, 1), beside=iter(told))
    assert len(held[1]) < len(held[0]) == len(told)
    assert found == followed(told, as_of=date(2030, 1, 1))


# -- the histories ----------------------------------------------------------------------------------------------------


def test_the_histories_end_in_the_right_state_to_the_bar_in_every_part(bench):
    rows = list(bench.run(bench.histories()))
    for half in bench.HALVES:
        own = [row["right"] for history, row in rows if history.half == half]
        assert len(own) >= 28
        assert sum(own) / len(own) >= bench.BAR, half


def test_no_history_is_moved_wrongly(bench):
    wrong = [
        history.name
        for history, row in bench.run(bench.histories())
        if not row["right"] and row["found"] not in {"open", "lapsed"}
    ]
    assert wrong == []


def test_the_page_tells_the_figures_that_were_kept(bench):
    page = (BENCHMARKS / "README.md").read_text(encoding="utf-8")
    assert bench.table(json.loads(bench.RESULTS.read_text(encoding="utf-8"))) in page


def test_every_move_has_words_of_its_claim_or_is_of_time_alone(bench):
    for history in bench.histories():
        claims = {one.claim.id: one.claim for one in history.claims}
        found = history.found()
        for move in found.moves:
            if move.claim is None:
                assert move.after is State.LAPSED
                assert move.quote is None
            else:
                assert move.quote in [evidence.quote for evidence in claims[move.claim].evidence]
        assert [move.day for move in found.moves] == sorted(move.day for move in found.moves)


def test_the_order_of_the_claims_changes_nothing(bench):
    for history in bench.histories()[::5]:
        turned = replace(history, claims=tuple(reversed(history.claims)))
        ordered = followed(history.claims, as_of=history.as_of)
        assert followed(turned.claims, as_of=history.as_of) == ordered


# -- single steps -----------------------------------------------------------------------------------------------------


def test_a_promise_is_kept_by_its_party_with_the_words_that_say_so(follow):
    found = follow(f"{TANKS}\n{KEPT}")
    (move,) = found.moves
    assert (found.state, move.before, move.after, move.late) == (State.KEPT, State.OPEN, State.KEPT, False)
    assert "aangekomen" in move.quote.text
    assert found.since == date(2023, 3, 28)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (KEPT.replace("happened", "happened hedged"), State.LAPSED),
        (KEPT.replace("happened", "possible"), State.LAPSED),
        (KEPT.replace("happened", "planned"), State.LAPSED),
        (KEPT.replace("AID happened | Duitsland/DEU", "AID happened | Polen/POL"), State.LAPSED),
        (KEPT.replace("2023-03-27 maandag", "2022-11-27 in november"), State.LAPSED),
        (KEPT.replace("2023-03-28", "2023-01-20"), State.LAPSED),
    ],
    ids=["unconfirmed", "expected", "promised again", "by another", "done before", "reported before"],
)
def test_what_does_not_carry_it_out_does_not_keep_it(follow, line, state):
    assert follow(f"{TANKS}\n{line}").state is state


def test_what_is_unconfirmed_is_listed_as_doubtful(follow):
    (doubt,) = follow(f"{TANKS}\n{KEPT.replace('happened', 'happened hedged')}").doubts
    assert doubt.reason == "it is marked as unconfirmed"


def test_a_day_that_passes_in_silence_is_no_breach(follow):
    (move,) = follow(TANKS).moves
    assert (move.after, move.reason, move.claim) == (State.LAPSED, SILENCE, None)
    assert move.day == date(2023, 4, 3)


@pytest.mark.parametrize(
    ("as_of", "state"), [("2023-04-02", State.OPEN), ("2023-04-03", State.LAPSED), ("9999-12-31", State.LAPSED)]
)
def test_it_lapses_a_few_days_after_its_day_as_articles_come_later(follow, as_of, state):
    assert follow(TANKS, as_of).state is state


def test_it_is_rebuilt_as_of_any_day(follow):
    assert follow(f"{TANKS}\n{KEPT}", "2023-03-27").state is State.OPEN
    assert follow(f"{TANKS}\n{KEPT}", "2023-03-28").state is State.KEPT


def test_a_deed_after_the_last_day_keeps_it_late(follow):
    later = KEPT.replace("2023-03-28", "2023-06-02").replace("2023-03-27 maandag", "2023-06-01 donderdag")
    found = follow(f"{TANKS}\n{later}")
    assert [(move.after, move.late) for move in found.moves] == [(State.LAPSED, False), (State.KEPT, True)]


def test_keeping_told_by_the_keeper_says_so(follow):
    found = follow(f"{TANKS}\n{KEPT} | by Olaf Scholz/DEU/GOV")
    assert found.moves[-1].by_itself
    assert not follow(f"{TANKS}\n{KEPT} | by Volodymyr Zelensky/UKR/GOV").moves[-1].by_itself


def test_a_breach_of_what_is_only_rumoured_is_doubtful(follow):
    truce = "2025-04-19 | CONCEDE planned hedged | Rusland/RUS/GOV > Oekraïne/UKR/GOV | military | Rusland zou een bestand **beloven** in Cherson."
    shots = "2025-04-21 | ASSAULT happened | Rusland/RUS/GOV > Oekraïne/UKR/GOV | military | Rusland heeft Cherson {2025-04-20 zondag} **beschoten**. | in Cherson/UKR"
    found = follow(f"{truce}\n{shots}")
    assert found.state is State.OPEN
    assert found.doubts[0].reason == "that it was said is itself unconfirmed"
    assert follow(f"{truce.replace(' hedged', '')}\n{shots}").state is State.BROKEN


def test_willingness_binds_nobody(bench):
    lines = TANKS.replace("AGREE planned", "AGREE happened").replace("**levert**", "wil **leveren**")
    assert followed(bench.claims(lines), as_of=date(2030, 1, 1)) == ()


def test_nobody_is_bound_where_nobody_is_named(bench):
    lines = TANKS.replace("Duitsland/DEU/GOV >", " >")
    assert followed(bench.claims(lines), as_of=date(2030, 1, 1)) == ()


def test_one_sentence_read_twice_is_one_commitment(bench):
    first = "2025-02-01 | AGREE conditional | Rusland/RUS/GOV > Oekraïne/UKR/GOV | military | Rusland **dreigt** met aanvallen [als Oekraïne de brug raakt]."
    second = "+" + first.replace("AGREE", "THREATEN")
    claims = list(bench.claims(f"{first}\n{second}"))
    same = replace(claims[1].claim, evidence=claims[0].claim.evidence, condition=claims[0].claim.condition)
    found = followed([claims[0], replace(claims[1], claim=same)], as_of=date(2025, 3, 1))
    assert [one.type for one in found] == [EventType.THREATEN]


def test_a_meeting_is_told_apart_from_a_promise(follow):
    visit = (
        "2025-02-12 | AGREE planned | Mark Rutte/NLD/GOV > Finland/FIN/GOV | diplomatic | Rutte **bezoekt** Finland."
    )
    assert follow(visit).meeting
    assert not follow(TANKS).meeting


def test_the_last_day_of_a_condition_is_not_that_of_the_threat(follow):
    threat = "2003-03-18 | THREATEN/violence conditional | Verenigde Staten/USA/GOV > Irak/IRQ/GOV | military | Amerika **dreigt** met oorlog [als Saddam Irak niet binnen 48 uur verlaat]."
    found = follow(threat, "2003-03-30")
    assert (found.due.day, found.due.for_condition, found.due.quote.text) == (date(2003, 3, 20), True, "binnen 48 uur")
    assert found.state is State.LAPSED


def test_countries_in_words_are_found_by_name_adjective_and_seat():
    assert countries_in("als Moskou de Oekraïense havens en die van Polen met rust laat") == ("RUS", "UKR", "POL")


def test_the_deeds_name_only_types_and_modes_that_exist():
    known = {type_.value for type_ in EventType} | {f"{t.value}/{mode}" for t in EventType for mode in MODES[t]}
    modes = MODES[EventType.THREATEN]
    for deed in deeds():
        assert deed.done | deed.alone | deed.against <= known, deed.name
        types = {kind.partition("/")[0] for kind in deed.done}
        assert {kind.partition("/")[0] for kind in deed.alone} <= types, deed.name
        assert deed.modes <= modes, deed.name


def test_as_of_a_day_is_what_the_articles_of_that_day_give(bench):
    for history in bench.histories()[::4]:
        for day in sorted({one.published for one in history.claims}):
            reported = [one for one in history.claims if one.published <= day]
            assert followed(history.claims, as_of=day) == followed(reported, as_of=day)
