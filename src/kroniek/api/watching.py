"""Questions under a name: saved, asked again, watched; and as JSON.

    chronicle.save("graanakkoord", actor="Rusland", other="Oekraïne", type="AGREE", alarm="act")

Left out: how an alert reaches somebody (`faces.watch`), and how feeds are asked for.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kroniek.api.asking import members, query
from kroniek.api.records import plain
from kroniek.errors import UsageError
from kroniek.memory.store import Query, View, Writer
from kroniek.model.watching import Alarm, Counted, Question, Saved

Json = dict[str, Any]

NAME_CHARS = 80
"""How long a name may be: it stands in lists and in the subject of a mail."""

MOST_DAYS = 3650
MOST_ONCE_IN = 100_000


_SHARED = ("actor", "other", "types", "statuses", "since", "until", "hedged", "publisher", "place")
_KEYWORDS = frozenset(_SHARED) - {"types", "statuses"} | {"type", "status"}


# -- saved questions ---------------------------------------------------------------------------------------------------


def saved(store: View) -> tuple[Saved, ...]:
    """All saved questions, by name."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    found: tuple[Saved, ...] = store.look(saving.find)
    return found


def save(store: Writer, one: Saved, *, from_start: bool = False) -> Saved:
    """Keep a question under its name."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    return store.change(saving.save, one, from_start=from_start)


def unsave(store: Writer, name: str) -> bool:
    """Forget a saved question with its alerts; False where there is none of this name."""
    from kroniek.memory import saving  # noqa: PLC0415 - loads the database libraries

    return store.change(saving.unsave, name)


def question(*, words: str | None = None, **asked: Any) -> Question:
    """The question of these words, and of keywords of `kroniek.api.asking.query` that a saved question can have.

    Raises `UsageError` for an unknown type or status, a bad date, or an empty question.
    """
    if foreign := asked.keys() - _KEYWORDS:
        raise UsageError(f"A saved question has no {', '.join(sorted(foreign))}. Leave that out.")
    said = words.strip() if words and words.strip() else None
    found = Question(words=said, **_shared(query(**asked)))
    if found == Question():
        raise UsageError("The question asks for nothing in particular. Give an actor, a type, a place, or words.")
    return found


def _shared(asked: Question | Query) -> dict[str, Any]:
    """What a saved question and the store's query have in common."""
    return {name: getattr(asked, name) for name in _SHARED}


def named(
    name: str,
    asked: Question,
    *,
    alarm: str | Alarm | None = None,
    outlets: int = 1,
    days: int = 7,
    once_in: int = 100,
    counted: str | Counted = Counted.ALL,
) -> Saved:
    """A question with its name and alarm. Raises `UsageError` for a name or threshold that cannot be."""
    kinds = members(Alarm, alarm, "alarm") if alarm is not None else ()
    acts = members(Counted, counted, "count")
    one = Saved(
        name=_name(name),
        question=asked,
        alarm=kinds[0] if kinds else None,
        outlets=_between(outlets, 1, 1000, "outlets"),
        days=_between(days, 0, MOST_DAYS, "days"),
        once_in=_between(once_in, 2, MOST_ONCE_IN, "once_in"),
        counted=acts[0],
    )
    if one.alarm is not None:
        _check_watched(one.alarm, asked)
    return one


def as_query(asked: Question, *, as_of: date | None = None) -> Query:
    """The store's query for a question; words are looked for by `search` and count nowhere here."""
    return Query(**_shared(asked), as_of=as_of)


def saved_record(one: Saved) -> Json:
    """A saved question as plain values."""
    record: Json = plain(one)
    return record


def _name(name: str) -> str:
    text = " ".join(name.split())
    if not text or len(text) > NAME_CHARS or not text.isprintable():
        raise UsageError(f"A name has 1 to {NAME_CHARS} characters that can be printed, and {name!r} does not.")
    return text


def _between(value: int, least: int, most: int, name: str) -> int:
    if not least <= value <= most:
        raise UsageError(f"{name} is {value}, but must be from {least} to {most}.")
    return value


def _check_watched(alarm: Alarm, asked: Question) -> None:
    """Raises `UsageError` where a question cannot be watched so."""
    if asked.words:
        raise UsageError("Words are for searching and cannot be watched. Give an actor, a type or a place.")
    if alarm is Alarm.WEEK and not (asked.actor and asked.other):
        raise UsageError("An unusual week is that of two parties: give actor and other.")
    unfit = [name for name in _UNUSED.get(alarm, ()) if getattr(asked, name)]
    if unfit:
        raise UsageError(f"The alarm {alarm.value} does not look at {', '.join(unfit)}. Leave that out.")


_UNUSED = {
    Alarm.WEEK: ("types", "statuses", "since", "until", "publisher", "place"),
    Alarm.DUE: ("statuses", "publisher", "place"),
}
"""What of a question an alarm has no use for; to ignore it silently would be worse than to refuse it."""
