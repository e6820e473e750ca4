"""A user's own persons and organisations, which win over the shipped tables.

A TOML file of `[[person]]` and `[[organisation]]` entries. An entry with the name of a shipped actor changes the fields
that it gives and leaves the others; a new name adds an actor. Invariant: an overlay holds where it is asked for
(`overlaid`) and nowhere else, so two readers in one process can have two; what is wrong in the file is told with its
place, and nothing of it is used. Left out: places and countries, which codes depend on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kroniek.errors import UsageError
from kroniek.lexicon.countries import countries
from kroniek.model.ontology import SECTORS, SPECIAL_COUNTRIES
from kroniek.strings.fold import fold

if TYPE_CHECKING:
    from kroniek.lexicon.actors import Actor

_CURRENT: ContextVar[str] = ContextVar("kroniek_overlay", default="")

_TEXTS = frozenset({"name", "country", "wikidata"})
_LISTS = frozenset({"sectors", "variants", "surname", "parties"})
_FLAGS = frozenset({"famous", "common", "medium"})
_FIELDS = _TEXTS | _LISTS | _FLAGS | {"offices"}
_KINDS = ("person", "organisation")


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


@cache
def own_holders(path: str) -> frozenset[str]:
    """The names of those whose offices the file tells: they go before others who held the same office that day."""
    return frozenset(entry["name"] for _, entry in _read(path) if entry.get("offices")) if path else frozenset()


def _read(path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    import tomllib  # noqa: PLC0415 - only who has such a file pays for reading it

    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The actors in {path} cannot be read: {error}. Mend the file, or unset `actors`.") from error
    if unknown := sorted(set(table) - set(_KINDS)):
        raise UsageError(f"{path}: there is no {', '.join(unknown)}; entries are [[person]] and [[organisation]].")
    for kind in _KINDS:
        yield from ((kind, entry) for entry in _entries(table.get(kind, []), kind, path))


def _entries(found: Any, kind: str, path: str) -> Iterator[dict[str, Any]]:
    """The entries of a kind, each of which is right and stands there once."""
    if not isinstance(found, list):
        raise UsageError(f"{path}: {kind} must be a list of entries: write [[{kind}]] above each.")
    places: dict[str, int] = {}
    for number, entry in enumerate(found, start=1):
        where = f"{path}, {kind} {number}"
        _check(entry, where=where)
        if before := places.get(fold(entry["name"])):
            raise UsageError(
                f"{where}: {entry['name']} stands there twice, also as {kind} {before}. Make one of the two."
            )
        places[fold(entry["name"])] = number
        yield entry


def _check(entry: Any, *, where: str) -> None:
    if not isinstance(entry, Mapping) or not str(entry.get("name", "")).strip():
        raise UsageError(f"{where}: an entry needs a name.")
    if unknown := sorted(set(entry) - _FIELDS):
        raise UsageError(f"{where}: there is no field {', '.join(unknown)}. Fields are {', '.join(sorted(_FIELDS))}.")
    kinds = ((_TEXTS, _is_text, "text"), (_LISTS, _is_texts, "a list of texts"), (_FLAGS, _is_flag, "true or false"))
    for names, is_right, said in kinds:
        if wrong := [name for name in sorted(names & set(entry)) if not is_right(entry[name])]:
            raise UsageError(f"{where}: {wrong[0]} must be {said}.")
    if wrong := sorted(set(entry.get("sectors", ())) - SECTORS):
        raise UsageError(f"{where}: there is no sector {wrong[0]}. Sectors are {', '.join(sorted(SECTORS))}.")
    _check_country(entry, where=where)
    _check_offices(entry.get("offices", []), where=where)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _check_country(entry: Mapping[str, Any], *, where: str) -> None:
    code = entry.get("country", "")
    if code and code not in SPECIAL_COUNTRIES and code not in {country.code for country in countries()}:
        raise UsageError(f"{where}: {code!r} is the code of no country. Give one of ISO 3166 (NLD) or of the codebook.")


def _check_offices(offices: Any, *, where: str) -> None:
    if not isinstance(offices, list):
        raise UsageError(f'{where}: offices must be a list: offices = [{{ title = "premier", since = "2024" }}].')
    for office in offices:
        if not isinstance(office, Mapping) or not office.get("title"):
            raise UsageError(f"{where}: an office needs a title; it may have since, until (ISO) and country.")
        if unknown := sorted(set(office) - {"title", "since", "until", "country"}):
            raise UsageError(f"{where}: an office has no field {', '.join(unknown)}.")
        _check_country(office, where=where)
        _check_term(office, where=where)


def _check_term(office: Mapping[str, Any], *, where: str) -> None:
    days = [str(office[name]) for name in ("since", "until") if office.get(name)]
    for day in days:
        if not _is_day(day):
            raise UsageError(f"{where}: {day!r} is no date. Write a day, month or year: 2024-01-31, 2024-01, 2024.")
    if len(days) > 1 and days[1] < days[0][: len(days[1])]:
        raise UsageError(f"{where}: {office['title']} ends ({days[1]}) before it begins ({days[0]}).")


def _is_day(text: str) -> bool:
    """Is it a day, month or year as the tables have them?"""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[: len("2024-01-31")])
    except ValueError:
        return False
    return True


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
