"""`check` and `what_changed`: what does not fit together, and what was added or withdrawn between two days."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kroniek.api import Chronicle, browsing
from kroniek.api.asking import last_day, query
from kroniek.api.standing import exact
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts, fitting, part
from kroniek.faces.mcp.telling import articles, day, parties, quote
from kroniek.faces.mcp.tool import Tool
from kroniek.faces.mcp.tools.events import DifferenceTold, difference
from kroniek.model.changes import ClaimChange, EventsJoined, JudgementTaken
from kroniek.model.claim import Claim
from kroniek.model.difference import Finding

ARTICLES = 40
"""Articles that one answer looks through: reading them again costs time, and the next answer goes on."""

ABOUT = 120
"""Claims of a party of which the articles are looked through: the newest."""

WORDS, IDS = 6, 20


class Check(asking.Question):
    """What to look for, and in which articles."""

    kind: asking.Kinds = ()
    actor: Annotated[asking.Name, Field(description="Only the newest articles with an act of this party.")] = None
    as_of: asking.AsOf = None
    after: asking.After = None


class FindingTold(shapes.Shape):
    """Something to look at. It is a question to a reader, not an error that was proved."""

    kind: str = Field(description="office, contradiction, weekday, or accounts (articles differ).")
    note: str | None = None
    published: str | None = None
    document: str
    event: str | None = None
    claims: list[str]
    quotes: list[shapes.Quote]
    difference: DifferenceTold | None = None


class Checked(shapes.Answer):
    """What is worth a second look, in the articles that were looked through; the newest first."""

    looked_through: int = Field(description="Number of articles.")
    findings: list[FindingTold]
    articles: list[shapes.Article]


def check(chronicle: Chronicle, asked: Check) -> Checked:
    """The findings of the newest articles, or of those that come after one."""
    cuts = Cuts()
    keys, following = _keys(chronicle, asked, cuts)
    found = sorted(
        chronicle.check(kind=asked.kind, as_of=asked.as_of, among=keys),
        key=lambda one: one.published.isoformat() if one.published else "",
        reverse=True,
    )
    told = fitting((_finding(one, cuts) for one in found), len(found))
    if len(told) < len(found):
        cuts.say(f"Only {len(told)} of {len(found)} findings fit. Ask for one kind, or for one party.")
    if following:
        cuts.say(f"The {len(keys)} newest articles from here were looked through; go on with after.")
    return Checked(
        looked_through=len(keys),
        findings=told,
        articles=articles(chronicle, [one.document for one in told], cuts),
        as_of=day(asked.as_of),
        next=following,
        note=cuts.note,
    )


def _keys(chronicle: Chronicle, asked: Check, cuts: Cuts) -> tuple[list[str], str | None]:
    """The articles to look through, and the one to go on after."""
    if asked.actor is not None:
        about = browsing.claims(chronicle, query(actor=asked.actor, as_of=asked.as_of), size=ABOUT, newest=True)
        if len(about) == ABOUT:
            cuts.say(f"Only the articles of the newest {ABOUT} claims of this party were looked through.")
        return list(dict.fromkeys(one.claim.document for one in about)), None
    lines = browsing.documents(chronicle, size=ARTICLES + 1, after=asked.after, as_of=last_day(asked.as_of))
    keys = [str(one.key) for one in lines[:ARTICLES]]
    return keys, keys[-1] if len(lines) > ARTICLES else None


def _finding(one: Finding, cuts: Cuts) -> FindingTold:
    return FindingTold(
        kind=one.kind.value,
        note=one.note or None,
        published=one.published.isoformat() if one.published else None,
        document=exact(one.document),
        event=one.event,
        claims=[str(id_) for id_ in cuts.most(one.claims, IDS, "claims of a finding")],
        quotes=[quote(word.quote, word.document) for word in cuts.most(one.words, WORDS, "quotes of a finding")],
        difference=difference(one.difference, cuts) if one.difference else None,
    )


CHECK = Tool(
    name="check",
    title="What does not fit",
    about=(
        "What is worth a second look: an office that does not fit the day, an article that contradicts itself, a "
        "weekday that does not go with its date, accounts of one event that differ. Each with its words."
    ),
    asked=Check,
    told=Checked,
    answer=check,
)


class WhatChanged(asking.Question):
    """Between which days."""

    first: Annotated[asking.Id, Field(description="A day of report: 2022-03-01 (of a month or year its last day).")]
    second: Annotated[asking.Id, Field(description="A later day.")]
    actor: Annotated[asking.Name, Field(description="Only claims in which this party takes part.")] = None
    limit: asking.Limit = 20
    after: asking.After = None


class Version(shapes.Shape):
    """A claim as one version of an article tells it."""

    id: str
    type: str
    status: str
    hedged: bool
    actors: list[shapes.Party]
    recipients: list[shapes.Party]
    quote: shapes.Quote


class Change(shapes.Shape):
    """A claim that came, changed or went because an article did."""

    kind: str = Field(description="added, changed or withdrawn.")
    fields: list[str]
    document: str = Field(description="The article that is the reason.")
    replaced: str | None = Field(default=None, description="The version of it that was the newest on the first day.")
    published: str | None = None
    before: Version | None = None
    after: Version | None = None


class Joined(shapes.Shape):
    """Events of the first day that are one event on the second."""

    event: str
    before: list[str]
    by: str
    reason: str


class Parted(shapes.Shape):
    """A judgement that two claims are one event, and that somebody took back."""

    left: str
    right: str
    by: str
    reason: str


class ChangesFound(shapes.Answer):
    """What the chronicle said on one day and on a later one."""

    first: str
    second: str
    new_articles: int
    new_versions: int
    claims_changed: int
    changes: list[Change]
    joined: list[Joined]
    parted: list[Parted]
    articles: list[shapes.Article]


def changed(chronicle: Chronicle, asked: WhatChanged) -> ChangesFound:
    """What changed between two days of report."""
    found = chronicle.diff(asked.first, asked.second, actor=asked.actor)
    cuts, first = Cuts(), asking.offset(asked.after)
    shown = part(found.claims, _change, first=first, limit=asked.limit, what="Claims", cuts=cuts)
    return ChangesFound(
        first=found.first.isoformat(),
        second=found.second.isoformat(),
        new_articles=len(found.articles),
        new_versions=len(found.versions),
        claims_changed=len(found.claims),
        changes=shown.told,
        joined=[_joined(one, cuts) for one in cuts.most(found.joined, IDS, "joined events")],
        parted=[_parted(one) for one in cuts.most(found.parted, IDS, "judgements that were taken back")],
        articles=articles(chronicle, [one.document for one in shown.told], cuts),
        as_of=found.second.isoformat(),
        next=shown.next,
        note=cuts.note,
    )


def _change(one: ClaimChange) -> Change:
    return Change(
        kind=one.kind.value,
        fields=list(one.fields),
        document=exact(one.document),
        replaced=exact(one.earlier) if one.earlier else None,
        published=one.published.isoformat() if one.published else None,
        before=_version(one.before) if one.before else None,
        after=_version(one.after) if one.after else None,
    )


def _version(one: Claim) -> Version:
    return Version(
        id=one.id,
        type=one.type.value,
        status=one.status.value,
        hedged=one.hedged,
        actors=parties(one.actors),
        recipients=parties(one.recipients),
        quote=quote(one.evidence[0].quote, one.document),
    )


def _joined(one: EventsJoined, cuts: Cuts) -> Joined:
    before = [str(id_) for id_ in cuts.most(one.before, IDS, "events that were joined")]
    return Joined(event=one.event, before=before, by=one.by, reason=one.reason)


def _parted(one: JudgementTaken) -> Parted:
    return Parted(left=one.left, right=one.right, by=one.by, reason=one.reason)


WHAT_CHANGED = Tool(
    name="what_changed",
    title="What changed between two days",
    about=(
        "What the chronicle said at the end of one day of report and at the end of a later one: claims that were "
        "added, changed or withdrawn because an article came or was corrected, and events that turned out to be one. "
        "Use it to see whether something that was said earlier has to be corrected."
    ),
    asked=WhatChanged,
    told=ChangesFound,
    answer=changed,
)
