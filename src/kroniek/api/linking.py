"""How events are linked, and what people decide on them, by the ids that users give.

Left out: what is decided by the program (`memory.joining`), and how it is shown.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kroniek.errors import UsageError
from kroniek.memory import eventing
from kroniek.memory.store import View, Writer
from kroniek.model.judgement import Judgement, Link


def links(store: View, id_: str, *, as_of: date | None = None) -> tuple[Link, ...]:
    """What other events are to an event, the surest first."""
    return store.look(eventing.links, _claim(store, id_, as_of), as_of)


def join(view: View, writer: Writer, first: str, second: str, *, by: str, reason: str) -> Judgement:
    """Decide that two events are one."""
    return writer.join_events(_claim(view, first), _claim(view, second), by=by, reason=reason)


def split(view: View, writer: Writer, first: str, second: str | None, *, by: str, reason: str) -> tuple[Judgement, ...]:
    """Decide that a claim is not one event with another, or with any."""
    other = _claim(view, second) if second is not None else None
    return writer.split_events(_claim(view, first), other, by=by, reason=reason)


def link_record(link: Link) -> dict[str, Any]:
    """A link as plain values."""
    return {
        "kind": link.kind.value,
        "event": link.event,
        "forward": link.forward,
        "claim": link.claim,
        "other_claim": link.other_claim,
        "score": link.score,
        "reason": link.reason,
        "by": link.by,
    }


def _claim(view: View, id_: str, as_of: date | None = None) -> str:
    found = view.claim(id_, as_of=as_of)
    if found is None:
        by = f" by {as_of}" if as_of else ""
        raise UsageError(f"There is no event {id_!r}{by}. The ids stand in: kroniek timeline")
    return str(found.claim.id)
