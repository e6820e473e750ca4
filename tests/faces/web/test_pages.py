"""Every page in both languages, and the same record behind it in three places."""

import re
import tomllib
from importlib import resources
from urllib.parse import quote

import pytest

from kroniek.faces.cli.wording import wording as cli_wording
from kroniek.faces.web.desk import tied
from kroniek.faces.web.render import MENU
from kroniek.faces.web.views import VIEWS
from kroniek.faces.web.wording import own_words
from kroniek.memory import open_store
from kroniek.model.ontology import SECTORS, SPECIAL_COUNTRIES
from tests import build

PAGES = {
    "start": "/",
    "search": "/zoek?actor=Rusland",
    "article": "/artikel/aanval",
    "claim": "/bewering/{ASSAULT}",
    "event": "/gebeurtenis/{ASSAULT}",
    "actors": "/wie",
    "actor": "/wie/Rusland",
    "pair": f"/paar?a=Rusland&b={quote('Oekraïne')}",
    "network": "/netwerk",
    "stories": "/verhalen",
    "brief": "/overzicht?about=Rusland&since=2022-03&until=2022-05&lang=nl",
    "map": "/kaart",
    "quotes": "/citaten",
    "promises": "/beloften",
    "agreements": "/akkoorden",
    "agenda": "/agenda",
    "sources": "/bronnen",
    "check": "/controle",
    "about": "/over",
}
OTHERS = ["/api", "/lees", "/toegang", "/zoek?q=gebombardeerd", "/zoek", "/paar", "/kaart?actor=Rusland&since=2022"]


def with_json(address):
    path, _, query = address.partition("?")
    path = "/start" if path == "/" else path
    return f"{path}.json{'?' + query if query else ''}"


def test_every_view_is_walked_here():
    assert set(PAGES) >= {view.name for view in VIEWS} - LATER


LATER = {"story"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_in_both_languages(client, ids, name, language):
    address = PAGES[name].format(**ids)
    answer = client.get(address + ("&" if "?" in address else "?") + f"lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text
    assert answer.text.count("<h1") == 1
    assert answer.text.count('id="main"') == 1


@pytest.mark.parametrize("address", OTHERS)
def test_pages_beside_the_views_are_there(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_record_of_a_page_has_its_documented_shape_everywhere(client, ids, view):
    if view.name in LATER:
        pytest.skip("has a test of its own")
    address = PAGES[view.name].format(**ids)
    beside = client.get(with_json(address))
    assert beside.status_code == 200
    view.shape.model_validate(beside.json())
    _, _, query = address.partition("?")
    last = quote(address.partition("?")[0].rsplit("/", 1)[-1])
    path = re.sub(r"\{\w+:path\}", last, view.api)
    rest = client.get(f"/api/v1{path}{'?' + query if query else ''}")
    assert rest.json() == beside.json()


def test_a_language_that_was_chosen_is_kept(client):
    assert client.get("/over?lang=en").headers["set-cookie"].startswith("kroniek_lang=en")
    assert '<html lang="en">' in client.get("/over").text
    assert '<html lang="nl">' in client.get("/over?lang=nl").text


def test_an_unknown_language_is_the_server_s_own(client):
    answer = client.get("/over?lang=xx")
    assert '<html lang="nl">' in answer.text
    assert "set-cookie" not in answer.headers


def test_every_word_of_an_article_is_shown_and_marked_by_role(client, ids):
    text = client.get("/artikel/aanval").text
    assert re.search(r'<a class="m r-act[^"]*" href="#b-\d+" data-r="[^"]*">gebombardeerd</a>', text)
    assert re.search(r'<span class="m r-actor" data-r="1:actor[^"]*">Rusland</span>', text)
    chosen = client.get(f"/artikel/aanval?b={ids['ASSAULT']}").text
    assert '<span class="m r-actor on o-actor"' in chosen
    assert "open>" in chosen
    assert chosen.count('id="w"') == 1


def test_every_field_of_a_claim_stands_with_why_it_is_so(client, ids):
    text = client.get(f"/bewering/{ids['ASSAULT']}").text
    assert "lexicon, “bombarderen”" in text
    assert "0,93" in text
    assert "functionarissen" in text


def test_a_claim_leads_to_its_words_in_one_click(client, ids):
    text = client.get("/zoek?actor=Rusland&type=ASSAULT").text
    address = f"/artikel/aanval?b={quote(ids['ASSAULT'], safe='')}#w"
    assert address in text
    assert client.get(address.partition("#")[0]).status_code == 200


def test_a_claim_of_an_older_version_leads_to_that_version(client):
    old = client.get("/api/v1/documents/bericht@1").json()["claims"][0]["event_id"]
    text = client.get(f"/bewering/{quote(old, safe='')}").text
    assert "/artikel/bericht%401?b=" in text
    shown = re.sub("<[^>]+>", "", client.get(f"/artikel/bericht?b={quote(old, safe='')}").text)
    assert "Rusland valt Lviv aan." in shown


def test_as_of_a_day_goes_along_in_every_link(client):
    text = client.get("/zoek?actor=Rusland&as_of=2022-04-01").text
    assert "Rusland valt" not in text
    main = text.partition("<main")[2].partition("</main>")[0]
    assert all("as_of=2022-04-01" in href for href in re.findall(r'href="(/[^"#]+)"', main))


def test_as_of_a_day_before_there_was_an_article_there_is_none(client):
    assert client.get("/artikel/aanval?as_of=2020-01-01").status_code == 404


def test_pages_of_an_empty_chronicle_are_there(serve, tmp_path):
    with serve(str(tmp_path / "leeg.db")) as client:
        for address in [
            "/",
            "/zoek",
            "/wie",
            "/netwerk",
            "/kaart",
            "/agenda",
            "/bronnen",
            "/controle",
            "/over",
            "/citaten",
            "/verhalen",
            "/overzicht",
            "/beloften",
            "/akkoorden",
        ]:
            assert client.get(address).status_code == 200, address
        assert "nog leeg" in client.get("/").text


def test_the_menu_leads_somewhere(client):
    assert all(client.get(path).status_code == 200 for _, path in MENU)


def test_links_of_pages_within_lead_somewhere(client, ids):
    for address in PAGES.values():
        page = client.get(address.format(**ids)).text
        for href in sorted(set(re.findall(r'href="(/[^"#]*)', page)))[:60]:
            answer = client.get(href.replace("&amp;", "&"), follow_redirects=False)
            assert answer.status_code in {200, 303}, (address, href)


def test_both_languages_have_the_same_words():
    dutch, english = own_words("nl"), own_words("en")
    assert {key: set(section) for key, section in dutch.items()} == {
        key: set(section) for key, section in english.items()
    }


def test_words_of_pages_and_of_the_command_line_have_sections_of_their_own():
    assert not set(own_words("nl")) & set(cli_wording("nl").words)


def test_every_word_that_a_template_asks_for_is_there():
    words = {**cli_wording("nl").words, **own_words("nl")}
    folder = resources.files("kroniek.faces.web").joinpath("templates")
    asked = set()
    for template in folder.iterdir():
        if template.name.endswith(".html"):
            asked |= {
                (template.name, *found)
                for found in re.findall(r'\b[tn]\("(\w+)\.(\w+)"\s*[,)]', template.read_text(encoding="utf-8"))
            }
    assert not [one for one in asked if one[2] not in words.get(one[1], {})]


def test_no_template_turns_escaping_off():
    folder = resources.files("kroniek.faces.web").joinpath("templates")
    texts = {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".html")}
    assert not [name for name, text in texts.items() if "|safe" in text or "autoescape" in text or " style=" in text]
    assert not [name for name, text in texts.items() if re.search(r"<script(?![^>]*\bsrc=)|\bon\w+=\"", text)]


def test_measured_errors_are_those_of_the_benchmark():
    import subprocess
    import sys

    from tests.test_house import ROOT

    check = subprocess.run(
        [sys.executable, ROOT / "tools" / "web" / "measured.py", "--check"], capture_output=True, check=False
    )
    assert check.returncode == 0, check.stdout
    table = tomllib.loads(
        resources.files("kroniek.faces.web").joinpath("data", "measured.toml").read_text(encoding="utf-8")
    )
    assert all(0 <= one["right"] <= min(one["coded"], one["gold"]) for one in table["types"].values())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_code_of_a_party_has_words(language):
    words = {**cli_wording(language).words, **own_words(language)}
    assert set(words["sectors"]) == SECTORS
    assert set(words["special_countries"]) == SPECIAL_COUNTRIES - {"KOS"}


def test_countries_are_told_by_name(client, ids):
    assert "Verenigde Staten" in client.get("/wie").text
    assert "United States" in client.get(f"/bewering/{ids['ACCUSE']}?lang=en").text
    assert not re.search(r">[^<]*\bRUS\b", client.get("/wie?lang=nl").text)


def test_parties_have_their_english_names_in_english_and_lead_to_the_same_card(client, ids):
    page = client.get(f"/gebeurtenis/{ids['ASSAULT']}?lang=en").text
    assert '<a href="/wie/Rusland">Russia</a>' in page
    assert "Rusland" not in re.sub(r"<[^>]*>", "", page).replace("Rusland heeft dinsdag", "")
    assert "<h1>Russia</h1>" in client.get("/wie/Rusland").text
    assert 'value="Russia"' in client.get("/paar?a=Rusland&b=Ukraine").text
    assert client.get("/api/v1/claims?actor=Russia").json() == client.get("/api/v1/claims?actor=Rusland").json()


def test_what_belongs_together_stays_on_one_line():
    assert tied("3 december 2025 – 4 mei 2026 · 12 artikelen van 2 uitgevers").split(" ") == [
        "3\N{NO-BREAK SPACE}december\N{NO-BREAK SPACE}2025\N{NO-BREAK SPACE}–",
        "4\N{NO-BREAK SPACE}mei\N{NO-BREAK SPACE}2026\N{NO-BREAK SPACE}·",
        "12\N{NO-BREAK SPACE}artikelen",
        "van",
        "2\N{NO-BREAK SPACE}uitgevers",
    ]


def test_contexts_are_told_in_words_with_their_code_beside_them(client, ids):
    page = client.get(f"/bewering/{ids['ASSAULT']}").text
    assert "leger en oorlog" in page
    assert "<code>military</code>" in page


def test_offices_are_told_with_days_in_words_and_neighbours_in_office_by_what_they_are(client):
    page = client.get("/wie/Joe%20Biden?on=2022-03-04").text
    assert "president, 20 januari 2021 – 20 januari 2025" in page
    assert "president, sinds 7 mei 2012" in client.get("/wie/Vladimir%20Poetin").text
    assert "vicepresident, 20 januari 2009 – 20 januari 2017" in page
    assert "<dt>voorganger als president</dt>" in page
    assert "predecessor as president" in client.get("/wie/Joe%20Biden?on=2022-03-04&lang=en").text


@pytest.mark.parametrize(
    ("text", "told"),
    [("2012-05-07", "7 mei 2012"), ("2012-05", "mei 2012"), ("2012", "2012")],
    ids=["day", "month", "year"],
)
def test_a_date_of_the_tables_is_told_as_precisely_as_it_is_known(text, told):
    assert cli_wording("nl").partial(text) == told


def test_the_rule_of_a_context_is_told_by_its_word():
    assert cli_wording("nl").rule("word of natural_resource") == cli_wording("nl").context("natural_resource")
    assert cli_wording("nl").context("natural_resource") != "natural_resource"
    assert cli_wording("nl").context("of_a_later_version") == "of_a_later_version"


def test_a_pair_is_told_in_english_names_in_its_heading_and_at_its_dots(client):
    page = client.get("/paar?a=Rusland&b=Oekra%C3%AFne&lang=en").text
    heading = page[page.index("<h1>") : page.index("</h1>")]
    assert ">Russia</a>" in heading
    assert ">Ukraine</a>" in heading
    dots = re.findall(r"<circle class=\"dot [^>]*><title>([^<]*?): ", page)
    assert any("Russia → Ukraine" in told for told in dots)
    assert not any("Rusland" in told for told in dots)


def test_a_card_tells_each_other_name_once_in_the_language_of_the_page(client):
    page = client.get("/wie/Rusland?lang=en").text
    names = re.search(r"<dt>names</dt><dd>([^<]*)", page)
    told = names.group(1).split(", ") if names else []
    assert len({name.casefold() for name in told}) == len(told)
    assert "Moscow" in told
    assert "Russia" not in told


@pytest.fixture
def nouns(serve, tmp_path):
    """The app of a chronicle in which somebody has no name but a common noun."""
    db = str(tmp_path / "namen.db")
    with open_store(db, joins=False) as store:
        letter = build.document("Rusland valt Kiev aan. Militairen bedreigen Mali.", id="n", published="2022-03-04")
        made = [
            build.claim(letter, word, kind, actors=[actor], recipients=[recipient], on="2022-03-04")
            for word, kind, actor, recipient in (
                ("valt", "ASSAULT", "Rusland/RUS", "Kiev/UKR"),
                ("bedreigen", "THREATEN", "Militairen", "Mali/MLI"),
            )
        ]
        store.add(letter, made, placement=store.place(letter))
    with serve(db) as client:
        yield client


def test_a_network_leaves_out_who_has_no_name_and_says_so(nouns):
    page = nouns.get("/netwerk?since=2022").text
    assert re.search("Rusland – Kiev|Kiev – Rusland", page)
    assert "Militairen" not in page
    assert "1 band van wie alleen een soortnaam heeft" in page
    asked = re.search(r'href="(/netwerk[^"]*general=true[^"]*)"', page).group(1).replace("&amp;", "&")
    for address in (asked, "/netwerk?since=2022&actor=militairen"):
        assert re.search("Militairen – Mali|Mali – Militairen", nouns.get(address).text)
