"""Measures a model on held-out articles: pairs of sentence and type, names, and each head at true triggers.

    python training/evaluate_model.py CORPUS [--run build/training/run1] [--packed .../reader.zip]
        [--also NAME=COMPILED_CORPUS ...] [--claims NAME=CLAIMS.jsonl ...] [--json FILE]

The threshold is the best one on the validation part and is used on everything else. `--also` sets are only measured
on. `--claims` scores a coder's claims in the same way: a claim is a pair for every sentence of its evidence.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from export import load
from kroniek.language.engines.neural import Reader, unpack
from kroniek.model.signals import TYPES, ArcRole
from labels import Labelled, Labeller, articles, split
from measure import (
    Floats,
    Prediction,
    attributes,
    best_threshold,
    name_score,
    pair_score,
    pairs,
    predict,
    score,
    syntax_score,
)
from treebank import labelled, parted, trees

HERE = Path(__file__).parent
Sets = dict[str, list[Labelled]]
_SHARED_CHARS = 4


def read_by(reader: Reader, texts: Sequence[Labelled]) -> dict[str, Prediction]:
    """The answers of the packed model, as the network's own are."""
    found: dict[str, Prediction] = {}
    for text in texts:
        signals = reader.signals(text.document, text.sentences)
        zeros = np.zeros((len(text.sentences), len(TYPES)))
        answer = Prediction(zeros.copy(), zeros.copy(), {}, {}, {}, {}, {})
        for number, sentence in enumerate(signals.sentences):
            answer.sentences[number] = sentence.types
            for token, row in enumerate(sentence.tokens):
                answer.types[number, token] = np.array(row)
                answer.names[number, token] = "O"
                answer.token_types[number] = np.maximum(answer.token_types[number], row)
        places = {
            token.start: (number, at)
            for number, sentence in enumerate(text.sentences)
            for at, token in enumerate(sentence.tokens)
        }
        for name in signals.names:
            inside = [places[start] for start in sorted(places) if name.start <= start < name.end]
            for number, at in enumerate(inside):
                answer.names[at] = f"{'I' if number else 'B'}-{name.kind.value}"
        _attributes_of(text, reader_answer=answer, signals=signals)
        found[text.id] = answer
    return found


def _attributes_of(text: Labelled, *, reader_answer: Prediction, signals: Any) -> None:
    for at in text.acts:
        trigger = signals.trigger_at(*at)
        reader_answer.status[at] = trigger.status.index(max(trigger.status)) if trigger else 0
        reader_answer.hedged[at] = trigger.hedged if trigger else 0.0
        scores: dict[ArcRole, dict[tuple[int, int], float]] = {
            role: dict.fromkeys(reader_answer.types, 0.0) for role in ArcRole
        }
        for arc in trigger.arcs if trigger else ():
            scores[arc.role][arc.sentence, arc.token] = arc.score
        reader_answer.arcs[at] = scores


def claimed_pairs(texts: Sequence[Labelled], path: Path) -> Floats:
    """The pairs that a coder's claims make."""
    claims: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        claims[claim["doc_id"]].append(claim)
    names = [kind.value for kind in TYPES]
    rows = []
    for text in texts:
        for sentence in text.sentences:
            row = np.zeros(len(TYPES))
            for claim in claims[text.id]:
                for quote in claim["evidence"]:
                    if min(sentence.end, quote["end"]) - max(sentence.start, quote["start"]) >= _SHARED_CHARS:
                        row[names.index(claim["type"])] = 1.0
            rows.append(row)
    return np.array(rows)


def report(name: str, texts: Sequence[Labelled], found: dict[str, Prediction], threshold: float) -> dict[str, Any]:
    """All figures of one set."""
    true, given = pairs(texts, found)
    said = given >= threshold
    whole = pair_score(true, given, threshold)
    any_act = score((said.any(1) & true.any(1)).sum(), said.any(1).sum(), true.any(1).sum())
    quiet = [text for text in texts if not text.claims]
    false = sum((pairs([text], found)[1] >= threshold).sum() for text in quiet)
    by_type = {
        kind.value: [
            round(score((said[:, at] * true[:, at]).sum(), said[:, at].sum(), true[:, at].sum()).f1, 3),
            int(true[:, at].sum()),
        ]
        for at, kind in enumerate(TYPES)
    }
    figures: dict[str, Any] = {
        "articles": len(texts), "pairs": int(true.sum()), "P": whole.precision, "R": whole.recall, "F1": whole.f1,
        "any act F1": any_act.f1, "false pairs per quiet article": false / len(quiet) if quiet else None,
    }  # fmt: skip
    if any(text.names is not None for text in texts):
        figures["names F1"] = name_score(texts, found).f1
    figures |= attributes(texts, found)
    figures = {key: round(value, 3) if isinstance(value, float) else value for key, value in figures.items()}
    print(f"{name:14}", "  ".join(f"{key} {value}" for key, value in figures.items()))
    print(" " * 15 + "  ".join(f"{kind} {f1}({count})" for kind, (f1, count) in by_type.items()))
    return figures | {"types": by_type}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--run", type=Path)
    parser.add_argument("--packed", type=Path)
    parser.add_argument("--base", type=Path, default=HERE.parent / "build" / "training" / "base")
    parser.add_argument("--split", type=Path, default=HERE / "corpus" / "split.tsv")
    parser.add_argument("--also", nargs="*", default=[])
    parser.add_argument("--claims", nargs="*", default=[])
    parser.add_argument("--treebank", type=Path, help="measure the syntax heads on its held-out part too")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    torch.set_num_threads(2)
    labeller = Labeller(Tokenizer.from_file(str(options.base / "tokenizer.json")))
    parts = split(articles(options.corpus, labeller), options.split)
    sets: Sets = {name: parts[name] for name in ("validation", "test")}
    for pair in options.also:
        name, _, folder = pair.partition("=")
        sets[name] = articles(Path(folder), labeller)
    results: dict[str, Any] = {}
    for pair in options.claims:
        name, _, path = pair.partition("=")
        for part, texts in sets.items():
            true, said = pairs(texts, {text.id: _nothing(text) for text in texts})[0], claimed_pairs(texts, Path(path))
            if said.any():
                print(f"{name} on {part}: pairs {pair_score(true, said, 0.5)}")
    if options.run:
        network, known = load(options.run, options.base)
        results["full"] = measured(sets, lambda texts: predict(network, texts))
        if options.treebank:
            _, held = parted(trees(options.treebank))
            syntax = syntax_score(network, labelled(held, known, labeller))
            results["syntax"] = asdict(syntax)
            print(f"held-out trees: {syntax}")
    if options.packed:
        reader = unpack(options.packed.read_bytes())
        results["packed"] = measured(sets, lambda texts: read_by(reader, texts))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def _nothing(text: Labelled) -> Prediction:
    zeros = np.zeros((len(text.sentences), len(TYPES)))
    return Prediction(zeros, zeros, {}, {}, {}, {}, {})


def measured(sets: Sets, answer: Any) -> dict[str, Any]:
    """The figures of all sets, with the threshold that is best on the validation part."""
    found = {name: answer(texts) for name, texts in sets.items()}
    threshold = best_threshold(*pairs(sets["validation"], found["validation"]))
    print(f"threshold {threshold}")
    return {"threshold": threshold} | {
        name: report(name, texts, found[name], threshold) for name, texts in sets.items()
    }


if __name__ == "__main__":
    main()
