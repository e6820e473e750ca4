"""Whether two texts are about one matter: the words that they share, and the deeds that both mean.

Words are compared by their keys (`lexicon.forms`: forms, parts of compounds), those that say who take part left out.
A deed is meant where a row of `deeds.toml` stands in the text. Left out: who acts, and when (`following`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kroniek.lexicon.forms import keys
from kroniek.memory.commitments.tables import Deed, Row, common, deeds, kinds, score
from kroniek.model.claim import Claim
from kroniek.strings.fold import folded_words

_SPAN = 14
"""Words within which a row of several words must stand: a Dutch clause with its verb at the end."""
_AFFIX = 5
"""Letters from which on a word within another is taken for a part of it (*graan* in *graanakkoord*)."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a text is about: its words in order, the keys of those that say something, the deeds it means."""

    words: tuple[str, ...]
    keys: frozenset[str]
    deeds: frozenset[str]


def matter(text: str) -> Matter:
    """What a text is about."""
    words = tuple(folded_words(text))
    return Matter(
        words=words,
        keys=frozenset(_keys(words)),
        deeds=frozenset(deed.name for deed in deeds() if any(stands(row, words) for row in deed.rows)),
    )


def _keys(words: Sequence[str]) -> Iterable[str]:
    none, _ = common()
    for word in words:
        if word not in none and len(word) > 1:
            yield keys(word)[0]


def stands(row: Row, words: Sequence[str]) -> bool:
    """Do all parts of a row stand near each other in the text, in any order?"""
    places = [[at for at, word in enumerate(words) if _fits(part, word)] for part in row]
    if not all(places):
        return False
    return len(row) == 1 or any(
        all(any(abs(at - first) <= _SPAN for at in own) for own in places[1:]) for first in places[0]
    )


def has_phrase(rows: Iterable[Row], words: Sequence[str]) -> bool:
    """Does one of these phrases stand in the text, its words next to each other or, of two, near each other?"""
    return any(_run(row, words) or (len(row) == 2 and stands(row, words)) for row in rows)  # noqa: PLR2004 - a verb and its part


def _run(row: Row, words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(row)]) == row for at in range(len(words) - len(row) + 1))


@lru_cache(maxsize=200_000)
def _fits(part: str, word: str) -> bool:
    bare = part.strip("*")
    if part.startswith("*") and part.endswith("*"):
        return bare.replace("*", "") in word if "*" not in bare else _in_order(bare.split("*"), word)
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
    """How much two texts share: the weights of the words of the first that the second has, `but` some left out."""
    none, weak = common()
    total = 0.0
    theirs = other.keys - _keys_of(but)
    for key in sorted(one.keys - _keys_of(but)):
        if key in none or not any(_is_one(key, their) for their in theirs):
            continue
        total += score("weak") if key in weak or key.isdigit() else score("rare")
    return total


def weight(one: Matter, *, but: frozenset[str] = frozenset()) -> float:
    """What a text shares with itself."""
    return shared(one, one, but=but)


@lru_cache(maxsize=10_000)
def _keys_of(words: frozenset[str]) -> frozenset[str]:
    return words | {keys(word)[0] for word in words}


@lru_cache(maxsize=500_000)
def _is_one(key: str, other: str) -> bool:
    if key == other:
        return True
    short, long = sorted((key, other), key=len)
    if len(short) >= _AFFIX and (long.startswith(short) or long.endswith(short)):
        return True
    return bool({key, *keys(key)[1:]} & {other, *keys(other)[1:]} - common()[0])


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
