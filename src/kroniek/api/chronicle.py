"""A chronicle: what was read, kept in a database, and what can be asked of it.

    with kroniek.open("demo.db") as chronicle:
        chronicle.read("examples/")
        for claim in chronicle.claims(actor="Rusland", since="2022"):
            print(claim.published, claim.claim.evidence[0].quote.text)

Every document is kept with its claims at once or not at all, so a run that is cut off can be repeated: what is known
is skipped. Asking changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

from kroniek import pipeline
from kroniek.api import records, workshops
from kroniek.api.asking import Moment, countable, first_day, last_day, members, query, whole_day
from kroniek.api.claims import Claims
from kroniek.api.events import Events
from kroniek.errors import UsageError
from kroniek.memory.store import (
    ActorCount,
    ActorName,
    Added,
    Counts,
    Hit,
    Proposal,
    Query,
    StoredClaim,
    StoredDocument,
    View,
    Writer,
)
from kroniek.model.actor import Party
from kroniek.model.commitment import Agreement, Commitment, State
from kroniek.model.difference import Difference, Finding, FindingKind
from kroniek.model.judgement import Judgement, Link, Rejoined
from kroniek.model.ontology import EventType, Status
from kroniek.model.recoding import Recoding
from kroniek.model.standing import Standing
from kroniek.model.story import Story
from kroniek.model.text import Document, Rejected
from kroniek.model.watching import Alarm, Alert, Counted, Delivered, Delivery, FeedState, Saved
from kroniek.model.when import Grain
from kroniek.pipeline import Kept, Steps
from kroniek.settings import Settings, load

if TYPE_CHECKING:
    from kroniek.api.alerting import PairMeasured
    from kroniek.api.standing import EventCard
    from kroniek.api.stories import StoryCard
    from kroniek.api.who import Card
    from kroniek.model.brief import Brief
    from kroniek.model.changes import Changes
    from kroniek.model.edition import Edition
    from kroniek.model.series import Series

Progress = Callable[[Kept | Rejected], None]
Starting = Callable[[Document], None]
Answer = TypeVar("Answer")


class Store(Writer, View, Protocol):
    """Both sides of a store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """What reading came to: documents that were new, known and changed, near-copies among the kept, claims, rejects.

    `documents` holds the keys of the new and changed documents, in order of reading.
    """

    new: int = 0
    known: int = 0
    changed: int = 0
    near_copies: int = 0
    claims: int = 0
    documents: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @property
    def read(self) -> int:
        """How many documents were read."""
        return self.new + self.known + self.changed


class Chronicle:
    """An open chronicle. Close it, or use it in a `with` block. Made by `kroniek.open`."""

    def __init__(self, store: Store, *, settings: Settings, close: Callable[[], None] = lambda: None) -> None:
        self._store = store
        self._settings = settings
        self._close = close

    # -- reading ---------------------------------------------------------------------------------------------------

    def read(
        self,
        *sources: str | os.PathLike[str],
        published: str | date | None = None,
        publisher: str | None = None,
        language: str | None = None,
        follow: bool = False,
        progress: Progress | None = None,
        starting: Starting | None = None,
        told: workshops.Told | None = None,
    ) -> ReadReport:
        """Read, code and keep articles; what is known already is skipped.

        `sources` are paths of files or folders, web addresses, or `-` for standard input. `published` (a day, or
        `"file"` for the file's time stamp), `publisher` and `language` hold for all of them; `follow` fetches the
        pages that a feed links to; `starting` is called with each document before it is coded, which may take long,
        and `progress` after each document and each reject. `told` gets a `Consulted` of every document that a language
        model was asked about (engine `llm`): tokens, and what of the answers was refused.

        Sources that give no document do not stop the run: they stand in the report, with the reason. Raises
        `UsageError` for a wrong call and `StoreError` where the chronicle cannot be written.
        """
        steps = workshops.steps(
            settings=self._settings,
            published=workshops.publication_day(published),
            publisher=publisher,
            language=language,
            follow=follow,
            told=told,
            now=lambda: datetime.now(UTC),
        )
        return self.read_with(workshops.announced(steps, starting), sources, progress=progress)

    def read_with(
        self, steps: Steps, sources: Iterable[str | os.PathLike[str]], *, progress: Progress | None = None
    ) -> ReadReport:
        """Like `read`, with workshops of your own (see `kroniek.pipeline.Steps`)."""
        outcomes: list[Kept | Rejected] = []
        for outcome in pipeline.keep(workshops.addresses(sources), steps=steps, store=self._store):
            outcomes.append(outcome)
            if progress:
                progress(outcome)
        return self.report(outcomes)

    def keys(self, *documents: str) -> tuple[str, ...]:
        """The exact keys of these documents (`id@1` is a first version); of all current ones where none is given.

        Raises `UsageError` for a document that is not there.
        """
        if not documents:
            return tuple(f"{one.document.id}" for one in self._store.documents() if one.current)
        for key in documents:
            if self._store.document(key) is None:
                raise UsageError(f"The chronicle holds no document {key!r}. The ids stand in: kroniek timeline")
        return documents

    def recode(self, *documents: str) -> Iterator[Recoding | Rejected]:
        """Code kept documents (all current ones where none is given) again with the coder of the settings.

        What comes out the same stays; what does not is a new generation beside the old one, which `claims` still
        gives with `generation`. One document after the other, each kept when it is told.
        """
        steps = workshops.steps(settings=self._settings, now=lambda: datetime.now(UTC))
        return pipeline.recode(self.keys(*documents), steps=steps, store=self._store)

    def report(self, outcomes: Iterable[Kept | Rejected]) -> ReadReport:
        """What these outcomes of reading come to, near-copies looked up in the chronicle."""
        outcomes = list(outcomes)
        kept = [outcome for outcome in outcomes if isinstance(outcome, Kept)]
        fresh = [outcome for outcome in kept if outcome.added is not Added.KNOWN]
        return ReadReport(
            new=sum(outcome.added is Added.NEW for outcome in kept),
            known=sum(outcome.added is Added.KNOWN for outcome in kept),
            changed=sum(outcome.added is Added.CHANGED for outcome in kept),
            near_copies=sum(bool(self._copies(outcome.key)) for outcome in fresh),
            claims=sum(outcome.claim_count for outcome in kept),
            documents=tuple(outcome.key for outcome in fresh),
            rejected=tuple(outcome for outcome in outcomes if isinstance(outcome, Rejected)),
        )

    def _copies(self, key: str) -> tuple[str, ...]:
        stored = self._store.document(key)
        return stored.copies if stored else ()

    # -- asking ----------------------------------------------------------------------------------------------------

    def claims(  # noqa: PLR0913 - one keyword per thing that can be asked, all optional
        self,
        *,
        actor: str | None = None,
        other: str | None = None,
        type: str | EventType | Iterable[str | EventType] = (),  # noqa: A002 - the codebook's word
        status: str | Status | Iterable[str | Status] = (),
        since: Moment = None,
        until: Moment = None,
        document: str | None = None,
        hedged: bool | None = None,
        all_versions: bool = False,
        limit: int | None = None,
        publisher: str | None = None,
        place: str | None = None,
        as_of: Moment = None,
        generation: int | None = None,
    ) -> Claims:
        """The claims that answer all that is given, in order of date.

        `actor` is a party that acts or is acted upon, `other` another one in the same claim, by name, alias, country
        name or code. `type` and `status` are one word or several. `since` and `until` are a day, month or year
        (`"2022"`, `"2022-03"`, a `date`), both included. `document` is a document's key. `hedged` asks for what is
        (True) or is not (False) marked as unconfirmed. `all_versions` includes claims of articles that were changed
        later. `limit` is the highest number of claims. `publisher` is an outlet by its whole name, `place` where it
        took place, by name, or by country name or code. `as_of` asks what had been reported by a day, in the version
        of each article and with the events of that day. `generation` asks for what the n-th coding of each article
        gave (see `recode`).

        Raises `UsageError` for a type, status or date that does not exist.
        """
        return Claims(
            self._store.claims(
                query(
                    actor=actor,
                    other=other,
                    type=type,
                    status=status,
                    since=since,
                    until=until,
                    document=document,
                    hedged=hedged,
                    all_versions=all_versions,
                    limit=limit,
                    publisher=publisher,
                    place=place,
                    as_of=as_of,
                    generation=generation,
                )
            )
        )

    def claim(self, id: str, *, as_of: Moment = None) -> StoredClaim | None:  # noqa: A002 - what it is called
        """The claim of this id, or of an unambiguous beginning of it; None where there is none (by that day)."""
        return self._store.claim(id, as_of=last_day(as_of))

    def event(self, id: str, *, as_of: Moment = None) -> Claims:  # noqa: A002 - what it is called
        """All claims that are judged to tell of this event, in order of date; empty where there is no such event.

        An event bears the id of its first claim; the id of any of its claims will do. `as_of` leaves out what was
        reported later, and whom only that joined to it.
        """
        day = last_day(as_of)
        claim = self._store.claim(id, as_of=day)
        return Claims(self._store.claims(Query(event=claim.claim.id, all_versions=True, as_of=day)) if claim else ())

    def links(self, id: str, *, as_of: Moment = None) -> tuple[Link, ...]:  # noqa: A002 - what it is called
        """What other events are to an event (as of a day): what came of it, its parts, repeats, the same matter.

        Raises `UsageError` where there is no such event by then.
        """
        from kroniek.api.linking import links  # noqa: PLC0415 - for this question only

        return links(self._store, id, as_of=last_day(as_of))

    def event_card(self, id: str, *, as_of: Moment = None) -> EventCard | None:  # noqa: A002 - what it is called
        """An event as it stood on a day (today where None): its claims, what they rest on, and where they differ.

        None where there is no such event by then. `as_of` is the last day of report that counts.
        """
        from kroniek.api.standing import card  # noqa: PLC0415 - for this question only

        return card(self._store, id, as_of=last_day(as_of), tiers=self._settings.tiers)

    def standing(self, id: str, *, as_of: Moment = None) -> Standing:  # noqa: A002 - what it is called
        """On how many independent words an event rests, as of a day.

        Raises `UsageError` where there is no such event by then.
        """
        return self._event_card(id, as_of).standing

    def standings(self, claims: Iterable[StoredClaim], *, as_of: Moment = None) -> tuple[Standing, ...]:
        """What the events of these claims rest on, as of a day, of those that several articles tell."""
        from kroniek.api.standing import standings  # noqa: PLC0415 - for this question only

        return tuple(standings(self._store, claims, as_of=last_day(as_of), tiers=self._settings.tiers))

    def differences(self, id: str, *, as_of: Moment = None) -> tuple[Difference, ...]:  # noqa: A002 - what it is called
        """Where the claims of an event differ, as of a day.

        Raises `UsageError` where there is no such event by then.
        """
        return self._event_card(id, as_of).differences

    def _event_card(self, id_: str, as_of: Moment) -> EventCard:
        told = self.event_card(id_, as_of=as_of)
        if told is None:
            by = f" by {last_day(as_of)}" if as_of is not None else ""
            raise UsageError(f"There is no event {id_!r}{by}. The ids stand in: kroniek timeline")
        return told

    def check(
        self,
        *,
        kind: str | FindingKind | Iterable[str | FindingKind] = (),
        actor: str | None = None,
        since: Moment = None,
        as_of: Moment = None,
        among: Sequence[str] | None = None,
    ) -> Iterator[Finding]:
        """What is worth a second look: offices and weekdays that do not fit their day, accounts that differ.

        `kind` is one kind of finding or several (all where empty); `actor` takes part in an act of the article, which
        was published from `since` up to `as_of`; of the articles in `among`, by key, where they
        are given. Raises `UsageError` for a kind or date that does not exist.
        """
        from kroniek.api.checking import check  # noqa: PLC0415 - for this question only

        kinds = members(FindingKind, kind, "kind") or tuple(FindingKind)
        return check(self._store, kinds=kinds, actor=actor, since=first_day(since), as_of=last_day(as_of), among=among)

    def commitments(  # noqa: PLR0913 - one keyword per thing that can be asked, all optional
        self,
        *,
        by: str | None = None,
        to: str | None = None,
        type: str | EventType | Iterable[str | EventType] = (),  # noqa: A002 - the codebook's word
        state: str | State | Iterable[str | State] = (),
        due: Moment = None,
        since: Moment = None,
        until: Moment = None,
        meetings: bool = True,
        as_of: Moment = None,
    ) -> tuple[Commitment, ...]:
        """Promises, threats and demands, and what became of each as far as articles tell, in order of first report.

        `by` binds himself (or asks), `to` whom it is promised (or who is asked). `type` is AGREE, CONCEDE, THREATEN or
        REQUEST, `state` one or several of open, condition-met, kept, broken, withdrawn, lapsed. `due` asks for those
        whose last day is at most that day, `since` and `until` for those first reported then. Without `meetings`,
        meetings that were announced are left out. They stand as of the newest article, or of `as_of`.

        Raises `UsageError` for a type, state or date that does not exist.
        """
        from kroniek.api.commitments import commitments  # noqa: PLC0415 - for this question only

        return commitments(
            self._store,
            overlay=self._settings.actors,
            by=by,
            to=to,
            types=members(EventType, type, "type"),
            states=members(State, state, "state"),
            due=last_day(due),
            since=first_day(since),
            until=last_day(until),
            meetings=meetings,
            as_of=last_day(as_of),
        )

    def agreements(
        self, *, actor: str | None = None, other: str | None = None, as_of: Moment = None
    ) -> tuple[Agreement, ...]:
        """Agreements and how far they have come: offered, agreed, signed, ratified, carried out, suspended, ended.

        Those of `actor` (with `other`), of everybody where nobody is named, in order of first report.
        """
        from kroniek.api.commitments import agreements  # noqa: PLC0415 - for this question only

        return agreements(self._store, actor=actor, other=other, as_of=last_day(as_of))

    def stories(
        self,
        *,
        actor: str | None = None,
        other: str | None = None,
        since: Moment = None,
        until: Moment = None,
        articles: int = 2,
        as_of: Moment = None,
    ) -> tuple[Story, ...]:
        """Events of the same parties on one issue, among the claims that are asked for; that with the newest act first.

        `actor`, `other`, `since` and `until` ask for claims as of `claims`; what one article tells is no story unless
        `articles` is 1.
        """
        from kroniek.api.stories import stories  # noqa: PLC0415 - for this question only

        asked = query(actor=actor, other=other, since=since, until=until, as_of=as_of)
        return stories(self._store, asked, articles=articles)

    def story(
        self,
        id: str,  # noqa: A002 - what it is called
        *,
        actor: str | None = None,
        other: str | None = None,
        since: Moment = None,
        until: Moment = None,
        as_of: Moment = None,
    ) -> StoryCard | None:
        """The story that holds this event or claim, with passages that tell it; None where there is none.

        What is asked for must be what was asked of `stories`: other claims, other stories.
        """
        from kroniek.api.stories import story  # noqa: PLC0415 - for this question only

        return story(self._store, id, query(actor=actor, other=other, since=since, until=until, as_of=as_of))

    def brief(
        self,
        *,
        about: str | None = None,
        since: Moment = None,
        until: Moment = None,
        period: str | None = None,
        as_of: Moment = None,
        language: str = "nl",
    ) -> Brief:
        """What articles published from `since` up to `until` tell about a party, in sentences with footnotes.

        `period` may take the place of the two: `day`, `week` or `month` up to `until` (the newest article where None),
        a month, or `FROM..TO`. Only what was published by `as_of` (the last day of the period where None) counts.
        `language` is nl or en.

        Raises `UsageError` for a period, date or language that does not exist.
        """
        from kroniek.api.brief import brief  # noqa: PLC0415 - for this question only

        return brief(
            self._store,
            overlay=self._settings.actors,
            about=about,
            since=since,
            until=until,
            period=period,
            as_of=as_of,
            language=language,
        )

    def retell(self, story: Story, *, as_of: Moment = None) -> StoryCard:
        """A story that `stories` gave, with passages that tell it; quicker than `story`, which looks for it again."""
        from kroniek.api.stories import card  # noqa: PLC0415 - for this question only

        return card(self._store, story, as_of=last_day(as_of))

    def documents(self) -> Iterator[StoredDocument]:
        """All documents in order of reading, one at a time."""
        return self._store.documents()

    def document(self, key: str, *, as_of: Moment = None) -> StoredDocument | None:
        """The document of this key (a bare id is its current version, or its newest by a day), None without one."""
        return self._store.document(key, as_of=last_day(as_of))

    def versions(self, key: str, *, as_of: Moment = None) -> tuple[StoredDocument, ...]:
        """All versions of the article that this document is one of, the oldest first; those published by a day."""
        found, day = self._store.document(key), last_day(as_of)
        if found is None:
            return ()
        base = found.document.id.removesuffix(f"@{found.version}") if found.version > 1 else found.document.id
        versions: list[StoredDocument] = []
        for number in count(1):
            version = self._store.document(f"{base}@{number}")
            if version is None:
                break
            published = version.document.published
            if day is None or (published and published.day <= day):
                versions.append(version)
        return tuple(versions)

    def actors(
        self, *, like: str | None = None, limit: int | None = None, as_of: Moment = None
    ) -> tuple[ActorCount, ...]:
        """Actors, the most frequent first; `like` asks for those whose name or alias holds these words.

        `as_of` counts what had been reported by a day.
        """
        return tuple(self._store.actors(like=like, limit=countable(limit, "limit"), as_of=last_day(as_of)))

    def who(self, name: str, *, on: Moment = None, as_of: Moment = None) -> Card:
        """Who somebody is on a day (today where None): offices, names, relations, and the claims up to that day.

        Raises `UsageError` where nobody of that name is known, or several are.
        """
        from kroniek.api.who import of_place, with_claims  # noqa: PLC0415 - loads the tables of actors

        told = self.card(name, on=on)
        found = self.claims(actor=name, until=told.on, as_of=as_of)
        if told.spot is not None:
            found = of_place(self.claims(place=told.name, until=told.on, as_of=as_of), found)
        return with_claims(told, found)

    def card(self, name: str, *, on: Moment = None) -> Card:
        """Like `who`, without the claims, of which there may be very many."""
        from kroniek.api.who import card, chronicle_card, said  # noqa: PLC0415 - loads the tables of actors
        from kroniek.lexicon.overlay import overlaid  # noqa: PLC0415 - likewise

        day = last_day(on) or datetime.now(UTC).date()
        with overlaid(self._settings.actors):
            told = card(name, on=day)
        if told is None and not self.claims(actor=name, until=day, limit=1):
            raise UsageError(f"Nobody called {said(name)} is known. Try a full name, or: kroniek actors --like NAME")
        return told or chronicle_card(self.actors(like=name, limit=1)[0], on=day)

    def actor(self, name: str) -> ActorName:
        """The one actor of this name or id. Raises `UsageError` where there is none, or several are called so."""
        found = self._store.named(name)
        if not found:
            raise UsageError(f"The chronicle holds nobody called {name!r}. Names stand in: kroniek actors")
        if len({one.group for one in found}) > 1:
            who = "; ".join(f"{one.id} is {one.name} ({one.country or 'no country'})" for one in found)
            raise UsageError(f"Several actors are called {name!r}: {who}. Give the id of one.")
        return found[0]

    def proposals(self) -> tuple[Proposal, ...]:
        """Actors that may be one by their names, the likeliest first; somebody has to decide (`merge`, `split`)."""
        return tuple(self._store.proposals())

    def events(self, **asked: Any) -> Events:
        """The events that the claims which answer what is `asked` (as of `claims`) are judged to tell of."""
        return Events.of(self.export(**asked))

    def identity(self) -> Callable[[Party], str]:
        """A function from a party to the id of the actor that it is taken for, by the judgements that stand."""
        from kroniek.api.identity import identities  # noqa: PLC0415 - loads the database libraries

        return identities(self._store)

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, made by the program or by people, withdrawn ones too."""
        return self._store.judgements()

    # -- deciding --------------------------------------------------------------------------------------------------

    def judge(self, judgement: Judgement) -> None:
        """Note a judgement, or withdraw it where it is `withdrawn`; what it names must be in the chronicle."""
        self._store.judge(judgement)

    def merge(self, first: str, second: str, *, by: str = "user", reason: str = "") -> Judgement:
        """Decide that two actors, by name or id, are one. `split` takes it back."""
        return self._store.merge_actors(self.actor(first).id, self.actor(second).id, by=by, reason=reason)

    def split(
        self, name: str, other: str | None = None, *, by: str = "user", reason: str = ""
    ) -> tuple[Judgement, ...]:
        """Decide that an actor, by name or id, is not one with another, or with any that he was joined with.

        The judgements that this withdrew; the program does not make them again. `merge` takes it back.
        """
        rest = self._member(other, but=None) if other is not None else None
        return self._store.split_actor(self._member(name, but=rest), rest, by=by, reason=reason)

    def add_name(self, actor: str, name: str, *, by: str = "user", reason: str = "") -> Judgement:
        """Decide that an actor, by name or id, has another name. `split` takes it back."""
        return self._store.add_name(self.actor(actor).id, name, by=by, reason=reason)

    def join_events(self, first: str, second: str, *, by: str = "user", reason: str = "") -> Judgement:
        """Decide that two events, by id or that of any claim, are one. `split_events` takes it back."""
        from kroniek.api.linking import join  # noqa: PLC0415 - for this question only

        return join(self._store, self._store, first, second, by=by, reason=reason)

    def split_events(
        self, claim: str, other: str | None = None, *, by: str = "user", reason: str = ""
    ) -> tuple[Judgement, ...]:
        """Decide that a claim, by id, does not tell of one event with another, or with any that it was joined with.

        The judgements that this withdrew; the program does not make them again. `join_events` takes it back.
        """
        from kroniek.api.linking import split  # noqa: PLC0415 - for this question only

        return split(self._store, self._store, claim, other, by=by, reason=reason)

    def rejoin(self, *, progress: Callable[[int, int], None] | None = None) -> Rejoined:
        """Judge anew, by today's rule, which claims tell of one event and what events have to do with each other.

        A chronicle keeps the joins of the version that kept its articles. What people decided stays. It takes one to
        two milliseconds for each claim; `progress` is told now and then how many were looked at, and of how many.
        """
        return self._store.rejoin(progress=progress)

    # -- saved questions ---------------------------------------------------------------------------------------------

    def saved(self) -> tuple[Saved, ...]:
        """The questions that were saved under a name, in order of name."""
        from kroniek.api.watching import saved  # noqa: PLC0415 - for this question only

        return saved(self._store)

    def save(
        self,
        name: str,
        *,
        alarm: str | Alarm | None = None,
        outlets: int = 1,
        days: int = 7,
        once_in: int = 100,
        counted: str | Counted = Counted.ALL,
        from_start: bool = False,
        **asked: Any,
    ) -> Saved:
        """Save a question under a name; with an `alarm` (`act`, `week`, `due`, `denial`) it is watched.

        `asked` are keywords of `claims`: actor, other, type, status, since, until, hedged, publisher, place; or
        `words`, as for `search`. `outlets`: from how many outlets on an act or denial counts; `days`: how long before
        its last day a promise does; `once_in`: how rare a week must be by chance (one in so many), of all acts or of
        those `counted` (`conflict`, `cooperation`). What was read before is not new, but `from_start`.

        Raises `UsageError` where the name is taken, or the question cannot be watched so.
        """
        from kroniek.api import watching  # noqa: PLC0415 - for this question only

        one = watching.named(
            name,
            watching.question(**asked),
            alarm=alarm,
            outlets=outlets,
            days=days,
            once_in=once_in,
            counted=counted,
        )
        return watching.save(self._store, one, from_start=from_start)

    def unsave(self, name: str) -> bool:
        """Forget a saved question with its alerts; False where there is none of this name."""
        from kroniek.api.watching import unsave  # noqa: PLC0415 - for this question only

        return unsave(self._store, name)

    # -- watching ----------------------------------------------------------------------------------------------------

    def watch(self, *, today: Moment = None, outlets: Sequence[str] = ()) -> tuple[Alert, ...]:
        """Look once at the saved questions that have an alarm; the alerts that are new, which are noted.

        `outlets` are the names of those that they are meant for (see `undelivered`): each gets what is noted from its
        first round on. `today` is the day from which promises are due. The same thing never gives two alerts.
        """
        from kroniek.api.alerting import watch  # noqa: PLC0415 - for this question only

        day = last_day(today) or datetime.now(UTC).date()
        return watch(self._store, self._store, today=day, outlets=outlets, overlay=self._settings.actors)

    def alerts(self, *, most: int | None = None) -> tuple[Alert, ...]:
        """The alerts that were noted, the newest first."""
        from kroniek.api.alerting import noted  # noqa: PLC0415 - for this question only

        return noted(self._store, most=most)

    def undelivered(self, outlet: str) -> tuple[tuple[Alert, Delivered], ...]:
        """The alerts that are meant for an outlet and have not arrived there for sure, with how far they came."""
        from kroniek.api.alerting import undelivered  # noqa: PLC0415 - for this question only

        return undelivered(self._store, outlet)

    def deliveries(self, alert: str) -> tuple[Delivered, ...]:
        """How far an alert, by id, came toward each outlet that it is meant for."""
        from kroniek.api.alerting import deliveries  # noqa: PLC0415 - for this question only

        return deliveries(self._store, alert)

    def begin_sending(self, told: Iterable[Delivered]) -> tuple[str, ...]:
        """Note that alerts are about to be sent; the ids of those that nobody else began to send meanwhile."""
        from kroniek.api.alerting import begin  # noqa: PLC0415 - for this question only

        return begin(self._store, told)

    def end_sending(self, alerts: Iterable[str], *, outlet: str, state: Delivery, reason: str = "") -> None:
        """Note what came of sending alerts, by id, to an outlet."""
        from kroniek.api.alerting import end  # noqa: PLC0415 - for this question only

        end(self._store, alerts, outlet=outlet, state=state, reason=reason)

    def remember_feed(self, state: FeedState) -> None:
        """Remember what the server of a watched feed said (see `kroniek.api.feeding`)."""
        from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

        self._store.change(saving.keep_feed, state)

    def measure_weeks(
        self, *, once_in: int = 100, most: int = 20, of: str | None = None, as_of: Moment = None
    ) -> tuple[PairMeasured, ...]:
        """How often the rule for an unusual week sounds on the past of pairs: those watched, and the busiest.

        With `of` that of the saved question of this name alone.
        """
        from kroniek.api.alerting import measure  # noqa: PLC0415 - for this question only

        day, overlay = last_day(as_of), self._settings.actors
        return measure(self._store, once_in=once_in, most=most, of=of, as_of=day, overlay=overlay)

    def alert_record(self, alert: Alert) -> dict[str, Any]:
        """An alert as plain values, with its claims: words, outlet and ids."""
        from kroniek.api.alerting import alert_record  # noqa: PLC0415 - for this question only

        return alert_record(self._store, alert)

    def _member(self, name: str, *, but: str | None) -> str:
        """The id of the one who bears this name himself, whoever he is judged to be."""
        found = [one for one in self._store.named(name) if one.id != but]
        if not found:
            raise UsageError(f"The chronicle holds nobody called {name!r}. Names stand in: kroniek actors")
        if len(found) > 1:
            who = "; ".join(f"{one.id} is {one.name} ({one.country or 'no country'})" for one in found)
            raise UsageError(f"Several actors are called {name!r}: {who}. Give the id of one.")
        return found[0].id

    # -- asking for words --------------------------------------------------------------------------------------------

    def search(  # noqa: PLR0913 - one keyword per thing that can be asked, all optional
        self,
        words: str,
        *,
        actor: str | None = None,
        other: str | None = None,
        type: str | EventType | Iterable[str | EventType] = (),  # noqa: A002 - the codebook's word
        status: str | Status | Iterable[str | Status] = (),
        publisher: str | None = None,
        place: str | None = None,
        since: Moment = None,
        until: Moment = None,
        as_of: Moment = None,
        limit: int = 20,
    ) -> tuple[Hit, ...]:
        """Passages that hold all these words, in whatever form, the best first; one for each article.

        *sanctie* also finds *sancties* and *oliesancties*; `onderhandel*` asks for words that begin so. The article
        was published from `since` up to `until`, by `publisher`, and has a claim that answers the other things asked,
        which mean what they mean for `claims`. `as_of` searches the articles that had been published by a day, in the
        version of that day.
        """
        if not words.strip():
            raise UsageError("There are no words to search for. Give one or more.")
        asked = query(
            actor=actor,
            other=other,
            type=type,
            status=status,
            publisher=publisher,
            place=place,
            since=since,
            until=until,
            as_of=as_of,
        )
        return tuple(self._store.search(words, limit=countable(limit, "limit") or 0, query=asked))

    def series(
        self,
        actor: str,
        other: str | None = None,
        *,
        since: Moment = None,
        until: Moment = None,
        grain: str | Grain = Grain.MONTH,
        directed: bool = False,
        everything: bool = False,
        as_of: Moment = None,
    ) -> Series:
        """How two parties dealt with each other, period by period (`day`, `week`, `month`, `quarter`, `year`).

        Without `other`, how `actor` dealt with anybody. With `directed` only what `actor` does to `other` counts. Every
        event counts once; what is planned, conditional, possible, denied or hedged counts only with `everything`.

        Raises `UsageError` for a grain or date that does not exist.
        """
        from kroniek.api.series import series  # noqa: PLC0415 - for this question only

        asked = query(actor=actor, other=other, since=since, until=until, as_of=as_of)
        return series(self._store, asked, grain=grain, directed=directed, everything=everything)

    def diff(self, first: Moment, second: Moment, *, actor: str | None = None) -> Changes:
        """What changed from the end of one day of report to the end of a later one, and why.

        With `actor` only claims in which this party takes part. Raises `UsageError` for days that do not follow.
        """
        from kroniek.api.changes import changes  # noqa: PLC0415 - for this question only

        return changes(self._store, last_day(first), last_day(second), actor=actor)

    def rejects(self) -> tuple[Rejected, ...]:
        """Sources that gave no document, in order of reading."""
        return tuple(self._store.rejects())

    def status(self, *, as_of: Moment = None) -> Counts:
        """How much the chronicle holds, or how much had been reported by a day; the digest is that of everything."""
        return self._store.counts(as_of=last_day(as_of))

    def export(self, *, expand_alliances: bool = False, **asked: Any) -> Iterator[StoredClaim]:
        """The claims that answer what is `asked` (as of `claims`; all where nothing is), in order of date.

        They come one at a time, however many there are. With `expand_alliances` the members of an alliance on the day
        of the act stand behind it as parties. `kroniek.api.records` makes claims JSON (`claim_record`) or flat rows
        (`row`).
        """
        found = self._store.claims(query(**asked))
        if not expand_alliances:
            return found
        from kroniek.api.alliances import expanded  # noqa: PLC0415 - loads the tables of countries

        return map(expanded, found)

    def records(self, *, expand_alliances: bool = False, **asked: Any) -> Iterator[dict[str, Any]]:
        """The claims of `export` as `Claims.to_records` gives them, one at a time."""
        return (records.claim_record(claim) for claim in self.export(expand_alliances=expand_alliances, **asked))

    def edition(
        self,
        name: str,
        target: str | os.PathLike[str] | None = None,
        *,
        as_of: Moment = None,
        texts: bool = False,
        authors: str | Iterable[str] = (),
        released: Moment = None,
    ) -> Edition:
        """Freeze the chronicle as a release that can be cited and verified: a folder, or a ZIP where `target` ends so.

        Without a `target` it is a folder of its name here. The same chronicle, name and version of Kroniek give the
        same bytes; `authors` and `released` (a day) stand in `CITATION.cff` alone, which the hash leaves out. `as_of`
        freezes what had been reported by a day. With `texts` the articles' texts are in it.

        Raises `UsageError` for a name or day that cannot be, and where the target exists.
        """
        from kroniek.api.editions import make  # noqa: PLC0415 - for this question only

        return make(
            self._store,
            name=name,
            target=Path(target) if target is not None else None,
            day=last_day(as_of),
            texts=texts,
            authors=(authors,) if isinstance(authors, str) else tuple(authors),
            released=whole_day(released),
        )

    def look(self, question: Callable[..., Answer], *given: Any, **named: Any) -> Answer:
        """The answer to a question about rows; `kroniek.api.browsing` has one function for each."""
        return self._store.look(question, *given, **named)

    def change(self, action: Callable[..., Answer], *given: Any, **named: Any) -> Answer:
        """Do one of the actions on rows that `kroniek.api.doubting` has functions for."""
        return self._store.change(action, *given, **named)

    # -- closing ---------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Close the database. Closing twice is allowed."""
        close, self._close = self._close, lambda: None
        close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_chronicle(
    db: str | os.PathLike[str] | None = None,
    *,
    read_only: bool = False,
    create: bool = True,
    settings: Settings | None = None,
) -> Chronicle:
    """Open a chronicle; as `kroniek.open` the way in for Python users.

    `db` is a path or a database URL (`postgresql://…`); None takes it from the settings (`KRONIEK_DB`, else
    `kroniek.db`). `read_only` opens it for asking only. `create` makes it where it does not exist yet.
    `settings` take the place of those of the environment.

    Raises `StoreError` where it cannot be opened: damaged, newer than this version, in use, or missing.
    """
    from kroniek.api.english import EnglishToo  # noqa: PLC0415 - likewise
    from kroniek.memory import open_store  # noqa: PLC0415 - loads the database libraries
    from kroniek.memory.gazetteer import LexiconGazetteer  # noqa: PLC0415 - likewise, and the lexicon

    settings = settings or settings_here(db=os.fspath(db) if db is not None else None)
    address = os.fspath(db) if db is not None else settings.db
    stack = ExitStack()
    store = stack.enter_context(
        open_store(
            address,
            read_only=read_only,
            create=create and not read_only,
            gazetteer=EnglishToo(LexiconGazetteer(settings.actors)),
        )
    )
    return Chronicle(store, settings=settings, close=stack.close)


def settings_here(**arguments: Any) -> Settings:
    """The settings of this environment, working folder and user; arguments that are not None go first."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is no home
    return load(environ=os.environ, folder=Path.cwd(), home=Path(home) if home != "~" else None, **arguments)
