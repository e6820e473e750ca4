"""Who a party is: the actor that its name is taken for, with what people decided about it.

An id is a Wikidata id where one is known, else a hash of name and country, as in the store. Actors that are judged to
be one share an id: a Wikidata id before a hash, the lowest of several.
"""

from __future__ import annotations

from collections.abc import Callable

from kroniek.memory.actors import actor_id
from kroniek.memory.deciding import merges
from kroniek.memory.store import View
from kroniek.model.actor import Party


def identities(store: View) -> Callable[[Party], str]:
    """A function from a party to its actor's id, by the judgements that stand."""
    head = heads(store)
    return lambda party: head(actor_id(party))


def heads(store: View) -> Callable[[str], str]:
    """A function from any id of an actor to the one that all with whom it is judged to be one share."""
    above: dict[str, str] = {}
    for judgement in store.look(merges):
        left, right = _head(above, judgement.left), _head(above, judgement.right)
        first, second = sorted((left, right), key=lambda id_: (not id_.startswith("Q"), id_))
        if first != second:
            above[second] = first
    return lambda id_: _head(above, id_)


def _head(heads: dict[str, str], id_: str) -> str:
    while id_ in heads:
        id_ = heads[id_]
    return id_
