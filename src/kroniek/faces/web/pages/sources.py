"""What was read: outlets with how much they gave and repeated, whom they cite, articles, and what gave no article."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing, records
from kroniek.api.asking import last_day
from kroniek.faces.web import records as public
from kroniek.faces.web import shapes
from kroniek.faces.web.filters import After
from kroniek.faces.web.telling import Telling
from kroniek.faces.web.view import AsOf, Json, View
from kroniek.model.browsing import Cited, DocumentLine, Outlet
from kroniek.model.text import Rejected

UNKNOWN = "-"
"""What stands in an address for articles of which the outlet is not known."""

PAGE = 50
REJECTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Articles of which outlet."""

    outlet: Annotated[
        str | None,
        Asked(description="Only articles of this outlet; `-` for those of which it is not known.", max_length=200),
    ] = None
    after: After = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Outlets, the media that they cite, articles, rejects."""

    outlets: tuple[Outlet, ...]
    cited: tuple[Cited, ...]
    documents: tuple[DocumentLine, ...]
    more: bool
    rejects: tuple[Rejected, ...]


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """What was read."""
    lines = browsing.documents(
        chronicle,
        size=PAGE + 1,
        after=asked.after or None,
        publisher="" if asked.outlet == UNKNOWN else asked.outlet or None,
        as_of=last_day(asked.as_of or None),
    )
    return Found(
        outlets=browsing.outlets(chronicle, as_of=last_day(asked.as_of or None)),
        cited=browsing.cited(chronicle, as_of=last_day(asked.as_of or None)),
        documents=lines[:PAGE],
        more=len(lines) > PAGE,
        rejects=chronicle.rejects(),
    )


def record(found: Found) -> Json:
    """What was read."""
    return {
        "outlets": [records.plain(one) for one in found.outlets],
        "cited": [records.plain(one) for one in found.cited],
        "documents": [records.plain(one) for one in found.documents],
        "next": found.documents[-1].key if found.more else None,
        "rejects": [public.reject_record(one) for one in found.rejects[:REJECTS]],
        "rejects_total": len(found.rejects),
    }


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    unnamed = telling.words.say("status.unnamed")
    return {
        "title": telling.words.say("sources.title"),
        "outlets": [
            {
                "name": one.name or unnamed,
                "href": telling.links.to("/bronnen", anchor="artikelen", outlet=one.name or UNKNOWN),
                "documents": telling.number(one.documents),
                "claims": telling.number(one.claims),
                "copies": telling.number(one.copies),
                "period": telling.span(one.first, one.last),
            }
            for one in found.outlets
        ],
        "cited": [
            {
                "name": telling.words.called(one.name),
                "href": telling.links.to("/citaten", by=one.name),
                "documents": telling.words.count("counts.documents", one.documents),
                "outlets": telling.words.count("sources.of_outlets", one.outlets) if one.outlets > 1 else "",
            }
            for one in found.cited
        ],
        "outlet": unnamed if asked.outlet == UNKNOWN else asked.outlet,
        "documents": [
            {"line": one, "day": telling.day(one.published), "href": telling.links.article(one.key)}
            for one in found.documents
        ],
        "next_url": telling.links.to("/bronnen", anchor="artikelen", outlet=asked.outlet, after=found.documents[-1].key)
        if found.more
        else "",
        "rejects": [
            (telling.words.reason(one.reason), public.source_name(one.source), public.told(one))
            for one in found.rejects[:REJECTS]
        ],
        "more_rejects": max(0, len(found.rejects) - REJECTS),
    }


VIEW = View(
    name="sources",
    path="/bronnen",
    api="/sources",
    about="Outlets, articles without their text, and sources that gave no article.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Sources,
    kept=True,
    tag="articles",
)
