"""The trained reader: a document's sentences to `Signals`, with one small network on the processor.

Each window is read alone, so the same text gives the same numbers whatever is read beside it, and on any number of
threads; results are rounded on top of that. The model is one file, named and checked by its digest in `model.toml`.
Needs `onnxruntime` and `tokenizers`, which load when a reader is first made. Left out: deciding anything (`coding`).
"""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Protocol

from kroniek.errors import LexiconError
from kroniek.language.engines.candidates import candidates
from kroniek.language.engines.lemmas import Lemmas, from_lines
from kroniek.language.engines.parsing import tree_of
from kroniek.language.engines.windows import Subwords, Window, pieces, windows
from kroniek.lexicon.frames import frames
from kroniek.model.analysis import Sentence, SentenceKind
from kroniek.model.ontology import EventType
from kroniek.model.signals import TYPES, Arc, ArcRole, NameKind, NameSignal, SentenceSignal, Signals, TriggerSignal
from kroniek.model.syntax import Tree
from kroniek.model.text import Document

_DIGITS = 4
_TRIGGER_LEAST = 0.05  # below this probability of any act a token gets no trigger signal: 1 in 20 such tokens is one
_ARC_LEAST = 0.02  # weaker arcs are left out; many a rightful source is below even odds, yet above all others
_MODE_LEAST = 0.1  # weaker modes are noise: a mode is wanted where it is likelier than not

_PARTICLES = ("VZ", "BW", "ADJ")  # tags of the separable part of a verb: *op*, *terug*, *vast*
_ERRORS_ONLY = 3  # onnxruntime's own scale

_Rows = Any  # an array; numpy is known only where onnxruntime is installed


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the numbers of the network's outputs mean; `threshold` as in `Signals`."""

    names: tuple[str, ...]
    modes: tuple[tuple[EventType, str], ...]
    roles: tuple[ArcRole, ...]
    tags: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    threshold: float = 0.5


class Network(Protocol):
    """Answers to windows: arrays by name, from arrays by name, each window for itself."""

    def __call__(self, inputs: Sequence[Mapping[str, Any]], /) -> Iterable[Mapping[str, Any]]:
        """The names, types, sentences, status, hedged, modes, arcs and syntax of each window's tokens, in order."""


class Reader:
    """Makes signals. The same text gives the same signals, whatever was read before it."""

    def __init__(
        self, network: Network, subwords: Subwords, labels: Labels, lemmas: Lemmas | None = None, *, name: str
    ) -> None:
        self._network, self._subwords, self._labels = network, subwords, labels
        self._lemmas = lemmas or Lemmas(edits={})
        self.name = name

    def signals(self, document: Document, sentences: Sequence[Sentence]) -> Signals:
        """What the model makes of a document's sentences; boilerplate is not read and gets zeros."""
        read = [number for number, one in enumerate(sentences) if one.kind is not SentenceKind.BOILERPLATE]
        kept = [sentences[number] for number in read]
        known = frames()
        hints = [candidates(one, known) for one in kept]
        found = _Found(self._labels, self._lemmas, sentences, read)
        cut = windows(pieces(document.text, kept, self._subwords) if kept else ())
        rows = [window for window in cut if window.tokens]
        for window, answers in zip(rows, self._network([_inputs(window, hints) for window in rows]), strict=True):
            found.add(window, answers)
        return found.signals(self.name)


def _inputs(window: Window, hints: Sequence[Sequence[Sequence[int]]]) -> dict[str, Any]:
    """A window as the network wants it: one row of subwords, and where its tokens and sentences stand in it."""
    import numpy as np  # noqa: PLC0415 - comes with onnxruntime and loads with it, when a text is read

    count = len(window.tokens)
    groups = np.zeros((1, window.end - window.first, count), np.float32)
    groups[0, list(window.groups), range(count)] = 1.0
    given = np.zeros((1, count, len(TYPES)), np.float32)
    for number, (sentence, token) in enumerate(window.tokens):
        given[0, number, list(hints[sentence][token])] = 1.0
    return {
        "ids": np.array([window.ids], np.int64),
        "firsts": np.array([window.firsts], np.int64),
        "lasts": np.array([window.lasts], np.int64),
        "groups": groups,
        "hints": given,
    }


# --- loading


@cache
def reader(threads: int = 2) -> Reader:
    """The reader with the model that is shipped; made once. `threads` windows are read at a time."""
    folder = files("kroniek.language.engines").joinpath("data")
    try:
        about = tomllib.loads(folder.joinpath("model.toml").read_text(encoding="utf-8"))
        packed, digest = folder.joinpath(about["file"]).read_bytes(), about["sha256"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise LexiconError(
            "The model of the engine trained is missing or damaged: reinstall the package, or choose the engine rules."
        ) from error
    try:
        return unpack(packed, digest=digest, threads=threads)
    except ImportError as error:
        raise LexiconError(
            f"The engine trained needs onnxruntime and tokenizers, which cannot be loaded ({error}): "
            "reinstall the package, or choose the engine rules."
        ) from error


def unpack(packed: bytes, *, digest: str = "", threads: int = 2) -> Reader:
    """The reader of a packed model; refuses one whose SHA-256 is not `digest`, if that is given."""
    found = sha256(packed).hexdigest()
    if digest and found != digest:
        raise LexiconError(
            f"The model file has digest {found[:12]} where {digest[:12]} belongs: reinstall the package, "
            "or choose the engine rules."
        )
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        labels = _labels(json.loads(archive.read("labels.json")))
        network = _network(archive.read("network.onnx"), threads)
        lemmas = None
        if "lemmas.tsv" in archive.namelist():
            lemmas = from_lines(archive.read("lemmas.tsv").decode("utf-8").splitlines())
        return Reader(network, _tokenizer(archive.read("tokenizer.json")), labels, lemmas, name=f"neural-{found[:12]}")


def _tokenizer(content: bytes) -> Any:
    from tokenizers import Tokenizer  # noqa: PLC0415 - loads when a reader is made

    return Tokenizer.from_buffer(content)


def _network(content: bytes, threads: int) -> Network:
    import onnxruntime  # noqa: PLC0415 - loads when a reader is made

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    wanted = [one.name for one in session.get_inputs()]
    given = [one.name for one in session.get_outputs()]

    def answers(inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        return dict(zip(given, session.run(given, {name: inputs[name] for name in wanted}), strict=True))

    def all_answers(inputs: Sequence[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
        if threads == 1 or len(inputs) == 1:
            return map(answers, inputs)
        with ThreadPoolExecutor(threads) as pool:  # windows side by side: faster than sharing one, and as exact
            return list(pool.map(answers, inputs))

    return all_answers


def _labels(table: Mapping[str, Any]) -> Labels:
    if table["types"] != [kind.value for kind in TYPES]:
        raise LexiconError("The model file knows other event types than this version: reinstall the package.")
    return Labels(
        names=tuple(table["names"]),
        modes=tuple((EventType(kind), mode) for kind, mode in table["modes"]),
        roles=tuple(ArcRole(role) for role in table["roles"]),
        tags=tuple(table.get("tags", ())),
        relations=tuple(table.get("relations", ())),
        threshold=float(table["threshold"]),
    )


# --- from numbers to signals


class _Found:
    """Collects the answers of a document's windows."""

    def __init__(self, labels: Labels, lemmas: Lemmas, sentences: Sequence[Sentence], read: Sequence[int]) -> None:
        self._labels, self._lemmas, self._sentences, self._read = labels, lemmas, sentences, read
        zeros = (0.0,) * len(TYPES)
        self._told = [zeros] * len(sentences)
        self._tokens = [[zeros] * len(one.tokens) for one in sentences]
        self._triggers: list[TriggerSignal] = []
        self._names: list[NameSignal] = []
        self._trees: list[Tree | None] = [None] * len(sentences)

    def add(self, window: Window, answers: Mapping[str, _Rows]) -> None:
        """Take in the answers of a window; its sentence numbers count the sentences that were read."""
        places = [(self._read[sentence], token) for sentence, token in window.tokens]
        types = answers["types"].astype(float).round(_DIGITS).tolist()
        told = answers["sentences"].astype(float).round(_DIGITS).tolist()
        for number in range(window.first, window.end):
            self._told[self._read[number]] = tuple(told[number - window.first])
        for (sentence, token), row in zip(places, types, strict=True):
            self._tokens[sentence][token] = tuple(row)
        for at, row in enumerate(types):
            if sum(row) >= _TRIGGER_LEAST:
                self._triggers.append(self._trigger(at, places, row, answers))
        self._names += self._named(places, answers["names"])
        if self._labels.relations:
            self._parse(places, answers)

    def _parse(self, places: Sequence[tuple[int, int]], answers: Mapping[str, _Rows]) -> None:
        """The trees of a window's sentences; a sentence that was cut gets none."""
        tags, relations = answers["tags"].tolist(), answers["relations"].tolist()
        begin = 0
        for at in range(1, len(places) + 1):
            if at < len(places) and places[at][0] == places[begin][0]:
                continue
            sentence = places[begin][0]
            tokens = self._sentences[sentence].tokens
            if at - begin == len(tokens):
                heads = tree_of(answers["heads"][begin:at, begin:at].astype(float).round(_DIGITS).tolist())
                here = [self._labels.tags[tag] for tag in tags[begin:at]]
                below = tuple(self._labels.relations[relation] for relation in relations[begin:at])
                lemmas = [self._lemmas.lemma(one.text, tag) for one, tag in zip(tokens, here, strict=True)]
                for token, (head, relation) in enumerate(zip(heads, below, strict=True)):
                    if relation == "svp" and here[head].startswith("WW") and here[token].startswith(_PARTICLES):
                        lemmas[head] = self._lemmas.joined(lemmas[head], tokens[token].lower)
                self._trees[sentence] = Tree(tags=tuple(here), lemmas=tuple(lemmas), heads=heads, relations=below)
            begin = at

    def _trigger(
        self, at: int, places: Sequence[tuple[int, int]], types: Sequence[float], answers: Mapping[str, _Rows]
    ) -> TriggerSignal:
        modes = [
            (kind, mode, score)
            for (kind, mode), score in zip(self._labels.modes, _rounded(answers["modes"][at]), strict=True)
            if score >= _MODE_LEAST
        ]
        return TriggerSignal(
            sentence=places[at][0],
            token=places[at][1],
            types=tuple(types),
            status=tuple(_rounded(answers["status"][at])),
            hedged=round(float(answers["hedged"][at]), _DIGITS),
            modes=tuple(sorted(modes, key=lambda mode: -mode[2])),
            arcs=tuple(sorted(self._arcs(at, places, answers["arcs"]), key=lambda arc: -arc.score)),
        )

    def _arcs(self, at: int, places: Sequence[tuple[int, int]], scores: _Rows) -> Iterator[Arc]:
        for number, role in enumerate(self._labels.roles):
            row = scores[number, at]
            for filler in (row >= _ARC_LEAST).nonzero()[0].tolist():
                sentence, token = places[filler]
                yield Arc(role=role, sentence=sentence, token=token, score=round(float(row[filler]), _DIGITS))

    def _named(self, places: Sequence[tuple[int, int]], scores: _Rows) -> Iterator[NameSignal]:
        """Names and times; an I without its B begins one, and none crosses the end of a sentence."""
        best = scores.argmax(-1).tolist()
        begin, kind, least = 0, "", 1.0
        for at in range(len(places) + 1):
            prefix, _, here = self._labels.names[best[at]].partition("-") if at < len(places) else ("O", "", "")
            same = prefix == "I" and here == kind and places[at][0] == places[begin][0]
            if kind and not same:
                yield self._name(places[begin], places[at - 1], kind, least)
                kind = ""
            if prefix != "O":
                if not kind:
                    begin, kind, least = at, here, 1.0
                least = min(least, float(scores[at, best[at]]))

    def _name(self, first: tuple[int, int], last: tuple[int, int], kind: str, least: float) -> NameSignal:
        return NameSignal(
            start=self._sentences[first[0]].tokens[first[1]].start,
            end=self._sentences[last[0]].tokens[last[1]].end,
            kind=NameKind(kind),
            score=round(least, _DIGITS),
        )

    def signals(self, model: str) -> Signals:
        """All that was found."""
        return Signals(
            sentences=tuple(
                SentenceSignal(types=told, tokens=tuple(tokens))
                for told, tokens in zip(self._told, self._tokens, strict=True)
            ),
            triggers=tuple(self._triggers),
            names=tuple(self._names),
            trees=tuple(self._trees) if self._labels.relations else (),
            model=model,
            threshold=self._labels.threshold,
        )


def _rounded(row: _Rows) -> list[float]:
    return [round(float(value), _DIGITS) for value in row]
