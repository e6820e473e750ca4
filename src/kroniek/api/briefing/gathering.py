"""Asks the store for what a brief is made of.

A report counts by the day on which its article was published. An event is new where no article of before the period
tells it; what took place long before and is told again is background. Nothing published after `as_of` counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kroniek.api import commitments as promises
from kroniek.api.briefing import choosing
from kroniek.api.briefing.material import Asked, Dispute, Material, Mood, Relation
from kroniek.api.briefing.wording import most
from kroniek.api.days import moved
from kroniek.api.series import TOOK_PLACE, series
from kroniek.api.standing import card
from kroniek.lexicon.countries import countries
from kroniek.lexicon.intensity import intensity
from kroniek.memory.store import Query, StoredClaim, StoredDocument, View
from kroniek.model.actor import Party
from kroniek.model.commitment import Commitment
from kroniek.model.event import EventId
from kroniek.model.ontology import Status
from kroniek.model.series import Period
from kroniek.model.when import Grain

Events = Mapping[EventId, tuple[StoredClaim, ...]]


def gather(store: View, asked: Asked, *, overlay: str = "") -> Material:
    """All that the chronicle holds for this brief; `overlay` is the user's own file of actors."""
    from kroniek.memory import browsing, together  # noqa: PLC0415 - loads the database library

    reported = tuple(one for one in _claims(store, asked) if _in_period(one, asked))
    groups = store.look(together.events, [str(one.claim.id) for one in reported], asked.as_of)
    events = {one.event: groups.get(str(one.claim.id), (one,)) for one in reported}
    fresh = [one for one in reported if one.current and _is_new(events[one.event], asked)]
    new = tuple(one for one in fresh if choosing.is_sure(events[one.event]))
    about = _party(asked.about, reported, overlay) if asked.about else None
    ahead = _ahead(store, asked)
    relations = tuple(_relations(store, asked, new, about))
    large = store.look(browsing.size) > most("promises", "claims")
    followed = () if large else tuple(_commitments(store, asked, overlay))
    disputes = tuple(_disputes(store, asked, new, events))
    claims = _all(store, asked, events, ahead, relations, followed, disputes)
    first, last = store.look(browsing.period)
    return Material(
        asked=asked,
        about=about,
        reported=reported,
        new=new,
        ahead=ahead,
        events=events,
        relations=relations,
        commitments=followed,
        disputes=disputes,
        claims=claims,
        documents=_documents(store, claims.values()),
        doubtful=len(fresh) - len(new),
        others=store.look(browsing.articles, asked.since, asked.until, as_of=min(asked.as_of, asked.until)),
        first=first,
        last=last,
        known=bool(reported) or _known(store, asked),
        large=large,
    )


def _claims(store: View, asked: Asked) -> list[StoredClaim]:
    """Claims of acts that lie in the period, shortly before, or ahead."""
    earliest = moved(asked.since, -most("news", "lag"))
    return list(store.claims(Query(actor=asked.about, since=earliest, as_of=min(asked.as_of, asked.until))))


def _in_period(stored: StoredClaim, asked: Asked) -> bool:
    return stored.published is not None and asked.since <= stored.published <= asked.until


def _is_new(event: Sequence[StoredClaim], asked: Asked) -> bool:
    """Does no article of before the period tell it?"""
    return all(one.published is None or one.published >= asked.since for one in event)


def _ahead(store: View, asked: Asked) -> tuple[StoredClaim, ...]:
    """What is announced for the days after the period, whenever it was reported."""
    statuses = (Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE)
    query = Query(
        actor=asked.about,
        since=moved(asked.until, 1),
        until=asked.ahead,
        statuses=statuses,
        as_of=min(asked.as_of, asked.until),
    )
    found = (one for one in store.claims(query) if one.claim.when and one.claim.when.start > asked.until)
    return tuple(one for one in found if choosing.is_sure([one]))


# -- relations -------------------------------------------------------------------------------------------------------


def _relations(store: View, asked: Asked, new: Sequence[StoredClaim], about: Party | None) -> Iterable[Relation]:
    """The pairs that the new events tell most of, each in the period and in as many days before it."""
    days = (asked.until - asked.since).days + 1
    earlier = moved(asked.since, -days)
    for one, other in choosing.pairs(new, about)[: most("relation")]:
        query = Query(
            actor=one.name,
            other=other.name,
            since=earlier,
            until=asked.until,
            as_of=asked.as_of,
            statuses=TOOK_PLACE,
            hedged=False,
        )
        periods = series(store, query, grain=Grain.DAY).periods
        claims = list(store.claims(query))
        now = _mood(periods, claims, asked.since, asked.until)
        before = _mood(periods, claims, earlier, moved(asked.since, -1))
        if now and now.events + (before.events if before else 0) >= most("relation", "least"):
            yield Relation(one=one, other=other, before=before, now=now)


def _mood(periods: Sequence[Period], claims: Sequence[StoredClaim], since: date, until: date) -> Mood | None:
    """What a part of the days of a series comes to, and the heaviest claims of it that had been reported by its end."""
    counted = [period for period in periods if since <= period.start <= until]
    events = sum(period.events for period in counted)
    told = choosing.leads(one for one in claims if _reported(one) <= until and _falls_in(one, since, until))
    if not events or not told:
        return None
    heavy = sorted(told, key=lambda one: (-abs(intensity(one.claim.type, one.claim.modes)), one.claim.id))
    return Mood(
        events=events,
        mean=round(sum(period.net for period in counted) / events, 1),
        claims=tuple(heavy[: most("relation", "notes")]),
    )


def _reported(stored: StoredClaim) -> date:
    return stored.published or date.max


def _falls_in(stored: StoredClaim, since: date, until: date) -> bool:
    """Does the act, or its report where no day is told, fall in these days?"""
    when = stored.claim.when
    first, last = (when.start, when.end) if when else (_reported(stored), _reported(stored))
    return first <= until and last >= since


# -- promises, disputes ----------------------------------------------------------------------------------------------


def _commitments(store: View, asked: Asked, overlay: str) -> Iterable[Commitment]:
    """Promises, threats and demands that moved in the period, or whose day comes; by whom it is about, or to him."""
    said = moved(asked.since, -most("promises", "oldest"))
    sides = ((asked.about, None), (None, asked.about)) if asked.about else ((None, None),)
    found = {
        one.id: one
        for by, to in sides
        for one in promises.commitments(
            store, overlay=overlay, by=by, to=to, since=said, until=asked.until, meetings=False, as_of=asked.as_of
        )
    }
    for one in sorted(found.values(), key=lambda one: (one.reported, one.id)):
        if choosing.moved(one, asked) or choosing.due(one, asked):
            yield one


def _disputes(store: View, asked: Asked, new: Sequence[StoredClaim], events: Events) -> Iterable[Dispute]:
    """The new events that somebody denies, or whose accounts differ at one time; of those that several claims tell."""
    joined = [one for one in choosing.leads(new) if len(events[one.event]) > 1]
    for lead in joined[: most("disputed", "events")]:
        told = card(store, str(lead.claim.id), as_of=asked.as_of)
        if told is None:
            continue
        differences = tuple(one for one in told.differences if not one.over_time)
        if told.standing.denials or differences:
            yield Dispute(lead=lead, denials=told.standing.denials, differences=differences)


# -- everything that notes may lead to -------------------------------------------------------------------------------


def _all(
    store: View,
    asked: Asked,
    events: Events,
    ahead: Iterable[StoredClaim],
    relations: Iterable[Relation],
    followed: Iterable[Commitment],
    disputes: Iterable[Dispute],
) -> dict[str, StoredClaim]:
    moods = (mood for one in relations for mood in (one.before, one.now) if mood)
    told = [
        *(one for event in events.values() for one in event),
        *ahead,
        *(one for mood in moods for one in mood.claims),
    ]
    found = {str(one.claim.id): one for one in told}
    steps = (move.claim for one in followed for move in one.moves if move.claim)
    denied = (claim for one in disputes for denial in one.denials for claim in denial.claims)
    accounts = (claim for one in disputes for two in one.differences for told in two.accounts for claim in told.claims)
    for id_ in (*(one.id for one in followed), *steps, *denied, *accounts):
        if str(id_) not in found and (claim := store.claim(str(id_), as_of=asked.as_of)):
            found[str(id_)] = claim
    return found


def _documents(store: View, claims: Iterable[StoredClaim]) -> dict[str, StoredDocument]:
    from kroniek.memory import together  # noqa: PLC0415 - loads the database library

    return store.look(together.documents, list(dict.fromkeys(str(one.claim.document) for one in claims)))


def _known(store: View, asked: Asked) -> bool:
    return asked.about is None or next(iter(store.claims(Query(actor=asked.about, limit=1))), None) is not None


def _party(about: str, reported: Iterable[StoredClaim], overlay: str) -> Party:
    """Whom a name means: a country, or the party that the articles have by this name or another one of its."""
    country = countries().by_name(about) or countries().by_code(about)
    if country:
        return Party(name=country.name, country=country.code, sectors=("GOV",))
    is_meant = promises.meant(about, overlay)
    parties = (party for one in reported for party in (*one.claim.actors, *one.claim.recipients))
    found = next(filter(is_meant, parties), None)
    return Party(name=found.name, country=found.country, sectors=found.sectors) if found else Party(name=about)
