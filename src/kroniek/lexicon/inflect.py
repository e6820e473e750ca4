"""All forms of a Dutch verb, noun or adjective from its dictionary form.

Regular words follow the spelling rules (vowel and consonant doubling, v/f and z/s, *'t kofschip*); strong and other
irregular verbs come from `irregular_verbs.tsv` with their principal parts, and a verb with a prefix follows its base
(*verbreken* like *breken*). A separable verb is inflected as its base; its particle is kept apart, because the two
part company in a sentence (*wijst ... uit*, *uit te wijzen*, *uitwijst*).

Left out: which form a word has in a given sentence (`coding.triggers`). What has no rule here is meant to be listed,
so a wrong form is a missing line in a table. Agreement with an independent verb list is measured by
`tools/check_inflection.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag
from functools import cache

from kroniek.lexicon.load import read_lines, read_rows

INSEPARABLE = (
    "achter", "door", "her", "mis", "om", "onder", "ont", "over", "vol", "voor", "weer", "ver", "be", "er", "ge",
)  # fmt: skip
"""Prefixes that take the place of *ge-* in a participle, where they are no particle (the frame says which)."""

_VOICELESS = ("ch", "sh", "t", "k", "f", "s", "p", "x")  # 't kofschip, before v/f and z/s change
_OPEN_SYLLABLE = re.compile(r"(?:^|[^aeiouëïöü]|qu)([aeou])([bcdfghjklmnpqrstvwz])$")
_VOWEL = re.compile(r"[aeiouyëïöüé]")
_VOWELS = re.compile(r"[aeiouyëïöüé]+")  # one group is one syllable, well enough to tell one from two
_DIAERESIS = {"e": "ë", "i": "ï", "u": "ü"}
_JOINED = tuple(first + second for first in ("", *INSEPARABLE) for second in INSEPARABLE)


class Form(IntFlag):
    """What a form of a verb can be; one word can be several (*bezet*)."""

    STEM = 1  # first person, imperative: (ik) wijs
    PRESENT = 2  # third person singular: wijst
    PLURAL = 4  # present plural, and the infinitive: wijzen
    PAST = 8  # wees
    PAST_PLURAL = 16  # wezen
    PARTICIPLE = 32  # gewezen
    INFLECTED = 64  # participle before a noun: uitgewezen-e
    PRESENT_PARTICIPLE = 128  # wijzend, wijzende

    @property
    def may_be_finite(self) -> bool:
        """Can the form carry person and tense?"""
        return bool(self & (Form.PRESENT | Form.PLURAL | Form.PAST | Form.PAST_PLURAL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb's forms without its particle: every word with what it can be, in the order of the paradigm."""

    infinitive: str  # without the particle
    particle: str
    forms: tuple[tuple[str, Form], ...]

    def words(self, form: Form) -> tuple[str, ...]:
        """The words of one form."""
        return tuple(word for word, flags in self.forms if flags & form)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Principal parts of a verb."""

    stem: tuple[str, ...]
    third: tuple[str, ...]
    past: tuple[str, ...]
    past_plural: tuple[str, ...]
    participle: tuple[str, ...]


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in read_rows("nl/irregular_verbs.tsv", columns=6)}


@cache
def _unstressed() -> frozenset[str]:
    return frozenset(read_lines("nl/unstressed_verbs.txt"))


def inflect(infinitive: str, *, particle: str = "") -> Verb:
    """The forms of a verb; `infinitive` has its particle joined (*uitwijzen*) or not, *zich* is left out."""
    base = infinitive.removeprefix("zich ")
    if particle:
        base = base.removeprefix(particle).removeprefix("-")
    parts = _parts(base)
    forms: dict[str, Form] = {}
    for word, flag in _paradigm(base, parts):
        forms[word] = forms.get(word, Form(0)) | flag
    return Verb(infinitive=base, particle=particle, forms=tuple(forms.items()))


def _paradigm(base: str, parts: _Parts) -> Iterator[tuple[str, Form]]:
    yield base, Form.PLURAL
    yield from ((word, Form.STEM) for word in parts.stem)
    yield from ((word, Form.PRESENT) for word in parts.third)
    yield from ((word, Form.PAST) for word in parts.past)
    yield from ((word, Form.PAST_PLURAL) for word in parts.past_plural)
    yield from ((word, Form.PARTICIPLE) for word in parts.participle)
    yield from ((inflected_participle(word), Form.INFLECTED) for word in parts.participle if not word.endswith("n"))
    yield base + "d", Form.PRESENT_PARTICIPLE
    yield base + "de", Form.PRESENT_PARTICIPLE


def _parts(base: str) -> _Parts:
    table = _irregular()
    if base in table:
        return _listed("", base, table[base])
    for prefix, rest in _prefixes(base):
        if rest in table:
            return _listed(prefix, rest, table[rest])
        for second, bare in _prefixes(rest):
            if bare in table:
                return _listed(prefix + second, bare, table[bare])
    return _regular(base)


def _prefixes(base: str) -> Iterator[tuple[str, str]]:
    """Every inseparable prefix of a verb with the rest, where the rest still has a stem with a vowel."""
    for prefix in INSEPARABLE:
        rest = base.removeprefix(prefix)
        if rest == base or not _VOWEL.search(rest.removesuffix("en")):
            continue
        if prefix[-1] == "e" and rest[0] in "eiu":
            continue  # geeuwen, beuken: the vowels are one sound; with a prefix they are written geë-, beï-
        yield prefix, rest


def _listed(prefix: str, listed: str, row: tuple[str, ...]) -> _Parts:
    """Principal parts from the table; with a prefix the participle loses its *ge-*."""
    regular = _regular(listed)
    cells = [tuple(cell.split("|")) if cell != "-" else () for cell in row]
    stem = cells[0] or regular.stem
    third = cells[1] or tuple(_third(word) for word in stem if not _is_short(word, stem))
    participle = tuple(_without_ge(word) for word in cells[4]) if prefix else cells[4]
    words = (stem, third, cells[2], cells[3], participle)
    return _Parts(*(tuple(prefix + word for word in group) for group in words))


def _is_short(word: str, words: tuple[str, ...]) -> bool:
    """Is a word the short form of another (*hou* beside *houd*)?"""
    return any(other.startswith(word) and other != word for other in words)


def _without_ge(participle: str) -> str:
    rest = participle.removeprefix("ge")
    return rest.translate(str.maketrans("ëïü", "eiu"))[:1] + rest[1:] if rest != participle else participle


def _regular(base: str) -> _Parts:
    root = base.removesuffix("en") if base.endswith("en") else base.removesuffix("ën").removesuffix("n")
    stem = _stem(base, root)
    voiceless = root.endswith(_VOICELESS)
    ending = "t" if voiceless else "d"
    third = _third(stem)
    participle = stem if stem.endswith(("t", "d")) else stem + ending
    return _Parts(
        (stem,),
        (third,),
        (stem + ending + "e",),
        (stem + ending + "en",),
        (_with_ge(base, participle),),
    )


def _third(stem: str) -> str:
    return stem if stem.endswith("t") else stem + "t"


def _stem(base: str, root: str) -> str:
    """The first person singular: long vowels doubled, double consonants made single, v and z made voiceless."""
    if root.endswith("iër"):
        return root[:-2] + "eer"
    if root.endswith("eër"):
        return root[:-1] + "er"
    if len(root) > 1 and root[-1] == root[-2] and root[-1] not in "aeou":
        return root[:-1]
    match = _OPEN_SYLLABLE.search(root)
    if (match and _is_long(base, root, match.group(1))) or re.search(r"[^aeo]uer$", root):
        root = root[:-1] + root[-2] + root[-1]
    return root[:-1] + {"v": "f", "z": "s"}.get(root[-1:], root[-1:])


def _is_long(base: str, root: str, vowel: str) -> bool:
    """Is the last vowel of the root long? Only an unstressed *e* is not: *handel-en*, *weiger-en*."""
    if vowel in "ou" and root[-1] == "w":
        return False  # schuwen, ouwen
    if vowel != "e":
        return True
    bare = next((rest for _, rest in _prefixes(root + "en")), root + "en").removesuffix("en")
    if len(_VOWELS.findall(bare)) < 2:  # noqa: PLR2004 - one syllable: it has the stress
        return True
    if root[-1] in "lnm":
        return False
    return root[-1] != "r" or not _is_unstressed(base)


def _is_unstressed(base: str) -> bool:
    """Is a verb in *-eren* one of those without stress on *-er*?"""
    words = _unstressed()
    tails = [base[at:] for at in range(len(base) - 5)]
    if any("+" + tail in words for tail in tails):
        return False
    return bool(re.search(r"(bb|dd|gg|kk|pp)eren$", base)) or any(
        tail in words and (base == tail or any(base == prefix + tail for prefix in _JOINED)) for tail in tails
    )


def _with_ge(base: str, participle: str) -> str:
    if any(True for _ in _prefixes(base)):
        return participle
    first = participle[:1]
    if first in _DIAERESIS and participle[:2] not in {"ij", "ui"}:
        return "ge" + _DIAERESIS[first] + participle[1:]
    return "ge" + participle


def inflected_participle(participle: str) -> str:
    """A weak participle before a noun: *betaald* → *betaalde*, *bezet* → *bezette*."""
    short = re.search(r"(?:^|[^aeiou])[aeiou]([td])$", participle)
    if short and len(_VOWELS.findall(participle)) > 1 and not participle.endswith(("ed", "eld", "erd", "end")):
        return participle + short.group(1) + "e"
    match = re.search(r"(aa|ee|oo|uu)([td])$", participle)
    if match:
        return participle[:-2] + match.group(2) + "e"
    return participle + "e"


def plurals(noun: str) -> tuple[str, ...]:
    """The plurals a noun may have: whether *-en* or *-s* is right is often not in its spelling, so both are given."""
    for singular, plural in _irregular_plurals():
        if noun.endswith(singular):
            return (noun.removesuffix(singular) + plural,)
    if noun.endswith(_VOWEL_ENDS) and not noun.endswith(_VOWEL_PAIRS):
        return (noun + "'s", noun + "’s")
    if noun.endswith("ie"):
        return (noun + "s", noun[:-2] + "ieën")
    if noun.endswith("e"):
        return (noun + "s", noun + "n")
    for singular, plural in (("heid", "heden"), ("schap", "schappen")):
        if noun.endswith(singular):
            return (noun.removesuffix(singular) + plural,)
    return (_en(noun), noun + "s")


_VOWEL_ENDS = ("a", "o", "u", "i", "y")
_VOWEL_PAIRS = ("ij", "ei", "ui", "oi", "au", "ou", "eu", "oe")


@cache
def _irregular_plurals() -> tuple[tuple[str, str], ...]:
    rows = read_rows("nl/irregular_plurals.tsv", columns=2)
    return tuple((row[0], row[1]) for row in sorted(rows, key=lambda row: -len(row[0])))


def _en(noun: str) -> str:
    """A word with *-en*, spelled by the rules: *gesprek* → *gesprekken*, *raid* → *raiden*, *boete* is no case."""
    if re.search(r"(aa|ee|oo|uu)[b-df-hj-np-tv-z]$", noun):
        return noun[:-2] + _VOICED.get(noun[-1], noun[-1]) + "en"
    if re.search(r"(?:^|[^aeiou])[aeiou][b-df-hj-np-tvz]$", noun) and not (
        noun.endswith(("ik", "em", "el", "er", "en")) and len(_VOWELS.findall(noun)) > 1
    ):
        return noun + noun[-1] + "en"
    if re.search(r"(?:ie|oe|eu|ui|ij|ei|ou|[lr])[fs]$", noun):
        return noun[:-1] + _VOICED[noun[-1]] + "en"
    return noun + "en"


_VOICED = {"f": "v", "s": "z"}


def adjective_forms(adjective: str) -> tuple[str, ...]:
    """An adjective and its form in *-e*."""
    if adjective.endswith("e"):
        return (adjective,)
    if adjective.endswith("ig"):
        return (adjective, adjective + "e")  # unstressed: halsstarrige
    return (adjective, _en(adjective)[:-1])
