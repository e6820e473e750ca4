"""Dutch lemmas from a word and its CGN tag, by the endings that a treebank has.

An edit says what to take off the front and the end of a word and what to put there. Edits are kept for endings, and a
longer ending wins; `^` begins an entry for a whole word. Separable verbs come out whole, their particle before a low
line: *aangekondigd* and *kondigt … aan* are both `aan_kondigen`. Left out: finding particles that stand apart; the
parser's `svp` relation tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST = 7
"""Characters of the longest ending that has edits of its own."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Take `front` off the start and `back` characters off the end of a word, put `onto` at its end."""

    front: str
    back: int
    onto: str

    def __call__(self, word: str) -> str:
        """The edited word; one that is too short for the edit stays as it is."""
        if not word.startswith(self.front) or len(word) < len(self.front) + self.back:
            return word
        return word[len(self.front) : len(word) - self.back] + self.onto


def kind_of(tag: str) -> str:
    """The part of a CGN tag that a lemma depends on: class, and number, degree or form where the class has one.

    >>> kind_of("WW|vd|prenom|met-e"), kind_of("N|soort|mv|basis"), kind_of("N|eigen|ev|basis|zijd|stan")
    ('WW|vd|met-e', 'N|soort|mv', 'N|eigen|ev')
    """
    parts = tag.split("|")
    if parts[0] == "WW":
        return "|".join([*parts[:2], parts[-1]])
    if parts[0] == "ADJ":
        return "|".join(["ADJ", *parts[2:3], *parts[3:4]])
    return "|".join(parts[:3]) if parts[0] == "N" else parts[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lemmas:
    """Edits by kind of tag and ending, and the particles of separable verbs, the longest first."""

    edits: Mapping[str, Mapping[str, Edit]]
    particles: tuple[str, ...] = ()
    verbs: frozenset[str] = frozenset()  # separable verbs, with their low line

    def lemma(self, word: str, tag: str) -> str:
        """The lemma of a word; the word itself in lower case (names: as it stands) where nothing is known."""
        kind = kind_of(tag)
        if kind.startswith("N|eigen") or tag.startswith("SPEC"):
            return word
        lower = word.lower()
        if kind.startswith("WW"):
            return self._verb(lower, kind)
        return self._edited(lower, kind)

    def _verb(self, lower: str, kind: str) -> str:
        for particle in self.particles:
            if lower.startswith(particle) and len(lower) > len(particle) + 1:
                whole = f"{particle}_{self._edited(lower[len(particle) :].removeprefix('te'), kind)}"
                if whole in self.verbs:
                    return whole
        return self._edited(lower, kind)

    def _edited(self, lower: str, kind: str) -> str:
        table = self.edits.get(kind)
        if not table:
            return lower
        found = table.get("^" + lower)
        for length in range(min(LONGEST, len(lower)), -1, -1):
            if found:
                break
            found = table.get(lower[len(lower) - length :])
        return found(lower) if found else lower

    def joined(self, verb: str, particle: str) -> str:
        """A verb with the particle that stands apart from it; unchanged where it has one already."""
        return verb if "_" in verb else f"{particle.lower()}_{verb}"


def from_lines(lines: Iterable[str]) -> Lemmas:
    """The lemmas of a table: `edit`, kind, ending, front, back, onto; `particle`, particle; `verb`, verb."""
    edits: dict[str, dict[str, Edit]] = {}
    particles: list[str] = []
    verbs: set[str] = set()
    for line in lines:
        row = line.split("\t")
        if row[0] == "edit":
            edits.setdefault(row[1], {})[row[2]] = Edit(row[3], int(row[4]), row[5])
        elif row[0] == "particle":
            particles.append(row[1])
        elif row[0] == "verb":
            verbs.add(row[1])
    return Lemmas(edits=edits, particles=tuple(particles), verbs=frozenset(verbs))
