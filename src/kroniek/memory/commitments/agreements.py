"""The lives of agreements: which claims speak of one agreement, and how far each says that it has come.

An agreement is known by the word that articles have for it (*graanakkoord*, *het verdrag van Parijs*) and by who takes
part. A stage is told by an act and by words for it (`agreements.toml`); the steps stand in order of the acts. Left out:
what an agreement says, and whether it is good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from kroniek.lexicon.forms import keys
from kroniek.memory.commitments.making import Told, told
from kroniek.memory.commitments.matching import has_phrase, stands
from kroniek.memory.commitments.sides import Identity, own_identity, same_side, words_for
from kroniek.memory.commitments.tables import Row, common, fits, table
from kroniek.memory.store import StoredClaim
from kroniek.model.actor import Party
from kroniek.model.claim import Claim
from kroniek.model.commitment import Agreement, Stage, Step
from kroniek.model.ontology import Status
from kroniek.model.text import Quote
from kroniek.strings.fold import Word, fold, folded_words, words

_BEHIND_WORDS = 6
"""How far behind the noun its name may go on: *het verdrag over de beperking van kernwapens*."""
_SHORTEST = 3
"""Letters of a beginning that tells one agreement from another."""


@dataclass(frozen=True, slots=True)
class _Stage:
    stage: Stage
    types: frozenset[str]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A claim that speaks of an agreement: the words for it, what tells it from others, its stage with the words."""

    told: Told
    name: str
    marks: frozenset[str]
    stage: Stage
    words: Quote | None
    parties: tuple[Party, ...]

    @property
    def day(self) -> date:
        """The day of the act, else that of the report."""
        return self.told.claim.when.start if self.told.claim.when else self.told.day


@dataclass(slots=True)
class _Thread:
    """What is spoken of one agreement, while it is gathered."""

    spoken: list[_Spoken] = field(default_factory=list)

    @property
    def marks(self) -> frozenset[str]:
        return frozenset().union(*(one.marks for one in self.spoken))

    @property
    def parties(self) -> list[Party]:
        return [party for one in self.spoken for party in one.parties]


def agreements(
    claims: Iterable[StoredClaim], *, as_of: date, identity: Identity = own_identity
) -> tuple[Agreement, ...]:
    """The agreements that claims speak of and their lives as of a day of report, in order of first report."""
    threads: list[_Thread] = []
    spoken_of = (
        one for one in claims if one.published is not None and one.published <= as_of and _names_one(one.claim)
    )
    for one in told(spoken_of):
        spoken = _spoken(one)
        if spoken is None:
            continue
        scored = [(_fit(thread, spoken, identity), -at) for at, thread in enumerate(threads)]
        best, at = max(scored, default=(0, 0))
        if best > 0:
            threads[-at].spoken.append(spoken)
        else:
            threads.append(_Thread([spoken]))
    return tuple(_agreement(thread, identity) for thread in threads if _is_one(thread))


def _is_one(thread: _Thread) -> bool:
    """Is there more than an offer?"""
    return any(one.stage is not Stage.OFFERED for one in thread.spoken)


def _fit(thread: _Thread, spoken: _Spoken, identity: Identity) -> int:
    """How well a claim goes with what is gathered; nought where it does not."""
    days = table("agreements.toml")["threads"]
    both = sum(any(same_side(one, other, identity) for other in thread.parties) for one in _sides(spoken, identity))
    named = bool(spoken.marks & thread.marks)
    apart = spoken.day - max(one.day for one in thread.spoken)
    if named and both and abs(apart) <= timedelta(days=days["name_days"]):
        return 10 + both
    if both < 2 or abs(apart) > timedelta(days=days["parties_days"]):  # noqa: PLR2004 - both sides of it
        return 0
    return 0 if spoken.marks and thread.marks and not named else both


def _sides(spoken: _Spoken, identity: Identity) -> list[Party]:
    """The parties of a claim, each side once."""
    found: list[Party] = []
    for party in spoken.parties:
        if not any(same_side(party, other, identity) for other in found):
            found.append(party)
    return found


# -- what a claim says -----------------------------------------------------------------------------------------------


@cache
def _stages() -> tuple[_Stage, ...]:
    return tuple(
        _Stage(
            stage=Stage(row["stage"]),
            types=frozenset(row["types"]),
            rows=tuple(tuple(fold(text).split()) for text in row["words"]),
        )
        for row in table("agreements.toml")["stage"]
    )


@cache
def _names() -> dict[str, Any]:
    rows = table("agreements.toml")
    return {
        "nouns": tuple(rows["nouns"]),
        "common": tuple(rows["common"]),
        "behind": frozenset(rows["behind"]),
        "not": tuple(tuple(fold(text).split()) for text in rows["not"]),
    }


def _spoken(one: Told) -> _Spoken | None:
    claim = one.claim
    parties = (*claim.actors, *claim.recipients)
    if claim.hedged or len(parties) < 1:
        return None
    for evidence in claim.evidence:
        found = list(words(evidence.quote.text))
        folded = [word.folded for word in found]
        at = next((at for at, word in enumerate(folded) if _is_noun(word)), None)
        if at is None or has_phrase(_names()["not"], folded):
            continue
        stage = _stage(one, folded)
        if stage is None:
            continue
        name, marks = _name(evidence.quote.text, found, at, words_for(parties))
        return _Spoken(one, name, marks, stage.stage, _telling(evidence.quote, found, stage.rows), parties)
    return None


def _names_one(claim: Claim) -> bool:
    """Does a claim have a word for an agreement? What it is about takes longer to tell, and much more to hold."""
    return any(_is_noun(word) for one in claim.evidence for word in folded_words(one.quote.text))


def _is_noun(word: str) -> bool:
    return any(word.endswith(noun) for noun in _names()["nouns"])


def _stage(one: Told, folded: Sequence[str]) -> _Stage | None:
    claim = one.claim
    for row in _stages():
        lies_ahead = claim.status not in {Status.HAPPENED, Status.ONGOING}
        if lies_ahead and row.stage is not Stage.OFFERED:
            continue
        if claim.status is Status.DENIED or not fits(claim, row.types):
            continue
        if any(stands(words_, folded) for words_ in row.rows):
            return row
    return None


def _telling(quote: Quote, found: Sequence[Word], rows: Sequence[Row]) -> Quote | None:
    """The first word that tells the stage."""
    for row in rows:
        for word in found:
            if stands((row[0],), [word.folded]) and stands(row, [other.folded for other in found]):
                start, end = quote.start + word.start, quote.start + word.end
                return Quote(text=quote.text[word.start : word.end], start=start, end=end)
    return None


def _name(text: str, found: Sequence[Word], at: int, parties: frozenset[str]) -> tuple[str, frozenset[str]]:
    """What articles call it, and what tells it from others: the beginning of the word, or what stands behind it."""
    noun = next(noun for noun in _names()["nouns"] if found[at].folded.endswith(noun))
    beginning = found[at].folded.removesuffix(noun)
    marks: set[str] = set()
    start, end = found[at].start, found[at].end
    if at and text[found[at - 1].end : start] == "-":  # *INF-verdrag*
        start = found[at - 1].start
        beginning = found[at - 1].folded
        if at > 1 and len(beginning) < _SHORTEST:  # *START II-verdrag*
            start = found[at - 2].start
            beginning = f"{found[at - 2].folded} {beginning}"
    if len(beginning) >= _SHORTEST and beginning not in _names()["common"]:
        marks.add(beginning.rstrip("s") if len(beginning) > _SHORTEST + 1 else beginning)
    elif at + 1 < len(found) and found[at + 1].folded in _names()["behind"]:
        end, behind = _behind(text, found, at + 1, parties)
        marks |= behind
    return text[start:end], frozenset(marks)


def _behind(text: str, found: Sequence[Word], at: int, parties: frozenset[str]) -> tuple[int, set[str]]:
    """Where the name ends that goes on behind the noun, and the words of it that tell something."""
    none, weak = common()
    for word in found[at + 1 : at + 1 + _BEHIND_WORDS]:
        if any(mark in text[found[at].end : word.start] for mark in ",.;:"):
            break
        if word.folded not in none and word.folded not in weak and word.folded not in parties and len(word.folded) > 1:
            return word.end, {keys(word.folded)[0]}
    return found[at - 1].end, set()


# -- the record ------------------------------------------------------------------------------------------------------


def _agreement(thread: _Thread, identity: Identity) -> Agreement:
    first = thread.spoken[0]
    ordered = sorted(thread.spoken, key=lambda one: (one.day, one.told.day, one.told.claim.id))
    steps = tuple(_steps(ordered))
    named = next((one for one in thread.spoken if one.marks), first)
    parties: list[Party] = []
    for party in thread.parties:
        if not any(same_side(party, other, identity) for other in parties):
            parties.append(party)
    return Agreement(
        id=first.told.claim.id, name=named.name, parties=tuple(parties), stage=steps[-1].stage, steps=steps
    )


def _steps(ordered: Sequence[_Spoken]) -> Iterator[Step]:
    """The steps; a stage that is told again right after itself is told once."""
    last: Stage | None = None
    for one in ordered:
        if one.stage is last:
            continue
        last = one.stage
        claim = one.told.claim
        yield Step(
            day=claim.when.start if claim.when else one.told.day,
            stage=one.stage,
            claim=claim.id,
            document=claim.document,
            quote=claim.evidence[0].quote,
            words=one.words,
            voices=claim.voices,
        )
