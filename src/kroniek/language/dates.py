"""Which words of a sentence tell a time, and which days they mean.

Words are found by the rules of `lexicon/data/nl/time_rules.toml`: first cores (*3 mei*, *vorige week donderdag*), then
the prepositions and ranges around them (*sinds 3 mei*, *van dinsdag tot donderdag*). Of all rules the one with the most
words wins. A reader then places what was found on the calendar, against the publication date (`anchor`) or against the
last date that the text told (`last`). What cannot be placed is still found, with both readings None: a duration, a
clock time, *sinds de oorlog*. Nothing is guessed: without an anchor only dates with a year have a reading.

Two readings, one for past and one for future tense, differ for bare weekdays, months, feast days and the like. A
weekday on the day of that name is that day itself in both readings: sites write *dinsdag* on Tuesdays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kroniek.language.intervals import (
    Interval,
    day_of,
    feast_of,
    half_of,
    month_of,
    months_later,
    nth_week_of,
    nth_weekday_of,
    one_day,
    quarter_of,
    season_of,
    shifted,
    span,
    third_of,
    week_of,
    weekend_of,
    year_of,
    years_of,
)
from kroniek.lexicon.timewords import OTHER, Entry, TimeRule, time_entry, time_words, without_names
from kroniek.model.analysis import Sentence, SentenceKind, TimeMention, Token
from kroniek.model.text import Quote
from kroniek.model.when import Basis, Grain, When


class _Pair(NamedTuple):
    """The readings for past and for future tense."""

    past: Interval | None
    future: Interval | None


_NOTHING = _Pair(None, None)
_WEAK = frozenset({"W", "N"})  # cores that are no time without a preposition
_HEADING_DAYS = 31  # a live blog of more than a month is no live blog
_HEADING_WORDS = 2  # *12 maart*; a lone *Zondag* may be the title of anything


@dataclass(frozen=True, slots=True)
class _Found:
    """A match: tokens `[first, last)`, the rule, and the values of its named groups (cores within frames included)."""

    first: int
    last: int
    rule: TimeRule
    values: Mapping[str, object]


class _Told(NamedTuple):
    """What a text told last: any date, and a single day or night."""

    any: Interval | None = None
    day: Interval | None = None

    def then(self, one: Interval | None) -> _Told:
        """What it is after one more date."""
        if one is None:
            return self
        return _Told(one, one if (one.end - one.start).days <= 1 else self.day)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What words are read against: the publication date, the last date told before, and the words before."""

    anchor: date | None
    told: _Told
    before: tuple[str, ...] = ()

    @property
    def last(self) -> Interval | None:
        """The date told last, however coarse."""
        return self.told.any

    @property
    def day(self) -> Interval | None:
        """The day (or night) told last."""
        return self.told.day


# --- finding ----------------------------------------------------------------------------------------------------------


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
    if rule.unless_after is None or last >= len(tokens):
        return False
    if rule.unless_after in entries[last][0]:
        return True
    follows = last + 1 < len(tokens) and rule.unless_after in entries[last + 1][0]
    return follows and tokens[last].lower.endswith("e")


def _values(rule: TimeRule, groups: Mapping[str, int], entries: Sequence[Mapping[str, object]]) -> dict[str, object]:
    values: dict[str, object] = dict(rule.fixed)
    for name, place in groups.items():
        entry = entries[place]
        values[name] = next(entry[one] for one in rule.groups[name] if one in entry)
    return values


def _longest(
    rules: Mapping[str, tuple[TimeRule, ...]], letters: str, place: int, allowed: Callable[[TimeRule, int, int], bool]
) -> tuple[TimeRule, dict[str, int], int] | None:
    best: tuple[TimeRule, dict[str, int], int] | None = None
    for rule in rules.get(letters[place], ()):
        match = rule.pattern.match(letters, place)
        if match and (best is None or match.end() > best[2]) and allowed(rule, place, match.end()):
            groups = {name: match.start(name) for name in rule.groups if match.start(name) >= 0}
            best = rule, groups, match.end()
    return best


def _cores(tokens: Sequence[Token]) -> list[_Found | tuple[Entry, str]]:
    """The sentence with every core found in it in the place of its tokens."""
    entries = _entries(tokens)
    letters = "".join(letter for _, letter in entries)
    table = time_words()
    if not table.triggers.search(letters):
        return []
    classes = [entry for entry, _ in entries]
    items: list[_Found | tuple[Entry, str]] = []
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
        items.append(_Found(place, last, rule, _values(rule, groups, classes)))
        place = last
    return items


def _frames(items: Sequence[_Found | tuple[Entry, str]]) -> list[_Found]:
    """Cores with the prepositions and ranges around them; weak cores that stand alone are dropped."""
    table = time_words()
    letters = "".join(table.letters[item.rule.gives] if isinstance(item, _Found) else item[1] for item in items)
    classes: list[Mapping[str, object]] = [
        dict.fromkeys(item.rule.gives, item) if isinstance(item, _Found) else item[0] for item in items
    ]
    starts = _starts(items)
    found: list[_Found] = []
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
            found.append(_Found(first, end, rule, _values(rule, groups, classes)))
            place = last
            continue
        if isinstance(item, _Found) and not item.rule.gives & _WEAK:
            found.append(item)
        place += 1
    return found


def _starts(items: Sequence[_Found | tuple[Entry, str]]) -> list[int]:
    """The first token of every item, and the number of tokens."""
    starts = [0]
    for item in items:
        starts.append(item.last if isinstance(item, _Found) else starts[-1] + 1)
    return starts


def _matches(tokens: Sequence[Token]) -> list[_Found]:
    items = _cores(tokens)
    return _frames(items) if items else []


def time_spans(sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """The character offsets of every time in a sentence, without reading them."""
    tokens = sentence.tokens
    return tuple((tokens[one.first].start, tokens[one.last - 1].end) for one in _matches(tokens))


# --- reading: small parts ---------------------------------------------------------------------------------------------


def _int(values: Mapping[str, object], name: str) -> int:
    value = values[name]
    if not isinstance(value, (int, float)):
        raise TypeError(f"{name} is no number: {value!r}")
    return int(value)


def _amount(values: Mapping[str, object]) -> float:
    value = values["amount"]
    if not isinstance(value, (int, float)):
        raise TypeError(f"amount is no number: {value!r}")
    return value


def _both(interval: Interval | None) -> _Pair:
    return _Pair(interval, interval)


def _relative(interval: Interval | None) -> Interval | None:
    return interval._replace(basis=Basis.RELATIVE) if interval else None


def _against(past: Interval | None, future: Interval | None) -> _Pair:
    """Readings that were placed against the publication date."""
    return _Pair(_relative(past), _relative(future))


def _anchored(interval: Interval | None) -> _Pair:
    return _both(interval._replace(basis=Basis.ANCHORED) if interval else None)


def _parted(interval: Interval | None, values: Mapping[str, object]) -> Interval | None:
    if interval is None or "part" not in values:
        return interval
    return third_of(interval, _int(values, "part"))


def _nearest(anchor: date, of_year: Callable[[int], Interval | None], *, strict: bool = False) -> _Pair:
    """Of a thing that comes once a year, the last that has begun and the first that has not ended.

    `strict` leaves out the one that is going on: *vorige zomer*, *komende zomer*.
    """
    found = [one for year in range(anchor.year - 8, anchor.year + 9) if (one := of_year(year))]
    past = [one for one in found if (one.end < anchor if strict else one.start <= anchor)]
    future = [one for one in found if (one.start > anchor if strict else one.end >= anchor)]
    return _against(past[-1] if past else None, future[0] if future else None)


def _yearly(values: Mapping[str, object], frame: _Frame, of_year: Callable[[int], Interval | None]) -> _Pair:
    """A thing of every year, in the year that the words tell, or the nearest."""
    if "year" in values:
        return _both(of_year(_int(values, "year")))
    if frame.anchor is None:
        return _NOTHING
    if "by" in values:
        one = of_year(frame.anchor.year + _int(values, "by"))
        return _against(one, one)
    return _nearest(frame.anchor, of_year)


def _steps(day: date, amount: float, unit: str) -> date | None:
    """The day so many units later (earlier where negative)."""
    match unit:
        case "day":
            return shifted(day, _whole(amount))
        case "week":
            return shifted(day, _whole(amount * 7))
        case "hour":
            return shifted(day, _whole(amount / 24))
        case "minute" | "second":
            return day
        case _:
            months = {"month": 1, "quarter": 3, "halfyear": 6, "year": 12, "decade": 120, "century": 1200}[unit]
            return months_later(day, _whole(amount * months))


def _whole(amount: float) -> int:
    """Away from nought, so that half a day is a day."""
    limit = 10**6
    amount = max(-limit, min(limit, amount))
    return math.ceil(amount) if amount > 0 else math.floor(amount)


def _around(day: date | None, unit: str) -> Interval | None:
    """The day, week, month or year in which a day lies: how finely an amount in that unit tells."""
    if day is None:
        return None
    match unit:
        case "week":
            return week_of(day)
        case "month" | "quarter" | "halfyear":
            return month_of(day.year, day.month)
        case "year" | "decade" | "century":
            return year_of(day.year)
        case _:
            return one_day(day)


def _vague(unit: str) -> int | None:
    return time_words().vague.get(unit)


# --- reading: days ----------------------------------------------------------------------------------------------------


def _day(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*2 maart 2019*, *2 maart*."""
    month, day = _int(values, "month"), _int(values, "day")
    for known in time_words().known:
        if (known.month, known.day) == (month, day) and "year" not in values and known.before & set(frame.before):
            return _both(one_day(day_of(known.year, month, day)))
    return _yearly(values, frame, lambda year: one_day(day_of(year, month, day)))


def _days(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*11 en 13 mei*, *17 tot 27 februari*."""
    month, day = _int(values, "month"), _int(values, "day")
    until = _int(values, "until") if "until" in values else day + 1
    return _yearly(values, frame, lambda year: span(day_of(year, month, day), day_of(year, month, until)))


def _numeric(values: Mapping[str, object], _frame: _Frame) -> _Pair:
    found = values["date"]
    return _both(one_day(day_of(*found))) if isinstance(found, tuple) else _NOTHING


def _deictic(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*gisteren*, *vanavond*."""
    one = one_day(shifted(frame.anchor, _int(values, "days"))) if frame.anchor else None
    return _against(one, one)


def _deictic_span(values: Mapping[str, object], frame: _Frame) -> _Pair:
    if frame.anchor is None:
        return _NOTHING
    one = span(shifted(frame.anchor, _int(values, "from")), shifted(frame.anchor, _int(values, "days")))
    return _against(one, one)


def _deictic_over(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*morgen over een week*."""
    day = shifted(frame.anchor, _int(values, "days")) if frame.anchor else None
    one = one_day(_steps(day, _amount(values), str(values["unit"]))) if day else None
    return _Pair(None, _relative(one))


def _last_weekday(anchor: date, weekday: int, *, strict: bool = False) -> date | None:
    back = (anchor.weekday() - weekday) % 7
    return shifted(anchor, -(back or (7 if strict else 0)))


def _next_weekday(anchor: date, weekday: int, *, strict: bool = False) -> date | None:
    ahead = (weekday - anchor.weekday()) % 7
    return shifted(anchor, ahead or (7 if strict else 0))


def _weekday(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*dinsdag*, *afgelopen dinsdag*, *komende dinsdagavond*."""
    if frame.anchor is None:
        return _NOTHING
    weekday, by = _int(values, "weekday"), values.get("by", 0)
    before = one_day(_last_weekday(frame.anchor, weekday, strict=by == -1))
    after = one_day(_next_weekday(frame.anchor, weekday, strict=by == 1))
    if by == -1:
        return _against(before, before)
    return _against(after if by == 1 else before, after)


def _weekday_of_week(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*vorige week donderdag*."""
    if frame.anchor is None:
        return _NOTHING
    one = one_day(shifted(frame.anchor, 7 * _int(values, "by") - frame.anchor.weekday() + _int(values, "weekday")))
    return _against(one, one)


def _weekday_over(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*zondag over een week*."""
    if frame.anchor is None:
        return _NOTHING
    day = _next_weekday(frame.anchor, _int(values, "weekday"))
    return _Pair(None, _relative(one_day(_steps(day, _amount(values), str(values["unit"]))) if day else None))


def _weekday_of_context(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*die donderdag*: the last one up to the publication date, or the day told before where that is one."""
    weekday = _int(values, "weekday")
    if frame.day and frame.day.end.weekday() == weekday:
        return _anchored(one_day(frame.day.end))
    base = frame.anchor
    return _anchored(one_day(_last_weekday(base, weekday)) if base else None)


def _daypart(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*diezelfde avond*, *'s nachts*: on the day told before; a night reaches into the next day."""
    last = frame.day
    if last is None:
        return _NOTHING
    if last.start != last.end:
        return _anchored(last if _int(values, "part") else one_day(last.end))
    return _anchored(span(last.start, shifted(last.start, 1)) if _int(values, "part") else last)


def _night(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*in de nacht van zaterdag op zondag*: both days."""
    if frame.anchor is None:
        return _NOTHING
    weekday = _int(values, "weekday")
    past, future = _last_weekday(frame.anchor, weekday), _next_weekday(frame.anchor, weekday)
    before = span(shifted(past, -1), past) if past else None
    after = span(shifted(future, -1), future) if future else None
    return _against(before, after)


def _night_of_day(values: Mapping[str, object], frame: _Frame) -> _Pair:
    month, day = _int(values, "month"), _int(values, "day")

    def of_year(year: int) -> Interval | None:
        morning = day_of(year, month, day)
        return span(shifted(morning, -1), morning) if morning else None

    return _yearly(values, frame, of_year)


# --- reading: months and more -----------------------------------------------------------------------------------------


def _month(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*maart 2019*, *eind mei*, *april vorig jaar*, *in juni*."""
    month = _int(values, "month")
    return _yearly(values, frame, lambda year: _parted(month_of(year, month), values))


def _month_shift(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*afgelopen maart*, *komende mei*."""
    month = _int(values, "month")
    return _shifted_yearly(values, frame, lambda year: month_of(year, month))


def _shifted_yearly(values: Mapping[str, object], frame: _Frame, of_year: Callable[[int], Interval | None]) -> _Pair:
    if frame.anchor is None:
        return _NOTHING
    by = values.get("by")
    if by in {None, 0}:
        return _nearest(frame.anchor, of_year)
    past, future = _nearest(frame.anchor, of_year, strict=True)
    return _both(past if by == -1 else future)


def _months(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*december en maart*, *mei tot augustus*: from the first day of the one to the last of the next such other."""
    first, last = _int(values, "month"), _int(values, "until")

    def of_year(year: int) -> Interval | None:
        begin, end = month_of(year, first), month_of(year + (last < first), last)
        return span(begin.start, end.end) if begin and end else None

    return _yearly(values, frame, of_year)


def _year(values: Mapping[str, object], _frame: _Frame) -> _Pair:
    return _both(_parted(year_of(_int(values, "year")), values))


def _years(values: Mapping[str, object], _frame: _Frame) -> _Pair:
    found = values["years"]
    return _both(years_of(found[0], found[1])) if isinstance(found, tuple) else _NOTHING


def _year_span(values: Mapping[str, object], _frame: _Frame) -> _Pair:
    return _both(years_of(_int(values, "from"), _int(values, "year")))


def _decade(values: Mapping[str, object], _frame: _Frame) -> _Pair:
    """*de jaren negentig*, *eind jaren '80*."""
    value = _int(values, "year") % 100 if _int(values, "year") > 1000 else _int(values, "year")  # noqa: PLR2004 - '90
    first = 1900 + value if value >= 20 else 2000 + value  # noqa: PLR2004 - the twenties are those of last century
    part = values.get("part")
    starts = {None: (0, 9), 0: (0, 3), 1: (4, 6), 2: (7, 9)}[part if isinstance(part, int) else None]
    return _both(years_of(first + starts[0], first + starts[1]))


def _century_span(number: int, values: Mapping[str, object]) -> Interval | None:
    first = 100 * (number - 1) + 1
    part = values.get("part")
    starts = {None: (0, 99), 0: (0, 32), 1: (33, 66), 2: (67, 99)}[part if isinstance(part, int) else None]
    return years_of(first + starts[0], first + starts[1])


def _century(values: Mapping[str, object], frame: _Frame) -> _Pair:
    if frame.anchor is None:
        return _NOTHING
    one = _century_span((frame.anchor.year - 1) // 100 + 1 + _int(values, "by"), values)
    return _against(one, one)


def _century_number(values: Mapping[str, object], _frame: _Frame) -> _Pair:
    return _both(_century_span(_int(values, "number"), values))


def _unit(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*vorige week*, *deze maand*, *begin volgend jaar*, *het eind van de maand*."""
    if frame.anchor is None:
        return _NOTHING
    by, unit = _int(values, "by"), str(values["unit"])
    one = _around_unit(
        _steps(frame.anchor.replace(day=1) if unit not in {"day", "week"} else frame.anchor, by, unit), unit
    )
    one = _parted(one, values)
    return _against(one, one)


def _around_unit(day: date | None, unit: str) -> Interval | None:
    """The calendar unit around a day."""
    if day is None:
        return None
    match unit:
        case "quarter":
            return quarter_of(day.year, (day.month - 1) // 3 + 1)
        case "decade":
            return years_of(day.year // 10 * 10, day.year // 10 * 10 + 9)
        case "halfyear":
            return half_of(day.year, 1 if day.month <= 6 else 2)  # noqa: PLR2004 - June ends the first half
        case _:
            return _around(day, unit)


def _later(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*later deze week*: from the publication date to the end of the week."""
    unit = _around_unit(frame.anchor, str(values["unit"]))
    one = span(frame.anchor, unit.end) if unit else None
    return _against(one, one)


def _still(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*nog deze week*: what is left of it, for what lies ahead."""
    unit = _around_unit(frame.anchor, str(values["unit"]))
    return _against(unit, span(frame.anchor, unit.end) if unit else None)


def _earlier(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*eerder dit jaar*: from the start of the year to the publication date."""
    unit = _around_unit(frame.anchor, str(values["unit"]))
    one = span(unit.start, frame.anchor) if unit else None
    return _against(one, one)


def _weekend(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*dit weekend*, *afgelopen weekeinde*: on Saturday and Sunday *dit weekend* is the one that is going on."""
    if frame.anchor is None:
        return _NOTHING
    by, this = _int(values, "by"), weekend_of(frame.anchor)
    earlier = shifted(frame.anchor, -7)
    later = shifted(frame.anchor, 7)
    last = weekend_of(earlier) if earlier else None
    following = weekend_of(later) if later else None
    going_on = this is not None and this.start <= frame.anchor
    if by < 0:
        return _against(last, last)
    if by > 0:
        one = following if going_on else this
        return _against(one, one)
    return _against(this if going_on else last, this)


def _half(values: Mapping[str, object], frame: _Frame) -> _Pair:
    half = _int(values, "half")
    if half not in {1, 2}:
        return _NOTHING
    return _yearly(values, frame, lambda year: half_of(year, half))


def _half_month(values: Mapping[str, object], frame: _Frame) -> _Pair:
    month, half = _int(values, "month"), _int(values, "half")

    def of_year(year: int) -> Interval | None:
        whole = month_of(year, month)
        if whole is None or half not in {1, 2}:
            return None
        middle = whole.start.replace(day=15)
        return span(whole.start, middle) if half == 1 else span(shifted(middle, 1), whole.end)

    return _yearly(values, frame, of_year)


def _quarter(values: Mapping[str, object], frame: _Frame) -> _Pair:
    quarter = _int(values, "quarter")
    if not 1 <= quarter <= 4:  # noqa: PLR2004 - a year has four quarters
        return _NOTHING
    return _yearly(values, frame, lambda year: quarter_of(year, quarter))


def _first_of_year(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*de eerste drie maanden van 2020*."""

    def of_year(year: int) -> Interval | None:
        start = day_of(year, 1, 1)
        end = _steps(start, _amount(values), str(values["unit"])) if start else None
        return span(start, shifted(end, -1)) if end else None

    return _yearly(values, frame, of_year)


def _last_of_year(values: Mapping[str, object], frame: _Frame) -> _Pair:
    def of_year(year: int) -> Interval | None:
        end = day_of(year + 1, 1, 1)
        start = _steps(end, -_amount(values), str(values["unit"])) if end else None
        return span(start, shifted(end, -1)) if end else None

    return _yearly(values, frame, of_year)


def _season(values: Mapping[str, object], frame: _Frame) -> _Pair:
    season = _int(values, "season")
    return _yearly(values, frame, lambda year: _parted(season_of(year, season), values))


def _season_shift(values: Mapping[str, object], frame: _Frame) -> _Pair:
    season = _int(values, "season")
    return _shifted_yearly(values, frame, lambda year: season_of(year, season))


def _nth(values: Mapping[str, object]) -> int:
    """*eerste* 1, *laatste* -1."""
    return _int(values, "number")


def _nth_weekday(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*de eerste vrijdag van juli*."""
    month, weekday = _int(values, "month"), _int(values, "weekday")
    return _yearly(values, frame, lambda year: one_day(nth_weekday_of(year, month, weekday, _nth(values))))


def _shift_month(values: Mapping[str, object], frame: _Frame) -> date | None:
    return months_later(frame.anchor.replace(day=1), _int(values, "by")) if frame.anchor else None


def _nth_weekday_shift(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*de derde woensdag van vorige maand*."""
    first = _shift_month(values, frame)
    if first is None:
        return _NOTHING
    one = one_day(nth_weekday_of(first.year, first.month, _int(values, "weekday"), _nth(values)))
    return _against(one, one)


def _day_of_shift_month(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*de 20ste van volgende maand*."""
    first = _shift_month(values, frame)
    one = one_day(day_of(first.year, first.month, _int(values, "day"))) if first else None
    return _against(one, one)


def _nth_week(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*de derde week van mei*, *de eerste week van 2015*."""

    def of_year(year: int) -> Interval | None:
        whole = month_of(year, _int(values, "month")) if "month" in values else year_of(year)
        return nth_week_of(whole, _nth(values)) if whole and _nth(values) else None

    return _yearly(values, frame, of_year)


def _weekday_ordinal(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*vrijdag de 15de*: the nearest month in which the day of that number is that weekday."""
    if "month" in values:
        return _day(values, frame)
    if frame.anchor is None:
        return _NOTHING
    day, weekday = _int(values, "day"), _int(values, "weekday")
    months = (months_later(frame.anchor.replace(day=1), step) for step in range(-14, 15))
    found = [one for first in months if first and (one := day_of(first.year, first.month, day))]
    fits = [one for one in found if one.weekday() == weekday]
    past = [one for one in fits if one <= frame.anchor]
    future = [one for one in fits if one >= frame.anchor]
    return _against(one_day(past[-1] if past else None), one_day(future[0] if future else None))


def _days_joined(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*11-13 mei*."""
    found = values["days"]
    if not isinstance(found, tuple):
        return _NOTHING
    return _days({**values, "day": found[0], "until": found[1]}, frame)


def _day_month(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*22/04*."""
    found = values["date"]
    if not isinstance(found, tuple):
        return _NOTHING
    return _day({**values, "month": found[0], "day": found[1]}, frame)


def _week_number(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*week 35*, by ISO's numbers."""
    number = _int(values, "number")

    def of_year(year: int) -> Interval | None:
        try:
            return week_of(date.fromisocalendar(year, number, 1))
        except ValueError:
            return None

    return _yearly(values, frame, of_year)


def _month_numeric(values: Mapping[str, object], _frame: _Frame) -> _Pair:
    found = values["months"]
    return _both(month_of(*found)) if isinstance(found, tuple) else _NOTHING


def _feast(values: Mapping[str, object], frame: _Frame) -> _Pair:
    feast = time_words().feasts[str(values["feast"])]
    return _yearly(values, frame, lambda year: feast_of(year, feast))


def _feast_shift(values: Mapping[str, object], frame: _Frame) -> _Pair:
    feast = time_words().feasts[str(values["feast"])]
    return _shifted_yearly(values, frame, lambda year: feast_of(year, feast))


def _feast_day(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*eerste kerstdag*, *tweede paasdag*."""
    feast, number = time_words().feasts[str(values["feast"])], _int(values, "number")
    if number not in {1, 2}:
        return _NOTHING

    def of_year(year: int) -> Interval | None:
        both = feast_of(year, feast)
        return one_day(both.start if number == 1 else both.end) if both else None

    return _yearly(values, frame, of_year)


# --- reading: amounts -------------------------------------------------------------------------------------------------


def _ago(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*twee weken geleden* is a day, *drie maanden geleden* a month, *zes jaar geleden* a year.

    *ruim* and *bijna* make it the unit before or after that day.
    """
    if frame.anchor is None:
        return _NOTHING
    amount, unit = _amount(values), str(values["unit"])
    if not amount:
        most = _vague(unit)
        one = span(_steps(frame.anchor, -most - 1, unit), _steps(frame.anchor, -2, unit)) if most else None
        return _Pair(_relative(one), None)
    day = _steps(frame.anchor, -amount, unit)
    near = values.get("near")
    if near in {1, -1} and unit == "week" and day:
        one = span(shifted(day, -6), day) if near == 1 else span(day, shifted(day, 6))
        return _Pair(_relative(one), None)
    return _Pair(_relative(one_day(day) if unit in {"day", "week"} else _around(day, unit)), None)


def _ahead(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*over tien dagen*, *over twee weken* (the week around that day), *over drie jaar*."""
    if frame.anchor is None:
        return _NOTHING
    amount, unit = _amount(values), str(values["unit"])
    if not amount:
        most = _vague(unit)
        one = span(_steps(frame.anchor, 2, unit), _steps(frame.anchor, most + 1, unit)) if most else None
        return _Pair(None, _relative(one))
    return _Pair(None, _relative(_around(_steps(frame.anchor, amount, unit), unit)))


def _within(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*binnen tien dagen*: from the publication date on."""
    if frame.anchor is None:
        return _NOTHING
    amount, unit = _amount(values), str(values["unit"])
    amount = amount or _vague(unit) or 0
    if not amount:
        return _NOTHING
    return _Pair(None, _relative(span(frame.anchor, _steps(frame.anchor, amount, unit))))


def _rolling(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*de afgelopen tien jaar*, *de komende maanden*: up to or from the publication date."""
    if frame.anchor is None:
        return _NOTHING
    by, unit = _int(values, "by"), str(values["unit"])
    amount = (_amount(values) if "amount" in values else 1) or _vague(unit)
    if amount is None:
        return _NOTHING
    if "amount" not in values and by > 0:
        return _unit(values, frame)
    other = _steps(frame.anchor, by * amount, unit)
    one = span(other, frame.anchor) if by < 0 else span(shifted(frame.anchor, 1), other)
    return _against(one, one)


def _running(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*al drie weken*: it began then and still runs."""
    if frame.anchor is None:
        return _NOTHING
    start = _steps(frame.anchor, -_amount(values), str(values["unit"]))
    one = span(start, frame.anchor)
    return _against(one, one)


def _offset(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*een dag later*, *drie jaar eerder*: from the date told before.

    A step finer than that date leaves it as it is (*vorige maand … drie dagen later* is about that month).
    """
    last = frame.last
    if last is None:
        return _NOTHING
    amount, unit = _amount(values), str(values["unit"])
    if not amount and unit != "hour":
        return _NOTHING
    return _anchored(_moved(last, amount * _int(values, "by"), unit))


def _moved(interval: Interval, amount: float, unit: str) -> Interval | None:
    """An interval so many units on, told no finer than the unit (months and years) allows."""
    coarse = {Grain.MONTH: {"day", "week", "hour"}, Grain.YEAR: {"day", "week", "month", "hour"}}
    if unit in coarse.get(interval.grain, set()):
        return interval
    start, end = _steps(interval.start, amount, unit), _steps(interval.end, amount, unit)
    if start is None or end is None:
        return None
    if interval.grain in {Grain.MONTH, Grain.YEAR}:
        return _around(start, "month" if interval.grain is Grain.MONTH else "year")
    if interval.grain is Grain.DAY and unit in {"month", "year"}:
        return _around(start, "month")
    return Interval(start, end, interval.grain)


def _same(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*die dag*, *datzelfde jaar*, *die zomer*: the unit around the date told before."""
    last, unit = frame.last, str(values["unit"])
    if unit == "day":
        return _anchored(one_day(frame.day.end) if frame.day else None)
    if last is None:
        return _NOTHING
    if unit == "weekend":
        return _anchored(weekend_of(last.start))
    if unit == "season":
        season = _int(values, "season")
        return _anchored(season_of(last.start.year, season))
    whole = _around_unit(last.start, unit)
    return _anchored(whole if whole and last.end <= whole.end else None)


def _since_then(_values: Mapping[str, object], frame: _Frame) -> _Pair:
    return _anchored(span(frame.last.start, frame.anchor) if frame.last and frame.anchor else None)


# --- reading: frames --------------------------------------------------------------------------------------------------


def _core(values: Mapping[str, object], name: str, frame: _Frame) -> _Pair:
    core = values[name]
    return _read(core, frame) if isinstance(core, _Found) else _NOTHING


def _same_as(values: Mapping[str, object], frame: _Frame) -> _Pair:
    return _core(values, "when", frame)


def _since(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*sinds 2 september*: its start, and the publication date as its end."""
    past = _core(values, "when", frame).past
    one = span(past.start, frame.anchor) if past and frame.anchor else None
    if one is None:
        return _NOTHING
    return _both(one._replace(grain=Grain.SPAN, basis=Basis.RELATIVE))


def _from(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*vanaf 1 juli*: the day (month, year) of the start; where it ends is not told."""
    return _core(values, "when", frame)


def _until(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*tot 1 juli*, *tot 2026*: from the publication date to that day, or to the eve of that month or year."""
    future = _core(values, "when", frame).future
    if future is None or frame.anchor is None:
        return _NOTHING
    coarse = future.grain in {Grain.MONTH, Grain.YEAR, Grain.QUARTER, Grain.WEEK}
    return _Pair(None, _relative(span(frame.anchor, shifted(future.start, -1) if coarse else future.end)))


def _until_inclusive(values: Mapping[str, object], frame: _Frame) -> _Pair:
    future = _core(values, "when", frame).future
    return _Pair(None, _relative(span(frame.anchor, future.end if future else None)))


def _by(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*uiterlijk maandag*, *voor 1 september*: up to that day, from the publication date on."""
    past, future = _core(values, "when", frame)
    return _Pair(past, _relative(span(frame.anchor, future.end)) or future if future else None)


def _after(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*na 2024*: open at its end, so not placed, but found; *na woensdag* likewise."""
    del values, frame
    return _NOTHING


def _range(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*van dinsdag tot donderdag*, *tussen 2010 en 2012*; a bare month or day takes the year of the other end."""
    first, last = _core(values, "from", frame), _core(values, "until", frame)
    return _Pair(_joined(first.past, last.past, first), _joined(first.future, last.future, first))


def _joined(first: Interval | None, last: Interval | None, pair: _Pair) -> Interval | None:
    """One span from the first to the last; where the first lies after the last, its other reading is tried."""
    if first is None or last is None:
        return None
    basis = Basis.STATED if first.basis is last.basis is Basis.STATED else Basis.RELATIVE
    for start in (first, pair.past, pair.future):
        if start and start.start <= last.end and (last.end - start.start).days <= 3660:  # noqa: PLR2004
            return Interval(start.start, last.end, Grain.SPAN, basis)
    one = span(first.start, last.end)
    return one._replace(basis=basis) if one else None


def _offset_from(values: Mapping[str, object], frame: _Frame) -> _Pair:
    """*twee dagen voor Kerst*."""
    duration, by = values["amount"], _int(values, "by")
    inner = duration.values if isinstance(duration, _Found) else {}
    if not {"amount", "unit"} <= inner.keys() or not inner["amount"]:
        return _NOTHING
    amount, unit = _amount(inner), str(inner["unit"])
    past, future = _core(values, "when", frame)
    return _Pair(
        _moved(past, amount * by, unit) if past else None,
        _moved(future, amount * by, unit) if future else None,
    )


_READERS: Mapping[str, Callable[[Mapping[str, object], _Frame], _Pair]] = {
    "ago": _ago,
    "ahead": _ahead,
    "after": _after,
    "by": _by,
    "century": _century,
    "century_number": _century_number,
    "day": _day,
    "daypart": _daypart,
    "days": _days,
    "decade": _decade,
    "day_of_shift_month": _day_of_shift_month,
    "days_joined": _days_joined,
    "day_month": _day_month,
    "week_number": _week_number,
    "month_numeric": _month_numeric,
    "nth_week": _nth_week,
    "nth_weekday": _nth_weekday,
    "nth_weekday_shift": _nth_weekday_shift,
    "still": _still,
    "weekday_ordinal": _weekday_ordinal,
    "deictic": _deictic,
    "deictic_over": _deictic_over,
    "deictic_span": _deictic_span,
    "earlier": _earlier,
    "feast": _feast,
    "feast_day": _feast_day,
    "feast_shift": _feast_shift,
    "first_of_year": _first_of_year,
    "from": _from,
    "half": _half,
    "half_month": _half_month,
    "last_of_year": _last_of_year,
    "later": _later,
    "month": _month,
    "month_shift": _month_shift,
    "months": _months,
    "night": _night,
    "night_of_day": _night_of_day,
    "numeric": _numeric,
    "offset": _offset,
    "offset_from": _offset_from,
    "quarter": _quarter,
    "range": _range,
    "rolling": _rolling,
    "running": _running,
    "same": _same,
    "same_as": _same_as,
    "season": _season,
    "season_shift": _season_shift,
    "since": _since,
    "since_then": _since_then,
    "unit": _unit,
    "until": _until,
    "until_inclusive": _until_inclusive,
    "weekday": _weekday,
    "weekday_of_context": _weekday_of_context,
    "weekday_of_week": _weekday_of_week,
    "weekday_over": _weekday_over,
    "weekend": _weekend,
    "within": _within,
    "year": _year,
    "year_span": _year_span,
    "years": _years,
}
_NO_CONTEXT = frozenset({"since", "until", "until_inclusive", "by", "since_then", "rolling", "running", "within"})
"""Readings after which *een dag later* does not count from them: they are stretches, not points."""


def _read(found: _Found, frame: _Frame) -> _Pair:
    if found.rule.read is None:
        return _NOTHING
    return _READERS[found.rule.read](found.values, frame)


# --- the faces --------------------------------------------------------------------------------------------------------


def _when(interval: Interval | None, quote: Quote) -> When | None:
    if interval is None:
        return None
    return When(start=interval.start, end=interval.end, grain=interval.grain, quote=quote, basis=interval.basis)


def _interval(when: When | None) -> Interval | None:
    return Interval(when.start, when.end, when.grain, when.basis) if when else None


def _times(sentence: Sentence, *, anchor: date | None, text: str, told: _Told) -> tuple[list[TimeMention], _Told]:
    """The times of a sentence, and the date that the next sentence counts from."""
    tokens = sentence.tokens
    mentions: list[TimeMention] = []
    for found in _matches(tokens):
        before = tuple(token.lower for token in tokens[max(0, found.first - 3) : found.first])
        past, future = _read(found, _Frame(anchor, told, before))
        quote = Quote.of(text, tokens[found.first].start, tokens[found.last - 1].end)
        mentions.append(
            TimeMention(start=quote.start, end=quote.end, past=_when(past, quote), future=_when(future, quote))
        )
        if found.rule.read not in _NO_CONTEXT:
            told = told.then(past or future)
    return mentions, told


def find_times(
    sentence: Sentence, *, anchor: date | None, text: str, last: When | None = None
) -> tuple[TimeMention, ...]:
    """The times that a sentence tells, in text order.

    `anchor` is the publication date, None where unknown; `text` the document's text; `last` the date that the text
    told last before this sentence, for *een dag later* and *die avond*. To read a whole text use `find_all_times`.
    """
    return tuple(_times(sentence, anchor=anchor, text=text, told=_Told().then(_interval(last)))[0])


def find_all_times(sentences: Iterable[Sentence], *, anchor: date | None, text: str) -> tuple[TimeMention, ...]:
    """The times of a whole text, each sentence read with the date that was told before it; boilerplate is left out.

    A date that is a sentence by itself heads a day of a live blog: what follows is read against that day.
    """
    mentions: list[TimeMention] = []
    told = _Told()
    for sentence in sentences:
        if sentence.kind is SentenceKind.BOILERPLATE:
            continue
        found, told = _times(sentence, anchor=anchor, text=text, told=told)
        mentions += found
        anchor = _heading(sentence, found, anchor=anchor) or anchor
    return tuple(mentions)


def _heading(sentence: Sentence, found: Sequence[TimeMention], *, anchor: date | None) -> date | None:
    """The day that a sentence heads: it is nothing but a date of the last month before the publication date."""
    if anchor is None or len(found) != 1 or found[0].past is None or found[0].past.grain is not Grain.DAY:
        return None
    words = [token for token in sentence.tokens if token.text[0].isalnum()]
    inside = [token for token in words if found[0].start <= token.start < found[0].end]
    day = found[0].past.start
    recent = 0 <= (anchor - day).days <= _HEADING_DAYS
    return day if recent and len(words) == len(inside) >= _HEADING_WORDS else None
