"""Tables that other programs read by the place of a column: read back with pandas and the published column lists."""

import csv
import io
import json
import zipfile

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest

from kroniek.api.records import COLUMNS

POLECAT = [
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
]
"""The heading of the files on Dataverse."""

GDELT_EVENTS = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
]
GDELT_MENTIONS = [
    "GLOBALEVENTID",
    "EventTimeDate",
    "MentionTimeDate",
    "MentionType",
    "MentionSourceName",
    "MentionIdentifier",
    "SentenceID",
    "Actor1CharOffset",
    "Actor2CharOffset",
    "ActionCharOffset",
    "InRawText",
    "Confidence",
    "MentionDocLen",
    "MentionDocTone",
    "MentionDocTranslationInfo",
    "Extras",
]
"""GDELT's event codebook 2.0."""

ICEWS = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
]


def test_the_published_lists_have_the_published_lengths():
    assert [len(columns) for columns in (POLECAT, GDELT_EVENTS, GDELT_MENTIONS, ICEWS)] == [40, 61, 16, 20]


def test_polecat_has_its_forty_columns_and_none_for_what_is_missing(export):
    frame = pd.read_csv(export("polecat"), sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)
    assert list(frame) == POLECAT
    assert set(frame["Event Type"]) == {"ASSAULT", "REJECT", "CONSULT"}
    raid = frame.iloc[0]
    assert (raid["Event Date"], raid["Actor Country"], raid["Actor COW"]) == ("2022-03-01", "RUS", "365")
    assert (raid["Quad Code"], raid["Intensity"], raid["Wikipedia Actor ID"]) == ("MATERIAL CONFLICT", "-9.5", "None")
    meeting = frame[frame["Event Type"] == "CONSULT"].iloc[0]
    assert meeting["Actor Name"] == "Frankrijk;Duitsland"
    assert meeting["Recipient Name"] == "None"
    assert "1 gepland" in export.told
    assert "1 ontkend" in export.told
    assert "1 onbevestigd" in export.told
    assert "1 zonder dag" in export.told


def test_all_statuses_takes_what_polecat_cannot_tell_apart(export):
    frame = pd.read_csv(export("polecat", "--all-statuses"), sep="\t", quoting=csv.QUOTE_NONE)
    assert len(frame) == 9
    assert "4 die niet gewoon plaatsvonden" in export.told


def test_gdelt_has_a_row_per_event_and_pair_and_a_mention_per_report(export, tmp_path):
    events = pd.read_csv(export("gdelt"), sep="\t", header=None, names=GDELT_EVENTS, dtype={"EventRootCode": str})
    mentions = pd.read_csv(tmp_path / "uit.mentions.gdelt", sep="\t", header=None, names=GDELT_MENTIONS)
    assert events["GLOBALEVENTID"].is_unique
    assert events["GLOBALEVENTID"].max() < 2**53
    assert set(mentions["GLOBALEVENTID"]) == set(events["GLOBALEVENTID"])
    assert (
        events.set_index("GLOBALEVENTID")["NumMentions"].to_dict() == mentions["GLOBALEVENTID"].value_counts().to_dict()
    )
    raid = events[events["Actor2Name"] == "UKRAINE"].iloc[0]
    assert (raid["SQLDATE"], raid["EventRootCode"], raid["QuadClass"], raid["GoldsteinScale"]) == (
        20220301,
        "19",
        4,
        -10,
    )
    assert (raid["NumMentions"], raid["NumSources"], raid["NumArticles"]) == (2, 2, 2)
    assert (raid["Actor1Code"], raid["ActionGeo_CountryCode"], raid["ActionGeo_Type"]) == ("RUSGOV", "UP", 4)
    assert raid["DATEADDED"] == 20220302000000
    meetings = events[events["EventRootCode"] == "04"]
    assert sorted(zip(meetings["Actor1CountryCode"], meetings["Actor2CountryCode"], strict=True)) == [
        ("DEU", "FRA"), ("FRA", "DEU"),
    ]  # fmt: skip
    report = mentions[mentions["MentionType"] == 2].iloc[0]
    assert report["MentionIdentifier"].startswith("Omroep, omroep, 2022-03-04")


def test_every_line_of_gdelt_has_every_column(export, tmp_path):
    lines = export("gdelt", "--all-statuses").read_text(encoding="utf-8").splitlines()
    assert {line.count("\t") for line in lines} == {60}
    lines = (tmp_path / "uit.mentions.gdelt").read_text(encoding="utf-8").splitlines()
    assert {line.count("\t") for line in lines} == {15}


def test_a_name_with_export_in_it_gives_gdelts_own_name_for_the_mentions(wide, run, tmp_path):
    result = run("export", "--db", wide, "--format", "gdelt", "-o", tmp_path / "20220301.export.CSV")
    assert result.exit_code == 0
    assert (tmp_path / "20220301.mentions.CSV").is_file()


def test_to_standard_output_go_the_events_and_it_says_so(wide, run):
    result = run("export", "--db", wide, "--format", "gdelt")
    assert {line.count("\t") for line in result.stdout.splitlines()} == {60}
    assert "tweede bestand" in result.stderr


def test_cameo_has_the_columns_of_icews_and_root_codes(export):
    frame = pd.read_csv(export("cameo"), sep="\t", dtype={"CAMEO Code": str}, quoting=csv.QUOTE_NONE)
    assert list(frame) == ICEWS
    assert frame["Event ID"].is_unique
    told = set(zip(frame["Source Country"], frame["CAMEO Code"], frame["Target Country"].fillna(""), strict=True))
    congo = "Democratic Republic of the Congo"
    assert {
        ("Russia", "19", "Ukraine"),
        ("France", "04", "Germany"),
        ("Russia", "12", ""),
        (congo, "18", congo),
    } <= told
    fight = frame[frame["Source Country"] == congo]
    assert set(zip(fight["Source Name"], fight["Target Name"], strict=True)) == {
        ("rebellen", "Congolese leger"), ("Congolese leger", "rebellen"),
    }  # fmt: skip


def test_parquet_holds_the_rows_of_the_csv_with_their_kinds(export):
    table = pq.read_table(export("parquet"))
    assert table.column_names == [column.name for column in COLUMNS]
    assert str(table.schema.field("date_start").type) == "date32[day]"
    rows = list(csv.DictReader(io.StringIO(export("csv").read_text(encoding="utf-8"))))
    assert table.column("event_id").to_pylist() == [row["event_id"] for row in rows]
    assert table.column("killed_min").to_pylist().count(83) == 1


def test_a_data_package_says_what_its_tables_hold_and_they_hold_it(export):
    with zipfile.ZipFile(export("datapackage")) as archive:
        package = json.loads(archive.read("datapackage.json"))
        jsonschema.validate(package, DATA_PACKAGE)
        tables = {}
        for resource in package["resources"]:
            data = archive.read(resource["path"])
            assert len(data) == resource["bytes"]
            frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
            fields = resource["schema"]["fields"]
            assert list(frame) == [field["name"] for field in fields]
            for field in fields:
                check(frame[field["name"]], field)
            assert not frame.duplicated(resource["schema"]["primaryKey"]).any()
            tables[resource["name"]] = frame
        for resource in package["resources"]:
            for key in resource["schema"].get("foreignKeys", ()):
                there = tables[key["reference"]["resource"]][key["reference"]["fields"][0]]
                assert set(tables[resource["name"]][key["fields"][0]]) <= set(there)
    assert len(tables["claims"]) == 10


def check(cells, field):
    """Is every cell of the kind that the package says?"""
    given = cells[cells != ""]
    if field.get("constraints", {}).get("required"):
        assert len(given) == len(cells), field["name"]
    patterns = {
        "integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "boolean": "true|false", "date": r"\d{4}-\d\d-\d\d", "string": "(?s:.+)",
    }  # fmt: skip
    assert given.str.fullmatch(patterns[field["type"]]).all(), field["name"]


DATA_PACKAGE = {
    "type": "object",
    "required": ["resources"],
    "properties": {
        "$schema": {"const": "https://datapackage.org/profiles/2.0/datapackage.json"},
        "name": {"type": "string", "pattern": "^[a-z0-9._-]+$"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "schema"],
                "properties": {
                    "name": {"type": "string"},
                    "path": {"type": "string", "pattern": r"^(?!/)(?!.*\.\.).+$"},
                    "type": {"const": "table"},
                    "bytes": {"type": "integer"},
                    "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "type": "array",
                                "items": {
                                    "type": "object",
                                    "required": ["name", "type"],
                                    "properties": {
                                        "type": {"enum": ["string", "integer", "number", "boolean", "date"]}
                                    },
                                },
                            }
                        },
                    },
                },
            },
        },
    },
}
"""What the specification (datapackage.org, 2.0) asks of a descriptor, as far as we use it."""


@pytest.mark.parametrize("format_", ["polecat", "cameo", "gdelt"])
def test_a_tab_in_a_text_does_not_shift_a_column(export, format_):
    lines = export(format_, "--all-statuses").read_text(encoding="utf-8").splitlines()
    assert len({line.count("\t") for line in lines}) == 1
