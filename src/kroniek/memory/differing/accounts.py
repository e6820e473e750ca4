"""The fields that the claims of one event tell differently, every account side by side with its voices and words.

A field differs where two of its values cannot both be; then all its values are shown, each with the claims that tell
it. `over_time` holds where every pair that contradicts is one in which the later took the place of the earlier.
Invariant: every claim that tells the field stands in exactly one account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from kroniek.memory.differing.course import AT_ONCE, LATER, OTHERS, RISEN, Told, course
from kroniek.memory.differing.values import contradict, values
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.difference import Account, Difference, Words
from kroniek.model.ontology import Status

_ORDER = ("status", "date", "place", "actors", "recipients")


def differences(
    claims: Sequence[StoredClaim],
    *,
    denying: Sequence[StoredClaim] = (),
    documents: Mapping[str, StoredDocument] | None = None,
) -> tuple[Difference, ...]:
    """Where the claims of one event differ.

    `claims` are those of all versions that were known; `denying` are claims of other events that deny this one, which
    count for the status alone. `documents` tell the versions.
    """
    told: dict[str, list[Told]] = {}
    for stored in claims:
        for field, value in values(stored.claim):
            told.setdefault(field, []).append(_told(stored, value, documents or {}))
    for stored in denying:
        for field, value in values(stored.claim):
            if field == "status" and stored.claim.status is Status.DENIED:
                told.setdefault(field, []).append(_told(stored, value, documents or {}))
    found = [one for field in sorted(told, key=_place) if (one := _difference(field, told[field]))]
    return tuple(found)


def _place(field: str) -> tuple[int, str]:
    return (_ORDER.index(field) if field in _ORDER else len(_ORDER), field)


def _told(stored: StoredClaim, value: object, documents: Mapping[str, StoredDocument]) -> Told:
    key = stored.claim.document
    version = documents[key].version if key in documents else 0
    base = key.removesuffix(f"@{version}") if version > 1 else key
    return Told(stored, value, base, version)  # type: ignore[arg-type]


def _difference(field: str, told: Sequence[Told]) -> Difference | None:
    groups: dict[str, list[Told]] = {}
    for one in told:
        groups.setdefault(one.value.text, []).append(one)
    reasons = [
        course(field, first, second)
        for first, second in combinations(groups.values(), 2)
        if contradict(field, first[0].value, second[0].value)
    ]
    if not reasons:
        return None
    accounts = sorted((_account(text, group) for text, group in groups.items()), key=_moment)
    reason = next(one for one in (AT_ONCE, OTHERS, RISEN, LATER) if one in reasons)
    return Difference(field=field, accounts=tuple(accounts), over_time=reason in {LATER, RISEN}, reason=reason)


def _moment(account: Account) -> tuple[str, str]:
    return (str(account.first_reported or "9999"), account.value)


def _account(text: str, told: Sequence[Told]) -> Account:
    """The account of a value, in order of report."""
    group = sorted(told, key=lambda one: (str(one.day or "9999"), one.base, one.version, one.value.quote.start))
    days = sorted(day for one in group if (day := one.day))
    return Account(
        value=text,
        claims=tuple(dict.fromkeys(one.stored.claim.id for one in group)),
        voices=tuple(dict.fromkeys(voice for one in group for voice in one.stored.claim.voices)),
        documents=tuple(dict.fromkeys(one.stored.claim.document for one in group)),
        words=tuple(dict.fromkeys(Words(document=one.stored.claim.document, quote=one.value.quote) for one in group)),
        first_reported=_first(days),
        last_reported=_first(days[::-1]),
    )


def _first(days: Sequence[date]) -> date | None:
    return next(iter(days), None)


def at_one_time(found: Sequence[Difference]) -> Iterator[Difference]:
    """The differences that time does not explain."""
    return (one for one in found if not one.over_time)
