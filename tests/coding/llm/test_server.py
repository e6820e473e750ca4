"""A server that is busy, slow, broken or old is met with patience, within limits, and never with silence."""

import json
import socket
import time
from dataclasses import replace

import pytest

from kroniek.coding import coder
from kroniek.coding.llm.engine import LlmCoder
from kroniek.coding.llm.options import Options, checked, limits, stays_here
from kroniek.coding.llm.server import Server, TooLong
from kroniek.errors import AnswerError, ServerError, UsageError
from kroniek.model.analysis import SentenceKind
from tests.chatting import Chat
from tests.coding.told import analysis_of

ASK = [{"role": "user", "content": "Wat staat er?"}]
KEY = "sk-geheim-123"


@pytest.fixture
def chat():
    with Chat() as chat:
        yield chat


def server(chat, *, pauses=None, key="", timeout_s=20.0, **within):
    """A server as the engine asks it; the pauses are noted instead of waited."""
    options = checked(Options(server=chat.address, model="klein", key=key, timeout_s=timeout_s))
    return Server(options, within=replace(limits(), **within), sleep=(pauses if pauses is not None else []).append)


def test_a_question_is_the_same_every_time_and_asks_for_the_shape(chat):
    chat.says({"claims": []})
    asking = server(chat)
    answer = asking.ask(ASK)
    asking.ask(ASK)
    assert (answer.text, answer.prompt_tokens, answer.completion_tokens) == ('{"claims": []}', 100, 20)
    first, second = chat.asked
    assert {**first, "headers": None} == {**second, "headers": None}
    assert first["path"] == "/v1/chat/completions"
    assert (first["model"], first["temperature"], first["seed"], first["stream"]) == ("klein", 0, 1, False)
    assert first["response_format"]["json_schema"]["strict"] is True
    assert "Authorization" not in first["headers"]


def test_the_key_goes_into_one_header(chat):
    chat.says("x")
    asking = server(chat, key=KEY)
    asking.ask(ASK)
    assert chat.asked[0]["headers"]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in repr(asking._options)


def test_a_server_without_schemas_is_asked_for_an_object_then_for_text_and_that_is_remembered(chat):
    chat.fails(400, "response_format json_schema is not supported")
    chat.fails(422, "unknown response_format")
    chat.says("x")
    asking = server(chat)
    asking.ask(ASK)
    asking.ask(ASK)
    kinds = [asked.get("response_format", {}).get("type") for asked in chat.asked]
    assert kinds == ["json_schema", "json_object", None, None]


def test_a_500_about_the_schema_is_not_taken_for_a_busy_server(chat):
    pauses = []
    chat.fails(500, "failed to parse grammar")
    chat.says("x")
    server(chat, pauses=pauses).ask(ASK)
    assert pauses == []
    assert chat.asked[1]["response_format"] == {"type": "json_object"}


def test_newer_names_and_missing_seeds_are_learned(chat):
    chat.fails(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    chat.fails(400, "Unrecognized request argument: seed")
    chat.says("x")
    server(chat).ask(ASK)
    last = chat.asked[-1]
    assert "max_completion_tokens" in last
    assert not {"max_tokens", "seed"} & set(last)
    assert last["response_format"]["type"] == "json_schema"


def test_a_busy_server_is_asked_again_after_growing_pauses(chat):
    pauses = []
    chat.fails(429, "slow down", Retry_After="3")
    chat.fails(503, "loading model")
    chat.hangs_up()
    chat.says("x")
    assert server(chat, pauses=pauses).ask(ASK).text == "x"
    assert pauses == [3.0, 2.0, 4.0]


def test_a_server_that_stays_busy_costs_the_document_and_in_the_end_the_run(chat):
    pauses = []
    chat.fails(500, "out of luck")
    asking = server(chat, pauses=pauses, attempts=2, failures_in_a_row=2)
    with pytest.raises(AnswerError, match=r"answered 500: .*out of luck"):
        asking.ask(ASK)
    assert len(pauses) == 1
    with pytest.raises(ServerError, match="2 articles in a row"):
        asking.ask(ASK)


def test_an_answer_between_two_failures_begins_the_count_anew(chat):
    chat.fails(500)
    chat.says("x")
    chat.fails(500)
    asking = server(chat, attempts=1, failures_in_a_row=2)
    with pytest.raises(AnswerError):
        asking.ask(ASK)
    asking.ask(ASK)
    with pytest.raises(AnswerError):
        asking.ask(ASK)


def test_a_server_that_wants_a_very_long_pause_is_not_waited_for(chat):
    pauses = []
    chat.fails(429, "tomorrow", Retry_After="3600")
    with pytest.raises(AnswerError, match=r"429: .*tomorrow"):
        server(chat, pauses=pauses).ask(ASK)
    assert pauses == []


def test_a_slow_server_is_given_up_after_the_timeout_and_not_asked_the_same_again(chat):
    chat.hangs()
    begun = time.monotonic()
    with pytest.raises(AnswerError, match=r"took longer than 0.3 seconds"):
        server(chat, timeout_s=0.3).ask(ASK)
    assert time.monotonic() - begun < 5
    assert len(chat.asked) == 1


@pytest.mark.parametrize("first", [b"HTTP/1.0 200 OK\r\nX-Kop: ", b"HTTP/1.0 200 OK\r\n\r\n{"])
def test_a_server_that_answers_a_byte_at_a_time_is_given_up_after_the_timeout(chat, first):
    chat.drips(first)
    begun = time.monotonic()
    with pytest.raises(AnswerError, match=r"took longer than 0.3 seconds"):
        server(chat, timeout_s=0.3).ask(ASK)
    assert time.monotonic() - begun < 5


def test_a_huge_answer_is_not_read(chat):
    chat.says("x" * 100_000)
    with pytest.raises(AnswerError, match="larger than 10,000 bytes"):
        server(chat, answer_bytes=10_000).ask(ASK)


@pytest.mark.parametrize(
    "body", [b"<html>Welkom</html>", b"", b"{}", b'{"choices": []}', b'{"choices": ["x"]}', b"[" * 100_000]
)
def test_what_is_no_chat_is_told(chat, body):
    chat.sends(body)
    with pytest.raises(AnswerError, match="no answer of an OpenAI-compatible chat"):
        server(chat).ask(ASK)


@pytest.mark.parametrize(
    ("content", "text"),
    [(None, ""), ([{"type": "text", "text": "a"}, {"type": "text", "text": "b"}], "ab"), (7, ""), ([7, {}], "")],
)
def test_a_message_may_come_in_parts_or_be_empty(chat, content, text):
    chat.sends(json.dumps({"choices": [{"message": {"content": content}}], "usage": {"prompt_tokens": "?"}}).encode())
    answer = server(chat).ask(ASK)
    assert (answer.text, answer.prompt_tokens, answer.cut) == (text, None, False)


@pytest.mark.parametrize(
    ("status", "message"),
    [(400, "This model's maximum context length is 4096 tokens"), (413, ""), (500, "the prompt is too long")],
)
def test_a_question_that_is_too_long_is_told_apart(chat, status, message):
    chat.fails(status, message)
    with pytest.raises(TooLong):
        server(chat).ask(ASK)
    assert len(chat.asked) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_stops_the_run_and_is_not_shown(chat, status):
    chat.fails(status, f"Incorrect API key provided: {KEY}")
    with pytest.raises(ServerError, match=r"does not accept the key .*KRONIEK_LLM_API_KEY") as raised:
        server(chat, key=KEY).ask(ASK)
    assert KEY not in str(raised.value)


def test_a_model_that_is_not_there_stops_the_run_and_the_others_are_named(chat):
    chat.fails(404, "model 'klein' not found")
    with pytest.raises(ServerError, match=r"no model 'klein'.* It offers: groot, klein"):
        server(chat).ask(ASK)


def test_a_redirect_is_not_followed(chat):
    chat.sends(b"", status=307, Location="http://elders.example/v1")
    with pytest.raises(ServerError, match="sends questions elsewhere"):
        server(chat).ask(ASK)
    assert len(chat.asked) == 1


def test_a_refusal_that_no_other_wording_mends_costs_one_document(chat):
    chat.says("x")
    chat.fails(400, "content policy")
    asking = server(chat)
    asking.ask(ASK)
    with pytest.raises(AnswerError, match=r"refused the question about this text .*content policy"):
        asking.ask(ASK)


def test_where_nobody_listens_the_run_stops_at_once():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pauses = []
    nobody = Server(checked(Options(server=f"http://127.0.0.1:{port}", model="m")), sleep=pauses.append)
    with pytest.raises(ServerError, match=f"No server answers at http://127.0.0.1:{port}/v1 .*ollama serve"):
        nobody.ask(ASK)
    assert pauses == []


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("http://localhost:11434", "http://localhost:11434/v1"),
        ("http://localhost:11434/", "http://localhost:11434/v1"),
        ("https://api.voorbeeld.example/v1/", "https://api.voorbeeld.example/v1"),
        ("https://voorbeeld.example/openai/chat/completions", "https://voorbeeld.example/openai"),
        ("https://voorbeeld.example/v1/chat/completions?versie=2", "https://voorbeeld.example/v1?versie=2"),
    ],
)
def test_the_address_of_the_chat_follows_from_what_was_given(given, address):
    assert checked(Options(server=given, model="m")).server == address


@pytest.mark.parametrize("given", ["localhost:11434", "ftp://a.example", "http://", "http://a:b", "http://[::1", "x"])
def test_what_is_no_address_is_refused(given):
    with pytest.raises(UsageError, match="is no address of a server"):
        checked(Options(server=given, model="m"))


def test_a_password_in_the_address_is_refused_and_not_shown():
    with pytest.raises(UsageError, match="user name or a password") as raised:
        checked(Options(server="https://ik:geheim@a.example", model="m"))
    assert "geheim" not in str(raised.value)


def test_a_key_that_cannot_be_one_is_refused_and_not_shown():
    with pytest.raises(UsageError, match="KRONIEK_LLM_API_KEY") as raised:
        checked(Options(server="http://localhost", model="m", key="sk geheim\n"))
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://localhost:1", True),
        ("http://LOCALHOST./", True),
        ("http://model.localhost", True),
        ("http://127.0.0.5/v1", True),
        ("http://[::1]:8080", True),
        ("http://192.168.1.7", False),
        ("https://api.voorbeeld.example", False),
        ("http://localhost.voorbeeld.example", False),
        ("http://0.0.0.0", False),
    ],
)
def test_which_addresses_stay_on_this_machine(address, here):
    assert stays_here(address) is here


# the engine, over the wire


def engine(chat, told, **options):
    return LlmCoder(
        Options(server=chat.address, model="klein", **options), told=told.append, server=server(chat, attempts=1)
    )


def test_a_server_must_be_named():
    with pytest.raises(UsageError, match="needs a server that you name"):
        coder("llm")


def test_a_model_must_be_named_and_those_of_the_server_are_told(chat):
    with pytest.raises(UsageError, match=r"--llm-model NAME.* It offers: groot, klein\."):
        coder("llm", llm=Options(server=chat.address, model=""))


def test_an_answer_that_is_no_json_is_asked_for_once_more(chat):
    told = []
    chat.says("Ik zie hier niets.")
    chat.says({"claims": []})
    assert list(engine(chat, told)(analysis_of("Rusland viel Kiev aan."))) == []
    assert [message["role"] for message in chat.asked[1]["messages"]] == ["system", "user", "assistant", "user"]
    assert (told[0].questions, told[0].prompt_tokens, told[0].completion_tokens) == (2, 200, 40)


def test_two_answers_without_json_cost_the_document_and_its_tokens_are_told(chat):
    told = []
    chat.says('{"claims": [{"quotes": ["Rus')
    with pytest.raises(AnswerError, match="answered twice with something that is not the JSON"):
        list(engine(chat, told)(analysis_of("Rusland viel Kiev aan.")))
    assert (told[0].failed, told[0].questions, told[0].prompt_tokens) == (True, 2, 200)


def test_questions_whose_tokens_are_not_told_are_counted(chat):
    told = []
    chat.says({"claims": []}, usage=None)
    list(engine(chat, told)(analysis_of("Rusland viel Kiev aan.")))
    assert (told[0].questions, told[0].untold, told[0].prompt_tokens) == (1, 1, 0)


def test_a_cut_answer_makes_the_window_smaller(chat):
    told = []
    chat.says('{"claims": [', finish="length")
    chat.says({"claims": []})
    list(engine(chat, told)(analysis_of("Rusland viel Kiev aan.\n\nDuitsland veroordeelde dat.")))
    assert [question.partition("<article>")[2] for question in chat.questions()][1:] == [
        "\nRusland viel Kiev aan.\n</article>",
        "\nDuitsland veroordeelde dat.\n</article>",
    ]
    assert told[0].questions == 3


def test_a_sentence_that_does_not_fit_costs_the_document(chat):
    told = []
    chat.says("{", finish="length")
    with pytest.raises(AnswerError, match="A single sentence of this text is too long for the model"):
        list(engine(chat, told)(analysis_of("Rusland viel Kiev aan.")))


def test_the_windows_of_a_long_text_give_one_list_of_claims(chat):
    told = []
    first, second = "Rusland viel dinsdag Kiev aan.", "Duitsland veroordeelde de aanval."
    chat.says({"claims": [_told(first, "viel", "ASSAULT", "Rusland")]})
    chat.says(
        {"claims": [_told(second, "veroordeelde", "ACCUSE", "Duitsland"), _told(first, "viel", "ASSAULT", "Rusland")]}
    )
    text = f"{first}\n\n{second}"
    claims = list(engine(chat, told, window_chars=40)(analysis_of(text)))
    assert [claim.type for claim in claims] == ["ASSAULT", "ACCUSE"]
    assert (told[0].questions, told[0].records, [refusal.cause for refusal in told[0].refusals]) == (2, 3, ["quote"])


def _told(quote, trigger, kind, actor):
    return {"quotes": [quote], "trigger": trigger, "type": kind, "status": "happened", "actors": [{"words": actor}]}


def test_what_was_shown_only_to_understand_is_not_coded_twice(chat):
    told = []
    first, second = "Rusland viel aan.", f"Duitsland veroordeelde dat{' zeer' * 20}."
    chat.says({"claims": []})
    chat.says({"claims": [_told(first, "viel", "ASSAULT", "Rusland")]})
    coding = engine(chat, told, window_chars=len(second))
    assert list(coding(analysis_of(f"{first}\n\n{second}"))) == []
    assert [refusal.cause for refusal in told[0].refusals] == ["before"]


def test_a_text_without_anything_to_ask_about_asks_nobody(chat):
    told = []
    assert list(engine(chat, told)(analysis_of("   "))) == []
    assert (chat.asked, told[0].questions) == ([], 0)


def test_a_text_with_half_a_character_can_be_asked_about(chat):
    chat.says({"claims": []})
    assert list(engine(chat, [])(analysis_of("Rusland viel Kiev \ud800 aan."))) == []


def test_boilerplate_is_neither_shown_nor_believed(chat):
    told = []
    offer = "Neem een abonnement op de krant en lees verder."
    text = f"Rusland viel Kiev aan.\n\n{offer}\n\nDuitsland zweeg."
    analysis = analysis_of(text)
    sentences = tuple(
        replace(one, kind=SentenceKind.BOILERPLATE) if text[one.start : one.end] == offer else one
        for one in analysis.sentences
    )
    chat.says({"claims": [_told("lees verder", "lees", "REQUEST", "krant")]})
    assert list(engine(chat, told)(replace(analysis, sentences=sentences))) == []
    assert "Rusland viel Kiev aan.\n\nDuitsland zweeg." in chat.questions()[0]
    assert [refusal.cause for refusal in told[0].refusals] == ["boilerplate"]
