"""What the network should answer: labelled texts, made of annotated articles and of the frame lexicon's examples.

Sentences and tokens are those of `kroniek.language`, so that training and reading agree. An act is labelled at every
content word of its trigger; a claim without marked trigger labels its sentence only, and leaves the tokens of its
evidence unlabelled. `yes` examples carry their type at the words of the lemma; at `no` examples only that one type is
excluded there. Left out: how texts are cut into windows (`batches`).
"""

from __future__ import annotations

import json
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tokenizers import Tokenizer

from kroniek.coding.triggers import find_triggers
from kroniek.language.engines.candidates import candidates
from kroniek.language.engines.windows import Pieces, pieces
from kroniek.language.segment import sentences
from kroniek.lexicon.frames import Frames, frames, index, word_classes
from kroniek.lexicon.schema import Frame, PartOfSpeech
from kroniek.model.analysis import Sentence
from kroniek.model.ids import content_hash
from kroniek.model.ontology import EventType
from kroniek.model.signals import STATUSES, TYPES, ArcRole
from kroniek.model.text import Document, DocumentId, Source

Json = dict[str, Any]
At = tuple[int, int]  # sentence, token

_PLACE = {kind.value: at for at, kind in enumerate(TYPES)}
_STATUS_PLACE = {status.value: at for at, status in enumerate(STATUSES)}
_SHARED_CHARS = 4  # a sentence tells an act where it shares as many characters with a quote of it
_EMPTY = frozenset({"te", "zich", "het", "een", "niet", "en", "of"})  # beside articles, prepositions and particles
_OTHER_TYPES_YES, _OTHER_TYPES_NO = 0.5, 0.2  # how far an example speaks for the types it is not about


@dataclass(slots=True)
class Act:
    """What is known of an act at one token of its trigger."""

    types: set[int] = field(default_factory=set)
    modes: set[tuple[str, str]] = field(default_factory=set)
    modes_known: bool = False
    status: int | None = None
    hedged: bool | None = None
    arcs: dict[ArcRole, set[At]] | None = None


@dataclass(slots=True)
class Labelled:
    """A text with its labels. Tokens are (sentence, token).

    `acts` are trigger tokens; `unknown` tokens have no type label; `excluded` tokens are known not to be of a type;
    `told` and `weights` have a row of sixteen for each sentence; `names` is None where names are not marked; `trees`
    holds the tag, the head's token and the relation of each token, -1 where one is unknown, None without a tree.
    """

    id: str
    document: Document
    sentences: tuple[Sentence, ...]
    pieces: tuple[Pieces, ...]
    hints: list[tuple[tuple[int, ...], ...]]
    acts: dict[At, Act] = field(default_factory=dict)
    unknown: set[At] = field(default_factory=set)
    excluded: dict[At, int] = field(default_factory=dict)
    told: list[list[float]] = field(default_factory=list)
    weights: list[list[float]] = field(default_factory=list)
    names: dict[At, str] | None = None
    trees: dict[At, tuple[int, int, int]] | None = None
    claims: int = 0


class Labeller:
    """Makes labelled texts with one tokenizer and one lexicon."""

    def __init__(self, tokenizer: Tokenizer, lexicon: Frames | None = None) -> None:
        self._tokenizer, self._frames = tokenizer, lexicon or frames()

    def bare(self, name: str, text: str) -> Labelled:
        """A text without labels."""
        document = Document(
            id=DocumentId(name), text=text, source=Source(address=name), content_hash=content_hash(text)
        )
        return self.cut(document, sentences(document))

    def cut(self, document: Document, found: tuple[Sentence, ...]) -> Labelled:
        """A text without labels whose sentences and tokens are given."""
        return Labelled(
            id=str(document.id),
            document=document,
            sentences=found,
            pieces=pieces(document.text, found, self._tokenizer),
            hints=[candidates(sentence, self._frames) for sentence in found],
            told=[[0.0] * len(TYPES) for _ in found],
            weights=[[1.0] * len(TYPES) for _ in found],
        )

    def article(self, name: str, text: str, claims: Sequence[Json], mentions: Sequence[Json] | None) -> Labelled:
        """An annotated article."""
        labelled = self.bare(name, text)
        words = _Words(labelled.sentences)
        labelled.claims = len(claims)
        for claim in claims:
            _label_claim(labelled, words, claim)
        if mentions is not None:
            labelled.names = {}
            for mention in mentions:
                for number, at in enumerate(words.within(mention["start"], mention["end"])):
                    labelled.names.setdefault(at, f"{'I' if number else 'B'}-{mention['kind']}")
        return labelled


class _Words:
    """The tokens of a text by offset."""

    def __init__(self, found: Sequence[Sentence]) -> None:
        rows = [
            (token.start, token.end, (number, at), token.lower)
            for number, sentence in enumerate(found)
            for at, token in enumerate(sentence.tokens)
        ]
        self._ends = [end for _, end, _, _ in rows]
        self._rows = rows
        classes = word_classes()
        self._empty = classes.determiners | classes.prepositions | classes.particles | _EMPTY

    def within(self, start: int, end: int) -> list[At]:
        """The tokens that share a character with `[start, end)`."""
        return [at for _, at in self._rows_within(start, end)]

    def _rows_within(self, start: int, end: int) -> list[tuple[str, At]]:
        first = bisect_left(self._ends, start + 1)
        found = []
        for left, _, at, lower in self._rows[first:]:
            if left >= end:
                break
            found.append((lower, at))
        return found

    def content(self, spans: Sequence[Sequence[int]]) -> list[At]:
        """The tokens of a trigger, without articles, prepositions and particles unless there is nothing else."""
        found = [row for start, end in spans for row in self._rows_within(start, end)]
        telling = [at for lower, at in found if lower not in self._empty and lower[0].isalnum()]
        return telling or [at for _, at in found]


def _label_claim(labelled: Labelled, words: _Words, claim: Json) -> None:
    kind = _PLACE[claim["type"]]
    arcs = _arcs(words, claim)
    for evidence in claim["evidence"]:
        for number, sentence in enumerate(labelled.sentences):
            shared = min(sentence.end, evidence["end"]) - max(sentence.start, evidence["start"])
            if shared >= min(_SHARED_CHARS, evidence["end"] - evidence["start"]):
                labelled.told[number][kind] = 1.0
        spans = evidence.get("trigger")
        if not spans:
            labelled.unknown.update(words.within(evidence["start"], evidence["end"]))
            continue
        for at in words.content(spans):
            act = labelled.acts.setdefault(at, Act())
            act.types.add(kind)
            act.modes.update((claim["type"], mode) for mode in claim.get("mode") or ())
            act.modes_known = True
            if act.status is None:
                act.status, act.hedged = _STATUS_PLACE[claim["status"]], bool(claim["hedged"])
            act.arcs = act.arcs or defaultdict(set)
            for role, fillers in arcs.items():
                act.arcs[role] |= fillers


def _arcs(words: _Words, claim: Json) -> dict[ArcRole, set[At]]:
    found: dict[ArcRole, set[At]] = {}
    for role, key in ((ArcRole.ACTOR, "actors"), (ArcRole.RECIPIENT, "recipients"), (ArcRole.SOURCE, "sources")):
        spans = [(party["start"], party["end"]) for party in claim.get(key) or () if party.get("start") is not None]
        found[role] = {at for span in spans for at in words.content([span])}
    for role, key in ((ArcRole.PLACE, "place"), (ArcRole.TIME, "date")):
        place = (claim.get(key) or {}).get("at")
        found[role] = set(words.content([place])) if place else set()
    condition = claim.get("condition")  # all of its words: the coder wants the whole clause
    found[ArcRole.CONDITION] = (
        set(words.within(condition["start"], condition["end"])) if condition and "start" in condition else set()
    )
    return found


# --- compiled corpora: texts/, gold.jsonl, mentions.jsonl


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article as it is stored; `mentions` is None where names are not marked."""

    id: str
    text: str
    claims: list[Json]
    mentions: list[Json] | None

    def labelled(self, labeller: Labeller) -> Labelled:
        """The article with its labels."""
        return labeller.article(self.id, self.text, self.claims, self.mentions)


def stored(folder: Path) -> list[Article]:
    """The articles of a compiled corpus, in the order of its list."""
    lines = [json.loads(line) for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    claims: dict[str, list[Json]] = defaultdict(list)
    for claim in lines[1:]:
        claims[claim["doc_id"]].append(claim)
    marked: dict[str, list[Json]] = {}
    if (folder / "mentions.jsonl").exists():
        for line in (folder / "mentions.jsonl").read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            marked[record["doc_id"]] = record["mentions"]
    return [
        Article(name, _text(folder / "texts" / f"{name}.txt"), claims[name], marked.get(name))
        for name in lines[0]["docs"]
    ]


def articles(folder: Path, labeller: Labeller) -> list[Labelled]:
    """The labelled articles of a compiled corpus."""
    return [article.labelled(labeller) for article in stored(folder)]


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_HasId)


def split(found: Sequence[T], table: Path) -> dict[str, list[T]]:
    """Articles by part. A row of the table is part, rule (`prefix` or `share`) and value; the first that fits counts.

    `share` takes that part of the articles by the hash of their id, so an article stays in its part as others come.
    """
    rows = [
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    parts: dict[str, list[T]] = defaultdict(list)
    for one in found:
        parts[_part(one.id, rows)].append(one)
    return parts


def _part(name: str, rows: Sequence[Sequence[str]]) -> str:
    for part, rule, value in rows:
        if rule == "prefix" and name.startswith(value):
            return part
        if rule == "share" and _at(name) < float(value):
            return part
    return "train"


def some(found: Sequence[T], part: float) -> list[T]:
    """So great a part of the articles, in their order; a smaller part lies within a greater one."""
    chosen = {one.id for one in sorted(found, key=lambda one: _at(one.id))[: round(len(found) * part)]}
    return [one for one in found if one.id in chosen]


def _at(name: str) -> float:
    """Where an id's hash stands between 0 and 1."""
    return int(sha256(name.encode()).hexdigest()[:8], 16) / 16**8


# --- the examples of the frame lexicon


def examples(folder: Path, labeller: Labeller) -> Iterator[Labelled]:
    """The example sentences of the lexicon's TOML files, in their order."""
    for path in sorted(folder.glob("*.toml")):
        kind = path.stem.upper()
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).get("frame", ()):
            alone = index([_frame(entry, kind)])
            name = f"{kind}/{entry['lemma']}"
            for number, text in enumerate(entry["yes"]):
                yield _yes(labeller.bare(f"{name}/yes{number}", text), alone, EventType(kind), entry["mode"])
            for number, text in enumerate(entry["no"]):
                yield _no(labeller.bare(f"{name}/no{number}", text), alone, _PLACE[kind])


def _frame(entry: Mapping[str, Any], kind: str) -> Frame:
    """The entry without its conditions: every form of the lemma in its own example counts."""
    return Frame(
        lemma=entry["lemma"], pos=PartOfSpeech(entry["pos"]), type=EventType(kind), particle=entry.get("particle", "")
    )


def _lemma_words(labelled: Labelled, alone: Frames) -> list[At]:
    words = _Words(labelled.sentences)
    spans = [
        (quote.start, quote.end)
        for sentence in labelled.sentences
        for trigger in find_triggers(sentence, alone)
        for quote in trigger.words
    ]
    return words.content(spans) if spans else []


def _yes(labelled: Labelled, alone: Frames, kind: EventType, modes: Sequence[str]) -> Labelled:
    place = _PLACE[kind.value]
    found = _lemma_words(labelled, alone)
    for number, hints in enumerate(labelled.hints):
        labelled.unknown.update((number, at) for at, types in enumerate(hints) if types)  # may be acts of their own
        labelled.weights[number] = [_OTHER_TYPES_YES] * len(TYPES)
    if not found:
        labelled.unknown.update(
            (number, at) for number, one in enumerate(labelled.sentences) for at in range(len(one.tokens))
        )
    for at in found:
        labelled.acts[at] = Act(types={place}, modes={(kind.value, mode) for mode in modes}, modes_known=bool(modes))
    for number in {number for number, _ in found} or set(range(len(labelled.sentences))):
        labelled.told[number][place] = 1.0
        labelled.weights[number][place] = 1.0
    return labelled


def _no(labelled: Labelled, alone: Frames, place: int) -> Labelled:
    for at in _lemma_words(labelled, alone):
        labelled.excluded[at] = place
    for number, hints in enumerate(labelled.hints):
        labelled.unknown.update((number, at) for at, types in enumerate(hints) if types)
        labelled.weights[number] = [_OTHER_TYPES_NO] * len(TYPES)
        labelled.weights[number][place] = 1.0
    labelled.unknown -= set(labelled.excluded)
    return labelled
