"""What numbers count: the nouns and cues of `counted.toml`, read once when first asked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kroniek.errors import LexiconError
from kroniek.model.ontology import EventType, FigureKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What people are counted as where no word tells what befell them; `nouns` are those of whom that holds, or all."""

    key: FigureKey
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Nouns and what they make a number count; cues by their first word; None is a noun that needs a cue."""

    sure: Mapping[str, FigureKey | None]
    soft: Mapping[str, FigureKey | None]
    one: Mapping[str, FigureKey | None]
    people: frozenset[str]
    things: frozenset[str]
    between: frozenset[str]
    pronouns: frozenset[str]
    verbs: frozenset[str]
    clause_starts: frozenset[str]
    cues: Mapping[str, tuple[tuple[tuple[str, ...], FigureKey], ...]]
    parts: frozenset[tuple[str, ...]]
    aged: frozenset[str]
    totals: frozenset[tuple[str, ...]]
    tolls: Mapping[str, FigureKey]
    added: frozenset[str]
    results: frozenset[str]
    follows: frozenset[str]
    kinds: Mapping[EventType, frozenset[FigureKey]]
    outcome: Mapping[EventType, frozenset[FigureKey]]
    crowd: Mapping[EventType, Crowd]


def _crowd(about: Mapping[str, Any]) -> Crowd:
    return Crowd(key=FigureKey(about["key"]), nouns=frozenset(about.get("nouns", ())))


def _keys(table: Mapping[str, str], *, name: str) -> Mapping[str, FigureKey | None]:
    for noun, key in table.items():
        if key != "people" and key not in set(FigureKey):
            raise LexiconError(f"counted.toml, {name}, {noun!r}: {key!r} is no figure; choose from {sorted(FigureKey)}")
    return MappingProxyType({noun: None if key == "people" else FigureKey(key) for noun, key in table.items()})


def _by_type(table: Mapping[str, list[str]]) -> Mapping[EventType, frozenset[FigureKey]]:
    return MappingProxyType({EventType(name): frozenset(map(FigureKey, keys)) for name, keys in table.items()})


@lru_cache(maxsize=1)
def counted() -> Counted:
    """The tables of `counted.toml`."""
    table = tomllib.loads((files("kroniek.lexicon") / "data/nl/counted.toml").read_text(encoding="utf-8"))
    cues: dict[str, list[tuple[tuple[str, ...], FigureKey]]] = {}
    for key, phrases in table["cues"].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            cues.setdefault(words[0], []).append((words, FigureKey(key)))
    return Counted(
        sure=_keys(table["sure"], name="sure"),
        soft=_keys(table["soft"], name="soft"),
        one=_keys(table["one"], name="one"),
        people=frozenset(table["people"]),
        things=frozenset(table["things"]),
        between=frozenset(table["between"]),
        pronouns=frozenset(table["pronouns"]),
        verbs=frozenset(table["verbs"]),
        clause_starts=frozenset(table["clause_starts"]),
        cues=MappingProxyType({word: tuple(found) for word, found in cues.items()}),
        parts=frozenset(tuple(phrase.split()) for phrase in table["parts"]),
        aged=frozenset(table["aged"]),
        totals=frozenset(tuple(phrase.split()) for phrase in table["totals"]),
        tolls=MappingProxyType({noun: FigureKey(key) for noun, key in table["tolls"].items()}),
        added=frozenset(table["added"]),
        results=frozenset(table["results"]),
        follows=frozenset(table["follows"]),
        kinds=_by_type(table["kinds"]),
        outcome=_by_type(table["outcome"]),
        crowd=MappingProxyType({EventType(name): _crowd(about) for name, about in table["crowd"].items()}),
    )
