"""Finds on whose word a text tells something: who says, reports or writes it, and who reports the speaker.

A voice covers a clause where a verb of saying governs it (*X zegt dat …*, *…, zei X*), where *volgens X* or *aldus X*
stands with it, and the sentence before where the sentence opens *Dat meldt X*. Nearest speaker first, then who
reports that speaker. Invariant: a voice is a mention of the text. Left out: quotations without a verb of saying.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kroniek.coding.clauses import Clause, ClauseKind
from kroniek.coding.roles import subject_of
from kroniek.coding.scene import Group, Named, Scene
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.speech import Speech, SpeechVerb, speech
from kroniek.model.actor import Voice
from kroniek.model.analysis import Mention, MentionKind
from kroniek.model.text import Quote

_SPEAKERS = frozenset(
    {
        MentionKind.PERSON,
        MentionKind.ORGANISATION,
        MentionKind.GROUP,
        MentionKind.PRONOUN,
        MentionKind.LOCATION,
        MentionKind.DEMONYM,
    }
)
_SAYING_TO = frozenset({"tegen", "aan", "tegenover", "in", "bij", "op", "voor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """Somebody says something in a sentence: the voices, the clauses of that sentence that they cover, and the words.

    `back` is True where the sentence before is covered too. `clause` is the clause that does the saying.
    """

    clause: int
    covers: frozenset[int]
    voices: tuple[Voice, ...]
    verb: Quote
    strength: str
    back: bool = False


def sayings(scene: Scene) -> tuple[Saying, ...]:
    """Who says what in a sentence."""
    return tuple(_Finder(scene).find())


def voice_of(mention: Mention) -> Voice | None:
    """Whoever a mention names, as somebody who says something; None where it names nobody who can."""
    if mention.party is None or mention.kind not in _SPEAKERS:
        return None
    words = mention.party.quote.text.lower().split() if mention.party.quote else []
    anonymous = mention.anonymous or (
        mention.kind is MentionKind.GROUP and bool(words) and words[-1] in speech().anonymous_heads
    )
    party = mention.party
    if anonymous and party.quote is not None:
        party = replace(party, name=" ".join(party.quote.text.split()))
    return Voice(party=party, anonymous=anonymous, medium=mention.medium)


class _Finder:
    """Looks for verbs of saying and for *volgens* in one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.table: Speech = speech()

    def find(self) -> Iterator[Saying]:
        for clause in self.scene.syntax.clauses:
            found = self._verb(clause)
            if found is not None:
                at, verb = found
                saying = self._said(clause, at, verb)
                if saying is not None:
                    yield saying
        yield from self._according()

    def _verb(self, clause: Clause) -> tuple[int, SpeechVerb] | None:
        """The verb of saying of a clause: its finite verb, or its participle beside an auxiliary."""
        words = self.scene.words(clause)
        for at in clause.tokens:
            if not self.scene.syntax.forms[at]:
                continue
            for verb in self.table.forms.get(self.scene.tokens[at].lower, ()):
                if verb.beside and verb.beside not in words:
                    continue
                if at == clause.finite or verb.form & Form.PARTICIPLE:
                    return at, verb
        return None

    def _said(self, clause: Clause, at: int, verb: SpeechVerb) -> Saying | None:
        covered = self._content(clause)
        opener = self.scene.tokens[_first(self.scene, clause)].lower
        back = opener in self.table.openers and not clause.index and clause.kind is ClauseKind.MAIN
        back = back and clause.finite is not None and clause.finite - _first(self.scene, clause) == 1
        if not covered and not back:
            return None
        speakers = self._speakers(clause)
        if not speakers:
            return None
        return Saying(
            clause=clause.index, covers=covered, voices=speakers, verb=self.scene.quote(at, at + 1),
            strength=verb.strength, back=back,
        )  # fmt: skip

    def _content(self, clause: Clause) -> frozenset[int]:
        """The clauses that a clause of saying reports."""
        inside = {other.index for other in self.scene.descendants(clause) if self._is_content(other)}
        below = set(inside)
        for index in inside:
            below |= {other.index for other in self.scene.descendants(self.scene.syntax.clauses[index])}
        if self._is_parenthesis(clause):
            return frozenset(other.index for other in self.scene.syntax.clauses if other.index != clause.index)
        if self._is_inverted(clause):
            return self._before(clause)
        if clause.kind is ClauseKind.MAIN:
            below |= {other.index for other in self.scene.syntax.clauses if other.start >= clause.end and other.quoted}
        return frozenset(below)

    def _is_content(self, clause: Clause) -> bool:
        if clause.kind is not ClauseKind.SUB or clause.opener is None:
            return False
        return self.scene.tokens[clause.opener].lower in {"dat", "of", "hoe", "waarom", "wanneer"}

    def _is_inverted(self, clause: Clause) -> bool:
        """*…, zei Lavrov*: the verb opens its clause, and something stands before it."""
        opens = clause.finite == _first(self.scene, clause) and clause.kind is ClauseKind.MAIN
        return opens and bool(self._before(clause))

    def _before(self, clause: Clause) -> frozenset[int]:
        """The other clauses that begin before the words of a clause (its first token may be an opening quote)."""
        first = _first(self.scene, clause)
        return frozenset(
            other.index for other in self.scene.syntax.clauses if other.start < first and other.index != clause.index
        )

    def _is_parenthesis(self, clause: Clause) -> bool:
        """*…, zo meldt de BBC, …* stands inside what it covers."""
        first = _first(self.scene, clause)
        return clause.index > 0 and self.scene.tokens[first].lower == "zo" and clause.finite == first + 1

    def _speakers(self, clause: Clause) -> tuple[Voice, ...]:
        subject = subject_of(self.scene, clause)
        if subject is None:
            return ()
        voices = [voice for one in subject.named if (voice := self._voice(one)) is not None]
        if not voices:
            return ()
        for group in self.scene.groups(clause):
            if group.first != subject.first and group.preposition in _SAYING_TO:
                voices += [voice for one in group.named if (voice := self._voice(one)) is not None and voice.medium]
        return tuple(dict.fromkeys(voices))

    def _voice(self, one: Named) -> Voice | None:
        return voice_of(one.mention)

    # volgens X, aldus X

    def _according(self) -> Iterator[Saying]:
        tokens = self.scene.tokens
        for at in range(len(tokens)):
            phrase = next((words for words in self.table.before if _stands(self.scene, at, words)), None)
            if phrase is None:
                continue
            clause = self.scene.syntax.clauses[self.scene.syntax.clause_of[at]]
            group = self._group_behind(at + len(phrase))
            if group is None:
                continue
            voices = tuple(
                voice for one in (*group.named, *self._told_to(group)) if (voice := self._voice(one)) is not None
            )
            if voices:
                yield Saying(
                    clause=-1, covers=self._around(clause), voices=voices,
                    verb=self.scene.quote(at, at + len(phrase)), strength="neutral",
                )  # fmt: skip

    def _told_to(self, group: Group) -> tuple[Named, ...]:
        """The outlet right behind a speaker: *aldus een officier tegen AFP*."""
        for clause in self.scene.syntax.clauses:
            for other in self.scene.groups(clause):
                if other.preposition in _SAYING_TO and 0 < other.first - group.last <= 2:  # noqa: PLR2004 - the preposition and an article
                    return tuple(one for one in other.named if one.mention.medium)
        return ()

    def _around(self, clause: Clause) -> frozenset[int]:
        """*volgens X* covers its clause and what hangs on it; at the end of a sentence (*aldus X*) all of it."""
        if clause.finite is None:
            return frozenset(range(len(self.scene.syntax.clauses)))
        return frozenset({clause.index, *(other.index for other in self.scene.descendants(clause))})

    def _group_behind(self, at: int) -> Group | None:
        for clause in self.scene.syntax.clauses:
            for group in self.scene.groups(clause):
                if at <= group.last and group.first - at <= 1 and group.first >= at - 1:
                    return group
        return None


def _first(scene: Scene, clause: Clause) -> int:
    return next((at for at in clause.tokens if scene.tokens[at].text[0].isalnum()), clause.start)


def _stands(scene: Scene, at: int, words: tuple[str, ...]) -> bool:
    return tuple(token.lower for token in scene.tokens[at : at + len(words)]) == words
