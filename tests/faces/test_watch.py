"""`kroniek watch`: what is watched, what came of it, where it went, and what did not arrive."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import feedparser
import pytest

from kroniek.api.alerting import PairMeasured
from kroniek.faces.cli import watch as command
from kroniek.faces.cli.alerts import print_measured
from kroniek.faces.cli.session import Session
from kroniek.memory import open_store
from kroniek.model.watching import Counted, Measured
from kroniek.settings import Settings
from tests import build

OLD = build.document("Rusland valt Kharkiv aan.", id="oud", published="2022-03-01", publisher="De Krant")
NEW = build.document("Rusland valt Lviv aan.", id="nieuw", published="2022-03-04", publisher="De Krant")


def keep(db, where):
    victim = where.text.split()[2]
    claim = build.claim(where, "valt", "ASSAULT", actors=["Rusland/RUS/GOV"], recipients=[f"{victim}/UKR/GOV"])
    with open_store(db) as store:
        store.add(where, [claim], placement=store.place(where))


@pytest.fixture(autouse=True)
def apart(monkeypatch):
    """Raids on two towns are two events here, whatever joining makes of so few words."""
    monkeypatch.setattr("kroniek.memory.joiner.Joiner.add", lambda *_, **__: None)


@pytest.fixture
def db(tmp_path):
    path = str(tmp_path / "k.db")
    keep(path, OLD)
    return path


@pytest.fixture
def watched(db, run):
    """A chronicle in which a question is watched, and something came since."""
    assert run("watch", "add", "oorlog", "--actor", "Rusland", "--db", db).exit_code == 0
    keep(db, NEW)
    return db


class Hook(ThreadingHTTPServer):
    """A receiver of alerts; it waits before it answers where that is asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answer)
        self.got, self.status, self.hold = [], 204, threading.Event()
        self.hold.set()
        self.url = f"http://127.0.0.1:{self.server_address[1]}/"


class _Answer(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(self.headers["webhook-id"])
        self.server.hold.wait(20)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def hook():
    with Hook() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.hold.set()
        server.shutdown()


# -- one round -----------------------------------------------------------------------------------------------------


def test_what_is_new_is_told_once_with_words_outlet_and_id(run, watched):
    result = run("watch", "--db", watched)
    assert result.exit_code == 0
    title, question, quote, source = (line.strip() for line in result.stdout.strip().splitlines())
    assert (title, question, quote) == (
        "Nieuw: Rusland → Lviv: geweld", "Bewaakte vraag: oorlog", "“Rusland valt Lviv aan.”",
    )  # fmt: skip
    assert source.startswith("De Krant, 4 maart 2022 · nieuw:")
    assert result.stderr == "1 bewaakte vraag: 1 nieuwe melding.\n"
    again = run("watch", "--db", watched)
    assert (again.stdout, again.stderr) == ("", "1 bewaakte vraag: 0 nieuwe meldingen.\n")


def test_the_same_in_english(run, watched):
    result = run("watch", "--db", watched, "--lang", "en")
    assert result.stdout.startswith("New: Russia → Lviv: ")
    assert result.stderr == "1 watched question: 1 new alert.\n"


def test_programs_get_an_array_also_of_nothing(run, watched):
    (alert,) = json.loads(run("watch", "--db", watched, "--json").stdout)
    assert (alert["name"], alert["alarm"], alert["day"]) == ("oorlog", "act", "2022-03-04")
    assert alert["claims"][0]["evidence"][0]["quote"] == "Rusland valt Lviv aan."
    assert json.loads(run("watch", "--db", watched, "--json").stdout) == []


def test_where_nothing_is_watched_it_says_how_to_begin(run, db):
    result = run("watch", "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "kroniek watch add NAAM --actor Rusland" in result.stderr


def test_a_chronicle_that_is_not_there_is_not_made(run, tmp_path):
    for call in (["watch"], ["watch", "list"], ["watch", "add", "a", "--actor", "b"], ["watch", "alerts"]):
        result = run(*call, "--db", tmp_path / "niets.db")
        assert result.exit_code == 3
        assert "no chronicle" in result.stderr
    assert not (tmp_path / "niets.db").exists()


# -- questions -----------------------------------------------------------------------------------------------------


def test_what_is_watched_is_listed_and_removed(run, db):
    add = ["watch", "add", "--db", db]
    run(
        *add,
        "week",
        "--actor",
        "Rusland",
        "--with",
        "Oekraïne",
        "--alarm",
        "week",
        "--once-in",
        "50",
        "--count",
        "conflict",
    )
    run(*add, "belofte", "--actor", "Iran", "--alarm", "due", "--days", "3", "--type", "AGREE")
    run(*add, "nee", "--place", "Odesa", "--alarm", "denial", "--outlets", "2")
    listed = run("watch", "list", "--db", db).stdout
    assert " ".join(listed.split()) == (
        "belofte belofte loopt af · --actor Iran --type AGREE · 3 dagen vooraf "
        "nee ontkenning · --place Odesa · vanaf 2 bronnen "
        "week ongewone week · --actor Rusland --with Oekraïne · zeldzamer dan eens in 50 weken · alleen conflict"
    )
    records = json.loads(run("watch", "list", "--db", db, "--json").stdout)
    assert [(one["name"], one["alarm"]) for one in records] == [("belofte", "due"), ("nee", "denial"), ("week", "week")]
    assert run("watch", "remove", "week", "--db", db).exit_code == 0
    gone = run("watch", "remove", "week", "--db", db)
    assert (gone.exit_code, "no saved question 'week'" in gone.stderr) == (2, True)


def test_a_question_about_nobody_in_the_chronicle_is_watched_with_a_warning(run, db):
    result = run("watch", "add", "fout", "--actor", "Ruslant", "--db", db)
    assert (result.exit_code, "nog niets in deze kroniek" in result.stderr) == (0, True)
    assert "nog niets" not in run("watch", "add", "goed", "--actor", "Rusland", "--db", db).stderr


def test_an_unusual_week_is_watched_with_how_often_it_would_have_been_false(run, db):
    result = run("watch", "add", "week", "--actor", "Rusland", "--with", "Oekraïne", "--alarm", "week", "--db", db)
    assert "te weinig verleden" in result.stdout


def test_alerts_are_shown_again_with_what_did_not_arrive(run, watched, hook):
    hook.status = 500
    run("watch", "--db", watched, "--webhook", hook.url, "--private")
    shown = run("watch", "alerts", "--db", watched).stdout
    assert shown.startswith("Nieuw: Rusland → Lviv: geweld\n")
    assert "webhook:127.0.0.1#" in shown
    assert "mislukt (127.0.0.1 answered 500 Internal Server Error.)" in shown
    (record,) = json.loads(run("watch", "alerts", "--db", watched, "--json").stdout)
    assert [one["state"] for one in record["deliveries"]] == ["done", "failed"]


def test_no_alerts_is_said(run, db):
    assert run("watch", "alerts", "--db", db).stderr == "Nog geen meldingen.\n"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["--db", "x", "list"], "Write the options behind the word: kroniek watch list … --db …"),
        (["--every", "10s"], "is no time between rounds"),
        (["--every", "veel"], "is no time between rounds"),
        (["--json", "--every", "5m"], "there is one round"),
        (["--mail", "a@b.example"], "Mail needs both"),
        (["--smtp", "localhost"], "Mail needs both"),
        (["--follow"], "give --feeds FILE"),
        (["--feeds", "weg.opml"], "weg.opml cannot be read"),
        (["--webhook", "krant.example"], "no web address"),
        (["--atom", "weg/meldingen.xml"], "cannot be written"),
        (["--today", "gisteren"], "is not a date"),
        (["add", "a", "--alarm", "week", "--actor", "Iran"], "give actor and other"),
        (["add", "a"], "asks for nothing in particular"),
    ],
    ids=lambda one: one if isinstance(one, str) else " ".join(one),
)
def test_a_call_that_cannot_be_is_refused_with_what_to_do(run, watched, call, message):
    at = [] if call[0] == "--db" else ["--db", watched]
    result = run("watch", *call, *at)
    assert (result.exit_code, message in result.stderr) == (2, True), result.stderr


# -- outlets -------------------------------------------------------------------------------------------------------


def test_each_outlet_gets_each_alert_once(run, watched, hook, tmp_path):
    to = ["--db", watched, "--webhook", hook.url, "--private", "--atom", tmp_path / "meldingen.xml"]
    assert run("watch", *to).exit_code == 0
    assert run("watch", *to).exit_code == 0
    assert len(hook.got) == 1
    (entry,) = feedparser.parse((tmp_path / "meldingen.xml").read_bytes()).entries
    assert entry.id == f"urn:kroniek:alert:{hook.got[0]}"


def test_what_did_not_arrive_is_named_and_tried_again(run, watched, hook):
    to = ["--db", watched, "--webhook", hook.url, "--private"]
    hook.status = 503
    failed = run("watch", *to)
    assert failed.exit_code == 1
    assert "1 melding is niet aangekomen bij 127.0.0.1 (127.0.0.1 answered 503 Service Unavailable)." in failed.stderr
    hook.status = 204
    assert run("watch", *to).exit_code == 0
    assert len(hook.got) == 2
    assert len(set(hook.got)) == 1


def test_who_looks_by_hand_takes_nothing_from_another_outlet(run, watched, hook):
    to = ["--db", watched, "--webhook", hook.url, "--private"]
    run("watch", *to)
    keep(watched, build.document("Rusland valt Odesa aan.", id="later", publisher="De Krant"))
    assert "Odesa" in run("watch", "--db", watched).stdout
    run("watch", *to)
    assert len(hook.got) == 2


def test_a_webhook_inside_the_own_network_is_refused_unless_that_is_meant(run, watched, hook):
    result = run("watch", "--db", watched, "--webhook", hook.url)
    assert (result.exit_code, hook.got) == (1, [])
    assert "Allow it with --private" in result.stderr


def test_a_program_that_is_killed_while_it_sends_sends_nothing_twice(run, watched, hook):
    hook.hold.clear()
    call = [sys.executable, "-m", "kroniek", "watch", "--db", watched, "--webhook", hook.url, "--private"]
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _until(lambda: hook.got)
        process.send_signal(signal.SIGKILL)
    hook.hold.set()
    result = run("watch", *call[4:])
    assert len(hook.got) == 1
    assert "misschien aangekomen" in result.stderr
    assert "Nieuw" not in result.stdout
    run("watch", *call[4:], "--again")
    assert len(hook.got) == 2


def _until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


# -- feeds ---------------------------------------------------------------------------------------------------------


def test_feeds_that_fail_are_named_and_the_round_goes_on(run, watched, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/rss"
    (tmp_path / "feeds.txt").write_text(url, encoding="utf-8")
    result = run("watch", "--db", watched, "--feeds", tmp_path / "feeds.txt", "--private", "--once")
    assert result.exit_code == 1
    assert url in result.stderr
    assert "It is asked for again from" in result.stderr
    assert "1 feed is niet gelezen." in result.stderr
    assert "Nieuw: Rusland → Lviv: geweld" in result.stdout


class Feed(BaseHTTPRequestHandler):
    """A feed with one article and one entry in another language; another address holds a page."""

    def do_GET(self):
        item = "<item><title>{0}</title><guid>{0}</guid><description>{1}</description></item>"
        dutch = item.format(
            "Bericht", "De president heeft woensdag gezegd dat hij bereid is met zijn ambtgenoot te praten."
        )
        other = item.format(
            "News", "The president said on Wednesday that he is willing to talk to his counterpart soon."
        )
        pages = {
            "/rss": f'<rss version="2.0"><channel><title>Krant</title>{dutch}{other}</channel></rss>',
            "/a": "<html><p>x",
        }
        body = pages.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def test_feeds_are_read_first_and_what_gives_no_article_is_named_only_where_it_is_asked(run, db, tmp_path):
    with ThreadingHTTPServer(("127.0.0.1", 0), Feed) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{site.server_address[1]}"
        (tmp_path / "feeds.txt").write_text(f"{url}/rss", encoding="utf-8")
        call = ["watch", "--db", db, "--feeds", tmp_path / "feeds.txt", "--private", "--once", "--engine", "rules"]
        first, again = run(*call), run(*call, "-v")
        (tmp_path / "feeds.txt").write_text(f"{url}/a", encoding="utf-8")
        wrong = run(*call)
        site.shutdown()
    assert (first.exit_code, f"{url}/rss: 1 nieuw artikel." in first.stderr) == (0, True)
    assert "News" not in first.stderr
    assert "niets nieuws" in again.stderr
    assert "/rss#News" in again.stderr
    assert (wrong.exit_code, "is no feed (RSS or Atom)" in wrong.stderr) == (1, True)


def test_it_goes_on_until_it_is_stopped(run, watched, monkeypatch):
    rounds = []

    def sleep(seconds):
        rounds.append(seconds)
        if len(rounds) == 3:
            raise KeyboardInterrupt
        keep(
            watched, build.document(f"Rusland valt Odesa{len(rounds)} aan.", id=f"n{len(rounds)}", publisher="De Krant")
        )

    monkeypatch.setattr(command.time, "sleep", sleep)
    result = run("watch", "--db", watched, "--every", "2m")
    assert result.exit_code == 130
    assert result.stdout.count("Nieuw: ") == 3
    assert result.stderr.count("Volgende ronde om ") == 3
    assert result.stderr.endswith("Gestopt. Wat gelezen en gemeld is, blijft bewaard.\n")
    assert all(0 < seconds <= 120 for seconds in rounds)


# -- measuring -----------------------------------------------------------------------------------------------------


def measured(*shares, weeks=60):
    """Pairs that were judged in so many weeks, with these shares of false alarms."""
    return [
        PairMeasured(
            actor="Rusland",
            other="Oekraïne",
            counted=Counted.ALL,
            once_in=100,
            events=40,
            weeks=weeks,
            judged=Measured(weeks=weeks, flagged=1, shuffled_weeks=1000, shuffled_flagged=round(1000 * share)),
            watched=False,
        )
        for share in shares
    ]


def printed(capsys, found, lang="nl"):
    print_measured(Session(settings=Settings(lang=lang), verbose=False), found)
    told = capsys.readouterr()
    return " ".join(told.err.split())


def test_the_false_alarms_of_a_year_are_told_of_all_pairs_together(capsys):
    told = printed(capsys, measured(0.01, 0.03))
    assert "Wie deze 2 paren een jaar volgt, krijgt daarvan naar verwachting 2,1 vals alarm." in told
    assert "weinig weken" not in told
    assert "can expect 0.5 false alarms from it" in printed(capsys, measured(0.01), lang="en")


def test_a_number_that_rests_on_few_weeks_is_told_to_be_uncertain(capsys):
    assert "dat getal kan er ver naast zitten" in printed(capsys, measured(0.01, weeks=12))


def test_too_little_past_is_said(run, watched):
    run("watch", "add", "week", "--actor", "Rusland", "--with", "Oekraïne", "--alarm", "week", "--db", watched)
    result = run("watch", "--measure", "--db", watched)
    assert "Rusland – Oekraïne" in result.stdout
    assert "te weinig verleden" in result.stdout
    records = json.loads(run("watch", "--measure", "--db", watched, "--json").stdout)
    assert (records[0]["actor"], records[0]["watched"], records[0]["judged"]) == ("Rusland", True, None)
