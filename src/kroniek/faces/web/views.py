"""All pages, in the order in which a reader meets them. A page that is not listed here does not exist."""

from __future__ import annotations

from typing import Any

from kroniek.faces.web.pages import (
    about,
    actor,
    actors,
    agenda,
    agreements,
    article,
    brief,
    check,
    claim,
    event,
    map,  # noqa: A004 - what the page is called
    network,
    pair,
    promises,
    quotes,
    search,
    sources,
    start,
    stories,
    story,
)
from kroniek.faces.web.view import View

VIEWS: tuple[View[Any, Any], ...] = (
    start.VIEW,
    search.VIEW,
    article.VIEW,
    claim.VIEW,
    event.VIEW,
    actors.VIEW,
    actor.VIEW,
    pair.VIEW,
    network.VIEW,
    map.VIEW,
    stories.VIEW,
    story.VIEW,
    brief.VIEW,
    quotes.VIEW,
    promises.VIEW,
    agreements.VIEW,
    agenda.VIEW,
    sources.VIEW,
    check.VIEW,
    about.VIEW,
)
