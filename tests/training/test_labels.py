"""Articles and examples become labels at the right words."""

import json

from labels import Labeller, articles, examples, some, split

from kroniek.model.signals import TYPES, ArcRole
from tests.language.engines.test_windows import Chopper

TEXT = "Praag heeft zaterdag diplomaten uitgewezen. Moskou dreigt."


def span(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


def party(words):
    return {"name": words, "text": words, "start": span(words)[0], "end": span(words)[1]}


def claim(**fields):
    quote = "Praag heeft zaterdag diplomaten uitgewezen."
    return {
        "type": "SANCTION",
        "mode": ["expel"],
        "actors": [party("Praag")],
        "recipients": [party("diplomaten")],
        "sources": [],
        "date": {"text": "zaterdag", "at": span("zaterdag")},
        "place": None,
        "condition": None,
        "status": "happened",
        "hedged": False,
        "evidence": [{"quote": quote, "start": 0, "end": len(quote), "trigger": [span("heeft"), span("uitgewezen")]}],
    } | fields


def labelled(*claims, mentions=None):
    return Labeller(Chopper()).article("brief", TEXT, claims, mentions)


def words(text, places):
    return {text.sentences[sentence].tokens[token].text for sentence, token in places}


def test_an_act_is_labelled_at_the_words_of_its_trigger():
    text = labelled(claim())
    assert words(text, text.acts) == {"heeft", "uitgewezen"}
    (act, _) = text.acts.values()
    assert {TYPES[kind].value for kind in act.types} == {"SANCTION"}
    assert {role.value: words(text, found) for role, found in act.arcs.items() if found} == {
        "actor": {"Praag"},
        "recipient": {"diplomaten"},
        "time": {"zaterdag"},
    }


def test_a_sentence_is_labelled_where_it_shares_words_with_the_evidence():
    text = labelled(claim())
    assert [sum(row) for row in text.told] == [1.0, 0.0]


def test_evidence_without_a_trigger_leaves_its_tokens_open():
    quote = "Moskou dreigt."
    bare = [{"quote": quote, "start": span(quote)[0], "end": span(quote)[1]}]
    text = labelled(claim(type="THREATEN", mode=[], evidence=bare))
    assert words(text, text.unknown) == {"Moskou", "dreigt", "."}
    assert not text.acts


def test_a_party_that_only_the_context_tells_has_no_arc():
    text = labelled(claim(actors=[{"name": "Tsjechië", "text": None}]))
    assert not next(iter(text.acts.values())).arcs[ArcRole.ACTOR]


def test_names_begin_with_b():
    mentions = [{"kind": "TIME", "start": span("heeft")[0], "end": span("zaterdag")[1]}]
    text = labelled(mentions=mentions)
    assert text.names == {(0, 1): "B-TIME", (0, 2): "I-TIME"}


def test_parts_follow_the_first_rule_that_fits(tmp_path):
    table = tmp_path / "split.tsv"
    table.write_text("# comment\ntest\tprefix\twld-\nvalidation\tshare\t0.5\n", encoding="utf-8")
    names = ["wld-1", *(f"art-{number}" for number in range(40))]
    texts = [Labeller(Chopper()).bare(name, "Rust.") for name in names]
    parts = split(texts, table)
    assert [one.id for one in parts["test"]] == ["wld-1"]
    assert 10 < len(parts["validation"]) < 30
    assert {one.id for one in split(texts[:20], table)["validation"]} <= {one.id for one in parts["validation"]}


def test_a_smaller_part_of_the_articles_lies_within_a_greater_one():
    texts = [Labeller(Chopper()).bare(f"art-{number}", "Rust.") for number in range(40)]
    small, great = ([one.id for one in some(texts, part)] for part in (0.25, 0.5))
    assert (len(small), len(great)) == (10, 20)
    assert small == [name for name in great if name in small]
    assert great == [one.id for one in texts if one.id in great]
    assert great != [one.id for one in texts[:20]]
    assert some(texts, 1.0) == texts


def test_a_compiled_corpus_is_read_in_its_order(tmp_path):
    (tmp_path / "texts").mkdir()
    for name in ("b", "a"):
        (tmp_path / "texts" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    lines = [{"docs": ["b", "a"]}, claim(doc_id="a")]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = articles(tmp_path, Labeller(Chopper()))
    assert [(one.id, one.claims, one.names) for one in found] == [("b", 0, None), ("a", 1, None)]


ENTRY = """
[[frame]]
lemma = "uitwijzen"
pos = "verb"
particle = "uit"
mode = ["expel"]
actor = ["su"]
recipient = ["obj1"]
reciprocal = false
yes = ["Praag wees twee diplomaten uit."]
no = ["De test wees iets anders uit."]
"""


def test_examples_speak_for_and_against_their_own_type(tmp_path):
    (tmp_path / "sanction.toml").write_text(ENTRY, encoding="utf-8")
    yes, no = examples(tmp_path, Labeller(Chopper()))
    place = [kind.value for kind in TYPES].index("SANCTION")
    assert words(yes, yes.acts) == {"wees"}
    assert (yes.told[0][place], yes.weights[0][place]) == (1.0, 1.0)
    assert words(no, no.excluded) == {"wees"}
    assert (no.told[0][place], no.weights[0][place]) == (0.0, 1.0)
    assert not no.acts
