"""What two claims have in common, one small question at a time: each answers with a score and a sentence.

A score is between -1 and 1: above 0 speaks for one event, below 0 against it, 0 says nothing, which is also what
something that is not told says. What each score weighs is in `data/weights.toml`; the sentences of those that weighed
most are the reason of a judgement. Both claims are of other articles than each other; the first was kept later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from kroniek.memory.joining.cast import weigh
from kroniek.memory.joining.rarity import weight
from kroniek.memory.joining.tables import tables
from kroniek.memory.joining.telling import Told, Who

SPECIAL = frozenset({"UNO", "EUR"})
"""Codes under which the bodies of one organisation stand."""

SAME_STATE, SAME_SURNAME, SAME_ORGANISATION, SAME_PEOPLE, STATE_AND_OTHERS = 0.8, 0.9, 0.7, 0.5, -0.2
OTHER_PERSONS = 0.1
"""How near two parties of other names are: organs of one state; names that share a word that is no common one; bodies of one
organisation; two groups of one country; a state and people of its country; two persons of one state."""

RARE = 5.0
"""From this weight on a word is rare: it stands in at most five of the corpus's articles."""

SELDOM, ENOUGH_SAID = 3.0, 10.0
"""Weight of a word that few sentences have, and of so many of them that two sentences tell the same."""

ABOUT = 0.7
"""From this part on of the countries that two texts name, they are about the same ones."""

_SHOWN = 4
"""Rare words that a reason names."""

TELLING, ENOUGH, ENOUGH_WORDS = 2.5, 12.0, 0.2
"""Weight of a word that says what a text is about, and of so many of them that two texts are about the same; the part of
the evidence's words that says so."""

SOON, LATE = 2, 7
"""Days after an act until which reports of it are news, and from which they seldom are."""

YEARS = 366
"""A span of more days (*sinds 2019*) says of no report that it is about that time."""

WEEKS = 60
"""Days between two reports of one act that do not both tell when it was; as far as names are looked for (`blocking`)."""


class Score(NamedTuple):
    """How much a question speaks for one event (below 0 against it), and the sentence that says so."""

    value: float
    say: Callable[[], str]


def _nothing() -> str:
    return ""


UNKNOWN = Score(0.0, _nothing)
Feature = Callable[[Told, Told], Score]
_Side = tuple[Who, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the two sides of two claims fit, and whether they fit only the wrong way round."""

    actors: float
    recipients: float
    turned: bool


# --- who


@lru_cache(maxsize=200_000)
def nearness(one: Who, other: Who) -> float:
    """How near two parties are: 1 the same, below 0 surely another."""
    if one.name == other.name and (one.country == other.country or not (one.country and other.country)):
        return 1.0
    if one.country != other.country:
        return SAME_SURNAME if _name_alike(one, other) and not (one.country and other.country) else -1.0
    if _name_alike(one, other):
        return SAME_SURNAME
    if one.country in SPECIAL:
        return SAME_ORGANISATION
    if one.country is None or one.country in {"IGO", "NGO", "MNC", "IMG", "ISM"}:
        return -0.5
    if one.is_person and other.is_person:
        return OTHER_PERSONS
    if one.state and other.state:
        return SAME_STATE
    if one.state != other.state:
        return STATE_AND_OTHERS
    return SAME_PEOPLE


def _name_alike(one: Who, other: Who) -> bool:
    return any(weight(word) >= RARE for word in one.words & other.words)


@lru_cache(maxsize=100_000)
def _side(left: _Side, right: _Side) -> float:
    """How well two sides fit: the best pair, less for those of the shorter side who have no match; 0 where unknown."""
    if not left or not right:
        return 0.0
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    best = [max(nearness(one, other) for other in longer) for one in shorter]
    return 0.7 * max(best) + 0.3 * sum(best) / len(best)


def fit(one: Told, other: Told) -> Fit:
    """How well the parties fit; those of what both sides do may stand on either side."""
    return _fit(one.actors, one.recipients, other.actors, other.recipients, one.mutual or other.mutual)


@lru_cache(maxsize=100_000)
def _fit(acting: _Side, acted_upon: _Side, its_acting: _Side, its_acted_upon: _Side, mutual: bool) -> Fit:  # noqa: FBT001 - of a cache
    actors, recipients = _side(acting, its_acting), _side(acted_upon, its_acted_upon)
    if mutual:
        together = _together(acting + acted_upon, its_acting + its_acted_upon)
        if together > (actors + recipients) / 2:
            return Fit(together, together if acted_upon or its_acted_upon else 0.0, turned=False)
        return Fit(actors, recipients, turned=False)
    turned = actors < 0 and recipients < 0 and _side(acting, its_acted_upon) > 0 and _side(acted_upon, its_acting) > 0
    return Fit(actors, recipients, turned)


def strangers(one: Told, other: Told) -> bool:
    """Do others act, or is each the other's victim?"""
    fitting = fit(one, other)
    return fitting.turned or fitting.actors < 0


def _together(left: _Side, right: _Side) -> float:
    """How well all parties fit: two of the shorter list must have a match of their own."""
    if not left or not right:
        return 0.0
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    best = sorted((max(nearness(one, other) for other in longer) for one in shorter), reverse=True)[:2]
    return sum(best) / len(best)


def actors(one: Told, other: Told) -> Score:
    """Do the same ones act?"""
    value = fit(one, other).actors
    return Score(value, lambda: _who_says("act", "who acts is another", one.actors, other.actors, value))


def recipients(one: Told, other: Told) -> Score:
    """Is it done to the same ones?"""
    value = fit(one, other).recipients
    said = "are acted upon", "who is acted upon is another"
    return Score(value, lambda: _who_says(*said, one.recipients, other.recipients, value))


def named(one: Told, other: Told) -> Score:
    """Is somebody named in both, in one role: a person or an organisation, not a state?"""
    mutual = one.mutual or other.mutual
    sides = (
        [(one.parties, other.parties)] if mutual else [(one.actors, other.actors), (one.recipients, other.recipients)]
    )
    pairs = [(a, b) for left, right in sides for a in left for b in right if not (a.is_country or b.is_country)]
    found = next((a for a, b in pairs if nearness(a, b) >= SAME_SURNAME), None)
    if found is not None:
        return Score(1.0, lambda: f"both name {found.shown}")
    if pairs and all(nearness(a, b) <= OTHER_PERSONS for a, b in pairs):
        return Score(-0.5, lambda: "they name others")
    return UNKNOWN


def _who_says(does: str, differs: str, left: Sequence[Who], right: Sequence[Who], value: float) -> str:
    if not left or not right or value <= 0:
        return differs if value < 0 else ""
    pairs = [(nearness(one, other), one, other) for one in left for other in right]
    near, one, other = max(pairs, key=lambda pair: pair[0])
    if near <= 0:
        return f"the same parties {does}"
    names = one.shown if one.name == other.name else f"{one.shown} and {other.shown}"
    return f"{names}: the same ones {does}"


# --- what


def type_(one: Told, other: Told) -> Score:
    """Is it the same kind of act, or a kind that borders on it?"""
    value = tables().near[one.type].get(other.type, 0.0)
    if one.type == other.type:
        return Score(value, lambda: f"both are {one.type}")
    return Score(value, lambda: f"{one.type} borders on {other.type}")


def mode(one: Told, other: Told) -> Score:
    """Is it done in the same way?"""
    if not one.modes or not other.modes or one.type != other.type:
        return UNKNOWN
    if both := one.modes & other.modes:
        return Score(1.0, lambda: f"both by {', '.join(sorted(both))}")
    if any(one.modes & family and other.modes & family for family in tables().modes_alike):
        return UNKNOWN
    return Score(-1.0, lambda: f"by {', '.join(sorted(one.modes))} and by {', '.join(sorted(other.modes))}")


# --- when


def day(one: Told, other: Told) -> Score:
    """Do both tell a time, and can it be one? The coarser of the two says how much that tells."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return UNKNOWN
    if gap_between(one, other) > 0:
        return UNKNOWN
    value = 1 / (1 + log(max(one.length, other.length)) / 2)
    return Score(
        value, lambda: f"both on {_shown(max(one.first or 0, other.first or 0), min(one.last or 0, other.last or 0))}"
    )


def apart(one: Told, other: Told) -> Score:
    """Do both tell a time, and is it another?"""
    gap = gap_between(one, other)
    if gap <= 0:
        return UNKNOWN
    value = -min(1.0, (gap + 1) / 4)
    return Score(value, lambda: f"{gap} {'day' if gap == 1 else 'days'} apart")


def gap_between(one: Told, other: Told) -> int:
    """Days between two times that are told; 0 where they overlap or one is not told."""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return 0
    return max(0, max(one.first, other.first) - min(one.last, other.last))


def reports(one: Told, other: Told) -> Score:
    """Where a time is not told: were they reported when they would be if they were one?"""
    lag = _lag(one, other)
    if lag is None:
        return UNKNOWN
    value = 1.5 * exp(-lag / 8) - 0.5 if lag >= 0 else -1.0  # nobody reports as done what comes tomorrow
    return Score(value, lambda: "reported about the same time" if value > 0 else "reported at other times")


def late(one: Told, other: Told) -> Score:
    """Where a time is not told: does the report come so late that it tells of something newer?"""
    lag = _lag(one, other)
    if lag is None or lag <= SOON:
        return UNKNOWN
    return Score(-min(1.0, (lag - SOON) / (LATE - SOON)), lambda: f"reported {lag} days later")


def dated(told: Told) -> bool:
    """Does it tell a time by which an act is known: one of no more than a year?"""
    return told.first is not None and told.length <= YEARS


def long_between(one: Told, other: Told) -> bool:
    """Were they reported weeks apart, and do they not both tell when it was?"""
    lag = _lag(one, other)
    return lag is not None and abs(lag) > WEEKS


def _lag(one: Told, other: Told) -> int | None:
    """Days from the time that one tells to the report of the other; between both reports where neither tells any."""
    if dated(one) and dated(other):
        return None
    if one.reported is None or other.reported is None:
        return None
    if not dated(one) and not dated(other):
        return abs(one.reported - other.reported)
    known, bare = (one, other) if dated(one) else (other, one)
    assert known.first is not None and known.last is not None and bare.reported is not None
    if bare.kind != "done":
        return abs((known.reported or bare.reported) - bare.reported)
    if known.first <= bare.reported <= known.last:
        return 0
    return bare.reported - known.last if bare.reported > known.last else bare.reported - known.first


def _shown(first: int, last: int) -> str:
    days = date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
    return days[0] if first >= last else f"{days[0]} to {days[1]}"


# --- where, how many


def place(one: Told, other: Told) -> Score:
    """Is it at the same place?"""
    if one.place is None or other.place is None:
        return UNKNOWN
    if one.place == other.place or _within(one.place, other.place):
        return Score(1.0, lambda: f"both in {one.place}")
    if one.place_country != other.place_country:
        both = one.place_country and other.place_country
        return Score(-1.0, lambda: f"in {one.place} and in {other.place}") if both else UNKNOWN
    if one.place_is_country or other.place_is_country:
        return Score(0.5, lambda: f"both in {one.place_country}")
    return UNKNOWN


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def figures(one: Told, other: Told) -> Score:
    """Do the figures agree? A toll that rises is no contradiction, one of another size is."""
    found = [(_agreement(one.figures[key], other.figures[key]), key) for key in one.figures if key in other.figures]
    if not found:
        return UNKNOWN
    value, key = max(found)
    if value > 0:
        return Score(value, lambda: f"as many {key}")
    return Score(value, lambda: f"another number of {key}")


def _agreement(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> float:
    low, high = max(_low(one), _low(other)), min(_high(one), _high(other))
    if low <= high:
        exact = one[0] == one[1] and other[0] == other[1]
        return 1.0 if exact else 0.5
    ratio = high / low if low else 0.0
    return 0.3 if ratio >= 0.6 else 0.0 if ratio >= 0.3 else -1.0


def _low(figure: tuple[int | None, int | None]) -> float:
    return figure[0] if figure[0] is not None else 0.0


def _high(figure: tuple[int | None, int | None]) -> float:
    return figure[1] if figure[1] is not None else float("inf")


# --- in which words


def words(one: Told, other: Told) -> Score:
    """Does the evidence use the same words, the rare ones above all?"""
    value = sum(map(weight, one.words & other.words)) / max(min(one.words_mass, other.words_mass), 1.0)
    return Score(value, lambda: f"{value:.0%} of what the shorter evidence says is in the other")


def story(one: Told, other: Told) -> Score:
    """Is the text around it about the same?"""
    value = sum(map(weight, one.around & other.around)) / max((one.around_mass * other.around_mass) ** 0.5, 1.0)
    return Score(min(1.0, 3 * value), lambda: "the articles tell of the same things")


def cast(one: Told, other: Told) -> Score:
    """Is the text around it about the same countries?"""
    both = one.cast & other.cast
    value = weigh(both) / max((one.cast_mass * other.cast_mass) ** 0.5, 1.0)
    return Score(min(1.0, value), lambda: "both articles are about the same countries" if value >= ABOUT else "")


def rare(one: Told, other: Told) -> Score:
    """Does the evidence of both have words that few texts have, names of whoever it may be among them?

    Who was coded as acting in the one may be acted upon in the other, or left out; his name is in both sentences.
    """
    found = [(value, word) for word in one.said & other.said if (value := weight(word)) >= SELDOM]
    value = min(1.0, sum(value for value, _ in found) / ENOUGH_SAID)
    return Score(value, lambda: f"rare words in both: {', '.join(word for _, word in _rarest(found))}" if found else "")


def _rarest(found: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))[:_SHOWN]


def bare(one: Told, other: Told) -> Score:
    """Is there next to nothing but the parties and the kind of act to go by?

    So it is where one tells no time, and neither a name, nor a place, nor a figure, nor the words agree.
    """
    if one.first is not None and other.first is not None:
        return UNKNOWN
    if any(ask(one, other).value > 0 for ask in (named, place, figures)):
        return UNKNOWN
    told = sum(value for word in one.around & other.around if (value := weight(word)) >= TELLING)
    value = max(0.0, 1 - told / ENOUGH - words(one, other).value / ENOUGH_WORDS)
    return Score(-value, lambda: "little but the parties agrees") if value else UNKNOWN


FEATURES: dict[str, Feature] = {
    "actors": actors,
    "recipients": recipients,
    "named": named,
    "type": type_,
    "mode": mode,
    "day": day,
    "apart": apart,
    "reports": reports,
    "late": late,
    "place": place,
    "figures": figures,
    "words": words,
    "story": story,
    "cast": cast,
    "rare": rare,
    "bare": bare,
}
"""All questions, by name."""
