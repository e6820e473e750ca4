"""Names alone on CoNLL-2002 Dutch: the head learns from `ned.train` and is measured on `ned.testa` and `ned.testb`.

    python training/conll.py FOLDER --start RUN [--base BASE] [--passes 4]

FOLDER holds the three files of nltk_data's package `conll2002` (for research only, so neither they nor what is learned
from them is in the repository or in the shipped model). The four kinds of the task are four of our five.
Exact spans with their kind count, as in the task's own scorer.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from batches import batches, cut
from export import load
from kroniek.model.analysis import Sentence, Token
from kroniek.model.ids import content_hash
from kroniek.model.signals import NameKind
from kroniek.model.text import Document, DocumentId, Source
from labels import At, Labelled, Labeller
from measure import Prediction, name_score, predict
from network import Network
from train import Recipe, train

_TOGETHER = 6
_TIME = NameKind.TIME.value
Rows = list[tuple[str, str]]


def sentences(path: Path) -> Iterator[Rows]:
    """The sentences of a file: words and labels."""
    rows: Rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if parts and parts[0] != "-DOCSTART-":
            rows.append((parts[0], parts[-1]))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def labelled(path: Path, labeller: Labeller) -> list[Labelled]:
    """The sentences as texts of a few sentences each, with nothing but names labelled."""
    found = list(sentences(path))
    return [_text(f"{path.name}/{at}", found[at : at + _TOGETHER], labeller) for at in range(0, len(found), _TOGETHER)]


def _text(name: str, chosen: Sequence[Rows], labeller: Labeller) -> Labelled:
    text, cut_up, names = "", [], {}
    for number, rows in enumerate(chosen):
        tokens = []
        for at, (form, label) in enumerate(rows):
            text += " " if at else ""
            tokens.append(Token(text=form, start=len(text), end=len(text) + len(form), lower=form.lower()))
            text += form
            if label != "O":
                names[number, at] = label
        cut_up.append(Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens)))
        text += "\n"
    document = Document(id=DocumentId(name), text=text, source=Source(address=name), content_hash=content_hash(text))
    made = labeller.cut(document, tuple(cut_up))
    made.names = names
    made.weights = [[0.0] * len(row) for row in made.weights]
    made.unknown = {(number, at) for number, sentence in enumerate(cut_up) for at in range(len(sentence.tokens))}
    return made


def main() -> None:
    """Train the head and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--passes", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    recipe = Recipe(passes=options.passes, budget=1024, encoder_rate=1.5e-4, head_rate=1e-3)
    torch.set_num_threads(options.threads)
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    labeller = Labeller(Tokenizer.from_file(str(options.base / "tokenizer.json")))
    learned, *held = (labelled(options.folder / f"ned.{part}", labeller) for part in ("train", "testa", "testb"))
    network, *_ = load(options.start, options.base)
    steps = [step for _ in range(recipe.passes) for step in batches(cut(learned, chance), recipe.budget, chance)]
    print(f"{len(steps)} steps", flush=True)
    _report("untrained on it", network, held)
    for number, running in train(network, steps, recipe, chance):
        if number % 50 == 0:
            print(number, running, flush=True)
        if number * recipe.passes % len(steps) < recipe.passes:
            _report(f"after {number} steps", network, held)


def _report(when: str, network: Network, held: Sequence[Sequence[Labelled]]) -> None:
    for part, texts in zip(("testa", "testb"), held, strict=True):
        found = predict(network, texts)
        for answer in found.values():
            answer.names = {at: "O" if label.endswith(_TIME) else label for at, label in answer.names.items()}
        begun = [label[2:] for text in texts for label in (text.names or {}).values() if label.startswith("B-")]
        print(f"{when}, {part}: {name_score(texts, found)} of {len(begun)} names", flush=True)
        for kind in sorted(set(begun)):
            print(f"    {kind} {name_score(*_only(texts, found, kind))}", flush=True)


def _only(
    texts: Sequence[Labelled], found: dict[str, Prediction], kind: str
) -> tuple[list[Labelled], dict[str, Prediction]]:
    """The texts and the answers with nothing but the names of a kind."""

    def kept(names: dict[At, str] | None) -> dict[At, str]:
        return {at: label if label.endswith(kind) else "O" for at, label in (names or {}).items()}

    return (
        [replace(text, names=kept(text.names)) for text in texts],
        {name: replace(answer, names=kept(answer.names)) for name, answer in found.items()},
    )


if __name__ == "__main__":
    main()
