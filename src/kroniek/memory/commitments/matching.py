"""Whether two texts are about one matter: the words that they share, and the deeds that both mean.

Words are compared by their keys (`lexicon.forms`: forms, parts of compounds), those that say who take part left out.
A deed is meant where a row of `deeds.toml` stands in the text. Left out: who acts, and when (`following`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kroniek.lexicon.forms import keys
from kroniek.memory.commitments.tables import Deed, Row, common, deeds, kinds, score
from kroniek.model.claim import Claim
from kroniek.strings.fold import folded_words

_SPAN = 14
"""Words within which a row of several words must stand: a Dutch clause with its verb at the end."""
_AFFIX = 5
"""Letters from which on a word at the head of another is taken for a part of it (*graan* in *graanakkoord*)."""
_VERB_AND_PART = 2
"""A row of two words is a verb and its part, or a verb and its object, which come apart."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text is about: its words in order, those that say something by their keys, the deeds it means.

    `keys` has for each key those by which it is known again: itself, the parts of a compound. `heads` are the longer
    keys by the letters at their head.
    """

    words: tuple[str, ...]
    keys: tuple[tuple[str, frozenset[str]], ...]
    known: frozenset[str]
    deeds: frozenset[str]
    heads: Mapping[str, tuple[str, ...]]


def matter(text: str) -> Matter:
    """What a text is about."""
    words = tuple(folded_words(text))
    none, _ = common()
    found = {keys(word)[0]: frozenset(keys(word)) - none for word in words if word not in none and len(word) > 1}
    told = tuple((key, parts) for key, parts in sorted(found.items()) if parts and key not in none)
    heads: dict[str, tuple[str, ...]] = {}
    for key, _ in told:
        if len(key) >= _AFFIX:
            heads[key[:_AFFIX]] = (*heads.get(key[:_AFFIX], ()), key)
    return Matter(
        words=words,
        keys=told,
        known=frozenset(part for _, parts in told for part in parts),
        deeds=deeds_in(words),
        heads=heads,
    )


def deeds_in(words: Sequence[str]) -> frozenset[str]:
    """The deeds that these words mean."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        for part in _parts_of(word):
            places.setdefault(part, []).append(at)
    rows = _rows_by_part()
    return frozenset(name for part in places for name, row in rows.get(part, ()) if _near(row, places))


@cache
def _rows_by_part() -> Mapping[str, Sequence[tuple[str, Row]]]:
    """The rows of all deeds by their first part."""
    found: dict[str, list[tuple[str, Row]]] = {}
    for deed in deeds():
        for row in deed.rows:
            found.setdefault(row[0], []).append((deed.name, row))
    return found


def _near(row: Row, places: Mapping[str, Sequence[int]]) -> bool:
    own = [places.get(part) for part in row]
    if not all(own):
        return False
    return len(row) == 1 or any(
        all(any(abs(at - first) <= _SPAN for at in later or ()) for later in own[1:]) for first in own[0] or ()
    )


@cache
def _parts() -> tuple[
    Mapping[int, Mapping[str, str]], Mapping[int, Mapping[str, str]], frozenset[str], tuple[str, ...]
]:
    """The parts of rows: beginnings and ends by their length, whole words, and all others."""
    beginnings: dict[int, dict[str, str]] = {}
    ends: dict[int, dict[str, str]] = {}
    whole, others = set[str](), set[str]()
    for part in {part for deed in deeds() for row in deed.rows for part in row}:
        bare = part.strip("*")
        if "*" not in part:
            whole.add(part)
        elif part == f"{bare}*" and "*" not in bare:
            beginnings.setdefault(len(bare), {})[bare] = part
        elif part == f"*{bare}" and "*" not in bare:
            ends.setdefault(len(bare), {})[bare] = part
        else:
            others.add(part)
    return beginnings, ends, frozenset(whole), tuple(sorted(others))


@lru_cache(maxsize=100_000)
def _parts_of(word: str) -> tuple[str, ...]:
    """The parts of rows that a word fits."""
    beginnings, ends, whole, others = _parts()
    found = [word] if word in whole else []
    found += [part for chars, parts in beginnings.items() if (part := parts.get(word[:chars]))]
    found += [part for chars, parts in ends.items() if (part := parts.get(word[-chars:]))]
    if _others().search(word):
        found += [part for part in others if _fits(part, word)]
    return tuple(found)


@cache
def _others() -> re.Pattern[str]:
    """What every word has that fits one of the other parts: most words have not, and need not be held beside each."""
    pieces = ([re.escape(piece) for piece in part.split("*") if piece] for part in _parts()[3])
    return re.compile("|".join(".*".join(found) for found in pieces) or "(?!)")


def stands(row: Row, words: Sequence[str]) -> bool:
    """Do all parts of a row stand near each other in the text, in any order?"""
    return _near(row, {part: [at for at, word in enumerate(words) if _fits(part, word)] for part in row})


def has_phrase(rows: Iterable[Row], words: Sequence[str]) -> bool:
    """Does one of these phrases stand in the text, its words next to each other or, of two, near each other?"""
    known = set(words)
    return any(
        (_run(row, words) or len(row) == _VERB_AND_PART) and (len(row) == 1 or stands(row, words))
        for row in rows
        if known.issuperset(row)
    )


def _run(row: Row, words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(row)]) == row for at in range(len(words) - len(row) + 1))


def _fits(part: str, word: str) -> bool:
    bare = part.strip("*")
    if part.startswith("*") and part.endswith("*"):
        return bare in word if "*" not in bare else _in_order(bare.split("*"), word)
    if part.startswith("*"):
        return word.endswith(bare)
    if part.endswith("*"):
        return word.startswith(bare)
    return word == bare


def _in_order(pieces: Sequence[str], word: str) -> bool:
    at = 0
    for piece in pieces:
        at = word.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def shared(one: Matter, other: Matter, *, but: frozenset[str] = frozenset()) -> float:
    """How much two texts share: the weights of the words of the first that the second has, `but` some left out.

    Words that many articles have say little, and many of them not much more: they count once together.
    """
    _, weak = common()
    left_out = _keys_of(but)
    rare, often = 0.0, 0.0
    for key, parts in one.keys:
        if key in left_out or not (parts & other.known or _begins_another(key, other)):
            continue
        if key in weak or key.isdigit():
            often = score("weak")
        else:
            rare += score("rare")
    return rare + often


def signs(one: Matter, *, but: frozenset[str] = frozenset()) -> frozenset[str]:
    """What a text can be known by without a closer look: where two texts share a word, they share one of these."""
    left_out = _keys_of(but)
    own = [(key, parts) for key, parts in one.keys if key not in left_out]
    return frozenset().union(*(parts for _, parts in own), (f"{key[:_AFFIX]}…" for key, _ in own if len(key) >= _AFFIX))


def weight(one: Matter, *, but: frozenset[str] = frozenset()) -> float:
    """What a text shares with itself."""
    return shared(one, one, but=but)


@lru_cache(maxsize=10_000)
def _keys_of(words: frozenset[str]) -> frozenset[str]:
    return words | {keys(word)[0] for word in words}


def _begins_another(key: str, other: Matter) -> bool:
    """Does a word begin one of the other text, or the other way round (*graan*, *graanakkoord*)?"""
    theirs = other.heads.get(key[:_AFFIX], ())  # of no key that is shorter
    return any(their.startswith(key) or key.startswith(their) for their in theirs)


def tells(claim: Claim, deed: Deed, told: Matter) -> bool:
    """Can this claim tell that the deed was done: by its type and mode alone, or with the words for it?"""
    own = kinds(claim)
    if own & deed.alone:
        return not (claim.modes and not _mode_fits(claim, deed))
    return bool(own & deed.done) and deed.name in told.deeds


def _mode_fits(claim: Claim, deed: Deed) -> bool:
    """A claim with modes tells a deed of that mode only, where the deed is one of some modes."""
    modes = {kind.partition("/")[2] for kind in deed.done if kind.startswith(f"{claim.type.value}/")}
    return not modes or bool(modes & set(claim.modes)) or claim.type.value in deed.alone
