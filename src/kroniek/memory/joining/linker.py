"""What is decided for the claims of one document: which join an event that is there, and why.

A claim meets those that share a key, earlier ones only; the likeliest pair goes first. It joins an event as a whole or
not at all: the nearest claim must be near enough, the mean of all too, and none may speak against it, so that a chain of
small steps does not lead from one event to another. Two events become one where all their claims fit. An event holds
one claim of an article. What somebody decided (`Shelf.kept_apart`) goes before. What is decided depends on the order
of keeping alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kroniek.memory.joining import scoring
from kroniek.memory.joining.telling import Told
from kroniek.model.judgement import Judgement, JudgementKind

BY = "joining-2"
"""The author of the judgements that are made here, and by `links`: another name for every other rule."""

FORMER = frozenset({"joining-1"})
"""The names of earlier rules, whose judgements stand until all is joined anew."""

TORN = 0.7
"""A claim that fits another event this part as well as the best one, where both events are not one, joins neither."""

SEEN = 10
"""Claims of a large event that are compared: the first half and the last half of so many."""


@dataclass(frozen=True, slots=True)
class Company:
    """The claims that are one event now: ids, articles, and those that are compared, in order of keeping."""

    ids: frozenset[str]
    bases: frozenset[str]
    some: tuple[Told, ...]

    @property
    def first(self) -> Told:
        """The claim that was kept first."""
        return self.some[0]


def alone(told: Told) -> Company:
    """The event of one claim."""
    return Company(frozenset((told.id,)), frozenset((told.base,)), (told,))


class Shelf(Protocol):
    """What is kept already. Judgements that `joined` gave are noted before it is asked again."""

    def event(self, told: Told) -> Company:
        """The claims that are one event with this one now, itself included."""

    def kept_apart(self, one: Company, other: Company) -> bool:
        """Did somebody decide that a claim of the one and a claim of the other are two events?"""


def joined(new: Sequence[Told], shelf: Shelf, *, met: Mapping[str, Sequence[Told]]) -> Iterator[Judgement]:
    """The judgements that claims of one document tell of the same event as earlier ones; `met` is whom each meets."""
    pairs = [
        (-value, one.number, other.number, one, other)
        for one in new
        for other in met[one.id]
        if scoring.may_be_one(one, other)
        and (value := scoring.score(one, other, least=(least := scoring.enough(one, other)))) >= least
    ]
    ranked = [(-negative, one, other) for negative, _, _, one, other in sorted(pairs, key=lambda pair: pair[:3])]
    for value, one, other in ranked:
        mine, theirs = shelf.event(one), shelf.event(other)
        if one.id in theirs.ids or not fits(mine, theirs) or shelf.kept_apart(mine, theirs):
            continue
        rivals = [rival for near, its, rival in ranked if its.id == one.id and near >= value * TORN]
        if _is_torn(one, theirs, [shelf.event(rival) for rival in rivals if rival.id not in theirs.ids]):
            continue
        yield judged(one, other)
        first = theirs.first
        if first.id == other.id or not scoring.may_be_one(one, first):
            continue
        if scoring.score(one, first) >= scoring.enough(one, first):
            yield judged(one, first)


def _is_torn(one: Told, theirs: Company, others: Sequence[Company]) -> bool:
    """Is there another event that the claim fits about as well, and that is not this one?"""
    return any(one.id not in other.ids and fits(alone(one), other) and not fits(theirs, other) for other in others)


def fits(mine: Company, theirs: Company) -> bool:
    """May two events be one: no article twice, in the mean near, and no two claims against it?"""
    if mine.bases & theirs.bases:
        return False
    given = scoring.weights(mine.first, theirs.first)
    scores: list[float] = []
    for one in mine.some:
        for other in theirs.some:
            if not scoring.may_be_one(one, other):
                return False
            scores.append(scoring.score(one, other))
    return min(scores) >= given.least and sum(scores) / len(scores) >= given.mean


def judged(one: Told, other: Told) -> Judgement:
    """The judgement that two claims tell of one event."""
    left, right = sorted((one.id, other.id))
    return Judgement(
        kind=JudgementKind.SAME_EVENT,
        left=left,
        right=right,
        score=scoring.score(one, other),
        by=BY,
        reason=scoring.reason(one, other),
    )
