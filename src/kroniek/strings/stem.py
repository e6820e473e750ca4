"""What a Dutch word has in common with its other forms: *sancties* and *sanctie*, *brieven* and *brief* have one stem.

Martin Porter's algorithm for Dutch (snowballstem.org) with what search needs beyond it: any double consonant at the end
is one (*stemmen*, *stem*), a final v or z is written f or s (*huizen*, *huis*), and a plural in -ies loses its s. A
stem is no word and is never shown. Forms that no ending tells (*stemde*, *riep*) are not known here; `lexicon.forms`
lists them. Words come in folded (`strings.fold`).
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWELS = "aeiouy"
_CONSONANT_Y = re.compile(r"(?<=[aeiouy])y|^y")
_CONSONANT_I = re.compile(r"(?<=[aeiouy])i(?=[aeiouy])")
_REGION = re.compile(r"[aeiouy][^aeiouy]")
_DOUBLE = re.compile(r"([bcdfgklmnprstz])\1$")
_DOUBLE_VOWEL = re.compile(r"(?<=[^aeiouy])(?:aa|ee|oo|uu)(?=[^aeiouyI]$)")
_IES = re.compile(r"(?<=[a-z]{2}[cnst]ie)s$")
SHORTEST = 3
"""Letters that always stand before what is taken away."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word; of a word with other letters than a–z, or of at most three, the word itself."""
    if len(word) <= SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    marked = _CONSONANT_I.sub("I", _CONSONANT_Y.sub("Y", word))
    first = _region(marked, 0)
    second = _region(marked, first)
    first = max(first, SHORTEST)
    marked = _IES.sub("", marked)
    marked = _plural(marked, first)
    marked, lost_e = _final_e(marked, first)
    marked = _heid(marked, first, second)
    marked = _derived(marked, first, second, lost_e=lost_e)
    marked = _DOUBLE_VOWEL.sub(lambda found: found[0][0], marked)
    return _devoiced(_undoubled(marked)).lower()


def _region(word: str, start: int) -> int:
    """Where the part begins that follows the first consonant after a vowel."""
    found = _REGION.search(word, start)
    return found.end() if found else len(word)


def _plural(word: str, first: int) -> str:
    if word.endswith("heden"):
        return word[:-5] + "heid" if len(word) - 5 >= first else word
    for ending in ("ene", "en"):
        if word.endswith(ending):
            return _without_en(word, ending, first)
    for ending in ("se", "s"):
        if word.endswith(ending):
            before = word[: -len(ending)]
            valid = len(before) >= first and before[-1] not in "aeiouyj"
            return before if valid else word
    return word


def _without_en(word: str, ending: str, first: int) -> str:
    before = word[: -len(ending)]
    valid = len(before) >= first and before[-1] not in _VOWELS and not before.endswith("gem")
    return _undoubled(before) if valid else word


def _final_e(word: str, first: int) -> tuple[str, bool]:
    if word.endswith("e") and len(word) - 1 >= first and word[-2] not in _VOWELS:
        return _undoubled(word[:-1]), True
    return word, False


def _heid(word: str, first: int, second: int) -> str:
    if word.endswith("heid") and len(word) - 4 >= second and word[-5] != "c":
        word = word[:-4]
        if word.endswith("en"):
            return _without_en(word, "en", first)
    return word


def _derived(word: str, first: int, second: int, *, lost_e: bool) -> str:
    """Without the endings that make one kind of word from another."""

    def inside(ending: str) -> bool:
        return word.endswith(ending) and len(word) - len(ending) >= second

    if inside("end") or inside("ing"):
        word = word[:-3]
        is_ig = word.endswith("ig") and len(word) - 2 >= second and word[-3] != "e"
        return word[:-2] if is_ig else _undoubled(word)
    if inside("ig") and word[-3] != "e":
        return word[:-2]
    if inside("lijk"):
        return _final_e(word[:-4], first)[0]
    if inside("baar"):
        return word[:-4]
    return word[:-3] if inside("bar") and lost_e else word


def _undoubled(word: str) -> str:
    return _DOUBLE.sub(r"\1", word)


def _devoiced(word: str) -> str:
    if len(word) > SHORTEST - 1 and word[-1] in "vz":
        return word[:-1] + ("f" if word[-1] == "v" else "s")
    return word
