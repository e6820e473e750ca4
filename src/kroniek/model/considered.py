"""Words that a coder weighed as an act: coded, or left out with the reason.

What was left out says as much about a coder as what it coded, so whoever asks for an explanation gets both. Invariant:
every record stands on words of the text; `omission` is None exactly where the words became (part of) a claim. Made
only where it is asked for (`coding.tracing`); a chronicle does not keep it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kroniek.model.ontology import EventType
from kroniek.model.text import Quote


class Omission(StrEnum):
    """Why words that may express an act were not coded."""

    CHANCE = "chance"  # its chance lies below the threshold
    WEAK = "weak"  # no sense has the words around it that it needs
    NOBODY = "nobody"  # nobody takes part in it
    ACTORLESS = "actorless"  # a noun that nobody is tied to as the one who acts
    OUTSIDERS = "outsiders"  # who takes part has neither a country nor a part in politics
    CONDITION = "condition"  # part of a condition: nobody says that it is so
    DANGER = "danger"  # a danger that somebody runs, and no threat
    COUNTERFACTUAL = "counterfactual"  # would have been done, had something else been otherwise
    REMEMBERED = "remembered"  # an old act that is only remembered
    CONTENT = "content"  # what another act asks, refuses, promises or threatens
    RIVAL = "rival"  # gives way to a surer act in the same clause
    TWICE = "twice"  # one more word for an act of the same clause
    DENIED = "denied"  # told as not done, by words that seldom tell an act
    TOPIC = "topic"  # the text is not about politics
    BOILERPLATE = "boilerplate"  # no part of the article


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """Words of sentence number `sentence` that may express an act.

    `types` are the types that came into question with their chances, the likeliest first; `least` is the chance that
    was asked for, where it decided; `by` the words of the act that took these words' place or has them as content.
    """

    sentence: int
    words: tuple[Quote, ...]
    types: tuple[tuple[EventType, float], ...]
    omission: Omission | None = None
    least: float | None = None
    by: Quote | None = None


Note = Callable[[Considered], None]
"""What takes note of considered words."""
