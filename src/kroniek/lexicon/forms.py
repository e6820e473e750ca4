"""By which keys a Dutch word is found: its stem, that of the word it is a form of, and of the parts of a compound.

`stem` of `kroniek.strings` knows endings; what no ending tells stands in two tables: `nl/search_forms.tsv` lists forms
with their dictionary form (*stemde*, *stemmen*; *riep*, *roepen*), and `nl/search_parts.tsv` nouns that end or begin
others (*oliesancties*, *wapenleverantie*). A compound is taken apart only where its end is such a noun; what stands
before it is a key only if it is one too. Keys serve finding and are never shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from kroniek.lexicon.load import read_rows
from kroniek.strings.stem import stem

LONGEST_CHARS = 40
"""Longer words are no compounds: addresses, hashes, a line without spaces."""

_HEAD_CHARS, _REST_CHARS = 5, 4
"""How long the end of a compound and what stands before it must be where only the end is known; a known beginning may
be shorter (*olie*) and so may the end behind it (*wet*)."""

_LINKS = ("", "s", "e", "en", "n")


def key(word: str) -> str:
    """The key of a folded word: the stem of the word that it is a form of."""
    return _irregular().get(word) or stem(word)


@lru_cache(maxsize=1_000)
def needles(of: str) -> tuple[str, ...]:
    """Strings one of which every word holds that has this key, so that a text is looked through without stemming it.

    Endings alone are changed by a stem: at most its last letter, or two in *-heid*, is not the word's own.
    """
    sure = of[: -2 if of.endswith("heid") else -1] or of
    listed = [form for form in (*_forms().get(of, ()), *_part_forms().get(of, ())) if sure not in form]
    return (sure, *listed)


@lru_cache(maxsize=200_000)
def keys(word: str) -> tuple[str, ...]:
    """The keys of a folded word: its own first, then those of the parts of a compound."""
    own = key(word)
    return (own, *(part for part in _parts(word) if part != own))


def _parts(word: str) -> tuple[str, ...]:
    """The keys of the known nouns that a compound is made of, the last one first."""
    if not _HEAD_CHARS + 2 < len(word) <= LONGEST_CHARS or not word.isalpha():
        return ()
    known = _nouns()
    for cut in range(3, len(word) - 2):
        head = known.get(word[cut:])
        if head is None:
            continue
        beginning = _beginning(word[:cut])
        if beginning is not None:
            return (head, *beginning)
        if len(word) - cut >= _HEAD_CHARS and cut >= _REST_CHARS and word[:cut] not in _prefixes():
            return (head,)
    return ()


def _beginning(word: str) -> tuple[str, ...] | None:
    """The keys of what stands before the end, where it is known: one noun, or a compound itself."""
    known = _nouns()
    for link in _LINKS:
        bare = word.removesuffix(link) if link else word
        if (not link or word.endswith(link)) and bare in known:
            return (known[bare],)
    inner = _parts(word)
    return inner or None


@cache
def _irregular() -> Mapping[str, str]:
    """Forms that no ending tells, with the stem of their word."""
    return {row[0]: row[2] for row in read_rows("nl/search_forms.tsv", columns=3)}


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    return _turned(_irregular())


@cache
def _nouns() -> Mapping[str, str]:
    """Every form of the nouns that compounds are made of, with its key."""
    return {row[0]: row[1] for row in read_rows("nl/search_parts.tsv", columns=2)}


@cache
def _part_forms() -> Mapping[str, tuple[str, ...]]:
    return _turned(_nouns())


def _turned(table: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, key in table.items():
        found.setdefault(key, []).append(form)
    return {key: tuple(forms) for key, forms in found.items()}


@cache
def _prefixes() -> frozenset[str]:
    """What looks like the beginning of a compound and makes a verb or its noun: *onderhandel*, *overmacht*."""
    return frozenset({"achter", "door", "over", "onder", "tegen", "voor", "weder", "mede", "wan", "samen", "terug"})
