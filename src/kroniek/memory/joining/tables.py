"""The tables of joining, read once when first asked for: `data/kinds.toml`, with origin and reasons there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kroniek.model.ontology import EventType, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Types by how near they are, classes of statuses, and sets of words; see the file."""

    near: dict[str, dict[str, float]]
    mutual_types: frozenset[str]
    mutual_modes: frozenset[str]
    modes_alike: tuple[frozenset[str], ...]
    classes: dict[Status, str]
    state: frozenset[str]
    cues: dict[str, frozenset[str]]
    times: frozenset[str]


def read(name: str) -> dict[str, Any]:
    """A TOML file of this room."""
    return tomllib.loads(files("kroniek.memory.joining").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def tables() -> Tables:
    """What `kinds.toml` says."""
    raw = read("kinds.toml")
    near: dict[str, dict[str, float]] = {one.value: {one.value: 1.0} for one in EventType}
    for one, others in raw["near"].items():
        for other, value in others.items():
            near[one][other] = near[other][one] = value
    return Tables(
        near=near,
        mutual_types=frozenset(raw["mutual"]["types"]),
        mutual_modes=frozenset(raw["mutual"]["modes"]),
        modes_alike=tuple(map(frozenset, raw["modes"]["alike"])),
        classes={Status(status): name for status, name in raw["classes"].items()},
        state=frozenset(raw["state"]["sectors"]),
        cues={kind: frozenset(words) for kind, words in read("links.toml")["words"].items()},
        times=frozenset(raw["time"]["words"]),
    )
