"""What holds for every format: same claims, same bytes; what is asked; words cut or left out; odd texts; little memory."""

import io
import json
import weakref
import zipfile
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from rdflib import Graph

from kroniek.faces.exports import formats
from kroniek.faces.exports.formats import FORMATS
from kroniek.faces.exports.writing import How, Tally
from kroniek.memory.store import StoredClaim
from kroniek.model.place import Place, Precision
from tests import build

ALL = sorted(FORMATS)
ALL_NAMES = list(FORMATS)


def content(file):
    """All texts of a file, of the members of an archive too."""
    data = Path(file).read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    if data.startswith(b"PAR1"):
        import pyarrow.parquet as pq

        return json.dumps(pq.read_table(file).to_pylist(), default=str, ensure_ascii=False)
    return data.decode("utf-8")


@pytest.mark.parametrize("format_", ALL)
def test_the_same_claims_give_the_same_bytes(export, format_):
    assert export(format_, name="een").read_bytes() == export(format_, name="twee").read_bytes()


@pytest.mark.parametrize("format_", sorted(set(ALL) - {"ics"}))
def test_questions_restrict_what_is_written(export, format_):
    asked = content(export(format_, "--actor", "Frankrijk", "--until", "2022-03-31"))
    assert "CONSULT" in asked or "\t04\t" in asked or "040" in asked
    assert "ASSAULT" not in asked.replace("kro:ASSAULT", "")
    assert "Kiev" not in asked.replace("Aanval op", "").replace("<Kiev>", "").replace("&lt;Kiev&gt;", "")


@pytest.mark.parametrize("format_", ALL)
def test_without_text_no_word_of_a_quotation_is_left(export, format_):
    told = content(export(format_, "--no-text", "--all-statuses"))
    for words in ("gebombardeerd", "daders", "mits", "als Polen", "bommen", "dinsdag"):
        assert words not in told


@pytest.mark.parametrize("format_", sorted(set(ALL) - {"polecat", "cameo", "gdelt", "gexf"}))
def test_quotations_are_cut_where_asked(export, format_):
    told = content(export(format_, "--max-quote", "20"))
    assert "meldt Reuters" not in told
    expected = "De ministers gaan n…" if format_ == "ics" else "Rusland heeft dinsd…"
    unfolded = told.replace("\r\n ", "")
    assert expected in unfolded or json.dumps(expected)[1:-1] in unfolded or format_ == "geojson"


def test_a_format_that_needs_what_is_not_installed_says_what_to_install(wide, run, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    file = tmp_path / "uit.parquet"
    result = run("export", "--db", wide, "--format", "parquet", "-o", file)
    assert result.exit_code == 2
    assert "kroniek[parquet]" in result.stderr
    assert not file.exists()


def test_help_loads_no_format(spawn_code):
    loaded = spawn_code(
        "import sys; from click.testing import CliRunner; from kroniek.faces.cli.main import main\n"
        "CliRunner().invoke(main, ['export', '--help']); print(*sys.modules)"
    )
    names = {f"kroniek.faces.exports.{one.module}" for one in FORMATS.values()} | {"pyarrow", "sqlalchemy", "pandas"}
    assert not names & set(loaded.split())


@pytest.mark.parametrize("one", FORMATS.values(), ids=ALL_NAMES)
def test_every_writer_says_what_is_lost(one):
    module = "rdf" if one.name in {"ttl", "jsonld"} else one.module
    assert "lost" in import_module(f"kroniek.faces.exports.{module}").__doc__.lower()


def stored(text, *, name="Rusland", title=None, publisher=None, url=None, number=0):
    document = build.document(text, id=f"d{number}")
    claim = build.claim(document, text, "ASSAULT", evidence=text, status="planned", on="2022-03-04")
    party = replace(build.party(document, "Rusland/RUS/GOV"), name=name)
    other = replace(party, name=f"{name} 2", country=None)
    place = Place(name=name, country="RUS", lat=1.0, lon=2.0, precision=Precision.REGION)
    claim = replace(claim, actors=(party,), recipients=(other,), place=place)
    return StoredClaim(
        claim=claim, event=claim.id, published=date(2022, 3, 5), title=title, publisher=publisher, url=url, current=True
    )


def written(format_, claims, **how):
    one = formats.FORMATS[format_]
    stream = io.BytesIO() if one.binary else io.StringIO()
    tally = Tally()
    one.write(lambda: iter(claims), stream, How(**how), tally)
    return stream.getvalue(), tally


ODD = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\t\n\r\x00\x0b\x1f\x7f\u2028\ufffe\"'\\<>&;,{}|"),
    min_size=1,
)


@settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ODD, name=ODD, url=ODD)
def test_odd_texts_break_no_format(text, name, url):
    claim = stored(text, name=name, title=text, publisher=name, url=f"https://x.example/{url}")
    for format_ in ("graphml", "gexf", "atom"):
        etree.fromstring(written(format_, [claim], everything=True)[0].encode("utf-8"))
    for format_ in ("polecat", "cameo", "gdelt"):
        lines = written(format_, [claim], everything=True)[0].split("\n")
        assert len({line.count("\t") for line in lines if line}) == 1
    for format_ in ("jsonl", "plover", "ftm"):
        for line in written(format_, [claim], everything=True)[0].split("\n"):
            assert not line or json.loads(line)
    for format_ in ("geojson", "claim", "jsonld"):
        assert json.loads(written(format_, [claim])[0])
    assert "\r\n" in written("ics", [claim])[0]
    Graph().parse(data=written("ttl", [claim])[0], format="turtle")


class Watched(StoredClaim):
    """A claim whose end can be noticed."""

    __slots__ = ("__weakref__",)


def most_alive(write, number=40):
    """How many claims are there at once, at most, while they are made and written one by one."""
    alive, most, watching = Counter(), Counter(), []

    def gone(_):
        alive["claims"] -= 1

    def made():
        for i in range(number):
            like = stored(f"Dit is zin {i}.", name=f"Partij {i % 5}", number=i)
            claim = Watched(**{field.name: getattr(like, field.name) for field in fields(like)})
            watching.append(weakref.ref(claim, gone))
            alive["claims"] += 1
            most["claims"] = max(most["claims"], alive["claims"])
            yield claim
            del claim

    write(made, io.BytesIO() if write.__module__.endswith("package") else Nowhere(), How(everything=True), Tally())
    return most["claims"]


def test_holding_claims_would_be_seen():
    def hoard(claims, stream, how, tally):
        stream.write(str(len(list(claims()))))

    assert most_alive(hoard) == 40


@pytest.mark.parametrize("format_", sorted(set(ALL) - {"parquet"}))
def test_a_million_claims_are_never_held_at_once(format_, monkeypatch):
    monkeypatch.setattr("kroniek.faces.exports.atom.MOST", 3)
    assert most_alive(FORMATS[format_].write) <= 6


class Nowhere(io.TextIOBase):
    def write(self, text):
        return len(text)
