"""Names of English as a reader may ask by them: *Russia* and *Vladimir Putin* are *Rusland* and *Vladimir Poetin* here.

What a chronicle holds stays as Dutch news prints it, and Dutch goes first: only a name that Dutch does not know is
looked up.
"""

from __future__ import annotations

from kroniek.memory.actors import Gazetteer


class EnglishToo:
    """A gazetteer that knows English names of countries, persons and bodies besides its own."""

    def __init__(self, dutch: Gazetteer) -> None:
        self._dutch = dutch

    def country(self, name: str) -> str | None:
        """The code of the country that this name means."""
        return self._dutch.country(name) or self._dutch.country(_meant(name))

    def spellings(self, name: str) -> tuple[str, ...]:
        """Other names of whoever is called this."""
        if found := self._dutch.spellings(name):
            return found
        meant = _meant(name)
        return () if meant == name else (meant, *self._dutch.spellings(meant))


def _meant(name: str) -> str:
    from kroniek.api.briefing.naming import meant  # noqa: PLC0415 - loads the tables of names

    return meant(name)
