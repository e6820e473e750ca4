"""A story in passages of its articles, in order of day: quotes only, no word is added.

The story is divided by its events into as many parts as there will be passages, so that it is told from beginning to
end; from each part the passage is taken that says most of what the story is about and least of what was said already.
A claim that several articles tell weighs more, one that is unconfirmed less.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, log2, sqrt

from kroniek.lexicon.forms import keys
from kroniek.memory.store import StoredClaim
from kroniek.memory.stories.threads import Happening, Thread, rarity, settings
from kroniek.model.ontology import Status
from kroniek.model.story import Passage
from kroniek.model.text import Quote
from kroniek.strings.fold import fold, folded_words
from kroniek.strings.stem import stem

_DOUBTFUL = 0.5
"""What a passage is worth that is unconfirmed, or tells what may be."""
_ENOUGH = 3
"""A story of so many events gets at least so many passages."""


def passages(thread: Thread) -> tuple[Passage, ...]:
    """The passages that tell a story, in order of day."""
    rules = settings()["summary"]
    events = sorted(thread.happenings, key=lambda one: (one.day, one.reported, one.id))
    number = min(rules["most"], max(ceil(rules["share"] * len(events)), min(_ENOUGH, len(events))))
    words_told: set[str] = set()
    chosen: list[tuple[float, Passage]] = []
    for part in _parts(events, number):
        best = max(_candidates(part, thread, words_told), key=lambda one: (one[0], -one[1].quote.start), default=None)
        if best is None or any(best[1].quote.text == passage.quote.text for _, passage in chosen):
            continue
        words_told |= _keys(best[1].quote.text)
        chosen.append(best)
    least = rules["least"] * max((worth for worth, _ in chosen), default=0.0)
    return tuple(passage for worth, passage in chosen if worth >= least)


def _parts(events: Sequence[Happening], number: int) -> Iterator[Sequence[Happening]]:
    """The events in so many parts of about one size."""
    for part in range(number):
        first, last = part * len(events) // number, (part + 1) * len(events) // number
        if first < last:
            yield events[first:last]


def _candidates(part: Sequence[Happening], thread: Thread, words_told: set[str]) -> Iterator[tuple[float, Passage]]:
    for one in part:
        for stored in one.claims:
            for evidence in stored.claim.evidence:
                worth = _worth(evidence.quote, stored, one, thread, words_told)
                passage = Passage(
                    day=one.day,
                    event=one.id,
                    claim=stored.claim.id,
                    document=stored.claim.document,
                    quote=evidence.quote,
                )
                yield worth, passage


def _worth(quote: Quote, stored: StoredClaim, one: Happening, thread: Thread, words_told: set[str]) -> float:
    """How well a passage tells the story: the weight of its words in the story, for its length."""
    rules = settings()["summary"]
    size = len(thread.happenings)
    total = 0.0
    for key in sorted(_keys(quote.text)):
        share = thread.words[key] / size
        again = 1.0 - rules["repeat"] if key in words_told else 1.0
        total += share * rarity(stem(key)) * again
    total = total / sqrt(max(1, len(quote.text.split()))) + 0.05 * log2(1 + len({s.claim.document for s in one.claims}))
    if not rules["shortest"] <= len(quote.text) <= rules["longest"]:
        total *= _DOUBTFUL
    if quote.start < rules["lead"]:
        total *= rules["lead_more"]
    if fold(quote.text).startswith(tuple(f"{word} " for word in rules["hanging"])):
        total *= rules["hanging_less"]
    doubtful = stored.claim.hedged or stored.claim.status is Status.POSSIBLE
    return total * (_DOUBTFUL if doubtful else 1.0)


def _keys(text: str) -> set[str]:
    return {key for word in folded_words(text) for key in keys(word)}
