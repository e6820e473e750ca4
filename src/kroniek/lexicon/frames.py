"""The frame lexicon, indexed by the words that can stand in a text.

`frames()` reads a compact table that `tools/build_frames.py` makes from the TOML files (people edit those), inflects
every lemma and merges the corpus counts. It is made once and never changes. A verb is kept under its base and
particle; a phrase is kept as a `Pattern` under its verb, or under its head noun where it has none.

Left out: deciding between senses, and anything that needs a sentence (`coding.triggers`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kroniek.lexicon.inflect import Form, adjective_forms, inflect, plurals
from kroniek.lexicon.load import read_lines, read_rows, read_text, read_toml
from kroniek.lexicon.schema import Frame, PartOfSpeech
from kroniek.model.ontology import EventType

__all__ = ["Frame", "Frames", "Pattern", "Slot", "VerbKey", "VerbWord", "frames", "verb_forms", "word_classes"]

TABLE = "events/frames.json"
COUNTS = "events/counts.tsv"
WORD_SETS = "events/word_sets.toml"
_LONGEST_NOUN_CHARS = 60  # twice the longest of the table; a longer run of letters is data, and would take minutes
_COMPOUND_CHARS = 6  # a shorter noun ends too many unrelated words (*eis* in *reis*, *top* in *laptop*)
_SLOT_CHARS = 5  # inside a phrase the verb already guards the noun, so a shorter one may end a compound

VerbKey = tuple[str, str]
"""A verb: infinitive without particle, and the particle or ""."""


@dataclass(frozen=True, slots=True)
class VerbWord:
    """A word as a form of a verb; `whole` is False where the particle has to stand elsewhere in the clause."""

    key: VerbKey
    form: Form
    whole: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A word of a phrase besides its verb: the words that fill it, and the preposition that has to go before it."""

    words: frozenset[str]
    preposition: str = ""
    compound: bool = False  # may the word be the end of a longer one (*handels-sancties*)

    def fits(self, word: str) -> bool:
        """Does a lower-case word fill the slot?"""
        if word in self.words:
            return True
        return self.compound and len(word) > _SLOT_CHARS and any(word.endswith(end) for end in self.words)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A fixed expression: its verb or head word is its key in the index; all slots have to be filled."""

    frame: Frame
    slots: tuple[Slot, ...]
    reflexive: bool = False
    tail: str = ""  # a preposition behind it: *beslag leggen op*

    @property
    def weight(self) -> int:
        """How specific it is: the more words, the more specific."""
        return 2 * len(self.slots) + self.reflexive + bool(self.tail)


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, and indexes over lower-case words."""

    all: tuple[Frame, ...]
    verbs: Mapping[str, tuple[VerbWord, ...]]
    senses: Mapping[VerbKey, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    verb_patterns: Mapping[VerbKey, tuple[Pattern, ...]]
    noun_patterns: Mapping[str, tuple[Pattern, ...]]

    def compound(self, word: str) -> tuple[Frame, ...]:
        """The frames of the noun that ends a compound (*vredesbespreking*), () where there is none."""
        hyphen = word.rfind("-") + 1
        if hyphen and word[hyphen:] in self.nouns:
            return self.nouns[word[hyphen:]]
        for at in range(max(2, len(word) - _LONGEST_NOUN_CHARS), len(word) - _COMPOUND_CHARS + 1):
            found = self.nouns.get(word[at:], ())
            # Measured on the lemma: *roepen* ends *grondtroepen*, but *roep* is too short to be the end of anything.
            if long := tuple(frame for frame in found if len(frame.lemma) >= _COMPOUND_CHARS):
                return long
        return ()


@cache
def frames() -> Frames:
    """The frame lexicon; read when first asked for."""
    return index(_read())


def _read() -> tuple[Frame, ...]:
    counts = {(row[0], row[1], row[2]): (int(row[3]), int(row[4])) for row in read_rows(COUNTS, columns=5)}
    return tuple(from_row(row, counts) for row in json.loads(read_text(TABLE)))


def from_row(row: list[Any], counts: Mapping[tuple[str, str, str], tuple[int, int]]) -> Frame:
    """A frame from its row in the compact table."""
    lemma, pos, kind, particle, reciprocal, *lists = row
    modes, actor, recipient, needs, blocks = (tuple(str(cell).split("|")) if cell else () for cell in lists)
    hits, misses = counts.get((str(lemma), str(pos), str(kind)), (0, 0))
    return Frame(
        lemma=str(lemma),
        pos=PartOfSpeech(pos),
        type=EventType(kind),
        modes=modes,
        particle=str(particle),
        actor=actor,
        recipient=recipient,
        reciprocal=bool(reciprocal),
        needs=needs,
        blocks=blocks,
        hits=hits,
        misses=misses,
    )


def to_row(entry: Mapping[str, Any], kind: str, sets: Mapping[str, Iterable[str]]) -> list[object]:
    """The row in the compact table of an entry in a TOML file; what only people read is left out.

    A word set (`@troops`) in `needs` or `blocks` is written out; `sets` are those of `word_sets.toml`.
    """
    lists = [entry.get(key) or () for key in ("mode", "actor", "recipient", "needs", "blocks")]
    joined = ("|".join(dict.fromkeys(_written_out(words, sets))) for words in lists)
    return [entry["lemma"], entry["pos"], kind, entry.get("particle", ""), int(bool(entry["reciprocal"])), *joined]


def _written_out(words: Iterable[str], sets: Mapping[str, Iterable[str]]) -> Iterable[str]:
    for word in words:
        yield from sets[word[1:]] if word.startswith("@") else (word,)


def index(entries: Iterable[Frame]) -> Frames:
    """Frames indexed by their words."""
    entries = tuple(entries)
    builder = _Builder({frame.lemma for frame in entries if frame.pos is PartOfSpeech.VERB})
    for frame in entries:
        builder.add(frame)
    return builder.frames()


class _Builder:
    """Collects the indexes; the order of frames is the order of the table."""

    def __init__(self, verbs: set[str]) -> None:
        self._infinitives = verbs | _known_infinitives()
        self._all: list[Frame] = []
        self._verbs: dict[str, list[VerbWord]] = {}
        self._senses: dict[VerbKey, list[Frame]] = {}
        self._nouns: dict[str, list[Frame]] = {}
        self._adjectives: dict[str, list[Frame]] = {}
        self._verb_patterns: dict[VerbKey, list[Pattern]] = {}
        self._noun_patterns: dict[str, list[Pattern]] = {}
        self._known: set[VerbKey] = set()

    def add(self, frame: Frame) -> None:
        self._all.append(frame)
        words = frame.lemma.split()
        if frame.pos is PartOfSpeech.VERB:
            key = verb_key(words[-1], frame.particle)
            self._add_verb(key)
            self._senses.setdefault(key, []).append(frame)
        elif len(words) > 1:
            self._add_pattern(frame, words)
        elif frame.pos is not PartOfSpeech.ADJECTIVE:
            forms = (frame.lemma, *plurals(frame.lemma))
            for word in dict.fromkeys([*forms, *(form.replace("-", "") for form in forms)]):
                self._nouns.setdefault(word, []).append(frame)
        else:
            for word in adjective_forms(frame.lemma):
                self._adjectives.setdefault(word, []).append(frame)

    def _add_verb(self, key: VerbKey) -> None:
        if key in self._known:
            return
        self._known.add(key)
        for word, verb_word in _verb_words(key):
            self._verbs.setdefault(word, []).append(verb_word)

    def _add_pattern(self, frame: Frame, words: list[str]) -> None:
        at = self._verb_at(words, frame.particle) if frame.pos is PartOfSpeech.PHRASE else None
        if at is None:
            pattern = Pattern(frame, _slots(words[:-1], noun_phrase=True))
            for word in (words[-1], *plurals(words[-1])):
                self._noun_patterns.setdefault(word, []).append(pattern)
            return
        key = verb_key(words[at], frame.particle if words[at].startswith(frame.particle) else "")
        rest = words[:at] + words[at + 1 :]
        tail = rest.pop() if at == len(words) - 2 and rest[-1] in _prepositions() else ""
        self._add_verb(key)
        pattern = Pattern(frame, _slots(rest, noun_phrase=False), "zich" in rest, tail)
        self._verb_patterns.setdefault(key, []).append(pattern)

    def _verb_at(self, words: list[str], particle: str) -> int | None:
        """Where the verb of an expression stands: the last infinitive, or *laten* before one; None if it has none."""
        if "laten" in words:
            return words.index("laten")
        for at in range(len(words) - 1, -1, -1):
            word, before = words[at], words[at - 1] if at else ""
            if particle and word.startswith(particle) and word.endswith(_INFINITIVE_ENDS):
                return at
            if word in self._infinitives or (at == len(words) - 1 and word.endswith(_INFINITIVE_ENDS)):
                is_noun = at < len(words) - 1 and (
                    before in _prepositions() or (before in _EMPTY and before not in {"zich", "te"})
                )
                if not is_noun:
                    return at
        return None

    def frames(self) -> Frames:
        return Frames(
            all=tuple(self._all),
            verbs={word: tuple(found) for word, found in self._verbs.items()},
            senses={key: tuple(found) for key, found in self._senses.items()},
            nouns={word: tuple(found) for word, found in self._nouns.items()},
            adjectives={word: tuple(found) for word, found in self._adjectives.items()},
            verb_patterns={key: tuple(found) for key, found in self._verb_patterns.items()},
            noun_patterns={word: tuple(found) for word, found in self._noun_patterns.items()},
        )


def verb_key(infinitive: str, particle: str) -> VerbKey:
    """The key of a verb, its infinitive given with the particle joined."""
    return (infinitive.removeprefix(particle).removeprefix("-") if particle else infinitive, particle)


def _verb_words(key: VerbKey) -> Iterable[tuple[str, VerbWord]]:
    base, particle = key
    for word, form in inflect(base).forms:
        joint = "-" if particle and particle[-1] == word[0] and word[0] in "aeiou" else ""
        yield particle + joint + word, VerbWord(key, form, whole=True)
        finite = form & (Form.STEM | Form.PRESENT | Form.PLURAL | Form.PAST | Form.PAST_PLURAL)
        if particle and (apart := form & (finite | Form.PARTICIPLE)):
            yield word, VerbWord(key, apart, whole=False)


# --- phrases

_EMPTY = frozenset({"de", "het", "een", "'t", "zijn", "haar", "hun", "zich", "te"})
_INFINITIVE_ENDS = ("en", "gaan", "staan", "slaan", "doen", "zien", "zijn")
_NEGATIONS = frozenset({"niet", "geen", "nee"})


@cache
def _known_infinitives() -> frozenset[str]:
    listed = [row[0] for row in read_rows("nl/irregular_verbs.tsv", columns=6)]
    return frozenset([*listed, *(line.replace("|", "") for line in read_lines("nl/common_verbs.txt"))])


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(read_toml("nl/word_classes.toml")["prepositions"])


def _slots(words: list[str], *, noun_phrase: bool) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    preposition = ""
    for at, word in enumerate(words):
        if preposition and word == "zich":  # naast zich neerleggen
            slots.append(Slot(frozenset({preposition})))
            preposition = ""
        if word == "het" and words[at + 1 : at + 2] == ["eens"]:
            preposition = word  # het eens worden: without *het* it is another word
        if word in _EMPTY:
            continue
        if word in _prepositions() and word is not words[-1]:
            preposition = word
            continue
        slots.append(_slot(word, preposition, noun_phrase=noun_phrase))
        preposition = ""
    if not slots and "het" in words:
        slots.append(Slot(frozenset({"het"})))  # het opnemen voor
    return tuple(slots)


def _slot(word: str, preposition: str, *, noun_phrase: bool) -> Slot:
    if word in _NEGATIONS or word in _prepositions():
        return Slot(frozenset({word}), preposition)
    if word in _known_infinitives():
        return Slot(frozenset({word}), preposition)  # laten varen
    forms = {word, *plurals(word), *adjective_forms(word)}
    if word.endswith(("en", "s")):
        forms |= {word[:-1], word[:-2], _singular(word)}
    if word.endswith("e"):
        forms.add(word[:-1])
    forms = {form for form in forms if len(form) > 1}
    return Slot(frozenset(forms), preposition, compound=len(word) >= _SLOT_CHARS and not noun_phrase)


def _singular(plural: str) -> str:
    """The likely singular of a plural in *-en*: *banden* → *band*, *opties* → *optie*."""
    if not plural.endswith("en"):
        return plural[:-1]
    root = plural[:-2]
    return root[:-1] if len(root) > 2 and root[-1] == root[-2] else root  # noqa: PLR2004 - two letters and one more


# --- words for clauses


@dataclass(frozen=True, slots=True)
class WordClasses:
    """The closed classes of `nl/word_classes.toml`."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    causes: frozenset[str]
    grounds: frozenset[str]
    subordinators: frozenset[str]
    maybe_subordinators: frozenset[str]
    coordinators: frozenset[str]
    infinitive_openers: frozenset[str]
    subject_pronouns: frozenset[str]
    perfect: frozenset[str]
    passive: frozenset[str]
    modal: frozenset[str]
    noun_homographs: frozenset[str]
    never_verbs: frozenset[str]
    reflexives: frozenset[str]
    after_to_be: frozenset[str]
    after_particle: frozenset[str]
    particles: frozenset[str]


@cache
def word_classes() -> WordClasses:
    """The closed word classes; read when first asked for."""
    return WordClasses(**{name: frozenset(words) for name, words in read_toml("nl/word_classes.toml").items()})


@cache
def verb_forms() -> Mapping[str, Form]:
    """Every known verb form, joined separable ones included, with all that it can be."""
    known = frames()
    forms: dict[str, Form] = {}
    for word, found in known.verbs.items():
        for verb_word in found:
            forms[word] = forms.get(word, Form(0)) | verb_word.form
    for key in _common_keys():
        if key in known.senses or key in known.verb_patterns:
            continue
        for word, verb_word in _verb_words(key):
            forms[word] = forms.get(word, Form(0)) | verb_word.form
    return forms


def _common_keys() -> Iterable[VerbKey]:
    """Verbs without a frame: the irregular ones, and frequent ones of news prose."""
    yield from ((row[0], "") for row in read_rows("nl/irregular_verbs.tsv", columns=6))
    for line in read_lines("nl/common_verbs.txt"):
        particle, _, base = line.rpartition("|")
        yield base, particle
