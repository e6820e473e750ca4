"""What in one article does not fit together: an office that does not fit the day, a day of the week that does not go
with its date, and one act that is told in two ways.

Each is something to look at, with its words. An article may be right and the tables wrong, and the coder may have taken
two acts for one; nothing is mended. Left out: differences between articles (`accounts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from kroniek.memory.differing.values import contradict, party_keys, rules, values
from kroniek.memory.store import StoredClaim
from kroniek.model.claim import Claim
from kroniek.model.difference import Account, Difference, Finding, FindingKind, Words
from kroniek.model.ontology import Status
from kroniek.model.text import Document, Quote

_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Days in notes, which are codes of a program; faces have their own words."""
_YEARS = (0, -1, 1)
"""Years from that of publication in which a date without its year may lie."""


def findings(document: Document, claims: Sequence[StoredClaim]) -> Iterator[Finding]:
    """What does not fit together in a document, in text order within each kind."""
    yield from _offices(document, claims)
    yield from _weekdays(document)
    yield from _contradictions(document, claims)


def _day(document: Document) -> date | None:
    return document.published.day if document.published else None


# -- offices ----------------------------------------------------------------------------------------------------------


def _offices(document: Document, claims: Sequence[StoredClaim]) -> Iterator[Finding]:
    """The notes of parties, each once for its words."""
    noted: dict[tuple[str, Quote], list[StoredClaim]] = {}
    for stored in claims:
        claim = stored.claim
        for party in (*claim.actors, *claim.recipients, *(voice.party for voice in claim.voices)):
            for note in party.notes:
                noted.setdefault((f"{party.name}: {note}", party.quote or claim.evidence[0].quote), []).append(stored)
    for (note, quote), told in sorted(noted.items(), key=lambda one: one[0][1].start):
        yield Finding(
            kind=FindingKind.OFFICE,
            document=document.id,
            words=(Words(document=document.id, quote=quote),),
            note=note,
            claims=tuple(dict.fromkeys(one.claim.id for one in told)),
            event=told[0].event,
            published=_day(document),
        )


# -- days of the week -------------------------------------------------------------------------------------------------


@cache
def _dated() -> re.Pattern[str]:
    table = rules()["weekdays"]
    months = "|".join((*table["months"], *(f"{short}\\.?" for short in table["short_months"])))
    return re.compile(
        rf"\b(?P<weekday>{'|'.join(table['names'])})(?:{'|'.join(table['parts'])})?,?\s+"
        rf"(?P<day>\d{{1,2}})\s+(?P<month>{months})(?![a-z])(?:\s+(?P<year>\d{{4}}))?",
        re.IGNORECASE,
    )


def _weekdays(document: Document) -> Iterator[Finding]:
    """*dinsdag 4 maart 2022*, which was a Friday. Without a year no year around publication may make it right."""
    published = _day(document)
    for found in _dated().finditer(document.text):
        year = int(found["year"]) if found["year"] else None
        years = [year] if year else [published.year + step for step in _YEARS] if published else []
        days = [day for one in years if (day := _calendar(one, found["month"], found["day"]))]
        names = rules()["weekdays"]["names"]
        told = names.index(found["weekday"].lower())
        if not days or document.is_boilerplate(*found.span()) or any(day.weekday() == told for day in days):
            continue
        quote = Quote.of(document.text, *found.span())
        yield Finding(
            kind=FindingKind.WEEKDAY,
            document=document.id,
            words=(Words(document=document.id, quote=quote),),
            note=f"{days[0].isoformat()} is a {_ENGLISH[days[0].weekday()]}",
            published=published,
        )


def _calendar(year: int, month: str, day: str) -> date | None:
    table = rules()["weekdays"]
    short = month.lower().rstrip(".")[:3]
    number = next((at for at, name in enumerate(table["months"], 1) if name == month.lower()), None)
    number = number or next((at for at, name in enumerate(table["short_months"], 1) if name == short), None)
    try:
        return date(year, number or 0, int(day))
    except ValueError:
        return None


# -- one act in two ways ----------------------------------------------------------------------------------------------


def _contradictions(document: Document, claims: Sequence[StoredClaim]) -> Iterator[Finding]:
    """Two claims of one act, on the same word, whose figures or status cannot both be."""
    seen: set[tuple[str, str, str]] = set()
    for first, second in combinations(claims, 2):
        if not _is_one_act(first, second):
            continue
        for field, one, other in _told_twice(first.claim, second.claim):
            difference = _difference(field, first, second)
            key = (field, one, other)
            if difference is None or key in seen:
                continue
            seen.add(key)
            yield Finding(
                kind=FindingKind.CONTRADICTION,
                document=document.id,
                words=tuple(word for account in difference.accounts for word in account.words),
                note=f"{one} and {other}",
                claims=(first.claim.id, second.claim.id),
                event=first.event,
                difference=difference,
                published=_day(document),
            )


def _is_one_act(first: StoredClaim, second: StoredClaim) -> bool:
    """Judged one event; or equal in type, form, parties and place, on the same word, and not on different days."""
    one, other = first.claim, second.claim
    if _voices(one) != _voices(other) or one.type is not other.type:
        return False
    if first.event == second.event:
        return True
    if not one.actors or party_keys(one.actors) != party_keys(other.actors) or one.modes != other.modes:
        return False
    if not one.recipients or party_keys(one.recipients) != party_keys(other.recipients):
        return False
    if (one.when is None) != (other.when is None) or (one.place is None) != (other.place is None):
        return False
    same_day = (
        one.when is None or other.when is None or (one.when.start, one.when.end) == (other.when.start, other.when.end)
    )
    return same_day and (one.place.name if one.place else None) == (other.place.name if other.place else None)


def _voices(claim: Claim) -> tuple[str, ...]:
    return tuple(voice.party.name for voice in claim.voices)


def _told_twice(first: Claim, second: Claim) -> Iterable[tuple[str, str, str]]:
    """The figures that both tell, and the status where one says that it did not happen; with both values."""
    one, other = dict(values(first)), dict(values(second))
    for field, value in one.items():
        compared = field.startswith("figures.") or (
            field == "status" and Status.DENIED in {first.status, second.status}
        )
        if compared and field in other and contradict(field, value, other[field]):
            yield field, value.text, other[field].text


def _difference(field: str, first: StoredClaim, second: StoredClaim) -> Difference | None:
    accounts = []
    for stored in (first, second):
        value = dict(values(stored.claim)).get(field)
        if value is None:
            return None
        accounts.append(
            Account(
                value=value.text,
                claims=(stored.claim.id,),
                voices=stored.claim.voices,
                documents=(stored.claim.document,),
                words=(Words(document=stored.claim.document, quote=value.quote),),
                first_reported=stored.published,
                last_reported=stored.published,
            )
        )
    return Difference(field=field, accounts=tuple(accounts), over_time=False, reason="told in one article")
