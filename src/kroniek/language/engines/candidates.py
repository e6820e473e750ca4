"""Which event types the frame lexicon knows for each word of a sentence: an input of the trained reader.

A hint, not a match: word forms and particles are looked up in the whole sentence, and every type of every sense
counts. The network learns how far to trust it. Finding triggers properly is for `coding.triggers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kroniek.lexicon.frames import Frames, Pattern, VerbWord
from kroniek.lexicon.schema import Frame
from kroniek.model.analysis import Sentence, Token
from kroniek.model.signals import TYPES

_COMPOUND_CHARS = 8  # a shorter word is no compound whose end is an act: two letters and a noun of six
_SLOTS_OF_NOUN = 4  # tokens before a noun in which the other words of its phrase stand

_PLACE = {kind: at for at, kind in enumerate(TYPES)}


def candidates(sentence: Sentence, frames: Frames) -> tuple[tuple[int, ...], ...]:
    """For each token the places in `TYPES` of the types that its word can express, in order, () for most words."""
    words = [token.lower for token in sentence.tokens]
    whole = frozenset(words)
    return tuple(
        tuple(sorted({_PLACE[frame.type] for frame in _frames_at(at, token, words, whole, frames)}))
        for at, token in enumerate(sentence.tokens)
    )


def _frames_at(at: int, token: Token, words: Sequence[str], whole: frozenset[str], frames: Frames) -> Iterator[Frame]:
    word = token.lower
    if not word[0].isalpha():
        return
    for verb in frames.verbs.get(word, ()):
        if _has_particle(verb, at, words):
            yield from frames.senses.get(verb.key, ())
            yield from (one.frame for one in frames.verb_patterns.get(verb.key, ()) if _is_filled(one, whole))
    yield from frames.adjectives.get(word, ())
    near = frozenset(words[max(0, at - _SLOTS_OF_NOUN) : at])
    yield from (one.frame for one in frames.noun_patterns.get(word, ()) if _is_filled(one, near))
    nouns = frames.nouns.get(word, ())
    if not nouns and len(word) >= _COMPOUND_CHARS:
        nouns = frames.compound(word)
    yield from nouns


def _has_particle(verb: VerbWord, at: int, words: Sequence[str]) -> bool:
    """Does the particle that a verb form lacks stand elsewhere in the sentence?"""
    return verb.whole or any(word == verb.key[1] for place, word in enumerate(words) if place != at)


def _is_filled(pattern: Pattern, words: frozenset[str]) -> bool:
    return all(any(slot.fits(word) for word in words) for slot in pattern.slots)
