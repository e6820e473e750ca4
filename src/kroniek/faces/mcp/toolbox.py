"""The tools, in the order in which they are of use."""

from __future__ import annotations

from functools import cache
from typing import Any

from mcp_types import Tool as Listed

from kroniek.faces.mcp.tool import Tool
from kroniek.faces.mcp.tools.actors import FIND_ACTORS, WHO
from kroniek.faces.mcp.tools.briefs import BRIEF
from kroniek.faces.mcp.tools.checking import CHECK, WHAT_CHANGED
from kroniek.faces.mcp.tools.claims import SEARCH_CLAIMS
from kroniek.faces.mcp.tools.commitments import AGREEMENTS, PROMISES
from kroniek.faces.mcp.tools.events import GET_EVENT
from kroniek.faces.mcp.tools.evidence import EVIDENCE, READ_ARTICLE
from kroniek.faces.mcp.tools.holdings import ABOUT
from kroniek.faces.mcp.tools.passages import SEARCH_PASSAGES
from kroniek.faces.mcp.tools.series import DYAD_SERIES
from kroniek.faces.mcp.tools.stories import STORIES, STORY

TOOLS: tuple[Tool[Any, Any], ...] = (
    ABOUT,
    SEARCH_CLAIMS,
    SEARCH_PASSAGES,
    GET_EVENT,
    EVIDENCE,
    READ_ARTICLE,
    FIND_ACTORS,
    WHO,
    DYAD_SERIES,
    PROMISES,
    AGREEMENTS,
    STORIES,
    STORY,
    CHECK,
    WHAT_CHANGED,
    BRIEF,
)


@cache
def listed() -> list[Listed]:
    """The tools as clients list them."""
    return [tool.listed() for tool in TOOLS]
