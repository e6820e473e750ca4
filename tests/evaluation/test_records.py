"""Records are read without trust: what cannot be used is named, or read as missing."""

import pytest

from kroniek.errors import UsageError
from kroniek.evaluation import Coding, evaluate, read_coding, read_texts
from kroniek.evaluation.records import CodedEvent
from kroniek.model.codec import claim_to_json
from tests.build import claim, document


def test_a_claim_of_ours_is_a_record_that_can_be_judged():
    letter = document("Rusland veroordeelt de sancties.", id="brief")
    record = claim_to_json(claim(letter, "veroordeelt", "ACCUSE", actors=["Rusland/RUS/GOV"]))
    coding = Coding.of([record])
    assert evaluate(coding, coding, {"brief": letter.text}).events["strict"]["f1"] == 1.0


@pytest.mark.parametrize("line", ["{", "[]", "{}", '"tekst"'])
def test_a_broken_line_is_named_by_file_and_number(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"docs": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"gold\.jsonl:2"):
        read_coding(path)


def test_a_missing_file_is_a_plain_message(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_coding(tmp_path / "no.jsonl")


def test_a_missing_folder_of_texts_is_a_plain_message(tmp_path):
    with pytest.raises(UsageError, match="is no folder"):
        read_texts(tmp_path / "no", ["a"])


def test_values_of_the_wrong_kind_are_read_as_missing():
    event = CodedEvent.of(
        {
            "doc_id": "a",
            "type": 3,
            "actors": "Rusland",
            "date": "2019",
            "figures": [1],
            "place": 5,
            "evidence": [{"quote": 1}],
        }
    )
    assert (event.type, event.actors, event.figures, event.place_country, event.quotes) == (
        None,
        (),
        frozenset(),
        None,
        (),
    )
    assert event.date.start is None


def test_a_field_that_gold_leaves_out_is_not_scored():
    gold = Coding.of([{"doc_id": "a", "type": "AID", "evidence": [{"quote": "steun voor Kiev"}]}])
    system = Coding.of([{"doc_id": "a", "type": "AID", "status": "denied", "evidence": [{"quote": "steun voor Kiev"}]}])
    evaluation = evaluate(gold, system)
    assert evaluation.fields["status"] == {"share": None, "n": 0}
    assert evaluation.events["strict"]["f1"] == 1.0


def test_events_of_documents_without_gold_are_left_out():
    gold = Coding.of([{"docs": ["a"]}])
    system = Coding.of([{"doc_id": "b", "type": "AID", "evidence": [{"quote": "steun"}]}])
    assert evaluate(gold, system).events["spotted"]["system"] == 0
