"""A walk through every page in a real browser: no error, no request elsewhere, nothing that shuts somebody out.

Needs Debian's Chromium, and npm once for axe-core; what is missing is skipped, or fails with WALK=needed. With
SHOTS=FOLDER a picture of every page is kept there.
"""

import os
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from kroniek.api import open_chronicle
from kroniek.faces.web.app import create_app
from kroniek.faces.web.options import Options
from kroniek.memory import open_store
from kroniek.settings import Settings
from tests import build
from tests.test_house import ROOT

CHROMIUM = shutil.which("chromium")
NEEDED = os.environ.get("WALK") == "needed"
AXE = "4.10.3"
WEIGHT_BYTES = 400_000
GENERATED = 200
PATIENCE_MS = 120_000
"""On a machine with other work a first page may take long; how fast pages are is measured elsewhere."""

PAGES = [
    "/", "/zoek?actor=Rusland", "/zoek?q=sancties", "/artikel/2019-01-25-twee-presidenten", "/wie", "/wie/Rusland",
    "/paar?a=Rusland&b=Oekra%C3%AFne&since=2022&until=2023", "/citaten", "/netwerk?since=2015", "/kaart", "/beloften", "/akkoorden", "/agenda?since=2019", "/bronnen",
    "/verhalen", "/overzicht?period=month", "/overzicht?about=Rusland&since=2022", "/controle", "/over", "/lees", "/api", "/artikel/niets",
]  # fmt: skip

pytestmark = pytest.mark.skipif(CHROMIUM is None and not NEEDED, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """A server of the example articles and two hundred more; its address."""
    db = str(tmp_path_factory.mktemp("wandeling") / "wandeling.db")
    settings = Settings(db=db, engine="rules")
    with open_chronicle(db, settings=settings) as chronicle:
        chronicle.read(str(ROOT / "examples"))
    with open_store(db) as store:
        for document, claims in generated():
            store.add(document, claims, placement=store.place(document))
    with running(db, settings) as address:
        yield address


def generated():
    """Articles of nine years on a few pairs, each with two claims."""
    pairs = [
        ("Rusland", "RUS", "Oekraïne", "UKR"),
        ("Venezuela", "VEN", "Verenigde Staten", "USA"),
        ("Mali", "MLI", "Frankrijk", "FRA"),
        ("China", "CHN", "Taiwan", "TWN"),
    ]
    for number in range(GENERATED):
        one, code, other, its = pairs[number % len(pairs)]
        text = f"{one} heeft {other} bedreigd, zegt een woordvoerder. Volgende maand praten {one} en {other} in Genève over handel. Dit is bericht {number}."
        document = build.document(
            text,
            id=f"bericht-{number}",
            title=f"{one} bedreigt {other} voor de {number + 1}e keer",
            published=f"{2016 + number % 9}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            publisher=["De Krant", "Het Blad", "Omroep"][number % 3],
            url=f"https://krant.example/{number}",
        )
        threat = build.claim(
            document,
            "bedreigd",
            "THREATEN",
            actors=[f"{one}/{code}/GOV"],
            recipients=[f"{other}/{its}/GOV"],
            voices=["?een woordvoerder"],
        )
        talks = build.claim(
            document, "praten", "CONSULT", actors=[f"{one}/{code}/GOV", f"{other}/{its}/GOV"], status="planned"
        )
        yield document, [threat, talks]


@contextmanager
def running(db, settings):
    import uvicorn

    app = create_app(
        lambda: open_chronicle(db, settings=settings), settings=settings, options=Options(per_second=1000, burst=10_000)
    )
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False, ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe():
    """The text of axe-core, fetched once with npm."""
    folder = ROOT / ".cache" / "axe"
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        npm = shutil.which("npm")
        if npm is None:
            missing("npm is not installed, and axe-core is not there")
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            npm,
            "install",
            "--prefix",
            str(folder),
            "--no-audit",
            "--no-fund",
            "--ignore-scripts",
            f"axe-core@{AXE}",
        ]
        if subprocess.run(command, capture_output=True, check=False, timeout=120).returncode:
            missing("npm cannot fetch axe-core here")
    return script.read_text(encoding="utf-8")


def missing(reason):
    (pytest.fail if NEEDED else pytest.skip)(reason)


@contextmanager
def visiting(browser, base, *, width=1440, scheme="light", scripts=True):
    """A page of a new browser, and what it complained of."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=scripts,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((base, "data:")) else told.append(request.url))
    yield page, told
    context.close()


LOOKS = [("nl", 1440, "light"), ("en", 390, "dark")]


@pytest.mark.parametrize(("language", "width", "scheme"), LOOKS)
def test_every_page_is_whole_and_open_to_everybody(browser, base, axe, language, width, scheme):
    with visiting(browser, base, width=width, scheme=scheme) as (page, told):
        claim = page.request.get(f"{base}/api/v1/claims?actor=Rusland&limit=1").json()["claims"][0]
        story = page.request.get(f"{base}/api/v1/stories").json()["stories"][0]
        threat = page.request.get(f"{base}/api/v1/claims?actor=Mali&type=THREATEN&limit=1").json()["claims"][0]
        more = [
            f"/bewering/{claim['event_id']}",
            f"/gebeurtenis/{claim['event']}",
            f"/gebeurtenis/{quote(threat['event'], safe='')}",
            f"/verhaal/{quote(story['id'], safe='')}",
        ]
        for address in [*PAGES, *more]:
            missing = address == "/artikel/niets"
            page.goto(f"{base}{address}{'&' if '?' in address else '?'}lang={language}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} is {wide} wide"
            assert [one for one in told if not missing] == [], address
            told.clear()
            page.evaluate(axe + ";0")
            found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
            serious = [
                (one["id"], [node["target"] for node in one["nodes"][:3]])
                for one in found
                if one["impact"] in {"serious", "critical"}
            ]
            assert not serious, address
            keep_picture(page, address, language, width, scheme)


def keep_picture(page, address, language, width, scheme):
    if folder := os.environ.get("SHOTS"):
        name = (
            "".join(letter if letter.isalnum() else "-" for letter in address.partition("?")[0]).strip("-") or "start"
        )
        page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}-{language}.png", full_page=True)


def test_every_page_can_be_read_without_javascript(browser, base):
    with visiting(browser, base, scripts=False) as (page, told):
        for address in PAGES[:-1]:
            page.goto(base + address)
            assert page.locator("h1").count() == 1
            assert len(page.locator("main").inner_text()) > 100, address
        assert told == []
        page.goto(f"{base}/artikel/2019-01-25-twee-presidenten")
        page.locator("a.m").first.click()
        assert page.locator("details.claim .body:target").is_visible()


def test_the_words_of_a_claim_light_up_when_its_act_is_chosen(browser, base):
    with visiting(browser, base) as (page, told):
        page.goto(f"{base}/artikel/2019-01-25-twee-presidenten")
        act = page.locator(".text a.m").nth(3)
        act.click()
        assert "o-act" in act.get_attribute("class")
        number = act.get_attribute("href").removeprefix("#b-")
        assert page.locator("details.claim[open]").get_attribute("data-n") == number
        assert page.locator(".on.o-act").count() >= 1
        page.locator("details.claim[open] summary").click()
        assert page.locator(".text .on").count() == 0
        assert told == []


def test_dragging_over_a_period_lists_its_claims(browser, base):
    with visiting(browser, base) as (page, told):
        page.goto(f"{base}/paar?a=Rusland&b=Oekra%C3%AFne")
        box = page.locator(".chart svg").first.bounding_box()
        y = box["y"] + box["height"] * 0.97 * 300 / 340
        page.mouse.move(box["x"] + box["width"] * 0.5, y)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.8, y, steps=4)
        page.mouse.up()
        page.wait_for_url("**/paar?*since=*until=*")
        assert page.locator(".chart .window").count() == 1
        assert page.locator("#lijst").inner_text().startswith("Beweringen van")
        assert told == []


def test_a_doubt_is_decided_and_the_decision_taken_back(browser, base):
    with visiting(browser, base) as (page, told):
        page.goto(f"{base}/controle")
        doubts = page.locator("article.doubt").count()
        assert doubts
        page.locator("article.doubt").first.get_by_role("button").first.click()
        page.wait_for_url("**/controle#doubts")
        undo = page.locator("[aria-labelledby=decided-events] button")
        assert undo.count() == 1
        undo.click()
        page.wait_for_url("**/controle#decided-events")
        assert "teruggenomen" in page.locator("[aria-labelledby=decided-events]").inner_text()
        assert told == []


def test_a_map_and_a_network_can_be_enlarged(browser, base):
    with visiting(browser, base) as (page, told):
        for address in ("/kaart", "/netwerk?since=2015"):
            page.goto(base + address)
            page.locator(".zoom button").first.click()
            assert "scale(" in (page.locator(".zoomed").get_attribute("transform") or "")
        assert told == []


def test_a_question_can_be_kept_and_forgotten(browser, base):
    with visiting(browser, base) as (page, told):
        page.goto(f"{base}/zoek?actor=Rusland&status=planned")
        page.locator(".keep button").click()
        page.goto(f"{base}/zoek")
        assert page.locator(".kept a").inner_text() == "Rusland, gepland"
        page.locator(".kept button").click()
        assert page.locator(".kept").count() == 0
        assert told == []


def test_a_text_is_read_in_and_watched(browser, base):
    with visiting(browser, base) as (page, told):
        page.goto(f"{base}/lees")
        page.fill("#text", "Duitsland heeft maandag Servië om uitleg gevraagd. De regering in Belgrado weigerde dat.")
        page.fill("#title", "Berlijn vraagt Belgrado om uitleg")
        page.locator("form.sheet button").first.click()
        page.wait_for_selector("ul.plain a", timeout=60_000)
        assert page.locator("ul.plain a").first.inner_text() == "Berlijn vraagt Belgrado om uitleg"
        page.locator("ul.plain a").first.click()
        assert page.locator("h1").inner_text() == "Berlijn vraagt Belgrado om uitleg"
        assert told == []


def test_the_keyboard_leads_past_the_menu(browser, base):
    with visiting(browser, base) as (page, told):
        page.goto(base)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        assert told == []


def test_what_a_page_loads_beside_its_data_is_light():
    folder = ROOT / "src" / "kroniek" / "faces" / "web"
    static = sum(
        path.stat().st_size for path in (folder / "static").iterdir() if path.suffix in {".js", ".css", ".svg"}
    )
    shapes = (folder / "data" / "world.tsv").stat().st_size
    assert static + shapes < WEIGHT_BYTES
