"""The annotated articles keep their format and the codebook, and the checks find what breaks them."""

import json
from pathlib import Path

import pytest
from corpus_checks import ACCEPTED, UNREAD, accepted, check_article, check_names, is_wrong, unread
from corpus_compile import BEGIN, END, check, figures, with_figures, write
from corpus_format import joined, locate, plain, read_article, read_articles

from kroniek.strings.fold import fold

CORPUS = Path(__file__).parents[2] / "training" / "corpus"
TEXT = (
    "{PER|Sergej Lavrov}, minister van {LOC|Rusland}, heeft {TIME|zaterdag} gebeld met {PER|Mike Pompeo}.\n\n"
    "Foto: {ORG|Reuters}"
)


def party(name, country=None, **more):
    return {"name": name, "text": None, "country": country, "sector": ["GOV"], **more}


def claim(**fields):
    usual = {
        "type": "CONSULT",
        "mode": ["phone"],
        "context": ["diplomatic"],
        "actors": [party("Sergej Lavrov", "RUS", text="Sergej Lavrov"), party("Mike Pompeo", "USA")],
        "recipients": [],
        "date": {"start": "2019-03-02", "end": "2019-03-02", "grain": "day", "text": "zaterdag"},
        "place": None,
        "status": "happened",
        "hedged": False,
        "sources": [],
        "condition": None,
        "figures": {},
        "evidence": [{"quote": "heeft zaterdag gebeld met Mike Pompeo", "trigger": "gebeld"}],
    }
    return usual | fields


def article(*claims, text=TEXT, name="xyz-01-lavrov", published="2019-03-03"):
    lines = "\n".join(json.dumps(one) for one in claims)
    return read_article(name, f"id: {name}\npublished: {published}\noutlet: agency, NL\n---\n{text}\n---\n{lines}\n")


def rules(*claims, **more):
    return {problem.rule for problem in check_article(article(*claims, **more))}


def test_an_article_as_it_should_be_has_no_findings():
    assert check_article(article(claim())) == []


def test_offsets_point_at_the_words():
    one = article(claim())
    evidence, lavrov = one.claims[0]["evidence"][0], one.claims[0]["actors"][0]
    assert one.text[evidence["start"] : evidence["end"]] == "heeft zaterdag gebeld met Mike Pompeo"
    assert [one.text[start:end] for start, end in evidence["trigger"]] == ["gebeld"]
    assert one.text[lavrov["start"] : lavrov["end"]] == "Sergej Lavrov"
    assert [one.text[mark.start : mark.end] for mark in one.marks if mark.kind == "TIME"] == ["zaterdag"]


def test_marks_are_cut_out_and_lines_joined():
    text, marks = plain(joined("Een {LOC|Duitse\nstad}.\n\n\nTwee."))
    assert text == "Een Duitse stad.\n\nTwee."
    assert [(mark.kind, text[mark.start : mark.end]) for mark in marks] == [("LOC", "Duitse stad")]


def test_words_are_found_whole_before_they_are_found_in_a_word():
    assert locate("Iraniërs en Iran", "Iran", 0) == (12, 16)
    assert locate("Iraniërs", "Iran", 0) == (0, 4)
    assert locate("Irak", "Iran", 0) is None


ACCUSE = {"type": "ACCUSE", "mode": ["disapprove"], "recipients": [party("Mike Pompeo", "USA")]}
BROKEN = [
    ("format", {"extra": 1}),
    ("evidence", {"evidence": [{"quote": "heeft gebeld", "trigger": "gebeld"}]}),
    ("evidence", {"evidence": [{"quote": "heeft zaterdag gebeld", "trigger": "belde"}]}),
    ("evidence", {"evidence": [{"quote": "heeft zaterdag gebeld"}]}),
    ("boilerplate", {"evidence": [{"quote": "Foto: Reuters", "trigger": "Foto"}]}),
    ("words", {"actors": [party("Sergej Lavrov", "RUS", text="Lavrovs")]}),
    ("words", {"place": {"name": "Genève", "country": "CHE", "lat": None, "lon": None, "text": "Genève"}}),
    ("values", {"type": "MEET"}),
    ("values", {"mode": ["demo"]}),
    ("values", {"context": ["sport"]}),
    ("values", {"status": "done"}),
    ("values", {"actors": [party("Sergej Lavrov", "SUN")]}),
    ("values", {"actors": [party("Sergej Lavrov", "RUS", sector=["XYZ"])]}),
    ("party", {"actors": [party("Rusland", "RUS"), party("Rusland", "RUS")]}),
    ("party", {"actors": [party("Rusland", "RUS")], "recipients": [party("Rusland", "RUS")]}),
    ("party", {**ACCUSE, "actors": [party("Rusland", "RUS")], "sources": [party("Rusland", "RUS")]}),
    ("date", {"date": {"start": "2019-03-02", "end": "2019-03-01", "grain": "span", "text": None}}),
    ("date", {"date": {"start": "2019-03-02", "end": "2019-03-03", "grain": "day", "text": None}}),
    ("date", {"date": {"start": "2019-02-02", "end": "2019-02-28", "grain": "month", "text": None}}),
    ("weekday", {"date": {"start": "2019-03-01", "end": "2019-03-01", "grain": "day", "text": "zaterdag"}}),
    ("reading of a date", {"date": {"start": "2019-02-23", "end": "2019-02-23", "grain": "day", "text": "zaterdag"}}),
    ("happened ahead", {"date": {"start": "2019-03-09", "end": "2019-03-09", "grain": "day", "text": None}}),
    ("status", {"status": "conditional"}),
    ("status", {"condition": {"text": "zaterdag"}}),
    ("status", {"status": "planned"}),
    ("possible ahead", {"status": "possible"}),
    ("status", {"type": "THREATEN", "mode": [], "status": "planned"}),
    ("place of speech", {**ACCUSE, "place": {"name": "Moskou", "country": "RUS", "text": None}}),
    ("figures", {"figures": {"dead": {"min": 1, "max": 1}}}),
    ("figures", {"figures": {"killed": {"min": 3, "max": 2}}}),
]


@pytest.mark.parametrize(("rule", "fields"), BROKEN, ids=[f"{row[0]}: {json.dumps(row[1])[:50]}" for row in BROKEN])
def test_what_breaks_the_codebook_is_found(rule, fields):
    assert rule in rules(claim(**fields))


TEXTS = [
    ("format", "{PER|Sergej {LOC|Lavrov}} heeft gebeld."),
    ("marks", "De {PER|president Poetin} belt."),
    ("unmarked name", "{LOC|Rusland} belt. Daarna hing Rusland op."),
    ("unmarked name", "Duitsland belt."),
    ("unmarked time", "{LOC|Rusland} belde gisteren."),
    ("time", "{LOC|Rusland} belde {TIME|met tegenzin}."),
    ("two kinds", "{LOC|Moskou} belde {ORG|Moskou}."),
]


@pytest.mark.parametrize(("rule", "text"), TEXTS, ids=[row[0] for row in TEXTS])
def test_what_is_wrong_with_the_marks_is_found(rule, text):
    assert rule in rules(text=text)


def test_one_event_has_one_record():
    assert "duplicate" in rules(claim(), claim(context=["military"]))
    assert "duplicate" not in rules(claim(), claim(actors=[party("Mike Pompeo", "USA")]))


def test_the_head_names_the_file_the_day_and_the_outlet():
    one = read_article("xyz-02", "id: xyz-03\npublished: zondag\n---\nTekst.\n---\n")
    assert [problem.rule for problem in one.problems] == ["head", "head", "head"]


def test_names_that_differ_across_articles_are_listed():
    spelled = [article(claim(actors=[party(name, "UKR")]), name=f"xyz-{name[-1]}") for name in ("Zelensky", "Zelenski")]
    assert [problem.rule for problem in check_names(spelled)] == ["spelling"]
    moved = [article(claim(actors=[party("Poetin", code)]), name=f"xyz-{code}") for code in ("RUS", "UKR")]
    assert [problem.rule for problem in check_names(moved)] == ["country of a name"]
    odd = [article(claim(actors=[party("Wit-Rusland", "BLR")]))]
    assert [problem.rule for problem in check_names(odd)] == ["name of a country"]


# --- all articles


@pytest.fixture(scope="module")
def articles():
    return read_articles(CORPUS / "articles")


@pytest.fixture(scope="module")
def findings(articles):
    return check(articles)


def test_the_page_of_the_corpus_shows_what_is_in_it(articles):
    page = (CORPUS / "README.md").read_text(encoding="utf-8")
    assert with_figures(page, "\n".join(figures(articles))) == page, "figures: see `Adding an article` there"


def test_nothing_is_wrong_in_the_corpus(findings):
    assert [str(problem) for problem in findings if is_wrong(problem)] == []


def test_every_offset_of_the_corpus_points_at_its_words(articles):
    for one in articles:
        for record in one.claims:
            parties = [*record["actors"], *record["recipients"], *record["sources"]]
            pieces = [(piece["quote"], piece["start"], piece["end"]) for piece in record["evidence"]]
            pieces += [(who["text"], who["start"], who["end"]) for who in parties if who["text"]]
            pieces += [
                (record[key]["text"], *record[key]["at"]) for key in ("date", "place") if "at" in (record[key] or ())
            ]
            assert all(one.text[start:end] == words for words, start, end in pieces), record["event_id"]


def test_the_lists_hold_nothing_that_is_not_needed(articles, monkeypatch):
    marked = {fold(one.text[mark.start : mark.end]) for one in articles for mark in one.marks if mark.kind == "TIME"}
    assert sorted(unread() - marked) == [], f"{UNREAD.name} lists what no article has"
    known = accepted()
    monkeypatch.setattr("corpus_checks.accepted", frozenset)
    found = {(problem.rule, problem.message.partition(":")[0]) for problem in check_names(articles)}
    assert sorted(known - found) == [], f"{ACCEPTED.name} accepts what no check finds"


def test_compiling_twice_gives_the_same_bytes(articles, tmp_path):
    for name in ("one", "two"):
        write(articles[:20], tmp_path / name)
    first = sorted(path for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(first) == 20 + 3
    assert all(
        path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes() for path in first
    )


def test_the_figures_count_what_is_there():
    lines = list(figures([article(claim(hedged=True)), article(name="xyz-02")]))
    assert "| documents | 2 |" in lines
    assert "| documents without acts | 1 (50.0%) |" in lines
    assert "| claims hedged | 1 (100.0%) |" in lines
    assert "| CONSULT | 1 | 0 | 0 | 0 | 0 | 0 | 1 |" in lines


def test_figures_take_the_place_of_older_ones_and_need_one():
    assert with_figures(f"# A\n\n{BEGIN}\nold\n{END}\n\nB\n", "new") == f"# A\n\n{BEGIN}\nnew\n{END}\n\nB\n"
    with pytest.raises(SystemExit, match="no place"):
        with_figures("# A\n", "new")
