"""The front page: what came in last or was watched for, which relations moved, what is due, where accounts differ.

What other pages gather (stories, promises) is shared with them, so that it is made once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import Any

from kroniek.api import Chronicle, browsing, doubting, records
from kroniek.api.asking import last_day, query
from kroniek.api.briefing import choosing
from kroniek.api.checking import finding_record
from kroniek.api.commitments import PENDING, commitment_record
from kroniek.api.stories import story_record
from kroniek.faces.cli.telling import clipped
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web import moves, shapes
from kroniek.faces.web import records as public
from kroniek.faces.web.moves import Move
from kroniek.faces.web.pages import promises, stories
from kroniek.faces.web.pages.check import finding
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Json, Share, View
from kroniek.memory.store import StoredClaim
from kroniek.model.browsing import DocumentLine
from kroniek.model.commitment import Commitment
from kroniek.model.difference import Finding, FindingKind
from kroniek.model.story import Story
from kroniek.model.watching import Alert

ARTICLES = 9
"""Articles on the front page."""

EACH = 3
"""Claims that stand under each."""

READ = 200
"""Claims of an article that are looked through for those."""

TITLE_CHARS = 110
"""How much of a headline is shown; some texts have none and begin with a sentence."""

AHEAD = 6
"""Announced acts that are listed."""

LOOKED_AT = 24
"""The newest articles, in whose events disagreements are looked for."""

DIFFERENCES = 4

STORIES = 5
ALERTS = 3
DUE = 5
"""Promises, threats and demands that are listed: those whose last day comes first."""

AHEAD_DAYS = 60
"""How far ahead an announced act may lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """As of which day."""

    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the front page shows."""

    day: date | None
    articles: Sequence[tuple[DocumentLine, Sequence[StoredClaim]]]
    moves: Sequence[Move]
    ahead: Sequence[StoredClaim]
    differences: Sequence[Finding]
    due: Sequence[Commitment] = ()
    told: stories.Found | None = None
    alerts: Sequence[Alert] = ()
    alerted: Mapping[str, StoredClaim] = field(default_factory=dict)


def gather(chronicle: Chronicle, asked: Question, share: Share) -> Front:
    """The newest articles with what they tell, and what follows from the last weeks."""
    as_of = asked.as_of or None
    newest = browsing.documents(chronicle, size=LOOKED_AT, as_of=last_day(as_of))
    lines = newest[:ARTICLES]
    day = lines[0].published if lines else None
    articles = [
        (line, choosing.front(chronicle.claims(document=line.key, limit=READ, as_of=as_of))[:EACH]) for line in lines
    ]
    if day is None:
        return Front(day=None, articles=articles, moves=(), ahead=(), differences=())
    announced = query(
        status="planned", since=day + timedelta(days=1), until=day + timedelta(days=AHEAD_DAYS), as_of=as_of
    )
    ahead = [one for one in browsing.claims(chronicle, announced, size=4 * AHEAD) if one.claim.when]
    alerts = chronicle.alerts(most=ALERTS) if as_of is None else ()
    differing = chronicle.check(kind=FindingKind.ACCOUNTS, as_of=as_of, among=[line.key for line in newest])
    return Front(
        day=day,
        articles=articles,
        moves=moves.moves(chronicle, day, as_of=as_of),
        ahead=ahead[:AHEAD],
        differences=tuple(islice(differing, DIFFERENCES)),
        due=_due(share(promises.VIEW, promises.Question(as_of=asked.as_of)), day),
        told=share(stories.VIEW, stories.Question(as_of=asked.as_of)),
        alerts=alerts,
        alerted=doubting.claims(chronicle, [id_ for one in alerts for id_ in one.claims[:1]]),
    )


def _due(found: promises.Found, day: date) -> tuple[Commitment, ...]:
    """What is open and has its last day soon, or had it and nobody told what came of it."""
    until = day + timedelta(days=AHEAD_DAYS)
    dated = [(one.due.day, one) for one in found.commitments if one.due and one.state in PENDING]
    return tuple(one for last, one in sorted(dated, key=lambda pair: (pair[0], pair[1].id)) if last <= until)[:DUE]


def _told(found: Front) -> Sequence[Story]:
    return found.told.stories[:STORIES] if found.told else ()


def record(found: Front) -> Json:
    """The front page."""
    return {
        "day": found.day.isoformat() if found.day else None,
        "articles": [
            {"document": records.plain(line), "claims": [records.claim_record(one) for one in claims]}
            for line, claims in found.articles
        ],
        "moves": [records.plain(one) for one in found.moves],
        "ahead": [records.claim_record(one) for one in found.ahead],
        "differences": [finding_record(one) for one in found.differences],
        "due": [commitment_record(one) for one in found.due],
        "stories": [story_record(one) for one in _told(found)],
        "alerts": [public.alert_record(one) for one in found.alerts],
    }


def context(found: Front, _: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    articles = [
        {
            "line": line,
            "day": telling.day(line.published),
            "href": telling.links.article(line.key),
            "title": clipped(shown(line.title or line.key), TITLE_CHARS),
            "entries": telling.entries(claims),
        }
        for line, claims in found.articles
    ]
    return {
        "title": telling.words.say("start.title"),
        "day": telling.day(found.day) if found.day else "",
        "lead": articles[0] if articles else None,
        "articles": articles[1:],
        "moves": [moves.told(one, telling) for one in found.moves],
        "ahead": telling.entries(found.ahead),
        "differences": [finding(one, telling) for one in found.differences],
        "due": [promises.told(one, telling, found.day) for one in found.due],
        "stories": [
            stories.told(one, telling) | {"href": telling.links.story(one.id, since=_since(found))}
            for one in _told(found)
        ],
        "alerts": [
            {
                "name": shown(one.name),
                "alarm": telling.words.label("alarms", one.alarm.value),
                "day": telling.day(one.day) if one.day else "",
                "entry": telling.entry(found.alerted[one.claims[0]]),
            }
            for one in found.alerts
            if one.claims and one.claims[0] in found.alerted
        ],
    }


def _since(found: Front) -> str | None:
    """From when on stories were looked for, where not in everything."""
    return str(found.told.since) if found.told and found.told.since else None


VIEW = View(
    name="start",
    path="/",
    api="/start",
    about="The front page: the newest articles, relations that moved, what is announced.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Front,
    kept=True,
    shares=True,
)
