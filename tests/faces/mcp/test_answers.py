"""What every answer of every tool keeps: its schema, true quotes, ids that lead on, a bounded size, the same twice."""

import json

import pytest

from kroniek.faces.mcp.cleaning import cleaned
from kroniek.faces.mcp.cutting import ROOM_CHARS
from kroniek.faces.mcp.shapes import READING
from kroniek.faces.mcp.toolbox import TOOLS
from tests.faces.mcp.conftest import HIDDEN

QUESTIONS = {
    "about_chronicle": {},
    "search_claims": {"limit": 50},
    "search_passages": {"words": "rusland"},
    "get_event": {"event": "{raid}"},
    "evidence": {"claim": "{raid}"},
    "read_article": {"document": "aanval"},
    "find_actors": {},
    "who": {"name": "Joe Biden"},
    "dyad_series": {"actor": "Iran", "other": "Irak"},
    "promises": {},
    "agreements": {},
    "stories": {},
    "story": {"id": "{series}", "actor": "Iran"},
    "check": {},
    "what_changed": {"first": "2022-03-01", "second": "2023-12-31"},
    "brief": {"about": "Rusland", "since": "2022-03", "until": "2022-05"},
}
"""One question for each tool; `{raid}` is the attack on Kiev, `{series}` a claim of the long series."""

NEEDED = 2 * ROOM_CHARS
"""Beside the records an answer names articles and says what it left out."""


@pytest.fixture(scope="session")
def ids(told):
    raid = told("search_claims", document="aanval", type=["ASSAULT"])["claims"][0]["id"]
    series = told("search_claims", actor="Iran", order="oldest")["claims"][0]["id"]
    return {"raid": raid, "series": series}


@pytest.fixture(scope="session")
def answer(asked, ids):
    """The result of the question of one tool."""

    def ask(name):
        arguments = {
            key: value.format(**ids) if isinstance(value, str) else value for key, value in QUESTIONS[name].items()
        }
        result = asked(name, arguments)
        assert not result.is_error, result.content[0].text
        return result

    return ask


def quotes_in(record):
    """Every quote of a record."""
    if isinstance(record, dict):
        if {"text", "document", "start", "end"} <= record.keys():
            yield record
        for value in record.values():
            yield from quotes_in(value)
    elif isinstance(record, list):
        for value in record:
            yield from quotes_in(value)


def test_every_tool_has_a_question():
    assert {tool.name for tool in TOOLS} == set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_is_told_as_a_record_and_as_the_same_text(answer, name):
    result = answer(name)
    assert json.loads(result.content[0].text) == result.structured_content
    assert result.structured_content["reading"] == READING


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_quote_stands_in_its_article_at_its_offsets(answer, chronicle, name):
    for quote in quotes_in(answer(name).structured_content):
        text = chronicle.document(quote["document"]).document.text
        assert cleaned(text[quote["start"] : quote["end"]]) == quote["text"]
        assert quote["text"]


@pytest.mark.parametrize("name", sorted(set(QUESTIONS) - {"about_chronicle", "find_actors", "check"}))
def test_an_answer_holds_quotes(answer, name):
    record = answer(name).structured_content
    if name == "agreements":
        assert record["agreements"] == []
    elif name == "stories":
        assert [one["claims_count"] for one in record["stories"]] == [40]
    else:
        assert list(quotes_in(record))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_claim_that_is_named_can_be_asked_for(answer, chronicle, name):
    record = answer(name).structured_content
    named = [
        one["id"] for key in ("claims", "acts", "earlier", "denying", "commitments") for one in record.get(key, [])
    ]
    named += [id_ for one in record.get("passages", []) for id_ in one.get("claims", [one.get("claim")])]
    assert all(chronicle.claim(id_) for id_ in named)


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_has_a_bounded_size(answer, name):
    assert len(answer(name).content[0].text) < NEEDED


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_same_question_has_the_same_answer(answer, name):
    assert answer(name).content[0].text == answer(name).content[0].text


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_answer_hands_on_what_nobody_sees(answer, name):
    assert not set(HIDDEN) & set(answer(name).content[0].text)


def test_what_nobody_sees_is_shown_and_offsets_still_count(told, chronicle):
    read = told("read_article", document="kwaad")
    text = chronicle.document("kwaad").document.text
    assert read["text"]["text"].count("\ufffd") == len(HIDDEN)
    assert len(read["text"]["text"]) == len(text) == read["characters"]
    (claim,) = told("search_claims", document="kwaad")["claims"]
    words = claim["quote"]
    assert words["text"] == cleaned(text[words["start"] : words["end"]])
    assert "\ufffd" in words["text"]
    assert claim["title"] == "Titel" + "\ufffd" * len(HIDDEN)


def test_a_status_is_told_as_the_article_tells_it(told):
    (claim,) = told("search_claims", document="kwaad")["claims"]
    assert (claim["status"], claim["condition"]["text"]) == ("conditional", "als Polen de grens sluit")
