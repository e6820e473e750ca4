"""What people see: timelines, pages, lists. Compared whole where the whole is what counts."""

import json
import re

import pytest

from kroniek.errors import DocumentError
from kroniek.faces.cli.telling import Teller, clipped
from kroniek.faces.cli.terminal import Terminal
from kroniek.faces.cli.wording import wording
from kroniek.memory import open_store
from kroniek.model.claim import Figure
from kroniek.model.ontology import MODES, EventType, FigureKey, Quad, Status
from kroniek.model.when import Basis, Grain
from kroniek.reading.found import Why
from tests import build
from tests.faces.conftest import ATTACK, attack, condemnation, talks

TIMELINE = """\
1 maart 2022

  Rusland → Oekraïne · luchtaanval
    “Rusland heeft dinsdag Kiev gebombardeerd, zeggen functionarissen tegen The
    New York Times.”
    volgens functionarissen (anoniem), via The New York Times · Voorbeeldkrant,
    2 maart 2022
    {attack}

zonder datum, bericht van 2 maart 2022

  Joe Biden → Rusland · afkeuring
    “De Amerikaanse president Joe Biden veroordeelde de aanval.”
    Voorbeeldkrant, 2 maart 2022
    {condemnation}

~ april 2022

  Frankrijk, Duitsland en Polen → Oekraïne · overleg · onder voorwaarde ·
    onbevestigd
    “Frankrijk, Duitsland en Polen praten volgende maand in Warschau met
    Oekraïne, mits Rusland de beschietingen staakt.”
    Voorbeeldkrant, 2 maart 2022
    {talks}

"""


def test_a_timeline_tells_who_what_when_on_whose_word_and_where_it_was_read(run, db):
    result = run("timeline", "--db", db, "--until", "2022-04")
    ids = {"attack": attack().id, "condemnation": condemnation().id, "talks": talks().id}
    assert result.stdout == TIMELINE.format(**ids)
    assert result.stderr == "3 beweringen, 1 artikel.\nMeer over een bewering: kroniek show ID\n"


@pytest.mark.parametrize(
    "asked",
    ["timeline --limit", "timeline --generation", "search Rusland --limit", "actors --limit", "watch alerts --limit"],
)
def test_a_number_that_no_database_counts_to_is_refused(run, db, asked):
    result = run(*asked.split(), "9" * 20, "--db", db)
    assert result.exit_code == 2
    assert "is not in the range" in result.stderr


def test_parties_have_their_english_names_in_english_and_can_be_asked_for_by_them(run, db):
    result = run("timeline", "--db", db, "--until", "2022-03", "--actor", "Russia", "--with", "Ukraine", "--lang", "en")
    assert "Russia → Ukraine · air strike" in " ".join(result.stdout.split())
    assert "according to officials (unnamed), via The New York Times" in " ".join(result.stdout.split())
    named = run("actors", "--db", db, "--lang", "en").stdout
    assert re.search(r"^Russia +RUS", named, re.MULTILINE)
    assert "Rusland" not in named


@pytest.mark.parametrize(
    ("arguments", "types"),
    [
        (["--actor", "Rusland", "--with", "Biden"], ["ACCUSE"]),
        (["--type", "assault", "--until", "2022-03"], ["ASSAULT"]),
        (["--type", "ACCUSE", "--type", "consult"], ["ACCUSE", "CONSULT"]),
        (["--status", "conditional"], ["CONSULT"]),
        (["--since", "2022-04", "--until", "2022-04-15"], ["CONSULT"]),
        (["--limit", "1"], ["ASSAULT"]),
    ],
)
def test_a_timeline_can_be_narrowed(run, db, arguments, types):
    found = json.loads(run("timeline", "--db", db, "--json", *arguments).stdout)
    assert [record["type"] for record in found] == types


def test_older_versions_are_shown_when_asked_for_and_marked(run, db):
    assert "Lviv" not in run("timeline", "--db", db).stdout
    found = run("timeline", "--db", db, "--all-versions").stdout
    assert "De Krant, 1 mei 2022, oudere versie" in found


def test_a_day_has_one_heading_for_what_took_place_and_one_for_what_tells_no_time(run, tmp_path):
    db = tmp_path / "dag.db"
    with open_store(db) as store:
        for name in ("een", "twee", "drie"):
            article = build.document(f"Rusland valt aan. Peking veroordeelt {name}.", id=name, published="2022-03-04")
            dated = build.claim(article, "valt", "ASSAULT", on="2022-03-04")
            vague = build.claim(
                article, "valt aan", "ASSAULT", on=build.when("2022-03-04", "2022-03-31", grain="month")
            )
            said = build.claim(article, "veroordeelt", "ACCUSE")
            store.add(article, [said, vague, dated], placement=store.place(article))
    headings = [line for line in run("timeline", "--db", db).stdout.splitlines() if line and not line.startswith(" ")]
    assert headings == ["4 maart 2022", "zonder datum, bericht van 4 maart 2022", "~ maart 2022"]


def test_claims_that_stand_on_the_same_words_share_them(run, tmp_path):
    article = build.document("Rusland beschuldigt en bedreigt Polen.", id="een", published="2022-03-04", publisher="A")
    claims = [
        build.claim(article, word, type_, actors=["Rusland/RUS/GOV"], recipients=["Polen/POL/GOV"])
        for word, type_ in (("beschuldigt", "ACCUSE"), ("bedreigt", "THREATEN"))
    ]
    with open_store(tmp_path / "dag.db") as store:
        store.add(article, claims, placement=store.place(article))
    assert run("timeline", "--db", tmp_path / "dag.db").stdout == (
        "zonder datum, bericht van 4 maart 2022\n\n"
        "  Rusland → Polen · beschuldiging of kritiek\n"
        "  Rusland → Polen · dreiging\n"
        "    “Rusland beschuldigt en bedreigt Polen.”\n"
        "    A, 4 maart 2022\n"
        f"    {claims[0].id} · {claims[1].id}\n\n"
    )


def test_an_article_of_an_unknown_outlet_is_told_by_its_headline(run, tmp_path):
    with open_store(tmp_path / "kop.db") as store:
        for name, title in (("een", "Rusland valt aan"), ("twee", None)):
            article = build.document("Rusland valt Oekraïne aan.", id=name, published="2022-03-04", title=title)
            store.add(article, [build.claim(article, "valt", "ASSAULT")], placement=store.place(article))
    told = run("timeline", "--db", tmp_path / "kop.db").stdout
    assert "    “Rusland valt aan”, 4 maart 2022\n" in told
    assert "    uitgever onbekend, 4 maart 2022\n" in told


def test_a_limit_that_bites_is_told(run, db):
    assert "Dit zijn de eerste 2" in run("timeline", "--db", db, "--limit", "2").stderr


def test_an_empty_timeline_says_why_and_what_to_try(run, db):
    told = run("timeline", "--db", db, "--actor", "Congo", "--since", "2023").stderr
    assert "Geen beweringen gevonden voor --actor Congo --since 2023." in told
    assert "van 2 maart 2022 tot en met 1 mei 2022" in told
    assert "kroniek actors --like Congo" in told


def test_an_empty_chronicle_says_how_to_fill_it(run, shelf, tmp_path):
    shelf["a"] = []
    run("read", "a", "--db", tmp_path / "leeg.db")
    assert "nog leeg" in run("timeline", "--db", tmp_path / "leeg.db").stderr


CLAIM_PAGE = """\
Rusland → Oekraïne · luchtaanval
{id}

  soort           ASSAULT / aerial (luchtaanval; conflict in daden; intensiteit
                  -9.5)
  wie             Rusland [RUS, GOV] “Rusland”
  aan wie         Oekraïne [UKR, GOV] “Kiev”
  wanneer         1 maart 2022 “dinsdag” (zo genoemd)
  waar            Kiev [UKR] (50.45, 30.52) “Kiev”
  status          gebeurd
  volgens         functionarissen [USA, GOV] “functionarissen” (anoniem) ← The
                  New York Times [USA, JRN] “The New York Times” (nieuwsmedium)
  cijfers         doden ≥ 83 “zeker 83 doden”
  verband         leger en oorlog
  gecodeerd door  test

In de tekst: “Rusland bombardeert Kiev”, Voorbeeldkrant, 2 maart 2022
  [Rusland](wie) heeft [dinsdag](wanneer) [Kiev](aan wie, waar)
  [gebombardeerd](soort), zeggen [functionarissen](volgens) tegen [The New York
  Times](volgens).

Waarom zo
  soort  lexicon, “bombarderen” (0,93): “gebombardeerd”

"""


def test_a_claim_is_shown_with_all_its_fields_and_words(run, db):
    assert run("show", attack().id, "--db", db).stdout == CLAIM_PAGE.format(id=attack().id)


def test_the_beginning_of_an_id_is_enough_where_it_is_clear(run, db):
    assert run("show", attack().id[:-2], "--db", db).stdout == run("show", attack().id, "--db", db).stdout
    unclear = run("show", "aanval:", "--db", db)
    assert unclear.exit_code == 2
    assert attack().id in unclear.stderr


def test_a_claim_says_what_is_not_told(run, db):
    page = run("show", condemnation().id, "--db", db).stdout
    assert "wanneer         niet genoemd" in page
    assert "waar            niet genoemd" in page


def test_of_many_near_copies_ten_are_named_and_the_rest_is_counted(run, tmp_path):
    with open_store(tmp_path / "kopie.db") as store:
        for number in range(13):
            article = build.document(f"{ATTACK} ({number})", id=f"kopie-{number:02}", published="2022-03-02")
            store.add(article, [], placement=store.place(article))
    page = " ".join(run("show", "kopie-00", "--db", tmp_path / "kopie.db").stdout.split())
    assert "kopie-10 … en nog 2" in page
    assert "kopie-11" not in page


def test_a_document_is_shown_with_its_claims_in_the_text(run, db):
    page = run("show", "aanval", "--db", db).stdout
    assert page.startswith("Rusland bombardeert Kiev\naanval\n")
    assert "[De Amerikaanse president Joe Biden\n  veroordeelde de aanval.](2)" in page
    assert "  2  Joe Biden → Rusland · afkeuring · zonder datum, bericht van 2 maart 2022\n" in page


def test_versions_of_a_document_are_listed_and_each_can_be_shown(run, db):
    page = run("show", "bericht", "--db", db).stdout
    assert "Versies" in page
    assert "Odessa" in page
    assert "vervangen" in page
    assert "Lviv" in run("show", "bericht@1", "--db", db).stdout


def test_a_claim_of_an_older_version_is_shown_in_the_words_of_that_version(run, db):
    found = json.loads(run("timeline", "--db", db, "--all-versions", "--json").stdout)
    (old,) = [claim["event_id"] for claim in found if claim["doc_id"] == "bericht"]
    page = run("show", old, "--db", db).stdout
    assert "Lviv" in page
    assert "Odessa" not in page


def test_showing_as_json_gives_the_document_with_text_and_claims(run, db):
    found = json.loads(run("show", "aanval", "--db", db, "--json").stdout)
    text = found["document"]["text"]
    quotes = [evidence for claim in found["claims"] for evidence in claim["evidence"]]
    assert len(quotes) == 3
    assert all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)


def test_parties_are_listed_with_how_often_they_appear(run, db):
    lines = run("actors", "--db", db).stdout.splitlines()
    assert lines[0].split() == ["naam", "land", "doet", "ondergaat", "zegt", "eerste", "laatste"]
    assert lines[1].split() == ["Rusland", "RUS", "2", "1", "0", "2022-03-02", "2022-05-01"]


@pytest.mark.parametrize(
    ("width", "columns"),
    [(80, ["naam", "land", "doet", "ondergaat", "zegt", "eerste", "laatste"]),
     (60, ["naam", "land", "doet", "ondergaat", "zegt"]),
     (40, ["naam", "doet", "ondergaat", "zegt"])],
)  # fmt: skip
def test_on_a_narrow_terminal_parties_are_listed_without_days_and_country(run, db, width, columns):
    assert run("actors", "--db", db, env={"COLUMNS": str(width)}).stdout.splitlines()[0].split() == columns


def test_a_long_name_goes_on_below(run, tmp_path):
    name = "Organisatie voor Veiligheid en Samenwerking in Europa"
    article = build.document(f"De {name} veroordeelt de aanval.", id="een")
    with open_store(tmp_path / "naam.db") as store:
        claim = build.claim(article, "veroordeelt", "ACCUSE", actors=[f"{name}/IGO/GOV"])
        store.add(article, [claim], placement=store.place(article))
    lines = run("actors", "--db", tmp_path / "naam.db", env={"COLUMNS": "60"}).stdout.splitlines()
    assert all(len(line) <= 60 for line in lines)
    assert lines[1].split()[-3:] == ["1", "0", "0"]
    assert [word for line in lines for word in line.split() if word in name.split()] == name.split()


def test_words_are_found_and_marked(run, db):
    found = run("search", "kiev", "functionarissen", "--db", db).stdout
    assert "[Kiev] gebombardeerd, zeggen [functionarissen]" in found
    assert attack().id in found


def test_status_counts(run, db):
    found = json.loads(run("status", "--db", db, "--json").stdout)
    assert (found["documents"], found["versions"], found["claims"], found["rejects"]) == (2, 3, 4, 1)
    assert found["by_type"] == {"ACCUSE": 1, "ASSAULT": 2, "CONSULT": 1}
    assert len(found["digest"]) == 64
    shown = run("status", "--db", db).stdout
    assert "  2  geweld (ASSAULT)" in shown
    assert found["digest"] in shown


def test_rejects_are_listed_with_what_to_do(run, db):
    assert run("rejects", "--db", db).stdout == (
        "1 bron gaf geen artikel:\n  leeg.txt\n    geen tekst: Er staat niets in. Geef een ander bestand.\n"
    )


# -- words ---------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["nl", "en"])
def words(request):
    return wording(request.param)


def test_every_reason_of_rejection_has_a_word(words):
    own = {error.reason for error in _below(DocumentError)}
    assert own | {why.value for why in Why} | {DocumentError.reason, "coding"} == set(words.words["reasons"])
    assert words.reason("een-nieuwe") == "een-nieuwe"


def _below(error):
    return {kind for one in error.__subclasses__() for kind in {one, *_below(one)}}


def test_every_value_of_every_closed_set_has_a_word(words):
    assert [words.label("types", value) for value in EventType]
    assert [words.label("statuses", value) for value in Status]
    assert [words.label("quads", value) for value in Quad]
    assert [words.label("figures", value) for value in FigureKey]
    assert [words.label("grains", value) for value in Grain]
    assert [words.label("bases", value) for value in Basis]
    modes = {f"{type_}.{mode}" for type_, modes in MODES.items() for mode in modes}
    assert set(words.words["modes"]) == modes


@pytest.mark.parametrize(
    ("start", "end", "grain", "dutch"),
    [
        ("2022-03-01", "2022-03-01", "day", "1 maart 2022"),
        ("2022-03-01", "2022-03-31", "month", "~ maart 2022"),
        ("2022-02-28", "2022-03-06", "week", "~ week van 28 februari 2022"),
        ("2022-04-01", "2022-06-30", "quarter", "~ 2e kwartaal van 2022"),
        ("2022-01-01", "2022-12-31", "year", "~ 2022"),
        ("2022-03-03", "2022-03-05", "span", "~ 3 – 5 maart 2022"),
        ("2022-02-27", "2022-03-05", "span", "~ 27 februari – 5 maart 2022"),
        ("2021-12-30", "2022-01-02", "span", "~ 30 december 2021 – 2 januari 2022"),
        ("2022-03-03", "2022-03-03", "span", "~ 3 maart 2022"),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(start, end, grain, dutch):
    assert wording("nl").when(build.when(start, end, grain=grain)) == dutch


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [(83, None, "doden ≥ 83"), (None, 50, "doden ≤ 50"), (7, 7, "doden 7"), (1000, 2000, "doden 1.000–2.000")],
)
def test_a_figure_is_told_with_its_bounds(low, high, told):
    teller = Teller(words=wording("nl"), terminal=Terminal.of(_Nowhere()))
    assert teller.figure(Figure(key=FigureKey.KILLED, min=low, max=high)) == told


def test_a_long_quote_is_cut_between_words_and_says_so():
    assert clipped("een twee drie", 7) == "een […]"
    assert clipped("een twee drie", 10) == "een twee […]"
    assert clipped("een", 10) == "een"


class _Nowhere:
    encoding = "utf-8"

    def isatty(self):
        return False
