"""Decides whether an act is told as done, under way, planned, conditional, possible or denied, and whether as hearsay.

Looks at the clause of the trigger and at the clauses it hangs on: auxiliaries, negation, *zou*, conditions. Invariant:
every decision names the words it went by; `condition` is given exactly with the status `conditional`. The word lists
are `coding/modality.toml`; this file knows how they combine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kroniek.coding.clauses import Clause, ClauseKind
from kroniek.coding.hints import Hints, least
from kroniek.coding.scene import Scene
from kroniek.coding.triggers import Trigger, TriggerForm
from kroniek.lexicon.frames import word_classes
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.schema import Frame
from kroniek.model.analysis import SentenceKind
from kroniek.model.claim import Reason
from kroniek.model.ontology import EventType, Status
from kroniek.model.text import Quote

_DENIAL_REACH = 2  # tokens of a denial right before *dat*
_UNDONE_REACH = 3  # tokens between a denial and the word that takes it back
_FAILED_REACH = 12  # tokens between an attempt and the word that tells its end
_PRONOUN = 4  # pronouns are as short as that: *dat*, *iets*, *dit*
_TO_NOUN = 3  # tokens from a word of doubt to its noun: *een mogelijke nieuwe aanval*
_VERB_LAST = 3  # a subordinate clause ends in its verbs: *afstaan*, *willen afstaan*
_PROMISES = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.THREATEN})
_SPEECH = _PROMISES | {EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT}
_CONDITIONED = frozenset(EventType) - {EventType.ACCUSE, EventType.REJECT, EventType.REQUEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """What a text says about the reality of an act, with the words that say so."""

    status: Status
    hedged: bool = False
    condition: Quote | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    negation: frozenset[str]
    not_before: tuple[tuple[str, ...], ...]
    denial: tuple[tuple[str, ...], ...]
    zou: frozenset[str]
    obligation: frozenset[str]
    hedges: tuple[tuple[str, ...], ...]
    attributive: frozenset[str]
    ahead: frozenset[str]
    future: frozenset[str]
    plan: tuple[tuple[str, ...], ...]
    possible_verbs: tuple[tuple[str, ...], ...]
    possible: tuple[tuple[str, ...], ...]
    ongoing: tuple[tuple[str, ...], ...]
    promise: frozenset[str]
    lasting: frozenset[str]
    condition: tuple[tuple[str, ...], ...]
    only: frozenset[str]
    condition_phrase: tuple[tuple[str, ...], ...]
    inverted: frozenset[str]
    capacity: frozenset[str]
    considered: tuple[tuple[str, ...], ...]
    considering: frozenset[str]
    failed: tuple[tuple[str, ...], ...]
    nearly: tuple[tuple[str, ...], ...]
    without: tuple[tuple[str, ...], ...]
    announced: frozenset[str]
    begun: frozenset[str]
    not_after_als: frozenset[str]
    not_after_loose_als: frozenset[str]


def _split(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in words), key=lambda phrase: (-len(phrase), phrase)))


@cache
def _words() -> _Words:
    table = read_toml("coding/modality.toml")
    return _Words(
        negation=frozenset(table["negation"]["words"]),
        not_before=_split(table["negation"]["not_before"]),
        denial=_split(table["denial"]["verbs"]),
        zou=frozenset(table["evidential"]["zou"]),
        obligation=frozenset(table["evidential"]["obligation"]),
        hedges=_split(table["evidential"]["words"]),
        attributive=frozenset(table["evidential"]["attributive"]),
        ahead=frozenset(table["evidential"]["ahead"]),
        future=frozenset(table["future"]["verbs"]),
        plan=_split(table["future"]["plan"]),
        possible_verbs=_split(table["possible"]["verbs"]),
        possible=_split(table["possible"]["words"]),
        ongoing=_split(table["ongoing"]["words"]),
        promise=frozenset(table["future"]["promise"]),
        lasting=frozenset(table["ongoing"]["lasting"]),
        condition=_split(table["condition"]["clause"]),
        only=frozenset(table["condition"]["only"]),
        condition_phrase=_split(table["condition"]["phrase"]),
        inverted=frozenset(table["condition"]["inverted"]),
        capacity=frozenset(table["condition"]["capacity"]),
        considered=_split(table["possible"]["considered"]),
        considering=frozenset(table["possible"]["considering"]),
        failed=_split(table["denial"]["failed"]),
        nearly=_split(table["denial"]["nearly"]),
        without=_split(table["negation"]["without"]),
        announced=frozenset(table["future"]["announced"]),
        begun=frozenset(table["ongoing"]["begun"]),
        not_after_als=frozenset(table["condition"]["not_after_als"]),
        not_after_loose_als=frozenset(table["condition"]["not_after_als"]) - {"de", "het"},
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """Tokens `[first, last)` of the sentence that a word list matched."""

    first: int
    last: int


def assess(scene: Scene, trigger: Trigger, frame: Frame, *, future: bool, hints: Hints | None = None) -> Modality:
    """The status of the act that a trigger tells.

    `future` says that its date lies after the publication date, `hints` what a trained reader holds of it.
    """
    return _Assessor(scene, trigger, frame, future=future, hints=hints).assess()


def in_condition(scene: Scene, trigger: Trigger) -> bool:
    """Does the trigger stand inside a condition (*als Rusland aanvalt, …*), so that it tells no act of its own?"""
    clause: Clause | None = scene.syntax.clauses[trigger.clause]
    while clause is not None:
        if condition_clause(scene, clause) and clause.start <= trigger.head:
            return True
        clause = scene.syntax.clauses[clause.parent] if clause.parent is not None else None
    loose = loose_condition(scene)
    if loose is not None and loose.first < trigger.head < loose.last:
        return True
    found = _phrases(scene, range(len(scene.tokens)), _words().condition_phrase)
    return any(seen.last <= trigger.head < phrase_end(scene, seen.last) for seen in found)


_PAST, _PRESENT = Form.PAST | Form.PAST_PLURAL, Form.PRESENT | Form.PLURAL


def is_preterite(scene: Scene, clause: Clause, *, alone: bool) -> bool:
    """Is the finite verb of a clause past tense?

    Of one that may be present too (*bezetten*) the other clauses tell it; `alone` holds where there are none.
    """
    form = scene.syntax.forms[clause.finite] if clause.finite is not None else Form(0)
    if not form & _PAST or not form & _PRESENT:
        return bool(form & _PAST)
    others = [scene.syntax.forms[one.finite] for one in scene.syntax.clauses if one.finite not in {None, clause.finite}]
    return any(other & _PAST and not other & _PRESENT for other in others) if others else alone


def has_perfect(scene: Scene, clause: Clause, helping: frozenset[str], *, after: int = -1) -> bool:
    """Has a clause one of these helping verbs and a participle, behind a token?"""
    rest = [at for at in clause.tokens if at > after]
    return not helping.isdisjoint(scene.tokens[at].lower for at in rest) and any(
        scene.syntax.forms[at] & Form.PARTICIPLE for at in rest
    )


def only_considers(frame: Frame) -> bool:
    """Does a frame tell that something is only thought about (*overwegen*)?"""
    return frame.lemma in _words().considering


def is_denial(trigger: Trigger) -> bool:
    """Does a trigger deny that something happened (*ontkennen*)? What it denies is told, as denied."""
    return " ".join(word.text.lower() for word in trigger.words) in {" ".join(words) for words in _words().denial}


def phrase_end(scene: Scene, at: int) -> int:
    """The end of the noun phrase behind *in ruil voor*: up to the next mark or finite verb."""
    while at < len(scene.tokens):
        finite = scene.syntax.clauses[scene.syntax.clause_of[at]].finite
        if not scene.tokens[at].text[0].isalnum() or finite == at:
            break
        at += 1
    return at


def condition_clause(scene: Scene, clause: Clause) -> bool:
    """Is a clause a condition: opened by *als*, *mits* and the like, or with its verb first and *dan* behind it?"""
    if clause.kind is ClauseKind.MAIN:
        return _is_inverted(scene, clause)
    if clause.opener is None:
        return False
    words = _words()
    at = clause.opener
    if scene.tokens[at].lower in words.only:
        return any(token.lower == "pas" for token in scene.tokens)
    if condition_start(scene, clause) is None:
        return False
    return scene.tokens[at].lower != "als" or _is_conditional_als(scene, clause, at)


def _is_conditional_als(scene: Scene, clause: Clause, at: int) -> bool:
    """Does *als* mean *if*, and not *as*?"""
    words = _words()
    following = scene.tokens[at + 1].lower if at + 1 < len(scene.tokens) else ""
    if following in words.capacity or _is_complement(scene, clause):
        return False
    return following not in words.not_after_als or clause.finite is not None


def _is_complement(scene: Scene, clause: Clause) -> bool:
    """*als frauduleus hadden bestempeld*: one bare word between *als* and the verbs tells what something is called."""
    words = [at for at in clause.tokens if scene.tokens[at].text[0].isalnum()][1:]
    bare = [at for at in words if not scene.syntax.forms[at]]
    if len(bare) != 1 or bare[0] != words[0]:
        return False
    word = scene.tokens[bare[0]].text
    return word.islower() and len(word) > _PRONOUN and not word.endswith(("en", "s"))


def condition_start(scene: Scene, clause: Clause) -> int | None:
    """The first token of the words that make a clause a condition; they may begin before it (*op voorwaarde dat …*)."""
    return None if clause.opener is None else _start_of(scene, clause.opener)


def _start_of(scene: Scene, at: int) -> int | None:
    """The first token of the words of a condition that begin or end at `at`, the longest first."""
    for phrase in _words().condition:
        if _matches(scene, at, phrase):
            return at
        start = at - len(phrase) + 1
        if start >= 0 and _matches(scene, start, phrase):
            return start
    return None


def loose_condition(scene: Scene) -> _Seen | None:
    """A condition that the clauses do not show, its verb being like an infinitive (*als de generaals aftreden*)."""
    openers = {clause.opener for clause in scene.syntax.clauses} | {first for first, _ in scene.syntax.fixed}
    for at, token in enumerate(scene.tokens[:-1]):
        if token.lower != "als" or at in openers or scene.tokens[at + 1].lower in _words().not_after_loose_als:
            continue
        last = at + 1
        while last < len(scene.tokens) and scene.tokens[last].text[0].isalnum():
            last += 1
        verbs = [
            step
            for step in range(at + 2, last)
            if scene.syntax.forms[step] & (Form.PLURAL | Form.PAST_PLURAL | Form.PRESENT | Form.PAST)
        ]
        if verbs and last - verbs[-1] <= _VERB_LAST and not _is_of_outer(scene, verbs[-1], at):
            first = _start_of(scene, at)
            return _Seen(at if first is None else first, last)
    return None


def _is_of_outer(scene: Scene, verb: int, at: int) -> bool:
    """Is a verb the finite one of a subordinate clause that began before `at` (*waarna zij hem als lid kozen*)?"""
    clause = scene.syntax.clause_at(verb)
    return clause.kind is ClauseKind.SUB and clause.finite == verb and clause.start < at


def _is_inverted(scene: Scene, clause: Clause) -> bool:
    """*Trekt Rusland zich terug, dan …*"""
    if clause.finite is None or clause.finite != _first_word(scene, clause):
        return False
    if scene.tokens[clause.finite].lower in _words().inverted and scene.tokens[-1].text != "?":
        return True  # mochten de onderhandelingen mislukken
    later = (other for other in scene.syntax.clauses if other.start > clause.finite)
    following = next((other for other in later if other.kind is ClauseKind.MAIN), None)
    return following is not None and scene.tokens[following.start].lower == "dan"


def _end_of_run(clause: Clause) -> int:
    """Where a clause first breaks off, or ends: *Trekt Rusland zich terug, dan …, aldus X* at *dan*."""
    at = clause.start
    for token in clause.tokens:
        if token != at:
            break
        at += 1
    return at


def _first_word(scene: Scene, clause: Clause) -> int:
    return next((at for at in clause.tokens if scene.tokens[at].text[0].isalnum()), clause.start)


def _matches(scene: Scene, at: int, phrase: Sequence[str]) -> bool:
    return tuple(token.lower for token in scene.tokens[at : at + len(phrase)]) == tuple(phrase)


@cache
def _by_first(phrases: tuple[tuple[str, ...], ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, each list in the order of the whole."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(same) for word, same in found.items()}


def _phrases(scene: Scene, tokens: Iterable[int], phrases: tuple[tuple[str, ...], ...]) -> list[_Seen]:
    known = _by_first(phrases)
    return [
        _Seen(at, at + len(phrase))
        for at in tokens
        for phrase in known.get(scene.tokens[at].lower, ())
        if _matches(scene, at, phrase)
    ]


class _Assessor:
    """Weighs the signs for one trigger."""

    def __init__(
        self, scene: Scene, trigger: Trigger, frame: Frame, *, future: bool, hints: Hints | None = None
    ) -> None:
        self.scene, self.trigger, self.frame, self.future = scene, trigger, frame, future
        self.hints = hints
        self.words = _words()
        self.clause = scene.syntax.clauses[trigger.clause]
        self.own = list(self.clause.tokens)
        self.reasons: list[Reason] = []

    def assess(self) -> Modality:
        condition = self._condition()
        status = self._status(condition)
        hedged = self._hedged(status)
        if status is not Status.CONDITIONAL:
            condition = None
        return Modality(status=status, hedged=hedged, condition=condition, reasons=tuple(self.reasons))

    def _because(self, field: str, rule: str, seen: _Seen | None = None) -> None:
        quote = self.scene.quote(seen.first, seen.last) if seen else None
        self.reasons.append(Reason(field=field, rule=rule, quote=quote))

    def _status(self, condition: Quote | None) -> Status:
        """The first sign that is found decides, in the order in which one overrules the other."""
        if condition is not None:
            self.reasons.append(Reason(field="status", rule="hangs on a condition", quote=condition))
            return Status.CONDITIONAL
        for status, rule, look in (
            (Status.DENIED, "negated or denied", self._denied),
            (Status.POSSIBLE, "only possible", self._possible),
            (Status.PLANNED, "announced or scheduled", self._planned),
        ):
            if seen := look():
                self._because("status", rule, seen)
                return status
        if self._lies_ahead():
            return Status.PLANNED
        if seen := self._ongoing():
            self._because("status", "told as going on", seen)
            return Status.ONGOING
        return self._hinted()

    def _hinted(self) -> Status:
        """Where no word decides, the trained reader may; without it an act is told as done."""
        found = self.hints.status() if self.hints is not None else None
        told = self._is_past() or self._is_perfect() or self._is_heard_of()
        done = told and self.frame.type not in _PROMISES
        left = {Status.HAPPENED, Status.CONDITIONAL}  # done anyway, or not without the words of a condition
        if self.frame.type is EventType.REJECT:
            left.add(Status.DENIED)  # *liet niet toe* is the refusal, not its denial
        if found is None or found[1] < least().status or found[0] in left or done:
            self._because("status", "told as done")
            return Status.HAPPENED
        self.reasons.append(Reason(field="status", rule="model: no word decides", score=round(found[1], 3)))
        return found[0]

    def _lies_ahead(self) -> bool:
        """Is the act promised, or dated after publication?"""
        if self._is_promise():
            self._because("status", "a promise lies ahead")
            return True
        if self._is_past() or self._is_perfect():
            return False
        if self.future and self.frame.type not in _SPEECH - {EventType.AGREE, EventType.CONCEDE}:
            self._because("status", "dated after publication")
            return True
        return False

    # denial

    def _denied(self) -> _Seen | None:
        if self.frame.type is EventType.REJECT:
            own = _Seen(min(self.trigger.tokens), max(self.trigger.tokens) + 1)
            return own if is_denial(self.trigger) and self._is_undone(own, self.own) else None
        if seen := self._failed() or self._nearly() or self._without():
            return seen
        for at in self.own:
            if self.scene.tokens[at].lower in self.words.negation and self._negates(at):
                return _Seen(at, at + 1)
        if (
            self.trigger.form is TriggerForm.TE_INFINITIVE or self._stands_behind_te()
        ):  # ontkent te hebben gebombardeerd
            found = _phrases(self.scene, [at for at in self.own if at < self.trigger.head], self.words.denial)
            return next((seen for seen in found if not self._is_undone(seen, self.own)), None)
        above = self._above()
        if above is None:
            return None
        opener = self.clause.opener or 0
        near = range(max(0, opener - _DENIAL_REACH), opener)  # Het is niet waar dat …: *waar* may open a clause
        found = _phrases(self.scene, sorted({*above.tokens, *near}), self.words.denial)
        apart = (one for one in self.scene.triggers if one.clause == above.index and is_denial(one))
        found += [_Seen(one.head, one.head + 1) for one in apart]  # spreekt met klem tegen dat …
        return next((seen for seen in found if not self._is_undone(seen, above.tokens)), None)

    def _is_undone(self, denial: _Seen, tokens: Iterable[int]) -> bool:
        """*ontkent niet dat …*: who does not deny says nothing; the *niet* of *is niet waar* is the denial's own."""
        return any(
            self.scene.tokens[at].lower in self.words.negation
            for at in tokens
            if not denial.first <= at < denial.last and abs(at - denial.first) <= _UNDONE_REACH
        )

    def _failed(self) -> _Seen | None:
        """An attempt that came to nothing: *een mislukte aanval*, *de aanslag werd verijdeld*.

        Who calls in vain has called; who tries in vain to sign has not.
        """
        if self.frame.type in _SPEECH and self.trigger.form is not TriggerForm.TE_INFINITIVE:
            return None
        near = [at for at in self.own if abs(at - self.trigger.head) <= _FAILED_REACH]
        found = [
            seen
            for seen in _phrases(self.scene, near, self.words.failed)
            if seen.first not in self.trigger.tokens and not self._is_attempt_of_another(seen)
        ]
        return found[0] if found else None

    def _is_attempt_of_another(self, seen: _Seen) -> bool:
        """*arresteerde na een mislukte aanval twee mannen*: what failed is the noun behind the word."""
        before = self.scene.tokens[seen.first - 1].lower if seen.first else ""
        classes = word_classes()
        attributive = before in classes.determiners or before in classes.prepositions
        own = self.trigger.form is TriggerForm.NOUN and seen.last <= self.trigger.head < seen.last + _TO_NOUN
        return attributive and not own

    def _nearly(self) -> _Seen | None:
        """*had de stad bijna ingenomen*, *heeft bijna een schip geraakt*; not *bijna alle steden*, *bijna geheel*."""
        verbal = self.trigger.form not in {TriggerForm.NOUN, TriggerForm.ADJECTIVE, TriggerForm.ATTRIBUTIVE}
        if not verbal:
            return None
        for seen in _phrases(self.scene, [at for at in self.own if at < self.trigger.tokens[-1]], self.words.nearly):
            if seen.first == _first_word(self.scene, self.clause):
                continue  # *Nauwelijks waren zij vertrokken, of …*: they had
            behind = self.scene.tokens[seen.last].lower
            if seen.last in self.trigger.tokens or behind in {"een", "te"} or self.scene.syntax.forms[seen.last]:
                return seen
        return None

    def _without(self) -> _Seen | None:
        """A clause that tells what was not done: *zonder de stad te verwoesten*, *zonder dat Hamas iemand vrijliet*."""
        at = self.clause.opener
        if at is None or self.clause.kind is ClauseKind.MAIN:
            return None
        for phrase in self.words.without:
            start = at - len(phrase) + 1
            if start >= 0 and _matches(self.scene, start, phrase):
                return _Seen(start, at + 1)
        return None

    def _above(self) -> Clause | None:
        """The clause that says what this one tells (*ontkent dat …*, *vreest dat …*, *Dat …, is onjuist*)."""
        clauses = self.scene.syntax.clauses
        following = clauses[self.clause.index + 1] if self.clause.index + 1 < len(clauses) else None
        fronted = _first_word(self.scene, self.clause) == self.own[0] and self.scene.tokens[self.own[0]].lower == "dat"
        if (
            fronted
            and self.clause.kind is ClauseKind.MAIN
            and self.scene.tokens[self.own[-1]].text == ","
            and following is not None
            and following.finite == following.tokens[0]
        ):
            return following
        if self.clause.kind is not ClauseKind.SUB or self.clause.parent is None or self.clause.opener is None:
            return None
        said = self.scene.tokens[self.clause.opener].lower in {"dat", "of"}
        return self.scene.syntax.clauses[self.clause.parent] if said else None

    def _stands_behind_te(self) -> bool:
        """*te hebben gebombardeerd*, *te zijn gevlucht*."""
        return self.trigger.form is TriggerForm.PARTICIPLE and any(
            self.scene.tokens[at].lower == "te" for at in self.own if 0 < self.trigger.head - at <= _VERB_LAST
        )

    def _negates(self, at: int) -> bool:
        """Does a negation at `at` reach the trigger?"""
        if any(_matches(self.scene, at + 1, phrase) for phrase in self.words.not_before):
            return False
        if at in self.trigger.tokens or self._is_measure(at):
            return False
        word, head = self.scene.tokens[at].lower, self.trigger.head
        if self._in_content(at):
            return False
        if self.trigger.form is TriggerForm.NOUN and not self.trigger.phrase:
            return word == "geen" and 0 < head - at <= 3  # noqa: PLR2004 - *geen nieuwe zware aanval*
        if word == "geen":
            return True
        return at < head or self.trigger.finite

    def _is_measure(self, at: int) -> bool:
        """*nog geen halfuur later*: less than that long, and no denial."""
        return (
            self.scene.tokens[at].lower == "geen"
            and at > 0
            and self.scene.tokens[at - 1].lower == "nog"
            and any(timed.first <= at + 1 < timed.last or timed.first <= at < timed.last for timed in self.scene.times)
        )

    def _in_content(self, at: int) -> bool:
        """Does a negation belong to what is promised or asked (*beloofde geen wapens te leveren*)?"""
        if self.frame.type not in _SPEECH or (at < self.trigger.head and self.trigger.finite):
            return False
        later = [other for other in self.own if other > at]
        return any(
            self.scene.tokens[other].lower == "te" and not {other, other + 1} & set(self.trigger.tokens)
            for other in later
        )

    # plans and possibilities

    def _auxiliaries(self) -> list[int]:
        """Finite and infinite verbs of the clause other than the trigger itself."""
        return [at for at in self.own if self.scene.syntax.forms[at] and at not in self.trigger.tokens]

    def _is_infinite(self) -> bool:
        return self.trigger.form in {TriggerForm.INFINITIVE, TriggerForm.TE_INFINITIVE, TriggerForm.PARTICIPLE}

    def _possible(self) -> _Seen | None:  # noqa: PLR0911 - one return for each sign
        if seen := self._asked():
            return seen
        if self.frame.lemma in self.words.considering:
            return _Seen(self.trigger.head, self.trigger.head + 1)
        if self.frame.type in _SPEECH and self.trigger.finite:
            return None
        if self.trigger.form is TriggerForm.NOUN:
            found = _phrases(self.scene, self.own, self.words.considered)
            if found and found[0].first not in self.trigger.tokens:
                return found[0]
        for seen in _phrases(self.scene, self.own, self.words.possible):
            if seen.first not in self.trigger.tokens:
                return seen
        if self._is_infinite() and self.trigger.form is not TriggerForm.PARTICIPLE:
            found = _phrases(self.scene, self._auxiliaries(), self.words.possible_verbs)
            return found[0] if found else None
        above = self._above()
        found = _phrases(self.scene, above.tokens, self.words.possible) if above else []
        return found[0] if found else None

    def _asked(self) -> _Seen | None:
        """A question whether something happened, asked or told (*onderzoekt of …*), leaves it open."""
        finite = self.clause.finite
        opener = self.clause.opener
        if self.clause.kind is ClauseKind.SUB and opener is not None and self.scene.tokens[opener].lower == "of":
            return _Seen(opener, opener + 1)
        first = _first_word(self.scene, self.clause)
        if self.scene.tokens[-1].text == "?" and self.clause.kind is ClauseKind.MAIN and finite == first:
            return _Seen(finite, finite + 1)
        return None

    def _planned(self) -> _Seen | None:
        if self.frame.type in _SPEECH - {EventType.AGREE, EventType.CONCEDE} and self.trigger.finite:
            return None
        if self._is_infinite():
            for at in self._auxiliaries():
                word = self.scene.tokens[at].lower
                if word in self.words.future and (at == self.clause.finite or word in {"zal", "zullen"}):
                    return _Seen(at, at + 1)
        if seen := self._announced() or self._lay_ahead():
            return seen
        found = [
            seen for seen in _phrases(self.scene, self.own, self.words.plan) if seen.first not in self.trigger.tokens
        ]
        ahead = self.trigger.form in {TriggerForm.INFINITIVE, TriggerForm.TE_INFINITIVE}  # was van plan te sluiten
        return found[0] if found and (ahead or not self._is_past()) else None

    def _announced(self) -> _Seen | None:
        """A present tense in what is announced lies ahead: *kondigde aan dat het zijn ambassadeur terugroept*."""
        above, finite = self._above(), self.clause.finite
        if above is None or finite is None or self._is_perfect():
            return None
        present = self.scene.syntax.forms[finite] & (Form.PRESENT | Form.PLURAL)
        if not present:
            return None
        found = [at for at in above.tokens if self.scene.tokens[at].lower in self.words.announced]
        return _Seen(found[0], found[0] + 1) if found else None

    def _lay_ahead(self) -> _Seen | None:
        """*zei dat het zich zou terugtrekken*: what was said to come, told in the past; *zou hebben* is hearsay."""
        above, finite = self._above(), self.clause.finite
        if above is None or above.finite is None or finite is None or self.trigger.form is not TriggerForm.INFINITIVE:
            return None
        own = {self.scene.tokens[at].lower for at in self.own}
        if self.scene.tokens[finite].lower not in self.words.zou or own & self.words.obligation:
            return None
        told = self.scene.syntax.forms[above.finite] & (Form.PAST | Form.PAST_PLURAL)
        perfect = self.scene.tokens[above.finite].lower in word_classes().perfect
        return _Seen(finite, finite + 1) if told or perfect else None

    def _is_promise(self) -> bool:
        """*beloofde, zegde toe* with something concrete: what is promised is planned (codebook, rule 18)."""
        if self.frame.type not in {EventType.AGREE, EventType.CONCEDE}:
            return False
        return self.frame.lemma in self.words.promise

    def _is_perfect(self) -> bool:
        finite = self.clause.finite
        if finite is None or self.scene.tokens[finite].lower not in {"heeft", "hebben", "is", "zijn"}:
            return False
        return any(self.scene.syntax.forms[at] & Form.PARTICIPLE for at in self.own if at != finite)

    def _is_past(self) -> bool:
        finite = self.clause.finite
        if finite is None:
            return False
        return (
            is_preterite(self.scene, self.clause, alone=False) and self.scene.tokens[finite].lower not in self.words.zou
        )

    def _ongoing(self) -> _Seen | None:
        """Told as going on: words that say so, or a present tense of an act that takes time."""
        if self._is_past() or self._is_perfect():
            return None
        found = _phrases(self.scene, self.own, self.words.ongoing)
        if found:
            return found[0]
        if self._is_infinite() and self.clause.finite is not None:
            at = self.clause.finite
            if self.scene.tokens[at].lower in self.words.begun:
                return _Seen(at, at + 1)
        for at in self.own:
            infinitive = at + 2 < len(self.scene.tokens) and self.scene.syntax.forms[at + 2] & Form.PLURAL
            if _matches(self.scene, at, ("aan", "het")) and infinitive:
                return _Seen(at, at + 3)
        return self._lasting()

    def _lasting(self) -> _Seen | None:
        """A present tense of an act that takes time, outside headlines."""
        finite = self.clause.finite
        if finite is None or not self.trigger.finite or self.frame.type.value not in self.words.lasting:
            return None
        present = self.scene.syntax.forms[finite] & (Form.PRESENT | Form.PLURAL)
        return _Seen(finite, finite + 1) if present and self.scene.sentence.kind is not SentenceKind.HEADLINE else None

    # hearsay

    def _hedged(self, status: Status) -> bool:
        if status in {Status.CONDITIONAL, Status.POSSIBLE} or self._lay_ahead():
            return False
        seen = self._zou() or next(iter(self._hedges()), None)
        if seen:
            self._because("hedged", "told as hearsay", seen)
        elif self.hints is not None and self.hints.hedged >= least().hedged:
            self.reasons.append(Reason(field="hedged", rule="model: hearsay", score=round(self.hints.hedged, 3)))
            return True
        return seen is not None

    def _hedges(self) -> list[_Seen]:
        found = _phrases(self.scene, self.own, self.words.hedges)
        return [seen for seen in found if seen.first not in self.trigger.tokens and not self._is_of_another(seen)]

    def _is_of_another(self, seen: _Seen) -> bool:
        """Does a word of doubt belong to another noun than the act's (*een mogelijke oorlog*)?"""
        word = self.scene.tokens[seen.first].lower
        if word not in self.words.attributive:
            return False
        bare = not word.endswith("e")
        behind_een = seen.first > 0 and self.scene.tokens[seen.first - 1].lower in {"een", "geen"}
        if bare and not behind_een:
            return False
        noun = self.trigger.form is TriggerForm.NOUN
        return not (noun and seen.last <= self.trigger.head < seen.last + _TO_NOUN)

    def _zou(self) -> _Seen | None:
        """Evidential *zou*: without obligation, and not what lay ahead (*voordat ze konvooien zouden doorlaten*)."""
        at = next((at for at in self.own if self.scene.tokens[at].lower in self.words.zou), None)
        if at is None or any(self.scene.tokens[other].lower in self.words.obligation for other in self.own):
            return None
        opener = self.clause.opener
        if opener is not None and self.scene.tokens[opener].lower in self.words.ahead:
            return None
        return None if self._lay_ahead() else _Seen(at, at + 1)

    def _is_heard_of(self) -> bool:
        """*zou hebben aangevallen*: hearsay of what was done."""
        heard = self.trigger.form is TriggerForm.PARTICIPLE and self._zou() is not None
        return heard and any(self.scene.tokens[at].lower in {"hebben", "zijn"} for at in self.own)

    # conditions

    def _condition(self) -> Quote | None:
        if self.frame.type not in _CONDITIONED:
            return None
        for clause in self.scene.syntax.clauses:
            if clause.index != self.clause.index and condition_clause(self.scene, clause) and self._reaches(clause):
                last = self._before_mark(clause)
                if clause.finite is not None and clause.finite >= last:
                    continue
                while last > clause.start + 1 and not self.scene.tokens[last - 1].text[0].isalnum():
                    last -= 1
                first = condition_start(self.scene, clause)
                first = _first_word(self.scene, clause) if first is None else first
                return self.scene.quote(first, last)
        loose = loose_condition(self.scene)
        if loose is not None and not loose.first < self.trigger.head < loose.last:
            return self.scene.quote(loose.first, loose.last)
        return None if self._is_past() or self._is_perfect() else self._condition_in_words()

    def _condition_in_words(self) -> Quote | None:
        """A condition that is no clause: *indien nodig*, *in ruil voor een bestand*."""
        for first, last in self.scene.syntax.fixed:
            if self.scene.syntax.clause_of[first] == self.clause.index:
                return self.scene.quote(first, last)
        for seen in _phrases(self.scene, range(len(self.scene.tokens)), self.words.condition_phrase):
            last = phrase_end(self.scene, seen.last)
            if last > seen.last and (seen.first > self.trigger.head or self._is_fronted(seen, last)):
                return self.scene.quote(seen.first, last)
        return None

    def _is_fronted(self, seen: _Seen, last: int) -> bool:
        """Does *in ruil voor …* open the trigger's clause, with the finite verb right behind it?"""
        return seen.first == _first_word(self.scene, self.clause) and self.clause.finite == last

    def _before_mark(self, clause: Clause) -> int:
        """The end of a clause, or the mark that closes a quotation in it."""
        closing = (at for at in clause.tokens[1:] if self.scene.tokens[at].text in {"’", "”", "»"})
        return next(closing, _end_of_run(clause) if clause.kind is ClauseKind.MAIN else clause.end)

    def _reaches(self, clause: Clause) -> bool:
        """Does a condition bear on the trigger's clause: on it, on what it hangs on, or on what hangs on it?"""
        if clause.kind is ClauseKind.MAIN:
            mochten = self.scene.tokens[_first_word(self.scene, clause)].lower in self.words.inverted
            return _end_of_run(clause) <= self.clause.start or (mochten and self.clause.end <= clause.start)
        below = {other.index for other in self.scene.descendants(clause)}
        return self.clause.index not in below and self.clause.index != clause.index
