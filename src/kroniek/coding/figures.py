"""Which number of a clause counts what: the dead, the arrested, ships, euros.

A number goes with the noun right after it (adjectives may stand between). A noun such as *doden* tells the key; people
are killed, wounded, arrested, driven out or demonstrating by the nearest cue in the clause (*kwamen … om het leven*,
*pakte … op*). A number that no noun or cue explains gives no figure. Of two numbers for one key the first counts: the
second is as a rule a part of it, save where the first is told as added to a total (*twee extra doden, in totaal
twaalf*). What came of an act may stand in another clause of its sentence (*waarbij vijf mensen omkwamen*) or in the
next sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from kroniek.coding.scene import Scene
from kroniek.coding.triggers import Trigger
from kroniek.lexicon.counted import Counted, Crowd, counted
from kroniek.model.analysis import NumberMention, Token
from kroniek.model.claim import Figure
from kroniek.model.ontology import EventType, FigureKey
from kroniek.model.text import Quote

_MONEY = {"EUR": FigureKey.MONEY_EUR, "USD": FigureKey.MONEY_USD}
_ADJECTIVE_CHARS = 3  # shorter words in -e are no adjectives (*die*, *ze*)
_REACH = 5  # tokens after a number in which its noun is sought; tuned on nothing, longer phrases are rare in news
_CUE_REACH = 25  # tokens between a number and the cue of a split verb at the end of a Dutch main clause
_LOOK_BACK = 5  # tokens before a number in which it may be told as a total: *waarmee het dodental nu op 21 komt*
_CROSSING = 8  # what a comma, *en* or another number between a number and a cue adds to their distance


def _cues(tokens: Sequence[Token], table: Counted) -> list[tuple[int, int, FigureKey]]:
    """First and last token of every cue. The words of one verb may stand apart (*pakte … op*), in order."""
    found: list[tuple[int, int, FigureKey]] = []
    for place, token in enumerate(tokens):
        for words, key in table.cues.get(token.lower, ()):
            last = _last_word(tokens, place, words)
            if last is not None:
                found.append((place, last, key))
    return found


def _last_word(tokens: Sequence[Token], place: int, words: tuple[str, ...]) -> int | None:
    """Where the last word of a cue stands: a phrase word by word, a verb and its particle up to the clause's end."""
    apart = len(words) == 2 and words[1] in {"om", "op", "aan", "in", "dood"}  # noqa: PLR2004 - verb and particle
    if not apart:
        here = tuple(token.lower for token in tokens[place : place + len(words)])
        return place + len(words) - 1 if here == words else None
    for step in range(place + 1, len(tokens)):
        if tokens[step].text in {",", ";", ":", "."}:
            return None
        if tokens[step].lower == words[1] and _ends_clause(tokens, step):
            return step
    return None


def _ends_clause(tokens: Sequence[Token], place: int) -> bool:
    """Is a particle the last word of its clause, as a split verb's is, and not a preposition?"""
    if place + 1 >= len(tokens) or not tokens[place + 1].text[0].isalnum():
        return True
    return tokens[place + 1].lower in counted().clause_starts


def _crossings(tokens: Sequence[Token], first: int, last: int) -> int:
    return sum(
        token.text in {",", ";", ":"} or token.lower in {"en", "maar", "terwijl"} for token in tokens[first:last]
    )


def _nearest(
    tokens: Sequence[Token], first: int, last: int, cues: Sequence[tuple[int, int, FigureKey]]
) -> FigureKey | None:
    """The key of the cue that is nearest to the words `[first, last)`; None where none is near."""
    ranked: list[tuple[int, int, FigureKey]] = []
    for start, end, key in cues:
        if start < first and end >= last:
            ranked.append((1, start, key))
        elif start >= last:
            ranked.append((start - last + _CROSSING * _crossings(tokens, last, start), start, key))
        elif end < first:
            ranked.append((first - end + 1 + _CROSSING * _crossings(tokens, end, first), start, key))
    best = min(ranked, default=None)
    return best[2] if best and best[0] <= _CUE_REACH else None


class _Rank(IntEnum):
    """Whether a number is told as added to others, by itself, or as what all of them make."""

    ADDED = 0
    PLAIN = 1
    TOTAL = 2


class _Count(NamedTuple):
    figure: Figure
    rank: _Rank = _Rank.PLAIN


class _Noun(NamedTuple):
    """The word that a number counts: its place and what it makes of the number, as far as it tells by itself."""

    place: int
    key: FigureKey | None
    movable: bool  # may a cue of the clause say otherwise, or say it at all?
    known: bool = True  # an unknown plural is taken for people who were killed or arrested, not for demonstrators


def _known(word: str, table: Counted) -> tuple[FigureKey | None, bool] | None:
    """What a known noun makes of a number, and whether a cue may say otherwise; None for an unknown word."""
    last_part = word.rpartition("-")[2]
    if word in table.sure:
        return table.sure[word], table.sure[word] is None
    for form in (word, last_part):
        if form in table.soft:
            key = table.soft[form]
            return key, key not in {FigureKey.SHIPS, FigureKey.COUNTRIES}
        if form in table.people:
            return None, True
    return None


def _noun(tokens: Sequence[Token], place: int, table: Counted) -> _Noun | None:
    """The noun that a number before `place` counts: adjectives and *van de* may stand between.

    An unknown plural and a capitalised people (*Palestijnen*) are nouns that need a cue; things end the search.
    """
    if place < len(tokens) and tokens[place].lower in table.verbs:
        return _Noun(place - 1, None, movable=True)
    for step in range(place, min(place + _REACH, len(tokens))):
        word = tokens[step].lower
        known = _known(word, table)
        if known is not None:
            return _Noun(step, *known)
        if word in table.pronouns and step > place:
            return _Noun(step, None, movable=True)
        if not word[0].isalpha() or word in table.things:
            return None
        if word in table.between or (word.endswith("e") and len(word) > _ADJECTIVE_CHARS):
            continue
        people = tokens[step].text[0].isupper()
        plural = people or (word.endswith(("en", "s")) and word != "een")
        return _Noun(step, None, movable=True, known=people) if plural and word not in table.cues else None
    return None


def _is_part(tokens: Sequence[Token], place: int, table: Counted) -> bool:
    """Does *onder wie* or the like stand right before the number at `place`?"""
    lowers = tuple(token.lower for token in tokens[max(0, place - 2) : place])
    return lowers in table.parts or lowers[-1:] in table.parts


def _is_age(tokens: Sequence[Token], place: int, table: Counted) -> bool:
    """*een jongen van dertien*"""
    return place > 1 and tokens[place - 1].lower == "van" and tokens[place - 2].lower in table.aged


def _rank(tokens: Sequence[Token], first: int, end: int, table: Counted) -> _Rank:
    """How a number at `first`, whose words end before `end`, is told: *twee extra doden*, *in totaal twaalf*."""
    before = [token.lower for token in tokens[max(0, first - _LOOK_BACK) : first]]
    following = tuple(token.lower for token in tokens[end : end + 2])
    if any(tuple(before[len(before) - len(words) :]) == words for words in table.totals) or following in table.totals:
        return _Rank.TOTAL
    if _toll(before, table) is not None:
        return _Rank.TOTAL
    near = {*before[-2:], *(token.lower for token in tokens[first:end])}
    return _Rank.ADDED if near & table.added else _Rank.PLAIN


def _toll(before: Sequence[str], table: Counted) -> FigureKey | None:
    """What a number counts that a toll rises to: *het dodental komt op 21*."""
    if not before or before[-1] not in {"op", "tot"}:
        return None
    return next((table.tolls[word] for word in reversed(before) if word in table.tolls), None)


def _figures(
    tokens: Sequence[Token], numbers: Sequence[NumberMention], text: str, crowd: Crowd | None
) -> Iterator[_Count]:
    table = counted()
    cues = _cues(tokens, table)
    last_key: FigureKey | None = None
    for number in numbers:
        inside = [place for place, token in enumerate(tokens) if number.start <= token.start < number.end]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        if number.unit:
            quote = Quote.of(text, number.start, number.end)
            yield _Count(Figure(key=_MONEY[number.unit], min=number.min, max=number.max, quote=quote))
            continue
        if _is_part(tokens, first, table) or _is_age(tokens, first, table):
            continue
        noun = _noun(tokens, last, table)
        end = last if noun is None else noun.place + 1
        key = _told(tokens, (first, end), noun, cues) or _crowd(tokens, noun, crowd)
        rank = _rank(tokens, first, end, table)
        if key is None and noun is None and rank is _Rank.TOTAL:
            key = _toll([token.lower for token in tokens[max(0, first - _LOOK_BACK) : first]], table) or last_key
        if key is not None:
            last_key = key
            quote = Quote.of(text, number.start, tokens[end - 1].end)
            yield _Count(Figure(key=key, min=number.min, max=number.max, quote=quote), rank)
    yield from map(_Count, _ones(tokens, text, table))


def _told(
    tokens: Sequence[Token], words: tuple[int, int], noun: _Noun | None, cues: Sequence[tuple[int, int, FigureKey]]
) -> FigureKey | None:
    """What a number counts by its noun and the cues; without a noun a cue must follow at once (*300 opgepakt*)."""
    first, end = words
    if noun is None:
        return next((key for start, _, key in cues if start == end), None)
    if not noun.movable:
        return noun.key
    cue = _nearest(tokens, first, end, cues)
    if cue is FigureKey.PARTICIPANTS and (noun.key or not noun.known):
        return noun.key
    return cue or noun.key


def _crowd(tokens: Sequence[Token], noun: _Noun | None, crowd: Crowd | None) -> FigureKey | None:
    """What people count as of whom no word tells what befell them."""
    if crowd is None or noun is None or not (noun.movable and noun.known and noun.key is None):
        return None
    return crowd.key if not crowd.nouns or tokens[noun.place].lower in crowd.nouns else None


def _ones(tokens: Sequence[Token], text: str, table: Counted) -> Iterator[Figure]:
    """*een dode*, *één zwaargewonde*: the article counts one."""
    for place, token in enumerate(tokens):
        if token.lower not in {"een", "één"}:
            continue
        for step in (place + 1, place + 2):
            key = table.one.get(tokens[step].lower) if step < len(tokens) else None
            if key is not None:
                yield Figure(key=key, min=1, max=1, quote=Quote.of(text, token.start, tokens[step].end))
                break


def find_figures(
    tokens: Sequence[Token], numbers: Sequence[NumberMention], text: str, *, crowd: Crowd | None = None
) -> tuple[Figure, ...]:
    """What the numbers of a clause count, at most one figure for each key, in text order.

    `tokens` are the words of the clause, `numbers` the numbers found in it, `text` the document's text; `crowd` is what
    people are counted as of whom no word tells what befell them.
    """
    return tuple(count.figure for count in _kept(_figures(tokens, numbers, text, crowd)))


def _kept(counts: Iterable[_Count]) -> tuple[_Count, ...]:
    """Of each key the first number, or the total to which that one is added."""
    found: dict[FigureKey, _Count] = {}
    for count in counts:
        kept = found.setdefault(count.figure.key, count)
        if kept.rank is _Rank.ADDED and count.rank is _Rank.TOTAL:
            found[count.figure.key] = count
    return tuple(found.values())


def figures_of(scene: Scene, trigger: Trigger, type_: EventType) -> tuple[Figure, ...]:
    """The figures of an act: of its clause, and what came of it in other clauses without an act of its type.

    Keys that an act of this type does not have are left out: the ships that somebody gives back are no figure.
    """
    table = counted()
    kinds, outcome = table.kinds.get(type_, frozenset()), table.outcome.get(type_, frozenset())
    told = [count for count in _in_clause(scene, trigger.clause, table.crowd.get(type_)) if count.figure.key in kinds]
    others = {
        other.clause
        for other in scene.triggers
        if any(frame.type is type_ for frame in other.frames) and not other.weak
    } - _results(scene, trigger.clause)
    for clause in scene.syntax.clauses:
        if clause.index != trigger.clause and clause.index not in others:
            told += [count for count in _in_clause(scene, clause.index) if count.figure.key in outcome]
    found = (count.figure for count in _kept(told))
    return tuple(sorted(found, key=lambda figure: figure.quote.start if figure.quote else 0))


def _results(scene: Scene, clause: int) -> frozenset[int]:
    """The clauses that tell what came of the act of a clause: *…, waarbij veertig doden en tien gewonden vielen*.

    They may hold words that are acts elsewhere (*doden*).
    """
    found: set[int] = set()
    for other in scene.syntax.clauses:
        opener = scene.tokens[other.opener].lower if other.opener is not None else ""
        goes_on = opener == "en" and other.index - 1 in found
        if other.parent == clause and (opener in counted().results or goes_on):
            found.add(other.index)
    return frozenset(found)


def outcome_of(scene: Scene, type_: EventType) -> tuple[Figure, ...]:
    """What the sentence behind an act of this type tells to have come of it (*Daarbij kwamen 44 mensen om*)."""
    table = counted()
    first = next((token.lower for token in scene.tokens if token.text[0].isalnum()), "")
    wanted = table.outcome.get(type_, frozenset())
    if first not in table.follows or not wanted:
        return ()
    found = find_figures(scene.tokens, scene.numbers, scene.text)
    return tuple(figure for figure in found if figure.key in wanted)


def _in_clause(scene: Scene, clause: int, crowd: Crowd | None = None) -> tuple[_Count, ...]:
    tokens = [scene.tokens[at] for at in scene.syntax.clauses[clause].tokens]
    numbers = [number for number in scene.numbers if any(token.start <= number.start < token.end for token in tokens)]
    return _kept(_figures(tokens, numbers, scene.text, crowd))
