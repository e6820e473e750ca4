"""What in a chronicle is worth a second look: articles in which something does not fit, and events told differently.

Lists, with the words; mends nothing and calls nobody wrong. Documents are gone through one at a time, in order of
reading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from kroniek.api.records import plain
from kroniek.api.standing import difference_record, exact, gathered_all, words_record
from kroniek.memory.store import Query, StoredClaim, StoredDocument, View
from kroniek.model.difference import Finding, FindingKind
from kroniek.model.text import Document

Json = dict[str, Any]


def check(
    store: View,
    *,
    kinds: Collection[FindingKind] = tuple(FindingKind),
    actor: str | None = None,
    since: date | None = None,
    as_of: date | None = None,
) -> Iterator[Finding]:
    """What is worth a second look.

    In articles published from `since` up to `as_of`, in which `actor` takes part in an act where one is named. An event
    is told once, at its first article.
    """
    from kroniek.memory.differing.accounts import at_one_time, differences  # noqa: PLC0415 - loads tables
    from kroniek.memory.differing.checks import findings  # noqa: PLC0415 - likewise
    from kroniek.memory.together import joined  # noqa: PLC0415 - loads the database library

    about = _about(store, actor, as_of) if actor is not None else None
    seen: set[str] = set()
    for stored in store.documents():
        if not _is_asked(store, stored, since, as_of) or (about is not None and stored.document.id not in about):
            continue
        claims = list(store.claims(Query(document=exact(stored.document.id), all_versions=True, as_of=as_of)))
        yield from (one for one in findings(stored.document, claims) if one.kind in kinds)
        if FindingKind.ACCOUNTS not in kinds:
            continue
        several = store.look(joined, [str(one.claim.id) for one in claims])
        fresh = {one.event: str(one.claim.id) for one in claims if one.claim.id in several and one.event not in seen}
        seen.update(fresh)
        for found in gathered_all(store, list(fresh.values()), as_of=as_of):
            if len({one.claim.document for one in found.claims}) < 2:  # noqa: PLR2004 - accounts of several articles
                continue
            told = differences((*found.earlier, *found.claims), documents=found.documents)
            for difference in at_one_time(told):
                yield Finding(
                    kind=FindingKind.ACCOUNTS,
                    document=stored.document.id,
                    words=tuple(word for account in difference.accounts for word in account.words),
                    claims=tuple(id_ for account in difference.accounts for id_ in account.claims),
                    event=found.event,
                    difference=difference,
                    published=_day(stored.document),
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
