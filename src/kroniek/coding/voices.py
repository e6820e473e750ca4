"""Finds on whose word a text tells something: who says, reports or writes it, and who reports the speaker.

A voice covers a clause where a verb of saying governs it (*X zegt dat …*, *…, zei X*), where *volgens X* or *aldus X*
stands with it, and the sentence before where the sentence opens *Dat meldt X*. Words between quotation marks that go
on in the next sentences stay with their speaker (`Floor`). Nearest speaker first, then who reports that speaker.
Invariant: a voice is a mention of the text, or the words of a document in it (*een intern rapport*). Left out: indirect
speech that goes on without any mark.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kroniek.coding.clauses import Clause, ClauseKind
from kroniek.coding.roles import subject_of
from kroniek.coding.scene import Group, Named, Scene
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.speech import Speech, SpeechVerb, speech
from kroniek.model.actor import Party, Strength, Voice
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


_OPENING = frozenset("“„\"‘'«")
_ARTICLES = frozenset({"een", "de", "het", "dit", "dat", "deze", "die", "hun", "zijn", "haar"})
_REACH = 9  # tokens between *uit* and who made the report; tokens before the colon of a quotation
_DOCUMENT = 4  # tokens from an article to the noun of a document: *een nieuw vertrouwelijk rapport*
_LONGEST = 2000  # characters of a quotation that is looked back for
_LEAD = 4  # sentences that announce a report: headline, lead and the one behind
_STILL = 2  # sentences for which a speaker keeps the floor without a new mark


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
        yield from self._shown()
        yield from self._announced()

    def _shown(self) -> Iterator[Saying]:
        """*Uit een rapport van de VN blijkt dat …*, *…, blijkt uit onderzoek van Reuters*."""
        for clause in self.scene.syntax.clauses:
            if clause.finite is None or self.scene.tokens[clause.finite].lower not in self.table.shows:
                continue
            sources = [at for at in clause.tokens if self.scene.tokens[at].lower == "uit"]
            for at in sources:
                voices = [voice] if (voice := self._document(at + 1)) is not None else []
                behind = [
                    group for group in self.scene.groups(clause) if group.first > at and not group.first > at + _REACH
                ]
                voices += [voice for group in behind for one in group.named if (voice := self._voice(one)) is not None]
                covered = self._content(clause) or self._before(clause)
                if voices and covered:
                    yield Saying(
                        clause=clause.index, covers=covered, voices=tuple(dict.fromkeys(voices)),
                        verb=self.scene.quote(clause.finite, clause.finite + 1), strength="neutral",
                    )  # fmt: skip

    def _announced(self) -> Iterator[Saying]:
        """*Zelensky: “Rusland heeft Charkov gebombardeerd.”*: a speaker, a colon, and words between quotation marks."""
        tokens = self.scene.tokens
        colon = next((at for at, token in enumerate(tokens) if token.text == ":"), None)
        if colon is None or colon > _REACH or colon + 1 >= len(tokens) or tokens[colon + 1].text not in _OPENING:
            return
        if any(self.scene.syntax.forms[at] for at in range(colon)):
            return
        named = [one for one in self.scene.named if one.last == colon]
        voices = tuple(voice for one in named if (voice := self._voice(one)) is not None)
        covers = frozenset(clause.index for clause in self.scene.syntax.clauses if clause.end > colon + 1)
        if voices:
            yield Saying(
                clause=-1, covers=covers, voices=voices, verb=self.scene.quote(colon, colon + 1), strength="neutral"
            )

    def _document(self, at: int) -> Voice | None:
        """A document at `at`, up to its noun: *een intern rapport*. It is named by its words without article."""
        tokens = self.scene.tokens
        first = at + 1 if at < len(tokens) and tokens[at].lower in _ARTICLES else at
        for last in range(first, min(first + _DOCUMENT, len(tokens))):
            if not tokens[last].text[0].isalnum():
                return None
            if tokens[last].lower in self.table.documents:
                quote = self.scene.quote(first, last + 1)
                return Voice(party=Party(name=" ".join(quote.text.split()), quote=quote))
        return None

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
        back = back or (not covered and self._says_that(clause))
        if not covered and not back:
            return None
        if verb.strength == Strength.DENIES and not self._governs_content(clause):
            return None  # *maar Moskou spreekt dat tegen*: who denies what others say does not say it
        speakers = self._speakers(clause)
        if not speakers:
            return None
        speakers = tuple(replace(voice, strength=Strength(verb.strength)) for voice in speakers)
        return Saying(
            clause=clause.index, covers=covered, voices=speakers, verb=self.scene.quote(at, at + 1),
            strength=verb.strength, back=back,
        )  # fmt: skip

    def _says_that(self, clause: Clause) -> bool:
        """*Zelensky zei dat donderdag*: the object of saying is what was told before."""
        if clause.index or clause.kind is not ClauseKind.MAIN or clause.finite is None:
            return False
        behind = self.scene.tokens[clause.finite + 1 : clause.finite + 2]
        alone = len(self.scene.syntax.clauses) == 1
        return alone and bool(behind) and behind[0].lower in {"dat", "dit"}

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

    def _governs_content(self, clause: Clause) -> bool:
        return any(other.parent == clause.index and self._is_content(other) for other in self.scene.syntax.clauses)

    def _is_content(self, clause: Clause) -> bool:
        if clause.kind is not ClauseKind.SUB or clause.opener is None:
            return False
        return self.scene.tokens[clause.opener].lower in {"dat", "hoe", "waarom", "wanneer"}

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
        if clause.index > 0 and self.scene.tokens[first].lower == "zo" and clause.finite == first + 1:
            return True
        around = any(other.start < clause.start and other.end > clause.end for other in self.scene.syntax.clauses)
        return around and clause.finite == first and clause.kind is ClauseKind.MAIN

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
                if document := self._document(at + len(phrase)):
                    yield Saying(
                        clause=-1, covers=self._around(clause), voices=(document,),
                        verb=self.scene.quote(at, at + len(phrase)), strength="neutral",
                    )  # fmt: skip
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


class Floor:
    """Who has the floor: a direct quotation that goes on in later sentences stays with its speaker.

    It is given by a saying that covers quoted words, and passes with the next saying. A news outlet whose report the
    lead announces stands behind the unnamed whom the article quotes from it (codebook, rule 11). Sentences are looked
    at in text order, each once.
    """

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

    def hear(self, scene: Scene, said: Iterable[Saying]) -> None:
        """Take in what is said in a sentence before its acts are coded."""
        spoken = [saying for saying in said if saying.covers]
        if scene.number < _LEAD and not self._reports:
            self._reports = tuple(voice for saying in said for voice in saying.voices if voice.medium)[:1]
        if spoken and any(self._is_quoted(scene, at) for at in range(len(scene.tokens))):
            self._speaker, self._verb, self._sentence = spoken[-1].voices, spoken[-1].verb, scene.number

    def voices(self, scene: Scene, token: int) -> tuple[tuple[Voice, ...], Quote | None]:
        """Whose words a token is, if it is quoted and somebody has the floor, with the verb that gave it."""
        first = next((at for at, one in enumerate(scene.tokens) if one.text[0].isalnum()), 0)
        whole = self._is_quoted(scene, token) and self._is_quoted(scene, first)  # not a few words of somebody else's
        if not whole or scene.number - self._sentence > _STILL:
            return (), None
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
