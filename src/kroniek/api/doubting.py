"""What people may decide on events, with the claims that it is about; and as JSON.

    for doubt in doubting.doubts(chronicle):
        print(doubt.judgement.reason, doubt.left.claim.evidence[0].quote.text)
    doubting.refuse(chronicle, doubt.judgement)

A decision bears the name of whoever took it, goes before what a program finds, and can be taken back. Nothing here says
which account is true: only whether two of them are about one event, or what events have to do with each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kroniek.api.records import claim_record, plain
from kroniek.memory import doubting as rows
from kroniek.memory.store import StoredClaim
from kroniek.model.judgement import LINKS, Judgement, JudgementKind

if TYPE_CHECKING:
    from kroniek.api.chronicle import Chronicle

Json = dict[str, Any]

SURE = {JudgementKind.SAME_EVENT: 0.95, **dict.fromkeys(LINKS, 0.8)}
"""From these scores on nobody is asked: joins are as good as certain, links rest on a rule that is seldom wrong."""

ASKED = 6
"""Doubts that are told at a time."""

DECIDED = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A join or link that people may confirm or refuse, or did, with the two claims that it names.

    `stands` says whether it is so now, whoever says so.
    """

    judgement: Judgement
    left: StoredClaim
    right: StoredClaim
    stands: bool = True


def doubts(chronicle: Chronicle, *, most: int = ASKED) -> tuple[Doubt, ...]:
    """What a program is least sure of: first joins, then links, each the least sure first."""
    found = [
        one
        for kinds in ((JudgementKind.SAME_EVENT,), LINKS)
        for one in chronicle.look(rows.doubtful, kinds=kinds, below=SURE[kinds[0]], most=most)
    ]
    return tuple(_told(chronicle, ((one, True) for one in found)))


def decided(chronicle: Chronicle, *, most: int = DECIDED) -> tuple[Doubt, ...]:
    """What people decided on events last, also what was taken back."""
    kinds = (JudgementKind.SAME_EVENT, JudgementKind.OTHER_EVENT, *LINKS)
    return tuple(_told(chronicle, chronicle.look(rows.decided, kinds=kinds, most=most)))


def by_people(judgement: Judgement) -> bool:
    """Was it judged by somebody, and not by a program?"""
    return judgement.by not in rows.PROGRAMS


def decided_on_actors(chronicle: Chronicle, *, most: int = DECIDED) -> tuple[Judgement, ...]:
    """What people decided on actors last, also what was taken back."""
    kinds = (JudgementKind.SAME_ACTOR, JudgementKind.OTHER_ACTOR)
    return tuple(judgement for judgement, _ in chronicle.look(rows.decided, kinds=kinds, most=most))


def grounds(
    chronicle: Chronicle, claim: str, *, as_of: date | None = None
) -> tuple[tuple[Judgement, ...], tuple[Doubt, ...]]:
    """What holds the event of a claim together, and the claims that somebody keeps out of it."""
    holding, parting = chronicle.look(rows.grounds, claim, as_of)
    return holding, tuple(_told(chronicle, ((one, True) for one in parting)))


def claims(chronicle: Chronicle, ids: Iterable[str], *, as_of: date | None = None) -> dict[str, StoredClaim]:
    """The claims of these ids, by id; those that no longer stand, or did not yet, are left out."""
    return chronicle.look(rows.claims_of, ids, as_of)


def confirm(chronicle: Chronicle, kind: JudgementKind, left: str, right: str, *, by: str = "user") -> None:
    """Say that a join or link is right."""
    chronicle.change(rows.confirm, _by(kind, left, right, by))


def refuse(chronicle: Chronicle, kind: JudgementKind, left: str, right: str, *, by: str = "user") -> None:
    """Say that a join or link is wrong."""
    chronicle.change(rows.refuse, _by(kind, left, right, by))


def take_back(chronicle: Chronicle, kind: JudgementKind, left: str, right: str, *, by: str = "user") -> None:
    """Take back what somebody said."""
    chronicle.change(rows.take_back, _by(kind, left, right, by))


def _by(kind: JudgementKind, left: str, right: str, by: str) -> Judgement:
    return Judgement(kind=kind, left=left, right=right, score=1.0, by=by, reason="")


def _told(chronicle: Chronicle, judged: Iterable[tuple[Judgement, bool]]) -> Iterator[Doubt]:
    """With their claims; those of which a claim no longer stands are left out."""
    both = list(judged)
    named = claims(chronicle, [id_ for one, _ in both for id_ in (one.left, one.right)])
    for one, stands in both:
        if one.left in named and one.right in named:
            yield Doubt(judgement=one, left=named[one.left], right=named[one.right], stands=stands)


def doubt_record(doubt: Doubt) -> Json:
    """A doubt or decision as JSON."""
    return {
        "judgement": judgement_record(doubt.judgement),
        "stands": doubt.stands,
        "left": claim_record(doubt.left),
        "right": claim_record(doubt.right),
    }


def judgement_record(judgement: Judgement) -> Json:
    """A judgement as JSON, without clock times, which count nowhere."""
    return {name: value for name, value in plain(judgement).items() if not name.endswith("_at")}
