"""Which words of a sentence tell a time, by the rules of `lexicon/data/nl/time_rules.toml`.

First cores (*3 mei*, *vorige week donderdag*), then the prepositions and ranges around them (*sinds 3 mei*, *van
dinsdag tot donderdag*). Of all rules that fit at a word the one with the most words wins. Nothing is placed on the
calendar here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kroniek.lexicon.frames import verb_forms
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.timewords import OTHER, Entry, TimeRule, TimeRules, time_entry, time_words, without_names
from kroniek.model.analysis import Sentence, Token

_WEAK = frozenset({"W", "N"})  # cores that are no time without a preposition


@dataclass(frozen=True, slots=True)
class Found:
    """A match: tokens `[first, last)`, the rule, and the values of its named groups (cores within frames included)."""

    first: int
    last: int
    rule: TimeRule
    values: Mapping[str, object]


def _entries(tokens: Sequence[Token]) -> list[tuple[Entry, str]]:
    """Classes and letter of each token; a capitalised word amid a sentence is no month and no weekday."""
    entries: list[tuple[Entry, str]] = []
    for place, token in enumerate(tokens):
        entry, letter = time_entry(token.lower)
        if letter != OTHER and place and token.text[0].isupper() and ("MONTH" in entry or "WEEKDAY" in entry):
            before = tokens[place - 1]
            if before.text[-1].isalpha() and not before.text.isupper() and before.lower not in {"goede", "witte"}:
                entry, letter = without_names(entry)
        entries.append((entry, letter))
    return entries


def _barred(
    rule: TimeRule, entries: Sequence[tuple[Entry, str]], first: int, last: int, tokens: Sequence[Token]
) -> bool:
    """Does a word follow that shows this to be no time: *35 jaar oud*, *in 2000 (kleine) gemeenten*?"""
    if rule.at_start and first:
        return True
    if rule.adjacent and not _adjacent(entries[first][0], entries[last - 1][0]):
        return True
    if last >= len(tokens):
        return False
    if rule.closes:
        spelled = tokens[last - 1].text.isalpha() and tokens[last].text.isalpha()
        return spelled and not _is_past(tokens[last].lower, plural=tokens[last - 1].lower != "eerste")
    if rule.unless_after is None or _is_said_of_a_year(entries, first, tokens):
        return False
    return _is_counted(rule.unless_after, entries, last, tokens)


def _is_past(word: str, *, plural: bool) -> bool:
    """Is a word a verb in the past tense and no adjective? Behind *eerste* a plural is a noun (*de eerste schoten*)."""
    form = verb_forms().get(word, Form(0))
    return bool(form & (Form.PAST | Form.PAST_PLURAL if plural else Form.PAST)) and not form & Form.INFLECTED


def _is_said_of_a_year(entries: Sequence[tuple[Entry, str]], first: int, tokens: Sequence[Token]) -> bool:
    """Does a number that is not round stand behind a word that years stand behind?"""
    return bool(first) and "YEARWARD" in entries[first - 1][0] and not tokens[first].text.endswith("0")


def _is_counted(name: str, entries: Sequence[tuple[Entry, str]], last: int, tokens: Sequence[Token]) -> bool:
    """Does a word of a class stand at `last`, or behind an adjective there?"""
    if name in entries[last][0]:
        return True
    follows = last + 1 < len(tokens) and name in entries[last + 1][0]
    return follows and tokens[last].lower.endswith("e")


def _adjacent(first: Entry, last: Entry) -> bool:
    """Does the second of two years follow the first?"""
    return "YEAR" in first and "YEAR" in last and last["YEAR"] == int(str(first["YEAR"])) + 1


def _values(rule: TimeRule, groups: Mapping[str, int], entries: Sequence[Mapping[str, object]]) -> dict[str, object]:
    values: dict[str, object] = dict(rule.fixed)
    for name, place in groups.items():
        entry = entries[place]
        values[name] = next(entry[one] for one in rule.groups[name] if one in entry)
    return values


def _longest(
    table: Mapping[str, TimeRules], letters: str, place: int, allowed: Callable[[TimeRule, int, int], bool]
) -> tuple[TimeRule, dict[str, int], int] | None:
    best: tuple[TimeRule, dict[str, int], int] | None = None
    here = table.get(letters[place])
    if here is None or not here.fits.match(letters, place):
        return None
    for rule in here.rules:
        match = rule.pattern.match(letters, place)
        if match and (best is None or match.end() > best[2]) and allowed(rule, place, match.end()):
            groups = {name: match.start(name) for name in rule.groups if match.start(name) >= 0}
            best = rule, groups, match.end()
    return best


def _cores(tokens: Sequence[Token]) -> list[Found | tuple[Entry, str]]:
    """The sentence with every core found in it in the place of its tokens."""
    entries = _entries(tokens)
    letters = "".join(letter for _, letter in entries)
    table = time_words()
    if not table.triggers.search(letters):
        return []
    classes = [entry for entry, _ in entries]
    items: list[Found | tuple[Entry, str]] = []
    place = 0
    while place < len(letters):
        best = None
        if letters[place] != OTHER:
            best = _longest(
                table.cores, letters, place, lambda rule, first, last: not _barred(rule, entries, first, last, tokens)
            )
        if best is None:
            items.append(entries[place])
            place += 1
            continue
        rule, groups, last = best
        items.append(Found(place, last, rule, _values(rule, groups, classes)))
        place = last
    return items


def _frames(items: Sequence[Found | tuple[Entry, str]]) -> list[Found]:
    """Cores with the prepositions and ranges around them; weak cores that stand alone are dropped."""
    table = time_words()
    letters = "".join(table.letters[item.rule.gives] if isinstance(item, Found) else item[1] for item in items)
    classes: list[Mapping[str, object]] = [
        dict.fromkeys(item.rule.gives, item) if isinstance(item, Found) else item[0] for item in items
    ]
    starts = _starts(items)
    found: list[Found] = []
    place = 0
    while place < len(items):
        best = (
            _longest(table.frames, letters, place, lambda _rule, _first, _last: True)
            if letters[place] != OTHER
            else None
        )
        item = items[place]
        if best is not None:
            rule, groups, last = best
            first = starts[place + rule.trim]
            end = starts[last] - (1 if rule.name == "year-in-brackets" else 0)
            found.append(Found(first, end, rule, _values(rule, groups, classes)))
            place = last
            continue
        if isinstance(item, Found) and not item.rule.gives & _WEAK:
            found.append(item)
        place += 1
    return found


def _starts(items: Sequence[Found | tuple[Entry, str]]) -> list[int]:
    """The first token of every item, and the number of tokens."""
    starts = [0]
    for item in items:
        starts.append(item.last if isinstance(item, Found) else starts[-1] + 1)
    return starts


def find(tokens: Sequence[Token]) -> list[Found]:
    """The times of a sentence as rules found them, in text order, none inside another."""
    items = _cores(tokens)
    return _frames(items) if items else []


def time_spans(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The character offsets of every time in a sentence, without reading them."""
    tokens = sentence.tokens
    return tuple((tokens[one.first].start, tokens[one.last - 1].end) for one in find(tokens))
