"""Reading in from a page: one after the other in the background, each with an account that can be watched.

What somebody pastes or sends is laid in a folder of its own for as long as it is read, under a name that only its
content decides; no name that was sent is a path. An address is fetched as one that nobody vouches for, so nothing
within a private network is read. Invariant: every source that was handed in ends in the account, as an article or as
a reject with its reason.
"""

from __future__ import annotations

import json
import logging
import queue
import re
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_urlsafe

from kroniek.api import Chronicle, Kept, ReadReport, Steps, workshops
from kroniek.errors import KroniekError, UsageError
from kroniek.faces.web.faults import WebError
from kroniek.model.address import without_login
from kroniek.model.ids import digest
from kroniek.model.text import Document, Rejected
from kroniek.settings import Settings

log = logging.getLogger("kroniek.web")

WAITING = 20
"""Jobs that may wait; more are refused until one is done."""
REMEMBERED = 200
"""Accounts that are kept in memory."""
LONGEST_NAME = 80
_ODD = re.compile(r"[^\w.\-]+")


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    READING = "reading"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Something that was handed in: its name, as far as it has one, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What whoever hands it in tells of it."""

    published: str | None = None
    publisher: str | None = None


@dataclass(slots=True, kw_only=True)
class Job:
    """One reading: what was handed in, how far it is, and its account."""

    id: str
    label: str
    state: State = State.WAITING
    title: str = ""
    outcomes: list[Kept | Rejected] = field(default_factory=list)
    report: ReadReport | None = None
    error: str = ""

    @property
    def is_over(self) -> bool:
        """Is there nothing more to come?"""
        return self.state in {State.DONE, State.FAILED}

    def record(self) -> dict[str, object]:
        """The account for programs."""
        return {
            "id": self.id,
            "state": self.state.value,
            "label": self.label,
            "title": self.title,
            "documents": [
                {"doc_id": one.key, "added": one.added.value, "claims": one.claim_count}
                for one in self.outcomes
                if isinstance(one, Kept)
            ],
            "rejected": [
                {"source": str(one.source), "reason": one.reason, "message": one.message}
                for one in self.outcomes
                if isinstance(one, Rejected)
            ],
            "error": self.error or None,
        }


@dataclass(slots=True)
class Reader:
    """Reads what is handed in, in one thread, in order of handing in. Close it when the app stops.

    `done` is called after each reading.
    """

    chronicle: Chronicle
    settings: Settings
    done: Callable[[], None] = lambda: None
    _jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    _waiting: queue.Queue[tuple[Job, Callable[[Job], None]] | None] = field(default_factory=queue.Queue)
    _thread: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def job(self, id_: str) -> Job | None:
        """The job of this id."""
        return self._jobs.get(id_)

    def files(self, sent: Sequence[Sent], about: About) -> Job:
        """Read files; what they hold decides how they are read."""
        found = [one for one in sent if one.content]
        if not found:
            raise UsageError("There is nothing in what was sent. Choose one or more files, or paste a text.")
        label = ", ".join(one.name for one in found[:3]) + (" …" if len(found) > 3 else "")  # noqa: PLR2004 - three are told
        return self._submit(label, lambda job: self._read_files(job, found, about))

    def text(self, text: str, about: About, *, title: str = "", url: str = "") -> Job:
        """Read a text that was pasted."""
        if not text.strip():
            raise UsageError("The text is empty. Paste the words of an article.")
        record = {"text": text, "title": title.strip() or None, "url": url.strip() or None, "language": "nl"}
        content = json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)
        name = safe_name(title or " ".join(text.split()[:6]), fallback="tekst") + ".jsonl"
        sent = Sent(name=name, content=content.encode("utf-8", "replace"))
        return self._submit(title.strip() or name, lambda job: self._read_files(job, [sent], about))

    def address(self, url: str, about: About) -> Job:
        """Read a page or a feed of the web."""
        url = url.strip()
        if not re.match(r"https?://[^\s/]+", url, re.IGNORECASE):
            raise UsageError("That is no web address. Give one that begins with https:// or http://.")
        return self._submit(without_login(url), lambda job: self._read(job, [url], about, names={}))

    def close(self) -> None:
        """Stop after the document that is being read."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._waiting.put(None)
            thread.join(timeout=30)

    # -- within ------------------------------------------------------------------------------------------------------

    def _submit(self, label: str, work: Callable[[Job], None]) -> Job:
        if self._waiting.qsize() >= WAITING:
            raise WebError(503, "busy", "Too much is waiting to be read. Try again when some of it is done.")
        job = Job(id=token_urlsafe(9), label=label[:200])
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > REMEMBERED:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="kroniek-reader", daemon=True)
                self._thread.start()
        self._waiting.put((job, work))
        return job

    def _run(self) -> None:
        while (asked := self._waiting.get()) is not None:
            job, work = asked
            try:
                job.state = State.READING
                work(job)
                self.done()
                job.state = State.DONE
            except KroniekError as error:
                job.error, job.state = str(error), State.FAILED
            except Exception:
                log.exception("reading %s failed", job.id)
                job.error, job.state = (
                    "Reading failed by a mistake in Kroniek; the server's log says more.",
                    State.FAILED,
                )

    def _read_files(self, job: Job, sent: Sequence[Sent], about: About) -> None:
        folder = Path(tempfile.mkdtemp(prefix="kroniek-"))
        try:
            names = {str(path): shown for path, shown in _laid(folder, sent)}
            self._read(job, list(names), about, names=names)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _read(self, job: Job, sources: Sequence[str], about: About, *, names: Mapping[str, str]) -> None:
        steps = workshops.steps(
            settings=self.settings,
            published=workshops.publication_day(about.published or None),
            publisher=about.publisher or None,
            public_only=True,
            now=lambda: datetime.now(UTC),
        )

        def starting(document: Document) -> None:
            job.title = document.title or document.id

        announced = workshops.announced(_renamed(steps, names), starting)
        job.report = self.chronicle.read_with(announced, sources, progress=job.outcomes.append)


def safe_name(name: str, *, fallback: str = "bestand") -> str:
    """A name without what could make it a path, hide it, or make it too long."""
    cleaned = _ODD.sub("-", name.replace("\\", "/").rsplit("/", 1)[-1]).strip("-.")
    if len(cleaned) > LONGEST_NAME:
        stem, dot, ending = cleaned.rpartition(".")
        short = len(ending) < 10  # noqa: PLR2004 - longer is no ending
        cleaned = f"{stem[: LONGEST_NAME - 10]}.{ending}" if dot and short else cleaned[:LONGEST_NAME]
    return cleaned or fallback


def _laid(folder: Path, sent: Sequence[Sent]) -> Iterator[tuple[Path, str]]:
    """What was sent as files, each with the address under which it is kept: its own content and name."""
    for number, one in enumerate(sent):
        name = safe_name(one.name)
        place = folder / str(number)
        place.mkdir()
        path = place / name
        path.write_bytes(one.content)
        yield path, f"ingelezen/{digest(one.content.hex(), chars=12)}/{name}"


def _renamed(steps: Steps, names: Mapping[str, str]) -> Steps:
    """The steps, with sources called by what they are and not by where they lay for a moment."""

    def read(address: str) -> Iterator[Document | Rejected]:
        for found in steps.read(address):
            shown = names.get(found.source.address)
            if shown is None:
                yield found
                continue
            source = replace(found.source, address=shown)
            if isinstance(found, Rejected):
                yield replace(found, source=source, message=found.message.replace(address, shown))
            else:
                yield replace(found, source=source)

    return replace(steps, read=read)
