"""Which claims bind somebody, and which of them are one commitment told several times.

A claim binds where its type and status are those of `[binding]` and somebody is named who binds himself. Claims of one
event are one commitment, and so are two of one party that promise one thing in the same words soon after each other.
Left out: what became of it (`following`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kroniek.memory.commitments.deadlines import begins, deadline
from kroniek.memory.commitments.matching import Matter, deeds_in, has_phrase, matter, shared, signs, weight
from kroniek.memory.commitments.sides import Identity, any_same, near_keys, own_identity, touches, words_for
from kroniek.memory.commitments.tables import Deed, days, deeds, kinds, moving_kinds, phrases, score, table, types_for
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.commitment import Deadline
from kroniek.model.ontology import EventType, Status
from kroniek.strings.fold import folded_words


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what it is about, read once.

    `signs` are what it can be known by without a closer look: its words (see `matching.signs`), its kinds of act, alone
    and with each deed that its words can mean, and whether it denies.
    """

    stored: StoredClaim
    matter: Matter
    day: date
    signs: frozenset[str]

    @property
    def claim(self) -> Claim:
        """The claim."""
        return self.stored.claim


@dataclass(frozen=True, slots=True)
class Bound:
    """A commitment before anything became of it.

    `tellings` are the claims that tell it, in order of report; `condition` is what its condition is about; `names` are
    the words that say who takes part. `signs` are what a claim must have one of to be of it, `moving` the kinds of act
    that can move it.
    """

    tellings: tuple[Told, ...]
    content: Matter
    condition: Matter | None
    unless: bool
    negative: bool
    deeds: tuple[Deed, ...]
    names: frozenset[str]
    due: Deadline | None
    start: date | None
    signs: frozenset[str]
    moving: frozenset[str]

    @property
    def first(self) -> StoredClaim:
        """The claim that tells it first."""
        return self.tellings[0].stored

    @property
    def type(self) -> EventType:
        """The kind of commitment."""
        return self.first.claim.type

    @property
    def by(self) -> tuple[Party, ...]:
        """Who is bound."""
        return self.first.claim.actors

    @property
    def to(self) -> tuple[Party, ...]:
        """Towards whom; of a demand, who is asked."""
        return self.first.claim.recipients

    @property
    def said(self) -> date:
        """The day on which it was said: that of the words where it is told, else of the report."""
        when, day = self.first.claim.when, self.tellings[0].day
        if when is not None and self.first.claim.status is not Status.PLANNED and when.end <= day:
            return when.start
        return day

    @property
    def horizon(self) -> date:
        """The last day of report on which anything can still move it."""
        last = max(self.tellings[-1].day, self.due.day) if self.due else self.tellings[-1].day
        return last + timedelta(days=min(days("horizon"), (date.max - last).days))

    @property
    def doers(self) -> tuple[Party, ...]:
        """Whose deed carries it out: of a demand, who is asked."""
        return self.to if self.type is EventType.REQUEST else self.by

    @property
    def others(self) -> tuple[Party, ...]:
        """To whom the deed is done; where nobody is told, those who are bound to each other."""
        return self.by if self.type is EventType.REQUEST else self.to

    @property
    def lasting(self) -> bool:
        """Is it kept up, not done once?"""
        return self.negative or any(deed.lasting for deed in self.deeds)


def told(claims: Iterable[StoredClaim]) -> list[Told]:
    """Claims with what they are about, in order of report; without a day of report a claim can move nothing."""
    return sorted((_told(one, one.published) for one in claims if one.published is not None), key=_moment)


def _told(one: StoredClaim, day: date) -> Told:
    claim = one.claim
    about = matter(" ".join(evidence.quote.text for evidence in claim.evidence))
    place = [f"in {word}" for word in folded_words(claim.place.name)] if claim.place else ()
    acts = kinds(claim)
    told_ = {f"{kind} {deed}" for kind in acts for deed in about.deeds}
    denied = {f"denied {claim.type.value}"} if claim.status is Status.DENIED else set[str]()
    return Told(one, about, day, signs(about).union(place, acts, told_, denied))


def _moment(one: Told) -> tuple[date, date, str, int, str]:
    when = one.claim.when
    return one.day, when.start if when else one.day, one.claim.document, one.claim.evidence[0].quote.start, one.claim.id


def binds(claim: Claim) -> bool:
    """Does this claim tell that somebody binds himself, threatens, or demands something of somebody?"""
    if claim.type.value not in table("following.toml")["binding"] or claim.status.value not in types_for(
        "binding", claim.type
    ):
        return False
    return bool(claim.actors) and (claim.type is not EventType.REQUEST or bool(claim.recipients))


def commitments(claims: Sequence[Told], identity: Identity = own_identity) -> list[Bound]:
    """The commitments that claims tell, in order of first report."""
    kept = _Kept(identity)
    for one in _one_of_each_sentence([one for one in claims if binds(one.claim)], identity):
        kept.add(one)
    return kept.bounds


class _Kept:
    """The commitments that were found so far, by event, and those told lately by type and party."""

    def __init__(self, identity: Identity) -> None:
        self.bounds: list[Bound] = []
        self._identity = identity
        self._of_event: dict[str, dict[int, None]] = {}
        self._lately: dict[tuple[EventType, str], dict[int, None]] = {}

    def add(self, one: Told) -> None:
        """Add a claim to the commitment that it tells again, else as a new one."""
        at = next((at for at in self._near(one) if _is_again(self.bounds[at], one, self._identity)), None)
        if at is None:
            at = len(self.bounds)
            self.bounds.append(_bound([one]))
            self._of_event.setdefault(one.stored.event, {})[at] = None
        else:
            self.bounds[at] = _bound([*self.bounds[at].tellings, one])
        for key in self._keys(self.bounds[at].by):
            self._lately.setdefault((one.claim.type, key), {})[at] = None

    def _near(self, one: Told) -> list[int]:
        """Those of its event, and those of its party and type that were told lately, the newest first."""
        found = set(self._of_event.get(one.stored.event, ()))
        for key in self._keys(one.claim.actors):
            told_ = self._lately.get((one.claim.type, key), {})
            for at in [at for at in told_ if not _is_recent(self.bounds[at], one)]:
                del told_[at]
            found.update(told_)
        return sorted(found, reverse=True)

    def _keys(self, parties: Iterable[Party]) -> list[str]:
        return list(dict.fromkeys(key for party in parties for key in sorted(near_keys(party, self._identity))))


def _is_recent(bound: Bound, one: Told) -> bool:
    return one.day - bound.tellings[-1].day <= timedelta(days=days("again"))


def _one_of_each_sentence(claims: Sequence[Told], identity: Identity) -> Iterator[Told]:
    """Claims that bind, those left out that read a sentence of the same party a second time in another way."""
    by_words: dict[tuple[str, int, int], list[Told]] = {}
    for one in claims:
        quote = one.claim.evidence[0].quote
        by_words.setdefault((one.claim.document, quote.start, quote.end), []).append(one)
    for one in claims:
        quote = one.claim.evidence[0].quote
        rivals = by_words[one.claim.document, quote.start, quote.end]
        better = min(rivals, key=_reading)
        if (
            one is better
            or not any_same(one.claim.actors, better.claim.actors, identity)
            or one.claim.type is EventType.REQUEST
        ):
            yield one


def _reading(one: Told) -> int:
    """How well a claim reads its sentence, the best lowest: a threat with a word for it, a concession, a promise.

    A demand stands beside them.
    """
    threatens = has_phrase(phrases("threatening"), one.matter.words)
    order = {
        EventType.REQUEST: 9,
        EventType.THREATEN: 0 if threatens else 3,
        EventType.CONCEDE: 1,
        EventType.AGREE: 2,
    }
    return order[one.claim.type]


def is_put_off(one: Told) -> bool:
    """Does a claim say that something was put off?"""
    return has_phrase(phrases("put_off"), one.matter.words)


def _is_again(bound: Bound, one: Told, identity: Identity) -> bool:
    """Is the same commitment told again?"""
    claim = one.claim
    if claim.type is not bound.type:
        return False
    if one.stored.event == bound.first.event:
        return True
    if not _is_recent(bound, one) or not any_same(claim.actors, bound.by, identity):
        return False
    if bound.to and claim.recipients and not touches(claim.recipients, bound.to, identity):
        return False
    content = _content(one)
    common = set(content.deeds) & set(bound.content.deeds)
    if common and is_put_off(one) and any_same(claim.recipients, bound.to, identity):
        return True
    both = shared(content, bound.content, but=bound.names)
    least = min(weight(content, but=bound.names), weight(bound.content, but=bound.names))
    return both >= score("again") and both >= score("again_part") * least and _due_together(bound, one)


def _due_together(bound: Bound, one: Told) -> bool:
    """Not two acts on two days (a round of talks each week): one has no day, or they share one, or it was put off."""
    due = deadline(one.stored)
    return bound.due is None or due is None or due.day == bound.due.day or is_put_off(one)


def _content(one: Told) -> Matter:
    """What a claim is about, the words of its condition left out."""
    condition = one.claim.condition
    if condition is None:
        return one.matter
    return matter(" ".join(_without(evidence.quote.text, condition.text) for evidence in one.claim.evidence))


def _without(text: str, part: str) -> str:
    rest = text.replace(part, " ")
    return rest if rest.strip(" .,;“”‘’\"'") else text


def _bound(tellings: Sequence[Told]) -> Bound:
    first = tellings[0]
    claim = first.claim
    content = _content(first)
    condition = matter(claim.condition.text) if claim.condition else None
    meant = tuple(_deeds(claim, content))
    names = words_for((*claim.actors, *claim.recipients))
    refused = claim.type is not EventType.THREATEN and has_phrase(phrases("negative"), content.words)
    dated = [(one, due) for one in tellings if (due := deadline(one.stored)) is not None]
    last = next(reversed(dated), None)
    return Bound(
        tellings=tuple(tellings),
        content=content,
        condition=condition,
        unless=condition is not None and has_phrase(phrases("unless"), condition.words),
        negative=refused and any(deed.hostile for deed in meant),
        deeds=meant,
        names=names,
        due=last[1] if last else None,
        start=begins(last[0].stored) if last else None,
        signs=_signs(claim, [content, *([condition] if condition else [])], names, meant),
        moving=moving_kinds(claim.type).union(*(deed.done | deed.alone | deed.against for deed in meant)),
    )


def _signs(claim: Claim, about: Sequence[Matter], names: frozenset[str], meant: Sequence[Deed]) -> frozenset[str]:
    """What a claim must have one of to be of this commitment: a word, a place, or one of its deeds (see `Told`)."""
    content = about[0]
    found = set[str]().union(*(signs(one, but=names) for one in about))
    found |= {f"in {word}" for word in content.words if word not in names}
    for deed in meant:
        found |= deed.alone | {f"{kind} {deed.name}" for kind in deed.done}
        found |= deed.against if deed.lasting else set()
    if claim.type is EventType.REQUEST:
        found |= {f"{kind} {deed}" for kind in ("AGREE", "CONCEDE") for deed in content.deeds}
    if any(claim.type.value in deed.done | deed.alone | deed.against for deed in meant):
        found.add(f"denied {claim.type.value}")
    return frozenset(found)


def _deeds(claim: Claim, content: Matter) -> Iterator[Deed]:
    """The deeds that would carry it out: by the words of the act, else by all its words, else by a threat's modes.

    Nobody promises what is hostile, but not to do it; a threat is hostile where its words can be.
    """
    triggers = deeds_in(folded_words(" ".join(quote.text for one in claim.evidence for quote in one.triggers)))
    known = triggers & content.deeds or _before_topic(content)
    meant = [deed for deed in deeds() if deed.name in known]
    hostile, friendly = [deed for deed in meant if deed.hostile], [deed for deed in meant if not deed.hostile]
    if claim.type is EventType.THREATEN:
        yield from hostile or friendly or (deed for deed in deeds() if deed.modes & set(claim.modes))
    elif has_phrase(phrases("negative"), content.words):
        yield from hostile or friendly
    elif claim.type is EventType.REQUEST:
        yield from meant
    else:
        yield from friendly


def _before_topic(content: Matter) -> frozenset[str]:
    """The deeds of a text but those that are only talked about: *praten over een bestand* is a promise to talk."""
    if "talks" in content.deeds and "over" in content.words:
        before = deeds_in(content.words[: content.words.index("over")])
        return before if "talks" in before else content.deeds
    return content.deeds
