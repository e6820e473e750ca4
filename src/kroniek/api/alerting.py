"""What came of the questions that are watched: alerts, each noted once with the claims on which it rests.

Every question is asked of what was read since it was asked last; what had been told before it was saved is not new. A
round changes nothing of the chronicle's content, and a round that is cut off is simply done again: nothing is noted
twice, because the id of an alert follows from what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from kroniek.api.commitments import PENDING, commitments
from kroniek.api.records import claim_record, plain
from kroniek.api.standing import card
from kroniek.api.watching import as_query, saved
from kroniek.memory.store import Query, StoredClaim, View, Writer
from kroniek.memory.unusual.measuring import measured
from kroniek.memory.unusual.weeks import Judged, walked
from kroniek.model.actor import Strength
from kroniek.model.ids import digest
from kroniek.model.judgement import JudgementKind
from kroniek.model.ontology import Status
from kroniek.model.watching import Alarm, Alert, Counted, Delivered, Delivery, Measured, Saved, Week
from kroniek.strings.fold import fold

Json = dict[str, Any]

SHOWN = 5
"""Claims that an alert names at most: the first to report."""

SHUFFLES = 100
"""Shuffles of a pair's past for one alert: enough for the share to a tenth of a percent."""


def found(store: View, *, today: date, overlay: str = "") -> tuple[Alert, ...]:
    """Everything that the watched questions give now, noted before or not, in order of name."""
    fresh, last = _Fresh(store), last_document(store)
    ways: dict[Alarm, Callable[[Saved], Iterable[Alert]]] = {
        Alarm.ACT: lambda one: _acts(store, one, fresh),
        Alarm.DENIAL: lambda one: _denials(store, one, fresh),
        Alarm.DUE: lambda one: _due(store, one, today=today, overlay=overlay),
        Alarm.WEEK: lambda one: _weeks(store, one) if one.seen < last else (),
    }
    return tuple(alert for one in saved(store) if one.alarm for alert in ways[one.alarm](one))


def last_document(store: View) -> int:
    """The number of the document that was kept last."""
    from kroniek.memory import watched  # noqa: PLC0415 - loads the database libraries

    number: int = store.look(watched.last_document)
    return number


# -- new acts and denials ----------------------------------------------------------------------------------------------


class _Fresh:
    """All claims of documents after one, asked for once for all questions that look from there."""

    def __init__(self, store: View) -> None:
        self._store = store
        self._denying: dict[int, tuple[StoredClaim, ...]] = {}

    def denying(self, after: int) -> tuple[StoredClaim, ...]:
        """Those by which somebody denies something."""
        from kroniek.memory import watched  # noqa: PLC0415 - loads the database libraries

        if after not in self._denying:
            self._denying[after] = tuple(filter(_denies, self._store.look(watched.denying, after=after)))
        return self._denying[after]

    def told(self, query: Query, after: int) -> tuple[StoredClaim, ...]:
        """Those that answer a question."""
        from kroniek.memory import watched  # noqa: PLC0415 - loads the database libraries

        found: tuple[StoredClaim, ...] = self._store.look(watched.told, query, after=after)
        return tuple(filter(watched.is_recent, found))


def _denies(one: StoredClaim) -> bool:
    voices = one.claim.voices
    return one.claim.status is Status.DENIED or any(voice.strength is Strength.DENIES for voice in voices)


def _acts(store: View, one: Saved, fresh: _Fresh) -> Iterator[Alert]:
    """Events that no article before had told, told by enough outlets."""
    from kroniek.memory import watched  # noqa: PLC0415 - loads the database libraries

    groups: dict[str, list[StoredClaim]] = {}
    for claim in fresh.told(as_query(one.question), one.seen):
        groups.setdefault(str(claim.event), []).append(claim)
    for event, told in groups.items():
        if store.look(watched.known_before, told[0].claim.id, one.after):
            continue
        if _is_told_by(store, told[0], one.outlets):
            yield _alert(one, event, told)


def _denials(store: View, one: Saved, fresh: _Fresh) -> Iterator[Alert]:
    """Denials of what the question finds: by somebody who is named, or of what another claim asserts."""
    from kroniek.memory import watched  # noqa: PLC0415 - loads the database libraries

    query = as_query(replace(one.question, statuses=()))
    denying = fresh.denying(one.seen)
    ids = [str(claim.claim.id) for claim in denying]
    asked_for = {str(claim.claim.id) for claim in store.look(watched.among, query, ids)}
    worth_a_look = asked_for | store.look(watched.tied, ids)
    for claim in denying:
        if str(claim.claim.id) not in worth_a_look or store.look(watched.known_before, claim.claim.id, -1):
            continue
        for event, ids in _concerned(store, claim).items():
            of_dossier = store.look(watched.among, query, ids)
            if of_dossier and _is_told_by(store, claim, one.outlets):
                yield from _denied(store, one, event, claim, of_dossier)


def _concerned(store: View, denial: StoredClaim) -> dict[str, list[str]]:
    """The claims of the event of a denial, and of those that are judged the same matter, by event."""
    from kroniek.memory import eventing  # noqa: PLC0415 - loads the database libraries

    links = store.look(eventing.links, denial.claim.id)
    matter = [link.event for link in links if link.kind is JudgementKind.SAME_MATTER]
    events = dict.fromkeys([str(denial.event), *matter])
    return {event: [str(claim.claim.id) for claim in store.claims(Query(event=event))] for event in events}


def _denied(
    store: View, one: Saved, event: str, claim: StoredClaim, of_dossier: Sequence[StoredClaim]
) -> Iterator[Alert]:
    """The alerts of a claim that denies an event: one for each who denies."""
    denying = [] if event == str(claim.event) else [str(claim.event)]
    told = card(store, event, denying=denying)
    asserting = [other for other in of_dossier if other.claim.id != claim.claim.id and not _denies(other)]
    for denial in told.standing.denials if told else ():
        if claim.claim.id in denial.claims and (denial.who or asserting):
            yield _alert(one, event, [claim, *asserting], by=denial.who)


def _is_told_by(store: View, claim: StoredClaim, outlets: int) -> bool:
    """Do so many outlets tell of the event what the claim does: that it happened, or that it did not?"""
    if outlets == 1:
        return True
    denied = claim.claim.status is Status.DENIED
    told = [one for one in store.claims(Query(event=str(claim.event))) if (one.claim.status is Status.DENIED) == denied]
    return len({other.publisher for other in told if other.publisher}) >= outlets


# -- promises ----------------------------------------------------------------------------------------------------------


def _due(store: View, one: Saved, *, today: date, overlay: str) -> Iterator[Alert]:
    """What is open and has its last day soon."""
    asked = one.question
    open_ = commitments(
        store,
        overlay=overlay,
        by=asked.actor,
        to=asked.other,
        types=asked.types,
        states=PENDING,
        due=today + timedelta(days=one.days),
        since=asked.since,
        until=asked.until,
        meetings=False,
    )
    for promise in open_:
        if promise.due and promise.due.day >= today and asked.hedged in {None, promise.hedged}:
            day = promise.due.day
            ids = tuple(str(id_) for id_ in promise.claims[:SHOWN])
            yield Alert(
                id=digest(one.name, Alarm.DUE.value, promise.id, day.isoformat(), chars=16),
                name=one.name,
                alarm=Alarm.DUE,
                subject=str(promise.id),
                day=day,
                claims=ids,
            )


# -- weeks -------------------------------------------------------------------------------------------------------------


class Pair:
    """The weeks of two parties in a chronicle, judged each beside those before it; `counted` acts count."""

    def __init__(self, store: View, actor: str, other: str, *, counted: Counted, as_of: date | None = None) -> None:
        from kroniek.memory import watched  # noqa: PLC0415 - loads the database libraries

        self._store = store
        query = Query(actor=actor, other=other, as_of=as_of)
        rows = store.look(watched.weeks, query, counted)
        self.counts = tuple(count for count, _ in rows)
        self._firsts = {count.start: firsts for count, firsts in rows}

    @cached_property
    def judged(self) -> tuple[Judged, ...]:
        """The weeks in order."""
        return tuple(walked(self.counts))

    def claims(self, start: date) -> tuple[str, ...]:
        """The ids of the claims that were the first to tell the events of a week."""
        from kroniek.memory import watched  # noqa: PLC0415 - loads the database libraries

        ids: tuple[str, ...] = self._store.look(watched.by_number, self._firsts[start])
        return ids

    def measured(self, once_in: int) -> Measured:
        """How often the rule sounds on these weeks, and on shuffled ones."""
        return measured(self.counts, once_in=once_in, shuffles=SHUFFLES)


def _weeks(store: View, one: Saved) -> Iterator[Alert]:
    """Weeks since the question was saved that are rarer than it asks."""
    from kroniek.memory import watched  # noqa: PLC0415 - loads the database libraries

    asked = one.question
    pair = Pair(store, asked.actor or "", asked.other or "", counted=one.counted)
    first = store.look(watched.week_of, one.after)
    since = [week for week in pair.judged if first is None or week.count.start >= first]
    unusual = [week for week in since if week.is_unusual(one.once_in)]
    if not unusual:
        return
    often = pair.measured(one.once_in)
    for week in unusual:
        start = week.count.start
        yield Alert(
            id=digest(one.name, Alarm.WEEK.value, start.isoformat(), chars=16),
            name=one.name,
            alarm=Alarm.WEEK,
            subject=start.isoformat(),
            day=start + timedelta(days=6),
            claims=pair.claims(start)[:SHOWN],
            week=_week(one, week, often),
        )


def _week(one: Saved, judged: Judged, often: Measured) -> Week:
    """A week beside its past, with how often the rule sounds there."""
    start = judged.count.start
    return Week(
        actor=one.question.actor or "",
        other=one.question.other or "",
        counted=one.counted,
        start=start,
        end=start + timedelta(days=6),
        events=judged.count.events,
        expected=round(judged.expected, 2),
        chance=judged.chance,
        weeks=often.weeks,
        flagged=often.flagged,
        shuffled=round(often.shuffled_share, 5),
    )


# -- what is common ----------------------------------------------------------------------------------------------------


def _alert(one: Saved, event: str, told: Sequence[StoredClaim], *, by: str = "") -> Alert:
    alarm = one.alarm or Alarm.ACT
    days = [claim.published for claim in told if claim.published]
    return Alert(
        id=digest(one.name, alarm.value, event, fold(by), chars=16),
        name=one.name,
        alarm=alarm,
        subject=event,
        day=days[0] if alarm is Alarm.DENIAL and days else min(days, default=None),
        claims=tuple(dict.fromkeys(str(claim.claim.id) for claim in told))[:SHOWN],
        by=by,
    )


# -- noting and delivering ---------------------------------------------------------------------------------------------


def watch(
    view: View, writer: Writer, *, today: date, outlets: Sequence[str] = (), overlay: str = ""
) -> tuple[Alert, ...]:
    """Look once at all that is watched, and note what is new, and what is to go to these outlets; the new alerts."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    seen = last_document(view)  # before looking: what is kept meanwhile is looked at next time
    alerts = found(view, today=today, overlay=overlay)
    return writer.change(saving.note, alerts, outlets=outlets, seen=seen)


def noted(store: View, *, most: int | None = None) -> tuple[Alert, ...]:
    """The alerts that were noted, the newest first."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    alerts: tuple[Alert, ...] = store.look(saving.noted, most=most)
    return alerts


def undelivered(store: View, outlet: str) -> tuple[tuple[Alert, Delivered], ...]:
    """The alerts that are meant for an outlet and have not arrived there for sure, the oldest first."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    waiting: tuple[tuple[Alert, Delivered], ...] = store.look(saving.due, outlet)
    return waiting


def deliveries(store: View, alert: str) -> tuple[Delivered, ...]:
    """How far an alert, by id, came toward each outlet that it is meant for."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    told: tuple[Delivered, ...] = store.look(saving.told, alert)
    return told


def begin(store: Writer, told: Iterable[Delivered]) -> tuple[str, ...]:
    """Note that alerts are about to be sent; the ids of those that nobody else began to send meanwhile."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    return store.change(saving.begin, told)


def end(store: Writer, ids: Iterable[str], *, outlet: str, state: Delivery, reason: str = "") -> None:
    """Note what came of sending alerts to an outlet."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    store.change(saving.end, ids, outlet=outlet, state=state, reason=reason)


# -- measuring ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PairMeasured:
    """How often the rule for an unusual week sounds on the past of a pair; `events` and `weeks` are all of it.

    `judged` is None where the past tells too little to judge any week; `watched` says that a saved question asks so.
    """

    actor: str
    other: str
    counted: Counted
    once_in: int
    events: int
    weeks: int
    judged: Measured | None
    watched: bool


def measure(
    store: View,
    *,
    once_in: int = 100,
    most: int = 20,
    of: str | None = None,
    as_of: date | None = None,
    overlay: str = "",
) -> tuple[PairMeasured, ...]:
    """The pairs that are watched by week, then those that deal with each other most, each as a rule would see it.

    With `of` that of the saved question of this name alone.
    """
    asked = [
        (one.question.actor or "", one.question.other or "", one.counted, one.once_in)
        for one in saved(store)
        if one.alarm is Alarm.WEEK and of in {None, one.name}
    ]
    known = [(_called(actor, overlay), _called(other, overlay)) for actor, other, _, _ in asked]
    busiest = [] if of else [pair for pair in _busiest(store, most, as_of) if not _is_among(known, *pair)]
    others = [(*pair, Counted.ALL, once_in) for pair in busiest]
    return (
        *(_measured(store, *one, watched=True, as_of=as_of) for one in asked),
        *(_measured(store, *one, watched=False, as_of=as_of) for one in others),
    )


def _called(name: str, overlay: str) -> frozenset[str]:
    """How else whoever a saved question names may be called: *Trump* is Donald Trump, *Amerika* the United States."""
    from kroniek.lexicon.countries import countries  # noqa: PLC0415 - loads the tables of countries
    from kroniek.memory.gazetteer import LexiconGazetteer  # noqa: PLC0415 - loads the tables of actors

    gazetteer = LexiconGazetteer(overlay)
    country = countries().by_code(gazetteer.country(name) or "")
    return frozenset(map(fold, (name, *gazetteer.spellings(name), *([country.name] if country else []))))


def _is_among(known: Iterable[tuple[frozenset[str], frozenset[str]]], actor: str, other: str) -> bool:
    """Is this pair one of those, either way round?"""
    one, two = fold(actor), fold(other)
    return any((one in left and two in right) or (two in left and one in right) for left, right in known)


def _busiest(store: View, most: int, as_of: date | None) -> list[tuple[str, str]]:
    from kroniek.api.browsing import TIED  # noqa: PLC0415 - for this question only
    from kroniek.memory import browsing  # noqa: PLC0415 - loads the database libraries

    numbers: dict[tuple[str, str], int] = {}
    for tie in store.look(browsing.ties, Query(as_of=as_of), cap=TIED, most=20 * most):
        first, second = sorted((tie.actor_name, tie.recipient_name))
        if first != second:
            numbers[first, second] = numbers.get((first, second), 0) + tie.number
    return sorted(numbers, key=lambda pair: (-numbers[pair], pair))[:most]


def _measured(
    store: View, actor: str, other: str, counted: Counted, once_in: int, *, watched: bool, as_of: date | None
) -> PairMeasured:
    pair = Pair(store, actor, other, counted=counted, as_of=as_of)
    enough = any(week.known for week in pair.judged)
    return PairMeasured(
        actor=actor,
        other=other,
        counted=counted,
        once_in=once_in,
        events=sum(count.events for count in pair.counts),
        weeks=len(pair.counts),
        judged=pair.measured(once_in) if enough else None,
        watched=watched,
    )


# -- JSON --------------------------------------------------------------------------------------------------------------


def alert_record(store: View, alert: Alert) -> Json:
    """An alert with its claims: words, outlet and ids."""
    claims = [store.claim(id_) for id_ in alert.claims]
    record: Json = plain(alert)
    return record | {"claims": [claim_record(claim) for claim in claims if claim]}


def measured_record(one: PairMeasured) -> Json:
    """A measured pair as plain values, with the two shares."""
    shares = {"share": one.judged.share, "shuffled_share": one.judged.shuffled_share} if one.judged else {}
    record: Json = plain(one)
    return record | shares
