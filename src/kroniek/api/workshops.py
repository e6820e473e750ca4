"""The real workshops as the pipeline's steps. The only place that knows where each of them is found.

Each workshop is loaded at its first call, so a run that finds only known articles loads no lexicon.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Literal

from kroniek import reading
from kroniek.errors import UsageError
from kroniek.model.analysis import Analysis
from kroniek.model.claim import Claim
from kroniek.model.text import Document, Rejected
from kroniek.pipeline import Steps
from kroniek.settings import Settings


def steps(
    *,
    settings: Settings,
    published: date | Literal["file"] | None = None,
    publisher: str | None = None,
    language: str | None = None,
    follow: bool = False,
    now: Callable[[], datetime],
) -> Steps:
    """The steps with the real workshops.

    `published` (a day, or `"file"` for the file's time stamp), `publisher` and `language` (ISO 639-1) hold for every
    document; `follow` fetches the pages that a feed links to; `now` tells the time, for dates that lie ahead.
    """

    @cache
    def analyser() -> Callable[[Document], Analysis]:
        from kroniek.language import analyser as build  # noqa: PLC0415 - loads the lexicon

        return build(settings.engine)

    @cache
    def coder() -> Callable[[Analysis], Iterable[Claim]]:
        from kroniek.coding import coder as build  # noqa: PLC0415 - loads the lexicon

        return build(settings.engine)

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
        return reading.read(address, options=options, fetch=fetch, now=now(), names=names)

    def analyse(document: Document, /) -> Analysis:
        return analyser()(document)

    def code(analysis: Analysis, /) -> Iterable[Claim]:
        return coder()(analysis)

    return Steps(read=read, analyse=analyse, code=code)


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
