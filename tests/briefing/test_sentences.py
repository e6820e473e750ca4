"""How acts are told, in Dutch and English: every row of `cases/brief_sentences.toml` and `brief_names.toml`, and laws."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from kroniek.api.briefing.dutch import Dutch
from kroniek.api.briefing.english import English
from kroniek.api.briefing.naming import naming
from kroniek.api.briefing.phrasing import Act
from kroniek.api.briefing.wording import read, words
from kroniek.model.actor import Strength, Voice
from kroniek.model.claim import Claim, ClaimId, Evidence, Reason
from kroniek.model.ontology import MODES, EventType, Status
from kroniek.model.text import DocumentId, Quote
from kroniek.model.when import Grain, When
from tests import build

CASES = Path(__file__).parents[1] / "cases"
SPEAKERS = {"nl": Dutch, "en": English}
NEAR = date(2022, 3, 9)


def cases(name):
    return tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]


def said(text):
    return Quote.of(text, 0, len(text))


def when(row):
    if not row:
        return None
    start, end, grain, told = (*row, *[None] * 4)[:4]
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    return When(start=first, end=last, grain=Grain(grain or "day"), quote=said(told) if told else None)


def claim(row):
    rules = [f"frame {row['type']}/{row['frame']}"] if "frame" in row else []
    rules += [f"what lies ahead is a promise of {row['promised']}"] if "promised" in row else []
    voices = [build.voice("", spec) for spec in row.get("voices", ())]
    strength = Strength(row.get("strength", "neutral"))
    return Claim(
        id=ClaimId("c"),
        document=DocumentId("d"),
        type=EventType(row["type"]),
        evidence=(Evidence(quote=said("x")),),
        modes=tuple(row.get("modes", ())),
        actors=tuple(build.party("", spec) for spec in row.get("actors", ())),
        recipients=tuple(build.party("", spec) for spec in row.get("recipients", ())),
        when=when(row.get("on")),
        status=Status(row.get("status", "happened")),
        hedged=row.get("hedged", False),
        voices=tuple(
            Voice(party=one.party, anonymous=one.anonymous, medium=one.medium, strength=strength) for one in voices
        ),
        condition=said(row["condition"]) if "condition" in row else None,
        reasons=tuple(Reason(field="type", rule=rule) for rule in rules),
    )


def tell(language, told, *, quote=None, outlet="De Krant"):
    speaker = SPEAKERS[language](words(language), naming(language, words(language)))
    return speaker.act(Act(claim=told, outlet=outlet, near=NEAR, quote=quote)).text


@pytest.mark.parametrize("language", SPEAKERS)
@pytest.mark.parametrize("row", cases("brief_sentences.toml"), ids=lambda row: row["nl"][:60])
def test_an_act_is_told_so(row, language):
    assert tell(language, claim(row), quote=row.get("quote")) == row[language]


@pytest.mark.parametrize("row", cases("brief_names.toml"), ids=lambda row: f"{row['party']} {row.get('before', '')}")
def test_a_party_is_named_so(row):
    text = row.get("before", "") + row.get("words", row["party"].split("/")[0])
    party = build.party(text, f"{row['words']}={row['party']}" if "words" in row else row["party"])
    named = naming("nl", words("nl"))(party, row.get("before", ""))
    assert (named.text, named.many) == (row["nl"], row.get("many", False))
    assert naming("en", words("en"))(party).text == row["en"]


STATUSES = {
    "planned": {"nl": r"van plan om|zal |zullen |toegezegd|aangekondigd|gepland", "en": r"plans? to|will |promised|announced|made"},
    "conditional": {"nl": r"onder deze voorwaarde: “als het dooit”", "en": r"on this condition: “als het dooit”"},
    "possible": {"nl": r"mogelijk", "en": r"\bmay\b"},
    "denied": {"nl": r"^Er is geen sprake van dat", "en": r"^It is not the case that"},
    "hedged": {"nl": r"\bzou(den)?\b", "en": r"reportedly"},
}  # fmt: skip
KINDS = [(kind.value, mode) for kind in EventType for mode in ("", *sorted(MODES[kind]))]
SIDES = (
    {"actors": ["Verenigde Staten/USA/GOV"], "recipients": ["Rusland/RUS/GOV"]},
    {"actors": ["Rusland/RUS/GOV"], "recipients": ["militairen/UKR/MIL"]},
    {"actors": ["Rusland/RUS/GOV", "China/CHN/GOV"]},
    {"actors": ["Rusland/RUS/GOV"]},
    {"recipients": ["inwoners/UKR/CVL"]},
    {"recipients": ["Rusland/RUS/GOV"]},
)


@pytest.mark.parametrize("language", SPEAKERS)
@pytest.mark.parametrize("status", STATUSES)
def test_no_act_of_any_kind_is_told_as_a_fact_that_is_none(status, language):
    """Of all types, modes and sides; a threat that is planned was uttered, so it may be told as such."""
    for kind, mode in KINDS:
        if (kind, status) == ("THREATEN", "planned"):
            continue
        for sides in SIDES:
            row = {"type": kind, "modes": [mode] if mode else [], "on": ["2022-03-01"], **sides}
            row |= {"hedged": True} if status == "hedged" else {"status": status}
            row |= {"condition": "als het dooit"} if status == "conditional" else {}
            text = tell(language, claim(row))
            assert re.search(STATUSES[status][language], text), text


@pytest.mark.parametrize("language", SPEAKERS)
def test_every_act_of_every_kind_makes_one_clean_sentence(language):
    for kind, mode in KINDS:
        for sides in SIDES:
            for status in ("happened", "ongoing"):
                row = {"type": kind, "modes": [mode] if mode else [], "status": status, **sides}
                text = tell(language, claim(row))
                assert text[0].isupper(), text
                assert text.endswith("."), text
                assert not re.search(r"  |\{|\}|\| | ,| \.|None", text), text


@pytest.mark.parametrize("language", SPEAKERS)
def test_who_is_many_has_the_verb_of_many(language):
    one = tell(language, claim({"type": "AID", "actors": ["Rusland/RUS/GOV"], "status": "ongoing"}))
    two = tell(language, claim({"type": "AID", "actors": ["Rusland/RUS/GOV", "China/CHN/GOV"], "status": "ongoing"}))
    told = {"nl": ("Rusland biedt hulp.", "Rusland en China bieden hulp."),
            "en": ("Russia is giving help.", "Russia and China are giving help.")}  # fmt: skip
    assert (one, two) == told[language]


def test_an_article_without_an_outlet_vouches_as_an_article():
    plan = claim({"type": "AID", "actors": ["Rusland/RUS/GOV"], "status": "planned"})
    assert tell("nl", plan, outlet="") == "Rusland is van plan om hulp te bieden, staat in een artikel."


@pytest.mark.parametrize("marks", ['gebombardeerd."', "gebombardeerd.’", "gebombardeerd!”", "gebombardeerd."])
def test_a_quotation_with_a_stop_of_its_own_gets_no_other(marks):
    row = {"type": "ASSAULT", "actors": ["Rusland/RUS/GOV"]}
    assert tell("nl", claim(row), quote=f"De haven is {marks}").endswith(("»", "”"))


def test_long_words_are_cut_between_words():
    told = claim({"type": "ACCUSE", "actors": ["Rusland/RUS/GOV"]})
    text = tell("nl", told, quote="woord " * 100)
    assert text.endswith("woord […]”.")
    assert len(text) < 260


@pytest.mark.parametrize(
    "section", ["acts", "ahead", "according", "brief", "titles", "remarks", "empty", "disputed_fields"]
)
def test_both_languages_have_the_same_words(section):
    dutch, english = read("nl.toml")[section], read("en.toml")[section]
    assert dutch.keys() == english.keys()
    for name, entry in dutch.items():
        if isinstance(entry, dict):
            assert entry.keys() == english[name].keys(), name


def test_every_frame_leads_to_an_act_that_is_there():
    acts = set(read("nl.toml")["acts"])
    assert set(read("brief.toml")["frames"].values()) <= acts
    assert set(read("brief.toml")["acts"]["first"]) | set(read("brief.toml")["acts"]["deeds"]) <= acts


def test_english_names_of_countries_are_those_of_the_exports():
    from kroniek.faces.exports.codes import country_name

    assert {code: country_name(code) for code in read("en.toml")["countries"]} == read("en.toml")["countries"]
