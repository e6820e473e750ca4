"""What changed: between two days of report, and by coding kept articles again; and both as plain values."""

from __future__ import annotations

from datetime import date
from typing import Any

from kroniek.api.records import coded_record
from kroniek.errors import UsageError
from kroniek.memory.store import View
from kroniek.model.changes import Changes, ClaimChange
from kroniek.model.claim import Claim
from kroniek.model.recoding import Recoding

Json = dict[str, Any]


def changes(store: View, first: date | None, second: date | None, *, actor: str | None = None) -> Changes:
    """What changed between two days. Raises `UsageError` where the second does not come after the first."""
    from kroniek.memory import changing  # noqa: PLC0415 - loads the database libraries

    if first is None or second is None:
        raise UsageError("Two days are needed: 2022-03-01 2022-03-31.")
    if second <= first:
        raise UsageError(f"{second} does not come after {first}. Give the earlier day first.")
    found: Changes = store.look(changing.changes, first, second, actor=actor)
    return found


def changes_record(found: Changes) -> Json:
    """The changes between two days as plain values."""
    return {
        "first": found.first.isoformat(),
        "second": found.second.isoformat(),
        "articles": list(found.articles),
        "versions": list(found.versions),
        "claims": [_claim_change(change) for change in found.claims],
        "joined": [
            {"event": one.event, "before": list(one.before), "by": one.by, "reason": one.reason} for one in found.joined
        ],
        "parted": [
            {"left": one.left, "right": one.right, "by": one.by, "reason": one.reason, "at": one.at}
            for one in found.parted
        ],
    }


def recoding_record(done: Recoding) -> Json:
    """What became of an article that was coded again, as plain values."""
    return {
        "doc_id": done.document,
        "generation": done.generation,
        "coder": done.coder,
        "carried": done.carried,
        "changes": [
            {"before": _record(change.before), "after": _record(change.after), "fields": list(change.fields)}
            for change in done.changes
        ],
    }


def _claim_change(change: ClaimChange) -> Json:
    return {
        "kind": change.kind.value,
        "doc_id": change.document,
        "earlier": change.earlier,
        "published": change.published.isoformat() if change.published else None,
        "fields": list(change.fields),
        "before": _record(change.before),
        "after": _record(change.after),
    }


def _record(claim: Claim | None) -> Json | None:
    return coded_record(claim, published=None) if claim else None
