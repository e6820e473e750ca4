"""The timeline and search: claims that answer a question, how they divide, and passages that hold all the words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing, records
from kroniek.api.claims import Claims
from kroniek.faces.web import records as public
from kroniek.faces.web import shapes
from kroniek.faces.web.filters import After, Filters
from kroniek.faces.web.links import with_query
from kroniek.faces.web.marking import Role, Span, stretches
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import Json, View
from kroniek.memory.store import Hit
from kroniek.model.browsing import Facets
from kroniek.model.ontology import EventType, Status
from kroniek.model.watching import Alarm, Saved

PAGE = 40
"""Claims on a page."""

HITS = 40
"""Passages at most; more words find fewer and better ones."""

MANY_VALUES = 12
"""Values of a facet that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Filters):
    """Which claims, or which words."""

    q: Annotated[
        str | None,
        Asked(description="Words that a passage must hold; `onderhandel*` finds beginnings.", max_length=300),
    ] = None
    after: After = None
    order: Annotated[str, Asked(description="newest or oldest first.", pattern="^(newest|oldest)$")] = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Passages, or claims with their division and whether there are more; and the questions that were saved."""

    hits: Sequence[Hit] | None
    claims: Claims
    facets: Facets | None
    more: bool
    saved: Sequence[Saved]


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """Passages where words are given, else claims."""
    if asked.q and asked.q.strip():
        hits = chronicle.search(
            asked.q,
            actor=asked.actor or None,
            other=asked.other or None,
            type=asked.type or (),
            status=asked.status or (),
            publisher=asked.publisher or None,
            place=asked.place or None,
            since=asked.since or None,
            until=asked.until or None,
            as_of=asked.as_of or None,
            limit=HITS,
        )
        return Found(hits=hits, claims=Claims(), facets=None, more=False, saved=chronicle.saved())
    query = asked.query()
    found = browsing.claims(chronicle, query, size=PAGE + 1, after=asked.after or None, newest=asked.order == "newest")
    return Found(
        hits=None,
        claims=found[:PAGE],
        facets=browsing.facets(chronicle, query),
        more=len(found) > PAGE,
        saved=chronicle.saved(),
    )


def record(found: Found) -> Json:
    """Passages and claims."""
    return {
        "hits": [records.plain(hit) for hit in found.hits] if found.hits is not None else None,
        "claims": found.claims.to_records(),
        "facets": records.plain(found.facets) if found.facets else None,
        "next": found.claims[-1].claim.id if found.more else None,
        "saved": [public.saved_record(one) for one in found.saved],
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    told = asked.told()
    label = telling.words.label
    days = [(moment, telling.entries(group)) for moment, group in groupby(found.claims, key=telling.moment)]
    last = found.claims[-1].claim.id if found.more else None
    words = asked.q.strip() if asked.q else ""
    return {
        "title": telling.words.say("find.title_words", words=words) if words else telling.words.say("find.title"),
        "asked": told | ({"q": words} if words else {}),
        "order": asked.order,
        "days": days,
        "hits": [_hit(hit, telling) for hit in found.hits] if found.hits is not None else None,
        "most": HITS,
        "counted": found.facets.counted if found.facets else 0,
        "capped": bool(found.facets and found.facets.capped),
        "facets": _facets(found.facets, asked, telling) if found.facets else [],
        "chips": _chips(asked, telling),
        "next_url": telling.links.search(**told, order=asked.order, after=last) if last else "",
        "first_url": telling.links.search(**told, order=asked.order) if asked.after else "",
        "types": [(one.value, label("types", one.value)) for one in EventType],
        "statuses": [(one.value, label("statuses", one.value)) for one in Status],
        "sent": told | ({"q": words} if words else {}),
        "proposed": ", ".join(chip["value"] for chip in _chips(asked, telling)) or words,
        "saved": [_saved(one, telling) for one in found.saved],
        "alarms": [(one.value, label("alarms", one.value)) for one in alarms(asked)],
        "other_order": telling.links.search(**told, order="oldest" if asked.order == "newest" else "newest"),
    }


def alarms(asked: Question) -> list[Alarm]:
    """What may be watched for in the answers to a question."""
    if asked.q and asked.q.strip():
        return []
    return [one for one in Alarm if one is not Alarm.WEEK or (asked.actor and asked.other)]


def _saved(one: Saved, telling: Telling) -> dict[str, str]:
    """A saved question: what it is called, where it leads, and what is watched for."""
    question = one.question
    asked = {
        "q": question.words,
        "actor": question.actor,
        "with": question.other,
        "type": ",".join(kind.value for kind in question.types),
        "status": ",".join(status.value for status in question.statuses),
        "since": str(question.since) if question.since else None,
        "until": str(question.until) if question.until else None,
        "publisher": question.publisher,
        "place": question.place,
        "hedged": None if question.hedged is None else str(question.hedged).lower(),
    }
    return {
        "name": one.name,
        "href": telling.links.search(**asked),
        "alarm": telling.words.label("alarms", one.alarm.value) if one.alarm else "",
    }


def _hit(hit: Hit, telling: Telling) -> dict[str, Any]:
    spans = [Span(start - hit.start, end - hit.start, Role.ACT, 0) for start, end in hit.words]
    return {
        "title": hit.title or hit.document,
        "publisher": hit.publisher,
        "day": telling.day(hit.published),
        "href": telling.links.article(hit.document, hit.claims[0] if hit.claims else None),
        "passage": stretches(hit.passage, spans),
        "claims": len(hit.claims),
    }


def _facets(facets: Facets, asked: Question, telling: Telling) -> list[dict[str, Any]]:
    """Each facet with its values, their numbers, and the question that narrows to them."""
    label = telling.words.label
    told = asked.told()

    def rows(counts: Mapping[str, int], say: Any, narrow: Any) -> list[dict[str, Any]]:
        shown = [(value, number) for value, number in counts.items() if value][:MANY_VALUES]
        most = max((number for _, number in shown), default=1)
        return [
            {
                "text": say(value),
                "number": telling.number(number),
                "share": round(100 * number / most),
                "href": telling.links.search(**{**told, **narrow(value)}, order=asked.order),
            }
            for value, number in shown
        ]

    def party(name: str) -> dict[str, str]:
        return {"with": name} if asked.actor else {"actor": name}

    found = [
        ("type", rows(facets.types, lambda one: label("types", one), lambda one: {"type": one})),
        ("status", rows(facets.statuses, lambda one: label("statuses", one), lambda one: {"status": one})),
        ("party", rows(facets.parties, telling.words.called, party)),
        ("year", rows(facets.years, str, lambda one: {"since": one, "until": one})),
        ("publisher", rows(facets.publishers, str, lambda one: {"publisher": one})),
    ]
    return [
        {"name": telling.words.say(f"find.facet_{name}"), "rows": values} for name, values in found if len(values) > 1
    ]


def _chips(asked: Question, telling: Telling) -> list[dict[str, str]]:
    """What is asked, each part with the question without it."""
    told = asked.told()
    say = telling.words.say
    asked_words = {"q": asked.q} if asked.q else {}
    shown: dict[str, Callable[[str], str]] = {
        "type": lambda value: ", ".join(telling.words.label("types", one.strip().upper()) for one in value.split(",")),
        "status": lambda value: ", ".join(
            telling.words.label("statuses", one.strip().lower()) for one in value.split(",")
        ),
        "actor": telling.words.called,
        "with": telling.words.called,
        "place": telling.words.place,
        "hedged": lambda value: say("find.hedged_yes" if value == "true" else "find.hedged_no"),
    }
    return [
        {
            "name": say(f"find.asked_{name}"),
            "value": shown.get(name, str)(value),
            "href": with_query("/zoek", asked_words | told, **{name: None}, as_of=telling.links.as_of),
        }
        for name, value in told.items()
    ]


VIEW = View(
    name="search",
    path="/zoek",
    api="/search",
    about="Claims that answer a question with how they divide, or passages that hold all the words.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Search,
    tag="claims",
    form=True,
)
