"""What one later claim says of one commitment: its condition came about, it was kept, broken, taken back; or doubt.

A claim moves a commitment only where the party fits, the deed fits, it was done after it was said, and the matter shows
in the words, the place, the day or the party to whom it is done. What fits in part is a doubt. Left out: in which state
a commitment is when the claim comes (`course`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto
from functools import cached_property

from kroniek.memory.commitments.making import Bound, Told
from kroniek.memory.commitments.matching import has_phrase, shared, tells
from kroniek.memory.commitments.sides import (
    Identity,
    any_same,
    is_named_in,
    is_state,
    own_identity,
    same_side,
    touches,
    words_for,
)
from kroniek.memory.commitments.tables import TAKING_BACK, Deed, ages, days, deeds, fits, phrases, score, types_for
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.ontology import EventType, Status
from kroniek.strings.fold import folded_words

DONE = frozenset({Status.HAPPENED, Status.ONGOING})
AHEAD = frozenset({Status.PLANNED, Status.CONDITIONAL, Status.POSSIBLE})
WORDS_ONLY = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN})
"""Acts of the word against another: they bring no condition about."""


class Kind(Enum):
    """What a claim says of a commitment."""

    CONDITION = auto()
    FELL_AWAY = auto()
    KEPT = auto()
    BROKEN = auto()
    WITHDRAWN = auto()
    DOUBT = auto()


@dataclass(frozen=True, slots=True)
class Signal:
    """What a claim says of a commitment, and why. `faint` counts only where the condition has come about."""

    kind: Kind
    told: Told
    reason: str
    faint: bool = False


@dataclass(frozen=True)
class Look:
    """One commitment and one later claim, side by side."""

    bound: Bound
    told: Told
    identity: Identity = own_identity

    @property
    def claim(self) -> Claim:
        """The later claim."""
        return self.told.claim

    @cached_property
    def score(self) -> float:
        """How much the words share, with a point for the place and one for the day where they fit, less for its age."""
        return self.in_words + self.in_time

    @cached_property
    def in_words(self) -> float:
        """The same without the day: to refuse something takes place on any day."""
        return shared(self.bound.content, self.told.matter, but=self.bound.names) + self.at_place - self.age

    @cached_property
    def age(self) -> float:
        """What must be shared more because it was long ago."""
        due = self.bound.due
        since = max(self.bound.said, due.day) if due is not None else self.bound.said
        return max((more for days_, more in ages() if self.told.day - since > timedelta(days=days_)), default=0.0)

    @property
    def at_place(self) -> float:
        """A rare word's worth where it took place at a place that the commitment names."""
        place = self.claim.place
        if place is None:
            return 0.0
        names = {word for word in folded_words(place.name) if word not in self.bound.names}
        return (
            score("rare") if names & set(self.bound.content.words) and not names & set(self.told.matter.words) else 0.0
        )

    @property
    def in_time(self) -> float:
        """A rare word's worth where it was done within days that were told for it."""
        when, due, start = self.claim.when, self.bound.due, self.bound.start
        if when is None or due is None or start is None or (due.day - start).days > days("window"):
            return 0.0
        slack = timedelta(days=days("slack"))
        return score("rare") if start - when.start <= slack and when.end - due.day <= slack else 0.0

    @cached_property
    def acts(self) -> bool:
        """Does whoever should do it act: of those who promise each other something, all?"""
        if self.bound.others or len(self.bound.doers) < 2:  # noqa: PLR2004 - each other
            return any_same(self.claim.actors, self.bound.doers, self.identity)
        present = (*self.claim.actors, *self.claim.recipients)
        return all(any_same([one], present, self.identity) for one in self.bound.doers)

    @cached_property
    def whom(self) -> tuple[Party, ...]:
        """To whom it is done: those acted upon, and those who act beside the doers."""
        beside = [one for one in self.claim.actors if not any_same([one], self.bound.doers, self.identity)]
        return (*self.claim.recipients, *beside)

    @cached_property
    def to_them(self) -> bool:
        """Is it done to whom it was said to be done?"""
        return bool(self.bound.others) and touches(self.whom, self.bound.others, self.identity)

    @cached_property
    def to_another(self) -> bool:
        """Is it done to somebody else, as far as is told?"""
        return bool(self.bound.others) and bool(self.whom) and not self.to_them

    @cached_property
    def soon(self) -> bool:
        """Within a season of the day on which it was said, or by its last day?"""
        return self.told.day - self.bound.said <= timedelta(days=days("season")) or (
            self.bound.due is not None and self.told.day - self.bound.due.day <= timedelta(days=days("grace"))
        )

    def shows(self, deed: Deed) -> bool:
        """Does it show that it is the same matter, where this deed is told?"""
        people_only = deed.persons and not any(is_state(one) for one in self.whom)
        if self.to_another and not people_only and self.score < score("other_recipient"):
            return False
        if deed.special:
            return self.score >= score("special") or (self.soon and (self.to_them or not self.bound.others))
        return self.score >= score("common")

    @cached_property
    def deed(self) -> Deed | None:
        """The deed of the commitment that the claim tells."""
        return next((deed for deed in self.bound.deeds if tells(self.claim, deed, self.told.matter)), None)

    @cached_property
    def carries_out(self) -> bool:
        """Does it tell the deed, and that it is the matter of the commitment?"""
        told = [deed for deed in self.bound.deeds if tells(self.claim, deed, self.told.matter)]
        if any(self.shows(deed) for deed in told):
            return True
        if not fits(self.claim, types_for("fulfilling", self.bound.type)):
            return False
        if self.bound.deeds and not any(fits(self.claim, deed.done) for deed in self.bound.deeds):
            return False
        return self.score >= score("unknown") + (score("rare") if self.to_another else 0.0)

    @property
    def place_in_time(self) -> str:
        """`after` it was said, `before`, or `unclear`."""
        if self.is_before:
            return "before"
        when = self.claim.when
        if when is not None:
            early = self.bound.said - when.start > timedelta(days=days("slack"))
            return "unclear" if early else "after"
        return "unclear" if has_phrase(phrases("earlier"), self.told.matter.words) else "after"

    @property
    def is_before(self) -> bool:
        """Was it surely done, or reported, before it was said?"""
        when = self.claim.when
        if when is not None:
            return when.end < self.bound.said
        first = self.bound.tellings[0].day
        return self.told.day < first or (self.told.day == first and not self.is_answer)

    @property
    def is_answer(self) -> bool:
        """A refusal in another article of the same day comes after what is refused."""
        return self.claim.type is EventType.REJECT and self.claim.document != self.bound.first.claim.document

    @property
    def by_the_other_side(self) -> bool:
        """Is it told only by those to whom it was promised?"""
        voice = next((one for one in self.claim.voices if not one.medium), None)
        if voice is None or self.bound.type is EventType.REQUEST:
            return False
        return any(same_side(voice.party, one, self.identity) for one in self.bound.others)

    @property
    def by_somebody_else(self) -> bool:
        """Is it told by somebody, and not by the party that is bound?"""
        voice = next((one for one in self.claim.voices if not one.medium), None)
        return voice is not None and not any(same_side(voice.party, one, self.identity) for one in self.bound.by)

    @property
    def is_past_due(self) -> bool:
        """Was it reported after the last day?"""
        due = self.bound.due
        return due is not None and not due.for_condition and self.told.day > due.day


def signals(look: Look) -> Iterator[Signal]:
    """What the claim says of the commitment; nothing where it is of another matter."""
    if look.is_before:
        return
    for one in [*_of_condition(look), *_of_content(look)]:
        if one.kind is Kind.DOUBT or look.place_in_time == "after":
            yield one
        else:
            yield Signal(Kind.DOUBT, look.told, "it may have been done before it was said")


# -- the condition ---------------------------------------------------------------------------------------------------


def decides(claim: Claim) -> bool:
    """Can a claim say that what something hangs on came about, or was refused?"""
    if claim.hedged:
        return False
    if claim.status is Status.DENIED:
        return True
    return claim.status in DONE and (claim.type is EventType.REJECT or claim.type not in WORDS_ONLY)


def _of_condition(look: Look) -> Iterator[Signal]:
    bound, claim = look.bound, look.claim
    condition = bound.condition
    if condition is None or not decides(claim) or not _is_up_to(look, claim.actors):
        return
    about = shared(condition, look.told.matter, but=bound.names | words_for(claim.actors)) - look.age
    wide = about + (shared(bound.content, look.told.matter, but=bound.names) if bound.unless else 0.0)
    told = [deed for deed in deeds() if deed.name in condition.deeds and tells(claim, deed, look.told.matter)]
    done = claim.status in DONE
    refused = (claim.type is EventType.REJECT and done) or claim.status is Status.DENIED
    if refused and (about >= score("common") or wide >= score("common") or (told and about >= score("special"))):
        if bound.unless:
            yield Signal(Kind.CONDITION, look.told, "what it hangs on was refused")
        else:
            yield Signal(Kind.DOUBT, look.told, "what it hangs on was refused")
        return
    if not done or claim.type in WORDS_ONLY:
        return
    if _comes_about(told, about):
        if bound.unless:
            yield Signal(Kind.FELL_AWAY, look.told, "what was asked was done")
        else:
            yield Signal(Kind.CONDITION, look.told, "what it hangs on came about")


def _comes_about(told: Sequence[Deed], about: float) -> bool:
    """Does the deed of a condition show in the words; where none is known for it, do the words alone?"""
    return about >= (score("special") if told else score("unknown"))


def _is_up_to(look: Look, actors: Sequence[Party]) -> bool:
    """Is it up to these whether the condition comes about: are they named in it, or nobody, and they are addressed?"""
    condition = look.bound.condition
    words = frozenset(condition.words) if condition else frozenset[str]()
    if any(is_named_in(one, words) for one in actors):
        return True
    addressed = has_phrase(phrases("addressee"), condition.words if condition else ())
    return addressed and any_same(actors, look.bound.to, look.identity)


# -- the content -----------------------------------------------------------------------------------------------------


def _of_content(look: Look) -> Iterator[Signal]:
    for kind, reason, faint in _readings(look):
        doubt = _why_doubtful(look, kind)
        yield Signal(Kind.DOUBT, look.told, doubt) if doubt else Signal(kind, look.told, reason, faint)
        return


def _readings(look: Look) -> Iterator[tuple[Kind, str, bool]]:
    """What the claim says of the content, the surest first."""
    if look.claim.status is Status.DENIED:
        yield from _denied(look)
    elif look.bound.negative:
        yield from _against_a_ban(look)
        yield from _taken_back(look)
    else:
        yield from _done(look)
        yield from _contrary(look)
        yield from _taken_back(look)


def _why_doubtful(look: Look, kind: Kind) -> str:
    """Why a claim that fits moves nothing; empty where it does."""
    claim = look.claim
    if claim.hedged:
        return "it is marked as unconfirmed"
    if claim.status in AHEAD and not (_grants(look) or kind is Kind.WITHDRAWN):
        return "it lies ahead"
    if kind is Kind.BROKEN and look.by_the_other_side:
        return "only the other side tells it"
    if kind is Kind.WITHDRAWN and look.by_somebody_else:
        return "only somebody else tells it"
    if kind is Kind.BROKEN and look.bound.tellings[0].claim.hedged:
        return "that it was said is itself unconfirmed"
    return ""


def _done(look: Look) -> Iterator[tuple[Kind, str, bool]]:
    granted = _grants(look)
    if not (granted or look.deed is not None or fits(look.claim, types_for("fulfilling", look.bound.type))):
        return
    if not look.acts:
        return
    if look.carries_out:
        yield Kind.KEPT, "it was done", False
    elif granted and look.told.day > look.bound.tellings[0].day and _shows_grant(look):
        yield Kind.KEPT, "it was granted", False
    elif look.deed is not None and look.to_them and look.soon and look.claim.status in DONE:
        yield Kind.KEPT, "it was done", True


def _grants(look: Look) -> bool:
    """Does somebody grant by word what was asked of him?"""
    granting = look.claim.type in {EventType.AGREE, EventType.CONCEDE} and look.claim.status is not Status.POSSIBLE
    return look.bound.type is EventType.REQUEST and granting and look.claim.status is not Status.CONDITIONAL


def _shows_grant(look: Look) -> bool:
    """Does what is granted show: the deed that was asked, or the matter well?"""
    same = look.bound.content.deeds & look.told.matter.deeds
    return look.score >= (score("common") if same and not look.to_another else score("granted"))


def _against_a_ban(look: Look) -> Iterator[tuple[Kind, str, bool]]:
    """What was promised or asked not to be done, and is."""
    if any_same(look.claim.actors, look.bound.doers, look.identity) and look.deed is not None and _in_term(look):
        near = look.to_them or look.score >= score("special")
        if near and look.claim.status in DONE:
            yield Kind.BROKEN, "what was not to be done was done", False


def _contrary(look: Look) -> Iterator[tuple[Kind, str, bool]]:
    """A deed against what was promised and is kept up."""
    claim = look.claim
    against = [deed for deed in look.bound.deeds if deed.lasting and fits(claim, deed.against)]
    if not against or not any_same(claim.actors, look.bound.doers, look.identity) or claim.status not in DONE:
        return
    partners = [one for one in look.bound.doers if not any_same([one], claim.actors, look.identity)]
    near = look.to_them or touches(look.whom, partners, look.identity) or look.score >= score("special")
    if _in_term(look) and (near if any(deed.special for deed in against) else look.score >= score("common")):
        yield Kind.BROKEN, "a deed against it was done", False


def _in_term(look: Look) -> bool:
    """Was it done while the commitment lasted?"""
    when = look.claim.when
    first = when.start if when else look.told.day
    start, due = look.bound.start, look.bound.due
    if start is not None and first < start:
        return False
    return due is None or first <= due.day or (start == due.day and not look.bound.negative)


def _denied(look: Look) -> Iterator[tuple[Kind, str, bool]]:
    """It is said not to have been done, or not to be going to be."""
    claim, bound = look.claim, look.bound
    if not any_same(claim.actors, bound.doers, look.identity):
        return
    same = claim.type is bound.type and any_same(claim.actors, bound.by, look.identity)
    if same and look.score >= score("withdrawing"):
        yield Kind.WITHDRAWN, "it is denied that it was said", False
        return
    if not look.carries_out and not (look.deed is not None and look.to_them):
        return
    if look.is_past_due:
        yield Kind.BROKEN, "its day came and it was not done", False
    elif not has_phrase(phrases("not_yet"), look.told.matter.words):
        if claim.when is not None and claim.when.end <= look.told.day and bound.due is None:
            yield Kind.BROKEN, "it was not done", False
        elif bound.type is EventType.REQUEST:
            yield Kind.BROKEN, "it was refused", False
        else:
            yield Kind.WITHDRAWN, "it is not going to be done", False


def _taken_back(look: Look) -> Iterator[tuple[Kind, str, bool]]:
    """A refusal by whoever is bound or asked, or a change of mind."""
    claim, bound = look.claim, look.bound
    if claim.status is Status.CONDITIONAL:
        return
    if bound.type is EventType.REQUEST and fits(claim, frozenset({"REJECT"})):
        if any_same(claim.actors, bound.to, look.identity) and _is_of_it(look):
            yield Kind.BROKEN, "it was refused", False
        return
    withdraws = fits(claim, types_for("withdrawing", bound.type))
    if not (withdraws or fits(claim, TAKING_BACK)) or not any_same(claim.actors, bound.by, look.identity):
        return
    back = has_phrase(phrases("taking_back"), look.told.matter.words)
    if not back and (bound.negative or (bound.type is EventType.THREATEN and claim.type is EventType.REJECT)):
        return
    if (withdraws or back) and _is_of_it(look):
        late = look.is_past_due and bound.type in {EventType.AGREE, EventType.CONCEDE}
        yield (
            (Kind.BROKEN, "its day came and it was refused", False)
            if late
            else (
                Kind.WITHDRAWN,
                "it was taken back",
                False,
            )
        )


def _is_of_it(look: Look) -> bool:
    """Is a refusal or a change of mind about this matter?"""
    if look.to_another and look.in_words < score("other_recipient"):
        return False
    against = any(fits(look.claim, deed.against) for deed in look.bound.deeds)
    if look.claim.type is EventType.SANCTION and not (against and look.to_them):
        return look.in_words >= score("sanction")
    least = score("special") if against and look.claim.type is EventType.REJECT else score("withdrawing")
    return look.in_words >= least


def accusation(look: Look) -> Signal | None:
    """Somebody says that a promise was broken: told beside it, moving nothing."""
    claim = look.claim
    if claim.type is not EventType.ACCUSE or claim.status not in DONE or look.place_in_time != "after":
        return None
    if any_same(claim.recipients, look.bound.doers, look.identity) and look.score >= score("common"):
        return Signal(Kind.DOUBT, look.told, "it is an accusation")
    return None
