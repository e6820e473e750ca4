"""By which keys a Dutch word is found: its stem, that of the word it is a form of, and of the parts of a compound.

`stem` of `kroniek.strings` knows endings; what no ending tells stands in two tables: `nl/search_forms.tsv` lists forms
with their dictionary form (*stemde*, *stemmen*; *riep*, *roepen*), and `nl/compound_parts.txt` nouns that end or begin
others (*oliesancties*, *wapenleverantie*). A compound is taken apart only where its end is such a noun; what stands
before it is a key only if it is one too. Keys serve finding and are never shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from kroniek.lexicon.load import read_lines, read_rows
from kroniek.strings.fold import fold
from kroniek.strings.stem import stem

LONGEST_CHARS = 40
"""Longer words are no compounds: addresses, hashes, a line without spaces."""

_HEAD_CHARS, _REST_CHARS = 5, 4
"""How long the end of a compound and what stands before it must be where only the end is known; a known beginning may
be shorter (*olie*) and so may the end behind it (*wet*)."""

_LINKS = ("", "s", "e", "en", "n")


def key(word: str) -> str:
    """The key of a folded word: the stem of the word that it is a form of."""
    return stem(_bases().get(word, word))


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
def _bases() -> Mapping[str, str]:
    return dict(read_rows("nl/search_forms.tsv", columns=2))  # type: ignore[arg-type]  # rows of two columns


@cache
def _nouns() -> Mapping[str, str]:
    """Every form of the nouns that compounds are made of, with its key."""
    from kroniek.lexicon.inflect import plurals  # noqa: PLC0415 - for compounds only

    found: dict[str, str] = {}
    for noun in map(fold, read_lines("nl/compound_parts.txt")):
        for form in (noun, *map(fold, plurals(noun))):
            found.setdefault(form, key(noun))
    return found


@cache
def _prefixes() -> frozenset[str]:
    """What looks like the beginning of a compound and makes a verb or its noun: *onderhandel*, *overmacht*."""
    return frozenset({"achter", "door", "over", "onder", "tegen", "voor", "weder", "mede", "wan", "samen", "terug"})
