"""What in a chronicle is worth a second look: articles in which something does not fit, and events told differently.

Lists, with the words; mends nothing and calls nobody wrong. Documents are gone through one at a time, in order of
reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from kroniek.api.records import plain
from kroniek.api.standing import Gathered, difference_record, gathered_all, words_record
from kroniek.memory.store import Query, StoredClaim, StoredDocument, View
from kroniek.model.difference import Finding, FindingKind
from kroniek.model.text import Document

Json = dict[str, Any]

_DOCUMENTS = 200
"""Documents whose claims are asked for together."""


def check(
    store: View,
    *,
    kinds: Collection[FindingKind] = tuple(FindingKind),
    actor: str | None = None,
    since: date | None = None,
    as_of: date | None = None,
    among: Sequence[str] | None = None,
) -> Iterator[Finding]:
    """What is worth a second look.

    In articles published from `since` up to `as_of` (of those in `among`, by key, where they are given), in which
    `actor` takes part in an act where one is named. An event is told once, at its first article.
    """
    from kroniek.memory import browsing  # noqa: PLC0415 - loads the database library

    told = store.documents() if among is None else store.look(browsing.documents_of, among)
    about = _about(store, actor, as_of) if actor is not None else None
    seen: set[str] = set()
    asked = (
        stored
        for stored in told
        if (about is None or stored.document.id in about) and _is_asked(store, stored, since, as_of)
    )
    while some := list(islice(asked, _DOCUMENTS)):
        yield from _checked(store, some, kinds=kinds, seen=seen, as_of=as_of)


def _checked(
    store: View,
    some: Sequence[StoredDocument],
    *,
    kinds: Collection[FindingKind],
    seen: set[str],
    as_of: date | None,
) -> Iterator[Finding]:
    """The findings of some documents; `seen` holds the events that were told, and gets those of these."""
    from kroniek.memory import together  # noqa: PLC0415 - loads the database library
    from kroniek.memory.differing.checks import findings  # noqa: PLC0415 - loads tables

    claims = store.look(together.claims_in, [str(stored.document.id) for stored in some], as_of)
    told = [one for stored in some for one in claims.get(str(stored.document.id), ())]
    several = store.look(together.joined, [str(one.claim.id) for one in told]) if FindingKind.ACCOUNTS in kinds else ()
    first: dict[str, str] = {}  # a claim of each event that is told here, the one that is read first
    for one in told:
        if one.claim.id in several and one.event not in seen:
            first.setdefault(one.event, str(one.claim.id))
    seen.update(first)
    events = {one.event: one for one in gathered_all(store, list(first.values()), as_of=as_of)}
    for stored in some:
        own = claims.get(str(stored.document.id), ())
        yield from (one for one in findings(stored.document, own) if one.kind in kinds)
        here = [events[one.event] for one in own if first.get(one.event) == one.claim.id and one.event in events]
        yield from _accounts(stored.document, here)


def _accounts(document: Document, events: Sequence[Gathered]) -> Iterator[Finding]:
    """The differences of these events that time does not explain, told at a document."""
    from kroniek.memory.differing.accounts import at_one_time, differences  # noqa: PLC0415 - loads tables

    for found in events:
        if len({one.claim.document for one in found.claims}) < 2:  # noqa: PLR2004 - accounts of several articles
            continue
        for difference in at_one_time(differences((*found.earlier, *found.claims), documents=found.documents)):
            yield Finding(
                kind=FindingKind.ACCOUNTS,
                document=document.id,
                words=tuple(word for account in difference.accounts for word in account.words),
                claims=tuple(id_ for account in difference.accounts for id_ in account.claims),
                event=found.event,
                difference=difference,
                published=_day(document),
            )


def _is_asked(store: View, stored: StoredDocument, since: date | None, as_of: date | None) -> bool:
    """Was this the newest version on that day, and published in the period?"""
    day = _day(stored.document)
    if since is not None and (day is None or day < since):
        return False
    if as_of is None:
        return stored.current
    key = stored.document.id
    base = key.removesuffix(f"@{stored.version}") if stored.version > 1 else key
    newest = store.document(base, as_of=as_of)
    return newest is not None and newest.document.id == key


def _about(store: View, actor: str, as_of: date | None) -> set[str]:
    """The documents in which an actor takes part in an act."""
    found: Iterator[StoredClaim] = store.claims(Query(actor=actor, all_versions=True, as_of=as_of))
    return {str(one.claim.document) for one in found}


def _day(document: Document) -> date | None:
    return document.published.day if document.published else None


def finding_record(finding: Finding) -> Json:
    """A finding as `kroniek check --json` prints it."""
    return {
        "kind": finding.kind.value,
        "doc_id": finding.document,
        "published": plain(finding.published),
        "note": finding.note or None,
        "event": finding.event,
        "claims": list(finding.claims),
        "words": [words_record(one) for one in finding.words],
        "difference": difference_record(finding.difference) if finding.difference else None,
    }
