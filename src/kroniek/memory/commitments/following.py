"""From claims to commitments and what became of them, as of a day: the one way in.

Every commitment is looked at beside the later claims of its parties, in order of report; what each says of it
(`signals`) moves it or does not (the table below). Time moves it too: where its last day passed and no article tells
what became of it, it lapsed. Left out: where claims come from, and which are asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import TypeVar

from kroniek.lexicon.countries import countries
from kroniek.memory.collecting import uncollected
from kroniek.memory.commitments.making import Bound, Told, commitments, is_put_off, told
from kroniek.memory.commitments.matching import matter, shared
from kroniek.memory.commitments.sides import Identity, keys_of, near_keys, own_identity, same_side
from kroniek.memory.commitments.signals import Kind, Look, Signal, accusation, decides, signals
from kroniek.memory.commitments.tables import days, kinds
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Claim, Evidence
from kroniek.model.commitment import Commitment, Doubt, Move, State
from kroniek.model.ontology import EventType
from kroniek.model.text import Quote
from kroniek.strings.fold import folded_words

_PENDING = frozenset({State.OPEN, State.CONDITION_MET})
_FROM = {
    Kind.CONDITION: frozenset({State.OPEN}),
    Kind.FELL_AWAY: _PENDING,
    Kind.KEPT: _PENDING | {State.LAPSED, State.WITHDRAWN},
    Kind.BROKEN: _PENDING | {State.LAPSED},
    Kind.WITHDRAWN: _PENDING,
}
"""From which states a signal moves a commitment; see `_may_move` for what is kept up and for demands."""
_TO = {
    Kind.CONDITION: State.CONDITION_MET,
    Kind.FELL_AWAY: State.LAPSED,
    Kind.KEPT: State.KEPT,
    Kind.BROKEN: State.BROKEN,
    Kind.WITHDRAWN: State.WITHDRAWN,
}

Key = TypeVar("Key")

SILENCE = "its last day passed, and no article tells that it was kept"
UNMET = "the last day of what it hangs on passed, and no article tells what came of it"
TERM = "its term passed, and no article tells that it was broken"
AGAIN = "it was told again, with another last day"


def followed(
    claims: Iterable[StoredClaim],
    *,
    as_of: date,
    which: Callable[[Claim], bool] = lambda _: True,
    identity: Identity = own_identity,
) -> tuple[Commitment, ...]:
    """The commitments that these claims tell and how they stand on a day of report, in order of first report.

    `claims` are those of every party that may keep or break one; what was reported after `as_of` is left out. `which`
    says which claims are followed as commitments (all that bind somebody).
    """
    with uncollected():
        known = told(one for one in claims if one.published is None or one.published <= as_of)
        places = _Places(known, identity)
        found = commitments([one for one in known if which(one.claim)], identity)
        return tuple(_follow(bound, places, as_of, identity) for bound in found)


def _follow(bound: Bound, places: _Places, as_of: date, identity: Identity) -> Commitment:
    own = {one.claim.id for one in bound.tellings}
    found: list[Signal] = []
    for later in places.near(bound):
        if later.claim.id in own:
            continue
        look = Look(bound, later, identity)
        found += signals(look)
        if charge := accusation(look):
            found.append(charge)
    return _record(bound, *_course(bound, found, as_of, identity))


# -- the course ------------------------------------------------------------------------------------------------------


def _course(
    bound: Bound, found: Sequence[Signal], as_of: date, identity: Identity
) -> tuple[State, tuple[Move, ...], tuple[Doubt, ...]]:
    """The moves in order of day, and what moved nothing."""
    state = State.OPEN
    moves = list(_put_off(bound))
    doubts: dict[str, Doubt] = {}
    for one in found:
        if (lapse := _lapse(bound, state, one.told.day)) is not None:
            moves.append(lapse)
            state = lapse.after
        if one.kind is not Kind.DOUBT and _may_move(bound, state, one):
            move = _move(bound, state, one, identity)
            moves.append(move)
            state = move.after
        elif one.kind is Kind.DOUBT:
            doubts.setdefault(one.told.claim.id, _doubt(bound, one))
        elif one.faint and state in _PENDING:
            doubts.setdefault(one.told.claim.id, _doubt(bound, one, "it may be another matter"))
    if (lapse := _lapse(bound, state, _later(as_of, 1))) is not None:
        moves.append(lapse)
        state = lapse.after
    moves.sort(key=lambda move: move.day)
    return state, tuple(moves), tuple(doubts.values())


def _may_move(bound: Bound, state: State, one: Signal) -> bool:
    """Does a signal move a commitment that stands so?"""
    if one.faint and state is not State.CONDITION_MET:
        return False
    if state in _FROM[one.kind]:
        return True
    if one.kind is Kind.BROKEN:
        return state is State.KEPT and bound.lasting and bound.type is not EventType.REQUEST
    return one.kind is Kind.KEPT and state is State.BROKEN and not bound.lasting


def _move(bound: Bound, state: State, one: Signal, identity: Identity) -> Move:
    claim = one.told.claim
    when = claim.when
    due = bound.due
    day = when.start if when else one.told.day
    late = one.kind is Kind.KEPT and due is not None and not due.for_condition and day > due.day
    voice = next((voice for voice in claim.voices if not voice.medium), None)
    itself = voice is not None and any(same_side(voice.party, doer, identity) for doer in bound.doers)
    return Move(
        day=one.told.day,
        before=state,
        after=_TO[one.kind],
        reason=one.reason,
        claim=claim.id,
        document=claim.document,
        quote=_words(bound, claim),
        voices=claim.voices,
        late=late,
        by_itself=itself and one.kind is Kind.KEPT,
    )


def _words(bound: Bound, claim: Claim) -> Quote:
    """Those of the words of a claim that share most with the commitment, the first of equals."""
    condition = (bound.condition,) if bound.condition is not None else ()

    def share(evidence: Evidence) -> float:
        told = matter(evidence.quote.text)
        return max(shared(one, told, but=bound.names) for one in (bound.content, *condition))

    return max(claim.evidence, key=share).quote if len(claim.evidence) > 1 else claim.evidence[0].quote


def _lapse(bound: Bound, state: State, day: date) -> Move | None:
    """The move of a last day that passed before this day in silence."""
    if bound.due is None or state not in _PENDING or (bound.due.for_condition and state is State.CONDITION_MET):
        return None
    passed = _later(bound.due.day, days("grace") + 1)
    if day <= passed:
        return None
    reason = UNMET if bound.due.for_condition else TERM if bound.negative else SILENCE
    return Move(day=passed, before=state, after=State.LAPSED, reason=reason)


def _later(day: date, number: int) -> date:
    """So many days later, at most the last day there is."""
    return day + timedelta(days=min(number, (date.max - day).days))


def _put_off(bound: Bound) -> Iterator[Move]:
    for one in bound.tellings[1:]:
        if is_put_off(one):
            yield Move(
                day=one.day,
                before=State.OPEN,
                after=State.OPEN,
                reason=AGAIN,
                claim=one.claim.id,
                document=one.claim.document,
                quote=one.claim.evidence[0].quote,
                voices=one.claim.voices,
            )


def _doubt(bound: Bound, one: Signal, reason: str = "") -> Doubt:
    claim = one.told.claim
    return Doubt(
        day=one.told.day,
        claim=claim.id,
        document=claim.document,
        quote=_words(bound, claim),
        reason=reason or one.reason,
    )


def _record(bound: Bound, state: State, moves: tuple[Move, ...], doubts: tuple[Doubt, ...]) -> Commitment:
    first = bound.first.claim
    return Commitment(
        id=first.id,
        type=first.type,
        by=first.actors,
        to=first.recipients,
        document=first.document,
        content=first.evidence[0].quote,
        condition=first.condition,
        condition_claim=first.condition_claim,
        due=bound.due,
        reported=bound.tellings[0].day,
        negative=bound.negative,
        meeting=bound.type is EventType.AGREE and [deed.name for deed in bound.deeds] == ["talks"],
        hedged=all(one.claim.hedged for one in bound.tellings),
        voices=first.voices,
        state=state,
        claims=tuple(one.claim.id for one in bound.tellings),
        moves=moves,
        doubts=doubts if state in _PENDING | {State.LAPSED} else (),
    )


# -- which claims are near -------------------------------------------------------------------------------------------


class _Places:
    """Claims by who takes part and how, so that a commitment is looked at beside those only that can be of it.

    Whoever acts as one with somebody has one of his near keys.
    """

    def __init__(self, known: Sequence[Told], identity: Identity) -> None:
        self._known = known
        self._identity = identity
        self._days = [one.day for one in known]
        self._deciding: dict[str, list[int]] = {}
        self._acting: dict[tuple[str, str], list[int]] = {}
        self._acted_upon: dict[tuple[str, str], list[int]] = {}
        for at, one in enumerate(known):
            claim = one.claim
            if decides(claim):
                for key in self._keys(claim.actors):
                    self._deciding.setdefault(key, []).append(at)
            for parties, lists in ((claim.actors, self._acting), (claim.recipients, self._acted_upon)):
                for place in product(kinds(claim), self._near_keys(parties)):
                    lists.setdefault(place, []).append(at)

    def near(self, bound: Bound) -> Iterator[Told]:
        """The claims that can be of a commitment, in order of report: by who acts, and by a word or a deed."""
        span = bisect_left(self._days, bound.tellings[0].day), bisect_right(self._days, bound.horizon)
        for at in sorted(self._of_sides(bound, span) | self._of_condition(bound, span)):
            if not bound.signs.isdisjoint(self._known[at].signs):
                yield self._known[at]

    def _of_sides(self, bound: Bound, span: tuple[int, int]) -> set[int]:
        """The claims of an act that can move it, by somebody who is bound or towards whom he is; and accusations.

        Those who promise each other something may also be together among those who are acted upon.
        """
        doers = self._near_keys(bound.doers)
        found = self._within(self._acting, product(bound.moving, self._near_keys((*bound.by, *bound.to))), span)
        found |= self._within(self._acted_upon, product((EventType.ACCUSE.value,), doers), span)
        if not bound.others:
            found |= self._within(self._acted_upon, product(bound.moving, doers), span)
        return found

    def _of_condition(self, bound: Bound, span: tuple[int, int]) -> set[int]:
        """The claims that can say what came of its condition, by a party of it or one whom the condition names."""
        if bound.condition is None:
            return set()
        wanted = self._keys(party for one in bound.tellings for party in (*one.claim.actors, *one.claim.recipients))
        wanted |= {f"country {code}" for code in map(_country_of, bound.condition.words) if code}
        return self._within(self._deciding, wanted, span)

    def _within(self, lists: Mapping[Key, list[int]], keys: Iterable[Key], span: tuple[int, int]) -> set[int]:
        """The places in these lists that lie in a span."""
        found: set[int] = set()
        for key in keys:
            if own := lists.get(key):
                found.update(own[bisect_left(own, span[0]) : bisect_left(own, span[1])])
        return found

    def _keys(self, parties: Iterable[Party]) -> set[str]:
        """By what parties are found: their side; who is no state also by his country, for other forms of his name."""
        found: set[str] = set()
        for one in parties:
            found |= keys_of(one, self._identity)
            if one.country:
                found.add(f"country {one.country}")
        return found

    def _near_keys(self, parties: Iterable[Party]) -> set[str]:
        return set().union(*(near_keys(one, self._identity) for one in parties))


@lru_cache(maxsize=20_000)
def _country_of(word: str) -> str | None:
    table = countries()
    found = table.by_name(word) or table.by_adjective(word) or table.by_inhabitant(word)
    if found is not None:
        return found.code
    seat = table.metonym(word)
    return seat.country if seat else None


def countries_in(text: str) -> tuple[str, ...]:
    """The codes of the countries that a text names, by name, adjective, inhabitants or seat of government."""
    return tuple(dict.fromkeys(code for code in map(_country_of, folded_words(text)) if code))
