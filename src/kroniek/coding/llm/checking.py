"""Makes a draft of a record that a model gave, or refuses it with the cause.

A record is believed as far as the text bears it out: its quotes and all words that it names stand in the text, its
values are those of the codebook, somebody takes part in it. Invariant: a draft holds nothing but quotes of the text and
legal values; whatever a record said beyond that is told as a `Refusal`. Left out: joining of drafts (`merging`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

from kroniek.coding.figures import find_figures
from kroniek.coding.llm.resolving import BELIEVED, MENTION, Found, Resolver, is_country, unique
from kroniek.coding.llm.windows import Window
from kroniek.coding.llm.words import nearest, quotes_of
from kroniek.coding.merging import Draft
from kroniek.coding.placing import has_place
from kroniek.coding.rules import announced, thresholds
from kroniek.coding.scene import Scene, scenes
from kroniek.coding.sourcing import unlike
from kroniek.model.actor import Voice
from kroniek.model.analysis import Analysis, Sentence, SentenceKind
from kroniek.model.claim import Evidence, Figure, Reason
from kroniek.model.consulted import Cause, Refusal
from kroniek.model.ontology import MODES, EventType, Status
from kroniek.model.place import Place
from kroniek.model.text import Quote
from kroniek.model.when import When

_SHOWN_CHARS = 160


class _Illegal(Exception):  # noqa: N818 - caught in this file, where it becomes a refusal
    """A record that is refused."""

    def __init__(self, cause: Cause, words: object) -> None:
        super().__init__(cause)
        self.refusal = refusal(cause, words)


def refusal(cause: Cause, words: object) -> Refusal:
    """A refusal, its words on one line and short."""
    line = " ".join(str(words).split())
    return Refusal(cause=cause, words=line if len(line) <= _SHOWN_CHARS else f"{line[:_SHOWN_CHARS]} […]")


@dataclass(slots=True)
class Checked:
    """What became of a record: its draft, where it was accepted, and what was refused of it."""

    draft: Draft | None = None
    refusals: list[Refusal] = field(default_factory=list)


class Checker:
    """Checks the records of one text; `model` names the model in the reasons of what it alone decided."""

    def __init__(self, analysis: Analysis, *, model: str) -> None:
        self._analysis = analysis
        self._model = model
        self._resolver = Resolver(analysis)
        self._starts = [sentence.start for sentence in analysis.sentences]
        self._scenes: dict[int, Scene] = {}

    def check(self, record: Any, window: Window) -> Checked:
        """The draft of a record that was given for a window, or why there is none."""
        checked = Checked()
        try:
            checked.draft = self._draft(record, window, checked.refusals)
        except _Illegal as error:
            checked.refusals = [error.refusal]  # the whole record, so its fields need not be told
        return checked

    def _draft(self, record: Any, window: Window, refusals: list[Refusal]) -> Draft:
        if not isinstance(record, dict):
            _refuse(Cause.SHAPE, record)
        evidence = self._evidence(record, window)
        first = evidence[0].quote
        words = _Words(record, window, first, self._resolver)
        kind, status = _kind(record), _status(record)
        modes = _modes(record, kind)
        actors, recipients = self._parties(words, "actors"), self._parties(words, "recipients")
        taking_part = _without(recipients, actors)
        if not actors and not taking_part:
            _refuse(Cause.NOBODY, first.text)
        condition = words.one("condition")
        if (condition is not None) != (status is Status.CONDITIONAL):
            _refuse(Cause.CONDITION, record.get("condition") or first.text)
        trigger = evidence[0].triggers[0]
        type_ = announced(kind, status)
        when = self._when(words, status, refusals)
        place = self._place(words, type_, refusals)
        voices = self._voices(words, refusals)
        self._tell_unknown(words, refusals)
        number, sentence = self._sentence(trigger.start)
        draft = Draft(
            sentence=number,
            paragraph=sentence.paragraph,
            headline=sentence.kind is SentenceKind.HEADLINE,
            type=type_,
            modes=modes if type_ is kind else (),
            actors=tuple(one.party for one in actors),
            recipients=tuple(one.party for one in taking_part),
            when=when,
            place=place,
            status=status,
            hedged=_flag(record, "hedged"),
            voices=unlike(voices, tuple(one.party for one in actors)),
            condition=condition,
            figures=self._figures(number, trigger),
            evidence=evidence,
        )
        said = f"model {self._model}" if type_ is kind else f"model {self._model}; what lies ahead is a promise"
        believed = {one.party.name for one in (*actors, *taking_part) if one.believed}
        draft.reasons += [Reason(field="type", rule=said, quote=trigger), *_reasons(draft, self._model, believed)]
        return draft

    # the words that report it

    def _evidence(self, record: dict[str, Any], window: Window) -> list[Evidence]:
        """The sentences that report the act, the first with its trigger, in the order of the text behind it."""
        given = _strings(record, "quotes")
        if not given:
            _refuse(Cause.SHAPE, "quotes")
        spots = [self._spot(quote, window) for quote in given]
        trigger_words = record.get("trigger")
        if not isinstance(trigger_words, str):
            _refuse(Cause.SHAPE, "trigger")
        trigger = next(quotes_of(trigger_words, window.text, spots[0].start, spots[0].end), None)
        if trigger is None:
            _refuse(Cause.WORDS, trigger_words)
        sentences = [quote for spot in spots for quote in self._sentences(spot)]
        first = next((one for one in sentences if one.start <= trigger.start and trigger.end <= one.end), None)
        if first is None:  # words of two sentences are no trigger
            _refuse(Cause.WORDS, trigger_words)
        others = sorted({(one.start, one.end) for one in sentences} - {(first.start, first.end)})
        return [
            Evidence(quote=first, triggers=(trigger,)),
            *(Evidence(quote=Quote.of(window.text, start, end)) for start, end in others),
        ]

    def _spot(self, words: str, window: Window) -> Quote:
        """Where a quote stands in the window's own sentences."""
        found = list(quotes_of(words, window.text, window.start, window.end))
        for quote in found:
            if all(sentence.kind is not SentenceKind.BOILERPLATE for _, sentence in self._covered(quote)):
                return quote
        if found:
            _refuse(Cause.BOILERPLATE, words)
        before = next(quotes_of(words, window.text, window.shown_from, window.start), None)
        return _refuse(Cause.QUOTE if before is None else Cause.BEFORE, words)

    def _sentences(self, spot: Quote) -> list[Quote]:
        """The sentences that a quote stands in, so that every engine gives the same evidence for the same act.

        A quote that begins or ends inside a very long sentence stays as it is there.
        """
        text, longest = self._analysis.document.text, thresholds().longest_quote_chars
        found = []
        for _, sentence in self._covered(spot):
            start, end = sentence.start, sentence.end
            if end - start > longest:
                start, end = max(start, spot.start), min(end, spot.end)
            found.append(Quote.of(text, start, end))
        return found

    def _covered(self, quote: Quote) -> Iterator[tuple[int, Sentence]]:
        first = max(0, bisect_right(self._starts, quote.start) - 1)
        for number in range(first, bisect_left(self._starts, quote.end)):
            sentence = self._analysis.sentences[number]
            if sentence.start < quote.end and quote.start < sentence.end:
                yield number, sentence

    def _sentence(self, start: int) -> tuple[int, Sentence]:
        number = max(0, bisect_right(self._starts, start) - 1)
        return number, self._analysis.sentences[number]

    # who, when, where

    def _parties(self, words: _Words, name: str) -> tuple[Found, ...]:
        found: list[Found] = []
        for quote, country in words.parties(name):
            known = self._resolver.parties(quote, country if country and is_country(country) else None)
            if country and not is_country(country) and any(one.party.country is None for one in known):
                _refuse(Cause.COUNTRY, country)
            if not known:
                words.unknown.append(quote)
            found += known
        return unique(found)

    def _tell_unknown(self, words: _Words, refusals: list[Refusal]) -> None:
        refusals += [refusal(Cause.PARTY, quote.text) for quote in words.unknown]

    def _voices(self, words: _Words, refusals: list[Refusal]) -> tuple[Voice, ...]:
        voices: list[Voice] = []
        for quote in words.voices("sources"):
            found = self._resolver.voices(quote)
            if not found:
                refusals.append(refusal(Cause.PARTY, quote.text))
            voices += found
        return tuple(voices)

    def _when(self, words: _Words, status: Status, refusals: list[Refusal]) -> When | None:
        quote = words.one("date")
        found = self._resolver.when(quote, status) if quote is not None else None
        if quote is not None and found is None:
            refusals.append(refusal(Cause.DATE, quote.text))
        return found

    def _place(self, words: _Words, type_: EventType, refusals: list[Refusal]) -> Place | None:
        quote = words.one("place")
        if quote is None or not has_place(type_):  # codebook, rule 17: where a word was said is not told
            return None
        found = self._resolver.place(quote)
        if found is None:
            refusals.append(refusal(Cause.PLACE, quote.text))
        return found

    def _figures(self, number: int, trigger: Quote) -> tuple[Figure, ...]:
        """What the numbers in the clause of the trigger count."""
        scene = self._scene(number)
        if scene is None:
            return ()
        at = next((at for at, token in enumerate(scene.tokens) if token.end > trigger.start), 0)
        clause = scene.syntax.clauses[scene.syntax.clause_of[at]]
        tokens = [scene.tokens[token] for token in clause.tokens]
        own = [one for one in scene.numbers if any(token.start <= one.start < token.end for token in tokens)]
        return find_figures(tokens, own, scene.text)

    def _scene(self, number: int) -> Scene | None:
        if not self._scenes:
            self._scenes = {scene.number: scene for scene in scenes(self._analysis)}
        return self._scenes.get(number)


def _reasons(draft: Draft, model: str, believed: Collection[str]) -> Iterator[Reason]:
    """Why the fields are as they are: the model chose the words, our code what they mean."""
    said = f"model {model}"
    if draft.modes:
        yield Reason(field="mode", rule=said)
    yield Reason(field="status", rule=said, quote=draft.condition)
    if draft.hedged:
        yield Reason(field="hedged", rule=said)
    if draft.condition is not None:
        yield Reason(field="condition", rule=said, quote=draft.condition)
    for name, parties in (("actors", draft.actors), ("recipients", draft.recipients)):
        for party in parties:
            yield Reason(field=name, rule=BELIEVED if party.name in believed else MENTION, quote=party.quote)
    for voice in draft.voices:
        yield Reason(field="sources", rule=MENTION, quote=voice.party.quote)
    if draft.when is not None:
        yield Reason(field="date", rule=MENTION, quote=draft.when.quote)
    if draft.place is not None:
        yield Reason(field="place", rule=MENTION, quote=draft.place.quote)
    for figure in draft.figures:
        yield Reason(field="figures", rule="counted in the clause", quote=figure.quote)
    yield Reason(field="evidence", rule=said)


class _Words:
    """The words that a record names, each found near its evidence; what is not found refuses the record."""

    def __init__(self, record: dict[str, Any], window: Window, around: Quote, resolver: Resolver) -> None:
        self._record, self._window, self._around, self._resolver = record, window, around, resolver
        self.unknown: list[Quote] = []

    def one(self, name: str) -> Quote | None:
        """The words of a field that may be empty."""
        value = self._record.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            _refuse(Cause.SHAPE, name)
        return self._found(value)

    def voices(self, name: str) -> list[Quote]:
        """The words of a list of voices."""
        return [self._somebody(words) for words in _strings(self._record, name)]

    def parties(self, name: str) -> list[tuple[Quote, str | None]]:
        """The words of a list of parties, each with the country that the model gave."""
        return [(self._somebody(words), country) for words, country in _parties(self._record, name)]

    def _somebody(self, words: str) -> Quote:
        """Words for somebody: as they stand, or those of whoever has this name by our reading of the text."""
        start, end = self._window.shown_from, self._window.end
        found = nearest(words, self._window.text, around=self._around, start=start, end=end)
        found = found or self._resolver.named(words, around=self._around, start=start, end=end)
        return found or _refuse(Cause.WORDS, words)

    def _found(self, words: str) -> Quote:
        window = self._window
        found = nearest(words, window.text, around=self._around, start=window.shown_from, end=window.end)
        if found is None:
            _refuse(Cause.WORDS, words)
        return found


def _refuse(cause: Cause, words: object) -> NoReturn:
    raise _Illegal(cause, words)


def _kind(record: dict[str, Any]) -> EventType:
    value = record.get("type")
    if not isinstance(value, str) or value not in EventType.__members__:
        _refuse(Cause.TYPE, value)
    return EventType(value)


def _status(record: dict[str, Any]) -> Status:
    value = record.get("status")
    if not isinstance(value, str) or value not in set(Status):
        _refuse(Cause.STATUS, value)
    return Status(value)


def _modes(record: dict[str, Any], kind: EventType) -> tuple[str, ...]:
    modes = _strings(record, "modes")
    for mode in modes:
        if mode not in MODES[kind]:
            _refuse(Cause.MODE, f"{kind} {mode}")
    return tuple(dict.fromkeys(modes))


def _flag(record: dict[str, Any], name: str) -> bool:
    value = record.get(name) or False
    if not isinstance(value, bool):
        _refuse(Cause.SHAPE, name)
    return value


def _strings(record: dict[str, Any], name: str) -> list[str]:
    """A list of texts; one text alone stands for a list of it, and nothing for an empty one."""
    value = record.get(name)
    if value is None or value == "":
        return []
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        _refuse(Cause.SHAPE, name)
    return [one for one in values if one.strip()]


def _parties(record: dict[str, Any], name: str) -> Iterator[tuple[str, str | None]]:
    """The words and the country of every party; bare words have none."""
    value = record.get(name) or []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one, None
            continue
        words, country = (one.get("words"), one.get("country")) if isinstance(one, dict) else (None, None)
        if not isinstance(words, str) or not (country is None or isinstance(country, str)):
            _refuse(Cause.SHAPE, name)
        yield words, country or None


def _without(found: tuple[Found, ...], others: tuple[Found, ...]) -> tuple[Found, ...]:
    names = {one.party.name for one in others}
    return tuple(one for one in found if one.party.name not in names)
