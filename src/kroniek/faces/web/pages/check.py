"""What is worth a second look: what does not fit its day, accounts that differ, names that may be one actor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing, doubting, records
from kroniek.api.asking import last_day, query
from kroniek.api.checking import finding_record
from kroniek.api.doubting import Doubt, doubt_record
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web import doubts, shapes
from kroniek.faces.web.filters import After
from kroniek.faces.web.telling import Telling, exact
from kroniek.faces.web.view import AsOf, Json, Name, View, listed
from kroniek.memory.store import Proposal
from kroniek.model.difference import Finding, FindingKind
from kroniek.model.judgement import Judgement, JudgementKind

ARTICLES = 20
"""Articles that one page looks through: reading them again costs time, and the next page goes on."""

CLAIMS = 120
"""Claims of a party of which the articles are looked through."""

PROPOSALS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to look for, and in which articles."""

    kind: Annotated[
        str | None,
        Asked(
            description="Kinds of findings; several are separated by commas.",
            max_length=100,
            json_schema_extra=listed(FindingKind),
        ),
    ] = None
    actor: Name = None
    after: After = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Findings in some articles, proposals of actors that may be one, doubtful joins and links of events, and what
    people decided on both.

    `first` and `last` are the days of the newest and the oldest of these articles, `after` the key to go on after.
    """

    findings: tuple[Finding, ...]
    articles: int
    first: date | None
    last: date | None
    after: str | None
    proposals: tuple[Proposal, ...]
    decided: tuple[Judgement, ...]
    names: Mapping[str, str]
    doubts: tuple[Doubt, ...]
    decided_events: tuple[Doubt, ...]


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """The findings of the newest articles, or of those that come after one."""
    as_of, actor = asked.as_of or None, asked.actor or None
    if actor:
        about = browsing.claims(chronicle, query(actor=actor, as_of=as_of), size=CLAIMS, newest=True)
        keys, days, more = list(dict.fromkeys(one.claim.document for one in about)), [], False
    else:
        lines = browsing.documents(chronicle, size=ARTICLES + 1, after=asked.after or None, as_of=last_day(as_of))
        more = len(lines) > ARTICLES
        keys, days = [one.key for one in lines[:ARTICLES]], [one.published for one in lines[:ARTICLES] if one.published]
    findings = chronicle.check(kind=asked.kind or (), actor=actor, as_of=as_of, among=keys)
    decided = doubting.decided_on_actors(chronicle)
    return Found(
        findings=tuple(sorted(findings, key=lambda one: one.published or date.min, reverse=True)),
        articles=len(keys),
        first=max(days, default=None),
        last=min(days, default=None),
        after=keys[-1] if more else None,
        proposals=() if asked.after else browsing.proposals(chronicle)[:PROPOSALS],
        decided=decided,
        names=browsing.names(chronicle, [id_ for one in decided for id_ in (one.left, one.right)]),
        doubts=() if asked.after else doubting.doubts(chronicle),
        decided_events=doubting.decided(chronicle),
    )


def record(found: Found) -> Json:
    """Findings, proposals, decisions."""
    return {
        "findings": [finding_record(one) for one in found.findings],
        "articles": found.articles,
        "next": found.after,
        "proposals": [records.plain(one) for one in found.proposals],
        "decided": [records.plain(one) for one in found.decided],
        "doubts": [doubt_record(one) for one in found.doubts],
        "decided_events": [doubt_record(one) for one in found.decided_events],
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    return {
        "title": telling.words.say("checkpage.title"),
        "kinds": [(kind.value, telling.words.label("finding_kinds", kind.value)) for kind in FindingKind],
        "kind": asked.kind or "",
        "actor": asked.actor or "",
        "findings": [finding(one, telling) for one in found.findings],
        "looked": telling.words.say(
            "checkpage.looked",
            articles=telling.words.count("counts.documents", found.articles),
            first=telling.day(found.last),
            last=telling.day(found.first),
        )
        if found.first
        else telling.words.count("counts.documents", found.articles),
        "next_url": telling.links.to("/controle", kind=asked.kind, after=found.after) if found.after else "",
        "proposals": [
            {
                "first": one.first,
                "second": one.second,
                "score": telling.words.score(one.score),
                "country": telling.country(one.first.country),
                "hrefs": (telling.links.actor(one.first.id), telling.links.actor(one.second.id)),
            }
            for one in found.proposals
        ],
        "decided": [
            {
                "judgement": one,
                "left": found.names.get(one.left, one.left),
                "right": found.names.get(one.right, one.right),
                "same": one.kind is JudgementKind.SAME_ACTOR,
            }
            for one in found.decided
        ],
        "doubts": [doubts.told(one, telling) for one in found.doubts],
        "decided_events": [doubts.told(one, telling) for one in found.decided_events],
    }


def finding(one: Finding, telling: Telling) -> dict[str, Any]:
    """A finding for a page."""
    field = one.difference.field if one.difference else ""
    head, _, part = field.partition(".")
    return {
        "kind": telling.words.label("finding_kinds", one.kind.value),
        "note": telling.words.note(shown(one.note)),
        "field": (telling.words.label("figures", part) if part else telling.words.field(head)) if field else "",
        "day": telling.day(one.published),
        "event": telling.links.event(one.event) if one.event else "",
        "document": telling.links.article(exact(one.document), one.claims[0] if one.claims else None),
        "name": one.document,
        "words": [
            {"quote": shown(words.quote.text), "href": telling.links.article(exact(words.document))}
            for words in one.words[:6]
        ],
        "accounts": [
            {
                "value": account.value,
                "voices": telling.named(account.voices),
            }
            for account in one.difference.accounts
        ]
        if one.difference
        else [],
    }


VIEW = View(
    name="check",
    path="/controle",
    api="/check",
    about="What is worth a second look, actors that may be one, and what people decided.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Check,
    kept=True,
    form=True,
)
