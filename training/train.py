"""Trains the reader: annotated articles and the frame lexicon's examples in, a checkpoint out.

    python training/train.py CORPUS OUT --treebank FILE [--passes 8] [--example-passes 3] [--tree-passes 0] ...

CORPUS is a compiled corpus (texts, gold.jsonl, mentions.jsonl), however many articles it has; `split.tsv` says which
of them are held out. Trees teach the syntax heads and are mixed in; with `--passes 0` nothing else is learned. One seed
gives one order of batches; sums over threads may still differ in their last bits.
Scores go to the log, and the last state is kept at OUT/network.pt.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from batches import Row, batches, collate, cut
from labels import Article, Labelled, Labeller, examples, some, split, stored
from losses import losses
from measure import pair_scores, predict, syntax_score
from network import Network, from_base
from swap import swapped
from treebank import Syntax, labelled, parted, syntax, trees

HERE = Path(__file__).parent
_LEXICON = HERE.parent / "src" / "kroniek" / "lexicon" / "data" / "events"


@dataclass(slots=True)
class Recipe:
    """What was tuned, with the values that the shipped model has. Rates rise over a tenth of the steps, then fall."""

    passes: int = 8
    example_passes: int = 3
    tree_passes: int = 0
    budget: int = 768  # subwords in a step, padding included
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    warm_up: float = 0.1
    dropout: float = 0.1
    hint_dropout: float = 0.2  # part of the windows whose lexicon hints are hidden
    swapped: float = 0.5  # part of the articles of a pass that are told of other countries
    seed: int = 1


def standardise(network: Network, rows: Sequence[Row], budget: int) -> None:
    """Set the fixed means and deviations of the encoder's output."""
    found = []
    network.eval()
    with torch.no_grad():
        for chosen in batches(rows, budget):
            batch = collate(chosen)
            found.append(network.encoder(batch.ids, batch.mask)[batch.mask[:, 0, 0]].float())
    states = torch.cat(found)
    network.mean.copy_(states.mean(0))
    network.deviation.copy_(states.std(0))


def plan(
    training: Sequence[Article],
    lexicon: Sequence[Labelled],
    treebank: Sequence[Labelled],
    labeller: Labeller,
    recipe: Recipe,
    chance: random.Random,
) -> list[list[Row]]:
    """All steps of a training: passes over the articles with examples and trees spread over them."""
    plain = [article.labelled(labeller) for article in training] if recipe.passes else []
    shuffled = [one for _ in range(recipe.example_passes) for one in chance.sample(lexicon, len(lexicon))]
    grown = [one for _ in range(recipe.tree_passes) for one in chance.sample(treebank, len(treebank))]
    if not recipe.passes:
        return list(batches(cut(grown, chance), recipe.budget, chance))
    steps: list[list[Row]] = []
    for number in range(recipe.passes):
        here = _slice(shuffled, number, recipe.passes)
        told = [
            _elsewhere(article, labeller, chance) if chance.random() < recipe.swapped else one
            for article, one in zip(training, plain, strict=True)
        ]
        found = [*batches(cut(told, chance), recipe.budget, chance), *batches(cut(here), recipe.budget, chance)]
        found += batches(cut(_slice(grown, number, recipe.passes), chance), recipe.budget, chance)
        chance.shuffle(found)
        steps += found
    return steps


def _slice(found: Sequence[Labelled], number: int, count: int) -> Sequence[Labelled]:
    """Part `number` of `count` about equal parts."""
    return found[len(found) * number // count : len(found) * (number + 1) // count]


def _elsewhere(article: Article, labeller: Labeller, chance: random.Random) -> Labelled:
    """The article, told of other countries."""
    return labeller.article(article.id, *swapped(article.text, article.claims, article.mentions or [], chance))


def optimiser(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW; word pieces stay as they are, and only the encoder's matrices decay."""
    network.encoder.words.requires_grad_(requires_grad=False)
    network.encoder.positions.requires_grad_(requires_grad=False)
    parts = [(name, part) for name, part in network.named_parameters() if part.requires_grad]
    inside = [part for name, part in parts if name.startswith("encoder.") and part.ndim > 1]
    flat = [part for name, part in parts if name.startswith("encoder.") and part.ndim == 1]
    heads = [part for name, part in parts if not name.startswith("encoder.")]
    groups = [
        {"params": inside, "lr": recipe.encoder_rate, "weight_decay": 0.01},
        {"params": flat, "lr": recipe.encoder_rate, "weight_decay": 0.0},
        {"params": heads, "lr": recipe.head_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def train(
    network: Network, steps: Sequence[list[Row]], recipe: Recipe, chance: random.Random
) -> Iterator[tuple[int, dict[str, float]]]:
    """Go through the steps; yields the number of steps done and the running costs after each."""
    optimise = optimiser(network, recipe)
    warm = max(1.0, recipe.warm_up * len(steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimise, lambda step: min((step + 1) / warm, (len(steps) - step) / max(1.0, len(steps) - warm))
    )
    running: dict[str, float] = {}
    for number, rows in enumerate(steps, start=1):
        network.train()
        batch = collate(rows)
        hidden = [row for row in range(len(rows)) if chance.random() < recipe.hint_dropout]
        batch.hints[hidden] = 0.0
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = network(*batch.inputs(), batch.true_heads())
        costs = losses(type(states)(*(part.float() for part in states)), batch)
        torch.stack(list(costs.values())).sum().backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimise.step()
        optimise.zero_grad(set_to_none=True)
        schedule.step()
        for name, cost in costs.items():
            running[name] = 0.95 * running.get(name, cost.item()) + 0.05 * cost.item()
        yield number, running


def main() -> None:
    """Train and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, default=HERE.parent / "build" / "training" / "base")
    parser.add_argument("--split", type=Path, default=HERE / "corpus" / "split.tsv")
    parser.add_argument("--treebank", type=Path, required=True, help="alpino_treebank.conll.xz, for the syntax heads")
    parser.add_argument("--part", type=float, default=1.0, help="part of the training articles, by hash")
    parser.add_argument("--looks", type=int, default=4, help="how often to measure on validation and keep the state")
    parser.add_argument("--most-steps", type=int, help="stop after so many steps, to see whether everything runs")
    parser.add_argument("--no-examples", action="store_true", help="without the lexicon's examples")
    parser.add_argument("--no-hints", action="store_true", help="without the lexicon's types as input")
    parser.add_argument("--start", type=Path, help="a run to go on from, when there are new articles")
    parser.add_argument("--threads", type=int, default=2)
    for name, default in _fields():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    options = parser.parse_args()
    recipe = Recipe(**{name: getattr(options, name) for name, _ in _fields()})
    torch.set_num_threads(options.threads)
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    began = time.monotonic()

    def say(message: str) -> None:
        print(f"{(time.monotonic() - began) / 60:6.1f} min  {message}", flush=True)

    labeller = Labeller(Tokenizer.from_file(str(options.base / "tokenizer.json")))
    parts = split(stored(options.corpus), options.split)
    validation = [article.labelled(labeller) for article in parts["validation"]]
    training = some(parts["train"], options.part)
    lexicon = [] if options.no_examples else list(examples(_LEXICON, labeller))
    sizes = ", ".join(f"{name} {len(found)}" for name, found in sorted(parts.items()))
    say(f"articles: {sizes}; {len(lexicon)} examples")
    unplaced = sum("/yes" in one.id and not one.acts for one in lexicon)
    say(f"training articles {len(training)}; examples whose lemma was not found: {unplaced}")
    learned, held = parted(trees(options.treebank))
    network, known = _begin(options, syntax(learned), [article.labelled(labeller) for article in training[:40]], recipe)
    treebank = labelled(learned, known, labeller) if recipe.tree_passes else []
    held_out = labelled(held, known, labeller)
    steps = plan(training, lexicon, treebank, labeller, recipe, chance)[: options.most_steps]
    say(f"{len(steps)} steps, {sum(len(window.ids) for rows in steps for _, window in rows)} subwords")
    options.out.mkdir(parents=True, exist_ok=True)
    looks = {len(steps) * number // options.looks for number in range(1, options.looks + 1)}
    for number, running in train(network, steps, recipe, chance):
        if number in {1, 10} or number % 50 == 0:
            say(f"step {number}: " + "  ".join(f"{name} {cost:.3f}" for name, cost in sorted(running.items())))
        if number in looks:
            if recipe.passes:
                say(f"step {number}: validation {pair_scores(validation, predict(network, validation))}")
            say(f"step {number}: held-out trees {syntax_score(network, held_out)}")
            state = {
                "network": network.state_dict(),
                "hints": not options.no_hints,
                "tags": known.tags,
                "relations": known.relations,
            }
            torch.save(state, options.out / "network.pt")
    (options.out / "recipe.json").write_text(json.dumps(dict(_values(recipe)), indent=1), encoding="utf-8")


def _begin(
    options: argparse.Namespace, known: Syntax, few: Sequence[Labelled], recipe: Recipe
) -> tuple[Network, Syntax]:
    """The network to train, and the tags and relations that it tells apart: those of `--start` where there is one."""
    state = torch.load(options.start / "network.pt", weights_only=True) if options.start else None
    if state:
        known = Syntax(tuple(state["tags"]), tuple(state["relations"]))
    network = from_base(
        options.base,
        tags=len(known.tags),
        relations=len(known.relations),
        dropout=recipe.dropout,
        use_hints=not options.no_hints,
    )
    if state:
        network.load_state_dict(state["network"])
    else:
        standardise(network, cut(few), recipe.budget)
    return network, known


def _fields() -> list[tuple[str, int | float]]:
    return list(_values(Recipe()))


def _values(recipe: Recipe) -> Iterator[tuple[str, int | float]]:
    for name in Recipe.__dataclass_fields__:
        yield name, getattr(recipe, name)


if __name__ == "__main__":
    main()
