"""Who takes part in which claim, in order of time: one row for each actor and each country that acts or is acted upon.

A question for an actor, or for two, reads these rows and no others, in the order in which they are shown. `spots` has a
bit for each party that the row stands for, so that two rows of one claim tell whether they can be two parties: the
president of Russia is not *Russia with its president*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select, update

from kroniek.memory.actors import actor_id
from kroniek.memory.tables import claims, documents, parties, sides
from kroniek.model.claim import Claim

NO_DAY = date(9999, 12, 31)
"""The day of an act that has none and was published on none, so that it comes last."""

_HIGHEST_BIT = 31  # of the actors, and again of the recipients: what comes after shares it

ACTING = (1 << _HIGHEST_BIT) - 1
RECEIVING = ACTING << _HIGHEST_BIT
"""The bits of those who act, and of those who are acted upon."""


def rows(
    claim: Claim, *, ordinal: int, document: int, published: date | None, stands: bool = True
) -> Iterator[dict[str, Any]]:
    """The rows of a claim."""
    spots: dict[str, int] = {}
    for shift, side in ((0, claim.actors), (_HIGHEST_BIT, claim.recipients)):
        for position, party in enumerate(side):
            bit = 1 << (shift + min(position, _HIGHEST_BIT - 1))
            for who in (actor_id(party), party.country):
                if who:
                    spots[who] = spots.get(who, 0) | bit
    first = claim.when.start if claim.when else published
    last = claim.when.end if claim.when else published
    for who, bits in spots.items():
        yield {
            "who": who,
            "day": first or NO_DAY,
            "document": document,
            "start": claim.evidence[0].quote.start,
            "claim": ordinal,
            "last_day": last or NO_DAY,
            "spots": bits,
            "type": claim.type.value,
            "status": claim.status.value,
            "hedged": claim.hedged,
            "modes": " ".join(claim.modes),
            "published": published,
            "stands": stands,
        }


def two_parties(one: Any, other: Any) -> ColumnElement[bool]:
    """Rows of one claim that stand for two parties of it."""
    # The same single bit on both sides is one party; of anything else two can be chosen.
    several = one.c.spots.op("&")(one.c.spots - 1) != 0
    return and_(
        one.c.day == other.c.day,
        one.c.document == other.c.document,
        one.c.start == other.c.start,
        one.c.claim == other.c.claim,
        or_(one.c.spots != other.c.spots, several),
    )


_STEP_BACK = (
    update(sides)
    .where(
        sides.c.who == bindparam("its_who"),
        sides.c.day == bindparam("its_day"),
        sides.c.document == bindparam("its_document"),
        sides.c.start == bindparam("its_start"),
        sides.c.claim == bindparam("its_claim"),
    )
    .values(stands=False)
)


def step_back(connection: Connection, ordinals: Sequence[int]) -> None:
    """These claims no longer stand."""
    query = (
        select(
            claims.c.ordinal, claims.c.document, claims.c.start, claims.c.first_day, parties.c.actor, parties.c.country
        )
        .join(parties, parties.c.claim == claims.c.ordinal)
        .where(claims.c.ordinal.in_(ordinals), parties.c.role != "voice")
    )
    found = {
        (who, row.first_day or NO_DAY, row.document, row.start, row.ordinal)
        for row in connection.execute(query)
        for who in (row.actor, row.country)
        if who
    }
    names = ("its_who", "its_day", "its_document", "its_start", "its_claim")
    if found:
        connection.execute(_STEP_BACK, [dict(zip(names, key, strict=True)) for key in sorted(found)])


def of_documents(connection: Connection, ordinals: Sequence[int]) -> list[int]:
    """The claims of documents that no newer coding superseded: their numbers."""
    query = select(claims.c.ordinal).where(claims.c.document.in_(ordinals), claims.c.superseded.is_(None))
    return list(connection.scalars(query.order_by(claims.c.ordinal)))


def standing(connection: Connection, ordinals: Sequence[int]) -> list[int]:
    """Those of these claims that stand: of a current version, and not superseded."""
    query = select(claims.c.ordinal).join(documents, documents.c.ordinal == claims.c.document)
    query = query.where(claims.c.ordinal.in_(ordinals), claims.c.superseded.is_(None), documents.c.current.is_(True))
    return list(connection.scalars(query.order_by(claims.c.ordinal)))
