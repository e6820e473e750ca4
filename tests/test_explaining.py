"""An explanation leaves nothing out: of the example articles every field has a reason, and every word seen is told."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

import kroniek
from kroniek import api
from kroniek.api.chronicle import settings_here
from kroniek.faces.cli.wording import wording
from kroniek.model.considered import Omission
from tests import build

EXAMPLES = Path(__file__).parents[1] / "examples"
ENGINES = ("rules", "trained")
FIELDS = {
    "type": lambda claim: claim.type,
    "mode": lambda claim: claim.modes,
    "context": lambda claim: claim.contexts,
    "actors": lambda claim: claim.actors,
    "recipients": lambda claim: claim.recipients,
    "date": lambda claim: claim.when,
    "place": lambda claim: claim.place,
    "status": lambda claim: claim.status,
    "hedged": lambda claim: claim.hedged,
    "sources": lambda claim: claim.voices,
    "condition": lambda claim: claim.condition,
    "figures": lambda claim: claim.figures,
    "evidence": lambda claim: claim.evidence,
}


@cache
def explained(engine):
    """The explanations of all example articles."""
    found = api.explanations(EXAMPLES / "dossier", EXAMPLES / "wereld", settings=settings_here(engine=engine))
    return [one for one in found if not isinstance(one, kroniek.Rejected)]


def explain(text, **given):
    return kroniek.explain(text, settings=settings_here(engine="rules"), **given)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_field_of_every_claim_has_a_reason(engine):
    told = explained(engine)
    missing = [
        (claim.id, field)
        for one in told
        for claim in one.claims
        for field, value in FIELDS.items()
        if value(claim) and field not in {reason.field for reason in claim.reasons}
    ]
    assert sum(len(one.claims) for one in told) > 200
    assert not missing


@pytest.mark.parametrize("engine", ENGINES)
def test_no_reason_is_about_a_field_that_is_empty(engine):
    idle = {
        (claim.id, reason.field)
        for one in explained(engine)
        for claim in one.claims
        for reason in claim.reasons
        if not FIELDS[reason.field](claim)
    }
    assert not idle


@pytest.mark.parametrize("engine", ENGINES)
def test_the_words_of_every_reason_and_of_everything_considered_stand_in_the_text(engine):
    for one in explained(engine):
        quotes = [quote for claim in one.claims for quote in claim.quotes()]
        quotes += [quote for seen in one.considered for quote in (*seen.words, *([seen.by] if seen.by else []))]
        assert all(quote.stands_in(one.document.text) for quote in quotes)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_was_coded_leads_to_a_claim_and_every_claim_to_words(engine):
    for one in explained(engine):
        told = [one.claim_of(seen) for seen in one.considered if seen.omission is None]
        assert None not in told
        assert {claim.id for claim in one.claims} == {claim.id for claim in told}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_rule_and_field_has_plain_words(engine):
    """A rule that is new in `kroniek.coding` gets its words in `faces/cli/data/nl.toml` and `en.toml`, under [rules]."""
    words = wording("nl")
    reasons = [reason for one in explained(engine) for claim in one.claims for reason in claim.reasons]
    rules = {part for reason in reasons for part in reason.rule.removeprefix("who is meant: ").split("; ")}
    wordless = {rule for rule in rules if words.rule(rule) == rule} - set(words.words["rules"])
    assert not wordless
    assert {reason.field for reason in reasons} <= set(words.words["fields"])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_omission_has_plain_words(language):
    assert {omission.value for omission in Omission} == set(wording(language).words["omissions"])


@pytest.mark.parametrize("engine", ENGINES)
def test_an_explanation_has_the_claims_that_coding_gives(engine):
    coded = api.code(EXAMPLES / "wereld", settings=settings_here(engine=engine))
    claims = [stored.claim for one in coded if not isinstance(one, kroniek.Rejected) for stored in one.claims]
    again = api.explanations(EXAMPLES / "wereld", settings=settings_here(engine=engine))
    assert [claim for one in again if not isinstance(one, kroniek.Rejected) for claim in one.claims] == claims
    assert claims


def test_the_record_is_what_the_reference_describes():
    page = (Path(__file__).parents[1] / "docs" / "reference" / "explanation.md").read_text(encoding="utf-8")
    record = explain("Gisteren eiste Frankrijk dat Iran de gevangenen vrijlaat.").to_record()
    keys = [*record, *record["document"], *record["sentences"][0], *record["considered"][0]]
    assert [key for key in keys if f"`{key}`" not in page] == []
    assert [one["left_out"] for one in record["considered"]] == [None, "content"]
    assert record["considered"][0]["event_id"] == record["claims"][0]["event_id"]
    assert [one["text"] for one in record["undated"]] == ["Gisteren"]
    assert record["claims"][0]["reasons"]


def test_the_day_of_publication_gives_times_their_day():
    told = explain("Gisteren viel Rusland Oekraïne aan.", published="2022-03-04")
    assert str(told.claims[0].when.start) == "2022-03-03"
    assert not told.undated


@pytest.mark.parametrize(
    ("text", "given", "words"),
    [
        ("", {}, "no text"),
        ("Rusland viel aan.", {"published": "file"}, "no time stamp"),
        ("Rusland viel aan.", {"published": "gisteren"}, "day of publication"),
        ("Rusland viel aan.", {"published": "2999-01-01"}, "future"),
        ("Russia attacked Kyiv.", {}, "English.*--language nl"),
        ("La Russie a attaqué Kiev.", {}, "French.*--language nl"),
    ],
)
def test_a_text_that_cannot_be_explained_is_refused_with_what_to_do(text, given, words):
    with pytest.raises(kroniek.UsageError, match=words):
        explain(text, **given)


def test_a_text_that_is_said_to_be_dutch_is_explained():
    assert explain("Russia attacked Kyiv.", language="nl").sentences


def test_two_texts_do_not_hear_of_each_other(tmp_path):
    for name, text in (("een", "Rusland viel Oekraïne aan."), ("twee", "Frankrijk eist vrijlating van Iran.")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    first, second = api.explanations(tmp_path, settings=settings_here(engine="rules"))
    for one in (first, second):
        assert all(seen.words[0].stands_in(one.document.text) for seen in one.considered)
        assert one.considered


def test_a_source_that_gives_no_text_is_told(tmp_path):
    (found,) = api.explanations(tmp_path / "geen.txt", settings=settings_here(engine="rules"))
    assert found.reason == build.rejected("x").reason or found.reason == "missing"


def test_the_words_of_both_languages_have_the_same_patterns():
    tables = [
        tomllib.loads((EXAMPLES.parent / "src/kroniek/faces/cli/data" / f"{code}.toml").read_text(encoding="utf-8"))
        for code in ("nl", "en")
    ]
    assert list(tables[0]["rules"]) == list(tables[1]["rules"])  # the first pattern that fits is taken
