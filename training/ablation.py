"""Measures what each part brings: rules alone, model alone, both, for as many trained runs as are named.

    python training/ablation.py CORPUS --run NAME=FOLDER ... [--packed NAME=reader.zip ...] [--alone NAME ...]
        [--base BASE] [--lemmas FILE] [--json FILE]

Of each run: pairs of sentence and type in full precision (as `evaluate_model.py` counts them), and whole claims by the
decision layer, whose weights and thresholds are fitted for that run on the validation articles. `--alone` takes the
frame lexicon away from a run: no hints, no triggers that the model does not propose (which word forms are verbs is
still known). Who takes part is weighed by the shipped `coding/casting.toml` in all rows. Nothing of the product
changes; packed models stand in a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import torch
from tokenizers import Tokenizer

from evaluate_model import measured
from export import load, packed
from fit_coder import PACKAGE, analyses, best_weights, figures
from kroniek.coding.rules import RuleCoder
from kroniek.coding.trained import TrainedCoder
from kroniek.language.engines.neural import Reader, unpack
from kroniek.lexicon.frames import index
from labels import Article, Labeller, split, stored
from measure import predict

HERE = Path(__file__).parent
SHIPPED = PACKAGE / "language" / "engines" / "data" / "reader.zip"
_PARTS = ("validation", "test")
_FEW = (0.4,)  # the least probability of a proposed word that the shipped coder has: one setting instead of four
_LOOKS_UP = ("kroniek.coding.scene.frames", "kroniek.language.engines.neural.frames")

Json = dict[str, Any]
Parts = dict[str, list[Article]]


@contextmanager
def without_lexicon() -> Iterator[None]:
    """As if the frame lexicon had no senses: neither triggers nor hints."""
    empty = index([])
    first, second = _LOOKS_UP
    with patch(first, lambda: empty), patch(second, lambda: empty):
        yield


def of_claims(parts: Parts, corpus: Path, reader: Reader, proposals: Sequence[float] = _FEW) -> Json:
    """Figures of whole claims, with the decision layer fitted on the validation articles."""
    read = {name: analyses(parts[name], corpus, reader) for name in _PARTS}
    weights = best_weights(parts["validation"], read["validation"], corpus, proposals=proposals)
    return {name: figures(TrainedCoder(weights), read[name], corpus) for name in _PARTS}


def of_rules(parts: Parts, corpus: Path, reader: Reader) -> Json:
    """Figures of whole claims by rules alone; the reader is not asked."""
    return {name: figures(RuleCoder(), analyses(parts[name], corpus, reader), corpus) for name in _PARTS}


def show(name: str, found: Json) -> None:
    """A line of figures."""
    for part in _PARTS:
        events, dyads = found[part]["events"]["typed"], found[part]["dyads"]
        print(f"{name:24} {part:11} typed {events}  dyads {dyads}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--run", nargs="*", default=[], help="NAME=FOLDER of a checkpoint")
    parser.add_argument("--packed", nargs="*", default=[], help="NAME=FILE of a packed model, for its claims only")
    parser.add_argument("--alone", nargs="*", default=[], help="runs to measure without the frame lexicon too")
    parser.add_argument("--rules", action="store_true", help="measure the coder of rules too")
    parser.add_argument("--base", type=Path, default=HERE.parent / "build" / "training" / "base")
    parser.add_argument("--lemmas", type=Path, default=HERE.parent / "build" / "training" / "lemmas.tsv")
    parser.add_argument("--split", type=Path, default=HERE / "corpus" / "split.tsv")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(2)
    parts = split(stored(options.corpus), options.split)
    results: Json = {}
    readers = {name: unpack(Path(path).read_bytes()) for name, path in map(_named, options.packed)}
    for name, folder in map(_named, options.run):
        results[name] = {"pairs": _pairs(parts, Path(folder), options.base)}
        with tempfile.TemporaryDirectory() as out:
            path = packed(Path(folder), Path(out), options.base, options.lemmas)
            readers[name] = unpack(path.read_bytes())
    if options.rules:
        results["rules"] = {"claims": of_rules(parts, options.corpus, unpack(SHIPPED.read_bytes()))}
        show("rules", results["rules"]["claims"])
    for name, reader in readers.items():
        results.setdefault(name, {})["claims"] = of_claims(parts, options.corpus, reader)
        show(name, results[name]["claims"])
        if name in options.alone:
            with without_lexicon():
                results[name]["alone"] = of_claims(parts, options.corpus, reader)
            show(f"{name}, no lexicon", results[name]["alone"])
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def _named(pair: str) -> tuple[str, str]:
    name, _, path = pair.partition("=")
    return name, path


def _pairs(parts: Parts, folder: Path, base: Path) -> Json:
    labeller = Labeller(Tokenizer.from_file(str(base / "tokenizer.json")))
    network, _ = load(folder, base)
    sets = {name: [article.labelled(labeller) for article in parts[name]] for name in _PARTS}
    return measured(sets, lambda texts: predict(network, texts))


if __name__ == "__main__":
    main()
