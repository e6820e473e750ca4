"""Decides where an act took place: a place of the trigger's clause that is no party to the act.

Invariant: a place is a mention of the sentence behind a preposition of place. The place of a word is null, that of
a meeting, a signing or a deed is told (codebook, rule 17). Left out: where something was said.
"""

from __future__ import annotations

from functools import cache

from kroniek.coding.scene import Named, Scene
from kroniek.coding.triggers import Trigger
from kroniek.lexicon.load import read_toml
from kroniek.model.analysis import Mention
from kroniek.model.ontology import EventType
from kroniek.model.place import Place
from kroniek.model.text import Quote

_WORDS = frozenset(
    {
        EventType.AGREE,
        EventType.REQUEST,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.THREATEN,
        EventType.CONCEDE,
        EventType.SANCTION,
    }
)


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(read_toml("nl/phrases.toml")["place_prepositions"])


def has_place(type_: EventType) -> bool:
    """Is the place of an act of this type told: of a meeting, a signing or a deed, not of a word?"""
    return type_ not in _WORDS


def placed(scene: Scene, trigger: Trigger, type_: EventType, *, parties: frozenset[int]) -> Place | None:
    """Where an act took place; `parties` are the first tokens of its parties."""
    if not has_place(type_):
        return None
    clause = scene.syntax.clauses[trigger.clause]
    own = set(clause.tokens)
    found = [
        one
        for one in scene.named
        if one.mention.is_place and one.first in own and one.first not in parties and _preposition(scene, one)
    ]
    if not found:
        return None
    nearest = min(found, key=lambda one: (abs(one.first - trigger.head), one.first))
    return place_of(nearest.mention, scene.quote(nearest.first, nearest.last))


def _preposition(scene: Scene, one: Named) -> bool:
    return one.outer > 0 and scene.tokens[one.outer - 1].lower in _prepositions()


def place_of(mention: Mention, quote: Quote) -> Place:
    """The place that a mention names by these words."""
    party = mention.party
    return Place(
        name=" ".join(quote.text.split()),
        country=party.country if party else None,
        lat=mention.lat,
        lon=mention.lon,
        quote=quote,
    )
