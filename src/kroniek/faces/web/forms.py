"""What can be done from a page: come in with a token, read in, judge.

Each form must come back from the browser it was sent to. Nothing here is part of the REST interface: programs read.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response, StreamingResponse

from kroniek.api import Chronicle, Kept, doubting
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web.access import FORM, SESSION, Right
from kroniek.faces.web.faults import WebError, not_found
from kroniek.faces.web.options import MAX_BODY_BYTES
from kroniek.faces.web.reading import About, Job, Reader, Sent
from kroniek.faces.web.render import data, desk_of, moved, page, telling_of
from kroniek.faces.web.telling import exact
from kroniek.model.judgement import LINKS, JudgementKind
from kroniek.model.text import Rejected

MOST_FILES = 50
LONGEST_VALUE = 2_000
PULSE_S = 0.3
LONGEST_WATCH = 2_000
"""Pulses after which a stream ends; the browser asks again."""

SHOWN = 200
"""Articles of one reading that its account lists: the last."""

_UNKEPT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
"""What no name has and some databases refuse: control characters, and halves of characters."""

BY = "user"


def add_forms(app: FastAPI) -> None:
    """Add the forms to the app."""
    for path, endpoint, method in (
        ("/toegang", door, "GET"),
        ("/toegang", enter, "POST"),
        ("/lees", form, "GET"),
        ("/lees", read_in, "POST"),
        ("/lees/{id}.json", account, "GET"),
        ("/lees/{id}/stroom", stream, "GET"),
        ("/lees/{id}", watch, "GET"),
        ("/bewaar", save, "POST"),
        ("/vergeet", forget, "POST"),
        ("/oordeel", judge, "POST"),
        ("/oordeel/gebeurtenis", judge_event, "POST"),
    ):
        app.add_api_route(path, endpoint, methods=[method], include_in_schema=False, response_model=None)


# -- the door ----------------------------------------------------------------------------------------------------------


def door(request: Request) -> Response:
    """The page that asks for a token."""
    title = telling_of(request).words.say("door.title")
    values = {
        "title": title,
        "next": request.query_params.get("next", "/"),
        "wrong": False,
        "right": request.state.right.value,
    }
    return page(request, "door", values, form=True)


async def enter(request: Request) -> Response:
    """Let in who shows a token; a wrong one costs as much as twenty pages."""
    sent = await _sent(request)
    desk = desk_of(request)
    if sent.get("leave"):
        response = moved("/toegang")
        response.delete_cookie(SESSION)
        return response
    right = desk.door.right_of_token(_text(sent, "token"))
    if right is Right.NOTHING:
        title = telling_of(request).words.say("door.title")
        values = {"title": title, "next": _text(sent, "next"), "wrong": True, "right": right.value}
        return page(request, "door", values, status=403, form=True)
    response = moved(_text(sent, "next") or "/")
    response.set_cookie(
        SESSION, desk.door.session(right), httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )
    return response


# -- reading in --------------------------------------------------------------------------------------------------------


def form(request: Request) -> Response:
    """The page to read in from."""
    _reader(request)
    title = telling_of(request).words.say("readin.title")
    return page(request, "read", {"title": title, "megabytes": MAX_BODY_BYTES // 1_000_000}, form=True)


async def read_in(request: Request) -> Response:
    """Take what was handed in, and lead to its account."""
    reader = _reader(request)
    sent = await _sent(request)
    try:
        job = await _handed_in(reader, sent)
    finally:
        await sent.close()
    return moved(f"/lees/{job.id}")


async def _handed_in(reader: Reader, sent: FormData) -> Job:
    about = About(published=_text(sent, "published") or None, publisher=_text(sent, "publisher") or None)
    uploads = [one for one in sent.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if uploads:
        files = [Sent(name=one.filename or "", content=await one.read()) for one in uploads]
        return reader.files(files, about)
    if _text(sent, "address"):
        return reader.address(_text(sent, "address"), about)
    text = _text(sent, "text", most=MAX_BODY_BYTES)
    return reader.text(text, about, title=_text(sent, "title"), url=_text(sent, "url"))


def watch(request: Request, id: str) -> Response:  # noqa: A002 - what it is called
    """The account of a reading; refreshes itself until it is done."""
    job = _job(request, id)
    telling = telling_of(request)
    words = telling.words
    chronicle = desk_of(request).chronicle
    kept = [one for one in job.outcomes if isinstance(one, Kept)]
    documents = {one.key: chronicle.document(exact(one.key)) for one in kept[-SHOWN:]}
    titles = {key: stored.document.title for key, stored in documents.items() if stored}
    values = {
        "title": words.say("readin.title"),
        "job": job,
        "rows": [
            {
                "title": titles.get(one.key) or one.key,
                "href": telling.links.article(one.key),
                "added": words.label("added", one.added.value),
                "claims": one.claim_count,
                "known": one.added.value == "known",
            }
            for one in kept[-SHOWN:]
        ],
        "documents": len(kept),
        "claims": sum(one.claim_count for one in kept),
        "rejected": [
            {"source": shown(str(one.source)), "reason": words.reason(one.reason), "message": one.message}
            for one in job.outcomes
            if isinstance(one, Rejected)
        ],
    }
    return page(request, "job", values)


def account(request: Request, id: str) -> Response:  # noqa: A002 - what it is called
    """The account for programs."""
    return data(request, _job(request, id).record())


def stream(request: Request, id: str) -> Response:  # noqa: A002 - what it is called
    """The account as it grows, as server-sent events."""
    job = _job(request, id)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(request, job), media_type="text/event-stream", headers=headers)


async def _events(request: Request, job: Job) -> AsyncIterator[str]:
    before = ""
    for _ in range(LONGEST_WATCH):
        record: dict[str, Any] = {
            "state": job.state.value,
            "title": job.title,
            "done": len(job.outcomes),
            "claims": sum(one.claim_count for one in job.outcomes if isinstance(one, Kept)),
        }
        now = json.dumps(record, ensure_ascii=False)
        if now != before:
            yield f"data: {now}\n\n"
            before = now
        if job.is_over or await request.is_disconnected():
            return
        await asyncio.sleep(PULSE_S)


# -- saved questions ---------------------------------------------------------------------------------------------------


async def save(request: Request) -> Response:
    """Keep a question under a name; with an alarm it is watched."""
    sent = await _changing(request)
    asked: dict[str, Any] = {name: value for field, name in ASKED.items() if (value := _text(sent, field))}
    asked["hedged"] = {"true": True, "false": False}.get(_text(sent, "hedged"))
    alarm = _text(sent, "alarm") or None
    chronicle = desk_of(request).chronicle
    await run_in_threadpool(chronicle.save, _text(sent, "name"), alarm=alarm, **asked)
    desk_of(request).kept.forget()
    return moved(_text(sent, "next") or "/zoek")


async def forget(request: Request) -> Response:
    """Forget a saved question with its alerts."""
    sent = await _changing(request)
    name = _text(sent, "name")
    if not await run_in_threadpool(desk_of(request).chronicle.unsave, name):
        raise not_found("saved question", name)
    desk_of(request).kept.forget()
    return moved(_text(sent, "next") or "/zoek")


ASKED = {
    "q": "words", "actor": "actor", "with": "other", "type": "type", "status": "status", "since": "since",
    "until": "until", "publisher": "publisher", "place": "place",
}  # fmt: skip
"""Fields of the form of a question, and what they are called where it is kept."""


# -- judging -----------------------------------------------------------------------------------------------------------


async def judge(request: Request) -> Response:
    """Keep what somebody decided on two actors; people win over the program, and can be asked back."""
    sent = await _changing(request)
    left, right, verdict = (_text(sent, name) for name in ("left", "right", "verdict"))
    if verdict not in {"same", "other"} or not (left and right):
        raise WebError(400, "bad-request", "A judgement needs two actors, and whether they are the same or not.")
    await run_in_threadpool(_decide, request, left, right, verdict)
    desk_of(request).kept.forget()
    return moved("/controle#decided")


async def judge_event(request: Request) -> Response:
    """Keep what somebody decided on events: whether claims tell of one, and what events are to each other."""
    sent = await _changing(request)
    kind, left, right, verdict = (_text(sent, name) for name in ("kind", "left", "right", "verdict"))
    if verdict not in VERDICTS or kind not in EVENT_KINDS or not left or (verdict != "out" and not right):
        raise WebError(400, "bad-request", "A judgement on events names its kind, two claims, and what is decided.")
    decide = VERDICTS[verdict]
    await run_in_threadpool(decide, desk_of(request).chronicle, JudgementKind(kind), left, named_in(right))
    desk_of(request).kept.forget()
    return moved(_text(sent, "next") or "/controle")


def named_in(text: str) -> str:
    """The id in what somebody typed or pasted: the address of an event or claim will do."""
    _, found, rest = text.partition("://")
    return unquote(rest.partition("?")[0].partition("#")[0].rsplit("/", 1)[-1]) if found else text


def _join(chronicle: Chronicle, _: JudgementKind, left: str, right: str) -> None:
    chronicle.join_events(left, right, by=BY)


def _out(chronicle: Chronicle, _: JudgementKind, left: str, __: str) -> None:
    chronicle.split_events(left, by=BY)


EVENT_KINDS = frozenset({JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT, *LINKS})
VERDICTS: dict[str, Callable[[Chronicle, JudgementKind, str, str], object]] = {
    "yes": partial(doubting.confirm, by=BY),
    "no": partial(doubting.refuse, by=BY),
    "back": partial(doubting.take_back, by=BY),
    "join": _join,
    "out": _out,
}
"""What may be decided on two claims, or on one that is to leave its event."""


def _decide(request: Request, left: str, right: str, verdict: str) -> None:
    chronicle = desk_of(request).chronicle
    if verdict == "same":
        chronicle.merge(left, right, by=BY)
        return
    if chronicle.split(left, right, by=BY):
        return
    first, second = sorted((chronicle.actor(left).id, chronicle.actor(right).id))
    doubting.confirm(chronicle, JudgementKind.OTHER_ACTOR, first, second, by=BY)


# -- within ------------------------------------------------------------------------------------------------------------


async def _changing(request: Request) -> FormData:
    """The form of somebody who may change the chronicle."""
    if request.state.right is not Right.WRITE or desk_of(request).options.read_only:
        raise _no_right()
    return await _sent(request)


async def _sent(request: Request) -> FormData:
    """The form, if it is one of ours from this browser."""
    sent = await request.form(max_files=MOST_FILES, max_fields=50, max_part_size=MAX_BODY_BYTES)
    mark = sent.get("mark")
    if not desk_of(request).door.is_own_form(request.cookies.get(FORM), mark if isinstance(mark, str) else None):
        await sent.close()
        raise WebError(403, "form", "This form has expired or is not ours. Load the page again and repeat it.")
    return sent


def _text(sent: FormData, name: str, *, most: int = LONGEST_VALUE) -> str:
    value = sent.get(name)
    if not isinstance(value, str):
        return ""
    if len(value) > most:
        raise WebError(400, "bad-request", f"{name} is longer than {most:,} characters.")
    if name == "text":  # reading tells what is wrong with it
        return value
    if _UNKEPT.search(value):
        raise WebError(400, "bad-request", f"{name} holds a character that cannot be kept. Type it again without it.")
    return value.strip()


def _reader(request: Request) -> Reader:
    reader = desk_of(request).reader
    if reader is None or request.state.right is not Right.WRITE:
        raise _no_right()
    return reader


def _job(request: Request, id_: str) -> Job:
    job = _reader(request).job(id_)
    if job is None:
        raise not_found("reading", id_)
    return job


def _no_right() -> WebError:
    return WebError(403, "read-only", "Only looking is allowed here: this chronicle is served for reading, or to you.")
