"""The lexicon's names as a store asks for them; its tables are read when somebody first asks by name.

A reader who asks for *Putin*, *de VS* or *het Kremlin* means what the chronicle calls *Vladimir Poetin*, *Verenigde
Staten* and *Rusland*. Only words that name are looked up: an adjective or an inhabitant is nobody in particular.
"""

from __future__ import annotations

from functools import cache

from kroniek.lexicon import actors, countries
from kroniek.lexicon.actors import ActorKind
from kroniek.lexicon.overlay import current, overlaid
from kroniek.strings.fold import fold


class LexiconGazetteer:
    """`Gazetteer` over the lexicon's tables, with the user's own actors of the file `overlay`, if any."""

    def __init__(self, overlay: str = "") -> None:
        self._overlay = overlay

    def country(self, name: str) -> str | None:
        """The code of a country's name, variant, alpha-3 code, or seat of government."""
        asked = name.strip()
        found = countries().by_name(asked) or countries().by_code(asked)
        if found:
            return found.code
        seat = countries().metonym(asked)
        whole = countries().by_code(seat.country) if seat else None
        return whole.code if seat and whole and whole.name == seat.name else None

    def spellings(self, name: str) -> tuple[str, ...]:
        """The name and variants of every actor who is called so, and of the famous ones with that surname."""
        seat = countries().metonym(name)
        with overlaid(self._overlay):
            known = [*actors().by_name(name)]
            surnames = _surnames(current()).get(fold(name), ())
        forms = [seat.name] if seat else []
        forms += [form for actor in known for form in (actor.name, *actor.variants)]
        return tuple(dict.fromkeys([*forms, *surnames]))


def codes_of_one(name: str) -> tuple[str, ...]:
    """The codes under which articles have the one person who is called so; none where nobody is, or several are.

    By the shipped tables alone: what a chronicle holds does not depend on who writes to it.
    """
    with overlaid(""):
        persons = [one for one in actors().by_name(name) if one.kind is ActorKind.PERSON]
        return persons[0].codes if len(persons) == 1 and fold(persons[0].name) == fold(name) else ()


class NoGazetteer:
    """Knows no names: then only names and codes that the chronicle itself holds are found."""

    def country(self, name: str) -> str | None:
        """No country is known."""
        del name
        return None

    def spellings(self, name: str) -> tuple[str, ...]:
        """No other names are known."""
        del name
        return ()


@cache
def _surnames(overlay: str) -> dict[str, tuple[str, ...]]:
    """The full names of the famous, by folded surname in every spelling, under this overlay."""
    del overlay  # `actors` knows it too
    found: dict[str, tuple[str, ...]] = {}
    for actor in actors():
        for surname in actor.surname if actor.famous else ():
            found[fold(surname)] = (*found.get(fold(surname), ()), actor.name)
    return found
