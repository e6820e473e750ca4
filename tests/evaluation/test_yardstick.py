"""The library agrees with the yardstick: on gold that is damaged in every way a coder errs, and on made-up records."""

import copy
import random
import string
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kroniek.model.ontology import EventType, Status
from tests.evaluation.yardstick_runs import GOLD, both, read_lines

SETS = ("articles-dev", "gsr-nl-dev")
COUNTRIES = ("RUS", "USA", "VEN", "UKR", "NLD", "UNO", None)
NAMES = ("Rusland", "Russia", "Vladimir Poetin", "Poetin", "Vladimir Putin", "België", "inwoners", "", None)
TEXT = (
    "Rusland heeft zaterdag de sancties veroordeeld. Poetin dreigt met maatregelen, als Washington doorgaat.\n\n"
    "Volgens bronnen zou Caracas in mei een gezant sturen. Rusland heeft zaterdag de sancties veroordeeld."
)


def _drop(event, rng):
    return None


def _twice(event, rng):
    return [event, copy.deepcopy(event)]


def _type(event, rng):
    return event | {"type": rng.choice([*EventType, "NONSENSE"])}


def _status(event, rng):
    return event | {"status": rng.choice(list(Status))}


def _date(event, rng):
    start = f"{rng.randint(1990, 2024)}-{rng.randint(1, 13):02}-{rng.randint(1, 30):02}"
    grain = rng.choice(["day", "week", "month", "year", "span"])
    return event | {
        "date": rng.choice([None, {"start": start, "end": start, "grain": grain}, {"start": start[:7]}, {}])
    }


def _party(event, rng):
    role = rng.choice(["actors", "recipients", "sources"])
    party = {"name": rng.choice(NAMES), "text": rng.choice(NAMES), "country": rng.choice(COUNTRIES)}
    return event | {role: [*event.get(role, []), party][rng.randint(0, 1) :]}


def _shift(event, rng):
    pieces = [piece | {"quote": piece["quote"][rng.randint(0, 40) :]} for piece in event["evidence"]]
    return event | {"evidence": pieces}


def _respell(event, rng):
    pieces = [piece | {"quote": piece["quote"].replace(" ", "\n")} for piece in event["evidence"]]
    return event | {"evidence": pieces}


def _invent(event, rng):
    return event | {"evidence": [{"quote": "Dit staat er niet."}, *event["evidence"]]}


def _fields(event, rng):
    return event | {
        "hedged": rng.random() < 0.5,
        "mode": rng.sample(["visit", "phone", "troops", "demo", "disapprove"], 2),
        "figures": {"killed": {"min": rng.randint(1, 5), "max": None}},
        "condition": rng.choice([None, {"text": "als er een akkoord komt"}, {"text": event["evidence"][0]["quote"]}]),
        "place": rng.choice([None, {"country": "USA"}, {"country": "RUS"}]),
    }


def _forget(event, rng):
    return {key: value for key, value in event.items() if key in ("doc_id", "type", "evidence") or rng.random() < 0.7}


DAMAGE = (_drop, _twice, _type, _status, _date, _party, _shift, _respell, _invent, _fields, _forget)


def damaged(events, rng, kinds):
    out = []
    for event in events:
        result = rng.choice(kinds)(event, rng) if rng.random() < 0.6 else event
        out += result if isinstance(result, list) else [result] if result else []
    rng.shuffle(out)
    return out


def split(name):
    head, *events = read_lines(GOLD / name / "gold.jsonl")
    return head, events


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(
    "kind", [*([damage] for damage in DAMAGE), DAMAGE], ids=lambda k: k[0].__name__ if len(k) == 1 else "all"
)
def test_damaged_gold_gets_the_figures_of_the_yardstick(tmp_path, capsys, name, kind):
    head, events = split(name)
    rng = random.Random(f"{name} {[damage.__name__ for damage in kind]}")
    system = damaged(events, rng, kind)
    expected, evaluation = both(tmp_path, [head, *events], system, GOLD / name / "texts")
    assert evaluation.to_json() == expected
    assert [str(miss) for miss in evaluation.misses] == capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("name", SETS)
def test_without_texts_quotes_are_compared_with_each_other(tmp_path, name):
    head, events = split(name)
    system = damaged(events, random.Random(7), DAMAGE)
    expected, evaluation = both(tmp_path, [head, *events], system, None)
    assert evaluation.to_json() == expected


@pytest.mark.parametrize("name", SETS)
def test_gold_against_itself_is_right_everywhere(tmp_path, name):
    head, events = split(name)
    _, evaluation = both(tmp_path, [head, *events], events, GOLD / name / "texts")
    assert evaluation.events["strict"]["f1"] == 1.0
    assert evaluation.dyads["f1"] == 1.0
    assert evaluation.quotes_not_found == 0
    assert evaluation.misses == ()


days = st.one_of(
    st.dates().map(str), st.sampled_from(["2019", "2019-03", "2019-13", "2019-02-30", "gisteren", "", "2019-1-2-3"])
)
party = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(NAMES) | st.text(string.ascii_letters + " é'-", max_size=12),
        "text": st.sampled_from(NAMES),
        "country": st.sampled_from(COUNTRIES),
        "aliases": st.lists(st.sampled_from([name for name in NAMES if name is not None]), max_size=2),
        "anonymous": st.booleans(),
    },
)
quote = st.builds(
    lambda start, chars: TEXT[start : start + chars], st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))
) | st.sampled_from(["Poetin dreigt", "Rusland heeft zaterdag de sancties veroordeeld.", "onzin", " "])
event = st.fixed_dictionaries(
    {
        "doc_id": st.sampled_from(["a", "b"]),
        "type": st.sampled_from([*EventType]),
        "evidence": st.lists(st.fixed_dictionaries({"quote": quote}), max_size=3),
    },
    optional={
        "actors": st.lists(party, max_size=3) | st.none(),
        "recipients": st.lists(party, max_size=2),
        "sources": st.lists(party, max_size=2),
        "date": st.none()
        | st.fixed_dictionaries(
            {},
            optional={
                "start": days,
                "end": days,
                "grain": st.sampled_from(["day", "week", "month", "quarter", "year", "span", None]),
            },
        ),
        "status": st.sampled_from([*Status, None]),
        "hedged": st.booleans() | st.none(),
        "condition": st.none() | st.fixed_dictionaries({}, optional={"text": quote | st.none()}),
        "figures": st.dictionaries(
            st.sampled_from(["killed", "wounded"]),
            st.fixed_dictionaries({"min": st.none() | st.integers(0, 3)}),
            max_size=2,
        ),
        "mode": st.lists(st.sampled_from(["visit", "phone"]), max_size=2) | st.none(),
        "place": st.none() | st.fixed_dictionaries({}, optional={"country": st.sampled_from(COUNTRIES)}),
    },
)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(gold=st.lists(event, max_size=5), system=st.lists(event, max_size=5), with_texts=st.booleans())
def test_made_up_records_get_the_figures_of_the_yardstick(gold, system, with_texts):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        expected, evaluation = both(folder, [{"docs": ["a", "c"]}, *gold], system, folder if with_texts else None)
    assert evaluation.to_json() == expected
