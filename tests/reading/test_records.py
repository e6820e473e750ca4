import io
import json
from datetime import date

import pytest

from kroniek.model.text import Document, Known, Reliability
from kroniek.reading import ReadingOptions
from kroniek.reading.records import csv_rows, json_lines

from .build import DUTCH, documents, only, outcomes


def lines(tmp_path, *records, name="a.jsonl"):
    path = tmp_path / name
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in records), encoding="utf-8")
    return path


def test_a_record_is_kept_as_it_is(tmp_path):
    text = " \r\nTop\ufeff\u0301 \n" + DUTCH
    record = {
        "id": " a/b:1 ",
        "text": text,
        "title": "Top",
        "published": "2019-03-02T14:05:00+01:00",
        "publisher": "Zuidkrant",
        "url": "https://nos.nl/artikel/1-top",
        "language": "nl",
        "extra": 1,
    }
    found = only(lines(tmp_path, record))
    assert (found.id, found.text, found.title, found.publisher, found.url) == (
        " a/b:1 ",
        text,
        "Top",
        "Zuidkrant",
        record["url"],
    )
    assert (found.published.day, found.published.time, found.published.known, found.published.reliability) == (
        date(2019, 3, 2),
        "14:05",
        Known.GIVEN,
        Reliability.SURE,
    )
    assert found.source.part == " a/b:1 "


def test_a_broken_line_is_told_by_number_and_the_rest_goes_on(tmp_path):
    found = outcomes(
        lines(
            tmp_path,
            {"id": "a", "text": DUTCH},
            "{kapot",
            "[]",
            "",
            {"id": "b"},
            {"id": ["x"], "text": DUTCH},
            {"id": "c", "text": DUTCH},
        )
    )
    assert [one.id if isinstance(one, Document) else one.source.part for one in found] == ["a", "2", "3", "5", "6", "c"]
    assert "Line 2" in found[1].message


@pytest.mark.parametrize("published", ["gisteren", "2019-02-30"])
def test_a_date_field_without_a_date_is_told(tmp_path, published):
    found = only(lines(tmp_path, {"text": DUTCH, "published": published}))
    assert found.reason == "date"
    assert published in found.message


def test_a_date_field_in_the_future_is_told(tmp_path):
    assert only(lines(tmp_path, {"text": DUTCH, "published": "2099-01-01"})).reason == "date"


def test_without_id_a_record_is_named_by_its_url_or_line(tmp_path):
    first, second = documents(
        lines(
            tmp_path,
            {"text": DUTCH, "url": "https://a.example/nieuws/top-in-geneve.html"},
            {"text": DUTCH + " "},
            name="set.ndjson",
        )
    )
    assert (first.id, second.id) == ("top-in-geneve", "set-2")


def test_the_same_record_twice_is_told_and_another_of_that_id_gets_its_own(tmp_path):
    found = outcomes(
        lines(tmp_path, {"id": "a", "text": DUTCH}, {"id": "a", "text": DUTCH}, {"id": "a", "text": DUTCH + "!"})
    )
    assert found[0].id == "a"
    assert found[1].reason == "duplicate"
    assert found[2].id.startswith("a-")


@pytest.mark.parametrize("field", ["text", "id", "title", "url"])
def test_half_a_character_is_refused(tmp_path, field):
    record = {"id": "a", "text": DUTCH} | {field: "x\ud800"}
    assert only(lines(tmp_path, json.dumps(record))).reason == "unreadable"


def test_a_long_line_is_skipped_without_being_held(tmp_path):
    path = lines(tmp_path, {"text": "x" * 5000}, {"id": "b", "text": DUTCH})
    found = outcomes(path, options=ReadingOptions(max_bytes=1000))
    assert [type(one).__name__ for one in found] == ["Rejected", "Document"]


def test_records_come_one_at_a_time():
    class Endless(io.RawIOBase):
        def readline(self, size=-1):
            return b'{"text": "Hij vertrekt."}\n'

    found = json_lines(Endless(), address="-", stem="s", max_bytes=100)
    assert [next(found).name for _ in range(3)] == ["s-1", "s-2", "s-3"]


def test_deep_nesting_is_one_bad_line(tmp_path):
    found = outcomes(lines(tmp_path, "[" * 100_000, {"id": "a", "text": DUTCH}))
    assert [type(one).__name__ for one in found] == ["Rejected", "Document"]


def test_json_may_be_an_array_or_an_object(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": 7, "text": DUTCH}, "x"], indent=1), encoding="utf-8")
    first, second = outcomes(path)
    assert (first.id, second.reason) == ("7", "unreadable")
    path.write_text(json.dumps({"tekst": DUTCH}, indent=1), encoding="utf-8")
    assert only(path).id == "a"


def test_json_lines_from_powershell_are_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"id": "a", "text": "Coördinatie in België."}, ensure_ascii=False) + "\n", encoding="utf-16"
    )
    assert only(path).text == "Coördinatie in België."


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_as_spreadsheets_write_it(tmp_path, delimiter, encoding):
    row = ["a1", '"Coördinatie ""nu"",\nzegt hij; in België."', "2-3-2019"]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join([delimiter.join(["ID", "Tekst", "Datum"]), delimiter.join(row), ""]).encode(encoding))
    found = only(path)
    assert (found.id, found.text, found.published.day) == (
        "a1",
        'Coördinatie "nu",\nzegt hij; in België.',
        date(2019, 3, 2),
    )


def test_a_field_over_the_limit_is_one_bad_row_and_the_limit_is_put_back():
    import csv

    before = csv.field_size_limit()
    data = b"id,text\na," + b"x" * 500 + b"\nb,kort\n"
    found = list(csv_rows(io.BufferedReader(io.BytesIO(data)), address="a", stem="a", max_bytes=100))
    assert [type(one).__name__ for one in found] == ["Rejected", "Found"]
    assert csv.field_size_limit() == before
