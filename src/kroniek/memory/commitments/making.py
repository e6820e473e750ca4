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
from kroniek.memory.commitments.sides import Identity, any_same, own_identity, touches, words_for
from kroniek.memory.commitments.tables import Deed, days, deeds, kinds, phrases, score, table, types_for
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.commitment import Deadline
from kroniek.model.ontology import EventType, Status
from kroniek.strings.fold import folded_words


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what it is about, read once.

    `signs` are what it can be known by without a closer look (see `matching.signs`).
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
    the words that say who takes part.
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
    about = matter(" ".join(evidence.quote.text for evidence in one.claim.evidence))
    place = folded_words(one.claim.place.name) if one.claim.place else ()
    return Told(one, about, day, signs(about) | frozenset(place) | kinds(one.claim))


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
    found: list[list[Told]] = []
    bounds: list[Bound] = []
    for one in _one_of_each_sentence([one for one in claims if binds(one.claim)], identity):
        at = next((at for at in range(len(bounds) - 1, -1, -1) if _is_again(bounds[at], one, identity)), None)
        if at is None:
            found.append([one])
            bounds.append(_bound([one]))
        else:
            found[at].append(one)
            bounds[at] = _bound(found[at])
    return bounds


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
    if one.day - bound.tellings[-1].day > timedelta(days=days("again")) or not any_same(
        claim.actors, bound.by, identity
    ):
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
        signs=_signs(content, condition, meant) - names,
    )


def _signs(content: Matter, condition: Matter | None, meant: Sequence[Deed]) -> frozenset[str]:
    """What a claim must have one of to be of this commitment: a word, a place, or a deed by its type."""
    found = signs(content) | frozenset(content.words)
    named = [*meant, *(deed for deed in deeds() if condition is not None and deed.name in condition.deeds)]
    if condition is not None:
        found |= signs(condition)
    return found.union(*(deed.done | deed.alone | deed.against for deed in named))


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
