"""The lexicon's names as a store asks for them; loaded when somebody first asks by name."""

from __future__ import annotations

from kroniek.memory.actors import Gazetteer


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


def default() -> Gazetteer:
    """The gazetteer that a store uses unless it is given another."""
    return NoGazetteer()
