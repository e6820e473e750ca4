"""Who has the floor beyond one sentence: quotations that go on, and the report that the lead announces.

Words between quotation marks that go on in the next sentences stay with their speaker; an outlet whose report the lead
announces stands behind the unnamed (codebook, rule 11). Sentences are looked at in text order, each once. Left out:
what one sentence says (`voices`), and hearsay that goes on without marks (*zou* behind a voice: right in 3 of 16).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kroniek.coding.scene import Scene
from kroniek.coding.voices import Saying
from kroniek.model.actor import Voice
from kroniek.model.text import Quote

_LONGEST = 2000  # characters of a quotation that is looked back for
_LEAD = 4  # sentences that announce a report: headline, lead and the one behind
_STILL = 2  # sentences for which a speaker keeps the floor without a new mark


class Floor:
    """Who has the floor. It is given by a saying that covers quoted words, and passes with the next saying."""

    def __init__(self, quotations: Sequence[Quote]) -> None:
        self._quotations = quotations
        self._starts = [quote.start for quote in quotations]
        self._speaker: tuple[Voice, ...] = ()
        self._verb: Quote | None = None
        self._sentence = -_STILL
        self._reports: tuple[Voice, ...] = ()

    def behind(self, voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
        """Voices with the outlet of the lead behind them, where all of them are unnamed."""
        if voices and all(voice.anonymous for voice in voices):
            return (*voices, *self._reports)
        return voices

    def hear(self, scene: Scene, said: Sequence[Saying]) -> None:
        """Take in what is said in a sentence before its acts are coded."""
        spoken = [saying for saying in said if saying.covers]
        if scene.number < _LEAD and not self._reports:
            self._reports = tuple(voice for saying in said for voice in saying.voices if voice.medium)[:1]
        if spoken and any(self._is_quoted(scene, at) for at in range(len(scene.tokens))):
            self._speaker, self._verb, self._sentence = spoken[-1].voices, spoken[-1].verb, scene.number

    def voices(self, scene: Scene, token: int) -> tuple[tuple[Voice, ...], Quote] | None:
        """Whose words a token is, if it is quoted and somebody has the floor, with the verb that gave it."""
        first = next((at for at, one in enumerate(scene.tokens) if one.text[0].isalnum()), 0)
        whole = self._is_quoted(scene, token) and self._is_quoted(scene, first)  # not a few words of somebody else's
        if not whole or not self._speaker or self._verb is None or scene.number - self._sentence > _STILL:
            return None
        self._sentence = scene.number
        return self._speaker, self._verb

    def _is_quoted(self, scene: Scene, token: int) -> bool:
        start = scene.tokens[token].start
        at = bisect_right(self._starts, start) - 1
        while at >= 0 and self._quotations[at].start > start - _LONGEST:
            quote = self._quotations[at]
            if quote.start <= start < quote.end:
                return " " in quote.text  # one word between marks is a way of speaking, not a quotation
            at -= 1
        return False
