"""Asks an OpenAI-compatible chat server, within limits, and learns once which parts of the interface it lacks.

A busy or failing server is asked again after a pause; one that lacks JSON schemas is asked for any JSON object, then
for plain text. Invariant: the same question is sent every time (temperature 0, a seed, no clock), only to the address
that the user named: no redirects, no proxies of the environment. The key stands in one header and in no message.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NoReturn

from kroniek.coding.llm.options import Limits, Options, host, limits, url
from kroniek.coding.llm.prompt import Message, schema
from kroniek.errors import AnswerError, ServerError

if TYPE_CHECKING:
    import httpx

_OK, _MULTIPLE, _BAD = 200, 300, 400
_UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _TOO_LARGE, _SERVER = 401, 403, 404, 413, 500
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504, 529})  # the server is busy, starting, or failed once
_LACKS = frozenset({400, 415, 422, 500, 501})  # what servers answer to a field that they do not know
_FORMAT = re.compile(r"response_format|json_schema|json_object|schema|grammar", re.IGNORECASE)
_TOO_LONG = re.compile(
    r"context_length|context (?:length|size|window)|n_ctx|maximum context|too (?:long|many tokens)", re.IGNORECASE
)
_SHOWN_CHARS = 300


class TooLong(Exception):  # noqa: N818 - no error of a user: the window is made smaller
    """The question, or the answer to it, does not fit into the model's context."""


class Format(Enum):
    """How the shape of an answer is asked for, the strictest first."""

    SCHEMA = auto()
    OBJECT = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """Which parts of the interface a server knows."""

    format: Format = Format.SCHEMA
    tokens: str = "max_tokens"
    seed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model said; token figures are None where the server does not tell them."""

    text: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """What came back over the wire."""

    status: int
    body: str
    retry_after: str = ""


class Server:
    """One server, for as long as a run takes; `within` are the limits, where not those of the data file.

    `sleep` waits for so many seconds.
    """

    def __init__(
        self, options: Options, *, within: Limits | None = None, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._options = options
        self._limits = within or limits()
        self._sleep = sleep
        self._dialect = Dialect()
        self._proven = False  # has a question in this dialect been answered?
        self._failures = 0  # documents in a row that the server failed on

    def ask(self, messages: Sequence[Message]) -> Answer:
        """The model's answer.

        Raises `TooLong`, `AnswerError` where this text got no answer, `ServerError` where no text will get one.
        """
        while True:
            reply = self._replied(messages)
            if reply.status < _MULTIPLE:
                answer = self._read(reply)
                self._proven, self._failures = True, 0
                return answer
            self._refused(reply)
            self._dialect = self._simpler(reply)

    # what a refusal means

    def _refused(self, reply: _Reply) -> None:
        """Raise for what no other wording of the question can mend."""
        where, said = host(self._options.server), self._shown(reply.body)
        if reply.status < _BAD:
            raise ServerError(
                f"The server {where} sends questions elsewhere ({reply.status}). Name that address itself."
            )
        if reply.status in {_UNAUTHORIZED, _FORBIDDEN}:
            raise ServerError(
                f"The server {where} does not accept the key ({reply.status}: {said}). Put a valid one into the "
                "variable KRONIEK_LLM_API_KEY."
            )
        if reply.status == _NOT_FOUND:
            raise ServerError(
                f"The server {where} has no chat or no model {self._options.model!r} there ({reply.status}: {said}). "
                f"Check the address and the name of the model.{self.offered()}"
            )
        if reply.status == _TOO_LARGE or _TOO_LONG.search(reply.body):
            raise TooLong
        if reply.status not in _LACKS:
            self._failed(f"the server {where} answered {reply.status}: {said}")

    def _simpler(self, reply: _Reply) -> Dialect:
        """The next dialect to try; raises where there is none, or where this one was understood before."""
        where, said, now = host(self._options.server), self._shown(reply.body), self._dialect
        if not self._proven:
            if now.tokens in reply.body and now.tokens == "max_tokens":
                return replace(now, tokens="max_completion_tokens")
            if now.seed and "seed" in reply.body and not _FORMAT.search(reply.body):
                return replace(now, seed=False)
            if now.format is not Format.PLAIN and (reply.status < _SERVER or _FORMAT.search(reply.body)):
                return replace(now, format=Format.OBJECT if now.format is Format.SCHEMA else Format.PLAIN)
        if reply.status >= _SERVER:
            self._failed(f"the server {where} answered {reply.status}: {said}")
        raise AnswerError(
            f"The server {where} refused the question about this text ({reply.status}: {said}). Read the text again "
            "later, or with another model or engine."
        )

    def _failed(self, what: str) -> NoReturn:
        """One more text that the server, not the text, is to blame for."""
        self._failures += 1
        if self._failures >= self._limits.failures_in_a_row:
            raise ServerError(
                f"The server failed on {self._failures} articles in a row; the last time, {what}. Nothing more was "
                "asked. Look at the server and repeat the command: what was kept is skipped."
            )
        raise AnswerError(f"No answer about this text: {what}. Read it again later.")

    # over the wire

    def _replied(self, messages: Sequence[Message]) -> _Reply:
        """The reply, asked for again while the server is busy."""
        payload = self._payload(messages)
        pause = self._limits.pause_s
        attempt = 0
        while True:
            attempt += 1
            last = attempt >= self._limits.attempts
            reply = self._tried(payload, last=last)
            if reply is not None and (last or not self._is_busy(reply)):
                return reply
            self._sleep(max(pause, _seconds(reply.retry_after) if reply else 0.0))
            pause *= 2

    def _tried(self, payload: bytes, *, last: bool) -> _Reply | None:
        """The reply; None where the line broke and it is worth trying once more."""
        import httpx  # noqa: PLC0415 - takes 100 ms to load

        where = host(self._options.server)
        try:
            return self._post(payload)
        except (httpx.ReadTimeout, httpx.WriteTimeout):  # the same question would take as long again
            self._failed(
                f"the server {where} took longer than {self._options.timeout_s:g} seconds (setting llm_timeout_s)"
            )
        except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
            said = self._shown(str(error) or type(error).__name__)
            if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)) and not self._proven:
                raise self._absent(said) from error
            if last:
                self._failed(f"the server {where} cannot be reached ({said})")
        return None

    def _is_busy(self, reply: _Reply) -> bool:
        """Is it worth asking the same once more?"""
        lacks = not self._proven and reply.status in _LACKS and bool(_FORMAT.search(reply.body))
        return (
            reply.status in _AGAIN
            and not lacks
            and not _TOO_LONG.search(reply.body)
            and _seconds(reply.retry_after) <= self._limits.longest_pause_s
        )

    def _post(self, payload: bytes) -> _Reply:
        with (
            self._client(self._options.timeout_s) as client,
            client.stream(
                "POST", url(self._options.server, "/chat/completions"), content=payload, headers=self._headers()
            ) as response,
        ):
            body = b"".join(self._body(response))
            return _Reply(
                status=response.status_code,
                body=body.decode("utf-8", "replace"),
                retry_after=response.headers.get("retry-after", ""),
            )

    def _client(self, within_s: float) -> httpx.Client:
        """Asks once; the answer is there to its end within so many seconds, or it is none."""
        import httpx  # noqa: PLC0415 - see above

        from kroniek.network.within import Transport  # noqa: PLC0415 - see above

        return httpx.Client(
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(within_s, connect=min(self._limits.connect_s, within_s)),
            transport=Transport(deadline=time.monotonic() + within_s),
        )

    def _body(self, response: httpx.Response) -> Iterator[bytes]:
        size = 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > self._limits.answer_bytes:
                raise AnswerError(
                    f"The answer about this text is larger than {self._limits.answer_bytes:,} bytes, which no list of "
                    "claims is. Try another model."
                )
            yield chunk

    def _headers(self) -> dict[str, str]:
        key = {"Authorization": f"Bearer {self._options.key}"} if self._options.key else {}
        return {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"} | key

    def _payload(self, messages: Sequence[Message]) -> bytes:
        dialect = self._dialect
        record: dict[str, Any] = {
            "model": self._options.model,
            "messages": list(messages),
            "temperature": 0,
            "stream": False,
            dialect.tokens: self._limits.answer_tokens,
        }
        if dialect.seed:
            record["seed"] = self._limits.seed
        if dialect.format is Format.SCHEMA:
            shape = {"name": "claims", "strict": True, "schema": schema()}
            record["response_format"] = {"type": "json_schema", "json_schema": shape}
        elif dialect.format is Format.OBJECT:
            record["response_format"] = {"type": "json_object"}
        return json.dumps(record, ensure_ascii=True).encode("ascii")  # a lone surrogate survives as its escape

    def _read(self, reply: _Reply) -> Answer:
        """The answer in a reply."""
        try:
            record = json.loads(reply.body)
            choice = record["choices"][0]
            message = choice["message"]
        except (ValueError, RecursionError, KeyError, IndexError, TypeError) as error:
            self._failed(
                f"what {host(self._options.server)} sent is no answer of an OpenAI-compatible chat "
                f"({type(error).__name__}: {self._shown(reply.body)})"
            )
        usage = record.get("usage")
        return Answer(
            text=_content(message),
            prompt_tokens=_tokens(usage, "prompt_tokens"),
            completion_tokens=_tokens(usage, "completion_tokens"),
            cut=isinstance(choice, dict) and choice.get("finish_reason") == "length",
        )

    def _absent(self, said: str) -> ServerError:
        return ServerError(
            f"No server answers at {self._options.server} ({said}). Start it (for Ollama: ollama serve), or name "
            "another one with --llm-server."
        )

    def offered(self) -> str:
        """The names of the models that the server offers, as a sentence; empty where it does not tell."""
        import httpx  # noqa: PLC0415 - see above

        try:
            with self._client(self._limits.connect_s) as client:
                found = client.get(url(self._options.server, "/models"), headers=self._headers()).json()
            names = sorted(str(model["id"]) for model in found["data"])
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, KeyError, TypeError):
            return ""
        return f" It offers: {self._shown(', '.join(names))}." if names else ""

    def _shown(self, text: str) -> str:
        """What a server said, on one line, short, and without the key."""
        line = " ".join(text.split())
        if self._options.key:
            line = line.replace(self._options.key, "[key]")
        return line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]} […]"


def _content(message: Any) -> str:
    """The words of a message: a text, or a list of parts; empty where a model gave none."""
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""


def _tokens(usage: Any, name: str) -> int | None:
    value = usage.get(name) if isinstance(usage, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _seconds(text: str) -> float:
    """The pause that a server asks for, where it gives it in seconds; else 0."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if value > 0 else 0.0
