"""A user's own persons and organisations, which win over the shipped tables.

A TOML file of `[[person]]` and `[[organisation]]` entries. An entry with the name of a shipped actor changes the fields
that it gives and leaves the others; a new name adds an actor. Invariant: an overlay holds where it is asked for
(`overlaid`) and nowhere else, so two readers in one process can have two; what is wrong in the file is told with its
place, and nothing of it is used. Left out: places and countries, which codes depend on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kroniek.errors import UsageError

if TYPE_CHECKING:
    from kroniek.lexicon.actors import Actor

_CURRENT: ContextVar[str] = ContextVar("kroniek_overlay", default="")

_TEXTS = frozenset({"name", "country", "wikidata"})
_LISTS = frozenset({"sectors", "variants", "surname", "parties"})
_FLAGS = frozenset({"famous", "common", "medium"})
_FIELDS = _TEXTS | _LISTS | _FLAGS | {"offices"}


def current() -> str:
    """The path of the overlay that holds here; "" where there is none."""
    return _CURRENT.get()


@contextmanager
def overlaid(path: str) -> Iterator[None]:
    """Let the overlay of this file hold inside; "" for none."""
    token = _CURRENT.set(path)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def laid_over(shipped: Iterable[Actor], path: str) -> tuple[Actor, ...]:
    """The shipped actors with those of the file: changed ones in their place, new ones first."""
    entries = {(kind, str(entry["name"])): entry for kind, entry in _read(path)}
    changed = [
        _changed(actor, entries.pop((actor.kind.value, actor.name)))
        if (actor.kind.value, actor.name) in entries
        else actor
        for actor in shipped
    ]
    return (*(_made(kind, entry) for (kind, _), entry in entries.items()), *changed)


def _read(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    import tomllib  # noqa: PLC0415 - only who has such a file pays for reading it

    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The actors in {path} cannot be read: {error}. Mend the file, or unset `actors`.") from error
    if unknown := sorted(set(table) - {"person", "organisation"}):
        raise UsageError(f"{path}: there is no {', '.join(unknown)}; entries are [[person]] and [[organisation]].")
    for kind in ("person", "organisation"):
        for number, entry in enumerate(table.get(kind, ()), start=1):
            _check(entry, where=f"{path}, {kind} {number}")
            yield kind, entry


def _check(entry: Mapping[str, Any], *, where: str) -> None:
    if not isinstance(entry, Mapping) or not str(entry.get("name", "")).strip():
        raise UsageError(f"{where}: an entry needs a name.")
    if unknown := sorted(set(entry) - _FIELDS):
        raise UsageError(f"{where}: there is no field {', '.join(unknown)}. Fields are {', '.join(sorted(_FIELDS))}.")
    kinds = ((_TEXTS, str, "text"), (_LISTS, list, "a list"), (_FLAGS, bool, "true or false"))
    for names, kind, said in kinds:
        if wrong := [name for name in sorted(names & set(entry)) if not isinstance(entry[name], kind)]:
            raise UsageError(f"{where}: {wrong[0]} must be {said}.")
    for office in entry.get("offices", ()):
        if not isinstance(office, Mapping) or not office.get("title"):
            raise UsageError(f"{where}: an office needs a title; it may have since, until (ISO) and country.")
        if unknown := sorted(set(office) - {"title", "since", "until", "country"}):
            raise UsageError(f"{where}: an office has no field {', '.join(unknown)}.")


def _fields(entry: Mapping[str, Any]) -> dict[str, Any]:
    from kroniek.lexicon.actors import Office  # noqa: PLC0415 - the tables read this file

    fields: dict[str, Any] = {name: entry[name] for name in (_TEXTS | _FLAGS) & set(entry)}
    fields |= {name: tuple(str(value) for value in entry[name]) for name in _LISTS & set(entry)}
    if "offices" in entry:
        fields["offices"] = tuple(
            Office(**{name: str(value) for name, value in office.items()}) for office in entry["offices"]
        )
    return fields


def _changed(actor: Actor, entry: Mapping[str, Any]) -> Actor:
    fields = _fields(entry)
    if "surname" in fields:  # what the user says of a surname is sure
        fields["doubtful_surname"] = ()
    if "variants" in fields:
        fields["variants"] = tuple(dict.fromkeys((*actor.variants, *fields["variants"])))
    return replace(actor, **fields)


def _made(kind: str, entry: Mapping[str, Any]) -> Actor:
    from kroniek.lexicon.actors import Actor, ActorKind  # noqa: PLC0415 - the tables read this file

    return Actor(**{"kind": ActorKind(kind), "country": None} | _fields(entry))
