"""Fits the trained coder's weights on the validation articles, and measures it on the test articles.

    python training/fit_coder.py CORPUS [--packed src/kroniek/language/engines/data/reader.zip] [--write | --shipped]

CORPUS is a compiled corpus. Every trigger of the validation articles, read as every type that comes into question, is
a case: did an annotated claim of that type have a word in common with it? Logistic regression gives the weights, a
sweep over the whole coder's typed F1 the threshold; the other thresholds stay as `coding/trained.toml` has them.
Nothing here looks at development gold. `--write` puts the figures into that file;
`--shipped` fits nothing and measures what stands in it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kroniek.coding import trained
from kroniek.coding.coder import Coder
from kroniek.coding.scene import scenes
from kroniek.evaluation import Coding, evaluate, read_coding, read_texts
from kroniek.language.engines.neural import Reader, unpack
from kroniek.language.reader import SignalAnalyser
from kroniek.model.analysis import Analysis
from kroniek.model.codec import claim_to_json
from kroniek.model.ids import content_hash, digest
from kroniek.model.text import Document, DocumentId, Known, Published, Reliability, Source
from labels import Article, split, stored

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "src" / "kroniek"
TABLE = PACKAGE / "lexicon" / "data" / "coding" / "trained.toml"
NAMES = ("bias", "sentence", "word", "lexicon", "known", "weak", "nominal")
_RIDGE = 0.5
_HIDDEN = "55"
_ROUNDS = 60
_ACCEPT = (0.2, 0.23, 0.25, 0.27, 0.3, 0.34, 0.37, 0.4, 0.43, 0.46, 0.5)
_PROPOSE = (0.3, 0.4, 0.5, 0.6)
_SECOND = 0.1  # a second act of a type in one sentence has to be this much surer

Floats = NDArray[np.float64]


def command(purpose: str | None) -> argparse.ArgumentParser:
    """What every script that fits takes: a compiled corpus, the reader, and which articles are held out."""
    parser = argparse.ArgumentParser(description=purpose, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--packed", type=Path, default=PACKAGE / "language" / "engines" / "data" / "reader.zip")
    parser.add_argument("--split", type=Path, default=HERE / "corpus" / "split.tsv")
    return parser


def analyses(found: Sequence[Article], corpus: Path, reader: Reader) -> list[Analysis]:
    """The articles, read by rules and model, with their days of publication."""
    days = published_days(corpus)
    read = SignalAnalyser(reader)
    return [read(document(article, days[article.id])) for article in found]


def published_days(corpus: Path) -> dict[str, str]:
    """The day on which each article of a corpus was published."""
    table = json.loads((corpus / "meta.json").read_text(encoding="utf-8"))
    return {name: about["published"] for name, about in table.items()}


def document(article: Article, day: str) -> Document:
    """An article as a document of a day."""
    published = Published(day=date.fromisoformat(day), known=Known.GIVEN, reliability=Reliability.SURE)
    return Document(
        id=DocumentId(article.id),
        text=article.text,
        source=Source(address=article.id),
        content_hash=content_hash(article.text),
        published=published,
    )


def cases(found: Sequence[Article], read: Sequence[Analysis]) -> tuple[Floats, Floats]:
    """A row of features for every trigger and type, and whether an annotated claim says so."""
    rows: list[tuple[float, ...]] = []
    right: list[float] = []
    for article, analysis in zip(found, read, strict=True):
        marks = list(_marks(article))
        signals = analysis.signals
        if signals is None:
            raise ValueError("the analysis has no signals")
        for scene in scenes(analysis):
            decider = trained.Decider(scene, signals, trained.shipped())
            for trigger in decider.triggers():
                spans = [(word.start, word.end) for word in trigger.words]
                for kind in decider.kinds(trigger):
                    told = float(
                        any(s < end and start < e and told == kind for s, e in spans for start, end, told in marks)
                    )
                    known = decider.features(trigger, kind)
                    rows.append(known)
                    right.append(told)
                    if known[4] and digest(trigger.frames[0].lemma, chars=2) < _HIDDEN:
                        rows.append((*known[:3], 0.0, 0.0, 0.0, known[6]))
                        right.append(told)
    return np.array(rows), np.array(right)


def _marks(article: Article) -> Iterator[tuple[int, int, str]]:
    for claim in article.claims:
        for evidence in claim["evidence"]:
            for start, end in evidence.get("trigger", ()):
                yield start, end, claim["type"]


def fitted(rows: Floats, right: Floats) -> Floats:
    """Weights of a ridge-penalised logistic regression, by Newton's method."""
    weights = np.zeros(rows.shape[1])
    penalty = _RIDGE * np.eye(len(weights))
    for _ in range(_ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) - _RIDGE * weights
        weights += np.linalg.solve((rows * (chance * (1 - chance))[:, None]).T @ rows + penalty, slope)
    return weights


def figures(coder: Coder, read: Sequence[Analysis], corpus: Path) -> dict[str, Any]:
    """The figures of a coder on some articles."""
    events: dict[str, list[Any]] = defaultdict(list)
    for analysis in read:
        events[analysis.document.id] = [claim_to_json(claim) for claim in coder(analysis)]
    names = frozenset(str(analysis.document.id) for analysis in read)
    gold = read_coding(corpus / "gold.jsonl")
    wanted = Coding(documents=names, events={name: gold.events.get(name, ()) for name in names})
    system = Coding.of([{"docs": sorted(names)}, *(record for name in sorted(names) for record in events[name])])
    return evaluate(wanted, system, read_texts(corpus / "texts", names)).to_json()


def best_weights(
    found: Sequence[Article], read: Sequence[Analysis], corpus: Path, *, proposals: Sequence[float] = _PROPOSE
) -> trained.Weights:
    """Weights fitted on articles, and the thresholds with the best typed F1 on them; the highest of several as good."""
    fit = fitted(*cases(found, read))
    chosen = replace(
        trained.shipped(), **{name: round(float(value), 3) for name, value in zip(NAMES, fit, strict=True)}
    )
    scored = []
    for propose, accept in product(proposals, _ACCEPT):
        tried = replace(chosen, propose=propose, accept=accept, second=round(accept + _SECOND, 2))
        typed = figures(trained.TrainedCoder(tried), read, corpus)["events"]["typed"]
        print(f"validation, propose {propose}, accept {accept}: typed p {typed['p']} r {typed['r']} f1 {typed['f1']}")
        scored.append((typed["f1"], propose, accept, tried))
    return max(scored, key=lambda one: one[:3])[3]


def main() -> None:
    """Fit, sweep, measure."""
    parser = command(__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true", help="put what was fitted into coding/trained.toml")
    what.add_argument("--shipped", action="store_true", help="measure coding/trained.toml as it is")
    options = parser.parse_args()
    parts = split(stored(options.corpus), options.split)
    reader = unpack(options.packed.read_bytes())
    validation = analyses(parts["validation"], options.corpus, reader)
    best = trained.shipped() if options.shipped else best_weights(parts["validation"], validation, options.corpus)
    for name in ("validation", "test"):
        read = validation if name == "validation" else analyses(parts[name], options.corpus, reader)
        result = figures(trained.TrainedCoder(best), read, options.corpus)
        print(name, json.dumps({key: result[key] for key in ("events", "dyads", "parties")}))
    lines = [f"{name} = {getattr(best, name)}" for name in (*NAMES, "propose", "accept", "second")]
    print("\n".join(lines))
    if options.write:
        text = TABLE.read_text(encoding="utf-8")
        for line in lines:
            name = line.partition(" = ")[0]
            text = re.sub(rf"^{name} = .*$", line, text, flags=re.MULTILINE)
        TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
