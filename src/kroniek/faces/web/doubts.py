"""Joins and links of events as pages show them: the two accounts side by side, why, and what may be decided.

What is decided goes through one form, which says of which kind, on which two claims, and what.
"""

from __future__ import annotations

from typing import Any

from kroniek.api.doubting import Doubt
from kroniek.faces.cli.because import because
from kroniek.faces.cli.terminal import shown
from kroniek.faces.web.telling import Telling
from kroniek.memory.store import StoredClaim
from kroniek.model.judgement import DIRECTED, Judgement, JudgementKind, Link


def told(doubt: Doubt, telling: Telling) -> dict[str, Any]:
    """A doubt or decision for a page: what came first stands first."""
    sides = [doubt.right, doubt.left] if doubt.judgement.kind in DIRECTED else [doubt.left, doubt.right]
    entries = telling.entries(sides)
    return judged(doubt.judgement, telling) | {
        "sides": entries,
        "stands": doubt.stands,
        "about": " · ".join(f"{telling.headline(one.claim)} ({telling.origin(one)})" for one in sides),
    }


def judged(one: Judgement, telling: Telling) -> dict[str, Any]:
    """A judgement for a page, with what a form needs to decide on it."""
    return {
        "kind": one.kind.value,
        "name": telling.words.label("verdicts", one.kind.value),
        "left": one.left,
        "right": one.right,
        "score": telling.words.score(one.score),
        "why": because(one.reason, telling.words),
        "about": because(one.reason, telling.words),
        "by": shown(one.by),
        "withdrawn": one.withdrawn,
        "is_link": one.kind not in {JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT},
        "is_apart": one.kind is JudgementKind.OTHER_EVENT,
    }


def linked(link: Link, other: StoredClaim, telling: Telling) -> dict[str, Any]:
    """A link of the event of a page, in the words of that event; the form names the judgement that made it."""
    left, right = link.claim, link.other_claim
    if link.kind in DIRECTED and link.forward:
        left, right = right, left
    elif link.kind not in DIRECTED:
        left, right = sorted((left, right))
    return {
        "kind": link.kind.value,
        "name": telling.words.link(link),
        "left": left,
        "right": right,
        "score": telling.words.score(link.score),
        "why": because(link.reason, telling.words),
        "href": telling.links.event(link.event),
        "entry": telling.entry(other),
        "about": telling.origin(other),
    }
