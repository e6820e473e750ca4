"""Decides when an act took place: which time of the text is its time, and which of its readings.

A time in the clause of the trigger wins; then that of a clause that tells of the same moment (*waarbij*, *toen*, what
goes on behind *en* or a semicolon); then, where a trained reader is sure, one of another clause or sentence; last, in
told events, the time that the sentence before gave, where this one goes on from it (*Daarbij*, *Hij*). A time in a
clause of saying tells when something was said, not when it was done. Invariant: a date is a time of the text, and its
reason tells which rule chose it; the publication date never stands in. Left out: what times mean (`language`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kroniek.coding.clauses import Clause, ClauseKind
from kroniek.coding.hints import Hints, least
from kroniek.coding.modality import has_perfect, is_preterite
from kroniek.coding.scene import Scene, Timed
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.lexicon.frames import word_classes
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_toml
from kroniek.model.analysis import SentenceKind, TimeMention
from kroniek.model.ontology import EventType, Status
from kroniek.model.when import Grain, When

SAID = "time at which it was said"
_HAVE = frozenset({"hebben", "zijn"})
_PERFECT = frozenset({"heeft", "hebben", "is", "zijn", "heb"})
_BEHIND_NOUN = 4  # tokens between a noun and its time: *de aanval op Kiev van dinsdag*
_PLUPERFECT = frozenset({"had", "hadden", "was", "waren"})
_PROMISES = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.THREATEN})
_BY_WORDS = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.THREATEN})
_FOR_OLD_ACTS = frozenset({EventType.ACCUSE, EventType.SANCTION, EventType.COERCE, EventType.THREATEN})
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_TELLING = frozenset(EventType) - {
    EventType.ACCUSE,
    EventType.REQUEST,
    EventType.REJECT,
    EventType.AGREE,
    EventType.SUPPORT,
    EventType.THREATEN,
    EventType.CONCEDE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The time of an act, whether it lies after publication, and the rule that chose it."""

    when: When | None = None
    future: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """When the sentence before was told to take place: what a sentence that goes on from it may inherit."""

    sentence: int
    paragraph: int
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who says what in a sentence, as far as its times go: a time may tell when something was said.

    `sayings` are the clauses that only say something, `so` those of them that do the act by saying so, and `words` the
    tokens that say who says it inside another clause (*…, zei Lavrov maandag*).
    """

    sayings: frozenset[int] = frozenset()
    so: frozenset[int] = frozenset()
    words: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    same_moment: frozenset[str]
    frames: frozenset[str]
    goes_on: frozenset[str]
    content: frozenset[str]
    aside: frozenset[str]
    charge: frozenset[str]
    maybe_charge: frozenset[str]


@cache
def _words() -> _Words:
    table = read_toml("coding/dating.toml")
    return _Words(
        same_moment=frozenset(table["same_moment"]["words"]),
        frames=frozenset(table["same_moment"]["frames"]),
        goes_on=frozenset(table["goes_on"]["words"]),
        content=frozenset(table["content"]["words"]),
        aside=frozenset(table["aside"]["words"]),
        charge=frozenset(table["charge"]["words"]),
        maybe_charge=frozenset(table["charge"]["before_acts"]),
    )


def dated(
    scene: Scene,
    trigger: Trigger,
    *,
    told: Told,
    published: date | None,
    hints: Hints | None = None,
    thread: Thread | None = None,
    type_: EventType | None = None,
) -> Dated:
    """When the act of a trigger took place.

    `told` is who says what in the sentence, `hints` what a trained reader holds of the trigger, `thread` the time of
    the sentence before, `type_` the act's type.
    """
    clause = scene.syntax.clauses[trigger.clause]
    past = is_past(scene, clause, trigger)
    own = _Own(scene, trigger, type_, told)
    for timed, where, rule in _candidates(scene, own, clause, past=past):
        if timed is not None:
            tense = past if where is clause else is_past(scene, where, None)
            return _dated(_reading(clause, trigger, timed, past=tense), published, rule)
    if hints is not None and (hinted := _hinted(own, clause, hints, past=past)) is not None:
        return _dated(hinted, published, "model: time beside the act")
    if thread is not None and type_ in _TELLING and _inherits(scene, trigger, clause, thread, past=past):
        return Dated(when=thread.when, rule="time of the sentence that this one goes on from")
    return Dated()


def kept_by_status(time: Dated, type_: EventType, status: Status, published: date | None) -> Dated:
    """The time of an act that lies ahead, as the codebook has it (rule 17).

    What is planned has the day that it is planned for, not that of the announcement; a promise or threat that is
    conditional or only possible has the day on which it was uttered, not that of its content.
    """
    if time.when is None or published is None:
        return time
    over = time.when.end < published
    if status is Status.PLANNED and over:
        return Dated()
    if status is not Status.HAPPENED and time.rule == SAID:
        return Dated()
    if status in {Status.CONDITIONAL, Status.POSSIBLE} and time.when.end > published and type_ in _PROMISES:
        return Dated()
    return time


def _dated(when: When | None, published: date | None, rule: str) -> Dated:
    return Dated(when=when, future=bool(when and published and when.start > published), rule=rule)


def _reading(clause: Clause, trigger: Trigger, timed: Timed, *, past: bool) -> When | None:
    """The past or the future reading of a time, by the tense of the clause that it stands in."""
    when = timed.time.past if past else timed.time.future or timed.time.past
    if not past and timed.time.past is not None and _is_nominal(trigger) and clause.finite is None:
        return timed.time.past
    return when or timed.time.past or timed.time.future


@dataclass(frozen=True, slots=True)
class _Own:
    """A trigger in its sentence, and which times of its clause are its own."""

    scene: Scene
    trigger: Trigger
    type_: EventType | None
    told: Told

    def time(self, clause: Clause) -> Timed | None:
        """The time of the clause that stands nearest to the trigger, of those that tell when it was done."""
        own = set(clause.tokens)
        found = [
            timed
            for timed in self.scene.times
            if timed.first in own and (timed.time.past or timed.time.future) and self._is_of_it(timed, clause)
        ]
        return min(
            found,
            key=lambda timed: (
                not (_is_nominal(self.trigger) and self._belongs(timed)),
                min(abs(timed.first - at) for at in self.trigger.tokens),
                timed.first,
            ),
            default=None,
        )

    def _is_of_it(self, timed: Timed, clause: Clause) -> bool:
        """Not when somebody said so (*…, zei Lavrov maandag*), nor when what he accuses of was done (*ervan …*)."""
        if timed.first in self.told.words or self.is_of_charge(timed):
            return False
        if (self._is_aside() and not self._belongs(timed)) or self._is_of_a_noun(timed):
            return False
        between = range(self.trigger.head + 1, timed.first)
        content = any(self.scene.tokens[at].lower in _words().content for at in between if at in clause.tokens)
        return not (self.type_ in _BY_WORDS and self.trigger.finite and content)

    def _is_of_a_noun(self, timed: Timed) -> bool:
        """*Na de aanslag van 7 oktober viel Israël Gaza binnen*: the day of another act, told as a noun before it."""
        at = timed.first - 1
        if _is_nominal(self.trigger) or at < 1 or self.scene.tokens[at].lower != "van":
            return False
        return self._is_act_noun(at - 1, at) and at - 1 not in self.trigger.tokens

    def is_of_charge(self, timed: Timed) -> bool:
        """Is it the year of what somebody is tried or punished for: *veroordeeld voor de massamoord in 1995*?"""
        if self.type_ not in _FOR_OLD_ACTS or _is_nominal(self.trigger) or not _YEAR.search(_text(timed)):
            return False
        tokens, since = self.scene.tokens, max(self.trigger.tokens) + 1
        for at in range(timed.first - 1, since - 1, -1):
            if self.scene.syntax.forms[at] and not self._is_act_noun(at, at + 1):
                return False
            if tokens[at].text in {",", ";", ":"}:
                return False
            if tokens[at].lower in _words().charge:
                return True
            if tokens[at].lower in _words().maybe_charge and self._is_act_noun(at + 1, timed.first):
                return True
        return False

    def _is_act_noun(self, first: int, last: int) -> bool:
        """Does a noun that tells an act stand among these tokens?"""
        return any(_is_nominal(other) and first <= other.head < last for other in self.scene.triggers)

    def _is_aside(self) -> bool:
        """Is a noun only what another act goes by (*op verzoek van Den Haag*, *na de aanval*)?"""
        if not _is_nominal(self.trigger) or self.trigger.phrase:
            return False
        at = min(self.trigger.tokens)
        classes = word_classes()
        while at and (
            self.scene.tokens[at - 1].lower in classes.determiners or self.scene.tokens[at - 1].lower.endswith("e")
        ):
            at -= 1
        before = self.scene.tokens[at - 1].lower if at else ""
        return before in _words().aside or (before == "voor" and self._is_charge())

    def _is_charge(self) -> bool:
        """Is somebody tried or punished before a noun in its clause: *veroordeelde hem voor de massamoord*?"""
        return any(
            other.clause == self.trigger.clause
            and other.head < self.trigger.head
            and not _is_nominal(other)
            and any(frame.type in _FOR_OLD_ACTS for frame in other.frames)
            for other in self.scene.triggers
        )

    def _belongs(self, timed: Timed) -> bool:
        """Does a time stand in the noun phrase itself: *de aanval van dinsdag*, *de moord in 2005*?"""
        end = max(self.trigger.tokens) + 1
        return end <= timed.first <= end + _BEHIND_NOUN and not any(
            self.scene.syntax.forms[at] or self.scene.tokens[at].text == "," for at in range(end, timed.first)
        )


def _text(timed: Timed) -> str:
    """The words of a time that has a place on the calendar."""
    when = timed.time.past or timed.time.future
    return when.quote.text if when is not None and when.quote is not None else ""


def _candidates(scene: Scene, own: _Own, clause: Clause, *, past: bool) -> Iterator[tuple[Timed | None, Clause, str]]:
    """The times of the sentence that may be the act's, the surest first, with the clause of each."""
    sayings = own.told.sayings
    yield own.time(clause), clause, "time in the clause"
    if not past:
        for at in sorted(own.told.so):
            said = scene.syntax.clauses[at]
            yield _only(scene, said), said, SAID
    for before in _gone_on_from(scene, clause, sayings):
        yield _only(scene, before), before, "time in the clause that it goes on from"
    for below in _framing(scene, clause):
        yield _only(scene, below), below, "time in the clause of the same moment"
    first = scene.syntax.clauses[0]
    if first.index != clause.index and first.finite is None and _is_stamp(scene, first):
        yield _only(scene, first), first, "time of the entry"
    if clause.parent is None or clause.kind is ClauseKind.MAIN:
        return
    above = scene.syntax.clauses[clause.parent]
    opener = scene.tokens[clause.opener].lower if clause.opener is not None else ""
    if opener in _words().same_moment:
        yield _only(scene, above), above, "time in the clause of the same moment"
    if above.index not in sayings and (clause.kind is not ClauseKind.SUB or opener in {"", "dat"}):
        yield _only(scene, above), above, "time in the clause above"


def _gone_on_from(scene: Scene, clause: Clause, sayings: frozenset[int]) -> Iterator[Clause]:
    """The main clauses before that one goes on from, the nearest first: *trok … in, sneed … af en zette … vast*."""
    later = clause
    while later.kind is ClauseKind.MAIN and later.index:
        before = scene.syntax.clauses[later.index - 1]
        while before.kind is not ClauseKind.MAIN and before.index:
            before = scene.syntax.clauses[before.index - 1]
        if before.kind is not ClauseKind.MAIN or before.index in sayings or not _goes_on(scene, before, later):
            return
        yield before
        if any(timed.first in before.tokens for timed in scene.times):
            return
        later = before


def _framing(scene: Scene, clause: Clause) -> Iterator[Clause]:
    """The clauses below one that tell when it was: *Toen Sandu op 25 januari langsging, …*."""
    for below in scene.descendants(clause):
        opened = below.parent == clause.index and below.opener is not None
        if opened and scene.tokens[below.opener or 0].lower in _words().frames:
            yield below


def _is_stamp(scene: Scene, clause: Clause) -> bool:
    """*16.30 uur –*: does a live blog tell when its entry was written?"""
    return scene.tokens[clause.end - 1].text in {"-", "–", "—"} and any(
        timed.first in clause.tokens for timed in scene.times
    )


def _only(scene: Scene, clause: Clause) -> Timed | None:
    """The time of a clause that has exactly one."""
    own = set(clause.tokens)
    found = [timed for timed in scene.times if timed.first in own and (timed.time.past or timed.time.future)]
    return found[0] if len(found) == 1 else None


def _goes_on(scene: Scene, before: Clause, clause: Clause) -> bool:
    """Does a main clause tell on in the tense of the one before: *… en sloot de grens*, *…; zij hield er elf aan*?"""
    if clause.finite is None or before.finite is None or _tense(scene, before) != _tense(scene, clause):
        return False
    joined = clause.opener is not None or scene.tokens[clause.start - 1].text in {",", ";", ":"}
    return joined and (_shares_subject(clause) or is_past(scene, clause, None))


def _shares_subject(clause: Clause) -> bool:
    """Does a clause start with its verb behind a conjunction: *… en stuurde troepen*?"""
    return clause.opener is not None and clause.finite is not None and clause.finite - clause.opener == 1


def _tense(scene: Scene, clause: Clause) -> tuple[bool, bool]:
    """Is a clause told in the past, and in what was past already then (*had geëist*)?"""
    word = scene.tokens[clause.finite].lower if clause.finite is not None else ""
    before = word in _PLUPERFECT and any(scene.syntax.forms[at] & Form.PARTICIPLE for at in clause.tokens)
    return is_past(scene, clause, None), before


def _hinted(own: _Own, clause: Clause, hints: Hints, *, past: bool) -> When | None:
    """The time that the trained reader is surest of, if it is sure enough for the distance."""
    limits, scene = least(), own.scene
    headline = scene.sentence.kind is SentenceKind.HEADLINE
    found: list[tuple[float, int, When]] = []
    for time, score, distance in hints.times():
        wanted = limits.time
        if distance:
            wanted = limits.time_headline if headline and distance > 0 else limits.time_far
        if score < wanted or abs(distance) > limits.time_sentences:
            continue
        if not distance and _is_of_another(own, clause, time):
            continue
        when = time.past if past or headline or distance else time.future or time.past
        when = when or time.future
        if when is not None and (not distance or when.grain is Grain.DAY):
            found.append((score, -time.start, when))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _is_of_another(own: _Own, clause: Clause, time: TimeMention) -> bool:
    """Does a time tell when something was said, or stand with a charge or in a relative clause without the act?"""
    scene = own.scene
    found = next((timed for timed in scene.times if timed.time is time), None)
    if found is None:
        return False
    other = scene.syntax.clause_at(found.first)
    if other.index == clause.index:
        return own.is_of_charge(found)
    relative = other.opener is not None and scene.tokens[other.opener].lower in {"die", "dat"}
    below = {one.index for one in scene.descendants(other)}
    return other.index in own.told.sayings or (other.kind is ClauseKind.SUB and relative and clause.index not in below)


def _inherits(scene: Scene, trigger: Trigger, clause: Clause, thread: Thread, *, past: bool) -> bool:
    """Does a sentence go on from the one before in the same paragraph, in the past and with a word that says so?"""
    if scene.number - thread.sentence != 1 or scene.sentence.paragraph != thread.paragraph or not past:
        return False
    if scene.times or _is_nominal(trigger) or clause.kind is not ClauseKind.MAIN or clause.quoted:
        return False
    first = next((token.lower for token in scene.tokens if token.text[0].isalnum()), "")
    return first in _words().goes_on


def _is_nominal(trigger: Trigger) -> bool:
    return trigger.form in {TriggerForm.NOUN, TriggerForm.ADJECTIVE, TriggerForm.ATTRIBUTIVE}


def is_past(scene: Scene, clause: Clause, trigger: Trigger | None) -> bool:  # noqa: PLR0911 - one sign after another
    """Is a clause told in the past: past tense, or a perfect?"""
    finite = clause.finite
    if finite is None:
        return _past_above(scene, clause)
    word = scene.tokens[finite].lower
    if trigger is not None and trigger.form is TriggerForm.PAST and trigger.head != finite:
        return True  # de sancties in die het maandag oplegde: a clause of its own, though nothing marks it off
    if word in {"zou", "zouden"} and has_perfect(scene, clause, _HAVE, after=finite):
        return True  # zouden hebben aangezet: hearsay of what is over
    if is_preterite(scene, clause, alone=True):
        return word not in {"zou", "zouden"} or (trigger is not None and trigger.form is TriggerForm.PARTICIPLE)
    if word not in _PERFECT:
        return False
    if word in {"heeft", "hebben"} and not any(scene.tokens[at].lower == "te" for at in clause.tokens):
        last = [at for at in clause.tokens if scene.tokens[at].text[0].isalpha()][-1]
        if last != finite and scene.tokens[last].lower.endswith(("t", "d", "en")):
            return True  # a participle that the lexicon lacks (*heeft … ingelost*), or *heeft … laten gaan*
    return any(at != finite and scene.syntax.forms[at] & Form.PARTICIPLE for at in clause.tokens)


def _past_above(scene: Scene, clause: Clause) -> bool:
    """A clause without a finite verb has the tense of the one above it; a headline is told in the past."""
    if clause.parent is None:
        return True
    parent = scene.syntax.clauses[clause.parent]
    if parent.finite is None:
        return True
    return is_preterite(scene, parent, alone=False)
