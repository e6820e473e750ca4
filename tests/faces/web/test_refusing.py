"""What is refused is said in the language of the page; whatever the library can refuse with has words for it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import kroniek
from kroniek.faces.web.app import HTTP_ERRORS
from kroniek.faces.web.refusing import Said, refused

HOUSE = Path(kroniek.__file__).parent
ASKED = (
    *(HOUSE / "faces/web").rglob("*.py"),
    *(
        HOUSE / "api" / f"{name}.py"
        for name in ["asking", "brief", "changes", "chronicle", "commitments", "linking", "watching"]
    ),
    *(HOUSE / "api" / f"{name}.py" for name in ["who", "workshops"]),
    *(HOUSE / "memory" / f"{name}.py" for name in ["asking", "deciding", "eventing", "judging", "keeping", "saving"]),
)
"""Where what a page asks for is refused."""

START = {"serving.py", "options.py"}
"""What they refuse, they refuse before there is a page."""

RAISED = {"UsageError", "WebError", "FetchError", "Problem", "not_found"}
TABLE = tomllib.loads(
    resources.files("kroniek.faces.web").joinpath("data", "refusals.toml").read_text(encoding="utf-8")
)


def told_in(file: Path) -> Iterator[str]:
    """The sentences with which a file refuses, with an `x` for whatever differs."""
    for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in RAISED:
            given = [*call.args, *(one.value for one in call.keywords if one.arg == "detail")]
            texts = [text for one in given if (text := _text(one))]
            if call.func.id == "not_found":
                yield f"There is no {texts[0]} 'x' in this chronicle."
            else:
                yield from (text for text in texts if " " in text)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(one) if isinstance(one, ast.Constant) else "x" for one in node.values)
    return ""


FILES = sorted(file for file in ASKED if file.name not in START)
FRAME = "There is no x x in this chronicle."
TOLD = sorted({one for file in FILES for one in told_in(file)} - {FRAME})


@pytest.mark.parametrize("told", [*TOLD, *(detail for _, detail in HTTP_ERRORS.values())])
def test_whatever_is_refused_has_words_in_both_languages(told):
    said = {language: refused(told, language) for language in ("nl", "en")}
    assert {language: one.lang for language, one in said.items()} == {"nl": "nl", "en": "en"}
    assert said["nl"].text != told
    assert "kroniek timeline" not in said["en"].text


def test_refusals_were_found():
    assert len(TOLD) > 50
    assert "There is no article 'x' in this chronicle." in TOLD
    assert "A brief tells of the years x to x. Choose a day in these." in TOLD


@pytest.mark.parametrize("row", TABLE["refusal"], ids=lambda row: row["told"])
def test_a_row_says_the_same_in_both_languages_and_its_own_words_find_it(row):
    places = set(re.findall(r"\{(\w+)\}", row["told"]))
    assert set(row) <= {"told", "nl", "en"}
    assert all(set(re.findall(r"\{(\w+)\}", row[language])) <= places for language in ("nl", "en") if language in row)
    told = re.sub(r"\{\w+\}", "x", row["told"])
    assert refused(told, "nl").text == re.sub(r"\{\w+\}", "x", row["nl"])


def test_fields_are_the_same_in_both_languages():
    assert set(TABLE["fields"]) == {"nl", "en"}
    assert set(TABLE["fields"]["nl"]) == set(TABLE["fields"]["en"])


def test_numbers_are_written_as_the_language_does():
    told = "title is longer than 2,000 characters."
    assert refused(told, "nl").text == "De kop is langer dan 2.000 tekens. Maak het korter."
    assert refused(told, "en").text == "The headline is longer than 2,000 characters. Make it shorter."


def test_what_has_no_words_is_told_as_it_is_and_marked():
    assert refused("Something new.", "nl") == Said("Something new.", "en")


@pytest.mark.parametrize(
    ("address", "status", "dutch", "english"),
    [
        (
            "/overzicht?period=2019",
            400,
            "De periode kan niet &#39;2019&#39; zijn. Kies uit: day, week, month.",
            "period cannot be &#39;2019&#39;. Choose from: day, week, month.",
        ),
        ("/zoek?since=gisteren", 400, "&#39;gisteren&#39; is geen datum.", "&#39;gisteren&#39; is not a date."),
        ("/zoek?since=2022&until=2021", 400, "Wissel de twee om.", "Swap the two."),
        (
            "/zoek?type=KUS",
            400,
            "De soort kan niet KUS zijn. Kies uit: AGREE",
            "The type cannot be KUS. Choose from: AGREE",
        ),
        (
            f"/zoek?actor={'x' * 201}",
            400,
            "De naam is langer dan 200 tekens.",
            "The name is longer than 200 characters.",
        ),
        ("/gebeurtenis/niets", 404, "Er staat geen gebeurtenis &#39;niets&#39;", "There is no event &#39;niets&#39;"),
        ("/wie/Niemendal", 404, "Niemand met de naam &#39;Niemendal&#39;", "Nobody called &#39;Niemendal&#39;"),
        ("/nergens", 404, "Zo&#39;n bladzijde is er niet.", "There is no such page here."),
    ],
)
def test_a_page_says_what_is_wrong_in_its_language(client, address, status, dutch, english):
    between = "&" if "?" in address else "?"
    for language, words in (("nl", dutch), ("en", english)):
        answer = client.get(f"{address}{between}lang={language}")
        assert answer.status_code == status
        assert f'<span class="notes" lang="{language}">' in answer.text
        assert words in answer.text


def test_programs_are_told_in_english_what_is_accepted(client):
    answer = client.get("/overzicht.json?period=2019")
    assert answer.status_code == 400
    assert answer.json()["detail"] == "period cannot be '2019'. Choose from: day, week, month."
    answer = client.get("/api/v1/claims?limit=0")
    assert answer.json()["detail"] == "limit cannot be '0'. Give 1 or more."
