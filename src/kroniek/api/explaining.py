"""Why a text is coded as it is: its claims with the reasons of every field, and what was weighed and left out.

    print(kroniek.explain("Rusland heeft Oekraïne aangevallen.").to_record())

An explanation is made by the very coder that codes, with a listener at its side, so it cannot tell another story than
the claims do. Nothing is kept. Left out: how it is shown (`faces`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

from kroniek import pipeline
from kroniek.api import records, workshops
from kroniek.api.chronicle import settings_here
from kroniek.errors import UsageError
from kroniek.model.analysis import Analysis, Sentence
from kroniek.model.claim import Claim
from kroniek.model.considered import Considered
from kroniek.model.consulted import Consulted, Refusal
from kroniek.model.text import Document, Quote, Rejected, Source
from kroniek.pipeline import Coded, Steps
from kroniek.settings import Settings

TEXT = "text"
"""Id and address of a text that was given as such."""

Day = date | Literal["file"] | None
Told = Callable[[Consulted], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A text with its sentences, its claims, and everything that was considered, coded or not, in text order.

    `undated` are words that tell a time but no day, mostly because the day of publication is not known.
    `political` is False where the words of the text show another topic: the engine `rules` then codes nothing, and
    `trained` asks for more. `refused` is what a language model said and was not believed (engine `llm`, which tells
    of nothing else that it considered).
    """

    document: Document
    engine: str
    political: bool
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    considered: tuple[Considered, ...] = ()
    undated: tuple[Quote, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def claim_of(self, considered: Considered) -> Claim | None:
        """The claim that considered words tell, or tell again; None where they were left out."""
        if considered.omission is not None:
            return None
        start = considered.words[0].start
        exact = (claim for claim in self.claims if start in _triggers(claim))
        around = (claim for claim in self.claims if _tells(claim, considered))
        return next(exact, None) or next(around, None)

    def to_record(self) -> dict[str, Any]:
        """The explanation as plain values for JSON; `docs/reference/explanation.md` describes it."""
        return records.explanation_record(self)


def _triggers(claim: Claim) -> set[int]:
    return {trigger.start for evidence in claim.evidence for trigger in evidence.triggers}


def _tells(claim: Claim, considered: Considered) -> bool:
    """Does a claim's evidence hold words that were joined to it, being one of their types?"""
    start = considered.words[0].start
    kinds = {kind for kind, _ in considered.types}
    inside = any(evidence.quote.start <= start < evidence.quote.end for evidence in claim.evidence)
    return inside and claim.type in kinds


def explain(
    text: str,
    *,
    published: str | date | None = None,
    language: str | None = None,
    settings: Settings | None = None,
    told: Told | None = None,
) -> Explanation:
    """Explain how a Dutch text (a sentence, an article) is coded.

    `published` is the day of publication, without which *gisteren* tells no day; `language` (`nl`) states that a text
    is Dutch which does not look so; `settings` take the place of those of the environment; `told` gets the account of
    a language model (engine `llm`). Raises `UsageError` for a wrong call, among which a text without words, and one
    that is not Dutch.
    """
    settings = settings or settings_here()
    day = workshops.publication_day(published)
    if day == "file":
        raise UsageError("A text that is no file has no time stamp. Give its day of publication (2022-03-04).")
    given = _document(text, day, language)
    found = next(iter(_explained([TEXT], settings, day=day, read=lambda _: [given], told=told)))
    if isinstance(found, Rejected):
        raise UsageError(f"This text cannot be explained. {found.message}")
    return found


def explanations(
    *sources: str | os.PathLike[str],
    published: str | date | None = None,
    language: str | None = None,
    follow: bool = False,
    settings: Settings | None = None,
    told: Told | None = None,
) -> Iterator[Explanation | Rejected]:
    """Explain the articles of sources, one at a time; the arguments are those of `code`.

    Yields a `Rejected` with the reason for every source that gave no article.
    """
    yield from _explained(
        workshops.addresses(sources),
        settings or settings_here(),
        day=workshops.publication_day(published),
        language=language,
        follow=follow,
        told=told,
    )


@dataclass(slots=True)
class _Listener:
    """Hears what becomes of the document that is being coded."""

    told: Told | None
    analysis: Analysis | None = None
    considered: list[Considered] = field(default_factory=list)
    refused: tuple[Refusal, ...] = ()

    def begin(self, analysis: Analysis) -> Analysis:
        self.analysis, self.refused = analysis, ()
        self.considered.clear()
        return analysis

    def account(self, consulted: Consulted) -> None:
        self.refused = consulted.refusals
        if self.told is not None:
            self.told(consulted)


def _explained(
    addresses: Iterable[str],
    settings: Settings,
    *,
    day: Day,
    language: str | None = None,
    follow: bool = False,
    read: Callable[[str], Iterable[Document | Rejected]] | None = None,
    told: Told | None = None,
) -> Iterator[Explanation | Rejected]:
    listener = _Listener(told)
    steps = workshops.steps(
        settings=settings,
        published=day,
        language=language,
        follow=follow,
        told=listener.account,
        note=listener.considered.append,
        now=lambda: datetime.now(UTC),
    )
    listening = replace(steps, analyse=_heard(steps, listener), read=read or steps.read)
    for found in pipeline.code(addresses, steps=listening):
        yield found if isinstance(found, Rejected) else _explanation(found, listener, settings.engine)


def _heard(steps: Steps, listener: _Listener) -> pipeline.Analyse:
    def analyse(document: Document, /) -> Analysis:
        return listener.begin(steps.analyse(document))

    return analyse


def _explanation(coded: Coded, listener: _Listener, engine: str) -> Explanation:
    from kroniek.coding.topics import is_political  # noqa: PLC0415 - loads word lists

    text, analysis = coded.document.text, listener.analysis
    times = analysis.times if analysis is not None else ()
    return Explanation(
        document=coded.document,
        engine=engine,
        political=is_political(text),
        sentences=analysis.sentences if analysis is not None else (),
        claims=coded.claims,
        considered=tuple(sorted(listener.considered, key=lambda one: (one.words[0].start, one.words[-1].end))),
        undated=tuple(Quote.of(text, one.start, one.end) for one in times if not (one.past or one.future)),
        refused=listener.refused,
    )


def _document(text: str, day: date | None, language: str | None) -> Document | Rejected:
    """The text as a document, by the way that every text goes."""
    from kroniek import reading  # noqa: PLC0415 - the same
    from kroniek.reading.documents import document  # noqa: PLC0415 - the same
    from kroniek.reading.found import Found  # noqa: PLC0415 - the same

    options = reading.ReadingOptions(published=day, language=language)
    found = Found(source=Source(address=TEXT), text=text, name=TEXT)
    return document(found, options=options, now=datetime.now(UTC), names=reading.Names())
