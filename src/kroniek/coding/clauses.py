"""Cuts a sentence into clauses without a parser: which words belong together, and which verb carries the tense.

Dutch marks its clauses well: a subordinate clause opens with a known word and has its finite verb late, a main clause
has it second. One pass from left to right opens and closes clauses by those words, by marks, and by finite verbs. A
main clause that is interrupted by a relative one goes on behind it, so a clause is a set of tokens, not a stretch.

Invariant: every token is in exactly one clause; time is linear in the length of the sentence. Left out: the names of
constituents, and bare *te*-infinitives (*dreigt de grens te sluiten*), which stay with their verb.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kroniek.coding.readings import ALWAYS_FINITE, FINITE, REACH, verb_readings
from kroniek.lexicon.frames import WordClasses, verb_forms, word_classes
from kroniek.lexicon.inflect import Form
from kroniek.lexicon.load import read_toml
from kroniek.lexicon.speech import speech
from kroniek.model.analysis import Sentence, Token

_BORDERS = frozenset({";", ":", "–", "—", "(", ")", "“", "”", "„", "«", "»", '"', "...", "…", "--"})
_DASHES = frozenset({"-", "–", "—", "--"})
_INFINITIVE_REACH = 25  # tokens between om and its te: longer ones were not seen in the annotated corpus
_ASIDE = 9  # tokens of *zei de Oekraïense president Zelensky* and the comma behind them
_DATELINE = 9  # tokens before the dash of a dateline: *NEW YORK (ANP, AFP) –*
_NOT_BEFORE_SET = frozenset({"niet", "moet", "moeten", "moest", "moesten"})  # *moest zo nodig*: found it needful
_DEPTH = 8  # clauses inside each other: nobody reads deeper ones


class ClauseKind(StrEnum):
    """What a clause is."""

    MAIN = "main"
    SUB = "sub"
    INFINITIVE = "inf"  # om ... te, door te, zonder te


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause of a sentence: indices into its tokens.

    `tokens` are all its own tokens, in order, those of clauses inside it left out; `start` and `end` are the first and
    one past the last. `opener` is the word that opens it (*omdat*, *die*, *om*, *en*), None for a plain main clause.
    `finite` is its finite verb. `parent` is the clause that it stands in or depends on. `quoted` is True for words
    between double quotation marks.
    """

    index: int
    kind: ClauseKind
    tokens: tuple[int, ...]
    opener: int | None = None
    finite: int | None = None
    parent: int | None = None
    quoted: bool = False

    @property
    def start(self) -> int:
        """The first token."""
        return self.tokens[0]

    @property
    def end(self) -> int:
        """One past the last token."""
        return self.tokens[-1] + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """Clauses, the clause of every token, and what every token can be as a verb (0 where it is none).

    `fixed` are conditions of set words (*indien nodig*), which are no clauses: tokens `[first, last)`.
    """

    clauses: tuple[Clause, ...]
    clause_of: tuple[int, ...]
    forms: tuple[Form, ...]
    fixed: tuple[tuple[int, int], ...] = ()

    def clause_at(self, token: int) -> Clause:
        """The clause that holds a token."""
        return self.clauses[self.clause_of[token]]


def clauses(sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence, in the order in which they open."""
    return parse(sentence).clauses


def parse(sentence: Sentence) -> Syntax:
    """The clauses of a sentence together with the verb forms that they were found by."""
    tokens = sentence.tokens
    forms = verb_readings(tokens)
    fixed = _fixed_conditions(tokens, forms)
    cutter = _Cutter(tokens, forms, frozenset(at for first, last in fixed for at in range(first, last)))
    found = cutter.cut()
    clause_of = [0] * len(tokens)
    for clause in found:
        for token in clause.tokens:
            clause_of[token] = clause.index
    return Syntax(clauses=found, clause_of=tuple(clause_of), forms=forms, fixed=fixed)


@cache
def _set_words() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Conditions of set words by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in read_toml("coding/modality.toml")["condition"]["fixed"]:
        phrase = tuple(words.split())
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _fixed_conditions(tokens: Sequence[Token], forms: Sequence[Form]) -> tuple[tuple[int, int], ...]:
    return tuple(
        (at, at + len(phrase))
        for at, token in enumerate(tokens)
        for phrase in _set_words().get(token.lower, ())
        if tuple(word.lower for word in tokens[at : at + len(phrase)]) == phrase
        and _stands_alone(tokens, forms, at, at + len(phrase))
    )


def _stands_alone(tokens: Sequence[Token], forms: Sequence[Form], first: int, last: int) -> bool:
    """Are set words a condition: not *moest zo nodig*, *desnoods met geweld* or *als het moet kiezen*?"""
    before = tokens[first - 1].lower if first else ""
    following = tokens[last].lower if last < len(tokens) else ""
    if before in _NOT_BEFORE_SET or (last - first == 1 and following in word_classes().prepositions):
        return False
    if not forms[last - 1] or last == len(tokens) or forms[last] & ALWAYS_FINITE:
        return True
    for at in range(last, min(len(tokens), last + REACH)):
        if tokens[at].text == "," or tokens[at].text in _BORDERS:
            break
        if forms[at] & (Form.PLURAL | Form.PARTICIPLE):
            return False  # the verb that *moet* or *is* governs
    return True


_INTERROGATIVES = frozenset({"toen", "nu", "tot", "sinds", "hoe", "waar", "wat", "wie", "welke", "zoals", "zoveel"})
_LIKELY_OPENERS = frozenset({"als", "dat", "toen"})
_QUOTE_STARTS = frozenset({":", "“", "„", '"', "‘", "'"})


@dataclass(slots=True)
class _Open:
    """A clause under construction."""

    kind: ClauseKind
    opener: int | None
    parent: int | None
    quoted: bool
    tokens: list[int]
    finite: int | None = None
    cluster_closed: bool = False  # words stood behind its finite verb that cannot belong to its verb cluster


class _Cutter:
    """One pass over the tokens; `_stack` holds the clauses that may still go on, the innermost last."""

    def __init__(self, tokens: Sequence[Token], forms: Sequence[Form], fixed: frozenset[int]) -> None:
        self._tokens = tokens
        self._fixed = fixed
        self._forms = forms
        self._classes = word_classes()
        self._known = verb_forms()
        self._done: list[_Open] = []
        self._stack: list[int] = []
        self._quoted = False
        self._resumed = False
        self._finite = [self._could_be_finite(at) for at in range(len(tokens))]
        self._stops = _stops(tokens, self._classes, self._finite, fixed)
        self._next_finite = _next_true(self._finite)

    def cut(self) -> tuple[Clause, ...]:
        if not self._tokens:
            return ()
        self._open(ClauseKind.MAIN, opener=None, parent=None)
        for at in range(len(self._tokens)):
            self._step(at)
        kept = [number for number, clause in enumerate(self._done) if clause.tokens]
        renumbered = {number: at for at, number in enumerate(kept)}
        return tuple(self._closed(number, renumbered) for number in kept)

    def _closed(self, number: int, renumbered: dict[int, int]) -> Clause:
        clause = self._done[number]
        parent = clause.parent
        while parent is not None and parent not in renumbered:
            parent = self._done[parent].parent
        return Clause(
            index=renumbered[number],
            kind=clause.kind,
            tokens=tuple(clause.tokens),
            opener=clause.opener,
            finite=clause.finite,
            parent=None if parent is None else renumbered[parent],
            quoted=clause.quoted,
        )

    # one step

    def _step(self, at: int) -> None:
        token = self._tokens[at]
        if token.text in _BORDERS or (token.text == "-" and self._is_loose(at)):
            self._border(at)
            return
        current = self._current
        if token.text == ",":
            current.tokens.append(at)
            self._after_comma(at + 1)
            return
        kind = self._opens(at)
        if kind is not None and (current.tokens or kind is not ClauseKind.MAIN):
            self._open(kind, opener=at, parent=self._parent_for(kind))
        elif token.lower in self._classes.coordinators and self._coordinates(at):
            self._coordinate(at)
        elif self._finite[at] and self._resumes(at):
            self._resume()
        self._put(at)

    @property
    def _current(self) -> _Open:
        return self._done[self._stack[-1]]

    def _put(self, at: int) -> None:
        current = self._current
        current.tokens.append(at)
        if current.kind is not ClauseKind.INFINITIVE and self._finite[at]:
            if current.finite is None or self._is_better(current, at):
                current.finite = at
        elif current.finite is not None and not self._forms[at] and not self._in_cluster(at):
            current.cluster_closed = True

    def _is_better(self, current: _Open, at: int) -> bool:
        """Is a sure finite verb found behind a form that may be an infinitive or a noun, or behind *zijn* (his)?"""
        first = self._forms[current.finite] if current.finite is not None else Form(0)
        sure = bool(self._forms[at] & ALWAYS_FINITE)
        if sure and current.kind is ClauseKind.SUB and self._may_be_his(current.finite):
            return True
        return not first & ALWAYS_FINITE and sure and not self._is_auxiliary(current.finite)

    def _may_be_his(self, at: int | None) -> bool:
        """*dat zijn eigen heffingen verhoogde*: does a word that is no verb follow *zijn*?"""
        if at is None or self._tokens[at].lower != "zijn" or at + 1 >= len(self._tokens):
            return False
        following = self._tokens[at + 1]
        outside = following.lower in self._classes.prepositions
        return following.text[0].isalpha() and not self._forms[at + 1] and not outside

    def _is_auxiliary(self, at: int | None) -> bool:
        if at is None:
            return False
        word = self._tokens[at].lower
        return word in self._classes.perfect or word in self._classes.passive or word in self._classes.modal

    def _in_cluster(self, at: int) -> bool:
        return self._tokens[at].lower in self._classes.particles or self._tokens[at].lower in {"te", "niet", "."}

    # opening and closing

    def _open(self, kind: ClauseKind, *, opener: int | None, parent: int | None) -> None:
        self._done.append(_Open(kind=kind, opener=opener, parent=parent, quoted=self._quoted, tokens=[]))
        self._stack.append(len(self._done) - 1)

    def _parent_for(self, kind: ClauseKind) -> int | None:
        return self._stack[-1] if kind is not ClauseKind.MAIN else None

    def _border(self, at: int) -> None:
        """A hard border: words behind it are a clause of their own, unless they have no verb."""
        text = self._tokens[at].text
        if text in {"“", "„", "«", "”", "»", '"'}:
            self._quoted = text in {"“", "„", "«"} or (text == '"' and not self._quoted)
        self._current.tokens.append(at)
        if self._resumed and text in _QUOTE_STARTS:
            self._resumed = False  # “Israël”, zei hij, “heeft …”: the quotation goes on with its verb
            return
        if text in _DASHES and self._is_dateline(at):
            self._stack.clear()  # what a paper writes before its first sentence goes on nowhere
            self._open(ClauseKind.MAIN, opener=None, parent=None)
            return
        if text in {")", "”", "»"} or (text == '"' and not self._quoted) or text in _DASHES:
            self._leave(at)
            return
        if self._verb_before_stop(at + 1):
            self._open(ClauseKind.MAIN, opener=None, parent=self._stack[0] if self._stack else None)

    def _is_dateline(self, at: int) -> bool:
        """Do the words before a dash tell where or when a message was sent: *COLOMBO –*, *20.05 uur –*?"""
        if at > _DATELINE or not self._verb_before_stop(at + 1):
            return False
        before = self._tokens[:at]
        first = before[0].text if before else ""
        named = len(first) > 1 and first.isupper()
        return (named or first[:1].isdigit()) and not any(self._finite[:at])

    def _leave(self, at: int) -> None:
        """Behind a closing mark an unfinished clause goes on; else a new one begins where a verb follows."""
        unfinished = self._unfinished()
        if unfinished is not None:
            del self._stack[unfinished + 1 :]
        elif self._verb_before_stop(at + 1):
            self._open(ClauseKind.MAIN, opener=None, parent=None)

    def _unfinished(self) -> int | None:
        """The innermost outer clause that still waits for its finite verb."""
        for depth in range(len(self._stack) - 2, max(-1, len(self._stack) - 2 - _DEPTH), -1):
            clause = self._done[self._stack[depth]]
            if clause.finite is None and clause.tokens and clause.kind is not ClauseKind.INFINITIVE:
                return depth
        return None

    def _after_comma(self, at: int) -> None:
        """Decide which clause the words behind a comma belong to."""
        if at < len(self._tokens) and self._is_aside(self._current):
            del self._stack[-1]
            self._resumed = self._unfinished_now()
        if at >= len(self._tokens) or self._opens(at) is not None:
            return
        word = self._tokens[at].lower
        current = self._current
        if len(self._stack) == 1 and self._says_aside(at):
            self._open(ClauseKind.MAIN, opener=None, parent=None)
            return
        has_verb = current.finite is not None or current.kind is ClauseKind.INFINITIVE
        if word in self._classes.coordinators:
            return
        verb = self._verb_before_stop(at)
        if len(self._stack) > 1 and has_verb:
            if (
                self._is_late(at)
                and current.kind is ClauseKind.SUB
                and not self._finite[at]
                and self._unfinished() is None
            ):
                self._open(ClauseKind.SUB, opener=None, parent=current.parent)
                return
            self._leave_sub(verb=verb)
            return
        if has_verb and verb:
            self._open(ClauseKind.MAIN, opener=None, parent=None)

    def _is_aside(self, current: _Open) -> bool:
        """*…, zo schrijft Reuters, …*, *Israël, zei Blinken, …*: the clause around it goes on behind the comma."""
        if len(self._stack) < 2 or current.kind is not ClauseKind.MAIN or current.finite is None:  # noqa: PLR2004 - an outer and an inner clause
            return False
        first = self._tokens[current.tokens[0]].lower
        return first == "zo" or (current.tokens[0] == current.finite and first in speech().forms)

    def _says_aside(self, at: int) -> bool:
        """Does a verb of saying stand between commas, in a clause that has its own verb behind them?"""
        if self._current.finite is not None or self._tokens[at].lower not in speech().forms or not self._finite[at]:
            return False
        comma = next(
            (near for near in range(at + 1, min(at + _ASIDE, len(self._tokens))) if self._is_comma(near)), None
        )
        if comma is None or comma + 1 >= len(self._tokens):
            return False
        marked = self._tokens[comma + 1].text in _QUOTE_STARTS
        return self._verb_before_stop(comma + (2 if marked else 1))

    def _unfinished_now(self) -> bool:
        return self._current.finite is None and bool(self._current.tokens)

    def _is_comma(self, at: int) -> bool:
        return self._tokens[at].text == ","

    def _leave_sub(self, *, verb: bool) -> None:
        """The comma closes a subordinate clause: its outer clause goes on, or a main clause begins."""
        unfinished = self._unfinished()
        if unfinished is not None:
            del self._stack[unfinished + 1 :]
            return
        del self._stack[1:]
        if verb and self._done[self._stack[0]].finite is not None:
            self._stack.clear()
            self._open(ClauseKind.MAIN, opener=None, parent=None)

    def _resumes(self, at: int) -> bool:
        """Does a finite verb at `at` belong to an outer clause, because the inner one has its own?"""
        current = self._current
        if len(self._stack) < 2 or (self._unfinished() is None and not self._is_inverted(at)):  # noqa: PLR2004 - an inner and an outer clause
            return False
        if current.kind is ClauseKind.INFINITIVE:
            return self._has_te(current) and self._sure(at)
        if current.finite is None or self._is_better(current, at):
            return False
        return self._sure(at) and (not self._is_auxiliary(at) or self._is_complete(current) or current.cluster_closed)

    def _is_inverted(self, at: int) -> bool:
        """Does a finite verb right behind those of a clause in front open the main one (*als X aanvalt stuurt Y*)?"""
        current, outer = self._current, self._done[self._stack[0]]
        fronted = len(self._stack) == 2 and current.kind is ClauseKind.SUB and not outer.tokens  # noqa: PLR2004 - it and the main one
        return fronted and current.finite is not None and bool(self._forms[at - 1])

    def _is_complete(self, clause: _Open) -> bool:
        return self._is_auxiliary(clause.finite) or self._forms[clause.tokens[-1]] & ALWAYS_FINITE != Form(0)

    def _has_te(self, clause: _Open) -> bool:
        return any(self._tokens[at].lower == "te" for at in clause.tokens[-REACH:])

    def _resume(self) -> None:
        unfinished = self._unfinished() or 0  # the main clause that has no words yet
        del self._stack[unfinished + 1 :]

    # coordination

    def _coordinates(self, at: int) -> bool:
        """Does a coordinator at `at` join clauses: a verb stood before it and a finite one follows before the stop?"""
        current = self._current
        if current.finite is None and current.kind is not ClauseKind.INFINITIVE:
            return False
        if self._tokens[at].lower == "want":
            return True
        following = self._next_finite[at + 1] if at + 1 < len(self._tokens) else None
        return following is not None and following < self._stop(at + 1)

    def _coordinate(self, at: int) -> None:
        """Open the second of two joined clauses; a late verb makes it subordinate like the first."""
        current = self._current
        comma = at > 0 and self._tokens[at - 1].text == ","
        if current.kind is ClauseKind.SUB and self._is_late(at + 1) and not (comma and self._sure_early(at + 1)):
            self._open(ClauseKind.SUB, opener=at, parent=current.parent)
            return
        unfinished = self._unfinished()
        if unfinished is not None and current.kind is not ClauseKind.MAIN:
            del self._stack[unfinished + 1 :]
            return
        self._stack.clear()
        self._open(ClauseKind.MAIN, opener=at, parent=None)

    def _is_late(self, at: int) -> bool:
        """Does the finite verb of the words from `at` on stand at their end, as in a subordinate clause?"""
        if at >= len(self._tokens):
            return False
        stop = self._stop(at)
        finite = self._next_finite[at]
        if finite is None or finite >= stop:
            return False
        return all(
            self._forms[between] or self._in_cluster(between)
            for between in range(finite + 1, min(stop, finite + REACH))
        )

    def _sure_early(self, at: int) -> bool:
        return at < len(self._tokens) and self._finite[at]

    # what may open a clause

    def _opens(self, at: int) -> ClauseKind | None:
        """The kind of clause that the word at `at` opens, None where it opens none."""
        word = self._tokens[at].lower
        if at in self._fixed:
            return None
        if word in self._classes.subordinators:
            return ClauseKind.SUB
        if word in self._classes.infinitive_openers and self._te_follows(at):
            return ClauseKind.INFINITIVE
        if word in self._classes.maybe_subordinators and self._is_subordinator(at, word):
            return ClauseKind.SUB
        return None

    def _te_follows(self, at: int) -> bool:
        """Does *te* with an infinitive follow before a stop or another verb?"""
        word = self._tokens[at].lower
        if word == "van" and (not at or self._tokens[at - 1].lower != "plaats"):
            return False
        adjacent = at + 2 < len(self._tokens) and self._tokens[at + 1].lower == "te"
        if word == "na" and not adjacent:
            return False
        if adjacent and word != "om" and word + self._tokens[at + 2].lower in self._known:
            return False  # door te voeren, na te leven: a particle
        last = min(len(self._tokens) - 1, at + (_INFINITIVE_REACH if word == "om" else 12))
        for near in range(at + 1, last):
            token = self._tokens[near]
            if token.lower == "te":
                return bool(self._known.get(self._tokens[near + 1].lower, Form(0)) & Form.PLURAL) or self._tokens[
                    near + 1
                ].lower.endswith("en")
            if token.text in _BORDERS or token.text == "," or self._forms[near] & ALWAYS_FINITE:
                return False
        return False

    def _is_subordinator(self, at: int, word: str) -> bool:
        """Does a word that may also be a pronoun, an adverb or a coordinator open a subordinate clause here?"""
        before = self._tokens[at - 1] if at else None
        following = self._next_finite[at + 1] if at + 1 < len(self._tokens) else None
        if following is None or following >= self._hard_stop(at + 1):
            return False
        if before and before.lower in self._classes.prepositions and word not in {"wie", "wat"}:
            return word == "dat" and (before.lower == "zonder" or self._follows_particle(at))
        opens = before is None or before.text == "," or before.text in _BORDERS
        if word in {"dat", "die"}:
            return self._is_relative(at, before, adjacent=following == at + 1)
        if word in _INTERROGATIVES:
            return self._is_interrogative(word, before, following, opens=opens, adjacent=following == at + 1)
        if word in {"of", "dan"}:
            late = following != at + 1 and self._is_late_before(at + 1, self._hard_stop(at + 1))
            return late and (word == "of" or not opens) and not self._joins_nouns(at)
        return self._is_condition(at, following, opens=opens)

    def _follows_particle(self, at: int) -> bool:
        """*sprak tegen dat het …*, *gaf toe dat Iran …*: the word before is a particle, not a preposition."""
        if self._current.finite is None or self._tokens[at - 1].lower not in self._classes.particles:
            return False
        following = self._tokens[at + 1]
        known = self._classes.determiners | self._classes.subject_pronouns | {"het", "er", "hem", "hun"}
        return following.lower in known or following.text[0].isupper()

    def _is_relative(self, at: int, before: Token | None, *, adjacent: bool) -> bool:
        """Is *dat* or *die* relative or a conjunction, rather than the pronoun that opens *Dat meldt Reuters*?"""
        if before is None or before.text in _QUOTE_STARTS:
            return False
        if self._tokens[at].lower == "die" and at > 1 and before.text[0].isupper():
            return False  # *tenzij Oekraïne die wet intrekt*: behind a name a relative clause has a comma
        return not adjacent or before.text == "," or self._followed_by_verb(at + 1)

    def _is_interrogative(
        self, word: str, before: Token | None, following: int, *, opens: bool, adjacent: bool
    ) -> bool:
        if before is None and (adjacent or not self._followed_by_verb(following)):
            return False
        if word in {"toen", "nu", "sinds", "tot"}:
            return opens and not adjacent
        return not adjacent or word in {"wie", "wat"}

    def _joins_nouns(self, at: int) -> bool:
        """Is *of* between two like words (*vandaag of morgen*) rather than behind a verb or a comma?"""
        return at > 0 and self._tokens[at - 1].text != "," and not self._forms[at - 1]

    def _is_condition(self, at: int, following: int, *, opens: bool) -> bool:
        """Is *als* a conjunction: it has a verb of its own, late in front of a clause, anywhere behind one?"""
        if following == at + 1:
            return False
        if self._current.finite is not None:
            if following == at + 2 and self._unfinished() is not None:
                return False  # mannen die zich voordeden als agenten hebben …: the verb is that of the outer clause
            return not any(self._tokens[near].lower in self._classes.coordinators for near in range(at, following))
        return opens and self._followed_by_verb(following)

    def _followed_by_verb(self, finite: int) -> bool:
        """Is a finite verb followed by a comma, the end, or another verb, as at the end of a clause in front?"""
        for near in range(finite + 1, min(len(self._tokens), finite + REACH)):
            if self._forms[near] & ALWAYS_FINITE and not self._forms[near] & Form.PARTICIPLE:
                return True
            if self._tokens[near].text == "," or self._tokens[near].text in _BORDERS or near == len(self._tokens) - 1:
                return True
            if not self._forms[near] and not self._in_cluster(near):
                return False
        return True

    def _is_late_before(self, at: int, stop: int) -> bool:
        finite = self._next_finite[at]
        return finite is not None and finite < stop and self._followed_by_verb(finite)

    # looking ahead

    def _stop(self, at: int) -> int:
        """The next comma, border, or word that surely opens a clause."""
        return self._stops[0][at] if at < len(self._tokens) else len(self._tokens)

    def _hard_stop(self, at: int) -> int:
        """The next border that no clause goes across."""
        return self._stops[1][at] if at < len(self._tokens) else len(self._tokens)

    def _verb_before_stop(self, at: int) -> bool:
        if at >= len(self._tokens):
            return False
        following = self._next_finite[at]
        return following is not None and following < self._stop(at)

    def _sure(self, at: int) -> bool:
        return bool(self._forms[at] & ALWAYS_FINITE) or self._is_auxiliary(at)

    def _could_be_finite(self, at: int) -> bool:
        """Can the word be a finite verb here? A bare plural behind *te*, a modal or another verb is an infinitive."""
        form = self._forms[at]
        if not form & FINITE or at in self._fixed:
            return False
        if at and self._tokens[at - 1].lower == "te":
            return False
        word = self._tokens[at].lower
        if form & ALWAYS_FINITE and not form & Form.PARTICIPLE:
            return True
        if word in self._classes.perfect or word in self._classes.passive or word in self._classes.modal:
            return not (at and self._is_verb_before(at))
        return not self._has_auxiliary_near(at)

    def _is_verb_before(self, at: int) -> bool:
        """Does an auxiliary's infinitive stand behind another verb (*zou worden*, *kan hebben*)?"""
        before = self._forms[at - 1]
        word = self._tokens[at].lower
        return (
            bool(before)
            and word
            in {
                "worden",
                "hebben",
                "zijn",
                "laten",
                "kunnen",
                "moeten",
                "mogen",
                "willen",
                "gaan",
                "blijven",
                "komen",
                "doen",
            }
            and bool(before & (FINITE | Form.PARTICIPLE))
        )

    def _has_auxiliary_near(self, at: int) -> bool:
        """Does an auxiliary govern this participle or infinitive from the same stretch?"""
        classes = self._classes
        participle = bool(self._forms[at] & Form.PARTICIPLE)
        for step in (-1, 1):
            near = at + step
            while (
                0 <= near < len(self._tokens)
                and abs(near - at) < REACH
                and self._tokens[near].text not in _BORDERS
                and self._tokens[near].text != ","
            ):
                word = self._tokens[near].lower
                if word in classes.subordinators or word in _LIKELY_OPENERS:
                    break
                if word in classes.modal and self._forms[near] & (FINITE | Form.STEM):
                    return True
                if participle and self._forms[near] and (word in classes.perfect or word in classes.passive):
                    return True
                near += step
        return False

    def _is_loose(self, at: int) -> bool:
        """Does a hyphen stand between spaces, as a dash?"""
        tokens = self._tokens
        return (
            0 < at < len(tokens) - 1 and tokens[at - 1].end < tokens[at].start and tokens[at].end < tokens[at + 1].start
        )


def _stops(
    tokens: Sequence[Token], classes: WordClasses, finite: Sequence[bool], fixed: frozenset[int]
) -> tuple[list[int], list[int]]:
    """For every token, where the next soft stop (comma, sure subordinator) and the next hard border are."""
    soft, hard = [0] * len(tokens), [0] * len(tokens)
    next_soft = next_hard = len(tokens)
    for at in range(len(tokens) - 1, -1, -1):
        text = tokens[at].text
        if text in _BORDERS:
            next_hard = next_soft = at
        elif text == "," or (
            at not in fixed
            and (tokens[at].lower in classes.subordinators or _is_conjunction(tokens, at, classes, finite))
        ):
            next_soft = at
        soft[at], hard[at] = next_soft, next_hard
    return soft, hard


def _is_conjunction(tokens: Sequence[Token], at: int, classes: WordClasses, finite: Sequence[bool]) -> bool:
    """Is *dat* likely to open a clause: inside a sentence, behind no preposition, and no verb right behind it?"""
    if tokens[at].lower != "dat" or not 0 < at < len(tokens) - 1:
        return False
    return not finite[at + 1] and tokens[at - 1].lower not in classes.prepositions


def _next_true(flags: Sequence[bool]) -> list[int | None]:
    """For every place, the first place from there on that is True."""
    found: list[int | None] = [None] * len(flags)
    following: int | None = None
    for at in range(len(flags) - 1, -1, -1):
        if flags[at]:
            following = at
        found[at] = following
    return found
