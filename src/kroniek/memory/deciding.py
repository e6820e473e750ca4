"""What people decide on actors: that two are one, that they are not, that one has another name.

A decision is a judgement like those that the program makes, with the name of whoever decided; it can be taken back, and
it goes before the program's. Proposals are made by comparing names; they are never decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from sqlalchemy import Connection, and_, insert, select

from kroniek.errors import UsageError
from kroniek.memory.actors import Gazetteer, actor_id
from kroniek.memory.judging import judgement_of, next_ordinal, standing
from kroniek.memory.keeping import note
from kroniek.memory.store import ActorCount, ActorName, Proposal
from kroniek.memory.tables import actors, judgements, members, names
from kroniek.model.actor import Party
from kroniek.model.judgement import Judgement, JudgementKind
from kroniek.strings.fold import fold

_ALIKE = 0.85
"""From this likeness on two whole names are proposed as spellings of one: *Sjoigoe* and *Sjojgoe*."""
_SURNAME = 0.6
"""The score of a proposal by the surname alone (*Lavrov* and *Sergej Lavrov*): one country, and still a guess."""
_WITHOUT = 0.8
"""The score of a proposal by the same name, where one article tells the country and another does not."""


def merges(connection: Connection, _: Gazetteer) -> tuple[Judgement, ...]:
    """The judgements that stand that two actors are one, in order of noting. A question for `SqlStore.look`."""
    kind = judgements.c.kind == JudgementKind.SAME_ACTOR.value
    query = select(judgements).where(kind, judgements.c.withdrawn.is_(False)).order_by(judgements.c.ordinal)
    return tuple(map(judgement_of, connection.execute(query)))


def named(connection: Connection, name: str) -> list[ActorName]:
    """The actors that bear exactly this name, or this id; case and accents do not count."""
    query = (
        select(actors.c.id, actors.c.name, actors.c.country, members.c.head)
        .join(names, names.c.actor == actors.c.id)
        .outerjoin(members, and_(members.c.kind == JudgementKind.SAME_ACTOR.value, members.c.member == actors.c.id))
        .where((names.c.folded == fold(name)) | (actors.c.id == name.strip()))
        .order_by(actors.c.ordinal)
    )
    found: dict[str, ActorName] = {}
    for row in connection.execute(query):
        found.setdefault(row.id, ActorName(id=row.id, name=row.name, country=row.country, group=row.head or row.id))
    return list(found.values())


def merge(connection: Connection, first: str, second: str, *, by: str, reason: str, at: str) -> Judgement:
    """Two actors are one. What said that they are not is withdrawn."""
    left, right = sorted((first, second))
    if left == right:
        raise UsageError(f"{first} is one actor already.")
    for old in standing(connection, JudgementKind.OTHER_ACTOR, left, right):
        note(connection, _withdrawn(old), at=at)
    judgement = Judgement(
        kind=JudgementKind.SAME_ACTOR, left=left, right=right, score=1.0, by=by, reason=reason, made_at=at
    )
    note(connection, judgement, at=at, renew=True)
    return judgement


def split(connection: Connection, id_: str, other: str | None, *, by: str, reason: str, at: str) -> list[Judgement]:
    """An actor is not one with another, or with any: what joined them is withdrawn and does not come back by itself."""
    joined = standing(connection, JudgementKind.SAME_ACTOR, id_, other)
    for old in joined:
        note(connection, _withdrawn(old), at=at)
        apart = Judgement(
            kind=JudgementKind.OTHER_ACTOR, left=old.left, right=old.right, score=1.0, by=by, reason=reason, made_at=at
        )
        note(connection, apart, at=at, renew=True)
    return joined


def add_name(connection: Connection, id_: str, name: str, *, by: str, reason: str, at: str) -> Judgement:
    """An actor has another name: a later article that uses it means him."""
    row = connection.execute(select(actors.c.name, actors.c.country).where(actors.c.id == id_)).one()
    party = Party(name=" ".join(name.split()), country=row.country)
    if not fold(party.name):
        raise UsageError("The name is empty. Give one.")
    if fold(party.name) == fold(row.name):
        raise UsageError(f"{row.name} bears that name already.")
    other = actor_id(party)
    if connection.scalar(select(actors.c.id).where(actors.c.id == other)) is None:
        fresh = {"id": other, "ordinal": next_ordinal(connection, actors.c.ordinal), "name": party.name}
        connection.execute(insert(actors).values(**fresh, country=party.country, wikidata=None))
        spelled = {"actor": other, "name": party.name, "folded": fold(party.name)}
        connection.execute(insert(names).values(**spelled, ordinal=next_ordinal(connection, names.c.ordinal)))
    return merge(connection, id_, other, by=by, reason=reason, at=at)


def proposals(connection: Connection, found: Sequence[ActorCount]) -> Iterator[Proposal]:
    """Pairs of actors that may be one, the likeliest first, that nobody has judged yet.

    Two of one country whose names are alike, or two of the same name of whom one has no country.
    """
    kinds = (JudgementKind.SAME_ACTOR.value, JudgementKind.OTHER_ACTOR.value)
    query = select(judgements.c.left, judgements.c.right).where(judgements.c.kind.in_(kinds))
    judged = {(row.left, row.right) for row in connection.execute(query)}
    by_country: dict[str, list[ActorCount]] = {}
    for actor in found:
        if actor.country:
            by_country.setdefault(actor.country, []).append(actor)
    pairs = [
        Proposal(first=first, second=second, score=score)
        for group in by_country.values()
        for first, second in combinations(group, 2)
        if (score := _likeness(first, second)) and tuple(sorted((first.id, second.id))) not in judged
    ]
    pairs += [
        Proposal(first=first, second=second, score=_WITHOUT)
        for first, second in _of_one_name(found)
        if tuple(sorted((first.id, second.id))) not in judged
    ]
    yield from sorted(pairs, key=lambda pair: (-pair.score, pair.first.name, pair.second.name))


def _of_one_name(found: Sequence[ActorCount]) -> Iterator[tuple[ActorCount, ActorCount]]:
    """Who has a country, with whom of the same name has none."""
    nowhere: dict[str, ActorCount] = {}
    for actor in found:
        if not actor.country:
            nowhere.update((fold(name), actor) for name in (actor.name, *actor.aliases))
    for actor in found:
        if actor.country:
            same = {
                nowhere[key].id: nowhere[key] for name in (actor.name, *actor.aliases) if (key := fold(name)) in nowhere
            }
            yield from ((actor, other) for other in same.values() if _may_be_one(actor, other))


def _may_be_one(first: ActorCount, second: ActorCount) -> bool:
    """Have they a sector in common, as far as both have any?"""
    return bool({*first.sectors} & {*second.sectors}) or not (first.sectors and second.sectors)


def _likeness(first: ActorCount, second: ActorCount) -> float:
    """How alike the names of two actors are; 0 where they are not proposed."""
    if not _may_be_one(first, second):
        return 0.0
    best = max(
        SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()
        for one in (first.name, *first.aliases)
        for other in (second.name, *second.aliases)
    )
    if best >= _ALIKE:
        return round(best, 3)
    alone = any(
        _is_surname_of(one, other) or _is_surname_of(other, one)
        for one in (first.name, *first.aliases)
        for other in (second.name, *second.aliases)
    )
    return _SURNAME if alone else 0.0


def _is_surname_of(one: str, other: str) -> bool:
    """Is a name of one word, with a capital, the last word of a longer one?"""
    words = fold(other).split()
    return one[:1].isupper() and " " not in one and len(words) > 1 and words[-1] == fold(one)


def _withdrawn(judgement: Judgement) -> Judgement:
    return Judgement(
        kind=judgement.kind,
        left=judgement.left,
        right=judgement.right,
        score=judgement.score,
        by=judgement.by,
        reason=judgement.reason,
        withdrawn=True,
    )
