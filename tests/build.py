"""Small things for tests, made in one line: documents, parties, claims, sentences.

    letter = document("Rusland veroordeelt de sancties.", id="brief", published="2022-03-04")
    claim(letter, "veroordeelt", "ACCUSE", actors=["Rusland/RUS/GOV"])

Words are looked up in the text, so every quote is true by construction; words that do not stand there are a mistake in
the test and raise `ValueError`. A party is `name`, `name/COUNTRY` or `name/COUNTRY/SECTOR,SECTOR`; its words are its
name where that stands in the text, `"words=name/COUNTRY"` where they differ. Ids are made as the coder makes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from kroniek.model.actor import Party, Voice
from kroniek.model.analysis import Analysis, Mention, Sentence, Token
from kroniek.model.claim import Claim, ClaimId, Evidence, Figure
from kroniek.model.ids import claim_id, content_hash
from kroniek.model.ontology import EventType, Status
from kroniek.model.place import Place
from kroniek.model.text import (
    Document,
    DocumentId,
    Known,
    LiveItem,
    Mark,
    MarkKind,
    Published,
    Quote,
    Rejected,
    Reliability,
    Source,
)
from kroniek.model.when import Basis, Grain, When

NOW = date(2025, 12, 31)
"""The day on which tests take place."""


def published(day: str | date | None, *, known: Known = Known.GIVEN, time: str | None = None) -> Published | None:
    """A sure publication date of an ISO day."""
    if day is None:
        return None
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return Published(day=day, known=known, reliability=Reliability.SURE, time=time)


def document(  # noqa: PLR0913 - one keyword per field, all optional
    text: str = "Rusland veroordeelt de sancties.",
    *,
    id: str | None = None,  # noqa: A002 - the field is called so
    address: str | None = None,
    part: str = "",
    format: str = "text",  # noqa: A002 - the field is called so
    published: str | date | Published | None = "2022-03-04",
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    marks: Iterable[Mark] = (),
    items: Iterable[LiveItem] = (),
) -> Document:
    """A document of this text; without `address` it was read from `<id>.txt`, without `id` it is named by its address."""
    address = address if address is not None else f"{id or 'doc'}.txt"
    day = published if isinstance(published, Published) else _published(published)
    return Document(
        id=DocumentId(id if id is not None else PurePosixPath(address).stem),
        text=text,
        source=Source(address=address, part=part, format=format),
        content_hash=content_hash(text),
        title=title,
        published=day,
        publisher=publisher,
        url=url,
        marks=tuple(marks),
        items=tuple(items),
    )


_published = published


def quote(where: Document | str, words: str, *, nth: int = 0) -> Quote:
    """The `nth` (from 0) place of these words in the text."""
    text = where if isinstance(where, str) else where.text
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if nth >= len(starts):
        raise ValueError(f"{words!r} stands {len(starts)} times in {text[:80]!r}")
    return Quote.of(text, starts[nth], starts[nth] + len(words))


def sentence_quote(where: Document, words: str) -> Quote:
    """The sentence around these words, by a plain rule: up to the nearest full stop or line end on both sides."""
    inner = quote(where, words)
    starts = [place + len(mark) for mark in (". ", "\n") if (place := where.text.rfind(mark, 0, inner.start)) >= 0]
    start = max(starts, default=0)
    ends = [place for mark in (". ", ".\n", "\n") if (place := where.text.find(mark, inner.end)) >= 0]
    end = min(ends) + (where.text[min(ends)] == ".") if ends else len(where.text)
    return Quote.of(where.text, start, end)


def party(where: Document | str, spec: str | Party) -> Party:
    """The party of `[words=]name[/COUNTRY[/SECTOR,…]]`; without words where its name does not stand in the text."""
    if isinstance(spec, Party):
        return spec
    words, _, rest = spec.rpartition("=")
    name, country, sectors = (*rest.split("/"), "", "")[:3]
    text = where if isinstance(where, str) else where.text
    found = quote(text, words or name) if words or name in text else None
    return Party(name=name, quote=found, country=country or None, sectors=tuple(filter(None, sectors.split(","))))


def voice(where: Document | str, spec: str | Voice) -> Voice:
    """The voice of a party's spec; `?` before it is anonymous, `@` a medium: `"?bronnen"`, `"@Reuters/GBR/JRN"`."""
    if isinstance(spec, Voice):
        return spec
    return Voice(party=party(where, spec.lstrip("?@")), anonymous=spec[0] == "?", medium=spec[0] == "@")


def when(day: str, end: str | None = None, *, grain: str | None = None, words: Quote | None = None) -> When:
    """A day, or an interval of days with both ends included."""
    first, last = date.fromisoformat(day), date.fromisoformat(end or day)
    grain = grain or ("day" if first == last else "span")
    return When(start=first, end=last, grain=Grain(grain), quote=words, basis=Basis.STATED)


def claim(  # noqa: PLR0913 - one keyword per field, all optional
    where: Document,
    trigger: str,
    type: str | EventType = "ACCUSE",  # noqa: A002 - the field is called so
    *,
    evidence: str | None = None,
    actors: Iterable[str | Party] = (),
    recipients: Iterable[str | Party] = (),
    on: str | When | None = None,
    place: str | Place | None = None,
    status: str | Status = "happened",
    voices: Iterable[str | Voice] = (),
    condition: str | None = None,
    modes: Iterable[str] = (),
    contexts: Iterable[str] = (),
    figures: Iterable[Figure] = (),
    hedged: bool = False,
    number: int = 0,
    id: str | None = None,  # noqa: A002 - the field is called so
) -> Claim:
    """The claim of a trigger word; `evidence` is the sentence around it unless its words are given."""
    spot = quote(where, trigger)
    kind = EventType(type)
    proof = quote(where, evidence) if evidence else sentence_quote(where, trigger)
    return Claim(
        id=ClaimId(id) if id else claim_id(where.id, kind.value, spot.start, spot.end, number),
        document=where.id,
        type=kind,
        evidence=(Evidence(quote=proof, triggers=(spot,)),),
        modes=tuple(modes),
        contexts=tuple(contexts),
        actors=tuple(party(where, spec) for spec in actors),
        recipients=tuple(party(where, spec) for spec in recipients),
        when=when(on) if isinstance(on, str) else on,
        place=Place(name=place) if isinstance(place, str) else place,
        status=Status(status),
        hedged=hedged,
        voices=tuple(voice(where, spec) for spec in voices),
        condition=quote(where, condition) if condition else None,
        figures=tuple(figures),
        coder="test",
    )


def mark(where: str, words: str, kind: str | MarkKind = "credit") -> Mark:
    """The mark on these words of a text."""
    spot = quote(where, words)
    return Mark(start=spot.start, end=spot.end, kind=MarkKind(kind))


def rejected(address: str = "leeg.txt", reason: str = "no-text", *, part: str = "", message: str = "Leeg.") -> Rejected:
    """A source that gave no document."""
    return Rejected(source=Source(address=address, part=part), reason=reason, message=message)


_WORD = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")


def tokens(text: str, *, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The words and punctuation marks of `text[start:end]`, by a plain rule."""
    spots = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple(Token(text=s[0], start=s.start(), end=s.end(), lower=s[0].lower()) for s in spots)


def analysis(where: Document, *, mentions: Iterable[Mention] = ()) -> Analysis:
    """An analysis with one sentence per full stop and line, cut by a plain rule."""
    spots = re.finditer(r"\S(?:.*?)(?:[.!?](?=\s|$)|$)", where.text, re.MULTILINE)
    sentences = tuple(
        Sentence(start=s.start(), end=s.end(), tokens=tokens(where.text, start=s.start(), end=s.end())) for s in spots
    )
    return Analysis(document=where, sentences=sentences, mentions=tuple(mentions), engine="test")
