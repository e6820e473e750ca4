"""What is worth a second look: what does not fit its day, accounts that differ, names that may be one actor."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing, records
from kroniek.api.asking import first_day
from kroniek.api.checking import finding_record
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web import shapes
from kroniek.faces.web.telling import Telling, exact
from kroniek.faces.web.view import AsOf, Day, Json, Name, View, listed
from kroniek.memory.store import Proposal
from kroniek.model.difference import Finding, FindingKind
from kroniek.model.judgement import Judgement, JudgementKind

FINDINGS = 60
PROPOSALS = 25
DECIDED = 25
DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to look for."""

    kind: Annotated[
        str | None,
        Asked(
            description="Kinds of findings; several are separated by commas.",
            max_length=100,
            json_schema_extra=listed(FindingKind),
        ),
    ] = None
    actor: Name = None
    since: Day = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Findings, proposals of actors that may be one, and what people decided."""

    since: date | None
    findings: tuple[Finding, ...]
    more: bool
    proposals: tuple[Proposal, ...]
    decided: tuple[Judgement, ...]
    names: Mapping[str, str]


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """The first findings of a period: the last ten years where none is asked for."""
    since = first_day(asked.since or None)
    newest = browsing.period(chronicle)[1]
    if since is None and newest is not None and newest.toordinal() > DAYS:
        since = newest - timedelta(days=DAYS)
    found = list(
        islice(
            chronicle.check(kind=asked.kind or (), actor=asked.actor or None, since=since, as_of=asked.as_of or None),
            FINDINGS + 1,
        )
    )
    people = (JudgementKind.SAME_ACTOR, JudgementKind.OTHER_ACTOR)
    decided = [one for one in chronicle.judgements() if one.kind in people and one.by == "user"][-DECIDED:]
    named = {one.id: one.name for one in chronicle.actors()} if decided else {}
    return Found(
        since=since,
        findings=tuple(found[:FINDINGS]),
        more=len(found) > FINDINGS,
        proposals=chronicle.proposals()[:PROPOSALS],
        decided=tuple(reversed(decided)),
        names=named,
    )


def record(found: Found) -> Json:
    """Findings, proposals, decisions."""
    return {
        "findings": [finding_record(one) for one in found.findings],
        "more": found.more,
        "proposals": [records.plain(one) for one in found.proposals],
        "decided": [records.plain(one) for one in found.decided],
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    return {
        "title": telling.words.say("checkpage.title"),
        "kinds": [(kind.value, telling.words.label("finding_kinds", kind.value)) for kind in FindingKind],
        "kind": asked.kind or "",
        "actor": asked.actor or "",
        "since": str(found.since) if found.since else "",
        "findings": [_finding(one, telling) for one in found.findings],
        "more": found.more,
        "proposals": [
            {
                "first": one.first,
                "second": one.second,
                "score": telling.words.score(one.score),
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
    }


def _finding(one: Finding, telling: Telling) -> dict[str, Any]:
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
                "voices": ", ".join(dict.fromkeys(shown(voice.party.name) for voice in account.voices)),
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
    form=True,
)
