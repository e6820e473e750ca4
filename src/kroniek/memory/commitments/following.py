"""From claims to commitments and what became of them, as of a day: the one way in.

Every commitment is looked at beside the later claims of its parties, in order of report; what each says of it
(`signals`) moves it or does not (the table below). Time moves it too: where its last day passed and no article tells
what became of it, it lapsed. Left out: where claims come from, and which are asked for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

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

SILENCE = "its last day passed, and no article tells that it was kept"
UNMET = "the last day of what it hangs on passed, and no article tells what came of it"
TERM = "its term passed, and no article tells that it was broken"
AGAIN = "it was told again, with another last day"


def followed(
    claims: Iterable[StoredClaim],
    *,
    as_of: date,
    identity: Identity = own_identity,
    beside: Iterable[StoredClaim] | None = None,
) -> tuple[Commitment, ...]:
    """The commitments that these claims tell and how they stand on a day of report, in order of first report.

    What was reported after `as_of` is left out. `beside` are the claims of every party that may keep or break one
    (`claims` themselves where None); they may be very many, each is seen once, those that may say something are held.
    """
    with uncollected():
        known = told(one for one in claims if _is_by(one, as_of))
        found = commitments(known, identity)
        if beside is not None:
            may_say = _Sieve(found, identity)
            known = told(one for one in beside if _is_by(one, as_of) and may_say(one))
        places = _Places(known, identity)
        return tuple(_follow(bound, places, as_of, identity) for bound in found)


def _is_by(one: StoredClaim, day: date) -> bool:
    return one.published is None or one.published <= day


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


_Place = tuple[str, str]
"""Where a claim is looked for: its kind and in which part, and of whom."""


def _places(claim: Claim, identity: Identity) -> Iterator[_Place]:
    """Where a claim stands: by who acts or is acted upon and how, and by who decides.

    Whoever acts as one with somebody has one of his near keys.
    """
    if decides(claim):
        yield from (("decides", key) for key in _keys(claim.actors, identity))
    for part, parties in (("does", claim.actors), ("undergoes", claim.recipients)):
        yield from _in_part(part, kinds(claim), _near_keys(parties, identity))


def _places_around(bound: Bound, identity: Identity) -> Iterator[_Place]:
    """Where the claims stand that can be of a commitment.

    An act that can move it, by somebody who is bound or towards whom he is; accusations; those who promise each other
    something may also be together among those who are acted upon. What came of its condition can be said by a party of
    it, or by one whom the condition names.
    """
    doers = _near_keys(bound.doers, identity)
    yield from _in_part("does", bound.moving, _near_keys((*bound.by, *bound.to), identity))
    yield from _in_part("undergoes", (EventType.ACCUSE.value,), doers)
    if not bound.others:
        yield from _in_part("undergoes", bound.moving, doers)
    if bound.condition is not None:
        parties = (party for one in bound.tellings for party in (*one.claim.actors, *one.claim.recipients))
        yield from (("decides", key) for key in _keys(parties, identity))
        yield from (("decides", f"country {code}") for code in map(_country_of, bound.condition.words) if code)


def _in_part(part: str, acts: Iterable[str], keys: Iterable[str]) -> Iterator[_Place]:
    return ((f"{part} {act}", key) for act, key in product(acts, keys))


def _keys(parties: Iterable[Party], identity: Identity) -> set[str]:
    """By what parties are found: their side; who is no state also by his country, for other forms of his name."""
    found: set[str] = set()
    for one in parties:
        found |= keys_of(one, identity)
        if one.country:
            found.add(f"country {one.country}")
    return found


def _near_keys(parties: Iterable[Party], identity: Identity) -> set[str]:
    return set().union(*(near_keys(one, identity) for one in parties))


class _Sieve:
    """Which claims of very many can be of one of these commitments, by who takes part, how, and when it is reported."""

    def __init__(self, bounds: Iterable[Bound], identity: Identity) -> None:
        self._identity = identity
        self._spans: dict[_Place, tuple[date, date]] = {}
        for bound in bounds:
            own = bound.tellings[0].day, bound.horizon
            for place in _places_around(bound, identity):
                first, last = self._spans.get(place, own)
                self._spans[place] = min(first, own[0]), max(last, own[1])

    def __call__(self, one: StoredClaim) -> bool:
        spans = (self._spans.get(place) for place in _places(one.claim, self._identity))
        return one.published is not None and any(span and span[0] <= one.published <= span[1] for span in spans)


class _Places:
    """Claims by where they stand, so that a commitment is looked at beside those only that can be of it."""

    def __init__(self, known: Sequence[Told], identity: Identity) -> None:
        self._known = known
        self._identity = identity
        self._days = [one.day for one in known]
        self._standing: dict[_Place, list[int]] = {}
        for at, one in enumerate(known):
            for place in _places(one.claim, identity):
                self._standing.setdefault(place, []).append(at)

    def near(self, bound: Bound) -> Iterator[Told]:
        """The claims that can be of a commitment, in order of report: by where they stand, and by a word or a deed."""
        first, last = bisect_left(self._days, bound.tellings[0].day), bisect_right(self._days, bound.horizon)
        found: set[int] = set()
        for place in _places_around(bound, self._identity):
            if own := self._standing.get(place):
                found.update(own[bisect_left(own, first) : bisect_left(own, last)])
        for at in sorted(found):
            if not bound.signs.isdisjoint(self._known[at].signs):
                yield self._known[at]


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
