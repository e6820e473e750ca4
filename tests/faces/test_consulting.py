"""What a user sees where a language model is asked: the notice before, the tokens and what was refused after."""

import json
from dataclasses import dataclass

import pytest

from kroniek.faces.cli.consulting import Account
from kroniek.faces.cli.wording import wording
from kroniek.model.consulted import Cause, Consulted, Refusal
from kroniek.settings import Settings
from tests.chatting import Chat

TEXT = "Rusland viel dinsdag Kiev aan. Duitsland veroordeelde de aanval."
KEY = "sk-geheim-123"


def told(quote, **changes):
    record = {"quotes": [quote], "trigger": "viel", "type": "ASSAULT", "status": "happened", "actors": ["Rusland"]}
    return record | changes


@pytest.fixture
def chat():
    with Chat() as chat:
        chat.says(
            {
                "claims": [
                    told("Rusland viel dinsdag Kiev aan."),
                    told("China viel Taiwan aan."),
                    told("Rusland viel dinsdag Kiev aan.", date="Kiev"),
                ]
            },
            usage=(1234, 56),
        )
        yield chat


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "aanval.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def asking(chat, *more):
    return ("--engine", "llm", "--llm-server", chat.address, "--llm-model", "klein", "--published", "2022-03-04", *more)


def test_code_tells_tokens_and_what_was_refused(run, chat, article):
    result = run("code", article, *asking(chat), env={"COLUMNS": "100"})
    assert result.exit_code == 0
    assert [json.loads(line)["type"] for line in result.stdout.splitlines()] == ["ASSAULT"]
    assert "Taalmodel klein: 1.234 tokens gevraagd en 56 geantwoord, 1 vraag over 1 artikel." in result.stderr
    assert "  aanval  1.234 + 56 tokens, 1 bewering" in result.stderr
    assert "1 record van het taalmodel geweigerd:\n  de zin staat niet in de tekst: 1\n" in result.stderr
    assert "    aanval: China viel Taiwan aan." in result.stderr
    assert "1 veld weggelaten uit een record:\n  geen dag die op de kalender te plaatsen is: 1\n" in result.stderr
    assert "verlaten deze computer" not in result.stderr


def test_read_keeps_the_claims_and_counts_as_json(run, chat, article, tmp_path):
    db = tmp_path / "proef.db"
    result = run("read", article, "--db", db, "--json", *asking(chat))
    assert json.loads(result.stdout)["consulted"] == {
        "model": "klein",
        "host": chat.address.removeprefix("http://"),
        "questions": 1,
        "prompt_tokens": 1234,
        "completion_tokens": 56,
        "questions_without_tokens": 0,
        "records": 3,
        "refused": {"date": 1, "quote": 1},
    }
    again = run("read", article, "--db", db, *asking(chat))
    assert len(chat.asked) == 1, "what is known is not asked about again"
    assert "Taalmodel" not in again.stderr


def test_other_engines_ask_nobody_and_say_nothing_of_it(run, chat, article, tmp_path):
    env = {"KRONIEK_LLM_SERVER": chat.address, "KRONIEK_LLM_MODEL": "klein"}
    result = run("read", article, "--db", tmp_path / "proef.db", "--engine", "rules", "--json", env=env)
    assert "consulted" not in json.loads(result.stdout)
    assert (chat.asked, "Taalmodel" in result.stderr) == ([], False)


def test_a_document_that_fails_is_listed_and_the_run_goes_on(run, article, tmp_path):
    (tmp_path / "tweede.txt").write_text("Frankrijk zweeg.", encoding="utf-8")
    with Chat() as chat:
        chat.says("geen JSON")
        chat.says("weer niet")
        chat.says({"claims": []})
        result = run("code", article, tmp_path / "tweede.txt", *asking(chat), "--lang", "en", "--language", "nl")
    assert result.exit_code == 1
    assert "1 source gave no article:" in result.stderr
    assert "language model: The model klein answered twice with something that is not the JSON" in " ".join(
        result.stderr.split()
    )
    assert "aanval  200 + 40 tokens, failed" in result.stderr
    assert "tweede  100 + 20 tokens, 0 claims" in result.stderr


def test_without_a_server_nothing_is_read_and_nothing_is_made(run, article, tmp_path):
    result = run("read", article, "--db", tmp_path / "proef.db", "--engine", "llm")
    assert result.exit_code == 2
    assert "needs a server that you name: --llm-server http://localhost:11434" in result.stderr
    assert not (tmp_path / "proef.db").exists()


def test_without_a_model_those_of_the_server_are_named(run, chat, article):
    result = run("code", article, "--engine", "llm", "--llm-server", chat.address)
    assert result.exit_code == 2
    assert "It offers: groot, klein." in result.stderr


def test_a_server_that_is_down_stops_the_run(run, article):
    with Chat() as chat:
        address = chat.address
    result = run("code", article, "--engine", "llm", "--llm-server", address, "--llm-model", "m")
    assert result.exit_code == 3
    assert f"kroniek: No server answers at {address}/v1" in result.stderr
    assert "Taalmodel" not in result.stderr, "nobody was asked anything"


def test_the_key_is_sent_and_never_shown(run, chat, article):
    result = run("code", article, *asking(chat), "-v", env={"KRONIEK_LLM_API_KEY": f" {KEY}\n"})
    assert chat.asked[0]["headers"]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in result.output
    with Chat() as refusing:
        refusing.fails(401, f"Incorrect API key provided: {KEY}")
        result = run("code", article, *asking(refusing), "-v", env={"KRONIEK_LLM_API_KEY": KEY})
    assert result.exit_code == 3
    assert "KRONIEK_LLM_API_KEY" in result.stderr
    assert KEY not in result.output


def test_a_folder_of_somebody_else_cannot_name_the_server(run, chat, article, tmp_path):
    (tmp_path / "werk" / "kroniek.toml").write_text(f'engine = "llm"\nllm_server = "{chat.address}"\n')
    result = run("code", article)
    assert result.exit_code == 2
    assert "may not set llm_server" in result.stderr
    assert chat.asked == []


def test_evaluate_tells_tokens_too_and_asks_nobody_for_what_is_coded(run, chat, tmp_path):
    record = {"doc_id": "aanval", "event_id": "aanval:1", "type": "ASSAULT", "evidence": []}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(record) + "\n", encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "aanval.txt").write_text(TEXT, encoding="utf-8")
    options = ("--engine", "llm", "--llm-server", chat.address, "--llm-model", "klein")
    assert "Taalmodel klein" in run("evaluate", gold, "--texts", texts, *options).stderr
    assert len(chat.asked) == 1
    assert "Taalmodel" not in run("evaluate", gold, "--system", gold, *options).stderr
    assert len(chat.asked) == 1


@dataclass
class Here:
    settings: Settings
    verbose: bool = False

    @property
    def words(self):
        return wording(self.settings.lang)


def account(server, **given):
    return Account(Here(Settings(engine="llm", llm_server=server, llm_model="groot", lang="en"), **given))


@pytest.mark.parametrize(
    ("server", "notice"),
    [
        ("https://api.voorbeeld.example/v1", ["leave this machine", "to api.voorbeeld.example, for"]),
        ("http://10.0.0.7:8000", ["leave this machine", "10.0.0.7:8000", "not encrypted (http)"]),
    ],
)
def test_before_texts_leave_this_machine_it_is_said(capsys, server, notice):
    with account(server):
        said = " ".join(capsys.readouterr().err.split())
    assert all(words in said for words in notice)
    assert ("not encrypted" in said) is server.startswith("http://")


def test_a_server_on_this_machine_needs_no_notice(capsys):
    with account("http://localhost:11434"):
        pass
    assert capsys.readouterr().err == ""


def consulted(name, *refusals, untold=0):
    return Consulted(
        document=name,
        model="groot",
        questions=1,
        prompt_tokens=10,
        completion_tokens=1,
        untold=untold,
        refusals=refusals,
    )


def test_long_lists_are_cut_short_and_v_shows_all(capsys):
    many = [consulted(f"doc{number}", Refusal(cause=Cause.QUOTE, words=f"zin {number}")) for number in range(14)]
    for verbose in (False, True):
        with account("http://localhost", verbose=verbose) as asked:
            for one in many:
                asked.add(one)
        said = capsys.readouterr().err
        assert ("doc12  " in said, "zin 12" in said, "and 4 more" in said) == (verbose, verbose, not verbose)
        assert "140 tokens asked and 14 answered" in " ".join(said.split())


def test_an_account_is_given_also_where_the_run_breaks_off(capsys):
    asked = account("http://localhost").__enter__()
    asked.add(consulted("een", untold=1))
    asked.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "For 1 question the server told no tokens." in " ".join(capsys.readouterr().err.split())


def test_what_is_refused_cannot_steer_the_terminal(capsys):
    with account("http://localhost") as asked:
        asked.add(consulted("een", Refusal(cause=Cause.QUOTE, words="\x1b[2J weg")))
    assert "\x1b" not in capsys.readouterr().err


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_cause_has_words(language):
    assert set(wording(language).words["causes"]) == {cause.value for cause in Cause}
