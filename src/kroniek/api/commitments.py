"""Promises, threats, demands and agreements of a chronicle, as of a day; and as JSON.

What became of them is followed in `memory.commitments`; here is gathered what that needs: the claims that bind somebody
who is asked for, and all claims of those parties. Without a day a chronicle knows as much as its newest article: that
is the day on which everything stands as it says, so the answer does not change by waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kroniek.api.days import moved
from kroniek.api.identity import identities
from kroniek.api.records import plain
from kroniek.errors import UsageError
from kroniek.memory.store import Query, StoredClaim, View
from kroniek.model.actor import Party, Voice
from kroniek.model.commitment import Agreement, Commitment, Doubt, Move, State, Step
from kroniek.model.ontology import EventType
from kroniek.model.text import Quote
from kroniek.strings.fold import fold

Json = dict[str, Any]
Meant = Callable[[Party], bool]

TYPES = (EventType.AGREE, EventType.CONCEDE, EventType.THREATEN, EventType.REQUEST)
PENDING = (State.OPEN, State.CONDITION_MET)


def commitments(  # noqa: PLR0913 - one keyword per thing that can be asked, all optional
    store: View,
    *,
    overlay: str = "",
    by: str | None = None,
    to: str | None = None,
    types: Collection[EventType] = (),
    states: Collection[State] = (),
    due: date | None = None,
    since: date | None = None,
    until: date | None = None,
    meetings: bool = True,
    as_of: date | None = None,
) -> tuple[Commitment, ...]:
    """The commitments that answer what is asked, in order of first report.

    `by` and `to` are names as everywhere; `due` asks for those whose last day is at most that day; `since` and `until`
    are days of first report. Without `meetings` a meeting that was announced is left out.
    """
    from kroniek.memory.commitments.following import followed  # noqa: PLC0415 - loads the tables of words
    from kroniek.memory.commitments.tables import days  # noqa: PLC0415 - likewise

    day = last_reported(store, as_of)
    if day is None:
        return ()
    wanted = tuple(types) or TYPES
    if unfit := [one.value for one in wanted if one not in TYPES]:
        raise UsageError(
            f"{', '.join(unfit)} binds nobody. Promises, threats and demands are {', '.join(t.value for t in TYPES)}."
        )
    first = moved(since, -days("again")) if since else None  # what was said before may be told again
    asked = Query(actor=by or to, other=to if by else None, types=wanted, as_of=as_of, reported_since=first)
    binding = [one for one in _binding(store, asked, by=by, to=to, overlay=overlay) if _is_by(one, until)]
    found = followed(
        binding, as_of=day, identity=identities(store), beside=_around(store, binding, as_of, anybody=not (by or to))
    )
    return tuple(
        one
        for one in found
        if (not states or one.state in states)
        and (due is None or (one.due is not None and one.due.day <= due))
        and (since is None or one.reported >= since)
        and (until is None or one.reported <= until)
        and (meetings or not one.meeting)
    )


def agreements(
    store: View, *, actor: str | None = None, other: str | None = None, as_of: date | None = None
) -> tuple[Agreement, ...]:
    """The agreements of somebody (with another), of all where nobody is named, in order of first report."""
    from kroniek.memory.commitments.agreements import agreements as lives  # noqa: PLC0415 - loads the tables of words

    day = last_reported(store, as_of)
    if day is None:
        return ()
    claims = store.claims(Query(actor=actor, other=other, as_of=as_of))
    return lives(claims, as_of=day, identity=identities(store))


def last_reported(store: View, as_of: date | None) -> date | None:
    """The day as of which is answered: the one that is asked for, else that of the newest article."""
    from kroniek.memory import browsing  # noqa: PLC0415 - loads the database library

    last: date | None = store.look(browsing.period)[1]
    return as_of or last


def first_reported(store: View) -> date | None:
    """The day of the oldest article."""
    from kroniek.memory import browsing  # noqa: PLC0415 - loads the database library

    first: date | None = store.look(browsing.period)[0]
    return first


def meant(name: str, overlay: str = "") -> Meant:
    """Whether a party is whom a reader means by a name: an actor of that name, or anybody of that country."""
    from kroniek.memory.gazetteer import LexiconGazetteer  # noqa: PLC0415 - loads the tables of actors

    gazetteer = LexiconGazetteer(overlay)
    country = gazetteer.country(name)
    names = {fold(name), *map(fold, gazetteer.spellings(name))}
    return lambda party: fold(party.name) in names or (country is not None and party.country == country)


def _binding(store: View, asked: Query, *, by: str | None, to: str | None, overlay: str) -> Iterator[StoredClaim]:
    """The claims that may bind whoever is asked for."""
    is_by = meant(by, overlay) if by else None
    is_to = meant(to, overlay) if to else None
    for one in store.claims(asked):
        if (is_by is None or any(map(is_by, one.claim.actors))) and (
            is_to is None or any(map(is_to, one.claim.recipients))
        ):
            yield one


def _is_by(one: StoredClaim, last: date | None) -> bool:
    return one.published is not None and (last is None or one.published <= last)


def _around(store: View, binding: Sequence[StoredClaim], as_of: date | None, *, anybody: bool) -> Iterator[StoredClaim]:
    """All later claims in which a party of these takes part, or somebody whom their conditions name, each once."""
    from kroniek.memory.commitments.following import countries_in  # noqa: PLC0415 - loads the tables of words

    if not binding:
        return
    later = Query(as_of=as_of, reported_since=min(one.published for one in binding if one.published))
    names = dict.fromkeys(_names(one for stored in binding for one in (*stored.claim.actors, *stored.claim.recipients)))
    conditions = [stored.claim.condition.text for stored in binding if stored.claim.condition]
    names |= dict.fromkeys(code for text in conditions for code in countries_in(text))
    if anybody or len(names) > _MOST_NAMES:
        yield from store.claims(later)
        return
    seen: set[str] = set()
    for name in names:
        for one in store.claims(replace(later, actor=name)):
            if one.claim.id not in seen:
                seen.add(one.claim.id)
                yield one


_MOST_NAMES = 30
"""From more names on, going through all claims once is less work than through those of each name."""


def _names(parties: Iterable[Party]) -> Iterable[str]:
    """By what a party is asked for: its country, which brings along all who act for it, else its name."""
    for party in parties:
        yield party.country if party.country and len(party.country) == 3 and party.country not in _MANY else party.name  # noqa: PLR2004 - a code


_MANY = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
"""Codes that many have who are not one side."""


# -- JSON ------------------------------------------------------------------------------------------------------------


def commitment_record(found: Commitment) -> Json:
    """A commitment with its moves: what `kroniek promises --json` prints."""
    due = found.due
    return {
        "id": found.id,
        "type": found.type.value,
        "state": found.state.value,
        "since": plain(found.since),
        "by": [_party(one) for one in found.by],
        "to": [_party(one) for one in found.to],
        "doc_id": found.document,
        "content": _words(found.content),
        "condition": _words(found.condition) | {"claim": found.condition_claim} if found.condition else None,
        "due": {"day": plain(due.day), "for_condition": due.for_condition} | _words(due.quote) if due else None,
        "reported": plain(found.reported),
        "negative": found.negative,
        "meeting": found.meeting,
        "hedged": found.hedged,
        "sources": [_voice(one) for one in found.voices],
        "claims": list(found.claims),
        "moves": [move_record(one) for one in found.moves],
        "doubts": [doubt_record(one) for one in found.doubts],
    }


def move_record(move: Move) -> Json:
    """A change of state, with the words that tell it."""
    return {
        "day": plain(move.day),
        "before": move.before.value,
        "after": move.after.value,
        "reason": move.reason,
        "claim": move.claim,
        "doc_id": move.document,
        "sources": [_voice(one) for one in move.voices],
        "late": move.late,
        "by_itself": move.by_itself,
    } | _words(move.quote)


def doubt_record(doubt: Doubt) -> Json:
    """What may concern a commitment, and why it moves nothing."""
    about = {"day": plain(doubt.day), "reason": doubt.reason, "claim": doubt.claim, "doc_id": doubt.document}
    return about | _words(doubt.quote)


def agreement_record(found: Agreement) -> Json:
    """An agreement with the steps of its life: what `kroniek agreements --json` prints."""
    return {
        "id": found.id,
        "name": found.name,
        "parties": [_party(one) for one in found.parties],
        "stage": found.stage.value,
        "steps": [step_record(one) for one in found.steps],
    }


def step_record(step: Step) -> Json:
    """A stage that an article tells."""
    return {
        "day": plain(step.day),
        "stage": step.stage.value,
        "claim": step.claim,
        "doc_id": step.document,
        "sources": [_voice(one) for one in step.voices],
        "quote": _words(step.quote),
        "words": _words(step.words),
    }


def _party(party: Party) -> Json:
    return {"name": party.name, "country": party.country, "sector": list(party.sectors), "id": party.wikidata}


def _voice(voice: Voice) -> Json:
    return {"name": voice.party.name, "anonymous": voice.anonymous, "medium": voice.medium}


def _words(quote: Quote | None) -> Json:
    return {"text": None} if quote is None else {"text": quote.text, "start": quote.start, "end": quote.end}
