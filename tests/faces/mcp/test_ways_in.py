"""`kroniek mcp` as a client meets it: on a pipe, over HTTP, and where it refuses to stand open."""

import asyncio
import json
import signal
import subprocess
import sys
import time

import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from starlette.testclient import TestClient

from kroniek.api import open_chronicle
from kroniek.faces.mcp.options import options
from kroniek.faces.mcp.serving import PATH, guarded
from kroniek.faces.web.guard import HEADERS
from tests.faces.web.test_serving import free_port

TOKEN = "0123456789abcdef-token"
FIRST = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "proef", "version": "1"},
    },
}
"""How a client of the handshake versions begins."""
ACCEPT = {"Accept": "application/json, text/event-stream"}
SLOWEST_START_S = 30


async def looked_around(client):
    """What a client sees that lists the tools and asks two questions."""
    tools = (await client.list_tools()).tools
    found = await client.call_tool("search_claims", {"actor": "Rusland", "limit": 1})
    wrong = await client.call_tool("evidence", {})
    return {tool.name for tool in tools}, found, wrong


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_client_on_a_pipe_can_ask(db, mode):
    async def asked():
        server = StdioServerParameters(command=sys.executable, args=["-m", "kroniek", "mcp", "--db", db])
        async with Client(stdio_client(server), mode=mode) as client:
            return client.instructions, await looked_around(client)

    instructions, (tools, found, wrong) = asyncio.run(asked())
    assert {"search_claims", "get_event", "evidence", "dyad_series", "promises"} <= tools
    assert "never cite words that no answer gave you" in instructions
    assert found.structured_content["claims"][0]["quote"]["text"]
    assert wrong.is_error


def test_the_pipe_carries_the_protocol_and_nothing_else_and_ends_with_it(db):
    command = [sys.executable, "-m", "kroniek", "mcp", "--db", db]
    lines = json.dumps(FIRST) + "\n" + "dit is geen bericht\n"
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=SLOWEST_START_S, check=False)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["jsonrpc"] for one in answers] == ["2.0"] * len(answers)
    assert "status" in answers[0]["result"]["instructions"].casefold()
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_client_over_http_can_ask_until_the_server_is_told_to_stop(db):
    port = free_port()
    command = [sys.executable, "-m", "kroniek", "mcp", "--db", db, "--http", "--port", str(port), "--token", TOKEN]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}{PATH}"

    async def asked():
        import httpx2

        async with (
            httpx2.AsyncClient(headers={"Authorization": f"Bearer {TOKEN}"}) as http,
            Client(streamable_http_client(address, http_client=http)) as client,
        ):
            return await looked_around(client)

    try:
        tools, found, wrong = _when_it_listens(port, lambda: asyncio.run(asked()))
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=SLOWEST_START_S)
    finally:
        process.kill()
    assert "search_claims" in tools
    assert found.structured_content["claims"]
    assert wrong.is_error
    assert address in said
    assert "Traceback" not in said


def _when_it_listens(port, ask):
    import socket

    for _ in range(SLOWEST_START_S * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return ask()
        time.sleep(0.1)
    raise AssertionError("nobody listens")


@pytest.fixture
def served(db):
    """`served(token=…)`: a client of the guarded app in this process."""
    opened = []

    def serve(**given):
        chosen = {"host": "127.0.0.1", "port": 8001, "hosts": (), "token": "", "rate": 1000.0, **given}
        chronicle = open_chronicle(db, read_only=True)
        client = TestClient(guarded(chronicle, options(**chosen)), base_url="http://localhost")
        client.__enter__()
        opened.extend([client, chronicle])
        return client

    yield serve
    for one in opened:
        one.__exit__(None, None, None)


def begin(client, **headers):
    return client.post(PATH, json=FIRST, headers=ACCEPT | headers)


def test_over_http_an_answer_comes_with_guarding_headers(served):
    answer = begin(served())
    assert answer.status_code == 200
    assert answer.json()["result"]["serverInfo"]["name"] == "kroniek"
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer verkeerd-token-0123456789", f"Basic {TOKEN}"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("path", [PATH, "/", "/toegang", "/static/x"])
def test_without_the_token_nothing_is_told(served, token, method, path):
    headers = ACCEPT | ({"Authorization": token} if token else {})
    answer = served(token=TOKEN).request(method, path, headers=headers, follow_redirects=False)
    assert answer.status_code == 401
    assert "Bearer" in answer.headers["www-authenticate"]


def test_with_the_token_it_answers(served):
    assert begin(served(token=TOKEN), Authorization=f"Bearer {TOKEN}").status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 400),
        ({"Host": "localhost.evil.example:8001"}, 400),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Host": "127.0.0.1:8001"}, 200),
    ],
)
def test_who_comes_from_elsewhere_is_refused(served, headers, status):
    assert begin(served(), **headers).status_code == status


def test_too_much_and_too_fast_are_refused(served):
    large = served().post(PATH, content=b"x" * 1_100_000, headers=ACCEPT | {"Content-Type": "application/json"})
    assert large.status_code == 413
    fast = served(rate=0.1)
    assert {begin(fast).status_code for _ in range(12)} == {200, 429}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"jsonrpc":"2.0"}', b"\xff", b'{"a":' * 2000])
def test_what_is_no_message_is_refused_and_breaks_nothing(served, body):
    client = served()
    answer = client.post(PATH, content=body, headers=ACCEPT | {"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert begin(client).status_code == 200


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (["--http", "--host", "0.0.0.0"], 2, "everybody in the network could read the chronicle"),
        (["--http", "--host", "0.0.0.0", "--token", "kort"], 2, "could be guessed"),
        (["--port", "9000"], 2, "--port: that is for HTTP"),
        (["--token", TOKEN, "--allow-host", "x"], 2, "--allow-host"),
    ],
)
def test_options_that_cannot_be_are_refused(run, db, given, code, said):
    result = run("mcp", "--db", db, *given)
    assert result.exit_code == code
    assert said in result.output


def test_a_chronicle_that_is_not_there_is_told_at_once(run):
    result = run("mcp", "--db", "niets.db")
    assert result.exit_code == 3
    assert "kroniek read" in result.output


def test_what_is_not_installed_is_told(run, db, monkeypatch):
    for name in [name for name in sys.modules if name.startswith(("mcp", "kroniek.faces.mcp"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    result = run("mcp", "--db", db)
    assert result.exit_code == 2
    assert "pip install 'kroniek[mcp]'" in result.output


def test_it_needs_nothing_of_the_web_app_beside_its_guards(spawn_code):
    code = (
        "import sys\n"
        "for name in ('fastapi', 'jinja2', 'markdown_it'): sys.modules[name] = None\n"
        "import kroniek.faces.mcp.serving, kroniek.faces.mcp.options\n"
        "print('loaded')"
    )
    assert spawn_code(code).strip() == "loaded"
