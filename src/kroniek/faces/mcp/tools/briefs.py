"""`brief`: what articles of a period tell, in sentences that each lead to the words they stand on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kroniek.api import Chronicle
from kroniek.errors import UsageError
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts
from kroniek.faces.mcp.telling import quote, title
from kroniek.faces.mcp.tool import Tool
from kroniek.model.brief import Note, Section

SENTENCES = 40
"""Sentences in one answer."""


class BriefAsked(asking.Question):
    """About whom, and over which period."""

    about: Annotated[asking.Name, Field(description="A party: a name or country code; left out: about everybody.")] = (
        None
    )
    period: Annotated[
        asking.Name,
        Field(
            description="day, week or month (up to until, or the newest article), 2022-03, or 2022-03-01..2022-03-09."
        ),
    ] = None
    since: Annotated[asking.Moment, Field(description="First day of publication, in the place of period.")] = None
    until: Annotated[asking.Moment, Field(description="Last day of publication.")] = None
    language: Annotated[Literal["nl", "en"], Field(description="Of the sentences; quotes stay Dutch.")] = "nl"
    as_of: asking.AsOf = None
    after: asking.After = None


class NoteTold(shapes.Shape):
    """A footnote: the words that a sentence stands on."""

    number: int
    claim: str
    also: list[str] | None = Field(default=None, description="Other claims on the same words.")
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    quote: shapes.Quote


class SentenceTold(shapes.Shape):
    """A sentence with the numbers of its notes. Keep them together: without its notes it rests on nothing."""

    text: str
    notes: list[int]


class SectionTold(shapes.Shape):
    """Sentences of one kind."""

    part: str = Field(description="news, toward, relation, promises, disputed, ahead or quotes.")
    title: str
    sentences: list[SentenceTold]


class BriefTold(shapes.Answer):
    """A brief. Its sentences say what articles say, with their status; whether that is so they do not say."""

    title: str
    about: str | None = None
    since: str
    until: str
    sections: list[SectionTold]
    notes: list[NoteTold]
    remarks: list[str] = Field(description="What the brief is made of and what it left out.")


def brief(chronicle: Chronicle, asked: BriefAsked) -> BriefTold:
    """The brief of a period, or the part of it that comes after so many sentences."""
    try:
        found = chronicle.brief(
            about=asked.about,
            period=asked.period,
            since=asked.since,
            until=asked.until,
            as_of=asked.as_of,
            language=asked.language,
        )
    except OverflowError as error:  # days at the ends of the calendar
        raise UsageError("These days are too far away. Give a period in which articles were published.") from error
    total = sum(len(one.sentences) for one in found.sections)
    first = asking.offset(asked.after)
    last = min(total, first + SENTENCES)
    cuts = Cuts()
    if last < total:
        cuts.say(f"Sentences {first + 1} to {last} of {total} are shown; go on with after.")
    sections = _between(found.sections, first, last)
    used = {number for section in sections for sentence in section.sentences for number in sentence.notes}
    return BriefTold(
        title=found.title,
        about=found.about or None,
        since=found.since.isoformat(),
        until=found.until.isoformat(),
        sections=sections,
        notes=[_note(one) for one in found.notes if one.number in used],
        remarks=list(found.remarks),
        as_of=found.as_of.isoformat(),
        next=str(last) if last < total else None,
        note=cuts.note,
    )


def _between(sections: tuple[Section, ...], first: int, last: int) -> list[SectionTold]:
    """The sections with the sentences from one number to another, counted through all of them."""
    told: list[SectionTold] = []
    passed = 0
    for one in sections:
        some = one.sentences[max(0, first - passed) : max(0, last - passed)]
        passed += len(one.sentences)
        if some:
            sentences = [SentenceTold(text=sentence.text, notes=list(sentence.notes)) for sentence in some]
            told.append(SectionTold(part=one.part.value, title=one.title, sentences=sentences))
    return told


def _note(one: Note) -> NoteTold:
    return NoteTold(
        number=one.number,
        claim=one.claim,
        also=[str(id_) for id_ in one.also] or None,
        outlet=one.outlet or None,
        published=one.day.isoformat() if one.day else None,
        title=title(one.title) or None,
        url=one.url or None,
        quote=quote(one.quote, one.document),
    )


BRIEF = Tool(
    name="brief",
    title="A brief with footnotes",
    about=(
        "A brief of a period, about a party or about everybody: what is new, who acted toward whom, how relations "
        "moved, promises, what is disputed, what is announced. The program writes the sentences by rules, each with "
        "the numbers of its notes: the words of articles, with claim and document. Dutch or English. Quote the notes, "
        "not the sentences: those are no words of an article. It may take half a minute."
    ),
    asked=BriefAsked,
    told=BriefTold,
    answer=brief,
)
