"""Which known person a name means, with a score and the reasons for it.

*Maduro* can be Nicolás or Ricardo, *Kim* one of twenty: what speaks for each is added up (the office on the day of
publication, the countries that the text names, whether readers know him by that name alone). Invariant: nobody is
linked by a bare surname for which nothing but an office somewhere speaks, nor where two lead by the same; who is
unknown stays himself. The points were set by hand, and checked on the annotated training articles. Left out: what a
text calls somebody later on (`coref`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kroniek.lexicon.actors import Actor, ActorKind, actors
from kroniek.lexicon.gazetteer import EntryKind, gazetteer
from kroniek.lexicon.offices import office_title

_NAME, _GIVEN, _COUNTRY, _OFFICE, _HELD = 3.0, 2.5, 4.0, 4.0, 1.0
_FAMOUS, _IN_OFFICE, _SPOKEN_OF, _SPOKEN_OF_MOST = 2.0, 2.0, 1.5, 0.5
_COMMON, _GONE, _SHARED = -2.0, -1.0, -0.5
_SHARED_MOST = 6  # from the third bearer of a surname on each takes something away, up to so many
_LEAST, _LEAD = 2.0, 1.0  # a link needs so many points, and so many more than the next one
_AT_HOME = frozenset({"NLD", "BEL", "EUR", "IGO", "UNO"})  # offices that need no country beside them
_GONE_YEARS = 15  # who left office longer ago is seldom called by his surname alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A known person, how many points speak for him, and what they were given for."""

    actor: Actor
    points: float
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """The points as a number below 1, for comparing with other scores."""
        return round(self.points / (self.points + 1), 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known around a name: the day, the countries of the text (the most named first), and the words before it.

    `country` and `role` are those of the words that belong to the name (*de Hondurese president Maduro*).
    """

    day: date | None = None
    countries: tuple[str, ...] = ()
    country: str | None = None
    role: str | None = None


def link(words: str, *, surname: bool, context: Context) -> Link | None:
    """The one known person whom a full name, or a bare surname, means in a context."""
    bearers = list(_bearers(words, surname))
    shared = min(max(0, len(bearers) - 2), _SHARED_MOST) * _SHARED if surname else 0.0
    found = sorted(
        (
            _link(actor, surname=surname, common=common, shared=shared, context=context)
            for actor, common in bearers
            if _is_possible(actor, context) and _is_enough(actor, context, surname=surname, common=common)
        ),
        key=lambda one: -one.points,
    )
    if not found or found[0].points < _LEAST:
        return None
    if len(found) > 1 and found[0].points - found[1].points < _LEAD:
        return None
    return found[0]


def _bearers(words: str, surname: bool) -> Iterator[tuple[Actor, bool]]:  # noqa: FBT001 - which of two name kinds
    """The persons who bear a name, and whether it is less than their own: a common word, or without a part of it."""
    if not surname:
        found = [one for one in actors().by_name(words) if one.kind is ActorKind.PERSON]
        yield from ((one, False) for one in found)
        yield from ((one, True) for one in _by_given_name(words) if one not in found)
        return
    for entry in gazetteer().lookup(words) or gazetteer().lookup(words.removesuffix("s")):
        if entry.kind is EntryKind.SURNAME and isinstance(entry.referent, Actor):
            yield entry.referent, entry.common


def _by_given_name(words: str) -> Iterator[Actor]:
    """Those whom the tables have by that first word and that surname, with more between (*George Bush*)."""
    first, _, last = words.partition(" ")
    for entry in gazetteer().lookup(last) if last else ():
        known = entry.referent
        if entry.kind is EntryKind.SURNAME and isinstance(known, Actor) and known.name.startswith(f"{first} "):
            yield known


def _is_possible(actor: Actor, context: Context) -> bool:
    """Is a person of that country, or of an office of it?"""
    own = {actor.country, *(office.country for office in actor.offices)}
    if context.day:
        own.add(actor.standing(context.day).country)
    return context.country is None or context.country in own


def _is_enough(actor: Actor, context: Context, *, surname: bool, common: bool) -> bool:
    """Is a name enough: a full one, or a lesser one of somebody whom readers know by it or the text speaks of?

    An office is enough for a given name with a surname. For a bare surname it is not, as somewhere in the world a
    *Hassan* is in office on any day: the words before the name have to tell that office, or the text its country. Of
    their own ministers, and of those of the EU, Nato and the UN, Dutch newspapers do not say of where they are.
    """
    if not (surname or common) or actor.famous or context.country is not None or actor.country in context.countries:
        return True
    standing = actor.standing(context.day) if context.day else None
    if standing is None or standing.office is None:
        return False
    if not surname or standing.country in context.countries or (standing.country in _AT_HOME and not common):
        return True
    return context.role is not None and _is(standing.office.title, office_title(context.role))


def _link(actor: Actor, *, surname: bool, common: bool, shared: float, context: Context) -> Link:
    given = list(_points(actor, surname=surname, common=common, context=context))
    if shared and context.country is None:
        given.append((shared, "others bear the surname"))
    return Link(actor=actor, points=sum(points for points, _ in given), reasons=tuple(why for _, why in given))


def _points(actor: Actor, *, surname: bool, common: bool, context: Context) -> Iterator[tuple[float, str]]:
    if not surname:
        yield (_GIVEN, "given name and surname") if common else (_NAME, "full name")
    elif common:
        yield _COMMON, "the name is a common word"
    elif actor.famous:
        yield _FAMOUS, "known by the surname alone"
    if context.country is not None:
        yield _COUNTRY, f"of {context.country}"
    elif actor.country in context.countries:
        yield _SPOKEN_OF, f"the text names {actor.country}"
        if actor.country == context.countries[0]:
            yield _SPOKEN_OF_MOST, f"the text names {actor.country} most"
    yield from _office_points(actor, context)


def _office_points(actor: Actor, context: Context) -> Iterator[tuple[float, str]]:
    if context.day is None:
        return
    held = [office for office in actor.offices if office.held_on(context.day)]
    if held:
        yield _IN_OFFICE, f"{held[-1].title} on that day"
    elif actor.offices and all(_is_gone(office.until, context.day) for office in actor.offices):
        yield _GONE, "left office long before"
    if context.role is None:
        return
    title = office_title(context.role)
    if any(_is(office.title, title) for office in held):
        yield _OFFICE, f"{title} on that day"
    elif any(_is(office.title, title) for office in actor.offices):
        yield _HELD, f"was or became {title}"


def _is(title: str, wanted: str) -> bool:
    """Is an office the one wanted, as far as the word tells (*minister* for *minister van Defensie*)?"""
    return office_title(title) == wanted or title.startswith(f"{wanted} ")


def _is_gone(until: str, day: date) -> bool:
    return bool(until) and int(until[:4]) + _GONE_YEARS < day.year


def remark(actor: Actor, day: date, role: str, *, former: bool) -> str | None:
    """What a reader should know where an office in the words does not fit the day; None where it fits or is unknown.

    *Ex-president* for who holds the office, *president* for who left it before that day or came to it after.
    """
    title = office_title(role)
    held = [office for office in actor.offices if _is(office.title, title) and (office.since or office.until)]
    now = [office for office in held if office.held_on(day)]
    if not held or (now and not former):
        return None
    if former:
        return f"called former {role}, yet {now[-1].title} since {now[-1].since}" if now and now[-1].since else None
    if left := [office for office in held if office.ended_before(day)]:
        return f"called {role}, yet {left[-1].title} until {left[-1].until}"
    later = [office for office in held if office.since > day.isoformat()]
    return f"called {role}, yet {later[0].title} only since {later[0].since}" if later else None


def most_named(codes: Iterable[str]) -> tuple[str, ...]:
    """Country codes, the most frequent first, and of equals the one that comes first."""
    counts: dict[str, int] = {}
    for code in codes:
        counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts, key=lambda code: -counts[code]))
