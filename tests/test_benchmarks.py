"""Floors hold: a figure below is told, none goes down without a reason, and other gold needs new floors."""

import importlib
from pathlib import Path

import pytest

from kroniek.errors import UsageError

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def accuracy(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("accuracy")


@pytest.fixture
def gold(accuracy):
    return accuracy.GoldSet.read(BENCHMARKS / "gold" / "articles-dev")


def test_every_gold_text_is_there_and_dated(gold):
    assert set(gold.texts) == set(gold.published) == gold.coding.documents


def test_sets_are_measured_as_one(accuracy, gold):
    other = accuracy.GoldSet.read(BENCHMARKS / "gold" / "gsr-nl-dev")
    nothing = accuracy.Coding(documents=other.coding.documents, events={})
    found = accuracy.joined([gold, other], {gold.name: gold.coding, other.name: nothing}).events["typed"]
    first, second = (sum(map(len, one.coding.events.values())) for one in (gold, other))
    assert (found["gold"], found["system"], found["p"]) == (first + second, first, 1.0)


def test_a_set_that_is_not_there_is_not_measured_together(accuracy):
    with pytest.raises(UsageError, match="articles-dev"):
        accuracy.measured([BENCHMARKS / "gold" / "articles-dev"], ["elders"])


def test_a_figure_below_its_floor_is_told(accuracy, gold):
    floors = accuracy.moved({}, "rules", gold, {"typed": 0.5}, None)
    assert accuracy.below(floors, "rules", gold, {"typed": 0.5}) == []
    assert accuracy.below(floors, "rules", gold, {"typed": 0.4999}) == [
        "articles-dev: typed is 0.4999, its floor is 0.5"
    ]


def test_a_floor_goes_down_only_with_a_reason(accuracy, gold):
    floors = accuracy.moved({}, "rules", gold, {"typed": 0.5}, None)
    assert accuracy.moved(floors, "rules", gold, {"typed": 0.4}, None) == floors
    lowered = accuracy.moved(floors, "rules", gold, {"typed": 0.4}, "gold was wrong")
    assert lowered["rules"]["articles-dev"] == {"gold": gold.digest, "typed": 0.4, "reason": "gold was wrong"}


def test_floors_do_not_hold_for_other_gold(accuracy, gold):
    floors = {"rules": {"articles-dev": {"gold": "0", "typed": 0.1}}}
    assert "the gold has changed" in accuracy.below(floors, "rules", gold, {"typed": 0.9})[0]


def test_the_baseline_meets_where_two_countries_stand(accuracy):
    text = "Rusland sprak met de Verenigde Staten. Nederland zweeg."
    (found,) = accuracy.naive.code("a", text)
    assert [party["country"] for party in found["actors"]] == ["RUS", "USA"]
    piece = found["evidence"][0]
    assert text[piece["start"] : piece["end"]] == piece["quote"]


def test_a_changed_figure_is_shown_with_its_path(accuracy):
    assert accuracy.changes({"a": {"f1": 0.1, "p": 1}}, {"a": {"f1": 0.2, "p": 1}}) == ["/a/f1: 0.1 → 0.2"]


@pytest.mark.parametrize("page", ["README.md", "benchmarks/README.md"])
def test_pages_tell_the_figures_that_were_kept(accuracy, page):
    text = (BENCHMARKS.parent / page).read_text(encoding="utf-8")
    assert accuracy.tables.filled(text) == text, "run benchmarks/accuracy.py --keep"


def test_a_bar_is_met_by_all_sets_counted_together(accuracy):
    row = {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 30, "system": 30}
    poor = {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 2, "system": 2}
    fields = [bar["field"] for bar in accuracy.tables.bars_of()]

    def run(figure, invented):
        found = dict.fromkeys(fields, figure) | {"date invented": {"share": invented, "n": 10}}
        return {"coders": {"trained": {"parties": {}, "fields": found}}}

    lines = accuracy.tables.bars({"one": run(row, 0.0), "two": run(poor, 0.5)}).splitlines()[2:]
    told = {line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[3:7]] for line in lines}
    assert told["figures"] == ["1.00", "0.00", "0.94", "met"]
    assert told["date invented"] == ["0.00", "0.50", "0.25", "below"]
