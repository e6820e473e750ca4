"""What two events are to each other that are not one: a follow-up, a part, a repeat, or the same matter.

Each rule answers for two claims with a score and a sentence, or not at all; the words and numbers stand in
`data/links.toml`. A link merges nothing. Most links are drawn within one article, which itself says what came of what;
between articles only those that dates and parties carry. In a link that has a direction the first claim is what comes
after, or is the part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from kroniek.memory.joining.features import fit, nearness
from kroniek.memory.joining.linker import BY
from kroniek.memory.joining.tables import read
from kroniek.memory.joining.telling import Told, Who
from kroniek.model.judgement import DIRECTED, Judgement, JudgementKind
from kroniek.model.ontology import QUADS, EventType, Quad

_CONFLICT = frozenset(
    one.value for one, quad in QUADS.items() if quad in {Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT}
)
_FORCE = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})

_ALIKE = 0.5
"""From this nearness on two sides are the same ones."""
_NEXT = 200
"""Letters between two pieces of evidence that follow on each other."""
_SOON = 7
"""Days from a charge to its denial."""
_MOST = 4
"""Links of one claim."""


Rule = Callable[[Told, Told], "Found | None"]


@dataclass(frozen=True, slots=True)
class Found:
    """A link of `later` (or the part) with `earlier` (or the whole)."""

    kind: JudgementKind
    later: Told
    earlier: Told
    score: float
    reason: str


@cache
def table() -> dict[str, Any]:
    """`links.toml`."""
    return read("links.toml")


def links(new: Sequence[Told], met: Mapping[str, Sequence[Told]]) -> Iterator[Judgement]:
    """The links of the claims of one document, among themselves and with earlier ones that they meet."""
    found = [link for one, other in combinations(new, 2) if (link := within(one, other)) and _is_sure(link)]
    for one in new:
        across = [link for other in met[one.id] if (link := between(one, other)) and _is_sure(link)]
        found += sorted(across, key=lambda link: (-link.score, link.earlier.number, link.later.number))[:_MOST]
    for link in found:
        left, right = (link.later.id, link.earlier.id)
        if link.kind not in DIRECTED:
            left, right = sorted((left, right))
        yield Judgement(kind=link.kind, left=left, right=right, score=link.score, by=BY, reason=link.reason)


def _is_sure(link: Found) -> bool:
    """Is a rule sure enough of claims that a program coded?"""
    return link.score >= table()["coded"] or not (link.later.coded or link.earlier.coded)


def within(one: Told, other: Told) -> Found | None:
    """The link of two claims of one article."""
    for rule in _rules(one.type, other.type, one.kind, other.kind)[0]:
        if found := rule(one, other) or rule(other, one):
            return found
    return None


def between(one: Told, other: Told) -> Found | None:
    """The link of two claims of two articles."""
    if one.base == other.base:
        return None
    for rule in _rules(one.type, other.type, one.kind, other.kind)[1]:
        if found := rule(one, other) or rule(other, one):
            return found
    return None


@cache
def _rules(one: str, other: str, its: str, others: str) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """The rules that can answer for two types and two classes of status: within one article, and between two."""
    given = table()
    said = [given["matter"][name] for name in (*_SAYS, "denied")]
    fate = {name.partition(".")[0] for name in (*given["fate"]["before"], *given["fate"]["after"])}
    parts = {(whole.partition(".")[0], part.partition(".")[0]) for whole, some in _shares() for part in some}
    both, done = {one, other}, its == others == "done"
    told = any(one in pairs.get(other, ()) or other in pairs.get(one, ()) for pairs in said)
    can = {
        _matter: told or (one == other and its != others),
        _part: done and both <= _FORCE,
        _share: done and bool({(one, other), (other, one)} & parts),
        _fate: done and both <= fate,
        _repeat_told: done and one == other,
        _repeat_shown: done and one == other,
        _answer: done and both <= _CONFLICT,
        _course: done and one != other and both <= set(given["course"]["steps"]),
        _because: True,
    }
    within_one = (_matter, _part, _share, _fate, _repeat_told, _because)
    between_two = (_matter, _fate, _repeat_shown, _answer, _course)
    return tuple(rule for rule in within_one if can[rule]), tuple(rule for rule in between_two if can[rule])


def _shares() -> Iterable[tuple[str, Sequence[str]]]:
    """The undertakings that have parts, with these."""
    found: dict[str, list[str]] = table()["share"]["parts"]
    return found.items()


# --- rules: is `one` the later of the two, or the part?


def _matter(one: Told, other: Told) -> Found | None:
    """Threat and deed, plan and deed, deed and admission, charge and denial."""
    rules = table()["matter"]
    for name, said, done in (
        ("announced", other, one),
        ("threatened", other, one),
        ("admitted", one, other),
        ("cancelled", one, other),
    ):
        if done.type in rules[name].get(said.type, ()) and _said_and_done(name, said, done):
            return _found(JudgementKind.SAME_MATTER, one, other, rules["score"], _SAYS[name])
    if one.type == "REJECT" and other.type in rules["denied"]["REJECT"]:
        charged = (
            "denying" in one.cues
            and _same(one.actors, other.recipients)
            and (not one.recipients or _same(one.recipients, other.actors))
        )
        days = _days(other, one)
        if charged and days is not None and 0 <= days <= _SOON:
            return _found(JudgementKind.SAME_MATTER, one, other, rules["score"], "the one is charged, the other denies")
    if one.type == other.type and one.kind != other.kind and _sides_fit(one, other) and _overlap(one, other):
        return _found(
            JudgementKind.SAME_MATTER, one, other, rules["score"], f"the one is {one.status}, the other {other.status}"
        )
    return None


_SAYS = {
    "announced": "the one announces what the other tells as done",
    "threatened": "the one threatens with what the other tells as done",
    "admitted": "the one admits what the other tells",
    "cancelled": "the one calls off what the other announces",
}


def _said_and_done(name: str, said: Told, done: Told) -> bool:
    if name == "admitted":
        return done.kind == "done" and said.kind == "done" and _same(said.actors, done.actors) and _touch(said, done)
    return _in_turn(name, said, done) and _sides_fit(said, done)


def _in_turn(name: str, said: Told, done: Told) -> bool:
    """Do the classes of status and the days let the one be said of the other?"""
    if name == "cancelled":
        return done.kind != "done" and said.kind == "done"
    if done.kind != "done" or (name == "announced" and said.kind not in {"ahead", "open"}):
        return False
    if name == "announced" and (said.reported is None or done.first is None or said.reported >= done.first):
        return False  # who reports afterwards announces something else
    if said.kind == "ahead" and said.first is not None and done.first is not None:
        return _overlap(said, done)
    days = _days(said, done)
    return days is not None and 0 <= days <= table()["matter"]["within"] / (1 if said.base == done.base else 4)


def _fate(one: Told, other: Told) -> Found | None:
    """Arrest, conviction, release of the same one."""
    rules = table()["fate"]
    if (
        not (_is_in(one, rules["after"]) and _is_in(other, rules["before"]))
        or one.kind != "done"
        or other.kind != "done"
    ):
        return None
    if _is_in(one, rules["before"]) and _is_in(other, rules["after"]) and one.type == other.type:
        return None
    victim = next(
        (a for a in one.recipients for b in other.recipients if not a.is_country and nearness(a, b) >= 0.9), None
    )
    if victim is None or not _after(one, other):
        return None
    return _found(JudgementKind.FOLLOW_UP, one, other, rules["score"], f"what became of {victim.shown}")


def _because(one: Told, other: Told) -> Found | None:
    """One sentence says that the one came of the other."""
    if not one.cues & {"because"} or one.kind == "open" or other.kind != "done" or not _touch(one, other):
        return None
    shared = any(nearness(a, b) >= _ALIKE for a in one.parties for b in other.parties)
    if not shared or one.first is None or other.first is None or not _after(one, other):
        return None
    return _found(
        JudgementKind.FOLLOW_UP, one, other, table()["because"]["score"], "the article says that it came of it"
    )


def _answer(one: Told, other: Told) -> Found | None:
    """Who was acted upon acts upon who acted, soon after."""
    rules = table()["answer"]
    if one.first is None or one.kind != "done" or other.kind != "done":
        return None
    days = _days(other, one)
    if days is None or not 0 < days <= rules["within"]:
        return None
    if other.type == "THREATEN" and QUADS[EventType(one.type)] is Quad.MATERIAL_CONFLICT:
        return None  # a deed of whom somebody warned is not what was threatened, and answers no word
    if not (_states(one) and _same(one.actors, other.recipients) and _same(one.recipients, other.actors)):
        return None
    return _found(JudgementKind.FOLLOW_UP, one, other, rules["score"], f"the answer, {days} days later")


def _course(one: Told, other: Told) -> Found | None:
    """The next step of an agreement of the same ones."""
    rules = table()["course"]
    steps: list[str] = rules["steps"]
    if one.type not in steps or other.type not in steps or one.kind != "done" or other.kind != "done":
        return None
    days = _days(other, one)
    if steps.index(one.type) <= steps.index(other.type) or days is None or not 0 < days <= rules["within"]:
        return None
    both = fit(one, other)
    if len(one.parties) < 2 or len(other.parties) < 2 or min(both.actors, both.recipients or both.actors) < 0.8:
        return None
    return _found(
        JudgementKind.FOLLOW_UP, one, other, rules["score"], f"the next step between the same ones, {days} days later"
    )


def _repeat_told(one: Told, other: Told) -> Found | None:
    """One article tells that the same ones did it before."""
    return _repeat(one, other) if "again" in one.cues | other.cues or one.modes & other.modes else None


def _repeat_shown(one: Told, other: Told) -> Found | None:
    """The same again in another article: where it says so, or where such acts recur."""
    if not (
        "again" in one.cues or (_is_in(one, table()["repeat"]["often"]) and _is_in(other, table()["repeat"]["often"]))
    ):
        return None
    return _repeat(one, other)


def _repeat(one: Told, other: Told) -> Found | None:
    rules = table()["repeat"]
    if one.type != other.type or one.kind != "done" or other.kind != "done":
        return None
    if one.modes and other.modes and not one.modes & other.modes:
        return None
    if one.first is None or other.first is None or other.last is None or one.first <= other.last + 1:
        return None
    days = one.first - other.last
    if (one.base != other.base and days > rules["within"]) or not _sides_fit(one, other):
        return None
    return _found(JudgementKind.REPEAT, one, other, rules["score"], f"the same ones do it again, {days} days later")


def _part(one: Told, other: Told) -> Found | None:
    """An act in the days, and of the parties, of an undertaking."""
    if "whole" not in other.cues or "whole" in one.cues or one.kind != "done" or other.kind != "done":
        return None
    if one.type not in _FORCE or other.type not in _FORCE or not _sides_fit(one, other) or not _overlap(one, other):
        return None
    return _found(JudgementKind.PART_OF, one, other, table()["part"]["score"], "it lies in the days of the undertaking")


def _share(one: Told, other: Told) -> Found | None:
    """What one side does in an exchange, or whom it takes in a raid: an act of one who takes part, on the same day."""
    rules = table()["share"]
    wholes = [whole for whole, parts in _shares() if _is_in(one, parts)]
    if not _is_in(other, wholes) or _is_in(one, wholes) or one.kind != "done" or other.kind != "done":
        return None
    if not _same(one.actors, other.parties) or not _overlap(one, other) or not _touch(one, other):
        return None
    return _found(JudgementKind.PART_OF, one, other, rules["score"], "one side of it, on the same day")


# --- what rules ask


def _found(kind: JudgementKind, later: Told, earlier: Told, score: float, reason: str) -> Found | None:
    return Found(kind, later, earlier, score, reason) if score >= table()["least"] else None


def _is_in(told: Told, names: Sequence[str]) -> bool:
    return not told.tags.isdisjoint(names)


def _same(left: Sequence[Who], right: Sequence[Who]) -> bool:
    return any(nearness(one, other) >= _ALIKE for one in left for other in right)


def _sides_fit(one: Told, other: Told) -> bool:
    both = fit(one, other)
    if both.actors < _ALIKE:
        return False
    return both.recipients >= _ALIKE or not (one.recipients and other.recipients)


def _states(told: Told) -> bool:
    """Do parties of two countries face each other?"""
    return not {who.country for who in told.actors} & {who.country for who in told.recipients}


def _touch(one: Told, other: Told) -> bool:
    """Do both stand in one article, in one sentence or the next?"""
    gap = max(one.spot[0], other.spot[0]) - min(one.spot[1], other.spot[1])
    return one.base == other.base and gap <= _NEXT


def _overlap(one: Told, other: Told) -> bool:
    """Can both be of one time?"""
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return one.base == other.base
    return max(one.first, other.first) <= min(one.last, other.last)


def _days(first: Told, second: Told) -> int | None:
    """Days from the one to the other: of the act, else of the report."""
    one = first.first if first.first is not None else first.reported
    other = second.first if second.first is not None else second.reported
    return other - one if one is not None and other is not None else None


def _after(one: Told, other: Told) -> bool:
    """Does the one come after the other? Without a time it is news, and the other is before it."""
    if one.first is None:
        return one.base != other.base or other.first is not None
    if other.first is None:
        return one.base != other.base and other.reported is not None and one.first >= other.reported
    return one.first > (other.last if other.last is not None and other.length < 8 else other.first)
