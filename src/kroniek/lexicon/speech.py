"""Words of saying: verbs with their forms, words that bring a voice, and heads that make a voice anonymous or a medium.

Read once from `coding/speech.toml`. Left out: who speaks in a sentence (`coding.voices`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.lexicon.inflect import Form, inflect
from kroniek.lexicon.load import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechVerb:
    """A verb of saying in one form: the word that must follow it ("" where none), how strongly it speaks, its form."""

    lemma: str
    beside: str
    strength: str
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """All words of saying; `forms` maps a word in lower case to what it can be as a verb of saying."""

    forms: dict[str, tuple[SpeechVerb, ...]]
    before: tuple[tuple[str, ...], ...]
    told_by: tuple[tuple[str, ...], ...]
    cited_by: tuple[tuple[str, ...], ...]
    own: tuple[tuple[str, ...], ...]
    own_not_before: frozenset[str]
    also: frozenset[str]
    openers: frozenset[str]
    shows: frozenset[str]
    documents: frozenset[str]
    speakers: tuple[str, ...]
    unnamed: frozenset[str]
    met: tuple[tuple[str, ...], ...]
    anonymous_heads: frozenset[str]
    never_anonymous: frozenset[str]
    media_heads: frozenset[str]
    social: frozenset[str]
    local: tuple[str, ...]


@cache
def speech() -> Speech:
    """The words of saying, read when first asked for."""
    table = read_toml("coding/speech.toml")
    forms: dict[str, list[SpeechVerb]] = {}
    for strength, lemmas in table["verbs"].items():
        for lemma in lemmas:
            _add(forms, lemma, strength)
    return Speech(
        forms={word: tuple(verbs) for word, verbs in forms.items()},
        before=_phrases(table["frames"]["before"]),
        told_by=_phrases(table["frames"]["told_by"]),
        cited_by=_phrases(table["frames"]["cited_by"]),
        own=_phrases(table["frames"]["own"]),
        own_not_before=frozenset(table["frames"]["own_not_before"]),
        also=frozenset(table["frames"]["also"]),
        openers=frozenset(table["back"]["openers"]),
        shows=frozenset(table["documents"]["verbs"]),
        documents=frozenset(table["documents"]["heads"]),
        speakers=tuple(table["speakers"]["heads"]),
        unnamed=frozenset(table["interviews"]["unnamed"]),
        met=_phrases(table["interviews"]["met"]),
        anonymous_heads=frozenset(table["anonymous"]["heads"]),
        never_anonymous=frozenset(table["anonymous"]["never"]),
        media_heads=frozenset(table["media"]["heads"]),
        social=frozenset(table["media"]["social"]),
        local=tuple(table["local"]["heads"]),
    )


def _add(forms: dict[str, list[SpeechVerb]], written: str, strength: str) -> None:
    """Enter every form of a verb; *laten weten* is *laten* with *weten* beside it."""
    particle, _, base = written.rpartition("|")
    first, _, beside = base.partition(" ")
    lemma = particle + base
    for word, form in inflect(first).forms:
        verb = SpeechVerb(lemma=lemma, beside=particle or beside, strength=strength, form=form)
        forms.setdefault(word, []).append(verb)
        if particle:
            joined = SpeechVerb(lemma=lemma, beside="", strength=strength, form=form)
            forms.setdefault(particle + word, []).append(joined)


def _phrases(words: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in words), key=lambda phrase: (-len(phrase), phrase)))
