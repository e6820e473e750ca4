"""Finds the words that express an act: forms of the lemmas and expressions of the frame lexicon.

A trigger holds every sense that its words can have, the likeliest first; which of them is meant, or none, is for the
coder. Invariant: the words of a trigger stand in the sentence, and no token is the head of two triggers. A verb and
its particle, and the words of an expression, are looked for within one clause; the most specific match wins over a
sense inside it (*de banden verbreken* over *verbreken*).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kroniek.coding.clauses import Clause, ClauseKind, Syntax, clauses, parse
from kroniek.lexicon.frames import Frames, Pattern, Slot, VerbKey, VerbWord, verb_forms, word_classes
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.schema import Frame
from kroniek.model.analysis import Sentence, Token
from kroniek.model.text import Quote

__all__ = ["Clause", "ClauseKind", "Syntax", "Trigger", "TriggerForm", "clauses", "find_triggers", "parse"]

_WINDOW = 60  # tokens on either side; longer clauses are lists or lost full stops, and time has to stay linear
_SLOT_REACH = 5  # tokens between a preposition and its noun: *in zijn eigen nieuwe huis*
_TE_REACH = 20  # tokens between a particle and the te of the infinitive that depends on its verb
_ADJECTIVE_REACH = 3  # tokens between the words of a noun phrase: *militaire en financiële steun*


class TriggerForm(StrEnum):
    """Which form the head of a trigger has."""

    FINITE = "finite"
    PAST = "past"  # finite, in the past tense
    PARTICIPLE = "participle"
    ATTRIBUTIVE = "attributive"  # a participle before a noun: *de uitgewezen diplomaat*
    INFINITIVE = "infinitive"
    TE_INFINITIVE = "te-infinitive"
    NOUN = "noun"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that may express an act.

    `frames` are the senses, the likeliest first; `words` one quote per token, in text order; `tokens` their indices;
    `head` the index of the verb, or of the noun where there is no verb; `clause` the index of the clause that holds
    the head. `passive` is True where a participle stands with *worden*, or with *zijn* and a transitive verb may be
    meant (*is gearresteerd*); the coder has to settle the latter. `compound` is True where the noun is only the end of
    the word; `phrase` where an expression of several words matched. `weak` is True where no sense has the words
    around it that it needs (*sturen* without troops, aid or an envoy): a coder does well to leave it out.
    """

    frames: tuple[Frame, ...]
    words: tuple[Quote, ...]
    tokens: tuple[int, ...]
    head: int
    form: TriggerForm
    clause: int
    passive: bool = False
    compound: bool = False
    phrase: bool = False
    weak: bool = False

    @property
    def finite(self) -> bool:
        """Does the head carry the tense of its clause?"""
        return self.form in {TriggerForm.FINITE, TriggerForm.PAST}


@dataclass(frozen=True, slots=True)
class _Match:
    """A possible trigger, before the more specific ones have pushed out the others."""

    frames: tuple[Frame, ...]
    tokens: tuple[int, ...]
    head: int
    form: TriggerForm
    weight: int
    compound: bool = False


def find_triggers(sentence: Sentence, frames: Frames, syntax: Syntax | None = None) -> tuple[Trigger, ...]:
    """The triggers of a sentence, by head; `syntax` is that of `parse(sentence)` where it is at hand."""
    return triggers_and_blocked(sentence, frames, syntax or parse(sentence))[0]


def triggers_and_blocked(
    sentence: Sentence, frames: Frames, syntax: Syntax
) -> tuple[tuple[Trigger, ...], frozenset[int]]:
    """The triggers, and the tokens of words of which the words around block every sense (*eiste elf levens*)."""
    finder = _Finder(sentence.tokens, syntax, frames)
    found = tuple(finder.triggers())
    return found, frozenset(finder.blocked)


class _Finder:
    """Looks up the tokens of one sentence."""

    def __init__(self, tokens: Sequence[Token], syntax: Syntax, frames: Frames) -> None:
        self._tokens = tokens
        self._syntax = syntax
        self._frames = frames
        self.blocked: set[int] = set()

    def triggers(self) -> Iterator[Trigger]:
        for match in _most_specific(list(self._matches())):
            kept, weak = self._fitting(match)
            if kept:
                yield self._trigger(match, kept, weak=weak)
            else:
                self.blocked.update(match.tokens)

    def _matches(self) -> Iterator[_Match]:
        for at, token in enumerate(self._tokens):
            if not token.text[0].isalnum():
                continue
            verbs = self._frames.verbs.get(token.lower)
            if verbs and self._syntax.forms[at]:
                yield from self._verb_matches(at, verbs)
            yield from self._noun_matches(at, token, is_verb=bool(self._syntax.forms[at]))

    # verbs

    def _verb_matches(self, at: int, words: Sequence[VerbWord]) -> Iterator[_Match]:
        clause = self._syntax.clause_at(at)
        form = self._form(at, clause)
        found: list[tuple[VerbKey, tuple[int, ...]]] = []
        for word in words:
            tokens = self._with_particle(at, word, clause, form)
            if tokens is not None:
                found.append((word.key, tokens))
        apart = [entry for entry in found if len(entry[1]) > 1]
        particles: set[int] = set()
        for key, tokens in apart:
            matches = list(self._senses(at, key, tokens, clause, form))
            if matches:
                particles.update(place for place in tokens if place != at)
            yield from matches
        for key, tokens in found:
            if len(tokens) > 1:
                continue
            for match in self._senses(at, key, tokens, clause, form):
                # With its particle it is another verb, unless an expression holds that word too (*de straat op gaan*).
                if not particles or particles & set(match.tokens):
                    yield match

    def _senses(
        self, at: int, key: VerbKey, tokens: tuple[int, ...], clause: Clause, form: TriggerForm
    ) -> Iterator[_Match]:
        """The expressions and the plain senses of a verb that was found at `tokens`."""
        yield from self._pattern_matches(at, key, tokens, clause, form)
        senses = self._frames.senses.get(key, ())
        senses = tuple(frame for frame in senses if self._is_reflexive_enough(frame, at, clause, form))
        if senses:
            yield _Match(senses, tokens, at, form, 1 if len(tokens) > 1 else 0)

    def _with_particle(self, at: int, word: VerbWord, clause: Clause, form: TriggerForm) -> tuple[int, ...] | None:
        """The tokens of a verb at `at`: alone, or with its particle, which has to stand in the same clause."""
        if word.whole:
            return (at,) if word.form & self._allowed(form) else None
        particle = word.key[1]
        tokens = self._tokens
        if form is TriggerForm.TE_INFINITIVE:
            return (at - 2, at) if at > 1 and tokens[at - 2].lower == particle else None
        if form in {TriggerForm.FINITE, TriggerForm.PAST} or (word.form & Form.STEM and clause.finite in {None, at}):
            for near in reversed(self._around(clause, at)):
                if near <= at:
                    break
                if tokens[near].lower == particle and self._is_particle(near, clause):
                    return (at, near)
            return None
        return self._left_particle(at, particle)

    def _around(self, clause: Clause, at: int) -> Sequence[int]:
        """The tokens of a clause that are near enough to a token: all of them in any clause that people write."""
        if len(clause.tokens) <= _WINDOW:
            return clause.tokens
        return clause.tokens[bisect_left(clause.tokens, at - _WINDOW) : bisect_left(clause.tokens, at + _WINDOW)]

    def _is_particle(self, at: int, clause: Clause) -> bool:
        """Is a word that can be a preposition the particle of the finite verb here?

        It is where it ends its clause, where a word follows that cannot be its noun, or where a bare *te*-infinitive
        goes on behind it (*riep Rusland op zijn troepen terug te trekken*); before *te* it belongs to the infinitive.
        """
        if at + 1 >= len(self._tokens) or self._syntax.clause_of[at + 1] != clause.index:
            return True
        following = self._tokens[at + 1]
        if following.lower == "te":
            return False
        if not following.text[0].isalnum() or self._syntax.forms[at + 1]:
            return True
        classes = word_classes()
        if following.lower in classes.after_particle or following.lower in classes.prepositions:
            return True
        if following.text[0].isupper():
            return False  # in Gaza toe te laten
        return any(token.lower == "te" for token in self._tokens[at + 1 : at + _TE_REACH])

    def _left_particle(self, at: int, particle: str) -> tuple[int, ...] | None:
        """A particle that only verbs part from its participle or infinitive: *ineen hebben geslagen*."""
        before = at - 1
        while before > 0 and self._syntax.forms[before] and at - before < _SLOT_REACH:
            before -= 1
        return (before, at) if 0 <= before < at - 1 and self._tokens[before].lower == particle else None

    def _allowed(self, form: TriggerForm) -> Form:
        if form in {TriggerForm.FINITE, TriggerForm.PAST}:
            return Form.PRESENT | Form.PLURAL | Form.PAST | Form.PAST_PLURAL | Form.STEM
        return ~Form.STEM

    def _form(self, at: int, clause: Clause) -> TriggerForm:
        """What a verb form is in its clause."""
        can = self._syntax.forms[at]
        if at and self._tokens[at - 1].lower == "te":
            return TriggerForm.TE_INFINITIVE
        if clause.finite == at:
            past = can & (Form.PAST | Form.PAST_PLURAL) and not can & (Form.PRESENT | Form.PLURAL)
            return TriggerForm.PAST if past else TriggerForm.FINITE
        if can & Form.PARTICIPLE and not self._is_before_noun(at):
            return TriggerForm.PARTICIPLE
        if can & (Form.INFLECTED | Form.PRESENT_PARTICIPLE | Form.PARTICIPLE):
            return TriggerForm.ATTRIBUTIVE
        if can & Form.PLURAL:
            return TriggerForm.INFINITIVE
        return TriggerForm.PAST if can & (Form.PAST | Form.PAST_PLURAL) else TriggerForm.FINITE

    def _is_before_noun(self, at: int) -> bool:
        """Does a participle that needs no *-e* stand in front of a noun: *de uitgewezen diplomaat*?"""
        if at + 1 >= len(self._tokens) or not at:
            return False
        following = self._tokens[at + 1]
        return (
            following.text[0].isalpha()
            and following.text[0].islower()
            and not self._syntax.forms[at + 1]
            and following.lower not in word_classes().prepositions
            and self._tokens[at - 1].lower in _DETERMINERS
            and self._syntax.clause_at(at).finite != at - 1  # zijn vrijgelaten: the verb, not *his*
        )

    def _is_reflexive_enough(self, frame: Frame, at: int, clause: Clause, form: TriggerForm) -> bool:
        """Does *zich* stand where the sense needs it? A participle before a noun has lost it."""
        if not frame.lemma.startswith("zich ") or form is TriggerForm.ATTRIBUTIVE:
            return True
        reflexives = word_classes().reflexives
        return any(self._tokens[near].lower in reflexives for near in self._around(clause, at))

    # expressions

    def _pattern_matches(
        self, at: int, key: VerbKey, tokens: tuple[int, ...], clause: Clause, form: TriggerForm
    ) -> Iterator[_Match]:
        patterns = self._frames.verb_patterns.get(key, ())
        near = self._around(clause, at) if patterns else ()
        for pattern in patterns:
            filled = self._fill(pattern, near, set(tokens))
            if filled is None:
                continue
            needs, blocks, used = pattern.frame.needs, pattern.frame.blocks, {*tokens, *filled}
            if self._holds(blocks, used) or (needs and not self._holds(needs, used)):
                continue  # not this expression; its verb alone may still tell something
            yield _Match((pattern.frame,), tuple(sorted(used)), at, form, 2 + pattern.weight)

    def _fill(self, pattern: Pattern, near: Sequence[int], used: set[int]) -> tuple[int, ...] | None:
        """The tokens that fill a pattern's slots within the clause, None where one stays empty."""
        if pattern.reflexive and not any(self._tokens[at].lower in word_classes().reflexives for at in near):
            return None
        if pattern.tail and not any(_holds_preposition(self._tokens[at].lower, pattern.tail) for at in near):
            return None
        filled: list[int] = []
        for slot in pattern.slots:
            place = self._place(slot, near, used)
            if place is None:
                return None
            used.add(place)
            filled.append(place)
        return tuple(filled)

    def _place(self, slot: Slot, near: Sequence[int], used: set[int]) -> int | None:
        for at in near:
            if at in used or not slot.fits(self._tokens[at].lower):
                continue
            if not slot.preposition or self._has_preposition(at, slot.preposition):
                return at
        return None

    def _has_preposition(self, at: int, preposition: str) -> bool:
        near = self._tokens[max(0, at - _SLOT_REACH) : at]
        return any(token.lower == preposition for token in near)

    # nouns and adjectives

    def _noun_matches(self, at: int, token: Token, *, is_verb: bool) -> Iterator[_Match]:
        word = token.lower
        for pattern in self._frames.noun_patterns.get(word, ()):
            filled = self._fill_before(pattern, at)
            if filled is not None:
                yield _Match((pattern.frame,), (*filled, at), at, TriggerForm.NOUN, 1 + pattern.weight)
        if is_verb and self._is_surely_verb(at) and word not in self._frames.adjectives:
            return
        found = self._frames.nouns.get(word, ())
        if is_verb:  # roepen is no plural of roep where it can be the verb
            found = tuple(frame for frame in found if frame.lemma == word)
        if found:
            yield _Match(found, (at,), at, TriggerForm.NOUN, 0)
        elif adjectives := self._frames.adjectives.get(word):
            yield _Match(adjectives, (at,), at, TriggerForm.ADJECTIVE, 0)
        elif len(word) > _COMPOUND_CHARS and (compound := self._frames.compound(word)):
            yield _Match(compound, (at,), at, TriggerForm.NOUN, 0, compound=True)

    def _fill_before(self, pattern: Pattern, at: int) -> tuple[int, ...] | None:
        """The words of a noun phrase in front of its head, in order and close to it."""
        filled: list[int] = []
        place = at
        for slot in reversed(pattern.slots):
            near = range(place - 1, max(-1, place - 1 - _ADJECTIVE_REACH), -1)
            found = next((before for before in near if slot.fits(self._tokens[before].lower)), None)
            if found is None:
                return None
            place = found
            filled.append(found)
        return tuple(reversed(filled))

    def _is_surely_verb(self, at: int) -> bool:
        """Is a word that is both noun and verb a verb here?"""
        clause = self._syntax.clause_at(at)
        before = self._tokens[at - 1].lower if at else ""
        return clause.finite == at or before == "te" or bool(self._syntax.forms[at] & Form.PARTICIPLE)

    # from match to trigger

    def _fitting(self, match: _Match) -> tuple[tuple[Frame, ...], bool]:
        """The senses that agree with the words around, the likeliest first, and whether they are weak.

        A sense whose `blocks` are met is out. Senses whose `needs` are not met are kept, as weak ones, only where no
        other sense of the word is left.
        """
        open_ = [frame for frame in match.frames if not self._holds(frame.blocks, match.tokens)]
        sure = [frame for frame in open_ if not frame.needs or self._holds(frame.needs, match.tokens)]
        first = match.frames[0].pos
        kept = sorted(sure or open_, key=lambda frame: (frame.pos is not first, -frame.precision))
        return tuple(kept), not sure

    def _holds(self, wanted: tuple[str, ...], used: Collection[int]) -> bool:
        """Does the sentence hold one of these words outside the tokens that are used?"""
        if not wanted:
            return False
        places = range(max(0, min(used) - _WINDOW), min(len(self._tokens), max(used) + _WINDOW))
        words = [self._tokens[at].lower for at in places if at not in used]
        ends, beginnings = _ends_and_beginnings(wanted)
        return any(word.startswith(beginnings) or _is_met(word, ends) for word in words)

    def _trigger(self, match: _Match, kept: tuple[Frame, ...], *, weak: bool) -> Trigger:
        tokens = tuple(sorted(match.tokens))
        return Trigger(
            frames=kept,
            words=tuple(_quote(self._tokens[at]) for at in tokens),
            tokens=tokens,
            head=match.head,
            form=match.form,
            clause=self._syntax.clause_of[match.head],
            passive=match.form is TriggerForm.PARTICIPLE and self._is_passive(match.head),
            compound=match.compound,
            phrase=match.weight > 1,
            weak=weak,
        )

    def _is_passive(self, at: int) -> bool:
        clause = self._syntax.clause_at(at)
        words = {self._tokens[near].lower for near in self._around(clause, at)}
        return bool(words & _PASSIVES) and not words & _ACTIVES


_PLACE_ADVERBS = frozenset({"er", "daar", "hier", "waar"})
_MODIFIER = 3  # letters before the noun of a compound: *nadat* is none of *dat*
_COMPOUND_CHARS = 8  # two letters and a noun of six
_DETERMINERS = frozenset(
    {"de", "het", "een", "deze", "die", "dit", "dat", "zijn", "haar", "hun", "onze", "alle", "enkele"}
)
_PASSIVES = frozenset({"word", "wordt", "worden", "werd", "werden", "geworden", "is", "zijn", "was", "waren", "ben"})
_ACTIVES = frozenset({"heeft", "hebben", "had", "hadden", "heb", "hebt"})
_ADVERBS = {"met": "mee", "tot": "toe"}  # a preposition's form behind er, daar, hier, waar


def _holds_preposition(word: str, preposition: str) -> bool:
    """Is a word the preposition, or *er-*, *daar-*, *hier-*, *waar-* with it?"""
    if word == preposition:
        return True
    ending = _ADVERBS.get(preposition, preposition)
    return word in {"er" + ending, "daar" + ending, "hier" + ending, "waar" + ending} or word == ending


@cache
def _ends_and_beginnings(wanted: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How words of `needs` and `blocks` are met: by a word's end, or by its beginning where they end in a hyphen."""
    ends = tuple(word for word in wanted if not word.endswith("-"))
    return ends, tuple(word[:-1] for word in wanted if word.endswith("-"))


def _is_met(word: str, ends: tuple[str, ...]) -> bool:
    """Is a word one of these, or a compound that ends in one (*lidstaat*, *ondertekende*)?

    A present tense or an infinitive is no compound of a noun (*bestaat*); with a preposition only *er*, *daar*, *hier*
    and *waar* make one (*waarover*, not *Amerikaan*).
    """
    if not word.endswith(ends):
        return False
    if word in ends or "-" in word:
        return True
    past = Form.PAST | Form.PAST_PLURAL | Form.PARTICIPLE
    verbs, prepositions = verb_forms(), word_classes().prepositions
    return any(
        word.endswith(end)
        and (word[: -len(end)] in _PLACE_ADVERBS or (len(word) - len(end) >= _MODIFIER and end not in prepositions))
        and (word not in verbs or bool(verbs.get(end, Form(0)) & past))
        for end in ends
    )


def _quote(token: Token) -> Quote:
    return Quote(text=token.text, start=token.start, end=token.end)


def _most_specific(matches: list[_Match]) -> list[_Match]:
    """The matches that remain: the heaviest first, each pushing out what shares a token with it; equals are joined.

    A sense of the same type that is pushed out stays behind the winner's, because it may tell a mode
    (*zelfmoordaanslag* in *een zelfmoordaanslag plegen*).
    """
    by_head: dict[int, _Match] = {}
    taken: dict[int, int] = {}  # token → head of the match that took it
    for match in sorted(matches, key=lambda match: (-match.weight, match.head)):
        heads = {taken[at] for at in match.tokens if at in taken}
        if not heads:
            by_head[match.head] = match
            taken |= dict.fromkeys(match.tokens, match.head)
        elif len(heads) == 1:
            head = heads.pop()
            by_head[head] = _joined(by_head[head], match)
            taken |= dict.fromkeys(by_head[head].tokens, head)
    return [by_head[head] for head in sorted(by_head)]


def _joined(winner: _Match, other: _Match) -> _Match:
    """A match with what a lighter or equal one adds to it."""
    equal = winner.head == other.head and winner.weight == other.weight
    kinds = {frame.type for frame in winner.frames}
    added = other.frames if equal else tuple(frame for frame in other.frames if frame.type in kinds)
    tokens = tuple(sorted({*winner.tokens, *other.tokens})) if equal else winner.tokens
    frames = tuple(dict.fromkeys([*winner.frames, *added]))
    return _Match(frames, tokens, winner.head, winner.form, winner.weight, winner.compound)
