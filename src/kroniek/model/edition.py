"""A frozen release of a chronicle that can be cited and verified, and what is wrong with one that was changed.

The hash of an edition is that of its file `SHA256SUMS`, which holds the hashes of all its files but `CITATION.cff`: an
author, a day of release or a DOI can be added there later without a new edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionFacts:
    """What `edition.json` says of an edition.

    `kroniek` is the version of the program and `schema` that of the chronicle's tables. Articles published up to
    `as_of` count: the day that was asked for, or else that of the newest article. `chronicle` is the digest of the
    chronicle; None where a day was asked for, since the chronicle may hold more. `undated` counts articles without a
    day of publication. `counts` has the rows of each table; `coders`, `types` and `statuses` count claims, `publishers`
    (empty where not known) and `generations` articles.
    """

    name: str
    kroniek: str
    schema: str
    as_of: date | None
    chronicle: str | None
    first_published: date | None
    last_published: date | None
    undated: int
    texts: bool
    counts: Mapping[str, int]
    coders: Mapping[str, int]
    generations: Mapping[str, int]
    types: Mapping[str, int]
    statuses: Mapping[str, int]
    publishers: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition that was made: where it lies, its hash, and what it says of itself."""

    path: str
    sha256: str
    facts: EditionFacts


class Flaw(StrEnum):
    """What is wrong with a file of an edition."""

    CHANGED = "changed"  # its hash is not the one that is noted
    MISSING = "missing"  # it is noted, and not there
    EXTRA = "extra"  # it is there, and not noted
    UNREADABLE = "unreadable"  # it cannot be read
    CITATION = "citation"  # it names another hash than that of the edition, or none


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What came of looking at an edition: its hash as it is, how many files it has, what is wrong with which."""

    path: str
    sha256: str
    files: int
    flaws: tuple[tuple[str, Flaw], ...]
