"""Joins what one document tells several times into one claim: five sentences on one act give one record, five pieces.

Two drafts are one where type and status agree, nobody contradicts (same parties, or one of them names fewer), and
their dates do not differ. Invariant: merging loses no evidence, and the earlier draft keeps its id. Left out: joining
across documents (`memory`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kroniek.coding.linking import ConditionAct
from kroniek.model.actor import Party, Voice
from kroniek.model.claim import Evidence, Figure, Reason
from kroniek.model.ontology import EventType, Status
from kroniek.model.place import Place
from kroniek.model.text import Quote
from kroniek.model.when import When
from kroniek.strings.fold import fold

_REACH_SENTENCES = 12  # a headline and its story lie closer; further apart the same words are mostly another act


@dataclass(slots=True, kw_only=True)
class Draft:
    """A claim in the making. `sentence` is the number of its last sentence; `weight` how sure its trigger is.

    `leanings` tell how near its first sentence came to naming each country as recipient.
    """

    sentence: int
    paragraph: int
    headline: bool
    type: EventType
    modes: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When | None
    place: Place | None
    status: Status
    hedged: bool
    voices: tuple[Voice, ...]
    condition: Quote | None
    figures: tuple[Figure, ...]
    evidence: list[Evidence]
    reasons: list[Reason] = field(default_factory=list)
    weight: float = 1.0
    hangs_on: tuple[ConditionAct, ...] = ()
    leanings: Mapping[str, float] = field(default_factory=dict)


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts of one document in text order, those of one act joined."""
    kept: list[Draft] = []
    near: list[Draft] = []  # those that a later draft may still belong to, so that work stays linear in the text
    for draft in drafts:
        near = [other for other in near if _reaches(other, draft)]
        same = next((other for other in reversed(near) if _same(other, draft)), None)
        if same is None:
            kept.append(draft)
            near.append(draft)
        else:
            _join(same, draft)
    return kept


def _reaches(first: Draft, second: Draft) -> bool:
    return first.headline or second.sentence - first.sentence <= _REACH_SENTENCES


def _same(first: Draft, second: Draft) -> bool:
    if first.type is not second.type or first.status is not second.status:
        return False
    if first.when and second.when and (first.when.start, first.when.end) != (second.when.start, second.when.end):
        return False
    if not first.headline and first.modes != second.modes and first.modes and second.modes:
        return False
    return _agree(first.actors, second.actors) and _agree(first.recipients, second.recipients, may_be_empty=True)


def _agree(first: tuple[Party, ...], second: tuple[Party, ...], *, may_be_empty: bool = False) -> bool:
    """Do two lists name the same parties, or does one name fewer of them?"""
    if not first or not second:
        return may_be_empty or first == second
    one, other = {fold(party.name) for party in first}, {fold(party.name) for party in second}
    if one <= other or other <= one:
        return True
    countries, others = {party.country for party in first}, {party.country for party in second}
    return countries == others and None not in countries and _governments(first, second)


def _governments(first: tuple[Party, ...], second: tuple[Party, ...]) -> bool:
    """A head of government and his country are one party to a merge."""
    return all("GOV" in party.sectors for party in (*first, *second))


_REASONED = {
    "actors": "actors",
    "recipients": "recipients",
    "modes": "mode",
    "when": "date",
    "place": "place",
    "voices": "sources",
    "hedged": "hedged",
}
"""The fields that a draft may take over from a later one, by the names that reasons give them."""


def _join(first: Draft, second: Draft) -> None:
    before = {name: getattr(first, name) for name in _REASONED}
    last = first.evidence[-1].quote  # drafts come in text order: what repeats a piece follows it
    first.evidence += [evidence for evidence in second.evidence if evidence.quote != last]
    if first.headline and not second.headline:  # the story names parties in full, its headline does not, nor doubts
        first.hedged = first.hedged or second.hedged
        first.actors = second.actors or first.actors
        first.recipients = second.recipients or first.recipients
        first.headline = False
    if len(second.actors) > len(first.actors):
        first.actors = second.actors
    if len(second.recipients) > len(first.recipients):
        first.recipients = second.recipients
    first.modes = first.modes or second.modes
    first.when = first.when or second.when
    first.place = first.place or second.place
    first.voices = first.voices or second.voices
    keys = {figure.key for figure in first.figures}
    added = tuple(figure for figure in second.figures if figure.key not in keys)
    first.figures += added
    taken = {field for name, field in _REASONED.items() if getattr(first, name) != before[name]}
    quotes = {figure.quote for figure in added}
    first.reasons = [reason for reason in first.reasons if reason.field not in taken]
    first.reasons += [
        reason
        for reason in second.reasons
        if reason.field in taken or (reason.field == "figures" and reason.quote in quotes)
    ]
    first.reasons += [Reason(field="evidence", rule="told again", quote=second.evidence[0].quote)]
    first.sentence = second.sentence
