"""Whole texts and all that is coded of them, and what must hold for any text."""

import json
import re
import tomllib
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kroniek.coding import ENGINES, coder
from kroniek.coding.clauses import parse
from kroniek.errors import UsageError
from kroniek.model.codec import claim_from_json, claim_to_json
from kroniek.model.ontology import Status
from tests.coding.told import CASES, DAY, analysis_of, claims_of, days_of, group, party_of, voice_of

FILES = ("coder.toml", "modality.toml", "roles.toml", "voices.toml", "names.toml")
OPEN = -1


@cache
def texts():
    """Every text of the cases, once."""
    tables = [tomllib.loads((CASES / name).read_text(encoding="utf-8")) for name in FILES]
    found = [row.get("text", "") for table in tables for rows in table.values() for row in rows]
    return tuple(dict.fromkeys(filter(None, found)))


PAGE = CASES.parents[1] / "docs" / "explanation" / "how-the-rule-coder-decides.md"


def test_the_whole_sentences_of_the_explanation_are_cases():
    found = re.findall(r"^\| \*([^*]+\.)\* \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(found) > 3
    assert set(found) <= set(texts())


def written(claim):
    """A claim as a row of the cases writes it, empty fields left out."""
    figures = {f.key.value: [OPEN if f.min is None else f.min, OPEN if f.max is None else f.max] for f in claim.figures}
    record = {
        "type": claim.type.value,
        "modes": list(claim.modes),
        "actors": [party_of(party) for party in claim.actors],
        "recipients": [party_of(party) for party in claim.recipients],
        "status": "" if claim.status is Status.HAPPENED else claim.status.value,
        "hedged": claim.hedged,
        "voices": [voice_of(voice, whole=True) for voice in claim.voices],
        "date": days_of(claim),
        "place": claim.place.name if claim.place else "",
        "condition": claim.condition.text if claim.condition else "",
        "figures": figures,
        "evidence": len(claim.evidence),
    }
    return {key: value for key, value in record.items() if value}


@pytest.mark.parametrize("row", group("coder.toml", "text"))
def test_all_that_a_text_tells_is_coded_and_nothing_else(row):
    assert [written(claim) for claim in claims_of(row["text"], row.get("published", DAY))] == row["claims"]


def test_a_text_without_a_day_gets_no_relative_dates():
    (claim,) = claims_of("Rusland viel Oekraïne donderdag aan.", None)
    assert claim.when is None


def test_an_unknown_engine_is_told_with_the_known_ones():
    with pytest.raises(UsageError, match="rules"):
        coder("orakel")
    assert "rules" in ENGINES


def check(text):
    """What must hold for the claims of any text."""
    found = claims_of(text)
    for claim in found:
        for quote in claim.quotes():
            assert text[quote.start : quote.end] == quote.text
        assert claim.evidence
        assert claim.actors or claim.recipients
        assert claim_from_json(json.loads(json.dumps(claim_to_json(claim)))) == claim
    assert len({claim.id for claim in found}) == len(found)
    return found


@pytest.mark.parametrize("text", texts())
def test_every_quote_stands_in_the_text_at_its_offsets(text):
    check(text)


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=100)
def test_any_text_is_coded_without_an_error(text):
    check(text)


@given(st.lists(st.sampled_from(texts()), max_size=8), st.sampled_from([" ", "\n\n", "\n", "  ", " – ", ""]))
@settings(deadline=None, max_examples=60)
def test_sentences_in_any_order_are_coded_without_an_error(sentences, joint):
    check(joint.join(sentences))


WORDS = sorted({word for text in texts() for word in text.split()})


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(deadline=None, max_examples=100)
def test_words_in_any_order_are_coded_without_an_error(words):
    check(" ".join(words))


@given(st.lists(st.sampled_from(texts()), min_size=1, max_size=6))
@settings(deadline=None, max_examples=30)
def test_the_same_text_gives_the_same_json_to_the_byte(sentences):
    text = " ".join(sentences)
    first, second = (json.dumps([claim_to_json(claim) for claim in claims_of(text)]) for _ in range(2))
    assert first == second


@given(st.sampled_from(texts()), st.integers(min_value=1, max_value=30))
@settings(deadline=None, max_examples=60)
def test_offsets_move_with_the_text(text, lines):
    """Empty lines before a text change offsets and ids, and nothing else."""

    def without_places(value):
        left_out = {"start", "end", "event_id", "start_char", "end_char"}
        if isinstance(value, dict):
            return {key: without_places(one) for key, one in value.items() if key not in left_out}
        return [without_places(one) for one in value] if isinstance(value, list) else value

    before = [without_places(claim_to_json(claim)) for claim in claims_of(text)]
    after = [without_places(claim_to_json(claim)) for claim in claims_of("\n" * lines + text)]
    assert before == after


def test_every_sentence_is_parsed_once(monkeypatch):
    """Work grows with the number of sentences, not with its square."""
    counted = []

    def counting(sentence):
        counted.append(sentence.start)
        return parse(sentence)

    analyses = [analysis_of("\n\n".join(texts()[:30] * times)) for times in (1, 4)]
    monkeypatch.setattr("kroniek.coding.scene.parse", counting)
    work = []
    for analysis in analyses:
        counted.clear()
        list(coder()(analysis))
        work.append(len(counted))
        assert len(counted) == len(set(counted)) == len(analysis.sentences)
    assert work[1] == 4 * work[0]


@pytest.mark.slow
def test_a_text_as_long_as_a_book_is_coded():
    text = "\n\n".join(texts())
    text = "\n\n".join([text] * (250_000 // len(text) + 1))
    assert len(text) >= 250_000
    found = check(text)
    assert len(found) > 250


@pytest.mark.slow
def test_a_long_text_without_a_full_stop_is_coded():
    check("Rusland valt Oekraïne aan en Polen steunt Kiev " * 3_000)
