"""The real workshops as the pipeline's steps. The only place that knows where each of them is found.

Each workshop is loaded at its first call, so a run that finds only known articles loads no lexicon.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Literal

from kroniek import reading
from kroniek.errors import UsageError
from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim
from kroniek.model.considered import Note
from kroniek.model.consulted import Consulted
from kroniek.model.text import Document, Rejected
from kroniek.pipeline import Steps
from kroniek.settings import PREFIX, Settings

if TYPE_CHECKING:
    from kroniek.coding.llm.options import Options

LLM = "llm"
"""The engine that asks a language model on a server."""

Told = Callable[[Consulted], None]


def steps(  # noqa: PLR0913 - one keyword per choice of a run
    *,
    settings: Settings,
    published: date | Literal["file"] | None = None,
    publisher: str | None = None,
    language: str | None = None,
    follow: bool = False,
    told: Told | None = None,
    note: Note | None = None,
    public_only: bool = False,
    now: Callable[[], datetime],
) -> Steps:
    """The steps with the real workshops.

    `published` (a day, or `"file"` for the file's time stamp), `publisher` and `language` (ISO 639-1) hold for every
    document; `follow` fetches the pages that a feed links to; `told` gets an account of every document that a language
    model was asked about, `note` of everything that the other engines weighed (see `coder`); with `public_only` no
    address within a private network is fetched, whoever named it; `now` tells the time, for dates that lie ahead.
    """
    if settings.engine == LLM:
        consulting(settings)  # what is missing is said before anything is read

    @cache
    def analyser() -> Callable[[Document], Analysis]:
        from kroniek.language import analyser as build  # noqa: PLC0415 - loads the lexicon

        return build("rules" if settings.engine == LLM else settings.engine)

    @cache
    def coder() -> Callable[[Analysis], Iterable[Claim]]:
        from kroniek.coding import coder as build  # noqa: PLC0415 - loads the lexicon

        if settings.engine == LLM:
            return build(LLM, llm=_llm_options(settings), told=told)
        return build(settings.engine, note=note)

    options = reading.ReadingOptions(
        published=published,
        publisher=publisher,
        language=language,
        follow=follow,
        max_bytes=settings.max_bytes,
        timeout_s=settings.timeout_s,
    )
    names = reading.Names()
    fetch = reading.web(timeout_s=settings.timeout_s, max_bytes=settings.max_bytes)

    def read(address: str) -> Iterator[Document | Rejected]:
        return reading.read(address, options=options, fetch=guarded if public_only else fetch, now=now(), names=names)

    def guarded(url: str, *, trusted: bool) -> reading.Fetched:  # noqa: ARG001 - nobody is trusted here
        return fetch(url, trusted=False)

    def analyse(document: Document, /) -> Analysis:
        from kroniek.lexicon.overlay import overlaid  # noqa: PLC0415 - loads the lexicon

        with overlaid(settings.actors):
            return analyser()(document)

    def code(analysis: Analysis, /) -> Iterable[Claim]:
        from kroniek.lexicon.overlay import overlaid  # noqa: PLC0415 - loads the lexicon

        with overlaid(settings.actors):
            return tuple(coder()(analysis))

    return Steps(read=read, analyse=analyse, code=code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulting:
    """Which model on which host will be asked, whether texts stay on this machine, and whether they go encrypted."""

    model: str
    host: str
    stays_here: bool
    encrypted: bool


def consulting(settings: Settings) -> Consulting | None:
    """What the engine `llm` will ask; None for other engines. Raises `UsageError` where server or model is missing."""
    if settings.engine != LLM:
        return None
    from kroniek.coding import coder as build  # noqa: PLC0415 - loaded for this engine only
    from kroniek.coding.llm import options  # noqa: PLC0415 - the same

    asked = _llm_options(settings)
    build(LLM, llm=asked)
    return Consulting(
        model=asked.model,
        host=options.host(asked.server),
        stays_here=options.stays_here(asked.server),
        encrypted=asked.server.lower().startswith("https://"),
    )


def _llm_options(settings: Settings) -> Options:
    """The server, model and limits of the settings, and the key of the environment."""
    from kroniek.coding.llm.options import Options  # noqa: PLC0415 - loaded for this engine only

    return Options(
        server=settings.llm_server,
        model=settings.llm_model,
        key=os.environ.get(f"{PREFIX}LLM_API_KEY", "").strip(),
        timeout_s=settings.llm_timeout_s,
        window_chars=settings.llm_window_chars,
    )


def announced(steps: Steps, starting: Callable[[Document], None] | None) -> Steps:
    """The steps, with `starting` called for each document before it is coded."""
    if starting is None:
        return steps

    def analyse(document: Document, /) -> Analysis:
        starting(document)
        return steps.analyse(document)

    return replace(steps, analyse=analyse)


def count_documents(*sources: str) -> int | None:
    """About how many documents these sources hold, for a progress bar; None where counting would take reading."""
    numbers = [reading.count(source) for source in sources]
    return None if None in numbers else sum(number for number in numbers if number is not None)


def addresses(sources: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The sources as text. Raises `UsageError` for an empty one, which would mean the working folder."""
    found = [os.fspath(source) for source in sources]
    if not all(address.strip() for address in found):
        raise UsageError(
            "A source is empty. Name a file, a folder or a web address; the working folder is a point (.)."
        )
    return found


def publication_day(given: str | date | None) -> date | Literal["file"] | None:
    """The day that a user gave for publication, or `"file"`. Raises `UsageError` for anything but a whole day."""
    if given is None or isinstance(given, date):
        return given
    if given == "file":
        return "file"
    try:
        return date.fromisoformat(given.strip())
    except ValueError as error:
        raise UsageError(
            f"{given!r} cannot be a day of publication. Give a whole day (2022-03-04), or the word file for the "
            "file's own time stamp."
        ) from error
