"""What an event rests on and where its accounts differ, asked of a chronicle as of a day; and both as JSON.

The counting itself is in `memory.standing` and `memory.differing`; here is gathered what it counts: the event's claims
in the version of each article that was the newest on that day, their documents, and the near-copies of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kroniek.api.records import claim_record, plain
from kroniek.memory.store import Query, StoredClaim, StoredDocument, View
from kroniek.model.actor import Party
from kroniek.model.difference import Account, Difference, Words
from kroniek.model.event import EventId
from kroniek.model.ontology import EventType, Status
from kroniek.model.standing import Denial, Origin, Standing, Trace
from kroniek.model.text import Document, DocumentId, Quote

if TYPE_CHECKING:
    from kroniek.memory.standing.chains import Article, Identity

Json = dict[str, Any]

_COPIES = 12
"""Near-copies of an article that are looked at for a mark of an agency: an item may have a hundred."""
_EVENTS = 200
"""Events that are gathered together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """All that is known of an event on a day.

    `claims` are those that count, `earlier` those of versions that were superseded by then; where no version that was
    current tells the event, those of superseded ones count. `denying` are claims of
    other events that deny it, `beside` further claims of the same articles that may tell who denies. `documents` holds
    the articles by exact key, with superseded versions and near-copies.
    """

    event: EventId
    claims: tuple[StoredClaim, ...]
    earlier: tuple[StoredClaim, ...]
    denying: tuple[StoredClaim, ...]
    beside: tuple[StoredClaim, ...]
    documents: Mapping[str, StoredDocument]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """An event as it stood on a day (today where None): its claims, what they rest on, and where they differ."""

    event: EventId
    as_of: date | None
    claims: tuple[StoredClaim, ...]
    earlier: tuple[StoredClaim, ...]
    denying: tuple[StoredClaim, ...]
    documents: Mapping[str, StoredDocument]
    standing: Standing
    differences: tuple[Difference, ...]


def gathered(store: View, id_: str, *, as_of: date | None = None, denying: Sequence[str] = ()) -> Gathered | None:
    """What is known of the event that has this claim; None where there is none by that day.

    `denying` are the ids of events that deny it.
    """
    claim = store.claim(id_, as_of=as_of)
    if claim is None:
        return None
    return next(gathered_all(store, [claim.claim.id], as_of=as_of, denying=denying), None)


def gathered_all(
    store: View, ids: Sequence[str], *, as_of: date | None = None, denying: Sequence[str] = ()
) -> Iterator[Gathered]:
    """What is known of the events that have these claims, many at a time; `denying` as in `gathered`."""
    from kroniek.memory import together  # noqa: PLC0415 - loads the database library

    for first in range(0, len(ids), _EVENTS):
        some = list(ids[first : first + _EVENTS])
        told = store.look(together.events, [*some, *denying], as_of)
        keys = dict.fromkeys(str(one.claim.document) for group in told.values() for one in group)
        kept = store.look(together.documents, list(keys), as_of)
        copies = dict.fromkeys(str(key) for one in kept.values() for key in one.copies[:_COPIES] if key not in kept)
        lent = store.look(together.documents, list(copies), as_of)
        others = tuple(one for id_ in denying for one in told.get(id_, ()) if one.current)
        for id_ in some:
            if told.get(id_):
                yield _gathered(store, told[id_], others, kept=kept, lent=lent, as_of=as_of)


def _gathered(
    store: View,
    told: tuple[StoredClaim, ...],
    denying: tuple[StoredClaim, ...],
    *,
    kept: Mapping[str, StoredDocument],
    lent: Mapping[str, StoredDocument],
    as_of: date | None,
) -> Gathered:
    """One event, with those of the documents that belong to it."""
    claims = tuple(one for one in told if one.current)
    claims = claims or told  # told by superseded versions alone: what they said is still what there is
    counting = {one.claim.id for one in claims}
    keys = dict.fromkeys(str(one.claim.document) for one in (*told, *denying))
    documents = {key: kept[key] for key in keys if key in kept}
    copies = dict.fromkeys(str(key) for one in documents.values() for key in one.copies if key not in documents)
    known = {**kept, **lent}
    return Gathered(
        event=told[0].event,
        claims=claims,
        earlier=tuple(one for one in told if one.claim.id not in counting),
        denying=denying,
        beside=_beside(store, (*claims, *denying), as_of),
        documents=documents | {key: known[key] for key in copies if key in known},
    )


def card(
    store: View, id_: str, *, as_of: date | None = None, tiers: str = "", denying: Sequence[str] = ()
) -> EventCard | None:
    """The card of an event; None where there is none by that day. `tiers` is the user's own file."""
    from kroniek.memory.differing.accounts import differences  # noqa: PLC0415 - loads the tables of countries

    found = gathered(store, id_, as_of=as_of, denying=denying)
    if found is None:
        return None
    told = (*found.earlier, *found.claims)
    return EventCard(
        event=found.event,
        as_of=as_of,
        claims=found.claims,
        earlier=found.earlier,
        denying=found.denying,
        documents=found.documents,
        standing=_counter(store, tiers)(found),
        differences=differences(told, denying=found.denying, documents=found.documents),
    )


def _counter(store: View, tiers: str) -> Callable[[Gathered], Standing]:
    """Counts on how many independent words an event rests; a name and a document are looked at once for all of them."""
    from kroniek.memory.standing.chains import Article  # noqa: PLC0415 - loads the tables of actors
    from kroniek.memory.standing.origins import standing  # noqa: PLC0415 - likewise
    from kroniek.memory.standing.tiers import tiers as tiers_of  # noqa: PLC0415 - likewise

    tier, identity = tiers_of(tiers), _identity(store)
    known: dict[DocumentId, Article] = {}

    def article(document: Document) -> Article:
        if document.id not in known:
            known[document.id] = Article.of(document)
        return known[document.id]

    def count(found: Gathered) -> Standing:
        return standing(
            found.event,
            found.claims,
            found.documents,
            denying=found.denying,
            beside=found.beside,
            tier=tier,
            identity=identity,
            article=article,
        )

    return count


def standings(
    store: View, claims: Iterable[StoredClaim], *, as_of: date | None = None, tiers: str = ""
) -> Iterator[Standing]:
    """What the events of these claims rest on, each once, where several articles tell of it."""
    from kroniek.memory.together import joined  # noqa: PLC0415 - loads the database library

    first: dict[str, str] = {}
    for one in claims:
        first.setdefault(one.event, str(one.claim.id))
    several = store.look(joined, sorted(first.values()))
    counted = _counter(store, tiers)
    for found in gathered_all(store, [id_ for id_ in first.values() if id_ in several], as_of=as_of):
        if len(found.documents) > 1:
            told = counted(found)
            if told.articles > 1:
                yield told


def exact(key: str) -> str:
    """The version that a key means by itself: a bare id is the first one, where a user's bare id means the newest."""
    return key if "@" in key else f"{key}@1"


def _beside(store: View, claims: Sequence[StoredClaim], as_of: date | None) -> tuple[StoredClaim, ...]:
    """Acts of denying in the articles that tell that it did not happen."""
    keys = dict.fromkeys(exact(one.claim.document) for one in claims if one.claim.status is Status.DENIED)
    asked = (Query(document=key, types=(EventType.REJECT,), all_versions=True, as_of=as_of) for key in keys)
    return tuple(one for query in asked for one in store.claims(query))


def _identity(store: View) -> Identity:
    """Who is the same by the chronicle's judgements; each name is looked up once."""
    from kroniek.memory.standing.chains import own_identity  # noqa: PLC0415 - loads the tables of actors

    found: dict[str, str] = {}

    def identity(party: Party) -> str:
        own = own_identity(party)
        if own not in found:
            bearers = [one for one in store.named(party.name) if one.country == party.country]
            joined = bearers[0].group != bearers[0].id if len(bearers) == 1 else False
            found[own] = bearers[0].group if joined else own
        return found[own]

    return identity


# -- JSON -----------------------------------------------------------------------------------------------------------


def card_record(told: EventCard) -> Json:
    """The card of an event: what `kroniek event --json` prints."""
    return {
        "event": told.event,
        "as_of": told.as_of.isoformat() if told.as_of else None,
        "standing": standing_record(told.standing),
        "differences": [difference_record(one) for one in told.differences],
        "claims": [claim_record(one) for one in told.claims],
        "earlier": [claim_record(one) for one in told.earlier],
        "denying": [claim_record(one) for one in told.denying],
    }


def standing_record(standing: Standing) -> Json:
    """What an event rests on."""
    return {
        "event": standing.event,
        "articles": standing.articles,
        "documents": list(standing.documents),
        "outlets": list(standing.outlets),
        "origins": [origin_record(one) for one in standing.origins],
        "unknown": [trace_record(one) for one in standing.unknown],
        "denials": [denial_record(one) for one in standing.denials],
    }


def origin_record(origin: Origin) -> Json:
    """One independent origin, with why each document goes back to it."""
    return {
        "name": origin.name,
        "kind": origin.kind.value,
        "tier": origin.tier or None,
        "documents": list(origin.documents),
        "traces": [trace_record(one) for one in origin.traces],
    }


def trace_record(trace: Trace) -> Json:
    """Why a document has its origin, or tells none."""
    return {"doc_id": trace.document, "reason": trace.reason, "name": trace.name or None} | _words(trace.quote)


def denial_record(denial: Denial) -> Json:
    """Somebody who denies it."""
    day = denial.first_reported.isoformat() if denial.first_reported else None
    return {
        "who": denial.who or None,
        "claims": list(denial.claims),
        "doc_id": denial.document,
        "first_reported": day,
    } | _words(denial.quote)


def difference_record(difference: Difference) -> Json:
    """A field that is told differently, every account with its voices and words."""
    return {
        "field": difference.field,
        "over_time": difference.over_time,
        "reason": difference.reason,
        "accounts": [account_record(one) for one in difference.accounts],
    }


def account_record(account: Account) -> Json:
    """One value of a field, with who tells it."""
    return {
        "value": account.value,
        "claims": list(account.claims),
        "documents": list(account.documents),
        "sources": [
            {"name": one.party.name, "anonymous": one.anonymous, "medium": one.medium} for one in account.voices
        ],
        "first_reported": plain(account.first_reported),
        "last_reported": plain(account.last_reported),
        "words": [words_record(one) for one in account.words],
    }


def words_record(words: Words) -> Json:
    """Words of one document."""
    return {"doc_id": words.document} | _words(words.quote)


def _words(quote: Quote | None) -> Json:
    return {"text": None} if quote is None else {"text": quote.text, "start": quote.start, "end": quote.end}
