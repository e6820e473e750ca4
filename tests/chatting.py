"""A server on this machine that plays an OpenAI-compatible chat: it answers what the test says, and keeps what it was asked.

    with Chat() as chat:
        chat.says({"claims": []})
        chat.fails(429, retry_after="1")

Replies are given in order; the last one is given again where more is asked.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """One reply: a status, a body, and what is special about how it comes."""

    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    wait: bool = False  # until the test lets go
    drip: bytes = b""  # sent first, and then a byte now and then
    hang_up: bool = False


class Chat:
    """The server; `asked` holds the questions, each with its headers under `headers`."""

    def __init__(self):
        self.replies = []
        self.asked = []
        self.models = ["groot", "klein"]
        self.let_go = threading.Event()
        self._given = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def says(self, content, *, usage=(100, 20), finish="stop"):
        """Answer with these words, or with JSON."""
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        record = {"choices": [{"message": {"role": "assistant", "content": text}, "finish_reason": finish}]}
        if usage:
            record["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
        self.sends(json.dumps(record).encode())

    def sends(self, body, *, status=200, **headers):
        self.replies.append(Reply(status=status, body=body, headers=headers))

    def fails(self, status, message="", **headers):
        body = json.dumps({"error": {"message": message}}).encode()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies.append(Reply(status=status, body=body, headers=names))

    def hangs(self):
        self.replies.append(Reply(wait=True))

    def drips(self, first):
        """Begin with these bytes of an answer, and send one more now and then for ten seconds."""
        self.replies.append(Reply(drip=first))

    def hangs_up(self):
        self.replies.append(Reply(hang_up=True))

    def questions(self):
        """What the user's messages said, question by question."""
        return [asked["messages"][1]["content"] for asked in self.asked]

    def _next(self):
        reply = self.replies[min(self._given, len(self.replies) - 1)]
        self._given += 1
        return reply

    def _handler(chat):  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._send(200, json.dumps({"data": [{"id": name} for name in chat.models]}).encode(), {})

            def do_POST(self):
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                chat.asked.append(question | {"path": self.path, "headers": dict(self.headers)})
                reply = chat._next()
                if reply.drip:
                    _drip(self.wfile, reply.drip)
                if reply.wait:
                    chat.let_go.wait(20)
                if reply.wait or reply.drip or reply.hang_up:
                    self.close_connection = True
                    return
                self._send(reply.status, reply.body, reply.headers)

            def _send(self, status, body, headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with suppress(OSError):  # whoever asked has gone
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()


def _drip(line, data):
    """Send this, then a byte now and then for ten seconds, far longer than any test waits."""
    with suppress(OSError):  # whoever asked has gone
        for _ in range(200):
            line.write(data)
            line.flush()
            data = b"a"
            time.sleep(0.05)
