"""One sentence as a coder sees it: tokens, clauses, and which mention, time and number stands at which token.

Invariant: everything here is an index into the sentence's tokens; offsets into the text stay in the records of the
analysis. Built once for every sentence and never changed. Left out: anything that looks at two sentences at once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kroniek.coding.clauses import Clause, Syntax, parse
from kroniek.coding.triggers import Trigger, triggers_and_blocked
from kroniek.lexicon.frames import frames, word_classes
from kroniek.lexicon.speech import speech
from kroniek.model.analysis import (
    Analysis,
    Mention,
    MentionKind,
    NumberMention,
    Sentence,
    SentenceKind,
    TimeMention,
    Token,
)
from kroniek.model.text import Quote


@dataclass(frozen=True, slots=True)
class Named:
    """A mention at tokens `[first, last)`; its noun phrase begins at `outer`."""

    mention: Mention
    first: int
    last: int
    outer: int


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions that are joined by *en* or commas, with the preposition before them ("" where there is none)."""

    named: tuple[Named, ...]
    preposition: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Timed:
    """A time at tokens `[first, last)`."""

    time: TimeMention
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A sentence with all that stands in it."""

    text: str
    number: int
    sentence: Sentence
    syntax: Syntax
    named: tuple[Named, ...]
    times: tuple[Timed, ...]
    numbers: tuple[NumberMention, ...]
    triggers: tuple[Trigger, ...]
    blocked: frozenset[int] = frozenset()  # tokens that the lexicon knows not to be an act here
    cache: dict[int, tuple[Group, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    def quote(self, first: int, last: int) -> Quote:
        """The words of tokens `[first, last)`."""
        return Quote.of(self.text, self.tokens[first].start, self.tokens[last - 1].end)

    def whole(self) -> Quote:
        """The words of the sentence."""
        return Quote.of(self.text, self.sentence.start, self.sentence.end)

    def words(self, clause: Clause) -> list[str]:
        """The words of a clause in lower case."""
        return [self.tokens[at].lower for at in clause.tokens]

    def groups(self, clause: Clause) -> tuple[Group, ...]:
        """The mentions of a clause that can be parties, joined where *en* or a comma joins them."""
        found = self.cache.get(clause.index)
        if found is None:
            own = set(clause.tokens)
            named = [one for one in self.named if one.outer in own and _is_party(one) and not self._owns(one)]
            found = self.cache[clause.index] = tuple(_groups(self.tokens, named))
        return found

    def _owns(self, one: Named) -> bool:
        """Is a mention a genitive (*Nkunda’s rivaal*), so that what it owns takes part, and not itself?"""
        return one.last + 1 < len(self.tokens) and self.tokens[one.last].text in _GENITIVES

    def descendants(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that stand in or depend on a clause, near or far."""
        below = {clause.index}
        found: list[Clause] = []
        for other in self.syntax.clauses:
            if other.parent in below and other.index not in below:
                below.add(other.index)
                found.append(other)
        return tuple(found)


def _is_party(one: Named) -> bool:
    """May a mention be a party? Not an adjective, and not a genitive whose noun is another party (*Trumps gezant*)."""
    mention = one.mention
    return mention.kind is not MentionKind.NATIONALITY and (mention.can_act or mention.is_place)


def _groups(tokens: Sequence[Token], named: Sequence[Named]) -> Iterator[Group]:
    """Groups in text order; a comma joins only where an *en* ends the list, so an apposition is no list."""
    at = 0
    while at < len(named):
        end = at + 1
        while end < len(named) and _joins(tokens, named, end):
            end += 1
        members = named[at:end]
        yield Group(tuple(members), _preposition(tokens, members[0].outer), members[0].outer, members[-1].last)
        at = end


_COUNTED = 2  # words of number between a preposition and who is counted
_NUMBERS = frozenset(
    {
        "ruim", "zeker", "minstens", "ongeveer", "bijna", "circa", "zo'n", "zo’n", "twee", "drie", "vier", "vijf",
        "zes", "zeven", "acht", "negen", "tien", "tientallen", "honderden", "duizenden", "enkele", "meerdere",
        "diverse", "sommige", "alle", "beide",
    }
)  # fmt: skip
_GENITIVES = frozenset({"’s", "'s"})
_AND = frozenset({"en", "of", "noch", "alsook", "alsmede", "&"})


def _joins(tokens: Sequence[Token], named: Sequence[Named], at: int) -> bool:
    """Does the mention at `at` go on with the list that the one before it is in?"""
    if (named[at - 1].first, named[at - 1].last) == (named[at].first, named[at].last):
        return True  # beide landen, de presidenten van Polen en Litouwen: several parties in the same words
    between = [token.lower for token in tokens[named[at - 1].last : named[at].outer]]
    if len(between) == 1 and between[0] in _AND:
        return True
    if between == [","]:
        rest = named[at:]
        for one, following in pairwise(rest):
            gap = [token.lower for token in tokens[one.last : following.outer]]
            if gap == [","]:
                continue
            return len(gap) == 1 and gap[0] in _AND
    return len(between) == 2 and between[0] in _AND and between[1] in {"ook", "de", "het"}  # noqa: PLR2004 - *en ook*


def _counts(token: Token) -> bool:
    """Is a word a number, or does it stand before one (*ruim dertig*)?"""
    return token.text[0].isdigit() or token.lower in _NUMBERS


def _preposition(tokens: Sequence[Token], first: int) -> str:
    classes = word_classes()
    at = first - 1
    while at > max(0, first - 1 - _COUNTED) and _counts(tokens[at]):
        at -= 1  # volgens twee ambtenaren, tegen ruim dertig Russen
    if at < 0:
        return ""
    word = tokens[at].lower
    return (
        word if word in classes.prepositions or (word,) in speech().before else ""
    )  # aldus Rusland: no party to the act


def scenes(analysis: Analysis) -> Iterator[Scene]:
    """The sentences of a text as scenes, boilerplate left out."""
    mention_starts = [mention.start for mention in analysis.mentions]
    time_starts = [time.start for time in analysis.times]
    number_starts = [number.start for number in analysis.numbers]
    for number, sentence in enumerate(analysis.sentences):
        if sentence.kind is SentenceKind.BOILERPLATE:
            continue
        here = _between(mention_starts, sentence)
        times = _between(time_starts, sentence)
        numbers = _between(number_starts, sentence)
        index = _Index(sentence.tokens)
        syntax = parse(sentence)
        triggers, blocked = triggers_and_blocked(sentence, frames(), syntax)
        yield Scene(
            text=analysis.document.text,
            number=number,
            sentence=sentence,
            syntax=syntax,
            named=tuple(
                Named(mention, *index.span(mention.start, mention.end), index.at(mention.outer))
                for mention in analysis.mentions[here]
            ),
            times=tuple(Timed(time, *index.span(time.start, time.end)) for time in analysis.times[times]),
            numbers=analysis.numbers[numbers],
            triggers=triggers,
            blocked=blocked,
        )


def _between(starts: Sequence[int], sentence: Sentence) -> slice:
    return slice(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))


class _Index:
    """From offsets to token indices."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._starts = [token.start for token in tokens]

    def at(self, start: int) -> int:
        return max(0, bisect_right(self._starts, start) - 1)

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.at(start), max(self.at(start) + 1, bisect_left(self._starts, end))
