"""Saved questions, the alerts that came of them, how far each came toward each outlet, and watched feeds, as rows.

An alert and the outlets that it is meant for are noted in one transaction, before anything is sent; sending is noted as
begun before it begins. So a process that dies anywhere leaves either an alert that still waits, or one of which it is
known that it may have arrived. Questions are JSON with the names of `model.watching`; what is at its default is left
out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from kroniek.errors import UsageError
from kroniek.memory.actors import Gazetteer
from kroniek.memory.tables import alerts, deliveries, documents, feeds, progress, rejects, saved
from kroniek.model.ontology import EventType, Status
from kroniek.model.watching import Alarm, Alert, Counted, Delivered, Delivery, FeedState, Question, Saved, Week

_OF_ROW = frozenset({"name", "after", "seen", "made_at"})
"""Fields of a saved question that are columns of their own."""

_OUTLET = "alerts for "
"""What a row of `progress` is called: up to which alert an outlet was told what it gets."""


# -- saved questions ---------------------------------------------------------------------------------------------------


def find(connection: Connection, _: Gazetteer) -> tuple[Saved, ...]:
    """All saved questions, by name."""
    return tuple(_saved(row) for row in connection.execute(select(saved).order_by(saved.c.name)))


def save(connection: Connection, at: str, one: Saved, *, from_start: bool = False) -> Saved:
    """Keep a question under its name. Raises `UsageError` where the name is taken.

    What is in the chronicle by now is not new to it, but `from_start`.
    """
    if connection.scalar(select(saved.c.name).where(saved.c.name == one.name)) is not None:
        raise UsageError(f"A question {one.name!r} is saved already. Choose another name, or remove that one first.")
    last = 0 if from_start else last_document(connection)
    kept = replace(one, after=last, seen=last, made_at=at)
    row = {"name": kept.name, "query": _json(_record(kept)), "made_at": at, "after": last, "seen": last}
    connection.execute(insert(saved), row)
    return kept


def unsave(connection: Connection, _: str, name: str) -> bool:
    """Forget a saved question with its alerts; False where there is none of this name."""
    gone = connection.execute(delete(saved).where(saved.c.name == name)).rowcount
    mine = select(alerts.c.id).where(alerts.c.name == name)
    connection.execute(delete(deliveries).where(deliveries.c.alert.in_(mine)))
    connection.execute(delete(alerts).where(alerts.c.name == name))
    return bool(gone)


def last_document(connection: Connection) -> int:
    """The number of the document that was kept last; 0 where there is none."""
    return int(connection.scalar(select(func.max(documents.c.ordinal))) or 0)


def _record(one: Saved) -> dict[str, Any]:
    """What stands in the column `query`: all that is not at its default."""
    question = {key: value for key, value in asdict(one.question).items() if value not in {None, ()}}
    plain = Saved(name="", question=Question())
    rest = {
        field.name: getattr(one, field.name)
        for field in fields(Saved)
        if field.name not in _OF_ROW | {"question"} and getattr(one, field.name) != getattr(plain, field.name)
    }
    return {"question": question, **rest}


def _saved(row: Any) -> Saved:
    record = json.loads(row.query)
    question = record.pop("question")
    question |= {key: date.fromisoformat(question[key]) for key in ("since", "until") if key in question}
    question["types"] = tuple(map(EventType, question.get("types", ())))
    question["statuses"] = tuple(map(Status, question.get("statuses", ())))
    alarm = Alarm(record.pop("alarm")) if "alarm" in record else None
    counted = Counted(record.pop("counted", Counted.ALL))
    return Saved(
        name=row.name,
        question=Question(**question),
        alarm=alarm,
        counted=counted,
        after=row.after,
        seen=row.seen,
        made_at=row.made_at,
        **record,
    )


def _json(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, default=str)


# -- alerts ------------------------------------------------------------------------------------------------------------


def note(
    connection: Connection, at: str, found: Sequence[Alert], *, outlets: Sequence[str], seen: int
) -> tuple[Alert, ...]:
    """Keep alerts, each once, and what is to go to these outlets; those that are new.

    An outlet gets all alerts that are noted from its first round on, also those of rounds in which it was not given: so
    whoever looks by hand takes nothing from the mail that goes out later. `seen` is the last document that was looked
    at.
    """
    known = _known(connection, [one.id for one in found])
    fresh = [replace(one, noted_at=at) for one in found if one.id not in known]
    last = _last_number(connection)
    for number, one in enumerate(fresh, last + 1):
        row = {"id": one.id, "ordinal": number, "name": one.name, "record": _json(asdict(one)), "noted_at": at}
        connection.execute(insert(alerts), row)
    for outlet in outlets:
        _send_to(connection, outlet, first=last, last=last + len(fresh), at=at)
    connection.execute(update(saved).where(saved.c.seen < seen).values(seen=seen))
    return tuple(fresh)


def _last_number(connection: Connection) -> int:
    """The highest number that an alert ever had: those of a removed question are gone, yet outlets know them."""
    kept = connection.scalar(select(func.max(alerts.c.ordinal))) or 0
    sent = connection.scalar(select(func.max(progress.c.value)).where(progress.c.name.startswith(_OUTLET))) or 0
    return max(int(kept), int(sent))


def _send_to(connection: Connection, outlet: str, *, first: int, last: int, at: str) -> None:
    """Let the alerts wait that an outlet was not yet told to get; an outlet that is new gets those after `first`."""
    name = f"{_OUTLET}{outlet}"
    told = connection.scalar(select(progress.c.value).where(progress.c.name == name))
    after = first if told is None else int(told)
    for id_ in connection.scalars(select(alerts.c.id).where(alerts.c.ordinal > after).order_by(alerts.c.ordinal)).all():
        row = {"outlet": outlet, "alert": id_, "state": Delivery.WAITING, "tries": 0, "reason": "", "changed_at": at}
        connection.execute(insert(deliveries), row)
    connection.execute(delete(progress).where(progress.c.name == name))
    connection.execute(insert(progress).values(name=name, value=last))


def _known(connection: Connection, ids: Sequence[str]) -> set[str]:
    return {one for id_ in ids for one in connection.scalars(select(alerts.c.id).where(alerts.c.id == id_))}


def noted(connection: Connection, _: Gazetteer, *, most: int | None = None) -> tuple[Alert, ...]:
    """The alerts that were noted, the newest first."""
    query = select(alerts.c.record).order_by(alerts.c.ordinal.desc())
    return tuple(map(_alert, connection.scalars(query if most is None else query.limit(most))))


def _alert(record: str) -> Alert:
    found = json.loads(record)
    week = found.pop("week")
    if week:
        days = {key: date.fromisoformat(week[key]) for key in ("start", "end")}
        week = Week(**week | days | {"counted": Counted(week["counted"])})
    day = date.fromisoformat(found["day"]) if found["day"] else None
    return Alert(**found | {"alarm": Alarm(found["alarm"]), "day": day, "claims": tuple(found["claims"]), "week": week})


# -- deliveries --------------------------------------------------------------------------------------------------------


def due(connection: Connection, _: Gazetteer, outlet: str) -> tuple[tuple[Alert, Delivered], ...]:
    """The alerts that are meant for an outlet and have not arrived for sure, the oldest first."""
    query = (
        select(alerts.c.record, deliveries)
        .join(alerts, alerts.c.id == deliveries.c.alert)
        .where(deliveries.c.outlet == outlet, deliveries.c.state != Delivery.DONE)
        .order_by(alerts.c.ordinal)
    )
    return tuple((_alert(row.record), _delivered(row)) for row in connection.execute(query))


def told(connection: Connection, _: Gazetteer, alert: str) -> tuple[Delivered, ...]:
    """How far an alert came toward each outlet."""
    query = select(deliveries).where(deliveries.c.alert == alert).order_by(deliveries.c.outlet)
    return tuple(map(_delivered, connection.execute(query)))


def begin(connection: Connection, at: str, told: Iterable[Delivered]) -> tuple[str, ...]:
    """Note that alerts are about to be sent; the ids of those that nobody else began to send meanwhile."""
    begun = []
    for one in told:
        mine = (
            deliveries.c.outlet == one.outlet,
            deliveries.c.alert == one.alert,
            deliveries.c.tries == one.tries,
            deliveries.c.state == one.state,
        )
        values = {"state": Delivery.BEGUN, "tries": one.tries + 1, "reason": "", "changed_at": at}
        if connection.execute(update(deliveries).where(*mine).values(values)).rowcount:
            begun.append(one.alert)
    return tuple(begun)


def end(connection: Connection, at: str, ids: Iterable[str], *, outlet: str, state: Delivery, reason: str = "") -> None:
    """Note what came of sending alerts to an outlet."""
    for id_ in ids:
        mine = (deliveries.c.outlet == outlet, deliveries.c.alert == id_)
        values = {"state": state, "reason": reason, "changed_at": at}
        connection.execute(update(deliveries).where(*mine).values(values))


def _delivered(row: Any) -> Delivered:
    return Delivered(alert=row.alert, outlet=row.outlet, state=Delivery(row.state), tries=row.tries, reason=row.reason)


# -- feeds -------------------------------------------------------------------------------------------------------------


def feed_state(connection: Connection, _: Gazetteer, address: str) -> FeedState:
    """What is remembered of a feed; nothing of one that was never asked for."""
    row = connection.execute(select(feeds).where(feeds.c.address == address)).one_or_none()
    if row is None:
        return FeedState(address=address)
    return FeedState(
        address=address,
        etag=row.etag,
        modified=row.modified,
        failures=row.failures,
        rest_until=datetime.fromisoformat(row.rest_until) if row.rest_until else None,
        asked_at=datetime.fromisoformat(row.asked_at) if row.asked_at else None,
    )


def keep_feed(connection: Connection, _: str, state: FeedState) -> None:
    """Remember what was learnt of a feed."""
    row = {
        "address": state.address,
        "etag": state.etag,
        "modified": state.modified,
        "failures": state.failures,
        "rest_until": state.rest_until.isoformat() if state.rest_until else "",
        "asked_at": state.asked_at.isoformat() if state.asked_at else "",
    }
    connection.execute(delete(feeds).where(feeds.c.address == state.address))
    connection.execute(insert(feeds), row)


def was_read(connection: Connection, _: Gazetteer, address: str, part: str) -> bool:
    """Was this part of a source read before, whether it gave a document or the reason why not?"""
    kept = select(documents.c.ordinal).where(documents.c.source_address == address, documents.c.source_part == part)
    rejected = select(rejects.c.ordinal).where(rejects.c.address == address, rejects.c.part == part)
    return any(connection.scalar(query.limit(1)) is not None for query in (kept, rejected))
