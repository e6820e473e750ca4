"""An event: its accounts side by side, what they rest on, who denies it, where they differ, how it was told in time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path

from kroniek.api import Chronicle, doubting
from kroniek.api.asking import last_day
from kroniek.api.doubting import Doubt, doubt_record, judgement_record
from kroniek.api.linking import link_record
from kroniek.api.standing import EventCard, card_record
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web import doubts, shapes
from kroniek.faces.web.charts import projection
from kroniek.faces.web.faults import not_found
from kroniek.faces.web.telling import Telling, exact
from kroniek.faces.web.view import AsOf, Json, View
from kroniek.memory.store import StoredClaim
from kroniek.model.difference import Account, Difference
from kroniek.model.judgement import Judgement, Link
from kroniek.model.place import Precision
from kroniek.model.standing import Trace

GROUNDS = 12
"""Reasons that hold the event together which are told: the least sure ones."""

ACCOUNTS = 10
"""Accounts that stand open; an item of an agency may have a hundred."""

SPAN_X, SPAN_Y = 240, 105
"""How much of the map is shown around the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which event, as of which day."""

    id: Annotated[str, Path(description="The event's id, or that of one of its claims.", max_length=500)]
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The event, what other events are to it, what holds it together, and what somebody keeps out of it.

    `others` holds a claim of each linked event, by the id of the claim that the link names.
    """

    card: EventCard
    links: tuple[Link, ...]
    others: Mapping[str, StoredClaim]
    grounds: tuple[Judgement, ...]
    apart: tuple[Doubt, ...]


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """The event that has this claim."""
    day = last_day(asked.as_of or None)
    card = chronicle.event_card(asked.id, as_of=day)
    if card is None:
        raise not_found("event", asked.id)
    claim = str(card.claims[0].claim.id)
    links = chronicle.links(claim, as_of=day)
    grounds, apart = doubting.grounds(chronicle, claim, as_of=day)
    others = doubting.claims(chronicle, [link.other_claim for link in links], as_of=day)
    return Found(card=card, links=links, others=others, grounds=grounds, apart=apart)


def record(found: Found) -> Json:
    """The event, its links, and what people may decide on."""
    return card_record(found.card) | {
        "links": [link_record(one) for one in found.links],
        "joined": [judgement_record(one) for one in found.grounds],
        "apart": [doubt_record(one) for one in found.apart],
    }


def context(given: Found, _: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    found = given.card
    first = found.claims[0]
    standing = found.standing
    told = {stored.claim.id: stored for stored in (*found.claims, *found.earlier, *found.denying)}
    say = telling.words.say
    return {
        "title": telling.headline(first.claim),
        "entry": telling.entry(first),
        "entries": telling.entries(found.claims[:ACCOUNTS]),
        "more_entries": telling.entries(found.claims[ACCOUNTS:]),
        "earlier": telling.entries(found.earlier),
        "denying": telling.entries(found.denying),
        "days": sorted({one.published for one in (*found.claims, *found.earlier) if one.published}),
        "articles": telling.words.count("counts.documents", standing.articles),
        "outlets": standing.outlets,
        "origins": [
            {
                "name": shown(telling.words.called(origin.name)),
                "kind": telling.words.label("origin_kinds", origin.kind.value),
                "tier": shown(origin.tier),
                "traces": [_trace(trace, found, telling) for trace in origin.traces],
            }
            for origin in standing.origins
        ],
        "unknown": _grouped(_trace(trace, found, telling) for trace in standing.unknown),
        "unknown_articles": telling.words.count("counts.documents", len(standing.unknown)),
        "denials": [
            {
                "who": shown(one.who) or say("eventpage.denied_by_nobody"),
                "day": telling.day(one.first_reported),
                "quote": shown(one.quote.text),
                "href": telling.links.article(exact(one.document), one.claims[0] if one.claims else None),
            }
            for one in standing.denials
        ],
        "differences": [_difference(one, told, telling) for one in found.differences],
        "place": _place(found.claims, telling),
        "several": len({one.claim.document for one in found.claims}) > 1,
        "own": str(first.claim.id),
        "ids": {str(one.claim.id) for one in (*found.claims, *found.earlier)},
        "linked": [
            doubts.linked(one, given.others[one.other_claim], telling)
            for one in given.links
            if one.other_claim in given.others
        ],
        "grounds": _grounds(given.grounds, telling),
        "apart": [doubts.told(one, telling) for one in given.apart],
    }


def _trace(trace: Trace, found: EventCard, telling: Telling) -> dict[str, str]:
    stored = found.documents.get(trace.document)
    claim = next((one for one in found.claims if one.claim.document == trace.document), None)
    return {
        "reason": str(telling.words.words["traces"].get(trace.reason, trace.reason)),
        "title": shown((stored.document.title if stored else None) or trace.document),
        "outlet": shown((stored.document.publisher if stored else None) or ""),
        "quote": shown(trace.quote.text) if trace.quote else "",
        "href": telling.links.article(exact(trace.document), claim.claim.id if claim else None),
    }


def _grouped(traces: Iterable[dict[str, str]]) -> list[dict[str, Any]]:
    """Traces of one outlet with one reason as one, with how many articles they are."""
    groups: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for trace in traces:
        groups.setdefault((trace["outlet"] or trace["title"], trace["reason"], trace["quote"]), []).append(trace)
    return [group[0] | {"name": name, "number": len(group)} for (name, _, _), group in groups.items()]


def _grounds(grounds: Iterable[Judgement], telling: Telling) -> list[dict[str, Any]]:
    """Why the claims are one event, each reason once, the least sure first; one that stands alone can be refused."""
    groups: dict[tuple[str, float, str], list[Judgement]] = {}
    for one in sorted(grounds, key=lambda one: one.score):
        groups.setdefault((one.reason, one.score, one.by), []).append(one)
    shown_ = list(groups.values())[:GROUNDS]
    return [doubts.judged(group[0], telling) | {"number": len(group)} for group in shown_]


def _difference(one: Difference, told: Mapping[Any, StoredClaim], telling: Telling) -> dict[str, Any]:
    field, _, part = one.field.partition(".")
    name = telling.words.label("figures", part) if part else telling.words.field(field)
    return {
        "name": name,
        "course": str(telling.words.words["courses"].get(one.reason, one.reason)),
        "accounts": [_account(account, one, told, telling) for account in one.accounts],
    }


def _account(account: Account, one: Difference, told: Mapping[Any, StoredClaim], telling: Telling) -> dict[str, Any]:
    stored = told.get(account.claims[0]) if account.claims else None
    return {
        "value": _value(account.value, one.field, stored, telling),
        "voices": telling.named(account.voices),
        "first": telling.day(account.first_reported),
        "words": [
            {
                "quote": shown(words.quote.text),
                "href": telling.links.article(exact(words.document), account.claims[0] if account.claims else None),
            }
            for words in account.words
        ],
    }


def _value(value: str, field: str, stored: StoredClaim | None, telling: Telling) -> str:
    """An account's value in words: of the claim that tells it, else as it is."""
    if stored is None:
        return _called(value, field, telling)
    claim = stored.claim
    if field.startswith("figures."):
        key = field.partition(".")[2]
        return next((telling.figure(one) for one in claim.figures if one.key.value == key), value)
    if field == "status":
        return telling.words.label("statuses", claim.status.value)
    if field == "date" and claim.when:
        return telling.words.when(claim.when)
    return _called(value, field, telling)


def _called(value: str, field: str, telling: Telling) -> str:
    """What parties and places are called; any other value as it is."""
    if field in {"actors", "recipients"}:
        return "; ".join(map(telling.words.called, value.split("; ")))
    return telling.words.place(value) if field == "place" else value


def _place(claims: tuple[StoredClaim, ...], telling: Telling) -> dict[str, Any] | None:
    """The map around the first place that is told with a point; none where only a country is."""
    place = next((one.claim.place for one in claims if one.claim.place and one.claim.place.lat is not None), None)
    if place is None or place.lat is None or place.lon is None:
        return None
    x, y = projection.point(place.lat, place.lon)
    left = min(max(0.0, x - SPAN_X / 2), projection.WIDTH - SPAN_X)
    top = min(max(0.0, y - SPAN_Y / 2), projection.HEIGHT - SPAN_Y)
    return {
        "name": telling.words.place(place.name),
        "box": f"{left:.1f} {top:.1f} {SPAN_X} {SPAN_Y}",
        "x": x,
        "y": y,
        "country": place.country,
        "whole": place.precision is Precision.COUNTRY,
        "region": place.precision is Precision.REGION,
        "precision": telling.words.label("precisions", place.precision.value) if place.precision else "",
        "shapes": projection.shapes(),
    }


VIEW = View(
    name="event",
    path="/gebeurtenis/{id:path}",
    api="/events/{id:path}",
    about="An event as of a day: its claims, what they rest on, who denies it, and where accounts differ.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Event,
    tag="events",
    form=True,
)
