"""Which number of a clause counts what: the dead, the arrested, ships, euros.

A number goes with the noun right after it (adjectives may stand between). A noun such as *doden* tells the key; people
are killed, wounded, arrested, driven out or demonstrating by the nearest cue in the clause (*kwamen … om het leven*,
*pakte … op*). A number that no noun or cue explains gives no figure. Of two numbers for one key the first counts: the
second is as a rule a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kroniek.lexicon.counted import Counted, counted
from kroniek.model.analysis import NumberMention, Token
from kroniek.model.claim import Figure
from kroniek.model.ontology import FigureKey
from kroniek.model.text import Quote

_MONEY = {"EUR": FigureKey.MONEY_EUR, "USD": FigureKey.MONEY_USD}
_REACH = 5  # tokens after a number in which its noun is sought; tuned on nothing, longer phrases are rare in news
_CUE_REACH = 25  # tokens between a number and the cue of a split verb at the end of a Dutch main clause
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
    return place + 1 >= len(tokens) or not tokens[place + 1].text[0].isalnum() or tokens[place + 1].lower in {
        "en", "maar", "van", "bij", "in", "na", "door", "wegens", "op", "voor", "waarbij", "toen", "terwijl", "die", "nadat", "of", "met", "uit",
    }  # fmt: skip


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


def _noun(tokens: Sequence[Token], place: int, table: Counted) -> int | None:
    """The noun that a number before `place` counts: adjectives and *van de* may stand between."""
    for step in range(place, min(place + _REACH, len(tokens))):
        word = tokens[step].lower
        if not word[0].isalpha() and word != "-":
            return None
        if word in table.sure or word in table.soft or word in table.people:
            return step
        last_part = word.rpartition("-")[2]
        if last_part != word and (last_part in table.soft or last_part in table.people):
            return step
    return None


def _key_of(word: str, table: Counted, cue: FigureKey | None) -> FigureKey | None:
    if word in table.sure:
        return table.sure[word] or cue
    soft = table.soft.get(word) or table.soft.get(word.rpartition("-")[2])
    if soft is FigureKey.SHIPS or soft is FigureKey.COUNTRIES:
        return soft
    return cue if cue and (soft is None or cue is not FigureKey.PARTICIPANTS) else soft


def _is_part(tokens: Sequence[Token], place: int, table: Counted) -> bool:
    """Does *onder wie* or the like stand right before the number at `place`?"""
    lowers = tuple(token.lower for token in tokens[max(0, place - 2) : place])
    return lowers in table.parts or lowers[-1:] in table.parts


def _figures(tokens: Sequence[Token], numbers: Sequence[NumberMention], text: str) -> Iterator[Figure]:
    table = counted()
    cues = _cues(tokens, table)
    for number in numbers:
        inside = [place for place, token in enumerate(tokens) if number.start <= token.start < number.end]
        if not inside:
            continue
        first, last = inside[0], inside[-1] + 1
        if number.unit:
            yield Figure(
                key=_MONEY[number.unit], min=number.min, max=number.max, quote=Quote.of(text, number.start, number.end)
            )
            continue
        if _is_part(tokens, first, table):
            continue
        noun = _noun(tokens, last, table)
        end = last if noun is None else noun + 1
        cue = _nearest(tokens, first, end, cues)
        key = _key_of(tokens[noun].lower, table, cue) if noun is not None else None
        if key is not None:
            quote = Quote.of(text, number.start, tokens[end - 1].end)
            yield Figure(key=key, min=number.min, max=number.max, quote=quote)


def find_figures(tokens: Sequence[Token], numbers: Sequence[NumberMention], text: str) -> tuple[Figure, ...]:
    """What the numbers of a clause count, at most one figure for each key, in text order.

    `tokens` are the words of the clause, `numbers` the numbers found in it, `text` the document's text.
    """
    found: dict[FigureKey, Figure] = {}
    for figure in _figures(tokens, numbers, text):
        found.setdefault(figure.key, figure)
    return tuple(found.values())
