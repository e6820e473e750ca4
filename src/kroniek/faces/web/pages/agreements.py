"""Agreements through their life: offered, agreed, signed, ratified, carried out, suspended, ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query as Asked

from kroniek.api import Chronicle, browsing
from kroniek.api.commitments import agreement_record
from kroniek.faces.cli.telling import clipped
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web import shapes
from kroniek.faces.web.pages.promises import LARGEST
from kroniek.faces.web.telling import QUOTE_CHARS, Telling, exact
from kroniek.faces.web.view import AsOf, Json, Name, View
from kroniek.model.commitment import Agreement

SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Of whom, and with whom."""

    actor: Name = None
    other: Annotated[str | None, Asked(alias="with", description="Another party.", max_length=200)] = None
    as_of: AsOf = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The agreements, and whether the chronicle is too large to follow them here without a party."""

    agreements: tuple[Agreement, ...]
    too_large: bool


def gather(chronicle: Chronicle, asked: Question) -> Found:
    """The agreements, those that moved last first."""
    if not (asked.actor or asked.other) and browsing.size(chronicle) > LARGEST:
        return Found(agreements=(), too_large=True)
    found = chronicle.agreements(actor=asked.actor or None, other=asked.other or None, as_of=asked.as_of or None)
    newest = sorted(found, key=lambda one: str(one.steps[-1].day or "") if one.steps else "", reverse=True)
    return Found(agreements=tuple(newest), too_large=False)


def record(found: Found) -> Json:
    """The agreements with their steps."""
    return {"too_large": found.too_large, "agreements": [agreement_record(one) for one in found.agreements]}


def context(found: Found, asked: Question, telling: Telling) -> Mapping[str, Any]:
    """Values for the page."""
    stage = telling.words.words["agreement_stages"]
    return {
        "title": telling.words.say("agreementspage.title"),
        "actor": asked.actor or "",
        "other": asked.other or "",
        "too_large": found.too_large,
        "more": max(0, len(found.agreements) - SHOWN),
        "rows": [
            {
                "name": telling.words.say("stories.word", word=shown(one.name)),
                "parties": telling.parties(one.parties),
                "stage": stage[one.stage.value],
                "code": one.stage.value,
                "steps": [
                    {
                        "day": telling.day(step.day),
                        "stage": stage[step.stage.value],
                        "quote": clipped(shown(step.quote.text), QUOTE_CHARS),
                        "according": telling.according(step.voices),
                        "href": telling.links.article(exact(step.document), step.claim),
                    }
                    for step in one.steps
                ],
            }
            for one in found.agreements[:SHOWN]
        ],
    }


VIEW = View(
    name="agreements",
    path="/akkoorden",
    api="/agreements",
    about="Agreements and how far they have come, as far as articles tell.",
    asked=Question,
    gather=gather,
    record=record,
    context=context,
    shape=shapes.Agreements,
    tag="commitments",
    kept=True,
)
